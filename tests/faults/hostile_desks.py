"""Desks that somebody made to do harm, opened and looked at; part of `python -m tests.faults`.

`python -m tests.faults.hostile_desks FOLDER COUNT` prints a line for each desk.
"""

import faulthandler
import os
import random
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.sample_desk import sample_copy
from tests.store.support import ROOT, digest

SEED = 20261128
SETTLES_IN_S = 1.0
LONGEST_S = 200
"""No desk holds the window up for longer, however hostile; a hang ends the process."""

Change = Callable[[sqlite3.Connection, random.Random], str]
"""Does harm to a desk; returns what was done."""

_FAR = (2**62, -(2**62), 0, -1, 3_652_060, 2**63 - 1)
_DAYS = (
    ("shop_order", "day"),
    ("customer", "birthday"),
    ("customer", "opening_first"),
    ("customer", "consent_day"),
    ("followup_plan", "last_day"),
    ("followup_plan", "bought_on"),
    ("followup_step", "planned"),
    ("approach", "day"),
    ("customer_sums", "last_day"),
    ("customer_facts", "seen_day"),
)
_ENUMS = (
    ("answer", "state"),
    ("customer", "consent"),
    ("approach", "way"),
    ("approach", "result"),
    ("followup_step", "way"),
    ("followup_template_step", "way"),
    ("consent", "medium"),
    ("import_batch", "kind"),
    ("customer", "joined_by"),
)
_AMOUNTS = (
    ("shop_order", "goods"),
    ("shop_order", "total"),
    ("order_line", "amount"),
    ("order_line", "quantity"),
    ("customer_sums", "amount"),
    ("customer_sums", "purchases"),
    ("customer", "opening_amount"),
)
_TEXTS = (
    ("customer", "name"),
    ("customer", "address"),
    ("customer", "note"),
    ("product", "name"),
    ("answer", "note"),
    ("approach", "note"),
    ("source", "label"),
    ("assessment", "participants"),
    ("desk_info", "value"),
)
_ONLY_ONCE = ("label", "name", "medium")
"""Unique in their tables, or part of a key."""
_SCHEMA = (
    "CREATE TRIGGER harm AFTER INSERT ON answer BEGIN DELETE FROM answer; END",
    "CREATE TRIGGER harm AFTER UPDATE ON desk_info BEGIN DELETE FROM customer; END",
    "CREATE VIEW more AS SELECT * FROM customer",
    "CREATE TABLE more (x)",
    "CREATE INDEX more ON customer (name)",
    "DROP TABLE answer",
    "DROP TABLE followup_step",
    "DROP INDEX customer_by_email",
    "DROP VIEW shop_contact",
    "DROP TRIGGER customer_goes",
    "ALTER TABLE customer ADD COLUMN more TEXT",
    "ALTER TABLE customer RENAME COLUMN note TO remark",
    "ALTER TABLE approach DROP COLUMN note",
    "CREATE VIRTUAL TABLE found USING fts5 (name)",
)


def _schema(connection: sqlite3.Connection, rng: random.Random) -> str:
    statement = rng.choice(_SCHEMA)
    connection.execute(statement)
    return statement


def _default(connection: sqlite3.Connection, rng: random.Random) -> str:
    before, after = rng.choice(
        [("DEFAULT 'unknown'", "DEFAULT 'given'"), ("DEFAULT 0", "DEFAULT 1"), ("CHECK", "--")]
    )
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = 'customer'", (before, after)
    )
    return f"customer: {before} -> {after}"


def _put(places: tuple[tuple[str, str], ...], value: Callable[[random.Random], object]) -> Change:
    def change(connection: sqlite3.Connection, rng: random.Random) -> str:
        table, column = rng.choice(places)
        put = value(rng)
        how = "CAST(? AS TEXT)" if isinstance(put, bytes) else "?"
        rows = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        key, some = _key(connection, table), max(1, rows // rng.choice((1, 3, 50)))
        connection.execute(
            f"UPDATE {table} SET {column} = {how}"  # noqa: S608
            f" WHERE {key} IN"
            f" (SELECT {key.strip('()')} FROM {table} LIMIT ?)",
            (put, 1 if column in _ONLY_ONCE else some),
        )
        return f"{table}.{column} = {repr(put)[:24]}"

    return change


def _key(connection: sqlite3.Connection, table: str) -> str:
    rows = connection.execute(f"PRAGMA table_info({table})").fetchall()
    keys = [row[1] for row in rows if row[5]]
    return f"({', '.join(keys)})" if len(keys) > 1 else keys[0]


def _circle(connection: sqlite3.Connection, rng: random.Random) -> str:
    ids = [id_ for (id_,) in connection.execute("SELECT id FROM customer ORDER BY id")]
    ring = rng.sample(ids, min(rng.choice((1, 2, 5)), len(ids)))
    for one, other in zip(ring, [*ring[1:], ring[0]], strict=True):
        connection.execute(
            "UPDATE customer SET joined_to = ?, joined_by = 'hand' WHERE id = ?", (other, one)
        )
    return f"a circle of {len(ring)} joined customers"


def _questionnaire(connection: sqlite3.Connection, rng: random.Random) -> str:
    if rng.random() < 0.5:
        connection.execute("UPDATE assessment SET questionnaire_version = ?", (2**40,))
        return "a questionnaire of the far future"
    connection.execute("UPDATE OR REPLACE answer SET item_id = '9-99' WHERE item_id = '1-1'")
    return "an item that is none"


def _info(connection: sqlite3.Connection, rng: random.Random) -> str:
    value = rng.choice(["\0", "-1", "9" * 400, "{", "𠮷" * 9000, "2026-99-99"])
    connection.execute("UPDATE desk_info SET value = ?", (value,))
    connection.execute("UPDATE saved_selection SET filters = ?", (value,))
    connection.execute("UPDATE followup_limit SET value = ?", (rng.choice(_FAR),))
    return f"desk_info = {value[:12]!r}"


CHANGES: tuple[Change, ...] = (
    _schema,
    _default,
    _put(_DAYS, lambda rng: rng.choice(_FAR)),
    _put(_ENUMS, lambda rng: rng.choice(["", "no such word", "\0", "🍵" * 99])),
    _put(_AMOUNTS, lambda rng: rng.choice([2**62, -(2**62), 2**63 - 1, -1, 10**16])),
    _put(_TEXTS, lambda rng: rng.choice(["長" * 3_500_000, "x" * 10_000_000, "行\n" * 300_000])),
    _put(_TEXTS, lambda rng: rng.choice([b"\xff\xfe\xc3", b"\xed\xa0\x80", b"ok\x80"])),
    _circle,
    _questionnaire,
    _info,
)


def make(path: Path, number: int) -> str:
    """Put hostile desk `number` at `path`; returns what is wrong with it."""
    rng = random.Random(SEED + number)
    sample_copy(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA legacy_alter_table = ON")
        told = CHANGES[number % len(CHANGES)](connection, rng)
        connection.commit()
    return told


def run(folder: Path, count: int) -> tuple[str, bool]:
    """Open desks 0 to `count` and look at every page; what was found, and whether all is well."""
    command = [sys.executable, "-m", "tests.faults.hostile_desks", str(folder), str(count)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=dict(os.environ, QT_QPA_PLATFORM="offscreen", CRM_DESK_HOME=str(folder / "home")),
    )
    lines = re.findall(r"^(refused|shown|told|WRONG) .*$", done.stdout, re.MULTILINE)
    wrong = [line for line in done.stdout.splitlines() if line.startswith("WRONG")]
    hung = "" if done.returncode == 0 else f"; ended by itself: {done.stderr[-600:]}"
    found = (
        f"{lines.count('refused')} refused, {lines.count('told')} opened with a sentence,"
        f" {lines.count('shown')} shown, {len(wrong)} crash windows"
    )
    return "; ".join([found + hung, *wrong]), not wrong and not hung and len(lines) == count


def _main(folder: Path, count: int) -> None:
    from tests.watched_program import WatchedProgram, application

    app = application()
    for number in range(count):
        path = folder / f"{number}" / "shop.crmdesk"
        path.parent.mkdir(parents=True)
        what = make(path, number)
        before = digest(path)
        faulthandler.dump_traceback_later(LONGEST_S, exit=True)
        watched = WatchedProgram()
        watched.catch_everything()
        try:
            if watched.begin(path):
                _look_around(watched)
                state = "told" if watched.told else "shown"
            else:
                state = "refused"
        except Exception as error:  # noqa: BLE001
            watched.wrong.append(repr(error))
        watched.end()
        if state == "refused" and digest(path) != before:
            watched.wrong.append("changed, though it was refused")
        print("WRONG" if watched.wrong else state, number, what, *watched.wrong[:1], flush=True)
    faulthandler.cancel_dump_traceback_later()
    del app


def _look_around(watched: "WatchedProgram") -> None:  # type: ignore[name-defined] # noqa: F821
    from tests.gallery.scenes import settle, wait_until

    window = watched.program.window
    assert window is not None
    wait_until(lambda: not window.backup_keeper.is_busy, LONGEST_S)
    for route in watched.routes():
        window.go(route)
        settle()
        # A page that was told why it can't be filled stays unsettled.
        until = time.monotonic() + SETTLES_IN_S
        while not getattr(window.current, "is_settled", True) and time.monotonic() < until:
            settle()
            time.sleep(0.01)
        settle()


if __name__ == "__main__":
    _main(Path(sys.argv[1]), int(sys.argv[2]))
