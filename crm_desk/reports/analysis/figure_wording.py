"""The figures as lines of a document: name, value, number format, remark."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from crm_desk.domain.analysis.figures import FEW_BUYERS, Band, Cluster, Conversion, Figures
from crm_desk.domain.decimals import NO_FIGURE, Number
from crm_desk.domain.texts import Texts
from crm_desk.reports.sheets.streaming import DATE

RATE = "0.0%"
_TERMS = (
    "purchases",
    "amount",
    "recency",
    "tenure",
    "interval",
    "interval_means",
    "repeat_rate",
    "mean_order_value",
    "conversion",
    "f2",
    "tiers",
    "clusters",
    "decile",
    "bands",
    "rfm",
    "subscribed",
    "excluded",
)


@dataclass(frozen=True)
class FigureLine:
    """One figure; a heading has no value."""

    name: str
    value: object = None
    number: str = ""
    remark: str = ""


class Formats:
    """Numbers of Excel with their units.

    Args:
        currency: ISO 4217 code.
        digits: decimals of its amounts.
    """

    def __init__(self, texts: Texts, currency: str, digits: int) -> None:
        self._digits = digits
        yen = texts("analysis_book.unit_yen")
        decimals = f".{'0' * digits}" if digits else ""
        self.money = f"#,##0{decimals}" + _quoted(yen if currency == "JPY" else f" {currency}")
        self.people, self.orders, self.times, self.days = (
            "#,##0" + _quoted(texts(f"analysis_book.unit_{unit}"))
            for unit in ("people", "orders", "times", "days")
        )
        self.mean_days = self.days.replace("#,##0", "#,##0.0")
        self.mean_times = self.times.replace("#,##0", "#,##0.00")

    def amount(self, minor: Number) -> int | float:
        """Minor units as a number of the currency."""
        exact = Fraction(minor) / 10**self._digits
        return exact.numerator if exact.denominator == 1 else float(exact)


def _quoted(unit: str) -> str:
    return '"' + unit.replace('"', "") + '"'


def or_dash(value: object) -> object:
    """The value, or a dash where there is no base."""
    return NO_FIGURE if value is None else value


def cluster_name(cluster: Cluster, texts: Texts) -> str:
    """`TOP10%層(1%を除く)`."""
    return texts(f"figures.cluster_{cluster.value}")


def band_name(band: Band, texts: Texts) -> str:
    """`31〜60日`, `366日以上`."""
    if band.last is None:
        return texts("figures.band_open", first=band.first)
    return texts("figures.band", first=band.first, last=band.last)


def step_name(step: Conversion, texts: Texts) -> str:
    """`1→2回`."""
    return texts("figures.step", start=step.start, next=step.start + 1)


def summary(figures: Figures, texts: Texts, formats: Formats) -> Iterator[FigureLine]:
    """All lines of the summary."""
    yield from _dates(figures, texts)
    yield FigureLine(texts("analysis_book.section_orders"))
    yield from _orders(figures, texts, formats)
    yield FigureLine(texts("analysis_book.section_customers"))
    yield from _customers(figures, texts, formats)
    yield FigureLine(texts("analysis_book.section_interval"))
    yield from _intervals(figures, texts, formats)
    yield FigureLine(texts("analysis_book.section_scores"))
    yield from scores(figures, texts, formats)


def _dates(figures: Figures, texts: Texts) -> Iterator[FigureLine]:
    yield FigureLine(texts("figures.as_of"), or_dash(figures.as_of), DATE)
    remark = texts("analysis_book.remark_data_from")
    yield FigureLine(texts("figures.data_from"), or_dash(figures.data_from), DATE, remark)
    yield FigureLine(texts("figures.data_to"), or_dash(figures.data_to), DATE)
    yield FigureLine(texts("figures.kind"), texts(f"figures.kind_{figures.settings.kind.value}"))


def _orders(figures: Figures, texts: Texts, formats: Formats) -> Iterator[FigureLine]:
    orders, value = figures.orders, figures.orders.mean_order_value
    suggested = len(figures.suggested)
    remark = texts("analysis_book.remark_suggested", n=suggested) if suggested else ""
    yield FigureLine(texts("figures.sales"), formats.amount(orders.sales), formats.money, remark)
    yield FigureLine(texts("figures.purchases"), orders.purchases, formats.orders)
    mean = None if value is None else formats.amount(value)
    yield FigureLine(texts("figures.mean_order_value"), or_dash(mean), formats.money)
    yield FigureLine(texts("figures.orders"), orders.orders, formats.orders)
    yield FigureLine(texts("figures.void"), orders.void, formats.orders)
    after = texts("analysis_book.remark_after")
    yield FigureLine(texts("figures.after_as_of"), orders.after_as_of, formats.orders, after)
    unknown = texts("analysis_book.remark_unidentified")
    yield FigureLine(texts("figures.unidentified"), orders.unidentified, formats.orders, unknown)
    yield FigureLine(texts("figures.unidentified_share"), or_dash(orders.unidentified_share), RATE)
    amount = formats.amount(orders.unidentified_sales)
    yield FigureLine(texts("figures.unidentified_sales"), amount, formats.money)
    share = or_dash(orders.unidentified_sales_share)
    yield FigureLine(texts("figures.unidentified_sales_share"), share, RATE)


def _customers(figures: Figures, texts: Texts, formats: Formats) -> Iterator[FigureLine]:
    few = texts("analysis_book.remark_few", n=figures.buyers)
    few = few if figures.buyers < FEW_BUYERS else ""
    yield FigureLine(texts("figures.buyers"), figures.buyers, formats.people, few)
    repeat = texts("analysis_book.remark_repeat", n=figures.repeaters)
    yield FigureLine(texts("figures.repeat_rate"), or_dash(figures.repeat_rate), RATE, repeat)
    mean = or_dash(figures.mean_purchases)
    yield FigureLine(texts("figures.mean_purchases"), mean, formats.mean_times)
    for within in figures.f2_within:
        name = texts("figures.within", days=within.days)
        counted = texts(
            "analysis_book.remark_within", days=within.days, base=within.base, again=within.again
        )
        yield FigureLine(name, or_dash(within.rate), RATE, counted)
    for key, number in (("referrers", figures.referrers), ("referred", figures.referred)):
        recorded = texts("figures.not_recorded") if number is None else number
        yield FigureLine(texts(f"figures.{key}"), recorded, formats.people)
    active = figures.active_subscribers
    yield FigureLine(texts("figures.active_subscribers"), active, formats.people)
    yield FigureLine(
        texts("figures.mean_recency"), or_dash(figures.mean_recency), formats.mean_days
    )
    yield FigureLine(texts("figures.mean_tenure"), or_dash(figures.mean_tenure), formats.mean_days)
    if figures.excluded:
        excluded = texts("analysis_book.remark_excluded")
        yield FigureLine(texts("figures.excluded"), figures.excluded, formats.people, excluded)
    if figures.undated:
        yield FigureLine(texts("figures.undated"), figures.undated, formats.people)


def _intervals(figures: Figures, texts: Texts, formats: Formats) -> Iterator[FigureLine]:
    gaps = figures.intervals
    for key, days in (
        ("interval_mean", gaps.mean),
        ("interval_median", gaps.median),
        ("interval_mean_per_customer", gaps.mean_per_customer),
    ):
        yield FigureLine(texts(f"figures.{key}"), or_dash(days), formats.mean_days)


def scores(figures: Figures, texts: Texts, formats: Formats) -> Iterator[FigureLine]:
    """How R, F and M become scores, and the bounds between them."""
    rfm, method = figures.rfm, figures.rfm.method.value
    remarks = []
    if rfm.suggests_fixed and rfm.few_buyers:
        remarks.append(texts("analysis_book.few_scores"))
    if rfm.suggests_fixed and rfm.few_values:
        axes = ", ".join(rfm.few_values).upper()
        remarks.append(texts("analysis_book.few_values", axes=axes))
    named = texts(f"analysis_book.scores_{method}")
    yield FigureLine(texts("analysis_book.method"), named, remark="\n".join(remarks))
    empty = dict(rfm.empty) if figures.buyers else {}
    for axis, bounds in (
        ("r", rfm.r),
        ("f", rfm.f),
        ("m", tuple(formats.amount(bound) for bound in rfm.m)),
    ):
        key = "score_r" if axis == "r" else f"score_{axis}_{method}"
        said = " / ".join(_bound(bound) for bound in bounds) or NO_FIGURE
        nobody = ", ".join(str(score) for score in empty.get(axis, ()))
        remark = texts("analysis_book.empty_scores", axis=axis.upper(), scores=nobody)
        yield FigureLine(texts(f"analysis_book.{key}"), said, remark=remark if nobody else "")


def _bound(bound: Number | float) -> str:
    return f"{bound:,}" if isinstance(bound, int) else f"{float(bound):,.10g}"


def definitions(figures: Figures, texts: Texts) -> Iterator[tuple[str, str]]:
    """Every word of the workbook and what it means."""
    zero = figures.settings.zero_is_purchase
    purchase = texts(
        "analysis_book.about_purchase_zero" if zero else "analysis_book.about_purchase"
    )
    yield texts("analysis_book.term_purchase"), purchase
    for term in _TERMS:
        yield texts(f"analysis_book.term_{term}"), texts(f"analysis_book.about_{term}")
