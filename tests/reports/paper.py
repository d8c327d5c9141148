"""Summaries to print, and what stands on a printed page."""

import ctypes
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from crm_desk.desk.assessment.questionnaires import questionnaire
from crm_desk.desk.resources import texts
from crm_desk.domain.assessment.assessment import Answer, Assessment, Details
from crm_desk.domain.assessment.summary import Summary, summarise
from crm_desk.reports.assessment.pdf import write_assessment_pdf
from tests.domain.assessment.making import DAY, IDS, Mark, answer

FOOT = 40
"""Points from the lower edge: the foot of the page is below."""

HOSTILE = [
    "<img src=x>",
    "A<B",
    "R&D &amp; &#x41;",
    '=HYPERLINK("x")',
    "+81",
    "@x",
    "-1",
    "\t先頭のタブ",
    "𠮷田と髙橋",
    "茶🍵と👩‍👩‍👧",
    "長" * 500,
    "x" * 500,
    "W" * 500,
    "\u202eabc\u202c \u200fשלום العربية",
    "か\u3099き\u3099",
    "</para><b>",
    "{day} {0} %s",
    "\n\n改行\n\n",
    " ",
    "a\u00a0b\u2028c\u2029d\x0be\x7f",
    "葛\U000e0100城",
    "\ufffd\uffff\ufffe",
]


def made(
    chosen: Mapping[str, Mark],
    words: Mapping[str, str] | None = None,
    participants: str = "",
    targets: Mapping[str, int] | None = None,
    held_on: date = DAY,
) -> Assessment:
    """An assessment with notes by item id."""
    answers: dict[str, Answer] = {i: answer(i, mark) for i, mark in chosen.items()}
    for item_id, text in (words or {}).items():
        answers[item_id] = replace(answers.get(item_id, Answer(item_id)), note=text)
    return Assessment(1, "uid", 1, Details(held_on, participants, None, targets or {}), answers)


def read(
    assessment: Assessment,
    language: str = "ja",
    shop: str = "みずほ茶舗",
    earlier: Assessment | None = None,
) -> Summary:
    asked = questionnaire(1, language)
    before = (asked, earlier) if earlier else None
    return summarise(shop, 2 if earlier else 1, asked, assessment, before)


def printed(summary: Summary, path: Path, language: str = "ja") -> dict[str, str]:
    return write_assessment_pdf(summary, texts(language), path)


def pages(path: Path) -> list[str]:
    """The text of each page, without its foot."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_bounded(bottom=FOOT) for page in document]


def squeezed(text: str) -> str:
    """Without blanks and line ends, which paper sets anew."""
    return re.sub(r"\s+", "", text)


def whole(path: Path) -> str:
    return squeezed("".join(pages(path)))


def fonts(path: Path) -> dict[str, bool]:
    """Fonts that any text is set in, and whether they are embedded."""
    found: dict[str, bool] = {}
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            for text in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                font = pdfium.FPDFTextObj_GetFont(text.raw)
                name = ctypes.create_string_buffer(200)
                pdfium.FPDFFont_GetBaseFontName(font, name, 200)
                embedded = bool(pdfium.FPDFFont_GetIsEmbedded(font))
                key = name.value.decode()
                found[key] = found.get(key, True) and embedded
    return found


def outermost(path: Path) -> tuple[float, float, float]:
    """Leftmost and rightmost ink of all text, and the width of the page, in points."""
    left, right, width = 1e9, 0.0, 0.0
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            width = max(width, page.get_width())
            for text in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                bounds = text.get_bounds()
                left, right = min(left, bounds[0]), max(right, bounds[2])
    return left, right, width


def statement(item_id: str, language: str = "ja") -> str:
    return questionnaire(1, language).item(item_id).statement


@cache
def ids_in_order(text: str) -> list[str]:
    """Item ids that stand at the beginning of a line."""
    return [i for i in re.findall(r"(?m)^([1-6]-\d)\b", text) if i in IDS]
