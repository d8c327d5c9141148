"""Mailings as files: postcards, labels, a table of addressees."""

from pathlib import Path
from typing import TYPE_CHECKING

from crm_desk.desk.child import Cancel
from crm_desk.desk.files import Report, no_report, page_reporter, write_whole
from crm_desk.domain.texts import Texts

if TYPE_CHECKING:
    from crm_desk.reports.contacts.labels import LabelBook
    from crm_desk.reports.contacts.mailing_table import MailingBook
    from crm_desk.reports.contacts.people_pdf import PeopleBook
    from crm_desk.reports.contacts.postcards import PostcardBook
    from crm_desk.reports.sheets.csv_text import LostCharacters
    from crm_desk.reports.typesetting.drawing import Losses


def save_mailing_table(
    book: "MailingBook", texts: Texts, path: Path, encoding: str = "utf-8-sig"
) -> "tuple[LostCharacters, ...]":
    """Write a mailing's addressees as CSV where the name ends so, else as a workbook.

    Arguments, errors and what it returns as `save_selection`, by household.
    """
    from crm_desk.reports.contacts.mailing_table import write_mailing_csv, write_mailing_xlsx

    if path.suffix.lower() == ".csv":
        return write_whole(path, lambda part: write_mailing_csv(book, texts, part, encoding))
    write_whole(path, lambda temporary: write_mailing_xlsx(book, texts, temporary))
    return ()


def save_postcards(
    book: "PostcardBook",
    texts: Texts,
    path: Path,
    report: Report = no_report,
    cancel: Cancel | None = None,
) -> "Losses":
    """Write はがき宛名, one postcard a page; as `save_followup_sheets`."""
    from crm_desk.reports.contacts.postcards import write_postcards

    on_page = page_reporter(len(book.addressees), report, cancel)
    return write_whole(path, lambda part: write_postcards(book, texts, part, on_page))


def save_labels(
    book: "LabelBook",
    texts: Texts,
    path: Path,
    report: Report = no_report,
    cancel: Cancel | None = None,
) -> "Losses":
    """Write address labels; as `save_followup_sheets`."""
    from crm_desk.reports.contacts.labels import write_labels

    on_page = page_reporter(book.sheets, report, cancel)
    return write_whole(path, lambda part: write_labels(book, texts, part, on_page))


def save_people_list(
    book: "PeopleBook",
    texts: Texts,
    path: Path,
    report: Report = no_report,
    cancel: Cancel | None = None,
) -> "Losses":
    """Write a list of people; as `save_followup_sheets`."""
    from crm_desk.reports.contacts.people_pdf import page_count, write_people_list

    on_page = page_reporter(page_count(book), report, cancel)
    return write_whole(path, lambda part: write_people_list(book, texts, part, on_page))
