"""What every desk's file and connections are set to."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crm_desk.desk.desk import Desk
from crm_desk.domain.errors import ReportableError
from crm_desk.store.connection import Connection
from crm_desk.store.schema import latest_version
from tests.store.support import dump, listing


def _pragma(connection: Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_the_file_says_whose_it_is_and_which_schema(closed: Path) -> None:
    header = closed.read_bytes()[:100]
    assert header[68:72] == b"CRMD"
    assert int.from_bytes(header[60:64], "big") == latest_version()


@pytest.mark.parametrize(
    ("name", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)]
)
def test_the_writer_loses_nothing(name: str, value: object, desk: Desk) -> None:
    assert desk.store.write(lambda connection: _pragma(connection, name)) == value


def test_every_table_is_strict(desk: Desk) -> None:
    query = (
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND name NOT LIKE 'sqlite_%'"
    )
    found = dict(desk.store.read(lambda connection: connection.execute(query).fetchall()))
    assert len(found) >= 4
    assert set(found.values()) == {1}, found


def test_a_wrong_type_is_not_stored(desk: Desk) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        desk.store.write(
            lambda connection: connection.execute(
                "INSERT INTO category_target VALUES (1, '1', 'many')"
            )
        )


def test_a_reference_to_nothing_is_not_stored(desk: Desk) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        desk.store.write(
            lambda connection: connection.execute("INSERT INTO category_target VALUES (7, '1', 5)")
        )


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM answer",
        "INSERT INTO desk_info VALUES ('x', 'y')",
        "CREATE TABLE more (x)",
        "DROP TABLE answer",
        "PRAGMA user_version = 9",
        "VACUUM",
    ],
)
def test_the_reader_can_not_write(statement: str, closed: Path) -> None:
    before = dump(closed)
    with Desk(closed) as desk, pytest.raises((ReportableError, sqlite3.Error)):
        desk.store.read(lambda connection: connection.execute(statement))
    assert dump(closed) == before


def test_the_reader_sees_what_was_written_at_once(desk: Desk) -> None:
    for number in range(20):
        desk.rename_shop(f"店{number}")
        assert desk.shop_name == f"店{number}"


def test_another_program_sees_what_was_written_at_once(desk: Desk) -> None:
    desk.rename_shop("もう書いた")
    with closing(sqlite3.connect(desk.path)) as connection:
        query = "SELECT value FROM desk_info WHERE name = 'shop_name'"
        assert connection.execute(query).fetchone() == ("もう書いた",)


def test_a_closed_desk_is_one_file_again(closed: Path) -> None:
    with Desk(closed) as desk:
        desk.rename_shop("店")
    assert listing(closed.parent) == {closed.name, f"{closed.name}.lock"}
