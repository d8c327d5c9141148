"""Customers: the newest facts of each, who is joined to whom, search."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from crm_desk.domain.contacts.handles import is_mall_alias
from crm_desk.domain.customers.fields import FACTS, FieldValue
from crm_desk.domain.customers.people import (
    Facts,
    Handles,
    handles,
    newest,
    other_addresses,
)
from crm_desk.domain.customers.typed_facts import TypedFact, current, typed_before, with_typed
from crm_desk.store.connection import Connection
from crm_desk.store.contacts.marks import put_proposals
from crm_desk.store.customers import typed_facts
from crm_desk.store.rows import marks, portions

FACT_NAMES = tuple(field.name for field in FACTS)
"""Columns that `customer_facts` and `customer` have in common."""
_FACTS_OF_F = ", ".join(f"f.{name}" for name in FACT_NAMES)
_UNSAID = {field.name: field.unsaid for field in FACTS}
_UNKNOWN = {field.name: field.unknown for field in FACTS}
ORDER_NAMES = ("name", "kana", "phone", "postcode", "address")
"""What `order_name` keeps of whom one order names."""
SHOWN_NAMES = (*FACT_NAMES, *Handles._fields)
"""Columns of `customer` that follow from what imports say."""


def refresh_in_portions(
    connection: Connection, ids: Iterable[int], check: Callable[[], None] = lambda: None
) -> None:
    """As `refresh`, of any number of customers.

    Args:
        check: asked before each portion; raises to stop there.
    """
    for some in portions(ids):
        check()
        refresh(connection, some)


def refresh(connection: Connection, ids: Iterable[int]) -> None:
    """Show what is known of these customers; of some hundreds in 0.01 s.

    What was typed here, else the newest that imports say, field by field.
    """
    connection.execute("DROP TABLE IF EXISTS temp.touched")
    connection.execute("CREATE TEMP TABLE touched (id INTEGER PRIMARY KEY)")
    connection.executemany(
        "INSERT OR IGNORE INTO temp.touched VALUES (?)", ((customer,) for customer in ids)
    )
    rows = _said(connection, "temp.touched t")
    typed = typed_facts.of_touched(connection)
    connection.execute(
        "DELETE FROM other_address WHERE customer_id IN (SELECT id FROM temp.touched)"
    )
    connection.execute("DROP TABLE temp.touched")
    updates, said, others, words = [], [], [], []
    for at, row in enumerate(rows):
        said.append(_facts(row))
        if at + 1 == len(rows) or rows[at + 1][0] != row[0]:
            update, other, read = _settled(said, typed.get(row[0], []), row)
            updates.append(update)
            others += other
            words.append(read)
            said = []
    connection.executemany(
        "INSERT INTO other_address (kind, handle, postcode, is_former, customer_id)"
        " VALUES (?, ?, ?, ?, ?)",
        others,
    )
    settings = ", ".join(f"{name} = ?" for name in (*SHOWN_NAMES, "file_mall_email"))
    connection.executemany(f"UPDATE customer SET {settings} WHERE id = ?", updates)
    put_proposals(connection, words)


def _settled(
    said: list[Facts], typed: Sequence[TypedFact], row: Sequence[Any]
) -> tuple[tuple[Any, ...], list[tuple[Any, ...]], tuple[int, str, str, str]]:
    """What a customer shows, the addresses beside that, and the words that may propose marks."""
    customer, key, _, mall = row[:4]
    facts = newest(said)
    of_mall = bool(mall) or is_mall_alias(facts.text("email"))
    now = current(typed)
    if typed:
        said = [*said, *typed_before(key, typed)]
        facts = with_typed(facts, now)
    # An address that was typed is the person's own, whatever files had.
    shown = handles(facts, mall=of_mall and "email" not in now)
    others = other_addresses(said, facts, shown)
    update = (*_shown(facts, shown), of_mall, customer)
    words = (customer, facts.text("note"), facts.text("name"), facts.text("address"))
    return update, [(*each, customer) for each in others], words


def _said(connection: Connection, customers: str) -> list[tuple[Any, ...]]:
    """What imports say of customers, the oldest first.

    Args:
        customers: a table of their ids, called t.
    """
    # CROSS: in this order. Without figures of the tables SQLite would walk along all facts.
    return connection.execute(
        f"SELECT c.id, c.key, c.member_no, c.file_mall_email, f.seen_day, {_FACTS_OF_F}"
        f" FROM {customers} CROSS JOIN customer c ON c.id = t.id"
        " CROSS JOIN customer_facts f ON f.customer_id = c.id"
        " ORDER BY c.id, f.seen_day, f.batch_id"
    ).fetchall()


def said_by_imports(connection: Connection, customer: int) -> Facts:
    """What imports say of a customer, field by field the newest; nothing where none does."""
    rows = _said(connection, f"(SELECT {int(customer)} AS id) t")
    return newest(map(_facts, rows)) if rows else Facts("")


def insert(connection: Connection, customer: int, batch: int, facts: Facts) -> None:
    """Keep what a batch says of a customer."""
    names = ", ".join(("customer_id", "batch_id", "seen_day", *FACT_NAMES))
    values = [facts.values.get(name, unsaid) for name, unsaid in _UNSAID.items()]
    marks = ", ".join("?" * (3 + len(values)))
    connection.execute(
        f"INSERT INTO customer_facts ({names}) VALUES ({marks})",
        (customer, batch, facts.seen_day, *values),
    )


def _facts(row: Sequence[Any]) -> Facts:
    _, key, member_no, _, seen_day, *facts = row
    values = dict(zip(FACT_NAMES, facts, strict=True))
    return Facts(key, seen_day, {"member_no": member_no, **values})


def _shown(facts: Facts, found: Handles) -> tuple[Any, ...]:
    values = [facts.values.get(name, unknown) for name, unknown in _UNKNOWN.items()]
    return (*values, *found)


def shown_of_person(person: str) -> str:
    """`SHOWN_NAMES` of a new customer, of whom one person of a staging file says everything.

    The same as `refresh` comes to; `:mall` tells that all e-mail addresses are a mall's.
    """
    values = [
        f"coalesce(nullif({person}.{name}, ''), {_literal(unknown)})"
        for name, unknown in _UNKNOWN.items()
    ]
    found = [f"{person}.{name}" for name in Handles._fields if name != "mall_email"]
    return ", ".join((*values, *found, f"max({person}.mall_email, :mall)"))


def _literal(value: FieldValue) -> str:
    """A value as SQL has it; texts hold no quotation marks."""
    if value is None:
        return "NULL"
    return f"'{value}'" if isinstance(value, str) else str(value)


def consents_in_files(
    connection: Connection, customers: Iterable[int]
) -> list[tuple[int, int, int, str, str]]:
    """(customer, import, day, consent, source) that files said of e-mail, the oldest first.

    The day is the file's own where it names one, else the one that the customer was seen on.
    """
    found: list[tuple[int, int, int, str, str]] = []
    for some in portions(customers):
        found += connection.execute(
            f"""
            SELECT customer_id, batch_id, coalesce(consent_day, seen_day), consent, consent_source
            FROM customer_facts
            WHERE customer_id IN ({marks(some)}) AND consent <> ''
            ORDER BY customer_id, seen_day, batch_id
            """,
            some,
        )
    return found


def of_batch(connection: Connection, batch_id: int) -> list[int]:
    """Ids of the customers of whom an import says something."""
    rows = connection.execute(
        "SELECT customer_id FROM customer_facts WHERE batch_id = ?", (batch_id,)
    )
    return [id_ for (id_,) in rows]


def remove_unsaid(connection: Connection, ids: Iterable[int]) -> None:
    """Remove those of these customers of whom no import says anything any more.

    Those that a person had joined to one who goes stay together, under the first of them.
    """
    connection.execute("DROP TABLE IF EXISTS temp.unsaid")
    connection.execute("CREATE TEMP TABLE unsaid (id INTEGER PRIMARY KEY)")
    connection.executemany(
        "INSERT OR IGNORE INTO temp.unsaid SELECT id FROM customer WHERE id = ?"
        " AND NOT EXISTS (SELECT 1 FROM customer_facts f WHERE f.customer_id = customer.id)"
        " AND NOT EXISTS (SELECT 1 FROM shop_order o WHERE o.customer_id = customer.id)",
        ((customer,) for customer in ids),
    )
    heirs = connection.execute(
        "SELECT joined_to, min(id) FROM customer WHERE joined_by = 'hand'"
        " AND joined_to IN (SELECT id FROM temp.unsaid) AND id NOT IN (SELECT id FROM temp.unsaid)"
        " GROUP BY joined_to"
    ).fetchall()
    connection.executemany(
        "UPDATE customer SET joined_to = ?2 WHERE joined_to = ?1 AND joined_by = 'hand'", heirs
    )
    connection.execute(
        "UPDATE customer SET joined_to = NULL, joined_by = '' WHERE joined_to IS NOT NULL"
        " AND (joined_to = id OR joined_to IN (SELECT id FROM temp.unsaid))"
    )
    connection.execute("DELETE FROM customer WHERE id IN (SELECT id FROM temp.unsaid)")
    connection.execute("DROP TABLE temp.unsaid")


def join_guests(
    connection: Connection, emails: Iterable[str] | None = None
) -> list[tuple[int, int]]:
    """Join every guest whose e-mail is exactly one member's; returns (guest, member) ids.

    Computed again from all customers, so that it never depends on the order of imports. Who
    was parted by a person from anybody of a group never gets into it.

    Args:
        emails: only guests with these `email_key`s; None for all. Then nothing is returned.
    """
    guests = "key >= 'e:' AND key < 'e;'"
    if emails is not None:
        connection.execute("DROP TABLE IF EXISTS temp.guest_key")
        connection.execute("CREATE TEMP TABLE guest_key (key TEXT PRIMARY KEY) WITHOUT ROWID")
        connection.executemany(
            "INSERT OR IGNORE INTO temp.guest_key VALUES ('e:' || ?)",
            ((email,) for email in emails),
        )
        guests = "key IN (SELECT key FROM temp.guest_key)"
    connection.execute(
        "UPDATE customer SET joined_to = NULL, joined_by = ''"
        f" WHERE joined_by = 'email' AND {guests}"
    )
    connection.execute(_JOIN.format(guests=guests))
    if emails is not None:
        return []
    return joined_guests(connection)


def joined_guests(connection: Connection) -> list[tuple[int, int]]:
    """(guest, member) ids of everyone whom the program has joined by e-mail."""
    return connection.execute(
        "SELECT id, joined_to FROM customer WHERE joined_to > 0 AND joined_by = 'email'"
        # Plus: by the index of those who are joined, not along all customers.
        " ORDER BY +id"
    ).fetchall()


_JOIN = """
WITH free AS MATERIALIZED (
    SELECT id, substr(key, 3) AS email FROM customer
    WHERE {guests} AND joined_to IS NULL
    AND NOT EXISTS (SELECT 1 FROM customer f WHERE f.joined_to = customer.id)),
one_member AS (
    SELECT email_key, min(id) AS id, min(joined_to) AS joined_to FROM customer
    WHERE source_id IS NOT NULL AND email_key <> '' AND email_key IN (SELECT email FROM free)
    GROUP BY email_key HAVING count(DISTINCT coalesce(joined_to, id)) = 1),
apart AS (
    SELECT p.one AS id, coalesce(c.joined_to, c.id) AS root
    FROM parted p CROSS JOIN customer c ON c.id = p.other
    UNION
    SELECT p.other, coalesce(c.joined_to, c.id)
    FROM parted p CROSS JOIN customer c ON c.id = p.one),
guest AS MATERIALIZED (
    SELECT g.id, coalesce(m.joined_to, m.id) AS member FROM free g
    JOIN one_member m ON m.email_key = g.email
    WHERE (g.id, coalesce(m.joined_to, m.id)) NOT IN (SELECT id, root FROM apart))
UPDATE customer SET joined_by = 'email',
    joined_to = (SELECT member FROM guest WHERE guest.id = customer.id)
WHERE id IN (SELECT id FROM guest WHERE member <> guest.id)
"""


def differing_people() -> str:
    """A condition: person `p` of a staging file says something that customer `c` does not show."""
    differing = " OR ".join(
        f"(coalesce(p.{name}, '') <> '' AND p.{name} IS NOT c.{name})" for name in FACT_NAMES
    )
    return f"({differing})"


def names(connection: Connection, pairs: Iterable[tuple[int, int]]) -> list[tuple[str, str]]:
    """(guest's e-mail, member's name) of joined customers."""
    found = []
    for guest, member in pairs:
        row = connection.execute(
            "SELECT g.email, m.name FROM customer g, customer m WHERE g.id = ? AND m.id = ?",
            (guest, member),
        ).fetchone()
        found.append((str(row[0]), str(row[1])))
    return found
