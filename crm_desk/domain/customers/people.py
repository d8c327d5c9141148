"""What a file says of the people in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from crm_desk.domain.contacts.handles import (
    email_box,
    email_key,
    fold_address,
    is_mall_alias,
    phone_digits,
    postcode_digits,
)
from crm_desk.domain.contacts.phones import phone_numbers
from crm_desk.domain.contacts.places import with_newer
from crm_desk.domain.customers.fields import FieldValue
from crm_desk.domain.customers.search import search_text
from crm_desk.domain.names import fold_name
from crm_desk.domain.sort_order import sort_key


@dataclass(frozen=True)
class Facts:
    """What one import says of one customer.

    Attributes:
        key: see `customer_key`; the source is not in it.
        seen_day: of the newest order or entry that says so, as `date.toordinal()`.
        values: by name of `fields.PERSON_FIELDS`; "", None and none at all say nothing.
    """

    key: str
    seen_day: int = 0
    values: Mapping[str, FieldValue] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A field that holds text; "" where nothing is said."""
        return str(self.values.get(name) or "")


def newest(said: Iterable[Facts]) -> Facts:
    """One customer's facts, field by field the newest that says something (`with_newer`).

    Args:
        said: at least one, oldest first.
    """
    said = list(said)
    known: dict[str, FieldValue] = {}
    for facts in said:
        said_now = {k: value for k, value in facts.values.items() if value not in ("", None)}
        known = with_newer(known, said_now)
    return replace(said[-1], values=known)


class Handles(NamedTuple):
    """What a customer is found and sorted by, folded, never shown; its columns in `customer`.

    Attributes:
        name_order: of the reading, or of the name where none is known.
    """

    email_key: str
    phone_digits: str
    postcode_digits: str
    folded_name: str
    folded_address: str
    search: str
    name_order: str
    member_order: str
    mall_email: bool


def handles(facts: Facts, *, mall: bool) -> Handles:
    """The search forms of a customer's facts.

    Args:
        mall: the e-mail address is a mall's alias, whatever it looks like.
    """
    name, kana, email = facts.text("name"), facts.text("kana"), facts.text("email")
    member_no, phone = facts.text("member_no"), facts.text("phone")
    return Handles(
        email_key=email_key(email),
        phone_digits=phone_digits(phone),
        postcode_digits=postcode_digits(facts.text("postcode")),
        folded_name=fold_name(name),
        folded_address=fold_address(facts.text("address")),
        search=search_text(name, kana, member_no, email, phone, facts.text("company")),
        name_order=sort_key(kana) or sort_key(name),
        member_order=sort_key(member_no),
        mall_email=mall or is_mall_alias(email),
    )


class OtherAddress(NamedTuple):
    """An address of a customer beside those that are shown, as it is compared.

    Attributes:
        is_former: they were reached there before; else it is another form of one that is shown.
    """

    kind: str
    handle: str
    postcode: str
    is_former: bool


def other_addresses(said: Sequence[Facts], shown: Facts, found: Handles) -> list[OtherAddress]:
    """What refusals hold for beside the addresses that are shown.

    Args:
        said: everything that was ever said of the customer.
        shown: the newest of it, with its search forms in `found`.
    """
    others: dict[OtherAddress, None] = {}
    box = email_box(found.email_key) if found.email_key else ""
    if box != found.email_key:
        others[OtherAddress("email", box, "", is_former=False)] = None
    for digits in other_phones(shown.text("phone")):
        others[OtherAddress("phone", digits, "", is_former=False)] = None
    if len(said) == 1 and said[0].values == shown.values:
        return list(others)
    for text in _differing(said, shown, "email"):
        key = email_key(text)
        for form in dict.fromkeys((key, email_box(key))):
            if form not in ("", found.email_key, box):
                others[OtherAddress("email", form, "", is_former=True)] = None
    for text in _differing(said, shown, "phone"):
        for digits in (phone_digits(text), *other_phones(text)):
            if digits not in ("", found.phone_digits):
                others[OtherAddress("phone", digits, "", is_former=True)] = None
    former = {(each.text("address"), each.text("postcode")) for each in said}
    for address, code in sorted(former - {(shown.text("address"), shown.text("postcode"))}):
        place = fold_address(address)
        if place not in ("", found.folded_address):
            others[OtherAddress("place", place, postcode_digits(code), is_former=True)] = None
    return list(others)


def other_phones(text: str) -> list[str]:
    """Digits of the telephone numbers behind the first, where a field holds several."""
    found = dict.fromkeys(map(phone_digits, phone_numbers(text)))
    found.pop(phone_digits(text), None)
    return [digits for digits in found if digits]


def _differing(said: Sequence[Facts], shown: Facts, name: str) -> list[str]:
    texts = dict.fromkeys(facts.text(name) for facts in said)
    texts.pop(shown.text(name), None)
    return list(texts)
