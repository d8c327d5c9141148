"""対応: who waits for an answer, and what is done about it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desk.desk.desk import today
from crm_desk.desk.route import Route
from crm_desk.desk.timeline import cases
from crm_desk.desk.timeline.cases import CaseList
from crm_desk.desk.timeline.complaints import ComplaintRules
from crm_desk.desk.timeline.documents import CASE_SHEET, CaseSheet
from crm_desk.domain.timeline.case import CaseGroup
from crm_desk.ui.common.empty_card import EmptyCard
from crm_desk.ui.common.printing import Printing
from crm_desk.ui.common.view import View
from crm_desk.ui.common.widgets import (
    NARROW,
    Card,
    PageHead,
    button,
    clear_layout,
    frame,
    label,
    page_layout,
)
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.timeline.case_list import CaseListView
from crm_desk.ui.timeline.case_panel import CasePanel

_LIST_WIDTH = 400
_LIST, _EMPTY = range(2)


class CasesView(View):
    """The list of cases with one of them beside it.

    Attributes:
        found: the cases that are shown; None before the first have come.

    Signals:
        phone_note_asked: somebody rings.
        came: what was asked for last is shown.
    """

    phone_note_asked = Signal()
    came = Signal()

    def __init__(self, workspace: Workspace, rules: ComplaintRules) -> None:
        super().__init__()
        self._workspace = workspace
        self.found: CaseList | None = None
        self._wanted = 0
        self._is_alone = False
        self.printing = Printing(workspace, self)
        layout = page_layout(self, workspace.theme)
        layout.addWidget(self._make_head())
        self._stack = QStackedWidget()
        self.panel = CasePanel(workspace, rules)
        self.panel.left.connect(self.close_detail)
        self._stack.addWidget(self._make_list())
        self._stack.addWidget(self._make_empty())
        layout.addWidget(self._stack, 1)

    # Parts

    def _make_head(self) -> PageHead:
        head = PageHead(
            self._workspace.theme,
            self.tr("Cases"),
            self.tr("Inquiries and complaints that wait for an answer, and what became of them."),
        )
        self.print_button = button(self.tr("Print"), self.print_current)
        self.note = button(
            self.tr("Write a phone note (Ctrl+K)"), self.phone_note_asked.emit, "primary"
        )
        head.side.addWidget(self.print_button)
        head.side.addWidget(self.note)
        return head

    def _make_list(self) -> QWidget:
        theme, whole = self._workspace.theme, QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1.5))
        self._often = frame("banner")
        self._often_lines = QVBoxLayout(self._often)
        column.addWidget(self._often)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        self._left = Card(theme, padding=0)
        self._left.body.setContentsMargins(1, theme.px(4), 1, theme.px(4))
        self.list = CaseListView(theme, self._workspace.texts)
        self.list.chosen.connect(self.panel.show_case)
        self.list.opened.connect(self.open_detail)
        self._left.body.addWidget(self.list)
        self._more = label("", "soft", wrap=True)
        self._more.setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(6))
        self._left.body.addWidget(self._more)
        row.addWidget(self._left)
        row.addWidget(self.panel, 1)
        column.addLayout(row, 1)
        return whole

    def _make_empty(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        self.empty = EmptyCard(
            self._workspace.theme,
            self.tr("No inquiries or complaints yet"),
            self.tr(
                "Inquiries and complaints that you write down are listed here. "
                "A note takes ten seconds, while you are on the phone."
            ),
            self.tr("Write a phone note (Ctrl+K)"),
            self.phone_note_asked.emit,
        )
        column.addWidget(self.empty)
        column.addStretch(1)
        return whole

    # Looking

    @property
    def is_settled(self) -> bool:
        return self._workspace.is_settled(self) and self.panel.is_settled

    def open(self, route: Route) -> None:
        if route.id is not None:
            self._wanted = route.id
            self._is_alone = self._is_narrow
        self.reload()

    def route(self) -> Route:
        return Route("customers", "cases", self.panel.case_id or None)

    def refresh(self) -> None:
        self.reload()

    def reload(self) -> None:
        """Read the cases again, and the one that is shown."""
        desk, now = self._workspace.desk, today()
        self._workspace.ask_latest(self, lambda: cases.case_list(desk, now), self._show_found)

    def _show_found(self, found: CaseList) -> None:
        self.found = found
        self._stack.setCurrentIndex(_EMPTY if found.is_empty else _LIST)
        wanted = self._wanted or self.panel.case_id
        self._wanted = 0
        self._show_often(found)
        self.list.show_found(found, today(), wanted)
        hidden = found.closed - len(found.groups.get(CaseGroup.CLOSED, []))
        self._more.setVisible(hidden > 0)
        self._more.setText(self._workspace.texts("cases.more_closed", n=f"{hidden:,}"))
        # What was asked for may be no case of the list: it is shown all the same.
        self.panel.show_case(wanted or self.list.current_id)
        self._lay_out()
        self.came.emit()

    def _show_often(self, found: CaseList) -> None:
        clear_layout(self._often_lines)
        for product, count in found.often:
            name = product.name or product.code
            said = self._workspace.texts("cases.often", product=name, n=f"{count:,}")
            self._often_lines.addWidget(label(said, "warn", wrap=True))

    # One case

    @property
    def _is_narrow(self) -> bool:
        return self.width() < self._workspace.theme.px(NARROW)

    def open_detail(self, id_: int) -> None:
        """Go to one case; where the page is narrow it takes the list's place."""
        if not id_:
            return
        self.panel.show_case(id_)
        self._is_alone = self._is_narrow
        self._lay_out()
        self.panel.take_focus()

    def close_detail(self) -> None:
        """Back to the list."""
        self._is_alone = False
        self._lay_out()
        self.list.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._is_alone = self._is_alone and self._is_narrow
        self._lay_out()

    def _lay_out(self) -> None:
        theme, narrow = self._workspace.theme, self._is_narrow
        self._left.setVisible(not self._is_alone)
        self.panel.setVisible(self._is_alone or not narrow)
        self.panel.show_way_back(self._is_alone)
        is_listed = self._stack.currentIndex() == _LIST and not self._is_alone
        for each in (self.print_button, self.note):
            each.setVisible(is_listed)
        often = self.found.often if self.found is not None else ()
        self._often.setVisible(bool(often) and not self._is_alone)
        if narrow:
            self._left.setMaximumWidth(self.maximumWidth())
            self._left.setMinimumWidth(0)
        else:
            self._left.setFixedWidth(theme.px(_LIST_WIDTH))

    # Paper

    @property
    def can_print(self) -> bool:
        return self.found is not None and not self.found.is_empty

    def print_current(self) -> None:
        """Preview the open cases."""
        if self.found is not None:
            sheet = CaseSheet(self._workspace.desk.shop_name, today(), self.found)
            self.printing.preview(CASE_SHEET, sheet)

    def take_focus(self) -> None:
        if self._stack.currentIndex() == _EMPTY:
            self.empty.first_step.setFocus()
        else:
            self.list.setFocus()
