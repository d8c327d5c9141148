"""Work off the GUI thread; results come back through one long-lived object."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor


class Runner(QObject):
    """The work lane.

    A runnable that owns its signals loses callbacks when the pool destroys it; this object
    outlives all work, and only its own slot is ever connected.
    """

    _finished = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        # Emitted on the work lane, received here: Qt queues the call.
        self._finished.connect(self._deliver)

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run `work` elsewhere; then `done(result)` or `failed(error)` on the GUI thread."""
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(1, thread_name_prefix="crm-desk-work")
        future = self._pool.submit(work)
        future.add_done_callback(lambda finished: self._finished.emit(finished, (done, failed)))

    def stop(self) -> None:
        """Wait for what is under way."""
        if self._pool is not None:
            self._pool.shutdown()

    @Slot(object, object)
    def _deliver(
        self,
        future: "Future[Any]",
        callbacks: tuple[Callable[[Any], None], Callable[[Exception], None]],
    ) -> None:
        done, failed = callbacks
        error = future.exception()
        if error is None:
            done(future.result())
        elif isinstance(error, Exception):
            failed(error)
        else:
            raise error
