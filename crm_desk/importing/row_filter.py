"""Which rows are no sale, which lower a sale, which make their order void."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import repeat

from crm_desk.importing.layout import Layout, Preset, Rule
from crm_desk.importing.memo import Memo
from crm_desk.importing.row_words import is_total_word
from crm_desk.importing.status_words import StatusMeaning, is_void_word, meaning_of


def fold(cell: str) -> str:
    """A cell for comparison: NFKC, without white space, in lower case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell)).lower()


def meets(rule: Rule, cell: str) -> bool:
    """Whether a cell meets a rule; see `Rule`."""
    folded = fold(cell)
    found = (
        (rule.filled and bool(folded))
        or folded in {fold(value) for value in rule.values}
        or any(fold(part) in folded for part in rule.contains)
        or (rule.words and is_void_word(cell))
    )
    return found is not rule.negate


def is_unknown_status(preset: Preset, cell: str) -> bool:
    """A cell of a status column says something of which nobody knows whether it is a sale."""
    if meaning_of(cell) is not StatusMeaning.UNKNOWN:
        return False
    codes = (*preset.sale, *(value for rule in preset.void for value in rule.values))
    return fold(cell) not in map(fold, codes)


def is_total_row(cells: Sequence[str]) -> bool:
    """A row that adds up others: one of its cells says so."""
    return any(map(is_total_word, cells))


class RuleColumn:
    """One rule, applied to whole columns."""

    def __init__(self, rule: Rule, layout: Layout) -> None:
        self._places = layout.places(rule)
        self._memo: Memo[str, bool] = Memo(lambda cell: meets(rule, cell))

    def over(self, columns: Sequence[Sequence[str]], rows: int) -> Sequence[bool | None]:
        """True where the rule is met; all False where the file lacks the column."""
        if not self._places:
            return list(repeat(False, rows))
        self._memo.begin()
        met = [self._memo.column(columns[place]) for place in self._places]
        return met[0] if len(met) == 1 else [any(each) for each in zip(*met, strict=True)]

    @property
    def is_there(self) -> bool:
        """The file has the rule's column."""
        return bool(self._places)


def any_of(rules: Sequence[RuleColumn], columns: Sequence[Sequence[str]], rows: int) -> list[bool]:
    """True where one of the rules is met."""
    there = [rule.over(columns, rows) for rule in rules if rule.is_there]
    if not there:
        return [False] * rows
    if len(there) == 1:
        return [bool(met) for met in there[0]]
    return [any(met) for met in zip(*there, strict=True)]
