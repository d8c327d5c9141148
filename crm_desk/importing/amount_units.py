"""Amounts that a table states in thousands: said in its title or its headers, not in its cells."""

import re
import unicodedata
from collections.abc import Iterable

from crm_desk.importing.layout import AMOUNT_FIELDS, Layout

_UNIT = re.compile(
    r"(?:単位\s*[:=は]?\s*|[(\[【<]\s*(?:単位\s*[:=]?\s*)?)((?:百|十)?(?:千|万|億)円|k円)",
    re.IGNORECASE,
)


def stated_unit(layout: Layout, titles: Iterable[str]) -> str:
    """千円, 万円 … where the table says so; "" elsewhere.

    Args:
        titles: cells above the headers.
    """
    fields = ("unit_price", *AMOUNT_FIELDS)
    headers = (layout.header(field) for field in fields if field in layout.columns)
    for text in (*titles, *headers):
        if found := _UNIT.search(unicodedata.normalize("NFKC", text)):
            return found[1]
    return ""
