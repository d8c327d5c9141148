"""Which address is a person's, of several names and of several imports."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.contacts.addressee import Contact
from crm_desk.domain.contacts.places import DatedContact, contact_of, with_newer

CODES = st.sampled_from(["", "100-0001", "530-0001"])
PLACES = st.sampled_from(
    ["", "東京都千代田区1-1", "大阪府大阪市北区2-2", "東京都千代田区１丁目１番"]
)
PHONES = st.sampled_from(["", "03-1111-2222", "06-3333-4444"])


def who(
    postcode: str, address: str, phone: str, day: int = 0, *, typed: bool = False
) -> DatedContact:
    contact = Contact(1, "髙橋 花子", postcode=postcode, address=address, phone=phone)
    return DatedContact(contact, day, typed)


NAMES = st.lists(
    st.builds(who, CODES, PLACES, PHONES, st.integers(1, 9), typed=st.booleans()),
    min_size=1,
    max_size=5,
)


def home(*names: DatedContact) -> tuple[str, str, str]:
    found = contact_of(names)
    return found.postcode, found.address, found.phone


def test_the_newest_address_wins_over_the_members() -> None:
    member = who("100-0001", "東京都千代田区1-1", "03-1111-2222", 1)
    assert home(member, who("530-0001", "大阪府大阪市北区2-2", "06-3333-4444", 2)) == (
        *("530-0001", "大阪府大阪市北区2-2"),
        "06-3333-4444",
    )


@pytest.mark.parametrize(
    ("newer", "expected"),
    [
        (who("", "大阪府大阪市北区2-2", "", 2), ("", "大阪府大阪市北区2-2", "")),
        (
            who("", "東京都千代田区１丁目１番", "", 2),
            ("100-0001", "東京都千代田区１丁目１番", "03-1111-2222"),
        ),
        (who("530-0001", "", "06-3333-4444", 2), ("100-0001", "東京都千代田区1-1", "03-1111-2222")),
    ],
)
def test_code_and_telephone_are_those_of_the_address_or_none(
    newer: DatedContact, expected: tuple[str, str, str]
) -> None:
    assert home(who("100-0001", "東京都千代田区1-1", "03-1111-2222", 1), newer) == expected


def test_a_telephone_that_stands_with_no_address_belongs_to_any() -> None:
    assert home(who("", "東京都千代田区1-1", "", 2), who("", "", "090-1111-2222", 1))[2] != ""


def test_of_one_day_the_one_typed_here_wins() -> None:
    filed = who("530-0001", "大阪府大阪市北区2-2", "", 5)
    assert home(filed, who("", "東京都千代田区1-1", "", 5, typed=True))[1] == "東京都千代田区1-1"


@given(NAMES)
def test_no_letter_mixes_two_places(names: list[DatedContact]) -> None:
    found = contact_of(names)
    days = [each.day for each in names if each.contact.address]
    assert (found.address != "") == bool(days)
    if days and len(names) > 1:
        newest = {each.contact.address for each in names if each.day == max(days)}
        assert found.address in newest
    if found.address and found.postcode:
        codes = {each.contact.postcode for each in names if _one_place(each, found.address)}
        assert found.postcode in codes


def _one_place(name: DatedContact, address: str) -> bool:
    return contact_of([name]).address.startswith(address[:3])


@given(st.lists(st.fixed_dictionaries({"postcode": CODES, "address": PLACES}), max_size=5))
def test_a_code_is_never_that_of_an_older_address(said: list[dict[str, str]]) -> None:
    known: dict[str, str] = {}
    for each in said:
        known = with_newer(known, {name: text for name, text in each.items() if text})
    if known.get("address") and known.get("postcode"):
        pairs = {(each["postcode"], each["address"][:3]) for each in said}
        assert (known["postcode"], known["address"][:3]) in pairs
