"""Asks before one person is erased: what goes, what stays, and where they are besides."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from crm_desk.desk.backups.wording import backup_words
from crm_desk.desk.customers.erasing import ErasurePreview, ErasureWish
from crm_desk.desk.desk import today
from crm_desk.desk.money import money_of
from crm_desk.ui.common.widgets import button, label, rule
from crm_desk.ui.common.workspace import Workspace

_WIDTH = 620
_SHOWN = 6
"""Files named one by one; more are counted."""


class EraseDialog(QDialog):
    """The safe answer is the default; nothing happens by closing the window.

    Signals:
        wished: what is to be done (`ErasureWish`), and all files that hold the person.
    """

    wished = Signal(object, object)

    def __init__(self, workspace: Workspace, seen: ErasurePreview, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._seen = workspace, seen
        theme, texts = workspace.theme, workspace.texts
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Erase this person"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(1.25))
        name = seen.name or texts("personal.nameless")
        self._add(column, texts("personal.erase_question", name=name), "heading")
        sentences = self._sentences()
        for sentence in sentences:
            self._add(column, sentence)
        self.setAccessibleDescription("\n".join(sentences))
        column.addWidget(rule())
        self.before = QCheckBox(self.tr("Make a backup first (this person will still be in it)"))
        self.purge = QCheckBox(self.tr("Remove these files, too, and make one new backup"))
        self._add_held(column)
        column.addWidget(self.before)
        self.before.toggled.connect(self._exclude_purge)
        self.purge.toggled.connect(self._exclude_before)
        column.addLayout(self._buttons())

    def _sentences(self) -> list[str]:
        texts, staying = self._workspace.texts, self._seen.staying
        money = money_of(self._workspace.desk)
        openings = money.text(staying.openings)
        return [
            texts("personal.erase_gone"),
            texts(
                "personal.erase_stays",
                orders=f"{staying.orders:,}",
                amount=money.text(staying.amount),
            ),
            *([texts("personal.erase_openings", amount=openings)] if staying.openings else []),
            texts("personal.erase_later"),
            texts("personal.erase_outside"),
        ]

    def _add(self, column: QVBoxLayout, sentence: str, role: str = "body") -> None:
        words = label(sentence, role, wrap=True)
        width = self._workspace.theme.px(_WIDTH)
        words.setMinimumWidth(width)
        words.setMinimumHeight(words.heightForWidth(width))
        column.addWidget(words)

    def _add_held(self, column: QVBoxLayout) -> None:
        texts, held = self._workspace.texts, self._seen.held_in
        self.purge.setVisible(bool(held.paths))
        if not held.paths:
            self._add(column, texts("personal.held_nowhere"), "soft")
            return
        self._add(column, texts("personal.held_backups"))
        lines = self._files()
        more = len(lines) - _SHOWN
        shown = [*lines[:_SHOWN], *([texts("personal.and_more", n=more)] if more > 0 else [])]
        self._add(column, "\n".join(shown), "soft")
        column.addWidget(self.purge)

    def _files(self) -> list[str]:
        texts, held, day = self._workspace.texts, self._seen.held_in, today()
        made = [backup_words(one, texts, day) for one in held.backups]
        return [
            *(
                texts("result.separator").join(part for part in (one.moment, one.cause) if part)
                for one in made
            ),
            *(texts("personal.held_aside", file=path.name) for path in held.others),
        ]

    def _exclude_purge(self, on: bool) -> None:
        # A backup that holds the person, made in the moment in which those that do are removed.
        if on:
            self.purge.setChecked(False)

    def _exclude_before(self, on: bool) -> None:
        if on:
            self.before.setChecked(False)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._workspace.theme.space())
        row.addStretch(1)
        self.cancel = button(self.tr("Cancel"), self.reject, "primary")
        self.erase = button(self.tr("Erase"), self._wish)
        self.cancel.setDefault(True)
        self.cancel.setFocus()
        row.addWidget(self.cancel)
        row.addWidget(self.erase)
        return row

    def _wish(self) -> None:
        named: tuple[Path, ...] = self._seen.held_in.paths
        wish = ErasureWish(
            self._seen.customer,
            backup_before=self.before.isChecked(),
            purged=named if self.purge.isChecked() else (),
        )
        self.accept()
        self.wished.emit(wish, named)
