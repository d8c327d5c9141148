"""Typed text as it goes to paper: as typed, but for what no printer sets as it stands.

NFC and NFKC are for comparing: they would make 神 (U+FA19) of a family's papers another character.
"""

import re
import unicodedata

_COMPATIBILITY = "\uf900-\ufaff\U0002f800-\U0002fa1f"
_AS_TYPED = re.compile(f"([{_COMPATIBILITY}])")
_HALF_WIDTH = re.compile("[\uff61-\uff9f]+")
_TO_COMPOSE = re.compile("[\uff61-\uff9f\u309b\u309c]")
_MARKED = re.compile("([\u304b-\u30fe])([\u309b\u309c])")
_MARKS = {"\u309b": "\u3099", "\u309c": "\u309a"}
_IDEOGRAPH = re.compile(f"[\u3400-\u4dbf\u4e00-\u9fff{_COMPATIBILITY}\U00020000-\U0003ffff]")
_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def composed(text: str) -> str:
    """Half-width kana in full width, marks joined to their kana and letters; else as typed."""
    if text.isascii() or (
        unicodedata.is_normalized("NFC", text) and _TO_COMPOSE.search(text) is None
    ):
        return text
    text = _HALF_WIDTH.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = _MARKED.sub(_joined, text)
    parts = _AS_TYPED.split(text)
    return "".join(
        part if number % 2 else unicodedata.normalize("NFC", part)
        for number, part in enumerate(parts)
    )


def _joined(found: re.Match[str]) -> str:
    whole = unicodedata.normalize("NFC", found[1] + _MARKS[found[2]])
    return whole if len(whole) == 1 else found[0]


def is_plain(text: str) -> bool:
    """Whether each character of a text leaves ink or a blank of its own."""
    return text.isprintable() and _SELECTOR.search(text) is None


def is_selector(character: str) -> bool:
    """Whether a character only chooses the form of the one before it (葛󠄀)."""
    return _SELECTOR.match(character) is not None


def is_ideograph(character: str) -> bool:
    """Whether a character is a kanji."""
    return _IDEOGRAPH.match(character) is not None


def plain_form(character: str) -> str:
    """The unified kanji of a compatibility one, for fonts that lack it; others as they are."""
    return unicodedata.normalize("NFC", character)


def leaves_no_ink(character: str) -> bool:
    """Whether paper shows nothing of a character: controls, marks of direction and joining."""
    return unicodedata.category(character) in ("Cc", "Cf")
