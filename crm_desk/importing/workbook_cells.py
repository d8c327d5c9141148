"""Cells of a workbook as the texts that a file would hold."""

import math
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

_EXACT = 1e21
"""Beyond this, a whole number is written with an exponent."""

Cell = int | float | str | bool | time | date | datetime | timedelta


def texts_of(cells: Sequence[Cell]) -> Sequence[str]:
    """A column as texts; each distinct value is written once."""
    kinds = set(map(type, cells)) - {str}
    if not kinds:
        return cells  # type: ignore[return-value]  # all are texts
    if bool in kinds and len(kinds) > 1:
        # True == 1: they would share an entry.
        return [text_of(cell) for cell in cells]
    written = {cell: text_of(cell) for cell in set(cells)}
    return [written[cell] for cell in cells]


def text_of(cell: Cell) -> str:
    """A cell as the text that a file would hold: ISO dates, numbers without a needless `.0`."""
    return _WRITERS[type(cell)](cell)


def _number(number: float) -> str:
    if number.is_integer() and abs(number) < _EXACT:
        return str(int(number))
    if not math.isfinite(number):
        return ""
    # Excel keeps 15 digits; what follows is noise of the binary number.
    text = f"{number:.15g}"
    return f"{Decimal(text):f}" if "e-" in text else text


def _moment(moment: datetime) -> str:
    rounded = moment + timedelta(milliseconds=500) if moment.microsecond else moment
    return rounded.isoformat(" ", "seconds")


def _clock(clock: time) -> str:
    return clock.isoformat("seconds")


def _duration(duration: timedelta) -> str:
    seconds = round(duration.total_seconds())
    minutes, second = divmod(abs(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{'-' if seconds < 0 else ''}{hour:02}:{minute:02}:{second:02}"


def _text(text: str) -> str:
    return text


def _truth(truth: bool) -> str:
    return "TRUE" if truth else "FALSE"


_WRITERS: dict[type, Callable[..., str]] = {
    str: _text,
    int: str,
    float: _number,
    bool: _truth,
    date: date.isoformat,
    datetime: _moment,
    time: _clock,
    timedelta: _duration,
}
