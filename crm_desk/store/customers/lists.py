"""Customers as they are listed, found and shown one by one."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from crm_desk.domain.contacts.consent_words import kept_consent
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import shared
from crm_desk.store.customers import search
from crm_desk.store.rows import day_of, marks, portions

_SORTS = {
    # NULL is what is empty: it comes last, whichever way round.
    "name": "nullif(c.name_order, '')",
    "kana": "CASE WHEN c.kana <> '' THEN c.name_order END",
    "member_no": "nullif(c.member_order, '')",
    "email": "nullif(c.email, '') COLLATE NOCASE",
    "phone": "nullif(c.phone_digits, '')",
    "postcode": "nullif(c.postcode_digits, '')",
    "address": "nullif(c.address, '')",
    "purchases": "s.purchases",
    "amount": "s.amount",
    "first_day": "s.first_day",
    "last_day": "s.last_day",
    "excluded": "c.excluded",
}
SORTS = frozenset(_SORTS)
"""Columns that a list can be sorted by."""
_SUMS_ONLY = frozenset({"purchases", "amount", "first_day", "last_day"})


class Listed(NamedTuple):
    """One customer in a list; money in minor units.

    Attributes:
        email, phone: "" where the contact is taken for the shop's own or a mall's.
        others: how many more customers are joined to this one.
        shop_email, shop_phone: such a contact, for screens to say so; never printed or exported.
    """

    id: int
    member_no: str
    name: str
    kana: str
    email: str
    phone: str
    postcode: str
    address: str
    purchases: int
    amount: int
    first_day: date | None
    last_day: date | None
    excluded: bool
    others: int
    shop_email: str = ""
    shop_phone: str = ""


Line = tuple[str, int | None, int | None]
"""Product, quantity in thousandths, amount; None where it is not stated."""


class Order(NamedTuple):
    """One order of a customer, as it stands now; money in minor units.

    Attributes:
        number: as written; "" for orders entered by hand.
        goods: what counts of it.
        by_hand: entered by hand, with `note`.
    """

    id: int
    number: str
    day: date
    goods: int
    total: int
    discount: int
    shipping: int
    status: str
    void: bool
    returned: bool
    incomplete: bool
    subscription: bool
    source: str
    by_hand: bool
    note: str
    lines: tuple[Line, ...]


class CustomerRecord(NamedTuple):
    """What is known of one customer beside what lists show; days are days, not ordinals."""

    key: str
    source: str
    birthday: date | None
    consent: str
    consent_day: date | None
    referrer: str
    note: str
    opening_purchases: int
    opening_amount: int
    joined_to: int | None
    joined_by: str


def find(connection: Connection, words: str, sort: str, *, descending: bool) -> "array[int]":
    """Ids of the persons found, in order; a person is a customer that is joined to nobody.

    Args:
        words: each must be found in the name, kana, id, e-mail or telephone of the person or of
            one that is joined to it; "" finds everybody.
        sort: one of `SORTS`.
    """
    way = "DESC" if descending else "ASC"
    order = f"ORDER BY {_SORTS[sort]} {way} NULLS LAST, s.customer_id"
    values: dict[str, object] = {}
    wanted = list(search.conditions(words, values))
    if not wanted and sort in _SUMS_ONLY:
        rows = connection.execute(f"SELECT s.customer_id FROM customer_sums s {order}")
        return array("q", (id_ for (id_,) in rows))
    found = "TRUE"
    if wanted:
        mine, its = (" AND ".join(word.of(who) for word in wanted) for who in ("c", "j"))
        found = f"""
        (
            ({mine})
            OR c.id IN (
                SELECT j.joined_to FROM customer j WHERE j.joined_to IS NOT NULL AND {its}
            )
        )"""
    rows = connection.execute(
        f"""
        SELECT s.customer_id
        -- In this order: most customers are not found, and need no second look-up.
        FROM customer c
        CROSS JOIN customer_sums s ON s.customer_id = c.id
        WHERE {found}
        {order}
        """,
        values,
    )
    return array("q", (id_ for (id_,) in rows))


def held(connection: Connection) -> int:
    """How many persons the desk holds data of."""
    row = connection.execute("SELECT count(*) FROM customer_sums").fetchone()
    return int(row[0])


def listed(connection: Connection, ids: Iterable[int]) -> dict[int, Listed]:
    """These customers by id; those that are gone are left out.

    A joined customer has no purchases of its own here: they count to the one it is joined to.
    """
    found: dict[int, Listed] = {}
    for some in portions(ids):
        rows = connection.execute(
            f"""
            SELECT
                c.id, c.member_no, c.name, c.kana, {shared.email_out("c")},
                {shared.phone_out("c")}, c.postcode, c.address,
                coalesce(s.purchases, 0), coalesce(s.amount, 0), s.first_day, s.last_day,
                c.excluded, (SELECT count(*) FROM customer j WHERE j.joined_to = c.id),
                CASE WHEN {shared.email_shared("c")} THEN c.email ELSE '' END,
                CASE WHEN {shared.phone_shared("c")} THEN c.phone ELSE '' END
            FROM customer c
            LEFT JOIN customer_sums s ON s.customer_id = c.id
            WHERE c.id IN ({marks(some)})
            """,
            some,
        )
        found |= {row[0]: _listed(row) for row in rows}
    return found


def _listed(row: tuple[Any, ...]) -> Listed:
    *said, first_day, last_day, excluded, others, email, phone = row
    days = day_of(first_day), day_of(last_day)
    return Listed(*(*said, *days, bool(excluded), others, email, phone))


def customer_record(connection: Connection, customer: int) -> CustomerRecord | None:
    """What else is known of a customer; None when it is gone."""
    row = connection.execute(
        """
        SELECT
            c.key, coalesce(s.label, ''), c.birthday, c.consent, c.consent_day, c.referrer,
            c.note, c.opening_purchases, c.opening_amount, c.joined_to, c.joined_by
        FROM customer c
        LEFT JOIN source s ON s.id = c.source_id
        WHERE c.id = ?
        """,
        (customer,),
    ).fetchone()
    if row is None:
        return None
    return CustomerRecord(
        row[0], row[1], day_of(row[2]), kept_consent(row[3]), day_of(row[4]), *row[5:]
    )


def joined_ids(connection: Connection, customer: int) -> tuple[int, ...]:
    """Who is joined to a customer."""
    rows = connection.execute(
        "SELECT id FROM customer WHERE joined_to = ? ORDER BY id", (customer,)
    )
    return tuple(id_ for (id_,) in rows)


def valid_orders(connection: Connection, customer: int, count: int) -> list[Order]:
    """The newest orders of a person that are not void, under all its names."""
    rows = connection.execute(
        f"""
        SELECT {_ORDER} {_FROM_ORDERS}
        WHERE {_OF_PERSON} AND o.current AND NOT o.void
        ORDER BY o.day DESC, o.id DESC
        LIMIT :count
        """,
        {"id": customer, "count": count},
    ).fetchall()
    lines = _lines(connection, [row[0] for row in rows])
    return [_order(row, lines) for row in rows]


def all_orders(connection: Connection, customer: int) -> list[tuple[int, Order]]:
    """All orders of a person, the newest first, each with the name (customer) it was made under."""
    rows = connection.execute(
        f"SELECT {_ORDER}, o.customer_id {_FROM_ORDERS} WHERE {_OF_PERSON} AND o.current"
        " ORDER BY o.day DESC, o.id DESC",
        {"id": customer},
    ).fetchall()
    lines = _lines(connection, [row[0] for row in rows])
    return [(row[-1], _order(row[:-1], lines)) for row in rows]


def order(connection: Connection, id_: int) -> Order | None:
    """One order; None when it is gone."""
    row = connection.execute(f"SELECT {_ORDER} {_FROM_ORDERS} WHERE o.id = ?", (id_,)).fetchone()
    return None if row is None else _order(row, _lines(connection, [id_]))


_ORDER = """
    o.id, o.number, o.day, o.goods, o.total, o.discount, o.shipping, o.status, o.void,
    o.refund > 0, o.incomplete, o.subscription, s.label, b.kind = 'hand', o.note
"""
_FROM_ORDERS = """
    FROM shop_order o
    JOIN source s ON s.id = o.source_id
    JOIN import_batch b ON b.id = o.batch_id
"""


def _order(row: tuple[Any, ...], lines: Mapping[int, list[Line]]) -> Order:
    id_, number, day, *amounts, status, void, returned, incomplete, subscription = row[:12]
    said = (id_, number, date.fromordinal(day), *amounts, status)
    flags = map(bool, (void, returned, incomplete, subscription))
    return Order(*(*said, *flags, row[12], bool(row[13]), row[14], tuple(lines.get(id_, ()))))


def purchases(connection: Connection, customer: int) -> list[tuple[int, int, int]]:
    """(day, amount as the desk counts it, subscription) of a person's purchases, oldest first."""
    counted = f"o.{desk_info.amount_basis(connection)}"
    return connection.execute(
        f"""
        SELECT o.day, {counted}, max(o.subscription, o.by_product)
        FROM shop_order o
        WHERE {_OF_PERSON} AND o.current AND NOT o.void AND {counted} > 0
        ORDER BY o.day, o.id
        """,
        {"id": customer},
    ).fetchall()


_OF_PERSON = "o.customer_id IN (SELECT :id UNION ALL SELECT id FROM customer WHERE joined_to = :id)"


def _lines(connection: Connection, ids: Sequence[int]) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = {}
    for some in portions(ids):
        rows = connection.execute(
            f"""
            SELECT l.order_id, CASE p.name WHEN '' THEN p.code ELSE p.name END, l.quantity, l.amount
            FROM order_line l
            JOIN product p ON p.id = l.product_id
            WHERE l.order_id IN ({marks(some)})
            ORDER BY l.order_id, l.line
            """,
            some,
        )
        for id_, *line in rows:
            found.setdefault(id_, []).append((line[0], line[1], line[2]))
    return found


def products(connection: Connection, most: int) -> tuple[str, ...]:
    """Names of products, the newest first, each once."""
    rows = connection.execute(
        "SELECT name FROM product WHERE name <> '' GROUP BY name ORDER BY max(id) DESC LIMIT ?",
        (most,),
    )
    return tuple(name for (name,) in rows)
