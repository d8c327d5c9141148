"""The plain temporary file in which an import is made ready: a small SQLite file of its own.

A child process fills it; the desk's own process commits it in one transaction.
Whatever is lost here costs nothing, so nothing in it waits for the disk.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from typing import Any

from crm_desk.domain.customers.fields import PERSON_FIELDS
from crm_desk.domain.customers.people import Handles
from crm_desk.store.connection import create_private

_PERSON = (*(field.name for field in PERSON_FIELDS), *Handles._fields)

_SCHEMA = (
    "CREATE TABLE product (id INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL)",
    # `code` numbers the orders of the file from 0.
    "CREATE TABLE line (code INTEGER NOT NULL, line INTEGER NOT NULL, product INTEGER NOT NULL,"
    " quantity INTEGER, amount INTEGER, price TEXT, rate INTEGER)",
    "CREATE TABLE ready (code INTEGER PRIMARY KEY, key TEXT NOT NULL, number TEXT NOT NULL,"
    " day INTEGER NOT NULL, person INTEGER, goods INTEGER NOT NULL, total INTEGER NOT NULL,"
    " discount INTEGER NOT NULL, refund INTEGER NOT NULL, shipping INTEGER NOT NULL,"
    " status TEXT NOT NULL, void INTEGER NOT NULL, subscription INTEGER NOT NULL,"
    " incomplete INTEGER NOT NULL, fingerprint BLOB NOT NULL, rows INTEGER NOT NULL)",
    "CREATE TABLE person (id INTEGER PRIMARY KEY, key TEXT NOT NULL, seen_day INTEGER NOT NULL,"
    f" {', '.join(_PERSON)}, rows INTEGER NOT NULL)",
    # One file after the other: its orders and people are numbered from here on.
    "CREATE TABLE file (number INTEGER PRIMARY KEY, name TEXT NOT NULL,"
    " first_code INTEGER NOT NULL, end_code INTEGER NOT NULL, first_person INTEGER NOT NULL,"
    " end_person INTEGER NOT NULL,"
    # `numbers`: what its order numbers are, see importing.answers.Numbers; '' as nobody knows.
    " rejected INTEGER NOT NULL, skipped INTEGER NOT NULL, numbers TEXT NOT NULL DEFAULT '',"
    # `repeated`: rows that another file has, too.
    " repeated INTEGER NOT NULL DEFAULT 0)",
    "CREATE TABLE issue (number INTEGER PRIMARY KEY, file, row, place, value, reason, severity,"
    " detail)",
    "CREATE TABLE notice (reason, severity, count, file, row, place, value, detail)",
    # People whose orders name several.
    "CREATE TABLE several (person INTEGER PRIMARY KEY)",
    "CREATE TABLE void_line (code INTEGER NOT NULL, line INTEGER NOT NULL)",
)

_LINE = ("code", "line", "product", "quantity", "amount", "price", "rate")

_AT_ONCE = 100

KEPT_ISSUES = 20_000
"""So many entries of the table of issues are kept; all are counted."""


class Staging:
    """Filling the file: lines and heads while reading, orders and people at the end.

    Args:
        head_fields: names of what a row says of its order.
        added: those that are summed over the rows of an order whose key begins with ` +`.
    """

    def __init__(self, path: Path, head_fields: Sequence[str], added: Sequence[str] = ()) -> None:
        create_private(path)
        self._connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "temp_store = MEMORY"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._fields, self._added = tuple(head_fields), tuple(added)
        for statement in (*_SCHEMA, self._head_table()):
            self._connection.execute(statement)
        self._connection.execute("BEGIN")
        self._issues = 0
        self._tallies: dict[tuple[str, str], list[Any]] = {}

    def add_products(self, rows: Iterable[tuple[int, str, str]]) -> None:
        """(id, code, name) of products not met before."""
        self._connection.executemany("INSERT INTO product VALUES (?, ?, ?)", rows)

    def add_lines(self, width: int, rows: Iterable[tuple[Any, ...]]) -> None:
        """(code, line, product, quantity, amount, price, rate), the first `width` of them."""
        into = f"INSERT INTO line ({', '.join(_LINE[:width])}) VALUES "
        one = f"({_marks(width)})"
        values = chain.from_iterable(rows)
        # Many rows by each statement: 2.5 times as fast as one by one.
        many = into + ", ".join([one] * _AT_ONCE)
        portion: tuple[Any, ...] = ()
        whole = width * _AT_ONCE
        while len(portion := tuple(islice(values, whole))) == whole:
            self._connection.execute(many, portion)
        self._connection.executemany(into + one, _rows(portion, width))

    def add_heads(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """(code, key, row, *head fields); what an order has said already stays.

        The day becomes the earliest, void and the row number likewise combine.
        """
        self._connection.executemany(self._upsert(), rows)

    def heads(self, first_code: int) -> Iterator[tuple[Any, ...]]:
        """(code, key, row, *head fields) of the orders from `first_code` on, by code."""
        names = ", ".join(self._fields)
        # A cursor of its own: the rows are read while others are written.
        yield from self._connection.execute(
            f"SELECT code, key, row, {names} FROM head WHERE code >= ? ORDER BY code",
            (first_code,),
        )

    def lines_of(self, code: int) -> list[tuple[int, int | None, str | None, int | None]]:
        """(row, quantity, unit price, rate) of one order; an index is made at the first call."""
        self._index_lines()
        return self._connection.execute(
            "SELECT line, quantity, price, rate FROM line WHERE code = ? AND product > 0"
            " ORDER BY line",
            (code,),
        ).fetchall()

    def put_amounts(self, code: int, amounts: Iterable[tuple[int, int]]) -> None:
        """(row, amount) of one order's lines, in place of what they had."""
        self._connection.executemany(
            "UPDATE line SET amount = ? WHERE code = ? AND line = ?",
            [(amount, code, row) for row, amount in amounts],
        )

    def rows_of(self, code: int) -> list[int]:
        """Numbers of an order's accepted rows in the file."""
        self._index_lines()
        found = self._connection.execute("SELECT line FROM line WHERE code = ?", (code,))
        return [row for (row,) in found]

    def add_orders(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Orders as they shall stand; see the table `ready`."""
        self._connection.executemany(f"INSERT INTO ready VALUES ({_marks(16)})", rows)

    def add_people(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """(id, key, seen day, *PERSON_FIELDS, *Handles, rows)."""
        marks = _marks(4 + len(_PERSON))
        self._connection.executemany(f"INSERT INTO person VALUES ({marks})", rows)

    def add_several(self, people: Iterable[int]) -> None:
        """Note people whose orders name several, by their ids."""
        self._connection.executemany("INSERT INTO several VALUES (?)", ((id_,) for id_ in people))

    def add_issues(self, issues: Iterable[tuple[Any, ...]]) -> None:
        """Entries of the table of issues, as long as there is room for more."""
        issues = list(issues)
        for issue in issues:
            self._tally(issue)
        kept = issues[: KEPT_ISSUES - self._issues]
        self._issues += len(kept)
        self._connection.executemany(
            "INSERT INTO issue (file, row, place, value, reason, severity, detail)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            kept,
        )

    def _tally(self, issue: tuple[Any, ...]) -> None:
        file, row, place, value, reason, severity, detail = issue
        known = self._tallies.setdefault(
            (reason, severity), [reason, severity, 0, file, row, place, value, detail]
        )
        known[2] += 1

    def tallies(self) -> list[tuple[Any, ...]]:
        """(reason, severity, count, file, row, place, value, detail) by first appearance.

        All issues are counted, also those for whose entries there was no room.
        """
        return [tuple(tally) for tally in self._tallies.values()]

    def end_file(self, row: tuple[Any, ...]) -> None:
        """The row of a file: see the table `file`, without its number."""
        self._connection.execute(
            "INSERT INTO file (name, first_code, end_code, first_person, end_person, rejected,"
            " skipped, numbers, repeated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )

    # Rows that turn out to belong elsewhere

    def lines_with_products(self, code: int) -> list[tuple[int, int, int | None, int | None]]:
        """(row, product, quantity, amount) of one order; a discount's product is 0."""
        self._index_lines()
        return self._connection.execute(
            "SELECT line, product, quantity, amount FROM line WHERE code = ? ORDER BY line",
            (code,),
        ).fetchall()

    def add_void_lines(self, rows: Iterable[tuple[int, int]]) -> None:
        """(code, row) of lines that are no sale."""
        self._connection.executemany("INSERT INTO void_line VALUES (?, ?)", rows)

    def drop_void_lines(self, codes: Iterable[int]) -> None:
        """Forget the lines of these orders that are no sale."""
        self._index_lines()
        self._connection.execute("CREATE INDEX IF NOT EXISTS void_by_code ON void_line (code)")
        self._connection.executemany(
            "DELETE FROM line WHERE code = ?1"
            " AND line IN (SELECT line FROM void_line WHERE code = ?1)",
            ((code,) for code in codes),
        )

    def drop_lines(self, code: int, rows: Iterable[int] | None = None) -> None:
        """Forget lines of one order; without `rows` all of them."""
        self._index_lines()
        if rows is None:
            self._connection.execute("DELETE FROM line WHERE code = ?", (code,))
            return
        self._connection.executemany(
            "DELETE FROM line WHERE code = ? AND line = ?", ((code, row) for row in rows)
        )

    def move_lines(self, code: int, into: int, offset: int) -> None:
        """Lines of one order become another's; `offset` is added to their rows."""
        self._index_lines()
        for table in ("line", "void_line"):
            self._connection.execute(
                f"UPDATE {table} SET code = ?, line = line + ? WHERE code = ?",
                (into, offset, code),
            )

    def head_of(self, code: int) -> tuple[Any, ...] | None:
        """(code, key, row, *head fields) of one order; None where it has none."""
        names = ", ".join(self._fields)
        found: tuple[Any, ...] | None = self._connection.execute(
            f"SELECT code, key, row, {names} FROM head WHERE code = ?", (code,)
        ).fetchone()
        return found

    def put_head(self, code: int, said: Mapping[str, Any]) -> None:
        """What the rows of an order say, in place of what it had."""
        settings = ", ".join(f"{name} = ?" for name in said)
        self._connection.execute(
            f"UPDATE head SET {settings} WHERE code = ?", (*said.values(), code)
        )

    def drop_head(self, code: int) -> None:
        """Forget an order whose lines are another's."""
        self._connection.execute("DELETE FROM head WHERE code = ?", (code,))

    def _index_lines(self) -> None:
        self._connection.execute("CREATE INDEX IF NOT EXISTS line_by_code ON line (code)")

    def leave_out_repeated(self) -> list[int]:
        """Of an order that differs between files, only the last file's stays.

        Its row gets a notice, and the rows of the others count as skipped.

        Returns:
            Notices per file, in the order of the files.
        """
        execute = self._connection.execute
        files = execute("SELECT number, name, first_code, end_code FROM file ORDER BY number")
        execute("CREATE INDEX ready_by_key ON ready (key)")
        execute(
            "CREATE TEMP TABLE repeated AS SELECT r.code, r.rows, l.code AS last FROM ready r"
            " JOIN ready l ON l.key = r.key AND l.code > r.code AND l.fingerprint <> r.fingerprint"
            " WHERE NOT EXISTS (SELECT 1 FROM ready n WHERE n.key = r.key AND n.code > l.code)"
        )
        notices = []
        for number, name, first, end in files.fetchall():
            execute(
                "UPDATE file SET skipped = skipped + (SELECT coalesce(sum(rows), 0)"
                " FROM temp.repeated WHERE code >= ? AND code < ?) WHERE number = ?",
                (first, end, number),
            )
            repeated = execute(
                "SELECT DISTINCT ?, h.row, '', r.number, 'order_in_two_files', 'notice', ''"
                " FROM temp.repeated t JOIN ready r ON r.code = t.last"
                " JOIN head h ON h.code = t.last WHERE t.last >= ? AND t.last < ? ORDER BY h.row",
                (name, first, end),
            ).fetchall()
            self.add_issues(repeated)
            notices.append(len(repeated))
        execute("DELETE FROM ready WHERE code IN (SELECT code FROM temp.repeated)")
        return notices

    def finish(self) -> None:
        """Everything is in; close the file."""
        self._connection.executemany(f"INSERT INTO notice VALUES ({_marks(8)})", self.tallies())
        self._connection.execute("COMMIT")
        self._connection.close()

    def close(self) -> None:
        """Close the file, whatever is in it; after `finish`, nothing happens."""
        self._connection.close()

    def _head_table(self) -> str:
        columns = ", ".join(f"{name}" for name in self._fields)
        return f"CREATE TABLE head (code INTEGER PRIMARY KEY, key TEXT NOT NULL, row, {columns})"

    def _upsert(self) -> str:
        combined = {
            "day": "min(coalesce(day, excluded.day), coalesce(excluded.day, day))",
            "void": "max(void, excluded.void)",
        }
        for name in self._added:
            first, added = f"coalesce({name}, excluded.{name})", f"{name} + excluded.{name}"
            combined[name] = (
                f"CASE WHEN key GLOB ' +*' THEN coalesce({added}, {first}) ELSE {first} END"
            )
        merged = ", ".join(
            f"{name} = {combined.get(name, f'coalesce({name}, excluded.{name})')}"
            for name in self._fields
        )
        return (
            f"INSERT INTO head VALUES ({_marks(3 + len(self._fields))})"
            f" ON CONFLICT (code) DO UPDATE SET {merged}"
        )


def add_notice(path: Path, row: tuple[Any, ...]) -> None:
    """Add to a finished file: (reason, severity, count, file, row, place, value, detail)."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"INSERT INTO notice VALUES ({_marks(8)})", row)


def issues_in(path: Path) -> list[tuple[Any, ...]]:
    """(file, row, place, value, reason, severity, detail) of a finished staging file."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(
            "SELECT file, row, place, value, reason, severity, detail FROM issue ORDER BY number"
        ).fetchall()


def _rows(values: Sequence[Any], width: int) -> list[Sequence[Any]]:
    """Rows of `width` values each, from all values in a row."""
    return [values[at : at + width] for at in range(0, len(values), width)]


def _marks(count: int) -> str:
    return ", ".join("?" * count)
