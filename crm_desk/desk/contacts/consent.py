"""Consent per medium, and 連絡不可."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from crm_desk.desk.changes import NOTHING, Changes
from crm_desk.desk.contacts.edits import ContactsEdit, events_of
from crm_desk.desk.contacts.persons import persons_for
from crm_desk.desk.desk import Desk
from crm_desk.desk.desk import today as this_day
from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.contacts.approach import check_not_ahead
from crm_desk.domain.contacts.consent import FROM_FOLLOWUP as FROM_FOLLOWUP
from crm_desk.domain.contacts.consent import Block, ConsentNote, Reach, usable
from crm_desk.domain.contacts.consent_words import Consent
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.errors import ReportableError
from crm_desk.store import persons
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import consents as contacts_consents
from crm_desk.store.contacts import reach as contacts_reach
from crm_desk.store.contacts.policy import email_if_unknown
from crm_desk.store.contacts.reach import FROM_FILE as FROM_FILE


@dataclass(frozen=True)
class Consents:
    """How a person may be reached.

    Attributes:
        notes: what was said, one per medium that anything is known of; `medium` None is 連絡不可.
            What a customer file says of e-mail has its source, or `FROM_FILE`.
        blocks: why a way can't be taken, for those that can't.
    """

    notes: tuple[ConsentNote, ...]
    reach: Reach
    blocks: dict[Way, Block]

    @property
    def no_contact(self) -> bool:
        """連絡不可."""
        return self.reach.no_contact


def consents(desk: Desk, customer: int) -> Consents:
    """How a person may be reached, under all its names.

    Raises:
        ReportableError: `customer_gone`.
    """
    return desk.store.read(lambda connection: consents_in(connection, customer))


def consents_in(connection: Connection, customer: int) -> Consents:
    """As `consents`, on any connection."""
    customer = root_in(connection, customer)
    reach = reach_in(connection, [customer])[customer]
    said: dict[Medium | None, ConsentNote] = {}
    for note in chain.from_iterable(contacts_reach.said(connection, customer).values()):
        holds = reach.consent(note.medium) if note.medium else _as_a_whole(reach)
        # Of several names the one that decides.
        if note.medium not in said or note.consent == holds:
            said[note.medium] = note
    blocks = {way: block for way in Way if (block := usable(way, reach)) is not None}
    return Consents(tuple(said.values()), reach, blocks)


def _as_a_whole(reach: Reach) -> Consent:
    return "refused" if reach.no_contact else "unknown"


def reach_in(connection: Connection, customers: Sequence[int] | None) -> dict[int, Reach]:
    """How these persons, or all, can be reached, by the shop's rule for unknown consent."""
    allowed = email_if_unknown(connection)
    return contacts_reach.reaches(
        connection, customers, email_if_unknown=allowed, year=this_day().year
    )


def held_back_in(connection: Connection) -> set[int]:
    """Persons who must not be contacted in any way, by the customer that stands for each."""
    return contacts_reach.held_back_ids(connection, this_day().year)


def set_consent(
    desk: Desk,
    customer: int,
    medium: Medium,
    consent: Consent,
    *,
    day: date,
    source: str,
    today: date,
) -> Changes:
    """Note what a customer said of a medium.

    Args:
        source: how it came: a call, a card, in the shop.

    Raises:
        ReportableError: `customer_gone`, `approach_ahead`, `date_far`; `refusal_stands`: this does
            not take the place of what the customer has refused.
    """
    check_not_ahead(day, today)
    note = ConsentNote(medium, consent, day, clean_line(source))
    return _note(desk, customer, note, "consent", today)


def set_no_contact(
    desk: Desk, customer: int, *, no_contact: bool, day: date, source: str, today: date
) -> Changes:
    """Mark a person 連絡不可, or take the mark away; errors as `set_consent`."""
    check_not_ahead(day, today)
    said: Consent = "refused" if no_contact else "unknown"
    note = ConsentNote(None, said, day, clean_line(source))
    return _note(desk, customer, note, "no_contact", today)


def _note(desk: Desk, customer: int, note: ConsentNote, label_key: str, today: date) -> Changes:
    def work(connection: Connection) -> ContactsEdit:
        return _edit(connection, customer, note, label_key, today)

    edit = desk.store.read(work)
    return desk.apply(edit) if edit.consents else NOTHING


def _edit(
    connection: Connection, customer: int, note: ConsentNote, label_key: str, today: date
) -> ContactsEdit:
    """The edit that makes a person, under all its names, say this.

    Raises:
        ReportableError: `refusal_stands`.
    """
    root = root_in(connection, customer)
    spoken = note.medium is not None and note.consent != "refused"
    if spoken and contacts_reach.consent_after(connection, root, note) == "refused":
        raise ReportableError("refusal_stands")
    names = _speaking(connection, root, note)
    ids, new = persons_for(connection, names)
    changes = ((ids[name], kept(connection, ids[name], note.medium), note) for name in names)
    changed = tuple(c for c in changes if c[1] != c[2])
    said = contacts_reach.said(connection, root)
    held = {
        ids[name]: each.consent
        for name in names
        for each in said.get(name, ())
        if each.medium is note.medium
    }
    events = events_of(connection, changed, today, held)
    return ContactsEdit(label_key, new_persons=new, consents=changed, events=events)


def _speaking(connection: Connection, root: int, note: ConsentNote) -> list[int]:
    """The names of a person that a word is noted under.

    A refusal under all of them, so that none is written to should they be parted; another word
    only under the first, and where it takes the place of one.
    """
    if note.consent == "refused":
        return sorted(persons.group(connection, root))
    said = contacts_reach.said(connection, root)
    others = (name for name, notes in said.items() if any(n.medium is note.medium for n in notes))
    return list(dict.fromkeys((root, *others)))


def left_to_each(connection: Connection, customer: int) -> ContactsEdit | None:
    """The edit that leaves a person's 断り with every name, before the names are parted.

    Nobody can tell afterwards which of two spoke; who is asked again loses nothing.
    """
    root = root_in(connection, customer)
    said, declined = (
        contacts_reach.said(connection, root),
        contacts_reach.declined(connection, root),
    )
    last: dict[Medium, date] = {}
    for medium, day in chain.from_iterable(days.items() for days in declined.values()):
        last[medium] = max(day, last.get(medium, day))
    holds = reach_in(connection, [root])[root]
    wanted = [
        (name, ConsentNote(medium, "refused", day, FROM_FOLLOWUP))
        for medium, day in last.items()
        if holds.consent(medium) == "refused"
        for name, notes in said.items()
        if not any(n.medium is medium and n.consent == "refused" for n in notes)
    ]
    ids, new = persons_for(connection, [name for name, _ in wanted])
    changes = tuple(
        (ids[name], kept(connection, ids[name], note.medium), note) for name, note in wanted
    )
    if not changes:
        return None
    events = events_of(connection, changes, this_day())
    return ContactsEdit("part", new_persons=new, consents=changes, events=events)


def root_in(connection: Connection, customer: int) -> int:
    """The person that a customer is.

    Raises:
        ReportableError: `customer_gone`.
    """
    found = persons.roots(connection, [customer])
    if customer not in found:
        raise ReportableError("customer_gone")
    return found[customer]


def kept(connection: Connection, person: int, medium: Medium | None) -> ConsentNote | None:
    """What a person said of a medium, as the shop noted it."""
    notes = contacts_consents.consents(connection, [person]).get(person, ())
    return next((note for note in notes if note.medium is medium), None)
