"""The worklist of the follow-up on the sample desk, as its user goes about it."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.followup import checking, common, making, worklist
from crm_desk.desk.followup.shipped import design
from crm_desk.desk.route import Route
from crm_desk.desk.sample.make import DEFAULT_DAY
from crm_desk.domain.contacts.approach import Result
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.followup.standing import Bucket, PlanState
from crm_desk.ui.contacts.approach_form import ApproachForm
from crm_desk.ui.followup.cells import NOTED_ROLE
from crm_desk.ui.followup.page import FollowupPage
from crm_desk.ui.followup.step_row import StepForm
from crm_desk.ui.followup.worklist_columns import CHECK
from crm_desk.ui.followup.worklist_view import WorklistView
from crm_desk.ui.shell.window import Window
from tests.desk.customers.people import bring, order
from tests.gallery.scenes import settle, wait_until
from tests.ui.conftest import Start
from tests.ui.double_click import double_click
from tests.ui.typing_days import type_day

TODAY = DEFAULT_DAY


@pytest.fixture(autouse=True)
def on_the_samples_day(monkeypatch: pytest.MonkeyPatch) -> None:
    views = ("worklist_view", "plan_detail", "plan_changes")
    for place in (*(f"ui.followup.{view}" for view in views), "desk.desk"):
        monkeypatch.setattr(f"crm_desk.{place}.today", lambda: TODAY)


@pytest.fixture
def view(window: Window) -> WorklistView:
    return shown(window)


def shown(window: Window, route: Route | None = None) -> WorklistView:
    window.go(route or Route("followup"))
    page = window.current
    assert isinstance(page, FollowupPage)
    waited(page)
    found = page.current
    assert isinstance(found, WorklistView)
    return found


def waited(page: FollowupPage | WorklistView) -> None:
    wait_until(lambda: page.is_settled)
    settle()


def counts(view: WorklistView) -> dict[Bucket, int]:
    found = worklist.open_worklist(view._workspace.desk, TODAY)
    return {bucket: count.plans for bucket, count in found.counts.items()}


def plan(view: WorklistView, plan_id: int) -> common.PlanWithStanding:
    return common.one(view._workspace.desk, plan_id, TODAY)


def words(view: WorklistView) -> str:
    found = [each.text() for each in view.detail.findChildren(QLabel) if each.isVisible()]
    return "\n".join(found)


def first_open(view: WorklistView, bucket: Bucket = Bucket.LATE) -> int:
    view.choose(bucket)
    waited(view)
    current = view.list.table.current_id
    assert current is not None
    return current


def test_late_ones_come_first_with_their_counts(view: WorklistView) -> None:
    found = counts(view)
    assert view.bucket is Bucket.LATE
    assert view.list.table.model().rowCount() == found[Bucket.LATE] > 0
    for bucket, chip in view.list.buckets.chips.items():
        assert str(found[bucket]) in chip.text()
    assert "購入" in view.list.buckets.chips[Bucket.LATER].text()
    assert view.detail.plan_id == view.list.table.current_id


def test_one_click_checks_off_and_undo_takes_it_back(
    window: Window, view: WorklistView, qtbot: QtBot
) -> None:
    plan_id = first_open(view)
    before = plan(view, plan_id)
    column = [c.name for c in view.list.table.rows_shown.columns].index(CHECK)
    area = view.list.table.visualRect(view.list.table.rows_shown.index(0, column))
    qtbot.mouseClick(
        view.list.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(area.center())
    )
    waited(view)
    after = plan(view, plan_id)
    assert len(after.plan.approaches) == len(before.plan.approaches) + 1
    made = after.plan.approaches[-1]
    assert before.standing.next_step is not None
    assert (made.day, made.way) == (TODAY, before.standing.next_step.way)
    # The row stays where it was, so that a slip can be put right there.
    assert view.list.table.rows_shown.ids[0] == plan_id
    assert view.detail.plan_id == plan_id
    assert window.actions_by_name["undo"].text().startswith("元に戻す: 消し込み")
    window.undo()
    waited(view)
    assert plan(view, plan_id) == before


def test_a_double_click_on_a_button_of_a_row_is_one_click(view: WorklistView) -> None:
    plan_id = first_open(view)
    before = len(plan(view, plan_id).plan.approaches)
    column = [c.name for c in view.list.table.rows_shown.columns].index(CHECK)
    area = view.list.table.visualRect(view.list.table.rows_shown.index(0, column))
    opened: list[int] = []
    view.list.table.opened.connect(opened.append)
    double_click(view.list.table.viewport(), area.center())
    waited(view)
    assert len(plan(view, plan_id).plan.approaches) == before + 1
    assert not opened


def test_a_double_click_on_the_button_of_the_plan_is_one_click(view: WorklistView) -> None:
    plan_id = first_open(view)
    before = len(plan(view, plan_id).plan.approaches)
    check = view.detail.ways["check"]
    double_click(check, check.rect().center())
    waited(view)
    assert len(plan(view, plan_id).plan.approaches) == before + 1


def test_a_check_off_reads_its_own_row_and_leaves_the_plan_where_it_is(
    view: WorklistView, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_id = first_open(view)
    read: list[list[int]] = []
    rows = worklist.rows
    monkeypatch.setattr(
        worklist,
        "rows",
        lambda desk, ids, now: read.append(list(ids)) or rows(desk, ids, now),  # type: ignore[func-returns-value]
    )
    kept = [row for row in view.detail.rows if row.step is not None]
    view.check_off([plan_id])
    assert read == [[plan_id]]
    shown = [row for row in view.detail.rows if row.step is not None]
    # Only the step that was made says something else.
    assert sum(old is not new for old, new in zip(kept, shown, strict=True)) == 1
    # Counting waits for quiet.
    assert not view.is_settled
    waited(view)


def test_keys_stay_with_the_plan_that_is_worked_on(view: WorklistView) -> None:
    view.open_detail(first_open(view))
    check = view.detail.ways["check"]
    assert isinstance(check, QPushButton)
    check.setFocus()
    check.click()
    settle()
    focused = view.focusWidget()
    assert focused is not None
    assert view.detail.isAncestorOf(focused)
    waited(view)


def test_what_is_shortened_in_a_row_is_whole_in_its_tip(view: WorklistView) -> None:
    model = view.list.table.rows_shown
    names = [column.name for column in model.columns]
    cells = {
        name: model.index(0, names.index(name)).data(Qt.ItemDataRole.ToolTipRole)
        for name in ("name", "due")
    }
    assert re.search(r"TOP\d+%|1回|2〜3回|4回以上", str(model.index(0, 0).data()))
    assert "TOP20%以外" in cells["name"] or "層" in cells["name"]
    assert "まで" in cells["due"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_list_is_whole_on_the_shops_laptop(
    start: Start, sample_path: Path, language: str
) -> None:
    view = shown(start(sample_path, language))
    table = view.list.table
    assert not table.horizontalScrollBar().isVisible()
    metrics = QFontMetrics(view._workspace.theme.font("small"))
    names = [column.name for column in table.rows_shown.columns]
    room = table.columnWidth(names.index("due")) - 12
    below = [
        str(table.rows_shown.index(row, names.index("due")).data()).partition("\n")[2]
        for row in range(table.rows_shown.rowCount())
    ]
    assert [text for text in below if metrics.horizontalAdvance(text) > room] == []
    last = names.index("last_day")
    days = QFontMetrics(table.font()).horizontalAdvance(view.tr("{n} d").format(n=92))
    assert days + 2 * view._workspace.theme.space() <= table.columnWidth(last)
    search = view.list.filters.search
    wanted = QFontMetrics(search.font()).horizontalAdvance(search.placeholderText())
    assert wanted < search.width() - 2 * view._workspace.theme.space()


def test_only_whoever_has_a_note_or_a_mark_has_the_sign(view: WorklistView) -> None:
    model = view.list.table.rows_shown
    noted = {bool(model.index(row, 0).data(NOTED_ROLE)) for row in range(model.rowCount())}
    plans = [model.row(row) for row in range(model.rowCount())]
    assert all(
        bool(p.remarks) is bool(model.index(n, 0).data(NOTED_ROLE)) for n, p in enumerate(plans)
    )
    assert False in noted


def test_the_frame_of_the_keys_is_around_the_whole_row(view: WorklistView) -> None:
    table = view.list.table
    view.window().activateWindow()
    table.setFocus()
    wait_until(table.hasFocus)
    ink = view._workspace.theme.qcolour("ink").rgb()
    for row in (0, 3):
        table.selectRow(row)
        settle()
        image = table.viewport().grab().toImage()
        right = min(table.horizontalHeader().length(), image.width()) - 1
        y = table.rowViewportPosition(row)
        height = table.rowHeight(row)
        for place in ((0, y + height // 2), (right, y + height // 2), (right // 2, y)):
            assert image.pixel(*place) == ink, (row, place)
        assert image.pixel(right // 2, y + height - 1) == ink


def test_the_box_of_a_step_is_ticked_and_unticked(view: WorklistView) -> None:
    plan_id = first_open(view)
    before = plan(view, plan_id)
    row = next(r for r in view.detail.rows if r.box.isEnabled() and not r.box.isChecked())
    assert row.step is not None
    number = row.step.number
    row.box.click()
    waited(view)
    assert number in {a.step for a in plan(view, plan_id).plan.approaches}
    again = next(r for r in view.detail.rows if r.step and r.step.number == number)
    assert again.box.isChecked()
    again.box.click()
    waited(view)
    assert plan(view, plan_id) == before


def test_day_medium_result_and_note_are_changed_in_place(view: WorklistView, qtbot: QtBot) -> None:
    plan_id = first_open(view)
    view.check_off([plan_id])
    waited(view)
    made = plan(view, plan_id).plan.approaches[-1]
    row = next(r for r in view.detail.rows if r.step and r.step.number == made.step)
    row.edit.click()
    form = row.form
    assert isinstance(form, ApproachForm)
    # A day that lies ahead gets a sentence, and what is typed stays.
    form.note.setText("A<B 娘さんにも 𠮷")
    type_day(form.day, TODAY + timedelta(5))
    form.keep.click()
    settle()
    assert "先の日付です" in view.window().banners.failure.sentence  # type: ignore[attr-defined]
    assert form.isVisible()
    assert form.note.text() == "A<B 娘さんにも 𠮷"
    start = plan(view, plan_id).plan.start
    type_day(form.day, max(start, TODAY - timedelta(1)))
    form.way.setCurrentIndex(form.way.findData(Way.VISIT))
    form.results[Result.REACTED].click()
    form.keep.click()
    waited(view)
    (changed,) = [a for a in plan(view, plan_id).plan.approaches if a.id == made.id]
    assert changed.way is Way.VISIT
    assert changed.result is Result.REACTED
    assert changed.note == "A<B 娘さんにも 𠮷"
    assert "A<B 娘さんにも 𠮷" in words(view)
    assert "反応あり" in words(view)


def test_what_a_refusal_does_is_said(view: WorklistView) -> None:
    plan_id = first_open(view)
    told: list[str] = []
    view._workspace.notified.connect(told.append)
    view.detail.ask_another()
    form = view.detail.asking
    assert isinstance(form, ApproachForm)
    form.results[Result.REFUSED].click()
    form.keep.click()
    waited(view)
    assert plan(view, plan_id).standing.refused
    assert told == [view._workspace.texts("followup.said_refused")]


def test_nobody_reached_stays_open(view: WorklistView) -> None:
    plan_id = first_open(view)
    before = plan(view, plan_id)
    view.detail.ask_another()
    form = view.detail.asking
    assert isinstance(form, ApproachForm)
    form.results[Result.NOT_REACHED].click()
    form.keep.click()
    waited(view)
    after = plan(view, plan_id)
    assert len(after.plan.approaches) == len(before.plan.approaches) + 1
    assert after.standing.missing == before.standing.missing
    assert "不在・不達" in words(view)


def test_where_only_another_medium_is_missing_the_box_asks_for_it(view: WorklistView) -> None:
    first_open(view, Bucket.WEEK)
    desk, ids = view._workspace.desk, list(view.list.table.rows_shown.ids)
    plan_id = next(i for i in ids if len(plan(view, i).standing.media) <= 1)
    counted = plan(view, plan_id).standing.counted
    made = checking.ApproachInput(way=counted[0].way if counted else Way.VISIT)
    while plan(view, plan_id).standing.next_step is not None:
        view._workspace.perform(lambda: checking.check_off(desk, [plan_id], TODAY, made))
    view.choose(Bucket.TODAY)
    waited(view)
    row = list(view.list.table.rows_shown.ids).index(plan_id)
    column = [c.name for c in view.list.table.rows_shown.columns].index(CHECK)
    assert view.list.table.rows_shown.index(row, column).data() == "記録…"
    view.list.table.checked.emit(plan_id)
    form = view.detail.asking
    assert isinstance(form, ApproachForm)
    assert form.chosen_way.medium not in plan(view, plan_id).standing.media


def press_keep(form: StepForm) -> None:
    next(each for each in form.findChildren(QPushButton) if each.text() == "保存").click()
    settle()


def test_a_step_is_planned_for_another_day(view: WorklistView) -> None:
    plan_id = first_open(view)
    row = next(r for r in view.detail.rows if r.step and not r.box.isChecked())
    assert row.step is not None
    row.edit.click()
    form = row.form
    assert isinstance(form, StepForm)
    last = plan(view, plan_id).plan.last_day
    type_day(form.day, last + timedelta(3))
    press_keep(form)
    assert f"{last:%Y/%m/%d}" in form.day.sentence
    assert form.isVisible()
    assert plan(view, plan_id).plan.step(row.step.number) == row.step
    type_day(form.day, last)
    form.purpose.setText("年末のごあいさつ")
    press_keep(form)
    waited(view)
    changed = plan(view, plan_id).plan.step(row.step.number)
    assert (changed.planned, changed.purpose) == (last, "年末のごあいさつ")


def asked(view: WorklistView) -> tuple[QLineEdit, QPushButton]:
    whole = view.detail.asking
    assert whole is not None
    field = whole.findChild(QLineEdit)
    keep = next(b for b in whole.findChildren(QPushButton) if b.text() == "保存")
    assert field is not None
    return field, keep


def test_a_plan_is_paused_gone_on_with_stopped_and_opened_again(view: WorklistView) -> None:
    plan_id = first_open(view)
    detail = view.detail
    detail.ways["pause"].click()  # type: ignore[attr-defined]
    field, keep = asked(view)
    field.setText("お申し出の対応中")
    keep.click()
    waited(view)
    assert plan(view, plan_id).plan.pause is not None
    assert "お申し出の対応中" in words(view)
    detail.ways["resume"].click()  # type: ignore[attr-defined]
    waited(view)
    assert plan(view, plan_id).plan.pause is None
    detail.ways["cancel"].click()  # type: ignore[attr-defined]
    field, keep = asked(view)
    keep.click()
    settle()
    assert "理由" in view.window().banners.failure.sentence  # type: ignore[attr-defined]
    assert field.isVisible()
    field.setText("お引っ越し")
    keep.click()
    waited(view)
    assert plan(view, plan_id).standing.state is PlanState.CANCELLED
    assert "中止(お引っ越し)" in words(view)
    detail.ways["reopen"].click()  # type: ignore[attr-defined]
    waited(view)
    assert plan(view, plan_id).standing.is_open


def test_a_purchase_offers_thanks_and_the_end(view: WorklistView) -> None:
    desk = view._workspace.desk
    found = worklist.open_worklist(desk, TODAY)
    ids = [id_ for bucket in worklist.BUCKETS for id_ in found.ids[bucket]]
    rows = worklist.rows(desk, ids, TODAY)
    one, other, *_ = (id_ for id_ in ids if rows[id_].standing.offers_end)
    for plan_id, text in ((one, "残りをお礼に変える"), (other, "購入により終了")):
        view.open(Route("followup", id=plan_id))
        waited(view)
        assert view.detail.plan_id == plan_id
        assert "反応: 購入" in words(view)
        button = next(b for b in view.detail.findChildren(QPushButton) if b.text() == text)
        button.click()
        waited(view)
    thanked = plan(view, one).plan
    assert {step.purpose for step in thanked.open_steps()} == {"お礼"}
    assert plan(view, other).standing.state is PlanState.BOUGHT


def test_several_are_checked_off_at_once_and_undone_at_once(
    window: Window, view: WorklistView
) -> None:
    first_open(view)
    ids = list(view.list.table.rows_shown.ids[:3])
    before = [plan(view, id_) for id_ in ids]
    view.list.table.clearSelection()
    for row in range(3):
        index = view.list.table.rows_shown.index(row, 0)
        flags = view.list.table.selectionModel().SelectionFlag
        view.list.table.selectionModel().select(index, flags.Select | flags.Rows)
    settle()
    assert view.list.several.isVisible()
    assert "3" in view.list.several.text()
    view.list.several.click()
    waited(view)
    for id_, known in zip(ids, before, strict=True):
        assert len(plan(view, id_).plan.approaches) == len(known.plan.approaches) + 1
    window.undo()
    assert [plan(view, id_) for id_ in ids] == before


def test_search_and_filters_meet(view: WorklistView) -> None:
    plan_id = first_open(view)
    name = view.list.rows([plan_id])[plan_id].who.name
    view.list.filters.search.setText(name)
    view.list.filters.search.flush()
    waited(view)
    rows = view.list.rows(list(view.list.table.rows_shown.ids))
    assert rows
    assert all(row.who.name == name for row in rows.values())
    view.list.filters.search.clear()
    view.list.filters.search.flush()
    view.list.filters.media.chips[Medium.PHONE].click()
    waited(view)
    rows = view.list.rows(list(view.list.table.rows_shown.ids))
    steps = [row.standing.next_step for row in rows.values()]
    assert steps
    assert all(step is not None and step.way is Way.PHONE for step in steps)
    view.list.filters.search.setText("そんな人はいない")
    view.list.filters.search.flush()
    waited(view)
    assert "「遅れ」に、絞り込みに合うものはありません" in [
        w.text() for w in view.findChildren(QLabel) if w.isVisible()
    ]


def test_sorting_and_keys(view: WorklistView, qtbot: QtBot) -> None:
    first_open(view)
    view.list.table.sort_asked.emit("name", False)
    waited(view)
    names = [view.list.rows([id_])[id_].who.kana for id_ in view.list.table.rows_shown.ids]
    assert names == sorted(names)
    view.list.table.setFocus()
    view.list.table.selectRow(0)
    qtbot.keyClick(view.list.table, Qt.Key.Key_Down)
    assert view.detail.plan_id == view.list.table.rows_shown.ids[1]
    qtbot.keyClick(view.list.table, Qt.Key.Key_Return)
    assert isinstance(view.window().focusWidget(), QCheckBox)
    qtbot.keyClick(view.window().focusWidget(), Qt.Key.Key_Escape)
    assert view.window().focusWidget() is view.list.table


def test_the_home_page_leads_to_a_bucket(window: Window) -> None:
    assert shown(window, Route("followup", "later")).bucket is Bucket.LATER


def test_the_sidebar_counts_what_is_due(window: Window, view: WorklistView) -> None:
    found = counts(view)
    badge = window.sidebar.buttons["followup"].findChild(QLabel)
    assert badge is not None
    due = found[Bucket.LATE] + found[Bucket.TODAY]
    wait_until(lambda: badge.text() == str(due))
    plan_id = first_open(view)
    view.detail.ask_cancel()
    field, keep = asked(view)
    field.setText("理由")
    keep.click()
    wait_until(lambda: badge.text() == str(due - 1))
    assert plan(view, plan_id).standing.state is PlanState.CANCELLED


def test_an_empty_desk_says_what_a_plan_is(start: Start) -> None:
    window = start()
    view = shown(window)
    assert view._empty.first_step.isVisible()
    assert window.focusWidget() is view._empty.first_step
    assert not view.begin.isVisible()


def test_a_narrow_window_shows_one_thing_at_a_time(window: Window, view: WorklistView) -> None:
    window.resize(900, 700)
    settle()
    assert not view.detail.isVisible()
    plan_id = first_open(view)
    view.list.table.opened.emit(plan_id)
    settle()
    assert view.detail.isVisible()
    assert not view.list.table.isVisible()
    view.close_detail()
    settle()
    assert view.list.table.isVisible()


def test_another_day(start: Start, window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    """Years later everything is over, and the list says so."""
    later = date(TODAY.year + 2, 1, 1)
    monkeypatch.setattr("crm_desk.ui.followup.worklist_view.today", lambda: later)
    view = shown(window)
    assert view.found is not None
    assert not any(count.plans for count in view.found.counts.values())


HOSTILE = ("<img src=x>", "A<B R&D", "=HYPERLINK(1)", "𠮷田 😀", "+81", "あ" * 500)


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_shown_as_typed(start: Start, tmp_path: Path, name: str) -> None:
    path = tmp_path / "shop.crmdesk"
    create_desk(path, "shop")
    with Desk(path) as desk:
        row = order(1, f"{TODAY:%Y/%m/%d}", "1", "NAME", "a@example.jp", "090-1111-2222")
        bring(desk, [row])
        desk.store.write(lambda c: c.execute("UPDATE customer SET name = ?", (name,)))
        draft = making.draft(1, design("ja").templates["L"], TODAY)
        steps = tuple(replace(step, way=Way.PHONE) for step in draft.steps[1:])
        making.make(desk, [replace(draft, steps=(draft.steps[0], *steps))], TODAY, TODAY)
    view = shown(start(path), Route("followup", "later"))
    view.choose(Bucket.LATER)
    waited(view)
    heading = [each for each in view.detail.findChildren(QLabel) if each.text() == f"{name} 様"]
    assert heading
    assert heading[0].textFormat() is Qt.TextFormat.PlainText
    cell = view.list.table.rows_shown.index(0, 0).data()
    assert str(cell).splitlines()[0] == name
    assert not view.grab().isNull()
