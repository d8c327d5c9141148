"""What every page is given: the open desk, the settings, and a way to say what happened."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from crm_desk.desk.changes import Changes
from crm_desk.desk.desk import Desk
from crm_desk.desk.route import Route
from crm_desk.desk.settings import Settings
from crm_desk.domain.errors import ReportableError
from crm_desk.ui.common.latest import LatestQuestions
from crm_desk.ui.common.runner import Runner
from crm_desk.ui.theme import Theme

if TYPE_CHECKING:
    from crm_desk.desk.edits import Edit
    from crm_desk.domain.texts import Texts

E = TypeVar("E", bound="Edit")
A = TypeVar("A")


def _texts(language: str, *, eras: bool) -> "Texts":
    # Imported here: the first window is up before any sentence is read.
    from crm_desk.desk import resources

    return resources.texts(language, eras=eras)


class Workspace(QObject):
    """Shared by the shell and its pages.

    Signals:
        changed: a use case changed something (`Changes`).
        failed: a sentence for the person; "" takes the last one away.
        navigate: a page asks for another place (`Route`).
        notified: what has just been done, where the page does not show it.
        closing: the desk is about to be closed; long work is called off.
        busy: a sentence while long work goes on; "" when it is over.
    """

    changed = Signal(object)
    failed = Signal(str)
    navigate = Signal(object)
    busy = Signal(str)
    notified = Signal(str)
    closing = Signal()

    def __init__(self, desk: Desk, settings: Settings, language: str) -> None:
        super().__init__()
        self.desk, self.settings, self.language = desk, settings, language
        self.theme = Theme()
        self.runner = Runner(self)
        self._looker = Runner(self)
        self._latest = LatestQuestions(self._looker, self.show_error)
        self._quick_lane = Runner(self)
        self.quick = LatestQuestions(self._quick_lane, self.show_error)
        """What is looked up while somebody types or rings: short, and never behind figures."""
        self.drafts: dict[str, Any] = {}
        """What is typed in forms that are left, until the desk is closed."""
        self._closed = False

    @property
    def texts(self) -> "Texts":
        """Sentences in the window's language."""
        return _texts(self.language, eras=self.settings.get("eras"))

    @property
    def document_language(self) -> str:
        """The language of what is printed and exported."""
        chosen: str = self.settings.get("document_language")
        return chosen or self.language

    @property
    def document_texts(self) -> "Texts":
        """Sentences in the documents' language."""
        return _texts(self.document_language, eras=self.settings.get("eras"))

    def perform(self, action: Callable[[], Changes]) -> bool:
        """Run a use case and announce what it changed; False when the world refused.

        What a widget of a desk that is closed still asks for is dropped.
        """
        if self._closed:
            return False
        try:
            changes = action()
        except ReportableError as error:
            self.show_error(error)
            return False
        self.failed.emit("")
        if changes:
            self.changed.emit(changes)
        return True

    def perform_long(
        self,
        owner: QObject,
        sentence: str,
        make: "Callable[[], E]",
        done: "Callable[[E | None], None]",
    ) -> None:
        """Make a large edit and carry it out beside the window, as `run_task`; it can be undone.

        Args:
            done: called with the edit, or with None when the world refused.
        """
        desk = self.desk

        def work() -> tuple[E, Changes] | ReportableError:
            try:
                edit = make()
                return edit, desk.write_long(edit)
            except ReportableError as error:
                return error

        def finished(written: tuple[E, Changes] | ReportableError) -> None:
            if self._closed:
                return
            edit = None
            if isinstance(written, ReportableError):
                self.show_error(written)
            else:
                edit, changes = written
                desk.note_done(edit)
                self.changed.emit(changes)
            if isValid(owner):
                done(edit)

        # What was written can be undone, whoever asked for it is still there or not.
        self.run_task(self, sentence, work, finished)

    def attempt(self, show: Callable[[], object]) -> None:
        """Show something; a sentence when the world keeps it from being shown."""
        if self._closed:
            return
        try:
            show()
        except ReportableError as error:
            self.show_error(error)

    def show_error(self, error: ReportableError) -> None:
        """Show the sentence of an error."""
        self.failed.emit(self.texts.error(error))

    def go(self, route: Route) -> None:
        """Ask the shell to show a place."""
        self.navigate.emit(route)

    def run_task(
        self,
        owner: QObject,
        sentence: str,
        work: Callable[[], Any],
        done: Callable[[Any], None],
    ) -> None:
        """Run long work on the work lane, with a sentence on screen meanwhile.

        Args:
            owner: who wants the result; when it is gone by then, `done` is not called.
        """

        def finished(result: Any) -> None:
            self.busy.emit("")
            if isValid(owner) and not self._closed:
                done(result)

        def failed(error: Exception) -> None:
            self.busy.emit("")
            if not isinstance(error, ReportableError):
                raise error
            self.show_error(error)

        self.failed.emit("")
        self.busy.emit(sentence)
        self.runner.run(work, finished, failed)

    def query(self, owner: QObject, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """As `run_task`, unannounced: look something up, never behind long work."""

        def finished(result: Any) -> None:
            if isValid(owner) and not self._closed:
                done(result)

        def failed(error: Exception) -> None:
            if not isinstance(error, ReportableError):
                raise error
            if not self._closed:
                self.show_error(error)

        self._looker.run(work, finished, failed)

    def ask_latest(
        self,
        owner: QObject,
        question: Callable[[], A],
        answer: Callable[[A], None],
        channel: str = "",
    ) -> None:
        """As `query`, where only what an owner asked last matters; earlier answers are dropped.

        Args:
            channel: tells questions of one owner apart that do not replace each other.
        """
        self._latest.ask(owner, question, answer, channel)

    def drop_question(self, owner: QObject, channel: str = "") -> None:
        """What the owner asked last is not wanted any more."""
        self._latest.drop(owner, channel)

    def is_settled(self, owner: QObject) -> bool:
        """All that the owner asked by `ask_latest` is answered; what has failed is not."""
        return self._latest.is_settled(owner)

    def tell_saved(self, path: Path) -> None:
        """Say where something was saved."""
        self.notified.emit(self.texts("said.saved", file=path.name, folder=path.parent))

    def close(self) -> None:
        """Finish the work under way and close the desk."""
        self.closing.emit()
        self._closed = True
        self._latest.close()
        self.quick.close()
        self._looker.stop()
        self._quick_lane.stop()
        self.runner.stop()
        self.desk.close()
