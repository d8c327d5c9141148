"""Plans for a selection: who gets one, who does not and why, and what work it makes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from crm_desk.desk.followup.design import design
from crm_desk.desk.money import money_of
from crm_desk.domain.followup.plan import window_end
from crm_desk.domain.followup.starting import LeftOutReason, Outlook
from crm_desk.domain.followup.templates import Template
from crm_desk.ui.common.wheel import calm
from crm_desk.ui.common.widgets import (
    Card,
    PageHead,
    button,
    label,
    page_layout,
    scrolling,
)
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.followup.plans_people import PlansPeople
from crm_desk.ui.followup.start_parts import OneMediumChoice
from crm_desk.ui.followup.week_load import WeekLoad


class ManyPlans(QWidget):
    """A preview of the plans, and the button that makes them.

    Signals:
        template_chosen: another template is to be used for everyone, or one medium will do.
        make_asked: the plans are to be made.
    """

    template_chosen = Signal()
    make_asked = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        self.outlook: Outlook | None = None
        self.template: Template | None = None
        self.is_one_medium = False
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
        self.one_medium = OneMediumChoice(theme)
        self.one_medium.box.clicked.connect(self._choose_one_medium)
        card.body.addWidget(self.one_medium)
        return card

    def _make_weeks(self) -> QWidget:
        self._weeks_card = Card(self._workspace.theme)
        body = self._weeks_card.body
        body.addWidget(label(self.tr("Work by the week"), "heading", wrap=True))
        self.load = WeekLoad(self._workspace)
        body.addWidget(self.load)
        return self._weeks_card

    # Showing

    def begin(self) -> None:
        """Other people: the matrix says again what is for whom."""
        self.template, self.is_one_medium = None, False

    def show_outlook(self, seen: Outlook) -> None:
        """Replace the preview."""
        self.outlook = seen
        self._show_templates()
        self._show_head(seen)
        self._show_details(seen)
        self.people.show_outlook(seen)
        self.one_medium.show_choice(
            on=self.is_one_medium, offered=LeftOutReason.NO_SECOND_MEDIUM in seen.counts()
        )
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

    def _choose_one_medium(self, on: bool) -> None:
        self.is_one_medium = on
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
        other = sum(any(each.instead) for each in seen.proposals)
        if other:
            words_ = self.tr("In {n} of the plans a step goes by another medium than planned.")
            lines.append(words_.format(n=f"{other:,}"))
        moved = sum(each.moved for each in seen.proposals)
        if moved:
            words_ = self.tr("{n} of the plans keep out of weeks that are full already.")
            lines.append(words_.format(n=f"{moved:,}"))
        self.details.setText("\n".join(lines))
        self.details.setVisible(bool(seen.proposals))

    def _show_weeks(self, seen: Outlook) -> None:
        self._weeks_card.setVisible(bool(seen.weeks) and bool(seen.proposals))
        self.load.show_outlook(seen)

    def flush(self) -> None:
        """Keep the columns of the tables."""
        self.people.flush()
