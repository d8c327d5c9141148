"""Who shares an address with whom, as they have it now or had it before.

`customer` holds what is shown; `other_address` the former ones, the boxes of e-mail addresses that
are written in several ways, and the addresses of persons who are gone but had refused or died.
Persons are named by the customer that stands for them, those who are gone by their negative id.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from crm_desk.domain.contacts.refusals import AddressKind
from crm_desk.domain.contacts.shared import FAMILIES, family_name
from crm_desk.store.connection import Connection
from crm_desk.store.persons import ROOT
from crm_desk.store.rows import marks, portions


class Share(NamedTuple):
    """One address that two persons have.

    Attributes:
        root: a person who is reached there now.
        other: a person who has it, or had it.
        handle: the address as it is compared.
        name, other_name: as written, of those of their names that have it; with their kana.
    """

    root: int
    other: int
    kind: AddressKind
    handle: str
    name: str
    other_name: str
    kana: str
    other_kana: str


def shared_by(connection: Connection, customers: Iterable[int]) -> set[Share]:
    """With whom these persons share an address; only with others of whom a refusal is known."""
    found: set[Share] = set()
    if not connection.execute(_ANY_REFUSAL).fetchone()[0]:
        return found
    for some in portions(customers):
        sql = f"""
            WITH
                {_REFUSING},
                {_chosen(some)},
                near AS MATERIALIZED ({_held("NOT a.is_former")}),
                far AS ({_far("TRUE")})
            SELECT DISTINCT root, other, kind, handle, name, other_name, kana, other_kana
            FROM far
            WHERE other < 0 OR other IN (SELECT root FROM refusing) OR {_REFUSED_IN_FILE}
        """
        found.update(map(_share, connection.execute(sql, some * 2)))
    return found


def shared_with(
    connection: Connection, refusing: Iterable[int], kind: AddressKind | None = None
) -> set[Share]:
    """Who is reached now at an address that these persons have or had.

    Args:
        refusing: persons; those who are gone by their negative id.
        kind: addresses of this kind only; None for all.
    """
    here, gone = [], []
    for root in refusing:
        here.append(root) if root > 0 else gone.append(-root)
    wanted = "TRUE" if kind is None else f"kind = '{kind.value}'"
    found: set[Share] = set()
    for some in portions(here):
        held = f"SELECT * FROM ({_held('TRUE')}) WHERE {wanted}"
        near = f"{_chosen(some)}, near AS MATERIALIZED ({held})"
        found.update(map(_share, connection.execute(_reached(near), some * 2)))
    for some in portions(gone):
        near = f"near AS MATERIALIZED ({_held_by_gone(some)} AND {wanted})"
        found.update(map(_share, connection.execute(_reached(near), some)))
    return found


def gone_refusing(connection: Connection) -> list[int]:
    """Persons who are gone, but whose refusal stays with their addresses; ids below zero."""
    rows = connection.execute(
        "SELECT DISTINCT -person_id FROM other_address WHERE person_id IS NOT NULL"
    )
    return [id_ for (id_,) in rows]


def shared_phones(connection: Connection, phones: Iterable[str]) -> dict[str, int]:
    """Those of these telephone numbers that several families share, with how many persons do."""
    found: dict[str, int] = {}
    for phone in phones:
        rows = connection.execute(
            f"""
            SELECT {ROOT}, c.name FROM customer c
            WHERE c.phone_digits = ? AND c.phone_digits <> ''
            """,
            (phone,),
        ).fetchall()
        if len({family_name(name) for _, name in rows} - {""}) >= FAMILIES:
            found[phone] = len({root for root, _ in rows})
    return found


_ANY_REFUSAL = """
    SELECT
        EXISTS (SELECT 1 FROM consent WHERE consent = 'refused')
        OR EXISTS (SELECT 1 FROM approach WHERE result = 'refused')
        OR EXISTS (SELECT 1 FROM customer WHERE consent = 'refused')
        OR EXISTS (SELECT 1 FROM person_mark WHERE kind = 'deceased')
"""
"""By index; a person who is gone has refused, too."""
_REFUSING = f"""
    refusing (root) AS MATERIALIZED (
        SELECT {ROOT}
        FROM consent n
        JOIN person ON person.id = n.person_id
        JOIN customer c ON c.id = person.customer_id
        WHERE n.consent = 'refused'
        UNION
        SELECT {ROOT}
        FROM approach a
        JOIN person ON person.id = a.person_id
        JOIN customer c ON c.id = person.customer_id
        WHERE a.result = 'refused'
        UNION
        SELECT {ROOT}
        FROM person_mark m
        JOIN person ON person.id = m.person_id
        JOIN customer c ON c.id = person.customer_id
        WHERE m.kind = 'deceased'
    )"""
_REFUSED_IN_FILE = """
    kind = 'email' AND EXISTS (
        SELECT 1 FROM customer g WHERE g.id = far.other AND g.consent = 'refused'
        UNION ALL
        SELECT 1 FROM customer g WHERE g.joined_to = far.other AND g.consent = 'refused'
    )"""


def _chosen(customers: Sequence[int]) -> str:
    """Every name of these persons; binds their ids twice."""
    return f"""
        chosen AS MATERIALIZED (
            SELECT
                {ROOT} AS root, c.id, c.name, c.kana, c.email_key, c.phone_digits, c.folded_address,
                c.postcode_digits
            FROM customer c
            WHERE c.id IN ({marks(customers)}) OR c.joined_to IN ({marks(customers)})
        )"""


def _held(others: str) -> str:
    """The addresses of `chosen`.

    Args:
        others: a condition on `other_address` a.
    """
    return f"""
        SELECT root, 'email' AS kind, email_key AS handle, '' AS postcode, name, kana
        FROM chosen WHERE email_key <> ''
        UNION ALL
        SELECT root, 'phone', phone_digits, '', name, kana FROM chosen WHERE phone_digits <> ''
        UNION ALL
        SELECT root, 'place', folded_address, postcode_digits, name, kana
        FROM chosen WHERE folded_address <> ''
        UNION ALL
        SELECT b.root, a.kind, a.handle, a.postcode, b.name, b.kana
        FROM chosen b CROSS JOIN other_address a ON a.customer_id = b.id
        WHERE {others}"""


def _held_by_gone(persons: Sequence[int]) -> str:
    """As `_held`, of persons who are gone; binds their ids."""
    return f"""
        SELECT -person.id AS root, a.kind, a.handle, a.postcode, person.former_name AS name,
            '' AS kana
        FROM person CROSS JOIN other_address a ON a.person_id = person.id
        WHERE person.id IN ({marks(persons)})"""


_SAME_CODE = "(near.postcode = '' OR {code} = '' OR near.postcode = {code})"
"""Where one of two has no post code, the address alone tells."""


def _far(others: str) -> str:
    """Who else has the addresses of `near`. CROSS: by index, never along all customers.

    Args:
        others: a condition on `other_address` a.
    """
    columns = f"near.root, {ROOT} AS other, near.kind, near.handle, near.name, near.kana"
    by_column = " UNION ALL ".join(
        f"""
        SELECT {columns}, c.name AS other_name, c.kana AS other_kana
        FROM near CROSS JOIN customer c ON c.{column} = near.handle AND c.{column} <> ''
        WHERE near.kind = '{kind.value}' AND other <> near.root AND {code}
        """
        for kind, column, code in (
            (AddressKind.EMAIL, "email_key", "TRUE"),
            (AddressKind.PHONE, "phone_digits", "TRUE"),
            (AddressKind.PLACE, "folded_address", _SAME_CODE.format(code="c.postcode_digits")),
        )
    )
    return f"""
        {by_column}
        UNION ALL
        SELECT
            near.root, coalesce(c.joined_to, c.id, -a.person_id) AS other, near.kind, near.handle,
            near.name, near.kana, coalesce(c.name, person.former_name, ''), coalesce(c.kana, '')
        FROM near
        CROSS JOIN other_address a ON a.handle = near.handle AND a.kind = near.kind
        LEFT JOIN customer c ON c.id = a.customer_id
        LEFT JOIN person ON person.id = a.person_id
        WHERE other <> near.root AND {others} AND {_SAME_CODE.format(code="a.postcode")}"""


def _reached(near: str) -> str:
    """The statement that finds who is reached now at the addresses of `near`."""
    now = "a.customer_id IS NOT NULL AND NOT a.is_former"
    return f"""
        WITH {near}, far AS ({_far(now)})
        SELECT DISTINCT other, root, kind, handle, other_name, name, other_kana, kana FROM far"""


def _share(row: Sequence[Any]) -> Share:
    root, other, kind, *rest = row
    return Share(root, other, AddressKind(kind), *rest)
