"""Names and words folded for matching and search; what is printed stays as it was written."""

import re
import unicodedata
from functools import lru_cache

from crm_desk.domain.clean_text import clean_text

_HONORIFICS = ("様", "御中")
"""Written behind a name by order forms. さん and 殿 also end real names (鵜殿)."""

_VARIANTS = (
    # Written either way by the same person, or by the shop on the phone.
    "高髙 崎﨑嵜 辺邊邉 斎齋齊斉 浜濱濵 徳德 吉𠮷",
    # Old forms of one character, which families and computers use side by side.
    "沢澤 広廣 国國 桜櫻 真眞 島嶋嶌 恵惠 竜龍 滝瀧 富冨 瀬瀨 頼賴 実實 栄榮 寿壽 条條 黒黑",
    "増增 淵渕 弥彌 蔵藏 与與 児兒 円圓 豊豐 万萬 会會 学學 関關 鉄鐵 塩鹽 薮籔藪 桑桒",
    "ケヶ カヵ",
)
_INVISIBLE = re.compile(
    # White space, controls, formats, and the selectors of a character's drawn form. The private
    # use area stays: shops keep rare names there.
    r"[\s\x00-\x1f\x7f-\x9f\xad\u061c\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef]+"
)
_DASHES = "‐‑‒–—―−ー─~〜～"
LEFT_OUT = "・·‧•"
"""Dots between words."""
KATAKANA = (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)
"""Codes from ァ to ヶ, and the two repeat marks; their hiragana is 0x60 lower."""

_FORM_OF_ADDRESS = re.compile(r"(.*\S)(?:\s*(?:様|さま)|\s+殿|(?<=\S\S)殿|\s+さん)", re.DOTALL)


def variant_forms() -> dict[int, str]:
    """For `str.translate`: characters that are written either way, as one (髙橋 is 高橋)."""
    groups = " ".join(_VARIANTS).split()
    return {ord(form): group[0] for group in groups for form in group[1:]}


def _folding() -> dict[int, str | None]:
    table: dict[int, str | None] = {**variant_forms()}
    for code in KATAKANA:
        seen = table.get(code) or chr(code)
        table[code] = chr(ord(seen) - 0x60)
    table |= dict.fromkeys(map(ord, _DASHES), "-")
    return table | dict.fromkeys(map(ord, LEFT_OUT))


_FOLDING = _folding()


def fold_name(text: str) -> str:
    """A name as it is compared: 髙橋　花子 様 and 高橋花子 are equal, キョウコ is きょうこ.

    NFKC, no white space, dots between words, invisible characters or variation selectors; dashes
    and long vowels are one sign; letters without case; one of each group of variants; hiragana.
    """
    folded = _settled(text)
    for honorific in _HONORIFICS:
        # A name of nothing else is kept.
        while folded.endswith(honorific) and folded != honorific:
            folded = folded.removesuffix(honorific)
    return folded


def without_form_of_address(text: str) -> str:
    """A name without 様 or 殿 at its end, nor さん after a space: form, not name.

    御中 tells that a company is addressed and stays, and so does 殿 behind one character only,
    unless a space stands between: 鵜殿 is a name.
    """
    name = text.rstrip()
    while True:
        found = _FORM_OF_ADDRESS.fullmatch(name)
        if found is None:
            return name
        name = found[1].rstrip()


def fold_search(text: str) -> str:
    """As `fold_name`, to look for a part in a whole: no dashes at all (03-1234 in 031234…)."""
    folded = _settled(text)
    return _settled(folded.replace("-", "")) if "-" in folded else folded


@lru_cache(maxsize=1 << 10)
def _settled(text: str) -> str:
    """Folded until nothing changes: what is left out may part characters that belong together."""
    if text.isascii() and text.isprintable():
        # Ids, telephones, e-mail: nothing to unfold, and half of what is folded at all.
        return text.replace(" ", "").casefold().replace("~", "-")
    folded = _folded(clean_text(text))
    for _ in range(8):
        again = _folded(folded)
        if again == folded:
            break
        folded = again
    return folded


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_FOLDING)
    return _INVISIBLE.sub("", plain)


def fold_word(text: str) -> str:
    """A word of a file as it is compared with known ones: NFKC, lower case, no white space."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def word_set(text: str) -> frozenset[str]:
    """Words between blanks, to be looked up."""
    return frozenset(text.split())
