"""Imports keep their files, answers have a place, and former orders are found after step 7."""

import json
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from crm_desk.domain.errors import ReportableError
from crm_desk.store import backup
from crm_desk.store.importing import answers, batches
from crm_desk.store.schema import split_statements
from crm_desk.store.store import Store
from tests.store import kill_child, steps
from tests.store.support import dump, integrity

STEP = 7
FILES = {
    1: ("受注.csv", 'a\\n"b".csv', "c'd;e.csv"),
    2: ("\\u001f.csv",),
    4: (),
}
IMPORT = """
INSERT INTO import_batch (id, source_id, kind, preset, files, imported_at, rows_accepted,
    rows_rejected, rows_skipped, rows_unchanged)
VALUES (?, 50, 'orders', 'generic', ?, '2026-01-02 10:00:00', 1, 0, 0, 0)
"""


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A desk of schema 6 with imports, alone in its folder."""
    path = tmp_path / "desk" / "shop.crmdesk"
    known = steps.released()[: STEP - 1]
    steps.make_earlier(path, known)
    with steps.program_with(known), Store(path) as store:
        rows = [(id_, "\n".join(names)) for id_, names in FILES.items()]
        store.write(lambda c: c.execute("INSERT INTO source (id, label) VALUES (50, '支店')"))
        store.write(lambda c: c.executemany(IMPORT, rows))
    shutil.rmtree(backup.backup_folder(path), ignore_errors=True)
    return path


def _files(path: Path) -> dict[int, tuple[str, ...]]:
    with Store(path) as store:
        return {batch.id: batch.files for batch in store.read(batches.batches)}


def test_imports_keep_the_names_of_their_files(earlier: Path) -> None:
    assert _files(earlier) == FILES
    assert integrity(earlier) == "ok"
    with closing(sqlite3.connect(earlier)) as connection:
        kept = [row[0] for row in connection.execute("SELECT files FROM import_batch")]
    assert [json.loads(files or "[]") for files in kept] == [list(each) for each in FILES.values()]


def test_earlier_imports_have_no_paths_notices_or_answers(earlier: Path) -> None:
    with Store(earlier) as store:
        assert store.read(lambda c: batches.paths(c, 1)) == ()
        assert store.read(lambda c: batches.notices(c, 1)) == []
        assert store.read(lambda c: answers.answers(c, "支店")) == {}
        given = {"numbers": "repeat", "void_status": ["保留"]}
        store.write(lambda c: answers.put_answers(c, "支店", given))
        assert store.read(lambda c: answers.answers(c, "支店")) == given
        store.write(lambda c: answers.put_answers(c, "新しい店", {"year": 2025}))
        assert store.read(lambda c: answers.answers(c, "新しい店")) == {"year": 2025}
        assert store.read(lambda c: answers.answers(c, "どこにもない店")) == {}


def test_answers_that_are_no_json_are_not_kept(earlier: Path) -> None:
    with Store(earlier) as store, pytest.raises(sqlite3.IntegrityError):
        store.write(lambda c: c.execute("UPDATE source SET answers = '{'"))


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
    before = dump(earlier)
    left = kill_child.run("migrate", tmp_path / "killed", earlier)
    unchanged = [path for path in left if dump(path) == before]
    assert len(unchanged) > len(split_statements(steps.released()[STEP - 1][1]))
    for path in left:
        assert integrity(path) == "ok"
        if path not in unchanged:
            assert before in [dump(made) for made in backup.backup_folder(path).glob("*.crmdesk")]
        with steps.program_with(steps.extended()):
            assert _files(path) == FILES
