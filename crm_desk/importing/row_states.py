"""Which rows say that they are no sale, and which say that they are one.

Source of the rules: import-doubts.md, "Status by line" and "Status words".
"""

from collections.abc import Iterator, Sequence
from functools import partial

from crm_desk.importing.answers import Answers
from crm_desk.importing.layout import Layout, Rule
from crm_desk.importing.memo import Memo
from crm_desk.importing.row_filter import fold, is_unknown_status, meets


class RowStates:
    """The rules of a layout for orders that do not count, applied to whole columns.

    Attributes:
        is_there: the file has a column that tells it.
    """

    def __init__(self, layout: Layout, answers: Answers) -> None:
        self._answers = answers
        self._columns = [
            (place, rule.filled, _memo(rule, answers))
            for rule in layout.preset.void
            for place in layout.places(rule)
        ]
        self.is_there = bool(self._columns)
        told_by_orders = layout.columns.get("status", ())
        self._unknown = {
            place: Memo(partial(is_unknown_status, layout.preset))
            for rule in layout.preset.void
            for place in layout.places(rule)
            if rule.words and place not in told_by_orders
        }

    def over(
        self, columns: Sequence[Sequence[str]], rows: int
    ) -> tuple[Sequence[bool], Sequence[bool]]:
        """(void, live) of each row; neither where its cells are blank."""
        if not self._columns:
            nothing = [False] * rows
            return nothing, nothing
        void, filled = [False] * rows, [False] * rows
        for place, tells_only_void, memo in self._columns:
            memo.begin()
            cells = columns[place]
            void = _either(void, [bool(met) for met in memo.column(cells)])
            if not tells_only_void:
                filled = _either(filled, list(map(bool, map(str.strip, cells))))
        return void, [is_filled and not no for is_filled, no in zip(filled, void, strict=True)]

    def unknown(self, columns: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, str]]:
        """(row, column, cell) of words that no list knows, beside those of the orders' status."""
        for place, memo in self._unknown.items():
            memo.begin()
            cells = columns[place]
            words = {cell for cell in set(cells) if memo[cell]}
            if words:
                yield from ((at, place, cell) for at, cell in enumerate(cells) if cell in words)


def _memo(rule: Rule, answers: Answers) -> Memo[str, bool]:
    def is_void(cell: str) -> bool:
        if (rule.words or rule.values) and (answers.void_status or answers.sale_status):
            folded = fold(cell)
            if folded in answers.void_status:
                return True
            if folded in answers.sale_status:
                return False
        return meets(rule, cell)

    return Memo(is_void)


def _either(one: Sequence[bool], other: Sequence[bool]) -> list[bool]:
    return [mine or its for mine, its in zip(one, other, strict=True)]
