"""An assessment as files: printed summary, workbook, blank sheet, JSON."""

from pathlib import Path
from typing import NamedTuple

from crm_desk.desk.assessment import exchange
from crm_desk.desk.documents import Document
from crm_desk.desk.files import write_whole
from crm_desk.domain.assessment.assessment import Assessment
from crm_desk.domain.assessment.questionnaire import Questionnaire
from crm_desk.domain.assessment.summary import Summary
from crm_desk.domain.texts import Texts


def save_assessment_pdf(summary: Summary, texts: Texts, path: Path) -> dict[str, str]:
    """Write the printed summary. Returns what could not be printed, by place.

    Raises:
        ReportableError: `write_failed`, `disk_full`; an older file stays as it was.
    """
    from crm_desk.reports.assessment.pdf import write_assessment_pdf

    return write_whole(path, lambda temporary: write_assessment_pdf(summary, texts, temporary))


def save_blank_sheet(questionnaire: Questionnaire, shop: str, texts: Texts, path: Path) -> None:
    """Write the questionnaire for filling in by hand; errors as `files.write_whole`."""
    from crm_desk.reports.assessment.blank_sheet import write_blank_sheet

    write_whole(path, lambda temporary: write_blank_sheet(questionnaire, shop, texts, temporary))


def save_assessment_xlsx(summary: Summary, texts: Texts, path: Path) -> None:
    """Write the workbook; errors as `files.write_whole`."""
    from crm_desk.reports.assessment.workbook import write_assessment_xlsx

    write_whole(path, lambda temporary: write_assessment_xlsx(summary, texts, temporary))


def save_assessment_json(assessment: Assessment, shop: str, path: Path) -> None:
    """Write one assessment to move it to another desk; errors as `files.write_whole`."""
    text = exchange.to_json(assessment, shop)
    write_whole(path, lambda temporary: temporary.write_text(text, encoding="utf-8"))


class BlankSheet(NamedTuple):
    """A questionnaire to be filled in by hand."""

    questionnaire: Questionnaire
    shop: str


class ShopAssessment(NamedTuple):
    """An assessment on its way to another desk."""

    assessment: Assessment
    shop: str


def _title(shop: str, assessment: Assessment, texts: Texts) -> str:
    return texts("file.assessment", shop=shop, day=assessment.details.held_on.isoformat())


ASSESSMENT_PDF: Document[Summary] = Document(
    "assessment",
    "assessment",
    ".pdf",
    lambda summary, texts: _title(summary.shop, summary.assessment, texts),
    save_assessment_pdf,
)
ASSESSMENT_XLSX: Document[Summary] = Document(
    "assessment_xlsx", "assessment", ".xlsx", ASSESSMENT_PDF.title, save_assessment_xlsx
)
BLANK_SHEET: Document[BlankSheet] = Document(
    "blank_sheet",
    "assessment",
    ".pdf",
    lambda _sheet, texts: texts("file.blank"),
    lambda sheet, texts, path: save_blank_sheet(*sheet, texts, path),
)
ASSESSMENT_JSON: Document[ShopAssessment] = Document(
    "assessment_json",
    "assessment",
    ".json",
    lambda sent, texts: _title(sent.shop, sent.assessment, texts),
    lambda sent, _texts, path: save_assessment_json(*sent, path),
)
