"""Which address is a person's: post code, address and telephone of one source go together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from crm_desk.domain.contacts.addressee import Contact
from crm_desk.domain.contacts.handles import fold_address

T = TypeVar("T")


NOTHING_TYPED: Mapping[str, int] = {}


class DatedContact(NamedTuple):
    """One name of a person, with when its address was last said.

    Attributes:
        day: of the newest order, file or entry with that address, as `date.toordinal()`.
        is_typed: it was typed here with an order, on that day.
        corrected: fields that the shop typed as this person's own, and when: they win.
    """

    contact: Contact
    day: int = 0
    is_typed: bool = False
    corrected: Mapping[str, int] = NOTHING_TYPED


def contact_of(names: Sequence[DatedContact]) -> Contact:
    """A person under all names: where they live now, and for the rest the first who says it.

    The address is the newest of any name; of one day the one that was typed here. Its post code
    and telephone are those of the same name, or of one at the same place: none rather than an
    older place's.

    What the shop typed of the person wins over all of that, the newest where it did so of several
    names; that there is no telephone, or no address, too.

    Args:
        names: at least one, the one that stands for the person first.
    """
    first = names[0].contact
    if len(names) == 1:
        return first
    people = [each.contact for each in names]
    corrected = _corrected(names, "address")
    home = (
        corrected
        or max(
            (each for each in names if each.contact.address),
            key=lambda each: (each.day, each.is_typed),
            default=names[0],
        ).contact
    )
    beside = [home, *(who for who in people if not who.address or is_one_place(who, home))]
    codes = [who.postcode for who in beside if bool(who.address) == bool(home.address)]
    phones = [who.phone for who in beside]
    if corrected is not None:
        codes = [corrected.postcode]
    if (of := _corrected(names, "phone")) is not None:
        phones = [of.phone]
    emails = people
    if (of := _corrected(names, "email")) is not None:
        emails = [of]
    return replace(
        first,
        name=_first(who.name for who in people),
        kana=_first(who.kana for who in people),
        member_no=_first(who.member_no for who in people),
        postcode=_first(codes),
        address=home.address,
        phone=_first(phones),
        company=_first(who.company for who in people),
        email=_first(who.email for who in emails),
        shop_email=_first(who.shop_email for who in emails),
        shop_phone=_first(who.shop_phone for who in people),
    )


def _corrected(names: Sequence[DatedContact], field: str) -> Contact | None:
    """The name of which the shop typed this field last; the first of several of one day."""
    typed = [each for each in names if field in each.corrected]
    return max(typed, key=lambda each: each.corrected[field]).contact if typed else None


def is_one_place(one: Contact, other: Contact) -> bool:
    """Whether two addresses are written of one place."""
    return _folded(one.address) == _folded(other.address)


def _folded(address: str) -> str:
    # 府中市 of Tokyo is not that of Hiroshima.
    return fold_address(address, prefecture=True)


def _first(said: Iterable[str]) -> str:
    return next(filter(None, said), "")


def with_newer(known: Mapping[str, T], said: Mapping[str, T]) -> dict[str, T]:
    """Fields of a person, field by field the newer that says something.

    A post code goes with its address: it goes when another address comes without one.

    Args:
        known: what was said before, without empty fields.
        said: what is said now, likewise.
    """
    found = {**known, **said}
    before, now = known.get("address"), said.get("address")
    if before is not None and now is None and "postcode" in said:
        found.pop("postcode")
        if "postcode" in known:
            found["postcode"] = known["postcode"]
    elif (
        now is not None
        and "postcode" not in said
        and before != now
        and (before is None or _folded(str(before)) != _folded(str(now)))
    ):
        found.pop("postcode", None)
    return found
