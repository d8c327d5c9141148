"""The table of issues of an import as a workbook."""

from collections.abc import Sequence
from pathlib import Path

from crm_desk.domain.texts import Texts
from crm_desk.reports.sheets.streaming import StreamedBook

_WIDTHS = (26, 8, 14, 22, 34, 70)


def write_issues_xlsx(rows: Sequence[tuple[str, ...]], texts: Texts, path: Path) -> None:
    """Write the table.

    Args:
        rows: file, row, what became of it, column, what stands there, why; as texts.
    """
    book = StreamedBook(texts, texts("import.issues_title"), texts("analysis_book.page"))
    sheet = book.sheet(texts("import.issues_title"), _WIDTHS, rows=len(rows))
    heads = ("file", "row", "outcome", "column", "value", "why")
    sheet.append([book.cell(sheet, texts(f"import.head_{name}"), head=True) for name in heads])
    for file, number, *rest in rows:
        cells = [file, int(number), *rest]
        sheet.append([book.cell(sheet, value) for value in cells])
    book.save(path)
