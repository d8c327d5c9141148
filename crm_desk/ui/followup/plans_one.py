"""A plan for one customer: three steps, changed in place before it is made."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from crm_desk.desk.contacts.consent import consents
from crm_desk.desk.desk import today
from crm_desk.desk.followup import detail, drafting, making
from crm_desk.desk.followup.design import design
from crm_desk.desk.followup.drafting import SuggestedPlan
from crm_desk.desk.followup.making import Draft
from crm_desk.desk.followup.month import rules
from crm_desk.desk.route import Route
from crm_desk.domain.contacts.consent import Block
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.contacts.spoken_name import bare_name
from crm_desk.domain.followup.plan import STEPS, window_end
from crm_desk.domain.followup.starting import USUAL_RULES
from crm_desk.domain.followup.templates import Template
from crm_desk.ui.common.date_field import DateField, all_read
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.wheel import calm
from crm_desk.ui.common.widgets import (
    Card,
    PageHead,
    button,
    label,
    page_layout,
    rule,
    scrolling,
)
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.followup.plans_step import StepFields

_DRAFT = "followup_plan"
_YEARS_AHEAD = 2


def _start_days(now: date) -> tuple[date, date]:
    """The first and the last day that a plan can begin on."""
    return date(now.year - 1, 1, 1), date(now.year + _YEARS_AHEAD, 12, 31)


class OnePlan(QWidget):
    """The draft of a plan.

    Signals:
        made: the plan is in the desk; the customer's name.
    """

    made = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        self.customer = 0
        self.draft: Draft | None = None
        self._name = ""
        self._start = today()
        self._shop = USUAL_RULES
        self._instead: tuple[Way | None, ...] = ()
        self._plan: int | None = None
        self._found = SuggestedPlan()
        self._touched = False
        layout = page_layout(self, theme)
        self._back = button(self.tr("← The customer"), self._go_back, "link")
        layout.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._head = PageHead(theme)
        layout.addWidget(self._head)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        self._card = self._make_card()
        self._busy = self._make_busy()
        column.addWidget(self._card)
        column.addWidget(self._busy)
        column.addStretch(1)
        layout.addWidget(scrolling(content), 1)

    # Parts

    def _make_card(self) -> QWidget:
        theme, texts = self._workspace.theme, self._workspace.texts
        card = Card(theme, padding=2.5)
        self.note = label("", "soft", wrap=True)
        card.body.addWidget(self.note)
        card.body.addWidget(self._make_choices())
        self.span = label("", wrap=True)
        card.body.addWidget(self.span)
        self.steps = [StepFields(theme, texts, number) for number in STEPS]
        for fields in self.steps:
            card.body.addWidget(rule())
            card.body.addWidget(fields)
            fields.changed.connect(self._changed)
        card.body.addWidget(rule())
        self.hint = label("", wrap=True)
        card.body.addWidget(self.hint)
        self.problem = label("", "warn", wrap=True)
        card.body.addWidget(self.problem)
        row = QHBoxLayout()
        self.make = button(self.tr("Make this plan"), self._make, "primary")
        row.addWidget(self.make)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _make_choices(self) -> QWidget:
        theme, flow = self._workspace.theme, Flow(self._workspace.theme.space(1.5))
        name = self.tr("Template")
        self.templates = calm(QComboBox())
        self.templates.setAccessibleName(name)
        self.templates.activated.connect(self._choose_template)
        first = self.tr("First day")
        self.start = DateField(first, theme, *_start_days(today()))
        self.start.day_changed.connect(self._choose_start)
        for title, field in ((name, self.templates), (first, self.start)):
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.space())
            row.addWidget(label(title, "soft"))
            row.addWidget(field)
            flow.addWidget(pair)
        return Wrapped(flow)

    def _make_busy(self) -> QWidget:
        theme, card = self._workspace.theme, Card(self._workspace.theme, padding=3)
        self._busy_words = label("", "heading", wrap=True)
        card.body.addWidget(self._busy_words)
        words = self.tr("A customer has one open plan at most. Change or end that one instead.")
        card.body.addWidget(label(words, wrap=True))
        card.body.addSpacing(theme.space())
        self.see = button(self.tr("See the open plan"), self._see_plan, "primary")
        card.body.addWidget(self.see, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    @property
    def _days(self) -> list[DateField]:
        return [self.start, *(fields.day for fields in self.steps)]

    # Showing

    def has_plan(self, customer: int) -> bool:
        """The customer has an open plan."""
        found = detail.customer(self._workspace.desk, customer, today())
        return found is not None and found.open_plan is not None

    def show_customer(self, customer: int, found: SuggestedPlan) -> bool:
        """Begin a draft, or go on with the one under way; False when the customer is gone."""
        known = detail.customer(self._workspace.desk, customer, today())
        if known is None:
            return False
        # Under another name it is the same person.
        customer = known.who.customer_id or customer
        self._name = bare_name(known.who.name) or known.who.member_no or self.tr("(no name)")
        self._head.set_words(
            self.tr("A follow-up plan for {name}").format(name=self._name),
            self.tr("Three approaches within three months, through two media or more."),
        )
        self._plan = known.open_plan.plan.id if known.open_plan else None
        self._card.setVisible(self._plan is None)
        self._busy.setVisible(self._plan is not None)
        words = self.tr("{name} has an open plan already")
        self._busy_words.setText(words.format(name=self._name))
        typed = any(each.is_pending for each in self._days)
        goes_on = self.customer == customer and (self._touched or typed)
        self.customer, self._found = customer, found
        if self._plan is not None:
            self.draft, self._touched = None, False
        elif not goes_on:
            self._begin()
        self._check()
        return True

    def _begin(self) -> None:
        workspace, found = self._workspace, self._found
        self._show_note()
        self._shop = rules(workspace.desk)
        for fields in self.steps:
            fields.show_shop(self._shop)
        templates = list(design(workspace.desk, workspace.language).templates.values())
        self.templates.clear()
        if found.template is not None:
            words = self.tr("{name} (as the matrix has it)")
            self.templates.addItem(words.format(name=found.template.name), found.template)
        for each in templates:
            self.templates.addItem(each.name, each)
        kept = workspace.drafts.pop(_DRAFT, None)
        if kept is not None and kept[0].customer_id == self.customer:
            self.draft, self._start, place, self._instead = kept
            self.templates.setCurrentIndex(place)
            self._touched = True
        else:
            self._start = today()
            self._make_draft(found.template or templates[0])
            self._touched = False
        self._show_draft(fresh=True)

    def _show_note(self) -> None:
        texts, left_out = self._workspace.texts, self._found.left_out
        if left_out is None:
            self.note.setText("")
        else:
            why = texts(f"followup.left_out_{left_out.reason.value}")
            words = self.tr(
                "The follow-up matrix plans nothing here ({why}). You can make a plan all the same."
            )
            self.note.setText(words.format(why=why))
        self.note.setVisible(bool(self.note.text()))

    def _make_draft(self, template: Template) -> None:
        desk, language = self._workspace.desk, self._workspace.language
        self.draft, self._instead = drafting.draft_for(
            desk, self.customer, template, self._start, language, self._found.stands
        )

    def _show_draft(self, *, fresh: bool = False) -> None:
        if self.draft is None:
            return
        self.start.set_range(*_start_days(today()))
        (self.start.show_day if fresh else self.start.follow_day)(self._start)
        texts, last = self._workspace.texts, window_end(self._start)
        span = self.tr("{first} to {last}. Every day can be changed, now and later.")
        self.span.setText(span.format(first=texts.date(self._start), last=texts.date(last)))
        for fields, step in zip(self.steps, self.draft.steps, strict=True):
            fields.show_step(step, self._start, fresh=fresh)

    # Changing

    def _choose_template(self, place: int) -> None:
        self._make_draft(self.templates.itemData(place))
        self._touched = True
        self._show_draft()
        self._workspace.attempt(self._check)

    def _choose_start(self, chosen: date) -> None:
        if self.draft is None:
            return
        before, self._start = self._start, chosen
        self.draft = drafting.begun_on(self.draft, before, self._start, self._shop.days)
        self._touched = True
        self._show_draft()
        self._workspace.attempt(self._check)

    def _changed(self) -> None:
        if self.draft is not None:
            self.draft = replace(self.draft, steps=tuple(each.step for each in self.steps))
            self._touched = True
            self._workspace.attempt(self._check)

    def _check(self) -> None:
        """Say at each step, and at the button, what stands against the plan."""
        if self.draft is None:
            return
        workspace = self._workspace
        reach = consents(workspace.desk, self.draft.customer_id).reach
        blocks = making.blocks_of(self.draft, reach)
        for number, fields in zip(STEPS, self.steps, strict=True):
            fields.show_block(blocks.get(number), reach)
            fields.show_hints(dict(enumerate(self._instead, start=1)).get(number))
        hints = drafting.hints(self.draft, self._start, workspace.texts)
        self.hint.setText("\n".join(hints))
        self.hint.setVisible(bool(hints))
        too_many = drafting.too_many(workspace.desk, self.draft, self._start)
        if Block.NO_CONTACT in blocks.values():
            words = self.tr("This customer is not to be contacted, so no plan can be made.")
        elif Block.DECEASED in blocks.values():
            words = self.tr("This customer is marked as deceased, so no plan can be made.")
        elif Block.UNREAD_NOTE in blocks.values():
            words = self.tr("Please check the note on the customer's page first.")
        elif Block.PERHAPS_NO_CONTACT in blocks.values():
            words = self.tr(
                "Perhaps this is somebody who is not to be contacted. Please answer that on the "
                "customer's page first."
            )
        elif blocks:
            words = self.tr("The plan can be made once every step goes a way that is open.")
        else:
            words = workspace.texts.error(too_many) if too_many is not None else ""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.make.setEnabled(not words)

    def _make(self) -> None:
        if not all_read(self._days):
            return
        workspace, draft = self._workspace, self.draft
        if draft is None:
            return
        self._touched = False
        if workspace.perform(lambda: making.make(workspace.desk, [draft], self._start, today())):
            self.made.emit(self._name)
        else:
            self._touched = True

    # Ways

    def _go_back(self) -> None:
        self._workspace.go(Route("customers", "one", self.customer))

    def _see_plan(self) -> None:
        self._workspace.go(Route("followup", id=self._plan))

    def take_focus(self) -> None:
        """The first thing to be chosen."""
        (self.see if self._plan is not None else self.templates).setFocus()

    def keep_draft(self) -> None:
        """Remember what is typed: the window may be drawn again."""
        if self.draft is not None and self._touched:
            place = self.templates.currentIndex()
            self._workspace.drafts[_DRAFT] = (self.draft, self._start, place, self._instead)
