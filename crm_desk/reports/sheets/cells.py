"""What a cell of a workbook can hold."""

import re

from crm_desk.domain.texts import Texts

CELL_LIMIT = 32_767
"""Characters that Excel keeps in one cell."""

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def storable(text: str, texts: Texts) -> str:
    """Without the controls that XLSX can't hold, and not longer than Excel reads."""
    text = _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
    # Half as many characters always fit, even if each counts twice.
    if len(text) <= CELL_LIMIT // 2 or _units(text) <= CELL_LIMIT:
        return text
    tail = texts("workbook.shortened")
    units = text.encode("utf-16-le")[: 2 * (CELL_LIMIT - len(tail))]
    return units.decode("utf-16-le", "ignore") + tail


def _units(text: str) -> int:
    """Length as Excel counts it: characters beyond U+FFFF are two."""
    return len(text.encode("utf-16-le")) // 2
