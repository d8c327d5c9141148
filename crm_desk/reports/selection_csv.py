"""A selection of customers as CSV, for another program or a mailing."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from crm_desk.domain.money import Money
from crm_desk.domain.rfm_view import Row
from crm_desk.domain.texts import Texts
from crm_desk.reports.selection_table import (
    COLUMNS,
    MONEY,
    RATIO,
    TEXT,
    Column,
    SelectionBook,
    Value,
    headers,
)

MISSING = "〓"
"""Stands for a character that the encoding lacks."""
_FORMULA = tuple("=+-@＝＋－＠")
_CONTROL = tuple("\t\r\n")
# The same signs, which Shift_JIS has at another place of Unicode.
_TWINS = {
    "cp932": str.maketrans("〜−‖—¢£¬", "～－∥―￠￡￢"),
}


class Lost(NamedTuple):
    """A customer's characters that the encoding lacks."""

    name: str
    characters: str


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
        out.writerow(_fit(name, encoding)[0] for name in headers(texts))
        for row in book.rows():
            cells, missing = _cells(row, texts, book.money, encoding)
            out.writerow(cells)
            if missing:
                lost.append(Lost(row.name, missing))
    return tuple(lost)


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula: a leading ' makes it text."""
    risky = text.startswith(_CONTROL) or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if risky else text


def _cells(row: Row, texts: Texts, money: Money, encoding: str) -> tuple[list[str], str]:
    cells, missing = [], ""
    for column, written in _written(row, texts, money):
        fitting, lost = _fit(written, encoding) if column.kind is TEXT else (written, "")
        cells.append(fitting)
        missing += "".join(sign for sign in lost if sign not in missing)
    return cells, missing


def _written(row: Row, texts: Texts, money: Money) -> Iterator[tuple[Column, str]]:
    for column in COLUMNS:
        yield column, _text(column, column.value(row, texts), money)


def _text(column: Column, value: Value, money: Money) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, date):
        return f"{value.year}/{value.month:02}/{value.day:02}"
    if isinstance(value, int):
        return money.number(value) if column.kind is MONEY else str(value)
    return f"{value:.2f}" if column.kind is RATIO else f"{value:g}"


def _fit(text: str, encoding: str) -> tuple[str, str]:
    """The text as the encoding can write it, and the characters that it can't."""
    if encoding not in _TWINS:
        return text, ""
    text = text.translate(_TWINS[encoding])
    lost = "".join(dict.fromkeys(sign for sign in text if not _has(sign, encoding)))
    return text.translate(dict.fromkeys(map(ord, lost), MISSING)), lost


def _has(sign: str, encoding: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
