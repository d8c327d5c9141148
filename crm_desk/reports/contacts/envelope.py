"""Names and addresses as paper writes them."""

from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.contacts.addressee import Addressee, Contact, address_lines
from crm_desk.domain.contacts.handles import postcode_digits
from crm_desk.domain.decimals import NO_FIGURE

LEAST = 5.0
"""Points: nothing is ever set smaller."""


_LONGEST_LABEL = 60


def label(who: Contact) -> str:
    """A customer in a list of what was lost on paper."""
    return _label(who.name, who.member_no)


def envelope_label(addressee: Addressee) -> str:
    """As `label`, of a household."""
    return _label(addressee.name, " ".join(addressee.member_nos))


def _label(name: str, member_no: str) -> str:
    found = clean_line(name) or clean_line(member_no) or NO_FIGURE
    return found if len(found) <= _LONGEST_LABEL else found[: _LONGEST_LABEL - 1] + "…"


def postcode_line(text: str) -> str:
    """〒100-0001; a code that is no Japanese one as it is."""
    return f"{'〒' if postcode_digits(text) else ''}{postcode(text)}"


def postcode(text: str) -> str:
    """100-0001 for seven digits, however they were written; anything else as it is."""
    digits = postcode_digits(text)
    return f"{digits[:3]}-{digits[3:]}" if digits else clean_line(text)


def full_address(who: Contact) -> tuple[str, str]:
    """〒 and the address up to the block numbers, then the building."""
    first, second = address_lines(who.address)
    return f"{postcode_line(who.postcode)} {first}".strip(), second
