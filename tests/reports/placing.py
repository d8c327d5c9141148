"""Where text stands on printed pages, in millimetres from the upper left corner."""

import ctypes
from math import atan2, degrees
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

MM = 72 / 25.4


class Placed(NamedTuple):
    """One run of text; its ink."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def placed(path: Path) -> list[list[Placed]]:
    """The runs of each page in the order in which they were drawn."""
    with pypdfium2.PdfDocument(path) as document:
        return [_of_page(page) for page in document]


def _of_page(page: pypdfium2.PdfPage) -> list[Placed]:
    height, words = page.get_height(), page.get_textpage()
    found = []
    for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        left, bottom, right, top = each.get_bounds()
        text = _text(each, words).strip("\0 ")
        sides = (left / MM, (height - top) / MM, right / MM, (height - bottom) / MM)
        found.append(Placed(text, *sides))
    return found


def inside(run: Placed, left: float, top: float, width: float, height: float) -> bool:
    """Whether a run's ink lies in a box."""
    return (
        run.left >= left - 0.01
        and run.top >= top - 0.01
        and run.right <= left + width + 0.01
        and run.bottom <= top + height + 0.01
    )


class Turned(NamedTuple):
    """One run of text: where its baseline begins in points, and by how many degrees it turns."""

    text: str
    font: str
    x: float
    y: float
    angle: int


def turned(path: Path) -> list[list[Turned]]:
    """The runs of each page in the order in which they were drawn, with their angles."""
    with pypdfium2.PdfDocument(path) as document:
        return [_turned(page) for page in document]


def _turned(page: pypdfium2.PdfPage) -> list[Turned]:
    words, found = page.get_textpage(), []
    for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        matrix = each.get_matrix()
        name = ctypes.create_string_buffer(200)
        pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(each.raw), name, 200)
        text = _text(each, words).strip("\0")
        angle = round(degrees(atan2(matrix.b, matrix.a)))
        found.append(Turned(text, name.value.decode(), matrix.e, matrix.f, angle))
    return found


def _text(each: pypdfium2.PdfObject, words: pypdfium2.PdfTextPage) -> str:
    buffer = (ctypes.c_ushort * 2000)()
    size = pdfium.FPDFTextObj_GetText(each.raw, words.raw, buffer, 2000)
    return bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le")
