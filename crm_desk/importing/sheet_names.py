"""Sheets that are not read beside others by themselves, although their headers are the same.

Source of the rules: import-doubts.md, 17: what is not read is offered by its name.
"""

import re
import unicodedata

_ASIDE = re.compile(
    # No sales, or not yet.
    r"返品|返金|キャンセル|取消|取り消|見積|未確定|仮受注|ボツ|没|削除|cancel|refund|return|quote|estimate|deleted"
    # Copies, and what was before.
    r"|コピー|控え?$|控え?[)\]】]|バックアップ|旧|以前|原本|元のまま|copy|backup|\bold\b|_old|bak$"
    # Forms to be filled in.
    r"|見本|サンプル|記入例|入力例|テンプレ|雛形|ひな形|ひながた|template|sample|example|テスト|\btest\b"
    # 受注 (2): as spreadsheets name a copy.
    r"|\s*\(\d{1,2}\)$",
    re.IGNORECASE,
)


def is_aside(name: str) -> bool:
    """The sheet's name says that its rows are no sales, or the same ones once more."""
    return _ASIDE.search(unicodedata.normalize("NFKC", name).strip()) is not None
