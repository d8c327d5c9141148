"""Whether what was read still stands."""

from collections.abc import Iterator
from contextlib import contextmanager

from crm_desk.store.connection import Connection


def data_version(connection: Connection) -> int:
    """A number that another connection's commits change, and nothing else.

    It tells only one number of the same connection from another.
    """
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


@contextmanager
def snapshot(connection: Connection) -> Iterator[Connection]:
    """Several statements that read the same state, whatever is written meanwhile.

    Inside a transaction they do so anyway.
    """
    if connection.in_transaction:
        yield connection
        return
    connection.execute("BEGIN")
    try:
        yield connection
    finally:
        connection.execute("ROLLBACK")
