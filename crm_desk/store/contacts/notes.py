"""Notes (メモ) of persons, as files or the shop say them."""

from collections.abc import Sequence

from crm_desk.store.connection import Connection
from crm_desk.store.persons import ROOT
from crm_desk.store.rows import marks, portions


def notes(connection: Connection, customers: Sequence[int]) -> dict[int, str]:
    """Notes of persons, under all their names, by the customer that stands for each.

    Each on lines of its own, once; who has none is left out.
    """
    found: dict[int, dict[str, None]] = {}
    for some in portions(customers):
        rows = connection.execute(
            f"""
            SELECT {ROOT}, c.note
            FROM customer c
            WHERE (c.id IN ({marks(some)}) OR c.joined_to IN ({marks(some)})) AND c.note <> ''
            ORDER BY c.joined_to IS NOT NULL, c.id
            """,
            some * 2,
        )
        for root, note in rows:
            found.setdefault(root, {})[note] = None
    return {root: "\n".join(said) for root, said in found.items()}
