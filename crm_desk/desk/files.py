"""Files that leave the desk: PDF, XLSX, JSON. The libraries are loaded when first needed."""

import errno
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from crm_desk.desk.assessment import exchange
from crm_desk.desk.child import Cancel
from crm_desk.domain.assessment.assessment import Assessment
from crm_desk.domain.assessment.questionnaire import Questionnaire
from crm_desk.domain.assessment.summary import Summary
from crm_desk.domain.errors import UserError
from crm_desk.domain.texts import Texts

if TYPE_CHECKING:
    from crm_desk.desk.analysis.from_files import Answer
    from crm_desk.importing.issues import Issue
    from crm_desk.reports.analysis.pdf_wording import RfmPaper
    from crm_desk.reports.analysis.selection_table import SelectionBook
    from crm_desk.reports.contacts.labels import LabelBook
    from crm_desk.reports.contacts.mailing_table import DmBook
    from crm_desk.reports.contacts.postcards import PostcardBook
    from crm_desk.reports.followup.list_pdf import ListBook
    from crm_desk.reports.followup.sheet_pdf import SheetBook
    from crm_desk.reports.sheets.csv_text import Lost
    from crm_desk.reports.typesetting.drawing import Losses

T = TypeVar("T")
Report = Callable[[int, int], None]
_LONGEST_NAME = 80
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def _silent(done: int, pages: int) -> None:
    """Nobody wants to know how far it is."""


def save_pdf(summary: Summary, texts: Texts, path: Path) -> dict[str, str]:
    """Write the printed summary. Returns what could not be printed, by place.

    Raises:
        UserError: `write_failed`, `disk_full`; an older file stays as it was.
    """
    from crm_desk.reports.assessment.pdf import write_assessment_pdf

    return _written(path, lambda temporary: write_assessment_pdf(summary, texts, temporary))


def save_rfm_pdf(paper: "RfmPaper", texts: Texts, path: Path) -> dict[str, str]:
    """Write the printed analysis; errors and what it returns as `save_pdf`.

    Args:
        paper: as `desk.rfm.Rfm.paper` makes it, in the language of `texts`.
    """
    from crm_desk.reports.analysis.pdf import write_rfm_pdf

    return _written(path, lambda temporary: write_rfm_pdf(paper, texts, temporary))


def save_blank_sheet(questionnaire: Questionnaire, shop: str, texts: Texts, path: Path) -> None:
    """Write the questionnaire for filling in by hand; errors as `save_pdf`."""
    from crm_desk.reports.assessment.blank_sheet import write_blank_sheet

    _written(path, lambda temporary: write_blank_sheet(questionnaire, shop, texts, temporary))


def save_xlsx(summary: Summary, texts: Texts, path: Path) -> None:
    """Write the workbook; errors as `save_pdf`."""
    from crm_desk.reports.assessment.workbook import write_assessment_xlsx

    _written(path, lambda temporary: write_assessment_xlsx(summary, texts, temporary))


def save_json(assessment: Assessment, shop: str, path: Path) -> None:
    """Write one assessment to move it to another desk; errors as `save_pdf`."""
    text = exchange.to_json(assessment, shop)
    _written(path, lambda temporary: temporary.write_text(text, encoding="utf-8"))


def save_text(text: str, path: Path) -> None:
    """Write a text file in UTF-8; errors as `save_pdf`."""
    _written(path, lambda temporary: temporary.write_text(text, encoding="utf-8"))


def save_bytes(data: bytes, path: Path) -> None:
    """Write a file that was made elsewhere; errors as `save_pdf`."""
    _written(path, lambda temporary: temporary.write_bytes(data))


def save_issues(issues: "Sequence[Issue]", texts: Texts, path: Path) -> None:
    """Write the table of issues as a workbook; errors as `save_pdf`."""
    from crm_desk.desk.importing.wording import issue_row
    from crm_desk.reports.importing.issues_workbook import write_issues_xlsx

    rows = [issue_row(issue, texts) for issue in issues]
    _written(path, lambda temporary: write_issues_xlsx(rows, texts, temporary))


def save_figures(answer: "Answer", currency: str, texts: Texts, path: Path) -> None:
    """Write the figures of order files as a workbook; errors as `save_pdf`."""
    from crm_desk.analysis.table import buyer_rows
    from crm_desk.reports.analysis.workbook import AnalysisBook, Contact, write_analysis_xlsx

    keys = answer.loaded.customers.keys
    book = AnalysisBook(
        shop="",
        currency=currency,
        digits=answer.digits,
        figures=answer.analysis.figures,
        rows=buyer_rows(answer.analysis, keys),
        contacts={
            key: Contact(*person) for key, person in zip(keys, answer.loaded.people, strict=True)
        },
    )
    _written(path, lambda temporary: write_analysis_xlsx(book, texts, temporary))


def save_selection(
    book: "SelectionBook", texts: Texts, path: Path, encoding: str = "utf-8-sig"
) -> "tuple[Lost, ...]":
    """Write chosen customers as CSV where the name ends so, else as a workbook; on any thread.

    Args:
        book: as `desk.rfm.Rfm.book` makes it.
        encoding: of CSV, `utf-8-sig` or `cp932`.

    Returns:
        Characters that the encoding lacks, by customer.

    Raises:
        UserError: as `save_pdf`.
    """
    if path.suffix.lower() == ".csv":
        from crm_desk.reports.analysis.selection_csv import write_selection_csv

        return _written(path, lambda part: write_selection_csv(book, texts, part, encoding))
    from crm_desk.reports.analysis.selection_xlsx import write_selection_xlsx

    _written(path, lambda temporary: write_selection_xlsx(book, texts, temporary))
    return ()


def save_followup_sheets(
    book: "SheetBook",
    texts: Texts,
    path: Path,
    report: Report = _silent,
    cancel: Cancel | None = None,
) -> "Losses":
    """Write 個別管理シート, one customer a page; on any thread.

    Args:
        report: told (pages done, pages) before each page.
        cancel: looked at before each page.

    Returns:
        What could not be printed as typed.

    Raises:
        CancelledError: it was called off; an older file stays as it was.
        UserError: as `save_pdf`.
    """
    from crm_desk.reports.followup.sheet_pdf import write_followup_sheets

    on_page = _on_page(len(book.sheets), report, cancel)
    return _written(path, lambda part: write_followup_sheets(book, texts, part, on_page))


def save_followup_list(book: "ListBook", texts: Texts, path: Path) -> "Losses":
    """Write the list of follow-ups on paper; errors and what it returns as for sheets."""
    from crm_desk.reports.followup.list_pdf import write_followup_list

    return _written(path, lambda temporary: write_followup_list(book, texts, temporary))


def save_dm(
    book: "DmBook", texts: Texts, path: Path, encoding: str = "utf-8-sig"
) -> "tuple[Lost, ...]":
    """Write a mailing's addressees as CSV where the name ends so, else as a workbook.

    Arguments, errors and what it returns as `save_selection`, by household.
    """
    from crm_desk.reports.contacts.mailing_table import write_dm_csv, write_dm_xlsx

    if path.suffix.lower() == ".csv":
        return _written(path, lambda part: write_dm_csv(book, texts, part, encoding))
    _written(path, lambda temporary: write_dm_xlsx(book, texts, temporary))
    return ()


def save_postcards(
    book: "PostcardBook",
    texts: Texts,
    path: Path,
    report: Report = _silent,
    cancel: Cancel | None = None,
) -> "Losses":
    """Write はがき宛名, one postcard a page; as `save_followup_sheets`."""
    from crm_desk.reports.contacts.postcards import write_postcards

    on_page = _on_page(len(book.addressees), report, cancel)
    return _written(path, lambda part: write_postcards(book, texts, part, on_page))


def save_labels(book: "LabelBook", texts: Texts, path: Path) -> "Losses":
    """Write address labels; errors and what it returns as `save_followup_sheets`."""
    from crm_desk.reports.contacts.labels import write_labels

    return _written(path, lambda temporary: write_labels(book, texts, temporary))


def _on_page(pages: int, report: Report, cancel: Cancel | None) -> Callable[[int], None]:
    def on_page(done: int) -> None:
        if cancel is not None:
            cancel.check()
        report(done, pages)

    return on_page


def keep_file(source: Path, path: Path) -> None:
    """Keep a document that was made already under a name; errors as `save_pdf`."""
    _written(path, lambda temporary: shutil.copyfile(source, temporary))


def _written(path: Path, write: Callable[[Path], T]) -> T:
    """Write beside the target, then rename: what stands at `path` is always whole."""
    if not path.name or path.is_dir():
        raise UserError("write_failed", file=path.name or str(path))
    temporary = path.with_name(f".{path.stem[:_LONGEST_NAME]}.part{path.suffix}")
    try:
        result = write(temporary)
        temporary.replace(path)
    except OSError as error:
        key = "disk_full" if error.errno in _NO_ROOM else "write_failed"
        raise UserError(key, file=path.name) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return result
