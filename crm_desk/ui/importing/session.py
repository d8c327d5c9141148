"""The course of one import, from the files chosen to the result; the page only shows it.

It belongs to the workspace, so that it outlives a change of size or language.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from crm_desk.desk.child import Cancel, CancelledError
from crm_desk.desk.importing import batches as imports
from crm_desk.desk.importing import remembered
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.answers import UNANSWERED
from crm_desk.importing.choices import MINOR_DIGITS, Choices
from crm_desk.importing.table import ReadOptions
from crm_desk.ui.backups.keeper import keeper_of
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.importing.checking import SourceChecks, is_found_otherwise, jobs_of, told
from crm_desk.ui.importing.encodings import ENCODINGS
from crm_desk.ui.importing.plans import (
    batch_ids,
    propose_sources,
    replace_at,
    switch,
    take_looked,
    undecided_plans,
)
from crm_desk.ui.importing.wizard_state import (
    CHECK,
    DECISIONS,
    ENCODING_QUESTIONS,
    LAYOUT,
    LOOKING,
    RESULT,
    RUNNING,
    SheetOffer,
    WizardState,
)

if TYPE_CHECKING:
    from crm_desk.desk.importing.decisions import Decisions
    from crm_desk.desk.importing.estimates import Span
    from crm_desk.desk.importing.file_plan import FilePlan
    from crm_desk.importing.reading import FilePreview


class ImportSession(QObject):
    """One import at a time.

    More than twenty methods: it is one machine, with a method for each step that it can go.

    Signals:
        changed: the state is another.
        progressed: `imports.Progress` of the import that runs.
    """

    changed = Signal()
    progressed = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._cancel = Cancel()
        self.state = WizardState()
        self.checks = SourceChecks(
            workspace.desk,
            self._run,
            lambda: self.state,
            lambda: self.choices,
            self.changed.emit,
            self.start,
        )
        self.progressed.connect(self._note_progress)
        self._closed = False
        workspace.closing.connect(self._close)

    @property
    def choices(self) -> Choices:
        """What is decided beyond the layout."""
        state = self.state
        return Choices(state.date_order, state.currency, MINOR_DIGITS[state.currency])

    def choices_for(self, plan: "FilePlan") -> Choices:
        """The same, with what was answered about the file's source."""
        given = self.state.answers.get(plan.layout.preset.source, UNANSWERED)
        return replace(self.choices, answers=given)

    # Files

    def open_files(self, paths: Sequence[Path]) -> None:
        """Begin with these files; one import is finished before the next."""
        if not paths:
            return
        if self.state.step in (RUNNING, LOOKING):
            self._workspace.notified.emit(self._workspace.texts("import.wait"))
            return
        self._workspace.failed.emit("")
        self.state = WizardState(
            step=LOOKING, pending=[(path, ReadOptions()) for path in dict.fromkeys(paths)]
        )
        self._look()

    def look_again(self, options: ReadOptions) -> None:
        """Look at the current file in another way; where that fails, it stays as it was."""
        state = self.state
        self._workspace.failed.emit("")
        state.step, state.asking, state.again = LOOKING, None, state.current
        state.pending = [(state.plans[state.current].path, options)]
        self._look()

    def answer(self, options: ReadOptions) -> None:
        """Go on with the file that needed a decision."""
        path, _ = self.state.pending[0]
        self.state.pending[0] = path, options
        self.state.asking = None
        self._look()

    def read_again(self, batch: int, paths: Sequence[Path]) -> None:
        """Read the files of an import again, to answer otherwise; the new one takes its place."""
        self.open_files(paths)
        if self.state.step == LOOKING:
            self.state.replaced = (batch,)

    def leave_out(self) -> None:
        """Go on without the file that needed a decision."""
        self.state.pending.pop(0)
        self.state.asking = None
        self._look()

    def _look(self) -> None:
        self.changed.emit()
        if not self.state.pending:
            self._looked_at_all()
            return
        state = self.state
        path, options = state.pending[0]
        cancel = self._cancel = Cancel()

        def work() -> "FilePreview":
            # Loaded here: it takes longer than a window may stand still.
            from crm_desk.desk.importing import file_plan
            from crm_desk.desk.importing.estimates import bytes_per_row

            found = file_plan.look_at(path, options, cancel)
            state.row_bytes[path] = bytes_per_row(path)
            return found

        def if_wanted(action: Callable[[Any], None]) -> Callable[[Any], None]:
            return lambda result: action(result) if state is self.state else None

        self._run(work, if_wanted(self._looked), if_wanted(self._not_looked))

    def _looked(self, look: "FilePreview") -> None:
        from crm_desk.desk.importing import file_plan

        state = self.state
        path, options = state.pending.pop(0)
        plan = file_plan.plan(self._workspace.desk, path, look)
        if state.again is not None:
            before = state.plans[state.again]
            replace_at(state, state.again, file_plan.with_choices_of(plan, before))
            self._back_to_layout()
            return
        take_looked(state, plan, options)
        self._look()

    def _back_to_layout(self) -> None:
        self.state.again = None
        self.state.pending.clear()
        self.state.step = LAYOUT
        self.changed.emit()

    def _not_looked(self, error: Exception) -> None:
        state = self.state
        if state.again is not None:
            self._back_to_layout()
            self._failed(error)
        elif isinstance(error, ReportableError) and (
            error.key in DECISIONS or state.plans or len(state.pending) > 1
        ):
            # One bad file among several is left out by the person, not by us.
            state.asking, state.samples = error, {}
            self.changed.emit()
            if error.key in ENCODING_QUESTIONS:
                self._take_samples()
        else:
            self.state = WizardState()
            self._failed(error)

    def _take_samples(self) -> None:
        state = self.state
        path = state.pending[0][0]

        def work() -> dict[str, str]:
            from crm_desk.desk.importing.estimates import encoding_samples

            return encoding_samples(path, tuple(ENCODINGS))

        def done(samples: dict[str, str]) -> None:
            if state is self.state and state.asking is not None:
                state.samples = samples
                self.changed.emit()

        self._run(work, done, self._failed)

    def _looked_at_all(self) -> None:
        from crm_desk.desk.importing import file_plan

        state, desk = self.state, self._workspace.desk
        if not state.plans:
            self.restart()
            return
        state.basis = file_plan.amount_basis(desk) or "goods"
        state.currency = file_plan.currency(desk)
        propose_sources(self._workspace.desk, self.state)
        unknown = undecided_plans(state)
        if unknown:
            self.show_layout(unknown[0])
        else:
            self.show_check()

    # Steps

    def show_layout(self, place: int) -> None:
        """Show which column is what, of one file."""
        self.state.step, self.state.current = LAYOUT, place
        self.changed.emit()

    def show_check(self) -> None:
        """Show what the columns become; a file that lacks one keeps its layout shown."""
        for place, plan in enumerate(self.state.plans):
            if plan.missing:
                self.show_layout(place)
                return
        propose_sources(self._workspace.desk, self.state)
        self.state.step = CHECK
        self.state.current = min(self.state.current, len(self.state.plans) - 1)
        self.checks.read()
        self.changed.emit()

    def decide(self, **decided: Any) -> None:
        """Set what is decided for all files: `date_order`, `currency`."""
        for name, value in decided.items():
            setattr(self.state, name, value)
        self.checks.read()
        self.changed.emit()

    def name_source(self, source: str, name: str) -> None:
        """Call a source as the shop does; what was answered about it by that name holds again."""
        state = self.state
        state.sources[source] = name.strip() or source
        known = remembered.answers_of(self._workspace.desk, state.sources[source])
        if known not in (UNANSWERED, state.answers.get(source)):
            state.answers[source] = known
            self.checks.read()
            self.changed.emit()

    def take_sheet(self, offer: SheetOffer, *, wanted: bool) -> None:
        """Bring in a sheet of customers together with the orders, or leave it."""
        switch(self.state, offer, wanted=wanted)
        self.checks.read()
        self.changed.emit()

    def show_file(self, place: int) -> None:
        """Show another of the files in the same step."""
        self.state.current = place
        self.changed.emit()

    def replace_plan(self, plan: "FilePlan") -> None:
        """The current file will be read another way."""
        replace_at(self.state, self.state.current, plan)
        self.changed.emit()

    def restart(self) -> None:
        """Back to the choice of files."""
        if self.state.step != RUNNING:
            self._cancel_now()
            self.state = WizardState()
            self.changed.emit()

    # The import

    def start(self, *, without_backup: bool = False) -> None:
        """Read and keep all files; without a backup where none can be made and it is wanted."""
        from crm_desk.desk.importing.file_layouts import groups

        state, desk = self.state, self._workspace.desk
        if state.to_check:
            # What is found may have to be asked first.
            state.start_asked = told(state)
            self.changed.emit()
            return
        jobs = groups(job for jobs in jobs_of(state).values() for job in jobs)
        work_groups = [(state.sources[group[0].layout.preset.source], group) for group in jobs]
        seen = [state.findings.get(group[0].layout.preset.source) for group in jobs]
        choices, cancel, replaced = self.choices, Cancel(), state.replaced
        decisions = self._decisions()
        self._cancel = cancel
        self._workspace.failed.emit("")
        state.step, state.progress, state.stopping = RUNNING, None, False
        state.unbacked = False
        self.changed.emit()

        def work() -> "tuple[list[imports.Outcome], Span | None]":
            from crm_desk.desk.importing.estimates import span

            report = self.progressed.emit
            found = imports.run_all(
                desk,
                work_groups,
                choices,
                report,
                cancel,
                replaced,
                seen,
                decisions,
                without_backup=without_backup,
            )
            return found, span(desk, batch_ids(found))

        self._run(work, self._finished, self._not_imported)

    def _decisions(self) -> "Decisions":
        from crm_desk.desk.importing.decisions import Decisions

        state = self.state
        labels = state.sources.items()
        answers = {label: state.answers[own] for own, label in labels if own in state.answers}
        return Decisions(answers, state.basis, state.currency, tuple(state.plans))

    def call_off(self) -> None:
        """Stop what is under way; nothing of it stays."""
        self._cancel_now()
        if self.state.step == RUNNING:
            self.state.stopping = True
            self.changed.emit()
        elif self.state.asking is not None:
            self.restart()

    def _cancel_now(self) -> None:
        self._cancel.call_off()
        self.checks.call_off()

    def _close(self) -> None:
        self._closed = True
        self._cancel_now()

    def _note_progress(self, progress: imports.Progress) -> None:
        self.state.progress = progress

    def take_back(self, batches: Sequence[int] = ()) -> None:
        """Undo imports, newest first; without any, those whose result is shown."""
        workspace = self._workspace
        ids = batches or list(reversed(batch_ids(self.state.outcomes)))

        def done(changes: object) -> None:
            self.restart()
            workspace.changed.emit(changes)
            workspace.notified.emit(workspace.texts("import.taken_back"))

        workspace.run_task(
            self,
            workspace.texts("import.taking_back"),
            lambda: imports.revert_imports(workspace.desk, ids),
            done,
        )

    def _finished(self, found: "tuple[list[imports.Outcome], Span | None]") -> None:
        state, desk = self.state, self._workspace.desk
        state.outcomes, state.span = found
        ids = batch_ids(state.outcomes)
        state.notices = tuple(
            notice for batch in ids for notice in remembered.notices_of(desk, batch)
        )
        self._workspace.changed.emit(imports.CHANGED)
        keeper_of(self._workspace).note_made()
        self.state.step = RESULT
        self.changed.emit()

    def _not_imported(self, error: Exception) -> None:
        # Its backup may have been made all the same.
        keeper_of(self._workspace).note_made()
        self.state.step = CHECK
        if isinstance(error, ReportableError) and error.key == "date_order_needed":
            # Only further down the file: the check asks for it now.
            self.state.asking = error
            self.changed.emit()
            return
        if is_found_otherwise(error):
            # Nothing was kept: what all rows show is asked before the next try.
            self.state.whole = True
            self.state.checked.clear()
            self.show_check()
            self._workspace.notified.emit(self._workspace.texts("ask.found_otherwise"))
            return
        unbacked = "import_without_backup"
        self.state.unbacked = isinstance(error, ReportableError) and error.key == unbacked
        self._failed(error)
        if isinstance(error, CancelledError):
            self._workspace.notified.emit(self._workspace.texts("import.called_off"))

    def _failed(self, error: Exception) -> None:
        self.changed.emit()
        if isinstance(error, ReportableError):
            self._workspace.show_error(error)
        elif not isinstance(error, CancelledError):
            raise error

    def _run(self, work: Any, done: Any, failed: Any) -> None:
        """Run on the work lane; what comes back after the desk was closed is dropped."""

        def if_there(action: Any) -> Any:
            return lambda result: action(result) if isValid(self) and not self._closed else None

        self._workspace.runner.run(work, if_there(done), if_there(failed))


def session_of(workspace: Workspace) -> ImportSession:
    """The workspace's import, made when first asked for."""
    found = workspace.findChild(ImportSession)
    return found if found is not None else ImportSession(workspace)


def with_options(options: ReadOptions, **changes: Any) -> ReadOptions:
    """Other options; the rest is found out again where it depends on them."""
    return replace(options, **changes)
