"""Bringing a desk's schema up to date, step by step, each step whole or not at all."""

import re
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

from crm_desk.store.connection import APPLICATION_ID, Connection, transaction
from crm_desk.store.migrations.functions import put_functions

Steps = tuple[tuple[int, str], ...]

_FOLDER = Path(__file__).parent / "migrations"
_WORD = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|/\*.*?\*/|\w+|\S""", re.DOTALL)


@cache
def migrations() -> Steps:
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


def differs(connection: Connection) -> bool:
    """The desk's tables, triggers, views or indexes are not what the migrations make."""
    version, held = version_of(connection), schema_text(connection)
    if version == latest_version() and held == _newest_schema():
        return False
    # Slower, and of any version: SQLite may word a renamed table otherwise than ours did.
    return _normalised(held) != _made_by(migrations()[:version])


def schema_text(connection: Connection) -> str:
    """What `sqlite_schema` holds, in a fixed order, without SQLite's own statistics."""
    rows = connection.execute("""
        SELECT type, name, tbl_name, sql FROM sqlite_schema
        WHERE NOT (type = 'table' AND name IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4'))
          AND NOT (type = 'index' AND sql IS NULL)
        ORDER BY type, name
    """)
    return "".join(f"{kind} {name} {table}:\n{sql}\n" for kind, name, table, sql in rows)


@cache
def _newest_schema() -> str:
    """Kept as a file: running all steps at every start would take as long as opening the desk."""
    try:
        return (_FOLDER / "schema.txt").read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


@cache
def _made_by(steps: Steps) -> str:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, steps)
        return _normalised(schema_text(connection))


def _normalised(text: str) -> str:
    """The words of a schema, without what means nothing: spaces, comments, quotes of names."""
    words = _WORD.findall(text)
    return " ".join(w.strip('"') for w in words if not w.startswith(("--", "/*")))


def migrate(connection: Connection, steps: Steps | None = None) -> None:
    """Apply the missing steps.

    Args:
        steps: other ones than the program comes with.

    Foreign keys are off meanwhile (a step may rebuild a table) and checked before each commit.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    # However SQLite was built: a renamed table takes its references along.
    connection.execute("PRAGMA legacy_alter_table = OFF")
    put_functions(connection)
    for number, sql in steps or migrations():
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
