"""Clusters as people beside sales, and recency bands."""

from fractions import Fraction

from crm_desk.domain.analysis.charts.tones import tone_of
from crm_desk.domain.analysis.charts.words import ChartWords
from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.analysis.view import AnalysisView, BandBar
from crm_desk.domain.charts import Bar, BarPair, Column, ColumnChart, Mark, PairedBars
from crm_desk.domain.decimals import rate


class BarWords(ChartWords):
    """Words at clusters and bands."""

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


class PrintedBarWords(BarWords):
    """Words for paper: numbers and shares; of few people no shares."""

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


def cluster_bars(view: AnalysisView, words: BarWords) -> PairedBars:
    """Each cluster's share of the people over its share of the sales, the strongest first."""
    bars = sorted(view.charts.clusters, key=_tone)
    pairs = [
        BarPair(
            bar.name,
            Bar(_length(bar.people_share), words.people_value(bar.customers, bar.people_share)),
            Bar(_length(bar.amount_share), words.amount_value(bar.amount, bar.amount_share)),
            _tone(bar),
            Mark(words.cluster_mark(bar), (bar.filter,)),
        )
        for bar in bars
    ]
    return PairedBars(pairs, words.legend(), tone_of(Cluster.TOP20))


def band_columns(view: AnalysisView, words: BarWords) -> ColumnChart:
    """How many people bought last how long ago, the latest first."""
    columns = [
        Column(
            bar.name,
            bar.customers,
            words.band_value(bar),
            f"{bar.customers:,}",
            Mark(words.band_mark(bar), (bar.filter,)),
        )
        for bar in view.charts.bands
    ]
    return ColumnChart(columns, tone_of(Cluster.TWO_THREE))


def _tone(bar: BandBar) -> int:
    return tone_of(Cluster(bar.filter.value))


def _length(share: Fraction | None) -> float:
    """Of a bar: what is below zero has none."""
    return max(float(share or 0), 0)
