"""Numbers within an address: what belongs to one, and so to one line of paper."""

import re
from collections.abc import Callable, Iterator

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d\uff70\u30fc\u2500\u2501\ufe63\u2043"
"""Whatever is typed for the dash of 1-2-3; the long vowels ー ｰ among them."""
NUMERALS = "〇一二三四五六七八九十百千"
_KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc\uff66-\uff9f"
_DASH = f"[{re.escape(DASHES)}]"
_SIGN = "[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]"
_NUMBER = rf"(?:[{NUMERALS}]+|{_SIGN}+)"
_UNITS = (
    *("丁目", "丁", "番地割", "番地", "番町", "番丁", "番", "号室", "号棟", "号館", "号線", "号"),
    *("階建", "階", "棟", "室", "地割", "街区", "条", "線", "区"),
)
_UNIT = rf"(?:{'|'.join(_UNITS)}|[FfＦｆ](?![A-Za-zＡ-Ｚａ-ｚ]))"
_OF = r"[のノ之ﾉ]"
_MORE = rf"\s*(?:{_DASH}+|{_OF})\s*{_NUMBER}"
_HELD = re.compile(rf"{_NUMBER}(?:{_MORE})*(?:\s*{_UNIT}(?:{_MORE}(?:\s*{_UNIT})?)*)?")
_UNIT_AHEAD = re.compile(rf"{_UNIT}|{_DASH}")
_LOT_AHEAD = re.compile(rf"{_NUMBER}\s*号(?!室|棟)")
_BLOCK = re.compile(rf"(?:[0-9０-９]|(?:{_DASH}|番|目|地の)[{NUMERALS}]+|番地|番|号)$")
_VOWELS = "ーｰ"
_DIGIT = f"[0-9０-９{NUMERALS}]"
_OF_NUMBER = re.compile(
    rf"(?<={_DIGIT})\s*{_DASH}\s*(?=\S)"
    rf"|(?<=[A-ZＡ-Ｚ])\s*{_DASH}\s*(?=[0-9０-９])"
    # Behind kana ー is the vowel of a word (センター3), every other sign a dash.
    rf"|(?<![A-Za-z\s])(?!(?<=[{_KANA}])[{_VOWELS}]){_DASH}(?=[0-9０-９])"
)


def held_together(text: str) -> Iterator[tuple[int, int]]:
    """Places within which no line ends: a number with its dashes and its 丁目, 番地, 号, 階, F.

    Half-width, full-width and kanji digits, blanks around them as well.
    """
    for found in _HELD.finditer(text):
        if found.end() - found.start() > 1:
            yield found.span()


def with_dashes(text: str, dash: str | Callable[[re.Match[str]], str]) -> str:
    """Every dash of a number as `dash`, without blanks around it; the ー of a word stays."""
    return _OF_NUMBER.sub(dash, text)


def continues_number(before: str, rest: str) -> bool:
    """Whether a text goes on with the number that the word before it ends with."""
    if before.endswith(tuple(DASHES)) or _UNIT_AHEAD.match(rest):
        return True
    return before.endswith("番") and _LOT_AHEAD.match(rest) is not None


def ends_with_number(word: str) -> bool:
    """Whether a word ends as block numbers do: 1-2, １－２, 一番地, 3号."""
    return _BLOCK.search(word) is not None
