"""Bars: clusters as people beside sales, recency bands, and steps from purchase to purchase."""

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF

from crm_desk.domain.analysis.figures import FEW_BUYERS, Cluster
from crm_desk.domain.analysis.view import BandBar, Filter, PurchaseStep
from crm_desk.domain.decimals import rate
from crm_desk.ui.charts.canvas import (
    Canvas,
    Frame,
    broken,
    line_height,
    shortened,
    text_width,
    thinned,
)
from crm_desk.ui.charts.chart import STRONGEST, ChartMark, ChartWidget
from crm_desk.ui.theme import Theme

_NAMES_AT_MOST = 0.44
_CROWDED = 0.9
_BAR = 15
"""Thickness in pixels at 100 %."""
_WIDE = 0.68
"""Of the room that each column has."""


class ClusterBars(ChartWidget):
    """Each cluster's share of the people beside its share of the sales."""

    _bars: Sequence[BandBar] = ()

    def show_bars(self, bars: Sequence[BandBar]) -> None:
        """Replace the bars; the strongest comes first."""
        self._bars = sorted(bars, key=lambda bar: STRONGEST.index(Cluster(bar.filter.value).value))
        self._changed()

    def draw(self, canvas: Canvas) -> Sequence[ChartMark]:
        theme, bars = canvas.theme, self._bars
        canvas.legend(
            (
                (self.tr("share of people"), "chart_pale", "chart_pale_edge"),
                (self.tr("share of sales"), "chart_top20", "chart_edge"),
            ),
            "s",
            below=False,
        )
        most = self.width() * _NAMES_AT_MOST
        names = [(-place, shortened(theme, bar.name, most)) for place, bar in enumerate(bars)]
        room = canvas.surround(Frame(left=names, head=line_height(theme), wall=True))
        few = sum(bar.customers for bar in bars) < FEW_BUYERS
        texts = [(self._people(bar, few), self._sales(bar, few)) for bar in bars]
        values = max(
            (text_width(theme, text, bold=True) for pair in texts for text in pair), default=0
        )
        shares = [(_length(bar.people_share), _length(bar.amount_share)) for bar in bars]
        longest = max((share for pair in shares for share in pair), default=0) or 1
        free = max(room.width() - values - theme.space(), 1)
        height = room.height() / max(len(bars), 1)
        canvas.span((0, longest * room.width() / free), (0.5 - max(len(bars), 1), 0.5))
        half = min((height - theme.px(6)) / 2, theme.px(_BAR)) / height
        people = [QRectF(0, -place, pair[0], half) for place, pair in enumerate(shares)]
        sales = [QRectF(0, -place - half, pair[1], half) for place, pair in enumerate(shares)]
        canvas.bars(people, [theme.qcolour("chart_pale")] * len(bars), "chart_pale_edge")
        fills = [theme.qcolour(f"chart_{Cluster(bar.filter.value).value}") for bar in bars]
        canvas.bars(sales, fills, "chart_edge")
        for area, other, pair in zip(people, sales, texts, strict=True):
            canvas.words(pair[0], (area.right(), area.center().y()), (0, 0.5), "soft")
            canvas.words(pair[1], (other.right(), other.center().y()), (0, 0.5), bold=True)
        return [self._mark(canvas, place, bar) for place, bar in enumerate(bars)]

    def _mark(self, canvas: Canvas, place: int, bar: BandBar) -> ChartMark:
        row = canvas.area(QRectF(0, -place - 0.5, 1, 1))
        area = QRectF(1, row.top(), canvas.view.width() - 2, row.height())
        return ChartMark(area, self._words(bar), (bar.filter,))

    def _words(self, bar: BandBar) -> str:
        words = self.tr("{name}: {people} ({share}), {amount} ({amount_share} of sales)")
        return words.format(
            name=bar.name,
            people=self.people(bar.customers),
            share=rate(bar.people_share),
            amount=self.money.text(bar.amount),
            amount_share=rate(bar.amount_share),
        )

    def _people(self, bar: BandBar, few: bool) -> str:
        return self.people(bar.customers) if few else rate(bar.people_share)

    def _sales(self, bar: BandBar, few: bool) -> str:
        return self.money.text(bar.amount) if few else rate(bar.amount_share)


class _Columns(ChartWidget):
    """Upright bars from zero, each with its name below and its value above."""

    _fill = "chart_two_three"

    def entries(self) -> Sequence[tuple[str, int, str, Filter]]:
        """Name, value, words and filter of each column."""
        raise NotImplementedError

    def head(self, theme: Theme) -> float:
        """Room above the columns, in pixels."""
        return 0

    def draw(self, canvas: Canvas) -> Sequence[ChartMark]:
        theme, found = canvas.theme, self.entries()
        count, head = max(len(found), 1), self.head(theme)
        width = canvas.view.width() / count
        names = [broken(theme, name, width - theme.px(2)) for name, *_ in found]
        lines = max((name.count("\n") + 1 for name in names), default=1)
        room = canvas.surround(
            Frame(bottom=list(enumerate(names)), lines=lines, head=head, floor=True)
        )
        most = max([value for _, value, _, _ in found] + [1])
        free = max(room.height() - line_height(theme) - theme.px(4), 1)
        canvas.span((-0.5, count - 0.5), (0, most * room.height() / free))
        bars = [
            QRectF(place - _WIDE / 2, 0, _WIDE, value)
            for place, (_, value, _, _) in enumerate(found)
            if value
        ]
        canvas.bars(bars, [theme.qcolour(self._fill)] * len(bars), "chart_edge")
        for place, words in enumerate(self._values(theme, width, [each[1] for each in found])):
            canvas.words(words, (place, found[place][1]), (0.5, 1), bold=True)
        area = QRectF(1, head, width - 2, canvas.view.height() - head - 1)
        return [
            ChartMark(area.translated(place * width, 0), words, (condition,))
            for place, (_, _, words, condition) in enumerate(found)
        ]

    def _values(self, theme: Theme, width: float, values: Sequence[int]) -> list[str]:
        """With their unit where there is room for it."""
        words = [self.people(value) for value in values]
        if all(text_width(theme, each, bold=True) < width * _CROWDED for each in words):
            return words
        return [f"{value:,}" for value in values]


class BandColumns(_Columns):
    """How many people bought last how long ago."""

    _bars: Sequence[BandBar] = ()

    def show_bars(self, bars: Sequence[BandBar]) -> None:
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
                    share=rate(bar.people_share),
                    amount=self.money.text(bar.amount),
                ),
                bar.filter,
            )
            for bar in self._bars
        ]


class StepColumns(_Columns):
    """How many people came to the k-th purchase, and which share of them went on."""

    _steps: Sequence[PurchaseStep] = ()
    _fill = "chart_once"

    def show_steps(self, steps: Sequence[PurchaseStep]) -> None:
        """Replace the steps, from the first purchase on."""
        self._steps = steps
        self._changed()

    def head(self, theme: Theme) -> float:
        return line_height(theme) + theme.px(6)

    def entries(self) -> Sequence[tuple[str, int, str, Filter]]:
        return [
            (self.tr("{k}×").format(k=k), base, self._words(k, base, rate), Filter("steps", k))
            for k, base, rate in self._counts()
        ]

    def _counts(self) -> list[tuple[int, int, str]]:
        """Times, people who bought that often at least, share of them who went on."""
        few = self._are_few
        found = [(s.k, s.base, "" if few else rate(s.rate)) for s in self._steps]
        if self._steps:
            last = self._steps[-1]
            found.append((last.k + 1, int(last.rate * last.base), ""))
        return found

    @property
    def _are_few(self) -> bool:
        """Rates of few customers say little."""
        return bool(self._steps) and self._steps[0].base < FEW_BUYERS

    def _words(self, k: int, base: int, again: str) -> str:
        words = self.tr("Bought {k}× or more: {people}").format(k=k, people=self.people(base))
        going = self.tr("{rate} of them bought again").format(rate=again)
        return f"{words} · {going}" if again else words

    def draw(self, canvas: Canvas) -> Sequence[ChartMark]:
        marks = super().draw(canvas)
        if self._are_few:
            return marks
        theme = canvas.theme
        rates = [f"→ {rate(step.rate)}" for step in self._steps]
        width = marks[0].area.width() if marks else 0
        if any(text_width(theme, words, bold=True) > width * _CROWDED for words in rates):
            rates = [f"{round(step.rate * 100)}%" for step in self._steps]
        widest = max((text_width(theme, words, bold=True) for words in rates), default=0)
        shown = thinned(rates, widest, width)
        above = QPointF(0, self.head(theme))
        for mark, words in zip(marks, shown, strict=False):
            canvas.words_at(words, mark.area.topRight() - above, (0.5, 0), "accent", bold=True)
        return marks


def _length(share: Fraction | None) -> float:
    """Of a bar: what is below zero has none."""
    return max(float(share or 0), 0)
