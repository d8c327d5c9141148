"""The look of every printed page: A4, margins, header, footer, styles."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

from crm_desk.domain.texts import Texts
from crm_desk.reports.typesetting.fonts import BOLD, REGULAR, Typesetter, register

MARGIN = 16 * mm
TOP = 14 * mm
BOTTOM = 16 * mm
WIDTH = A4[0] - 2 * MARGIN
HEIGHT = A4[1] - TOP - BOTTOM

INK = HexColor("#1b2733")
SOFT = HexColor("#55636f")
LINE = HexColor("#c9d1d8")
PALE = HexColor("#eef1f4")
ACCENT = HexColor("#0b7a70")
# Darker than the accent, so that a weak bar stands out in greyscale, too.
WEAK = HexColor("#8a3310")

register()


def style(
    size: float,
    *,
    bold: bool = False,
    color: Color = INK,
    align: Literal[0, 1, 2] = 0,
    lead: float = 1.5,
) -> ParagraphStyle:
    """A paragraph style; lines break anywhere, as Japanese does and endless words must."""
    return ParagraphStyle(
        f"s{size}{bold}{color}{align}",
        fontName=BOLD if bold else REGULAR,
        fontSize=size,
        leading=size * lead,
        textColor=color,
        alignment=align,
        wordWrap="CJK",
    )


BODY = style(9.5)
SMALL = style(8.5, color=SOFT)
STRONG = style(9.5, bold=True)
HEADING = style(12.5, bold=True)
TITLE = style(18, bold=True, lead=1.3)
NUMBER = style(9.5, align=TA_RIGHT)
CENTRED = style(9.5, align=TA_CENTER)
LABEL = style(8, color=SOFT, align=TA_CENTER)
OWN_FONT = ("FONTNAME", (0, 0), (-1, -1), REGULAR)
"""For every table: cells would name Helvetica, even empty ones, and it is not embedded."""


class PageDocument:
    """Collects a document's paragraphs and writes it.

    Args:
        title: shown in the PDF's properties and at the foot of each page.
    """

    def __init__(self, title: str, language: str) -> None:
        self.title = title
        self.language = language
        self.typesetter = Typesetter()
        self.story: list[Flowable] = []

    def text(self, text: str, form: ParagraphStyle = BODY, where: str = "") -> Paragraph:
        """A paragraph of plain text, whatever characters it has; `where` names it to readers."""
        markup = self.typesetter.markup(text, where, form.fontName)
        return Paragraph(markup, _wrapping(form, text))

    def add(self, *flowables: Flowable) -> None:
        """Append to the document."""
        self.story.extend(flowables)

    def missing_characters(self, texts: Texts) -> list[Flowable]:
        """Which characters of the texts so far are not printed as typed; empty without any."""
        missing, plain = dict(self.typesetter.missing), dict(self.typesetter.plain)
        found: list[Flowable] = []
        if missing or plain:
            found.append(self.text(texts("report.missing"), STRONG))
        for where, characters in plain.items():
            said = texts("report.plain_line", where=where, characters=characters)
            found.append(self.text(said, SMALL))
        for where, characters in missing.items():
            codes = " ".join(f"U+{ord(character):04X}" for character in characters)
            found.append(self.text(texts("report.missing_line", where=where, codes=codes), SMALL))
        return found

    def write(self, path: Path) -> None:
        """Lay out and write the PDF.

        Raises:
            OSError: the file can't be written.
        """
        frame = Frame(MARGIN, BOTTOM, WIDTH, HEIGHT, 0, 0, 0, 0)
        # Into memory first: a disk that refuses must not leave the file open.
        content = BytesIO()
        template = BaseDocTemplate(
            content,
            pagesize=A4,
            title=self.title,
            author="",
            creator="CRM Desk",
            lang=self.language,
        )
        template.addPageTemplates(PageTemplate(frames=[frame], onPage=self._foot))
        template.build(list(self.story), canvasmaker=_NumberedCanvas)
        path.write_bytes(content.getvalue())

    def _foot(self, canvas: Canvas, _template: BaseDocTemplate) -> None:
        canvas.saveState()
        draw_text(canvas, MARGIN, 9 * mm, _shortened(self.title, WIDTH - 30 * mm), 7.5, SOFT)
        canvas.restoreState()


def plain_table(rows: list[list[object]], widths: list[float], *, middle: bool = False) -> Table:
    """Cells side by side, without lines; widths in points."""
    return Table(
        rows,
        colWidths=widths,
        style=TableStyle(
            [
                OWN_FONT,
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if middle else "TOP"),
            ]
        ),
    )


def lined_table(
    rows: Sequence[list[Any]], widths: list[float], *, line: str = "LINEBELOW"
) -> Table:
    """Rows with a thin line below (or above) each; widths in points."""
    return Table(
        rows,
        colWidths=widths,
        style=TableStyle(
            [
                OWN_FONT,
                (line, (0, 0), (-1, -1), 0.4, LINE),
                ("LEFTPADDING", (0, 0), (-1, -1), 1),
                ("RIGHTPADDING", (0, 0), (-1, -1), 3),
                ("TOPPADDING", (0, 0), (-1, -1), 2.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ]
        ),
    )


class _NumberedCanvas(Canvas):
    """Writes `page / pages`, which is known only at the end."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initialFontName"] = REGULAR
        super().__init__(*args, **kwargs)
        self._pages: list[dict[str, object]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        for number, page in enumerate(self._pages, start=1):
            self.__dict__.update(page)
            self.setFont(REGULAR, 7.5)
            self.setFillColor(SOFT)
            self.drawRightString(A4[0] - MARGIN, 9 * mm, f"{number} / {len(self._pages)}")
            Canvas.showPage(self)
        Canvas.save(self)


def draw_text(
    canvas: Canvas,
    x: float,
    y: float,
    text: str,
    size: float,
    color: Color = INK,
    *,
    bold: bool = False,
    align: str = "left",
) -> None:
    """Draw one line of typed text, fonts switched where needed; x, y in points."""
    runs = list(Typesetter().runs(text, font=BOLD if bold else REGULAR))
    width = sum(canvas.stringWidth(run, name, size) for name, run in runs)
    x -= width if align == "right" else width / 2 if align == "centre" else 0
    canvas.setFillColor(color)
    for name, run in runs:
        canvas.setFont(name, size)
        canvas.drawString(x, y, run)
        x += canvas.stringWidth(run, name, size)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line in points, as `draw_text` would draw it."""
    runs = Typesetter().runs(text, font=BOLD if bold else REGULAR)
    return sum(stringWidth(run, name, size) for name, run in runs)


def fitting(text: str, size: float, width: float, *, bold: bool = False) -> float:
    """The size, or the smaller one at which one line fits the width (5 points at least)."""
    needed = text_width(text, size, bold=bold)
    return size if needed <= width else max(size * width / needed, _SMALLEST)


_SMALLEST = 5


def _shortened(text: str, width: float) -> str:
    """At most what fits the foot of a page at its size; full-width characters count as 7.5."""
    most = int(width / 7.5)
    return text if len(text) <= most else text[: most - 1] + "…"


_LONGEST_WORD = 40


def _wrapping(form: ParagraphStyle, text: str) -> ParagraphStyle:
    """Western text breaks between words, unless a word is too long for any line."""
    western = all(character < "\u2e80" for character in text)
    if western and all(len(word) <= _LONGEST_WORD for word in text.split()):
        return ParagraphStyle(f"{form.name}-words", parent=form, wordWrap=None)
    return form
