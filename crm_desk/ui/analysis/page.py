"""顧客分析: key figures, six charts, and the people behind what is clicked."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crm_desk.desk.analysis import cache, thresholds
from crm_desk.desk.analysis.documents import ANALYSIS_PDF
from crm_desk.desk.analysis.trends import trends
from crm_desk.desk.changes import Topic
from crm_desk.desk.desk import today
from crm_desk.desk.money import money_of
from crm_desk.desk.route import Route
from crm_desk.domain.analysis.figures import KindFilter
from crm_desk.domain.analysis.view import AnalysisView
from crm_desk.ui.analysis import printing
from crm_desk.ui.analysis.beginning import NoOrders, Waiting
from crm_desk.ui.analysis.content import AnalysisContent
from crm_desk.ui.charts.preload import preload
from crm_desk.ui.common.page import Page
from crm_desk.ui.common.printing import Printing
from crm_desk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from crm_desk.desk.analysis.look import Look
    from crm_desk.domain.analysis.trends import Trends

_WAIT, _CONTENT, _EMPTY = range(3)


class AnalysisPage(Page):
    """Who buys, how often, how recently, and for how much.

    Attributes:
        look, view: what is shown; None before the first answer.
        content: the parts of the page, made once the page is there.

    Signals:
        came: what was asked for last is shown.
    """

    topics = frozenset({Topic.ORDERS, Topic.CUSTOMERS, Topic.THRESHOLDS, Topic.TODAY})
    documents = (ANALYSIS_PDF,)
    came = Signal()
    content: AnalysisContent

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._money = money_of(workspace.desk)
        self.printing = Printing(workspace, self)
        self.look: Look | None = None
        self.view: AnalysisView | None = None
        self._is_opening = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._stack = QStackedWidget()
        layout.addWidget(self._stack, 1)
        self._empty = NoOrders(workspace)
        self._content_place, self._is_made = QWidget(), False
        for part in (Waiting(workspace.theme), self._content_place, self._empty):
            self._stack.addWidget(part)

    # Looking

    @property
    def is_settled(self) -> bool:
        """What was asked for last is shown."""
        return not self._is_opening and self._workspace.is_settled(self)

    def reload(self) -> None:
        """Look at the orders as they stand now, beside the window."""
        self._workspace.attempt(self._look)

    def _look(self) -> None:
        desk, texts, money = self._workspace.desk, self._workspace.texts, self._money
        controls, now = self.content.controls, today()
        settings, as_of = replace(thresholds.chosen(desk), kind=controls.kind), controls.as_of

        def work() -> "tuple[Look, AnalysisView]":
            # Half a second of loading goes on beside the window, which meanwhile says what it does.
            preload()
            look = cache.look(desk, settings, as_of)
            return look, look.view(texts, money, now)

        self._workspace.ask_latest(self, work, lambda answer: self._show(*answer))
        self._is_opening = False
        self.print_changed.emit()

    def _show(self, look: "Look", view: AnalysisView) -> None:
        self.look, self.view = look, view
        self.print_changed.emit()
        if view.has_orders:
            self.content.show_look(look, view)
            self._stack.setCurrentIndex(_CONTENT)
            self.content.selection.show_look(look)
            self._compare(look)
        else:
            self._stack.setCurrentIndex(_EMPTY)
        self.came.emit()

    def _compare(self, look: "Look") -> None:
        """The small arrows come a moment later; another day or kind has none."""
        controls = self.content.controls
        if controls.as_of is not None or controls.kind is not KindFilter.ALL:
            return

        def show(found: "Trends | None") -> None:
            if self.look is look and self.is_settled:
                self.content.key_figures.show_trends(found, self._money, self._workspace.texts)

        self._workspace.query(self, lambda: trends(look), show)

    # Printing

    @property
    def can_print(self) -> bool:
        return self.is_settled and self.view is not None and self.view.has_orders

    def print_current(self) -> None:
        if self.look is not None and self.can_print:
            selected = self.content.selection.selected
            printing.preview(self._workspace, self.printing, self.look, self._money, selected)

    # Page

    def open(self, route: Route) -> None:
        if self._is_made:
            self.reload()
            return
        # What takes longer than a frame is made once the page is there.
        self._is_opening = True
        QTimer.singleShot(0, self, lambda: self._workspace.attempt(self._begin))

    def _begin(self) -> None:
        if not self._is_made:
            self._is_made = True
            self.content = AnalysisContent(self._workspace, self._money)
            self.content.controls.changed.connect(self.reload)
            self.content.print_asked.connect(self.print_current)
            self.print_changed.connect(lambda: self.content.print_button.setEnabled(self.can_print))
            layout = QVBoxLayout(self._content_place)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(self.content)
        self.reload()

    def route(self) -> Route:
        return Route("analysis")

    def refresh(self, place: Route | None = None) -> None:
        if self._is_made:
            self.reload()

    def flush(self) -> bool:
        if self._is_made:
            self.content.flush()
        return True

    def take_focus(self) -> None:
        if self._stack.currentIndex() == _EMPTY:
            self._empty.first_step.setFocus()
        elif self._is_made:
            self.content.take_focus()
