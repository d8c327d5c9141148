"""The year that a name or a title tells, for days that are written without one."""

import re
import unicodedata
from collections.abc import Iterable

_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988}
"""The year before an era's first."""
# A whole date says when something was written or printed, not which year the rows are of.
_NO_DAY = r"(?!\d|\s*[年/.\-]\s*\d{1,2}\s*[月/.\-]\s*\d)"
_YEAR = re.compile(
    rf"(?<![\d.])(?P<year>(?:19|20)\d\d){_NO_DAY}(?P<fiscal>\s*年度)?"
    rf"|(?:(?<![A-Za-z])(?P<letter>[RH])|(?P<era>令和|平成))\s*(?P<count>元|\d{{1,2}})"
    rf"{_NO_DAY}(?![A-Za-z])(?P<era_fiscal>\s*年度)?"
)


def year_of(places: Iterable[Iterable[str]]) -> int | None:
    """The year that the first place tells which speaks of years at all.

    Args:
        places: the texts of each, the nearest first: a sheet's name, the titles above its headers,
            the file's name.

    Returns:
        None where none tells a year, or the first that does tells several, or a fiscal year
        (年度), whose months lie in two.
    """
    for texts in places:
        found = {year for text in texts for year in _years(text)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _years(text: str) -> Iterable[int | None]:
    """The years in a text; None for a fiscal one."""
    for match in _YEAR.finditer(unicodedata.normalize("NFKC", text)):
        if match["fiscal"] or match["era_fiscal"]:
            yield None
        elif match["year"]:
            yield int(match["year"])
        else:
            count = 1 if match["count"] == "元" else int(match["count"])
            yield _ERAS[match["era"] or match["letter"]] + count
