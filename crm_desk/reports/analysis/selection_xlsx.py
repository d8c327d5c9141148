"""A selection of customers as a workbook."""

from pathlib import Path

from crm_desk.domain.analysis.view import BuyerRecord
from crm_desk.domain.texts import Texts
from crm_desk.reports.analysis.figure_wording import RATE, Formats
from crm_desk.reports.analysis.selection_table import (
    COLUMNS,
    DAY,
    DAYS,
    MEAN,
    MONEY,
    NUMBER,
    RATIO,
    TEXT,
    TIMES,
    ColumnKind,
    SelectionBook,
    about,
    headers,
)
from crm_desk.reports.sheets.streaming import DATE, StreamedBook


def write_selection_xlsx(book: SelectionBook, texts: Texts, path: Path) -> None:
    """Write the customers, and on a second sheet what the list is of.

    Raises:
        OSError: the file can't be written.
    """
    title = texts("rfm.book_title", shop=book.shop)
    out = StreamedBook(texts, title, texts("analysis_book.page"))
    formats = Formats(texts, book.money.currency, book.money.digits)
    _customers(out, book, formats)
    _about(out, book, formats)
    out.save(path)


def _customers(out: StreamedBook, book: SelectionBook, formats: Formats) -> None:
    widths = [column.width for column in COLUMNS]
    size = max(len(book.people), 1)
    sheet = out.sheet(out.texts("rfm.customers"), widths, rows=size)
    out.head(sheet, headers(out.texts))
    numbers = [_number(column.kind, formats) for column in COLUMNS]
    try:
        for row in book.rows():
            out.row(sheet, _cells(row, out.texts, formats), numbers)
    except BaseException:
        # A sheet that nobody ends makes openpyxl complain when it is discarded.
        sheet.close()
        raise


def _cells(row: BuyerRecord, texts: Texts, formats: Formats) -> list[object]:
    cells: list[object] = []
    for column in COLUMNS:
        value = column.value(row, texts)
        if column.kind is MONEY and isinstance(value, int):
            value = formats.amount(value)
        cells.append(None if value == "" else value)
    return cells


def _about(out: StreamedBook, book: SelectionBook, formats: Formats) -> None:
    sheet = out.sheet(out.texts("rfm.about"), (36, 60))
    for name, value, kind in about(book, out.texts):
        number = RATE if kind is RATIO else _number(kind, formats)
        shown = formats.amount(value) if kind is MONEY and isinstance(value, int) else value
        out.row(sheet, (name, shown), ("", number))


def _number(kind: ColumnKind, formats: Formats) -> str:
    return {
        TEXT: "",
        NUMBER: "#,##0",
        TIMES: formats.times,
        MONEY: formats.money,
        DAY: DATE,
        DAYS: formats.days,
        MEAN: formats.mean_days,
        RATIO: "0.00",
    }[kind]
