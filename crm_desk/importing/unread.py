"""Columns of a file that are not read, and those of them that should not go unnoticed.

Source of the rules: import-doubts.md, "Told".
"""

import re
from collections.abc import Iterator

from crm_desk.domain.names import fold_word
from crm_desk.importing.layout import Layout
from crm_desk.importing.matching import Headers

_TELLING = re.compile(
    # Taken back or off.
    r"返金|返品|値引|割引|クーポン|ポイント|取消|取り消|キャンセル|調整額|調整金|refund|discount|coupon|promo|voucher"
    r"|rebate|returned|cancel|void|points?(?![a-z])|gift_?card"
    # Tax and status.
    r"|税|tax|vat|状態|状況|ステータス|status|state$"
    # Money.
    r"|金額|合計|小計|総計|総額|総合計|送料|手数料|配送料|代引料|代金|請求額|支払額|売上|amount|total|price|fees?(?![a-z])"
    r"|shipping_?(?:cost|charge|price)|postage|revenue|gross|net(?:sales|amount)"
)
_HARMLESS = re.compile(
    r"billing_?state|shipping_?state|address|province|都道府県|税理士|税関|金額帯"
)


def unread_columns(layout: Layout) -> tuple[str, ...]:
    """The headers, as written, of columns that no field and no rule reads; without blank ones."""
    return tuple(layout.headers[at] for at in _unread(layout))


def telling_columns(layout: Layout) -> tuple[str, ...]:
    """Those of them that speak of money, refund, discount, tax, status or cancellation.

    Without what the preset lists as known and not needed.
    """
    found = Headers(layout.headers)
    unneeded = {found.find(name) for name in layout.preset.unneeded}
    return tuple(
        layout.headers[at]
        for at in _unread(layout)
        if at not in unneeded and tells(layout.headers[at])
    )


def tells(header: str) -> bool:
    """The header speaks of something that figures may depend on."""
    folded = fold_word(header)
    return bool(_TELLING.search(folded)) and not _HARMLESS.search(folded)


def _unread(layout: Layout) -> Iterator[int]:
    used = {place for places in layout.columns.values() for place in places}
    used |= set(layout.rule_columns.values())
    return (at for at, header in enumerate(layout.headers) if at not in used and header.strip())
