"""Pages whose parts have fixed places: forms to fill in by hand, labels, postcards.

Places are millimetres from the page's upper left corner, sizes of type are points.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from crm_desk.reports.typesetting.fitting import (
    ASCENT,
    Fit,
    Glyph,
    fit,
    glyphs,
    honorific_glyphs,
    width,
)
from crm_desk.reports.typesetting.fonts import BOLD, REGULAR, Typesetter
from crm_desk.reports.typesetting.page import INK, LINE

OnPage = Callable[[int], None]
"""Told how many pages are done, before the next one; what it raises ends the work."""


class Losses(NamedTuple):
    """What could not be printed as it was typed.

    Attributes:
        missing: whose text (a label for the reader) to the characters 〓 stands for.
        shortened: whose text ends in … somewhere.
        plain: whose text to the kanji set in their plain form, where a special one was typed.
    """

    missing: dict[str, str]
    shortened: tuple[str, ...]
    plain: dict[str, str]


class Box(NamedTuple):
    """A rectangle on the page, in millimetres; `top` counts downwards."""

    left: float
    top: float
    width: float
    height: float

    def inside(self, padding: float) -> "Box":
        """The box without a rim."""
        return Box(
            self.left + padding,
            self.top + padding,
            self.width - 2 * padding,
            self.height - 2 * padding,
        )


class Shift(NamedTuple):
    """How far a printer is off, in millimetres to the right and downwards."""

    right: float = 0.0
    down: float = 0.0

    def moved(self, box: Box) -> Box:
        """The box where it has to be printed."""
        return box._replace(left=box.left + self.right, top=box.top + self.down)


NO_SHIFT = Shift()


@dataclass(frozen=True)
class Form:
    """How a text is set.

    Attributes:
        size: usual size in points.
        smallest: size down to which a text that does not fit is set smaller.
        lead: height of a line in parts of the size.
        middle: the lines stand in the middle of the box's height, else at its top.
        apart: lines end at blanks only, where that costs little.
    """

    size: float
    smallest: float
    bold: bool = False
    color: Color = INK
    align: Literal["left", "right", "centre"] = "left"
    lead: float = 1.35
    middle: bool = False
    apart: bool = False


class Pages:
    """A document drawn page by page; only finished, packed pages are kept.

    Args:
        title: stands in the PDF's properties.
        size: width and height of a page in points.
    """

    def __init__(
        self, title: str, language: str, size: tuple[float, float], on_page: OnPage
    ) -> None:
        self.typesetter = Typesetter()
        self._shortened: dict[str, None] = {}
        self._height = size[1]
        self._on_page = on_page
        self._done = 0
        self._content = BytesIO()
        # Before reportlab asks for it, the first font must be one of ours: it would be embedded.
        self.canvas = Canvas(
            self._content,
            pagesize=size,
            pageCompression=1,
            initialFontName=REGULAR,  # type: ignore[arg-type]  # the stub is wrong
            lang=language,
        )
        self.canvas.setTitle(title)
        self.canvas.setAuthor("")
        self.canvas.setCreator("CRM Desk")
        on_page(0)

    def next_page(self) -> None:
        """End this page."""
        self.canvas.showPage()
        self._done += 1
        self._on_page(self._done)

    def write(self, path: Path) -> Losses:
        """Write the PDF of all pages that were ended.

        Raises:
            OSError: the file can't be written.
        """
        self.canvas.save()
        path.write_bytes(self._content.getvalue())
        setter = self.typesetter
        return Losses(dict(setter.missing), tuple(self._shortened), dict(setter.plain))

    def glyphs(self, text: str, where: str = "", *, bold: bool = False) -> list[Glyph]:
        """The characters of a typed line, noted under `where` as far as no font has them."""
        return glyphs(self.typesetter, text, where, BOLD if bold else REGULAR)

    def note_cut(self, where: str) -> None:
        """Note that a text had to be shortened."""
        self._shortened[where] = None

    def text(
        self, box: Box, text: str, form: Form, where: str = "", *, honorific: str = ""
    ) -> float:
        """Set a text inside a box, whatever it is; gives the height that it took, in mm.

        Args:
            where: whose text it is, for the lists of what was lost.
            honorific: stands behind it, and stays when it is cut.
        """
        found = self.glyphs(text, where, bold=form.bold)
        if not found:
            return 0.0
        font = BOLD if form.bold else REGULAR
        tail = honorific_glyphs(self.typesetter, honorific, font)
        room = box.width * mm, box.height * mm
        sizes = (form.size, form.smallest)
        fitted = fit(found, room, sizes, form.lead, tail, apart=form.apart)
        if fitted.cut:
            self.note_cut(where)
        taken = len(fitted.lines) * fitted.size * form.lead / mm
        above = max(box.height - taken, 0) / 2 if form.middle else 0
        self._lines(Box(box.left, box.top + above, box.width, taken), fitted, form)
        return taken

    def rule(self, left: float, top: float, right: float, color: Color = LINE) -> None:
        """A thin line across."""
        self.canvas.setStrokeColor(color)
        self.canvas.setLineWidth(0.5)
        y = self.y(top)
        self.canvas.line(left * mm, y, right * mm, y)

    def frame(self, box: Box, *, stroke: Color | None = LINE, fill: Color | None = None) -> None:
        """A rectangle with slightly round corners."""
        if fill is not None:
            self.canvas.setFillColor(fill)
        if stroke is not None:
            self.canvas.setStrokeColor(stroke)
        self.canvas.setLineWidth(0.6)
        self.canvas.roundRect(
            box.left * mm,
            self.y(box.top + box.height),
            box.width * mm,
            box.height * mm,
            1.2 * mm,
            stroke=int(stroke is not None),
            fill=int(fill is not None),
        )

    def tick_box(self, left: float, top: float, side: float, *, ticked: bool = False) -> None:
        """A square to tick, as a shape: fonts lack ☐."""
        canvas = self.canvas
        x, y, length = left * mm, self.y(top + side), side * mm
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.9)
        canvas.rect(x, y, length, length, stroke=1, fill=0)
        if ticked:
            canvas.setLineWidth(max(length / 9, 1.1))
            tick = canvas.beginPath()
            tick.moveTo(x + 0.2 * length, y + 0.5 * length)
            tick.lineTo(x + 0.42 * length, y + 0.26 * length)
            tick.lineTo(x + 0.82 * length, y + 0.76 * length)
            canvas.drawPath(tick)

    def y(self, top: float) -> float:
        """Millimetres from the top as reportlab's points from the bottom."""
        return self._height - top * mm

    def _lines(self, box: Box, fitted: Fit, form: Form) -> None:
        size, pitch = fitted.size, fitted.size * form.lead
        # Ink lies between ascent and descent; what is left of a line's height is shared out.
        baseline = self.y(box.top) - (pitch - size) / 2 - size * ASCENT
        self.canvas.setFillColor(form.color)
        for line in fitted.lines:
            left_over = box.width * mm - width(line) * size
            indent = {"left": 0.0, "centre": left_over / 2, "right": left_over}[form.align]
            self.run(box.left * mm + indent, baseline, line, size)
            baseline -= pitch

    def run(self, x: float, y: float, line: list[Glyph], size: float) -> None:
        """One line of characters from a place of the canvas on, in points."""
        for font, group in groupby(line, key=lambda glyph: glyph.font):
            run = list(group)
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, y, "".join(glyph.character for glyph in run))
            x += width(run) * size
