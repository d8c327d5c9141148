"""Marks that words of notes, names and addresses propose: `resources/contacts/mark_words.toml`.

Nothing is marked by this: a person is asked, and held back until they have answered.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from crm_desk.domain.contacts.marks import MarkKind
from crm_desk.domain.toml_lines import damaged, parse_toml
from crm_desk.paths import RESOURCES

_FILE = RESOURCES / "contacts" / "mark_words.toml"
_LISTS = frozenset({"patterns", "names", "unless"})
_CLAUSE_ENDS = re.compile(r"[\n\r\t、。,;!?「」『』()\[\]【】〔〕<>《》|/]+(?!\d)")
"""A slash between digits is a date's."""
_SHOWN = 60
"""Signs of a clause that are kept to be shown."""
_WESTERN = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_REIWA = re.compile(r"(?:令和|\br)\s*(\d{1,2}|元)(?!\d)", re.IGNORECASE)
_REIWA_BEGAN = 2019


class MarkField(StrEnum):
    """Where the words stand."""

    NOTE = "note"
    NAME = "name"
    ADDRESS = "address"


class MarkProposal(NamedTuple):
    """A mark that words propose.

    Attributes:
        field: where the words stand; the first of several.
        words: the clause as it is written, shortened.
        digest: of the whole texts that propose it: once they read otherwise, they ask anew.
        year: that 喪中 is said of; None where none is named.
    """

    kind: MarkKind
    field: MarkField
    words: str
    digest: str
    year: int | None = None


class _Words(NamedTuple):
    patterns: "re.Pattern[str]"
    names: "re.Pattern[str] | None"
    unless: "re.Pattern[str] | None"


@cache
def mark_words() -> dict[MarkKind, _Words]:
    """The words that ship with the program.

    Raises:
        ReportableError: `resource_damaged`.
    """
    return parse_mark_words(_FILE.read_text(encoding="utf-8"), _FILE.name)


def parse_mark_words(text: str, name: str) -> dict[MarkKind, _Words]:
    """Read the words; `name` is that of their file.

    Raises:
        ReportableError: `resource_damaged`: a mark or a list is missing, unknown or unreadable.
    """
    data = parse_toml(text, name)
    if set(data) != {kind.value for kind in MarkKind}:
        raise damaged(name, 1, "a mark is missing or unknown")
    return {kind: _words(data[kind.value], kind, name) for kind in MarkKind}


def _words(lists: Any, kind: MarkKind, name: str) -> _Words:
    if not isinstance(lists, dict) or not set(lists) <= _LISTS or not lists.get("patterns"):
        raise damaged(name, 1, f"{kind.value}: a list is missing or unknown")
    try:
        found = {key: _any_of(patterns) for key, patterns in lists.items() if patterns}
    except (re.error, TypeError):
        raise damaged(name, 1, f"{kind.value}: no list of regular expressions") from None
    return _Words(found["patterns"], found.get("names"), found.get("unless"))


def _any_of(patterns: list[str]) -> "re.Pattern[str]":
    return re.compile("|".join(f"(?:{_in_small_letters(each)})" for each in patterns))


def _in_small_letters(pattern: str) -> str:
    return unicodedata.normalize("NFKC", pattern)


@cache
def _anything() -> "re.Pattern[str]":
    """What stands in every text that proposes something: most texts are passed over by it."""
    return re.compile("|".join(_SIGNS))


_SIGNS = (
    *("故", "逝", "死", "永眠", "他界", "亡", "喪", "忌", "欠礼", "不明", "知れず", "戻", "返"),
    *("宛", "あて", "先", "不着", "未達", "届か", "×", "✕", "✖", "╳", "x", "X", "バツ", "ﾊﾞﾂ"),
    *(
        "[nN][gG]",
        "[ｎＮ][ｇＧ]",
        "Ｘ",
        "ｘ",
        "不可",
        "禁",
        "拒",
        "無用",
        "不要",
        "断",
        "停",
        "中止",
    ),
    *(
        "いら",
        "要ら",
        "遠慮",
        "控",
        "しな",
        "せず",
        "やめ",
        "止",
        "希望",
        "嫌",
        "苦手",
        "困",
        "ない",
    ),
    *("ストップ", "ｽﾄｯﾌﾟ", "辞退", "なし", "無し", "しま", "[a-zA-Z]{2}", "[ａ-ｚＡ-Ｚ]{2}"),
)


def mark_proposals(note: str, name: str = "", address: str = "") -> tuple[MarkProposal, ...]:
    """The marks that the words of a customer propose, each kind once."""
    found: dict[MarkKind, list[tuple[MarkField, str, str]]] = {}
    for field, text in (
        (MarkField.NOTE, note),
        (MarkField.NAME, name),
        (MarkField.ADDRESS, address),
    ):
        if text and _anything().search(text):
            for kind, clause in _found_in(text, field):
                found.setdefault(kind, []).append((field, clause, text))
    return tuple(
        MarkProposal(
            kind,
            said[0][0],
            _shortened(said[0][1]),
            _digest([text for _, _, text in said]),
            _year(said[0][1]) if kind is MarkKind.MOURNING else None,
        )
        for kind, said in sorted(found.items(), key=lambda each: list(MarkKind).index(each[0]))
    )


def _found_in(text: str, field: MarkField) -> Iterator[tuple[MarkKind, str]]:
    """(mark, the first clause that proposes it)."""
    clauses = _clauses(text)
    for kind, words in mark_words().items():
        in_name = words.names if field is MarkField.NAME else None
        for clause in clauses:
            plain = clause.lower()
            said = words.patterns.search(plain) or (in_name and in_name.search(plain))
            if said and not (words.unless and words.unless.search(plain)):
                yield kind, clause
                break


def _clauses(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text)
    return [clause.strip() for clause in _CLAUSE_ENDS.split(plain) if clause.strip()]


def _shortened(clause: str) -> str:
    return clause if len(clause) <= _SHOWN else clause[: _SHOWN - 1] + "…"


def _digest(texts: list[str]) -> str:
    """Of texts as they are compared: blanks and forms of signs make no difference."""
    plain = "\n".join(" ".join(unicodedata.normalize("NFKC", text).split()) for text in texts)
    return hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _year(clause: str) -> int | None:
    if western := _WESTERN.search(clause):
        return int(western[1])
    if reiwa := _REIWA.search(clause):
        return _REIWA_BEGAN - 1 + (1 if reiwa[1] == "元" else int(reiwa[1]))
    return None
