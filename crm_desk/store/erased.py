"""What is left of erased persons: keyed hashes, by which files that name them again are known."""

import hmac
import secrets
from collections.abc import Iterable
from typing import NamedTuple

from crm_desk.store import desk_info
from crm_desk.store.connection import Connection
from crm_desk.store.rows import marks, portions

_KEY = "erasure_key"
_UNFINISHED = "erasure_unfinished"
_KEY_BYTES = 32


class TraceHash:
    """HMAC-SHA256 with this desk's own key: nobody can try names or addresses without the desk."""

    def __init__(self, key: str) -> None:
        self._key = bytes.fromhex(key)

    def __call__(self, trace: str) -> str:
        """Of one trace (`domain.customers.traces`)."""
        return hmac.digest(self._key, trace.encode("utf-8", "surrogatepass"), "sha256").hex()


def trace_hash(connection: Connection) -> TraceHash | None:
    """The desk's hash; None where nobody was erased yet."""
    key = desk_info.get(connection, _KEY)
    return TraceHash(key) if key else None


def make_trace_hash(connection: Connection) -> TraceHash:
    """As `trace_hash`; the first person who is erased makes the key."""
    if not desk_info.get(connection, _KEY):
        desk_info.put(connection, _KEY, secrets.token_hex(_KEY_BYTES))
    return TraceHash(desk_info.get(connection, _KEY))


def put(connection: Connection, hashes: Iterable[str], *, left_out: bool) -> None:
    """Remember an erased person.

    Args:
        left_out: they were left out of the figures.
    """
    connection.executemany(
        "INSERT INTO erased_key (hash, left_out) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE"
        " SET left_out = max(left_out, excluded.left_out)",
        ((each, left_out) for each in hashes),
    )


def known(connection: Connection, hashes: Iterable[str]) -> dict[str, bool]:
    """Those of these that are an erased person's, and whether that one was left out."""
    found: dict[str, bool] = {}
    for some in portions(hashes):
        rows = connection.execute(
            f"SELECT hash, left_out FROM erased_key WHERE hash IN ({marks(some)})", some
        )
        found |= {each: bool(left_out) for each, left_out in rows}
    return found


class ErasedPersons(NamedTuple):
    """What a desk keeps of all whom it has erased.

    Attributes:
        hashes: whether each was left out of the figures.
    """

    key: str
    hashes: dict[str, bool]


def all_of(connection: Connection) -> ErasedPersons:
    """Of a desk of any schema; without hashes where nobody was erased."""
    held = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'erased_key'").fetchone()
    rows = connection.execute("SELECT hash, left_out FROM erased_key").fetchall() if held else []
    return ErasedPersons(
        desk_info.get(connection, _KEY), {each: bool(left_out) for each, left_out in rows}
    )


def carry_over(connection: Connection, persons: ErasedPersons) -> None:
    """Remember persons whom a later state of the same desk has erased, with its key."""
    desk_info.put(connection, _KEY, persons.key)
    for left_out in (False, True):
        put(
            connection,
            (h for h, out in persons.hashes.items() if out is left_out),
            left_out=left_out,
        )


def note_unfinished(connection: Connection) -> None:
    """The rows go now; the file is still to be written anew, so that nothing of them is in it."""
    desk_info.put(connection, _UNFINISHED, "1")


def is_unfinished(connection: Connection) -> bool:
    """Somebody was erased, and the file was not written anew since."""
    return bool(desk_info.get(connection, _UNFINISHED))


def note_finished(connection: Connection) -> None:
    """The file is written anew."""
    desk_info.remove(connection, _UNFINISHED)
