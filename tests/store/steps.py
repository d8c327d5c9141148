"""Schema steps as later versions may bring them, and desks of every earlier schema."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from crm_desk.store import schema
from crm_desk.store.connection import Connection
from crm_desk.store.store import Store, create_file

Steps = tuple[tuple[int, str], ...]

FIRST_DATA = (
    "INSERT INTO desk_info VALUES ('shop_name', '店; ''と'' --')",
    "INSERT INTO assessment VALUES (1, 'a-1', 1, '2025-11-12', '佐藤、髙橋', NULL, '1-1')",
    "INSERT INTO assessment VALUES (7, 'a-7', 1, '2026-11-02', '𠮷田', '2026-12-07', NULL)",
    "INSERT INTO answer VALUES (1, '1-1', 'answered', 3, '', '証拠', 'a; b')",
    "INSERT INTO answer VALUES (1, '1-2', 'deferred', NULL, '', '', '')",
    "INSERT INTO answer VALUES (7, '1-1', 'not_applicable', NULL, '一人の店', '', '')",
    "INSERT INTO answer VALUES (7, '6-4', 'answered', 0, '', '', '')",
    "INSERT INTO answer VALUES (7, '6-3', 'unanswered', NULL, '', '', 'BEGIN; END;')",
    "INSERT INTO category_target VALUES (1, '1', 80)",
    "INSERT INTO category_target VALUES (7, '6', 0)",
)

_TRIAL = """
-- Texts, comments and triggers with a semicolon; they end no statement.
CREATE TABLE trial_note (
    id            INTEGER PRIMARY KEY, -- one; two
    assessment_id INTEGER NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    words         TEXT NOT NULL DEFAULT 'none; yet'
) STRICT;

INSERT INTO trial_note (assessment_id, words) SELECT id, 'of; ' || uid FROM assessment;

CREATE TRIGGER trial_note_kept BEFORE DELETE ON trial_note BEGIN
    SELECT raise(ABORT, 'it; stays') WHERE old.words = 'kept';
    UPDATE trial_note SET words = 'alone' WHERE id = -1;
END;

CREATE INDEX trial_note_by_words ON trial_note (words);
"""


def released() -> Steps:
    """The steps that the program comes with."""
    return schema.migrations()


def rebuilt(table: str) -> str:
    """A step that makes a table anew, the way that SQLite's documentation says."""
    with closing(sqlite3.connect(":memory:")) as connection:
        schema.migrate(connection)
        query = "SELECT type, sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL"
        found = connection.execute(query, (table,)).fetchall()
    (old,) = (sql for kind, sql in found if kind == "table")
    new = old.replace(f"CREATE TABLE {table} (", f"CREATE TABLE {table}_rebuilt (", 1)
    assert new != old
    return ";\n".join(
        [
            new,
            f"INSERT INTO {table}_rebuilt SELECT * FROM {table}",  # noqa: S608
            f"DROP TABLE {table}",
            f"ALTER TABLE {table}_rebuilt RENAME TO {table}",
            *(sql for kind, sql in found if kind != "table"),
            "ALTER TABLE trial_note ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;",
        ]
    )


def extended() -> Steps:
    """The released steps, and two more after them."""
    known = released()
    last = known[-1][0]
    return (*known, (last + 1, _TRIAL), (last + 2, rebuilt("assessment")))


@contextmanager
def program_with(steps: Steps) -> Iterator[None]:
    """The program as if it came with these steps."""
    before: Callable[[], Steps] = schema.migrations
    schema.migrations = lambda: steps  # type: ignore[assignment]
    try:
        yield
    finally:
        schema.migrations = before  # type: ignore[assignment]


def make_earlier(path: Path, steps: Steps) -> None:
    """A desk with data from its first schema on, brought up to the last of these steps."""

    def fill(connection: Connection) -> None:
        for statement in FIRST_DATA:
            connection.execute(statement)

    with program_with(steps[:1]):
        create_file(path, fill)
    with program_with(steps):
        Store(path).close()
