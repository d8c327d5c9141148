"""Addressees of a mailing as a table, for a printing house or another program: CSV, XLSX."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from crm_desk.domain.contacts.addressee import Addressee
from crm_desk.domain.contacts.phones import shown_phone
from crm_desk.domain.texts import Texts
from crm_desk.reports.sheets.csv_text import LostCharacters, write_csv
from crm_desk.reports.sheets.streaming import StreamedBook


class MailingRow(NamedTuple):
    """One envelope, and what it is sent for."""

    addressee: Addressee
    template: str = ""
    purpose: str = ""


@dataclass(frozen=True)
class MailingBook:
    """A mailing: one row a household."""

    shop: str
    rows: Sequence[MailingRow]


class _Column(NamedTuple):
    """`key` names its header in `dm`, `width` is in characters."""

    key: str
    width: int
    value: Callable[[MailingRow], str]


_BETWEEN_IDS = " "
_COLUMNS = (
    _Column("postcode", 11, lambda row: row.addressee.post_code),
    _Column("address_first", 40, lambda row: row.addressee.lines[0]),
    _Column("address_second", 28, lambda row: row.addressee.lines[1]),
    _Column("name", 22, lambda row: row.addressee.name),
    _Column("honorific", 7, lambda row: row.addressee.honorific),
    _Column("member_nos", 16, lambda row: _BETWEEN_IDS.join(row.addressee.member_nos)),
    _Column("phone", 15, lambda row: shown_phone(row.addressee.phone)),
    _Column("template", 14, lambda row: row.template),
    _Column("purpose", 28, lambda row: row.purpose),
    _Column("firm", 22, lambda row: row.addressee.firm),
)


def write_mailing_csv(
    book: MailingBook, texts: Texts, path: Path, encoding: str
) -> tuple[LostCharacters, ...]:
    """Write the mailing, one household a line, everything as text.

    Args:
        encoding: `utf-8-sig`, or `cp932`, which lacks characters: they become 〓.

    Returns:
        What became 〓, by household.

    Raises:
        OSError: the file can't be written.
    """
    rows = ((row.addressee.name, [column.value(row) for column in _COLUMNS]) for row in book.rows)
    return write_csv(path, encoding, _headers(texts), rows, [True] * len(_COLUMNS))


def write_mailing_xlsx(book: MailingBook, texts: Texts, path: Path) -> None:
    """Write the mailing as a workbook, everything as text.

    Raises:
        OSError: the file can't be written.
    """
    out = StreamedBook(texts, texts("dm.title", shop=book.shop), texts("analysis_book.page"))
    widths = [column.width for column in _COLUMNS]
    sheet = out.sheet(texts("dm.sheet"), widths, rows=max(len(book.rows), 1))
    out.head(sheet, _headers(texts))
    for row in book.rows:
        out.row(sheet, [column.value(row) or None for column in _COLUMNS])
    out.save(path)


def _headers(texts: Texts) -> list[str]:
    return [texts(f"dm.{column.key}") for column in _COLUMNS]
