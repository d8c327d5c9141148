"""What follow-ups came to: a comparison with customers who had no plan, not a proof."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from crm_desk.desk.analysis.cache import order_data
from crm_desk.desk.analysis.orders import OrderData
from crm_desk.desk.desk import Desk
from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.contacts.media import Medium
from crm_desk.domain.followup.results import ResultGroup, ResultRow
from crm_desk.domain.followup.standing import OPEN, PlanState
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection
from crm_desk.store.followup import worklist
from crm_desk.store.followup.worklist import PastPlan

if TYPE_CHECKING:
    from crm_desk.analysis.comparison_group import Place

_Key = tuple[str, str, date | None]


def results(desk: Desk, today: date) -> tuple[ResultRow, ...]:
    """Plans by template, cluster and month of their start, the newest month first; any thread.

    Those to compare with stood in the same clusters and recency bands as the plans' customers
    did, on the first day of the plans' month (as-of that day, from the orders up to it), and had
    no plan that ran in that month. What they bought is counted from that day over a window as
    long as a plan's; of windows that still run, so far. Purchases of `followed` are those in
    each plan's own window. Who gets a plan is chosen by the shop, so the two groups differ in
    more than the plan.
    """
    plans, media = desk.store.read_in_worker(lambda connection: _read(connection, today))
    if not plans:
        return ()
    data = order_data(desk)
    months = sorted({_month(plan) for plan in plans}, reverse=True)
    rows: list[ResultRow] = []
    for month in months:
        mine = [plan for plan in plans if _month(plan) == month]
        compared = _comparison_groups(data, plans, month)
        for key, some in _grouped(mine, lambda p: (p.template, p.cluster, _month(p))):
            rows.append(_row(key, some, media, compared))
    return tuple(rows)


def totals(rows: Iterable[ResultRow]) -> ResultRow | None:
    """All rows added up, without a comparison: the groups of several rows overlap."""
    rows = list(rows)
    if not rows:
        return None
    media: Counter[Medium] = Counter()
    for row in rows:
        media.update(dict(row.media))
    return ResultRow(
        template="",
        cluster=None,
        month=None,
        plans=sum(row.plans for row in rows),
        over=sum(row.over for row in rows),
        achieved=sum(row.achieved for row in rows),
        media=_sorted(media),
        followed=_sum(row.followed for row in rows),
        others=ResultGroup(),
    )


def _read(connection: Connection, today: date) -> tuple[list[PastPlan], dict[int, Counter[Medium]]]:
    plans = worklist.past(connection, today, desk_info.amount_basis(connection))
    media: dict[int, Counter[Medium]] = {}
    for plan, medium, count in worklist.media_used(connection):
        media.setdefault(plan, Counter())[Medium(medium)] += count
    return plans, media


def _month(plan: PastPlan) -> date:
    return plan.start.replace(day=1)


def _comparison_groups(
    data: OrderData, plans: Iterable[PastPlan], month: date
) -> "dict[Place, ResultGroup]":
    """Groups without a plan on the first day of a month."""
    from crm_desk.analysis.comparison_group import without_plan

    place_of = {id_: place for place, id_ in enumerate(data.ids.tolist())}
    planned = {
        place_of[plan.root]
        for plan in plans
        if plan.root in place_of and plan.start <= _last_of(month) and plan.last_day >= month
    }
    return without_plan(data.orders, data.customers, month, planned)


def _last_of(month: date) -> date:
    years, following = divmod(month.month, 12)
    return date.fromordinal(date(month.year + years, following + 1, 1).toordinal() - 1)


def _grouped(
    plans: Iterable[PastPlan], key: Callable[[PastPlan], _Key]
) -> Iterator[tuple[_Key, list[PastPlan]]]:
    groups: dict[_Key, list[PastPlan]] = {}
    for plan in plans:
        groups.setdefault(key(plan), []).append(plan)
    yield from sorted(groups.items(), key=lambda entry: (entry[0][0], entry[0][1]))


def _row(
    key: _Key,
    plans: list[PastPlan],
    media: Mapping[int, Counter[Medium]],
    compared: "Mapping[Place, ResultGroup]",
) -> ResultRow:
    template, cluster, month = key
    used: Counter[Medium] = Counter()
    for plan in plans:
        used.update(media.get(plan.id, {}))
    places: set[Any] = {
        (Cluster(plan.cluster), plan.band, plan.subscribed) for plan in plans if plan.cluster
    }
    return ResultRow(
        template=template,
        cluster=cluster or None,
        month=month,
        plans=len(plans),
        over=sum(plan.state not in OPEN for plan in plans),
        achieved=sum(plan.state is PlanState.ACHIEVED for plan in plans),
        media=_sorted(used),
        followed=ResultGroup(
            len(plans), sum(plan.bought for plan in plans), sum(plan.amount for plan in plans)
        ),
        others=_sum(compared[place] for place in places if place in compared),
    )


def _sum(groups: Iterable[ResultGroup]) -> ResultGroup:
    groups = list(groups)
    return ResultGroup(
        sum(group.people for group in groups),
        sum(group.buyers for group in groups),
        sum(group.amount for group in groups),
    )


def _sorted(media: Counter[Medium]) -> tuple[tuple[Medium, int], ...]:
    return tuple(sorted(media.items(), key=lambda entry: (-entry[1], entry[0])))
