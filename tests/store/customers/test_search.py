"""Customers are found by whatever one knows of them, and counted right."""

from datetime import date

import pytest

from crm_desk.desk.capabilities import MERGE_RULES
from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk
from crm_desk.desk.importing import batches
from crm_desk.store.customers import lists
from crm_desk.store.customers import sums as customer_sums
from tests.desk.customers.people import SHOP, TODAY, bring, order
from tests.desk.followup.making import JA

MEMBER, SHIGERU, BY_PHONE, GUEST, AYANO, CAFE = 1, 2, 3, 4, 5, 6


def found(desk: Desk, words: str, sort: str = "name", *, descending: bool = False) -> list[int]:
    return list(people.find(desk, words, sort, descending=descending).ids)


@pytest.fixture
def shop(desk: Desk) -> Desk:
    bring(desk, SHOP)
    return desk


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("髙橋", [MEMBER, BY_PHONE]),
        ("高橋", [MEMBER, BY_PHONE]),
        ("たかはし", [MEMBER]),
        ("ﾀｶﾊｼ　はなこ", [MEMBER]),
        ("花子 高橋", [MEMBER, BY_PHONE]),
        ("高橋 茂", []),
        ("吉田", [SHIGERU]),
        ("<b>", [SHIGERU]),
        ("r&d", [CAFE]),
        ("００１２", [MEMBER]),
        ("00012", [MEMBER]),
        ("HANAKO@", [MEMBER]),
        ("090-0111", [MEMBER, BY_PHONE]),
        ("０９００１１１２２２２", [MEMBER, BY_PHONE]),
        ("%", []),
        ("_", []),
        ("'", []),
    ],
)
def test_words_find_people(shop: Desk, words: str, ids: list[int]) -> None:
    assert found(shop, words) == ids


def test_who_is_joined_is_found_under_every_name(shop: Desk) -> None:
    people.merge(shop, CAFE, AYANO, TODAY, JA, MERGE_RULES)
    assert found(shop, "渡辺") == [CAFE]
    assert found(shop, "喫茶") == [CAFE]


def test_everybody_is_held_and_joined_ones_are_one(shop: Desk) -> None:
    seen = people.find(shop, "花子", "name", descending=False)
    assert seen.held == 5
    assert GUEST not in found(shop, "")


def test_orders_of_all_names_count_to_one_person(shop: Desk) -> None:
    rows = people.listed(shop, [MEMBER, AYANO, GUEST])
    assert (rows[MEMBER].purchases, rows[MEMBER].amount) == (3, 3000 + 1500 + 900)
    assert rows[MEMBER].first_day == date(2026, 1, 5)
    assert rows[MEMBER].last_day == date(2026, 3, 2)
    assert rows[MEMBER].others == 1
    # A cancelled order is no purchase.
    assert (rows[AYANO].purchases, rows[AYANO].amount, rows[AYANO].last_day) == (0, 0, None)
    assert rows[GUEST].purchases == 0


def test_a_return_lowers_the_amount_only(desk: Desk) -> None:
    bring(
        desk,
        [
            order(1, "2026/01/05", "7", "佐藤", price=3000),
            order(2, "2026/02/05", "7", "佐藤", price=-500),
            order(3, "2026/03/05", "7", "佐藤", price=0),
        ],
    )
    row = people.listed(desk, [1])[1]
    assert (row.purchases, row.amount, row.last_day) == (1, 2500, date(2026, 1, 5))


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", sorted(people.SORTS))
def test_every_column_sorts(shop: Desk, sort: str, descending: bool) -> None:
    ids = found(shop, "", sort, descending=descending)
    assert sorted(ids) == [MEMBER, SHIGERU, BY_PHONE, AYANO, CAFE]
    rows = people.listed(shop, ids)
    if sort in ("purchases", "amount"):
        values = [getattr(rows[id_], sort) for id_ in ids]
        assert values == sorted(values, reverse=descending)
    if sort in ("first_day", "last_day", "member_no", "email", "phone"):
        empty = [getattr(rows[id_], sort) in (None, "") for id_ in ids]
        assert empty == sorted(empty), "what is empty comes last"


def test_sums_follow_imports_and_their_taking_back(shop: Desk) -> None:
    before = people.listed(shop, range(1, 9))
    batch = bring(
        shop,
        [
            order(2, "2026/02/05", "00012", "髙橋 花子", "hanako@example.jp", price=2000),
            order(20, "2026/05/05", "", "髙橋 花子", "hanako@example.jp", price=100),
            order(21, "2026/05/06", "00099", "新しい方", "new@example.jp", price=100),
        ],
    )
    assert people.listed(shop, [MEMBER])[MEMBER].amount == 3000 + 2000 + 900 + 100
    assert len(found(shop, "")) == 6
    batches.revert_import(shop, batch)
    assert people.listed(shop, range(1, 9)) == before


def test_refreshed_sums_are_those_worked_out_anew(shop: Desk) -> None:
    people.merge(shop, MEMBER, BY_PHONE, TODAY, JA, MERGE_RULES)

    def sums() -> list[tuple[int, ...]]:
        return shop.store.read(
            lambda c: c.execute("SELECT * FROM customer_sums ORDER BY customer_id").fetchall()
        )

    kept = sums()
    shop.store.write(customer_sums.rebuild)
    assert sums() == kept


def test_orders_are_shown_as_written_the_newest_first(shop: Desk) -> None:
    found = shop.store.read(lambda c: lists.all_orders(c, MEMBER))
    orders = [order for _, order in found]
    assert [name for name, _ in found] == [GUEST, MEMBER, MEMBER]
    assert [o.number for o in orders] == ["5", "2", "1"]
    assert orders[0].status == "完了"
    assert orders[0].source == "自社カート"
    assert orders[0].lines == (("煎茶", 1000, 900),)
    ((_, void),) = shop.store.read(lambda c: lists.all_orders(c, AYANO))
    assert void.void
    assert void.status == "キャンセル"


def test_who_is_gone_is_left_out(shop: Desk) -> None:
    assert people.person(shop, 999) is None
    assert people.listed(shop, [999]) == {}
    assert shop.store.read(lambda c: lists.customer_record(c, 999)) is None


NUMBERED = {
    "会員2": "2",
    "会員9": "９",
    "会員10": "10",
    "会員100": "100",
    "会員A2": "A-2",
    "会員A10": "A-10",
}


@pytest.mark.parametrize("descending", [False, True])
def test_member_numbers_sort_by_value_and_none_comes_last(desk: Desk, descending: bool) -> None:
    rows = [
        order(n, "2026/01/05", member, name, price=100)
        for n, (name, member) in enumerate(reversed(NUMBERED.items()), start=1)
    ]
    bring(desk, [*rows, order(50, "2026/01/05", "", "非会員", "a@example.jp")])
    ids = found(desk, "", "member_no", descending=descending)
    shown = people.listed(desk, ids)
    names = [*NUMBERED][::-1] if descending else [*NUMBERED]
    assert [shown[id_].name for id_ in ids] == [*names, "非会員"]


@pytest.mark.parametrize("sort", ["name", "kana"])
def test_readings_that_sound_alike_stand_together(desk: Desk, sort: str) -> None:
    readings = ["スズキ", "すずき", "ｽｽﾞｷ", "スズ キ", "アベ", "あべ", "わだ"]
    rows = [
        order(n, "2026/01/05", str(n), f"客{n}", kana=kana, price=100)
        for n, kana in enumerate(readings[::-1], start=1)
    ]
    bring(desk, rows)
    ids = found(desk, "", sort)
    order_of = [people.listed(desk, ids)[id_].member_no for id_ in ids]
    assert set(order_of[:2]) == {"2", "3"}
    assert set(order_of[2:6]) == {"4", "5", "6", "7"}
    assert order_of[6] == "1"


@pytest.mark.parametrize(
    "words",
    [
        "090(0111)2222",
        "+81 90-0111-2222",
        "０９０ ０１１１ ２２２２",
        "0111-2222",
        "髙橋 +81 90 0111 2222",
    ],
)
def test_telephones_are_found_as_paper_writes_them(shop: Desk, words: str) -> None:
    assert found(shop, words) == [MEMBER, BY_PHONE]


@pytest.mark.parametrize("words", ["1-1-2", "11-2", "090-0111-2223", "+81 80-0111-2222"])
def test_other_numbers_and_parts_of_addresses_find_nobody(shop: Desk, words: str) -> None:
    assert found(shop, words) == []
