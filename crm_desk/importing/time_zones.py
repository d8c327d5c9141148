"""Which zone the times of a column are in, where its header says so.

Source of the rules: import-doubts.md, 15.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from crm_desk.importing.layout import FileKind, Layout
from crm_desk.importing.row_filter import fold

JAPAN = timedelta(hours=9)

_HOURS = {
    "UTC": 0, "GMT": 0, "JST": 9, "KST": 9, "PST": -8, "PDT": -7, "MST": -7, "MDT": -6, "EST": -5,
    "EDT": -4, "CET": 1, "CEST": 2, "JAPAN": 9, "TOKYO": 9, "日本時間": 9, "東京": 9,
    "世界標準時": 0, "協定世界時": 0, "世界協定時": 0, "グリニッジ標準時": 0,
}  # fmt: skip
_UNCLEAR = (
    "CST", "CDT", "IST", "BST", "AST", "PT", "ET", "CT", "MT", "PACIFIC", "EASTERN", "CENTRAL",
    "太平洋時間", "太平洋標準時", "東部時間", "米国時間", "現地時間",
)  # fmt: skip
"""Several zones have this name, or the hours change with the season."""
_WITH_OFFSET = re.compile(
    r"(?<![a-z])(?:utc|gmt)?\s*(?P<sign>[-+±])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)",
    re.IGNORECASE,
)
_SHORT = ("PT", "ET", "CT", "MT", "AST", "IST", "MST", "EST", "東京")
"""So short that only brackets make zones of them."""
_DASHES = str.maketrans("−–—‐", "----")
_TIMES = re.compile(r"時刻|時間|^time|time$|_time|hour")
_OF_OTHER_THINGS = re.compile(
    r"発送|出荷|配送|配達|届|納品|入金|支払|希望|指定|帯|ship|deliver|paid"
)


class Zone(NamedTuple):
    """What a header says of its times.

    Attributes:
        offset: from UTC; None where the name does not tell it.
        name: as written.
    """

    offset: timedelta | None
    name: str

    @property
    def is_foreign(self) -> bool:
        """Its days may be others than Japan's."""
        return self.offset is not None and self.offset != JAPAN


def zone_of(header: str) -> Zone | None:
    """The zone that a header names: date_created_gmt, 注文日時(UTC-5), Order date (PST).

    Returns:
        None where it names none; a zone without an offset where the name may mean several.
    """
    text = unicodedata.normalize("NFKC", header).translate(_DASHES)
    for found in _WITH_OFFSET.finditer(text):
        if re.match(r"utc|gmt", found[0], re.IGNORECASE) or text[: found.start()].endswith("("):
            return _numbered(found)
    bracketed = [word.strip() for word in re.findall(r"[(\[【]([^()\[\]【】]*)[)\]】]", text)]
    for name in (*_HOURS, *_UNCLEAR):
        inside = any(_names(word, name) for word in bracketed)
        if inside or (name not in _SHORT and _names(text, name)):
            hours = _HOURS.get(name)
            return Zone(None if hours is None else timedelta(hours=hours), name)
    return None


def _names(text: str, name: str) -> bool:
    if not name.isascii():
        return name in text
    return re.search(rf"(?<![a-z]){name}(?![a-z])", text, re.IGNORECASE) is not None


def _numbered(found: re.Match[str]) -> Zone:
    hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
    if hours > 14 or minutes > 59 or found["sign"] == "±":
        is_zero = hours == minutes == 0
        return Zone(timedelta() if is_zero else None, found[0].strip())
    offset = timedelta(hours=hours, minutes=minutes)
    return Zone(-offset if found["sign"] == "-" else offset, found[0].strip())


def zone_of_date(layout: Layout) -> Zone | None:
    """The zone that the headers of a file's date name."""
    found = (zone_of(layout.headers[place]) for place in layout.columns.get("date", ()))
    return next(filter(None, found), None)


def with_time_of_day(layout: Layout) -> Layout:
    """The layout with the column of times beside its date, where the day depends on it."""
    places = layout.columns.get("date", ())
    if layout.kind is not FileKind.ORDERS or layout.preset.signature or len(places) != 1:
        return layout
    used = {place for found in layout.columns.values() for place in found}
    times = [
        at
        for at, header in enumerate(layout.headers)
        if at not in used and _TIMES.search(fold(_bare(header))) and _is_the_orders(header)
    ]
    zones = [zone_of(layout.headers[at]) for at in (*places, *times)]
    if len(times) != 1 or not any(zone is not None and zone.is_foreign for zone in zones):
        return layout
    return replace(layout, columns={**layout.columns, "date": (places[0], times[0])})


def _is_the_orders(header: str) -> bool:
    return not _OF_OTHER_THINGS.search(fold(header))


def _bare(header: str) -> str:
    """Without what stands in brackets."""
    return re.sub(r"[(\[【(].*", "", unicodedata.normalize("NFKC", header))


def lacks_times(layout: Layout, rows: Sequence[Sequence[str]]) -> bool:
    """The days of a foreign zone stand without a time of day: they can't be taken to Japan's."""
    zone, places = zone_of_date(layout), layout.columns.get("date", ())
    if zone is None or not zone.is_foreign:
        return False
    cells = [row[at] for row in rows for at in places if at < len(row)]
    return not any(":" in unicodedata.normalize("NFKC", cell) or "時" in cell for cell in cells)
