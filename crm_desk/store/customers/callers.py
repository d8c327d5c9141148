"""Who rings: persons by a part of a telephone number, under any of their names."""

from array import array
from collections.abc import Iterable, Sequence

from crm_desk.domain.customers.search import PHONES_BEGIN
from crm_desk.store.connection import Connection
from crm_desk.store.rows import marks, portions

NEWEST_FIRST = "s.last_day DESC NULLS LAST, s.customer_id"


def by_phone(connection: Connection, parts: Sequence[str], member_no: str) -> "array[int]":
    """Persons with a telephone that has one of these digits in it, those who bought last first.

    Args:
        parts: digits, of which any is enough.
        member_no: whoever has just this member number is found, too; zeros before it do not
            matter.
    """
    values = {f"part{n}": part for n, part in enumerate(parts)} | {"member_no": member_no}
    rows = connection.execute(by_phone_sql(len(parts)), values)
    return array("q", (id_ for (id_,) in rows))


def by_phone_sql(parts: int) -> str:
    """The statement of `by_phone`; it binds `:part0` and so on, and `:member_no`."""
    # The digits stand behind the tab; a part of a member number before it is none of a telephone.
    phones = f"substr(c.search, instr(c.search, '{PHONES_BEGIN}') + 1)"
    names = [f":part{n}" for n in range(parts)]
    # Asked first: most customers have the digits nowhere.
    anywhere = " OR ".join(f"instr(c.search, {name})" for name in names)
    in_phone = " OR ".join(f"instr({phones}, {name})" for name in names)
    return f"""
        WITH found AS MATERIALIZED (
            SELECT DISTINCT coalesce(c.joined_to, c.id) AS id
            FROM customer c
            WHERE ({anywhere})
                AND ({in_phone} OR ltrim(c.member_no, '0') = ltrim(:member_no, '0'))
        )
        SELECT s.customer_id
        FROM found f
        CROSS JOIN customer_sums s ON s.customer_id = f.id
        ORDER BY {NEWEST_FIRST}
    """


def phones(connection: Connection, roots: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Telephones of these persons under all their names, as written, their own first."""
    found: dict[int, list[str]] = {}
    for some in portions(roots):
        rows = connection.execute(
            f"""
            SELECT id, phone, 0 FROM customer WHERE id IN ({marks(some)}) AND phone <> ''
            UNION ALL
            SELECT joined_to, phone, 1 FROM customer
            WHERE joined_to IN ({marks(some)}) AND phone <> ''
            ORDER BY 3
            """,
            (*some, *some),
        )
        for id_, phone, _ in rows:
            found.setdefault(id_, []).append(phone)
    return {id_: tuple(dict.fromkeys(its)) for id_, its in found.items()}
