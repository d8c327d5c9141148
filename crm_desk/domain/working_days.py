"""On which days a shop works: its closed weekdays, and the national holidays."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

SUNDAY = 6
WEEKDAYS = range(7)
_SUNDAYS = frozenset({SUNDAY})
_DAY = timedelta(days=1)


@lru_cache(maxsize=4096)
def is_holiday(day: date) -> bool:
    """Whether a day is a national holiday (国民の祝日), as `jpholiday` has it."""
    # Imported here: only who dates a step waits for the calendar.
    import jpholiday

    return bool(jpholiday.is_holiday(day))


@dataclass(frozen=True)
class WorkingDays:
    """The shop's days off; as the program comes: Sundays and holidays.

    Attributes:
        closed: weekdays, Monday is 0.
        holidays: national holidays are days off, too.
    """

    closed: frozenset[int] = _SUNDAYS
    holidays: bool = True

    def is_off(self, day: date) -> bool:
        """Nobody works on this day."""
        return day.weekday() in self.closed or (self.holidays and is_holiday(day))

    def nearest(self, day: date, first: date, last: date) -> date:
        """The day itself where the shop works, else the next working day up to `last`.

        Where there is none, the working day before it, back to `first`; where there is none
        either, the day itself.
        """
        found = day
        while found <= last:
            if not self.is_off(found):
                return found
            found += _DAY
        found = day - _DAY
        while found >= first:
            if not self.is_off(found):
                return found
            found -= _DAY
        return day


AS_IT_COMES = WorkingDays()
"""Sundays and national holidays are off."""
EVERY_DAY = WorkingDays(frozenset(), holidays=False)
"""No day off."""
