"""One plan: who it is for, what is missing, its three steps, and what can be done with it."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desk.desk.desk import today
from crm_desk.desk.followup import checking
from crm_desk.desk.followup.checking import ApproachInput
from crm_desk.desk.followup.detail import PlanDetails, detail
from crm_desk.desk.followup.month import rules
from crm_desk.desk.money import money_of
from crm_desk.desk.route import Route
from crm_desk.domain.contacts.block_words import block_words
from crm_desk.domain.contacts.media import offered_ways
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import Card, button, clear_layout, label, rule, scrolling
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.contacts.approach_form import ApproachForm
from crm_desk.ui.followup.plan_changes import PlanChanges
from crm_desk.ui.followup.plan_summary import PlanHead, PlanStateView
from crm_desk.ui.followup.reason_form import ReasonForm
from crm_desk.ui.followup.step_row import StepRow, StepWords


class PlanDetail(QWidget):
    """The pane beside the worklist.

    Signals:
        left: back to the list.
        touched: the number of a plan that is about to be changed here.
        sheet_asked: the number of a plan whose sheet is wanted.
    """

    left = Signal()
    touched = Signal(int)
    sheet_asked = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._money = money_of(workspace.desk)
        self._changes = PlanChanges(workspace, self)
        self._changes.touched.connect(self.touched)
        # What is typed stays; a box that was ticked in vain shows the truth again.
        self._changes.refused.connect(self._show_boxes)
        self.shown: PlanDetails | None = None
        self.rows: list[StepRow] = []
        self._asking: QWidget | None = None
        self._ways: QWidget | None = None
        self._head: tuple[QWidget, ...] = ()
        self._day = today()
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
        return self._changes.plan_id

    def show_way_back(self, shown: bool) -> None:
        """Offer the way back to the list, where this stands in its place."""
        self._back.setVisible(shown)

    def show_plan(self, plan_id: int | None) -> None:
        """Show this plan, unless it is shown already; None for nobody."""
        if plan_id == self.plan_id and (self.shown is not None or plan_id is None):
            return
        self._area.verticalScrollBar().setValue(0)
        self.aim_at(plan_id)
        self.refresh()

    def aim_at(self, plan_id: int | None) -> None:
        """The next refresh shows this plan."""
        self._changes.plan_id = plan_id

    def refresh(self) -> None:
        """Show what the desk now holds of the plan."""
        desk, plan_id = self._workspace.desk, self.plan_id
        before, self.shown = self.shown, None
        day, self._day = self._day, today()
        if plan_id is not None:
            self.shown = detail(desk, plan_id, self._day)
        if day != self._day and self._is_typed_into(before):
            self._show_head_again()
            return
        if self._is_same_plan(before) and self._update():
            return
        clear_layout(self._column)
        self.rows, self._asking, self._ways = [], None, None
        if self.shown is None:
            self.aim_at(None)
            words = self.tr("Choose a plan to see its three steps.")
            self._column.addWidget(label(words, "soft", wrap=True))
        else:
            self._head = self._make_head(self.shown)
            for widget in self._head:
                self._column.addWidget(widget)
            self._add_steps(self.shown)
            self._add_ways(self.shown)
        self._column.addStretch(1)

    # Parts

    def _make_head(self, shown: PlanDetails) -> tuple[QWidget, ...]:
        """What stands above the steps: the customer, and how the plan stands."""
        state = PlanStateView(self._workspace, self._money, shown, self._changes)
        state.otherwise_asked.connect(self.plan_otherwise)
        state.end_asked.connect(self.ask_cancel)
        return PlanHead(self._workspace, self._money, shown), state

    def _is_typed_into(self, before: PlanDetails | None) -> bool:
        """Something is being asked for of the same plan, and only the day is another."""
        is_asking = self._asking is not None or any(row.form is not None for row in self.rows)
        same = before is not None and self.shown is not None and before.plan == self.shown.plan
        return is_asking and same

    def _is_same_plan(self, before: PlanDetails | None) -> bool:
        """What is shown is the same plan as it was before."""
        return (
            before is not None and self.shown is not None and before.plan.id == self.shown.plan.id
        )

    def _update(self) -> bool:
        """Show what has changed of the plan, in its place; False where it has other rows now."""
        if self.shown is None:
            return False
        wanted = list(self._wanted_rows(self.shown))
        if len(wanted) != len(self.rows) or self._ways is None:
            return False
        self._stop_asking()
        self._show_head_again()
        shop = rules(self._workspace.desk)
        for place, (row, words) in enumerate(zip(self.rows, wanted, strict=True)):
            # What the shop uses may have been changed in the settings meanwhile.
            if row.shows != words or row.shop != shop:
                self.rows[place] = made = self._row(words)
                self._replace(row, made)
        offered = self._offered(self.shown)
        if [name for name, _, _ in offered] != list(self.ways):
            former = self._ways
            self._ways = self._make_ways(offered)
            self._replace(former, self._ways)
        return True

    def _replace(self, old: QWidget, new: QWidget) -> None:
        """Put a widget where another one was, with the keys if it had them."""
        had_keys = old.isAncestorOf(self.window().focusWidget() or self)
        self._column.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        new.show()
        if had_keys:
            self.take_focus()

    def _show_head_again(self) -> None:
        """Say how the plan stands today; what is typed below stays."""
        if self.shown is not None:
            former, self._head = self._head, self._make_head(self.shown)
            for old, new in zip(former, self._head, strict=True):
                self._replace(old, new)

    def _wanted_rows(self, shown: PlanDetails) -> Iterator[StepWords]:
        """What every row says: the steps, then what was done beside them."""
        plan, texts = shown.plan, self._workspace.texts
        window, is_open = (plan.start, plan.last_day), shown.standing.is_open
        consents = shown.customer.consents
        reach = None if consents is None else consents.reach
        for step in plan.steps:
            block = shown.blocks.get(step.number)
            made = tuple(each for each in plan.approaches if each.step == step.number)
            yield StepWords(
                step,
                made,
                window,
                block_words(block, reach, texts) if block else "",
                step in shown.standing.late,
                is_open or any(each.counts for each in made),
            )
        for approach in plan.approaches:
            if approach.step is None:
                can_change = is_open or approach.counts
                yield StepWords(None, (approach,), window, "", late=False, can_change=can_change)

    def _add_steps(self, shown: PlanDetails) -> None:
        for words in self._wanted_rows(shown):
            row = self._row(words)
            self.rows.append(row)
            self._column.addWidget(row)
            self._column.addWidget(rule())

    def _row(self, words: StepWords) -> StepRow:
        row = StepRow(
            self._workspace.theme, self._workspace.texts, words, rules(self._workspace.desk)
        )
        row.ticked.connect(self._changes.check_off)
        row.unticked.connect(self._changes.take_back)
        row.changed.connect(self._changes.change_approach)
        row.planned.connect(self._changes.change_step)
        return row

    def _add_ways(self, shown: PlanDetails) -> None:
        self._ways = self._make_ways(self._offered(shown))
        self._column.addWidget(self._ways)
        self._asked_at = self._column.count()

    def _make_ways(self, offered: list[tuple[str, str, Callable[[], object]]]) -> QWidget:
        flow = Flow(self._workspace.theme.px(6))
        self.ways: dict[str, QWidget] = {}
        for name, text, action in offered:
            made = button(text, action, "primary" if name == "check" else "")
            self.ways[name] = made
            flow.addWidget(made)
        return Wrapped(flow)

    def _offered(self, shown: PlanDetails) -> list[tuple[str, str, Callable[[], object]]]:
        standing, plan, changes = shown.standing, shown.plan, self._changes
        found: list[tuple[str, str, Callable[[], object]]] = []
        if standing.is_open and standing.next_step is not None:
            found.append(
                ("check", self.tr("Check off"), lambda: changes.check_off(ApproachInput()))
            )
        if standing.is_open:
            found.append(("another", self.tr("Record another…"), self.ask_another))
        found.append(("sheet", self.tr("Sheet…"), lambda: self.sheet_asked.emit(plan.id)))
        if standing.is_open and plan.pause is None:
            found.append(("pause", self.tr("Pause…"), self.ask_pause))
        if standing.is_open and plan.pause is not None and not plan.pause.by_complaint:
            found.append(("resume", self.tr("Go on"), changes.resume))
        if standing.is_open:
            found.append(("cancel", self.tr("Stop…"), self.ask_cancel))
        elif plan.cancelled is not None or plan.bought is not None:
            found.append(("reopen", self.tr("Open again"), changes.reopen))
        if shown.customer.who.customer_id is not None:
            found.append(("customer", self.tr("See the customer"), self._see_customer))
        return found

    def _see_customer(self) -> None:
        if self.shown is not None:
            self._workspace.go(Route("customers", "one", self.shown.customer.who.customer_id))

    def _show_boxes(self) -> None:
        for row in self.rows:
            row.show_box()

    # Asking in place

    def ask_another(self) -> None:
        """Record an approach, in whatever way it was made."""
        if self.shown is None:
            return
        media = rules(self._workspace.desk).media
        form = ApproachForm(self._workspace.theme, self._workspace.texts, offered_ways(media))
        consents = self.shown.customer.consents
        reach = None if consents is None else consents.reach
        way = checking.usual_way(self.shown.plan, self.shown.standing, reach, media)
        form.show_values(today(), way)
        form.left.connect(self._stop_asking)
        form.kept.connect(lambda: self._changes.check_off(_made(form)))
        self._ask(form)
        form.day.setFocus()

    def ask_pause(self) -> None:
        """Let the plan wait."""
        question = self.tr("Why does it wait? For example an open complaint")
        self._ask_reason(question, self._changes.pause)

    def plan_otherwise(self, number: int) -> None:
        """Send a step otherwise than with a parcel."""
        for row in self.rows:
            if row.step is not None and row.step.number == number:
                row.plan_otherwise(today())

    def ask_cancel(self) -> None:
        """中止 needs a reason."""
        self._ask_reason(self.tr("Why is it stopped?"), self._changes.cancel)

    def _ask_reason(self, question: str, keep: Callable[[str], object]) -> None:
        form = ReasonForm(question)
        form.kept.connect(keep)
        form.left.connect(self._stop_asking)
        self._ask(form)
        form.setFocus()

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


def _made(form: ApproachForm) -> ApproachInput:
    return ApproachInput(form.chosen_day, form.chosen_way, form.result, form.note.text())
