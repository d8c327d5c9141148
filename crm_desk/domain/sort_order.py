"""Texts in the order in which people look for them: numbers by value, kana by sound."""

import re
import unicodedata

from crm_desk.domain.names import KATAKANA, LEFT_OUT, variant_forms

_NUMBER = re.compile(r"[0-9]+")
_LEADING_ZERO = re.compile(r"(?<![0-9])0[0-9]")
_BLANKS = re.compile(r"[\x00-\x20\x7f]+")
_SPACING_MARKS = str.maketrans("゛゜", "\u3099\u309a")
"""Written behind the kana; NFKC would put a blank before them."""
_SPELLED: dict[int, int | str | None] = {
    **variant_forms(),
    **dict.fromkeys(map(ord, "‐‑‒–—―−─"), "-"),
    **{code: code - 0x60 for code in KATAKANA},
    **dict.fromkeys((*range(0x21), *range(0x7F, 0xA1), 0x200B, *map(ord, LEFT_OUT))),
}
"""To hiragana, one of each group of variants and one dash, without what says nothing."""
_PLAIN: dict[int, str | None] = {
    **dict(
        zip(map(ord, "ぁぃぅぇぉっゃゅょゎゕゖゐゑ"), "あいうえおつやゆよわかけいえ", strict=True)
    ),
    **dict.fromkeys((*range(0x300, 0x370), 0x3099, 0x309A)),
}
"""Small kana to large ones, without voiced and other marks."""
_REPEATED = re.compile("[ーゝゞ]")
_ROWS = (
    # Kana by their vowel, and how a long one is mostly spelled: サトー is さとう, ケーコ is けいこ.
    ("あかさたなはまやらわ", "あ"),
    ("いきしちにひみり", "い"),
    ("うくすつぬふむゆる", "う"),
    ("えけせてねへめれ", "い"),
    ("こそとのほもよろを", "う"),
    # オーノ is おおの.
    ("お", "お"),
)
_LONG = {kana: vowel for row, vowel in _ROWS for kana in row}


def sort_key(text: str) -> str:
    """What texts are sorted by, character by character; "" for what is blank.

    2 comes before 10, A-2 before A-10, whatever the width; すずき, スズキ and ｽｽﾞｷ are equal and
    stand beside すすき, as voiced marks, small kana and leading zeros only part what else is equal.
    ー is the vowel that it lengthens. Blanks, dots between words and case say nothing.
    """
    if text.isascii():
        spelled = _BLANKS.sub("", text).lower()
        base = spelled
    else:
        spelled = unicodedata.normalize("NFD", _spelled(text))
        base = spelled.translate(_PLAIN)
    key = _NUMBER.sub(_by_value, base)
    # Parts what sounds alike; never needed where nothing was taken away.
    differs = base != spelled or _LEADING_ZERO.search(base)
    return f"{key}\x01{spelled}" if differs else key


def _spelled(text: str) -> str:
    """In hiragana and one width, without what says nothing."""
    plain = unicodedata.normalize("NFKC", text.translate(_SPACING_MARKS)).casefold()
    plain = plain.translate(_SPELLED)
    return _with_vowels(plain) if _REPEATED.search(plain) else plain


def _with_vowels(text: str) -> str:
    """The long vowel mark and the repeat marks as the kana that they stand for."""
    found: list[str] = []
    for letter in text:
        before = unicodedata.normalize("NFD", found[-1])[0] if found else ""
        plain = before.translate(_PLAIN)
        if letter == "ー":
            found.append(_LONG.get(plain, "-"))
        elif letter in "ゝゞ" and plain:
            mark = "\u3099" if letter == "ゞ" else ""
            found.append(unicodedata.normalize("NFC", before + mark))
        else:
            found.append(letter)
    return "".join(found)


def _by_value(number: re.Match[str]) -> str:
    """A number that sorts by its value: how many digits it has stands before them."""
    digits = number[0].lstrip("0") or "0"
    return f"{min(len(digits), 99):02}{digits}"
