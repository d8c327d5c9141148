"""A name as somebody wrote it, read for paper: firm, people, and the form of address of each.

Nothing is guessed: what is typed behind a name (様, 御中) is believed, and a name that can't be
told apart stays one.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.contacts.firms import (
    firm_places,
    is_department,
    is_firm,
    is_position,
    plain_word,
    stands_alone,
)

TO_FIRM, TO_PERSON, TO_ALL = "御中", "様", "御一同様"
_TITLES = {
    "御中": TO_FIRM,
    "御一同様": TO_ALL,
    "ご一同様": TO_ALL,
    "様": TO_PERSON,
    "さま": TO_PERSON,
    "殿": TO_PERSON,
    "各位": "各位",
    "先生": "先生",
}
_ONLY_APART = ("殿", "先生", "さま")
"""Names and words end so, too (鵜殿): a form of address only behind a blank."""
_IN_BRACKETS = re.compile(r"([^（(【〔\[]+?)\s*[（(【〔\[]([^（(【〔\[）)】〕\]]+)[）)】〕\]]")
_BETWEEN = re.compile(r"\s*[・･＆&、，]\s*")
_DOTS = re.compile(r"\s*[・･]\s*")
_KANJI = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〆"
_KANA = "ぁ-ゖァ-ヺーｦ-ﾟ"
_WHOLE_NAME = re.compile(f"[{_KANJI}]{{1,3}}[{_KANJI}{_KANA}ヶ]{{1,4}}")
_PART = re.compile(f"[{_KANJI}{_KANA}]{{1,5}}")
_BEGINS = re.compile(f"[{_KANJI}]")
_KATAKANA = re.compile("[ァ-ヺーｦ-ﾟ]+")
_LEAST, _MOST = 3, 6
"""Signs of a whole name in one word: 林太郎, 佐々木小次郎."""
_PLACES = tuple("都道府県市区町村郡")
_FORMERLY = ("旧", "元", "現", "前", "新")


class WrittenName(NamedTuple):
    """A name taken apart.

    Attributes:
        firm: stands in a line of its own, without a form of address; "" unless people are named.
        people: with the form of address each; a firm that is meant itself stands here.
        honorific: 様, 御中 or what was typed; "" without a name.
    """

    firm: str
    people: tuple[str, ...]
    honorific: str


NOBODY = WrittenName("", (), "")


@lru_cache(maxsize=20_000)
def read_name(name: str) -> WrittenName:
    """Whom a name means."""
    plain, typed = without_title(clean_line(name))
    if not plain:
        return NOBODY
    if typed == TO_FIRM:
        return WrittenName("", (plain,), TO_FIRM)
    if typed == TO_ALL:
        return WrittenName("", (plain,), TO_ALL)
    firm, person, inner = _bracketed(plain) or _parted(plain, typed)
    if person:
        return WrittenName(firm, people_of(person), typed or inner or TO_PERSON)
    # What was typed behind a firm's name is believed.
    return WrittenName("", (firm,), typed or TO_FIRM)


def without_title(name: str) -> tuple[str, str]:
    """A name without the 様 or 御中 that somebody typed behind it, and which it was."""
    plain, found = name.strip(), ""
    while True:
        title = next((each for each in _TITLES if _ends_with(plain, each)), None)
        if title is None:
            return plain, found
        found = found or _TITLES[title]
        plain = plain.removesuffix(title).rstrip()


def _ends_with(name: str, title: str) -> bool:
    before = name.removesuffix(title)
    if before == name or not before.strip():
        return False
    return title not in _ONLY_APART or before[-1:].isspace()


def _bracketed(name: str) -> tuple[str, str, str] | None:
    """山田太郎（株式会社山田商店）, either way round: (firm, person, form of address)."""
    found = _IN_BRACKETS.fullmatch(name)
    if found is None:
        return None
    outside, inside = found[1], found[2].strip()
    if _is_mark(inside):
        return None
    if is_firm(inside) and not is_firm(outside):
        return inside, outside, ""
    person, typed = without_title(inside)
    if is_firm(outside) and not is_firm(inside) and (typed or _looks_like_people(person.split())):
        return outside, person, typed
    return None


def _is_mark(inside: str) -> bool:
    return stands_alone(f"({inside})")


def _parted(name: str, typed: str) -> tuple[str, str, str]:
    """Firm and person in one name, by their places: one of the two may be ""."""
    words = name.split()
    places = firm_places(tuple(words))
    if not places:
        return (name, "", "") if is_firm(name) else ("", name, "")
    first, last = places[0], _end_of_firm(words, places[-1], typed)
    if stands_alone(words[first]):
        # 株式会社 and 商店 belong to what stands beside them.
        last = max(last, first + 1) if first == 0 else last
        first = 0
    before, firm, after = words[:first], words[first : last + 1], words[last + 1 :]
    if after and not before and (typed or _looks_like_people(after)):
        return " ".join(firm), " ".join(after), ""
    if before and not after and _looks_like_people(before):
        return " ".join(firm), " ".join(before), ""
    return name, "", ""


def _end_of_firm(words: list[str], last: int, typed: str) -> int:
    """The last word of the firm, its departments among them."""
    for number in range(last + 1, len(words)):
        following = words[number + 1 :]
        given = len(following) == 1 and len(following[0]) < _LEAST and len(words[number]) < _LEAST
        if is_department(words[number]) and not given and (following or not typed):
            last = number
    return last


def _looks_like_people(words: list[str]) -> bool:
    """Whether words beside a firm name a person, and not a shop, a town or a department."""
    rest = list(words)
    while rest and is_position(rest[0]):
        rest.pop(0)
    if len(rest) < len(words):
        return len(rest) <= 2
    parts = _BETWEEN.split(" ".join(rest))
    rest = parts[0].split()
    if not rest or any(len(part.split()) > 2 for part in parts):
        return False
    if is_department(rest[-1]) or plain_word(rest[-1]).endswith(_PLACES) or is_firm(rest[-1]):
        return False
    if len(rest) == 1 and rest[0].startswith(_FORMERLY):
        return False
    if len(rest) == 1:
        return _LEAST <= len(rest[0]) <= _MOST and _WHOLE_NAME.fullmatch(rest[0]) is not None
    return all(map(_PART.fullmatch, rest)) and _BEGINS.match(rest[0]) is not None


def people_of(name: str) -> tuple[str, ...]:
    """Everyone in a name: 山田 太郎・花子 are two, ジョン・スミス is one.

    The dot stands within names of abroad, too: it parts names only that have no katakana on
    either side of it, or that stand behind a family name in kanji.
    """
    parts = _BETWEEN.split(name)
    if len(parts) < 2 or name.isascii() or not all(map(_is_name, parts)):
        return (name,)
    dotted = _DOTS.search(name) is not None
    return (name,) if dotted and not _dot_parts(parts) else tuple(parts)


def _dot_parts(parts: list[str]) -> bool:
    ends = [part.split()[-1] for part in parts]
    foreign = [_KATAKANA.fullmatch(end) is not None for end in ends]
    if not any(foreign):
        return True
    family = parts[0].split()[0] if len(parts[0].split()) > 1 else ""
    return all(foreign) and _BEGINS.match(family) is not None


def _is_name(part: str) -> bool:
    words = part.split()
    return 0 < len(words) <= 2 and all(len(word) <= _MOST for word in words)
