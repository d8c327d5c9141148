from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from crm_desk.desk import home
from crm_desk.desk.assessment import assessments
from crm_desk.desk.assessment.tasks import assessment_tasks
from crm_desk.desk.backups import keeping
from crm_desk.desk.backups.tasks import backup_tasks
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import worklist
from crm_desk.desk.resources import texts
from crm_desk.domain.followup.standing import Bucket
from tests.desk.making import DAY, answered, begun, kept

JA = texts("ja")


def facts(desk: Desk, today: date = DAY) -> home.HomeFacts:
    """Without the invitation to import, which every desk without orders has."""
    found = home.home_facts(desk, JA, today)
    return replace(found, tasks=tuple(task for task in found.tasks if task.key != "import"))


def keys(desk: Desk, today: date = DAY) -> list[str]:
    return [task.key for task in facts(desk, today).tasks]


def plan(desk: Desk, assessment_id: int, next_on: date) -> None:
    details = replace(kept(desk, assessment_id).details, next_on=next_on)
    assessments.change_details(desk, assessment_id, details)


def test_an_empty_desk_has_nothing_to_show(desk: Desk) -> None:
    assert facts(desk) == home.HomeFacts(None, None, ())


def test_a_half_finished_assessment_is_to_be_finished(desk: Desk) -> None:
    begun_id = begun(desk)
    for item_id in ("1-1", "1-2"):
        assessments.choose(desk, begun_id, item_id, 1)
    assessments.defer(desk, begun_id, "1-3")
    first, *steps = facts(desk).tasks
    assert (first.key, first.route.view, first.route.id) == ("finish", "wizard", begun_id)
    assert "31" in first.title
    assert [(t.key, t.route.item) for t in steps] == [("step", "1-1"), ("step", "1-2")]
    plan(desk, begun_id, DAY - timedelta(days=9))
    assert keys(desk)[0] == "finish"


def test_what_does_not_apply_does_not_keep_it_open(desk: Desk) -> None:
    done = answered(desk, 3)
    assessments.exempt(desk, done, "4-4", "入口商品が1つだけ")
    assert keys(desk) == ["plan"]


def test_a_blank_assessment_has_no_steps_yet(desk: Desk) -> None:
    begun(desk)
    assert keys(desk) == ["finish"]
    assert "33" in facts(desk).tasks[0].title


def test_a_whole_assessment_without_next_date_asks_for_one(desk: Desk) -> None:
    done = answered(desk, 2)
    found = {task.key: task for task in facts(desk).tasks}
    assert found["plan"].route.view == "details"
    assert found["plan"].route.id == done
    assert found["step"].title == next(
        w.step for w in assessments.summary(desk, done, "ja").weak_points[:2][::-1]
    )


@pytest.mark.parametrize(
    ("days", "key", "shown"),
    [(22, None, 0), (21, "soon", 21), (1, "soon", 1), (0, "soon", 0), (-1, "overdue", 1)],
)
def test_the_planned_date_reminds(desk: Desk, days: int, key: str | None, shown: int) -> None:
    done = answered(desk, 3)
    plan(desk, done, DAY + timedelta(days=days))
    found = facts(desk).tasks
    assert [task.key for task in found] == ([key] if key else [])
    if key:
        assert str(shown) in found[0].detail
        assert found[0].route.view == "start"


def test_the_overdue_goes_first(desk: Desk) -> None:
    done = answered(desk, 1)
    plan(desk, done, DAY - timedelta(days=400))
    found = facts(desk).tasks
    assert [task.key for task in found] == ["overdue", "step", "step"]
    assert "400" in found[0].detail
    urgencies = [task.urgency for task in found]
    assert urgencies == sorted(urgencies, reverse=True)


def test_steps_are_those_of_the_weakest_items(sample: Desk) -> None:
    found = facts(sample)
    assert found.summary is not None
    assert found.shown is not None
    assert found.shown.score.official_points == 61
    steps = [
        task
        for task in assessment_tasks(
            found.shown, found.summary, found.shown.assessment.details.held_on, JA
        )
        if task.key == "step"
    ]
    weakest = found.summary.weak_points[:2]
    assert [task.title for task in steps] == [weak.step for weak in weakest]
    assert [task.route.item for task in steps] == ["3-3", "3-1"]


def test_never_more_than_five(desk: Desk) -> None:
    for index in range(8):
        answered(desk, 1, DAY - timedelta(days=100 * index))
    plan(desk, kept(desk, 1).id, DAY - timedelta(days=1))
    assert len(facts(desk).tasks) <= 5


@pytest.mark.parametrize("language", ["ja", "en"])
def test_tasks_speak_the_language_asked_for(sample: Desk, day: date, language: str) -> None:
    for today in (day, day + timedelta(days=200)):
        for task in home.home_facts(sample, texts(language), today).tasks:
            # Who has an overdue case is named in the detail, as customers are written.
            said = task.title + ("" if task.key == "cases" else task.detail) + task.action
            assert said.isascii() == (language == "en") or "“" in said


def test_a_desk_without_orders_is_invited_to_import_them(desk: Desk) -> None:
    answered(desk, 2)
    found = home.home_facts(desk, JA, DAY)
    assert found.orders is None
    (task,) = (task for task in found.tasks if task.key == "import")
    assert (task.route.page, task.route.view) == ("importing", "new")


def test_orders_show_on_the_home_page_and_grow_old(sample: Desk, day: date) -> None:
    orders = home.home_facts(sample, JA, day).orders
    assert orders is not None
    assert 1000 < orders.buyers < 1300
    assert 0 < orders.repeaters < orders.buyers
    fresh = orders.last_day + timedelta(days=30)
    assert "import_again" not in [t.key for t in home.home_facts(sample, JA, fresh).tasks]
    old = home.home_facts(sample, JA, fresh + timedelta(days=1))
    assert "import_again" in [t.key for t in old.tasks]


def test_orders_alone_invite_to_the_assessment(sample: Desk, day: date) -> None:
    for overview in assessments.overviews(sample, "ja"):
        assessments.delete(sample, overview.assessment.id)
    found = home.home_facts(sample, JA, day)
    assert found.shown is None
    assert found.orders is not None
    assert [task.key for task in found.tasks] == [
        "followup_late",
        "followup_today",
        "cases_today",
        "first_buyers",
        "unread",
    ]
    for table in ("case_work", "mark_proposal"):
        sample.store.write(lambda c, t=table: c.execute(f"DELETE FROM {t}"))  # type: ignore[misc]  # noqa: S608
    assert [task.key for task in home.home_facts(sample, JA, day).tasks][-1] == "first"


def test_follow_ups_that_are_due_lead_to_the_worklist(sample: Desk, day: date) -> None:
    counts = worklist.counts(sample, day)
    found = {task.key: task for task in home.home_facts(sample, JA, day).tasks}
    late, today = found["followup_late"], found["followup_today"]
    assert (late.route.page, late.route.view, late.urgency) == ("followup", "late", 2)
    assert str(counts[Bucket.LATE].plans) in late.title
    assert (today.route.page, today.route.view, today.urgency) == ("followup", "today", 1)
    assert str(counts[Bucket.TODAY].plans) in today.title


def test_a_shop_without_follow_ups_is_not_reminded_of_any(desk: Desk) -> None:
    answered(desk, 2)
    assert not [key for key in keys(desk) if key.startswith("followup")]


def test_a_shop_without_a_stick_is_asked_after_a_week_and_a_month_after_each(
    desk: Desk, tmp_path: Path
) -> None:
    first = datetime(2026, 11, 1, 9, 0)  # noqa: DTZ001
    day = timedelta(days=1)

    def asked(today: date) -> list[str]:
        return [task.key for task in backup_tasks(desk, today, JA)]

    assert asked(first.date()) == []
    keeping.note_opening(desk, first)
    assert asked(first.date() + 6 * day) == []
    assert asked(first.date() + 7 * day) == ["stick_never"]
    keeping.back_up_to(desk, tmp_path, first)
    assert asked(first.date() + 29 * day) == []
    assert asked(first.date() + 30 * day) == ["stick_old"]
    assert "30日前" in backup_tasks(desk, first.date() + 30 * day, JA)[0].detail


def test_the_sample_is_not_to_be_backed_up(sample: Desk, day: date) -> None:
    assert backup_tasks(sample, day + timedelta(days=900), JA) == []
