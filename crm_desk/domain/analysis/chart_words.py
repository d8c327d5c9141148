"""The words in the charts of 顧客分析: short where charts are pointed at, in full on paper."""

from collections.abc import Sequence
from fractions import Fraction

from crm_desk.domain.analysis.figures import SCORES, Figures, RfmScores
from crm_desk.domain.analysis.view import (
    BandBar,
    PurchaseStep,
    purchase_ranges,
    recency_ranges,
)
from crm_desk.domain.charts import LinkText, Tick
from crm_desk.domain.decimals import NO_FIGURE, rate
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts

_PERCENTS = (0, 25, 50, 75, 100)


class ChartWords:
    """Words for the screen, where pointing tells the rest.

    Attributes:
        few: too few buyers for shares to say anything.
    """

    def __init__(self, texts: Texts, money: Money, *, few: bool) -> None:
        self.texts, self.money, self.few = texts, money, few

    def people(self, n: int) -> str:
        """`1,214名`."""
        texts = self.texts
        return texts("chart.person") if n == 1 else texts("chart.people", n=f"{n:,}")

    # Clusters and bands

    def legend(self) -> tuple[str, str]:
        """Of the bars of people and of sales."""
        return self.texts("chart.people_share"), self.texts("chart.sales_share")

    def people_value(self, n: int, share: Fraction | None) -> str:
        """At a cluster's bar of people."""
        return self.people(n) if self.few else rate(share)

    def amount_value(self, amount: int, share: Fraction | None) -> str:
        """At a cluster's bar of sales."""
        return self.money.text(amount) if self.few else rate(share)

    def band_value(self, bar: BandBar) -> str:
        """At a band's column."""
        return self.people(bar.customers)

    def cluster_mark(self, bar: BandBar) -> str:
        """All figures of a cluster."""
        return self.texts(
            "chart.cluster_mark",
            name=bar.name,
            people=self.people(bar.customers),
            share=rate(bar.people_share),
            amount=self.money.text(bar.amount),
            amount_share=rate(bar.amount_share),
        )

    def band_mark(self, bar: BandBar) -> str:
        """All figures of a band."""
        return self.texts(
            "chart.band_mark",
            name=bar.name,
            people=self.people(bar.customers),
            share=rate(bar.people_share),
            amount=self.money.text(bar.amount),
        )

    # Steps from purchase to purchase

    def step_name(self, k: int) -> str:
        """`3回`."""
        return self.texts("chart.step", k=k)

    def step_value(self, n: int, share: Fraction | None) -> str:
        """At a step's column; `share` went on to the next one."""
        return self.people(n)

    def step_link(self, step: PurchaseStep) -> LinkText:
        """Between two columns; without words where people are few."""
        if self.few:
            return LinkText("", "")
        return LinkText(f"→ {rate(step.rate)}", f"{round(step.rate * 100)}%")

    def step_mark(self, k: int, n: int, share: Fraction | None) -> str:
        """Who came to the k-th purchase, and which share of them went on."""
        words = self.texts("chart.step_mark", k=k, people=self.people(n))
        if self.few or share is None:
            return words
        return f"{words} · {self.texts('chart.step_again', rate=rate(share))}"

    # Scores

    def recency_names(self, rfm: RfmScores) -> list[str]:
        """Names of the R scores 1 to 5."""
        return [self._days(*ends) for ends in recency_ranges(rfm)] or _plain_scores()

    def purchase_names(self, rfm: RfmScores) -> list[str]:
        """Names of the F scores 1 to 5."""
        return [self._times(*ends) for ends in purchase_ranges(rfm)] or _plain_scores()

    def _days(self, first: int, last: int | None) -> str:
        if last is None:
            return self.texts("chart.recency_from", first=first)
        if first == 0:
            return self.texts("chart.recency_up_to", last=last)
        return self._range(first, last)

    def _times(self, first: int, last: int | None) -> str:
        if last is None:
            return self.texts("chart.times_from", k=first)
        return self.texts("chart.step", k=self._range(first, last))

    def _range(self, first: int, last: int) -> str:
        # A score that nobody can have keeps its place.
        if last <= first:
            return str(first) if last == first else NO_FIGURE
        return self.texts("chart.range", first=first, last=last)

    def cell_mark(self, times: str, days: str, n: int) -> str:
        """Who has two scores."""
        return self.texts("chart.cell_mark", times=times, days=days, people=self.people(n))

    # Where sales come from

    def curve_titles(self) -> tuple[str, str]:
        """Of the axes to the right and upwards."""
        return self.texts("chart.by_rank"), self.texts("chart.sales_up")

    def curve_ticks(self, _figures: Figures) -> tuple[Sequence[Tick], Sequence[Tick]]:
        """Of the axes to the right and upwards; one 0 is enough for both."""
        ticks = [Tick(percent / 100, f"{percent}%") for percent in _PERCENTS]
        return ticks[1:], ticks

    def tier_text(self, percent: int, y: float, _figures: Figures) -> str:
        """At the point of a tier."""
        if self.few:
            return self.texts("chart.tier", p=percent)
        return self.texts("chart.tier_share", p=percent, share=_percent(y))

    def tier_mark(self, percent: int, x: float, y: float, figures: Figures) -> str:
        """Which share of the people a tier is, and which of the sales it brings."""
        if self.few:
            return self.tier_text(percent, y, figures)
        return self.texts("chart.tier_mark", p=percent, people=_percent(x), share=_percent(y))

    # Recency and total amount

    def scatter_titles(self) -> tuple[str, str]:
        """Of the axes to the right and upwards."""
        return self.texts("chart.recency_across"), self.texts("chart.amount_up")

    def not_above_zero(self) -> str:
        """At the strip of those whose total is not above 0."""
        return self.texts("chart.zero_or_less", zero=self.money.text(0))

    def last_day(self, day: int) -> str:
        """The last tick of recency."""
        return f"{day:,}"

    def area_mark(self, days: tuple[int, int], amounts: tuple[int | None, int], n: int) -> str:
        """Who lies between some days and some amounts."""
        (first, last), (low, high) = days, amounts
        said = {"first": first, "last": last, "people": self.people(n)}
        most = self.money.text(high)
        if low is None:
            return self.texts("chart.area_up_to", high=most, **said)
        return self.texts("chart.area_between", low=self.money.text(low), high=most, **said)


class PrintedChartWords(ChartWords):
    """Words for paper: everything is written out, and of few people nothing is a share."""

    def legend(self) -> tuple[str, str]:
        """Of the bars of people and of sales; numbers of few people are no shares."""
        kind = "few" if self.few else "share"
        return self.texts(f"rfm_paper.people_{kind}"), self.texts(f"rfm_paper.amount_{kind}")

    def people_value(self, n: int, share: Fraction | None) -> str:
        """`121名 (10.3%)`, or the people alone where they are few."""
        return self.people(n) if self.few else self.with_rate(self.people(n), share)

    def amount_value(self, amount: int, share: Fraction | None) -> str:
        """`¥1,234 (10.3%)`, or the amount alone where people are few."""
        written = self.money.text(amount)
        return written if self.few or share is None else self.with_rate(written, share)

    def with_rate(self, words: str, share: Fraction | None) -> str:
        """Words and a share in brackets."""
        return self.texts("rfm_paper.with_rate", words=words, rate=rate(share))

    def band_value(self, bar: BandBar) -> str:
        """`121名 (10.3%)`."""
        return self.people_value(bar.customers, bar.people_share)

    def step_value(self, n: int, share: Fraction | None) -> str:
        """`121名 → 34.5%`."""
        if self.few or share is None:
            return self.people(n)
        return self.texts("rfm_paper.step_rate", people=self.people(n), rate=rate(share))

    def _days(self, first: int, last: int | None) -> str:
        return self._written(first, last, "r")

    def _times(self, first: int, last: int | None) -> str:
        return self._written(first, last, "f")

    def _written(self, first: int, last: int | None, axis: str) -> str:
        if last is None:
            return self.texts(f"rfm_paper.{axis}_open", first=f"{first:,}")
        if last < first:
            return NO_FIGURE
        both = f"{first:,}" if first == last else f"{first:,}-{last:,}"
        return self.texts(f"rfm_paper.{axis}_range", range=both)

    def curve_titles(self) -> tuple[str, str]:
        """Of the axes to the right and upwards."""
        kind = "few" if self.few else "share"
        return self.texts("rfm_paper.by_rank"), self.texts(f"rfm_paper.amount_{kind}")

    def curve_ticks(self, figures: Figures) -> tuple[Sequence[Tick], Sequence[Tick]]:
        """As on screen; of few people the whole in people and money."""
        if not self.few:
            return super().curve_ticks(figures)
        up = [Tick(0, "0"), Tick(1, self.money.text(figures.amount))]
        return [Tick(1, self.people(figures.buyers))], up

    def tier_text(self, percent: int, y: float, figures: Figures) -> str:
        """`TOP10%: 45.6%`; of few people `上位3名: ¥12,000`."""
        tier = next(each for each in figures.tiers if each.percent == percent)
        if self.few:
            people = self.people(tier.customers)
            return self.texts("rfm_paper.best", people=people, amount=self.money.text(tier.amount))
        share = figures.amount_share(tier.amount)
        # As the curve shows it: those with more returns than purchases come after all the rest.
        capped = None if share is None else min(share, Fraction(1))
        return self.texts("rfm_paper.tier", percent=percent, rate=rate(capped))

    def scatter_titles(self) -> tuple[str, str]:
        """Of the axes to the right and upwards."""
        return self.texts("rfm_paper.recency_across"), self.texts("chart.amount_up")

    def not_above_zero(self) -> str:
        """At the strip of those whose total is not above 0."""
        return self.texts("rfm_paper.below")

    def last_day(self, day: int) -> str:
        """The last tick of recency has the unit."""
        return f"{day:,}{self.texts('analysis_book.unit_days')}"


def _plain_scores() -> list[str]:
    return [str(score) for score in SCORES]


def _percent(share: float) -> str:
    return f"{share * 100:.1f}%"
