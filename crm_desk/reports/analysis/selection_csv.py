"""A selection of customers as CSV, for another program or a mailing."""

import csv
from collections.abc import Iterator
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
from crm_desk.reports.sheets.csv_text import Lost, encodable, safe


def write_selection_csv(
    book: SelectionBook, texts: Texts, path: Path, encoding: str
) -> tuple[Lost, ...]:
    """Write the customers, one a line, numbers without units.

    Args:
        encoding: `utf-8-sig`, or `cp932`, which lacks characters: they become 〓.

    Returns:
        What became 〓, by customer.

    Raises:
        OSError: the file can't be written.
    """
    lost: list[Lost] = []
    # Typed text may hold half a pair of surrogates, which no encoding takes.
    with path.open("w", encoding=encoding, errors="replace", newline="") as file:
        out = csv.writer(file)
        out.writerow(encodable(name, encoding)[0] for name in headers(texts))
        for row in book.rows():
            cells, missing = _cells(row, texts, book.money, encoding)
            out.writerow(cells)
            if missing:
                lost.append(Lost(row.name, missing))
    return tuple(lost)


def _cells(row: BuyerRecord, texts: Texts, money: Money, encoding: str) -> tuple[list[str], str]:
    cells, missing = [], ""
    for column, written in _written(row, texts, money):
        fitting, lost = encodable(written, encoding) if column.kind is TEXT else (written, "")
        # Guarded last: Shift_JIS has other signs that begin a formula.
        cells.append(safe(fitting) if column.kind is TEXT else fitting)
        missing += "".join(sign for sign in lost if sign not in missing)
    return cells, missing


def _written(row: BuyerRecord, texts: Texts, money: Money) -> Iterator[tuple[SelectionColumn, str]]:
    for column in COLUMNS:
        yield column, _text(column, column.value(row, texts), money)


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
