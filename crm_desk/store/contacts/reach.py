"""How people can be reached, under all their names."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from crm_desk.domain.contacts.consent import (
    ConsentNote,
    Reach,
    email_consent,
    strictest,
    with_declined,
)
from crm_desk.domain.contacts.consent_words import Consent
from crm_desk.domain.contacts.handles import phone_digits
from crm_desk.domain.contacts.marks import MarkKind
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.contacts.refusals import REACHED_AT
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import addresses, shared
from crm_desk.store.contacts import marks as person_marks
from crm_desk.store.contacts.addresses import Share
from crm_desk.store.contacts.consents import consent_note
from crm_desk.store.contacts.held_back import held_back_names
from crm_desk.store.contacts.others import Given, Spoken, are_namesakes, with_others
from crm_desk.store.contacts.people import people
from crm_desk.store.persons import OF_ROOT, ROOT
from crm_desk.store.rows import day_of, marks, portions

FROM_FILE = "file"
"""Source of what a customer file says without saying where it has it from."""


class FileConsent(NamedTuple):
    """What customer files say of e-mail."""

    consent: Consent
    day: date | None
    source: str


_Values = Sequence[int] | Mapping[str, int]
"""What a condition binds."""


class _Name(NamedTuple):
    """One customer as far as it can be reached."""

    id: int
    root: int
    email: bool
    mall: bool
    phone: bool
    address: bool
    file: FileConsent
    shop_email: bool
    shop_phone: bool


class _Names(NamedTuple):
    """Persons by the customer that stands for each, and what was said under which name."""

    groups: dict[int, list[_Name]]
    notes: dict[int, list[ConsentNote]]


def reaches(
    connection: Connection,
    customers: Iterable[int] | None = None,
    *,
    email_if_unknown: bool,
    year: int,
) -> dict[int, Reach]:
    """How persons can be reached, under all their names, by the customer that stands for each.

    What others refused for the same address counts, too (`domain.contacts.refusals`).

    Args:
        customers: only these persons; None for all.
        year: this year (`marks.open_proposals`).
    """
    customers = None if customers is None else list(customers)
    known = _read(connection, customers)
    own = {
        root: _reach(group, known.notes, email_if_unknown=email_if_unknown)
        for root, group in known.groups.items()
    }
    _without_old_contacts(connection, known, own)
    _with_marks(connection, customers, own, year)
    for root in held_back_names(connection).keys() & own.keys():
        own[root] = replace(own[root], open_complaint=True)
    if customers is None:
        shares = _shared_with_refusing(connection, own)
    else:
        shares = addresses.shared_by(connection, customers)
        more = {share.other for share in shares} - known.groups.keys()
        others = _read(connection, [root for root in more if root > 0])
        known.groups.update(others.groups)
        known.notes.update(others.notes)
    known.notes.update(_notes_of_gone(connection, {share.other for share in shares}))
    dead = person_marks.deceased(connection)
    with_others(connection, own, shares, cache(lambda root: _spoken(root, known, dead)))
    return own


def _with_marks(
    connection: Connection, customers: Sequence[int] | None, own: dict[int, Reach], year: int
) -> None:
    """Put marks, and what waits for an answer, into `own`."""
    for root, found in person_marks.marks_of(connection, customers).items():
        own[root] = replace(own[root], marks={mark.kind: mark for mark in found})
    for proposal in person_marks.open_proposals(connection, customers, year=year):
        own[proposal.root] = replace(own[proposal.root], unread_note=True)


def _read(connection: Connection, customers: Sequence[int] | None) -> _Names:
    if customers is None:
        names = _names(connection, "TRUE", {})
        notes = _notes(connection, "TRUE", {})
    else:
        names, notes = [], {}
        for some in portions(customers):
            chosen = f"(c.id IN ({marks(some)}) OR c.joined_to IN ({marks(some)}))"
            names += _names(connection, chosen, some * 2)
            notes |= _notes(connection, chosen, some * 2)
    groups: dict[int, list[_Name]] = {}
    for name in names:
        groups.setdefault(name.root, []).append(name)
    return _Names(groups, notes)


def _without_old_contacts(connection: Connection, known: _Names, own: dict[int, Reach]) -> None:
    """What only an older name has is none (`domain.contacts.places`).

    A telephone that stands with an older address, or what the shop has taken away.
    """
    doubtful = [
        root
        for root, group in known.groups.items()
        if len(group) > 1
        and any(not (name.phone and name.address and name.email) for name in group)
    ]
    for root, who in people(connection, doubtful).items():
        reach = own[root]
        own[root] = replace(
            reach,
            phone=reach.phone and phone_digits(who.phone) != "",
            address=reach.address and bool(who.address),
            email=reach.email and (bool(who.email) or reach.mall_alias),
        )


def _shared_with_refusing(connection: Connection, own: Mapping[int, Reach]) -> set[Share]:
    """Who shares what address with somebody who refused to be reached there."""
    gone = addresses.gone_refusing(connection)
    refusing = {
        root: reach
        for root, reach in own.items()
        if _holds_back_others(reach) or "refused" in reach.consents.values()
    }
    found: set[Share] = set()
    for kind, media in REACHED_AT.items():
        roots = [
            root
            for root, reach in refusing.items()
            if _holds_back_others(reach)
            or any(reach.consent(medium) == "refused" for medium in media)
        ]
        found |= addresses.shared_with(connection, [*roots, *gone], kind)
    return found


def _holds_back_others(reach: Reach) -> bool:
    """Whoever may be the same person is asked about."""
    return reach.no_contact or MarkKind.DECEASED in reach.marks


def _notes_of_gone(connection: Connection, persons: Iterable[int]) -> dict[int, list[ConsentNote]]:
    """What persons said who are gone, by their negative id."""
    found: dict[int, list[ConsentNote]] = {}
    for some in portions(-person for person in persons if person < 0):
        found |= _notes(connection, f"person.id IN ({marks(some)})", some, gone=True)
    return found


def _spoken(root: int, known: _Names, dead: Container[int]) -> Spoken:
    """What a person said that matters to others with the same address."""
    refused: dict[Medium | None, date | None] = {}
    given: dict[Medium, Given] = {}
    freed: date | None = None
    for note, noted in _words(root, known):
        if note.consent == "refused":
            before = refused.get(note.medium)
            refused[note.medium] = _later(before, note.day)
        elif note.medium is None:
            freed = _later(freed, note.day)
        elif note.consent == "given":
            last = given.get(note.medium, Given(None, noted=False))
            given[note.medium] = Given(_later(last.day, note.day), noted or last.noted)
    return Spoken(refused, given, freed, is_deceased=root in dead)


def _words(root: int, known: _Names) -> Iterator[tuple[ConsentNote, bool]]:
    """(what holds under one name, whether it was noted here)."""
    for note in known.notes.get(root, ()) if root < 0 else ():
        yield note, True
    for name in known.groups.get(root, ()):
        own = known.notes.get(name.id, ())
        kept = next((note for note in own if note.medium is Medium.EMAIL), None)
        holds = email_consent(kept, name.file.consent, name.file.day)
        if kept is None or kept.consent != holds:
            yield ConsentNote(Medium.EMAIL, holds, name.file.day), False
        for note in own:
            if note is not kept or note.consent == holds:
                yield note, True


def _later(one: date | None, other: date | None) -> date | None:
    return max(filter(None, (one, other)), default=None)


def _names(connection: Connection, chosen: str, values: _Values) -> list[_Name]:
    rows = connection.execute(
        f"""
        SELECT
            c.id,
            {ROOT},
            c.email_key <> '' AND NOT c.mall_email,
            c.email_key <> '' AND c.mall_email,
            c.phone_digits <> '',
            c.address <> '',
            c.consent,
            c.consent_day,
            c.consent_source,
            {shared.email_shared("c")},
            {shared.phone_shared("c")}
        FROM customer c
        WHERE {chosen}
        """,
        values,
    )
    return [_name(row) for row in rows]


def _name(row: Sequence[Any]) -> _Name:
    id_, root, email, mall, phone, address, consent, day, source, shop_email, shop_phone = row
    return _Name(
        id_,
        root,
        bool(email and not shop_email),
        bool(mall and not shop_email),
        bool(phone and not shop_phone),
        bool(address),
        FileConsent(consent, day_of(day), source),
        bool(shop_email),
        bool(shop_phone),
    )


def _notes(
    connection: Connection, chosen: str, values: _Values, *, gone: bool = False
) -> dict[int, list[ConsentNote]]:
    """What the shop noted and what approaches brought, by customer; one note a medium.

    Args:
        gone: of persons without a customer, by their negative id.
    """
    noted: dict[int, dict[Medium | None, ConsentNote]] = {}
    for row in connection.execute(
        f"""
        SELECT {_GONE if gone else _HERE}, n.medium, n.consent, n.day, n.source
        FROM consent n
        JOIN person ON person.id = n.person_id
        {"" if gone else _CUSTOMER}
        WHERE {chosen}
        """,
        values,
    ):
        note = consent_note(row[1:])
        noted.setdefault(row[0], {})[note.medium] = note
    for customer, by_medium in _declined(connection, chosen, values, gone=gone).items():
        own = noted.setdefault(customer, {})
        for medium, day in by_medium.items():
            holds = with_declined(own.get(medium), medium, day)
            if holds is not None:
                own[medium] = holds
    return {customer: list(own.values()) for customer, own in noted.items()}


_HERE, _GONE = "c.id", "-person.id"
_CUSTOMER = "JOIN customer c ON c.id = person.customer_id"


def _declined(
    connection: Connection, chosen: str, values: _Values, *, gone: bool = False
) -> dict[int, dict[Medium, date]]:
    """Days of the last 断り, by customer and medium."""
    found: dict[int, dict[Medium, date]] = {}
    for customer, way, day in connection.execute(
        f"""
        SELECT {_GONE if gone else _HERE} AS who, a.way, max(a.day)
        FROM approach a
        JOIN person ON person.id = a.person_id
        {"" if gone else _CUSTOMER}
        WHERE a.result = 'refused' AND {chosen}
        GROUP BY who, a.way
        """,
        values,
    ):
        days, medium = found.setdefault(customer, {}), Way(way).medium
        days[medium] = max(days.get(medium, date.min), date.fromordinal(day))
    return found


def declined(connection: Connection, customer: int) -> dict[int, dict[Medium, date]]:
    """Days of the last 断り to a person, by name (customer id) and medium.

    Args:
        customer: the one that stands for the person.
    """
    return _declined(connection, OF_ROOT, {"root": customer})


def _reach(
    group: Sequence[_Name], notes: dict[int, list[ConsentNote]], *, email_if_unknown: bool
) -> Reach:
    said: dict[Medium, list[Consent]] = {}
    no_contact = False
    for name in group:
        own = {note.medium: note for note in notes.get(name.id, ())}
        no_contact = no_contact or (None in own and own[None].consent == "refused")
        about_email = email_consent(own.get(Medium.EMAIL), name.file.consent, name.file.day)
        said.setdefault(Medium.EMAIL, []).append(about_email)
        for medium, note in own.items():
            if medium not in (None, Medium.EMAIL):
                said.setdefault(medium, []).append(note.consent)
    email = any(name.email for name in group)
    mall = any(name.mall for name in group)
    return Reach(
        email=email or mall,
        mall_alias=mall and not email,
        phone=any(name.phone for name in group),
        address=any(name.address for name in group),
        consents={medium: strictest(words) for medium, words in said.items()},
        no_contact=no_contact,
        email_if_unknown=email_if_unknown,
        shop_email=any(name.shop_email for name in group),
        shop_phone=any(name.shop_phone for name in group),
    )


def said(connection: Connection, customer: int) -> dict[int, list[ConsentNote]]:
    """What a person said, by name (customer id); of e-mail what holds of note and customer file.

    Args:
        customer: the one that stands for the person.
    """
    values = {"root": customer}
    notes = _notes(connection, OF_ROOT, values)
    found: dict[int, list[ConsentNote]] = {}
    for name in _names(connection, OF_ROOT, values):
        own = {note.medium: note for note in notes.get(name.id, ())}
        holds = email_consent(own.get(Medium.EMAIL), name.file.consent, name.file.day)
        kept = own.get(Medium.EMAIL)
        if holds != "unknown" and (kept is None or kept.consent != holds):
            source = name.file.source or FROM_FILE
            own[Medium.EMAIL] = ConsentNote(Medium.EMAIL, holds, name.file.day, source)
        found[name.id] = list(own.values())
    return found


def consent_after(connection: Connection, customer: int, note: ConsentNote) -> Consent:
    """What would hold of a medium once a person has said this under every name.

    Args:
        note: its medium is one, not all of them.
    """
    if note.medium is None:
        raise ValueError("連絡不可 is no medium")
    days, found = declined(connection, customer), []
    for name in _names(connection, OF_ROOT, {"root": customer}):
        own = with_declined(note, note.medium, days.get(name.id, {}).get(note.medium))
        by_file = note.medium is Medium.EMAIL
        consent = own.consent if own is not None else "unknown"
        found.append(email_consent(own, name.file.consent, name.file.day) if by_file else consent)
    return strictest(found)


def held_back_ids(connection: Connection, year: int) -> set[int]:
    """Persons who must not be contacted in any way, by who stands for each (`Reach.held_back`).

    Args:
        year: this year (`marks.open_proposals`).
    """
    found, held = _held_back_and_namesakes(connection)
    unread = {each.root for each in person_marks.open_proposals(connection, year=year)}
    return found | unread | {root for root, reach in held.items() if reach.held_back}


def lookalikes(connection: Connection) -> dict[int, int]:
    """Who may be somebody 連絡不可 or ご逝去 in the desk, by the customers that stand for both."""
    _, held = _held_back_and_namesakes(connection)
    return {
        root: reach.lookalike.customer
        for root, reach in held.items()
        if reach.lookalike is not None and reach.lookalike.customer is not None
    }


_NO_YEAR = 0


def _held_back_and_namesakes(connection: Connection) -> tuple[set[int], dict[int, Reach]]:
    """Who is 連絡不可 or ご逝去; and how their namesakes at one address can be reached."""
    rows = connection.execute(
        f"""
        SELECT DISTINCT {ROOT}
        FROM consent n
        JOIN person ON person.id = n.person_id
        JOIN customer c ON c.id = person.customer_id
        WHERE n.medium = '' AND n.consent = 'refused'
        """
    )
    found = {root for (root,) in rows} | {
        root for root in person_marks.deceased(connection) if root > 0
    }
    shares = addresses.shared_with(connection, [*found, *addresses.gone_refusing(connection)])
    perhaps = {share.root for share in shares if are_namesakes(share)}
    return found, reaches(connection, sorted(perhaps), email_if_unknown=True, year=_NO_YEAR)
