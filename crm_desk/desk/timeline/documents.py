"""The list of cases on paper."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crm_desk.desk.documents import Document
from crm_desk.desk.files import write_whole
from crm_desk.desk.timeline.cases import CaseList
from crm_desk.desk.timeline.wording import due_words, who_words
from crm_desk.domain.texts import Texts
from crm_desk.domain.timeline.case import CaseGroup

if TYPE_CHECKING:
    from crm_desk.reports.typesetting.drawing import Losses


class CaseSheet(NamedTuple):
    """What is printed: the open cases, as they stand on a day."""

    shop: str
    day: date
    found: CaseList


def save_case_sheet(sheet: CaseSheet, texts: Texts, path: Path) -> "Losses":
    """Write the open cases on A4; errors as `files.write_whole`. On any thread."""
    from crm_desk.reports.timeline.cases_pdf import CaseLine, CasePages, write_cases

    groups = []
    for group, rows in sheet.found.groups.items():
        if group is CaseGroup.CLOSED:
            continue
        lines = tuple(
            CaseLine(
                who_words(row, texts),
                texts(f"cases.kind_{row.kind.value}"),
                row.words,
                row.product,
                row.owner,
                *due_words(row, sheet.day, texts),
            )
            for row in rows
        )
        title = texts(f"cases.group_{group.value}")
        groups.append((texts("cases.counted", group=title, n=f"{len(lines):,}"), lines))
    pages = CasePages(sheet.shop, texts.date(sheet.day), tuple(groups))
    return write_whole(path, lambda part: write_cases(pages, texts, part))


CASE_SHEET: Document[CaseSheet] = Document(
    "cases",
    "customers",
    ".pdf",
    lambda sheet, texts: texts("file.cases", day=sheet.day.isoformat()),
    save_case_sheet,
)
