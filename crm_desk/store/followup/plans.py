"""Follow-up plans, approaches and consents as records: read whole, put whole."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.contacts.approach import Approach
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.followup.plan import Halt, Origin, Plan, Step
from crm_desk.domain.followup.standing import Purchase
from crm_desk.store.connection import Connection
from crm_desk.store.contacts.approaches import APPROACH_COLUMNS, approach_of, put_approaches
from crm_desk.store.persons import ROOT
from crm_desk.store.rows import day_of, grouped, marks, ordinal, portions


def plans(connection: Connection, ids: Iterable[int]) -> dict[int, Plan]:
    """Whole plans by id, in the order asked for; those that are gone are left out."""
    ids = list(ids)
    found: dict[int, Plan] = {}
    for some in portions(ids):
        within = f"IN ({marks(some)})"
        steps = grouped(
            connection.execute(
                f"""
                SELECT plan_id, number, planned, way, purpose
                FROM followup_step
                WHERE plan_id {within}
                ORDER BY plan_id, number
                """,
                some,
            ),
            _step,
        )
        approaches = grouped(
            connection.execute(
                f"""
                SELECT plan_id, {APPROACH_COLUMNS}
                FROM approach
                WHERE plan_id {within}
                ORDER BY plan_id, day, id
                """,
                some,
            ),
            approach_of,
        )
        rows = connection.execute(f"SELECT {_PLAN} FROM followup_plan WHERE id {within}", some)
        found |= {row[0]: _plan(row, steps, approaches) for row in rows}
    return {id_: found[id_] for id_ in ids if id_ in found}


def has_any(connection: Connection) -> bool:
    """Whether there is a plan, past ones included."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM followup_plan)").fetchone()[0])


def plans_of(connection: Connection, persons: Sequence[int]) -> tuple[int, ...]:
    """Ids of the plans of these persons, the newest first."""
    rows = connection.execute(
        f"""
        SELECT id FROM followup_plan WHERE person_id IN ({marks(persons)})
        ORDER BY start DESC, id DESC
        """,
        tuple(persons),
    )
    return tuple(id_ for (id_,) in rows)


def put_plans(connection: Connection, plans: Sequence[Plan]) -> None:
    """Insert these plans, or put them in the place of those with the same ids."""
    names = [name.strip() for name in _PLAN.split(",")]
    changed = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    connection.executemany(
        f"""
        INSERT INTO followup_plan ({_PLAN}) VALUES ({marks(names)})
        ON CONFLICT (id) DO UPDATE SET {changed}
        """,
        (_plan_row(plan) for plan in plans),
    )
    ids = [(plan.id,) for plan in plans]
    connection.executemany("DELETE FROM followup_step WHERE plan_id = ?", ids)
    connection.executemany("DELETE FROM approach WHERE plan_id = ?", ids)
    connection.executemany(
        "INSERT INTO followup_step (plan_id, number, planned, way, purpose) VALUES (?, ?, ?, ?, ?)",
        (
            (plan.id, step.number, ordinal(step.planned), step.way.value, step.purpose)
            for plan in plans
            for step in plan.steps
        ),
    )
    put_approaches(
        connection,
        ((plan.person, plan.id, each) for plan in plans for each in plan.approaches),
    )


def remove_plans(connection: Connection, ids: Iterable[int]) -> None:
    """Take plans away whole, with their steps and approaches."""
    connection.executemany("DELETE FROM followup_plan WHERE id = ?", ((id_,) for id_ in ids))


def plan_of_approach(connection: Connection, id_: int) -> int | None:
    """The plan that an approach belongs to; None where to none, or when it is gone."""
    row = connection.execute("SELECT plan_id FROM approach WHERE id = ?", (id_,)).fetchone()
    return None if row is None else row[0]


def purchases(connection: Connection, ids: Iterable[int], basis: str) -> dict[int, list[Purchase]]:
    """Purchases of the customers of these plans within their windows, by plan.

    Args:
        basis: `goods` or `total`: which amount of an order counts.
    """
    found: dict[int, list[Purchase]] = {}
    for some in portions(ids):
        found |= grouped(
            connection.execute(
                f"""
                WITH
                    plan AS (
                        SELECT p.id, p.start, p.last_day, {ROOT} AS root
                        FROM followup_plan p
                        JOIN person ON person.id = p.person_id
                        JOIN customer c ON c.id = person.customer_id
                        WHERE p.id IN ({marks(some)})
                    ),
                    buyer AS (
                        SELECT id, root AS customer, start, last_day FROM plan
                        UNION ALL
                        SELECT p.id, j.id, p.start, p.last_day
                        FROM plan p
                        JOIN customer j ON j.joined_to = p.root
                    )
                SELECT b.id, o.day, o.{basis}
                FROM buyer b
                JOIN shop_order o
                    ON o.customer_id = b.customer AND o.day BETWEEN b.start AND b.last_day
                WHERE o.current AND NOT o.void AND o.{basis} > 0
                ORDER BY b.id, o.day
                """,
                some,
            ),
            lambda row: Purchase(date.fromordinal(row[0]), row[1]),
        )
    return found


_PLAN = (
    "id, person_id, start, last_day, template, cluster, band, subscribed, paused_on,"
    " pause_reason, cancelled_on, cancel_reason, bought_on, thanks_on, paused_by_complaint"
)


def _plan(
    row: Sequence[Any],
    steps: Mapping[int, list[Step]],
    approaches: Mapping[int, list[Approach]],
) -> Plan:
    id_, person, start, _, template, cluster, band, subscribed, *ends = row
    paused_on, pause_reason, cancelled_on, cancel_reason, bought_on, thanks_on, complaint = ends
    return Plan(
        id=id_,
        person=person,
        start=date.fromordinal(start),
        steps=tuple(steps.get(id_, ())),
        template=template,
        origin=Origin(Cluster(cluster) if cluster else None, band, bool(subscribed)),
        pause=_halt(paused_on, pause_reason, by_complaint=bool(complaint)),
        cancelled=_halt(cancelled_on, cancel_reason),
        bought=day_of(bought_on),
        thanks=day_of(thanks_on),
        approaches=tuple(approaches.get(id_, ())),
    )


def _plan_row(plan: Plan) -> tuple[object, ...]:
    pause, cancelled, origin = plan.pause, plan.cancelled, plan.origin
    return (
        plan.id,
        plan.person,
        plan.start.toordinal(),
        plan.last_day.toordinal(),
        plan.template,
        origin.cluster.value if origin.cluster else "",
        origin.band,
        origin.subscribed,
        ordinal(pause.day) if pause else None,
        pause.reason if pause else "",
        ordinal(cancelled.day) if cancelled else None,
        cancelled.reason if cancelled else "",
        ordinal(plan.bought),
        ordinal(plan.thanks),
        pause is not None and pause.by_complaint,
    )


def _halt(day: int | None, reason: str, *, by_complaint: bool = False) -> Halt | None:
    return None if day is None else Halt(date.fromordinal(day), reason, by_complaint)


def _step(row: Sequence[Any]) -> Step:
    number, planned, way, purpose = row
    return Step(number, day_of(planned), Way(way), purpose)
