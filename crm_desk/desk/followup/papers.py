"""People for paper and mail: who may be written to, one envelope a household, all noted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from crm_desk.desk.contacts.consent import reach_in
from crm_desk.desk.contacts.mailing import _spoken
from crm_desk.desk.contacts.marks import marks_and_note_in, remarks_text
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import common
from crm_desk.desk.followup.common import PlanWithStanding
from crm_desk.domain.contacts.addressee import Contact
from crm_desk.domain.contacts.block_words import block_words
from crm_desk.domain.contacts.consent import Block, Reach, usable
from crm_desk.domain.customers.purchases import Bought, PastOrder
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.papers import ListRow, SheetData
from crm_desk.domain.texts import Texts
from crm_desk.store import desk_info
from crm_desk.store.analysis import orders
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import people as contacts_people
from crm_desk.store.customers import lists, purchases
from crm_desk.store.followup import worklist
from crm_desk.store.versions import snapshot

ORDERS_ON_SHEET = 5
_NOTE_ON_PAPER = 240
"""Signs of marks and note on paper; the rest is on screen."""


@dataclass(frozen=True)
class Papers:
    """What may be put on paper.

    Attributes:
        sheets, rows: one a plan, in the order asked for; one of the two is filled.
        held_back: who must not be contacted, why, and what is known of it.
        gone: who is not in the desk any more.
    """

    sheets: tuple[SheetData, ...] = ()
    rows: tuple[ListRow, ...] = ()
    held_back: tuple[tuple[Contact, Block, Reach], ...] = ()
    gone: tuple[Contact, ...] = ()


def sheets(desk: Desk, plan_ids: Sequence[int], today: date, texts: Texts) -> Papers:
    """個別管理シート of plans; on any thread. Nothing is noted until `note_export`."""

    def work(connection: Connection) -> Papers:
        with snapshot(connection):
            found, held_back, gone = _allowed(connection, plan_ids, today)
            newest = orders.newest_day(connection)
            remarks = _remarks(connection, found, today, texts)
            made = tuple(
                replace(
                    _sheet(connection, *each, texts, newest),
                    remarks=remarks.get(each[1].customer_id or 0, ""),
                )
                for each in found
            )
        return Papers(sheets=made, held_back=held_back, gone=gone)

    return desk.store.read_in_worker(work)


def list_rows(desk: Desk, plan_ids: Sequence[int], today: date, texts: Texts) -> Papers:
    """The month's list of plans; as `sheets`."""

    def work(connection: Connection) -> Papers:
        with snapshot(connection):
            found, held_back, gone = _allowed(connection, plan_ids, today)
            remarks = _remarks(connection, found, today, texts)
            bought = purchases.bought(connection, _customers(who for _, who, _ in found))
        made = tuple(
            ListRow(
                who,
                bought.get(who.customer_id or 0, Bought()),
                known.plan,
                known.standing,
                wording.summary(known.plan, known.standing, texts),
                remarks.get(who.customer_id or 0, ""),
            )
            for known, who, _ in found
        )
        return Papers(rows=made, held_back=held_back, gone=gone)

    return desk.store.read_in_worker(work)


@dataclass(frozen=True)
class Recipients:
    """Whom plans are for.

    Attributes:
        templates: names of the templates of the plans, by customer, in the order asked for; who
            is gone is left out.
        paused: customers of whom every one of these plans waits.
    """

    templates: dict[int, tuple[str, ...]]
    paused: tuple[int, ...]


def recipients(desk: Desk, plan_ids: Sequence[int]) -> Recipients:
    """Whom these plans are for; on any thread."""
    found = desk.store.read_in_worker(lambda c: worklist.people_of(c, plan_ids))
    going: dict[int, dict[str, None]] = {}
    for each in found:
        if not each.is_paused:
            going.setdefault(each.root, {})[each.template] = None
    waiting = dict.fromkeys(each.root for each in found if each.root not in going)
    return Recipients(
        {root: tuple(filter(None, names)) for root, names in going.items()}, tuple(waiting)
    )


_Allowed = tuple[PlanWithStanding, Contact, Reach]


def _remarks(
    connection: Connection, found: Iterable[_Allowed], today: date, texts: Texts
) -> dict[int, str]:
    """Marks and notes in one text each, by customer."""
    known = marks_and_note_in(connection, _customers(who for _, who, _ in found), today)
    said = {id_: " ".join(remarks_text(each, texts).split()) for id_, each in known.items()}
    return {
        id_: text if len(text) <= _NOTE_ON_PAPER else f"{text[:_NOTE_ON_PAPER]}…"
        for id_, text in said.items()
    }


def _allowed(
    connection: Connection, plan_ids: Sequence[int], today: date
) -> tuple[list[_Allowed], tuple[tuple[Contact, Block, Reach], ...], tuple[Contact, ...]]:
    """Plans of people who may be contacted, who may not, and who is gone."""
    known = common.plans_with_standing_in(connection, plan_ids, today)
    whose = contacts_people.whose(connection, {each.plan.person for each in known.values()})
    reaches = reach_in(connection, _customers(whose.values()))
    found: list[_Allowed] = []
    held_back: list[tuple[Contact, Block, Reach]] = []
    gone: list[Contact] = []
    for each in known.values():
        who = whose[each.plan.person]
        reach = reaches.get(who.customer_id or 0)
        if reach is None:
            gone.append(who)
        elif (block := reach.held_back_by) is not None:
            held_back.append((who, block, reach))
        else:
            found.append((each, _spoken(who, reach), reach))
    return found, tuple(held_back), tuple(gone)


def _sheet(
    connection: Connection,
    known: PlanWithStanding,
    who: Contact,
    reach: Reach,
    texts: Texts,
    newest: int | None,
) -> SheetData:
    customer = who.customer_id or 0
    bought = purchases.bought(connection, [customer]).get(customer, Bought())
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
            (step.number, block_words(block, reach, texts))
            for step in known.plan.open_steps()
            if known.standing.is_open and (block := usable(step.way, reach)) is not None
        ),
    )


def _customers(people: Iterable[Contact]) -> list[int]:
    return [who.customer_id for who in people if who.customer_id is not None]
