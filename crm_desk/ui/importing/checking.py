"""Reading the first rows of what is chosen, before the check step: what is asked, what is told."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crm_desk.desk.child import Cancel, CancelledError
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.answers import UNANSWERED
from crm_desk.ui.importing.wizard_state import CHECK, WizardState

if TYPE_CHECKING:
    from crm_desk.desk.desk import Desk
    from crm_desk.desk.importing.job import FileJob
    from crm_desk.desk.importing.openings_effect import RateOf
    from crm_desk.importing.choices import Choices
    from crm_desk.importing.findings import Findings, Question
    from crm_desk.ui.importing.wizard_state import CheckKey

Run = Callable[[Any, Any, Any], None]


class SourceChecks:
    """Reads the files of each source as it is decided now; of several readings the newest counts.

    Args:
        desk: what the files are for.
        run: runs work aside, then one of two functions here.
        state: of the wizard, as it is now.
        choices: what is decided beyond the layouts.
        changed: tells that the state is another.
        start: begins the import.

    Attributes:
        rate_of: works out the repeat rate of a desk; None where nobody can.
    """

    def __init__(
        self,
        desk: "Desk",
        run: Run,
        state: Callable[[], WizardState],
        choices: "Callable[[], Choices]",
        changed: Callable[[], None],
        start: Callable[[], None],
    ) -> None:
        self.rate_of: RateOf | None = None
        self._desk, self._run, self._state, self._choices = desk, run, state, choices
        self._changed, self._start = changed, start
        self._cancel = Cancel()
        self._reading: tuple[str, CheckKey] | None = None

    def read(self) -> None:
        """Read what is not read yet; what is read as it should be stays."""
        state = self._state()
        if state.step != CHECK or date_doubt(state) is not None:
            return
        wanted = {source: (tuple(jobs), self._choices()) for source, jobs in jobs_of(state).items()}
        for gone in state.findings.keys() - wanted.keys():
            del state.findings[gone]
        state.to_check = [
            source for source, key in wanted.items() if state.checked.get(source) != key
        ]
        state.check_error = None
        if self._reading is not None and self._reading not in wanted.items():
            self.call_off()
        if self._reading is None:
            self._next(state, wanted)

    def answer(self, source: str, question: "Question", option: str) -> None:
        """Take an answer, and read the source's files again by it."""
        from crm_desk.importing.findings import answered

        state = self._state()
        given = state.answers.get(source, UNANSWERED)
        state.answers[source] = answered(question, option, given)
        self.read()
        self._changed()

    def call_off(self) -> None:
        """Stop reading; nothing comes of it."""
        self._cancel.call_off()
        self._reading = None

    def _next(self, state: WizardState, wanted: "dict[str, CheckKey]") -> None:
        if not state.to_check:
            return
        source = state.to_check[0]
        jobs, choices = wanted[source]
        label, rate_of = state.sources.get(source, source), self.rate_of
        others = [
            (state.sources.get(other, other), files)
            for other, files in jobs_of(state).items()
            if other != source
        ]
        cancel = self._cancel = Cancel()
        reading = self._reading = source, wanted[source]

        def work() -> "Findings":
            from crm_desk.desk.importing import check

            given = check.Check(label, jobs, choices, others, sample=not state.whole)
            return check.check_files(self._desk, given, cancel, rate_of)

        def is_newest() -> bool:
            return self._reading is reading and state is self._state()

        def done(found: "Findings") -> None:
            if not is_newest():
                return
            self._reading = None
            state.findings[source], state.checked[source] = found, wanted[source]
            state.to_check.remove(source)
            self._next(state, wanted)
            self._go_on(state)

        def failed(error: Exception) -> None:
            if is_newest():
                self._reading = None
                self._not_read(state, error)

        self._run(work, done, failed)

    def _go_on(self, state: WizardState) -> None:
        """Begin the import where the person has asked for that already, and nothing is new."""
        before = state.start_asked
        if not state.to_check and before is not None:
            state.start_asked = None
            if told(state) <= before and not unanswered(state):
                self._start()
                return
        self._changed()

    def _not_read(self, state: WizardState, error: Exception) -> None:
        state.to_check.clear()
        state.start_asked = None
        if isinstance(error, ReportableError):
            if error.key == "date_order_needed":
                # Only further down the file: the check asks for it now.
                state.asking = error
            else:
                state.check_error = error
        self._changed()
        if not isinstance(error, ReportableError | CancelledError):
            raise error


_ASKED = ("decimal_needed", "year_needed", "clock_doubtful")
"""Refusals of an import that the check asks about."""


def is_found_otherwise(error: Exception) -> bool:
    """All rows of a file show something that its first rows did not."""
    from crm_desk.desk.importing.batches import FoundOtherwiseError

    if isinstance(error, ReportableError):
        return error.key in _ASKED
    return isinstance(error, FoundOtherwiseError)


def jobs_of(state: WizardState) -> "dict[str, list[FileJob]]":
    """The files of each source in the order given, with what was answered about it."""
    found: dict[str, list[FileJob]] = {}
    for plan in state.plans:
        source = plan.layout.preset.source
        given = state.answers.get(source, UNANSWERED)
        found.setdefault(source, []).append(replace(plan.job, answers=given))
    return found


def date_doubt(state: WizardState) -> tuple[str, str, str] | None:
    """(file, column, date) that can be read in more than one way, as long as nobody decided."""
    return None if state.date_order is not None else doubtful_date(state)


def doubtful_date(state: WizardState) -> tuple[str, str, str] | None:
    """(file, column, date) that can be read in more than one way, decided or not."""
    from crm_desk.desk.importing.file_plan import needs_date_order

    for plan in state.plans:
        column, value = needs_date_order(plan)
        if column:
            return plan.path.name, column, value
    if state.asking is not None:
        params = state.asking.params
        return "", str(params["column"]), str(params["value"])
    return None


def unanswered(state: WizardState) -> int:
    """Questions that must be answered before anything is kept."""
    return sum(
        len(found.unanswered(state.answers.get(source, UNANSWERED)))
        for source, found in state.findings.items()
    )


def told(state: WizardState) -> frozenset[tuple[str, ...]]:
    """What the check step asks and tells, so that something new among it is noticed."""
    from crm_desk.importing.issues import Severity

    asked = {
        (source, question.kind, question.subject)
        for source, found in state.findings.items()
        for question in found.questions
    }
    notices = {
        (source, notice.reason)
        for source, found in state.findings.items()
        for notice in found.notices
        if notice.severity is not Severity.SKIPPED
    }
    return frozenset(asked | notices)
