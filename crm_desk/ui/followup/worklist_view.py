"""やること: whom to approach, late ones first, with the plan of one beside them."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from crm_desk.desk.desk import today
from crm_desk.desk.followup import checking, worklist
from crm_desk.desk.followup.worklist import BUCKETS, Worklist, WorklistQuery
from crm_desk.desk.route import Route
from crm_desk.domain.contacts.media import Medium
from crm_desk.domain.followup.standing import Bucket
from crm_desk.ui.common.list_detail import ListDetail
from crm_desk.ui.common.view import View
from crm_desk.ui.common.widgets import (
    PageHead,
    button,
    page_layout,
    scrolling,
)
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.followup.begun_notice import BegunNotice
from crm_desk.ui.followup.plan_detail import PlanDetail
from crm_desk.ui.followup.plan_list import PlanList
from crm_desk.ui.followup.shown_plans import ShownPlans
from crm_desk.ui.followup.worklist_empty import NoPlans

if TYPE_CHECKING:
    from crm_desk.desk.contacts.outgoing import PaperKind
    from crm_desk.ui.contacts.paper_panel import PaperPanel

_COUNT_AFTER_MS = 1000
"""Of quiet after a change: who checks off one after the other waits for no counting."""
_LIST, _EMPTY, _PAPER = range(3)


class WorklistView(View):
    """Buckets, search, filters, table and one plan.

    A row that was just checked off stays where it is until another list is asked for, so that a
    slip can be put right where it happened. More than twenty methods: ten are those of every
    view, and it stands between the list, the plan and the way to paper.

    Signals:
        came: what was asked for last is shown.
    """

    came = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.today = today()
        self.found: Worklist | None = None
        self._is_partial = False
        self._plans = ShownPlans()
        self._is_entered = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_COUNT_AFTER_MS)
        self._later.timeout.connect(lambda: workspace.attempt(self._catch_up))
        layout = page_layout(self, workspace.theme)
        layout.addWidget(self._make_head())
        self.begun = BegunNotice(workspace)
        layout.addWidget(self.begun)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_list())
        self._empty = NoPlans(workspace)
        self._stack.addWidget(scrolling(self._empty))
        layout.addWidget(self._stack, 1)

    # Parts

    def _make_head(self) -> PageHead:
        head = PageHead(
            self._workspace.theme,
            self.tr("Follow-up"),
            self.tr("Three approaches within three months, through two media or more."),
        )
        self.begin = button(
            self.tr("Start this month"),
            lambda: self._workspace.go(Route("followup", "start")),
            "primary",
        )
        self.print_button = button(self.tr("Print and export…"), self.print_current)
        head.side.addWidget(self.print_button)
        head.side.addWidget(self.begin)
        return head

    def _make_list(self) -> QWidget:
        theme, whole = self._workspace.theme, QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        self.list = PlanList(self._workspace, lambda: self.today)
        self.list.asked.connect(self._show_another)
        self.list.chosen.connect(self.choose)
        self.list.checked.connect(self._check_one)
        self.list.several_checked.connect(self.check_off)
        self.list.table.current_changed.connect(self._show_plan)
        self.list.table.opened.connect(self.open_detail)
        self._list_area = scrolling(self.list)
        row.addWidget(self._list_area, 1)
        self.detail = PlanDetail(self._workspace)
        self.detail.left.connect(self.close_detail)
        self.detail.touched.connect(lambda id_: self._plans.note_change([id_]))
        self.detail.sheet_asked.connect(self._print_sheet)
        row.addWidget(self.detail)
        self._sides = ListDetail(
            theme, self, self._list_area, self.detail, self.detail.show_way_back
        )
        return whole

    @cached_property
    def paper(self) -> "PaperPanel":
        """What can be printed and written; made when it is first asked for."""
        from crm_desk.desk.followup.outgoing import FOLLOWUP_PAPERS
        from crm_desk.ui.contacts.paper_panel import PaperPanel

        made = PaperPanel(self._workspace, FOLLOWUP_PAPERS)
        made.left.connect(self._leave_paper)
        made.nothing_made.connect(self._show_paper)
        self._stack.insertWidget(_PAPER, scrolling(made))
        return made

    # Looking

    @property
    def bucket(self) -> Bucket | None:
        """The bucket that is shown; None before the first list has come."""
        return self._plans.bucket

    def clear_filters(self) -> None:
        self.list.filters.clear()

    def open(self, route: Route) -> None:
        if self._stack.currentIndex() == _PAPER:
            self._leave_paper()
        self._sides.close_detail()
        self._is_entered = self.begun.open()
        names = {bucket.value: bucket for bucket in BUCKETS}
        if route.view in names:
            self._plans.bucket = names[route.view]
        if route.id is not None:
            self._plans.want(route.id)
        self._show_another()

    def route(self) -> Route:
        """See View."""
        plan = self.detail.plan_id
        return Route("followup", id=plan or None)

    def refresh(self) -> None:
        # What was changed here follows at once; the other rows, counts and new rows come once
        # it has been quiet.
        self.today = today()
        self.begun.hide()
        changing = self._plans.take_changing()
        if changing:
            self.list.table.rows_shown.refresh_rows(changing)
        elif self.found is not None:
            self.list.table.rows_shown.refresh()
        self._is_partial = self._is_partial or bool(changing)
        self.detail.refresh()
        if self._stack.currentIndex() == _PAPER:
            self.paper.count()
        self._later.start()

    def _catch_up(self) -> None:
        """It has been quiet: other rows may have changed with those that were clicked."""
        if self._is_partial:
            self._is_partial = False
            self.list.table.rows_shown.refresh()
        self._reload(keep=True)

    def _show_another(self) -> None:
        """Another list is asked for: rows that were done are not kept in it."""
        self._plans.touched.clear()
        self._later.stop()
        self._reload(keep=False)

    @property
    def is_settled(self) -> bool:
        return self._workspace.is_settled(self) and not self._later.isActive()

    def _reload(self, *, keep: bool) -> None:
        desk = self._workspace.desk
        self.list.filters.show_templates(worklist.used(desk))
        wanted = self.list.wanted
        self.today = today()
        now = self.today

        def show(found: Worklist) -> None:
            self._workspace.attempt(lambda: self._show_found(found, keep=keep))

        self._workspace.ask_latest(self, lambda: worklist.open_worklist(desk, now, wanted), show)

    def _show_found(self, found: Worklist, *, keep: bool) -> None:
        self.found = found
        plans = sum(count.plans for count in found.counts.values())
        asked = self.list.filters.wanted != WorklistQuery()
        nothing = not (plans or asked or self._plans.touched or self._plans.wanted)
        if self._stack.currentIndex() != _PAPER:
            self._stack.setCurrentIndex(_EMPTY if nothing else _LIST)
            if nothing:
                self._empty.first_step.setFocus()
        self.list.show_counts(found.counts)
        bucket = self._plans.choose_bucket(found)
        self.list.show_media(found.media[bucket])
        ids = found.ids[bucket].tolist()
        if keep:
            ids = self._plans.rows(ids, self.list.ids, self.list.rows)
        self._show_rows(bucket, ids, keep=keep)
        if self._is_entered:
            # What was begun is shown now: whoever pressed the button goes on here.
            self._is_entered = False
            self.take_focus()
        self.came.emit()

    def _show_rows(self, bucket: Bucket, ids: list[int], *, keep: bool) -> None:
        table = self.list.table
        current = self._plans.take_wanted()
        if current is None and not self._is_entered:
            # What has just begun is shown from its first row, which the notice speaks of.
            current = table.current_id
        if not keep:
            # Read again even where the same plans are listed.
            table.show_ids(ids, current)
            self.detail.show_plan(None)
        self.list.show_plans(bucket, ids, current)
        self._show_plan(table.current_id if ids else None)
        self._lay_out()

    def choose(self, bucket: Bucket) -> None:
        """Show another bucket."""
        self._plans.bucket = bucket
        self._show_another()

    # One plan

    def _show_plan(self, plan_id: int | None) -> None:
        if self.detail.isVisibleTo(self) or not self._sides.is_narrow:
            self._workspace.attempt(lambda: self.detail.show_plan(plan_id))

    def open_detail(self, plan_id: int) -> None:
        """Go to one plan; where the page is narrow it takes the list's place."""
        self._workspace.attempt(lambda: self.detail.show_plan(plan_id))
        self._sides.open_detail()
        self._lay_out()
        self.detail.take_focus()

    def close_detail(self) -> None:
        """Back to the list."""
        self._sides.close_detail()
        self._lay_out()
        self.list.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sides.note_width(keeps_detail=False)
        self._lay_out()

    def _lay_out(self) -> None:
        listed = self._stack.currentIndex() == _LIST
        for each in (self.begin, self.print_button):
            each.setVisible(listed and not self._sides.is_alone)
        self._sides.place()

    # Checking off

    def _check_one(self, plan_id: int) -> None:
        row = self.list.rows([plan_id]).get(plan_id)
        if row is not None and checking.wants_other_medium(row.standing):
            self.open_detail(plan_id)
            self.detail.ask_another()
        else:
            self.check_off([plan_id])

    def check_off(self, plan_ids: list[int]) -> None:
        """Their next steps were made today, as planned."""
        desk, now = self._workspace.desk, today()
        self._plans.note_change(plan_ids)
        before = self.detail.plan_id
        passed = checking.passed_over(desk, plan_ids, now)
        # The plan comes on screen together with what was done to it.
        self.detail.aim_at(plan_ids[-1])
        if not self._workspace.perform(lambda: checking.check_off(desk, plan_ids, now)):
            self.detail.aim_at(before)
        elif len(plan_ids) > 1:
            # A second click on the same button would check the next steps off.
            self.list.table.selectRow(self.list.table.currentIndex().row())
            self._tell_passed(len(plan_ids), passed)

    def _tell_passed(self, chosen: int, passed: checking.PassedOver) -> None:
        """Several were checked off at once: how many, and how many not, and why."""
        texts = self._workspace.texts
        if not passed.refused and not passed.others:
            return
        said = [texts("followup.said_checked", n=f"{chosen - sum(passed):,}")]
        for name, n in passed._asdict().items():
            if n:
                said.append(texts(f"followup.said_passed_{name}", n=f"{n:,}"))
        self._workspace.notified.emit(texts("result.sentence_gap").join(said))

    # Paper

    @property
    def can_print(self) -> bool:
        return self._stack.currentIndex() != _EMPTY

    def print_current(self) -> None:
        """Ask what to print or write of this list, or of those chosen in it."""
        paper = self.paper
        self._show_paper()
        paper.begin(list(self.list.ids), self.list.table.chosen_ids, self._first_kind())
        paper.take_focus()

    def _first_kind(self) -> "PaperKind":
        """The week's calls and cards; of a list that was narrowed down, what is made of it."""
        from crm_desk.desk.contacts.outgoing import PaperKind

        if self.list.filters.wanted.medium is Medium.POST:
            return PaperKind.POSTCARDS
        narrowed = self.list.filters.said or len(self.list.table.chosen_ids) > 1
        return PaperKind.LIST if narrowed else PaperKind.WEEK

    def _print_sheet(self, plan_id: int) -> None:
        """The preview of one sheet, over the plan; the way to paper only where there is none."""
        self.paper.sheet(plan_id)

    def _show_paper(self) -> None:
        self._stack.setCurrentIndex(_PAPER)
        self._lay_out()

    def _leave_paper(self) -> None:
        self._stack.setCurrentIndex(_LIST)
        self._lay_out()
        self.list.table.setFocus()

    # Keys

    def take_focus(self) -> None:
        if self._stack.currentIndex() == _EMPTY:
            self._empty.first_step.setFocus()
        else:
            self.list.table.setFocus()

    def flush(self) -> bool:
        self.list.table.flush()
        self._later.stop()
        self._is_partial = False
        return True
