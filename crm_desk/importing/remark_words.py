"""Cancellations and returns that stand only in a column which is not read: 備考, 区分."""

from collections.abc import Iterator, Sequence

from crm_desk.domain.names import fold_word, word_set
from crm_desk.importing.layout import Layout
from crm_desk.importing.memo import Memo
from crm_desk.importing.presets import GENERIC
from crm_desk.importing.status_words import is_void_word

_HEADERS = (
    "備考", "メモ", "摘要", "区分", "種別", "種類", "コメント", "特記事項", "連絡事項", "注記",
    "理由", "note", "notes", "memo", "remark", "remarks", "comment", "comments", "type",
)  # fmt: skip
_NO_SALES = word_set("見積 見積り 見積書 見積もり 見積中 お見積 下書き 保留中 quote estimate draft")


class RemarkColumns:
    """The columns of remarks of a file of no known cart; a cart says cancellations elsewhere."""

    def __init__(self, layout: Layout) -> None:
        used = {place for places in layout.columns.values() for place in places}
        used |= set(layout.rule_columns.values())
        known = layout.preset.id not in GENERIC.values()
        self._places = [
            at
            for at, header in enumerate(layout.headers)
            if not known and at not in used and fold_word(header).endswith(_HEADERS)
        ]
        self._memo: Memo[str, bool] = Memo(_says_no_sale)

    def void(self, columns: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, str]]:
        """(row, column, cell) of remarks that say that a row is no sale."""
        self._memo.begin()
        for place in self._places:
            words = {cell for cell in set(columns[place]) if self._memo[cell]}
            if words:
                cells = enumerate(columns[place])
                yield from ((at, place, cell) for at, cell in cells if cell in words)


def _says_no_sale(cell: str) -> bool:
    return is_void_word(cell) or fold_word(cell) in _NO_SALES
