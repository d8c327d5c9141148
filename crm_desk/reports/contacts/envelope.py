"""Whose envelope it is, in lists of what was lost on paper."""

from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.contacts.addressee import Addressee, Contact
from crm_desk.domain.decimals import NO_FIGURE

LEAST = 5.0
"""Points: nothing is ever set smaller."""


_LONGEST_LABEL = 60


def label(who: Contact) -> str:
    """A customer in a list of what was lost on paper."""
    return _label(who.name, who.member_no)


def envelope_label(addressee: Addressee) -> str:
    """As `label`, of a household."""
    name = f"{addressee.firm} {addressee.name}"
    return _label(name, " ".join(addressee.member_nos))


def _label(name: str, member_no: str) -> str:
    found = clean_line(name) or clean_line(member_no) or NO_FIGURE
    return found if len(found) <= _LONGEST_LABEL else found[: _LONGEST_LABEL - 1] + "…"
