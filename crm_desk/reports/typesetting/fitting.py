"""How typed text fits a box: smaller, then in more lines, at last cut with … where it must be."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from reportlab.pdfbase.pdfmetrics import stringWidth

from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.house_numbers import held_together
from crm_desk.reports.typesetting.fonts import REGULAR, Typesetter

P = TypeVar("P")

LONGEST = 3000
"""Characters of one text that are looked at: more than the largest box of any page holds."""
_WITH_TAIL = 2
"""Characters of a name that go with its form of address to the next line."""
_NOT_MUCH_SMALLER = 0.7
_ELLIPSIS = "…"
ASCENT, DESCENT = 0.88, 0.12
"""Of both fonts, in parts of the size: ink stays between them."""
_STEP = 0.5
_HAIR = 1e-6
# What no line begins with, and what none ends with.
_CLOSING = frozenset(
    "、。，．・：；？！」』）】〕］｝〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}…"
)
_OPENING = frozenset("「『（【〔［｛〈《([{")
_FIRST_WIDE = "\u2e80"
_WHOLE = 24
"""Characters up to which a Western word is kept whole by setting it smaller; a number always is."""


class Glyph(NamedTuple):
    """One printable character, or some that are never parted; `width` at size 1."""

    font: str
    character: str
    width: float


class Fit(NamedTuple):
    """Lines at a size in points; `cut` where the last one ends in …."""

    size: float
    lines: list[list[Glyph]]
    cut: bool


def glyphs(setter: Typesetter, text: str, where: str = "", font: str = REGULAR) -> list[Glyph]:
    """The characters of one typed line; what no font has becomes the substitute."""
    return [
        Glyph(name, character, _width(character, name))
        for name, run in setter.runs(clean_line(text)[:LONGEST], where, font)
        for character in run
    ]


def ellipsis() -> Glyph:
    """The … that says that a text goes on."""
    return Glyph(REGULAR, _ELLIPSIS, _width(_ELLIPSIS, REGULAR))


def honorific_glyphs(setter: Typesetter, honorific: str, font: str) -> list[Glyph]:
    """A blank, and 様 or 御中 in one piece; nothing where there is none."""
    found = glyphs(setter, honorific, "", font)
    if not found:
        return []
    together = "".join(glyph.character for glyph in found)
    return [Glyph(font, " ", _width(" ", font)), Glyph(found[0].font, together, width(found))]


def width(line: Sequence[Glyph]) -> float:
    """Width at size 1."""
    return sum(glyph.width for glyph in line)


def fit(
    text: Sequence[Glyph],
    room: tuple[float, float],
    sizes: tuple[float, float],
    lead: float,
    tail: Sequence[Glyph] = (),
    *,
    apart: bool = False,
) -> Fit:
    """The largest size at which a text fits.

    Args:
        room: width and height in points; one line is set even where the height is too small.
        sizes: the usual and the smallest, in points.
        lead: height of a line in parts of the size.
        tail: stands behind the text, never alone in a line, and stays when that is cut.
        apart: lines end at blanks only, as long as the text need not be set much smaller for it.
    """
    size, smallest = sizes
    line = _trimmed([*text, *tail])
    if width(line) * size <= room[0] + _HAIR and size * lead <= room[1] + _HAIR:
        return Fit(size, [line] if line else [], False)
    if apart:
        least = max(size * _NOT_MUCH_SMALLER, smallest)
        found = _fit(_chunks(text, tail), room, (size, least), lead, tail)
        if not found.cut and all(
            width(line) * found.size <= room[0] + _HAIR for line in found.lines
        ):
            return found
    return _fit(_with_tail(list(_words(text)), tail), room, sizes, lead, tail)


def _fit(
    words: Sequence[list[Glyph]],
    room: tuple[float, float],
    sizes: tuple[float, float],
    lead: float,
    tail: Sequence[Glyph],
) -> Fit:
    across, down = room
    size, smallest = sizes
    whole = sum(map(width, words))
    longest = _longest(words, across / smallest)
    while size > smallest:
        most = int(down / (size * lead) + _HAIR)
        # Lines are never fuller than full: most sizes need not be tried.
        if whole * size <= most * across and longest * size <= across:
            lines = _lines(words, across / size)
            if len(lines) <= most:
                return Fit(size, lines, False)
        size = max(size - _STEP, smallest)
    lines = _lines(words, across / size)
    most = max(int(down / (size * lead) + _HAIR), 1)
    if len(lines) <= most:
        return Fit(size, lines, False)
    return Fit(size, [*lines[: most - 1], ended(lines[most - 1], across / size, tail)], True)


def _with_tail(words: list[list[Glyph]], tail: Sequence[Glyph]) -> list[list[Glyph]]:
    """Words whose last characters go with the tail: 様 never stands alone."""
    if not tail:
        return words
    last: list[Glyph] = []
    while words and len(last) < _WITH_TAIL:
        last = [*words.pop(), *last]
    return [*words, [*last, *tail]]


def _chunks(text: Sequence[Glyph], tail: Sequence[Glyph]) -> list[list[Glyph]]:
    """What stands between blanks, and the blanks; the tail goes with the last."""
    found: list[list[Glyph]] = [[]]
    for glyph in text:
        if glyph.character == " ":
            found += [[glyph], []]
        else:
            found[-1].append(glyph)
    found[-1].extend(tail)
    return [chunk for chunk in found if chunk]


def ended(line: list[Glyph], across: float, tail: Sequence[Glyph] = ()) -> list[Glyph]:
    """As much of a line as fits before … and the tail; `across` at size 1."""
    end = [ellipsis(), *tail]
    kept = list(line)
    while kept and width(kept) + width(end) > across:
        kept.pop()
    return [*without_part(kept, held_places(written(line))), *end]


def without_part(kept: list[P], held: frozenset[int]) -> list[P]:
    """The beginning of a line, without a number that it would end within; it is never empty."""
    length = len(kept)
    while length and length in held:
        length -= 1
    return kept[:length] if length else kept


def written(line: Sequence[Glyph]) -> str:
    """A line with one sign for each of its characters."""
    return "".join(glyph.character[0] for glyph in line)


def _lines(words: Sequence[list[Glyph]], across: float) -> list[list[Glyph]]:
    """Lines no wider than `across` (at size 1); words and numbers stay whole where they can."""
    lines: list[list[Glyph]] = []
    line: list[Glyph] = []
    used = 0.0
    for word in words:
        size = width(word)
        if line and used + size > across + _HAIR:
            lines.append(_trimmed(line))
            line, used = [], 0.0
        if not line and word[0].character == " ":
            continue
        for glyph in word:
            # Only a word that is longer than a line comes to this.
            if line and used + glyph.width > across + _HAIR:
                lines.append(line)
                line, used = [], 0.0
            line.append(glyph)
            used += glyph.width
    return [*lines, _trimmed(line)] if line else lines


def _longest(words: Sequence[list[Glyph]], room: float) -> float:
    """Width of the longest word that is rather set smaller than broken, such as a telephone.

    Args:
        room: width of a line at the smallest size: what is wider is broken anyway.
    """
    kept = (
        width(word)
        for word in words
        if len(word) <= _WHOLE or any(glyph.character.isdecimal() for glyph in word)
    )
    return max((each for each in kept if each <= room), default=0.0)


def _trimmed(line: list[Glyph]) -> list[Glyph]:
    end = len(line)
    while end and line[end - 1].character == " ":
        end -= 1
    return line[:end]


def _words(text: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """What stays on one line.

    A Western word, a number of an address with what belongs to it, or a character with the marks
    that belong to it.
    """
    held = held_places(written(text))
    word: list[Glyph] = []
    for number, glyph in enumerate(text):
        if word and number not in held and not _holds(word[-1].character, glyph.character):
            yield word
            word = []
        word.append(glyph)
    if word:
        yield word


@lru_cache(maxsize=4096)
def held_places(text: str) -> frozenset[int]:
    """Characters before which no line may end, as they belong to the number before them."""
    return frozenset(place for first, end in held_together(text) for place in range(first + 1, end))


def _holds(before: str, after: str) -> bool:
    if " " in (before, after):
        return False
    western = before < _FIRST_WIDE and after < _FIRST_WIDE
    return western or after in _CLOSING or before in _OPENING


@lru_cache(maxsize=20_000)
def _width(character: str, font: str) -> float:
    return float(stringWidth(character, font, 1))
