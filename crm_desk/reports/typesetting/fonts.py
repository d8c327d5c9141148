"""Print with the program's own fonts, character by character where one font is not enough."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

from crm_desk.paths import RESOURCES
from crm_desk.reports.typesetting.printable import (
    composed,
    is_ideograph,
    is_plain,
    is_selector,
    leaves_no_ink,
    plain_form,
)

REGULAR = "BIZUDPGothic-Regular"
BOLD = "BIZUDPGothic-Bold"
KANJI = "CRMDeskKanji-Regular"
"""Kanji that BIZ UDPGothic lacks, 𠮷 among them."""

SUBSTITUTE = "〓"
"""Stands for a character that no font has: the printers' mark for a missing type."""


_reportlab_unicode_map = ttfonts.makeToUnicodeCMap


def _unicode_map(fontname: str, subset: Any) -> str:
    """Reportlab's map from glyphs to text, with characters beyond U+FFFF as UTF-16 pairs.

    reportlab 5.1 writes their number as it is, which readers take for another character: a
    search for 𠮷 would not find it.
    """

    def as_pair(match: re.Match[str]) -> str:
        return f"<{chr(int(match[1], 16)).encode('utf-16-be').hex().upper()}>"

    table: str = _reportlab_unicode_map(fontname, subset)
    return re.sub(r"<([0-9A-F]{5,6})>$", as_pair, table, flags=re.MULTILINE)


ttfonts.makeToUnicodeCMap = _unicode_map


@cache
def _face(name: str) -> TTFont:
    font = TTFont(name, str(RESOURCES / "fonts" / f"{name}.ttf"))
    pdfmetrics.registerFont(font)
    return font


def register() -> None:
    """Make the fonts known to reportlab; does its work once."""
    for name in (REGULAR, BOLD, KANJI):
        _face(name)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR)


def has_glyph(character: str, name: str) -> bool:
    """The font can draw the character."""
    return ord(character) in _face(name).face.charToGlyph


class Typesetter:
    """Makes typed text printable and remembers what could not be printed.

    Attributes:
        missing: where (a label for the reader) to the characters substituted there.
        plain: where to the kanji printed in their plain form: a special one was typed.
    """

    def __init__(self) -> None:
        register()
        self.missing: dict[str, str] = {}
        self.plain: dict[str, str] = {}

    def markup(self, text: str, where: str = "", font: str = REGULAR) -> str:
        """Text as reportlab markup: escaped, line ends kept, fonts switched where needed."""
        parts = []
        for name, run in self.runs(text, where, font):
            safe = escape(_firm_blanks(run)).replace("\n", "<br/>")
            parts.append(safe if name == font else f'<font name="{name}">{safe}</font>')
        return "".join(parts)

    def runs(self, text: str, where: str = "", font: str = REGULAR) -> Iterator[tuple[str, str]]:
        """(font name, text) pieces; unprintable characters become the substitute."""
        chosen = [self._choose(character, where, font) for character in self._visible(text, where)]
        for name, group in groupby(chosen, key=lambda pair: pair[0]):
            yield name, "".join(character for _, character in group)

    def _visible(self, text: str, where: str) -> Iterator[str]:
        """Characters that leave ink or space; tabs as blanks, other controls left out.

        Marks of direction and joining have no ink and no glyph; on paper nothing stands for them.
        No font here has forms of kanji to choose from: the plain one is set, and noted.
        """
        text = composed(text)
        if is_plain(text):
            yield from text
            return
        before = ""
        for character in text:
            if is_selector(character):
                if is_ideograph(before):
                    _note(self.plain, where, before)
            elif character == "\t":
                yield " "
            elif character == "\n" or not leaves_no_ink(character):
                yield character
            before = character

    def _choose(self, character: str, where: str, font: str) -> tuple[str, str]:
        found = _font_of(character, font)
        if found is not None:
            return found, character
        plain = plain_form(character)
        found = _font_of(plain, font) if len(plain) == 1 else None
        if found is not None:
            _note(self.plain, where, plain)
            return found, plain
        _note(self.missing, where, character)
        return font, SUBSTITUTE


def _font_of(character: str, font: str) -> str | None:
    """The font to set a character in: the one asked for, else the one with more kanji."""
    if character == "\n" or has_glyph(character, font):
        return font
    return KANJI if has_glyph(character, KANJI) else None


def _note(found: dict[str, str], where: str, character: str) -> None:
    seen = found.setdefault(where, "")
    if character not in seen:
        found[where] = seen + character


def _firm_blanks(text: str) -> str:
    """Blanks that reportlab would fold into one, as blanks that stay."""
    text = text.replace("\N{IDEOGRAPHIC SPACE}", 3 * _FIRM)
    return re.sub(r"(?m)^ +| {2,}", lambda blanks: _FIRM * len(blanks[0]), text)


_FIRM = "\N{NO-BREAK SPACE}"
