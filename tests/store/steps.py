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

_CUSTOMER = "INSERT INTO customer (id, key, source_id, member_no, name, email_key)"
FOLLOWUP_DATA = (
    "INSERT INTO source VALUES (3, '本店: 2')",
    f"{_CUSTOMER} VALUES (1, 'm:3:00001', 3, '00001', '髙橋 花子', '')",
    f"{_CUSTOMER} VALUES (2, 'e:s@example.jp', NULL, '', '𠮷田 茂', 's@example.jp')",
    f"{_CUSTOMER} VALUES (5, 'e:a@example.jp', NULL, '', '渡邊 綾乃', 'a@example.jp')",
    f"{_CUSTOMER} VALUES (6, 'm:3:00006', 3, '00006', '森 節子', '')",
    "UPDATE customer SET joined_to = 1, joined_by = 'hand' WHERE id = 2",
    "INSERT INTO followed_customer (id, customer_id) VALUES (1, 1), (2, 2), (4, 5), (7, 6)",
    "INSERT INTO followup_plan VALUES"
    " (1, 1, 739500, 739591, '印; B', 'top10', 0, 0, NULL, '', NULL, '', NULL, NULL),"
    " (2, 4, 739400, 739491, 'C', '', NULL, 1, 739410, '苦情', NULL, '', NULL, NULL),"
    " (3, 7, 739300, 739391, 'C', '', NULL, 0, NULL, '', 739310, '退会', NULL, 739305)",
    "INSERT INTO followup_step VALUES"
    " (1, 1, 739503, 'phone', 'お礼'), (1, 2, NULL, 'newsletter', ''), (3, 1, 739300, 'email', '')",
    "INSERT INTO approach VALUES"
    " (1, 1, 1, 1, 739504, 'phone', 'reacted', 'a; b'),"
    " (2, 2, NULL, NULL, 739505, 'letter', 'none', ''),"
    " (3, 7, 3, 1, 739301, 'email', 'refused', '')",
    "INSERT INTO consent VALUES"
    " (2, 'phone', 'given', 739500, 'お電話'), (7, '', 'refused', NULL, 'お手紙')",
    "INSERT INTO export_note VALUES (1, '2025-09-01 10:00:00', 'list', '9月')",
    "INSERT INTO export_note_customer VALUES (1, 1), (1, 7)",
    # They go with an import, one with a member's number and one without.
    "DELETE FROM customer WHERE id IN (5, 6)",
)
"""What steps 3 to 5 can hold of follow-ups: two names of one person, and two who are gone."""

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


def make_with_followups(path: Path, version: int) -> None:
    """As `make_earlier`, of a released schema (3 to 5) and with `FOLLOWUP_DATA` in it."""
    known = released()[:version]
    make_earlier(path, known)
    with program_with(known), Store(path) as store:
        for statement in FOLLOWUP_DATA:
            store.write(lambda connection, s=statement: connection.execute(s))  # type: ignore[misc]
