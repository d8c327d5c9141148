"""The column of an order's date where no known header names it.

Source of the rules: import-doubts.md, 1.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from crm_desk.domain.names import fold_word
from crm_desk.importing.dates import parse_day
from crm_desk.importing.issues import CleaningError
from crm_desk.importing.layout import FileKind, Layout
from crm_desk.importing.time_zones import with_time_of_day

SHARE = 0.9
"""Of the filled cells of a column that must read as days."""

_OF_DAYS = re.compile(r"日|date|_at$|day")
_OF_ORDERS = re.compile(
    r"注文|受注|購入|売上|売り上げ|買|販売|取引|来店|利用|会計|伝票|order|purchase|sale|sold|transaction|created"
)
_OF_OTHER_THINGS = re.compile(
    r"発送|出荷|配送|配達|届|納品|着|入金|支払|決済|請求|返|キャンセル|取消|生年|誕生|登録|入会|退会|更新|変更|作成|希望|予定|期限"
    r"|指定|予約|初回|最終|前回|次回|印刷|入荷|完了|日数|曜日|休日|時間帯|日本|ship|deliver|dispatch|paid|payment|refund|cancel|birth|updat|modif"
    r"|expir|due|regist|first|last|next|days|weekday|day_?of"
)
_DAYS_ALL_THE_SAME = ("date_undecided", "year_missing", "day_or_year", "date_far")


def with_date_by_content(layout: Layout, rows: Sequence[Sequence[str]]) -> tuple[Layout, str]:
    """A layout of orders whose date was missing, and the header that was found for it.

    Args:
        rows: from below the headers.

    Returns:
        The layout as it is and "" where the date has its column, or none or several could be it.
    """
    if layout.kind is not FileKind.ORDERS or "date" in layout.columns:
        return layout, ""
    used = {place for places in layout.columns.values() for place in places}
    places = [
        at
        for at, header in enumerate(layout.headers)
        if at not in used and _may_be_the_orders(header) and _holds_days(rows, at)
    ]
    named = [at for at in places if _OF_ORDERS.search(fold_word(layout.headers[at]))]
    best = named or places
    if len(best) != 1:
        return layout, ""
    columns = {**layout.columns, "date": (best[0],)}
    return replace(layout, columns=columns, by_content=("date",)), layout.headers[best[0]]


def with_dates_found(layout: Layout, rows: Sequence[Sequence[str]]) -> Layout:
    """A layout of orders with what its rows and headers tell of its dates and their times."""
    return with_time_of_day(with_date_by_content(layout, rows)[0])


def _may_be_the_orders(header: str) -> bool:
    folded = fold_word(header)
    if not _OF_DAYS.search(folded):
        return False
    # 注文確定日時 is the order's, 発送予定日 and 更新日 are not.
    return bool(_OF_ORDERS.search(folded)) or not _OF_OTHER_THINGS.search(folded)


def _holds_days(rows: Sequence[Sequence[str]], at: int) -> bool:
    cells = [row[at] for row in rows if at < len(row) and row[at].strip()]
    return bool(cells) and sum(map(_is_day, cells)) >= SHARE * len(cells)


def _is_day(cell: str) -> bool:
    try:
        parse_day(cell)
    except CleaningError as error:
        return error.reason in _DAYS_ALL_THE_SAME
    return True
