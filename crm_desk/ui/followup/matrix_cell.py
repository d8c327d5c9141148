"""One cell of the matrix: its people, and the template that applies to them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout

from crm_desk.desk.followup import design as use_case
from crm_desk.desk.followup.month import MatrixCell
from crm_desk.desk.route import Route
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.templates import Design, Template, TemplateStep
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.wheel import calm
from crm_desk.ui.common.widgets import Card, button, label
from crm_desk.ui.common.workspace import Workspace

_HEIGHT = 34
MOST = 2_000
"""So many people at most are handed on to be planned together."""


class CellCard(Card):
    """Follows the cursor of the grid.

    Signals:
        template_asked: the template of the cell is to be changed (`Template`).
    """

    template_asked = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.theme)
        self._workspace = workspace
        self._cell: MatrixCell | None = None
        self._people: Sequence[int] = ()
        self._ids: list[str] = []
        self.title = label("", "heading", wrap=True)
        self.facts = label("", "soft", wrap=True)
        self.body.addWidget(self.title)
        self.body.addWidget(self.facts)
        self.template = calm(QComboBox())
        self.template.setAccessibleName(self.tr("Template of this cell"))
        self.template.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.template.activated.connect(self._choose)
        self.edit = button(self.tr("Change this template"), self._edit, "link")
        flow = Flow(workspace.theme.space())
        for widget in (self.template, self.edit):
            widget.setMinimumHeight(workspace.theme.px(_HEIGHT))
            flow.addWidget(widget)
        self.body.addWidget(Wrapped(flow))
        self._steps = QVBoxLayout()
        self._lines = [label("", wrap=True) for _ in range(3)]
        for line in self._lines:
            self._steps.addWidget(line)
        self.body.addLayout(self._steps)
        self.problem = label("", "warn", wrap=True)
        self.problem.hide()
        self.plan = button(self.tr("Plans for these people"), self._plan)
        self.too_many = label("", "soft", wrap=True)
        flow = Flow(workspace.theme.space())
        flow.addWidget(self.plan)
        self.body.addWidget(Wrapped(flow))
        self.body.addWidget(self.too_many)

    def show_cell(self, cell: MatrixCell, place: str, found: Design, people: Sequence[int]) -> None:
        """Show a cell.

        Args:
            place: the cell as it is called.
            people: customer ids of those who stand there.
        """
        self._cell, self._people = cell, people
        self.title.setText(place)
        facts = self.tr(
            "{n} people stand here today; {late} of them have passed their own usual moment, "
            "{plans} have an open plan."
        )
        self.facts.setText(
            facts.format(
                n=f"{cell.customers:,}",
                late=f"{cell.past_interval:,}",
                plans=f"{cell.open_plans:,}",
            )
        )
        self._ids = ["", *found.templates]
        self.template.clear()
        self.template.addItem(self.tr("None: the yearly letter only"))
        for template in found.templates.values():
            self.template.addItem(template.name)
        self.template.setCurrentIndex(self._ids.index(cell.template.id if cell.template else ""))
        self.edit.setVisible(cell.template is not None)
        steps = cell.template.steps if cell.template else ()
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(steps))
            if number < len(steps):
                line.setText(self._step(number + 1, steps[number]))
        self.plan.setEnabled(0 < len(people) <= MOST)
        many = self.tr("More than {n} people: begin with this month's start instead.")
        self.too_many.setText(many.format(n=f"{MOST:,}"))
        self.too_many.setVisible(len(people) > MOST)

    def take_focus(self) -> None:
        """Choose a template now."""
        self.template.setFocus()

    def _step(self, number: int, step: TemplateStep) -> str:
        texts = self._workspace.texts
        when = texts("followup.next_parcel")
        if step.after is not None:
            when = self.tr("after {n} days").format(n=step.after)
        said = self.tr("{number}. {when}: {way}, {purpose}")
        return said.format(
            number=number, when=when, way=wording.way(step.way, texts), purpose=step.purpose
        )

    def _choose(self, place: int) -> None:
        cell, desk, language = self._cell, self._workspace.desk, self._workspace.language
        if cell is not None:
            id_ = self._ids[place]
            self._workspace.perform(lambda: use_case.set_cell(desk, cell.cell, id_, language))

    def _edit(self) -> None:
        template: Template | None = self._cell.template if self._cell else None
        if template is not None:
            self.template_asked.emit(template)

    def _plan(self) -> None:
        self._workspace.go(Route("followup", "plans", ids=tuple(self._people)))
