"""Every kind of PDF brings all fonts that it names: it looks the same on every computer."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from crm_desk.desk.analysis import documents as analysis_documents
from crm_desk.desk.assessment import documents
from crm_desk.desk.assessment.questionnaires import questionnaire
from crm_desk.desk.contacts import documents as contacts_documents
from crm_desk.desk.followup import documents as followup_documents
from crm_desk.desk.resources import texts
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.contacts.senders import Sender
from crm_desk.domain.followup.papers import WeekRow
from crm_desk.domain.followup.plan import Step
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts
from crm_desk.paths import RESOURCES
from crm_desk.reports.contacts.labels import LabelBook
from crm_desk.reports.contacts.people_pdf import PeopleBook
from crm_desk.reports.contacts.postcards import PostcardBook
from crm_desk.reports.customers.disclosure_pdf import HeldPages, HeldSection, write_held_pages
from crm_desk.reports.followup.list_pdf import ListBook
from crm_desk.reports.followup.week_pdf import WeekBook
from crm_desk.reports.timeline.cases_pdf import CaseLine, CasePages, write_cases
from tests.domain.assessment.making import all_at
from tests.reports.analysis.papers import STATES, paper_of
from tests.reports.followup.papers import HANAKO, SHOP, TODAY, book, envelope, hostile, row, sheet
from tests.reports.paper import made, read

RARE = "𠮷田 <b> 🍵"
EARLIER = made(all_at(1), held_on=date(2025, 11, 21))


def _summary(language: str, said: Texts, path: Path) -> None:
    answered = made(all_at(2, i1_1="unanswered", i2_1="deferred"), {"3-1": RARE}, RARE, {"1": 90})
    documents.save_assessment_pdf(read(answered, language, RARE, EARLIER), said, path)


def _blank(language: str, said: Texts, path: Path) -> None:
    documents.save_blank_sheet(questionnaire(1, language), RARE, said, path)


def _analysis(language: str, said: Texts, path: Path) -> None:
    analysis_documents.save_analysis_pdf(
        paper_of(STATES["thirty-seven"], language, RARE), said, path
    )


def _sheets(language: str, said: Texts, path: Path) -> None:
    sheets = sheet(language=language), hostile(RARE, language)
    followup_documents.save_followup_sheets(book(*sheets), said, path)


def _list(language: str, said: Texts, path: Path) -> None:
    rows = [row(sheet(language=language)), row(hostile(RARE, language))]
    followup_documents.save_followup_list(ListBook(SHOP, TODAY, rows), said, path)


def _postcards(_language: str, said: Texts, path: Path) -> None:
    to = [envelope(), envelope(name=RARE)]
    contacts_documents.save_postcards(
        PostcardBook(SHOP, to, sender=Sender(RARE, HANAKO.postcode, HANAKO.address)), said, path
    )


def _labels(_language: str, said: Texts, path: Path) -> None:
    contacts_documents.save_labels(LabelBook(SHOP, [envelope(), envelope(name=RARE)]), said, path)


def _week(language: str, said: Texts, path: Path) -> None:
    step = Step(1, TODAY, Way.POSTCARD, RARE)
    rows = [WeekRow(HANAKO, step, TODAY, RARE), WeekRow(HANAKO, step, TODAY)]
    followup_documents.save_week(WeekBook(SHOP, Money(), TODAY, rows), said, path)


def _people(_language: str, said: Texts, path: Path) -> None:
    rows = [(HANAKO, RARE)]
    contacts_documents.save_people_list(PeopleBook(SHOP, TODAY, rows), said, path)


def _disclosure(_language: str, said: Texts, path: Path) -> None:
    held = [HeldSection(RARE, [{"お名前": RARE, "メモ": "二行\nの言葉"}])]
    write_held_pages(HeldPages(RARE, RARE, "2026/11/21", held), said, path)


def _cases(_language: str, said: Texts, path: Path) -> None:
    line = CaseLine(RARE, "クレーム", RARE, RARE, RARE, "11/22", "1日目")
    write_cases(CasePages(RARE, "2026/11/21", [("期限切れ", [line])]), said, path)


KINDS: tuple[Callable[[str, Texts, Path], None], ...] = (
    _summary,
    _blank,
    _analysis,
    _sheets,
    _list,
    _postcards,
    _labels,
    _week,
    _people,
    _disclosure,
    _cases,
)


def named_fonts(path: Path) -> dict[str, bool]:
    """Every font that the file names, in use or not, and whether it is in the file."""
    # Written anew by PDFium no object lies in a packed stream.
    with pypdfium2.PdfDocument(path) as document, BytesIO() as copy:
        document.save(copy)
        content = re.sub(rb"\bstream\r?\n.*?endstream", b"", copy.getvalue(), flags=re.DOTALL)
    name = rb"\s*/([^\s/<>\[\]()]+)"
    inside = {
        found[1]
        for body in re.findall(rb"\bobj\b(.*?)\bendobj\b", content, re.DOTALL)
        if b"/FontFile" in body and (found := re.search(rb"/FontName" + name, body))
    }
    return {font.decode(): font in inside for font in re.findall(rb"/BaseFont" + name, content)}


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("write", KINDS, ids=lambda write: write.__name__.lstrip("_"))
def test_every_font_is_in_the_file(
    tmp_path: Path, write: Callable[[str, Texts, Path], None], language: str
) -> None:
    path = tmp_path / "a.pdf"
    write(language, texts(language), path)
    found = named_fonts(path)
    assert any("BIZUDPGothic" in name for name in found)
    assert all(found.values()), found


def test_each_kind_is_looked_at() -> None:
    reports = (RESOURCES.parent / "crm_desk" / "reports").rglob("*.py")
    names = {
        n for p in reports for n in re.findall(r"^def (write_\w+)", p.read_text("utf-8"), re.M)
    }
    assert len([name for name in names if not name.endswith(("_xlsx", "_csv"))]) == len(KINDS)


def test_an_unused_font_would_be_found(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pageCompression=1)
    canvas.showPage()
    canvas.save()
    assert named_fonts(path) == {"Helvetica": False}
