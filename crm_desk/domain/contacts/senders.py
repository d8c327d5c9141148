"""差出人: as whom the shop sends its post."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.errors import ReportableError

LONGEST = {"name": 60, "postcode": 12, "address": 100, "phone": 30}
"""Signs of each field: more would be too small to read in a postcard's corner."""


class Sender(NamedTuple):
    """One sender; "" for what is not to be printed, but the name."""

    name: str
    postcode: str = ""
    address: str = ""
    phone: str = ""


def checked(sender: Sender) -> Sender:
    """The sender as it is kept, in single lines.

    Raises:
        ReportableError: `sender_name`: there is none; `sender_long`: a field has no room.
    """
    found = Sender(*map(clean_line, sender))
    if not found.name:
        raise ReportableError("sender_name")
    for name, most in LONGEST.items():
        length = len(getattr(found, name))
        if length > most:
            raise ReportableError("sender_long", most=most, length=length)
    return found


def as_json(senders: Iterable[Sender]) -> str:
    """Senders as the shop file keeps them."""
    return json.dumps([each._asdict() for each in senders], ensure_ascii=False)


def from_json(text: str) -> tuple[Sender, ...]:
    """What `as_json` wrote; whatever cannot be read is no sender."""
    try:
        found = json.loads(text) if text else []
    except ValueError:
        found = []
    entries = found if isinstance(found, list) else []
    return tuple(filter(None, map(_sender, entries)))


def _sender(entry: object) -> Sender | None:
    if not isinstance(entry, dict):
        return None
    values = [entry.get(name, "") for name in Sender._fields]
    if not all(isinstance(value, str) for value in values):
        return None
    try:
        return checked(Sender(*values))
    except ReportableError:
        return None
