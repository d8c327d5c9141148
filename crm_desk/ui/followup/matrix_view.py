"""フォロー設計表: what is done for whom, the templates, and what the shop can do."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desk.desk.analysis import cache
from crm_desk.desk.analysis.look import Look
from crm_desk.desk.analysis.thresholds import chosen
from crm_desk.desk.desk import today
from crm_desk.desk.followup import design as use_case
from crm_desk.desk.followup import month
from crm_desk.desk.followup.month import MatrixCell
from crm_desk.desk.route import Route
from crm_desk.domain.followup.templates import Design, MatrixPlace, Segment, Template
from crm_desk.ui.common.view import View
from crm_desk.ui.common.widgets import PageHead, button, label, page_layout, scrolling
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.followup.limits_form import LimitsForm
from crm_desk.ui.followup.matrix_cell import CellCard
from crm_desk.ui.followup.matrix_day import DayChoice
from crm_desk.ui.followup.matrix_grid import MatrixGrid
from crm_desk.ui.followup.template_form import TemplatesCard

_FIRST = MatrixPlace(Segment.TOP1, 0)


class _Answer(NamedTuple):
    """What is looked up beside the window."""

    look: Look
    cells: Sequence[MatrixCell]
    people: Mapping[MatrixPlace, Sequence[int]]


class MatrixView(View):
    """The grid; below it the cell of the cursor, the templates and the limits."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._design = Design({}, {})
        self._people: Mapping[MatrixPlace, Sequence[int]] = {}
        self._is_counted = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._area: QScrollArea = scrolling(self._make_content())
        layout.addWidget(self._area)

    def _make_content(self) -> QWidget:
        workspace, inner = self._workspace, QWidget()
        column = page_layout(inner, workspace.theme)
        head = PageHead(
            workspace.theme,
            self.tr("Follow-up matrix"),
            self.tr(
                "Says for each kind of customer how you keep in touch: the further up, the more "
                "they have bought; the further right, the longer ago. Three approaches in three "
                "months, in two ways or more, so that nobody who matters is forgotten."
            ),
        )
        self.day = DayChoice(workspace.theme)
        self.day.changed.connect(self.refresh)
        head.side.addWidget(self.day)
        self.as_of = label("", "soft", wrap=True)
        self.grid = MatrixGrid(workspace.theme, workspace.texts)
        self.grid.moved.connect(self._show_cell)
        self.grid.opened.connect(self._open_cell)
        self.cell = CellCard(workspace)
        self.templates = TemplatesCard(workspace)
        self.cell.template_asked.connect(self._open_template)
        self.limits = LimitsForm(workspace)
        self.limits.hide()
        for part in (head, self.as_of, self.grid, self.cell, self.templates):
            column.addWidget(part)
        row = QHBoxLayout()
        self.limits_way = button("", self._toggle_limits, "link")
        row.addWidget(self.limits_way)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.limits)
        column.addStretch(1)
        self._name_limits()
        return inner

    # Looking

    def open(self, route: Route) -> None:
        """See View."""
        self.refresh()

    def refresh(self) -> None:
        """See View."""
        self._workspace.attempt(self._look)

    def route(self) -> Route:
        """See View."""
        return Route("followup", "matrix")

    @property
    def is_settled(self) -> bool:
        """See View."""
        return self._workspace.is_settled(self)

    def flush(self) -> bool:
        """See View."""
        self.limits.flush()
        return True

    def take_focus(self) -> None:
        """See View."""
        self.grid.setFocus()

    def _look(self) -> None:
        desk, language, now = self._workspace.desk, self._workspace.language, today()
        # Templates and limits are there at once; the people are counted beside the window.
        self._design = use_case.design(desk, language)
        self.templates.show_design(self._design)
        self.limits.show_limits()

        settings, as_of = chosen(desk), self.day.as_of

        def work() -> _Answer:
            look = cache.look(desk, settings, as_of)
            cells = month.matrix(desk, look, now, language)
            return _Answer(look, cells, month.people_in_cells(look))

        def show(answer: _Answer) -> None:
            self._is_counted = True
            self._show(answer)

        if not self._is_counted:
            self.as_of.setText(self.tr("The customers are being counted…"))
        self._workspace.ask_latest(self, work, show)

    def _show(self, answer: _Answer) -> None:
        self._people = answer.people
        figures, texts = answer.look.figures, self._workspace.texts
        as_of, orders = figures.as_of, figures.orders
        has_orders = orders.orders > 0 or orders.after_as_of > 0
        self.day.show_day(as_of if has_orders else None)
        if as_of is None or not has_orders:
            words = self.tr(
                "There are no orders yet, so every cell is empty. The templates can be looked at "
                "and changed already."
            )
        else:
            words = self.tr(
                "Customers as of {day}; plans as of today. “Overdue” are those who have passed "
                "their own usual moment to buy."
            ).format(day=texts.date(as_of))
        self.as_of.setText(words)
        self.grid.cells.show_cells(answer.cells)
        if not self.grid.selectionModel().hasSelection():
            self.grid.go_to(_FIRST)
        self._show_cell(self.grid.current())

    def _show_cell(self, cell: MatrixCell) -> None:
        people = self._people.get(cell.cell, ())
        self.cell.show_cell(cell, self.grid.cells.place(cell.cell), self._design, people)

    def _open_cell(self, cell: MatrixCell) -> None:
        self._show_cell(cell)
        self.cell.take_focus()
        self._area.ensureWidgetVisible(self.cell)

    def _open_template(self, template: Template) -> None:
        if not self.templates.is_changed:
            self.templates.open_template(template)
        self.templates.name.setFocus()
        self._area.ensureWidgetVisible(self.templates)

    def _toggle_limits(self) -> None:
        self.limits.setVisible(not self.limits.isVisibleTo(self))
        self._name_limits()

    def _name_limits(self) -> None:
        shown = self.limits.isVisibleTo(self)
        open_ = self.tr("What the shop can do: calls, cards, postage, e-mail…")
        text = self.tr("Close what the shop can do") if shown else open_
        self.limits_way.setText(text)
        self.limits_way.setAccessibleName(text)
