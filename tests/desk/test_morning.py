"""What the morning page says of the day: who is due, whom to call, the month so far."""

from datetime import date, timedelta

import pytest

from crm_desk.desk import home
from crm_desk.desk.analysis.month_so_far import month_so_far
from crm_desk.desk.contacts import consent
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup.morning import first_buyers, morning
from crm_desk.desk.resources import texts
from crm_desk.desk.tasks import Task
from crm_desk.domain.analysis.month import Sales
from crm_desk.domain.analysis.month_words import month_words
from crm_desk.domain.contacts.marks import MarkKind
from crm_desk.domain.contacts.media import Medium
from crm_desk.domain.contacts.spoken_name import spoken_name, spoken_names
from crm_desk.domain.followup.standing import Bucket
from crm_desk.domain.money import Money
from tests.desk.contacts.marking import noted, set_mark
from tests.desk.customers.people import bring, order
from tests.desk.followup.making import (
    AYANO,
    FIRM,
    HANAKO,
    SHIGERU,
    START,
    day,
    followed,
    person,
)

JA, EN = texts("ja"), texts("en")
TODAY = date(2026, 9, 14)


def task(desk: Desk, key: str, today: date = TODAY) -> Task | None:
    found = home.home_facts(desk, JA, today).tasks
    return next((each for each in found if each.key == key), None)


def keys(desk: Desk, today: date = TODAY) -> list[str]:
    return [each.key for each in home.home_facts(desk, JA, today).tasks]


# Who is due


def test_calls_go_first_and_three_are_named(shop: Desk) -> None:
    # A begins with a card, B with a call.
    followed(shop, HANAKO, SHIGERU, template="A")
    calls = followed(shop, AYANO, FIRM)
    found = morning(shop, day(20)).due[Bucket.LATE]
    assert found.n == 4
    assert [each.plan for each in found.first[:2]] == calls
    assert [each.is_call for each in found.first] == [True, True, False]
    late = task(shop, "followup_late", day(20))
    assert late is not None
    assert [each.name for each in late.people][:2] == [
        "渡邊 綾乃 様(電話)",
        "株式会社みなと 様(電話)",
    ]
    assert late.others == 1
    assert late.people[0].route.id == calls[0]


def test_what_lies_ahead_is_nobody_due(shop: Desk) -> None:
    followed(shop, HANAKO)
    found = home.home_facts(shop, JA, START)
    assert morning(shop, START).due == {}
    assert sum(count.plans for count in found.followups.values()) == 1


def test_who_must_not_be_called_any_more_is_named_last_and_not_to_be_called(shop: Desk) -> None:
    first, second, third, fourth = followed(shop, HANAKO, SHIGERU, AYANO, FIRM)
    set_mark(shop, HANAKO, MarkKind.NO_PHONE, START)
    noted(shop, SHIGERU, note="ご逝去とのこと")
    consent.set_consent(
        shop, AYANO, Medium.PHONE, "refused", day=START, source="お電話", today=START
    )
    found = morning(shop, day(20)).due[Bucket.LATE]
    assert found.n == 4
    assert [(each.plan, each.is_call) for each in found.first] == [
        (fourth, True),
        (first, False),
        (second, False),
    ]
    assert third not in {each.plan for each in found.first}


# People worth a call


@pytest.fixture
def old_shop(shop: Desk) -> Desk:
    """Its orders reach back long enough to know who is new."""
    bring(shop, [person(9, "2025/01/01", "古い 常連"), order(201, "2026/02/01", "00009")])
    return shop


def test_who_bought_for_the_first_time_is_worth_a_call(old_shop: Desk) -> None:
    found = first_buyers(old_shop, TODAY)
    assert [name for _, name in found.first] == ["髙橋 花子"]
    called = task(old_shop, "first_buyers")
    assert called is not None
    assert [each.name for each in called.people] == ["髙橋 花子 様"]
    assert called.route.ids == found.ids
    assert first_buyers(old_shop, TODAY + timedelta(days=2)).ids == ()


def test_nobody_is_called_new_where_orders_do_not_reach_back(shop: Desk) -> None:
    assert first_buyers(shop, TODAY).ids == ()


def test_who_has_a_plan_or_has_refused_is_not_worth_a_call(old_shop: Desk) -> None:
    (id_,) = first_buyers(old_shop, TODAY).ids
    consent.set_consent(old_shop, id_, Medium.PHONE, "refused", day=TODAY, source="", today=TODAY)
    assert first_buyers(old_shop, TODAY).ids == ()
    old_shop.undo()
    assert first_buyers(old_shop, TODAY).ids == (id_,)
    followed(old_shop, id_)
    assert first_buyers(old_shop, TODAY).ids == ()


def test_who_can_not_be_called_at_all_is_not_worth_a_call(old_shop: Desk) -> None:
    consent_day = TODAY - timedelta(days=1)
    bring(old_shop, [order(300, "2026/09/10", "00300", "電話 なし", "n@example.jp")])
    assert len(first_buyers(old_shop, TODAY).ids) == 1
    (id_,) = first_buyers(old_shop, TODAY).ids
    consent.set_no_contact(old_shop, id_, no_contact=True, day=consent_day, source="", today=TODAY)
    assert first_buyers(old_shop, TODAY).ids == ()


# A start


def test_the_month_is_to_be_started_until_somebody_was(shop: Desk) -> None:
    assert "start_month" in keys(shop, START)
    followed(shop, HANAKO)
    assert "start_month" not in keys(shop, START)
    assert "start_month" in keys(shop, date(2026, 10, 1))


def test_the_order_is_that_of_a_morning(old_shop: Desk) -> None:
    followed(old_shop, AYANO, start=date(2026, 8, 3))
    assert keys(old_shop, TODAY) == ["followup_late", "first_buyers", "start_month", "first"]
    later = keys(old_shop, date(2026, 10, 20))
    assert later == ["followup_late", "import_again", "start_month", "first"]


# The month


def plain_sql(desk: Desk, first: date, last: date) -> Sales:
    """The same figure, asked for in the simplest way."""
    row = desk.store.read(
        lambda c: c.execute(
            "SELECT count(CASE WHEN goods > 0 THEN 1 END), sum(goods) FROM shop_order"
            " WHERE current = 1 AND void = 0 AND left_out = 0 AND day >= ? AND day <= ?",
            (first.toordinal(), last.toordinal()),
        ).fetchone()
    )
    return Sales(row[0], row[1] or 0)


@pytest.mark.parametrize("ahead", [0, 1, 2, 7])
def test_the_month_is_what_plain_sql_says(sample: Desk, day: date, ahead: int) -> None:
    found = month_so_far(sample, day + timedelta(days=ahead))
    assert found is not None
    span = found.span
    assert found.sales == plain_sql(sample, span.first, span.last)
    before = date(2026, 10, 1)
    assert found.month_before == plain_sql(sample, before, before.replace(day=span.last.day))
    year = date(2025, 11, 1)
    assert found.year_before == plain_sql(sample, year, year.replace(day=span.last.day))


def test_void_orders_and_days_to_come_do_not_count(desk: Desk) -> None:
    bring(
        desk,
        [
            order(1, "2026/07/20", "1", "花子", price=100),
            order(2, "2026/08/03", "1", "花子", price=200),
            order(3, "2026/08/09", "1", "花子", price=400),
            order(4, "2026/09/05", "1", "花子", price=1000),
            order(5, "2026/09/06", "1", "花子", price=5000, status="キャンセル"),
            order(6, "2026/09/30", "1", "花子", price=9000),
        ],
    )
    found = month_so_far(desk, TODAY)
    assert found is not None
    assert found.sales == Sales(1, 1000)
    assert found.month_before == Sales(1, 200)
    assert found.year_before is None
    words = month_words(found, TODAY, JA, Money())
    assert words.figure == "¥1,000"
    assert words.lines == ("前月同期 ¥200・1件(＋400%)", "前年同期 データなし")


def test_a_month_without_an_order_says_so(shop: Desk) -> None:
    assert month_so_far(shop, date(2026, 10, 5)) is None
    words = month_words(None, date(2026, 10, 5), JA, Money())
    assert words.title == "10月の売上"
    assert words.figure == "まだありません"
    assert month_so_far(shop, date(2020, 1, 1)) is None


# Names


@pytest.mark.parametrize(
    "typed", ["山田 花子", "山田 花子様", "山田 花子 様", "山田 花子 さま", "山田 花子 様様"]
)
def test_nobody_is_sama_twice(typed: str) -> None:
    assert spoken_name(typed, JA) == "山田 花子 様"
    assert spoken_name(typed, EN) == "山田 花子"


def test_somebody_without_a_name_is_said_to_be_so() -> None:
    assert spoken_name(" ", JA) == "お名前のない方"
    assert spoken_names(["林 翔様", ""], 5, JA) == "林 翔 様、お名前のない方 ほか5名"
