"""One customer: who it is, under which names, and what happened with them."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desk.desk.contacts.consent import consents
from crm_desk.desk.customers import people
from crm_desk.desk.customers.people import MergeRules, Name, Person
from crm_desk.desk.desk import today
from crm_desk.desk.money import money_of
from crm_desk.ui.common.customer_section import CustomerSections
from crm_desk.ui.common.tab_order import first_stop, follow_layout
from crm_desk.ui.common.widgets import Card, button, clear_layout, label, rule, scrolling
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.customers.contact_words import contact_words
from crm_desk.ui.customers.customer_actions import CustomerActions
from crm_desk.ui.customers.editable_facts import EditableFacts
from crm_desk.ui.customers.lookalike_banner import LookalikeBanner

_AFTER_MS = 80
"""After the cursor rests: who runs through the list with the arrows waits for nothing."""


class CustomerDetail(QWidget):
    """Facts and names of one customer, and what other capabilities show.

    Attributes:
        sections: what other capabilities show of the customer.

    Signals:
        left: back to the list.
        order_asked: an order of this customer is to be entered.
    """

    left = Signal()
    order_asked = Signal(int)

    def __init__(
        self,
        workspace: Workspace,
        sections: CustomerSections,
        merge_rules: MergeRules = (),
    ) -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        self._merge_rules = merge_rules
        self._money = money_of(workspace.desk)
        self._customer = 0
        self._drawn = self._place = 0
        self._names: QWidget | None = None
        self._state: tuple[Person, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Customer"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(lambda: workspace.attempt(self.refresh))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space())
        self._back = button(self.tr("← All customers"), self.left.emit, "link")
        self._back.hide()
        layout.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        card = Card(theme)
        card.body.setContentsMargins(theme.px(2), theme.px(2), theme.px(2), theme.px(2))
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(
            theme.space(2), theme.space(1.5), theme.space(2), theme.space(2)
        )
        self._column.setSpacing(theme.px(6))
        made = [tuple(make(workspace) for make in each) for each in sections]
        self._in_head, self._above_facts, self._history, self._at_foot = made
        self.sections = (*self._in_head, *self._above_facts, *self._history, *self._at_foot)
        over = (section.over_history for section in self.sections)
        self._over_history = tuple(each for each in over if each is not None)
        self._no_contact = label(self.tr("Not to be contacted"), "warn", wrap=True)
        self.lookalike = LookalikeBanner(workspace, merge_rules)
        self.facts = EditableFacts(workspace)
        self.commands = CustomerActions(
            workspace,
            [each.command for each in self.sections if each.command is not None],
        )
        self.commands.order_asked.connect(lambda: self.order_asked.emit(self._customer))
        self.commands.exclusion_asked.connect(self._toggle_excluded)
        self.commands.foot_asked.connect(self._go_to_foot)
        self.facts.head.set_side(self.commands)
        self._kept = (
            *(*self.sections, *self._over_history),
            *(self._no_contact, self.lookalike, self.facts.head, self.facts),
        )
        for kept in self._kept:
            kept.setParent(content)
            kept.hide()
        self.area = scrolling(content)
        bar = self.area.verticalScrollBar()
        bar.rangeChanged.connect(self._go_to_place)
        bar.actionTriggered.connect(self._forget_place)
        for row in self.facts.rows.values():
            row.opened.connect(partial(self._bring_in_sight, row))
        card.body.addWidget(self.area)
        layout.addWidget(card, 1)

    @property
    def customer_id(self) -> int:
        """Who is shown, 0 for nobody."""
        return self._customer

    def show_way_back(self, shown: bool) -> None:
        """Offer the way back to the list, where this stands in its place."""
        self._back.setVisible(shown)

    def show_later(self, customer: int) -> None:
        """Show this customer once the cursor rests."""
        self._customer = customer
        self._timer.start()

    def show_customer(self, customer: int) -> None:
        """Show this customer now."""
        self._customer = customer
        self.refresh()

    def refresh(self) -> None:
        """Show what the desk now holds of the customer."""
        self._timer.stop()
        desk = self._workspace.desk
        person = people.person(desk, self._customer) if self._customer else None
        shown = 0 if person is None else person.customer.id
        for section in self.sections:
            section.show_customer(shown)
        reach = consents(desk, shown).reach if shown else None
        self._no_contact.setVisible(reach is not None and reach.no_contact)
        self.lookalike.show_question(shown, None if reach is None else reach.lookalike)
        state = None if person is None else (person, desk.orders_version)
        if state is not None and state == self._state:
            # Only a section has changed: whoever is at it stays where he is.
            return
        self._state = state
        self._show(person)

    def _show(self, person: Person | None) -> None:
        for kept in self._kept:
            self._column.removeWidget(kept)
        clear_layout(self._column)
        self._keep_place(person)
        parts: tuple[QWidget, ...] = (self.facts.head, self.facts)
        for part in parts:
            part.setVisible(person is not None)
        if person is None:
            self.facts.show_nobody()
            self._customer = 0
            words = label(self.tr("Choose a customer to see the purchases."), "soft", wrap=True)
            self._column.addWidget(words)
        else:
            self._customer = person.customer.id
            self._add_head(person)
            for section in self._above_facts:
                self._column.addWidget(section)
            self._add_facts(person)
            for part in (*self._over_history, *self._history):
                self._column.addWidget(part)
            self._add_names(person)
            for section in self._at_foot:
                self._column.addWidget(section)
        self._column.addStretch(1)

    def _keep_place(self, person: Person | None) -> None:
        """Another person is read from the top; the same one from where somebody was."""
        bar = self.area.verticalScrollBar()
        if person is None or person.customer.id != self._drawn:
            self._place = 0
            bar.setValue(0)
        else:
            self._place = bar.value()
        self._drawn = 0 if person is None else person.customer.id

    def _go_to_place(self) -> None:
        # What is drawn anew grows to its height step by step.
        bar = self.area.verticalScrollBar()
        if self._place:
            bar.setValue(self._place)
        if bar.maximum() >= self._place:
            self._forget_place()

    def _forget_place(self) -> None:
        self._place = 0

    def _bring_in_sight(self, row: QWidget) -> None:
        # Once it has the room that its editor takes.
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(row))

    def _add_head(self, person: Person) -> None:
        self.commands.show_person(person)
        for part in (self.facts.head, self._no_contact, self.lookalike, *self._in_head):
            self._column.addWidget(part)
        if person.customer.excluded:
            self._column.addWidget(label(self.tr("Left out of the figures"), "warn", wrap=True))

    def _go_to_foot(self) -> None:
        """Below a long time line: joined names, and what a person may ask of the shop."""
        foot = self._names if self._names is not None else next(iter(self._at_foot), None)
        stop = first_stop(foot) if foot is not None else None
        if foot is not None and stop is not None:
            self._forget_place()
            stop.setFocus(Qt.FocusReason.TabFocusReason)
            bar = self.area.verticalScrollBar()
            bar.setValue(min(foot.y(), bar.maximum()))

    def _toggle_excluded(self) -> None:
        desk, customer = self._workspace.desk, self._customer
        person = people.person(desk, customer)
        if person is not None:
            wanted = not person.customer.excluded
            self._workspace.perform(lambda: people.set_excluded(desk, [customer], excluded=wanted))

    def _add_facts(self, person: Person) -> None:
        known, texts = person.known, self._workspace.texts
        others = [(self.tr("Referred by"), known.referrer)]
        if known.opening_purchases or known.opening_amount:
            opening = texts(
                "customers.opening",
                n=f"{known.opening_purchases:,}",
                amount=self._money.text(known.opening_amount),
            )
            others.append((self.tr("As the cart counts"), opening))
        self.facts.show_person(person, [other for other in others if other[1]])
        self._column.addWidget(self.facts)

    def _add_names(self, person: Person) -> None:
        self._names = None
        if not person.names:
            return
        self._names = QWidget()
        column = QVBoxLayout(self._names)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._workspace.theme.space())
        column.addWidget(rule())
        column.addWidget(label(self.tr("Also known as"), "strong", wrap=True))
        for name in person.names:
            column.addLayout(self._name(name))
        self._column.addWidget(self._names)

    def _name(self, name: Name) -> QHBoxLayout:
        row, texts = QHBoxLayout(), self._workspace.texts
        who = name.customer
        line = texts("result.separator").join(
            part
            for part in (who.name, who.member_no, *contact_words(who, texts), name.source)
            if part
        )
        words = QVBoxLayout()
        words.setSpacing(self._workspace.theme.px(2))
        words.addWidget(label(line, wrap=True))
        words.addWidget(label(texts(f"customers.joined_by_{name.by}"), "soft", wrap=True))
        row.addLayout(words, 1)
        made = button(self.tr("Part"), partial(self._part, who.id), "chip")
        made.setAccessibleName(self.tr("Part {name}").format(name=line))
        row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _part(self, customer: int) -> None:
        workspace, rules = self._workspace, self._merge_rules
        if workspace.perform(
            lambda: people.part(workspace.desk, customer, today(), workspace.texts, rules)
        ):
            workspace.notified.emit(workspace.texts("customers.said_parted"))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab, as the eye reads, through what has been drawn anew meanwhile, too."""
        follow_layout(self)
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
