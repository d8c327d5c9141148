"""What the morning asks of follow-ups: who is due, and whom to turn to besides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from crm_desk.desk.contacts.consent import reach_in
from crm_desk.desk.desk import Desk
from crm_desk.desk.tasks import MOST_NAMED
from crm_desk.domain.contacts.consent import usable
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.followup.standing import Bucket
from crm_desk.store import desk_info
from crm_desk.store.analysis import sales
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import people
from crm_desk.store.followup import due as rows

FIRST_BUYER_DAYS = 14
"""A first purchase is worth a call for so long."""
_LOOKED_AT = 50
"""So many plans at once are asked whether they can be gone on with."""
_KNOWN_DAYS = 180
"""Orders have to reach back so far for a purchase to be called somebody's first."""


class DuePerson(NamedTuple):
    """Somebody whose next step is due.

    Attributes:
        is_call: they are to be called, and may be.
    """

    plan: int
    name: str
    is_call: bool


class DuePlans(NamedTuple):
    """Plans of one bucket.

    Attributes:
        n: all of them.
        first: the first ones: calls, then everything else, then who can't be approached so now.
    """

    n: int
    first: tuple[DuePerson, ...]


@dataclass(frozen=True)
class Morning:
    """How the follow-ups stand in the morning.

    Attributes:
        due: 遅れ and 今日, where there are any.
        is_started: a plan was begun this month.
    """

    due: Mapping[Bucket, DuePlans] = field(default_factory=dict)
    is_started: bool = True


class FirstBuyers(NamedTuple):
    """Who bought for the first time, can be called, and was not turned to since.

    Attributes:
        ids: all of them, the newest first.
        first: (customer, name) of the first ones.
    """

    ids: tuple[int, ...] = ()
    first: tuple[tuple[int, str], ...] = ()


def morning(desk: Desk, today: date) -> Morning:
    """How the follow-ups stand; on any thread."""

    def work(connection: Connection) -> Morning:
        found = rows.due_plans(connection, today, desk_info.amount_basis(connection))
        due = {
            bucket: _due(connection, [each for each in found if each.bucket is bucket])
            for bucket in (Bucket.LATE, Bucket.TODAY)
        }
        is_started = rows.is_started_since(connection, today.replace(day=1))
        return Morning({bucket: some for bucket, some in due.items() if some.n}, is_started)

    return desk.store.read_in_worker(work)


def _due(connection: Connection, plans: list[rows.DuePlan]) -> DuePlans:
    first, waiting = _named(connection, plans)
    who = people.whose(connection, [each.person for each in (*first, *waiting)])
    named = [DuePerson(each.id, who[each.person].name, each.is_call) for each in first]
    named += [DuePerson(each.id, who[each.person].name, is_call=False) for each in waiting]
    return DuePlans(len(plans), tuple(named[:MOST_NAMED]))


def _named(
    connection: Connection, plans: Sequence[rows.DuePlan]
) -> tuple[list[rows.DuePlan], list[rows.DuePlan]]:
    """The first plans whose step can be made as planned, and the first others.

    Since it was planned, somebody may have refused, been marked, or be asked about by their note.
    """
    first: list[rows.DuePlan] = []
    waiting: list[rows.DuePlan] = []
    for at in range(0, len(plans), _LOOKED_AT):
        some = plans[at : at + _LOOKED_AT]
        who = people.whose(connection, [each.person for each in some])
        roots = {person: found.customer_id for person, found in who.items()}
        reaches = reach_in(connection, [root for root in roots.values() if root is not None])
        for each in some:
            reach = reaches.get(roots[each.person] or 0)
            is_free = reach is not None and (
                each.way is None or usable(Way(each.way), reach) is None
            )
            (first if is_free else waiting).append(each)
        if len(first) >= MOST_NAMED:
            break
    return first[:MOST_NAMED], waiting[:MOST_NAMED]


def first_buyers(desk: Desk, today: date) -> FirstBuyers:
    """People worth a call today; on any thread."""

    def work(connection: Connection) -> FirstBuyers:
        since = today - timedelta(days=FIRST_BUYER_DAYS)
        found = rows.first_buyers(connection, since, today)
        known_from = since - timedelta(days=_KNOWN_DAYS)
        if not found or not sales.reach_back_to(connection, known_from):
            return FirstBuyers()
        reach = reach_in(connection, found)
        ids = [id_ for id_ in found if id_ in reach and usable(Way.PHONE, reach[id_]) is None]
        first = ids[:MOST_NAMED]
        who = people.people(connection, first)
        return FirstBuyers(tuple(ids), tuple((id_, who[id_].name) for id_ in first))

    return desk.store.read_in_worker(work)
