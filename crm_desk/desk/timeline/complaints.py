"""What else happens when a customer's complaint opens, or the last one closes.

Follow-up stands above the time line, so it hands in its rules (`desk.capabilities`): here stands
only what they are told, and what they answer.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crm_desk.desk.changes import Changes
from crm_desk.desk.desk import Desk
from crm_desk.desk.edits import Edit
from crm_desk.domain.texts import Texts
from crm_desk.domain.timeline.entry import Entry
from crm_desk.store import persons
from crm_desk.store.connection import Connection
from crm_desk.store.timeline import entries as rows

EntryChange = tuple[Entry | None, Entry | None]
"""(before, after), None where none is."""


class ComplaintTurn(NamedTuple):
    """One person, under all their names, has an open complaint now, or none any more.

    Attributes:
        persons: ids, of every name.
    """

    persons: tuple[int, ...]
    is_open: bool


class Offer(NamedTuple):
    """What the shop may want to do after the last complaint was closed.

    Attributes:
        said, action: keys of the sentence and of its button.
        accept: does it.
    """

    said: str
    action: str
    accept: Callable[[Texts], Changes]


class ComplaintRule(NamedTuple):
    """What a capability above does.

    Attributes:
        follow: the edit that belongs to the same step of undo; None where nothing is to be done.
        offer: what is offered now of these persons; None where nothing is.
    """

    follow: Callable[[Connection, ComplaintTurn, date], Edit | None]
    offer: Callable[[Desk, Sequence[int], date], Offer | None]


ComplaintRules = Sequence[ComplaintRule]


def consequences(
    connection: Connection,
    changes: Iterable[EntryChange],
    linked: Mapping[int, int],
    rules: ComplaintRules,
    today: date,
) -> tuple[Edit, ...]:
    """The edits that follow when entries change.

    Args:
        linked: persons that are made in the same step, with their customers.
    """
    turns = _turns(connection, list(changes), linked)
    found = (rule.follow(connection, turn, today) for turn in turns for rule in rules)
    return tuple(edit for edit in found if edit is not None)


def _turns(
    connection: Connection, changes: Sequence[EntryChange], linked: Mapping[int, int]
) -> list[ComplaintTurn]:
    concerned = {entry.person for pair in changes for entry in pair if entry is not None}
    groups = {_names(connection, each, linked) for each in concerned if each is not None}
    gone = {before.id for before, _ in changes if before is not None}
    found = []
    for group in sorted(groups):
        before = rows.open_complaints(connection, group)
        after = before - gone | {
            entry.id
            for _, entry in changes
            if entry is not None and entry.person in group and entry.is_open_complaint
        }
        if bool(before) is not bool(after):
            found.append(ComplaintTurn(group, bool(after)))
    return found


def _names(connection: Connection, person: int, linked: Mapping[int, int]) -> tuple[int, ...]:
    """The persons of all names that one person has; itself alone once the customer is gone."""
    customer = persons.customer_of(connection, person)
    if customer is None and person in linked:
        customer = persons.roots(connection, [linked[person]]).get(linked[person])
    known = () if customer is None else persons.persons_of(connection, customer)
    return tuple(sorted({person, *known}))
