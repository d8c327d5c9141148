"""縦書き: text from the top down, columns from right to left.

What stands upright, lies on its side or is moved follows JLREQ (W3C, Requirements for Japanese
Text Layout), as far as names and addresses need it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from crm_desk.domain.house_numbers import with_dashes
from crm_desk.reports.typesetting.fitting import (
    ASCENT,
    LONGEST,
    Glyph,
    ellipsis,
    glyphs,
    held_places,
    width,
    without_part,
)
from crm_desk.reports.typesetting.fonts import REGULAR, Typesetter
from crm_desk.reports.typesetting.printable import composed

_SIDEWAYS = frozenset(
    "ー－−‐‑‒-–—―─━~〜～…‥=＝：；:;「」『』（）()【】〔〕［］[]｛｝{}〈〉《》<>＜＞|｜→←/／"
)
_CORNER = frozenset("、。，．")
_SMALL = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ")
_NO_START = _CORNER | _SMALL | frozenset("ー々」』）)】〕］]｝}〉》…")
_DIGITS = str.maketrans("0123456789０１２３４５６７８９", "〇一二三四五六七八九" * 2)
_DASH = "―"
"""Turned by a right angle, it joins the numbers above and below it."""
_TOKEN = re.compile(
    # The selector of a kanji's form stays with it.
    "[0-9０-９]+(?![A-Za-z0-9])|[A-Za-z0-9]+|.[\ufe00-\ufe0f\U000e0100-\U000e01ef]*",
    re.DOTALL,
)
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


def blank(height: float) -> VerticalCell:
    """Empty space; `height` at size 1."""
    return VerticalCell(Lie.UPRIGHT, (), height)


class VerticalColumns(NamedTuple):
    """Columns at a size in points, the first on the right; `cut` where the last ends in …."""

    size: float
    columns: list[list[VerticalCell]]
    cut: bool


def with_numerals(text: str) -> str:
    """House numbers as they are written from the top down: 1-23 as 一―二三."""
    if not _WIDE.search(text):
        return text
    return _TOKEN.sub(_numeral, with_dashes(text, _DASH))


def cells(setter: Typesetter, text: str, where: str, font: str = REGULAR) -> list[VerticalCell]:
    """The cells of a text of one line; text without any Japanese lies on its side.

    Dashes of numbers stand upright and are one sign, whichever was typed.
    """
    # Half-width and decomposed kana are joined before they are parted into cells.
    text = with_dashes(text[:LONGEST], _DASH) if _WIDE.search(text) else text[:LONGEST]
    text = composed(text)
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
    *,
    indent: bool = True,
) -> VerticalColumns:
    """The largest size at which texts fit; each begins a column, the second a little lower.

    Args:
        room: width and height in points.
        sizes: the usual one, the one down to which a text stays in one column, the smallest.
        pitch: from column to column, in parts of the size.
        tail: stands behind each text, and stays when the last is cut; with it, columns are made
            of about one height.
        indent: further texts begin a little lower.
    """
    across, down = room
    size, single, smallest = sizes
    longest = _longest(texts, down / smallest)
    while True:
        columns = list(_all_columns(texts, down / size, tail, indent=indent))
        most = int(across / (size * pitch) + _HAIR) or 1
        wanted = len(texts) if size > single else most
        whole = longest * size <= down + _HAIR
        if whole and len(columns) <= wanted and _fits(columns, down / size):
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
    texts: Sequence[list[VerticalCell]],
    height: float,
    tail: Sequence[VerticalCell],
    *,
    indent: bool,
) -> Iterator[list[VerticalCell]]:
    for number, text in enumerate(texts):
        cells = [_INDENT, *text] if number and indent else text
        yield from _tailed(cells, height, tail) if tail else _columns(cells, height)


def _tailed(
    text: list[VerticalCell], height: float, tail: Sequence[VerticalCell]
) -> Iterator[list[VerticalCell]]:
    """Columns of about one height, the last with the tail, which never stands alone."""
    whole = column_height([*text, *tail])
    even = min(whole / ceil(whole / height) + 1, height)
    *before, last = _columns(text, even)
    if column_height([*last, *tail]) > height + _HAIR and len(last) > _WITH_TAIL:
        yield from (*before, last[:-_WITH_TAIL])
        yield [*last[-_WITH_TAIL:], *tail]
    else:
        yield from (*before, [*last, *tail])


def column_height(column: Iterable[VerticalCell]) -> float:
    """Height of cells below one another, at size 1."""
    return sum(cell.height for cell in column)


def _columns(text: Sequence[VerticalCell], height: float) -> Iterator[list[VerticalCell]]:
    """Columns no higher than `height` (at size 1), whose numbers are whole where they can be."""
    column: list[VerticalCell] = []
    used = 0.0
    for word in _words(text):
        if column and used + column_height(word) > height + _HAIR:
            yield column
            column, used = [], 0.0
            if word[0] is _BLANK:
                continue
        for cell in word:
            # Only a word that is higher than a column comes to this.
            if column and used + cell.height > height + _HAIR:
                yield column
                column, used = [], 0.0
            column.append(cell)
            used += cell.height
    if column:
        yield column


def _words(text: Sequence[VerticalCell]) -> Iterator[list[VerticalCell]]:
    """What stays in one column.

    A number of an address with what belongs to it, or a cell with the marks that belong to it.
    """
    held = _held_cells(text)
    word: list[VerticalCell] = []
    for number, cell in enumerate(text):
        marked = bool(word) and _belongs_above(cell) and not _belongs_above(word[-1])
        if word and number not in held and not marked:
            yield word
            word = []
        word.append(cell)
    if word:
        yield word


def _held_cells(text: Sequence[VerticalCell]) -> frozenset[int]:
    """Cells before which no column may end, as they belong to the number before them."""
    signs = ["".join(glyph.character for glyph in cell.glyphs) or " " for cell in text]
    held = held_places("".join(signs))
    places = accumulate(map(len, signs), initial=0)
    return frozenset(
        number for number, place in zip(range(len(text)), places, strict=False) if place in held
    )


def _longest(texts: Iterable[Sequence[VerticalCell]], height: float) -> float:
    """Height of the longest number that is whole in a column of some height."""
    words = (word for text in texts for word in _words(text) if len(word) > 1)
    return max((high for word in words if (high := column_height(word)) <= height), default=0.0)


def _belongs_above(cell: VerticalCell) -> bool:
    return bool(cell.glyphs) and cell.glyphs[0].character in _NO_START


def _fits(columns: Sequence[Sequence[VerticalCell]], height: float) -> bool:
    return all(column_height(column) <= height + _HAIR for column in columns)


def _shortened(
    column: list[VerticalCell], height: float, tail: Sequence[VerticalCell] | None = None
) -> list[VerticalCell]:
    """A column that is too high, or the last one (with its tail), cut with …."""
    if tail is None and _fits([column], height):
        return column
    mark = ellipsis()
    end = [VerticalCell(Lie.SIDEWAYS, (mark,), mark.width), *(tail or ())]
    kept = list(column)
    while kept and column_height([*kept, *end]) > height:
        kept.pop()
    return [*without_part(kept, _held_cells(column)), *end]


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
