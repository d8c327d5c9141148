"""The worklist: 遅れ, 今日, 今週, これから, 達成."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm_desk.desk.contacts.consent import reach_in
from crm_desk.desk.contacts.shop_media import media_in
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import common
from crm_desk.desk.followup.counting import BUCKETS as BUCKETS
from crm_desk.desk.followup.counting import Count as Count
from crm_desk.desk.followup.counting import counts as counts
from crm_desk.domain.contacts.addressee import Contact
from crm_desk.domain.contacts.consent import Block, Reach, usable
from crm_desk.domain.contacts.media import Medium, Way, offered_media
from crm_desk.domain.followup.plan import Plan
from crm_desk.domain.followup.standing import Bucket, Standing
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import people
from crm_desk.store.followup import worklist
from crm_desk.store.followup.worklist import SORTS as SORTS
from crm_desk.store.followup.worklist import WorklistQuery as WorklistQuery
from crm_desk.store.versions import snapshot

EVERYTHING = WorklistQuery()


@dataclass(frozen=True)
class Worklist:
    """Plans that were asked for, by bucket, each in the order asked for."""

    ids: dict[Bucket, "array[int]"]
    counts: dict[Bucket, Count]


class WorklistRow(NamedTuple):
    """One line of the worklist.

    Attributes:
        id: of the plan.
        customer_id: None when the customer is not in the desk any more.
        block: why the next step can't be made as it is planned.
        reach: of the customer; None when they are gone.
    """

    id: int
    customer_id: int | None
    who: Contact
    plan: Plan
    standing: Standing
    block: Block | None
    reach: Reach | None = None


def open_worklist(desk: Desk, today: date, wanted: WorklistQuery = EVERYTHING) -> Worklist:
    """The plans whose window still runs, on any thread."""
    return desk.store.read_in_worker(lambda connection: _worklist(connection, today, wanted))


def _worklist(connection: Connection, today: date, wanted: WorklistQuery) -> Worklist:
    found = worklist.entries(connection, wanted, today, desk_info.amount_basis(connection))
    ids = {bucket: array("q") for bucket in BUCKETS}
    bought = dict.fromkeys(BUCKETS, 0)
    for entry in found:
        ids[entry.bucket].append(entry.id)
        bought[entry.bucket] += entry.bought
    return Worklist(ids, {bucket: Count(len(ids[bucket]), bought[bucket]) for bucket in BUCKETS})


def rows(desk: Desk, ids: Sequence[int], today: date) -> dict[int, WorklistRow]:
    """These plans as the worklist shows them; those that are gone are left out."""
    return desk.store.read(lambda connection: dict(_rows(connection, ids, today)))


def rows_in_worker(desk: Desk, ids: Sequence[int], today: date) -> dict[int, WorklistRow]:
    """As `rows`, on any thread."""
    return desk.store.read_in_worker(lambda connection: dict(_rows(connection, ids, today)))


def _rows(
    connection: Connection, ids: Sequence[int], today: date
) -> Iterator[tuple[int, WorklistRow]]:
    with snapshot(connection):
        known = common.plans_with_standing_in(connection, ids, today)
        whose = people.whose(connection, {each.plan.person for each in known.values()})
        customers = [who.customer_id for who in whose.values() if who.customer_id is not None]
        reaches = reach_in(connection, customers)
    for id_, (plan, standing) in ((id_, (k.plan, k.standing)) for id_, k in known.items()):
        who = whose[plan.person]
        reach = reaches.get(who.customer_id) if who.customer_id is not None else None
        step = standing.next_step
        block = usable(step.way, reach) if step and reach else None
        yield id_, WorklistRow(id_, who.customer_id, who, plan, standing, block, reach)


def media(desk: Desk) -> tuple[Medium, ...]:
    """Media to filter by: those that the shop uses, and those that steps are planned by."""

    def work(connection: Connection) -> tuple[Medium, ...]:
        chosen = media_in(connection)
        offered = offered_media(chosen)
        planned = {Way(way).medium for way in worklist.ways_planned(connection) if chosen}
        return (*offered, *(m for m in Medium if m in planned and m not in offered))

    return desk.store.read(work)


def used(desk: Desk) -> dict[str, int]:
    """Names of templates to filter by, with how many plans were made from each."""
    return dict(desk.store.read(worklist.templates_used))
