"""Plans from a selection and for one customer, follow-ups on the customer, and the results."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from crm_desk.desk.contacts import consent, mailing
from crm_desk.desk.desk import today
from crm_desk.desk.followup import detail
from crm_desk.desk.resources import texts
from crm_desk.desk.route import Route
from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.analysis.view import Filter
from crm_desk.domain.contacts.approach import Result
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.followup.plan import window_end
from crm_desk.domain.followup.results import ResultGroup, ResultRow
from crm_desk.domain.followup.starting import LeftOutReason
from crm_desk.domain.money import Money
from crm_desk.ui import theme, translation
from crm_desk.ui.analysis.page import AnalysisPage
from crm_desk.ui.customers.page import CustomersPage
from crm_desk.ui.followup.approach_panel import ApproachPanel
from crm_desk.ui.followup.plans_view import PlansView
from crm_desk.ui.followup.results_columns import Grouping, ResultsColumns, lines
from crm_desk.ui.followup.results_view import ResultsView
from crm_desk.ui.shell.window import Window
from tests.gallery.followup_plans_scenes import (
    FOLLOWUP_PLANS_EMPTY_SCENES,
    FOLLOWUP_PLANS_SCENES,
    customer,
    followups,
    plans_view,
    results,
    with_open_plan,
    without_plan,
)
from tests.gallery.scenes import opened_window, settle, shown, wait_for_customers, wait_until
from tests.ui.conftest import Start
from tests.ui.test_gallery import clipped, unnamed
from tests.ui.timeline.line import line_words, opened, section_of
from tests.ui.typing_days import type_day

SEVERAL = tuple(range(1, 161))


def words(window: Window) -> str:
    said = [w.text() for w in window.findChildren(QLabel) if w.isVisible()]
    said += [w.text() for w in window.findChildren(QPushButton) if w.isVisible()]
    return "\n".join(said)


def known(window: Window, customer_id: int) -> detail.CustomerFollowups:
    found = detail.customer(window.workspace.desk, customer_id, today())
    assert found is not None
    return found


def waited(view: PlansView) -> None:
    wait_until(lambda: view.is_settled)
    settle()


# From the analysis page


def test_a_selection_becomes_plans_and_undo_takes_all_back(window: Window) -> None:
    window.go(Route("analysis"))
    page = window.current
    assert isinstance(page, AnalysisPage)
    wait_until(lambda: page.is_settled)
    assert not page.content.bar.plans.isVisible()
    page.content.selection.filter_by((Filter("cluster", Cluster.TOP10),))
    assert page.content.selection.selected is not None
    chosen = page.content.selection.selected.customers
    assert page.content.bar.plans.text() == "この方々のフォローを計画する…"
    page.content.bar.plans.click()
    view = window.current.current  # type: ignore[attr-defined]
    assert isinstance(view, PlansView)
    waited(view)
    seen = view.many.outlook
    assert seen is not None
    assert len(seen.proposals) + len(seen.left_out) == chosen
    ids = [each.candidate.customer_id for each in seen.proposals]
    view.many.make.click()
    waited(view)
    assert f"{len(ids)}名のフォローを始めました。最初は" in words(window)
    assert all(known(window, each).open_plan is not None for each in ids)
    assert "選んだ方" in window.actions_by_name["undo"].text()
    window.undo()
    waited(view)
    assert all(known(window, each).open_plan is None for each in ids)
    assert f"{len(ids)}名の計画を作る" in words(window)


def test_nobody_meets_the_filters(window: Window) -> None:
    window.go(Route("analysis"))
    page = window.current
    assert isinstance(page, AnalysisPage)
    wait_until(lambda: page.is_settled)
    page.content.selection.filter_by((Filter("recency", (99_999, None)),))
    assert not page.content.bar.plans.isVisible()


# Many


def test_who_is_left_out_is_named_with_the_reason(window: Window) -> None:
    view = plans_view(window, *SEVERAL)
    people = view.many.people
    seen = view.many.outlook
    assert seen is not None
    count = seen.counts()[LeftOutReason.OPEN_PLAN]
    chip = people.chips[LeftOutReason.OPEN_PLAN]
    assert chip.text() == f"進行中の計画がある方 {count}名"
    chip.click()
    assert people.left_out.isVisible()
    model = people.left_out.model()
    assert model.rowCount() == count
    people.left_out.opened.emit(people.left_out.current_id)
    settle()
    assert window.current.route().page == "customers"


def test_sorted_by_name(window: Window) -> None:
    people = plans_view(window, *SEVERAL).many.people
    people.planned.sort_asked.emit("step1", True)
    model = people.planned.model()
    days = [model.index(row, 4).data() for row in range(model.rowCount())]
    people.planned.sort_asked.emit("step1", False)
    assert [model.index(row, 4).data() for row in range(model.rowCount())] != days


def test_one_template_for_all(window: Window) -> None:
    view = plans_view(window, *SEVERAL)
    box = view.many.templates
    place = next(n for n in range(box.count()) if box.itemText(n).startswith("B "))
    box.setCurrentIndex(place)
    box.activated.emit(place)
    waited(view)
    seen = view.many.outlook
    assert seen is not None
    assert {each.template.id for each in seen.proposals} == {"B"}
    assert box.currentIndex() == place
    assert "上限を超えています" in words(window)


def test_nobody_gets_a_plan(window: Window) -> None:
    busy = [each for each in SEVERAL if known(window, each).open_plan is not None]
    view = plans_view(window, *busy[:2])
    assert not view.many.make.isEnabled()
    assert "2名とも、今は計画を作れません" in words(window)
    assert view.many.people.left_out.isVisible()


def test_without_anybody_the_way_is_shown(window: Window) -> None:
    window.go(Route("followup", "plans"))
    settle()
    assert "まだ、どなたも選ばれていません" in words(window)


# One


def test_the_draft_is_changed_in_place_and_made(window: Window, qtbot: QtBot) -> None:
    who = without_plan(window)
    window.go(Route("customers", "one", who))
    page = wait_for_customers(window)
    followups(page).make.click()
    view = window.current.current  # type: ignore[attr-defined]
    assert isinstance(view, PlansView)
    waited(view)
    first, second, third = view.one.steps
    start = today()
    type_day(first.day, start + timedelta(days=5))
    first.way.setCurrentIndex(first.way.findData(Way.PHONE))
    first.way.activated.emit(first.way.currentIndex())
    second.purpose.setFocus()
    second.purpose.selectAll()
    qtbot.keyClicks(second.purpose, "tea")
    third.parcel.click()
    assert not third.day.isEnabled()
    assert view.one.make.isEnabled()
    qtbot.keyClick(view.one.make, Qt.Key.Key_Return)
    waited(view)
    assert "のフォロー計画を作りました" in words(window)
    made = known(window, who).open_plan
    assert made is not None
    steps = made.plan.steps
    assert (steps[0].planned, steps[0].way) == (start + timedelta(days=5), Way.PHONE)
    assert steps[1].purpose == "tea"
    assert steps[2].planned is None
    assert made.plan.origin.cluster is not None
    window.undo()
    waited(view)
    assert known(window, who).open_plan is None
    assert view.one.make.isVisible()


def test_another_first_day_moves_the_steps_along(window: Window) -> None:
    view = plans_view(window, without_plan(window))
    before = view.one.draft
    assert before is not None
    later = today() + timedelta(days=10)
    type_day(view.one.start, later)
    after = view.one.draft
    assert after is not None
    moved = [b.planned - a.planned for a, b in zip(before.steps, after.steps, strict=True)]  # type: ignore[operator]
    assert moved == [timedelta(days=10)] * 3
    assert view.one.steps[0].day.last == window_end(later)
    view.one.make.click()
    waited(view)
    plan = known(window, view.one.customer).open_plan
    assert plan is not None
    assert plan.plan.start == later


def test_a_blocked_way_is_said_at_its_step(window: Window) -> None:
    who, desk, day = without_plan(window), window.workspace.desk, today()
    consent.set_consent(desk, who, Medium.PHONE, "refused", day=day, source="", today=day)
    view = plans_view(window, who)
    step = view.one.steps[0]
    step.way.setCurrentIndex(step.way.findData(Way.PHONE))
    step.way.activated.emit(step.way.currentIndex())
    assert "ご本人が拒否" in step.problem.text()
    assert not view.one.make.isEnabled()
    assert "使えない媒体のある回を変えると" in view.one.problem.text()
    step.way.setCurrentIndex(step.way.findData(Way.POSTCARD))
    step.way.activated.emit(step.way.currentIndex())
    assert not step.problem.isVisible()
    assert view.one.make.isEnabled()


def test_one_medium_only_draws_a_hint(window: Window) -> None:
    view = plans_view(window, without_plan(window))
    for step in view.one.steps:
        step.way.setCurrentIndex(step.way.findData(Way.EMAIL))
        step.way.activated.emit(step.way.currentIndex())
    assert "メール以外も考える" in view.one.hint.text()


def test_no_contact_means_no_plan(window: Window) -> None:
    who, desk, day = without_plan(window), window.workspace.desk, today()
    consent.set_no_contact(desk, who, no_contact=True, day=day, source="", today=day)
    view = plans_view(window, who)
    assert not view.one.make.isEnabled()
    assert "連絡不可の方なので" in view.one.problem.text()


def test_an_open_plan_leads_to_itself(window: Window) -> None:
    who = with_open_plan(window)
    view = plans_view(window, who)
    assert "進行中のフォロー計画があります" in words(window)
    view.one.see.click()
    settle()
    plan = known(window, who).open_plan
    assert plan is not None
    assert window.current.route().page == "followup"


def test_a_draft_outlives_another_language(window: Window) -> None:
    view = plans_view(window, without_plan(window))
    view.one.steps[0].purpose.setFocus()
    view.one.steps[0].purpose.setText("季節のごあいさつ")
    view.one.steps[0].purpose.textEdited.emit("季節のごあいさつ")
    window.rebuild()
    settle()
    view = window.current.current  # type: ignore[attr-defined]
    assert isinstance(view, PlansView)
    waited(view)
    assert view.one.steps[0].purpose.text() == "季節のごあいさつ"


# On the customer


def test_the_open_plan_in_a_line_and_the_way_to_it(window: Window) -> None:
    who = with_open_plan(window)
    customer(window, who)
    assert "進行中" in words(window) or "未着手" in words(window)
    see = next(b for b in window.findChildren(QPushButton) if b.text() == "計画を見る")
    see.click()
    settle()
    assert window.current.route().page == "followup"


def opened_approach(page: CustomersPage, note: str) -> ApproachPanel:
    panel = opened(section_of(page), note)
    assert isinstance(panel, ApproachPanel)
    return panel


def test_an_approach_outside_of_a_plan_is_recorded_changed_and_taken_back(
    window: Window, qtbot: QtBot
) -> None:
    who = without_plan(window)
    page = customer(window, who)
    section = followups(page)
    section.record.click()
    form = section.form
    assert form is not None
    form.way.setCurrentIndex(form.way.findData(Way.PHONE))
    form.results[Result.REACTED].click()
    qtbot.keyClicks(form.note, "called")
    qtbot.keyClick(form.note, Qt.Key.Key_Return)
    settle()
    assert section.form is None
    assert QApplication.focusWidget() is section.record
    made = known(window, who).outside
    assert [(a.day, a.way, a.result, a.note) for a in made] == [
        (today(), Way.PHONE, Result.REACTED, "called")
    ]
    assert "called" in line_words(section_of(page))
    form = opened_approach(page, "called").form
    assert form.note.text() == "called"
    form.note.setText("called twice")
    form.keep.click()
    assert known(window, who).outside[0].note == "called twice"
    opened_approach(page, "called twice").remove.click()
    assert known(window, who).outside == ()
    for _ in range(3):
        window.undo()
    assert known(window, who).outside == ()


def test_a_day_to_come_is_refused_and_nothing_is_lost(window: Window) -> None:
    who = without_plan(window)
    section = followups(customer(window, who))
    section.record.click()
    assert section.form is not None
    type_day(section.form.day, today() + timedelta(days=2))
    section.form.keep.click()
    settle()
    assert "先の日付です" in words(window)
    assert section.form is not None
    assert known(window, who).outside == ()


def test_consent_is_changed_in_place_and_undone(window: Window, qtbot: QtBot) -> None:
    who = without_plan(window)
    page = customer(window, who)
    fields = followups(page).consents
    fields.changes[Medium.PHONE].click()
    settle()
    form = fields.form
    assert form is not None
    assert QApplication.focusWidget() is form.choices["unknown"]
    form.choices["refused"].click()
    qtbot.keyClicks(form.source, "in the shop")
    form.keep.click()
    settle()
    said = next(line for line in words(window).splitlines() if "in the shop" in line)
    assert said.startswith(f"電話 拒否({today():%Y/%m/%d}")
    assert QApplication.focusWidget() is fields.changes[Medium.PHONE]
    window.undo()
    settle()
    assert "in the shop" not in words(window)


def test_no_contact_shows_at_the_head(window: Window) -> None:
    who = without_plan(window)
    page = customer(window, who)
    fields = followups(page).consents
    assert "連絡不可" not in words(window).splitlines()
    fields.changes[None].click()
    assert fields.form is not None
    fields.form.keep.click()
    settle()
    assert "連絡不可" in words(window).splitlines()
    assert known(window, who).consents.no_contact  # type: ignore[union-attr]
    fields.changes[None].click()
    assert fields.form is not None
    assert fields.form.choices["unknown"].isChecked()
    fields.form.keep.click()
    settle()
    assert not known(window, who).consents.no_contact  # type: ignore[union-attr]


def test_a_change_of_follow_ups_leaves_the_place_as_it_is(window: Window) -> None:
    who = without_plan(window)
    page = customer(window, who)
    bar = page.list.detail.area.verticalScrollBar()
    before, orders = bar.value(), page.list.detail.findChildren(QLabel)[0]
    section = followups(page)
    section.consents.changes[Medium.EMAIL].click()
    assert section.consents.form is not None
    section.consents.form.choices["given"].click()
    section.consents.form.keep.click()
    wait_for_customers(window)
    settle()
    assert bar.value() > 0
    assert abs(bar.value() - before) < 60
    assert orders is page.list.detail.findChildren(QLabel)[0]


def test_what_left_the_desk_is_a_line(window: Window) -> None:
    who, when = without_plan(window), datetime(2026, 11, 21, 9, 0)  # noqa: DTZ001
    mailing.note_export(window.workspace.desk, mailing.SHEET, "訪問の支度", [who], when)
    said = line_words(section_of(customer(window, who)))
    assert "2026/11/21 09:00  書き出し  個別管理シート ・ 訪問の支度" in said


# Results


def test_results_by_month_template_and_cluster(window: Window) -> None:
    page = results(window)
    view = page.current
    assert isinstance(view, ResultsView)
    assert "これは比べた数字で、効果の証明ではありません" in words(window)
    by_month = view.lines
    assert by_month[0].total
    months = [line.group.month for line in by_month if line.total]
    assert months == sorted(months, reverse=True)  # type: ignore[type-var]
    view.chips[Grouping.CLUSTER].click()
    totals = [line for line in view.lines if line.total]
    assert len(totals) < len(view.lines)
    assert totals[0].group.cluster == "top1"
    plans = sum(line.row.plans for line in totals)
    assert plans == sum(line.row.plans for line in by_month if line.total)
    view.table.sort_asked.emit("plans", False)
    counts = [line.row.plans for line in view.lines if line.total]
    assert counts == sorted(counts, reverse=True)
    view.table.selectAll()
    view.table.copy()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == len(view.lines) + 1
    assert copied[0].split("\t")[:3] == ["開始月", "ひな型", "顧客層"]


def test_no_plans_no_results(start: Start) -> None:
    window = start()
    results(window)
    settle()
    assert "まだ結果はありません" in words(window)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 0, "—"), (3, 24, "3 of 24"), (5, 25, "20% (5 of 25)"), (1, 30, "3% (1 of 30)")],
)
def test_few_people_are_counted(qapp: QApplication, part: int, whole: int, said: str) -> None:
    translation.install(qapp, "en")
    assert ResultsColumns().share(part, whole) == said


def test_totals_carry_no_comparison() -> None:
    row = ResultRow(
        "A",
        "top1",
        date(2026, 11, 1),
        2,
        1,
        1,
        ((Medium.PHONE, 2),),
        ResultGroup(2, 1, 100),
        ResultGroup(5, 2, 300),
    )
    found = lines([row, row], Grouping.MONTH, "month", descending=True)
    assert [line.total for line in found] == [True, False, False]
    assert found[0].row.others == ResultGroup()
    assert found[0].row.followed == ResultGroup(4, 2, 200)


@pytest.mark.parametrize(("over", "said"), [(0, "—"), (1, "5名中2名")])
def test_while_every_plan_runs_there_is_nothing_to_compare(
    qapp: QApplication, over: int, said: str
) -> None:
    translation.install(qapp, "ja")
    month = date(2026, 11, 1)
    row = ResultRow(
        "A", "top1", month, 2, over, 0, (), ResultGroup(2, 1, 100), ResultGroup(5, 2, 300)
    )
    _, line = lines([row, row], Grouping.MONTH, "month", descending=True)[:2]
    columns = ResultsColumns().made(texts("ja"), Money(), lambda: Grouping.MONTH)
    (others,) = (column for column in columns if column.name == "others")
    assert others.text(line) == said


def test_what_is_still_under_way_is_said(window: Window) -> None:
    view = results(window).current
    assert isinstance(view, ResultsView)
    running = sum(line.row.plans - line.row.over for line in view.lines if line.total)
    assert running > 0
    assert f"うち{running}件は進行中です" in view.media.text()


# Both languages, all sizes


@pytest.mark.parametrize("scale", [100, 125, 175])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_is_clipped(qtbot: QtBot, tmp_path: Path, language: str, scale: int) -> None:
    theme.load_fonts()
    wrong: list[str] = []
    for empty, scenes in ((True, FOLLOWUP_PLANS_EMPTY_SCENES), (False, FOLLOWUP_PLANS_SCENES)):
        with opened_window(tmp_path, language, "light", scale, empty=empty) as window:
            for name, scene in scenes.items():
                for widget in shown(window, scene):
                    wrong += [f"{name}: {what}" for what in clipped(widget) + unnamed(widget)]
                    if not isinstance(widget, QDialog):
                        assert widget.width() == 1366, f"{name} forces the window wider"
    assert not wrong, "\n".join(wrong)
