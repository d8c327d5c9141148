"""The figures as a workbook to keep: summary, clusters with native charts, customers, words.

Written row by row (`write_only`), so that a hundred thousand customers fit into memory.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from crm_desk.domain.figures import BuyerRow, Cluster, Figures
from crm_desk.domain.texts import Texts
from crm_desk.reports.analysis_charts import BLOCK, Place, add_chart
from crm_desk.reports.analysis_words import Formats, Line, bands, definitions, summary
from crm_desk.reports.cells import storable

A4 = 9
_HEADER_FILL = "E6F1F0"


class Contact(NamedTuple):
    """Who a buyer is, as the shop knows them."""

    id: str = ""
    name: str = ""
    kana: str = ""
    email: str = ""
    phone: str = ""
    postcode: str = ""
    address: str = ""


@dataclass(frozen=True)
class AnalysisBook:
    """What the workbook is made of.

    Attributes:
        currency: ISO 4217 code; `digits` decimals of its amounts.
        rows: in the order they shall stand in; Excel holds 1,048,575.
        contacts: by customer key; who is not there has the key alone.
    """

    shop: str
    currency: str
    digits: int
    figures: Figures
    rows: Sequence[BuyerRow]
    contacts: Mapping[str, Contact]


def write_analysis_xlsx(book: AnalysisBook, texts: Texts, path: Path) -> None:
    """Write the workbook.

    Raises:
        OSError: the file can't be written.
    """
    workbook = Workbook(write_only=True)
    writer = _Writer(workbook, texts, Formats(texts, book.currency, book.digits), book.shop)
    _summary_sheet(writer, book)
    _cluster_sheet(writer, book.figures)
    _customer_sheet(writer, book)
    _definition_sheet(writer, book.figures)
    workbook.properties.creator = "CRM Desk"
    # Into memory first: a disk that refuses must not leave the archive open.
    content = BytesIO()
    workbook.save(content)
    path.write_bytes(content.getvalue())


class _Writer:
    """Makes sheets and cells; text is always text, whatever it begins with."""

    def __init__(self, workbook: Workbook, texts: Texts, formats: Formats, shop: str) -> None:
        self.texts, self.formats = texts, formats
        self._workbook, self._shop = workbook, shop
        self._styles: dict[tuple[str, bool, bool, bool], Any] = {}

    def sheet(self, key: str, widths: Sequence[float], *, frozen: str = "", filled: str = "") -> Any:
        """A sheet for A4 landscape; all of this must stand before the first row."""
        sheet = self._workbook.create_sheet(self.texts(f"analysis_book.{key}"))
        for column, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        title = self.texts("analysis_book.title", shop=self._shop)
        # In headers & begins a code.
        sheet.oddHeader.left.text = storable(title, self.texts).replace("&", "&&")[:120]
        sheet.oddFooter.center.text = self.texts("analysis_book.page")
        if frozen:
            sheet.freeze_panes = frozen
            sheet.print_title_rows = "1:1"
        if filled:
            sheet.auto_filter.ref = filled
        return sheet

    def cell(self, sheet: Any, value: object, number: str = "", *, head: bool = False,
             wrap: bool = False) -> Any:
        """One cell; `number` is its number format, Fractions become numbers, None stays empty."""
        if value is None:
            return None
        text = isinstance(value, str)
        cell = WriteOnlyCell(sheet)
        if isinstance(value, str):
            cell.value = storable(value, self.texts)
            cell.data_type = "s"
        else:
            cell.value = float(value) if isinstance(value, Fraction) else value  # type: ignore[assignment]
        self._style(cell, (number, head, wrap, text))
        return cell

    def _style(self, cell: Any, kind: tuple[str, bool, bool, bool]) -> None:
        """Styles are looked up once a kind: a million cells have a dozen of them."""
        known = self._styles.get(kind)
        if known is None:
            number, head, wrap, text = kind
            cell.alignment = Alignment(
                vertical="top", wrap_text=wrap, horizontal="left" if text else None
            )
            if number:
                cell.number_format = number
            if head:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=_HEADER_FILL)
            self._styles[kind] = cell._style
        else:
            cell._style = known

    def header(self, sheet: Any, keys: Iterable[str]) -> list[Any]:
        """Cells of a header row."""
        return [
            self.cell(sheet, self.texts(f"analysis_book.{key}"), head=True, wrap=True)
            for key in keys
        ]


def _summary_sheet(writer: _Writer, book: AnalysisBook) -> None:
    sheet = writer.sheet("summary", (46, 26, 80), frozen="A2")
    sheet.append(writer.header(sheet, ("name", "value", "remark")))
    for line in summary(book.figures, writer.texts, writer.formats):
        head = line.value is None
        value = writer.texts.date(line.value) if line.is_date else line.value
        sheet.append(
            [
                writer.cell(sheet, line.name, head=head),
                writer.cell(sheet, value, line.number),
                writer.cell(sheet, line.remark or None, wrap=True),
            ]
        )
