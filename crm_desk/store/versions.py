"""What several statements read as one."""

from collections.abc import Iterator
from contextlib import contextmanager

from crm_desk.store.connection import Connection


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
