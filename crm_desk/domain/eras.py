"""The eras of Japan's calendar: the one place that knows when they begin and end."""

from datetime import date
from typing import NamedTuple


class Era(NamedTuple):
    """One era.

    Attributes:
        name: 令和.
        letter: R, as people abbreviate it.
        first: its first day, in year 1.
        last: its last day; None while it goes on. 大正 began on the day 明治 ended, 昭和 likewise.
    """

    name: str
    letter: str
    first: date
    last: date | None

    @property
    def last_year(self) -> int:
        """The last year of the era that anybody can have meant."""
        return LONGEST if self.last is None else self.year_of(self.last)

    def year_of(self, day: date) -> int:
        """The year of the era that a day lies in; 1 is 元年."""
        return day.year - self.first.year + 1

    def western(self, year: int) -> int:
        """The year of the common era, of a year of this one."""
        return self.first.year + year - 1

    def has(self, day: date) -> bool:
        """The day lies in the era."""
        return self.first <= day and (self.last is None or day <= self.last)


LONGEST = 64
"""Years of 昭和. Era years beyond it (R99) are typing errors."""

ERAS = (
    Era("令和", "R", date(2019, 5, 1), None),
    Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30)),
    Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7)),
    Era("大正", "T", date(1912, 7, 30), date(1926, 12, 25)),
    Era("明治", "M", date(1868, 1, 25), date(1912, 7, 30)),
)
"""The newest first. 明治's days are those of the calendar of today, which Japan has had since
1873."""

ERA_NAME = "|".join(f"{era.name}|{era.name[0]}" for era in ERAS) + "|[RHSTM]"
"""Regular expression for a name or letter of an era, in plain (NFKC) form."""

_BY_NAME = {
    called: era
    for era in ERAS
    for called in (era.name, era.name[0], era.letter, era.letter.lower())
}


def era_named(name: str) -> Era:
    """The era of a name that `ERA_NAME` fits: 令和, 令, R, r.

    Raises:
        KeyError: there is no such era.
    """
    return _BY_NAME[name]


def era_of(day: date) -> Era | None:
    """The newest era that has the day; None before 明治."""
    return next((era for era in ERAS if era.first <= day), None)
