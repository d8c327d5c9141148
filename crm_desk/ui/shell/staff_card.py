"""担当 in the settings: names added, renamed, removed."""

from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit

from crm_desk.desk import staff
from crm_desk.desk.staff import Staff
from crm_desk.ui.common.widgets import Card, button, clear_layout, label
from crm_desk.ui.common.workspace import Workspace

_LONGEST = 40


class StaffCard(Card):
    """The names of who works at this desk.

    Attributes:
        fields: by the id of each.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.theme, padding=3)
        self._workspace, theme = workspace, workspace.theme
        self.body.addWidget(label(self.tr("Staff"), "heading"))
        self.body.addWidget(
            label(
                self.tr(
                    "Who works with this shop file. At the foot of the sidebar you choose who is "
                    "there now; new records take the name, and keep it."
                ),
                "soft",
                wrap=True,
            )
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space())
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(2, 1)
        self.body.addLayout(self._grid)
        self.fields: dict[int, QLineEdit] = {}
        row = QHBoxLayout()
        row.setSpacing(theme.space())
        self.new = self._field(self.tr("New name"))
        self.new.setPlaceholderText(self.tr("New name"))
        self.new.returnPressed.connect(self._add)
        row.addWidget(self.new)
        self.add = button(self.tr("Add"), self._add)
        row.addWidget(self.add)
        row.addStretch(1)
        self.body.addLayout(row)

    def _field(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setMaxLength(_LONGEST)
        made.setFixedWidth(self._workspace.theme.px(240))
        made.setAccessibleName(name)
        return made

    def refresh(self) -> None:
        """Show who there is; a name that is being typed goes on being typed."""
        found = staff.staff(self._workspace.desk)
        if [one.id for one in found] == list(self.fields):
            for one in found:
                self._show_name(one)
            return
        clear_layout(self._grid)
        self.fields = {}
        for row, one in enumerate(found):
            field = self.fields[one.id] = self._field(self.tr("Name"))
            field.setText(one.name)
            field.editingFinished.connect(partial(self._rename, one.id))
            self._grid.addWidget(field, row, 0)
            remove = button(self.tr("Remove"), partial(self._remove, one.id), "link")
            said = self.tr("Remove {name}").format(name=one.name)
            remove.setAccessibleName(said)
            self._grid.addWidget(remove, row, 1)

    def _show_name(self, one: Staff) -> None:
        field = self.fields[one.id]
        if not field.hasFocus():
            field.setText(one.name)

    def _add(self) -> None:
        desk, name = self._workspace.desk, self.new.text()
        if self._workspace.perform(lambda: staff.add(desk, name)):
            self.new.clear()
        self.new.setFocus()

    def _rename(self, id_: int) -> None:
        desk, field = self._workspace.desk, self.fields.get(id_)
        if field is None:
            return
        before = next((one.name for one in staff.staff(desk) if one.id == id_), "")
        if field.text() == before:
            return
        if not self._workspace.perform(lambda: staff.change_name(desk, id_, field.text())):
            field.setText(before)

    def _remove(self, id_: int) -> None:
        desk = self._workspace.desk
        self._workspace.perform(lambda: staff.remove(desk, id_))
