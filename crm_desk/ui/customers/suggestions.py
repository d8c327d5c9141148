"""Pairs of customers that may be one person, and customers who are several: settled by a click."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from crm_desk.desk.customers import people, splitting
from crm_desk.desk.customers.people import Listed, MergeRules, PossibleDuplicate
from crm_desk.desk.customers.splitting import SplitSuggestion
from crm_desk.desk.desk import today
from crm_desk.desk.money import money_of
from crm_desk.domain.contacts.postcodes import marked_code
from crm_desk.ui.backups.keeper import keeper_of
from crm_desk.ui.common.widgets import (
    NARROW,
    Card,
    PageHead,
    button,
    clear_layout,
    label,
    page_layout,
    scrolling,
)
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.customers.contact_words import contact_words
from crm_desk.ui.customers.split_card import SplitCard

_AT_ONCE = 6


class Suggestions(QWidget):
    """Whom to split, and the likeliest pairs; nothing is split or joined without a click.

    Attributes:
        splits: the cards of those shown who are several people, by customer.

    Signals:
        left: back to the list.
        came: the pairs are shown.
    """

    left = Signal()
    came = Signal()

    def __init__(self, workspace: Workspace, merge_rules: MergeRules) -> None:
        super().__init__()
        self._workspace, self._merge_rules = workspace, merge_rules
        theme = workspace.theme
        self._narrow = False
        self._pairs: tuple[PossibleDuplicate, ...] = ()
        self._to_split: tuple[SplitSuggestion, ...] = ()
        self.splits: dict[int, SplitCard] = {}
        layout = page_layout(self, theme)
        back = button(self.tr("← All customers"), self.left.emit, "link")
        layout.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self._head = PageHead(theme, "", "")
        self._show_head()
        layout.addWidget(self._head)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(2))
        layout.addWidget(scrolling(content), 1)

    @property
    def is_settled(self) -> bool:
        """What was asked for last is shown."""
        return self._workspace.is_settled(self)

    def reload(self) -> None:
        """Work the pairs out again, beside the window."""
        desk = self._workspace.desk

        def work() -> tuple[tuple[PossibleDuplicate, ...], tuple[SplitSuggestion, ...]]:
            return people.possible_duplicates(desk), splitting.suggestions(desk)

        def show(
            found: tuple[tuple[PossibleDuplicate, ...], tuple[SplitSuggestion, ...]],
        ) -> None:
            self._pairs, self._to_split = found
            self._workspace.attempt(self._show)
            self.came.emit()

        self._workspace.ask_latest(self, work, show)

    def _show(self) -> None:
        clear_layout(self._column)
        self._show_head()
        self._show_splits()
        pairs = self._pairs[:_AT_ONCE]
        ids = {id_ for pair in pairs for id_ in (pair.one, pair.other)}
        found = people.listed(self._workspace.desk, sorted(ids))
        for pair in pairs:
            if pair.one in found and pair.other in found:
                main, second = people.main_first(found[pair.one], found[pair.other])
                self._column.addWidget(self._pair(pair, main, second))
        texts = self._workspace.texts
        if not (self._pairs or self._to_split):
            card = Card(self._workspace.theme, padding=3)
            card.body.addWidget(
                label(self.tr("There are no look-alikes left"), "heading", wrap=True)
            )
            self._column.addWidget(card)
        elif len(self._pairs) > len(pairs):
            more = texts("customers.more_alike", n=f"{len(self._pairs) - len(pairs):,}")
            self._column.addWidget(label(more, "soft", wrap=True))
        self._column.addStretch(1)

    def _show_head(self) -> None:
        if self._to_split:
            self._head.set_words(
                self.tr("Customers to look at"),
                self.tr(
                    "Nothing is split or put together unless you say so, and it can be undone."
                ),
            )
            return
        self._head.set_words(
            self.tr("Perhaps one person"),
            self.tr(
                "These look alike. Nothing is put together unless you say so, and whatever you "
                "put together can be parted again."
            ),
        )

    def _show_splits(self) -> None:
        self.splits = {}
        for suggestion in self._to_split[:_AT_ONCE]:
            customer = suggestion.customer
            card = self.splits[customer] = SplitCard(
                self._workspace,
                suggestion,
                partial(self._split, customer),
                partial(self._keep_whole, customer),
            )
            self._column.addWidget(card)
        left = len(self._to_split) - len(self.splits)
        if left:
            more = self._workspace.texts("customers.more_splits", n=f"{left:,}")
            self._column.addWidget(label(more, "soft", wrap=True))

    def _split(self, customer: int) -> None:
        workspace, card = self._workspace, self.splits[customer]
        if workspace.perform(lambda: splitting.split(workspace.desk, customer)):
            card.hide()
            workspace.notified.emit(workspace.texts("customers.said_split"))

    def _keep_whole(self, customer: int) -> None:
        workspace, card = self._workspace, self.splits[customer]
        if workspace.perform(lambda: splitting.keep_whole(workspace.desk, customer)):
            card.hide()

    def _pair(self, pair: PossibleDuplicate, main: Listed, second: Listed) -> QWidget:
        theme, texts = self._workspace.theme, self._workspace.texts
        card = Card(theme)
        reasons = texts("result.separator").join(
            texts(f"customers.reason_{reason}") for reason in pair.reasons
        )
        card.body.addWidget(label(reasons, "strong", wrap=True))
        direction = QBoxLayout.Direction
        sides = QBoxLayout(direction.TopToBottom if self._narrow else direction.LeftToRight)
        sides.setSpacing(theme.space(3))
        for customer in (main, second):
            sides.addWidget(self._side(customer), 1)
        card.body.addLayout(sides)
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        names = f"{main.name} {main.member_no}, {second.name} {second.member_no}"
        together = button(self.tr("Put together"), partial(self._merge, pair, card))
        together.setAccessibleName(f"{self.tr('Put together')}: {names}")
        apart = button(self.tr("Two persons"), partial(self._keep_apart, pair, card), "link")
        apart.setAccessibleName(f"{self.tr('Two persons')}: {names}")
        row.addWidget(together)
        row.addWidget(apart)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _side(self, customer: Listed) -> QWidget:
        theme, texts = self._workspace.theme, self._workspace.texts
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        gap = texts("result.separator")
        name = customer.name or self.tr("(no name)")
        column.addWidget(label(name, "heading", wrap=True))
        lines = [
            gap.join(part for part in (customer.member_no, customer.kana) if part),
            gap.join(part for part in contact_words(customer, texts) if part),
            " ".join(
                part
                for part in (marked_code(customer.postcode, customer.address), customer.address)
                if part
            ),
        ]
        money = money_of(self._workspace.desk)
        bought = texts(
            "customers.bought", n=f"{customer.purchases:,}", amount=money.text(customer.amount)
        )
        if customer.last_day is not None:
            last = texts("customers.last_on", day=texts.date(customer.last_day))
            bought = gap.join((bought, last))
        for line in (*lines, bought):
            if line:
                column.addWidget(label(line, "soft", wrap=True))
        column.addStretch(1)
        return side

    def _merge(self, pair: PossibleDuplicate, card: QWidget) -> None:
        keeper_of(self._workspace).before_join(partial(self._join, pair, card))

    def _join(self, pair: PossibleDuplicate, card: QWidget) -> None:
        workspace, rules = self._workspace, self._merge_rules
        if workspace.perform(
            lambda: people.merge(
                workspace.desk, pair.one, pair.other, today(), workspace.texts, rules
            )
        ):
            if isValid(card):
                # The others are being looked up; this one is settled.
                card.hide()
            workspace.notified.emit(workspace.texts("customers.said_merged"))

    def _keep_apart(self, pair: PossibleDuplicate, card: QWidget) -> None:
        desk = self._workspace.desk
        if self._workspace.perform(lambda: people.keep_apart(desk, pair.one, pair.other)):
            card.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._workspace.theme.px(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            if self._pairs or self._to_split:
                self._workspace.attempt(self._show)
