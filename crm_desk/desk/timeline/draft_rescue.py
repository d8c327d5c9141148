"""A note that is typed while an import is being kept, when the desk is closed."""

from crm_desk.desk.desk import Desk
from crm_desk.domain.timeline.entry_input import EntryInput
from crm_desk.store.connection import Connection
from crm_desk.store.rows import next_id
from crm_desk.store.store import never
from crm_desk.store.timeline import drafts


def keep_when_free(desk: Desk, draft: EntryInput, id_: int | None) -> None:
    """As `entries.keep_draft`, but behind whatever is being written: this waits for it.

    For the moment in which the desk is closed only, which waits for the same.

    Raises:
        ReportableError: the disk failed.
    """

    def work(connection: Connection) -> None:
        drafts.put_draft(connection, id_ or next_id(connection, "entry_draft"), draft)

    desk.store.write_from(work, lambda: False, never)
