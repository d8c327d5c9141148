"""A selection of customers as CSV, for another program or a mailing."""

from datetime import date
from pathlib import Path

from crm_desk.domain.analysis.view import BuyerRecord
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts
from crm_desk.reports.analysis.selection_table import (
    COLUMNS,
    MONEY,
    RATIO,
    TEXT,
    SelectionBook,
    SelectionColumn,
    Value,
    headers,
)
from crm_desk.reports.sheets.csv_text import LostCharacters, write_csv


def write_selection_csv(
    book: SelectionBook, texts: Texts, path: Path, encoding: str
) -> tuple[LostCharacters, ...]:
    """Write the customers, one a line, numbers without units.

    Args:
        encoding: `utf-8-sig`, or `cp932`, which lacks characters: they become 〓.

    Returns:
        What became 〓, by customer.

    Raises:
        OSError: the file can't be written.
    """
    rows = ((row.name, _cells(row, texts, book.money)) for row in book.rows())
    are_texts = [column.kind is TEXT for column in COLUMNS]
    return write_csv(path, encoding, headers(texts), rows, are_texts)


def _cells(row: BuyerRecord, texts: Texts, money: Money) -> list[str]:
    return [_text(column, column.value(row, texts), money) for column in COLUMNS]


def _text(column: SelectionColumn, value: Value, money: Money) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return f"{value.year}/{value.month:02}/{value.day:02}"
    if isinstance(value, int):
        return money.number(value) if column.kind is MONEY else str(value)
    return f"{value:.2f}" if column.kind is RATIO else f"{value:g}"
