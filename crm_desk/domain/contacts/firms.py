"""What tells a firm's name from a person's: `resources/contacts/firms.toml`.

Source of the list and of its rules: people-and-paper.md, "Where a letter goes".
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from crm_desk.domain.names import fold_word
from crm_desk.domain.toml_lines import damaged, parse_toml
from crm_desk.paths import RESOURCES

_FILE = RESOURCES / "contacts" / "firms.toml"
_LISTS = (
    *("forms", "marks", "endings", "given_names", "latin", "latin_doubtful"),
    *("departments", "families", "positions", "abroad"),
)
_BRACKETS = str.maketrans("〔〕【】[]〈〉《》{}「」", "()" * 7)
# Circled forms, which NFKC makes a bare character.
_CIRCLED = str.maketrans({"㊑": "(株)", "㊒": "(有)", "㊔": "(名)", "㊖": "(財)", "㊓": "(社)"})
_SHORT_FAMILY, _SURE_ALONE = 3, 3
"""Signs of a family name written apart, and of an ending that is a whole name."""
_BARE_LATIN = re.compile(r"[^a-z]")


class FirmWords(NamedTuple):
    """The lists, folded as `plain_word` does; see the file."""

    anywhere: "re.Pattern[str]"
    alone: frozenset[str]
    endings: tuple[str, ...]
    given_names: frozenset[str]
    latin: frozenset[str]
    latin_doubtful: frozenset[str]
    departments: tuple[str, ...]
    families: frozenset[str]
    positions: frozenset[str]
    abroad: tuple[str, ...]


@cache
def firm_words() -> FirmWords:
    """The lists that ship with the program.

    Raises:
        ReportableError: `resource_damaged`.
    """
    return parse_firm_words(_FILE.read_text(encoding="utf-8"), _FILE.name)


def parse_firm_words(text: str, name: str) -> FirmWords:
    """Read the lists; `name` is that of their file.

    Raises:
        ReportableError: `resource_damaged`: a list is missing, unknown or holds other things.
    """
    data = parse_toml(text, name)
    for key in (*data, *_LISTS):
        if key not in _LISTS or not _is_words(data.get(key)):
            raise damaged(name, 1, f"{key}: missing, unknown or no list of words")
    lists = {key: tuple(map(plain_word, data[key])) for key in _LISTS}
    marks = tuple(f"({mark})" for mark in lists["marks"])
    anywhere = sorted((*lists["forms"], *marks), key=len, reverse=True)
    return FirmWords(
        anywhere=re.compile("|".join(map(re.escape, anywhere))),
        alone=frozenset((*lists["forms"], *marks, *lists["endings"])),
        endings=lists["endings"],
        given_names=frozenset(lists["given_names"]),
        latin=frozenset(lists["latin"]),
        latin_doubtful=frozenset(lists["latin_doubtful"]),
        departments=lists["departments"],
        families=frozenset(lists["families"]),
        positions=frozenset(lists["positions"]),
        abroad=lists["abroad"],
    )


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and word for word in value)


def plain_word(word: str) -> str:
    """A word as it is compared: NFKC, brackets of one kind, letters without case, no blanks."""
    return fold_word(word.translate(_CIRCLED)).translate(_BRACKETS)


@lru_cache(maxsize=20_000)
def firm_places(words: tuple[str, ...]) -> tuple[int, ...]:
    """Which words of a name say that it is a firm's."""
    return tuple(number for number in range(len(words)) if _says_firm(words, number))


def is_firm(name: str) -> bool:
    """Whether there is a firm in a name."""
    words = tuple(name.split())
    return bool(firm_places(words)) or firm_words().anywhere.search(plain_word(name)) is not None


def stands_alone(word: str) -> bool:
    """Whether a word is nothing but a form or an ending (株式会社, 商店): part of a name."""
    plain = plain_word(word)
    return plain in firm_words().alone or _latin(word) in firm_words().latin


def is_department(word: str) -> bool:
    """Whether a word behind a firm's name names a part of it: 営業部, 東京支店, 本社."""
    plain, known = plain_word(word), firm_words()
    return plain not in known.families and plain.endswith(known.departments)


def is_position(word: str) -> bool:
    """Whether a word is somebody's place in a firm: 代表取締役."""
    return plain_word(word) in firm_words().positions


def is_abroad(address: str) -> bool:
    """Whether an address begins with a land or a town outside Japan."""
    return plain_word(address).startswith(firm_words().abroad)


def _says_firm(words: tuple[str, ...], number: int) -> bool:
    known, plain = firm_words(), plain_word(words[number])
    if known.anywhere.search(plain):
        return True
    if plain in known.endings:
        if len(words) == 1:
            # 市役所 alone is one; 大学 is a family name, too.
            return len(plain) >= _SURE_ALONE
        return number > 0 and not _is_given_name(words, number, plain)
    if plain.isascii():
        return number > 0 and _is_latin_form(words, number)
    return plain.endswith(known.endings)


def _is_given_name(words: tuple[str, ...], number: int, plain: str) -> bool:
    """堀口 大学: an ending behind a family name that is written apart."""
    return (
        plain in firm_words().given_names
        and number == len(words) - 1 == 1
        and len(words[0]) <= _SHORT_FAMILY
    )


def _is_latin_form(words: tuple[str, ...], number: int) -> bool:
    word, known = words[number], firm_words()
    plain = _latin(word)
    if plain not in known.latin:
        return False
    if plain not in known.latin_doubtful:
        return True
    followed = number + 1 < len(words) and _latin(words[number + 1]) in known.latin
    sure = word.rstrip(",").endswith(".") or (word.isupper() and len(plain) > 1)
    return followed or (sure and number == len(words) - 1)


def _latin(word: str) -> str:
    return _BARE_LATIN.sub("", plain_word(word))
