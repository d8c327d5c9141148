"""Plans for the customers of a selection, or for one: looked at first, then made."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crm_desk.desk.analysis import cache
from crm_desk.desk.analysis.thresholds import chosen
from crm_desk.desk.desk import today
from crm_desk.desk.followup import drafting, month
from crm_desk.desk.followup.drafting import SuggestedPlan
from crm_desk.desk.followup.edits import FollowupEdit
from crm_desk.desk.route import Route
from crm_desk.domain.followup.starting import Outlook
from crm_desk.domain.followup.wording import begun
from crm_desk.ui.common.empty_card import EmptyCard
from crm_desk.ui.common.frames import empty_page, waiting_page
from crm_desk.ui.common.view import View
from crm_desk.ui.common.widgets import PageHead, scrolling
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.followup.plans_many import ManyPlans
from crm_desk.ui.followup.plans_one import OnePlan

_WAIT, _MANY, _ONE, _NOBODY, _MADE = range(5)


class PlansView(View):
    """For whom the route asks.

    Signals:
        came: what was asked for last is shown.
    """

    came = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._ids: tuple[int, ...] = ()
        self._made: frozenset[int] = frozenset()
        self._is_making = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        layout.addWidget(self._stack)
        self.many = ManyPlans(workspace)
        self.many.template_chosen.connect(self.reload)
        self.many.make_asked.connect(self._make_many)
        self.one = OnePlan(workspace)
        self.one.made.connect(self._note_made)
        for part in (
            self._make_waiting(),
            self.many,
            self.one,
            self._make_nobody(),
            self._make_done(),
        ):
            self._stack.addWidget(part)

    # Parts

    def _head(self) -> PageHead:
        return PageHead(self._workspace.theme, self.tr("Make follow-up plans"))

    def _make_waiting(self) -> QWidget:
        words = self.tr("Looking up where these customers stand…")
        return waiting_page(self._workspace.theme, self._head(), words)

    def _make_nobody(self) -> QWidget:
        theme = self._workspace.theme
        words = self.tr(
            "Click on a chart of the customer analysis, or set a filter there, and make plans for "
            "the people it leaves. For one person, begin on the page of that customer."
        )
        card = EmptyCard(
            theme,
            self.tr("Nobody is chosen yet"),
            words,
            self.tr("Go to the customer analysis"),
            lambda: self._workspace.go(Route("analysis")),
        )
        self.choose = card.first_step
        return empty_page(theme, self._head(), card)

    def _make_done(self) -> QWidget:
        theme = self._workspace.theme
        words = self.tr("Each is on the list of things to do. Edit → Undo takes all of it back.")
        card = EmptyCard(
            theme,
            "",
            words,
            self.tr("See what is to be done"),
            lambda: self._workspace.go(Route("followup")),
        )
        self.said, self.worklist = card.title, card.first_step
        return scrolling(empty_page(theme, self._head(), card))

    # Looking

    @property
    def is_settled(self) -> bool:
        return self._workspace.is_settled(self) and not self._is_making

    def open(self, route: Route) -> None:
        ids = route.ids or ((route.id,) if route.id else ())
        if ids != self._ids:
            self._ids = ids
            self.many.begin()
        self._made = frozenset()
        self._stack.setCurrentIndex(_WAIT if ids else _NOBODY)
        self.refresh()

    def refresh(self) -> None:
        if self._ids:
            self.reload()

    def reload(self) -> None:
        """Work out again, beside the window, what would be made."""
        self._workspace.attempt(self._look)

    def _look(self) -> None:
        workspace, ids = self._workspace, self._ids
        desk, language, now = workspace.desk, workspace.language, today()
        settings, template, one = chosen(desk), self.many.template, self.many.is_one_medium

        def work() -> Outlook | SuggestedPlan:
            look = cache.look(desk, settings)
            if len(ids) == 1:
                return drafting.suggested(desk, look, ids[0], now, language)
            return month.preview(
                desk, look, now, language, only=ids, template=template, one_medium=one
            )

        def show(found: Outlook | SuggestedPlan) -> None:
            workspace.attempt(lambda: self._show(found))
            self.came.emit()

        workspace.ask_latest(self, work, show)

    def _show(self, found: Outlook | SuggestedPlan) -> None:
        if self._made and self._is_made(found):
            return
        # Nothing was made yet, or what was made was taken back.
        self._made = frozenset()
        if isinstance(found, Outlook):
            self.many.show_outlook(found)
            self._stack.setCurrentIndex(_MANY)
        else:
            is_there = self.one.show_customer(self._ids[0], found)
            self._stack.setCurrentIndex(_ONE if is_there else _NOBODY)

    def _is_made(self, found: Outlook | SuggestedPlan) -> bool:
        """The plans that were made here are still there."""
        if isinstance(found, Outlook):
            return not any(each.candidate.customer_id in self._made for each in found.proposals)
        return self.one.has_plan(self._ids[0])

    # Making

    def _make_many(self) -> None:
        seen, desk = self.many.outlook, self._workspace.desk
        if seen is None or not seen.proposals:
            return
        self._is_making = True
        self.many.make.setEnabled(False)
        self._made = frozenset(each.candidate.customer_id for each in seen.proposals)
        self._workspace.perform_long(
            self,
            self.tr("The plans are being made…"),
            lambda: drafting.making_of(desk, seen),
            self._say_made,
        )

    def _say_made(self, edit: FollowupEdit | None) -> None:
        self._is_making = False
        if edit is None:
            self._made = frozenset()
            self.reload()
            return
        self._show_made(begun([plan for _, plan in edit.plans if plan], self._workspace.texts))

    def _note_made(self, name: str) -> None:
        self._made = frozenset(self._ids)
        self._show_made(self.tr("The follow-up plan for {name} was made.").format(name=name))

    def _show_made(self, words: str) -> None:
        self.said.setText(words)
        self._stack.setCurrentIndex(_MADE)
        self.worklist.setFocus()

    # Page

    def route(self) -> Route:
        return Route("followup", "plans", ids=self._ids)

    def flush(self) -> bool:
        self.many.flush()
        self.one.keep_draft()
        return True

    def take_focus(self) -> None:
        shown = self._stack.currentIndex()
        if shown == _NOBODY:
            self.choose.setFocus()
        elif shown == _ONE:
            self.one.take_focus()
        else:
            self.setFocus()
