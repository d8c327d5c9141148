"""Plans for a selection: who gets one, who does not and why, and what work it makes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crm_desk.desk.followup.design import design
from crm_desk.desk.money import money_of
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.plan import window_end
from crm_desk.domain.followup.starting import Outlook
from crm_desk.domain.followup.templates import Template
from crm_desk.ui.common.wheel import calm
from crm_desk.ui.common.widgets import (
    Card,
    PageHead,
    button,
    clear_layout,
    label,
    page_layout,
    scrolling,
)
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.followup.plans_people import PlansPeople


class ManyPlans(QWidget):
    """A preview of the plans, and the button that makes them.

    Signals:
        template_chosen: another template is to be used for everyone.
        make_asked: the plans are to be made.
    """

    template_chosen = Signal()
    make_asked = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        self.outlook: Outlook | None = None
        self.template: Template | None = None
        layout = page_layout(self, theme)
        self._head = PageHead(theme, self.tr("Make follow-up plans"))
        self.make = button("", self.make_asked.emit, "primary")
        self._head.side.addWidget(self.make)
        layout.addWidget(self._head)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self._make_summary())
        self.people = PlansPeople(workspace)
        column.addWidget(self.people)
        column.addWidget(self._make_weeks())
        column.addStretch(1)
        layout.addWidget(scrolling(content), 1)

    def _make_summary(self) -> QWidget:
        theme, card = self._workspace.theme, Card(self._workspace.theme)
        row = QHBoxLayout()
        row.setSpacing(theme.space())
        name = self.tr("Template")
        self.templates = calm(QComboBox())
        self.templates.setAccessibleName(name)
        self.templates.activated.connect(self._choose)
        row.addWidget(label(name, "soft"))
        row.addWidget(self.templates)
        row.addStretch(1)
        card.body.addLayout(row)
        self.summary = label("", "strong", wrap=True)
        self.details = label("", wrap=True)
        card.body.addWidget(self.summary)
        card.body.addWidget(self.details)
        return card

    def _make_weeks(self) -> QWidget:
        theme, self._weeks_card = self._workspace.theme, Card(self._workspace.theme)
        body = self._weeks_card.body
        body.addWidget(label(self.tr("Work by the week"), "heading", wrap=True))
        self.load = label("", wrap=True)
        body.addWidget(self.load)
        self._weeks = QGridLayout()
        self._weeks.setHorizontalSpacing(theme.space(3))
        self._weeks.setVerticalSpacing(theme.px(4))
        self._weeks.setColumnStretch(3, 1)
        body.addLayout(self._weeks)
        return self._weeks_card

    # Showing

    def begin(self) -> None:
        """Other people: the matrix says again what is for whom."""
        self.template = None

    def show_outlook(self, seen: Outlook) -> None:
        """Replace the preview."""
        self.outlook = seen
        self._show_templates()
        self._show_head(seen)
        self._show_details(seen)
        self.people.show_outlook(seen)
        self._show_weeks(seen)

    def _show_templates(self) -> None:
        workspace, box = self._workspace, self.templates
        templates = design(workspace.desk, workspace.language).templates
        wanted = self.template.id if self.template else ""
        box.clear()
        box.addItem(self.tr("As the follow-up matrix has it"), None)
        for each in templates.values():
            box.addItem(each.name, each)
        names = ["", *templates]
        box.setCurrentIndex(names.index(wanted) if wanted in names else 0)

    def _choose(self, place: int) -> None:
        self.template = self.templates.itemData(place)
        self.template_chosen.emit()

    def _show_head(self, seen: Outlook) -> None:
        planned = len(seen.proposals)
        people = planned + len(seen.left_out)
        line = self.tr("For the {n} people chosen: look first, then make them all at once.")
        self._head.set_words(self.tr("Make follow-up plans"), line.format(n=f"{people:,}"))
        words_ = self.tr("Make {n} plans").format(n=f"{planned:,}")
        if planned == 1:
            words_ = self.tr("Make one plan")
        self.make.setText(words_)
        self.make.setAccessibleName(words_)
        self.make.setEnabled(planned > 0)
        if not planned:
            said = self.tr("None of the {people} people gets a plan. The reasons are below.")
        elif planned == people:
            said = self.tr("All {people} people get a plan.")
        else:
            said = self.tr(
                "{planned} of {people} people get a plan. The others do not; the reasons are below."
            )
        self.summary.setText(said.format(planned=f"{planned:,}", people=f"{people:,}"))

    def _show_details(self, seen: Outlook) -> None:
        texts = self._workspace.texts
        span = self.tr("From {first} to {last}: three approaches, through two media or more.")
        lines = [span.format(first=texts.date(seen.start), last=texts.date(window_end(seen.start)))]
        if seen.postage:
            amount = money_of(self._workspace.desk).text(seen.postage)
            lines.append(self.tr("Postage: about {amount}").format(amount=amount))
        moved = sum(each.moved for each in seen.proposals)
        if moved:
            words_ = self.tr("{n} of the plans keep out of weeks that are full already.")
            lines.append(words_.format(n=f"{moved:,}"))
        self.details.setText("\n".join(lines))
        self.details.setVisible(bool(seen.proposals))

    def _show_weeks(self, seen: Outlook) -> None:
        texts, limits = self._workspace.texts, seen.limits
        clear_layout(self._weeks)
        self._weeks_card.setVisible(bool(seen.weeks) and bool(seen.proposals))
        words_ = self.tr(
            "With the plans that are open already. A week has room for {calls} calls and {cards} "
            "handwritten cards; the follow-up matrix is where that is set."
        )
        self.load.setText(words_.format(calls=limits.calls, cards=limits.cards))
        for line, week in enumerate(seen.weeks):
            over = seen.over(week)
            parts = (
                self.tr("Week of {day}").format(day=wording.month_day(week.monday, texts)),
                self.tr("Calls {n}").format(n=week.calls) if week.calls else "",
                self.tr("Cards {n}").format(n=week.cards) if week.cards else "",
                self.tr("More than you have room for") if over else "",
            )
            for column, text in enumerate(parts):
                role = "warn" if over else "soft" if column == 0 else "body"
                made = label(text, role, wrap=column == 3)
                self._weeks.addWidget(made, line, column, Qt.AlignmentFlag.AlignTop)

    def flush(self) -> None:
        """Keep the columns of the tables."""
        self.people.flush()
