"""Of several questions the latest is answered, once, and only to those who are still there."""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from crm_desk.domain.errors import ReportableError
from crm_desk.ui.common.latest import LatestQuestions
from crm_desk.ui.common.runner import Runner

SECONDS = 10


class Asked:
    """A lane that can be held up, and what came of the questions on it."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.lane = Runner()
        self.errors: list[ReportableError] = []
        self.questions = LatestQuestions(self.lane, self.errors.append)
        self.owner = QObject()
        self.worked: list[object] = []
        self.answers: list[object] = []

    def ask(self, word: object, channel: str = "", owner: QObject | None = None) -> None:
        self.questions.ask(owner or self.owner, self.saying(word), self.answers.append, channel)

    def saying(self, word: object) -> Callable[[], object]:
        def work() -> object:
            self.worked.append(word)
            return word

        return work

    def ask_slowly(self, word: object) -> Callable[[], None]:
        """A question that is at work until the function that comes back is called."""
        begun, release = threading.Event(), threading.Event()

        def work() -> object:
            begun.set()
            assert release.wait(SECONDS)
            return word

        self.questions.ask(self.owner, work, self.answers.append)
        assert begun.wait(SECONDS)
        return release.set

    def fail(self, error: Exception) -> None:
        def work() -> object:
            raise error

        self.questions.ask(self.owner, work, self.answers.append)

    def run_lane(self) -> None:
        """Let everything that was queued so far come back."""
        done: list[object] = []
        self.lane.run(lambda: None, done.append, done.append)
        self._qtbot.waitUntil(lambda: bool(done))


@pytest.fixture
def asked(qtbot: QtBot) -> Iterator[Asked]:
    made = Asked(qtbot)
    yield made
    made.questions.close()
    made.lane.stop()


def test_an_answer_comes_once_and_then_all_is_settled(asked: Asked) -> None:
    assert asked.questions.is_settled(asked.owner)
    release = asked.ask_slowly("one")
    assert not asked.questions.is_settled(asked.owner)
    release()
    asked.run_lane()
    assert asked.answers == ["one"]
    assert asked.questions.is_settled(asked.owner)


def test_no_answer_comes_within_the_question(asked: Asked) -> None:
    for number in range(200):
        asked.ask(number, channel=str(number))
    assert asked.answers == []
    asked.run_lane()
    assert asked.answers == list(range(200))


def test_what_is_asked_meanwhile_makes_an_answer_stale(asked: Asked) -> None:
    release = asked.ask_slowly("old")
    asked.ask("new")
    release()
    asked.run_lane()
    asked.run_lane()
    assert asked.answers == ["new"]
    assert asked.questions.is_settled(asked.owner)


def test_waiting_questions_are_replaced_and_do_not_pile_up(asked: Asked) -> None:
    release = asked.ask_slowly("first")
    for number in range(50):
        asked.ask(number)
    release()
    asked.run_lane()
    asked.run_lane()
    assert asked.worked == [49]
    assert asked.answers == [49]


def test_channels_and_owners_do_not_replace_each_other(asked: Asked) -> None:
    other = QObject()
    asked.ask("list")
    asked.ask("count", "count")
    asked.ask("another's", owner=other)
    asked.run_lane()
    assert asked.answers == ["list", "count", "another's"]
    assert asked.questions.is_settled(other)


def test_an_answer_may_ask_again(asked: Asked) -> None:
    asked.questions.ask(asked.owner, lambda: None, lambda _: asked.ask("again"))
    asked.run_lane()
    asked.run_lane()
    assert asked.answers == ["again"]


def test_a_dropped_question_is_not_answered(asked: Asked) -> None:
    release = asked.ask_slowly("not wanted")
    asked.questions.drop(asked.owner)
    assert asked.questions.is_settled(asked.owner)
    release()
    asked.run_lane()
    assert asked.answers == []
    asked.ask("wanted")
    asked.run_lane()
    assert asked.answers == ["wanted"]


def test_a_destroyed_owner_gets_nothing(asked: Asked) -> None:
    release = asked.ask_slowly("late")
    asked.ask("later")
    delete(asked.owner)
    release()
    asked.run_lane()
    asked.run_lane()
    assert asked.answers == []
    assert asked.worked == []


def test_an_error_is_shown_once_and_leaves_the_question_open(asked: Asked) -> None:
    asked.fail(ReportableError("desk_gone"))
    asked.run_lane()
    assert [error.key for error in asked.errors] == ["desk_gone"]
    assert not asked.questions.is_settled(asked.owner)
    asked.ask("better")
    asked.run_lane()
    assert asked.answers == ["better"]
    assert asked.questions.is_settled(asked.owner)
    assert len(asked.errors) == 1


def test_the_error_of_a_stale_question_is_not_shown(asked: Asked) -> None:
    begun, release = threading.Event(), threading.Event()

    def work() -> object:
        begun.set()
        assert release.wait(SECONDS)
        raise ReportableError("desk_gone")

    asked.questions.ask(asked.owner, work, asked.answers.append)
    assert begun.wait(SECONDS)
    asked.ask("new")
    release.set()
    asked.run_lane()
    asked.run_lane()
    assert asked.errors == []
    assert asked.answers == ["new"]


def test_a_fault_of_ours_is_raised(asked: Asked, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as raised:
        asked.fail(ZeroDivisionError())
        asked.run_lane()
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
    assert asked.errors == []


def test_nothing_is_delivered_after_close(asked: Asked) -> None:
    release = asked.ask_slowly("late")
    asked.ask("later")
    asked.questions.close()
    asked.ask("too late")
    release()
    asked.run_lane()
    asked.run_lane()
    assert asked.answers == []
    assert asked.worked == []
    assert asked.questions.is_settled(asked.owner)
