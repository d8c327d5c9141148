"""Bringing a desk's schema up to date, step by step, each step whole or not at all."""

import re
import sqlite3
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from crm_desk.store.connection import APPLICATION_ID, Connection, transaction
from crm_desk.store.migrations.functions import put_functions

_FOLDER = Path(__file__).parent / "migrations"


@cache
def migrations() -> tuple[tuple[int, str], ...]:
    """(number, SQL) in order, from the files `NNNN_name.sql`."""
    found = []
    for path in sorted(_FOLDER.glob("*.sql")):
        match = re.match(r"(\d{4})_", path.name)
        if match:
            found.append((int(match[1]), path.read_text(encoding="utf-8")))
    return tuple(found)


def latest_version() -> int:
    """The schema that this program writes."""
    return migrations()[-1][0]


def version_of(connection: Connection) -> int:
    """The schema of an open desk."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_ahead(connection: Connection) -> bool:
    """The desk holds a part of a later step than its number says: the number is damaged."""
    version = version_of(connection)
    known = _parts(sql for number, sql in migrations() if number <= version)
    later = _parts(sql for number, sql in migrations() if number > version) - known
    held = connection.execute("""
        SELECT name, '' FROM sqlite_schema WHERE type = 'table'
        UNION ALL
        SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c
        WHERE t.type = 'table'
    """)
    return any(part in later for part in held)


def _parts(steps: Iterable[str]) -> set[tuple[str, str]]:
    """Names that these steps give to tables, with "", and to columns that they add to tables."""
    tables = re.compile(r"^(?:CREATE TABLE|ALTER TABLE \w+ RENAME TO) (\w+)", re.MULTILINE)
    columns = re.compile(r"^ALTER TABLE (\w+) ADD COLUMN (\w+)", re.MULTILINE)
    found: set[tuple[str, str]] = set()
    for sql in steps:
        found |= {(name, "") for name in tables.findall(sql)} | set(columns.findall(sql))
    return found


def migrate(connection: Connection) -> None:
    """Apply the missing steps.

    Foreign keys are off meanwhile (a step may rebuild a table) and checked before each commit.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    # However SQLite was built: a renamed table takes its references along.
    connection.execute("PRAGMA legacy_alter_table = OFF")
    put_functions(connection)
    for number, sql in migrations():
        if number > version_of(connection):
            _apply(connection, number, sql)
    connection.execute("PRAGMA foreign_keys = ON")


def _apply(connection: Connection, number: int, sql: str) -> None:
    # Statement by statement: executescript() would commit before it begins.
    with transaction(connection):
        for statement in split_statements(sql):
            connection.execute(statement)
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise sqlite3.IntegrityError(f"migration {number} leaves a dangling reference")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {number}")


def split_statements(sql: str) -> list[str]:
    """The statements of a script; a `;` inside a trigger or a text does not end one."""
    statements, current = [], ""
    for piece in re.split(r"(?<=;)", sql):
        current += piece
        if sqlite3.complete_statement(current):
            statements.append(current.strip())
            current = ""
    if re.sub(r"--[^\n]*|/\*.*?\*/", "", current, flags=re.DOTALL).strip():
        raise ValueError("the last statement is not ended")
    return statements
