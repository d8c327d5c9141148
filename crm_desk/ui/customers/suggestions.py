"""Pairs of customers that may be one person: shown side by side, joined or not by a click."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from crm_desk.desk.customers import people
from crm_desk.desk.customers.people import Listed, MergeCheck, PossibleDuplicate
from crm_desk.desk.desk import today
from crm_desk.desk.money import money_of
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

_AT_ONCE = 6


class Suggestions(QWidget):
    """The likeliest pairs; nothing is joined without a click.

    Signals:
        left: back to the list.
        came: the pairs are shown.
    """

    left = Signal()
    came = Signal()

    def __init__(self, workspace: Workspace, merge_checks: Sequence[MergeCheck]) -> None:
        super().__init__()
        self._workspace, self._merge_checks = workspace, merge_checks
        theme = workspace.theme
        self._narrow = False
        self._pairs: tuple[PossibleDuplicate, ...] = ()
        layout = page_layout(self, theme)
        back = button(self.tr("← All customers"), self.left.emit, "link")
        layout.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self._head = PageHead(
            theme,
            self.tr("Perhaps one person"),
            self.tr(
                "These look alike. Nothing is put together unless you say so, and whatever you "
                "put together can be parted again."
            ),
        )
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

        def show(pairs: tuple[PossibleDuplicate, ...]) -> None:
            self._pairs = pairs
            self._workspace.attempt(self._show)
            self.came.emit()

        self._workspace.ask_latest(self, lambda: people.possible_duplicates(desk), show)

    def _show(self) -> None:
        clear_layout(self._column)
        pairs = self._pairs[:_AT_ONCE]
        ids = {id_ for pair in pairs for id_ in (pair.one, pair.other)}
        found = people.listed(self._workspace.desk, sorted(ids))
        for pair in pairs:
            if pair.one in found and pair.other in found:
                main, second = people.main_first(found[pair.one], found[pair.other])
                self._column.addWidget(self._pair(pair, main, second))
        texts = self._workspace.texts
        if not self._pairs:
            card = Card(self._workspace.theme, padding=3)
            card.body.addWidget(
                label(self.tr("There are no look-alikes left"), "heading", wrap=True)
            )
            self._column.addWidget(card)
        elif len(self._pairs) > len(pairs):
            more = texts("customers.more_alike", n=f"{len(self._pairs) - len(pairs):,}")
            self._column.addWidget(label(more, "soft", wrap=True))
        self._column.addStretch(1)

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
            gap.join(part for part in (customer.phone, customer.email) if part),
            " ".join(part for part in (customer.postcode, customer.address) if part),
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
        workspace = self._workspace
        if workspace.perform(
            lambda: people.merge(workspace.desk, pair.one, pair.other, today(), self._merge_checks)
        ):
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
            if self._pairs:
                self._workspace.attempt(self._show)
