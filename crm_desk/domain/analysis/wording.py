"""What the figures say, in sentences (analysis.md, "Sentences"): true, useful, never blaming.

A rule is decided by the exact rate, never by the rounded one that is shown.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from crm_desk.domain.analysis.figures import FEW_BUYERS, Figures, KindFilter, TierFigures
from crm_desk.domain.analysis.view import ChartName, Sentence
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts

MANY_BUYERS = 50
"""From so many on, what the best customers buy is worth a sentence."""
LEAST_BASE = 30
"""Below this many, a rate of conversion says little."""
LEAST_REGULARS = 3
LEAST_HISTORY = 180
"""Days of data from which somebody new can be told from somebody known."""
CURRENT = 31
"""Days up to which figures are today's."""
YEAR = 365
"""Days up to which a month and a day say which one is meant."""
STRONG = Fraction(30, 100)
LOYAL = Fraction(60, 100)


def sentences(figures: Figures, money: Money, texts: Texts, today: date) -> tuple[Sentence, ...]:
    """All sentences that hold, in the order of analysis.md; none without buyers.

    Args:
        money: the desk's currency.
        today: the shop's today, that the as-of date is old by.
    """
    if not figures.buyers:
        return ()
    before = _before(figures, texts, today)
    return tuple(
        Sentence(found.key, before + found.text, found.chart)
        for found in _all(figures, money, texts)
    )


def _before(figures: Figures, texts: Texts, today: date) -> str:
    """As of which day, where that isn't about now, and of which orders, where not of all."""
    said, as_of, kind = "", figures.as_of, figures.settings.kind
    if as_of is not None and (age := (today - as_of).days) > CURRENT:
        month = texts("sentence.months").split()[as_of.month - 1]
        when = texts("sentence.month_day", month=month, day=as_of.day)
        if age > YEAR:
            when = texts("sentence.with_year", year=as_of.year, month_day=when)
        said = texts("sentence.as_of", when=when)
    if kind is not KindFilter.ALL:
        said += texts(f"sentence.kind_{kind.value}")
    return said


def _all(figures: Figures, money: Money, texts: Texts) -> Iterator[Sentence]:
    if figures.buyers < FEW_BUYERS:
        yield Sentence("few", texts("sentence.few", n=figures.buyers), None)
    yield from _top_share(figures, texts)
    yield from _first_purchases(figures, texts)
    yield from _overdue_regulars(figures, texts)
    yield from _once(figures, texts)
    yield from _bought(figures, texts)
    yield from _past_interval(figures, texts)
    yield from _second_purchase(figures, texts)
    yield from _loyal_from(figures, texts)
    yield from _overdue_top(figures, money, texts)


def _sales(figures: Figures, texts: Texts) -> str:
    """Sales are those of known customers: said where there are others."""
    return texts("sentence.known_sales" if figures.orders.unidentified else "sentence.sales")


def _share(figures: Figures, amount: int) -> Fraction | None:
    """Share of the sales; None where returns of others make it no share at all."""
    share = figures.amount_share(amount)
    return share if share is not None and 0 <= share <= 1 else None


def _top_share(figures: Figures, texts: Texts) -> Iterator[Sentence]:
    tier = _tier(figures, 10)
    share = _share(figures, tier.amount)
    if figures.buyers < MANY_BUYERS or share is None:
        return
    sales, p = _sales(figures, texts), texts.percent(share)
    if share < STRONG:
        text = texts("sentence.broad", sales=sales, p=p)
    elif tier.left_out or tier.customers != _tier_size(figures.buyers, 10):
        # Others spent exactly as much, or too few spent anything: k is no fair number then.
        text = texts("sentence.top_share_tied", sales=sales, p=p)
    else:
        text = texts("sentence.top_share", k=f"{tier.customers:,}", sales=sales, p=p)
    yield Sentence("broad" if share < STRONG else "top_share", text, ChartName.PARETO)


def _first_purchases(figures: Figures, texts: Texts) -> Iterator[Sentence]:
    if figures.as_of is None or figures.data_from is None or figures.data_to is None:
        return
    seen = min(figures.as_of, figures.data_to) - figures.data_from
    if (n := figures.notable.first_30) and seen.days >= LEAST_HISTORY:
        yield Sentence("first_30", texts("sentence.first_30", n=f"{n:,}"), None)


def _overdue_regulars(figures: Figures, texts: Texts) -> Iterator[Sentence]:
    if (n := figures.notable.four_plus_quiet) >= LEAST_REGULARS:
        yield Sentence("regulars", texts("sentence.regulars", n=f"{n:,}"), ChartName.GRID)


def _once(figures: Figures, texts: Texts) -> Iterator[Sentence]:
    if figures.buyers < FEW_BUYERS:
        return
    p = texts.percent(figures.people_share(figures.notable.once))
    share = _share(figures, figures.notable.once_amount)
    if share is None:
        text = texts("sentence.once_people", p=p)
    else:
        text = texts("sentence.once", p=p, sales=_sales(figures, texts), q=texts.percent(share))
    yield Sentence("once", text, ChartName.CLUSTERS)


def _bought(figures: Figures, texts: Texts) -> Iterator[Sentence]:
    n = figures.notable.bought_90
    if figures.buyers < FEW_BUYERS:
        text = texts("sentence.bought_few", n=f"{n:,}")
    else:
        p = texts.percent(figures.people_share(n))
        text = texts("sentence.bought", n=f"{n:,}", p=p)
    yield Sentence("bought", text, ChartName.BANDS)


def _past_interval(figures: Figures, texts: Texts) -> Iterator[Sentence]:
    if n := figures.notable.past_interval:
        yield Sentence("past_interval", texts("sentence.past_interval", n=f"{n:,}"), None)


def _second_purchase(figures: Figures, texts: Texts) -> Iterator[Sentence]:
    for within in figures.f2_within:
        if within.days == 90 and within.base >= LEAST_BASE:
            p = texts.percent(within.rate)
            yield Sentence("f2", texts("sentence.f2", d=f"{within.base:,}", p=p), ChartName.STEPS)


def _loyal_from(figures: Figures, texts: Texts) -> Iterator[Sentence]:
    for step in figures.conversion:
        if step.base >= LEAST_BASE and step.rate is not None and step.rate >= LOYAL:
            p = texts.percent(step.rate)
            text = texts("sentence.loyal", k=step.start, p=p, next=step.start + 1)
            yield Sentence("loyal", text, ChartName.STEPS)
            return


def _overdue_top(figures: Figures, money: Money, texts: Texts) -> Iterator[Sentence]:
    said = figures.notable
    if not (n := said.top20_quiet):
        return
    m = money.text(said.top20_quiet_amount)
    if figures.buyers < FEW_BUYERS:
        k = _tier(figures, 20).customers
        text = texts("sentence.quiet_few", k=f"{k:,}", n=f"{n:,}", m=m)
    else:
        text = texts("sentence.quiet_top", n=f"{n:,}", m=m)
    yield Sentence("quiet_top", text, ChartName.SCATTER)


def _tier(figures: Figures, percent: int) -> TierFigures:
    found = (tier for tier in figures.tiers if tier.percent == percent)
    return next(found, TierFigures(percent))


def _tier_size(buyers: int, percent: int) -> int:
    """k_p of analysis.md, Tiers and clusters."""
    return (buyers * percent + 99) // 100
