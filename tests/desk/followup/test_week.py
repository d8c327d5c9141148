"""今週の電話とはがき: who is on it, in which order, and who is not."""

from datetime import date, timedelta

import pytest

from crm_desk.desk.contacts import consent
from crm_desk.desk.contacts.outgoing import PaperKind, PaperRequest
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import checking, outgoing, plans, week
from crm_desk.desk.followup.edits import FollowupEdit
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.followup.plan import Plan, Step
from crm_desk.domain.money import Money
from tests.desk.followup.making import AYANO, FIRM, HANAKO, JA, SHIGERU

WEDNESDAY = date(2026, 9, 9)
MONDAY, SUNDAY = date(2026, 9, 7), date(2026, 9, 13)
EARLIER = date(2026, 9, 2)


def planned(desk: Desk, *rows: tuple[int, list[tuple[date | None, Way]]]) -> list[int]:
    """Plans with these steps; returns their ids."""
    persons = tuple((number, customer) for number, (customer, _) in enumerate(rows, start=1))
    made = []
    for number, (_, steps) in enumerate(rows, start=1):
        of_plan = tuple(
            Step(place, day, way, f"用件{place}") for place, (day, way) in enumerate(steps, start=1)
        )
        made.append((None, Plan(number, number, EARLIER, of_plan, "B")))
    desk.apply(FollowupEdit("followup_start", persons, tuple(made)))
    return [number for number, _ in persons]


def seen(desk: Desk, today: date = WEDNESDAY) -> list[tuple[int | None, date, Way]]:
    rows = week.week(desk, today, JA).rows
    return [(row.who.customer_id, row.day, row.step.way) for row in rows]


def test_late_ones_first_then_by_day_calls_before_cards(shop: Desk) -> None:
    planned(
        shop,
        (HANAKO, [(SUNDAY, Way.POSTCARD), (SUNDAY, Way.PHONE)]),
        (SHIGERU, [(MONDAY, Way.HANDWRITTEN), (date(2026, 9, 10), Way.POSTCARD)]),
        (AYANO, [(date(2026, 9, 8), Way.PHONE), (WEDNESDAY, Way.LETTER)]),
        (FIRM, [(SUNDAY + timedelta(days=1), Way.PHONE), (None, Way.INSERT)]),
    )
    assert seen(shop) == [
        (AYANO, date(2026, 9, 8), Way.PHONE),
        (SHIGERU, MONDAY, Way.HANDWRITTEN),
        (AYANO, WEDNESDAY, Way.LETTER),
        (SHIGERU, date(2026, 9, 10), Way.POSTCARD),
        (HANAKO, SUNDAY, Way.PHONE),
        (HANAKO, SUNDAY, Way.POSTCARD),
    ]


@pytest.mark.parametrize("today", [MONDAY + timedelta(days=n) for n in range(7)])
def test_a_week_is_from_monday_to_sunday(shop: Desk, today: date) -> None:
    planned(
        shop,
        (HANAKO, [(SUNDAY, Way.PHONE)]),
        (SHIGERU, [(SUNDAY + timedelta(days=1), Way.PHONE)]),
    )
    assert [who for who, *_ in seen(shop, today)] == [HANAKO]


def test_other_media_are_counted_not_listed(shop: Desk) -> None:
    planned(
        shop,
        (HANAKO, [(WEDNESDAY, Way.EMAIL), (SUNDAY, Way.LINE)]),
        (SHIGERU, [(WEDNESDAY, Way.EMAIL), (WEDNESDAY, Way.PHONE)]),
    )
    found = week.week(shop, WEDNESDAY, JA)
    assert [row.who.customer_id for row in found.rows] == [SHIGERU]
    assert found.others == {Medium.EMAIL: 2, Medium.LINE: 1}


def test_what_is_done_paused_or_stopped_is_not_on_it(shop: Desk) -> None:
    steps: list[tuple[date | None, Way]] = [(WEDNESDAY, Way.PHONE), (SUNDAY, Way.POSTCARD)]
    ids = planned(shop, *((who, steps) for who in (HANAKO, SHIGERU, AYANO)))
    checking.check_off(shop, ids[:1], WEDNESDAY)
    plans.pause(shop, ids[1:2], "破損", WEDNESDAY)
    plans.cancel(shop, ids[2:], "ご希望", WEDNESDAY)
    assert seen(shop) == [(HANAKO, SUNDAY, Way.POSTCARD)]


def test_who_refuses_a_way_is_left_out_by_name_for_that_way_only(shop: Desk) -> None:
    steps = [(WEDNESDAY, Way.PHONE), (SUNDAY, Way.POSTCARD)]
    planned(shop, (HANAKO, [*steps]), (SHIGERU, [*steps]))
    consent.set_consent(
        shop, HANAKO, Medium.PHONE, "refused", day=MONDAY, source="電話", today=WEDNESDAY
    )
    consent.set_no_contact(
        shop, SHIGERU, no_contact=True, day=MONDAY, source="電話", today=WEDNESDAY
    )
    assert seen(shop) == [(HANAKO, SUNDAY, Way.POSTCARD)]
    wanted = PaperRequest(PaperKind.WEEK, ())
    found = outgoing.prepare(shop, wanted, "店", Money(), JA, WEDNESDAY)
    names = {who.name for each in found.left_out for who in each.people}
    assert names == {"髙橋 花子", "𠮷田 茂"}
    assert (found.sheets, found.customers) == (1, (HANAKO,))


def test_it_says_what_was_bought_last_and_the_note(shop: Desk) -> None:
    planned(shop, (HANAKO, [(WEDNESDAY, Way.PHONE)]))
    shop.store.write(
        lambda c: c.execute("UPDATE customer SET note = '奥様が出られます' WHERE id = 1") and None,
        lambda _: False,
    )
    (row,) = week.week(shop, WEDNESDAY, JA).rows
    assert row.last is not None
    assert (row.last.day, row.last.amount, row.last.products) == (
        date(2026, 9, 1),
        3000,
        ("煎茶",),
    )
    assert row.remarks == "奥様が出られます"
    assert row.step.purpose == "用件1"


def test_an_empty_week_has_nothing_to_print(shop: Desk) -> None:
    found = outgoing.prepare(
        shop, PaperRequest(PaperKind.WEEK, (1, 2)), "店", Money(), JA, WEDNESDAY
    )
    assert (found.sheets, found.customers, found.left_out) == (0, (), ())
