"""Persons who were erased and are named again by files: their orders come in as nobody's.

Who is in the desk is not kept out: whoever was entered again by hand has come back.
"""

from pathlib import Path
from typing import NamedTuple

from crm_desk.domain.customers.traces import Traced, traces_shown
from crm_desk.domain.names import fold_name
from crm_desk.store.connection import Connection
from crm_desk.store.customers.erasing import without_customer
from crm_desk.store.erased import TraceHash, known, trace_hash
from crm_desk.store.importing.attached import Staged, looked_into
from crm_desk.store.person_data import Mentions

_SAID = ("name", "email", "phone", "postcode", "address")
_WORDS = (*_SAID, "kana", "note")


class KeptOut(NamedTuple):
    """How much of a staging file is of erased persons.

    Attributes:
        rows: of those people, in a list of customers.
    """

    people: int = 0
    orders: int = 0
    rows: int = 0


def kept_out_of(connection: Connection, staging: Path, source: str) -> KeptOut:
    """What `keep_out` would do; nothing changes. Outside of a transaction.

    Args:
        source: the shop's label of the cart.
    """
    with looked_into(connection, staging) as staged:
        people = _erased(staged, source)
        marked = ", ".join(str(person) for person in people) or "NULL"
        return KeptOut(
            len(people),
            *staged.execute(
                f"""
                SELECT (SELECT count(*) FROM staging.ready WHERE person IN ({marked})),
                    (SELECT coalesce(sum(rows), 0) FROM staging.person WHERE id IN ({marked}))
                """
            ).fetchone(),
        )


def keep_out(staged: Staged, source: str) -> KeptOut:
    """Take erased persons out of a staging file, with whatever tells who they are.

    Leaves `temp.kept_out`: the codes of their orders, and whether these are left out of the
    figures.
    """
    staged.execute("DROP TABLE IF EXISTS temp.kept_out")
    staged.execute(
        "CREATE TEMP TABLE kept_out (code INTEGER PRIMARY KEY, left_out INTEGER NOT NULL)"
    )
    people = _erased(staged, source)
    if not people:
        return KeptOut()
    _cover_issues(staged, people)
    made = trace_hash(staged.connection)
    taken = [
        _take_out(staged, source, person, made, left_out=left_out)
        for person, left_out in people.items()
        if made is not None
    ]
    return KeptOut(len(people), sum(one.orders for one in taken), sum(one.rows for one in taken))


def _take_out(
    staged: Staged, source: str, person: int, made: TraceHash, *, left_out: bool
) -> KeptOut:
    found = staged.execute(
        "SELECT code, key FROM staging.ready WHERE person = ?", (person,)
    ).fetchall()
    for code, key in found:
        staged.execute(
            "UPDATE staging.ready SET person = NULL, key = ? WHERE code = ?",
            (_key_of_nobody(staged, source, key, made), code),
        )
        staged.execute("INSERT INTO temp.kept_out VALUES (?, ?)", (code, left_out))
    (rows,) = staged.execute("SELECT rows FROM staging.person WHERE id = ?", (person,)).fetchone()
    staged.execute("DELETE FROM staging.several WHERE person = ?", (person,))
    staged.execute("DELETE FROM staging.person WHERE id = ?", (person,))
    return KeptOut(1, len(found), rows)


def _key_of_nobody(staged: Staged, source: str, key: str, made: TraceHash) -> str:
    """The key of an erased person's order, as the desk has it."""
    plain = without_customer(key, made)
    bare = f"{plain.rpartition(' ')[0]} "
    if plain == key:
        return key
    row = staged.execute(
        "SELECT key FROM shop_order WHERE current AND key IN (?, ?) AND customer_id IS NULL"
        " AND source_id = (SELECT id FROM source WHERE label = ?) ORDER BY key DESC LIMIT 1",
        # It got its longer key after the person was erased: without anybody in it.
        (plain, bare, source),
    ).fetchone()
    return str(row[0]) if row else plain


def leave_out(staged: Staged) -> None:
    """Keep orders out of the figures whose customer was left out before being erased.

    After the orders of `temp.chosen` were written.
    """
    staged.execute(
        """
        UPDATE shop_order SET left_out = 1 WHERE id IN (
            SELECT t.order_id FROM temp.chosen t
            JOIN temp.kept_out k ON k.code = t.code WHERE k.left_out
            UNION
            SELECT t.order_id FROM temp.chosen t
            JOIN shop_order f ON f.id = t.former WHERE f.left_out AND f.customer_id IS NULL)
        """
    )


def _erased(staged: Staged, source: str) -> dict[int, bool]:
    """People of a staging file who were erased, and whether they were left out."""
    made = trace_hash(staged.connection)
    if made is None:
        return {}
    rows = staged.execute(
        f"""
        SELECT p.id, p.key, {", ".join(f"coalesce(p.{name}, '')" for name in _SAID)}
        FROM staging.person p
        WHERE NOT EXISTS (
            SELECT 1 FROM customer c WHERE c.key = CASE WHEN substr(p.key, 1, 2) = 'm:'
                THEN 'm:' || (SELECT id FROM source WHERE label = ?) || ':' || substr(p.key, 3)
                ELSE p.key END)
        """,
        (source,),
    ).fetchall()
    by_hash = {person: _hashes(made, Traced(key, source, *said)) for person, key, *said in rows}
    found = known(staged.connection, {one for hashes in by_hash.values() for one in hashes})
    erased = {
        person: any(found.get(one, False) for one in hashes)
        for person, hashes in by_hash.items()
        if not found.keys().isdisjoint(hashes)
    }
    said_of = {person: said for person, _, *said in rows}
    return {
        person: left_out
        for person, left_out in erased.items()
        if not _is_back(staged.connection, *said_of[person][:2])
    }


def _hashes(made: TraceHash, said: Traced) -> set[str]:
    return {made(trace) for trace in traces_shown(said)}


def _is_back(connection: Connection, name: str, email: str) -> bool:
    """Somebody of this name and e-mail address is in the desk."""
    if not (name and email):
        return False
    row = connection.execute(
        "SELECT 1 FROM customer WHERE email_key <> '' AND email_key = lower(trim(?))"
        " AND folded_name = ? LIMIT 1",
        (email, fold_name(name)),
    ).fetchone()
    return row is not None


def _cover_issues(staged: Staged, people: dict[int, bool]) -> None:
    """What is told of rows must not tell who they are of."""
    words = [
        str(word)
        for person in people
        for word in staged.execute(
            f"SELECT {', '.join(_WORDS)} FROM staging.person WHERE id = ?", (person,)
        ).fetchone()
        if word
    ]
    lines = {
        line
        for person in people
        for (line,) in staged.execute(
            "SELECT l.line FROM staging.ready r JOIN staging.line l ON l.code = r.code"
            " WHERE r.person = ?",
            (person,),
        )
    }
    mentions = Mentions(words)
    for table in ("issue", "notice"):
        rows = staged.execute(f"SELECT rowid, row, value, detail FROM staging.{table}").fetchall()
        named = [
            (number,)
            for number, row, value, detail in rows
            if row in lines or mentions(str(value or "")) or mentions(str(detail or ""))
        ]
        for values in named:
            staged.execute(
                f"UPDATE staging.{table} SET value = '', detail = '' WHERE rowid = ?", values
            )
