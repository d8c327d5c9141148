"""Who gets a plan, and who is left out and why: one table, chosen by chips."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QStackedWidget

from crm_desk.desk.customers import people as customers
from crm_desk.desk.customers.people import Listed
from crm_desk.desk.route import Route
from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.contacts.block_words import block_words
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.starting import LeftOut, LeftOutReason, Outlook, Proposal
from crm_desk.domain.sort_order import sort_key
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.column_table import ColumnTable
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.waiting import waiting
from crm_desk.ui.common.widgets import Card, button, clear_layout, label
from crm_desk.ui.common.windowed import TableColumn, WindowedModel
from crm_desk.ui.common.workspace import Workspace

_TABLE = 300


class PlanCandidate(NamedTuple):
    """One of those chosen, and what is planned, or why not."""

    who: Listed
    found: Any


class PlansColumns(QObject):
    """Makes the columns of both tables, in the window's language."""

    def planned(self, texts: Texts) -> list[TableColumn]:
        """Of those who get a plan."""

        def step(place: int) -> TableColumn:
            title = self.tr("Step {n}").format(n=place + 1)
            return TableColumn(
                f"step{place + 1}", title, lambda row: _step(row.found, place, texts), 236
            )

        template = TableColumn(
            "template", self.tr("Template"), lambda row: row.found.template.name, 140, shown=False
        )
        return [*self._who(texts), template, *(step(place) for place in range(3))]

    def left_out(self, texts: Texts) -> list[TableColumn]:
        """Of those who get none."""
        return [
            *self._who(texts),
            TableColumn("reason", self.tr("Why"), lambda row: reason(row.found, texts), 320),
        ]

    def _who(self, texts: Texts) -> list[TableColumn]:
        nameless = self.tr("(no name)")
        return [
            TableColumn(
                "name",
                self.tr("Name"),
                lambda row: row.who.name or nameless,
                130,
                copied=lambda row: row.who.name,
            ),
            TableColumn(
                "member_no",
                self.tr("Member ID"),
                lambda row: row.who.member_no,
                96,
                shown=False,
            ),
            TableColumn(
                "cluster",
                self.tr("Cluster"),
                lambda row: texts(f"figures.short_{row.found.candidate.cluster.value}"),
                100,
                tip=lambda row: texts(f"figures.cluster_{row.found.candidate.cluster.value}"),
            ),
            TableColumn(
                "recency",
                self.tr("Recency"),
                lambda row: str(row.found.candidate.recency),
                76,
                shown=False,
                right=True,
            ),
        ]


def _step(found: Proposal, place: int, texts: Texts) -> str:
    step = found.steps[place]
    day = (
        texts("followup.next_parcel")
        if step.planned is None
        else wording.month_day(step.planned, texts)
    )
    return f"{day}  {wording.stands_in(step.way, found.instead[place], texts)}"


def reason(found: LeftOut, texts: Texts) -> str:
    """Why somebody gets no plan, in words."""
    said = texts(f"followup.left_out_{found.reason.value}")
    if found.block is None:
        return said
    return texts("result.separator").join(
        (said, block_words(found.block, found.candidate.reach, texts))
    )


_CLUSTERS = tuple(Cluster)


def _sorted_by(name: str, texts: Texts) -> Callable[[Any], Any]:
    """What the rows of a column are sorted by."""
    if name.startswith("step"):
        # 次回出荷時 comes last: its day is not known.
        place = int(name.removeprefix("step")) - 1
        return lambda row: row.found.steps[place].planned or date.max
    keys: dict[str, Callable[[Any], Any]] = {
        "name": lambda row: sort_key(row.who.kana) or sort_key(row.who.name),
        "member_no": lambda row: sort_key(row.who.member_no),
        "cluster": lambda row: _CLUSTERS.index(row.found.candidate.cluster),
        "recency": lambda row: row.found.candidate.recency,
        "template": lambda row: sort_key(row.found.template.name),
        "reason": lambda row: reason(row.found, texts),
    }
    return keys[name]


class PlansPeople(Card):
    """Chips with the counts; the table shows whom the chosen one means.

    Attributes:
        shown: the reason whose people are shown; None: those who get a plan.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.theme)
        self._workspace = workspace
        self._groups: dict[LeftOutReason | None, dict[int, Proposal | LeftOut]] = {}
        self.shown: LeftOutReason | None = None
        self.chips: dict[LeftOutReason | None, QPushButton] = {}
        self.body.addWidget(label(self.tr("The people"), "heading", wrap=True))
        self._flow = Flow(workspace.theme.px(6))
        self._line = Wrapped(self._flow)
        self.body.addWidget(self._line)
        self._stack = QStackedWidget()
        columns, texts = PlansColumns(), workspace.texts
        self.planned = self._table("plans_planned", columns.planned(texts))
        self.left_out = self._table("plans_left_out", columns.left_out(texts))
        self._stack.addWidget(self.planned)
        self._stack.addWidget(self.left_out)
        self._stack.setMinimumHeight(workspace.theme.px(_TABLE))
        self.body.addWidget(self._stack)

    def _table(self, name: str, columns: list[TableColumn]) -> ColumnTable:
        model = WindowedModel(columns, self._rows)
        model.failed.connect(self._workspace.show_error)
        title = self.tr("The people")
        table = ColumnTable(self._workspace, name, title, model, self._rows_in_worker)
        table.opened.connect(self._open_customer)
        table.sort_asked.connect(self._sort)
        table.entries = self._entries
        return table

    # Showing

    def show_outlook(self, seen: Outlook) -> None:
        """Replace everybody; the most valuable customers come first."""
        self._groups = {None: {each.candidate.customer_id: each for each in seen.proposals}}
        for each in seen.left_out:
            self._groups.setdefault(each.reason, {})[each.candidate.customer_id] = each
        if not self._groups.get(self.shown):
            self.shown = None if seen.proposals else next(iter(seen.counts()), None)
        self._show_chips()
        self._show_people()

    def _show_chips(self) -> None:
        clear_layout(self._flow)
        self.chips = {}
        texts = self._workspace.texts
        for reason_, people in self._groups.items():
            n = f"{len(people):,}"
            text = (
                self.tr("Get a plan: {n}").format(n=n)
                if reason_ is None
                else self.tr("{why}: {n}").format(
                    why=texts(f"followup.left_out_{reason_.value}"), n=n
                )
            )
            chip = button(text, partial(self.choose, reason_), "chip")
            chip.setCheckable(True)
            chip.setEnabled(bool(people))
            self.chips[reason_] = chip
            self._flow.addWidget(chip)
        self._line.setMinimumHeight(self._flow.heightForWidth(max(self._line.width(), 1)))

    def choose(self, reason_: LeftOutReason | None) -> None:
        """Show the people of one chip."""
        self.shown = reason_
        self._show_people()

    def _show_people(self) -> None:
        for reason_, chip in self.chips.items():
            chip.setChecked(reason_ is self.shown)
        table = self.planned if self.shown is None else self.left_out
        table.show_ids(list(self._groups[self.shown]), None)
        self._stack.setCurrentWidget(table)

    # Rows

    def _rows(self, ids: Sequence[int]) -> dict[int, PlanCandidate]:
        return self._with(customers.listed(self._workspace.desk, ids))

    def _rows_in_worker(self, ids: list[int]) -> dict[int, PlanCandidate]:
        return self._with(customers.listed_in_worker(self._workspace.desk, ids))

    def _with(self, known: dict[int, Listed]) -> dict[int, PlanCandidate]:
        group = self._groups.get(self.shown, {})
        return {id_: PlanCandidate(who, group[id_]) for id_, who in known.items() if id_ in group}

    def _sort(self, name: str, descending: bool) -> None:
        table = self.planned if self.shown is None else self.left_out

        def sort() -> None:
            rows = self._rows(list(self._groups[self.shown]))
            key = _sorted_by(name, self._workspace.texts)
            keys = {id_: key(row) for id_, row in rows.items()}
            ids = sorted(rows, key=keys.__getitem__, reverse=descending)
            # What is empty comes last, whichever way round.
            ids.sort(key=lambda id_: keys[id_] == "")
            table.show_ids(ids, table.current_id)

        with waiting():
            self._workspace.attempt(sort)

    def _entries(self, ids: list[int]) -> list[tuple[str, Callable[[], object]]]:
        if len(ids) != 1:
            return []
        return [(self.tr("Go to the customer"), partial(self._open_customer, ids[0]))]

    def _open_customer(self, customer: int) -> None:
        self._workspace.go(Route("customers", "one", customer))

    def flush(self) -> None:
        """Keep the columns."""
        self.planned.flush()
        self.left_out.flush()
