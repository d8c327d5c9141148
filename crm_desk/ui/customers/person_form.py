"""A person added without an order: a form shown in the page, not over it."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm_desk.desk.changes import Changes
from crm_desk.desk.customers import adding
from crm_desk.desk.customers.adding import Duplicate
from crm_desk.desk.desk import local_time
from crm_desk.domain.contacts.phones import shown_phone
from crm_desk.ui.common.widgets import (
    Card,
    PageHead,
    button,
    clear_layout,
    label,
    page_layout,
    scrolling,
)
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.customers.editable_facts import FactTitles
from crm_desk.ui.customers.fact_editors import DayEditor, FactEditor

_DRAFT = "person"
_LOOK_AFTER_MS = 300
_FIELDS = ("name", "kana", "phone", "email", "address", "birthday", "company", "note")
_CONTACT = "contact"
_WIDEST, _NAME_WIDTH = 640, 120
_OFFERED = 5


class PersonForm(QWidget):
    """Name, contacts and what else is known of somebody new.

    Signals:
        kept: the person is in the desk; the customer's id.
        left: nobody is to be added.
        chosen: it is somebody who is here already; the customer's id.
    """

    kept = Signal(int)
    left = Signal()
    chosen = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        self._tried = False
        self.editors: dict[str, FactEditor] = {}
        self._warnings: dict[str, QLabel] = {}
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_LOOK_AFTER_MS)
        self._look.timeout.connect(lambda: workspace.attempt(self.show_duplicates))
        layout = page_layout(self, theme)
        layout.addWidget(
            PageHead(
                theme,
                self.tr("Add a customer"),
                self.tr("For people who have not ordered yet, or whom no cart knows of."),
            )
        )
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._make_card())
        column.addStretch(1)
        layout.addWidget(scrolling(content), 1)

    def _make_card(self) -> QWidget:
        theme, titles = self._workspace.theme, FactTitles()
        card = Card(theme, padding=2.5)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(2))
        grid.setVerticalSpacing(theme.px(4))
        grid.setColumnMinimumWidth(0, theme.px(_NAME_WIDTH))
        grid.setColumnStretch(1, 1)
        for line, field in enumerate(_FIELDS):
            editor = self.editors[field] = titles.editor(self._workspace, field)
            editor.typed.connect(self._changed)
            if not isinstance(editor, DayEditor):
                # Who leaves a day has not finished the form.
                editor.entered.connect(self._keep)
            title = label(titles.made()[field], wrap=True)
            title.setContentsMargins(0, theme.px(6), 0, 0)
            grid.addWidget(title, 2 * line, 0, Qt.AlignmentFlag.AlignTop)
            editor.setMaximumWidth(theme.px(_WIDEST))
            grid.addWidget(editor, 2 * line, 1)
            grid.addWidget(self._warning(field), 2 * line + 1, 1)
        card.body.addLayout(grid)
        self._duplicates = QVBoxLayout()
        self._duplicates.setSpacing(theme.px(2))
        card.body.addLayout(self._duplicates)
        card.body.addWidget(self._warning(_CONTACT))
        row = QHBoxLayout()
        self.keep = button(self.tr("Add this customer"), self._keep, "primary")
        row.addWidget(self.keep)
        row.addWidget(button(self.tr("Cancel"), self.left.emit, "link"))
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _warning(self, field: str) -> QLabel:
        warning = self._warnings[field] = label("", "warn", wrap=True)
        warning.hide()
        return warning

    # Use

    def begin(self) -> None:
        """Ask for somebody new, or go on where somebody was."""
        self._tried = False
        draft: dict[str, str] = self._workspace.drafts.pop(_DRAFT, {})
        for editor in self.editors.values():
            editor.begin(draft)
        self._show_problems()
        self.show_duplicates()

    def keep_draft(self) -> None:
        """Remember what is typed; the form is being left without a word on it."""
        if any(text.strip() for text in self.texts.values()):
            self._workspace.drafts[_DRAFT] = self.texts

    def take_focus(self) -> None:
        """Where typing begins."""
        self.editors["name"].take_focus()

    @property
    def texts(self) -> dict[str, str]:
        """What is typed, by field."""
        return {
            name: text for editor in self.editors.values() for name, text in editor.texts.items()
        }

    def _changed(self) -> None:
        self._look.start()
        # Nothing is wrong before somebody says that it is finished.
        if self._tried:
            self._show_problems()

    def _show_problems(self) -> list[str]:
        """Mark what can't be kept yet; returns the fields."""
        texts, said = self._workspace.texts, dict[str, str]()
        if self._tried:
            for found in adding.problems(self._workspace.desk, self.texts):
                sentence = texts(f"typed.{found.reason}", n=f"{found.most:,}")
                field = "address" if found.field == "postcode" else found.field
                said.setdefault(field, sentence)
        for field, warning in self._warnings.items():
            warning.setText(said.get(field, ""))
            warning.setVisible(field in said)
            if field in self.editors:
                for each in self.editors[field].inputs:
                    each.setAccessibleDescription(said.get(field, ""))
        return list(said)

    def show_duplicates(self) -> None:
        """Who may be this person already is said before anything is kept."""
        self._look.stop()
        clear_layout(self._duplicates)
        found = adding.duplicates(self._workspace.desk, self.texts)
        if not found:
            return
        self._duplicates.addWidget(
            label(self.tr("This may be somebody who is here already:"), "warn", wrap=True)
        )
        for one in found[:_OFFERED]:
            words = self.tr("Open {who}").format(who=self._line(one))
            made = button(words, partial(self.chosen.emit, one.customer.id), "link")
            self._duplicates.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)

    def _line(self, one: Duplicate) -> str:
        texts, who = self._workspace.texts, one.customer
        parts = (
            who.name or self.tr("(no name)"),
            who.member_no,
            shown_phone(who.phone) or who.email,
            texts(f"customers.reason_{one.reason}"),
        )
        return texts("result.separator").join(part for part in parts if part)

    def _keep(self) -> None:
        self._tried = True
        unread = [field for field, editor in self.editors.items() if not editor.is_read()]
        wrong = self._show_problems() + unread
        if wrong:
            first = min(wrong, key=lambda field: (*_FIELDS, _CONTACT).index(field))
            self.editors["phone" if first == _CONTACT else first].take_focus()
            return
        workspace, found = self._workspace, []

        def add() -> Changes:
            source = workspace.texts("hand_order.source")
            customer, changes = adding.add(workspace.desk, self.texts, source, local_time())
            found.append(customer)
            return changes

        if workspace.perform(add):
            self.kept.emit(found[0])
