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


class MarkWords(NamedTuple):
    """The words that propose marks.

    Attributes:
        signs: one of them stands in every text that proposes something; most texts have none.
    """

    signs: "re.Pattern[str]"
    kinds: dict[MarkKind, _Words]


@cache
def mark_words() -> MarkWords:
    """The words that ship with the program.

    Raises:
        ReportableError: `resource_damaged`.
    """
    return parse_mark_words(_FILE.read_text(encoding="utf-8"), _FILE.name)


def parse_mark_words(text: str, name: str) -> MarkWords:
    """Read the words; `name` is that of their file.

    Raises:
        ReportableError: `resource_damaged`: a mark or a list is missing, unknown or unreadable.
    """
    data = parse_toml(text, name)
    if set(data) != {"signs", *(kind.value for kind in MarkKind)}:
        raise damaged(name, 1, "signs or a mark are missing, or one is unknown")
    signs = _pattern(data["signs"], "signs", name)
    return MarkWords(signs, {kind: _words(data[kind.value], kind, name) for kind in MarkKind})


def _words(lists: Any, kind: MarkKind, name: str) -> _Words:
    if not isinstance(lists, dict) or not set(lists) <= _LISTS or not lists.get("patterns"):
        raise damaged(name, 1, f"{kind.value}: a list is missing or unknown")
    found = {key: _pattern(each, kind.value, name) for key, each in lists.items() if each}
    return _Words(found["patterns"], found.get("names"), found.get("unless"))


def _pattern(expressions: Any, key: str, name: str) -> "re.Pattern[str]":
    """One expression that finds any of these."""
    try:
        return re.compile("|".join(unicodedata.normalize("NFKC", each) for each in expressions))
    except (re.error, TypeError):
        raise damaged(name, 1, f"{key}: no list of regular expressions") from None


def mark_proposals(note: str, name: str = "", address: str = "") -> tuple[MarkProposal, ...]:
    """The marks that the words of a customer propose, each kind once."""
    found: dict[MarkKind, list[tuple[MarkField, str, str]]] = {}
    for field, text in (
        (MarkField.NOTE, note),
        (MarkField.NAME, name),
        (MarkField.ADDRESS, address),
    ):
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
    plain, known = unicodedata.normalize("NFKC", text), mark_words()
    if not known.signs.search(plain.lower()):
        return
    clauses = [clause.strip() for clause in _CLAUSE_ENDS.split(plain) if clause.strip()]
    for kind, words in known.kinds.items():
        in_name = words.names if field is MarkField.NAME else None
        for clause in clauses:
            lower = clause.lower()
            said = words.patterns.search(lower) or (in_name and in_name.search(lower))
            if said and not (words.unless and words.unless.search(lower)):
                yield kind, clause
                break


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
