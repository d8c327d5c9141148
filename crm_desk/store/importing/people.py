"""The people of an import: who they are in the desk, and what the files say of them."""

from crm_desk.domain.contacts.handles import email_box
from crm_desk.domain.customers.people import other_phones
from crm_desk.store.connection import Connection
from crm_desk.store.customers import facts
from crm_desk.store.customers.facts import FACT_NAMES, ORDER_NAMES, SHOWN_NAMES, shown_of_person
from crm_desk.store.customers.typed_facts import TYPED_CUSTOMERS
from crm_desk.store.importing.attached import Staged

# Member ids are unique within their source only.
_KEY = """CASE WHEN substr(key, 1, 2) = 'm:' THEN 'm:' || :source || ':' || substr(key, 3)
    ELSE key END"""


def map_people(staged: Staged, source: int, *, mall_email: bool) -> None:
    """Find the staging file's people in the desk (`temp.person_map`); who is new is made.

    A new customer shows what the first file that names it says; see `not_shown`.
    """
    staged.execute(
        f"""
        INSERT OR IGNORE INTO customer
            (key, source_id, member_no, file_mall_email, {", ".join(SHOWN_NAMES)})
        SELECT {_KEY}, CASE WHEN substr(key, 1, 2) = 'm:' THEN :source END, member_no,
            max(mall_email, :mall), {shown_of_person("p")}
        FROM staging.person p ORDER BY id
        """,
        {"source": source, "mall": mall_email},
    )
    staged.execute("DROP TABLE IF EXISTS temp.person_map")
    staged.execute("CREATE TEMP TABLE person_map (id INTEGER PRIMARY KEY, customer_id INTEGER)")
    staged.execute(
        f"""
        INSERT INTO temp.person_map
        SELECT p.id, c.id FROM (SELECT id, {_KEY} AS key FROM staging.person) p
        JOIN customer c ON c.key = p.key
        """,
        {"source": source},
    )


def insert_other_forms(connection: Connection, last_known: int) -> None:
    """Where else new customers are reached by what they show, as `facts.refresh` has it.

    The e-mail boxes that differ from the address, and telephone numbers behind the first.

    Args:
        last_known: id of the last customer before the import.
    """
    rows = connection.execute(
        "SELECT id, email_key FROM customer WHERE id > ? AND email_key GLOB '*@g*mail.com'",
        (last_known,),
    ).fetchall()
    boxes = ((email_box(key), customer, key) for customer, key in rows)
    forms = [("email", box, customer) for box, customer, key in boxes if box != key]
    rows = connection.execute(
        f"SELECT id, phone FROM customer WHERE id > ? AND ({_SEVERAL_PHONES})", (last_known,)
    ).fetchall()
    forms += [("phone", digits, id_) for id_, phone in rows for digits in other_phones(phone)]
    connection.executemany(
        "INSERT INTO other_address (kind, handle, postcode, is_former, customer_id)"
        " VALUES (?, ?, '', 0, ?)",
        forms,
    )


_SEVERAL_PHONES = "phone GLOB '*[/,;、，／；]*' OR phone LIKE '%  %'"
"""Roughly: what stands between telephone numbers."""


def not_shown(connection: Connection, batch: int, last_known: int) -> list[int]:
    """Customers of an import who don't show yet what is known of them.

    Those that the desk knew, those of whom several files of the import say something, and those
    who are back, with addresses that were kept for them, or what was typed of them.

    Args:
        last_known: id of the last customer before it.
    """
    rows = connection.execute(
        f"""
        SELECT customer_id FROM customer_facts WHERE batch_id = ? AND (customer_id <= ?
            OR customer_id IN {TYPED_CUSTOMERS}
            OR customer_id IN (
                SELECT customer_id FROM temp.person_map GROUP BY customer_id HAVING count(*) > 1)
            OR customer_id IN (
                SELECT customer_id FROM other_address WHERE customer_id IS NOT NULL))
        """,
        (batch, last_known),
    )
    return [customer for (customer,) in rows]


def remove_new_unsaid(connection: Connection, last_known: int) -> None:
    """Remove customers made for this import of whom it keeps nothing after all.

    Args:
        last_known: id of the last customer before it.
    """
    connection.execute(
        """
        DELETE FROM customer WHERE id > ?
            AND NOT EXISTS (SELECT 1 FROM customer_facts f WHERE f.customer_id = customer.id)
            AND NOT EXISTS (SELECT 1 FROM shop_order o WHERE o.customer_id = customer.id)
        """,
        (last_known,),
    )


def insert_facts(
    staged: Staged, batch: int, source: int, people: tuple[int, int], *, orders: bool
) -> int:
    """Keep what one file says of its people; returns of how many.

    Of one who is in several files of the import, the newest that says something counts.

    Args:
        people: first number and end of those that are in the file.
        orders: everyone who ordered is meant; else whoever is new or differs from what
            is known, but not from what the same source's last customer file said.
    """
    chosen = "p.id IN (SELECT person FROM staging.ready)" if orders else _NEW_OR_DIFFERING
    return staged.execute(
        f"""
        INSERT INTO customer_facts (customer_id, batch_id, seen_day, {", ".join(FACT_NAMES)})
        SELECT m.customer_id, :batch, p.seen_day, {_of("p")} FROM staging.person p
        JOIN temp.person_map m ON m.id = p.id
        JOIN customer c ON c.id = m.customer_id
        WHERE p.id >= :first AND p.id < :end AND ({chosen})
        ON CONFLICT (customer_id, batch_id) DO UPDATE SET
            seen_day = max(seen_day, excluded.seen_day), {_NEWEST}
        """,
        {"batch": batch, "source": source, "first": people[0], "end": people[1]},
    ).rowcount


def _of(table: str) -> str:
    return ", ".join(f"{table}.{name}" for name in FACT_NAMES)


# A post code goes with its address, see domain/contacts/places.py: with_newer.
_POSTCODE = """
    postcode = CASE
        WHEN excluded.address = address OR excluded.address = '' AND address = '' THEN
            CASE WHEN excluded.postcode <> '' AND (postcode = '' OR excluded.seen_day >= seen_day)
            THEN excluded.postcode ELSE postcode END
        WHEN excluded.address <> '' AND (address = '' OR excluded.seen_day >= seen_day)
            THEN excluded.postcode
        ELSE postcode END"""
_NEWEST = ", ".join(
    _POSTCODE
    if name == "postcode"
    else f"""{name} = CASE WHEN coalesce(excluded.{name}, '') <> ''
        AND (coalesce({name}, '') = '' OR excluded.seen_day >= seen_day)
        THEN excluded.{name} ELSE {name} END"""
    for name in FACT_NAMES
)
# Newer orders, or a person, may say otherwise: the same file again changes nothing. Of whom
# something was typed here, everything that files say is kept: it is shown beside that.
_SAID_BEFORE = f"""
    EXISTS (SELECT 1 FROM customer_facts f WHERE f.customer_id = c.id
        AND f.batch_id = (
            SELECT max(g.batch_id) FROM customer_facts g
            JOIN import_batch b ON b.id = g.batch_id
            WHERE g.customer_id = c.id AND g.batch_id < :batch
                AND b.kind = 'customers' AND b.source_id = :source)
        AND ({_of("f")}) IS ({_of("p")}))
"""
_NEW_OR_DIFFERING = f"""
    ({facts.differing_people()} OR c.id IN {TYPED_CUSTOMERS}) AND NOT {_SAID_BEFORE}
    OR NOT EXISTS (SELECT 1 FROM customer_facts f WHERE f.customer_id = c.id)
"""


def insert_names(staged: Staged) -> None:
    """Keep whom the chosen orders name, where orders of one e-mail address name several people."""
    if staged.execute("SELECT 1 FROM staging.several LIMIT 1").fetchone() is None:
        return
    names = ", ".join(f"coalesce(h.{name}, '')" for name in ORDER_NAMES)
    staged.execute(
        f"""
        INSERT INTO order_name (order_id, {", ".join(ORDER_NAMES)})
        SELECT t.order_id, {names}
        FROM temp.chosen t
        CROSS JOIN staging.ready r ON r.code = t.code
        CROSS JOIN staging.several s ON s.person = r.person
        CROSS JOIN staging.head h ON h.code = r.code
        """
    )


def accepted_rows(staged: Staged, batch: int) -> tuple[int, int]:
    """(accepted, unchanged) rows of a customer file: those of people with new facts or none."""
    rows, accepted = staged.execute(
        """
        SELECT coalesce(sum(p.rows), 0), coalesce(sum(p.rows) FILTER (WHERE m.customer_id IN
            (SELECT customer_id FROM customer_facts WHERE batch_id = ?)), 0)
        FROM staging.person p LEFT JOIN temp.person_map m ON m.id = p.id
        """,
        (batch,),
    ).fetchone()
    return int(accepted), int(rows - accepted)
