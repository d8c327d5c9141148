"""One thread that does one thing after the other."""

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import TypeVar

T = TypeVar("T")


class Lane:
    """Runs work on its own thread; the caller waits for each piece.

    `concurrent.futures` does more and takes a good part of the first window's time to load.
    """

    def __init__(self, name: str) -> None:
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._ending = threading.Lock()
        self._has_ended = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def run(self, work: Callable[[], T]) -> T:
        """Do the work on the lane and wait; what it raises is raised here."""
        done = threading.Event()
        results: list[T] = []
        errors: list[BaseException] = []

        def piece() -> None:
            try:
                results.append(work())
            except BaseException as error:  # noqa: BLE001 - handed to the one who waits
                errors.append(error)
            done.set()

        with self._ending:
            # Behind the end nobody would ever do it, and whoever asked would wait for ever.
            if self._has_ended:
                raise RuntimeError("the lane has ended")
            self._work.put(piece)
        done.wait()
        if errors:
            raise errors[0]
        return results[0]

    def stop(self) -> None:
        """Finish what is under way and end the thread."""
        with self._ending:
            self._has_ended = True
            self._work.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (piece := self._work.get()) is not None:
            piece()
