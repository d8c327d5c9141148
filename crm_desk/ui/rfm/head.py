"""The top of the page: as-of date, kind of orders, key figures, and what to bear in mind."""

from datetime import date
from fractions import Fraction

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desk.domain.figures import Figures, KindFilter, Number
from crm_desk.domain.money import Money
from crm_desk.domain.texts import NO_FIGURE, Texts
from crm_desk.ui.common.date_field import DateField, show_date, to_date
from crm_desk.ui.common.widgets import NARROW, Card, button, clear_layout, label
from crm_desk.ui.rfm.wording import rate_words
from crm_desk.ui.theme import Theme

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_TYPED_MS = 500
_F2_DAYS = 90
_VERY_NARROW = 640
"""Below this width at 100 %, three figures stand side by side."""


class Controls(QWidget):
    """As-of date, and which orders are looked at.

    Signals:
        changed: one of them was chosen.
    """

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.as_of: date | None = None
        self.kind = KindFilter.ALL
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        name = self.tr("As-of date")
        self.day = DateField(name, theme, _FIRST_YEAR, _LAST_YEAR)
        self.latest = button(self.tr("Latest"), self._go_latest, "link")
        self.latest.hide()
        for widget in (label(name, "soft"), self.day, self.latest):
            row.addWidget(widget)
        row.addSpacing(theme.space())
        self.kinds = self._make_kinds()
        for each in self.kinds.values():
            row.addWidget(each)
        # While a date is being typed, half of it is no date to look at.
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_TYPED_MS)
        self._typed.timeout.connect(self.flush)
        self.day.dateChanged.connect(lambda _day: self._typed.start())

    def _make_kinds(self) -> dict[KindFilter, QPushButton]:
        words = {
            KindFilter.ALL: self.tr("All"),
            KindFilter.SINGLE: self.tr("Single"),
            KindFilter.SUBSCRIPTION: self.tr("Subscription"),
        }
        found = {}
        for kind, word in words.items():
            chip = button(word, lambda kind=kind: self._choose(kind), "chip")  # type: ignore[misc]
            chip.setCheckable(True)
            chip.setChecked(kind is self.kind)
            found[kind] = chip
        return found

    def _choose(self, kind: KindFilter) -> None:
        before, self.kind = self.kind, kind
        for each, chip in self.kinds.items():
            chip.setChecked(each is kind)
        if kind is not before:
            self.changed.emit()

    def _go_latest(self) -> None:
        self._typed.stop()
        self.as_of = None
        self.changed.emit()

    def flush(self) -> None:
        """Take what is typed."""
        self._typed.stop()
        chosen = to_date(self.day)
        if chosen != self.as_of:
            self.as_of = chosen
            self.changed.emit()

    def stop(self) -> None:
        """The page is left; nothing is looked up any more."""
        self._typed.stop()

    def show_day(self, day: date | None) -> None:
        """Show the day that the figures are of."""
        self.latest.setVisible(self.as_of is not None)
        if day is not None and not self._typed.isActive():
            self.day.blockSignals(True)
            show_date(self.day, day)
            self.day.blockSignals(False)


class KeyFigures(Card):
    """The figures of the shop, each with its explanation below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=1.5)
        self._theme = theme
        self._cells: list[QWidget] = []
        self._across = 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space(2))
        self._grid.setVerticalSpacing(theme.space(1.5))
        self.body.addLayout(self._grid)

    def show_figures(self, figures: Figures, texts: Texts, money: Money) -> None:
        """Replace all of them."""
        clear_layout(self._grid)
        self._cells = [_cell(*words) for words in self._words(figures, money)]
        self._across = 0
        self._arrange()

    def _words(self, figures: Figures, money: Money) -> list[tuple[str, str, str]]:
        orders = figures.orders
        value = orders.mean_order_value
        return [
            (
                self.tr("Buyers"),
                self.tr("{n} people").format(n=f"{figures.buyers:,}"),
                self.tr("bought at least once"),
            ),
            (
                self.tr("Sales"),
                money.text(orders.sales),
                self.tr("{n} purchases").format(n=f"{orders.purchases:,}"),
            ),
            (
                self.tr("Repeat rate"),
                rate_words(figures.repeat_rate),
                self.tr("bought twice or more"),
            ),
            (
                self.tr("Mean order value"),
                NO_FIGURE if value is None else money.text(_rounded(value)),
                self.tr("sales ÷ purchases"),
            ),
            self._second(figures),
            (
                self.tr("Mean recency"),
                self._days(figures.mean_recency),
                self.tr("days since the last purchase"),
            ),
            (
                self.tr("Mean tenure"),
                self._days(figures.mean_tenure),
                self.tr("from the first to the last purchase"),
            ),
        ]

    def _second(self, figures: Figures) -> tuple[str, str, str]:
        """F2 within 90 days, or from 1 to 2 where nobody has been here for that long."""
        within = {each.days: each.rate for each in figures.f2_within}
        if within.get(_F2_DAYS) is None:
            first = figures.conversion[0].rate if figures.conversion else None
            return (self.tr("F2 rate"), rate_words(first), self.tr("bought a second time"))
        line = self.tr("second purchase in time; within 180 days {rate}")
        return (
            self.tr("F2 rate (90 days)"),
            rate_words(within[_F2_DAYS]),
            line.format(rate=rate_words(within.get(2 * _F2_DAYS))),
        )

    def _days(self, days: Fraction | None) -> str:
        if days is None:
            return NO_FIGURE
        return self.tr("{n} days").format(n=f"{_rounded(days):,}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        width = self.width()
        across = 4 if width < self._theme.px(NARROW) else max(len(self._cells), 1)
        if width < self._theme.px(_VERY_NARROW):
            across = 3
        if across == self._across:
            return
        self._across = across
        for place in range(self._grid.columnCount()):
            self._grid.setColumnStretch(place, 0)
        for place, cell in enumerate(self._cells):
            self._grid.addWidget(cell, place // across, place % across)
            self._grid.setColumnStretch(place % across, 1)


def _cell(name: str, value: str, line: str) -> QWidget:
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(label(name, "soft", wrap=True))
    figure = label(value, "level", wrap=True)
    # A number is never broken in two.
    figure.setMinimumWidth(figure.sizeHint().width())
    column.addWidget(figure)
    column.addWidget(label(line, "soft", wrap=True))
    column.addStretch(1)
    return cell


def _rounded(value: Number) -> int:
    """To the nearest whole, half away from zero."""
    whole = int(abs(Fraction(value)) + Fraction(1, 2))
    return whole if value >= 0 else -whole
