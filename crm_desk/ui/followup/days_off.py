"""設定: on which days the shop does not work."""

from functools import partial

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton

from crm_desk.desk import working_days as use_case
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.working_days import WEEKDAYS, WorkingDays
from crm_desk.ui.common.fields import Flow, Toggler, Wrapped
from crm_desk.ui.common.widgets import Card, button, label
from crm_desk.ui.common.workspace import Workspace


class DaysOff(Card):
    """Weekdays as chips, and the national holidays; each click counts at once."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.theme, padding=3)
        self._workspace = workspace
        self.body.addWidget(label(self.tr("Days off"), "heading", wrap=True))
        words = self.tr(
            "Steps of new plans are dated on days on which you work. Plans that are made stay as "
            "they are."
        )
        self.body.addWidget(label(words, "soft", wrap=True))
        flow = Flow(workspace.theme.px(6))
        self.chips: dict[int, QPushButton] = {}
        names = workspace.texts("sentence.weekdays").split()
        for day in WEEKDAYS:
            chip = button(names[day], partial(self._toggle, day), "chip")
            chip.setCheckable(True)
            chip.setAccessibleName(self.tr("Closed on {day}").format(day=names[day]))
            self.chips[day] = chip
            flow.addWidget(chip)
        self.body.addWidget(Wrapped(flow))
        self.holidays = QCheckBox()
        said = self.tr("National holidays are days off, too")
        self.holidays.setAccessibleName(said)
        row = QHBoxLayout()
        row.setSpacing(workspace.theme.space())
        text = label(said, wrap=True)
        text.installEventFilter(Toggler(self.holidays))
        row.addWidget(self.holidays)
        row.addWidget(text, 1)
        self.body.addLayout(row)
        self.problem = label("", "warn", wrap=True)
        self.problem.hide()
        self.body.addWidget(self.problem)
        self.holidays.clicked.connect(lambda _on: self._keep())
        self.refresh()

    def refresh(self) -> None:
        """Show what holds."""
        found = use_case.working_days(self._workspace.desk)
        for day, chip in self.chips.items():
            chip.setChecked(day in found.closed)
        self.holidays.setChecked(found.holidays)

    def _toggle(self, _day: int) -> None:
        self._keep()

    def _keep(self) -> None:
        closed = frozenset(day for day, chip in self.chips.items() if chip.isChecked())
        wanted = WorkingDays(closed, holidays=self.holidays.isChecked())
        desk, workspace = self._workspace.desk, self._workspace
        try:
            changes = use_case.set_working_days(desk, wanted)
        except ReportableError as error:
            self.problem.setText(workspace.texts.error(error))
            self.problem.show()
        else:
            self.problem.hide()
            workspace.perform(lambda: changes)
        self.refresh()
