"""What the printed analysis says in words: notes, key figures, explanations."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from crm_desk.domain.analysis.charts.bars import PrintedBarWords
from crm_desk.domain.analysis.figures import FEW_BUYERS, KindFilter, Within
from crm_desk.domain.analysis.view import AnalysisView, Selected
from crm_desk.domain.decimals import NO_FIGURE, decimal, rate, rounded
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts
from crm_desk.reports.analysis.figure_wording import Formats, scores

_F2_DAYS = 90
_TERMS = ("recency", "tenure", "f2", "interval_means", "tiers", "clusters")


@dataclass(frozen=True)
class RfmPaper:
    """What the printed analysis is made of.

    Attributes:
        view: in the document's language.
        made_on: the day of printing.
        filters: in words, of the people chosen on screen.
        selected: these people; None without filters.
    """

    shop: str
    money: Money
    view: AnalysisView
    made_on: date
    filters: Sequence[str] = ()
    selected: Selected | None = None


class KeyFigure(NamedTuple):
    """A figure, its name above and what it counts below."""

    name: str
    value: str
    line: str


class Words:
    """The words of one paper in one language.

    Attributes:
        few: too few buyers for percentages; counts stand instead of them.
    """

    def __init__(self, paper: RfmPaper, texts: Texts) -> None:
        self._paper, self._texts = paper, texts
        self._figures = paper.view.figures
        self.few = self._figures.buyers < FEW_BUYERS
        self._counts = PrintedBarWords(texts, paper.money, few=self.few)

    def opening(self) -> Iterator[str]:
        """As of which day, from which day on, made when, and of which orders."""
        figures, texts = self._figures, self._texts
        for key, day in (("as_of", figures.as_of), ("data_from", figures.data_from)):
            said = NO_FIGURE if day is None else texts.date(day)
            yield texts("rfm_paper.dated", name=texts(f"figures.{key}"), day=said)
        made = texts("rfm_paper.made_on")
        yield texts("rfm_paper.dated", name=made, day=texts.date(self._paper.made_on))
        if figures.settings.kind is not KindFilter.ALL:
            kind = texts(f"figures.kind_{figures.settings.kind.value}")
            yield texts("rfm_paper.kind", name=texts("figures.kind"), kind=kind)

    def notes(self) -> Iterator[str]:
        """What to bear in mind when reading the figures."""
        figures, orders, texts = self._figures, self._figures.orders, self._texts
        if not figures.buyers:
            known = "nobody_known" if orders.purchases else "nobody"
            yield texts(f"rfm_paper.{known}")
        if figures.data_from is not None:
            yield texts("rfm_paper.note_data_from", day=texts.date(figures.data_from))
        if orders.unidentified:
            n = texts("rfm_paper.orders", n=f"{orders.unidentified:,}")
            counted = n if self.few else self._counts.with_rate(n, orders.unidentified_share)
            yield texts("rfm_paper.note_unidentified", orders=counted)
        if figures.excluded:
            yield texts("rfm_paper.note_excluded", people=self._counts.people(figures.excluded))
        if orders.after_as_of:
            yield texts("rfm_paper.note_after", n=f"{orders.after_as_of:,}")

    def selection(self) -> str:
        """Who is chosen on screen; "" where nobody is in particular."""
        chosen, texts = self._paper.selected, self._texts
        if chosen is None or not self._paper.filters or not self._figures.buyers:
            return ""
        return texts(
            "rfm_paper.selection",
            filters=texts("rfm.and_also").join(self._paper.filters),
            people=self._counts.people_value(chosen.customers, chosen.people_share),
            amount=self._counts.amount_value(chosen.amount, chosen.amount_share),
        )

    def key_figures(self) -> Iterator[KeyFigure]:
        """Twelve of them, in rows of four."""
        figures, texts = self._figures, self._texts
        orders, value, line = figures.orders, figures.orders.mean_order_value, self._line
        yield KeyFigure(
            texts("figures.buyers"), self._counts.people(figures.buyers), line("buyers")
        )
        sales = self._paper.money.text(orders.sales)
        purchases = line("sales", n=f"{orders.purchases:,}")
        yield KeyFigure(texts("figures.sales"), sales, purchases)
        yield self._share(
            texts("figures.repeat_rate"), "repeat_rate", figures.repeaters, figures.buyers
        )
        mean = self._mean("times", figures.mean_purchases, 2)
        yield KeyFigure(texts("figures.mean_purchases"), mean, line("mean_purchases"))
        order = NO_FIGURE if value is None else self._paper.money.text(rounded(value))
        yield KeyFigure(texts("figures.mean_order_value"), order, line("mean_order_value"))
        yield self._second_purchase()
        for key, days in (
            ("mean_recency", figures.mean_recency),
            ("mean_tenure", figures.mean_tenure),
        ):
            yield KeyFigure(texts(f"figures.{key}"), self._mean("days", days, 1), line(key))
        yield from self._intervals()
        yield self._referrals()

    def _line(self, key: str, **params: str) -> str:
        return self._texts(f"rfm_paper.line_{key}", **params)

    def _share(self, name: str, key: str, part: int, base: int) -> KeyFigure:
        """A share with both numbers; where people are few, the numbers without the share."""
        if not base:
            return KeyFigure(name, NO_FIGURE, self._line(f"{key}_few"))
        counts = self._line(key, part=f"{part:,}", base=self._counts.people(base))
        if self.few:
            return KeyFigure(name, counts, self._line(f"{key}_few"))
        return KeyFigure(name, rate(Fraction(part, base)), counts)

    def _second_purchase(self) -> KeyFigure:
        found = (each for each in self._figures.f2_within if each.days == _F2_DAYS)
        within = next(found, Within(_F2_DAYS, 0, 0))
        name = self._texts("figures.within", days=_F2_DAYS)
        if not within.base:
            return KeyFigure(name, NO_FIGURE, self._line("f2_none"))
        return self._share(name, "f2", within.again, within.base)

    def _intervals(self) -> Iterator[KeyFigure]:
        gaps = self._figures.intervals
        for key, days in (
            ("interval_median", gaps.median),
            ("interval_mean", gaps.mean),
            ("interval_own", gaps.mean_per_customer),
        ):
            line = self._line(key, n=f"{gaps.gaps:,}")
            yield KeyFigure(self._texts(f"rfm_paper.{key}"), self._mean("days", days, 1), line)

    def _referrals(self) -> KeyFigure:
        brought, were = (
            self._texts("figures.not_recorded") if n is None else self._counts.people(n)
            for n in (self._figures.referrers, self._figures.referred)
        )
        name = self._texts("figures.referrers")
        return KeyFigure(name, brought, self._line("referred", people=were))

    def _mean(self, unit: str, value: Fraction | None, digits: int) -> str:
        if value is None:
            return NO_FIGURE
        return self._texts(f"rfm_paper.{unit}", n=decimal(value, digits))

    def explanations(self) -> Iterator[tuple[str, str]]:
        """Words of the paper and what they mean, and the bounds of the scores."""
        texts, money = self._texts, self._paper.money
        for term in _TERMS:
            yield texts(f"analysis_book.term_{term}"), texts(f"analysis_book.about_{term}")
        lines = list(scores(self._figures, texts, Formats(texts, money.currency, money.digits)))
        yen = texts("analysis_book.unit_yen")
        amount = yen if money.currency == "JPY" else f" {money.currency}"
        units = ("", texts("analysis_book.unit_days"), texts("analysis_book.unit_times"), amount)
        said = [
            texts("report.labelled", label=line.name, text=f"{line.value}{unit}")
            for line, unit in zip(lines, units, strict=True)
        ]
        remarks = [part for line in lines for part in line.remark.split("\n") if part]
        gap = texts("result.separator")
        yield texts("analysis_book.term_rfm"), gap.join([*said, *remarks])
