"""フォロー: whom to talk to next, and whether it was done."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from crm_desk.desk.changes import Topic
from crm_desk.desk.followup.first_start import asks_media
from crm_desk.desk.followup.outgoing import PAPERS
from crm_desk.desk.route import Route
from crm_desk.ui.common.page import Page
from crm_desk.ui.common.view import View
from crm_desk.ui.common.view_chips import Chip, ViewChips
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.followup.media_question import MediaQuestion
from crm_desk.ui.followup.views import VIEW_ROWS, VIEWS, WORKLIST


class FollowupPage(Page):
    """The worklist and the ways to it.

    Routes: `""` or the name of a bucket: the worklist; `start` of a month; `matrix`; `results`;
    `plans` for the customers of the route.
    """

    documents = tuple(PAPERS.values())
    topics = frozenset(
        {
            Topic.FOLLOWUP,
            Topic.CUSTOMERS,
            Topic.ORDERS,
            Topic.THRESHOLDS,
            Topic.DESK,
            Topic.TODAY,
        }
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._views: dict[str, View] = {}
        self._shown = WORKLIST
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._stack = QStackedWidget()
        chips = [Chip(each.key, each.title()) for each in VIEWS if each.title is not None]
        self._chips = ViewChips(workspace, "followup", chips)
        self.tabs = self._chips.buttons
        column.addLayout(self._chips)
        column.addLayout(self._make_question())
        column.addWidget(self._stack, 1)

    def _make_question(self) -> QHBoxLayout:
        theme, row = self._workspace.theme, QHBoxLayout()
        row.setContentsMargins(theme.space(4), theme.space(1.5), theme.space(4), 0)
        self.question = MediaQuestion(self._workspace)
        self.question.hide()
        row.addWidget(self.question)
        return row

    def _ask(self) -> None:
        """Before the first start only, and where something is begun."""
        begins = self._shown in (WORKLIST, "start")
        self.question.setVisible(begins and asks_media(self._workspace.desk))

    def view(self, name: str) -> View:
        """A view by its name, made when it is first asked for."""
        if name not in self._views:
            made = self._views[name] = VIEW_ROWS[name].load(self._workspace)
            self._stack.addWidget(made)
        return self._views[name]

    @property
    def current(self) -> View:
        """The view that is shown."""
        return self.view(self._shown)

    @property
    def is_settled(self) -> bool:
        """What was asked for last is shown."""
        return self.current.is_settled

    def open(self, route: Route) -> None:
        # Anything else is a bucket of the worklist.
        self._shown = route.view if route.view in VIEW_ROWS else WORKLIST
        view = self.current
        self._stack.setCurrentWidget(view)
        self._chips.mark(self._shown)
        self._workspace.attempt(self._ask)
        view.show_route(route)
        self.print_changed.emit()

    @property
    def can_print(self) -> bool:
        return self.current.can_print

    def print_current(self) -> None:
        self.current.print_current()

    def route(self) -> Route:
        return self.current.route()

    def refresh(self, place: Route | None = None) -> None:
        self._workspace.attempt(self._ask)
        self.current.refresh()

    def flush(self) -> bool:
        return self.current.flush()

    def take_focus(self) -> None:
        self.current.take_focus()
