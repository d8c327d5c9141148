"""How many open cases persons have."""

from crm_desk.store.connection import Connection
from crm_desk.store.persons import ROOT


def open_counts(connection: Connection) -> dict[int, int]:
    """Open cases by person (the customer that stands for them); whoever has none is left out."""
    return dict(connection.execute(OPEN_COUNTS).fetchall())


# CROSS: begins with the open cases, which are few; entries are many.
OPEN_COUNTS = f"""
    SELECT {ROOT}, count(*)
    FROM case_work w
    CROSS JOIN entry e ON e.id = w.entry_id
    CROSS JOIN person p ON p.id = e.person_id
    CROSS JOIN customer c ON c.id = p.customer_id
    WHERE w.closed_day IS NULL
    GROUP BY 1
"""
"""The statement of `open_counts`."""
