"""Questions of which only the latest matters: a list that is searched, people that are counted."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QObject
from shiboken6 import isValid

from crm_desk.domain.errors import ReportableError
from crm_desk.ui.common.runner import Runner

_Key = tuple[QObject, str]


class _Question(NamedTuple):
    """What is worked out on the lane, and who takes it on the GUI thread."""

    work: Callable[[], Any]
    answer: Callable[[Any], None]


class _Channel:
    """What one owner asks, one question after the other.

    Attributes:
        newest: the latest question, until it is answered or dropped.
        started: the question that the lane has taken up; written there, read once it is done.
        is_queued: the lane has work of this channel, or is at it.
    """

    def __init__(self) -> None:
        self.newest: _Question | None = None
        self.started: _Question | None = None
        self.is_queued = False

    def work(self) -> Any:
        """Answer what is the latest question by now; runs on the lane."""
        self.started = question = self.newest
        return None if question is None else question.work()


class LatestQuestions:
    """Asks on a lane, at most one question per owner and channel at a time.

    Whatever is asked while another question waits takes its place, so that fast typing never
    fills the lane; whatever is asked while one is being answered makes that answer stale.
    Everything but the questions' own work happens on the GUI thread.
    """

    def __init__(self, lane: Runner, show_error: Callable[[ReportableError], None]) -> None:
        self._lane, self._show_error = lane, show_error
        self._channels: dict[_Key, _Channel] = {}
        self._is_closed = False

    def ask(
        self,
        owner: QObject,
        work: Callable[[], Any],
        answer: Callable[[Any], None],
        channel: str = "",
    ) -> None:
        """Work something out; `answer` gets it unless the owner has asked again by then."""
        if self._is_closed:
            return
        key = owner, channel
        found = self._channels.setdefault(key, _Channel())
        found.newest = _Question(work, answer)
        if not found.is_queued:
            self._queue(key, found)

    def drop(self, owner: QObject, channel: str = "") -> None:
        """The owner wants no answer any more."""
        key = owner, channel
        found = self._channels.get(key)
        if found is not None:
            found.newest = None
            if not found.is_queued:
                del self._channels[key]

    def is_settled(self, owner: QObject) -> bool:
        """Everything that the owner asked has been answered; what has failed has not."""
        return all(
            channel.newest is None
            for (asker, _), channel in self._channels.items()
            if asker is owner
        )

    def close(self) -> None:
        """Deliver nothing from now on."""
        self._is_closed = True
        self._channels.clear()

    def _queue(self, key: _Key, channel: _Channel) -> None:
        channel.is_queued = True
        self._lane.run(
            channel.work,
            partial(self._deliver, key, channel),
            partial(self._fail, key, channel),
        )

    def _deliver(self, key: _Key, channel: _Channel, answer: Any) -> None:
        question = self._taken_up(key, channel)
        if question is not None:
            del self._channels[key]
            try:
                question.answer(answer)
            except ReportableError as error:
                # Showing what was found may read the desk, too.
                self._show_error(error)

    def _fail(self, key: _Key, channel: _Channel, error: Exception) -> None:
        question = self._taken_up(key, channel)
        if not isinstance(error, ReportableError):
            raise error
        if question is not None:
            self._show_error(error)

    def _taken_up(self, key: _Key, channel: _Channel) -> _Question | None:
        """The question that the lane is done with; None where it is not the latest any more."""
        channel.is_queued = False
        if self._is_closed:
            return None
        if channel.newest is None or not isValid(key[0]):
            del self._channels[key]
            return None
        if channel.newest is not channel.started:
            self._queue(key, channel)
            return None
        return channel.started
