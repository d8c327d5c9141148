"""Customers who are several people under the shop's own contact: proposed, split, and back."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desk.desk.contacts import consent, marks
from crm_desk.desk.customers import people, splitting
from crm_desk.desk.desk import Desk
from crm_desk.domain.contacts.marks import MarkKind
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.errors import ReportableError
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection
from tests.desk.contacts.marking import set_mark
from tests.desk.customers.people import bring, order
from tests.desk.making import new_desk

SHOPS = "office@kobo.example"
AYA, KEN, RIN, MIKI = "山本 あや", "森 けん", "林 りん", "原 みき"
PHONES = {AYA: "03-5555-1201", KEN: "03-5555-1202", RIN: "03-5555-1203", MIKI: "03-5555-1204"}
DAY = date(2026, 2, 1)
TABLES = "customer, customer_facts, customer_sums, shop_order, parted, consent, person_mark"


def by(number: int, name: str, day: int = 5) -> str:
    return order(number, f"2026/01/{day:02}", "", name, SHOPS, PHONES.get(name, ""))


def owners(desk: Desk) -> dict[str, str]:
    """The key of the customer of each current order, by its number."""
    return dict(
        desk.store.read(
            lambda c: c.execute(
                "SELECT o.number, c.key FROM shop_order o JOIN customer c ON c.id = o.customer_id"
                " WHERE o.current"
            ).fetchall()
        )
    )


def dump(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    def rows(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)  # noqa: S608
            for table in TABLES.split(", ")
        }

    return desk.store.read(rows)


@pytest.fixture
def kept(desk: Desk) -> Desk:
    """Two people under one address, which two more prove to be the shop's."""
    bring(desk, [by(1, AYA), by(2, KEN), by(3, AYA, 6)])
    bring(desk, [by(4, RIN, 7), by(5, MIKI, 8)])
    return desk


def test_marks_stay_with_each_of_them(kept: Desk) -> None:
    (found,) = splitting.suggestions(kept)
    set_mark(kept, found.customer, MarkKind.NO_PHONE, DAY)
    for medium, day in ((Medium.POST, DAY), (Medium.EMAIL, DAY)):
        consent.set_consent(
            kept, found.customer, medium, "refused", day=day, source="電話", today=DAY
        )
    before = dump(kept)
    splitting.split(kept, found.customer)
    after = dump(kept)
    named = {str(row[1]): int(str(row[0])) for row in after["customer"]}
    both = [named["p:0355551201|山本あや"], named["p:0355551202|森けん"]]
    said = marks.marks_and_note(kept, both, DAY)
    assert [[mark.kind for mark in said[id_].marks] for id_ in both] == [[MarkKind.NO_PHONE]] * 2
    for id_ in both:
        blocks = consent.consents(kept, id_).blocks
        assert {Way.PHONE, Way.POSTCARD, Way.EMAIL} <= blocks.keys()
    kept.undo()
    assert dump(kept) == before


def test_they_are_proposed_with_their_names_and_orders(kept: Desk) -> None:
    (found,) = splitting.suggestions(kept)
    assert found.contact == SHOPS
    assert {one.said("name"): one.current_orders for one in found.people} == {AYA: 2, KEN: 1}
    assert (found.unsure, found.member) == (0, "")


def test_nothing_is_split_by_itself(kept: Desk) -> None:
    assert [owners(kept)[number] for number in "123"] == [f"e:{SHOPS}"] * 3


def test_each_order_goes_to_the_person_that_it_names(kept: Desk, tmp_path: Path) -> None:
    (found,) = splitting.suggestions(kept)
    splitting.split(kept, found.customer)
    assert owners(kept) == {
        "1": "p:0355551201|山本あや",
        "2": "p:0355551202|森けん",
        "3": "p:0355551201|山本あや",
        "4": "p:0355551203|林りん",
        "5": "p:0355551204|原みき",
    }
    assert splitting.suggestions(kept) == ()
    with new_desk(tmp_path / "at once") as other:
        bring(other, [by(1, AYA), by(2, KEN), by(3, AYA, 6), by(4, RIN, 7), by(5, MIKI, 8)])
        assert owners(other) == owners(kept)


def test_they_are_two_in_lists_and_are_not_proposed_to_be_joined(kept: Desk) -> None:
    (found,) = splitting.suggestions(kept)
    splitting.split(kept, found.customer)
    ids = people.find(kept, "", "name", descending=False).ids
    shown = people.listed(kept, ids)
    assert {row.name: row.purchases for row in shown.values()} == {AYA: 2, KEN: 1, RIN: 1, MIKI: 1}
    assert people.possible_duplicates(kept) == ()


def test_a_split_can_be_undone_and_done_again(kept: Desk) -> None:
    before = dump(kept)
    (found,) = splitting.suggestions(kept)
    splitting.split(kept, found.customer)
    after = dump(kept)
    kept.undo()
    assert dump(kept) == before
    assert splitting.suggestions(kept) == (found,)
    kept.redo()
    assert dump(kept) == after


def test_who_is_kept_whole_is_not_proposed_again(kept: Desk) -> None:
    (found,) = splitting.suggestions(kept)
    splitting.keep_whole(kept, found.customer)
    assert splitting.suggestions(kept) == ()
    bring(kept, [by(6, RIN, 9)])
    assert splitting.suggestions(kept) == ()


def test_keeping_whole_can_be_undone(kept: Desk) -> None:
    (found,) = splitting.suggestions(kept)
    splitting.keep_whole(kept, found.customer)
    kept.undo()
    assert splitting.suggestions(kept) == (found,)


def test_what_was_refused_holds_for_each_of_them(kept: Desk) -> None:
    (found,) = splitting.suggestions(kept)
    today = date(2026, 11, 1)
    customer, by_call = found.customer, "電話"
    consent.set_consent(
        kept, customer, Medium.PHONE, "refused", day=today, source=by_call, today=today
    )
    consent.set_no_contact(kept, customer, no_contact=True, day=today, source=by_call, today=today)
    splitting.split(kept, found.customer)
    ids = people.find(kept, "", "name", descending=False).ids
    shown = people.listed(kept, ids)
    held = {
        row.name: (consent.consents(kept, id_).no_contact)
        for id_, row in shown.items()
        if consent.consents(kept, id_).reach.consent(Medium.PHONE) == "refused"
    }
    assert held == {AYA: True, KEN: True}
    kept.undo()
    assert len(splitting.suggestions(kept)) == 1


def test_a_couple_under_one_address_is_left_alone(desk: Desk) -> None:
    bring(desk, [by(1, "山本 あや"), by(2, "山本 けん")])
    bring(desk, [by(3, "山本 あや")])
    assert splitting.suggestions(desk) == ()


def test_taking_the_proving_import_back_proposes_nothing_more(desk: Desk) -> None:
    from crm_desk.desk.importing import batches

    bring(desk, [by(1, AYA), by(2, KEN)])
    batch = bring(desk, [by(4, RIN, 7), by(5, MIKI, 8)])
    assert len(splitting.suggestions(desk)) == 1
    batches.revert_import(desk, batch)
    assert splitting.suggestions(desk) == ()


def test_a_person_who_is_known_otherwise_gets_the_orders_too(kept: Desk) -> None:
    bring(kept, [order(9, "2026/02/01", "", KEN, "", PHONES[KEN])])
    (found,) = splitting.suggestions(kept)
    splitting.split(kept, found.customer)
    assert owners(kept)["9"] == owners(kept)["2"] == "p:0355551202|森けん"
    kept.undo()
    assert owners(kept)["2"] == f"e:{SHOPS}"
    assert owners(kept)["9"] == "p:0355551202|森けん"


def test_orders_of_imports_that_kept_one_name_are_told(kept: Desk) -> None:
    def earlier(connection: Connection) -> None:
        connection.execute("DELETE FROM order_name")
        desk_info.put(connection, "orders_unnamed_until", "1")

    bring(kept, [by(8, RIN, 9)])
    kept.store.write(earlier)
    # All are taken for the name that the import kept, so there is one person as far as is known.
    assert splitting.suggestions(kept) == ()


def test_earlier_orders_go_to_the_name_of_their_import(desk: Desk) -> None:
    bring(desk, [by(1, AYA), by(2, AYA, 6)])
    bring(desk, [by(3, KEN, 7)])
    bring(desk, [by(4, RIN, 7), by(5, MIKI, 8)])
    desk.store.write(lambda c: desk_info.put(c, "orders_unnamed_until", "3"))
    (found,) = splitting.suggestions(desk)
    assert found.unsure == 2
    splitting.split(desk, found.customer)
    assert owners(desk)["3"] == "p:0355551202|森けん"


def test_a_guest_joined_to_a_member_by_the_shops_address_is_parted(desk: Desk) -> None:
    member = order(1, "2026/01/01", "M1", RIN, SHOPS, PHONES[RIN])
    bring(desk, [member, by(2, AYA)])
    bring(desk, [by(3, KEN, 7), by(4, MIKI, 8)])
    (found,) = splitting.suggestions(desk)
    assert found.member == RIN
    splitting.split(desk, found.customer)
    assert owners(desk)["2"] == "p:0355551201|山本あや"
    shown = people.listed(desk, people.find(desk, "", "name", descending=False).ids)
    assert {row.name for row in shown.values()} == {AYA, KEN, RIN, MIKI}
    desk.undo()
    assert splitting.suggestions(desk) == (found,)


def test_who_is_gone_or_split_already_is_said(kept: Desk) -> None:
    (found,) = splitting.suggestions(kept)
    splitting.split(kept, found.customer)
    with pytest.raises(ReportableError, match="customer_gone"):
        splitting.split(kept, found.customer)


NAMES = ("山本 あや", "森 けん", "林 りん", "原 みき", "東 ゆき")


@settings(max_examples=25, deadline=None)
@given(
    orders=st.lists(st.tuples(st.sampled_from(NAMES), st.integers(1, 28)), min_size=1, max_size=10),
    cuts=st.lists(st.integers(0, 10), max_size=3),
)
def test_however_files_are_cut_each_order_ends_with_its_name(
    orders: list[tuple[str, int]], cuts: list[int]
) -> None:
    phones = {name: f"03-5555-22{at:02}" for at, name in enumerate(NAMES)}
    rows = [
        order(at, f"2026/01/{day:02}", "", name, SHOPS, phones[name])
        for at, (name, day) in enumerate(orders, 1)
    ]
    ends = sorted({min(cut, len(rows)) for cut in cuts} | {len(rows)})
    with tempfile.TemporaryDirectory() as folder, new_desk(Path(folder) / "s.crmdesk") as desk:
        begin = 0
        for end in ends:
            if end > begin:
                bring(desk, rows[begin:end])
            begin = end
        before = dump(desk)
        found = splitting.suggestions(desk)
        for one in found:
            splitting.split(desk, one.customer)
        if len({name for name, _ in orders}) >= 3:
            shown = desk.store.read(
                lambda c: dict(
                    c.execute(
                        "SELECT o.number, c.name FROM shop_order o"
                        " JOIN customer c ON c.id = o.customer_id"
                    ).fetchall()
                )
            )
            assert shown == {str(at): name for at, (name, _) in enumerate(orders, 1)}
        for _ in found:
            desk.undo()
        assert dump(desk) == before
