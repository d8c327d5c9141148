"""Whoever is put together or parted: one level deep, never against a person's word, and back."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desk.desk.capabilities import MERGE_RULES
from crm_desk.desk.changes import NOTHING
from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk
from crm_desk.desk.importing import batches
from crm_desk.domain.errors import ReportableError
from crm_desk.store.customers import joins, lists
from crm_desk.store.customers.facts import join_guests
from tests.desk.customers.people import SHOP, TODAY, bring, order
from tests.desk.followup.making import JA
from tests.desk.making import new_desk

MEMBER, SHIGERU, BY_PHONE, GUEST, AYANO, CAFE = 1, 2, 3, 4, 5, 6


@pytest.fixture
def shop(desk: Desk) -> Desk:
    bring(desk, SHOP)
    return desk


def state(desk: Desk) -> Any:
    """Joins, parted pairs, flags and sums."""
    return desk.store.read(
        lambda c: (
            joins.joins(c),
            c.execute("SELECT * FROM customer_sums ORDER BY customer_id").fetchall(),
        )
    )


def joined(desk: Desk) -> dict[int, tuple[int | None, str]]:
    return dict(desk.store.read(joins.joins).joined)


def pairs(desk: Desk) -> set[tuple[int, int]]:
    return {(found.one, found.other) for found in people.possible_duplicates(desk)}


def test_the_same_telephone_is_suggested_and_nothing_is_done(shop: Desk) -> None:
    (found,) = people.possible_duplicates(shop)
    assert (found.one, found.other, found.reasons) == (MEMBER, BY_PHONE, ("phone",))
    assert joined(shop) == {GUEST: (MEMBER, "email")}


def test_name_variants_are_suggested_with_the_same_place_only(desk: Desk) -> None:
    address = "東京都千代田区千代田1丁目1番"
    bring(
        desk,
        [
            order(1, "2026/01/01", "1", "渡邉 綾乃", postcode="100-0001", address=address),
            order(2, "2026/01/01", "2", "渡辺綾乃", postcode="〒1000001"),
            order(3, "2026/01/01", "3", "渡邊 綾乃", address="東京都千代田区千代田1-1"),
            order(4, "2026/01/01", "4", "渡邊 綾乃", postcode="200-0001"),
        ],
    )
    found = {(a.one, a.other): a.reasons for a in people.possible_duplicates(desk)}
    assert found == {(1, 2): ("name_postcode",), (1, 3): ("name_address",)}


def test_what_a_crowd_shares_suggests_nobody(desk: Desk) -> None:
    crowd = [order(n, "2026/01/01", str(n), f"客{n}", phone="03-1234-5678") for n in range(1, 20)]
    bring(desk, crowd)
    assert people.possible_duplicates(desk) == ()


def test_put_together_and_back(shop: Desk) -> None:
    before = state(shop)
    people.merge(shop, BY_PHONE, MEMBER, TODAY, JA, MERGE_RULES)
    assert joined(shop) == {BY_PHONE: (MEMBER, "hand"), GUEST: (MEMBER, "email")}
    assert pairs(shop) == set()
    person = people.person(shop, BY_PHONE)
    assert person is not None
    assert person.customer.id == MEMBER
    assert person.customer.purchases == 4
    assert len(shop.store.read(lambda c: lists.all_orders(c, MEMBER))) == 4
    after = state(shop)
    shop.undo()
    assert state(shop) == before
    shop.redo()
    assert state(shop) == after


def test_a_group_moves_along(shop: Desk) -> None:
    people.merge(shop, MEMBER, BY_PHONE, TODAY, JA, MERGE_RULES)
    people.merge(shop, CAFE, MEMBER, TODAY, JA, MERGE_RULES)
    assert joined(shop) == {
        MEMBER: (CAFE, "hand"),
        BY_PHONE: (CAFE, "hand"),
        GUEST: (CAFE, "email"),
    }


def test_parted_ones_are_never_suggested_or_joined_again(shop: Desk) -> None:
    people.merge(shop, MEMBER, BY_PHONE, TODAY, JA, MERGE_RULES)
    people.part(shop, BY_PHONE, TODAY, JA, MERGE_RULES)
    assert joined(shop) == {GUEST: (MEMBER, "email")}
    assert pairs(shop) == set()
    people.part(shop, GUEST, TODAY, JA, MERGE_RULES)
    assert joined(shop) == {}
    bring(shop, [order(30, "2026/06/01", "", "髙橋 花子", "hanako@example.jp")])
    assert joined(shop) == {}
    assert pairs(shop) == set()


def test_a_guest_follows_the_member_whose_mail_it_has(shop: Desk) -> None:
    people.merge(shop, CAFE, MEMBER, TODAY, JA, MERGE_RULES)
    assert joined(shop)[GUEST] == (CAFE, "email")
    people.part(shop, MEMBER, TODAY, JA, MERGE_RULES)
    assert joined(shop) == {GUEST: (MEMBER, "email")}
    shop.undo()
    assert joined(shop)[GUEST] == (CAFE, "email")


def test_two_persons_stay_two(shop: Desk) -> None:
    before = state(shop)
    people.keep_apart(shop, MEMBER, BY_PHONE)
    assert pairs(shop) == set()
    assert people.keep_apart(shop, MEMBER, BY_PHONE) == NOTHING
    shop.undo()
    assert state(shop) == before
    assert pairs(shop) == {(MEMBER, BY_PHONE)}


def test_a_click_says_more_than_an_earlier_one(shop: Desk) -> None:
    people.keep_apart(shop, MEMBER, BY_PHONE)
    people.merge(shop, MEMBER, BY_PHONE, TODAY, JA, MERGE_RULES)
    assert joined(shop)[BY_PHONE] == (MEMBER, "hand")
    people.part(shop, BY_PHONE, TODAY, JA, MERGE_RULES)
    shop.undo()
    shop.undo()
    assert pairs(shop) == set()


def test_a_stale_pair_means_those_who_stand_for_it(shop: Desk) -> None:
    people.merge(shop, MEMBER, BY_PHONE, TODAY, JA, MERGE_RULES)
    people.merge(shop, BY_PHONE, AYANO, TODAY, JA, MERGE_RULES)
    assert joined(shop)[AYANO] == (MEMBER, "hand")
    assert people.merge(shop, BY_PHONE, GUEST, TODAY, JA, MERGE_RULES) == NOTHING
    assert people.keep_apart(shop, BY_PHONE, GUEST) == NOTHING
    assert people.part(shop, MEMBER, TODAY, JA, MERGE_RULES) == NOTHING
    with pytest.raises(ReportableError):
        people.merge(shop, MEMBER, 999, TODAY, JA, MERGE_RULES)


def test_hand_joins_outlive_imports(shop: Desk) -> None:
    people.merge(shop, MEMBER, BY_PHONE, TODAY, JA, MERGE_RULES)
    batch = bring(shop, [order(40, "2026/06/01", "", "高橋花子", "", "090-0111-2222")])
    assert joined(shop)[BY_PHONE] == (MEMBER, "hand")
    batches.revert_import(shop, batch)
    assert joined(shop) == {BY_PHONE: (MEMBER, "hand"), GUEST: (MEMBER, "email")}


def test_taking_an_import_back_lets_go_of_those_joined_to_who_goes(desk: Desk) -> None:
    bring(desk, [order(1, "2026/01/01", "", "高橋花子", "hanako@example.jp")])
    bring(desk, [order(2, "2026/01/01", "", "高橋花子", "", "090-0111-2222")], "電話")
    batch = bring(desk, [order(3, "2026/01/01", "9", "髙橋", "hanako@example.jp")], "楽天")
    member = max(people.find(desk, "", "name", descending=False).ids)
    people.merge(desk, member, 2, TODAY, JA, MERGE_RULES)
    assert joined(desk) == {1: (member, "email"), 2: (member, "hand")}
    batches.revert_import(desk, batch)
    assert joined(desk) == {}
    assert desk.history.undoable is None, "the step names a customer that is gone"


def test_those_a_person_put_together_stay_so(desk: Desk) -> None:
    bring(desk, [order(1, "2026/01/01", "", "甲", phone="090-0111-2222")])
    bring(desk, [order(2, "2026/01/01", "", "乙", phone="090-0111-3333")], "電話")
    batch = bring(desk, [order(3, "2026/01/01", "9", "丙")], "楽天")
    people.merge(desk, 3, 1, TODAY, JA, MERGE_RULES)
    people.merge(desk, 3, 2, TODAY, JA, MERGE_RULES)
    assert joined(desk) == {1: (3, "hand"), 2: (3, "hand")}
    batches.revert_import(desk, batch)
    assert joined(desk) == {2: (1, "hand")}


def test_left_out_of_the_figures(shop: Desk) -> None:
    people.set_excluded(shop, [CAFE, AYANO], excluded=True)
    rows = people.listed(shop, [CAFE, AYANO, MEMBER])
    assert [rows[id_].excluded for id_ in (CAFE, AYANO, MEMBER)] == [True, True, False]
    assert people.set_excluded(shop, [CAFE], excluded=True) == NOTHING
    shop.undo()
    assert not people.listed(shop, [CAFE])[CAFE].excluded


def test_who_is_left_out_is_so_under_every_name(shop: Desk) -> None:
    people.set_excluded(shop, [BY_PHONE], excluded=True)
    people.merge(shop, MEMBER, BY_PHONE, TODAY, JA, MERGE_RULES)
    assert people.listed(shop, [MEMBER])[MEMBER].excluded
    shop.undo()
    assert not people.listed(shop, [MEMBER])[MEMBER].excluded


def test_the_programs_own_joins_are_settled(shop: Desk) -> None:
    """Working them all out anew changes nothing: the next import brings no surprise."""
    people.merge(shop, CAFE, MEMBER, TODAY, JA, MERGE_RULES)
    people.part(shop, MEMBER, TODAY, JA, MERGE_RULES)
    people.part(shop, GUEST, TODAY, JA, MERGE_RULES)
    before = state(shop)
    shop.store.write(join_guests)
    assert state(shop) == before


CROWD = [
    *(order(n, f"2026/01/{n:02}", str(n), f"会員{n}", f"m{n % 4}@example.jp") for n in range(1, 7)),
    *(order(10 + n, f"2026/02/{n:02}", "", f"客{n}", f"m{n}@example.jp") for n in range(1, 4)),
    *(order(20 + n, f"2026/03/{n:02}", "", "客", "", f"090-0111-000{n}") for n in range(1, 4)),
]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "merge", "part", "part", "apart", "exclude", "undo", "redo"]),
        st.integers(1, 12),
        st.integers(1, 12),
    ),
    max_size=25,
)


@contextmanager
def crowd() -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as folder, new_desk(Path(folder) / "a.crmdesk") as desk:
        bring(desk, CROWD)
        yield desk


@settings(max_examples=40)
@given(STEPS)
def test_any_sequence_stays_one_level_deep_and_returns_exactly(
    steps: list[tuple[str, int, int]],
) -> None:
    with crowd() as desk:
        history = [state(desk)]
        place = 0
        for step, one, other in steps:
            if step == "undo":
                place -= bool(desk.undo())
            elif step == "redo":
                place += bool(desk.redo())
            elif _do(desk, step, one, other):
                place += 1
                history[place:] = [state(desk)]
            assert state(desk) == history[place]
            _check(desk)
        while desk.undo():
            place -= 1
            assert state(desk) == history[place]
        assert place == 0


def _do(desk: Desk, step: str, one: int, other: int) -> bool:
    held = joined(desk)
    root, second = (held.get(id_, (id_,))[0] or id_ for id_ in (one, other))
    if step == "part":
        return one in held and bool(people.part(desk, one, TODAY, JA, MERGE_RULES))
    if step == "exclude":
        return bool(people.set_excluded(desk, [root], excluded=bool(other % 2)))
    if root == second:
        return False
    if step == "merge":
        return bool(people.merge(desk, root, second, TODAY, JA, MERGE_RULES))
    return bool(people.keep_apart(desk, root, second))


def _check(desk: Desk) -> None:
    found = desk.store.read(joins.joins)
    roots = {to for to, _ in found.joined.values()}
    assert not roots & found.joined.keys(), "one level deep"
    of = {id_: found.joined.get(id_, (id_, ""))[0] for id_ in range(1, 13)}
    assert all(of[one] != of[other] for one, other in found.parted), "a person's word"
    suggested = pairs(desk)
    assert not {tuple(sorted((of[a], of[b]))) for a, b in found.parted} & suggested  # type: ignore[type-var]
    listed = people.find(desk, "", "amount", descending=True).ids
    assert set(listed) == set(range(1, 13)) - found.joined.keys()
    rows = people.listed(desk, listed)
    assert sum(row.purchases for row in rows.values()) == len(CROWD)

    def anew(connection: Any) -> Any:
        join_guests(connection)
        return joins.joins(connection).joined

    before, after, _ = desk.store.write(lambda c: joins.rehearse(c, anew))
    assert before == after, "the program's own joins are settled"
