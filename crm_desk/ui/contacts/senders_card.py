"""設定: as whom the shop sends its post (差出人)."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desk.desk.changes import Changes
from crm_desk.desk.contacts import senders
from crm_desk.domain.contacts.postcodes import marked_code
from crm_desk.domain.contacts.senders import Sender
from crm_desk.ui.common.widgets import Card, button, clear_layout, label, rule
from crm_desk.ui.common.workspace import Workspace


class SenderForm(QWidget):
    """The fields of one sender.

    Attributes:
        before: the one that is changed; None for a new one.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        self.before: Sender | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(3))
        grid.setColumnStretch(1, 1)
        self.fields: dict[str, QLineEdit] = {}
        for line, (name, words) in enumerate(
            (
                ("name", self.tr("Name of the sender")),
                ("postcode", self.tr("Postcode of the sender")),
                ("address", self.tr("Address of the sender")),
                ("phone", self.tr("Phone of the sender")),
            )
        ):
            field = self.fields[name] = QLineEdit()
            field.setAccessibleName(words)
            field.returnPressed.connect(self._keep)
            grid.addWidget(label(words), line, 0)
            grid.addWidget(field, line, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.space())
        self.save = button(self.tr("Save the sender"), self._keep)
        row.addWidget(self.save)
        row.addWidget(button(self.tr("Cancel"), self.hide, "link"))
        row.addStretch(1)
        grid.addLayout(row, len(self.fields), 1)
        self.hide()

    def begin(self, sender: Sender, before: Sender | None = None) -> None:
        """Ask for a sender.

        Args:
            sender: what the fields show at first.
        """
        self.before = before
        for name, field in self.fields.items():
            field.setText(getattr(sender, name))
        self.show()
        self.fields["name"].setFocus()

    @property
    def typed(self) -> Sender:
        """What stands in the fields."""
        return Sender(**{name: field.text() for name, field in self.fields.items()})

    def _keep(self) -> None:
        desk, typed, before = self._workspace.desk, self.typed, self.before
        # What can't be kept stays in the fields, under the sentence that says why.
        if self._workspace.perform(lambda: senders.keep(desk, typed, before)):
            self.hide()


class SendersCard(Card):
    """All senders, the usual one first; each can be changed, deleted, made the usual one."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.theme, padding=3)
        self._workspace = workspace
        self.body.addWidget(label(self.tr("Senders of post"), "heading"))
        words = self.tr("Printed small on postcards; the first one unless you choose another.")
        self.body.addWidget(label(words, "soft", wrap=True))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(workspace.theme.space())
        self.body.addLayout(self._rows)
        self.form = SenderForm(workspace)
        self.body.addWidget(self.form)
        self.add = button(self.tr("Add a sender…"), self._add)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        self.body.addLayout(row)
        self.refresh()

    def refresh(self) -> None:
        """Show what the shop file has."""
        clear_layout(self._rows)
        for place, sender in enumerate(senders.senders(self._workspace.desk)):
            if place:
                self._rows.addWidget(rule())
            self._rows.addLayout(self._row(sender, is_usual=place == 0))

    def _row(self, sender: Sender, *, is_usual: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._workspace.theme.space())
        words = QVBoxLayout()
        words.addWidget(label(sender.name, "strong", wrap=True))
        code = marked_code(sender.postcode, sender.address)
        line = "  ".join(filter(None, (code, sender.address, sender.phone)))
        words.addWidget(label(line, "soft", wrap=True))
        row.addLayout(words, 1)
        if is_usual:
            row.addWidget(label(self.tr("Usual sender"), "soft"))
        else:
            usual = partial(senders.make_usual, self._workspace.desk, sender)
            row.addWidget(self._action(self.tr("Make it the usual one"), sender, usual))
        change = button(self.tr("Change…"), partial(self.form.begin, sender, sender), "link")
        change.setAccessibleName(f"{self.tr('Change…')} {sender.name}")
        row.addWidget(change)
        delete = partial(senders.remove, self._workspace.desk, sender)
        row.addWidget(self._action(self.tr("Delete"), sender, delete))
        return row

    def _action(self, words: str, sender: Sender, run: Callable[[], Changes]) -> QWidget:
        made = button(words, lambda: self._workspace.perform(run), "link")
        made.setAccessibleName(f"{words} {sender.name}")
        return made

    def _add(self) -> None:
        known = senders.senders(self._workspace.desk)
        desk = self._workspace.desk
        name = desk.shop_name if desk.is_named and not known else ""
        self.form.begin(Sender(name))
