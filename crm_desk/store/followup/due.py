"""Whom to turn to this morning: steps that are due, and first-time buyers."""

from datetime import date
from typing import NamedTuple

from crm_desk.domain.contacts.media import Way
from crm_desk.domain.followup.standing import Bucket
from crm_desk.store.connection import Connection
from crm_desk.store.followup.standing_sql import NEXT_UNIT, RUNNING, days, with_standing
from crm_desk.store.persons import ROOT


class DuePlan(NamedTuple):
    """A plan whose next step is late or of today.

    Attributes:
        way: of that step; None where every step is done.
    """

    id: int
    person: int
    bucket: Bucket
    way: str | None

    @property
    def is_call(self) -> bool:
        """By telephone."""
        return self.way == Way.PHONE.value


def due_plans(connection: Connection, today: date, basis: str) -> list[DuePlan]:
    """Every one of them, calls first, then what is due longest."""
    words = {"call": Way.PHONE, "late": Bucket.LATE, "of_today": Bucket.TODAY}
    rows = connection.execute(
        f"""
        {with_standing(RUNNING, basis)}
        SELECT s.id, s.person_id, s.bucket, t.way
        FROM standing s
        LEFT JOIN followup_step t ON t.plan_id = s.id AND t.number = s.next % {NEXT_UNIT}
        WHERE s.bucket IN (:late, :of_today)
        ORDER BY t.way = :call DESC, s.next, s.id
        """,
        {**days(today), **{name: word.value for name, word in words.items()}},
    )
    return [DuePlan(id_, person, Bucket(bucket), way) for id_, person, bucket, way in rows]


def is_started_since(connection: Connection, day: date) -> bool:
    """A plan was begun on that day or later."""
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM followup_plan WHERE start >= ?)", (day.toordinal(),)
    ).fetchone()
    return bool(row[0])


def first_buyers(connection: Connection, since: date, today: date) -> list[int]:
    """Who bought for the first time on `since` or later, and only once; the newest first.

    By the customer that stands for the person. Left out are those who are out of the figures,
    who have a plan whose window runs, and whom the shop has turned to since they bought.
    """
    values = {"since": since.toordinal(), "today": today.toordinal()}
    turned_to = dict(
        connection.execute(
            f"""
            SELECT {ROOT}, max(a.day)
            FROM approach a
            JOIN person ON person.id = a.person_id
            JOIN customer c ON c.id = person.customer_id
            WHERE a.day >= :since
            GROUP BY 1
            """,
            values,
        ).fetchall()
    )
    rows = connection.execute(
        f"""
        SELECT s.customer_id, s.first_day
        FROM customer_sums s
        JOIN customer c ON c.id = s.customer_id
        WHERE s.purchases = 1
            AND s.first_day BETWEEN :since AND :today
            AND NOT c.excluded
            AND s.customer_id NOT IN (
                SELECT {_PLANNED}
            )
        ORDER BY s.first_day DESC, s.customer_id
        """,
        values,
    )
    return [root for root, first in rows if turned_to.get(root, 0) < first]


_PLANNED = f"""coalesce(n.joined_to, n.id)
                FROM followup_plan p
                JOIN person ON person.id = p.person_id
                JOIN customer n ON n.id = person.customer_id
                WHERE {RUNNING}"""
"""Who has a plan whose window runs, by the customer that stands for the person."""
