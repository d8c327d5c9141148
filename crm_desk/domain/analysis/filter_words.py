"""What a filter says, in words."""

from collections.abc import Callable
from typing import Any

from crm_desk.domain.analysis.view import Filter
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts

Ends = tuple[int | None, int | None]


def filter_words(filter_: Filter, texts: Texts, money: Money) -> str:
    """What a filter says, for its chip: `TOP10%層(1%を除く)`, `R値 61〜90日`, `R3×F2`."""
    return _WORDS[filter_.kind](filter_.value, texts, money)


def _range(ends: Ends, texts: Texts, write: Callable[[int], str]) -> str:
    first, last = (None if end is None else write(end) for end in ends)
    if first is None:
        return texts("rfm.nothing") if last is None else texts("rfm.up_to", last=last)
    if last is None:
        return texts("rfm.from", first=first)
    return first if first == last else texts("rfm.range", first=first, last=last)


def _days(ends: Ends, texts: Texts) -> str:
    first, last = ends
    if last is None and first is not None:
        return texts("rfm.days_open", first=first)
    return texts("rfm.days", range=_range(ends, texts, str))


def _times(ends: Ends, texts: Texts) -> str:
    first, last = ends
    if last is None and first is not None:
        return texts("rfm.times_open", first=first)
    return texts("rfm.times", range=_range(ends, texts, str))


_WORDS: dict[str, Callable[[Any, Texts, Money], str]] = {
    "cluster": lambda value, texts, _: texts(f"figures.cluster_{value.value}"),
    "tier": lambda value, texts, _: texts("rfm.filter_tier", percent=value),
    "cell": lambda value, texts, _: texts("rfm.filter_cell", r=value[0], f=value[1]),
    "recency": lambda value, texts, _: texts("rfm.filter_recency", days=_days(value, texts)),
    "amount": lambda value, texts, money: texts(
        "rfm.filter_amount", range=_range(value, texts, money.text)
    ),
    "purchases": lambda value, texts, _: texts("rfm.filter_purchases", times=_times(value, texts)),
    "past_interval": lambda _, texts, __: texts("rfm.filter_past_interval"),
    "subscribed": lambda _, texts, __: texts("rfm.filter_subscribed"),
    "steps": lambda value, texts, _: texts("rfm.filter_steps", k=value),
}
