"""The month so far in words, for the home page."""

from datetime import date
from typing import NamedTuple

from crm_desk.domain.analysis.month import MonthSoFar, Sales, change
from crm_desk.domain.decimals import percent
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts


class MonthWords(NamedTuple):
    """A month as its card shows it; `lines` compare it."""

    title: str
    figure: str
    beside: str
    lines: tuple[str, ...]


def month_words(found: MonthSoFar | None, today: date, texts: Texts, money: Money) -> MonthWords:
    """The card of a month.

    Args:
        found: None while there is no order of the month.
    """
    month = texts("sentence.months").split()[today.month - 1]
    if found is None:
        return MonthWords(
            texts("home.month_title", month=month), texts("home.no_orders_yet"), "", ()
        )
    title = texts("home.month_title_to", month=month, day=found.span.last.day)
    return MonthWords(
        title,
        money.text(found.sales.amount),
        texts("home.month_orders", n=f"{found.sales.orders:,}"),
        (
            _compared("month_before", found.sales, found.month_before, texts, money),
            _compared("year_before", found.sales, found.year_before, texts, money),
        ),
    )


def _compared(name: str, now: Sales, before: Sales | None, texts: Texts, money: Money) -> str:
    """The same days of another month; that there are no orders of them is said."""
    if before is None:
        return texts(f"home.{name}_none")
    said = texts(f"home.{name}", amount=money.text(before.amount), n=f"{before.orders:,}")
    rise = change(now, before)
    if rise is None:
        return said
    share = percent(rise) if rise >= 0 else -percent(-rise)
    return texts("home.with_change", said=said, change=f"{texts.signed(share)}%")
