"""The people of an import: who they are in the desk, and what the files say of them."""

from crm_desk.store.connection import Connection
from crm_desk.store.customers import facts
from crm_desk.store.customers.facts import FACT_NAMES


def map_people(connection: Connection, origin: int, *, mall_email: bool) -> None:
    """Find the staging file's people in the desk (`temp.person_map`); who is new is made."""
    # Member ids are unique within their source only.
    key = (
        "CASE WHEN substr(key, 1, 2) = 'm:' THEN 'm:' || :origin || ':' || substr(key, 3)"
        " ELSE key END"
    )
    values = {"origin": origin, "mall": mall_email}
    connection.execute(
        "INSERT OR IGNORE INTO customer (key, source_id, member_no, mall_email)"
        f" SELECT {key}, CASE WHEN substr(key, 1, 2) = 'm:' THEN :origin END, member_no, :mall"
        " FROM staging.person ORDER BY id",
        values,
    )
    connection.execute("DROP TABLE IF EXISTS temp.person_map")
    connection.execute("CREATE TEMP TABLE person_map (id INTEGER PRIMARY KEY, customer_id INTEGER)")
    connection.execute(
        "INSERT INTO temp.person_map SELECT p.id, c.id FROM"
        f" (SELECT id, {key} AS key FROM staging.person) p JOIN customer c ON c.key = p.key",
        values,
    )


def forget_unsaid(connection: Connection, last_before: int) -> None:
    """Remove customers made for this import of whom nothing was taken after all."""
    connection.execute(
        "DELETE FROM customer WHERE id > ?"
        " AND NOT EXISTS (SELECT 1 FROM customer_facts f WHERE f.customer_id = customer.id)"
        " AND NOT EXISTS (SELECT 1 FROM shop_order o WHERE o.customer_id = customer.id)",
        (last_before,),
    )


def take_facts(
    connection: Connection, batch: int, origin: int, people: tuple[int, int], *, orders: bool
) -> int:
    """Keep what one file says of its people; returns of how many.

    Of one who is in several files of the import, the newest that says something counts.

    Args:
        people: first number and end of those that are in the file.
        orders: everyone who ordered is meant; else whoever is new or differs from what
            is known, but not from what the same source's last customer file said.
    """
    chosen = (
        "p.id IN (SELECT person FROM staging.ready)"
        if orders
        else f"({facts.differing_people()} AND NOT {_said_before()}"
        " OR NOT EXISTS (SELECT 1 FROM customer_facts f WHERE f.customer_id = c.id))"
    )
    newest = ", ".join(
        f"{name} = CASE WHEN coalesce(excluded.{name}, '') <> '' AND (coalesce({name}, '') = ''"
        f" OR excluded.seen_day >= seen_day) THEN excluded.{name} ELSE {name} END"
        for name in FACT_NAMES
    )
    return connection.execute(
        f"INSERT INTO customer_facts (customer_id, batch_id, seen_day, {', '.join(FACT_NAMES)})"
        f" SELECT m.customer_id, :batch, p.seen_day, {_of('p')} FROM staging.person p"
        " JOIN temp.person_map m ON m.id = p.id JOIN customer c ON c.id = m.customer_id"
        f" WHERE p.id >= :first AND p.id < :end AND {chosen}"
        " ON CONFLICT (customer_id, batch_id) DO UPDATE SET"
        f" seen_day = max(seen_day, excluded.seen_day), {newest}",
        {"batch": batch, "origin": origin, "first": people[0], "end": people[1]},
    ).rowcount


def _said_before() -> str:
    """Newer orders, or a person, may say otherwise: the same file again changes nothing."""
    return (
        "EXISTS (SELECT 1 FROM customer_facts f WHERE f.customer_id = c.id AND f.batch_id ="
        " (SELECT max(g.batch_id) FROM customer_facts g JOIN import_batch b ON b.id = g.batch_id"
        "  WHERE g.customer_id = c.id AND g.batch_id < :batch AND b.kind = 'customers'"
        "  AND b.source_id = :origin)"
        f" AND ({_of('f')}) IS ({_of('p')}))"
    )


def _of(table: str) -> str:
    return ", ".join(f"{table}.{name}" for name in FACT_NAMES)


def rows_taken(connection: Connection, batch: int) -> tuple[int, int]:
    """(accepted, unchanged) rows of a customer file: those of people with new facts or none."""
    rows, accepted = connection.execute(
        "SELECT coalesce(sum(p.rows), 0), coalesce(sum(p.rows) FILTER (WHERE m.customer_id IN"
        " (SELECT customer_id FROM customer_facts WHERE batch_id = ?)), 0)"
        " FROM staging.person p LEFT JOIN temp.person_map m ON m.id = p.id",
        (batch,),
    ).fetchone()
    return int(accepted), int(rows - accepted)
