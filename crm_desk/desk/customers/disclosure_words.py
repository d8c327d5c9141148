"""What is held of a person, in words that the person reads."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from crm_desk.desk.customers.disclosure import AMOUNTS, QUANTITIES
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts

_WORDS = {
    "consent": "consent.",
    "result": "followup.result_",
    "way": "followup.way_",
    "medium": "followup.medium_",
    "cluster": "followup.segment_",
    "kind": "personal.kind_",
    "field": "marks.field_",
    "consent_source": "followup.consent_",
    "source": "followup.consent_",
    "before": "consent.",
    "after": "consent.",
    "remedies": "cases.remedy_",
    "typed_field": "personal.column_",
}
"""Columns whose values are words of the program, and where these are said."""
_SEVERAL = frozenset({"remedies"})
"""Columns of several such words, parted by blanks."""
_NONE_AT_ZERO = frozenset({"opening_purchases", "opening_amount", "discount", "refund"})
"""Columns in which zero means that there is nothing of the kind."""
_EVERY_MEDIUM = ("medium", "")


def column_words(column: str, texts: Texts) -> str:
    """What a column is called."""
    return texts(f"personal.column_{column}")


def value_words(column: str, value: Any, money: Money, texts: Texts) -> str:
    """A value as it is read; "" where nothing is said."""
    if (column, value) == _EVERY_MEDIUM:
        return texts("personal.every_medium")
    if value in (None, "") or (value == 0 and column in _NONE_AT_ZERO):
        return ""
    if isinstance(value, date):
        return texts.date(value)
    if column in ("made_at", "imported_at"):
        moment = datetime.fromisoformat(value)
        return f"{texts.date(moment.date())} {moment:%H:%M}"
    if column in AMOUNTS:
        return money.text(value)
    if column in QUANTITIES:
        return f"{(Decimal(value) / 1000).normalize():f}"
    if column == "is_right":
        return texts("personal.yes" if value else "personal.no")
    if column == "former":
        return texts("personal.yes") if value else ""
    if column in _SEVERAL:
        words = (texts.sentences.get(f"{_WORDS[column]}{one}", one) for one in value.split())
        return texts("customers.comma").join(words)
    if column in _WORDS:
        return texts.sentences.get(f"{_WORDS[column]}{value}", str(value))
    return str(value)


def row_words(row: Mapping[str, Any], money: Money, texts: Texts) -> dict[str, str]:
    """A row by the names of its columns, both in words."""
    return {
        column_words(column, texts): value_words(column, value, money, texts)
        for column, value in row.items()
    }
