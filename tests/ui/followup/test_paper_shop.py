"""A shop of telephone and post: asked once, adapted plans, the true number, success in sight."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from crm_desk.desk.contacts import consent, shop_media
from crm_desk.desk.desk import Desk, today
from crm_desk.desk.followup import worklist
from crm_desk.desk.route import Route
from crm_desk.desk.working_days import working_days
from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.analysis.view import ChartName
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.followup.standing import Bucket
from crm_desk.domain.followup.starting import LeftOutReason
from crm_desk.domain.working_days import AS_IT_COMES
from crm_desk.ui.analysis.page import AnalysisPage
from crm_desk.ui.followup.page import FollowupPage
from crm_desk.ui.followup.plans_view import PlansView
from crm_desk.ui.followup.start_view import StartView
from crm_desk.ui.followup.worklist_view import WorklistView
from crm_desk.ui.shell.settings_page import SettingsPage
from crm_desk.ui.shell.window import Window
from tests.gallery.followup_start_scenes import followup_page, matrix_view, start_view
from tests.gallery.paper_shop_scenes import PAPER, use_media
from tests.gallery.scenes import settle, wait_until
from tests.ui.conftest import Start


@pytest.fixture
def window(start: Start, sample_path: Path) -> Window:
    with Desk(sample_path) as desk:
        for table in ("approach", "followup_plan"):
            desk.store.write(lambda c, t=table: c.execute(f"DELETE FROM {t}"))  # type: ignore[misc]  # noqa: S608
    return start(sample_path, language="en")


def page_of(window: Window) -> FollowupPage:
    page = window.current
    assert isinstance(page, FollowupPage)
    wait_until(lambda: page.is_settled)
    settle()
    return page


def made(window: Window) -> int:
    found = worklist.open_worklist(window.workspace.desk, today())
    return sum(count.plans for count in found.counts.values())


def offered(box: QComboBox) -> list[Way]:
    return [Way(box.itemData(place)) for place in range(box.count())]


def test_the_question_comes_before_the_first_start_and_once(window: Window, qtbot: QtBot) -> None:
    page = followup_page(window, "start")
    assert page.question.isVisible()
    assert not page.question.keep.isEnabled()
    for medium in PAPER:
        chip = page.question.choice.chips[medium]
        chip.setFocus()
        qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert page.question.choice.chips[Medium.POST].text() == "2. Cards and letters"
    page.question.keep.click()
    page_of(window)
    assert not page.question.isVisible()
    desk = window.workspace.desk
    assert shop_media.media(desk) == PAPER
    view = page.current
    assert isinstance(view, StartView)
    assert view._seen is not None
    used = {step.way.medium for p in view._seen.proposals for step in p.steps}
    assert used == set(PAPER)
    window.undo()
    page_of(window)
    assert page.question.isVisible()
    page.question.skip.click()
    page_of(window)
    assert not page.question.isVisible()
    assert shop_media.media(desk) == ()


def test_what_was_clicked_outlives_another_language(window: Window) -> None:
    page = followup_page(window, "start")
    page.question.choice.chips[Medium.POST].click()
    window.rebuild()
    again = followup_page(window, "start")
    assert again.question.choice.media == (Medium.POST,)


def test_who_follows_up_already_is_not_asked(start: Start, sample_path: Path) -> None:
    page = followup_page(start(sample_path), "start")
    assert not page.question.isVisible()


def test_steps_by_another_medium_say_so(window: Window) -> None:
    use_media(window, *PAPER)
    view = start_view(window)
    table = view.top1.table
    columns = [each.name for each in table.people.columns]
    rows = range(table.people.rowCount())
    cells = [
        str(table.model().index(row, columns.index(f"step{n}")).data())
        for row in rows
        for n in (1, 2, 3)
    ]
    adapted = [cell for cell in cells if "instead of E-mail" in cell]
    assert adapted
    assert not any("E-mail\n" in cell.split("instead")[0] for cell in adapted)
    assert "step goes by another medium than planned" in view.rest.line.text()


@pytest.mark.parametrize("ticked", [0, 2])
def test_the_number_on_the_button_is_the_number_made(window: Window, ticked: int) -> None:
    use_media(window, *PAPER)
    view = start_view(window)
    assert view._seen is not None
    top1 = len(view._seen.top1)
    assert top1 > 2
    people = view.top1.table.people
    people.tick(range(ticked), on=True)  # type: ignore[attr-defined]
    n = len(view._seen.proposals) - top1 + ticked
    assert view.begin.text() == f"Start {n:,} follow-ups"
    view.begin.click()
    page = page_of(window)
    wait_until(lambda: isinstance(page.current, WorklistView) and page.is_settled)
    settle()
    assert made(window) == n


def test_what_has_begun_is_in_sight_and_goes_with_the_next_thing(window: Window) -> None:
    view = start_view(window)
    view.begin.click()
    page = page_of(window)
    wait_until(lambda: isinstance(page.current, WorklistView) and page.is_settled)
    settle()
    work = page.current
    assert isinstance(work, WorklistView)
    assert work.begun.isVisible()
    assert "The first: " in work.begun.words.text()
    assert work.bucket in {Bucket.TODAY, Bucket.WEEK, Bucket.LATER}
    assert work.list.ids, "never an empty page"
    assert work.list.table.current_id == work.list.ids[0], "from the first row on"
    assert window.focusWidget() is work.list.table
    window.undo()
    wait_until(lambda: page.is_settled)
    assert not work.begun.isVisible()


def test_from_figures_to_plans_in_two_clicks_with_the_true_number(window: Window) -> None:
    use_media(window, *PAPER)
    window.go(Route("analysis"))
    page = window.current
    assert isinstance(page, AnalysisPage)
    wait_until(lambda: page.is_settled)
    settle()
    chart = page.content.cards.chart(ChartName.BANDS)
    page.content.selection.toggle(chart.marks()[1].payload)
    settle()
    plans = page.content.bar.plans
    # How many get a plan is not known yet, and so not said.
    assert not any(character.isdigit() for character in plans.text())
    plans.click()
    many = page_of(window).current
    assert isinstance(many, PlansView)
    text = many.many.make.text()
    many.many.make.click()
    wait_until(lambda: many.is_settled)
    settle()
    assert text == f"Make {made(window):,} plans"
    assert "have begun" in many.said.text()


def test_one_medium_is_a_choice_that_is_kept_and_counted(window: Window) -> None:
    use_media(window, *PAPER)
    view = start_view(window)
    desk = window.workspace.desk
    assert view._seen is not None
    # Who wants no post and no e-mail can be called only.
    only_one = view._seen.counts()[LeftOutReason.NO_SECOND_MEDIUM]
    who = next(
        p.candidate.customer_id
        for p in view._seen.proposals
        if p.candidate.cluster is not Cluster.TOP1
    )
    window.workspace.perform(
        lambda: consent.set_consent(
            desk, who, Medium.PHONE, "refused", day=today(), source="", today=today()
        )
    )
    page_of(window)
    before = len(view._seen.proposals)
    assert view._seen.counts()[LeftOutReason.NO_SECOND_MEDIUM] == only_one + 1
    box = view.left_out.one_medium.box
    assert box.isVisible()
    assert "of them go by one medium only" not in view.rest.line.text()
    box.click()
    page_of(window)
    assert len(view._seen.proposals) == before + only_one + 1
    assert f"{only_one + 1} of them go by one medium only" in view.rest.line.text()
    window.rebuild()
    again = start_view(window)
    assert again.left_out.one_medium.box.isChecked()
    again.left_out.one_medium.box.click()
    page_of(window)
    assert again._seen is not None
    assert len(again._seen.proposals) == before


def test_only_the_media_of_the_shop_are_offered_and_what_is_recorded_still_shows(
    window: Window,
) -> None:
    view = start_view(window)
    view.begin.click()
    page = page_of(window)
    wait_until(lambda: isinstance(page.current, WorklistView) and page.is_settled)
    use_media(window, *PAPER)
    page_of(window)
    work = page.current
    assert isinstance(work, WorklistView)
    # E-mail stands in plans that were made before.
    chips = work.list.filters.media.chips
    assert {medium for medium, chip in chips.items() if not chip.isHidden()} <= {
        *PAPER,
        Medium.EMAIL,
    }
    by_post = {Way.HANDWRITTEN, Way.POSTCARD, Way.LETTER, Way.CATALOGUE, Way.NEWSLETTER}
    row = work.detail.rows[0]
    row.open_form()
    assert set(offered(row.form.way)) - {row.step.way} <= {Way.PHONE, *by_post}  # type: ignore[union-attr]
    matrix = matrix_view(window)
    matrix.templates.chips["E"].click()
    settle()
    first, second = matrix.templates.steps[:2]
    assert Way.EMAIL in offered(first.way)
    assert first.step.way is Way.EMAIL
    assert set(offered(second.way)) == {Way.PHONE, *by_post}


def test_a_manual_day_off_is_allowed_and_said(window: Window) -> None:
    desk = window.workspace.desk
    window.go(Route("followup", "plans", 3))
    plans = page_of(window).current
    assert isinstance(plans, PlansView)
    one = plans.one
    assert one.draft is not None
    assert not any(AS_IT_COMES.is_off(s.planned) for s in one.draft.steps if s.planned)
    sunday = today() + timedelta(days=13 - today().weekday())
    one.steps[0].day.show_day(sunday)
    one.steps[0].changed.emit()
    settle()
    assert "is a day off (Sunday)" in one.steps[0].hint.text()
    assert one.make.isEnabled()
    one.make.click()
    settle()
    assert made(window) == 1
    assert desk.store is not None


def test_settings_of_media_and_days_off_count_at_once_and_are_undone(window: Window) -> None:
    window.go(Route("settings"))
    page = window.current
    assert isinstance(page, SettingsPage)
    desk = window.workspace.desk
    for medium in PAPER:
        page.media.choice.chips[medium].click()
    assert shop_media.media(desk) == PAPER
    page.days_off.chips[2].click()
    page.days_off.holidays.click()
    found = working_days(desk)
    assert found.closed == {2, 6}
    assert not found.holidays
    window.undo()
    window.undo()
    settle()
    assert working_days(desk) == AS_IT_COMES
    assert page.days_off.chips[6].isChecked()
    assert not page.days_off.chips[2].isChecked()
    for day in range(6):
        page.days_off.chips[day].click()
    assert page.days_off.problem.isVisible()
    assert len(working_days(desk).closed) == 6
    page.media.everything.click()
    assert shop_media.media(desk) == ()
    assert "all media are offered" in page.media.said.text()


def test_the_first_day_of_a_window_is_never_missed(window: Window) -> None:
    view = start_view(window)
    assert view._seen is not None
    for proposal in view._seen.proposals:
        days = [step.planned for step in proposal.steps if step.planned]
        assert min(days) >= view._seen.start
        assert not any(AS_IT_COMES.is_off(day) for day in days)
    assert isinstance(view._seen.start, date)
