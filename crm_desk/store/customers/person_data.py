"""What customers and their orders hold of a person."""

from crm_desk.domain.customers.traces import values_of
from crm_desk.store.connection import Connection
from crm_desk.store.customers.facts import FACT_NAMES, ORDER_NAMES
from crm_desk.store.person_data import (
    A_NAME,
    OF_CUSTOMERS,
    OF_ORDERS,
    OF_PERSONS,
    WHOSE_NAME,
    FreeText,
    Mentions,
    PersonTable,
    Subject,
    kept,
    nothing,
    running,
    selecting,
)
from crm_desk.store.persons import person_ids

_NO_ACCIDENT = 4
"""Characters from which on a name in a product's name is the person's."""
_FACTS = ", ".join(name for name in FACT_NAMES if name != "opening_lifetime")
_OF_F = ", ".join(f"f.{name}" for name in FACT_NAMES if name != "opening_lifetime")


def words_of(connection: Connection, customers: tuple[int, ...]) -> tuple[str, ...]:
    """What was ever said of who these are, as written."""
    persons = tuple(person_ids(connection, customers).values())
    subject = Subject(customers, persons, (), ())
    typed = [{row["typed_field"]: row["typed_value"]} for row in _TYPED(connection, subject)]
    rows = [
        *typed,
        *selecting(f"SELECT member_no, {_FACTS} FROM customer WHERE id {OF_CUSTOMERS}")(
            connection, subject
        ),
        *selecting(f"SELECT {_FACTS} FROM customer_facts WHERE customer_id {OF_CUSTOMERS}")(
            connection, subject
        ),
        *_NAMES(connection, subject),
    ]
    return tuple(dict.fromkeys(word for row in rows for word in values_of(row)))


_NAMES = selecting(
    f"""
    SELECT o.number AS number, o.day AS day, {", ".join(f"n.{name}" for name in ORDER_NAMES)}
    FROM order_name n JOIN shop_order o ON o.id = n.order_id
    WHERE o.customer_id {OF_CUSTOMERS} ORDER BY o.day
    """
)


_TYPED = selecting(
    f"""
    SELECT day, field AS typed_field, value AS typed_value, NOT is_current AS former
    FROM typed_fact WHERE person_id {OF_PERSONS} ORDER BY person_id, number, field
    """
)


def _erase_referrers(connection: Connection, subject: Subject) -> None:
    """Others who were brought by this person are brought by nobody who is known."""
    mentions = Mentions(subject.words)
    for table in ("customer", "customer_facts"):
        rows = connection.execute(f"SELECT DISTINCT referrer FROM {table} WHERE referrer <> ''")
        named = [(referrer,) for (referrer,) in rows if mentions.is_one(referrer)]
        connection.executemany(f"UPDATE {table} SET referrer = '' WHERE referrer = ?", named)


_LET_GO = f"""
    UPDATE shop_order SET note = '', customer_id = NULL, left_out = coalesce(
        (SELECT coalesce(r.excluded, c.excluded) FROM customer c
        LEFT JOIN customer r ON r.id = c.joined_to WHERE c.id = shop_order.customer_id), 0)
    WHERE customer_id {OF_CUSTOMERS}
"""


def _erase_orders(connection: Connection, subject: Subject) -> None:
    """What was bought stays, as an order of nobody: the shop's sums don't change.

    Who was left out of the figures must not come into them by being erased.
    """
    mentions = Mentions(subject.words)
    statuses = connection.execute(
        f"SELECT DISTINCT status FROM shop_order WHERE customer_id {OF_CUSTOMERS}", subject.values
    ).fetchall()
    for (status,) in statuses:
        if mentions(status):
            connection.execute(
                f"UPDATE shop_order SET status = '' WHERE customer_id {OF_CUSTOMERS}"
                " AND status = :status",
                {**subject.values, "status": status},
            )
    connection.execute(_LET_GO, subject.values)


def _erase_products(connection: Connection, subject: Subject) -> None:
    """Cover products that were made for the person, with the name on them."""
    # りん is in りんご: only what is long enough to be no accident, and nobody else has bought.
    mentions = Mentions(word for word in subject.words if len(word) >= _NO_ACCIDENT)
    products = connection.execute(
        f"""
        SELECT p.id, p.code, p.name FROM product p WHERE EXISTS (
            SELECT 1 FROM order_line l WHERE l.product_id = p.id AND l.order_id {OF_ORDERS})
        """,
        subject.values,
    ).fetchall()
    for product, code, name in products:
        if mentions(name) or mentions(code):
            others = connection.execute(
                "SELECT 1 FROM order_line WHERE product_id = :product"
                f" AND order_id NOT {OF_ORDERS} LIMIT 1",
                {**subject.values, "product": product},
            ).fetchone()
            if others is None:
                connection.execute(
                    "UPDATE product SET code = '', name = ? WHERE id = ?",
                    (f"… ({product})", product),
                )


def _erase_customers(connection: Connection, subject: Subject) -> None:
    for sql in (
        # Nobody may be joined to one who goes, even for the moment.
        f"UPDATE customer SET joined_to = NULL, joined_by = '' WHERE id {OF_CUSTOMERS}",
        f"DELETE FROM customer WHERE id {OF_CUSTOMERS}",
    ):
        connection.execute(sql, subject.values)
    _erase_referrers(connection, subject)


PERSON_TABLES = (
    PersonTable("product", nothing, _erase_products),
    PersonTable(
        "typed_fact",
        _TYPED,
        running(f"DELETE FROM typed_fact WHERE person_id {OF_PERSONS}"),
    ),
    PersonTable(
        "order_name", _NAMES, running(f"DELETE FROM order_name WHERE order_id {OF_ORDERS}")
    ),
    PersonTable(
        "order_line",
        selecting(
            f"""
            SELECT o.number AS number, o.day AS day, p.name AS product, l.quantity AS quantity,
                l.amount AS amount
            FROM order_line l JOIN shop_order o ON o.id = l.order_id
            JOIN product p ON p.id = l.product_id
            WHERE o.customer_id {OF_CUSTOMERS} AND o.current ORDER BY o.day, o.id, l.line
            """
        ),
        kept,
    ),
    PersonTable("order_repeat", nothing, kept),
    PersonTable(
        "shop_order",
        selecting(
            f"""
            SELECT o.number AS number, o.day AS day, s.label AS cart, o.total AS total,
                o.goods AS goods, o.discount AS discount, o.refund AS refund,
                o.shipping AS shipping, o.status AS status, o.note AS note,
                NOT o.current AS former
            FROM shop_order o JOIN source s ON s.id = o.source_id
            WHERE o.customer_id {OF_CUSTOMERS} ORDER BY o.day, o.id
            """
        ),
        _erase_orders,
    ),
    PersonTable(
        "customer_facts",
        selecting(
            f"""
            SELECT b.imported_at AS imported_at, s.label AS cart, {_OF_F}
            FROM customer_facts f JOIN import_batch b ON b.id = f.batch_id
            JOIN source s ON s.id = b.source_id
            WHERE f.customer_id {OF_CUSTOMERS} ORDER BY f.batch_id
            """
        ),
        running(f"DELETE FROM customer_facts WHERE customer_id {OF_CUSTOMERS}"),
    ),
    PersonTable(
        "parted",
        nothing,
        running(f"DELETE FROM parted WHERE one {OF_CUSTOMERS} OR other {OF_CUSTOMERS}"),
    ),
    PersonTable(
        "kept_whole", nothing, running(f"DELETE FROM kept_whole WHERE customer_id {OF_CUSTOMERS}")
    ),
    PersonTable(
        "customer_sums",
        nothing,
        running(f"DELETE FROM customer_sums WHERE customer_id {OF_CUSTOMERS}"),
    ),
    PersonTable(
        "customer",
        selecting(f"SELECT member_no, {_FACTS} FROM customer WHERE id {OF_CUSTOMERS} ORDER BY id"),
        _erase_customers,
    ),
)
"""A customer's rows; `customer` last, the others hang on it."""

FREE_TEXTS = (
    # The same person under another record, whom nobody has joined; or a namesake.
    FreeText("same", "SELECT name, name || char(10) || email || char(10) || phone FROM customer"),
    FreeText("customer", "SELECT name, note FROM customer WHERE note <> ''"),
    # What was typed of somebody whose customers are gone; what files say beside a typed note.
    FreeText(
        "typed",
        f"""
        SELECT {A_NAME}, iif(c.id IS NULL, t.value, '') || char(10) || t.said
        FROM typed_fact t {WHOSE_NAME.format("t")}
        WHERE t.field = 'note' AND (c.id IS NULL OR t.said <> '')
        """,
    ),
    FreeText("order", "SELECT number, note FROM shop_order WHERE current AND note <> ''"),
)
