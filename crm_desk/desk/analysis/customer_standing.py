"""Where one customer stands among the buyers, in words, and when they bought."""

from datetime import date
from typing import NamedTuple

from crm_desk.desk.analysis import buyers
from crm_desk.desk.analysis.look import Look
from crm_desk.desk.desk import Desk
from crm_desk.domain.analysis.view import BuyerRecord
from crm_desk.domain.texts import Texts
from crm_desk.store.customers import lists

OWN_FROM = 3
"""Gaps from which an interval is a customer's own (analysis.md, "Per buyer")."""
_MONTH = 365.25 / 12


class TimedPurchase(NamedTuple):
    """One purchase; `amount` in minor units, as the desk counts."""

    day: date
    amount: int
    subscription: bool


class CustomerStanding(NamedTuple):
    """One customer among the buyers, as of the newest order.

    Attributes:
        title: the cluster; "" for who is no buyer.
        cluster: its short name; "" for who is no buyer.
        figures: R値 beside the own interval, 在籍期間, as one line says them.
        lines: R値, 在籍期間 and interval in words.
        purchases: oldest first.
        as_of: the day that R値 counts from; None without orders.
    """

    title: str
    cluster: str
    figures: tuple[str, ...]
    lines: tuple[str, ...]
    purchases: tuple[TimedPurchase, ...]
    as_of: date | None


def customer_standing(desk: Desk, look: Look, customer: int, texts: Texts) -> CustomerStanding:
    """One customer's place in a look; on any thread."""
    bought = desk.store.read_in_worker(lambda c: lists.purchases(c, customer))
    purchases = tuple(
        TimedPurchase(date.fromordinal(day), amount, bool(s)) for day, amount, s in bought
    )
    row = buyers.rows_in_worker(desk, look, [customer]).get(customer)
    figures = look.figures
    if row is None or figures.as_of is None:
        return CustomerStanding("", "", (), (texts("place.no_buyer"),), purchases, figures.as_of)
    return CustomerStanding(
        _title(row, texts),
        texts(f"place.cluster_{row.buyer.cluster.value}"),
        _figures(row, texts),
        _lines(row, figures.buyers, figures.as_of, texts),
        purchases,
        figures.as_of,
    )


def _title(row: BuyerRecord, texts: Texts) -> str:
    name = texts(f"figures.cluster_{row.buyer.cluster.value}")
    return texts("place.once_in_tier", cluster=name) if row.buyer.once_in_tier else name


def _figures(row: BuyerRecord, texts: Texts) -> tuple[str, ...]:
    buyer, days = row.buyer, f"{row.buyer.recency:,}"
    own = buyer.gaps >= OWN_FROM and buyer.interval is not None and not buyer.subscribed
    if own and buyer.interval is not None:
        said = texts("place.brief_usual", days=days, usual=f"{round(buyer.interval):,}")
    else:
        said = texts("place.brief_recency", days=days)
    tenure = texts("place.brief_tenure", days=f"{buyer.tenure:,}")
    return (said, tenure) if buyer.purchases > 1 else (said,)


def _lines(row: BuyerRecord, buyers: int, as_of: date, texts: Texts) -> tuple[str, ...]:
    buyer, day = row.buyer, texts.date
    lines = [
        texts("place.rank", n=f"{buyers:,}", rank=f"{buyer.rank:,}"),
        texts("place.recency", days=f"{buyer.recency:,}", last=day(buyer.last), as_of=day(as_of)),
    ]
    if buyer.purchases > 1:
        lines.append(
            texts(
                "place.tenure",
                days=f"{buyer.tenure:,}",
                about=about(buyer.tenure, texts),
                first=day(buyer.first),
            )
        )
    if buyer.subscribed:
        lines.append(texts("place.subscribed"))
    elif buyer.gaps >= OWN_FROM and buyer.interval is not None:
        key = "place.past_interval" if row.past_interval else "place.within_interval"
        lines.append(texts(key, days=f"{round(buyer.interval):,}"))
    else:
        lines.append(texts("place.no_interval"))
    return tuple(lines)


def about(days: int, texts: Texts) -> str:
    """A length of time as people say it: 12 days, 5 months, 2 years 3 months."""
    if days < 2 * _MONTH:
        return texts("place.days", n=days)
    months = round(days / _MONTH)
    years, rest = divmod(months, 12)
    if not years:
        return texts("place.months", n=months)
    said = texts("place.year") if years == 1 else texts("place.years", n=years)
    return texts("place.and_months", years=said, months=rest) if rest else said
