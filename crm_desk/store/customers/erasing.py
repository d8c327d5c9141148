"""One person goes: their rows, and what is remembered so that no file brings them back."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from crm_desk.domain.contacts.handles import email_key, phone_digits
from crm_desk.domain.customers.traces import Traced, own_key, traces_left, traces_shown
from crm_desk.domain.errors import ReportableError
from crm_desk.store import desk_info, erased, persons
from crm_desk.store.connection import (
    Connection,
    OperationalError,
    connect_reader,
    connect_still,
    overwrite_deleted,
)
from crm_desk.store.contacts.shared import shop_contacts
from crm_desk.store.customers import joins
from crm_desk.store.customers.person_data import words_of
from crm_desk.store.person_data import OF_CUSTOMERS, OF_PERSONS, PersonTable, Subject

_OF_KEY = re.compile(r"(?s)( .*?) ([mepa]:.*)")
"""Where an order has no number of its own, its key ends with its customer's."""


def subject_of(connection: Connection, customer: int) -> Subject | None:
    """The person that a customer is, under every name; None when it is gone."""
    root = joins.root_of(connection, customer)
    if root is None:
        return None
    customers = (root, *sorted(persons.group(connection, root) - {root}))
    ids = set(persons.person_ids(connection, customers).values())
    ids.update(_gone(connection, _own_keys(connection, customers)))
    people, words = tuple(sorted(ids)), words_of(connection, customers)
    contacts = {form(word) for word in words for form in (email_key, phone_digits)} - {""}
    contacts |= _further(connection, Subject(customers, people, (), ()))
    return Subject(customers, people, words, tuple(sorted(contacts)))


def _further(connection: Connection, subject: Subject) -> set[str]:
    """Contacts besides the first of each kind: second numbers, former addresses."""
    rows = connection.execute(
        f"""
        SELECT handle FROM other_address
        WHERE kind <> 'place' AND (customer_id {OF_CUSTOMERS} OR person_id {OF_PERSONS})
        """,
        subject.values,
    )
    return {handle for (handle,) in rows}


def _own_keys(connection: Connection, customers: Sequence[int]) -> tuple[str, ...]:
    rows = _traced(connection, "c.name, c.email, c.phone, c.postcode, c.address", customers)
    return tuple(own_key(one.key, one.source) for one in rows)


def _gone(connection: Connection, keys: Iterable[str]) -> list[int]:
    """Rows of `person` whose customer left with an import, and had one of these keys."""
    return [
        person
        for key in keys
        for (person,) in connection.execute("SELECT id FROM person WHERE former_key = ?", (key,))
    ]


def _traced(
    connection: Connection, columns: str, customers: Sequence[int], more: str = ""
) -> list[Traced]:
    rows = connection.execute(
        f"""
        SELECT c.key, coalesce(s.label, ''), {columns}
        FROM customer c LEFT JOIN source s ON s.id = c.source_id {more}
        WHERE c.id {OF_CUSTOMERS}
        """,
        Subject(tuple(customers), (), (), ()).values,
    )
    return [Traced(_in_files(key), *said) for key, *said in rows]


def _in_files(key: str) -> str:
    """A key as files say it: a member's without the number of its source."""
    return re.sub(r"^m:\d+:", "m:", key)


def traces(connection: Connection, subject: Subject) -> frozenset[str]:
    """Everything that the person may be recognised by in files."""
    named = "{0}.name, {0}.email, {0}.phone, {0}.postcode, {0}.address"
    of_orders = "n.name, c.email, n.phone, n.postcode, n.address"
    said = [
        *_traced(connection, named.format("c"), subject.customers),
        *_traced(
            connection,
            named.format("f"),
            subject.customers,
            "JOIN customer_facts f ON f.customer_id = c.id",
        ),
        *_traced(
            connection,
            of_orders,
            subject.customers,
            "JOIN shop_order o ON o.customer_id = c.id JOIN order_name n ON n.order_id = o.id",
        ),
    ]
    said += _typed(connection, subject)
    shared = shop_contacts(connection)
    return frozenset().union(*(traces_left(one, shared) for one in said))


def _typed(connection: Connection, subject: Subject) -> list[Traced]:
    """What the shop typed of the person, entry by entry, with the name that is shown.

    Was an e-mail address typed before another one, a file may still bring the first.
    """
    (name,) = connection.execute(
        "SELECT name FROM customer WHERE id = ?", (subject.customers[0],)
    ).fetchone()
    entries: dict[tuple[int, int], dict[str, str]] = {}
    rows = connection.execute(
        f"SELECT person_id, number, field, value FROM typed_fact WHERE person_id {OF_PERSONS}",
        subject.values,
    )
    for person, number, field, value in rows:
        entries.setdefault((person, number), {"name": name})[field] = value
    known = frozenset(Traced._fields)
    return [
        Traced("", "", **{field: value for field, value in entry.items() if field in known})
        for entry in entries.values()
    ]


class Staying(NamedTuple):
    """What is left of a person as sales to nobody, and what is not; money in minor units.

    Attributes:
        orders: as they stand now, void ones too.
        amount: of those that count.
        openings: earlier purchases as a cart counted them: they are no orders, and go.
    """

    orders: int
    amount: int
    openings: int


def staying(connection: Connection, subject: Subject) -> Staying:
    """What erasing a person leaves to the shop's sums."""
    counted = desk_info.amount_basis(connection)
    row = connection.execute(
        f"""
        SELECT count(*), coalesce(sum({counted}) FILTER (WHERE NOT void), 0),
            (SELECT coalesce(sum(opening_amount), 0) FROM customer WHERE id {OF_CUSTOMERS})
        FROM shop_order WHERE current AND customer_id {OF_CUSTOMERS}
        """,
        subject.values,
    ).fetchone()
    return Staying(*row)


def erase(connection: Connection, subject: Subject, tables: Iterable[PersonTable]) -> None:
    """Erase a person from every table; their orders stay, as nobody's.

    `erased.is_unfinished` until the file was written anew.
    """
    overwrite_deleted(connection)
    made = erased.make_trace_hash(connection)
    (left_out,) = connection.execute(
        "SELECT excluded FROM customer WHERE id = ?", (subject.customers[0],)
    ).fetchone()
    hashes = [made(trace) for trace in traces(connection, subject)]
    erased.put(connection, hashes, left_out=bool(left_out))
    _re_key_orders(connection, subject, made)
    for table in tables:
        table.erase(connection, subject)
    erased.note_unfinished(connection)


def erase_known(
    connection: Connection,
    hashes: Collection[str],
    tables: Sequence[PersonTable],
    present: Path,
) -> int:
    """Erase everybody whom a file would be kept from bringing back by one of these hashes.

    Args:
        present: a later state of the same desk: whoever is in it was not erased, or is back.

    Returns:
        How many there were.
    """
    made = erased.trace_hash(connection)
    if made is None or not hashes:
        return 0
    rows = connection.execute(
        "SELECT c.id, c.key, coalesce(s.label, ''), c.name, c.email, c.phone, c.postcode, c.address"
        " FROM customer c LEFT JOIN source s ON s.id = c.source_id"
    ).fetchall()
    with closing(connect_reader(present)) as later:
        there = {key for (key,) in later.execute("SELECT key FROM customer")}
    found = [
        customer
        for customer, key, *said in rows
        if key not in there
        and any(made(trace) in hashes for trace in traces_shown(Traced(_in_files(key), *said)))
    ]
    count = 0
    for customer in found:
        # Of several names of one person the first takes the others along.
        subject = subject_of(connection, customer)
        if subject is not None:
            erase(connection, subject, tables)
            count += 1
    return count


def _re_key_orders(connection: Connection, subject: Subject, made: Callable[[str], str]) -> None:
    rows = connection.execute(
        f"SELECT id, key FROM shop_order WHERE customer_id {OF_CUSTOMERS}", subject.values
    ).fetchall()
    connection.executemany(
        "UPDATE shop_order SET key = ? WHERE id = ?",
        [(plain, order) for order, key in rows if (plain := without_customer(key, made)) != key],
    )


def without_customer(key: str, made: Callable[[str], str]) -> str:
    """An order's key with the hash of its customer's key in the place of that."""
    found = _OF_KEY.fullmatch(key)
    return f"{found[1]} {made(found[2])}" if found else key


def may_hold(desk: Path, is_theirs: Callable[[str], bool]) -> bool:
    """Whether another desk holds a person, a backup of any schema; true where nobody can tell.

    Args:
        is_theirs: tells of a trace (`domain.customers.traces`) that it is the person's.
    """
    try:
        with closing(connect_still(desk)) as connection:
            rows = connection.execute(
                "SELECT c.key, coalesce(s.label, ''), c.email_key"
                " FROM customer c LEFT JOIN source s ON s.id = c.source_id"
            )
            return any(
                is_theirs(own_key(_in_files(key), label)) or (mail and is_theirs(f"e:{mail}"))
                for key, label, mail in rows
            )
    except OperationalError as error:
        # A desk of the first schema has no customers.
        return "no such table" not in str(error)
    except (ReportableError, OSError):
        return True
