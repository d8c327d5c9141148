"""E-mail addresses and telephones that belong to the shop or to a mall, and so to nobody."""

from collections.abc import Iterable
from typing import NamedTuple

from crm_desk.domain.contacts.firms import is_firm
from crm_desk.domain.contacts.handles import email_key, fold_address, phone_digits, postcode_digits
from crm_desk.domain.contacts.written_name import read_name
from crm_desk.domain.names import fold_name

FAMILIES = 3
"""Family names, with as many other telephones or addresses, that tell a shared contact."""
FAMILIES_ALONE = 10
"""Family names that tell it whatever else is said (import-doubts.md, rule 7)."""


class Said(NamedTuple):
    """What one row or one import says of one person, as written."""

    email: str
    phone: str
    name: str
    postcode: str
    address: str


def family_name(name: str) -> str:
    """The part before the first blank, folded; a name without a blank counts as itself.

    So does a firm's: 株式会社 is no family.
    """
    if is_firm(name):
        return fold_name(read_name(name).firm or name)
    parts = name.split()
    return fold_name(parts[0]) if parts else ""


def shared_among(said: Iterable[Said]) -> frozenset[str]:
    """E-mail keys and telephone digits under which too many different people are.

    A couple or a family under one address stays what it is.
    """
    contacts: dict[str, tuple[set[str], set[str], set[str]]] = {}
    for one in set(said):
        family = family_name(one.name)
        if not family:
            continue
        email, phone = email_key(one.email), phone_digits(one.phone)
        code, place = postcode_digits(one.postcode), fold_address(one.address)
        for contact, other in ((email, phone), (phone, email)):
            if contact:
                families, others, addresses = contacts.setdefault(contact, (set(), set(), set()))
                families.add(family)
                others.update(filter(None, [other]))
                addresses.update([f"{code} {place}"] if code or place else [])
    return frozenset(contact for contact, found in contacts.items() if _is_shared(*found))


def names_by_contact(said: Iterable[Said]) -> dict[str, list[str]]:
    """The different names under each e-mail key and each telephone's digits, as first written."""
    found: dict[str, dict[str, str]] = {}
    for one in said:
        for contact in filter(None, (email_key(one.email), phone_digits(one.phone))):
            if folded := fold_name(one.name):
                found.setdefault(contact, {}).setdefault(folded, one.name)
    return {contact: sorted(names.values()) for contact, names in found.items()}


def _is_shared(families: set[str], others: set[str], addresses: set[str]) -> bool:
    if len(families) >= FAMILIES_ALONE:
        return True
    return len(families) >= FAMILIES <= max(len(others), len(addresses))
