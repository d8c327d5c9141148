"""Tables of those who would get a plan, and of those who would not."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from crm_desk.desk.analysis import buyers
from crm_desk.desk.analysis.look import Look
from crm_desk.desk.contacts.marks import (
    NO_REMARKS,
    Remarks,
    marks_and_note,
    marks_and_note_in_worker,
    remarks_text,
)
from crm_desk.desk.desk import today
from crm_desk.desk.route import Route
from crm_desk.domain.analysis.view import BuyerRecord
from crm_desk.domain.contacts.block_words import block_words
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.plan import STEPS, Step
from crm_desk.domain.followup.starting import LeftOut, Proposal
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.column_table import ColumnTable
from crm_desk.ui.common.tables import BeforeAfter
from crm_desk.ui.common.windowed import Index, TableColumn, WindowedModel
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.contacts.remarks_view import shortened

SORTED_BY = {"cluster": False, "purchases": True, "amount": True, "recency": False}
"""What the tables can be sorted by, and whether the highest comes first."""
_ROWS, _LINES = 8, 2
_FRAME = 44
_NOTE, _NARROW_NOTE = 220, 96
"""Width of a note where there is room, and beside the steps; its tool tip is longer."""


class PlannedPerson(NamedTuple):
    """A buyer, with what a start would do for them, and their note and marks."""

    row: BuyerRecord
    found: Proposal | LeftOut
    remarks: Remarks = NO_REMARKS


Text = Callable[[PlannedPerson], str]


class PeopleColumns(QObject):
    """Makes the columns, in the window's language."""

    def proposed(self, texts: Texts, money: Money) -> list[TableColumn]:
        """Of those who would get a plan: who, how much, and the three steps."""
        steps = [
            TableColumn(f"step{n}", self.tr("Step {n}").format(n=n), _step(n, texts), 186)
            for n in STEPS
        ]
        template = TableColumn(
            "template",
            self.tr("Template"),
            lambda p: p.found.template.name if isinstance(p.found, Proposal) else "",
            180,
            shown=False,
        )
        return [*self._who(texts, money), *steps, self._remarks(texts, _NARROW_NOTE), template]

    def left_out(self, texts: Texts, money: Money) -> list[TableColumn]:
        """Of those who would get none: who, how much, and why."""
        why = TableColumn("why", self.tr("Reason"), _why(texts), 260)
        return [*self._who(texts, money), why, self._remarks(texts, _NOTE)]

    def _remarks(self, texts: Texts, width: int) -> TableColumn:
        def said(person: PlannedPerson) -> str:
            return remarks_text(person.remarks, texts)

        return TableColumn(
            "remarks",
            self.tr("Note"),
            lambda p: " ".join(shortened(said(p)).split()),
            width,
            tip=said,
        )

    def _who(self, texts: Texts, money: Money) -> list[TableColumn]:
        nameless, cluster = self.tr("(no name)"), self.tr("Cluster")
        return [
            TableColumn(
                "name",
                self.tr("Name"),
                lambda p: p.row.name or nameless,
                130,
                copied=lambda p: p.row.name,
            ),
            TableColumn(
                "member_no", self.tr("Member ID"), lambda p: p.row.member_no, 100, shown=False
            ),
            TableColumn(
                "cluster",
                cluster,
                lambda p: texts(f"figures.short_{p.row.buyer.cluster.value}"),
                100,
                shown=False,
                tip=lambda p: texts(f"figures.cluster_{p.row.buyer.cluster.value}"),
            ),
            *self._figures(money),
        ]

    def _figures(self, money: Money) -> list[TableColumn]:
        days = self.tr("{n} days")
        return [
            TableColumn(
                "recency",
                self.tr("R value"),
                lambda p: days.format(n=f"{p.row.buyer.recency:,}"),
                90,
                right=True,
                copied=lambda p: str(p.row.buyer.recency),
            ),
            TableColumn(
                "purchases",
                self.tr("Purchases"),
                lambda p: f"{p.row.buyer.purchases:,}",
                110,
                shown=False,
                right=True,
                copied=lambda p: str(p.row.buyer.purchases),
            ),
            TableColumn(
                "amount",
                self.tr("Total amount"),
                lambda p: money.text(p.row.buyer.amount),
                132,
                right=True,
                copied=lambda p: money.number(p.row.buyer.amount),
            ),
        ]


def step_words(step: Step, texts: Texts) -> str:
    """When and in which way: 11月28日 手書きはがき."""
    planned = step.planned
    said = wording.short_month_day
    day = wording.planned(None, texts) if planned is None else said(planned, texts)
    return f"{day} {wording.way(step.way, texts)}"


def _step(number: int, texts: Texts) -> Text:
    def text(person: PlannedPerson) -> str:
        if isinstance(person.found, LeftOut):
            return ""
        found = person.found
        step = found.steps[number - 1]
        before = found.instead[number - 1]
        lines = [step_words(step, texts), step.purpose]
        if before is not None:
            lines.insert(1, texts("followup.instead_of", before=wording.way(before, texts)))
        return "\n".join(lines)

    return text


def _why(texts: Texts) -> Text:
    def text(person: PlannedPerson) -> str:
        found = person.found
        if isinstance(found, Proposal):
            return ""
        if found.block is not None:
            return block_words(found.block, found.candidate.reach, texts)
        return texts(f"followup.left_out_{found.reason.value}")

    return text


class TickModel(WindowedModel):
    """People with a box before each name.

    Args:
        ticked: ids whose box is ticked; the caller's own set, changed in place.

    Signals:
        changed: a box was ticked, or not any more.
    """

    changed = Signal()

    def __init__(
        self,
        columns: Sequence[TableColumn],
        fetch: Callable[[Sequence[int]], Mapping[int, Any]],
        ticked: set[int],
    ) -> None:
        super().__init__(columns, fetch)
        self.ticked = ticked

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            states = Qt.CheckState
            on = self.id_at(index.row()) in self.ticked
            return states.Checked if on else states.Unchecked
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def setData(  # noqa: N802
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != 0:
            return False
        self.tick([index.row()], on=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def tick(self, rows: Iterable[int], *, on: bool) -> None:
        """Tick the boxes of some rows, or clear them."""
        for row in rows:
            (self.ticked.add if on else self.ticked.discard)(self.id_at(row))
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
        self.changed.emit()


class PeopleTable(ColumnTable):
    """People of one look at the orders; Enter leads to the customer.

    Args:
        ticked: for a table with boxes; Space ticks those of the chosen rows.
        one_by_one: only one row can be chosen, and so ticked, at once.
    """

    def __init__(
        self,
        workspace: Workspace,
        name: str,
        title: str,
        columns: Sequence[TableColumn],
        ticked: set[int] | None = None,
        *,
        one_by_one: bool = False,
    ) -> None:
        self._look: Look | None = None
        self._found: Mapping[int, Proposal | LeftOut] = {}
        self._sort, self._descending = "amount", True
        model = (
            WindowedModel(columns, self._people)
            if ticked is None
            else TickModel(columns, self._people, ticked)
        )
        super().__init__(workspace, name, title, model, self._people_in_worker)
        self.people = model
        model.failed.connect(workspace.show_error)
        self._lines = _LINES if any(each.name == "step1" for each in columns) else 1
        if self._lines > 1:
            self._delegate = BeforeAfter(workspace.theme, self)
            for place, column in enumerate(columns):
                if column.name.startswith("step"):
                    self.setItemDelegateForColumn(place, self._delegate)
        if one_by_one:
            self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.show_sort(self._sort, descending=self._descending)
        self.sort_asked.connect(self._sort_by)
        self.opened.connect(self._open)

    def show_people(self, look: Look, found: Iterable[Proposal | LeftOut]) -> None:
        """Show other people, as of another look."""
        self._look = look
        self._found = {each.candidate.customer_id: each for each in found}
        if self._lines > 1:
            adapted = any(isinstance(p, Proposal) and any(p.instead) for p in self._found.values())
            height = self._delegate.height(_LINES + adapted)
            self.verticalHeader().setDefaultSectionSize(height)
        self._show()
        rows = min(len(self._found), _ROWS)
        height = self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(rows * height + self._workspace.theme.px(_FRAME))

    def _show(self) -> None:
        if self._look is None:
            return
        ids = self._look.select((), self._sort, self._descending).ids.tolist()
        self.show_ids([id_ for id_ in ids if id_ in self._found], self.current_id)

    def _sort_by(self, name: str, descending: bool) -> None:
        if name in SORTED_BY:
            self._descending = descending if name == self._sort else SORTED_BY[name]
            self._sort = name
            self._workspace.attempt(self._show)
        self.show_sort(self._sort, descending=self._descending)

    def _people(self, ids: Sequence[int]) -> dict[int, PlannedPerson]:
        if self._look is None:
            return {}
        desk = self._workspace.desk
        said = marks_and_note(desk, ids, today())
        return self._joined(buyers.rows(desk, self._look, ids), said)

    def _people_in_worker(self, ids: list[int]) -> dict[int, Any]:
        if self._look is None:
            return {}
        desk = self._workspace.desk
        said = marks_and_note_in_worker(desk, ids, today())
        return self._joined(buyers.rows_in_worker(desk, self._look, ids), said)

    def _joined(
        self, rows: Mapping[int, BuyerRecord], said: Mapping[int, Remarks]
    ) -> dict[int, PlannedPerson]:
        found = self._found
        return {
            id_: PlannedPerson(row, found[id_], said.get(id_, NO_REMARKS))
            for id_, row in rows.items()
            if id_ in found
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model = self.people
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        if event.key() == Qt.Key.Key_Space and isinstance(model, TickModel) and rows:
            model.tick(rows, on=not all(model.id_at(row) in model.ticked for row in rows))
        else:
            super().keyPressEvent(event)

    def _open(self, customer: int) -> None:
        self._workspace.go(Route("customers", "one", customer))
