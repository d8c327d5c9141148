"""The open desk is checked beside the window, and what is found is said."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desk.desk.backups import keeping
from crm_desk.desk.desk import Desk
from crm_desk.domain.errors import ReportableError
from crm_desk.store import desk_info, inspection
from tests.ui.conftest import Start

DAY = date(2026, 11, 28)


def damage_index(path: Path) -> None:
    """An index that lacks what its table holds: only the full check compares them."""
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT sql FROM sqlite_schema WHERE name = 'customer_by_email'"
        sql = connection.execute(query).fetchone()[0]
        connection.execute("DROP INDEX customer_by_email")
        connection.execute(sql.replace("<> ''", "= 'nobody'"))
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = ? WHERE name = 'customer_by_email'", (sql,)
        )
        connection.commit()


def damage_words(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE customer SET consent = 'perhaps'")
        connection.commit()


def checks(desk: Desk, day: date, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether a check on a day was a full one."""
    found: list[bool] = []
    check = desk.store.check

    def noted(called_off: object, *, is_full: bool) -> None:
        found.append(is_full)
        check(lambda: False, is_full=is_full)

    with monkeypatch.context() as patched:
        patched.setattr(desk.store, "check", noted)
        keeping.check(desk, day)
    return found[0]


def test_once_a_week_everything_is_compared(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks(desk, DAY, monkeypatch)
    assert not checks(desk, DAY, monkeypatch)
    assert not checks(desk, DAY + timedelta(days=6), monkeypatch)
    assert checks(desk, DAY + timedelta(days=7), monkeypatch)


def test_a_clock_that_was_set_back_does_not_stop_the_checks(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert checks(desk, DAY, monkeypatch)
    assert checks(desk, DAY - timedelta(days=30), monkeypatch)


def test_a_full_check_that_finds_damage_is_made_again(sample_path: Path) -> None:
    damage_index(sample_path)
    with Desk(sample_path) as desk:
        for _ in range(2):
            with pytest.raises(ReportableError, match="desk_check_failed"):
                keeping.check(desk, DAY)
        kept = desk.store.read(lambda connection: desk_info.get(connection, "checked_on"))
    assert kept == ""


@pytest.mark.parametrize("damage", [damage_index, damage_words])
def test_damage_is_said_once_the_window_is_up(
    damage: object, start: Start, sample_path: Path, qtbot: QtBot
) -> None:
    damage(sample_path)  # type: ignore[operator]
    window = start(sample_path)
    qtbot.waitUntil(lambda: "壊れていました" in window.banners.failure.sentence)


def test_a_desk_of_any_size_is_checked(
    start: Start, sample_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspection, "CHECKED_SIZE", 0)
    damage_words(sample_path)
    window = start(sample_path)
    qtbot.waitUntil(lambda: "壊れていました" in window.banners.failure.sentence)
