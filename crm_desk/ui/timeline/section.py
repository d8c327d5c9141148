"""The time line on a customer's page: chips, rows, and what is opened below one of them."""

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from crm_desk.desk.desk import today
from crm_desk.desk.money import money_of
from crm_desk.desk.timeline import reading
from crm_desk.desk.timeline.complaints import ComplaintRules
from crm_desk.desk.timeline.reading import NO_TIMELINE, Timeline
from crm_desk.desk.timeline_rows import (
    Record,
    RowGroup,
    TimelineQuestion,
    TimelineRow,
    TimelineSource,
)
from crm_desk.ui.common.customer_section import CustomerSection
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.timeline_panel import OpenedPanel, Panels
from crm_desk.ui.common.widgets import button as make_button
from crm_desk.ui.common.widgets import label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.timeline.note_line import NoteLine
from crm_desk.ui.timeline.rows_view import TimelineRows

_CHIPS = (None, RowGroup.PURCHASE, RowGroup.APPROACH, RowGroup.INQUIRY)


class TimelineSection(CustomerSection):
    """All that happened with one customer, the newest first.

    Attributes:
        rows: the table.
        chips: by group; None = all.
    """

    def __init__(
        self,
        workspace: Workspace,
        sources: tuple[TimelineSource, ...],
        panels: Panels,
        rules: ComplaintRules,
    ) -> None:
        super().__init__()
        self._workspace, self._sources, self._panels = workspace, sources, panels
        self._customer = 0
        self._asked: object = None
        self._group: RowGroup | None = None
        self._opened: Record | None = None
        self._found: Timeline = NO_TIMELINE
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(workspace.theme.px(4))
        self.note = NoteLine(workspace, rules)
        column.addWidget(self._make_chips())
        column.addWidget(self.note)
        self.rows = TimelineRows(workspace)
        self.rows.opened.connect(self.open_row)
        self.rows.closed.connect(self.close_row)
        column.addWidget(self.rows)
        self.nothing = label("", "soft", wrap=True)
        column.addWidget(self.nothing)

    def _make_chips(self) -> QWidget:
        flow, texts = Flow(self._workspace.theme.px(4)), self._workspace.texts
        self.chips: dict[RowGroup | None, QPushButton] = {}
        together = QButtonGroup(self)
        for group in _CHIPS:
            name = texts(f"time_line.group_{group.value if group else 'all'}")
            chip = make_button(name, partial(self.show_group, group), "chip")
            chip.setCheckable(True)
            together.addButton(chip)
            self.chips[group] = chip
            flow.addWidget(chip)
        self.chips[None].setChecked(True)
        flow.addWidget(self.note.write)
        return Wrapped(flow)

    # Showing

    @property
    def is_settled(self) -> bool:
        """What was asked for last is shown."""
        return self._workspace.is_settled(self)

    def show_customer(self, customer: int) -> None:
        """See CustomerSection; read beside the window, and only where something was written."""
        desk, texts = self._workspace.desk, self._workspace.texts
        asked = (customer, desk.version, today()) if customer else None
        if asked is not None and asked == self._asked:
            return
        self._asked = asked
        self.note.show_customer(customer)
        if customer != self._customer:
            self._customer = customer
            self.close_row()
            self._show(NO_TIMELINE)
            self.hide()
        if not customer:
            self._workspace.drop_question(self)
            return
        question = TimelineQuestion(customer, today(), texts, money_of(desk), self._sources)
        self._workspace.ask_latest(self, lambda: reading.timeline(desk, question), self._show_found)

    def _show_found(self, found: Timeline) -> None:
        if found != self._found or self.isHidden():
            self._show(found)
        self.show()

    def _show(self, found: Timeline) -> None:
        self._found = found
        months = reading.by_month(found.rows, self._group)
        self.rows.show_rows(months, found.names, self._opened)
        if self.rows.panel is None:
            self._opened = None
        group = f"_{self._group.value}" if self._group else ""
        self.nothing.setText(self._workspace.texts(f"time_line.nothing{group}"))
        self.nothing.setVisible(not months)
        self.rows.setVisible(bool(months))

    def show_group(self, group: RowGroup | None) -> None:
        """Show these rows only; None = all."""
        self._group = group
        self.chips[group].setChecked(True)
        self._show(self._found)

    # Opening

    def open_row(self, row: TimelineRow) -> None:
        """Go to what a row leads to, or show it below the row."""
        if row.route is not None:
            self._workspace.go(row.route)
        elif row.record != self._opened:
            self._workspace.attempt(lambda: self._open(row))

    def _open(self, row: TimelineRow) -> None:
        make = self._panels.get(row.record.kind)
        content = make(self._workspace, row) if make else label(row.words, wrap=True)
        if content is None:
            return
        panel = OpenedPanel(self._workspace, content)
        panel.reshaped.connect(self.rows.refit)
        left = getattr(content, "left", None)
        if left is not None:
            left.connect(self.close_row)
        self._opened = row.record
        self.rows.open_below(row.record, panel)
        if content.focusProxy() is not None:
            content.setFocus()

    def close_row(self) -> None:
        """Close what is open below a row."""
        if self._opened is not None:
            self._opened = None
            self.rows.close_panel()
