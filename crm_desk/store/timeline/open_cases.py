"""How many open cases persons have."""

from crm_desk.store.connection import Connection
from crm_desk.store.persons import ROOT


def open_counts(connection: Connection) -> dict[int, int]:
    """Open cases by person (the customer that stands for them); whoever has none is left out."""
    rows = connection.execute(
        f"""
        SELECT {ROOT}, count(*)
        FROM case_work w
        JOIN entry e ON e.id = w.entry_id
        JOIN person p ON p.id = e.person_id
        JOIN customer c ON c.id = p.customer_id
        WHERE w.closed_day IS NULL
        GROUP BY 1
        """
    )
    return dict(rows.fetchall())
