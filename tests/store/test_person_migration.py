"""Everyone who was followed up is a person after step 6, with all that hung on them."""

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from crm_desk.domain.errors import ReportableError
from crm_desk.store import backup
from crm_desk.store.schema import split_statements
from crm_desk.store.store import Store
from tests.store import kill_child, steps
from tests.store.support import dump, integrity, refused

RENAMED = {"followed_customer": "person", "export_note_customer": "export_note_person"}
KEPT = ("followup_plan", "followup_step", "approach", "consent", "export_note", "customer")
STEP = 6


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A desk of schema 5 with follow-ups, alone in its folder."""
    return _made(tmp_path / "desk" / "shop.crmdesk", STEP - 1)


def _made(path: Path, version: int) -> Path:
    steps.make_with_followups(path, version)
    # The steps before made their own backup on the way.
    shutil.rmtree(backup.backup_folder(path), ignore_errors=True)
    return path


def _query(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def _content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Rows of every table that names persons, by its name before the step."""
    held = {name for (name,) in _query(path, "SELECT name FROM sqlite_schema")}
    return {
        table: _query(path, f"SELECT * FROM {new if new in held else table} ORDER BY 1, 2")  # noqa: S608
        for table, new in (*RENAMED.items(), *zip(KEPT, KEPT, strict=True))
    }


@pytest.mark.parametrize("version", [3, 4, 5])
def test_a_desk_with_follow_ups_keeps_everything(version: int, tmp_path: Path) -> None:
    path = _made(tmp_path / "desk" / "shop.crmdesk", version)
    before = _content(path)
    Store(path).close()
    after = _content(path)
    # Later steps have given some of them further columns.
    assert after.keys() == before.keys()
    for table, rows in before.items():
        width = 5 if table == "customer" else len(rows[0])
        assert [row[:width] for row in after[table]] == [row[:width] for row in rows]
    assert integrity(path) == "ok"
    assert after["followed_customer"] == [
        (1, 1, "", ""),
        (2, 2, "", ""),
        (4, None, "e:a@example.jp", "渡邊 綾乃"),
        (7, None, "m:本店: 2:00006", "森 節子"),
    ]


def test_nothing_has_the_former_name(earlier: Path) -> None:
    Store(earlier).close()
    found = _query(earlier, "SELECT name, coalesce(sql, '') FROM sqlite_schema")
    assert found
    assert not [
        row for row in found if "followed" in str(row) or "export_note_customer" in str(row)
    ]
    for table in ("followup_plan", "approach", "consent", "export_note_person"):
        keys = _query(earlier, f"PRAGMA foreign_key_list({table})")
        assert ("person", "person_id", "id") in [row[2:5] for row in keys]


def test_customers_are_still_let_go_of_and_found_again(earlier: Path) -> None:
    with Store(earlier) as store:
        persons = "SELECT id, customer_id, former_key, former_name FROM person"
        store.write(lambda c: c.execute("DELETE FROM customer WHERE id = 2"))
        (gone,) = store.read(lambda c: c.execute(f"{persons} WHERE id = 2").fetchall())
        assert gone == (2, None, "e:s@example.jp", "𠮷田 茂")
        # Sources are numbered anew; the label tells the same one.
        for statement in (
            "INSERT INTO source (id, label) VALUES (9, '別の店')",
            "UPDATE source SET label = CASE id WHEN 3 THEN '別' ELSE '本店: 2' END",
            "INSERT INTO customer (id, key) VALUES (20, 'e:s@example.jp')",
            "INSERT INTO customer (id, key, source_id) VALUES (21, 'm:9:00006', 9)",
        ):
            store.write(lambda c, s=statement: c.execute(s))  # type: ignore[misc]
        found = store.read(lambda c: c.execute(f"{persons} ORDER BY id").fetchall())
    assert found == [
        (1, 1, "", ""),
        (2, 20, "", ""),
        (4, None, "e:a@example.jp", "渡邊 綾乃"),
        (7, 21, "", ""),
    ]


def test_what_hangs_on_a_person_holds_it(earlier: Path) -> None:
    with Store(earlier) as store:
        with pytest.raises(sqlite3.IntegrityError):
            store.write(lambda c: c.execute("DELETE FROM person WHERE id = 1"))
        with pytest.raises(sqlite3.IntegrityError):
            store.write(lambda c: c.execute("INSERT INTO consent VALUES (99, '', 'given', 1, '')"))


def test_a_failure_at_any_statement_leaves_the_schema_before_it(
    earlier: Path, tmp_path: Path
) -> None:
    number, sql = steps.released()[STEP - 1]
    assert number == STEP
    statements, before = split_statements(sql), dump(earlier)
    for place in range(len(statements) + 1):
        broken = [*statements[:place], "INSERT INTO nowhere VALUES (1);", *statements[place:]]
        path = tmp_path / f"{place}" / "shop.crmdesk"
        path.parent.mkdir()
        shutil.copyfile(earlier, path)
        with (
            steps.program_with((*steps.released()[: STEP - 1], (number, "\n".join(broken)))),
            pytest.raises((sqlite3.Error, ReportableError)),
        ):
            Store(path)
        assert dump(path) == before


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_killed_at_each_statement(earlier: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole" / "shop.crmdesk"
    whole.parent.mkdir()
    shutil.copyfile(earlier, whole)
    before = dump(earlier)
    Store(whole).close()
    left = kill_child.run("migrate", tmp_path / "killed", earlier)
    statements = split_statements(steps.released()[STEP - 1][1])
    unchanged = [path for path in left if dump(path) == before]
    assert len(unchanged) > len(statements)
    assert any(dump(path) == dump(whole) for path in left)
    for path in left:
        assert integrity(path) == "ok"
        if path not in unchanged:
            assert before in [dump(made) for made in backup.backup_folder(path).glob("*.crmdesk")]
        with steps.program_with(steps.extended()):
            Store(path).close()
        assert _content(path) == _content(whole)


def test_a_desk_that_says_it_is_older_than_it_is_is_damaged(earlier: Path) -> None:
    Store(earlier).close()
    with closing(sqlite3.connect(earlier)) as connection:
        connection.execute(f"PRAGMA user_version = {STEP - 1}")
    assert refused(earlier) == "desk_altered"
