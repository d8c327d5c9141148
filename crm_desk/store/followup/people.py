"""When persons were approached, and which cells their running plans came from."""

from datetime import date

from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.followup.templates import MatrixPlace, segment_of
from crm_desk.store.connection import Connection
from crm_desk.store.persons import ROOT


def has_orders(connection: Connection) -> bool:
    """Whether anybody has ordered anything."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM shop_order)").fetchone()[0])


def approached(connection: Connection, since: date) -> dict[int, tuple[date, ...]]:
    """Days since a day on which persons were approached, by the customer that stands for each."""
    found: dict[int, list[date]] = {}
    for root, day in connection.execute(
        f"""
        SELECT {ROOT}, a.day
        FROM approach a
        JOIN person ON person.id = a.person_id
        JOIN customer c ON c.id = person.customer_id
        WHERE a.day >= ? AND a.result <> 'not_reached'
        ORDER BY a.day
        """,
        (since.toordinal(),),
    ):
        found.setdefault(root, []).append(date.fromordinal(day))
    return {root: tuple(days) for root, days in found.items()}


def planned_from(connection: Connection, today: date) -> dict[int, set[MatrixPlace]]:
    """Cells that plans with a window still running were made from, by person."""
    found: dict[int, set[MatrixPlace]] = {}
    for root, cluster, band, subscribed in connection.execute(
        f"""
        SELECT {ROOT}, p.cluster, p.band, p.subscribed
        FROM followup_plan p
        JOIN person ON person.id = p.person_id
        JOIN customer c ON c.id = person.customer_id
        WHERE p.last_day >= ? AND p.cluster <> '' AND p.band IS NOT NULL
        """,
        (today.toordinal(),),
    ):
        segment = segment_of(Cluster(cluster), subscribed=bool(subscribed))
        found.setdefault(root, set()).add(MatrixPlace(segment, band))
    return found
