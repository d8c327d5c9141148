"""Bars: clusters as people beside sales, recency bands, and steps from purchase to purchase."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

from crm_desk.domain.figures import FEW_BUYERS, Cluster
from crm_desk.domain.rfm_view import Bar, Filter, Step
from crm_desk.ui.rfm.chart import (
    CENTRE,
    STRONGEST,
    Brush,
    Chart,
    Mark,
    line_height,
    rate_words,
)
from crm_desk.ui.theme import Theme

_NAMES_AT_MOST = 0.44
_CROWDED = 0.9


class ClusterBars(Chart):
    """Each cluster's share of the people beside its share of the sales."""

    _bars: Sequence[Bar] = ()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Replace the bars; the strongest comes first."""
        self._bars = sorted(bars, key=lambda bar: STRONGEST.index(Cluster(bar.filter.value).value))
        self._changed()

    def lay_out(self, size: QSizeF, theme: Theme) -> Sequence[Mark]:
        top = line_height(theme)
        height = (size.height() - top) / max(len(self._bars), 1)
        return [
            Mark(
                QRectF(1, top + place * height, size.width() - 2, height),
                self._words(bar),
                (bar.filter,),
            )
            for place, bar in enumerate(self._bars)
        ]

    def _words(self, bar: Bar) -> str:
        words = self.tr("{name}: {people} ({share}), {amount} ({amount_share} of sales)")
        return words.format(
            name=bar.name,
            people=self.people(bar.customers),
            share=rate_words(bar.people_share),
            amount=self.money.text(bar.amount),
            amount_share=rate_words(bar.amount_share),
        )

    def draw(self, brush: Brush, size: QSizeF, marks: Sequence[Mark]) -> None:
        theme, bars = brush.theme, self._bars
        self._draw_legend(brush, size)
        few = sum(bar.customers for bar in bars) < FEW_BUYERS
        texts = [(self._people(bar, few), self._sales(bar, few)) for bar in bars]
        names = max((brush.width(bar.name) for bar in bars), default=0) + theme.space()
        left = min(names, size.width() * _NAMES_AT_MOST)
        values = max((brush.width(text, bold=True) for pair in texts for text in pair), default=0)
        room = max(size.width() - left - values - theme.space(1.5), 1)
        shares = [float(s or 0) for bar in bars for s in (bar.people_share, bar.amount_share)]
        unit = room / max([*shares, 0.01])
        for bar, mark, pair in zip(bars, marks, texts, strict=True):
            area = mark.area
            name = QRectF(theme.px(4), area.top(), left - theme.space(), area.height())
            brush.text(name, bar.name)
            half = min((area.height() - theme.px(6)) / 2, theme.px(15))
            first = QRectF(left, area.center().y() - half, 1, half - 1)
            first.setWidth(max(float(bar.people_share or 0) * unit, 1))
            brush.bar(first, "chart_pale", "chart_pale_edge")
            second = first.translated(0, half)
            second.setWidth(max(float(bar.amount_share or 0) * unit, 1))
            brush.bar(second, f"chart_{Cluster(bar.filter.value).value}")
            for drawn, text, ink in ((first, pair[0], "soft"), (second, pair[1], "ink")):
                beside = QRectF(drawn.right() + theme.px(6), drawn.top(), values + 2, half)
                brush.text(beside, text, ink=ink, bold=ink == "ink")
        brush.line(
            QPointF(left, line_height(theme)), QPointF(left, size.height()), "chart_pale_edge"
        )

    def _people(self, bar: Bar, few: bool) -> str:
        if few:
            return self.people(bar.customers)
        return rate_words(bar.people_share)

    def _sales(self, bar: Bar, few: bool) -> str:
        return self.money.text(bar.amount) if few else rate_words(bar.amount_share)

    def _draw_legend(self, brush: Brush, size: QSizeF) -> None:
        theme, height = brush.theme, line_height(brush.theme)
        side, x = theme.px(10), size.width()
        entries = (
            (self.tr("share of sales"), "chart_top20", "chart_edge"),
            (self.tr("share of people"), "chart_pale", "chart_pale_edge"),
        )
        for words, fill, edge in entries:
            x -= brush.width(words) + theme.px(4)
            brush.text(QRectF(x, 0, size.width(), height), words, ink="soft")
            x -= side + theme.px(6)
            brush.bar(QRectF(x, (height - side) / 2, side, side), fill, edge)
            x -= theme.space(2)


class _Columns(Chart):
    """Upright bars from zero, each with its name below and its value above."""

    def entries(self) -> Sequence[tuple[str, int, str, Filter]]:
        """Name, value, words and filter of each column."""
        raise NotImplementedError

    def lay_out(self, size: QSizeF, theme: Theme) -> Sequence[Mark]:
        found = self.entries()
        width = size.width() / max(len(found), 1)
        area = QRectF(1, self.head(theme), width - 2, size.height() - self.head(theme) - 1)
        return [
            Mark(area.translated(place * width, 0), words, (condition,))
            for place, (_name, _value, words, condition) in enumerate(found)
        ]

    def head(self, theme: Theme) -> float:
        """Room above the columns, in pixels."""
        return line_height(theme) * 0

    def draw(self, brush: Brush, size: QSizeF, marks: Sequence[Mark]) -> None:
        theme, found, line = brush.theme, self.entries(), line_height(brush.theme)
        most = max([value for _, value, _, _ in found] + [1])
        width = marks[0].area.width() if marks else 0
        lines = 1 + any(brush.width(name) > width for name, _, _, _ in found)
        floor = size.height() - line * lines - theme.px(2)
        top = self.head(theme) + line + theme.px(2)
        for mark, (name, value, _words, _filter) in zip(marks, found, strict=True):
            height = (floor - top) * value / most
            inset = mark.area.width() * 0.16
            drawn = QRectF(mark.area.left() + inset, floor - height, 1, height)
            drawn.setWidth(mark.area.width() - 2 * inset)
            if value:
                brush.bar(drawn, self.fill(), "chart_edge")
            over = theme.px(4)
            above = QRectF(
                mark.area.left() - over, drawn.top() - line, mark.area.width() + 2 * over, line
            )
            brush.text(above, self._value(brush, value, mark.area.width()), CENTRE, bold=True)
            below = QRectF(mark.area.left(), floor + theme.px(2), width, line * lines)
            brush.wrapped(below, name, "soft")
        brush.line(QPointF(0, floor), QPointF(size.width(), floor), "chart_pale_edge")

    def _value(self, brush: Brush, value: int, width: float) -> str:
        words = self.people(value)
        return words if brush.width(words, bold=True) < width * _CROWDED else f"{value:,}"

    def fill(self) -> str:
        """Token of the columns' colour."""
        return "chart_two_three"


class BandColumns(_Columns):
    """How many people bought last how long ago."""

    _bars: Sequence[Bar] = ()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Replace the bands, the latest first."""
        self._bars = bars
        self._changed()

    def entries(self) -> Sequence[tuple[str, int, str, Filter]]:
        words = self.tr("Recency {name}: {people} ({share}), {amount} in all")
        return [
            (
                bar.name,
                bar.customers,
                words.format(
                    name=bar.name,
                    people=self.people(bar.customers),
                    share=rate_words(bar.people_share),
                    amount=self.money.text(bar.amount),
                ),
                bar.filter,
            )
            for bar in self._bars
        ]


class StepColumns(_Columns):
    """How many people came to the k-th purchase, and which share of them went on."""

    _steps: Sequence[Step] = ()

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Replace the steps, from the first purchase on."""
        self._steps = steps
        self._changed()

    def head(self, theme: Theme) -> float:
        return line_height(theme) + theme.px(6)

    def fill(self) -> str:
        return "chart_once"

    def entries(self) -> Sequence[tuple[str, int, str, Filter]]:
        return [
            (self.tr("{k}×").format(k=k), base, self._words(k, base, rate), Filter("steps", k))
            for k, base, rate in self._counts()
        ]

    def _counts(self) -> list[tuple[int, int, str]]:
        """Times, people who bought that often at least, share of them who went on."""
        found = [(step.k, step.base, rate_words(step.rate)) for step in self._steps]
        if self._steps:
            last = self._steps[-1]
            found.append((last.k + 1, int(last.rate * last.base), ""))
        return found

    def _words(self, k: int, base: int, rate: str) -> str:
        words = self.tr("Bought {k}× or more: {people}").format(k=k, people=self.people(base))
        going = self.tr("{rate} of them bought again").format(rate=rate)
        return f"{words} · {going}" if rate else words

    def draw(self, brush: Brush, size: QSizeF, marks: Sequence[Mark]) -> None:
        super().draw(brush, size, marks)
        height = line_height(brush.theme)
        rates = [f"→ {rate_words(step.rate)}" for step in self._steps]
        width = marks[0].area.width() if marks else 0
        if any(brush.width(rate, bold=True) > width * _CROWDED for rate in rates):
            rates = [f"{round(step.rate * 100)}%" for step in self._steps]
        for mark, rate in zip(marks, rates, strict=False):
            area = QRectF(mark.area.center().x(), 0, width + 2, height)
            brush.text(area, rate, CENTRE, "accent", bold=True)
