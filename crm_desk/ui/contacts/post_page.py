"""はがき・ラベル・一覧: post and lists for any customers, whichever page has chosen them."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desk.desk.changes import Topic
from crm_desk.desk.contacts.announcements import ANNOUNCEMENTS
from crm_desk.desk.route import Route
from crm_desk.ui.common.empty_card import EmptyCard
from crm_desk.ui.common.page import Page
from crm_desk.ui.common.widgets import PageHead, page_layout, scrolling
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.contacts.paper_panel import PaperPanel

_ASK, _EMPTY = range(2)


class PostPage(Page):
    """Asks what to make of the customers of the route (`ids`, of which `chosen` were chosen).

    `item` of the route is the page that they come from; the way back leads there.
    """

    topics = frozenset({Topic.CUSTOMERS, Topic.ORDERS, Topic.FOLLOWUP, Topic.DESK, Topic.TODAY})
    documents = tuple(ANNOUNCEMENTS.papers.values())

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._route = Route("post")
        layout = page_layout(self, workspace.theme)
        layout.addWidget(
            PageHead(
                workspace.theme,
                self.tr("Post and lists"),
                self.tr("For the people you chose: each printing is noted in their history."),
            )
        )
        self._stack = QStackedWidget()
        self.panel = PaperPanel(workspace, ANNOUNCEMENTS)
        self.panel.left.connect(self._go_back)
        self._stack.addWidget(scrolling(self.panel))
        self._stack.addWidget(self._make_empty())
        layout.addWidget(self._stack, 1)

    def _make_empty(self) -> QWidget:
        go = self._workspace.go
        card = EmptyCard(
            self._workspace.theme,
            self.tr("Nobody is chosen yet"),
            self.tr("Choose people in the list of customers or in the analysis first."),
            self.tr("Customers"),
            partial(go, Route("customers")),
        )
        card.add_step(self.tr("Customer analysis"), partial(go, Route("analysis")))
        self.first_step = card.first_step
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(card)
        column.addLayout(row)
        column.addStretch(1)
        return page

    @property
    def is_settled(self) -> bool:
        """What was asked for last is shown."""
        return self._workspace.is_settled(self.panel)

    def open(self, route: Route) -> None:
        if route.ids != self._route.ids or route.chosen != self._route.chosen:
            # Other people, another purpose: none is guessed.
            self.panel.purposes.choose(None)
        self._route = route
        self._stack.setCurrentIndex(_ASK if route.ids else _EMPTY)
        if route.ids:
            self.panel.begin(route.ids, route.chosen, self.panel.kind)

    def route(self) -> Route:
        return self._route

    def refresh(self, place: Route | None = None) -> None:
        if self._route.ids:
            self.panel.count()

    def _go_back(self) -> None:
        self._workspace.go(Route(self._route.item or "customers"))

    # Printing

    @property
    def can_print(self) -> bool:
        return bool(self._route.ids)

    def print_current(self) -> None:
        """Preview what is chosen; where something is missing, it is said beside the button."""
        if self.panel.make.isEnabled():
            self.panel.make.click()
        else:
            self.panel.take_focus()

    def take_focus(self) -> None:
        if self._route.ids:
            self.panel.take_focus()
        else:
            self.first_step.setFocus()
