"""Customers under a contact of the shop itself: proposed for splitting, split, or kept whole.

Nothing is split without a click (import-doubts.md, rule 7). Plans and approaches stay with the
person whose name the customer shows; what was refused holds for each of them, for nobody can tell
afterwards who spoke.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from crm_desk.desk.changes import Changes
from crm_desk.desk.contacts.consent import kept as kept_note
from crm_desk.desk.contacts.edits import ContactsEdit, events_of
from crm_desk.desk.contacts.marks import kept_by_each, marks_in
from crm_desk.desk.contacts.persons import persons_for
from crm_desk.desk.customers.edits import CHANGED
from crm_desk.desk.desk import Desk, today
from crm_desk.desk.edits import Edit, Replace, Several
from crm_desk.domain.contacts.consent import ConsentNote
from crm_desk.domain.customers.splitting import SplitPerson, people_under
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.names import fold_name
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import reach
from crm_desk.store.contacts.shared import shop_contacts
from crm_desk.store.customers import lists
from crm_desk.store.customers import splitting as rows
from crm_desk.store.customers.joins import rehearsal
from crm_desk.store.store import never


class SplitSuggestion(NamedTuple):
    """A customer who is several people.

    Attributes:
        contact: the e-mail address that they have in common, as compared.
        people: the one who keeps plans and approaches first.
        unsure: orders of imports that kept one name only: they go to that one.
        member: the name of the member that the address has joined them to; "" without one.
    """

    customer: int
    contact: str
    people: tuple[SplitPerson, ...]
    unsure: int = 0
    member: str = ""


def suggestions(desk: Desk) -> tuple[SplitSuggestion, ...]:
    """Customers to be split, on any thread; nothing is split by this."""
    return desk.store.read_in_worker(suggestions_in)


def suggestions_in(connection: Connection) -> tuple[SplitSuggestion, ...]:
    """As `suggestions`, on any connection."""
    kept = rows.kept_under_contacts(connection)
    shared = shop_contacts(connection) if kept else frozenset()
    found = (_suggestion(connection, one, shared) for one in kept)
    return tuple(one for one in found if one is not None)


def kept_under(desk: Desk, contacts: Iterable[str]) -> tuple[int, ...]:
    """Customers who are several people under one of these contacts, on any thread."""
    given = frozenset(contacts)

    def work(connection: Connection) -> tuple[int, ...]:
        kept = rows.known_by(connection, tuple(sorted(given)))
        found = (_suggestion(connection, one, given) for one in kept)
        return tuple(one.customer for one in found if one is not None)

    return desk.store.read_in_worker(work)


def split(desk: Desk, customer: int) -> Changes:
    """Give each person under a customer their own orders; can be undone until the next import.

    Raises:
        ReportableError: `customer_gone`: it is gone, or split already.
    """
    edit = desk.store.write(lambda connection: _rehearsed(connection, customer), never)
    return desk.apply(edit)


def keep_whole(desk: Desk, customer: int) -> Changes:
    """A customer stays one: it is not suggested again."""

    def write(connection: Connection, on: bool) -> None:
        rows.keep_whole(connection, customer, on=on)

    edit = Replace("keep_whole", False, True, write, CHANGED, until_import=True)
    return desk.apply(edit)


def _suggestion(
    connection: Connection, kept: rows.KeptCustomer, shared: frozenset[str]
) -> SplitSuggestion | None:
    """None where the customer is one person, as far as anybody can tell."""
    people = people_under(rows.namings(connection, kept.id), kept.name, kept.contact, shared)
    member = ""
    if kept.joined_to is not None:
        member = lists.listed(connection, [kept.joined_to])[kept.joined_to].name
    is_another = bool(people and member) and fold_name(member) != fold_name(kept.name)
    if not people or (len(people) == 1 and not is_another):
        return None
    unsure = sum(n.is_current and not n.is_sure for one in people for n in one.namings)
    return SplitSuggestion(kept.id, kept.contact, people, unsure, member if is_another else "")


def _rehearsed(connection: Connection, customer: int) -> Edit:
    """The edit that splits a customer; what it comes to is tried and taken back."""
    shared = shop_contacts(connection)
    kept = next((k for k in rows.kept_under_contacts(connection) if k.id == customer), None)
    found = None if kept is None else _suggestion(connection, kept, shared)
    if kept is None or found is None:
        raise ReportableError("customer_gone")
    refused, marks = _refused(connection, kept), marks_in(connection, customer)
    with rehearsal(connection):
        before, after, ids = rows.rehearse(connection, kept, found.people)
        both = (*ids, *([kept.joined_to] if kept.joined_to is not None else []))
        said = _said_by_each(connection, refused, both)
        marked = kept_by_each(connection, marks, both)
    every = tuple(sorted({row[0] for row in (*before.customers, *after.customers)}))

    def write(connection: Connection, state: rows.SplitState) -> None:
        rows.write(connection, state, every)

    names = {"n": f"{len(found.people):,}"}
    apart = Replace("split", before, after, write, CHANGED, label_values=names, until_import=True)
    edits: tuple[Edit, ...] = (apart, *(each for each in (said, marked) if each is not None))
    return Several("split", edits, label_values=names, until_import=True)


def _refused(connection: Connection, kept: rows.KeptCustomer) -> list[ConsentNote]:
    """What was refused under a customer, whoever refused it."""
    root = kept.id if kept.joined_to is None else kept.joined_to
    said = reach.said(connection, root)
    notes = chain.from_iterable(said.values())
    by_medium = {note.medium: note for note in notes if note.consent == "refused"}
    return list(by_medium.values())


def _said_by_each(
    connection: Connection, refused: list[ConsentNote], customers: Sequence[int]
) -> ContactsEdit | None:
    """The edit that lets each of these refuse what was refused."""
    wanted = [
        (customer, note)
        for customer in customers
        for note in refused
        if not any(
            known.medium is note.medium and known.consent == "refused"
            for known in chain.from_iterable(reach.said(connection, customer).values())
        )
    ]
    # Of all of them, as for their marks: who is new gets one number, whatever is kept of them.
    ids, new = persons_for(connection, customers)
    changes = tuple(
        (ids[customer], kept_note(connection, ids[customer], note.medium), note)
        for customer, note in wanted
    )
    if not changes:
        return None
    events = events_of(connection, changes, today())
    return ContactsEdit("split", new_persons=new, consents=changes, events=events)
