"""A selection of customers as a table: what stands in its columns, for every kind of file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from crm_desk.domain.analysis.view import BuyerRecord, Selected
from crm_desk.domain.contacts.phones import shown_phone
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts


class ColumnKind(NamedTuple):
    """What a column holds: texts, whole numbers, money, days, means."""

    name: str


TEXT, NUMBER, TIMES, MONEY, DAY, DAYS, MEAN, RATIO = (
    ColumnKind(name)
    for name in ("text", "number", "times", "money", "day", "days", "mean", "ratio")
)
Value = str | int | float | date | None


class SelectionColumn(NamedTuple):
    """One column; `key` names its header in `analysis_book`, `width` is in characters."""

    key: str
    width: int
    kind: ColumnKind
    value: Callable[[BuyerRecord, Texts], Value]


@dataclass(frozen=True)
class SelectionBook:
    """What a list is made of.

    Attributes:
        as_of: データ抽出日.
        filters: in words.
        people: ids of those who are in it.
        left_out: how many of the selection are not, because they are 連絡不可.
        waiting: names of those who are not because of an open complaint.
        rows: makes the customers on each call, in the order of the list.
    """

    shop: str
    money: Money
    as_of: date | None
    selected: Selected
    filters: Sequence[str]
    people: Sequence[int]
    left_out: int
    rows: Callable[[], Iterator[BuyerRecord]]
    waiting: tuple[str, ...] = ()


COLUMNS = (
    SelectionColumn("rank", 7, NUMBER, lambda row, _: row.buyer.rank),
    SelectionColumn("id", 14, TEXT, lambda row, _: row.member_no),
    SelectionColumn("person", 18, TEXT, lambda row, _: row.name),
    SelectionColumn("kana", 18, TEXT, lambda row, _: row.kana),
    SelectionColumn("email", 28, TEXT, lambda row, _: row.email),
    SelectionColumn("phone", 15, TEXT, lambda row, _: shown_phone(row.phone)),
    SelectionColumn(
        "cluster", 22, TEXT, lambda row, texts: texts(f"figures.cluster_{row.buyer.cluster.value}")
    ),
    SelectionColumn("mark", 20, TEXT, lambda row, texts: _marks(row, texts)),
    SelectionColumn("purchases", 10, TIMES, lambda row, _: row.buyer.purchases),
    SelectionColumn("amount", 15, MONEY, lambda row, _: row.buyer.amount),
    SelectionColumn("first", 12, DAY, lambda row, _: row.buyer.first),
    SelectionColumn("last", 12, DAY, lambda row, _: row.buyer.last),
    SelectionColumn("recency", 9, DAYS, lambda row, _: row.buyer.recency),
    SelectionColumn("tenure", 10, DAYS, lambda row, _: row.buyer.tenure),
    SelectionColumn("interval", 11, MEAN, lambda row, _: row.buyer.interval),
    SelectionColumn("ratio", 11, RATIO, lambda row, _: row.buyer.interval_ratio),
    SelectionColumn("r", 5, NUMBER, lambda row, _: row.buyer.r),
    SelectionColumn("f", 5, NUMBER, lambda row, _: row.buyer.f),
    SelectionColumn("m", 5, NUMBER, lambda row, _: row.buyer.m),
)


def headers(texts: Texts) -> list[str]:
    """Names of the columns."""
    return [texts(f"analysis_book.{column.key}") for column in COLUMNS]


def about(book: SelectionBook, texts: Texts) -> Iterator[tuple[str, object, ColumnKind]]:
    """What the list is of: name, value, kind; shares are fractions."""
    chosen = book.selected
    filters = texts("rfm.and_also").join(book.filters) or texts("rfm.everybody")
    yield texts("rfm.about_filters"), filters, TEXT
    yield texts("rfm.about_as_of"), book.as_of, DAY
    yield texts("rfm.about_people"), chosen.customers, NUMBER
    if book.left_out:
        yield texts("rfm.about_left_out"), book.left_out, NUMBER
    if book.waiting:
        yield texts("rfm.about_waiting"), len(book.waiting), NUMBER
    yield texts("rfm.about_people_share"), _dash(chosen.people_share, texts), RATIO
    yield texts("rfm.about_amount"), chosen.amount, MONEY
    yield texts("rfm.about_amount_share"), _dash(chosen.amount_share, texts), RATIO


def _dash(share: Fraction | None, texts: Texts) -> object:
    return texts.percent(None) if share is None else share


def _marks(row: BuyerRecord, texts: Texts) -> str:
    found = [
        texts(f"analysis_book.{key}")
        for key, holds in (
            ("mark_once", row.buyer.once_in_tier),
            ("mark_subscribed", row.buyer.subscribed),
            ("mark_past", row.past_interval),
        )
        if holds
    ]
    return texts("analysis_book.mark_gap").join(found)
