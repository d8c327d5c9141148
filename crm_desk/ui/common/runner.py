"""Work off the GUI thread; results come back through one long-lived object."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from crm_desk.domain.errors import ReportableError

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

_Callbacks = tuple[Callable[[Any], None], Callable[[Exception], None]]


class Runner(QObject):
    """The work lane.

    A runnable that owns its signals loses callbacks when the pool destroys it; this object
    outlives all work, and only its own slot is ever connected.
    """

    _finished = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._stopped = False
        # Emitted on the work lane, received here: Qt queues the call.
        self._finished.connect(self._deliver)

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run `work` elsewhere; then `done(result)` or `failed(error)` on the GUI thread.

        What is asked for once it was stopped is dropped.
        """
        if self._stopped:
            return
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(1, thread_name_prefix="crm-desk-work")
        self._pool.submit(self._work, work, (done, failed))

    def _work(self, work: Callable[[], Any], callbacks: _Callbacks) -> None:
        """On the work lane: a signal from there is queued, and so never delivered within `run`."""
        result, error = None, None
        try:
            result = work()
        except BaseException as raised:  # noqa: BLE001 - raised again on the GUI thread
            error = raised
        self._finished.emit((result, error), callbacks)

    def stop(self) -> None:
        """Wait for what is under way; nothing more begins."""
        self._stopped = True
        if self._pool is not None:
            self._pool.shutdown()

    @Slot(object, object)
    def _deliver(
        self,
        outcome: tuple[Any, BaseException | None],
        callbacks: _Callbacks,
    ) -> None:
        done, failed = callbacks
        result, error = outcome
        if error is None:
            try:
                done(result)
            except ReportableError as refused:
                # Showing what was found may read the desk, too.
                failed(refused)
        elif isinstance(error, Exception):
            failed(error)
        else:
            raise error
