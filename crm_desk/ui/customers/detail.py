"""One customer: who it is, under which names, and what happened with them."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crm_desk.desk.contacts.consent import consents
from crm_desk.desk.customers import people
from crm_desk.desk.customers.people import MergeRules, Name, Person
from crm_desk.desk.desk import today
from crm_desk.desk.money import money_of
from crm_desk.ui.common.customer_section import CustomerSections
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import Card, button, clear_layout, label, rule, scrolling
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.customers.contact_words import contact_words
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
            theme.space(2), theme.space(1.75), theme.space(2), theme.space(2)
        )
        self._column.setSpacing(theme.space())
        self._in_head = tuple(make(workspace) for make in sections.in_head)
        self._below_figures = tuple(make(workspace) for make in sections.below_figures)
        self._below_facts = tuple(make(workspace) for make in sections.below_facts)
        self._below_names = tuple(make(workspace) for make in sections.below_names)
        self._at_foot = tuple(make(workspace) for make in sections.at_foot)
        self.sections = (
            *(*self._in_head, *self._below_figures, *self._below_facts),
            *(*self._below_names, *self._at_foot),
        )
        self._no_contact = label(self.tr("Not to be contacted"), "warn", wrap=True)
        self.lookalike = LookalikeBanner(workspace, merge_rules)
        self.facts = EditableFacts(workspace)
        self._kept = (
            *self.sections,
            self._no_contact,
            self.lookalike,
            self.facts.head,
            self.facts,
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
        for part in (self.facts.head, self.facts):
            part.setVisible(person is not None)
        if person is None:
            self.facts.show_nobody()
            self._customer = 0
            words = label(self.tr("Choose a customer to see the purchases."), "soft", wrap=True)
            self._column.addWidget(words)
        else:
            self._customer = person.customer.id
            self._add_head(person)
            self._column.addWidget(self._figures(person))
            for section in self._below_figures:
                self._column.addWidget(section)
            self._add_facts(person)
            for section in self._below_facts:
                self._column.addWidget(section)
            self._add_names(person)
            for section in (*self._below_names, *self._at_foot):
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
        row, theme = person.customer, self._workspace.theme
        self._column.addWidget(self.facts.head)
        line = self._workspace.texts("result.separator").join(
            part for part in (row.member_no, person.known.source) if part
        )
        if line:
            self._column.addWidget(label(line, "soft", wrap=True))
        self._column.addWidget(self._no_contact)
        self._column.addWidget(self.lookalike)
        for section in self._in_head:
            self._column.addWidget(section)
        if row.excluded:
            self._column.addWidget(label(self.tr("Left out of the figures"), "warn", wrap=True))
        flow = Flow(theme.px(4))
        text = (
            self.tr("Count in the figures again")
            if row.excluded
            else self.tr("Leave out of the figures")
        )
        flow.addWidget(button(text, self._toggle_excluded, "chip"))
        flow.addWidget(
            button(self.tr("Enter an order…"), lambda: self.order_asked.emit(row.id), "chip")
        )
        self._column.addWidget(Wrapped(flow))

    def _toggle_excluded(self) -> None:
        desk, customer = self._workspace.desk, self._customer
        person = people.person(desk, customer)
        if person is not None:
            wanted = not person.customer.excluded
            self._workspace.perform(lambda: people.set_excluded(desk, [customer], excluded=wanted))

    def _figures(self, person: Person) -> QWidget:
        row, texts, theme = person.customer, self._workspace.texts, self._workspace.theme
        figures = [
            (self.tr("Purchases"), texts("customers.count", n=f"{row.purchases:,}")),
            (self.tr("Amount"), self._money.text(row.amount)),
        ]
        if row.last_day is not None:
            figures.append((self.tr("Last purchase"), texts.date(row.last_day)))
        if row.first_day is not None:
            figures.append((self.tr("First purchase"), texts.date(row.first_day)))
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        grid.setHorizontalSpacing(theme.space(2))
        grid.setVerticalSpacing(theme.space())
        for place, (name, figure) in enumerate(figures):
            line, column = divmod(place, 2)
            pair = QVBoxLayout()
            pair.setSpacing(theme.px(3))
            pair.addWidget(label(name, "soft"))
            pair.addWidget(label(figure, "strong"))
            grid.addLayout(pair, line, column)
            grid.setColumnStretch(column, 1)
        return whole

    def _add_facts(self, person: Person) -> None:
        known, texts = person.known, self._workspace.texts
        consent = texts(f"customers.consent_{known.consent}")
        if known.consent_day is not None:
            consent = texts(
                "customers.consent_since", consent=consent, day=texts.date(known.consent_day)
            )
        others = [
            (self.tr("Consent"), consent if person.customer.email else ""),
            (self.tr("Referred by"), known.referrer),
        ]
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
        if not person.names:
            return
        self._column.addWidget(rule())
        self._column.addWidget(label(self.tr("Also known as"), "strong", wrap=True))
        for name in person.names:
            self._column.addLayout(self._name(name))

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
