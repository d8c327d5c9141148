"""Files that are not a healthy desk, and the key each is to be refused with."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200)


def _bytes(content: bytes) -> Callable[[Path, Path], None]:
    def make(path: Path, _: Path) -> None:
        path.write_bytes(content)

    return make


def _foreign_database(application_id: int) -> Callable[[Path, Path], None]:
    def make(path: Path, _: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA application_id = {application_id}")
            connection.execute("CREATE TABLE assessment (id INTEGER PRIMARY KEY)")
            connection.commit()

    return make


def _truncated(keep: Callable[[int], int]) -> Callable[[Path, Path], None]:
    def make(path: Path, healthy: Path) -> None:
        content = healthy.read_bytes()
        path.write_bytes(content[: keep(len(content))])

    return make


def damage_page(path: Path, table: str) -> None:
    """Write nonsense over the head of the first page of a table."""
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        page = connection.execute(query, (table,)).fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        connection.execute("PRAGMA journal_mode = DELETE")
    content = bytearray(path.read_bytes())
    start = (page - 1) * size
    content[start : start + 64] = bytes(byte ^ 0xA5 for byte in content[start : start + 64])
    path.write_bytes(content)


def _damaged(path: Path, healthy: Path) -> None:
    shutil.copyfile(healthy, path)
    damage_page(path, "answer")


def _newer(path: Path, healthy: Path) -> None:
    shutil.copyfile(healthy, path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")
        connection.execute("CREATE TABLE of_the_future (x)")


def _newer_in_wal(path: Path, healthy: Path) -> None:
    work = path.with_name("work.sqlite")
    shutil.copyfile(healthy, work)
    with closing(sqlite3.connect(work)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE of_the_future (x)")
        connection.execute("PRAGMA user_version = 999")
        # As a killed program leaves it: the new schema is in the -wal only.
        shutil.copyfile(work, path)
        shutil.copyfile(f"{work}-wal", f"{path}-wal")
    work.unlink()


def _folder(path: Path, _: Path) -> None:
    path.mkdir()


def _missing(path: Path, _: Path) -> None:
    assert not path.exists()


STATES: dict[str, tuple[str, Callable[[Path, Path], None]]] = {
    "missing": ("desk_missing", _missing),
    "folder": ("desk_is_folder", _folder),
    "empty": ("desk_empty", _bytes(b"")),
    "one byte": ("desk_foreign", _bytes(b"x")),
    "random bytes": ("desk_foreign", _bytes(random.Random(7).randbytes(50_000))),
    "zeros": ("desk_foreign", _bytes(bytes(50_000))),
    "text": ("desk_foreign", _bytes("商品,数量\r\n煎茶,3\r\n".encode("cp932") * 99)),
    "PNG": ("desk_foreign", _bytes(PNG)),
    "SQLite without an application": ("desk_other_program", _foreign_database(0)),
    "SQLite of another program": ("desk_other_program", _foreign_database(0x0F055111)),
    "half": ("desk_truncated", _truncated(lambda size: size // 2)),
    "first page": ("desk_truncated", _truncated(lambda size: 4096)),
    "one byte short": ("desk_truncated", _truncated(lambda size: size - 1)),
    "part of the header": ("desk_truncated", _truncated(lambda size: 60)),
    "damaged page": ("desk_damaged", _damaged),
    "newer": ("desk_newer", _newer),
    "newer, in the -wal": ("desk_newer", _newer_in_wal),
}
