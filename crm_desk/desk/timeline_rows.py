"""What stands in the time line (時系列) of one customer: each capability yields its own rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from crm_desk.desk.desk import Desk
from crm_desk.desk.route import Route
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts
from crm_desk.store import persons
from crm_desk.store.connection import Connection
from crm_desk.store.versions import snapshot


class RowGroup(StrEnum):
    """What a row is looked for among: 購入, お声がけ, お問い合わせ; others are in すべて only."""

    PURCHASE = "purchase"
    APPROACH = "approach"
    INQUIRY = "inquiry"
    OTHER = "other"


class RowMark(StrEnum):
    """What is drawn before a row."""

    PURCHASE = "purchase"
    VOID = "void"
    APPROACH = "approach"
    PLAN = "plan"
    EXPORT = "export"
    CONSENT = "consent"
    COMPLAINT = "complaint"
    ENTRY = "entry"


class Record(NamedTuple):
    """What a row was made from, such as (`approach`, 12): how it is known again, and opened."""

    kind: str
    id: int


class TimelineRow(NamedTuple):
    """One thing that happened, in words.

    Attributes:
        moment: the time of the day, HH:MM; "" where nobody knows it.
        title: what it is: 購入, お声がけ, クレーム.
        state: what is to be noticed: 取り消し, 対応中.
        figure: an amount, at the right.
        customer: of several names the one that it happened to.
        record: None where there is nothing to change.
        route: where a click leads, for what is changed at a place of its own.
        medium: of an approach, for its picture.
        is_waiting: an open case; it stands on top, whatever its day.
    """

    day: date
    group: RowGroup
    mark: RowMark
    title: str
    words: str
    customer: int
    record: Record
    moment: str = ""
    state: str = ""
    figure: str = ""
    route: Route | None = None
    medium: str = ""
    is_waiting: bool = False


@dataclass(frozen=True)
class TimelineRequest:
    """Whose time line is wanted.

    Attributes:
        customer: the one that stands for the person.
        customers: all names of that person, `customer` first.
        persons: the name (customer) of each id that outlives imports.
        today: the shop's.
    """

    connection: Connection
    customer: int
    customers: tuple[int, ...]
    persons: Mapping[int, int]
    today: date
    texts: Texts
    money: Money


class TimelineSource(NamedTuple):
    """One capability's rows.

    Attributes:
        groups: of the rows that it may yield.
        read: the rows, in any order; on any thread.
    """

    groups: frozenset[RowGroup]
    read: Callable[[TimelineRequest], Iterable[TimelineRow]]


EVERY_GROUP = frozenset(RowGroup)


class TimelineQuestion(NamedTuple):
    """Whose time line is wanted.

    Attributes:
        today: the shop's.
        sources: of all capabilities (`desk.capabilities.TIMELINE`).
        groups: what is wanted; sources of others only are not read.
    """

    customer: int
    today: date
    texts: Texts
    money: Money
    sources: Sequence[TimelineSource]
    groups: frozenset[RowGroup] = EVERY_GROUP


class FoundRows(NamedTuple):
    """What a person's sources yield, in no order.

    Attributes:
        customers: all names of the person, the one that stands for them first; none when gone.
    """

    customers: tuple[int, ...]
    rows: tuple[TimelineRow, ...]


def read_rows(desk: Desk, asked: TimelineQuestion) -> FoundRows:
    """What happened with a person, under all their names; on any thread."""
    return desk.store.read_in_worker(lambda connection: rows_in(connection, asked))


def rows_in(connection: Connection, asked: TimelineQuestion) -> FoundRows:
    """As `read_rows`, on any connection."""
    with snapshot(connection):
        root = persons.roots(connection, [asked.customer]).get(asked.customer)
        if root is None:
            return FoundRows((), ())
        names = (root, *sorted(persons.group(connection, root) - {root}))
        ids = persons.person_ids(connection, names)
        given = TimelineRequest(
            connection=connection,
            customer=root,
            customers=names,
            persons={person: customer for customer, person in ids.items()},
            today=asked.today,
            texts=asked.texts,
            money=asked.money,
        )
        sources = (source for source in asked.sources if source.groups & asked.groups)
        rows = tuple(row for source in sources for row in source.read(given))
    return FoundRows(names, tuple(row for row in rows if row.group in asked.groups))
