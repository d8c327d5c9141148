"""縦書き: text from the top down, columns from right to left.

What stands upright, lies on its side or is moved follows JLREQ (W3C, Requirements for Japanese
Text Layout), as far as names and addresses need it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from math import ceil
from typing import NamedTuple
from unicodedata import normalize

from reportlab.pdfgen.canvas import Canvas

from crm_desk.reports.typesetting.fitting import ASCENT, LONGEST, Glyph, ellipsis, glyphs, width
from crm_desk.reports.typesetting.fonts import REGULAR, Typesetter

_SIDEWAYS = frozenset(
    "ー－−‐-–—―~〜～…‥=＝：；:;「」『』（）()【】〔〕［］[]｛｝{}〈〉《》<>＜＞|｜→←/／"
)
_CORNER = frozenset("、。，．")
_SMALL = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ")
_NO_START = _CORNER | _SMALL | frozenset("ー々」』）)】〕］]｝}〉》…")
_DIGITS = str.maketrans("0123456789０１２３４５６７８９", "〇一二三四五六七八九" * 2)
_DASHES = str.maketrans(dict.fromkeys("-－−‐–", "―"))
_TOKEN = re.compile(r"[0-9０-９]+(?![A-Za-z0-9])|[A-Za-z0-9]+|.", re.DOTALL)
_DASH = re.compile(r"(?<=[0-9０-９])[-－−‐–](?=[0-9０-９])")
_WIDE = re.compile("[\u2e80-\U0010ffff]")
_BESIDE = 2
"""Letters or digits that stand beside each other in one cell (縦中横)."""
_LONGEST = 20
_WITH_TAIL = 2
"""Cells that go with an honorific to the next column: it never stands alone."""
_GAP = 1.12
"""Height of a numeral, so that 一一 is not read as 二."""
_MIDDLE = (ASCENT - 0.12) / 2
_STEP = 0.5
_HAIR = 1e-6


class Lie(Enum):
    """How a cell is drawn."""

    UPRIGHT = auto()
    SIDEWAYS = auto()
    CORNER = auto()
    SMALL = auto()


class VerticalCell(NamedTuple):
    """What is never parted; `height` at size 1."""

    lie: Lie
    glyphs: tuple[Glyph, ...]
    height: float


_BLANK = VerticalCell(Lie.UPRIGHT, (), 0.5)
_INDENT = VerticalCell(Lie.UPRIGHT, (), 1.0)


class VerticalColumns(NamedTuple):
    """Columns at a size in points, the first on the right; `cut` where the last ends in …."""

    size: float
    columns: list[list[VerticalCell]]
    cut: bool


def with_numerals(text: str) -> str:
    """House numbers as they are written from the top down: 1-23 as 一―二三."""
    if not _WIDE.search(text):
        return text
    text = _DASH.sub(lambda dash: dash[0].translate(_DASHES), text)
    return _TOKEN.sub(_numeral, text)


def cells(setter: Typesetter, text: str, where: str, font: str = REGULAR) -> list[VerticalCell]:
    """The cells of a text of one line; text without any Japanese lies on its side."""
    # Decomposed kana are joined before they are parted into cells.
    text = normalize("NFC", text[:LONGEST])
    sideways = not _WIDE.search(text)
    found: list[VerticalCell] = []
    for token in _TOKEN.findall(text):
        if token.isspace():
            found.append(_BLANK)
        else:
            found += _token(glyphs(setter, token, where, font), sideways=sideways)
    return found


def fit_columns(
    texts: Sequence[list[VerticalCell]],
    room: tuple[float, float],
    sizes: tuple[float, float, float],
    pitch: float,
    tail: Sequence[VerticalCell] = (),
) -> VerticalColumns:
    """The largest size at which texts fit; each begins a column, the second a little lower.

    Args:
        room: width and height in points.
        sizes: the usual one, the one down to which a text stays in one column, the smallest.
        pitch: from column to column, in parts of the size.
        tail: stands behind the last text, and stays when that is cut; with it, columns are made
            of about one height.
    """
    across, down = room
    size, single, smallest = sizes
    while True:
        columns = list(_all_columns(texts, down / size, tail))
        most = int(across / (size * pitch) + _HAIR) or 1
        wanted = len(texts) if size > single else most
        if len(columns) <= wanted and _fits(columns, down / size):
            return VerticalColumns(size, columns, False)
        if size <= smallest:
            break
        size = max(size - _STEP, smallest)
    kept = [_shortened(column, down / size) for column in columns[:most]]
    kept[-1] = _shortened(kept[-1], down / size, tail)
    return VerticalColumns(size, kept, True)


def draw_columns(
    canvas: Canvas, found: VerticalColumns, right: float, top: float, pitch: float
) -> None:
    """Draw columns from a right edge leftwards; places in points of the canvas."""
    across = found.size * pitch
    for number, column in enumerate(found.columns):
        middle, at = right - (number + 0.5) * across, top
        for cell in column:
            _draw(canvas, cell, middle, at, found.size)
            at -= cell.height * found.size


def _numeral(token: re.Match[str]) -> str:
    return token[0].translate(_DIGITS) if token[0].isdecimal() else token[0]


def _token(found: list[Glyph], *, sideways: bool) -> Iterator[VerticalCell]:
    text = "".join(glyph.character for glyph in found)
    if sideways or (len(text) > _BESIDE and not text.isdecimal()):
        for start in range(0, len(found), _LONGEST):
            piece = tuple(found[start : start + _LONGEST])
            yield VerticalCell(Lie.SIDEWAYS, piece, width(piece))
    elif text.isascii() and text.isalnum() and len(text) <= _BESIDE:
        yield VerticalCell(Lie.UPRIGHT, tuple(found), 1.0)
    else:
        yield from map(_single, found)


def _single(glyph: Glyph) -> VerticalCell:
    sign = glyph.character
    if sign in _SIDEWAYS:
        return VerticalCell(Lie.SIDEWAYS, (glyph,), glyph.width)
    if sign in _CORNER:
        return VerticalCell(Lie.CORNER, (glyph,), 0.6)
    if sign in _SMALL:
        return VerticalCell(Lie.SMALL, (glyph,), 0.9)
    return VerticalCell(Lie.UPRIGHT, (glyph,), _GAP if sign in "〇一二三四五六七八九" else 1.0)


def _all_columns(
    texts: Sequence[list[VerticalCell]], height: float, tail: Sequence[VerticalCell]
) -> Iterator[list[VerticalCell]]:
    for number, text in enumerate(texts):
        cells = [_INDENT, *text] if number else text
        yield from _tailed(cells, height, tail) if tail else _columns(cells, height)


def _tailed(
    text: list[VerticalCell], height: float, tail: Sequence[VerticalCell]
) -> Iterator[list[VerticalCell]]:
    """Columns of about one height, the last with the tail, which never stands alone."""
    whole = _height([*text, *tail])
    even = min(whole / ceil(whole / height) + 1, height)
    *before, last = _columns(text, even)
    if _height([*last, *tail]) > height + _HAIR and len(last) > _WITH_TAIL:
        yield from (*before, last[:-_WITH_TAIL])
        yield [*last[-_WITH_TAIL:], *tail]
    else:
        yield from (*before, [*last, *tail])


def _height(column: Iterable[VerticalCell]) -> float:
    return sum(cell.height for cell in column)


def _columns(text: Sequence[VerticalCell], height: float) -> Iterator[list[VerticalCell]]:
    """Columns no higher than `height` (at size 1); none begins with a mark that belongs above."""
    column: list[VerticalCell] = []
    used = 0.0
    for cell in text:
        if column and used + cell.height > height + _HAIR:
            carried = [column.pop()] if len(column) > 1 and _belongs_above(cell) else []
            yield column
            column = carried
            used = _height(column)
            if cell is _BLANK:
                continue
        column.append(cell)
        used += cell.height
    if column:
        yield column


def _belongs_above(cell: VerticalCell) -> bool:
    return bool(cell.glyphs) and cell.glyphs[0].character in _NO_START


def _fits(columns: Sequence[Sequence[VerticalCell]], height: float) -> bool:
    return all(_height(column) <= height + _HAIR for column in columns)


def _shortened(
    column: list[VerticalCell], height: float, tail: Sequence[VerticalCell] | None = None
) -> list[VerticalCell]:
    """A column that is too high, or the last one (with its tail), cut with …."""
    if tail is None and _fits([column], height):
        return column
    mark = ellipsis()
    end = [VerticalCell(Lie.SIDEWAYS, (mark,), mark.width), *(tail or ())]
    kept = list(column)
    while kept and _height([*kept, *end]) > height:
        kept.pop()
    return [*kept, *end]


def _draw(canvas: Canvas, cell: VerticalCell, middle: float, top: float, size: float) -> None:
    across = width(cell.glyphs)
    canvas.saveState()
    if cell.lie is Lie.SIDEWAYS:
        canvas.translate(middle, top)
        canvas.rotate(-90)
        canvas.translate(0, -_MIDDLE * size)
    else:
        narrow = min(1.0, 1.0 / across) if across else 1.0
        base = top - ASCENT * size - (cell.height - 1) * size / 2
        right, up = {Lie.CORNER: (0.4, 0.45), Lie.SMALL: (0.08, 0.06)}.get(cell.lie, (0.0, 0.0))
        canvas.translate(middle - across * narrow * size / 2 + right * size, base + up * size)
        canvas.scale(narrow, 1)
    x = 0.0
    for glyph in cell.glyphs:
        canvas.setFont(glyph.font, size)
        canvas.drawString(x, 0, glyph.character)
        x += glyph.width * size
    canvas.restoreState()
