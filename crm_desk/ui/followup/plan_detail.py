"""One plan: who it is for, what is missing, its three steps, and what can be done with it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desk.desk.changes import Changes
from crm_desk.desk.desk import today
from crm_desk.desk.followup import checking, plans
from crm_desk.desk.followup.checking import ApproachInput
from crm_desk.desk.followup.detail import PlanDetails, detail
from crm_desk.desk.money import money_of
from crm_desk.desk.route import Route
from crm_desk.domain.contacts.approach import Approach, Result
from crm_desk.domain.decimals import NO_FIGURE
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.plan import Step
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import Card, button, clear_layout, frame, label, rule, scrolling
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.contacts.approach_form import ApproachForm
from crm_desk.ui.followup.step_row import StepRow


class PlanDetail(QWidget):
    """The pane beside the worklist.

    Signals:
        left: back to the list.
        touched: the number of a plan that was changed here.
        sheet_asked: the number of a plan whose sheet is wanted.
    """

    left = Signal()
    touched = Signal(int)
    sheet_asked = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._money = money_of(workspace.desk)
        self._plan: int | None = None
        self.shown: PlanDetails | None = None
        self.rows: list[StepRow] = []
        self._asking: QWidget | None = None
        theme = workspace.theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Follow-up plan"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space())
        self._back = button(self.tr("← All plans"), self.left.emit, "link")
        self._back.hide()
        layout.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        card = Card(theme)
        card.body.setContentsMargins(theme.px(2), theme.px(2), theme.px(2), theme.px(2))
        content = QWidget()
        self._column = QVBoxLayout(content)
        margins = (theme.space(2), theme.space(1.75), theme.space(2), theme.space(2))
        self._column.setContentsMargins(*margins)
        self._column.setSpacing(theme.space())
        self._area = scrolling(content)
        card.body.addWidget(self._area)
        layout.addWidget(card, 1)
        self.refresh()

    @property
    def plan_id(self) -> int | None:
        """The plan that is shown."""
        return self._plan

    def show_way_back(self, shown: bool) -> None:
        """Offer the way back to the list, where this stands in its place."""
        self._back.setVisible(shown)

    def show_plan(self, plan_id: int | None) -> None:
        """Show this plan, unless it is shown already; None for nobody."""
        if plan_id == self._plan and (self.shown is not None or plan_id is None):
            return
        self._area.verticalScrollBar().setValue(0)
        self._plan = plan_id
        self.refresh()

    def aim_at(self, plan_id: int | None) -> None:
        """The next refresh shows this plan."""
        self._plan = plan_id

    def refresh(self) -> None:
        """Show what the desk now holds of the plan."""
        self.shown = (
            detail(self._workspace.desk, self._plan, today()) if self._plan is not None else None
        )
        clear_layout(self._column)
        self.rows, self._asking = [], None
        if self.shown is None:
            self._plan = None
            words_ = self.tr("Choose a plan to see its three steps.")
            self._column.addWidget(label(words_, "soft", wrap=True))
        else:
            self._add_head(self.shown)
            self._add_state(self.shown)
            self._add_steps(self.shown)
            self._add_ways(self.shown)
        self._column.addStretch(1)

    # Parts

    def _add_head(self, shown: PlanDetails) -> None:
        texts, customer = self._workspace.texts, shown.customer
        bought, plan = customer.bought, shown.plan
        name = customer.who.name
        heading = self.tr("{name}").format(name=name) if name else texts("followup.former")
        self._column.addWidget(label(heading, "heading", wrap=True))
        parts = []
        if plan.origin.cluster is not None:
            parts.append(texts(f"figures.cluster_{plan.origin.cluster.value}"))
        if bought.purchases:
            parts.append(texts("customers.count", n=f"{bought.purchases:,}"))
            parts.append(self._money.text(bought.amount))
        if bought.last is not None:
            parts.append(texts("customers.last_on", day=texts.date(bought.last)))
        line = texts("result.separator").join(parts)
        reach = texts("result.separator").join(
            p for p in (customer.who.phone, customer.who.email) if p
        )
        span = self.tr("{template}: {first} to {last}").format(
            template=plan.template or NO_FIGURE,
            first=texts.date(plan.start),
            last=texts.date(plan.last_day),
        )
        for each in (line, reach, span):
            if each:
                self._column.addWidget(label(each, "soft", wrap=True))
        if customer.consents is not None and customer.consents.no_contact:
            self._column.addWidget(label(texts("followup.block_no_contact"), "warn", wrap=True))
        if shown.has_second:
            words_ = self.tr(
                "An import has found that two names are this one person, who has two open plans "
                "now. Stop one of them."
            )
            self._column.addWidget(label(words_, "warn", wrap=True))

    def _add_state(self, shown: PlanDetails) -> None:
        theme, texts = self._workspace.theme, self._workspace.texts
        standing, plan = shown.standing, shown.plan
        sheet = frame("notice" if not standing.late else "banner")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(theme.space(1.5), theme.px(8), theme.space(1.5), theme.px(8))
        column.setSpacing(theme.px(4))
        column.addWidget(label(wording.summary(plan, standing, texts), "strong", wrap=True))
        if standing.media and standing.is_open:
            media = texts("result.comma").join(
                texts(f"followup.medium_{each.value}") for each in sorted(standing.media)
            )
            column.addWidget(
                label(self.tr("Through {media} so far").format(media=media), wrap=True)
            )
        if plan.pause is not None and plan.pause.reason:
            column.addWidget(label(plan.pause.reason, wrap=True))
        for hint in wording.hints(plan, standing, texts):
            column.addWidget(label(hint, wrap=True))
        reaction = wording.reaction(standing, texts, self._money)
        if reaction:
            column.addWidget(label(reaction, "good", wrap=True))
        if standing.offers_end:
            column.addWidget(self._purchase_ways())
        self._column.addWidget(sheet)

    def _purchase_ways(self) -> QWidget:
        """A purchase came: thank, or end the plan."""
        flow = Flow(self._workspace.theme.px(4))
        desk, texts = self._workspace.desk, self._workspace.document_texts
        for text, use_case in (
            (
                self.tr("Turn the rest into thanks"),
                lambda ids: plans.thank(desk, ids, texts, today()),
            ),
            (
                self.tr("End: they bought"),
                lambda ids: plans.end_for_purchase(desk, ids, today()),
            ),
        ):
            flow.addWidget(button(text, partial(self._do, use_case), "chip"))
        return Wrapped(flow)

    def _add_steps(self, shown: PlanDetails) -> None:
        plan, texts = shown.plan, self._workspace.texts
        for step in plan.steps:
            made = [each for each in plan.approaches if each.step == step.number]
            block = shown.blocks.get(step.number)
            row = self._row(
                shown,
                step,
                made,
                block=texts(f"followup.block_{block.value}") if block else "",
                late=step in shown.standing.late,
            )
            self._column.addWidget(row)
            self._column.addWidget(rule())
        for approach in plan.approaches:
            if approach.step is None:
                self._column.addWidget(self._row(shown, None, [approach]))
                self._column.addWidget(rule())

    def _row(
        self,
        shown: PlanDetails,
        step: Step | None,
        made: list[Approach],
        *,
        block: str = "",
        late: bool = False,
    ) -> StepRow:
        row = StepRow(
            self._workspace.theme,
            self._workspace.texts,
            step,
            made,
            window=(shown.plan.start, shown.plan.last_day),
            block=block,
            late=late,
            is_open=shown.standing.is_open,
        )
        desk = self._workspace.desk
        row.ticked.connect(self._tick)
        row.unticked.connect(
            lambda id_: self._perform(lambda: checking.take_back(desk, id_, today()))
        )
        row.changed.connect(self._change)
        row.planned.connect(
            lambda step_: self._perform(
                lambda: plans.change_step(desk, shown.plan.id, step_, today())
            )
        )
        self.rows.append(row)
        return row

    def _add_ways(self, shown: PlanDetails) -> None:
        flow = Flow(self._workspace.theme.px(6))
        self.ways: dict[str, QWidget] = {}
        for name, text, action in self._offered(shown):
            made = button(text, action, "primary" if name == "check" else "")
            self.ways[name] = made
            flow.addWidget(made)
        self._column.addWidget(Wrapped(flow))
        self._asked_at = self._column.count()

    def _offered(self, shown: PlanDetails) -> list[tuple[str, str, Callable[[], object]]]:
        desk, standing, plan = self._workspace.desk, shown.standing, shown.plan
        found: list[tuple[str, str, Callable[[], object]]] = []
        if standing.is_open and standing.next_step is not None:
            found.append(("check", self.tr("Check off"), lambda: self._tick(ApproachInput())))
        if standing.is_open:
            found.append(("another", self.tr("Record another…"), self.ask_another))
        found.append(("sheet", self.tr("Sheet…"), lambda: self.sheet_asked.emit(plan.id)))
        if standing.is_open and plan.pause is None:
            found.append(("pause", self.tr("Pause…"), self.ask_pause))
        if standing.is_open and plan.pause is not None:
            resume = partial(self._do, lambda ids: plans.resume(desk, ids, today()))
            found.append(("resume", self.tr("Go on"), resume))
        if standing.is_open:
            found.append(("cancel", self.tr("Stop…"), self.ask_cancel))
        elif plan.cancelled is not None or plan.bought is not None:
            reopen = partial(self._do, lambda ids: plans.reopen(desk, ids[0], today()))
            found.append(("reopen", self.tr("Open again"), reopen))
        if shown.customer.who.customer_id is not None:
            to = Route("customers", "one", shown.customer.who.customer_id)
            found.append(("customer", self.tr("See the customer"), lambda: self._workspace.go(to)))
        return found

    # Doing

    def _perform(self, action: Callable[[], Changes]) -> bool:
        if self._plan is not None:
            self.touched.emit(self._plan)
        done = self._workspace.perform(action)
        if not done:
            # What is typed stays; a box that was ticked in vain shows the truth again.
            for row in self.rows:
                row.show_box()
        return done

    def _do(self, use_case: Callable[[list[int]], Changes]) -> bool:
        ids = [] if self._plan is None else [self._plan]
        return bool(ids) and self._perform(lambda: use_case(ids))

    def _tick(self, made: ApproachInput) -> None:
        desk = self._workspace.desk
        if self._do(lambda ids: checking.check_off(desk, ids, today(), made)):
            self._say_refused(made.result)

    def _change(self, approach: Approach) -> None:
        desk = self._workspace.desk
        if self._perform(lambda: checking.change_approach(desk, approach, today())):
            self._say_refused(approach.result)

    def _say_refused(self, result: Result) -> None:
        """What 断り did, and what it did not."""
        if result is Result.REFUSED:
            self._workspace.notified.emit(self._workspace.texts("followup.said_refused"))

    # Asking in place

    def ask_another(self) -> None:
        """Record an approach, in whatever way it was made."""
        if self.shown is None:
            return
        form = ApproachForm(self._workspace.theme, self._workspace.texts)
        consents = self.shown.customer.consents
        reach = None if consents is None else consents.reach
        way = checking.usual_way(self.shown.plan, self.shown.standing, reach)
        form.show_values(today(), way)
        form.left.connect(self._stop_asking)
        form.kept.connect(lambda: self._tick(_made(form)))
        self._ask(form)
        form.day.setFocus()

    def ask_pause(self) -> None:
        """Let the plan wait."""
        desk = self._workspace.desk
        words_ = self.tr("Why does it wait? For example an open complaint")
        self._ask_words(words_, lambda text, ids: plans.pause(desk, ids, text, today()))

    def ask_cancel(self) -> None:
        """中止 needs a reason."""
        desk = self._workspace.desk
        words_ = self.tr("Why is it stopped?")
        self._ask_words(words_, lambda text, ids: plans.cancel(desk, ids, text, today()))

    def _ask_words(self, question: str, use_case: Callable[[str, list[int]], Changes]) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        field = QLineEdit()
        field.setAccessibleName(question)
        column.addWidget(label(question, "soft", wrap=True))
        column.addWidget(field)
        row = QHBoxLayout()

        def keep() -> None:
            self._do(lambda ids: use_case(field.text(), ids))

        field.returnPressed.connect(keep)
        row.addWidget(button(self.tr("Keep"), keep, "primary"))
        row.addWidget(button(self.tr("Cancel"), self._stop_asking, "link"))
        row.addStretch(1)
        column.addLayout(row)
        self._ask(whole)
        field.setFocus()

    def _ask(self, widget: QWidget) -> None:
        self._stop_asking()
        self._asking = widget
        self._column.insertWidget(self._asked_at, widget)
        widget.show()
        QTimer.singleShot(0, widget, lambda: self._area.ensureWidgetVisible(widget))

    def _stop_asking(self) -> None:
        if self._asking is not None:
            self._asking.hide()
            self._asking.deleteLater()
            self._asking = None

    @property
    def asking(self) -> QWidget | None:
        """What is asked for in place."""
        return self._asking

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def take_focus(self) -> None:
        """Let keys go to the next step's box."""
        boxes = [row.box for row in self.rows if row.box.isEnabled() and not row.box.isChecked()]
        (boxes[0] if boxes else self).setFocus()

    def flush(self) -> bool:
        """Everything is kept at once; there is nothing to save."""
        return True


def _made(form: ApproachForm) -> ApproachInput:
    return ApproachInput(form.chosen_day, form.chosen_way, form.result, form.note.text())
