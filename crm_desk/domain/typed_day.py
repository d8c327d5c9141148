"""A day as a person types it into a field.

Read is what names one day to everybody: a year of four digits or of an era, then month and day.
A day without a year, and a year of two digits (26/3/5 can be 2026 or 平成26年), are not guessed.
Files are read by `importing.dates`, which knows more: times, serials, a column's order.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import date
from enum import StrEnum

from crm_desk.domain.eras import ERA_NAME, era_named

LONGEST_TYPED = 40
"""Characters; no day is longer."""
FIRST_YEAR, LAST_YEAR = 1900, 2200
_MONTHS_A_YEAR = 12

_LOOK_ALIKES = str.maketrans(
    {**dict.fromkeys("‐‑‒–—―−ー", "-"), **dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff")}
)
_WEEKDAY = r"(?: \s* \(? [月火水木金土日] (?: 曜日? )? \)? )?"
_FLAGS = re.VERBOSE | re.ASCII | re.IGNORECASE
_REST = r"\s* [年./-] \s* (?P<month> \d{1,2} ) \s* [月./-] \s* (?P<day> \d{1,2} ) \s* 日?"
_WESTERN = re.compile(
    rf"(?: (?P<year> \d{{4}} ) {_REST} | (?P<compact> \d{{8}} ) ) {_WEEKDAY}", _FLAGS
)
_ERA = re.compile(
    rf"(?P<era> {ERA_NAME} ) \.? \s* "
    rf"(?: (?P<year> 元 | \d{{1,2}} ) {_REST} | (?P<compact> \d{{6}} ) ) {_WEEKDAY}",
    _FLAGS,
)
_SHORT_YEAR = re.compile(rf"\d{{1,2}} {_REST} {_WEEKDAY} | \d{{6}}", _FLAGS)
_NO_YEAR = re.compile(rf"\d{{1,2}} \s* [月./-] \s* \d{{1,2}} \s* 日? {_WEEKDAY} | \d{{4}}", _FLAGS)


class DayProblem(StrEnum):
    """Why what is typed is no day that can be kept."""

    EMPTY = "empty"
    NOT_A_DATE = "not_a_date"
    NO_SUCH_DAY = "no_such_day"
    NO_SUCH_ERA_DAY = "no_such_era_day"
    SHORT_YEAR = "short_year"
    NO_YEAR = "no_year"
    FAR = "far"


class UnreadDayError(ValueError):
    """What is typed can't be read as a day.

    Attributes:
        problem: why not.
    """

    def __init__(self, problem: DayProblem) -> None:
        super().__init__(problem)
        self.problem = problem


def plain(text: str) -> str:
    """Full-width forms, squared eras (㋿) and dashes made plain, without what can't be seen."""
    return unicodedata.normalize("NFKC", text).translate(_LOOK_ALIKES).strip()


def read_day(text: str) -> date:
    """The day that a person typed.

    Args:
        text: 2026/03/05, 2026-3-5, 2026.3.5, 2026年3月5日, 20260305, R8.3.5, 令和8年3月5日,
            ㋿8/3/5, R080305; in full-width digits and with a weekday, too.

    Raises:
        UnreadDayError: it names no day, or more than one. Era days have to lie in their era: 平成
            ended on 30 April of its 31st year.
    """
    if len(text) > LONGEST_TYPED:
        raise UnreadDayError(DayProblem.NOT_A_DATE)
    typed = plain(text)
    if found := _WESTERN.fullmatch(typed):
        return _calendar_day(*_numbers(found))
    if found := _ERA.fullmatch(typed):
        return _era_day(found)
    raise UnreadDayError(_why_unread(typed))


def shown_day(day: date) -> str:
    """The day as a field shows it: 2026/03/05; `read_day` gives it back."""
    return f"{day.year:04}/{day.month:02}/{day.day:02}"


def in_month(day: date, months: int) -> date:
    """The same day so many months later (earlier if negative), or that month's last day.

    Raises:
        OverflowError: before year 1 or after year 9999.
    """
    years, month = divmod(day.month - 1 + months, _MONTHS_A_YEAR)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("no such year")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _numbers(found: re.Match[str]) -> tuple[int, int, int]:
    if compact := found["compact"]:
        return int(compact[:-4]), int(compact[-4:-2]), int(compact[-2:])
    year = 1 if found["year"] == "元" else int(found["year"])
    return year, int(found["month"]), int(found["day"])


def _calendar_day(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise UnreadDayError(DayProblem.NO_SUCH_DAY) from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadDayError(DayProblem.FAR)
    return found


def _era_day(found: re.Match[str]) -> date:
    era, (year, month, day) = era_named(found["era"]), _numbers(found)
    if not 1 <= year <= era.last_year:
        raise UnreadDayError(DayProblem.NO_SUCH_ERA_DAY)
    read = _calendar_day(era.western(year), month, day)
    if not era.has(read):
        raise UnreadDayError(DayProblem.NO_SUCH_ERA_DAY)
    return read


def _why_unread(typed: str) -> DayProblem:
    if not typed:
        return DayProblem.EMPTY
    if _SHORT_YEAR.fullmatch(typed):
        return DayProblem.SHORT_YEAR
    return DayProblem.NO_YEAR if _NO_YEAR.fullmatch(typed) else DayProblem.NOT_A_DATE
