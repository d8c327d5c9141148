"""Who rings (電話メモ): people found while one types, and what is good to know of one of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from crm_desk.desk.analysis import buyers, cache
from crm_desk.desk.contacts import consent, marks
from crm_desk.desk.contacts.marks import NO_REMARKS, Remarks
from crm_desk.desk.customers.order_words import products_of
from crm_desk.desk.desk import Desk
from crm_desk.desk.timeline.timeline import case_words, day_in_year
from crm_desk.domain.analysis.figures import AnalysisSettings, BuyerRow, Cluster
from crm_desk.domain.contacts.phones import shown_phones
from crm_desk.domain.customers.search import part_in, phone_part
from crm_desk.domain.texts import Texts
from crm_desk.store import persons
from crm_desk.store.connection import Connection
from crm_desk.store.customers import callers as rows
from crm_desk.store.customers import lists
from crm_desk.store.timeline import entries as entry_rows
from crm_desk.store.timeline import open_cases
from crm_desk.store.versions import snapshot

MOST = 50
"""Hits that are shown; whoever sees so many goes on typing."""
OWN_FROM = 3
"""Gaps from which an interval is a customer's own (analysis.md, "Per buyer")."""


class Caller(NamedTuple):
    """Somebody who may be ringing.

    Attributes:
        id: the customer that stands for the person.
        phone: the telephone that was looked for, of whichever name; else the first.
        part: from where to where in it the digits stand that were typed; (0, 0) for none.
        last: day of the last purchase.
        open_cases: how many wait for an answer.
        key: of that customer, which outlives its id.
    """

    id: int
    name: str
    phone: str
    part: tuple[int, int]
    last: date | None
    open_cases: int
    key: str


class CallersFound(NamedTuple):
    """What a search found.

    Attributes:
        callers: those who bought last first, `MOST` at most.
        total: all who were found.
    """

    callers: tuple[Caller, ...]
    total: int


NOBODY = CallersFound((), 0)


NextStep = Callable[[Connection, Sequence[int], date, Texts], str]
"""What the shop means to do next for a person: the ids that outlive imports, the shop's today, the
window's texts; "" for nothing."""


class CallerDetails(NamedTuple):
    """What is good to know before one answers, in words; "" where there is nothing.

    Attributes:
        bought: what was bought last, and when.
        next_step: when the shop means to call or write.
        note: メモ, of all names.
        remarks: marks, set and proposed; the note is in `note`.
        no_contact: 連絡不可.
        cases: what still waits for an answer.
    """

    bought: str
    next_step: str
    note: str
    cases: tuple[str, ...]
    remarks: Remarks
    no_contact: bool


class BuyerHabits(NamedTuple):
    """Where somebody stands among the buyers.

    Attributes:
        interval: days between purchases, where it is the customer's own; else None.
    """

    cluster: Cluster
    interval: int | None


def find_callers(desk: Desk, words: str) -> CallersFound:
    """Look up who rings, on any thread.

    Digits, three or more, are looked for in all telephones of all names, and as a whole member
    number; anything else as the list of customers looks for it.
    """
    if not words.strip():
        return NOBODY

    def work(connection: Connection) -> CallersFound:
        with snapshot(connection):
            parts = phone_part(words)
            if parts:
                found = rows.by_phone(connection, parts, parts[0])
            else:
                found = lists.find(connection, words, "last_day", descending=True)
            return CallersFound(_callers(connection, found[:MOST].tolist(), parts), len(found))

    return desk.store.read_in_worker(work)


def _callers(
    connection: Connection, ids: Sequence[int], parts: Sequence[str]
) -> tuple[Caller, ...]:
    listed = lists.listed(connection, ids)
    phones = rows.phones(connection, ids)
    cases, keys = open_cases.open_counts(connection), persons.keys(connection, ids)
    found = []
    for id_ in ids:
        if id_ in listed:
            phone, part = _phone(phones.get(id_, ()), parts)
            who = listed[id_]
            its = cases.get(id_, 0)
            found.append(Caller(id_, who.name, phone, part, who.last_day, its, keys[id_]))
    return tuple(found)


def _phone(phones: Sequence[str], parts: Sequence[str]) -> tuple[str, tuple[int, int]]:
    """The telephone that the digits stand in, as Japan writes it, and where; else the first."""
    shown = [each for phone in phones for each in shown_phones(phone) or (phone,)]
    for phone in shown:
        part = part_in(phone, parts)
        if part != (0, 0):
            return phone, part
    return (shown[0] if shown else ""), (0, 0)


def habits(desk: Desk, settings: AnalysisSettings, ids: Sequence[int]) -> dict[int, BuyerHabits]:
    """Clusters and intervals, on any thread; who is no buyer is left out.

    The first question after orders were written waits for the figures; nobody waits for this.
    """
    found = buyers.rows_in_worker(desk, cache.look(desk, settings), ids)
    return {id_: BuyerHabits(row.buyer.cluster, _interval(row.buyer)) for id_, row in found.items()}


def _interval(buyer: BuyerRow) -> int | None:
    own = buyer.gaps >= OWN_FROM and buyer.interval is not None and not buyer.subscribed
    return round(buyer.interval) if own and buyer.interval is not None else None


def details(
    desk: Desk, customer: int, today: date, texts: Texts, next_step: NextStep
) -> CallerDetails:
    """What is good to know of a person; on any thread.

    Args:
        next_step: of follow-up (`desk.capabilities.NEXT_STEP`).
    """

    def work(connection: Connection) -> CallerDetails:
        with snapshot(connection):
            ids = persons.persons_of(connection, customer)
            return CallerDetails(
                _bought(connection, customer, today, texts),
                next_step(connection, ids, today, texts),
                _note(connection, customer),
                _open_cases(connection, ids, today, texts),
                *_warnings(connection, customer, today),
            )

    return desk.store.read_in_worker(work)


def _warnings(connection: Connection, customer: int, today: date) -> tuple[Remarks, bool]:
    """What holds a shop back from contacting a person."""
    found = marks.marks_and_note_in(connection, [customer], today).get(customer, NO_REMARKS)
    reach = consent.reach_in(connection, [customer]).get(customer)
    return replace(found, note=""), reach is not None and reach.no_contact


def _bought(connection: Connection, customer: int, today: date, texts: Texts) -> str:
    orders = lists.valid_orders(connection, customer, 1)
    if not orders:
        return ""
    products = products_of(orders[0], texts)
    day = day_in_year(orders[0].day, today, texts)
    key = "bought" if products else "bought_on"
    return texts(f"phone_note.{key}", what=products, day=day)


def _note(connection: Connection, customer: int) -> str:
    names = (customer, *lists.joined_ids(connection, customer))
    found = (lists.customer_record(connection, name) for name in names)
    said = dict.fromkeys(each.note for each in found if each is not None and each.note)
    return " ".join(" ".join(note.split()) for note in said)


def _open_cases(
    connection: Connection, ids: Sequence[int], today: date, texts: Texts
) -> tuple[str, ...]:
    found = entry_rows.entries(connection, entry_rows.entries_of(connection, ids)).values()
    return tuple(
        texts("phone_note.open_case", state=case_words(each.case, today, texts), words=each.words)
        for each in found
        if each.case is not None and each.case.closing is None
    )
