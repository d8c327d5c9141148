"""The backup before an import, made while the files are still being read."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from crm_desk.desk.backups import keeping
from crm_desk.desk.child import Cancel, CancelledError
from crm_desk.desk.desk import Desk
from crm_desk.domain.backup import BackupCause
from crm_desk.domain.errors import ReportableError


@contextmanager
def no_backup() -> Iterator[Callable[[], None]]:
    """As `backed_up_beside`, where the person goes on without one."""
    yield lambda: None


@contextmanager
def backed_up_beside(desk: Desk, now: datetime, cancel: Cancel) -> Iterator[Callable[[], None]]:
    """Back the desk up beside other work; without a backup nothing may be kept.

    The sample gets none. When the block ends before the backup does, the backup is called off.

    Yields:
        Waits until the backup is there. Raises ReportableError `import_without_backup` where it
        could not be made, CancelledError where the import was called off.
    """
    if not keeping.is_shops_own(desk):
        yield lambda: None
        return
    # Imported here: every start opens a desk, few bring in a file.
    from concurrent.futures import ThreadPoolExecutor

    is_over = threading.Event()

    def is_called_off() -> bool:
        return bool(cancel) or is_over.is_set()

    with ThreadPoolExecutor(1, thread_name_prefix="crm-desk-backup") as lane:
        made = lane.submit(keeping.back_up, desk, BackupCause.IMPORT, now, is_called_off)

        def wait() -> None:
            try:
                made.result()
            except InterruptedError as error:
                raise CancelledError from error
            except ReportableError as error:
                raise ReportableError("import_without_backup", file=desk.path.name) from error

        try:
            yield wait
        finally:
            is_over.set()
            with suppress(InterruptedError, ReportableError):
                made.result()
