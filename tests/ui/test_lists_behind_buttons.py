"""Every button, count and link that leads to a list: the list shows what was counted."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm_desk.desk.followup import worklist
from crm_desk.desk.home import home_facts
from crm_desk.desk.route import Route
from crm_desk.desk.sample.make import DEFAULT_DAY
from crm_desk.domain.analysis.view import Filter
from crm_desk.domain.followup.standing import Bucket
from crm_desk.importing.issues import Issue, Severity
from crm_desk.ui.analysis.page import AnalysisPage
from crm_desk.ui.common.filter_notice import FilterNotice
from crm_desk.ui.customers.page import CustomersPage
from crm_desk.ui.followup.page import FollowupPage
from crm_desk.ui.followup.plans_view import PlansView
from crm_desk.ui.followup.worklist_view import WorklistView
from crm_desk.ui.home.page import HomePage
from crm_desk.ui.importing.issue_list import IssueList
from crm_desk.ui.shell.window import Window
from tests.gallery.followup_start_scenes import matrix_view, start_view
from tests.gallery.followup_worklist_scenes import shown_worklist
from tests.gallery.scenes import settle, wait_for_customers, wait_until

TODAY = DEFAULT_DAY
NOBODY = "そんな人はいない"


@pytest.fixture(autouse=True)
def on_the_samples_day(monkeypatch: pytest.MonkeyPatch) -> None:
    views = ("worklist_view", "plan_detail", "plan_changes", "plans_view", "start_view")
    places = ("desk.desk", "ui.home.page", *(f"ui.followup.{view}" for view in views))
    for place in places:
        monkeypatch.setattr(f"crm_desk.{place}.today", lambda: TODAY)


def opened(window: Window, route: Route) -> WorklistView:
    window.go(route)
    return shown_worklist(window)


def counted(window: Window) -> dict[Bucket, int]:
    found = worklist.counts(window.workspace.desk, TODAY)
    return {bucket: count.plans for bucket, count in found.items()}


def number(text: str, place: int = 0) -> int:
    found = re.findall(r"[0-9][0-9,]*", text)
    return int(found[place].replace(",", ""))


def press(where: QWidget, text: str) -> None:
    next(b for b in where.findChildren(QPushButton) if b.isVisible() and b.text() == text).click()
    settle()


def search(view: WorklistView) -> None:
    view.list.filters.search.setText(NOBODY)
    view.list.filters.search.flush()


def choose(name: str, view: WorklistView) -> None:
    box = getattr(view.list.filters, name)
    box.setCurrentIndex(box.count() - 1)
    box.activated.emit(box.currentIndex())


def choose_medium(view: WorklistView) -> None:
    """Ask for the last of the media that occur, if any does."""
    shown = [chip for chip in view.list.filters.media.chips.values() if not chip.isHidden()]
    for chip in shown[-1:]:
        chip.click()


FILTERS: dict[str, Callable[[WorklistView], None]] = {
    "search": search,
    "cluster": partial(choose, "cluster"),
    "medium": choose_medium,
    "template": partial(choose, "template"),
    "another bucket": lambda view: view.choose(Bucket.ACHIEVED),
}


@pytest.mark.parametrize("left_behind", FILTERS)
@pytest.mark.parametrize("bucket", [Bucket.LATE, Bucket.TODAY])
def test_a_task_of_the_home_page_leads_to_what_it_counted(
    window: Window, left_behind: str, bucket: Bucket
) -> None:
    FILTERS[left_behind](opened(window, Route("followup")))
    window.go(Route("home"))
    settle()
    assert isinstance(window.current, HomePage)
    facts = home_facts(window.workspace.desk, window.workspace.texts, TODAY)
    tasks = [t for t in facts.tasks if t.route == Route("followup", bucket.value)]
    if not tasks:
        assert counted(window)[bucket] == 0
        return
    made = next(
        b
        for b in window.current.findChildren(QPushButton)
        if b.accessibleName() == f"{tasks[0].action}: {tasks[0].title}"
    )
    made.click()
    view = shown_worklist(window)
    assert view.bucket is bucket
    assert len(view.list.ids) == number(tasks[0].title) == counted(window)[bucket]
    assert not view.list.notice.isVisible()


@pytest.mark.parametrize("left_behind", FILTERS)
def test_a_plan_asked_for_is_in_the_list_whatever_was_filtered(
    window: Window, left_behind: str
) -> None:
    plan = next(iter(opened(window, Route("followup", "late")).list.ids))
    FILTERS[left_behind](shown_worklist(window))
    window.go(Route("home"))
    view = opened(window, Route("followup", id=plan))
    assert plan in view.list.ids
    assert view.detail.plan_id == plan


@pytest.mark.parametrize("left_behind", [name for name in FILTERS if name != "another bucket"])
def test_the_sidebar_keeps_filters_and_says_them_with_one_click_to_clear(
    window: Window, left_behind: str
) -> None:
    view = opened(window, Route("followup", "late"))
    assert not view.list.notice.isVisible()
    FILTERS[left_behind](view)
    window.go(Route("home"))
    window.sidebar.asked.emit("followup")
    view = shown_worklist(window)
    assert view.list.notice.isVisible()
    (said,) = view.list.filters.said
    assert view.list.notice.words is not None
    assert said in view.list.notice.words.text()
    view.list.notice.clear.click()
    view = shown_worklist(window)
    assert not view.list.notice.isVisible()
    assert len(view.list.ids) == counted(window)[Bucket.LATE]


def test_a_bucket_that_is_filtered_to_nothing_is_not_said_to_be_empty(window: Window) -> None:
    view = opened(window, Route("followup", "late"))
    search(view)
    shown_worklist(window)
    assert "合うものはありません" in view.list._nothing.title.text()
    assert counted(window)[Bucket.LATE] > 0


def test_every_bucket_shows_as_many_as_its_chip_says(window: Window) -> None:
    view = opened(window, Route("followup"))
    for filter_ in (lambda _: None, FILTERS["medium"]):
        filter_(view)
        shown_worklist(window)
        for bucket, chip in view.list.buckets.chips.items():
            chip.click()
            shown_worklist(window)
            assert len(view.list.ids) == number(chip.text().replace(str(bucket), ""))


def test_the_sidebars_count_is_that_of_the_chips(window: Window) -> None:
    view = opened(window, Route("followup"))
    chips = view.list.buckets.chips
    due = counted(window)
    assert number(chips[Bucket.LATE].text()) == due[Bucket.LATE]
    assert number(chips[Bucket.TODAY].text()) == due[Bucket.TODAY]


def customers(window: Window) -> CustomersPage:
    page = wait_for_customers(window)
    settle()
    return page


def test_a_customer_asked_for_is_in_the_list_whatever_was_searched(
    window: Window, qtbot: QtBot
) -> None:
    window.go(Route("customers"))
    page = customers(window)
    page.list.search.setText(NOBODY)
    page.list.search.flush()
    assert not customers(window).list.table.isVisible()
    window.go(Route("home"))
    window.go(Route("customers", "one", 3))
    page = customers(window)
    assert page.list.table.current_id == 3
    assert page.list.detail.customer_id == 3
    assert page.list.search.text() == ""
    assert not page.list.notice.isVisible()


def test_what_is_searched_among_customers_is_said_and_cleared_by_one_click(window: Window) -> None:
    window.go(Route("customers"))
    page = customers(window)
    everybody = page.list.table.model().rowCount()
    assert not page.list.notice.isVisible()
    page.list.search.setText("高橋")
    page.list.search.flush()
    window.go(Route("home"))
    window.sidebar.asked.emit("customers")
    page = customers(window)
    assert page.list.table.model().rowCount() < everybody
    assert page.list.search.text() == "高橋"
    assert page.list.notice.isVisible()
    page.list.notice.clear.click()
    assert customers(window).list.table.model().rowCount() == everybody
    assert not page.list.findChildren(FilterNotice)[0].isVisible()


def test_every_mark_of_every_chart_leads_to_as_many_people_as_it_counts(window: Window) -> None:
    window.go(Route("analysis"))
    page = window.current
    assert isinstance(page, AnalysisPage)
    wait_until(lambda: page.is_settled)
    selection = page.content.selection
    assert page.view is not None
    charts = page.view.charts
    marks = [(entry.filter, entry.customers) for entry in (*charts.bands, *charts.clusters)]
    marks += [
        (Filter("cell", (r, f)), customers)
        for r, row in enumerate(charts.grid, start=1)
        for f, customers in enumerate(row, start=1)
    ]
    marks += [(Filter("steps", step.k), step.base) for step in charts.steps]
    assert len(marks) > 25
    for filter_, customers in marks:
        selection.filter_by(())
        selection.toggle((filter_,))
        assert selection.selected is not None
        assert len(selection.selected.ids) == selection.selected.customers == customers
    # With another filter left behind, the list says both, and one click shows everybody.
    selection.filter_by((charts.bands[0].filter,))
    selection.toggle((charts.clusters[-1].filter,))
    settle()
    press(page.content.bar, "すべての方に戻す")
    assert selection.filters == ()


def test_a_cell_of_the_matrix_leads_to_the_people_it_counts(window: Window) -> None:
    view = matrix_view(window)
    assert view.grid.cells.rowCount() > 0
    cells = [cell for cell in view.grid.cells._cells.values() if 0 < cell.customers <= 30]
    assert cells
    for cell in cells[:3]:
        window.go(Route("followup", "matrix"))
        view = matrix_view(window)
        view._show_cell(cell)
        assert number(view.cell.facts.text()) == cell.customers
        view.cell.plan.click()
        page = window.current
        assert isinstance(page, FollowupPage)
        wait_until(lambda p=page: p.is_settled)  # type: ignore[misc]
        plans = page.current
        assert isinstance(plans, PlansView)
        assert len(plans.route().ids) == cell.customers


def test_reasons_of_the_monthly_start_show_as_many_names_as_they_count(window: Window) -> None:
    view = start_view(window)
    assert view.left_out.ways
    for reason in list(view.left_out.ways):
        wanted = number(view.left_out.ways[reason].accessibleDescription(), -1)
        view.left_out.ways[reason].click()
        settle()
        assert view.left_out._tables[reason].model().rowCount() == wanted
        view.left_out.ways[reason].click()


def test_chips_of_those_who_get_plans_show_as_many_as_they_count(window: Window) -> None:
    some = tuple(range(1, 60))
    window.go(Route("followup", "plans", ids=some))
    page = window.current
    assert isinstance(page, FollowupPage)
    wait_until(lambda: page.is_settled)
    view = page.current
    assert isinstance(view, PlansView)
    people = view.many.people
    assert sum(number(chip.text()) for chip in people.chips.values()) <= len(some)
    for reason, chip in people.chips.items():
        people.choose(reason)
        table = people.planned if reason is None else people.left_out
        assert table.model().rowCount() == number(chip.text(), -1)


def test_chips_of_issues_show_as_many_rows_as_they_count(window: Window, qtbot: QtBot) -> None:
    kinds = [Severity.SKIPPED] * 3 + [severity for severity in Severity for _ in range(2)]
    issues = [Issue("a.csv", row, "", "", "not_a_date", kind) for row, kind in enumerate(kinds)]
    shown = IssueList(window.workspace, issues)
    qtbot.addWidget(shown)
    for severity, chip in shown.chips.items():
        for other in shown.chips.values():
            other.setChecked(other is chip)
        shown._filter()
        assert shown.model.rowCount() == number(chip.text(), -1)
        assert shown.model.rowCount() == kinds.count(severity)


def test_pairs_of_the_hint_are_those_of_the_list(window: Window) -> None:
    window.go(Route("customers"))
    page = customers(window)
    wait_until(lambda: page.is_settled)
    pairs = page.list._hint.pairs
    page.show_suggestions()
    wait_until(lambda: page.is_settled)
    assert len(page.suggestions._pairs) == pairs


def test_leaving_and_coming_back_by_keys_keeps_what_is_filtered(window: Window) -> None:
    view = opened(window, Route("followup", "late"))
    FILTERS["search"](view)
    window.go(Route("customers"))
    customers(window)
    view = opened(window, Route("followup"))
    assert view.list.filters.search.words == NOBODY
    assert view.list.notice.isVisible()
    assert view.list.notice.clear.focusPolicy() & Qt.FocusPolicy.TabFocus
