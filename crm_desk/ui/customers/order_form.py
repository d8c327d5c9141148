"""One order taken by telephone, fax or card: a form shown in the page, not over it."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crm_desk.desk.changes import Changes
from crm_desk.desk.customers import hand_orders
from crm_desk.desk.customers.hand_orders import OrderReading, Problem, TypedOrder
from crm_desk.desk.desk import local_time, today
from crm_desk.desk.money import money_of
from crm_desk.domain.typed_day import FIRST_YEAR, LAST_YEAR
from crm_desk.ui.common.date_field import DateField
from crm_desk.ui.common.widgets import (
    NARROW,
    Card,
    PageHead,
    button,
    label,
    page_layout,
    rule,
    scrolling,
)
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.customers.customer_fields import CustomerFields
from crm_desk.ui.customers.line_fields import LineFields

_NAME_WIDTH, _SHORT = 100, 160
_DRAFT = "hand_order"


class OrderForm(QWidget):
    """What one order is made of.

    Signals:
        kept: the order is in the desk; its customer's id.
        left: nothing is to be kept.
    """

    kept = Signal(int)
    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._money = workspace, money_of(workspace.desk)
        theme = workspace.theme
        self._tried = self._narrow = False
        self._warnings: dict[str, QLabel] = {}
        self._pairs: list[tuple[QWidget, QWidget]] = []
        self._fresh: TypedOrder | None = None
        layout = page_layout(self, theme)
        layout.addWidget(
            PageHead(
                theme,
                self.tr("Enter one order"),
                self.tr("For orders by telephone, fax or card that no cart knows of."),
            )
        )
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._make_card())
        column.addStretch(1)
        layout.addWidget(scrolling(content), 1)

    # Parts

    def _make_card(self) -> QWidget:
        theme = self._workspace.theme
        card = Card(theme, padding=2.5)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space(2))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(1, 1)
        title = self.tr("Order date")
        self.day = DateField(title, theme, date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
        self.day.typed.connect(self._changed)
        self._add(title, self.day)
        self.customer = CustomerFields(self._workspace)
        self.customer.changed.connect(self._changed)
        self._add(self.tr("Customer"), self.customer)
        self.lines = LineFields(self._workspace, self._money)
        self.lines.changed.connect(self._changed)
        self._add(self.tr("What was ordered"), self.lines)
        self.discount = self._field("discount", self.tr("Discount"), short=True)
        self.shipping = self._field("shipping", self.tr("Shipping"), short=True)
        self._add(self.tr("Kind"), self._make_kind())
        self.note = self._field("note", self.tr("How it came"))
        self.note.setPlaceholderText(self.tr("For example: by telephone, the card of 3 May"))
        self._place()
        card.body.addLayout(self._grid)
        card.body.addWidget(rule())
        self._total = label("", "strong", wrap=True)
        card.body.addWidget(self._total)
        self._warning = label("", "warn", wrap=True)
        self._warning.hide()
        card.body.addWidget(self._warning)
        row = QHBoxLayout()
        self.keep = button(self.tr("Keep the order"), self._keep, "primary")
        row.addWidget(self.keep)
        row.addWidget(button(self.tr("Cancel"), self.left.emit, "link"))
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _field(self, name: str, title: str, *, short: bool = False) -> QLineEdit:
        field = QLineEdit()
        field.setMaxLength(200)
        field.setAccessibleName(title)
        field.textChanged.connect(self._changed)
        if short:
            field.setFixedWidth(self._workspace.theme.px(_SHORT))
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._workspace.theme.px(2))
        row = QHBoxLayout()
        row.addWidget(field, 0 if short else 1)
        if short:
            warning = self._warnings[name] = label("", "warn", wrap=True)
            row.addWidget(warning, 1)
        column.addLayout(row)
        self._add(title, whole)
        return field

    def _add(self, title: str, field: QWidget) -> None:
        theme = self._workspace.theme
        name = label(title, wrap=True)
        name.setContentsMargins(0, theme.px(6), 0, 0)
        self._pairs.append((name, field))

    def _place(self) -> None:
        """Titles beside their fields, or above them where the page is narrow."""
        theme, narrow = self._workspace.theme, self._narrow
        self._grid.setColumnMinimumWidth(0, 0 if narrow else theme.px(_NAME_WIDTH))
        for line, (name, field) in enumerate(self._pairs):
            self._grid.removeWidget(name)
            self._grid.removeWidget(field)
            if narrow:
                self._grid.addWidget(name, 2 * line, 0, 1, 2)
                self._grid.addWidget(field, 2 * line + 1, 0, 1, 2)
            else:
                self._grid.addWidget(name, 2 * line, 0, Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(field, 2 * line, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._workspace.theme.px(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._place()

    def _make_kind(self) -> QWidget:
        whole, self._kinds = QWidget(), []
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, self._workspace.theme.px(2), 0, self._workspace.theme.px(2))
        for text, subscription in ((self.tr("Single"), False), (self.tr("Subscription"), True)):
            made = button(text, partial(self._choose_kind, subscription), "chip")
            made.setCheckable(True)
            row.addWidget(made)
            self._kinds.append(made)
        row.addStretch(1)
        self._choose_kind(False)
        return whole

    _kinds: list[QPushButton]

    def _choose_kind(self, subscription: bool) -> None:
        self._subscription = subscription
        for made, kind in zip(self._kinds, (False, True), strict=True):
            made.setChecked(kind == subscription)

    # Use

    def begin(self, customer: int) -> None:
        """Ask for a new order.

        Args:
            customer: whose it is, 0 where that is to be chosen.
        """
        self._tried = False
        self.day.show_day(today())
        for field in (self.discount, self.shipping, self.note):
            field.clear()
        self._choose_kind(False)
        self.customer.begin(customer)
        self.lines.begin(hand_orders.known_products(self._workspace.desk))
        self._fresh = self.typed
        draft: TypedOrder | None = self._workspace.drafts.pop(_DRAFT, None)
        if draft is not None and customer in (0, draft.customer):
            self._restore(draft)
        self._changed()

    def _restore(self, draft: TypedOrder) -> None:
        """Go on where somebody was: the window may have been drawn again."""
        if draft.customer:
            self.customer.begin(draft.customer)
        self.customer.restore(draft)
        self.lines.restore(draft)
        self.day.show_text(draft.day)
        for name in ("discount", "shipping", "note"):
            getattr(self, name).setText(getattr(draft, name))
        self._choose_kind(draft.subscription)

    def keep_draft(self) -> None:
        """Remember what is typed; the form is being left without a word on it."""
        if self.typed != self._fresh:
            self._workspace.drafts[_DRAFT] = self.typed

    def take_focus(self) -> None:
        """The first thing to be typed."""
        self.customer.take_focus()

    @property
    def typed(self) -> TypedOrder:
        """The form as it is."""
        return TypedOrder(
            day=self.day.text,
            **self.customer.typed,  # type: ignore[arg-type]
            lines=self.lines.typed_lines,
            amount=self.lines.typed_amount,
            discount=self.discount.text(),
            shipping=self.shipping.text(),
            subscription=self._subscription,
            note=self.note.text(),
        )

    def _read(self) -> OrderReading:
        return hand_orders.read(self._workspace.desk, self.typed, today())

    def _changed(self) -> None:
        reading = self._read()
        self.lines.show_amounts(reading)
        texts, money = self._workspace.texts, self._money
        sums = reading.sums
        self._total.setText(
            texts("hand_order.total", goods=money.text(sums.goods), total=money.text(sums.total))
            if sums is not None
            else ""
        )
        self._total.setVisible(sums is not None)
        # Nothing is wrong before somebody says that it is finished.
        self._show(reading.problems if self._tried else [])

    def _show(self, problems: list[Problem]) -> None:
        sentences = [(p, self._sentence(p)) for p in problems]
        for name, warning in self._warnings.items():
            warning.setText(next((said for p, said in sentences if p.field == name), ""))
        for problem, said in sentences:
            # What can't be read at all the field says itself.
            if problem.field == "day" and self.day.commit():
                self.day.refuse(said)
        self.customer.show_problems(sentences)
        self.lines.show_problems(sentences)
        self._warning.setVisible(bool(problems))
        self._warning.setText(self.tr("Something is still missing. It is marked above."))

    def _sentence(self, problem: Problem) -> str:
        return self._workspace.texts(f"hand_order.{problem.reason}")

    def _keep(self) -> None:
        self._tried = True
        problems = self._read().problems
        self._show(problems)
        if problems:
            self._focus(problems[0])
            return
        workspace, found = self._workspace, []

        def enter() -> Changes:
            now = local_time()
            source = workspace.texts("hand_order.source")
            customer, changes = hand_orders.enter(workspace.desk, self.typed, source, now)
            found.append(customer)
            return changes

        if workspace.perform(enter):
            self.kept.emit(found[0])

    def _focus(self, problem: Problem) -> None:
        own = {"day": self.day, "discount": self.discount, "shipping": self.shipping}
        field = own.get(problem.field)
        if field is not None:
            field.setFocus()
        elif not self.lines.focus(problem):
            self.customer.focus(problem)
