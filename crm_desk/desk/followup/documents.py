"""Follow-ups as files: a sheet per customer, the month's list."""

from pathlib import Path
from typing import TYPE_CHECKING

from crm_desk.desk.child import Cancel
from crm_desk.desk.files import Report, no_report, page_reporter, write_whole
from crm_desk.domain.texts import Texts

if TYPE_CHECKING:
    from crm_desk.reports.followup.list_pdf import ListBook
    from crm_desk.reports.followup.sheet_pdf import SheetBook
    from crm_desk.reports.followup.week_pdf import WeekBook
    from crm_desk.reports.typesetting.drawing import Losses


def save_followup_sheets(
    book: "SheetBook",
    texts: Texts,
    path: Path,
    report: Report = no_report,
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
        ReportableError: as `files.write_whole`.
    """
    from crm_desk.reports.followup.sheet_pdf import write_followup_sheets

    on_page = page_reporter(len(book.sheets), report, cancel)
    return write_whole(path, lambda part: write_followup_sheets(book, texts, part, on_page))


def save_followup_list(book: "ListBook", texts: Texts, path: Path) -> "Losses":
    """Write the list of follow-ups on paper; errors and what it returns as for sheets."""
    from crm_desk.reports.followup.list_pdf import write_followup_list

    return write_whole(path, lambda temporary: write_followup_list(book, texts, temporary))


def save_week(
    book: "WeekBook",
    texts: Texts,
    path: Path,
    report: Report = no_report,
    cancel: Cancel | None = None,
) -> "Losses":
    """Write 今週の電話とはがき; as `save_followup_sheets`."""
    from crm_desk.reports.followup.week_pdf import paginated, write_week

    on_page = page_reporter(len(paginated(book)), report, cancel)
    return write_whole(path, lambda part: write_week(book, texts, part, on_page))
