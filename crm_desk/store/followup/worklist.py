"""Plans as the worklist and the results show them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from crm_desk.domain.contacts.media import Medium
from crm_desk.domain.followup.standing import Bucket, PlanState
from crm_desk.domain.sort_order import sort_key
from crm_desk.store.connection import Connection
from crm_desk.store.customers import search
from crm_desk.store.followup.standing_sql import (
    COUNTS,
    NEXT_UNIT,
    PARCEL,
    RUNNING,
    days,
    medium_of,
    with_standing,
)
from crm_desk.store.persons import ROOT
from crm_desk.store.rows import marks, portions

_SORTS = {
    # NULL is what is empty: it comes last, whichever way round.
    "due": "s.next",
    "name": "nullif(c.name_order, '')",
    "member_no": "nullif(c.member_order, '')",
    "cluster": """
        CASE s.cluster
            WHEN '' THEN NULL
            WHEN 'top1' THEN 1
            WHEN 'top10' THEN 2
            WHEN 'top20' THEN 3
            WHEN 'four_plus' THEN 4
            WHEN 'two_three' THEN 5
            ELSE 6
        END""",
    "template": """
        (SELECT t.key FROM json_each(:templates) t WHERE t.value = nullif(s.template, ''))""",
    "last_day": "s.last_day",
    "done": "s.counted",
    "bought": "s.bought",
}
SORTS = frozenset(_SORTS)
"""Columns that the worklist can be sorted by."""


class PlanStanding(NamedTuple):
    """How one plan stands; `next_step` is 0 where no step is open, `bought` an ordinal or None."""

    id: int
    root: int | None
    state: PlanState
    bucket: Bucket
    counted: int
    media: int
    next_step: int
    bought: int | None
    amount: int


class WorklistQuery(NamedTuple):
    """What a worklist is asked for; "" and None ask for everything.

    Attributes:
        words: each must be found in the name, kana, id, e-mail or telephone.
        cluster: where the customer stood when the plan was made.
        medium: of the step that is due next.
        template: its name.
        sort: one of `SORTS`.
    """

    words: str = ""
    cluster: str = ""
    medium: Medium | None = None
    template: str = ""
    sort: str = "due"
    descending: bool = False


class WorklistEntry(NamedTuple):
    """A line of the worklist.

    Attributes:
        medium: of the step that is due next; None where none is open.
        is_listed: it is the medium asked for. The others are told of to be counted.
    """

    id: int
    bucket: Bucket
    bought: bool
    medium: Medium | None
    is_listed: bool


def entries(
    connection: Connection, wanted: WorklistQuery, today: date, basis: str
) -> list[WorklistEntry]:
    """Plans whose window still runs, in order; the open and the achieved ones."""
    values: dict[str, object] = {**days(today)}
    values["medium"] = None if wanted.medium is None else wanted.medium.value
    if wanted.sort == "template":
        values["templates"] = json.dumps(list(templates_used(connection)))
    conditions = ["s.bucket <> 'closed'", *_conditions(wanted, values)]
    way = "DESC" if wanted.descending else "ASC"
    rows = connection.execute(
        f"""
        {with_standing(RUNNING, basis)}
        SELECT
            s.id, s.bucket, s.bought IS NOT NULL, {medium_of("t.way")} AS medium,
            :medium IS NULL OR {medium_of("t.way")} IS :medium
        FROM standing s
        LEFT JOIN customer c ON c.id = s.root
        LEFT JOIN followup_step t ON t.plan_id = s.id AND t.number = s.next % {NEXT_UNIT}
        WHERE {" AND ".join(conditions)}
        ORDER BY {_SORTS[wanted.sort]} {way} NULLS LAST, s.next, s.id
        """,
        values,
    )
    return [
        WorklistEntry(id_, Bucket(bucket), bool(bought), medium and Medium(medium), bool(listed))
        for id_, bucket, bought, medium, listed in rows
    ]


def _conditions(wanted: WorklistQuery, values: dict[str, object]) -> Iterator[str]:
    """Conditions on `standing` s, its customer c and its next step t; fills what they bind."""
    for name in ("cluster", "template"):
        if value := getattr(wanted, name):
            values[name] = value
            yield f"s.{name} = :{name}"
    for place, each in enumerate(search.conditions(wanted.words, values)):
        values[f"r{place}"] = each.word.written
        yield f"""
            (
                {each.of("c")}
                OR s.root IN (
                    SELECT j.joined_to FROM customer j
                    WHERE j.joined_to IS NOT NULL AND {each.of("j")}
                )
                OR EXISTS (
                    SELECT 1 FROM person
                    WHERE person.id = s.person_id AND instr(person.former_name, :r{place})
                )
            )"""


def counts(connection: Connection, today: date, basis: str) -> dict[Bucket, tuple[int, int]]:
    """Plans whose window still runs, by bucket: how many, and in how many something was bought."""
    rows = connection.execute(
        f"""
        {with_standing(RUNNING, basis)}
        SELECT bucket, count(*), count(bought)
        FROM standing
        WHERE bucket <> 'closed'
        GROUP BY bucket
        """,
        days(today),
    )
    return {Bucket(bucket): (plans, bought) for bucket, plans, bought in rows}


def plan_standings(
    connection: Connection, today: date, basis: str, *, running: bool = False
) -> list[PlanStanding]:
    """How every plan stands, or every one whose window still runs."""
    return _standings(connection, RUNNING if running else "TRUE", basis, days(today))


def plan_standings_of(
    connection: Connection, customers: Iterable[int], today: date, basis: str
) -> list[PlanStanding]:
    """How the plans of some persons stand whose window still runs.

    Args:
        customers: those that stand for the persons.
    """
    chosen = f"{RUNNING} AND {ROOT} IN (SELECT value FROM json_each(:customers))"
    values = {**days(today), "customers": json.dumps(list(customers))}
    return _standings(connection, chosen, basis, values)


def _standings(
    connection: Connection, chosen: str, basis: str, values: Mapping[str, object]
) -> list[PlanStanding]:
    rows = connection.execute(
        f"""
        {with_standing(chosen, basis)}
        SELECT
            id, root, state, bucket, counted, met, coalesce(next % {NEXT_UNIT}, 0), bought, amount
        FROM standing
        ORDER BY id
        """,
        values,
    )
    return [PlanStanding(*(*row[:2], PlanState(row[2]), Bucket(row[3]), *row[4:])) for row in rows]


def open_steps(connection: Connection, today: date, basis: str) -> list[tuple[int | None, str]]:
    """(day, way) of every open step of open plans that don't wait: the work that is planned."""
    return connection.execute(
        f"""
        {with_standing(RUNNING, basis)}
        SELECT t.planned, t.way
        FROM standing p
        JOIN followup_step t ON t.plan_id = p.id
        WHERE p.state IN ('not_started', 'under_way')
            AND p.paused_on IS NULL
            AND NOT EXISTS (
                SELECT 1 FROM approach a WHERE a.plan_id = p.id AND a.step = t.number AND {COUNTS}
            )
        """,
        days(today),
    ).fetchall()


class DueStep(NamedTuple):
    """An open step; `day` is an ordinal, today's where it waits for a parcel no longer."""

    plan: int
    number: int
    day: int
    way: str


def due_steps(connection: Connection, until: date, today: date, basis: str) -> list[DueStep]:
    """Every open step up to a day of open plans that don't wait, by day."""
    rows = connection.execute(
        f"""
        {with_standing(RUNNING, basis)}
        SELECT p.id, t.number, coalesce(t.planned, {PARCEL}) AS day, t.way
        FROM standing p
        JOIN followup_step t ON t.plan_id = p.id
        WHERE p.state IN ('not_started', 'under_way')
            AND p.paused_on IS NULL
            AND coalesce(t.planned, {PARCEL}) <= :until
            AND NOT EXISTS (
                SELECT 1 FROM approach a WHERE a.plan_id = p.id AND a.step = t.number AND {COUNTS}
            )
        ORDER BY day, p.id, t.number
        """,
        {**days(today), "until": until.toordinal()},
    )
    return [DueStep(*row) for row in rows]


class PlanRecipient(NamedTuple):
    """Whom a plan is for; `root` is the customer that stands for the person."""

    root: int
    template: str
    is_paused: bool


def people_of(connection: Connection, plan_ids: Sequence[int]) -> list[PlanRecipient]:
    """Whom these plans are for, in their order; plans of whoever is gone are left out."""
    found: dict[int, PlanRecipient] = {}
    for some in portions(plan_ids):
        rows = connection.execute(
            f"""
            SELECT p.id, {ROOT}, p.template, p.paused_on IS NOT NULL
            FROM followup_plan p
            JOIN person ON person.id = p.person_id
            JOIN customer c ON c.id = person.customer_id
            WHERE p.id IN ({marks(some)})
            """,
            some,
        )
        found |= {id_: PlanRecipient(root, name, bool(paused)) for id_, root, name, paused in rows}
    return [found[id_] for id_ in plan_ids if id_ in found]


def templates_used(connection: Connection) -> Mapping[str, int]:
    """Names of templates that running and past plans were made from, in order, with how many."""
    rows = connection.execute(
        "SELECT template, count(*) FROM followup_plan GROUP BY template"
    ).fetchall()
    return dict(sorted(rows, key=lambda row: sort_key(row[0])))


class PastPlan(NamedTuple):
    """A plan as results count it; `root` is None where the customer is gone."""

    id: int
    root: int | None
    template: str
    cluster: str
    band: int | None
    subscribed: bool
    start: date
    last_day: date
    state: PlanState
    bought: bool
    amount: int


def past(connection: Connection, today: date, basis: str) -> list[PastPlan]:
    """Every plan with what came of it."""
    rows = connection.execute(
        f"""
        {with_standing("TRUE", basis)}
        SELECT
            id, root, template, cluster, band, subscribed, start, last_day, state,
            bought IS NOT NULL, amount
        FROM standing
        ORDER BY id
        """,
        days(today),
    )
    return [_past_plan(row) for row in rows]


def _past_plan(row: tuple[Any, ...]) -> PastPlan:
    id_, root, template, cluster, band, subscribed, start, last_day, state, bought, amount = row
    return PastPlan(
        id_,
        root,
        template,
        cluster,
        band,
        bool(subscribed),
        date.fromordinal(start),
        date.fromordinal(last_day),
        PlanState(state),
        bool(bought),
        amount,
    )


def media_used(connection: Connection) -> list[tuple[int, str, int]]:
    """(plan, medium, approaches that count) of every plan."""
    return connection.execute(
        f"""
        SELECT p.id, {medium_of("a.way")} AS medium, count(*)
        FROM followup_plan p
        JOIN approach a ON a.plan_id = p.id
        WHERE {COUNTS}
        GROUP BY p.id, medium
        """
    ).fetchall()
