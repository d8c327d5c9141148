"""What a text in a CSV file can hold: never a formula, only what the encoding has."""

from typing import NamedTuple

MISSING = "〓"
"""Stands for a character that the encoding lacks."""
_FORMULA = tuple("=+-@＝＋－＠")
_CONTROL = tuple("\t\r\n")
# The same signs, which Shift_JIS has at another place of Unicode.
_TWINS = {
    "cp932": str.maketrans("〜−‖—¢£¬", "～－∥―￠￡￢"),
}


class Lost(NamedTuple):
    """A customer's characters that the encoding lacks."""

    name: str
    characters: str


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula: a leading ' makes it text."""
    risky = text.startswith(_CONTROL) or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if risky else text


def encodable(text: str, encoding: str) -> tuple[str, str]:
    """The text as the encoding can write it, and the characters that it can't."""
    if encoding not in _TWINS:
        return text, ""
    text = text.translate(_TWINS[encoding])
    lost = "".join(dict.fromkeys(sign for sign in text if not _has(sign, encoding)))
    return text.translate(dict.fromkeys(map(ord, lost), MISSING)), lost


def _has(sign: str, encoding: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
