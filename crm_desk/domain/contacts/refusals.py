"""A refusal belongs to the address: whom it holds for, beside who said it.

Whoever is reached at an address that somebody has refused is not reached there either: every
record with that e-mail, that telephone, or that postal address and family name (people-and-paper,
"Whom we may reach"). Only a 承諾 of a later day takes it away for one of them, as it does for who
said it.
"""

from datetime import date
from enum import StrEnum

from crm_desk.domain.contacts.media import Medium
from crm_desk.domain.contacts.written_name import TO_FIRM, read_name, without_title
from crm_desk.domain.names import fold_name

_SURE = 2
"""Signs that two names written without a blank have in common where they are one family's."""


class AddressKind(StrEnum):
    """What a refusal holds for beside the person."""

    EMAIL = "email"
    PHONE = "phone"
    PLACE = "place"


REACHED_AT: dict[AddressKind, tuple[Medium, ...]] = {
    AddressKind.EMAIL: (Medium.EMAIL,),
    AddressKind.PHONE: (Medium.PHONE, Medium.SMS, Medium.FAX),
    AddressKind.PLACE: (Medium.POST, Medium.VISIT),
}
"""Media that lead to an address. LINE and SNS lead to a person, 同梱物 into their own parcel."""


def is_lifted(refused_on: date | None, given_on: date | None, *, noted: bool) -> bool:
    """Whether a 承諾 frees somebody of what another refused for the same address.

    Args:
        refused_on: None where a customer file says so without a day.
        given_on: day of the newest 承諾; None without one.
        noted: the shop has noted it, it is not only in a file.
    """
    if given_on is None:
        return False
    return noted if refused_on is None else given_on > refused_on


def same_family(one: str, other: str) -> bool:
    """Whether two names at one address are of one family, rather too often than too seldom.

    髙橋花子, written without a blank, is of the family of 高橋 一郎; two firms in one building are
    two. Somebody without a name is of any family.
    """
    mine, its = _family(one), _family(other)
    whole_mine, whole_its = _whole(one), _whole(other)
    if not whole_mine or not whole_its or whole_mine == whole_its:
        return True
    if TO_FIRM in (read_name(one).honorific, read_name(other).honorific):
        return False
    if mine and its:
        return mine == its
    if mine or its:
        return whole_its.startswith(mine) if mine else whole_mine.startswith(its)
    return whole_mine[:_SURE] == whole_its[:_SURE]


def _whole(name: str) -> str:
    return fold_name(without_title(name)[0])


def _family(name: str) -> str:
    """The family name, folded; "" where no blank tells it."""
    words = without_title(name)[0].split()
    if len(words) < _SURE:
        return ""
    # Names in Latin letters end with it.
    return fold_name(words[-1] if name.isascii() else words[0])
