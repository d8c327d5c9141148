"""People as an envelope names them: address, honorific, household."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crm_desk.domain.contacts.handles import fold_address, postcode_digits
from crm_desk.domain.names import fold_name

_FIRMS = (
    *("株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "(株)", "(有)", "(合)"),
    *("社団法人", "財団法人", "医療法人", "学校法人", "宗教法人", "社会福祉法人", "㈱", "㈲"),
)


_SURE_FAMILY, _LONGEST_GIVEN = 2, 3
"""Signs of a family name that tells by itself, and of a given name, in Japanese."""


_HONORIFICS = ("御中", "様")


@dataclass(frozen=True)
class Contact:
    """A person as paper names them; "" for what is not known."""

    customer_id: int | None
    name: str
    kana: str = ""
    member_no: str = ""
    postcode: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Addressee:
    """One household, as an envelope names it.

    Attributes:
        lines: of the address; the second is "" where one holds it.
        honorific: 様 or 御中, never both; "" without a name.
        customer_ids: everyone of the household who is meant.
        member_nos: theirs, as far as they have one.
        phone: the first one's.
    """

    postcode: str
    lines: tuple[str, str]
    name: str
    honorific: str
    customer_ids: tuple[int, ...]
    member_nos: tuple[str, ...] = ()
    phone: str = ""


def addressee(people: Sequence[Contact]) -> Addressee:
    """A household's envelope, in the name of the first of them."""
    first = people[0]
    return Addressee(
        postcode=first.postcode,
        lines=address_lines(first.address),
        name=plain_name(first.name),
        honorific=honorific(first.name),
        customer_ids=tuple(who.customer_id for who in people if who.customer_id is not None),
        member_nos=tuple(who.member_no for who in people if who.member_no),
        phone=first.phone,
    )


def honorific(name: str) -> str:
    """御中 for a firm, else 様; "" without a name."""
    if not name.strip():
        return ""
    firm = name.rstrip().endswith("御中") or any(word in name for word in _FIRMS)
    return "御中" if firm else "様"


def plain_name(name: str) -> str:
    """A name without the 様 or 御中 that somebody typed behind it."""
    name = name.strip()
    for title in _HONORIFICS:
        name = name.removesuffix(title).rstrip() or name
    return name


def households(people: Iterable[Contact]) -> list[list[Contact]]:
    """People by household: the same family name at the same address. Nobody is merged.

    Who has no address, or no name, is a household of their own; the order stays. 高橋花子, written
    without a space, belongs to the one family at that address whose name of two signs or more
    begins theirs. 林花子 stays alone beside 林 一郎: 林田二郎 begins like a 林, too, and a second
    envelope costs less than one to the wrong name.
    """
    known = list(people)
    families = _families(known)
    found: dict[object, list[Contact]] = {}
    for number, who in enumerate(known):
        place = _place(who)
        family = _family(who.name, families.get(place, ()))
        key = (place, family) if place and family else number
        found.setdefault(key, []).append(who)
    return list(found.values())


def address_lines(address: str) -> tuple[str, str]:
    """An address in two lines: what follows the block numbers (a building) is the second.

    One in Latin letters begins with its numbers, and stays in one line.
    """
    words = address.split()
    if address.isascii():
        return " ".join(words), ""
    for number, word in enumerate(words[:-1], start=1):
        if word[-1:].isdigit() or word.endswith(("番地", "番", "号")):
            return " ".join(words[:number]), " ".join(words[number:])
    return " ".join(words), ""


def _place(who: Contact) -> str:
    folded = fold_address(who.address)
    return f"{postcode_digits(who.postcode)}|{folded}" if folded else ""


def _families(people: Iterable[Contact]) -> dict[str, set[str]]:
    """Family names that are written apart, by address."""
    found: dict[str, set[str]] = {}
    for who in people:
        if len(plain_name(who.name).split()) > 1:
            found.setdefault(_place(who), set()).add(_family(who.name, ()))
    return found


def _family(name: str, known: Iterable[str]) -> str:
    """The family name, folded; where none is written apart, the one of `known` that is meant."""
    if honorific(name) == "御中":
        # 株式会社 is no family: two firms in one building are two.
        return fold_name(name)
    name = plain_name(name)
    words = name.split()
    if not words:
        return ""
    if len(words) > 1:
        # Names in Latin letters end with it.
        return fold_name(words[-1] if name.isascii() else words[0])
    whole = fold_name(name)
    meant = [
        family
        for family in known
        if len(family) >= _SURE_FAMILY
        and whole.startswith(family)
        and 0 < len(whole) - len(family) <= _LONGEST_GIVEN
    ]
    return meant[0] if len(meant) == 1 else whole
