"""The top of the page: as-of date, kind of orders, key figures, and what to bear in mind."""

from datetime import date
from fractions import Fraction
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crm_desk.domain.analysis.figures import FEW_BUYERS, Figures, KindFilter
from crm_desk.domain.analysis.trends import Kpi, Trends
from crm_desk.domain.analysis.trends import words as trend_words
from crm_desk.domain.decimals import NO_FIGURE, decimal, rate, rounded
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts
from crm_desk.domain.typed_day import FIRST_YEAR, LAST_YEAR
from crm_desk.ui.common.date_field import DateField
from crm_desk.ui.common.explained import meaning
from crm_desk.ui.common.widgets import NARROW, Card, button, clear_layout, label
from crm_desk.ui.theme import Theme

_DAYS = (date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
_TYPED_MS = 500
_F2_DAYS = 90
_TWO_LINES = 150
"""From this size on, a narrow window holds the controls on two lines only."""
_VERY_NARROW = 640
"""Below this width at 100 %, three figures stand side by side."""


class Controls(QWidget):
    """As-of date, and which orders are looked at.

    Signals:
        changed: one of them was chosen.
        thresholds_asked: whether the thresholds are to be seen.
    """

    changed = Signal()
    thresholds_asked = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.as_of: date | None = None
        self.kind = KindFilter.ALL
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.px(6))
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        lines.addLayout(row)
        name = self.tr("As-of date")
        self.day = DateField(name, theme, *_DAYS)
        self.latest = button(self.tr("Latest"), self._go_latest, "link")
        self.latest.hide()
        for widget in (label(name, "soft"), self.day, self.latest):
            row.addWidget(widget)
        if theme.percent >= _TWO_LINES:
            row.addStretch(1)
            row = QHBoxLayout()
            row.setSpacing(theme.px(6))
            lines.addLayout(row)
        self.kinds = self._make_kinds()
        for each in self.kinds.values():
            row.addWidget(each)
        self.thresholds = button(self.tr("Thresholds…"), self._ask_thresholds, "chip")
        self.thresholds.setCheckable(True)
        row.addWidget(self.thresholds)
        row.addStretch(1)
        # Who goes on by an arrow key, day after day, waits for no figures in between.
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_TYPED_MS)
        self._typed.timeout.connect(self.flush)
        self.day.day_changed.connect(lambda _day: self._typed.start())

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

    def _ask_thresholds(self) -> None:
        self.thresholds_asked.emit(self.thresholds.isChecked())

    def _go_latest(self) -> None:
        self._typed.stop()
        self.day.revert()
        self.as_of = None
        self.changed.emit()

    def flush(self) -> None:
        """Take what is typed."""
        self._typed.stop()
        chosen = self.day.day
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
            self.day.follow_day(day)


class _Words(NamedTuple):
    """One figure: its name, its value, what it means, how it changed, and its term in full."""

    name: str
    value: str
    line: str
    kpi: Kpi | None = None
    term: str = ""


class KeyFigures(Card):
    """The figures of the shop, each with its explanation below."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__(theme, padding=1.5)
        self._theme, self._texts = theme, texts
        self._cells: list[QWidget] = []
        self._changes: dict[Kpi, QLabel] = {}
        self._across = 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space(2))
        self._grid.setVerticalSpacing(theme.space(1.5))
        self.body.addLayout(self._grid)

    def show_figures(self, figures: Figures, money: Money) -> None:
        """Replace all of them."""
        clear_layout(self._grid)
        self._cells, self._changes = [], {}
        for words in self._words(figures, money):
            cell, change = _cell(words)
            if words.term:
                cell.setToolTip(escape(meaning(words.term, self._texts)))
            self._cells.append(cell)
            if words.kpi is not None:
                self._changes[words.kpi] = change
        self._across = 0
        self._arrange()

    def show_trends(self, trends: Trends | None, money: Money, texts: Texts) -> None:
        """Small arrows: what changed since the last import; None takes them away."""
        for kpi, change in self._changes.items():
            trend = trends.of.get(kpi) if trends is not None else None
            change.setVisible(trend is not None)
            if trends is not None and trend is not None:
                change.setText(trend_words(kpi, trend, money, texts))
                since = texts(
                    "rfm.since",
                    imported=texts.date(trends.imported),
                    as_of=texts.date(trends.as_of),
                )
                change.setToolTip(escape(since))

    def _words(self, figures: Figures, money: Money) -> list[_Words]:
        return [*self._of_people(figures, money), *self._of_time(figures)]

    def _of_people(self, figures: Figures, money: Money) -> list[_Words]:
        orders = figures.orders
        value, mean = orders.mean_order_value, figures.mean_purchases
        return [
            _Words(
                self.tr("Buyers"),
                self._people(figures.buyers),
                self.tr("bought at least once"),
                Kpi.BUYERS,
            ),
            _Words(
                self.tr("Sales"),
                money.text(orders.sales),
                self.tr("{n} purchases").format(n=f"{orders.purchases:,}"),
                Kpi.SALES,
            ),
            _Words(
                self.tr("Repeat rate"),
                self._share(figures, figures.repeaters, figures.repeat_rate),
                self.tr("bought twice or more"),
                Kpi.REPEAT_RATE,
                "repeat_rate",
            ),
            _Words(
                self.tr("Mean purchases"),
                NO_FIGURE if mean is None else self.tr("{n} times").format(n=decimal(mean, 1)),
                self.tr("purchases ÷ buyers"),
                Kpi.MEAN_PURCHASES,
                "purchases",
            ),
            _Words(
                self.tr("Mean order value"),
                NO_FIGURE if value is None else money.text(rounded(value)),
                self.tr("sales ÷ purchases"),
                Kpi.MEAN_ORDER_VALUE,
                "mean_order_value",
            ),
        ]

    def _of_time(self, figures: Figures) -> list[_Words]:
        return [
            self._second(figures),
            self._interval(figures),
            _Words(
                self.tr("Mean recency"),
                self._days(figures.mean_recency),
                self.tr("days since the last purchase"),
                Kpi.RECENCY,
                "recency",
            ),
            _Words(
                self.tr("Mean tenure"),
                self._days(figures.mean_tenure),
                self.tr("from the first to the last purchase"),
                Kpi.TENURE,
                "tenure",
            ),
            self._referrals(figures),
        ]

    def _second(self, figures: Figures) -> _Words:
        """F2 within 90 days, or from 1 to 2 where nobody has been here for that long."""
        within = next((each for each in figures.f2_within if each.days == _F2_DAYS), None)
        if within is None or within.rate is None:
            first = figures.conversion[0] if figures.conversion else None
            line = self.tr("bought a second time, at any time")
            again = self._share(figures, first.again, first.rate) if first else NO_FIGURE
            return _Words(self.tr("F2 rate"), again, line, term="f2")
        return _Words(
            self.tr("F2 rate (90 days)"),
            self._share(figures, within.again, within.rate),
            self.tr("bought a second time within 90 days"),
            Kpi.F2,
            "f2",
        )

    def _interval(self, figures: Figures) -> _Words:
        """Median and both means: never one alone (analysis.md, KPIs)."""
        found = figures.intervals
        line = self.tr("median; mean {mean}, mean of each customer's mean {own}")
        return _Words(
            self.tr("Purchase interval"),
            self._days(found.median),
            line.format(mean=self._days(found.mean), own=self._days(found.mean_per_customer)),
            term="interval_means",
        )

    def _referrals(self, figures: Figures) -> _Words:
        name = self.tr("Referrals")
        if figures.referrers is None or figures.referred is None:
            return _Words(name, self.tr("not recorded"), self.tr("the files do not say who"))
        line = self.tr("brought somebody; {n} came that way")
        return _Words(name, self._people(figures.referrers), line.format(n=f"{figures.referred:,}"))

    def _share(self, figures: Figures, people: int, share: Fraction | None) -> str:
        """A rate; of few customers it says little, so they are counted."""
        few = figures.buyers < FEW_BUYERS and share is not None
        return self._people(people) if few else rate(share)

    def _people(self, n: int) -> str:
        return self.tr("{n} people").format(n=f"{n:,}")

    def _days(self, days: Fraction | None) -> str:
        if days is None:
            return NO_FIGURE
        return self.tr("{n} days").format(n=f"{rounded(days):,}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        width = self.width()
        across = 5
        if width < self._theme.px(_VERY_NARROW):
            across = 3
        elif width < self._theme.px(NARROW):
            across = 4
        if across == self._across:
            return
        self._across = across
        for place in range(self._grid.columnCount()):
            self._grid.setColumnStretch(place, 0)
        for place, cell in enumerate(self._cells):
            self._grid.addWidget(cell, place // across, place % across)
            self._grid.setColumnStretch(place % across, 1)


def _cell(words: _Words) -> tuple[QWidget, QLabel]:
    """The cell, and the line for its change."""
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(label(words.name, "soft", wrap=True))
    figure = label(words.value, "level", wrap=True)
    # A number is never broken in two.
    figure.setMinimumWidth(figure.sizeHint().width())
    column.addWidget(figure)
    change = label("", "change", wrap=True)
    change.hide()
    column.addWidget(change)
    column.addWidget(label(words.line, "soft", wrap=True))
    column.addStretch(1)
    return cell, change
