"""Who was exported when, and for what, in words."""

from typing import NamedTuple

from crm_desk.desk.desk import Desk
from crm_desk.domain.texts import Texts
from crm_desk.store.contacts.exports import LoggedExport as LoggedExport
from crm_desk.store.contacts.exports import log

MOST_SHOWN = 200
"""Exports listed, the newest first."""
_NAMED = 3
"""Persons named of each; the others are counted."""


class LogLine(NamedTuple):
    """One export as a list shows it."""

    moment: str
    kind: str
    purpose: str
    who: str


def export_log(desk: Desk) -> tuple[LoggedExport, ...]:
    """What left the desk, the newest first; any thread."""
    return desk.store.read_in_worker(lambda connection: log(connection, MOST_SHOWN, _NAMED))


def log_line(made: LoggedExport, texts: Texts) -> LogLine:
    """One export in words; a kind of a later version by its name."""
    moment = f"{texts.date(made.made_at.date())} {made.made_at:%H:%M}"
    kind = texts.sentences.get(f"personal.kind_{made.kind}", made.kind)
    return LogLine(moment, kind, made.purpose, _who(made, texts))


def _who(made: LoggedExport, texts: Texts) -> str:
    if not made.persons:
        return texts("personal.log_nobody")
    names = texts("result.comma").join(name or texts("personal.nameless") for name in made.names)
    more = made.persons - len(made.names)
    return texts("personal.log_more", names=names, n=f"{more:,}") if more else names
