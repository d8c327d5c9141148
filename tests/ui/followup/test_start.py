"""The start of a month's follow-ups, and the matrix, as a shop goes about them."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from crm_desk.app import Program
from crm_desk.desk.analysis import cache
from crm_desk.desk.contacts import consent
from crm_desk.desk.customers import people as customers
from crm_desk.desk.desk import Desk, create_desk, today
from crm_desk.desk.followup import design, worklist
from crm_desk.desk.route import Route
from crm_desk.domain.analysis.figures import AnalysisSettings, Cluster
from crm_desk.domain.contacts.consent import Reach
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.followup.starting import Candidate, LeftOut, LeftOutReason
from crm_desk.domain.followup.templates import MatrixPlace, Segment
from crm_desk.domain.followup.workload import Limits
from crm_desk.ui import theme
from crm_desk.ui.common.view import View
from crm_desk.ui.followup.matrix_grid import in_two
from crm_desk.ui.followup.matrix_view import MatrixView
from crm_desk.ui.followup.page import FollowupPage
from crm_desk.ui.followup.start_parts import LeftOutCard
from crm_desk.ui.followup.start_people import TickModel
from crm_desk.ui.followup.start_view import StartView
from crm_desk.ui.followup.worklist_view import WorklistView
from crm_desk.ui.shell.window import Window
from tests.desk.customers.people import bring, order
from tests.gallery.followup_start_scenes import (
    FOLLOWUP_START_EMPTY_SCENES,
    FOLLOWUP_START_SCENES,
    matrix_view,
    start_view,
)
from tests.gallery.scenes import opened_window, settle, shown, wait_until
from tests.ui.conftest import Start
from tests.ui.test_gallery import clipped, unnamed
from tests.ui.typing_days import type_day


def waited(view: View) -> None:
    wait_until(lambda: view.is_settled)
    settle()


def words(view: View) -> str:
    return "\n".join(each.text() for each in view.findChildren(QLabel) if each.isVisible())


def plans(window: Window) -> int:
    return sum(each.plans for each in worklist.counts(window.workspace.desk, today()).values())


def press(qtbot: QtBot, widget: object, key: Qt.Key) -> None:
    qtbot.keyClick(widget, key)
    settle()


@pytest.fixture
def view(start: Start, sample_path: Path) -> StartView:
    # As before the first month: the sample follows most of TOP1% up already.
    with Desk(sample_path) as desk:
        for table in ("approach", "followup_plan"):
            desk.store.write(lambda c, t=table: c.execute(f"DELETE FROM {t}"))  # type: ignore[misc]  # noqa: S608
    return start_view(start(sample_path, language="en"))


@pytest.fixture
def shop(tmp_path: Path) -> Callable[..., Path]:
    """A desk with some buyers, the last of whose orders is so many days old."""

    def make(people: int, days: int = 0) -> Path:
        path = tmp_path / "shop.crmdesk"
        create_desk(path, "shop")
        day = (today() - timedelta(days)).strftime("%Y/%m/%d")
        rows = [
            order(
                n,
                day,
                f"M{n}",
                f"客 {n}",
                f"c{n}@example.jp",
                f"090-0000-{n:04}",
                postcode="100-0001",
                address=f"東京都千代田区{n}",
                price=1000 + n,
            )
            for n in range(people)
        ]
        if rows:
            with Desk(path) as desk:
                bring(desk, rows)
        return path

    return make


def begun_in(window: Window) -> WorklistView:
    """The worklist, once a start has led to it."""
    page = window.current
    assert isinstance(page, FollowupPage)
    wait_until(lambda: isinstance(page.current, WorklistView) and page.is_settled)
    settle()
    view = page.current
    assert isinstance(view, WorklistView)
    assert view.begun.isVisible()
    return view


def window_of(view: View) -> Window:
    window = view.window()
    assert isinstance(window, Window)
    return window


# 今月のフォローを始める


def test_only_ticked_top1_and_all_the_rest_begin_and_one_undo_takes_them_back(
    view: StartView, qtbot: QtBot
) -> None:
    window = window_of(view)
    seen = view._seen
    assert seen is not None
    before = plans(window)
    rest = len(seen.proposals) - len(seen.top1)
    assert rest > 100
    assert len(seen.top1) > 2
    assert view.begin.text() == f"Start {rest:,} follow-ups"
    table = view.top1.table
    table.setFocus()
    table.selectRow(0)
    press(qtbot, table, Qt.Key.Key_Space)
    press(qtbot, table, Qt.Key.Key_Down)
    press(qtbot, table, Qt.Key.Key_Space)
    assert view.begin.text() == f"Start {rest + 2:,} follow-ups"
    press(qtbot, table, Qt.Key.Key_Space)
    assert view.begin.text() == f"Start {rest + 1:,} follow-ups"
    view.begin.click()
    waited(view)
    assert plans(window) == before + rest + 1
    # What has begun is said before the list, which shows it.
    work = begun_in(window)
    assert f"{rest + 1:,} follow-ups have begun. The first: " in work.begun.words.text()
    assert work.list.ids
    assert window.focusWidget() is work.list.table
    view = start_view(window)
    # The others of TOP1% wait on.
    assert view._seen is not None
    assert len(view._seen.proposals) == len(seen.top1) - 1
    assert not view.begin.isEnabled()
    assert view.words.text() == "Tick somebody to begin with."
    window.undo()
    waited(view)
    assert plans(window) == before
    assert view._seen is not None
    assert len(view._seen.proposals) == len(seen.proposals)


def test_single_people_are_taken_out_and_stay_out(view: StartView, qtbot: QtBot) -> None:
    window = window_of(view)
    assert view._seen is not None
    rest = len(view._seen.proposals) - len(view._seen.top1)
    assert not view.names.isVisible()
    view.rest.names.click()
    settle()
    table = view.names.table
    assert table.model().rowCount() == rest
    table.setFocus()
    table.selectRow(1)
    out = table.current_id
    assert out is not None
    postage = view.weeks.postage.text()
    press(qtbot, table, Qt.Key.Key_Space)
    assert view.begin.text() == f"Start {rest - 1:,} follow-ups"
    assert view.weeks.postage.text() != postage
    view.refresh()
    waited(view)
    assert view.begin.text() == f"Start {rest - 1:,} follow-ups"
    window.rebuild()
    again = start_view(window)
    assert again.begin.text() == f"Start {rest - 1:,} follow-ups"
    again.begin.click()
    begun_in(window)
    again = start_view(window)
    assert again._seen is not None
    assert out in {each.candidate.customer_id for each in again._seen.proposals}


def test_a_click_on_the_box_ticks_it(view: StartView, qtbot: QtBot) -> None:
    table = view.top1.table
    people = table.people
    assert isinstance(people, TickModel)
    box = table.visualRect(people.index(0, 0))
    at = box.center()
    at.setX(box.left() + view._workspace.theme.px(18))
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    settle()
    assert people.ticked == {people.id_at(0)}


def test_a_row_says_when_how_and_what_for(view: StartView) -> None:
    model = view.top1.table.model()
    header = Qt.Orientation.Horizontal
    titles = [model.headerData(c, header) for c in range(model.columnCount())]
    row = {title: str(model.index(0, place).data() or "") for place, title in enumerate(titles)}
    assert row["Total amount"].startswith("¥")
    assert row["R value"].endswith("days")
    assert len(row["Step 1"].split("\n")) == 2


def test_who_is_left_out_is_named_with_the_way_to_each(view: StartView, qtbot: QtBot) -> None:
    window = window_of(view)
    card = view.left_out
    reasons = set(card.ways)
    assert view._seen is not None
    assert reasons == set(view._seen.counts())
    for reason, count in view._seen.counts().items():
        assert f": {count:,}" in words(view), reason
    card.ways[LeftOutReason.NO_TEMPLATE].click()
    settle()
    table = card.table(LeftOutReason.NO_TEMPLATE)
    assert table.model().rowCount() == view._seen.counts()[LeftOutReason.NO_TEMPLATE]
    columns = [each.name for each in table.people.columns]
    place = columns.index("amount")
    amounts = [
        int(str(table.model().index(row, place).data()).strip("¥").replace(",", ""))
        for row in range(20)
    ]
    assert amounts == sorted(amounts, reverse=True)
    card.ways[LeftOutReason.NO_TEMPLATE].click()
    settle()
    assert not card._tables
    card.ways[LeftOutReason.NO_TEMPLATE].click()
    settle()
    table = card.table(LeftOutReason.NO_TEMPLATE)
    table.setFocus()
    press(qtbot, table, Qt.Key.Key_Return)
    assert window.shown_page == "customers"


def test_everyone_of_the_top1_who_gets_no_plan_is_named(start: Start, sample_path: Path) -> None:
    window = start(sample_path, language="en")
    view = start_view(window)
    assert view._seen is not None
    assert not view.top1.without.isVisible()
    who = view._seen.top1[0].candidate.customer_id
    desk = window.workspace.desk
    window.workspace.perform(
        lambda: consent.set_no_contact(
            desk, who, no_contact=True, day=today(), source="", today=today()
        )
    )
    waited(view)
    assert "Without a plan: 1." in words(view)
    model = view.top1.without.model()
    assert model.rowCount() == 1
    name = customers.listed(desk, [who])[who].name
    row = [str(model.index(0, place).data()) for place in range(model.columnCount())]
    assert name in row
    assert "Not to be contacted" in row


def test_too_much_work_in_a_week_is_said_in_words(start: Start, sample_path: Path) -> None:
    window = start(sample_path, language="en")
    view = start_view(window)
    people = view.top1.table.people
    assert isinstance(people, TickModel)
    people.tick(range(people.rowCount()), on=True)
    assert not view.weeks.warning.isVisible()
    desk = window.workspace.desk
    window.workspace.perform(
        lambda: design.set_limits(desk, replace(design.limits(desk), calls=0, cards=0))
    )
    waited(view)
    assert view.weeks.warning.isVisible()
    assert re.search(r"\d+ weeks are over your limits, by \d+ calls", view.weeks.warning.text())
    # Beside the button, too: the weeks are below the first sight.
    assert view.over.isVisible()
    assert re.search(r"\d+ weeks would hold more", view.over.text())


def test_old_figures_ask_for_an_import_first(start: Start, shop: Callable[..., Path]) -> None:
    view = start_view(start(shop(30, days=40), language="en"))
    assert view.stale.isVisible()
    view.stale.way.click()
    settle()
    assert window_of(view).shown_page == "importing"


def test_fresh_figures_do_not(start: Start, shop: Callable[..., Path]) -> None:
    view = start_view(start(shop(30, days=31), language="en"))
    assert not view.stale.isVisible()


def test_without_orders_the_import_is_offered(start: Start, shop: Callable[..., Path]) -> None:
    view = start_view(start(shop(0), language="en"))
    assert "There are no orders yet" in words(view)
    view.first_step.click()
    settle()
    assert window_of(view).shown_page == "importing"


def test_with_nobody_to_begin_with_it_says_so(start: Start, shop: Callable[..., Path]) -> None:
    view = start_view(start(shop(3, days=500), language="en"))
    window = window_of(view)
    desk = window.workspace.desk
    for cell in (MatrixPlace(segment, 0) for segment in Segment):
        design.set_cell(desk, cell, "", "en")
    view.refresh()
    waited(view)
    assert not view.begin.isEnabled()
    assert "nobody to begin with" in view.words.text()
    assert "Yearly letter only: 3" in words(view)


def test_midnight_passes_between_look_and_start(
    view: StartView, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = plans(window_of(view))
    tomorrow = today() + timedelta(1)
    monkeypatch.setattr("crm_desk.ui.followup.start_view.today", lambda: tomorrow)
    view.begin.click()
    waited(view)
    assert plans(window_of(view)) == before
    assert view._seen is not None
    assert view._seen.start == tomorrow


def test_the_program_ends_while_a_start_goes_on(view: StartView, programs: list[Program]) -> None:
    window, seen = window_of(view), view._seen
    assert seen is not None
    path, begun = window.workspace.desk.path, len(seen.proposals) - len(seen.top1)
    before = plans(window)
    view.begin.click()
    assert window.close()
    programs.pop().end()
    settle()
    with Desk(path) as desk:
        found = sum(each.plans for each in worklist.counts(desk, today()).values())
    assert found == before + begun


# フォロー設計表


@pytest.fixture
def matrix(start: Start, sample_path: Path) -> MatrixView:
    return matrix_view(start(sample_path, language="en"))


def test_rows_have_short_names_and_the_long_ones_in_their_tips(matrix: MatrixView) -> None:
    down, roles = Qt.Orientation.Vertical, Qt.ItemDataRole
    cells = matrix.grid.cells
    rows = range(cells.rowCount())
    shown = [cells.headerData(row, down, roles.DisplayRole) for row in rows]
    assert shown == [
        "Subscribers",
        "TOP 1%",
        "TOP 10%",
        "TOP 20%",
        "4 or more",
        "2-3 times",
        "Once",
    ]
    assert "without 1%" in str(cells.headerData(2, down, roles.ToolTipRole))
    metrics = QFontMetrics(matrix.grid.verticalHeader().font())
    room = matrix.grid.verticalHeader().width()
    assert [text for text in shown if metrics.horizontalAdvance(str(text)) > room] == []


@given(st.text(alphabet="AB 便りの", min_size=1, max_size=30), st.integers(8, 300))
def test_a_long_name_is_in_two_lines_and_whole(text: str, width: int) -> None:
    metrics = QFontMetrics(QFont())
    first, rest = in_two(text, metrics, width)
    assert (first + rest).replace(" ", "") == text.replace(" ", "")
    assert metrics.horizontalAdvance(first) <= width or len(first) == 1


def test_arrows_move_and_enter_opens_the_cell(matrix: MatrixView, qtbot: QtBot) -> None:
    grid = matrix.grid
    assert grid.current().cell == MatrixPlace(Segment.TOP1, 0)
    assert grid.hasFocus()
    press(qtbot, grid, Qt.Key.Key_Down)
    press(qtbot, grid, Qt.Key.Key_Right)
    assert grid.current().cell == MatrixPlace(Segment.TOP10, 31)
    assert matrix.cell.title.text().endswith("31-60 days")
    found = grid.current()
    assert f"{found.customers} people stand here" in matrix.cell.facts.text()
    press(qtbot, grid, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is matrix.cell.template


def test_the_people_are_counted_as_of_another_day(matrix: MatrixView, qtbot: QtBot) -> None:
    latest = matrix.day.day.day
    assert not matrix.day.latest.isVisible()
    before = [matrix.grid.cells.cell_at(matrix.grid.cells.index(6, c)).customers for c in range(6)]
    type_day(matrix.day.day, latest - timedelta(365))
    matrix.day.day.setFocus()
    press(qtbot, matrix.day.day.line, Qt.Key.Key_Return)
    waited(matrix)
    after = [matrix.grid.cells.cell_at(matrix.grid.cells.index(6, c)).customers for c in range(6)]
    assert after != before
    assert f"{latest - timedelta(365):%Y/%m/%d}" in matrix.as_of.text()
    matrix.day.latest.click()
    waited(matrix)
    assert matrix.day.day.day == latest


def test_every_cell_speaks_for_itself(matrix: MatrixView) -> None:
    cells = matrix.grid.cells
    index = cells.index(1, 0)
    said = str(cells.data(index, Qt.ItemDataRole.AccessibleTextRole))
    found = cells.cell_at(index)
    assert found.template is not None
    assert "TOP1%" in said
    assert "0-30 days" in said
    assert f"{found.customers} people" in said
    assert found.template.name in said
    assert "Yearly letter" in str(cells.data(cells.index(0, 0), Qt.ItemDataRole.AccessibleTextRole))


def choose(matrix: MatrixView, text: str) -> None:
    box = matrix.cell.template
    place = box.findText(text)
    assert place >= 0, text
    box.setCurrentIndex(place)
    box.activated.emit(place)
    waited(matrix)


def test_a_template_is_chosen_in_place_and_taken_back(matrix: MatrixView) -> None:
    window = window_of(matrix)
    cell = MatrixPlace(Segment.TOP10, 0)
    matrix.grid.go_to(cell)
    first = matrix.grid.current().template
    assert first is not None
    choose(matrix, "None: the yearly letter only")
    assert matrix.grid.current().cell == cell
    assert matrix.grid.current().template is None
    assert not matrix.cell.edit.isVisible()
    window.undo()
    waited(matrix)
    assert matrix.grid.current().template == first
    choose(matrix, "B How are you")
    found = matrix.grid.current().template
    assert found is not None
    assert found.id == "B"


def test_the_people_of_a_cell_are_handed_on(matrix: MatrixView) -> None:
    window = window_of(matrix)
    asked: list[Route] = []
    window.workspace.navigate.connect(asked.append)
    matrix.grid.go_to(MatrixPlace(Segment.TOP1, 0))
    n = matrix.grid.current().customers
    assert n
    matrix.cell.plan.click()
    assert asked[-1].view == "plans"
    assert len(asked[-1].ids) == n
    settle()


def test_an_empty_cell_has_nobody_to_hand_on(matrix: MatrixView) -> None:
    matrix.grid.go_to(MatrixPlace(Segment.SUBSCRIBED, 366))
    assert matrix.grid.current().customers == 0
    assert not matrix.cell.plan.isEnabled()


def test_a_template_is_renamed_kept_and_as_at_first_again(matrix: MatrixView, qtbot: QtBot) -> None:
    window, card = window_of(matrix), matrix.templates
    card.chips["A"].click()
    settle()
    assert not card.keep.isEnabled()
    card.name.selectAll()
    qtbot.keyClicks(card.name, "A & friends")
    card.steps[1].after.setValue(40)
    assert card.keep.isEnabled()
    card.keep.click()
    waited(matrix)
    kept = design.design(window.workspace.desk, "en").templates["A"]
    assert (kept.name, kept.steps[1].after) == ("A & friends", 40)
    assert not card.is_changed
    assert card.chips["A"].text() == "A && friends"
    assert "A & friends" in [
        matrix.cell.template.itemText(n) for n in range(matrix.cell.template.count())
    ]
    card.remove.click()
    waited(matrix)
    assert card.name.text() == "A Thanks first"
    assert not card.remove.isVisible()
    window.undo()
    waited(matrix)
    assert card.name.text() == "A & friends"
    window.undo()
    waited(matrix)
    assert card.name.text() == "A Thanks first"


def test_an_unsound_template_is_refused_with_a_sentence_in_place(matrix: MatrixView) -> None:
    window, card = window_of(matrix), matrix.templates
    card.chips["E"].click()
    settle()
    before = design.design(window.workspace.desk, "en").templates["E"]
    for fields in card.steps:
        fields.way.setCurrentIndex(list(Way).index(Way.EMAIL))
        fields.way.activated.emit(0)
    assert "more than e-mail" in card.hint.text()
    assert card.hint.isVisible()
    card.keep.click()
    waited(matrix)
    assert card.problem.isVisible()
    assert "at least two media" in card.problem.text()
    assert design.design(window.workspace.desk, "en").templates["E"] == before
    # Another template does not open over what is typed.
    card.chips["F"].click()
    settle()
    assert card.is_changed
    assert card.name.text() == before.name
    card.discard.click()
    settle()
    assert not card.is_changed
    card.chips["F"].click()
    settle()
    assert card.name.text().startswith("F")


def test_what_is_typed_outlives_a_window_drawn_anew(matrix: MatrixView, qtbot: QtBot) -> None:
    window = window_of(matrix)
    matrix.templates.chips["C"].click()
    settle()
    matrix.templates.name.selectAll()
    qtbot.keyClicks(matrix.templates.name, "C half done")
    window.rebuild()
    again = matrix_view(window).templates
    assert again.name.text() == "C half done"
    assert again.keep.isEnabled()


def test_a_template_of_ones_own_with_an_insert(matrix: MatrixView, qtbot: QtBot) -> None:
    window, card = window_of(matrix), matrix.templates
    desk = window.workspace.desk
    card.new.click()
    settle()
    assert card.name.hasFocus()
    qtbot.keyClicks(card.name, "N With the parcel")
    card.steps[0].parcel.click()
    assert not card.steps[0].after.isEnabled()
    card.steps[0].way.setCurrentIndex(list(Way).index(Way.INSERT))
    card.steps[0].way.activated.emit(0)
    qtbot.keyClicks(card.steps[0].purpose, "A sample")
    card.keep.click()
    waited(matrix)
    (made,) = [t for t in design.design(desk, "en").templates.values() if t.name.startswith("N ")]
    assert made.steps[0].after is None
    assert made.steps[0].way is Way.INSERT
    assert made.steps[0].purpose == "A sample"
    matrix.grid.go_to(MatrixPlace(Segment.TOP1, 0))
    choose(matrix, "N With the parcel")
    card.remove.click()
    settle()
    assert "uses this template" in card.problem.text()
    choose(matrix, "A Thanks first")
    card.remove.click()
    waited(matrix)
    assert made.id not in design.design(desk, "en").templates
    assert not card.name.isVisible()


def test_limits_are_changed_in_place_and_taken_back(matrix: MatrixView, qtbot: QtBot) -> None:
    window, form = window_of(matrix), matrix.limits
    desk = window.workspace.desk
    assert not form.isVisible()
    matrix.limits_way.click()
    settle()
    assert form.isVisible()
    calls = form.fields["calls"]
    calls.setFocus()
    calls.selectAll()
    qtbot.keyClicks(calls, "12")
    press(qtbot, calls, Qt.Key.Key_Return)
    assert design.limits(desk).calls == 12
    price = form.fields["card_price"]
    assert price.text() == "¥85"
    price.setFocus()
    price.selectAll()
    qtbot.keyClicks(price, "100")
    press(qtbot, price, Qt.Key.Key_Return)
    assert design.limits(desk).card_price == 100
    assert price.text() == "¥100"
    form.email.click()
    waited(matrix)
    assert not design.limits(desk).email_if_unknown
    for _ in range(3):
        window.undo()
        waited(matrix)
    assert design.limits(desk) == Limits()
    assert calls.value() == 5
    assert form.email.isChecked()


def test_without_orders_the_matrix_is_empty_and_templates_can_be_changed(
    start: Start, shop: Callable[..., Path]
) -> None:
    view = matrix_view(start(shop(0), language="en"))
    assert "no orders yet" in view.as_of.text()
    view.templates.chips["A"].click()
    settle()
    assert view.templates.name.isVisible()


def test_a_consent_that_was_refused_moves_somebody_among_those_left_out(
    view: StartView,
) -> None:
    window = window_of(view)
    desk = window.workspace.desk
    assert view._seen is not None
    who = next(
        each.candidate
        for each in view._seen.proposals
        if each.candidate.cluster is not Cluster.TOP1 and each.template.id == "E"
    )

    def refuse(medium: Medium) -> None:
        window.workspace.perform(
            lambda: consent.set_consent(
                desk,
                who.customer_id,
                medium,
                "refused",
                day=today(),
                source="",
                today=today(),
            )
        )
        waited(view)

    refuse(Medium.POST)
    assert view._seen is not None
    (plan,) = [p for p in view._seen.proposals if p.candidate.customer_id == who.customer_id]
    assert plan.instead == (None, Way.POSTCARD, None)
    refuse(Medium.PHONE)
    left = {each.candidate.customer_id: each for each in view._seen.left_out}
    assert left[who.customer_id].reason is LeftOutReason.NO_SECOND_MEDIUM


@pytest.mark.parametrize("scale", [100, 125, 175])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_is_clipped_or_nameless(
    qtbot: QtBot, tmp_path: Path, language: str, scale: int
) -> None:
    theme.load_fonts()
    wrong: list[str] = []
    for empty, scenes in ((True, FOLLOWUP_START_EMPTY_SCENES), (False, FOLLOWUP_START_SCENES)):
        with opened_window(tmp_path, language, "light", scale, empty=empty) as window:
            for name, scene in scenes.items():
                for widget in shown(window, scene):
                    wrong += [f"{name}: {what}" for what in clipped(widget) + unnamed(widget)]
                    assert widget.width() == 1366, f"{name} forces the window wider"
    assert not wrong, "\n".join(wrong)


def test_everybody_left_out_gets_an_explanation(qtbot: QtBot, window: Window) -> None:
    card = LeftOutCard(window.workspace)
    qtbot.addWidget(card)
    who = Candidate(1, Cluster.ONCE, 0, False, 10, 1, Reach())
    look = cache.look(window.workspace.desk, AnalysisSettings())
    card.show_left_out(look, [LeftOut(who, reason) for reason in LeftOutReason])
    assert set(card.ways) == set(LeftOutReason)
