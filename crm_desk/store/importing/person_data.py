"""What imports hold of a person: rows in question, names of files, what was answered."""

import json
from collections.abc import Sequence

from crm_desk.store.connection import Connection
from crm_desk.store.person_data import (
    OF_CUSTOMERS,
    Mentions,
    PersonTable,
    Row,
    Subject,
    nothing,
)

_TOLD = ("import_issue", "import_notice")
_COVERED = "…"
_CONTACTS = ("shared", "personal")
_OF_ROWS = f"""
    SELECT i.batch_id, i.number FROM import_issue i
    WHERE EXISTS (
        SELECT 1 FROM shop_order o JOIN order_line l ON l.order_id = o.id
        WHERE o.batch_id = i.batch_id AND o.customer_id {OF_CUSTOMERS} AND l.line = i.row)
"""


def _read(table: str, connection: Connection, subject: Subject) -> list[Row]:
    mentions = Mentions(subject.words)
    rows = connection.execute(
        f"""
        SELECT b.imported_at, t.file, t.row, t.place, t.value, t.detail
        FROM {table} t JOIN import_batch b ON b.id = t.batch_id ORDER BY t.batch_id, t.number
        """
    )
    names = ("imported_at", "file", "row", "place", "value", "detail")
    return [
        dict(zip(names, row, strict=True))
        for row in rows
        if mentions(row[4]) or mentions(row[5]) or mentions(row[1])
    ]


def _erase_told(table: str, connection: Connection, subject: Subject) -> None:
    """Cover what the table says of the person, in their own rows and wherever it names them."""
    mentions = Mentions(subject.words)
    found = {
        (batch, number)
        for batch, number, *texts in connection.execute(
            f"SELECT batch_id, number, value, detail FROM {table} WHERE value <> '' OR detail <> ''"
        )
        if any(map(mentions, texts))
    }
    if table == "import_issue":
        found.update(connection.execute(_OF_ROWS, subject.values))
    connection.executemany(
        f"UPDATE {table} SET value = '', detail = '' WHERE batch_id = ? AND number = ?",
        sorted(found),
    )
    files = connection.execute(f"SELECT DISTINCT file FROM {table}").fetchall()
    connection.executemany(
        f"UPDATE {table} SET file = ? WHERE file = ?",
        [(_COVERED, file) for (file,) in files if mentions(file)],
    )


def _erase_files(connection: Connection, subject: Subject) -> None:
    """Cover names of files that name the person."""
    mentions = Mentions(subject.words)
    for column in ("files", "paths"):
        rows = connection.execute(
            f"SELECT id, {column} FROM import_batch WHERE {column} <> ''"
        ).fetchall()
        for batch, text in rows:
            names: Sequence[str] = json.loads(text)
            covered = [_COVERED if mentions(name) else name for name in names]
            if covered != names:
                connection.execute(
                    f"UPDATE import_batch SET {column} = ? WHERE id = ?",
                    (json.dumps(covered, ensure_ascii=False), batch),
                )


def _erase_answers(connection: Connection, subject: Subject) -> None:
    """Forget what was answered about contacts that nobody else has."""
    own = frozenset(subject.contacts) - _still_used(connection, subject.contacts)
    for source, text in connection.execute("SELECT id, answers FROM source").fetchall():
        answers = json.loads(text)
        kept = {
            name: [one for one in given if one not in own] if name in _CONTACTS else given
            for name, given in answers.items()
        }
        if kept != answers:
            connection.execute(
                "UPDATE source SET answers = ? WHERE id = ?",
                (json.dumps(kept, ensure_ascii=False), source),
            )


def _still_used(connection: Connection, contacts: Sequence[str]) -> frozenset[str]:
    given = json.dumps(contacts)
    rows = connection.execute(
        """
        SELECT email_key FROM customer WHERE email_key IN (SELECT value FROM json_each(?1))
        UNION SELECT phone_digits FROM customer
        WHERE phone_digits IN (SELECT value FROM json_each(?1))
        UNION SELECT handle FROM other_address
        WHERE handle IN (SELECT value FROM json_each(?1))
        """,
        (given,),
    )
    return frozenset(contact for (contact,) in rows)


def _table_of_told(table: str) -> PersonTable:
    return PersonTable(
        table,
        lambda connection, subject: _read(table, connection, subject),
        lambda connection, subject: _erase_told(table, connection, subject),
    )


PERSON_TABLES = (
    *map(_table_of_told, _TOLD),
    PersonTable("import_batch", nothing, _erase_files),
)
"""Before the orders are nobody's: rows in question are found by them."""

ANSWERS = PersonTable("source", nothing, _erase_answers)
"""Once the customers are gone."""
