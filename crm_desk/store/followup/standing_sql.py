"""How plans stand, worked out in SQL for thousands at once.

The rule is that of `domain.followup.standing`, where it is explained; a test compares the two
over any plans.
"""

from datetime import date

from crm_desk.domain.contacts.media import BY_POST, Medium
from crm_desk.domain.followup.plan import APPROACHES, MEDIA
from crm_desk.domain.followup.standing import LAST_WEEK, week_end
from crm_desk.store.persons import ROOT

NEXT_UNIT = 4
"""`next` holds a day and the number of a step (1 to 3): day * NEXT_UNIT + number."""
_FAR = date.max.toordinal()
"""The day of a step without one."""
PARCEL = f"iif(p.last_day < :today + {LAST_WEEK}, :today, {_FAR})"
"""The day that a step which goes out with the next parcel is due on."""

RUNNING = "p.last_day >= :today"
"""The condition on plans `p` whose window still runs."""
COUNTS = "a.result <> 'not_reached' AND a.day BETWEEN p.start AND p.last_day"
"""The condition on approaches `a` that count for their plan `p`."""


def medium_of(column: str) -> str:
    """SQL for the medium of a way: whatever goes by post is one."""
    ways = ", ".join(f"'{way.value}'" for way in sorted(BY_POST))
    return f"CASE WHEN {column} IN ({ways}) THEN '{Medium.POST.value}' ELSE {column} END"


def days(today: date) -> dict[str, int]:
    """What `with_standing` binds."""
    return {"today": today.toordinal(), "sunday": week_end(today).toordinal()}


def with_standing(chosen: str, basis: str) -> str:
    """The beginning of a statement that reads the table `standing`: plans, and how they stand.

    It has the columns of followup_plan and `root` (the customer that stands for the person, NULL
    when they are gone), `counted` (approaches), `met` (media), `next` (the step that is due next,
    see `NEXT_UNIT`; NULL where none is open), `bought` (day of the first purchase within the
    window, or NULL), `amount`, `state` and `bucket`. What it binds is in `days`.

    Args:
        chosen: a condition on followup_plan `p` and its customer `c`.
        basis: `goods` or `total`: which amount of an order counts.
    """
    return f"""
WITH
    plan AS MATERIALIZED (
        SELECT p.*, {ROOT} AS root
        FROM followup_plan p
        JOIN person ON person.id = p.person_id
        LEFT JOIN customer c ON c.id = person.customer_id
        WHERE {chosen}
    ),
    counted AS (
        SELECT p.id, count(*) AS n, count(DISTINCT {medium_of("a.way")}) AS media
        FROM plan p
        JOIN approach a ON a.plan_id = p.id
        WHERE {COUNTS}
        GROUP BY p.id
    ),
    waiting AS (
        SELECT p.id, min(coalesce(t.planned, {PARCEL}) * {NEXT_UNIT} + t.number) AS next
        FROM plan p
        JOIN followup_step t ON t.plan_id = p.id
        WHERE NOT EXISTS (
            SELECT 1 FROM approach a WHERE a.plan_id = p.id AND a.step = t.number AND {COUNTS}
        )
        GROUP BY p.id
    ),
    -- Every customer that is the person, under whatever name.
    buyer AS (
        SELECT id, root AS customer, start, last_day FROM plan WHERE root IS NOT NULL
        UNION ALL
        SELECT p.id, j.id, p.start, p.last_day
        FROM plan p
        JOIN customer j ON j.joined_to = p.root
    ),
    sold AS (
        SELECT b.id, min(o.day) AS day, sum(o.{basis}) AS amount
        FROM buyer b
        JOIN shop_order o
            ON o.customer_id = b.customer
            AND o.day > b.start
            AND o.day <= min(b.last_day, :today)
        WHERE o.current AND NOT o.void AND o.{basis} > 0
        GROUP BY b.id
    ),
    judged AS (
        SELECT
            p.*,
            coalesce(k.n, 0) AS counted,
            coalesce(k.media, 0) AS met,
            w.next,
            s.day AS bought,
            coalesce(s.amount, 0) AS amount,
            CASE
                WHEN p.cancelled_on IS NOT NULL THEN 'cancelled'
                WHEN k.n >= {APPROACHES} AND k.media >= {MEDIA} THEN 'achieved'
                WHEN p.bought_on IS NOT NULL THEN 'bought'
                WHEN :today > p.last_day THEN iif(s.day IS NULL, 'expired', 'bought')
                WHEN k.n > 0 THEN 'under_way'
                ELSE 'not_started'
            END AS state
        FROM plan p
        LEFT JOIN counted k ON k.id = p.id
        LEFT JOIN waiting w ON w.id = p.id
        LEFT JOIN sold s ON s.id = p.id
    ),
    standing AS (
        SELECT
            *,
            CASE
                WHEN state = 'achieved' AND :today <= last_day THEN 'achieved'
                WHEN state NOT IN ('not_started', 'under_way') THEN 'closed'
                WHEN paused_on IS NOT NULL THEN 'later'
                WHEN next IS NULL THEN 'today'
                WHEN next / {NEXT_UNIT} < :today THEN 'late'
                WHEN next / {NEXT_UNIT} = :today THEN 'today'
                WHEN next / {NEXT_UNIT} <= :sunday THEN 'week'
                ELSE 'later'
            END AS bucket
        FROM judged
    )"""
