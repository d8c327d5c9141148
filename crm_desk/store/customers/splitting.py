"""Customers under a contact that is nobody's: who they are, and how they are taken apart."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from crm_desk.domain.customers.people import Facts
from crm_desk.domain.customers.splitting import Naming, SplitPerson
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection
from crm_desk.store.contacts.shared import SHOP_CONTACTS
from crm_desk.store.customers import facts, sums
from crm_desk.store.customers.joins import Pair, keep_apart
from crm_desk.store.rows import marks, next_id

_FACTS = ", ".join(("customer_id", "batch_id", "seen_day", *facts.FACT_NAMES))
_UNNAMED_UNTIL = "orders_unnamed_until"


class KeptCustomer(NamedTuple):
    """One customer whose key is a contact that is nobody's.

    Attributes:
        contact: the e-mail address, as compared.
        joined_to: the member that the program joined it to by that address; None without one.
    """

    id: int
    contact: str
    name: str
    joined_to: int | None


class SplitState(NamedTuple):
    """Some customers with what hangs on them, as it stands or shall stand.

    Attributes:
        customers: (id, key, joined to, joined by, excluded) of those that are there.
        orders: (order, customer).
        facts: rows of `customer_facts`.
        parted: pairs among them that are kept apart.
    """

    customers: tuple[tuple[Any, ...], ...]
    orders: tuple[tuple[int, int], ...]
    facts: tuple[tuple[Any, ...], ...]
    parted: frozenset[Pair]


def kept_under_contacts(connection: Connection) -> list[KeptCustomer]:
    """Customers who are known by such a contact alone, but for those who are kept whole."""
    return _kept(
        connection,
        f"""
        key IN (SELECT 'e:' || contact FROM {SHOP_CONTACTS})
            AND id NOT IN (SELECT customer_id FROM kept_whole)
        """,
    )


def known_by(connection: Connection, contacts: Sequence[str]) -> list[KeptCustomer]:
    """Customers whose key one of these e-mail addresses is."""
    keys = [f"e:{contact}" for contact in contacts]
    return _kept(connection, f"key IN ({marks(keys)})", keys)


def _kept(connection: Connection, condition: str, values: Sequence[str] = ()) -> list[KeptCustomer]:
    rows = connection.execute(
        f"""
        SELECT id, substr(key, 3), name, CASE WHEN joined_by = 'email' THEN joined_to END
        FROM customer WHERE {condition} ORDER BY id
        """,
        values,
    )
    return [KeptCustomer(*row) for row in rows]


def namings(connection: Connection, customer: int) -> list[Naming]:
    """Whom the orders of a customer name, and the facts that imports without orders of it keep."""
    until = int(desk_info.get(connection, _UNNAMED_UNTIL) or 0)
    own = ", ".join(f"coalesce(n.{name}, f.{name}, '')" for name in facts.ORDER_NAMES)
    orders = connection.execute(
        f"""
        SELECT o.id, o.batch_id, o.day, {own},
            n.order_id IS NOT NULL OR o.batch_id > :until
            OR count(*) OVER (PARTITION BY o.batch_id) = 1,
            o.current
        FROM shop_order o
        LEFT JOIN order_name n ON n.order_id = o.id
        LEFT JOIN customer_facts f ON f.customer_id = o.customer_id AND f.batch_id = o.batch_id
        WHERE o.customer_id = :customer
        """,
        {"customer": customer, "until": until},
    ).fetchall()
    said = ", ".join(f"f.{name}" for name in facts.ORDER_NAMES)
    alone = connection.execute(
        f"""
        SELECT NULL, f.batch_id, f.seen_day, {said}, 1, 0
        FROM customer_facts f
        WHERE f.customer_id = :customer AND NOT EXISTS (
            SELECT 1 FROM shop_order o
            WHERE o.customer_id = f.customer_id AND o.batch_id = f.batch_id)
        """,
        {"customer": customer},
    ).fetchall()
    return [Naming(*row[:-2], *map(bool, row[-2:])) for row in (*orders, *alone)]


def rehearse(
    connection: Connection, kept: KeptCustomer, people: Sequence[SplitPerson]
) -> tuple[SplitState, SplitState, tuple[int, ...]]:
    """What is before, what would be after, and whom the people would be, in their order.

    It is carried out; the caller takes it back (`joins.rehearsal`).
    """
    ids = [kept.id, *_others(connection, people[1:])]
    every = [*ids, *([kept.joined_to] if kept.joined_to is not None else [])]
    before = _state(connection, every)
    (excluded,) = connection.execute(
        "SELECT excluded FROM customer WHERE id = ?", (kept.id,)
    ).fetchone()
    for id_, person in zip(ids[1:], people[1:], strict=True):
        connection.execute(
            "INSERT OR IGNORE INTO customer (id, key, excluded) VALUES (?, ?, ?)",
            (id_, person.key, excluded),
        )
        _move(connection, kept.id, id_, person)
    _say_all(connection, kept.id, people[0])
    # The address joined it to a member, and tells its own key: it no longer counts for either.
    connection.execute(
        "UPDATE OR IGNORE customer SET key = ? WHERE id = ?", (people[0].key, kept.id)
    )
    connection.execute(
        "UPDATE customer SET joined_to = NULL, joined_by = '' WHERE id = ? AND joined_by = 'email'",
        (kept.id,),
    )
    for place, id_ in enumerate(every):
        keep_apart(connection, [id_], every[place + 1 :])
    return before, _state(connection, every), tuple(ids)


def write(connection: Connection, state: SplitState, every: Iterable[int]) -> None:
    """Make these customers stand as a state says.

    Args:
        every: ids of all customers that are in it, or in the one that it takes the place of.
    """
    ids = tuple(dict.fromkeys(every))
    connection.executemany(
        "INSERT OR IGNORE INTO customer (id, key) VALUES (?, ?)",
        ((id_, key) for id_, key, *_ in state.customers),
    )
    connection.executemany(
        "UPDATE customer SET key = ?2, joined_to = ?3, joined_by = ?4, excluded = ?5 WHERE id = ?1",
        state.customers,
    )
    connection.executemany("UPDATE shop_order SET customer_id = ?2 WHERE id = ?1", state.orders)
    within = f"IN ({marks(ids)})"
    connection.execute(f"DELETE FROM customer_facts WHERE customer_id {within}", ids)
    places = ", ".join("?" * (3 + len(facts.FACT_NAMES)))
    connection.executemany(f"INSERT INTO customer_facts ({_FACTS}) VALUES ({places})", state.facts)
    there = {row[0] for row in state.customers}
    connection.executemany(
        "DELETE FROM customer WHERE id = ?", ((id_,) for id_ in ids if id_ not in there)
    )
    connection.execute(f"DELETE FROM parted WHERE one {within} AND other {within}", ids * 2)
    connection.executemany("INSERT INTO parted (one, other) VALUES (?, ?)", sorted(state.parted))
    facts.refresh(connection, there)
    sums.refresh(connection, there)


def keep_whole(connection: Connection, customer: int, *, on: bool) -> None:
    """Note that a customer stays one, or take that back."""
    if on:
        connection.execute("INSERT OR IGNORE INTO kept_whole VALUES (?)", (customer,))
    else:
        connection.execute("DELETE FROM kept_whole WHERE customer_id = ?", (customer,))


def _others(connection: Connection, people: Sequence[SplitPerson]) -> list[int]:
    """The customers that these people are already, or will be."""
    free, ids = next_id(connection, "customer"), []
    for person in people:
        row = connection.execute("SELECT id FROM customer WHERE key = ?", (person.key,)).fetchone()
        ids.append(free if row is None else int(row[0]))
        free += row is None
    return ids


def _move(connection: Connection, kept: int, to: int, person: SplitPerson) -> None:
    """Give a person their orders, and what imports say of them."""
    connection.executemany(
        "UPDATE shop_order SET customer_id = ? WHERE id = ?", ((to, id_) for id_ in person.orders)
    )
    for batch in dict.fromkeys(naming.batch for naming in person.namings):
        own = [naming for naming in person.namings if naming.batch == batch]
        row = connection.execute(
            "SELECT name FROM customer_facts WHERE customer_id = ? AND batch_id = ?", (kept, batch)
        ).fetchone()
        if row is not None and row[0] in {naming.name for naming in own}:
            connection.execute(
                "UPDATE OR IGNORE customer_facts SET customer_id = ?"
                " WHERE customer_id = ? AND batch_id = ?",
                (to, kept, batch),
            )
            # Where the import says something of them already, that stays.
            connection.execute(
                "DELETE FROM customer_facts WHERE customer_id = ? AND batch_id = ?", (kept, batch)
            )
    _say_all(connection, to, person)


def _say_all(connection: Connection, customer: int, person: SplitPerson) -> None:
    """What imports' orders say of a person, where the facts of an import are somebody else's."""
    newest = {naming.batch: naming for naming in person.namings}
    for batch, naming in newest.items():
        known = connection.execute(
            "SELECT 1 FROM customer_facts WHERE customer_id = ? AND batch_id = ?", (customer, batch)
        ).fetchone()
        if known is None:
            values = {name: getattr(naming, name) for name in facts.ORDER_NAMES}
            facts.insert(connection, customer, batch, Facts("", naming.day, values))


def _state(connection: Connection, ids: Sequence[int]) -> SplitState:
    within = f"IN ({marks(ids)})"
    found = tuple(ids)
    return SplitState(
        tuple(
            connection.execute(
                "SELECT id, key, joined_to, joined_by, excluded FROM customer"
                f" WHERE id {within} ORDER BY id",
                found,
            )
        ),
        tuple(
            connection.execute(
                f"SELECT id, customer_id FROM shop_order WHERE customer_id {within} ORDER BY id",
                found,
            )
        ),
        tuple(
            connection.execute(
                f"SELECT {_FACTS} FROM customer_facts WHERE customer_id {within}"
                " ORDER BY customer_id, batch_id",
                found,
            )
        ),
        frozenset(
            connection.execute(
                f"SELECT one, other FROM parted WHERE one {within} AND other {within}", found * 2
            )
        ),
    )
