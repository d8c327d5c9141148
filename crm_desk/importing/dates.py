"""Days as carts, Excel and people write them; the rules are in the specification of the import."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import StrEnum

from crm_desk.domain.eras import ERA_NAME, era_named
from crm_desk.domain.typed_day import FIRST_YEAR, LAST_YEAR, plain
from crm_desk.importing.issues import CleaningError

LONGEST = 80
"""Characters; no date is longer, and hostile cells are not worth a look."""
_JAPAN = timedelta(hours=9)

_EXCEL_EPOCH = date(1899, 12, 30)
"""Day 0 that makes serials right from 1900-03-01 on; Excel's own 1900-02-29 lies before."""
_SERIALS = range(20_090, 73_416)
"""1955-01-01 to 2100-12-31. Smaller five-digit numbers are far likelier order numbers or prices
than days, and an issue is better than an order of 1933."""

_CENTURY_STARTS = 69
"""Two-digit years from here on are 19xx, the others 20xx, as POSIX has it."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_TAIL = rf"""
    (?: \s* (?: \( (?:[月火水木金土日](?:曜日?)?(?:[・,/]?祝)? | {_WEEKDAY}) \)
              | [月火水木金土日]曜日? ) )?
    (?: (?: \s*T\s* | \s*,?\s+ | (?<=[日)]) )
        (?: (?P<digits> \d{{1,6}} )
          | (?P<half_before> 午前 | 午後 | am | pm )? \s*
            (?P<hour> \d{{1,2}} ) \s* [:時] \s*
            (?: (?P<minute> \d{{1,2}} ) \s*
                (?: 分 | (?= [^:\d] | $ )
                  | : \s* (?= \d ) ) \s*
                (?: (?P<second> \d{{1,2}} ) (?: [.,] \d+ )? \s* 秒? )? )?
            \s* (?P<half_after> [ap]\.?m\.? )? )
        (?: \s* (?P<zone> Z | JST | (?: UTC | GMT )? \s* [+-] \d{{1,2}} :? (?: \d{{2}} )?
                        | UTC | GMT ) (?: \s* \( [^()]{{1,40}} \) )? )?
    )?"""
_FLAGS = re.VERBOSE | re.ASCII | re.IGNORECASE


class DateOrder(StrEnum):
    """What a person decided for a column of days such as 03/04/2022."""

    YMD = "ymd"
    MDY = "mdy"
    DMY = "dmy"


# Nearly every cell of a file: no need to normalise, no offset that could move the day.
_QUICK = re.compile(
    r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})"
    r"(?:[ T](?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?: ?\+09:?00)?)?",
    re.ASCII,
)
_ERA = re.compile(
    rf"""(?P<era> {ERA_NAME} ) \.? \s*
    (?: (?P<year> 元 | \d{{1,2}} ) \s* [年./-] \s* (?P<month> \d{{1,2}} ) \s* [月./-] \s*
        (?P<day> \d{{1,2}} ) \s* 日?
      | (?P<compact> \d{{6}} ) ) {_TAIL}""",
    _FLAGS,
)
_YEAR_FIRST = re.compile(
    rf"""(?: (?P<year> \d{{4}} ) \s* [年./-] \s* (?P<month> \d{{1,2}} ) \s* [月./-] \s*
             (?P<day> \d{{1,2}} ) \s* 日?
           | (?P<compact> \d{{8}} ) (?P<run> \d{{6}} | \d{{4}} )? ) {_TAIL}""",
    _FLAGS,
)
_SHORT = re.compile(
    rf"""(?: (?P<first> \d{{1,2}} ) \s* (?P<mark> [./-] ) \s* (?P<second_> \d{{1,2}} ) \s*
             (?P=mark) \s* (?P<third> \d{{4}} | \d{{1,2}} )
           | (?P<year> \d{{2}} ) 年 \s* (?P<month> \d{{1,2}} ) 月 \s* (?P<day> \d{{1,2}} ) 日
         ) {_TAIL}""",
    _FLAGS,
)
_NAMED = re.compile(
    rf"""(?: {_WEEKDAY} ,? \s+ )?
    (?: (?P<before> \d{{4}} | \d{{1,2}} ) (?: st|nd|rd|th )? [ ./-]* {_MONTH} [ ,./-]*
        (?P<after> \d{{4}} | \d{{1,2}} )
      | {_MONTH.replace("<month>", "<month_first>")} [ .-]* (?P<day> \d{{1,2}} )
        (?: st|nd|rd|th )? [ ,.-]+ (?P<year> \d{{4}} ) ) {_TAIL}""",
    _FLAGS,
)
_YEARLESS = re.compile(
    rf"""(?P<first> \d{{1,2}} ) \s* (?: (?P<month> 月 ) \s* (?P<day> \d{{1,2}} ) \s* 日
                                  | / \s* (?P<second_> \d{{1,2}} ) ) {_TAIL}""",
    _FLAGS,
)
_NAMED_YEARLESS = re.compile(
    rf"""(?: (?P<day> \d{{1,2}} ) (?: st|nd|rd|th )? [ -]* {_MONTH}
      | {_MONTH.replace("<month>", "<month_first>")} (?P<mark> [ -]* )
        (?P<day_behind> \d{{1,2}} ) (?: st|nd|rd|th )? ) {_TAIL}""",
    _FLAGS,
)
"""5-Jan, as spreadsheets in English shorten 2026-01-05; Jan-5, January 5."""
_UNIX = re.compile(r"[1-4]\d{9}(?:\d{3})?(?:\.\d+)?", re.ASCII)
"""Seconds or thousandths of seconds since 1970: 2001 to 2128."""
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)


def parse_day(
    text: str,
    order: DateOrder | None = None,
    *,
    year: int | None = None,
    zone: timedelta | None = None,
) -> date:
    """The day that a cell names, on Japan's calendar.

    Args:
        text: as written: 2022/11/30 (水), R4.11月30日, 20221130, Nov 30, 2022, 44895 (Excel), with
            or without a time. A time with an offset, Z or UTC is taken to Japan's time first.
        order: of the numbers where the cell does not tell it.
        year: of days without one (11月30日, 11/30).
        zone: from UTC to times without an offset; None for Japan's.

    Raises:
        CleaningError: `not_a_date`; `no_such_day` (2022/2/30, R99.1.1); `date_far` (before 1900
            or after 2200); `date_undecided` (`needs_order`, and no order is given);
            `year_missing` (no year is given); `day_or_year` (Jan-26 is the 26th, or January 2026);
            `unix_time` (seconds since 1970).

    An era's first and last years are taken as whole years: H31.5.1 and S64.1.8 are still written,
    and name one day only. H32 and S65 are `no_such_day`. Hours from 24:00 to 29:59 are the next
    day's small hours, as shops and stations count them.
    """
    if zone is None and (quick := _QUICK.fullmatch(text)):
        return _day(int(quick[1]), int(quick[3]), int(quick[4]))
    written = _plain(text)
    for shape, read in _SHAPES:
        if found := shape.fullmatch(written):
            return _in_japan(read(found, order), found, zone)
    if found := _YEARLESS.fullmatch(written):
        return _in_japan(_yearless_day(found, order, year), found, zone)
    if found := _NAMED_YEARLESS.fullmatch(written):
        return _in_japan(_named_yearless_day(found, year), found, zone)
    if (serial := _SERIAL.fullmatch(written)) and int(serial[1]) in _SERIALS:
        return _EXCEL_EPOCH + timedelta(days=int(serial[1]))
    raise CleaningError("unix_time" if _UNIX.fullmatch(written) else "not_a_date")


def needs_order(text: str) -> bool:
    """Whether the cell is a date that can be read only with an order: 22.11.30, 03/04/2022.

    Also where just one reading is possible (11/30/22): the order is the column's, not the cell's.
    """
    if _QUICK.fullmatch(text):
        return False
    try:
        parse_day(text)
    except CleaningError as error:
        return error.reason == "date_undecided"
    return False


def _plain(text: str) -> str:
    """Full-width forms, squared eras (㋿) and dashes made plain; "" for what is far too long."""
    if len(text) > LONGEST:
        return ""
    return plain(text).removeprefix("'").lstrip()


def _day(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise CleaningError("no_such_day") from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CleaningError("date_far")
    return found


def _era_day(found: re.Match[str], _order: DateOrder | None) -> date:
    era = era_named(found["era"])
    if compact := found["compact"]:
        year, month, day = int(compact[:2]), int(compact[2:4]), int(compact[4:])
    else:
        year = 1 if found["year"] == "元" else int(found["year"])
        month, day = int(found["month"]), int(found["day"])
    if not 1 <= year <= era.last_year:
        raise CleaningError("no_such_day")
    return _day(era.western(year), month, day)


def _year_first_day(found: re.Match[str], _order: DateOrder | None) -> date:
    if compact := found["compact"]:
        return _day(int(compact[:4]), int(compact[4:6]), int(compact[6:]))
    return _day(int(found["year"]), int(found["month"]), int(found["day"]))


def _short_day(found: re.Match[str], order: DateOrder | None) -> date:
    if not found["year"] and len(found["first"]) == len(found["third"]) == 1:
        raise CleaningError("not_a_date")  # 4.1.2: no part can be a year
    if order is None:
        raise CleaningError("date_undecided")
    if found["year"]:
        # 22年: the signs tell the order, but not whether 2022 or 平成22年 is meant.
        if order is not DateOrder.YMD:
            raise CleaningError("not_a_date")
        return _day(_full_year(found["year"]), int(found["month"]), int(found["day"]))
    first, second, third = found["first"], found["second_"], found["third"]
    if order is DateOrder.YMD:
        if len(third) == 4:
            raise CleaningError("not_a_date")
        return _day(_full_year(first), int(second), int(third))
    month, day = (first, second) if order is DateOrder.MDY else (second, first)
    return _day(_full_year(third), int(month), int(day))


def _full_year(year: str) -> int:
    """Four digits as they are, two with their century.

    Raises:
        CleaningError: `not_a_date` for one digit, which may be a year of an era.
    """
    if len(year) == 1:
        raise CleaningError("not_a_date")
    number = int(year)
    if len(year) == 4:
        return number
    return number + (1900 if number >= _CENTURY_STARTS else 2000)


def _named_day(found: re.Match[str], order: DateOrder | None) -> date:
    month = _MONTHS.index((found["month"] or found["month_first"])[:3].lower()) + 1
    if found["month_first"]:
        return _day(int(found["year"]), month, int(found["day"]))
    before, after = found["before"], found["after"]
    if len(before) == 4 and len(after) == 4:
        raise CleaningError("not_a_date")
    if len(before) == 4:
        return _day(int(before), month, int(after))
    if len(after) < 4:
        if order is None and len(before) == 1:
            order = DateOrder.DMY  # 5-Jan-26: no year has one digit
        if order is None:  # 10-Nov-12
            raise CleaningError("date_undecided")
        if order is DateOrder.YMD:
            before, after = after, before
    return _day(_full_year(after), month, int(before))


def _yearless_day(found: re.Match[str], order: DateOrder | None, year: int | None) -> date:
    """11月30日, 11/30: the month comes first unless the column is known to have the day there."""
    first, second = int(found["first"]), int(found["day"] or found["second_"])
    turned = order is DateOrder.DMY and not found["month"]
    month, day = (second, first) if turned else (first, second)
    # 2000 was a leap year: this tells 2/30, which no year has, from a day whose year is missing.
    _day(2000, month, day)
    if year is None:
        raise CleaningError("year_missing")
    return _day(year, month, day)


def _named_yearless_day(found: re.Match[str], year: int | None) -> date:
    """5-Jan, Jan-5. Jan-26 is also how spreadsheets write January 2026."""
    month = _MONTHS.index((found["month"] or found["month_first"])[:3].lower()) + 1
    behind = found["day_behind"]
    if behind and len(behind) == 2 and found["mark"] == "-":
        raise CleaningError("day_or_year")
    day = int(found["day"] or behind)
    _day(2000, month, day)
    if year is None:
        raise CleaningError("year_missing")
    return _day(year, month, day)


def _in_japan(day: date, found: re.Match[str], zone: timedelta | None) -> date:
    """The day on Japan's calendar of a day and time with an offset; without one the day itself.

    Raises:
        CleaningError: `not_a_date` for an hour or offset that does not exist.
    """
    parts = found.groupdict()
    offset = _offset(parts["zone"])
    if offset is None:
        offset = zone
    run = parts.get("run") or parts["digits"]
    if run and offset is None:
        # hhmmss that lost its zeros in Excel can be any number; it does not move the day.
        return day
    time = _run_of_digits(run) if run else _time(parts)
    if time is None:
        return day
    moment = datetime.combine(day, datetime.min.time()) + time
    return (moment if offset is None else moment - offset + _JAPAN).date()


def _run_of_digits(run: str) -> timedelta:
    if len(run) not in (4, 6):
        raise CleaningError("not_a_date")
    return _clock(int(run[:2]), int(run[2:4]), int(run[4:] or 0))


def _time(parts: dict[str, str | None]) -> timedelta | None:
    if parts["hour"] is None:
        return None
    hour = int(parts["hour"])
    half = (parts["half_before"] or parts["half_after"] or "").lower()
    if half and hour <= 12:
        # 12 AM is midnight; 午後0時 and 12 PM are noon.
        hour = hour % 12 + (12 if half in ("午後", "pm", "p.m.", "p.m", "pm.") else 0)
    return _clock(hour, int(parts["minute"] or 0), int(parts["second"] or 0))


def _clock(hour: int, minute: int, second: int) -> timedelta:
    # 25:30 is half past one of the next day, 60 is a leap second.
    if hour > 29 or minute > 59 or second > 60:
        raise CleaningError("not_a_date")
    return timedelta(hours=hour, minutes=minute, seconds=min(second, 59))


def _offset(zone: str | None) -> timedelta | None:
    """From UTC; None where none is given."""
    if not zone:
        return None
    if zone.upper() == "JST":
        return _JAPAN
    digits = re.sub(r"\D", "", zone)
    if not digits:
        return timedelta()
    hours, minutes = (digits, "0") if len(digits) < 3 else (digits[:-2], digits[-2:])
    if int(hours) > 14 or int(minutes) > 59:
        raise CleaningError("not_a_date")
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return -offset if "-" in zone else offset


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], DateOrder | None], date]], ...] = (
    (_YEAR_FIRST, _year_first_day),
    (_ERA, _era_day),
    (_SHORT, _short_day),
    (_NAMED, _named_day),
)
