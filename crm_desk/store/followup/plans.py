"""Follow-up plans, approaches and consents as records: read whole, put whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.contacts.consent import ConsentNote
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.followup.plan import Approach, Halt, Origin, Plan, Result, Step
from crm_desk.domain.followup.standing import Purchase
from crm_desk.store.connection import Connection

AT_ONCE = 500
"""Ids bound to one statement."""

T = TypeVar("T")
Followed = tuple[int, int]
"""(number of somebody who is followed up, customer)."""


class Outside(NamedTuple):
    """An approach outside of a plan."""

    followed: int
    approach: Approach


def followed_ids(connection: Connection, customers: Iterable[int]) -> dict[int, int]:
    """The number of each customer among those who are followed up; those without are left out."""
    found: dict[int, int] = {}
    for some in portions(customers):
        found |= connection.execute(
            f"SELECT customer_id, id FROM followed_customer WHERE customer_id IN ({marks(some)})",
            some,
        ).fetchall()
    return found


def customer_of(connection: Connection, followed: int) -> int | None:
    """The customer that stands for somebody who is followed up; None when they are gone."""
    row = connection.execute(
        "SELECT coalesce(c.joined_to, c.id) FROM followed_customer f"
        " JOIN customer c ON c.id = f.customer_id WHERE f.id = ?",
        (followed,),
    ).fetchone()
    return None if row is None else int(row[0])


def group_of(connection: Connection, customer: int) -> tuple[int, ...]:
    """Everyone followed up who is this person, under whatever name.

    Args:
        customer: the one that stands for the person.
    """
    rows = connection.execute(
        "SELECT f.id FROM customer c JOIN followed_customer f ON f.customer_id = c.id"
        " WHERE c.id = ?1 OR c.joined_to = ?1 ORDER BY f.id",
        (customer,),
    )
    return tuple(id_ for (id_,) in rows)


def next_id(connection: Connection, table: str) -> int:
    """The next number that a record of a table gets."""
    row = connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()
    return int(row[0])


def put_followed(connection: Connection, followed: Iterable[Followed]) -> None:
    """Note customers as followed up; they stay so, nothing of them is in it."""
    connection.executemany(
        "INSERT OR IGNORE INTO followed_customer (id, customer_id) VALUES (?, ?)", followed
    )


def plans(connection: Connection, ids: Iterable[int]) -> dict[int, Plan]:
    """Whole plans by id, in the order asked for; those that are gone are left out."""
    ids = list(ids)
    found: dict[int, Plan] = {}
    for some in portions(ids):
        within = f"IN ({marks(some)})"
        steps = _gathered(
            connection.execute(
                "SELECT plan_id, number, planned, way, purpose FROM followup_step"
                f" WHERE plan_id {within} ORDER BY plan_id, number",
                some,
            ),
            _step,
        )
        approaches = _gathered(
            connection.execute(
                "SELECT plan_id, id, day, way, result, note, step FROM approach"
                f" WHERE plan_id {within} ORDER BY plan_id, day, id",
                some,
            ),
            _approach,
        )
        rows = connection.execute(f"SELECT {_PLAN} FROM followup_plan WHERE id {within}", some)
        found |= {row[0]: _plan(row, steps, approaches) for row in rows}
    return {id_: found[id_] for id_ in ids if id_ in found}


def plans_of(connection: Connection, followed: Sequence[int]) -> tuple[int, ...]:
    """Ids of somebody's plans under all their names, the newest first."""
    rows = connection.execute(
        f"SELECT id FROM followup_plan WHERE followed_id IN ({marks(followed)})"
        " ORDER BY start DESC, id DESC",
        tuple(followed),
    )
    return tuple(id_ for (id_,) in rows)


def put_plans(connection: Connection, plans: Sequence[Plan]) -> None:
    """Insert these plans, or put them in the place of those with the same ids."""
    names = [name.strip() for name in _PLAN.split(",")]
    changed = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    connection.executemany(
        f"INSERT INTO followup_plan ({_PLAN}) VALUES ({marks(names)})"
        f" ON CONFLICT (id) DO UPDATE SET {changed}",
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
    _put_approaches(
        connection,
        ((plan.followed, plan.id, each) for plan in plans for each in plan.approaches),
    )


def remove_plans(connection: Connection, ids: Iterable[int]) -> None:
    """Take plans away whole, with their steps and approaches."""
    connection.executemany("DELETE FROM followup_plan WHERE id = ?", ((id_,) for id_ in ids))


def put_outside(connection: Connection, outside: Iterable[Outside]) -> None:
    """Keep approaches outside of plans."""
    _put_approaches(connection, ((entry.followed, None, entry.approach) for entry in outside))


def remove_outside(connection: Connection, ids: Iterable[int]) -> None:
    """Take approaches outside of plans away."""
    connection.executemany(
        "DELETE FROM approach WHERE id = ? AND plan_id IS NULL", ((id_,) for id_ in ids)
    )


def outside(connection: Connection, followed: Sequence[int]) -> tuple[Outside, ...]:
    """Approaches outside of plans of somebody, the newest first."""
    rows = connection.execute(
        "SELECT followed_id, id, day, way, result, note, step FROM approach"
        f" WHERE plan_id IS NULL AND followed_id IN ({marks(followed)}) ORDER BY day DESC, id DESC",
        tuple(followed),
    )
    return tuple(Outside(row[0], _approach(row[1:])) for row in rows)


def outside_by_id(connection: Connection, id_: int) -> Outside | None:
    """An approach outside of a plan; None when it is gone."""
    row = connection.execute(
        "SELECT followed_id, id, day, way, result, note, step FROM approach"
        " WHERE plan_id IS NULL AND id = ?",
        (id_,),
    ).fetchone()
    return None if row is None else Outside(row[0], _approach(row[1:]))


def plan_of_approach(connection: Connection, id_: int) -> int | None:
    """The plan that an approach belongs to; None where to none, or when it is gone."""
    row = connection.execute("SELECT plan_id FROM approach WHERE id = ?", (id_,)).fetchone()
    return None if row is None else row[0]


def consents(connection: Connection, followed: Sequence[int]) -> dict[int, list[ConsentNote]]:
    """What these said, by their numbers."""
    rows = connection.execute(
        "SELECT followed_id, medium, consent, day, source FROM consent"
        f" WHERE followed_id IN ({marks(followed)}) ORDER BY followed_id, medium",
        tuple(followed),
    )
    return _gathered(rows, consent_note)


def put_consent(connection: Connection, followed: int, note: ConsentNote) -> None:
    """Keep what somebody said of a medium, in the place of what they said before."""
    connection.execute(
        "INSERT OR REPLACE INTO consent (followed_id, medium, consent, day, source)"
        " VALUES (?, ?, ?, ?, ?)",
        (followed, _medium(note.medium), note.consent, ordinal(note.day), note.source),
    )


def remove_consent(connection: Connection, followed: int, medium: Medium | None) -> None:
    """As if somebody had said nothing of a medium."""
    connection.execute(
        "DELETE FROM consent WHERE followed_id = ? AND medium = ?", (followed, _medium(medium))
    )


def purchases(connection: Connection, ids: Iterable[int], basis: str) -> dict[int, list[Purchase]]:
    """Purchases of the customers of these plans within their windows, by plan.

    Args:
        basis: `goods` or `total`: which amount of an order counts.
    """
    found: dict[int, list[Purchase]] = {}
    for some in portions(ids):
        found |= _gathered(
            connection.execute(
                "WITH person AS (SELECT p.id AS plan_id, p.start, p.last_day,"
                "  coalesce(c.joined_to, c.id) AS root FROM followup_plan p"
                "  JOIN followed_customer f ON f.id = p.followed_id"
                f"  JOIN customer c ON c.id = f.customer_id WHERE p.id IN ({marks(some)})),"
                " name AS (SELECT plan_id, start, last_day, root AS id FROM person UNION ALL"
                "  SELECT p.plan_id, p.start, p.last_day, j.id FROM person p"
                "  JOIN customer j ON j.joined_to = p.root)"
                f" SELECT n.plan_id, o.day, o.{basis} FROM name n JOIN shop_order o"
                "  ON o.customer_id = n.id AND o.day BETWEEN n.start AND n.last_day"
                f" WHERE o.current AND NOT o.void AND o.{basis} > 0 ORDER BY n.plan_id, o.day",
                some,
            ),
            lambda row: Purchase(date.fromordinal(row[0]), row[1]),
        )
    return found


def portions(ids: Iterable[T]) -> Iterator[tuple[T, ...]]:
    """So many at a time as one statement takes."""
    rest = iter(ids)
    while some := tuple(islice(rest, AT_ONCE)):
        yield some


def marks(values: Sequence[object]) -> str:
    """Places for bound values."""
    return ", ".join("?" * len(values))


def ordinal(day: date | None) -> int | None:
    """A day as it is kept."""
    return None if day is None else day.toordinal()


def day_of(kept: int | None) -> date | None:
    """A day that was kept."""
    return None if kept is None else date.fromordinal(kept)


def consent_note(row: Sequence[Any]) -> ConsentNote:
    """From (medium, consent, day, source)."""
    return ConsentNote(Medium(row[0]) if row[0] else None, row[1], day_of(row[2]), row[3])


_PLAN = (
    "id, followed_id, start, last_day, template, cluster, band, subscribed, paused_on,"
    " pause_reason, cancelled_on, cancel_reason, bought_on, thanks_on"
)


def _gathered(
    rows: Iterable[Sequence[Any]], read: Callable[[Sequence[Any]], T]
) -> dict[int, list[T]]:
    """Rows by their first column."""
    found: dict[int, list[T]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(read(row[1:]))
    return found


def _plan(
    row: Sequence[Any],
    steps: Mapping[int, list[Step]],
    approaches: Mapping[int, list[Approach]],
) -> Plan:
    id_, followed, start, _, template, cluster, band, subscribed, *ends = row
    paused_on, pause_reason, cancelled_on, cancel_reason, bought_on, thanks_on = ends
    return Plan(
        id=id_,
        followed=followed,
        start=date.fromordinal(start),
        steps=tuple(steps.get(id_, ())),
        template=template,
        origin=Origin(Cluster(cluster) if cluster else None, band, bool(subscribed)),
        pause=_halt(paused_on, pause_reason),
        cancelled=_halt(cancelled_on, cancel_reason),
        bought=day_of(bought_on),
        thanks=day_of(thanks_on),
        approaches=tuple(approaches.get(id_, ())),
    )


def _plan_row(plan: Plan) -> tuple[object, ...]:
    pause, cancelled, origin = plan.pause, plan.cancelled, plan.origin
    return (
        plan.id,
        plan.followed,
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
    )


def _halt(day: int | None, reason: str) -> Halt | None:
    return None if day is None else Halt(date.fromordinal(day), reason)


def _step(row: Sequence[Any]) -> Step:
    number, planned, way, purpose = row
    return Step(number, day_of(planned), Way(way), purpose)


def _approach(row: Sequence[Any]) -> Approach:
    id_, day, way, result, note, step = row
    return Approach(id_, date.fromordinal(day), Way(way), Result(result), note, step)


def _put_approaches(
    connection: Connection, entries: Iterable[tuple[int, int | None, Approach]]
) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO approach (followed_id, plan_id, id, day, way, result, note, step)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                followed,
                plan,
                each.id,
                each.day.toordinal(),
                each.way.value,
                each.result.value,
                each.note,
                each.step,
            )
            for followed, plan, each in entries
        ),
    )


def _medium(medium: Medium | None) -> str:
    return "" if medium is None else medium.value
