"""A workbook written row by row, for sheets with very many of them."""

from collections.abc import Sequence
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from crm_desk.domain.formulas import is_like_formula
from crm_desk.domain.texts import Texts
from crm_desk.reports.sheets.cells import storable

DATE = "yyyy/mm/dd"
_A4 = 9
_TITLE_LIMIT = 120
"""Characters of the title on every printed page; Excel takes 255 with all codes."""
_LONG = 40
"""Characters from which a text wraps: shorter ones keep one line each."""
_HEADER_FILL = "E6F1F0"


class StreamedBook:
    """Makes sheets and cells; text is always text, whatever it begins with.

    Args:
        title: stands on every printed page.
        page: footer, with Excel's codes for page and pages.
    """

    def __init__(self, texts: Texts, title: str, page: str) -> None:
        self.texts = texts
        # In headers & begins a code.
        self._title = storable(title, texts)[:_TITLE_LIMIT].replace("&", "&&")
        self._page = page
        self._workbook = Workbook(write_only=True)
        self._workbook.properties.creator = "CRM Desk"
        self._styles: dict[tuple[str, bool, bool, bool], Any] = {}

    def sheet(self, title: str, widths: Sequence[float], *, rows: int = 0) -> Any:
        """A sheet for A4 landscape, as wide as a page.

        Args:
            widths: of the columns, in characters.
            rows: below the header, where all of the sheet is one table: its header stays in
                sight and on every page, and has filters.
        """
        sheet = self._workbook.create_sheet(title)
        for column, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.oddHeader.left.text = self._title
        sheet.oddFooter.center.text = self._page
        if rows:
            sheet.freeze_panes = "A2"
            sheet.print_title_rows = "1:1"
            sheet.auto_filter.ref = f"A1:{get_column_letter(len(widths))}{rows + 1}"
        return sheet

    def cell(self, sheet: Any, value: object, number: str = "", *, head: bool = False) -> Any:
        """One cell; `number` is its number format. Fractions become numbers, None stays empty."""
        if value is None:
            return None
        cell = WriteOnlyCell(sheet)
        if isinstance(value, str):
            cell.value = storable(value, self.texts)
            cell.data_type = "s"
            # Text it is anyway; so it stays text when somebody edits the cell.
            cell.quotePrefix = is_like_formula(value)
        elif isinstance(value, Fraction):
            cell.value = float(value)
        else:
            cell.value = value  # type: ignore[assignment]
        wrap = head or (isinstance(value, str) and len(value) > _LONG)
        self._style(cell, (number, head, wrap, isinstance(value, str)))
        return cell

    def row(self, sheet: Any, values: Sequence[object], formats: Sequence[str] = ()) -> None:
        """Append a row; `formats` are number formats, one a value."""
        numbers = formats or ("",) * len(values)
        sheet.append(
            [self.cell(sheet, v, number) for v, number in zip(values, numbers, strict=True)]
        )

    def head(self, sheet: Any, names: Sequence[str]) -> None:
        """Append a header row."""
        sheet.append([self.cell(sheet, name, head=True) for name in names])

    def save(self, path: Path) -> None:
        """Write the file.

        Raises:
            OSError: it can't be written.
        """
        # Into memory first: a disk that refuses must not leave the archive open.
        content = BytesIO()
        self._workbook.save(content)
        path.write_bytes(content.getvalue())

    def _style(self, cell: Any, kind: tuple[str, bool, bool, bool]) -> None:
        """Styles are made once a kind: a million cells have a dozen of them."""
        known = self._styles.get(kind)
        if known is not None:
            cell._style = known
            return
        number, head, wrap, text = kind
        cell.alignment = Alignment("left" if text else None, "top", wrap_text=wrap)
        if number:
            cell.number_format = number
        if head:
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=_HEADER_FILL)
        self._styles[kind] = cell._style
