"""The analysis as files: PDF, workbook, the people of a selection."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desk.desk.analysis.look import Look
from crm_desk.desk.documents import Document
from crm_desk.desk.files import write_whole
from crm_desk.domain.analysis.filter_words import filter_words
from crm_desk.domain.analysis.view import Selected
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts

if TYPE_CHECKING:
    from crm_desk.desk.analysis.from_files import FileAnalysis
    from crm_desk.reports.analysis.pdf_wording import RfmPaper
    from crm_desk.reports.analysis.selection_table import SelectionBook
    from crm_desk.reports.sheets.csv_text import LostCharacters


def analysis_paper(
    look: Look,
    shop: str,
    texts: Texts,
    money: Money,
    today: date,
    selected: Selected | None = None,
) -> "RfmPaper":
    """A look, to be printed in the language of `texts`; on any thread.

    Args:
        selected: who is chosen by filters; None or no filters chooses nobody in particular.
    """
    from crm_desk.reports.analysis.pdf_wording import RfmPaper

    filters = () if selected is None else selected.filters
    return RfmPaper(
        shop=shop,
        money=money,
        view=look.view(texts, money, today),
        made_on=today,
        filters=[filter_words(each, texts, money) for each in filters],
        selected=selected if filters else None,
    )


def save_analysis_pdf(paper: "RfmPaper", texts: Texts, path: Path) -> dict[str, str]:
    """Write the printed analysis; errors as `files.write_whole`.

    Returns what could not be printed, by place.

    Args:
        paper: as `analysis_paper` makes it, in the language of `texts`.
    """
    from crm_desk.reports.analysis.pdf import write_rfm_pdf

    return write_whole(path, lambda temporary: write_rfm_pdf(paper, texts, temporary))


def save_figures(answer: "FileAnalysis", currency: str, texts: Texts, path: Path) -> None:
    """Write the figures of order files as a workbook; errors as `files.write_whole`."""
    from crm_desk.analysis.table import buyer_rows
    from crm_desk.reports.analysis.workbook import AnalysisBook, BuyerContact, write_analysis_xlsx

    data = answer.look.data
    keys = data.customers.keys
    book = AnalysisBook(
        shop="",
        currency=currency,
        digits=answer.digits,
        figures=answer.look.figures,
        rows=buyer_rows(answer.look.analysis, keys),
        contacts={
            key: BuyerContact(*person) for key, person in zip(keys, data.people, strict=True)
        },
    )
    write_whole(path, lambda temporary: write_analysis_xlsx(book, texts, temporary))


def save_selection(
    book: "SelectionBook", texts: Texts, path: Path, encoding: str = "utf-8-sig"
) -> "tuple[LostCharacters, ...]":
    """Write chosen customers as CSV where the name ends so, else as a workbook; on any thread.

    Args:
        book: as `export.selection_book` makes it.
        encoding: of CSV, `utf-8-sig` or `cp932`.

    Returns:
        Characters that the encoding lacks, by customer.

    Raises:
        ReportableError: as `files.write_whole`.
    """
    if path.suffix.lower() == ".csv":
        from crm_desk.reports.analysis.selection_csv import write_selection_csv

        return write_whole(path, lambda part: write_selection_csv(book, texts, part, encoding))
    from crm_desk.reports.analysis.selection_xlsx import write_selection_xlsx

    write_whole(path, lambda temporary: write_selection_xlsx(book, texts, temporary))
    return ()


ANALYSIS_PDF: "Document[RfmPaper]" = Document(
    "analysis",
    "analysis",
    ".pdf",
    lambda paper, texts: texts("file.rfm", shop=paper.shop, day=paper.made_on.isoformat()),
    save_analysis_pdf,
)
