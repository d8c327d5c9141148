"""Who is written to: who may be, one envelope a household, all of it noted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from crm_desk.desk.contacts.consent import reach_in
from crm_desk.desk.contacts.marks import NO_REMARKS, marks_and_note_in, remarks_text
from crm_desk.desk.contacts.persons import persons_for
from crm_desk.desk.desk import Desk
from crm_desk.domain.contacts.addressee import (
    USUAL_NAMES,
    Addressee,
    Contact,
    NameChoices,
    addressee,
    has_name,
    households,
)
from crm_desk.domain.contacts.consent import Block, Reach, usable
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.contacts.purposes import Purpose
from crm_desk.domain.texts import Texts
from crm_desk.store import persons
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import exports
from crm_desk.store.contacts import people as contacts_people
from crm_desk.store.store import never
from crm_desk.store.versions import snapshot

SHEET, LIST, MAILING, SELECTION = "sheet", "list", "mailing", "selection"
ANNOUNCEMENT = "announcement"
"""Kinds of exports; the last one is 一斉案内, to people of no plan in particular."""


@dataclass(frozen=True)
class Mailing:
    """Who is written to.

    Attributes:
        addressees: one a household.
        people: everyone who is meant, by household, for tables.
        left_out: who is not, why, and what is known of reaching them.
        nameless: who is not, as no letter can name them.
        codeless: who is written to without a post code, as none is known.
    """

    addressees: tuple[Addressee, ...]
    people: tuple[tuple[Contact, ...], ...]
    left_out: tuple[tuple[Contact, Block, Reach], ...]
    nameless: tuple[Contact, ...] = ()
    codeless: tuple[Contact, ...] = ()


def mailing(
    desk: Desk,
    customers: Sequence[int],
    way: Way = Way.POSTCARD,
    choices: NameChoices = USUAL_NAMES,
    *,
    one_each: bool = False,
    purpose: Purpose | None = None,
    day: date | None = None,
) -> Mailing:
    """Who of these can be written to in a way, one envelope a household; on any thread.

    Args:
        one_each: an envelope for everybody, also for those who live together.
        purpose, day: what for, and when it goes out, as `usable` takes them (喪中).
    """

    def work(connection: Connection) -> Mailing:
        with snapshot(connection):
            ids = list(dict.fromkeys(persons.roots(connection, customers).values()))
            people = contacts_people.people(connection, ids)
            reaches = reach_in(connection, ids)
        blocks = [
            (
                _spoken(people[id_], reaches[id_]),
                usable(way, reaches[id_], purpose=purpose, day=day),
                reaches[id_],
            )
            for id_ in ids
        ]
        meant = [who for who, block, _ in blocks if block is None]
        left_out = tuple((who, block, reach) for who, block, reach in blocks if block is not None)
        return replace(_addressed(meant, choices, one_each=one_each), left_out=left_out)

    return desk.store.read_in_worker(work)


def _addressed(meant: Sequence[Contact], choices: NameChoices, *, one_each: bool) -> Mailing:
    """Envelopes of those who can be written to."""
    named = [who for who in meant if choices.in_charge or has_name(who)]
    homes = [[who] for who in named] if one_each else households(named)
    return Mailing(
        tuple(addressee(home, choices) for home in homes),
        tuple(map(tuple, homes)),
        (),
        () if choices.in_charge else tuple(who for who in meant if not has_name(who)),
        # The envelope takes the code of the first of a household.
        tuple(home[0] for home in homes if not home[0].postcode.strip()),
    )


@dataclass(frozen=True)
class ListedPeople:
    """People for a list on paper.

    Attributes:
        people: with the ways that can be taken only, and marks and note of each in one text.
        left_out: who must not be contacted, or perhaps so.
    """

    people: tuple[tuple[Contact, str], ...]
    left_out: tuple[tuple[Contact, Block, Reach], ...]


def listed_people(desk: Desk, customers: Sequence[int], today: date, texts: Texts) -> ListedPeople:
    """These persons, each once, as a list names them; on any thread."""

    def work(connection: Connection) -> ListedPeople:
        with snapshot(connection):
            ids = list(dict.fromkeys(persons.roots(connection, customers).values()))
            people = contacts_people.people(connection, ids)
            remarks = marks_and_note_in(connection, ids, today)
            reaches = reach_in(connection, ids)
        found: list[tuple[Contact, str]] = []
        left_out: list[tuple[Contact, Block, Reach]] = []
        for id_ in ids:
            who, reach = _spoken(people[id_], reaches[id_]), reaches[id_]
            if (held_back := reach.held_back_by) is not None:
                left_out.append((who, held_back, reach))
            elif usable(Way.POSTCARD, reach) is None:
                found.append((who, remarks_text(remarks.get(id_, NO_REMARKS), texts)))
            else:
                who = replace(who, postcode="", address="")
                found.append((who, remarks_text(remarks.get(id_, NO_REMARKS), texts)))
        return ListedPeople(tuple(found), tuple(left_out))

    return desk.store.read_in_worker(work)


def named_people(desk: Desk, customers: Sequence[int]) -> tuple[Contact, ...]:
    """Who these persons are, to be named on screen; on any thread."""

    def work(connection: Connection) -> tuple[Contact, ...]:
        found = contacts_people.people(connection, customers)
        return tuple(found[id_] for id_ in customers if id_ in found)

    return desk.store.read_in_worker(work)


def reachable(desk: Desk, customers: Sequence[int]) -> dict[int, Contact]:
    """Those of these persons who may be contacted, with the ways that can be taken; any thread.

    Args:
        customers: those that stand for the persons.
    """

    def work(connection: Connection) -> dict[int, Contact]:
        with snapshot(connection):
            people = contacts_people.people(connection, customers)
            reaches = reach_in(connection, customers)
        return {
            id_: _spoken(who, reaches[id_])
            for id_, who in people.items()
            if not (reaches[id_].held_back or reaches[id_].open_complaint)
        }

    return desk.store.read_in_worker(work)


def note_export(
    desk: Desk, kind: str, purpose: str, customers: Sequence[int], now: datetime
) -> None:
    """Note that these left the desk, once the file is written; on any thread.

    It is a fact, so no undo.

    Args:
        kind: `SHEET`, `LIST`, `MAILING`, `SELECTION` or `ANNOUNCEMENT`.
        purpose: what for, in a few words.

    Raises:
        ReportableError: the disk failed.
    """

    def work(connection: Connection) -> None:
        roots = persons.roots(connection, customers)
        ids, new = persons_for(connection, roots.values())
        persons.put_persons(connection, new)
        exports.note_export(connection, now, kind, purpose, ids.values())

    desk.store.write(work, never)


def _spoken(who: Contact, reach: Reach) -> Contact:
    """A person without the ways that can't be taken."""
    return replace(
        who,
        email=who.email if usable(Way.EMAIL, reach) is None else "",
        phone=who.phone if usable(Way.PHONE, reach) is None else "",
    )
