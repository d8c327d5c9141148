"""What the words in status columns mean: `resources/importing/status_words.toml`.

Source of the rules: import-doubts.md, "Status words".
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from crm_desk.domain.names import fold_word
from crm_desk.domain.toml_lines import damaged, parse_toml
from crm_desk.importing.error_values import is_error_value
from crm_desk.paths import RESOURCES

_LISTS = ("before", "after", "denying", "void", "partly", "sale")
_REMARK = re.compile(r"(.+)\(([^()]*)\)")
_MARKED = re.compile(r"(?:\d{1,3}[:.)]|[■□●★☆※◆◇▲▼×✕*・]+)(.+)")
"""5:キャンセル, ■キャンセル: a code or a mark before the word."""
_ONLY_A_PART = ("一部", "部分", "partial")
_WHOLLY_IN_BRACKETS = re.compile(r"[(【\[]([^()\[\]【】]+)[)】\]]")


class StatusMeaning(StrEnum):
    """What a status says of its order, or of its line.

    Attributes:
        VOID: no sale: cancelled, returned, paid back, never paid.
        SALE: a sale on its way.
        PARTLY: a sale of which a part came back.
        DENIED: a sale whose cancellation or return was refused or withdrawn.
        UNKNOWN: a word of no list, to be asked about.
    """

    VOID = "void"
    SALE = "sale"
    PARTLY = "partly"
    DENIED = "denied"
    UNKNOWN = "unknown"


class StatusWords(NamedTuple):
    """The lists; see the file."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    denied: frozenset[str]
    meanings: dict[str, StatusMeaning]


def meaning_of(text: str) -> StatusMeaning:
    """What a status means; a blank one (or an error value) says nothing and counts as a sale.

    Whole values are compared, the least shortened first: 支払期限切れ is void, although 支払 is a
    word for a sale.
    """
    if not text.strip() or is_error_value(text):
        return StatusMeaning.SALE
    value, words = _plain(text), _words()
    remark = _REMARK.fullmatch(value)
    return _with_remark(remark[1], remark[2], words) if remark else _meaning(value, words)


def _with_remark(value: str, remark: str, words: StatusWords) -> StatusMeaning:
    """返品(不良品) is 返品; 返品(一部) and キャンセル(不可) are not, 完了(返品) is doubtful."""
    whole = _meaning(value + remark, words)
    if whole is not StatusMeaning.UNKNOWN:
        return whole
    meaning = _meaning(value, words)
    if meaning is StatusMeaning.VOID and any(part in remark for part in _ONLY_A_PART):
        return StatusMeaning.PARTLY
    if meaning is StatusMeaning.SALE and _meaning(remark, words) is StatusMeaning.VOID:
        return StatusMeaning.UNKNOWN
    return meaning


def _meaning(value: str, words: StatusWords) -> StatusMeaning:
    for part in _shortened(value, words):
        if part in words.meanings:
            return words.meanings[part]
        if part in words.denied:
            return StatusMeaning.DENIED
    return StatusMeaning.UNKNOWN


def is_void_word(text: str) -> bool:
    """Whether a status says that there was no sale in the end."""
    return meaning_of(text) is StatusMeaning.VOID


def parse_words(text: str, name: str) -> StatusWords:
    """Read the lists; `name` is that of their file.

    Raises:
        ReportableError: `resource_damaged` with the line: lists that are missing, unknown or hold
            other things than words, and words that stand in two lists.
    """
    data = parse_toml(text, name)
    for key in (*data, *_LISTS):
        if key not in _LISTS or not _is_words(data.get(key)):
            raise damaged(name, _line(text, key), f"{key}: missing, unknown or no list of words")
    meanings: dict[str, StatusMeaning] = {}
    for meaning in (StatusMeaning.VOID, StatusMeaning.PARTLY, StatusMeaning.SALE):
        for word in map(_plain, data[meaning]):
            if meanings.setdefault(word, meaning) is not meaning:
                raise damaged(name, _line(text, meaning), f"{word}: in two lists")
    voids = [word for word, meaning in meanings.items() if meaning is StatusMeaning.VOID]
    endings = [_plain(ending) for ending in data["denying"]]
    before, after = (tuple(map(fold_word, data[key])) for key in ("before", "after"))
    denied = frozenset(word + ending for word in voids for ending in endings)
    return StatusWords(before, after, denied, meanings)


@cache
def _words() -> StatusWords:
    path = RESOURCES / "importing" / "status_words.toml"
    return parse_words(path.read_text(encoding="utf-8"), path.name)


def _plain(text: str) -> str:
    """For comparison; partially_refunded and partially-refunded are one word, wc- is kept."""
    folded = fold_word(text)
    if not folded.isascii():
        return folded
    kept = "wc-" if folded.startswith("wc-") else ""
    return kept + re.sub(r"[-_]", "", folded.removeprefix("wc-"))


def _shortened(value: str, words: StatusWords) -> Iterator[str]:
    """The value, then what remains of it without the words around; nothing is cut away wholly."""
    seen, waiting = set(), [value]
    while waiting:
        value = waiting.pop(0)
        if not value or value in seen:
            continue
        seen.add(value)
        yield value
        for shape in (_WHOLLY_IN_BRACKETS, _MARKED):
            if inside := shape.fullmatch(value):
                waiting.append(inside[1])
        waiting += [value.removesuffix(end) for end in words.after if value.endswith(end)]
        waiting += [value.removeprefix(word) for word in words.before if value.startswith(word)]


def _is_words(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(word, str) and word.strip() for word in value)
    )


def _line(text: str, key: str) -> int:
    lines = text.splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.startswith(key)), 1)
