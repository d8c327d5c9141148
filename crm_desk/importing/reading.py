"""Opening a file of rows, whatever it is."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desk.domain.errors import ReportableError
from crm_desk.importing.encodings import encoding_of
from crm_desk.importing.header_row import HeaderWords
from crm_desk.importing.safety import FileType, as_reportable_errors, kind_of
from crm_desk.importing.table import ReadOptions, SheetLook
from crm_desk.importing.text_reading import TextTable

if TYPE_CHECKING:
    from crm_desk.importing.excel_reading import WorkbookTable

_AS_FOUND = ReadOptions()


@dataclass(frozen=True)
class FilePreview:
    """A file as the wizard shows it before it is read.

    Attributes:
        options: as found or as chosen, nothing left open.
        rows: the file's first rows, also those above the headers; the first is number 1.
        header_candidates: row numbers that could hold the headers, the likeliest first; 0: none.
        size: of the file in bytes.
        encoding_asked: no encoding could be found; `options` has the person's choice.
        sheet_looks: every sheet of a workbook, those that are not read, too.
    """

    options: ReadOptions
    headers: tuple[str, ...]
    sheets: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    header_candidates: tuple[int, ...]
    size: int
    encoding_asked: bool
    sheet_looks: tuple[SheetLook, ...] = ()


def open_table(
    path: Path,
    options: ReadOptions = _AS_FOUND,
    *,
    words: HeaderWords | None = None,
    look_at_all: bool = False,
) -> "TextTable | WorkbookTable":
    """The rows of a file. Close it, or use it as a context manager.

    Args:
        options: what a person has decided; the rest is found out.
        words: what is known about headers; helps to find the header row and a workbook's sheets.
        look_at_all: look at every sheet of a workbook, also where `options` names some.

    Raises:
        ReportableError: it can't be read, needs a decision (`encoding_unknown`, `password_needed`),
            is no table, or is not harmless.
    """
    kind = kind_of(path, holds_nuls=(options.encoding or "").lower().startswith("utf-16"))
    if kind is FileType.TEXT:
        return TextTable(path, options, words)
    # Its library is large, and most files are text.
    from crm_desk.importing.excel_reading import WorkbookTable

    return WorkbookTable(path, kind, options, words, look_at_all=look_at_all)


def preview_file(
    path: Path,
    options: ReadOptions = _AS_FOUND,
    rows: int = 50,
    *,
    words: HeaderWords | None = None,
) -> FilePreview:
    """What is at the top of a file. Arguments and errors as in `open_table`.

    Where the encoding must be asked, `encoding_unknown` is raised until `options` names one.
    """
    with open_table(path, options, words=words, look_at_all=True) as table:
        return FilePreview(
            table.options,
            table.headers,
            table.sheets,
            tuple(tuple(row) for row in table.head[:rows]),
            table.header_candidates,
            table.size,
            isinstance(table, TextTable) and _must_ask(path, options),
            table.sheet_looks,
        )


def _must_ask(path: Path, options: ReadOptions) -> bool:
    if options.encoding is None:
        return False
    try:
        with as_reportable_errors(path):
            encoding_of(path, None)
    except ReportableError:
        return True
    return False
