"""A refusal belongs to the address: every record that has it is blocked by that medium."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from crm_desk.desk.capabilities import MERGE_RULES
from crm_desk.desk.contacts import consent, shared_refusals
from crm_desk.desk.contacts.consent import reach_in
from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk
from crm_desk.desk.importing import batches
from crm_desk.desk.resources import texts
from crm_desk.domain.contacts.block_words import block_words
from crm_desk.domain.contacts.consent import Block, Reach, usable
from crm_desk.domain.contacts.consent_words import Consent
from crm_desk.domain.contacts.media import Medium, Way
from tests.desk.customers.people import bring, order

TODAY, LATER = date(2026, 9, 1), date(2026, 9, 5)
TOKYO = {"postcode": "100-0001", "address": "東京都千代田区千代田1-1"}
JA = texts("ja")


def customer(desk: Desk, member: str) -> int:
    rows = desk.store.read(
        lambda c: c.execute("SELECT id FROM customer WHERE member_no = ?", (member,)).fetchall()
    )
    return int(rows[0][0])


def reach(desk: Desk, id_: int) -> Reach:
    """As it is known of one and of everybody, which are two ways through the tables."""
    alone = desk.store.read(lambda c: reach_in(c, [id_]))[id_]
    assert desk.store.read(lambda c: reach_in(c, None))[id_] == alone
    return alone


def block(desk: Desk, id_: int, way: Way) -> Block | None:
    return usable(way, reach(desk, id_))


def say(desk: Desk, id_: int, medium: Medium, said: Consent = "refused", day: date = TODAY) -> None:
    consent.set_consent(desk, id_, medium, said, day=day, source="お電話", today=day)


def no_contact(desk: Desk, id_: int) -> None:
    consent.set_no_contact(desk, id_, no_contact=True, day=TODAY, source="お手紙", today=TODAY)


def two(desk: Desk, one: dict[str, Any], other: dict[str, Any]) -> tuple[int, int]:
    bring(desk, [order(1, "2026/01/05", "A1", **one), order(2, "2026/01/06", "B1", **other)])
    return customer(desk, "A1"), customer(desk, "B1")


@pytest.mark.parametrize(
    ("medium", "way", "theirs", "expected"),
    [
        (Medium.EMAIL, Way.EMAIL, {"email": "HANA@example.jp"}, Block.SAME_EMAIL),
        (Medium.PHONE, Way.PHONE, {"phone": "+81 90-1111-2222"}, Block.SAME_PHONE),
        (Medium.SMS, Way.SMS, {"phone": "09011112222"}, Block.SAME_PHONE),
        (
            Medium.POST,
            Way.LETTER,
            {"postcode": "1000001", "address": "千代田区千代田１丁目１番"},
            Block.SAME_ADDRESS,
        ),
        (Medium.POST, Way.LETTER, {"address": "東京都千代田区千代田1-1"}, Block.SAME_ADDRESS),
    ],
)
def test_whoever_has_the_address_is_blocked_by_that_medium(
    desk: Desk, medium: Medium, way: Way, theirs: dict[str, Any], expected: Block
) -> None:
    mine = {"name": "髙橋 花子", "email": "hana@example.jp", "phone": "090-1111-2222", **TOKYO}
    one, other = two(desk, mine, {"name": "高橋 一郎", **theirs})
    before = block(desk, other, way)
    say(desk, one, medium)
    assert before is not expected
    assert block(desk, other, way) is expected
    assert "髙橋 花子 様がお断りです" in block_words(expected, reach(desk, other), JA)
    desk.undo()
    assert block(desk, other, way) is before


def test_at_gmail_dots_and_tags_are_one_box(desk: Desk) -> None:
    one, other = two(
        desk,
        {"name": "髙橋 花子", "email": "hana.ko@gmail.com"},
        {"name": "佐藤 茂", "email": "hanako+shop@gmail.com"},
    )
    say(desk, one, Medium.EMAIL)
    assert block(desk, other, Way.EMAIL) is Block.SAME_EMAIL


def test_another_family_at_the_address_still_gets_post(desk: Desk) -> None:
    one, other = two(desk, {"name": "髙橋 花子", **TOKYO}, {"name": "佐藤 一郎", **TOKYO})
    say(desk, one, Medium.POST)
    assert block(desk, other, Way.POSTCARD) is None


def test_only_a_later_yes_of_the_other_frees_them(desk: Desk) -> None:
    mail: dict[str, Any] = {"email": "home@example.jp"}
    one, other = two(desk, {"name": "髙橋 花子", **mail}, {"name": "髙橋 一郎", **mail})
    say(desk, one, Medium.EMAIL)
    say(desk, other, Medium.EMAIL, "given", TODAY)
    assert block(desk, other, Way.EMAIL) is Block.SAME_EMAIL
    say(desk, other, Medium.EMAIL, "given", LATER)
    assert block(desk, other, Way.EMAIL) is None
    assert block(desk, one, Way.EMAIL) is Block.REFUSED


def test_the_refusal_stays_with_the_old_address_and_with_who_said_it(desk: Desk) -> None:
    old: dict[str, Any] = {"email": "old@example.jp"}
    new: dict[str, Any] = {"email": "new@example.jp"}
    one, other = two(desk, {"name": "髙橋 花子", **old}, {"name": "佐藤 茂", **old})
    say(desk, one, Medium.EMAIL)
    bring(desk, [order(3, "2026/02/01", "A1", "髙橋 花子", **new)])
    bring(desk, [order(4, "2026/02/02", "C1", "田中 恵", **new)])
    assert block(desk, one, Way.EMAIL) is Block.REFUSED
    assert block(desk, other, Way.EMAIL) is Block.SAME_EMAIL
    assert block(desk, customer(desk, "C1"), Way.EMAIL) is Block.SAME_EMAIL


def test_who_gave_the_address_up_is_free_again(desk: Desk) -> None:
    mail: dict[str, Any] = {"email": "home@example.jp"}
    one, other = two(desk, {"name": "髙橋 花子", **mail}, {"name": "佐藤 茂", **mail})
    say(desk, one, Medium.EMAIL)
    bring(desk, [order(3, "2026/02/01", "B1", "佐藤 茂", "own@example.jp")])
    assert block(desk, other, Way.EMAIL) is None


def test_joined_and_parted_names_carry_their_refusals(desk: Desk) -> None:
    one, other = two(
        desk,
        {"name": "髙橋 花子", "email": "a@example.jp"},
        {"name": "髙橋 花子", "email": "b@example.jp"},
    )
    bring(desk, [order(5, "2026/01/07", "C1", "佐藤 茂", "b@example.jp")])
    third = customer(desk, "C1")
    people.merge(desk, one, other, TODAY, JA, MERGE_RULES)
    say(desk, one, Medium.EMAIL)
    assert block(desk, third, Way.EMAIL) is Block.SAME_EMAIL
    people.part(desk, other, TODAY, JA, MERGE_RULES)
    assert block(desk, third, Way.EMAIL) is Block.SAME_EMAIL


def test_a_refusal_outlives_the_import_that_brought_the_record(desk: Desk) -> None:
    mine: dict[str, Any] = {
        "name": "髙橋 花子",
        "email": "hana@example.jp",
        "phone": "090-1111-2222",
    }
    number = bring(desk, [order(1, "2026/01/05", "", **mine)])
    (guest,) = people.find(desk, "", "name", descending=False).ids
    no_contact(desk, guest)
    batches.revert_import(desk, number)
    bring(desk, [order(1, "2026/01/05", "A1", **mine)], "別の店")
    back = customer(desk, "A1")
    assert block(desk, back, Way.LINE) is Block.PERHAPS_NO_CONTACT
    consent.set_no_contact(desk, back, no_contact=False, day=TODAY, source="お電話", today=TODAY)
    assert block(desk, back, Way.LINE) is None
    assert block(desk, back, Way.PHONE) is Block.SAME_PHONE


FIRM_PHONE = "03-1111-2222"


def colleagues(desk: Desk) -> Sequence[int]:
    names = ("髙橋 花子", "佐藤 茂", "田中 恵")
    bring(
        desk,
        [
            order(n, f"2026/01/0{n}", f"A{n}", name, phone=FIRM_PHONE)
            for n, name in enumerate(names, start=1)
        ],
    )
    return [customer(desk, f"A{n}") for n in (1, 2, 3)]


def test_a_number_that_a_firm_shares_is_asked_about_and_held_back_until_then(desk: Desk) -> None:
    one, other, third = colleagues(desk)
    say(desk, one, Medium.PHONE)
    assert block(desk, other, Way.PHONE) is Block.SHARED_PHONE
    said = block_words(Block.SHARED_PHONE, reach(desk, other), JA)
    assert "3名のうち髙橋 花子 様がお断り" in said
    shared = reach(desk, other).shared
    assert shared is not None
    shared_refusals.answer(desk, shared.phone, everyone=False)
    assert [block(desk, each, Way.PHONE) for each in (one, other, third)] == [
        *(Block.REFUSED, None, None)
    ]
    shared_refusals.answer(desk, shared.phone, everyone=True)
    assert block(desk, third, Way.PHONE) is Block.SAME_PHONE
    desk.undo()
    desk.undo()
    assert block(desk, other, Way.PHONE) is Block.SHARED_PHONE


def lookalikes(desk: Desk) -> tuple[int, int]:
    phone: dict[str, Any] = {"phone": "090-1111-2222"}
    bring(desk, [order(1, "2026/01/05", "", "髙橋 花子", **phone)])
    (one,) = people.find(desk, "", "name", descending=False).ids
    no_contact(desk, one)
    again = order(2, "2026/01/06", "B1", "高橋花子", "b@example.jp", **phone)
    bring(desk, [again], "楽天")
    return one, customer(desk, "B1")


def test_who_may_be_somebody_not_to_be_contacted_is_held_back_with_a_question(desk: Desk) -> None:
    one, other = lookalikes(desk)
    for way in Way:
        assert block(desk, other, way) is Block.PERHAPS_NO_CONTACT
    first = people.possible_duplicates(desk)[0]
    assert {first.one, first.other} == {one, other}
    assert first.reasons[0] == "no_contact"


def test_another_person_is_free_but_for_the_refused_number(desk: Desk) -> None:
    one, other = lookalikes(desk)
    people.keep_apart(desk, one, other)
    assert block(desk, other, Way.EMAIL) is None
    assert block(desk, other, Way.PHONE) is Block.SAME_PHONE
    assert not [p for p in people.possible_duplicates(desk) if "no_contact" in p.reasons]
    bring(desk, [order(3, "2026/01/07", "B1", "高橋花子", "b@example.jp", "090-1111-2222")], "楽天")
    assert block(desk, other, Way.EMAIL) is None


def test_the_same_person_is_not_contacted(desk: Desk) -> None:
    one, other = lookalikes(desk)
    people.merge(desk, one, other, TODAY, JA, MERGE_RULES)
    root = people.person(desk, other)
    assert root is not None
    assert block(desk, root.customer.id, Way.EMAIL) is Block.NO_CONTACT


def test_another_name_at_the_number_is_only_blocked_there(desk: Desk) -> None:
    bring(desk, [order(1, "2026/01/05", "", "髙橋 花子", phone="090-1111-2222")])
    (one,) = people.find(desk, "", "name", descending=False).ids
    no_contact(desk, one)
    bring(desk, [order(2, "2026/01/06", "B1", "高橋 一郎", "b@example.jp", "090-1111-2222")])
    other = customer(desk, "B1")
    assert block(desk, other, Way.EMAIL) is None
    assert block(desk, other, Way.PHONE) is Block.SAME_PHONE
