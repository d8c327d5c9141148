"""Who rings is found by any part of any telephone, under any of their names."""

import pytest

from crm_desk.desk.capabilities import MERGE_RULES
from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk
from crm_desk.desk.timeline.callers import find_callers
from crm_desk.store.connection import Connection
from crm_desk.store.customers import callers
from crm_desk.store.timeline.open_cases import OPEN_COUNTS
from tests.desk.customers.people import SHOP, TODAY, bring, order
from tests.desk.followup.making import JA

MEMBER, SHIGERU, BY_PHONE, AYANO, CAFE = 1, 2, 3, 5, 6


@pytest.fixture
def shop(desk: Desk) -> Desk:
    bring(desk, SHOP)
    return desk


def found(desk: Desk, words: str) -> list[int]:
    return [each.id for each in find_callers(desk, words).callers]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("2222", [MEMBER, BY_PHONE]),
        ("０１１１", [MEMBER, BY_PHONE]),
        ("111-22", [MEMBER, BY_PHONE]),
        ("+81 90-0333-4444", [SHIGERU]),
        ("9003334444", [SHIGERU]),
        ("00013", [SHIGERU]),
        ("ヨシダ", [SHIGERU]),
        ("よしだ", [SHIGERU]),
        ("高橋", [MEMBER, BY_PHONE]),
        ("99999", []),
        ("いない人", []),
        ("", []),
        ("   ", []),
    ],
)
def test_found_those_who_bought_last_first(shop: Desk, words: str, ids: list[int]) -> None:
    assert found(shop, words) == ids


def test_two_digits_are_looked_for_as_the_list_does(shop: Desk) -> None:
    assert found(shop, "15") == list(people.find(shop, "15", "last_day", descending=True).ids)


def test_a_part_of_a_member_number_is_none_of_a_telephone(shop: Desk) -> None:
    assert found(shop, "0001") == []
    assert found(shop, "12") != []


def test_the_telephone_of_a_joined_name_finds_the_person(desk: Desk) -> None:
    bring(
        desk,
        [
            order(1, "2026/01/01", "1", "佐藤 陽子", phone="090-0123-4567"),
            order(2, "2026/01/02", "2", "佐藤 旧姓", phone="045-111-9999"),
        ],
    )
    people.merge(desk, 1, 2, TODAY, JA, MERGE_RULES)
    (hit,) = find_callers(desk, "9999").callers
    assert hit.phone == "045-111-9999"
    assert hit.phone[slice(*hit.part)] == "9999"
    (same,) = find_callers(desk, "4567").callers
    assert (same.id, same.phone) == (hit.id, "090-0123-4567")


def test_customers_are_read_once_and_only_those_found_are_looked_up(shop: Desk) -> None:
    def plan(connection: Connection) -> list[str]:
        values = {"part0": "4567", "member_no": "4567"}
        rows = connection.execute("EXPLAIN QUERY PLAN " + callers.by_phone_sql(1), values)
        return [row[3] for row in rows]

    steps = shop.store.read(plan)
    assert [step for step in steps if step.startswith(("SCAN", "SEARCH"))] == [
        "SCAN c",
        "SCAN f",
        "SEARCH s USING INTEGER PRIMARY KEY (rowid=?)",
    ]


def test_open_cases_are_counted_from_those_that_are_open(shop: Desk) -> None:
    rows = shop.store.read(lambda c: c.execute("EXPLAIN QUERY PLAN " + OPEN_COUNTS).fetchall())
    first, *others = [row[3] for row in rows]
    assert first == "SCAN w USING INDEX case_open"
    assert not any(step.startswith("SCAN") for step in others)
