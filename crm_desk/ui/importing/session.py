"""The state of one import, from the files chosen to the result; the page only shows it.

It belongs to the workspace, so that it outlives a change of size or language.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from crm_desk.desk import imports
from crm_desk.desk.child import Cancel, CancelledError
from crm_desk.domain.errors import UserError
from crm_desk.importing.choices import MINOR_DIGITS, Choices
from crm_desk.importing.table import ReadOptions
from crm_desk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from crm_desk.desk.import_plan import Plan
    from crm_desk.importing.dates import DateOrder
    from crm_desk.importing.reading import Look

CHOOSE, LOOKING, LAYOUT, CHECK, RUNNING, RESULT = (
    "choose",
    "looking",
    "layout",
    "check",
    "running",
    "result",
)
_DECISIONS = ("encoding_unknown", "encoding_wrong", "password_needed", "password_wrong")


@dataclass
class State:
    """Everything the page shows.

    Attributes:
        pending: files that are still to be looked at, with what is decided about each.
        asking: the error of the first of them, when only the person can go on.
        current: place in `plans` of the file whose layout is shown.
        sources: the shop's label by preset id.
    """

    step: str = CHOOSE
    pending: list[tuple[Path, ReadOptions]] = field(default_factory=list)
    asking: UserError | None = None
    plans: list["Plan"] = field(default_factory=list)
    current: int = 0
    sources: dict[str, str] = field(default_factory=dict)
    date_order: "DateOrder | None" = None
    basis: str = "goods"
    currency: str = "JPY"
    outcomes: list[imports.Outcome] = field(default_factory=list)


class Session(QObject):
    """One import at a time.

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
        # Place of the plan that is looked at anew.
        self._into: int | None = None
        self.state = State()
        workspace.closing.connect(self.call_off)

    @property
    def choices(self) -> Choices:
        """What is decided beyond the layout."""
        state = self.state
        return Choices(state.date_order, state.currency, MINOR_DIGITS[state.currency])

    # Files

    def open_files(self, paths: Sequence[Path]) -> None:
        """Begin with these files; while an import runs, nothing happens."""
        if self.state.step in (RUNNING, LOOKING) or not paths:
            return
        self._workspace.failed.emit("")
        self.state = State(
            step=LOOKING, pending=[(path, ReadOptions()) for path in dict.fromkeys(paths)]
        )
        self._look()

    def look_again(self, options: ReadOptions) -> None:
        """Look at the current file in another way."""
        plan = self.state.plans[self.state.current]
        self.state.step, self.state.asking = LOOKING, None
        self.state.pending.insert(0, (plan.path, options))
        self._into = self.state.current
        self._look()

    def answer(self, options: ReadOptions) -> None:
        """Go on with the file that needed a decision."""
        path, _ = self.state.pending[0]
        self.state.pending[0] = path, options
        self.state.asking = None
        self._look()

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
        from crm_desk.desk import import_plan

        path, options = self.state.pending[0]
        cancel = self._cancel = Cancel()
        desk = self._workspace.desk

        def done(look: "Look") -> None:
            plan = import_plan.plan(desk, path, look)
            self.state.pending.pop(0)
            if self._into is None:
                self.state.plans.append(plan)
                self._look()
            else:
                self.state.plans[self._into] = plan
                self._into = None
                self.state.step = LAYOUT
                self.changed.emit()

        self._run(lambda: import_plan.look_at(path, options, cancel), done, self._not_looked)

    def _not_looked(self, error: Exception) -> None:
        if isinstance(error, UserError) and error.key in _DECISIONS:
            self.state.asking = error
            self.changed.emit()
            return
        self._into = None
        self.state.pending.clear()
        self.state.step = LAYOUT if self.state.plans else CHOOSE
        self._failed(error)

    def _looked_at_all(self) -> None:
        from crm_desk.desk import import_plan

        state, desk = self.state, self._workspace.desk
        if not state.plans:
            state.step = CHOOSE
            self.changed.emit()
            return
        state.basis = import_plan.amount_basis(desk) or "goods"
        state.currency = import_plan.currency(desk)
        for plan in state.plans:
            preset = plan.layout.preset
            state.sources.setdefault(preset.id, preset.label[self._workspace.language])
        unknown = [place for place, plan in enumerate(state.plans) if not plan.is_known]
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
        """Show what the columns will become; a file that lacks a column keeps its layout shown."""
        for place, plan in enumerate(self.state.plans):
            if plan.missing:
                self.show_layout(place)
                return
        for plan in self.state.plans:
            preset = plan.layout.preset
            self.state.sources.setdefault(preset.id, preset.label[self._workspace.language])
        self.state.step = CHECK
        self.state.current = min(self.state.current, len(self.state.plans) - 1)
        self.changed.emit()

    def show_file(self, place: int) -> None:
        """Show another of the files in the same step."""
        self.state.current = place
        self.changed.emit()

    def replace_plan(self, plan: "Plan") -> None:
        """The current file will be read another way."""
        self.state.plans[self.state.current] = plan
        self.changed.emit()

    def begin_anew(self) -> None:
        """Back to the choice of files."""
        if self.state.step != RUNNING:
            self.state = State()
            self.changed.emit()

    # The import

    def start(self) -> None:
        """Read and keep all files."""
        from crm_desk.desk import import_plan
        from crm_desk.desk.file_layouts import groups

        state, desk = self.state, self._workspace.desk
        if not self._workspace.perform(
            lambda: import_plan.put_choices(desk, state.basis, state.currency)
        ):
            return
        jobs = groups(plan.job for plan in state.plans)
        work_groups = [(state.sources[group[0].layout.preset.id], group) for group in jobs]
        choices, cancel = self.choices, Cancel()
        self._cancel = cancel
        state.step = RUNNING
        self.changed.emit()
        self._run(
            lambda: imports.run_all(desk, work_groups, choices, self.progressed.emit, cancel),
            self._finished,
            self._not_imported,
        )

    def call_off(self) -> None:
        """Stop what is under way; nothing of it stays."""
        self._cancel.call_off()

    def take_back(self) -> None:
        """Undo the import whose result is shown."""
        desk = self._workspace.desk
        ids = [outcome.taken.batch_id for outcome in reversed(self.state.outcomes)]
        batches = [batch_id for batch_id in ids if batch_id is not None]
        if self._workspace.perform(lambda: imports.take_back_all(desk, batches)):
            self.begin_anew()

    def _finished(self, outcomes: list[imports.Outcome]) -> None:
        self.state.outcomes = outcomes
        self.state.step = RESULT
        self.changed.emit()
        self._workspace.changed.emit(imports.CHANGED)

    def _not_imported(self, error: Exception) -> None:
        self.state.step = CHECK
        if isinstance(error, UserError) and error.key == "date_order_needed":
            # Only further down the file: the check asks for it now.
            self.state.asking = error
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        self.changed.emit()
        if isinstance(error, UserError):
            self._workspace.tell(error)
        elif not isinstance(error, CancelledError):
            raise error

    def _run(self, work: Any, done: Any, failed: Any) -> None:
        """Run on the work lane; what comes back after the workspace has gone is dropped."""

        def if_there(action: Any) -> Any:
            return lambda result: action(result) if isValid(self) else None

        self._workspace.runner.run(work, if_there(done), if_there(failed))


def session_of(workspace: Workspace) -> Session:
    """The workspace's import, made when first asked for."""
    found = workspace.findChild(Session)
    return found if found is not None else Session(workspace)


def with_options(options: ReadOptions, **changes: Any) -> ReadOptions:
    """Other options; the rest is found out anew where it depends on them."""
    return replace(options, **changes)
