"""People for paper and mail: who may be written to, one envelope a household, all noted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from crm_desk.desk.contacts.consent import reach_in
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import common
from crm_desk.desk.followup.common import Known
from crm_desk.domain.contacts.consent import Block, Reach, usable
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.papers import (
    Addressee,
    Bought,
    ListRow,
    PastOrder,
    SheetData,
    Who,
    addressee,
    households,
)
from crm_desk.domain.texts import Texts
from crm_desk.store import desk_info
from crm_desk.store.analysis import orders
from crm_desk.store.connection import Connection
from crm_desk.store.customers import lists
from crm_desk.store.followup import people as people_rows
from crm_desk.store.followup import plans as rows
from crm_desk.store.followup import worklist
from crm_desk.store.store import never
from crm_desk.store.versions import snapshot

SHEET, LIST, MAILING, SELECTION = "sheet", "list", "mailing", "selection"
"""Kinds of exports."""
ORDERS_ON_SHEET = 5


@dataclass(frozen=True)
class Papers:
    """What may be put on paper.

    Attributes:
        sheets, rows: one a plan, in the order asked for; one of the two is filled.
        left_out: who must not be contacted, or is not in the desk any more.
    """

    sheets: tuple[SheetData, ...] = ()
    rows: tuple[ListRow, ...] = ()
    left_out: tuple[Who, ...] = ()


@dataclass(frozen=True)
class Mailing:
    """Who is written to.

    Attributes:
        addressees: one a household.
        people: everyone who is meant, by household, for tables.
        left_out: who is not, and why.
    """

    addressees: tuple[Addressee, ...]
    people: tuple[tuple[Who, ...], ...]
    left_out: tuple[tuple[Who, Block], ...]


def sheets(desk: Desk, plan_ids: Sequence[int], today: date, texts: Texts) -> Papers:
    """個別管理シート of plans; on any thread. Nothing is noted until `note_export`."""

    def work(connection: Connection) -> Papers:
        with snapshot(connection):
            found, left_out = _allowed(connection, plan_ids, today)
            newest = orders.newest_day(connection)
            made = tuple(_sheet(connection, *each, texts, newest) for each in found)
        return Papers(sheets=made, left_out=left_out)

    return desk.store.read_aside(work)


def list_rows(desk: Desk, plan_ids: Sequence[int], today: date, texts: Texts) -> Papers:
    """The month's list of plans; as `sheets`."""

    def work(connection: Connection) -> Papers:
        with snapshot(connection):
            found, left_out = _allowed(connection, plan_ids, today)
            bought = people_rows.bought(connection, _customers(who for _, who, _ in found))
        made = tuple(
            ListRow(
                who,
                bought.get(who.customer_id or 0, Bought()),
                known.plan,
                known.standing,
                wording.summary(known.plan, known.standing, texts),
            )
            for known, who, _ in found
        )
        return Papers(rows=made, left_out=left_out)

    return desk.store.read_aside(work)


def mailing(desk: Desk, customers: Sequence[int], way: Way = Way.POSTCARD) -> Mailing:
    """Who of these can be written to in a way, one envelope a household; on any thread."""

    def work(connection: Connection) -> Mailing:
        with snapshot(connection):
            ids = list(dict.fromkeys(people_rows.roots(connection, customers).values()))
            people = people_rows.people(connection, ids)
            reaches = reach_in(connection, ids)
        blocks = [(_spoken(people[id_], reaches[id_]), usable(way, reaches[id_])) for id_ in ids]
        homes = households(who for who, block in blocks if block is None)
        return Mailing(
            tuple(addressee(home) for home in homes),
            tuple(map(tuple, homes)),
            tuple((who, block) for who, block in blocks if block is not None),
        )

    return desk.store.read_aside(work)


def reachable(desk: Desk, customers: Sequence[int]) -> dict[int, Who]:
    """Those of these persons who may be contacted, with the ways that can be taken; any thread.

    Args:
        customers: those that stand for the persons.
    """

    def work(connection: Connection) -> dict[int, Who]:
        with snapshot(connection):
            people = people_rows.people(connection, customers)
            reaches = reach_in(connection, customers)
        return {
            id_: _spoken(who, reaches[id_])
            for id_, who in people.items()
            if not reaches[id_].no_contact
        }

    return desk.store.read_aside(work)


@dataclass(frozen=True)
class Meant:
    """Whom plans are for.

    Attributes:
        templates: names of the templates of the plans, by customer, in the order asked for; who
            is gone is left out.
        paused: customers of whom every one of these plans waits.
    """

    templates: dict[int, tuple[str, ...]]
    paused: tuple[int, ...]


def meant(desk: Desk, plan_ids: Sequence[int]) -> Meant:
    """Whom these plans are for; on any thread."""
    found = desk.store.read_aside(lambda c: worklist.people_of(c, plan_ids))
    going: dict[int, dict[str, None]] = {}
    for each in found:
        if not each.is_paused:
            going.setdefault(each.root, {})[each.template] = None
    waiting = dict.fromkeys(each.root for each in found if each.root not in going)
    return Meant(
        {root: tuple(filter(None, names)) for root, names in going.items()}, tuple(waiting)
    )


def note_export(
    desk: Desk, kind: str, purpose: str, customers: Sequence[int], now: datetime
) -> None:
    """Note that these left the desk, once the file is written; on any thread.

    It is a fact, so no undo.

    Args:
        kind: `SHEET`, `LIST`, `MAILING` or `SELECTION`.
        purpose: what for, in a few words.

    Raises:
        UserError: the disk failed.
    """

    def work(connection: Connection) -> None:
        roots = people_rows.roots(connection, customers)
        numbers, new = common.numbered(connection, roots.values())
        rows.put_followed(connection, new)
        people_rows.note_export(connection, now, kind, purpose, numbers.values())

    desk.store.write(work, never)


_Allowed = tuple[Known, Who, Reach]


def _allowed(
    connection: Connection, plan_ids: Sequence[int], today: date
) -> tuple[list[_Allowed], tuple[Who, ...]]:
    """Plans of people who may be contacted, and who may not."""
    known = common.known_in(connection, plan_ids, today)
    whose = people_rows.whose(connection, {each.plan.followed for each in known.values()})
    reaches = reach_in(connection, _customers(whose.values()))
    found: list[_Allowed] = []
    left_out: list[Who] = []
    for each in known.values():
        who = whose[each.plan.followed]
        reach = reaches.get(who.customer_id or 0)
        if reach is None or reach.no_contact:
            left_out.append(who)
        else:
            found.append((each, _spoken(who, reach), reach))
    return found, tuple(left_out)


def _spoken(who: Who, reach: Reach) -> Who:
    """A person without the ways that can't be taken."""
    return replace(
        who,
        email=who.email if usable(Way.EMAIL, reach) is None else "",
        phone=who.phone if usable(Way.PHONE, reach) is None else "",
    )


def _sheet(
    connection: Connection,
    known: Known,
    who: Who,
    reach: Reach,
    texts: Texts,
    newest: int | None,
) -> SheetData:
    customer = who.customer_id or 0
    bought = people_rows.bought(connection, [customer]).get(customer, Bought())
    if newest is not None and bought.last is not None:
        bought = replace(bought, recency=newest - bought.last.toordinal())
    basis = desk_info.amount_basis(connection)
    past = lists.valid_orders(connection, customer, ORDERS_ON_SHEET)
    return SheetData(
        who=who,
        bought=bought,
        plan=known.plan,
        standing=known.standing,
        missing=wording.summary(known.plan, known.standing, texts),
        orders=tuple(
            PastOrder(
                order.day,
                order.total if basis == "total" else order.goods,
                tuple(line[0] for line in order.lines),
            )
            for order in past
        ),
        blocked=tuple(
            (step.number, texts(f"followup.block_{block.value}"))
            for step in known.plan.open_steps()
            if known.standing.is_open and (block := usable(step.way, reach)) is not None
        ),
    )


def _customers(people: Iterable[Who]) -> list[int]:
    return [who.customer_id for who in people if who.customer_id is not None]
