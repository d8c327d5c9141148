"""Everything that is held of one person as files: to be read, and for other programs."""

from pathlib import Path

from crm_desk.desk.customers.disclosure import (
    DisclosureRequest,
    as_json,
    disclosure,
)
from crm_desk.desk.customers.disclosure_words import row_words
from crm_desk.desk.documents import Document
from crm_desk.desk.files import save_text, write_whole
from crm_desk.domain.texts import Texts


def save_disclosure_pdf(given: DisclosureRequest, texts: Texts, path: Path) -> dict[str, str]:
    """Write everything as pages to be handed over. Returns what could not be printed, by section.

    Raises:
        ReportableError: `customer_gone`, and as `files.write_whole`.
    """
    from crm_desk.reports.customers.disclosure_pdf import HeldPages, HeldSection, write_held_pages

    found = disclosure(given)
    day = texts.date(found.made_at.date())
    sections = tuple(
        HeldSection(
            texts(f"personal.table_{held.table}"),
            tuple(row_words(row, found.money, texts) for row in held.rows),
        )
        for held in found.tables
    )
    pages = HeldPages(found.shop, found.name, day, sections)
    return write_whole(path, lambda temporary: write_held_pages(pages, texts, temporary))


def save_disclosure_json(given: DisclosureRequest, _texts: Texts, path: Path) -> None:
    """Write everything as JSON; errors as `save_disclosure_pdf`."""
    save_text(as_json(disclosure(given)), path)


DISCLOSURE_PDF: Document[DisclosureRequest] = Document(
    "disclosure",
    "customers",
    ".pdf",
    lambda given, texts: texts("file.disclosure", name=given.name),
    save_disclosure_pdf,
)
DISCLOSURE_JSON: Document[DisclosureRequest] = Document(
    "disclosure_json", "customers", ".json", DISCLOSURE_PDF.title, save_disclosure_json
)
