"""A desk has its old schema or its new one, never something between, and all of its data."""

import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from crm_desk.desk.desk import Desk, create_desk
from crm_desk.domain.errors import ReportableError
from crm_desk.store import backup
from crm_desk.store import store as stores
from crm_desk.store.connection import Connection, connect_writer
from crm_desk.store.schema import split_statements
from crm_desk.store.store import Store
from tests.store import kill_child, steps
from tests.store.support import digest, dump, integrity, litter, refusal

EXTENDED = steps.extended()
EARLIER = range(1, len(EXTENDED))


@pytest.fixture
def dumps(tmp_path: Path) -> list[str]:
    """What a desk holds after each step, undisturbed."""
    found = []
    for number in range(1, len(EXTENDED) + 1):
        path = tmp_path / "expected" / f"{number}.crmdesk"
        steps.make_earlier(path, EXTENDED[:number])
        found.append(dump(path))
    assert len(set(found)) == len(found)
    return found


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A desk of the schema before the extra steps, alone in its folder."""
    path = tmp_path / "desk" / "shop.crmdesk"
    steps.make_earlier(path, steps.released())
    # The released steps made their own backup on the way.
    shutil.rmtree(backup.backup_folder(path), ignore_errors=True)
    return path


def _backups(desk: Path) -> list[Path]:
    return sorted(backup.backup_folder(desk).glob("*.crmdesk"))


@pytest.mark.parametrize("start", EARLIER)
def test_every_earlier_schema_is_brought_up_to_date(
    start: int, tmp_path: Path, dumps: list[str]
) -> None:
    path = tmp_path / "desk" / "shop.crmdesk"
    steps.make_earlier(path, EXTENDED[:start])
    shutil.rmtree(backup.backup_folder(path), ignore_errors=True)
    with steps.program_with(EXTENDED):
        for _ in range(2):
            with Store(path) as store:
                on = store.write(lambda c: c.execute("PRAGMA foreign_keys").fetchone())
                assert on == (1,)
            assert dump(path) == dumps[-1]
            assert integrity(path) == "ok"
    assert not litter(path)


@pytest.mark.parametrize("start", EARLIER)
def test_a_checked_backup_of_the_old_schema_is_made_first(
    start: int, tmp_path: Path, dumps: list[str]
) -> None:
    path = tmp_path / "desk" / "shop.crmdesk"
    steps.make_earlier(path, EXTENDED[:start])
    shutil.rmtree(backup.backup_folder(path), ignore_errors=True)
    with steps.program_with(EXTENDED):
        Store(path).close()
    (made,) = _backups(path)
    assert backup.is_intact(made)
    said = made.with_suffix(".sha256").read_text(encoding="utf-8").split()
    assert said == [digest(made), made.name]
    assert dump(made) == dumps[start - 1]
    assert integrity(made) == "ok"


def test_the_backup_opens_as_a_desk(earlier: Path, dumps: list[str]) -> None:
    with steps.program_with(EXTENDED):
        Store(earlier).close()
        Store(_backups(earlier)[0], is_for_looking=True).close()
    assert dump(_backups(earlier)[0]) == dumps[-1]


def test_no_migration_without_a_backup(earlier: Path) -> None:
    backup.backup_folder(earlier).write_bytes(b"a file, not a folder")
    before = dump(earlier)
    with steps.program_with(EXTENDED):
        assert refusal(lambda: Store(earlier)) == "backup_failed"
    assert dump(earlier) == before
    Store(earlier).close()


@pytest.mark.parametrize("step", [-2, -1])
def test_a_step_that_fails_at_any_statement_leaves_the_schema_before_it(
    step: int, earlier: Path, tmp_path: Path, dumps: list[str]
) -> None:
    number, sql = EXTENDED[step]
    statements = split_statements(sql)
    assert len(statements) >= 4
    for place in range(len(statements) + 1):
        broken = [*statements[:place], "INSERT INTO nowhere VALUES (1);", *statements[place:]]
        path = tmp_path / f"{place}" / "shop.crmdesk"
        path.parent.mkdir()
        shutil.copyfile(earlier, path)
        until = EXTENDED[: len(EXTENDED) + step]
        with (
            steps.program_with((*until, (number, "\n".join(broken)))),
            pytest.raises((sqlite3.Error, ReportableError)),
        ):
            Store(path)
        assert dump(path) == dumps[step - 1]
        assert not litter(path)
        _is_brought_up_to_date(path, dumps)
        assert all(backup.is_intact(made) for made in _backups(path))
        assert dumps[-3] in [dump(made) for made in _backups(path)]


def test_a_step_that_leaves_a_dangling_reference_is_taken_back(
    earlier: Path, dumps: list[str]
) -> None:
    broken = (EXTENDED[-2][0], "DELETE FROM assessment WHERE id = 7;")
    with steps.program_with((*steps.released(), broken)), pytest.raises(sqlite3.IntegrityError):
        Store(earlier)
    assert dump(earlier) == dumps[-3]
    _is_brought_up_to_date(earlier, dumps)


def test_a_full_disk_during_a_migration(
    earlier: Path, dumps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(path: Path) -> Connection:
        connection = connect_writer(path)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        return connection

    with monkeypatch.context() as patch, steps.program_with(EXTENDED):
        patch.setattr(stores, "connect_writer", connect)
        assert refusal(lambda: Store(earlier)) == "disk_full"
    assert dump(earlier) in dumps
    _is_brought_up_to_date(earlier, dumps)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_killed_at_each_statement(earlier: Path, tmp_path: Path, dumps: list[str]) -> None:
    left = kill_child.run("migrate", tmp_path / "killed", earlier)
    assert len(left) > 20
    found = []
    for path in left:
        copies = _backups(path)
        found.append(dumps.index(dump(path)))
        assert integrity(path) == "ok"
        # Whatever is migrated has been backed up before.
        if dump(path) != dumps[-3]:
            assert any(backup.is_intact(made) and dump(made) == dumps[-3] for made in copies)
        _is_brought_up_to_date(path, dumps)
    assert found == sorted(found)
    assert set(found) == set(range(len(dumps) - 3, len(dumps)))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_killed_while_a_desk_is_made(tmp_path: Path) -> None:
    left = kill_child.run("create", tmp_path / "killed")
    whole = dump(left[-1])
    assert not left[0].exists()
    assert len(left) > 9
    for path in left:
        # Whole or not there; where not, it can be made as if nothing had been.
        if not path.exists():
            create_desk(path, "店")
        with Desk(path):
            pass
        assert dump(path) == whole
        assert integrity(path) == "ok"
        assert not litter(path)


def _is_brought_up_to_date(path: Path, dumps: list[str]) -> None:
    with steps.program_with(EXTENDED):
        Store(path).close()
    assert dump(path) == dumps[-1]


def test_refusals_that_approaches_hold_are_not_kept_twice(tmp_path: Path) -> None:
    path = tmp_path / "desk" / "shop.crmdesk"
    steps.make_earlier(path, steps.released()[:4])
    statements = (
        "INSERT INTO followed_customer (id) VALUES (1), (2)",
        "INSERT INTO approach VALUES (1, 1, NULL, NULL, 700000, 'letter', 'refused', '')",
        "INSERT INTO consent VALUES (1, 'post', 'refused', 700000, 'followup')",
        "INSERT INTO consent VALUES (1, 'phone', 'refused', 700000, 'followup')",
        "INSERT INTO consent VALUES (2, 'post', 'refused', 700000, 'followup')",
        "INSERT INTO consent VALUES (1, '', 'refused', 700000, 'followup')",
    )
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()
    with Store(path) as store:
        left = store.read(lambda c: c.execute("SELECT person_id, medium FROM consent").fetchall())
    assert left == [(1, ""), (1, "phone"), (2, "post")]
