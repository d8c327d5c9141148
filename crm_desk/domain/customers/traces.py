"""What an erased person would be recognised by, should a file name them again."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from crm_desk.domain.contacts.handles import (
    email_box,
    email_key,
    fold_address,
    phone_digits,
    phone_parts,
)
from crm_desk.domain.names import fold_name


class Traced(NamedTuple):
    """One thing that was, or is, said of a person; texts as written.

    Attributes:
        key: see `customer_key`; a member's without the source, "" where it is not known.
        source: the shop's label of the cart.
    """

    key: str
    source: str
    name: str = ""
    email: str = ""
    phone: str = ""
    postcode: str = ""
    address: str = ""


def own_key(key: str, source: str) -> str:
    """A customer's key that holds in every desk: member ids are unique within their source only."""
    return f"m:{source}:{key[2:]}" if key.startswith("m:") else key


def traces_left(said: Traced, shared: frozenset[str] = frozenset()) -> frozenset[str]:
    """What is remembered (hashed) of somebody who is erased.

    Args:
        shared: e-mail addresses, as compared, and telephones that are the shop's own or a mall's:
            they tell nobody.
    """
    found = set(_with_name(said, shared))
    if said.key:
        found.add(own_key(said.key, said.source))
    mail = email_key(said.email)
    if mail and mail not in shared:
        found |= {f"e:{mail}", f"e:{email_box(mail)}"}
    found |= {f"p:{phone}|" for phone in _phones(said.phone) - shared}
    return frozenset(found)


def traces_shown(said: Traced) -> frozenset[str]:
    """What somebody in a file may be recognised by as one who was erased.

    A member is not taken for another one by the e-mail address or the telephone alone: families
    share them. A guest has nothing else.
    """
    found = {*_with_name(said, frozenset()), own_key(said.key, said.source)}
    if said.key.startswith("e:"):
        found.add(f"e:{email_box(said.key[2:])}")
    return frozenset(found)


def _with_name(said: Traced, shared: frozenset[str]) -> Iterator[str]:
    """An address or a telephone together with the name."""
    folded = fold_name(said.name).replace("|", "")
    if not folded:
        return
    mail = email_key(said.email)
    if mail and mail not in shared:
        yield f"e:{email_box(mail)}|{folded}"
    for phone in _phones(said.phone) - shared:
        yield f"p:{phone}|{folded}"
    # Whatever the post code: with a name and a street it tells nothing more.
    if place := fold_address(said.address):
        yield f"n:{place}|{folded}"


def _phones(text: str) -> frozenset[str]:
    """Every telephone number of a field, as compared."""
    return frozenset(map(phone_digits, phone_parts(text))) - {""}


def values_of(said: Mapping[str, object]) -> tuple[str, ...]:
    """The texts of a person's fields that tell who it is, for finding them in other texts."""
    names = ("member_no", "name", "kana", "email", "phone", "address", "note")
    return tuple(str(said[name]) for name in names if said.get(name))
