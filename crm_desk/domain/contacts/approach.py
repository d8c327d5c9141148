"""An approach (接触): one contact made with somebody, and what came of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from crm_desk.domain.contacts.media import Way
from crm_desk.domain.errors import ReportableError

if TYPE_CHECKING:
    pass


EARLIEST, LATEST = date(1990, 1, 1), date(2199, 12, 31)
"""Days that a plan can have; everything else is a slip of the pen."""


class Result(StrEnum):
    """What came of an approach."""

    NONE = "none"
    REACTED = "reacted"
    SILENT = "silent"
    NOT_REACHED = "not_reached"
    REFUSED = "refused"


@dataclass(frozen=True)
class Approach:
    """One contact made.

    Attributes:
        id: in the desk.
        step: the step that it was planned as; None for one that was not planned.
        staff: who of the shop made it; "" where nobody said so.
    """

    id: int
    day: date
    way: Way
    result: Result = Result.NONE
    note: str = ""
    step: int | None = None
    staff: str = ""

    @property
    def counts(self) -> bool:
        """不在・不達 is no approach; 断り is one."""
        return self.result is not Result.NOT_REACHED


def check_year(day: date) -> None:
    """A day of this program's years.

    Raises:
        ReportableError: `date_far`.
    """
    if not EARLIEST <= day <= LATEST:
        raise ReportableError("date_far", year=day.year)


def check_not_ahead(day: date, today: date) -> None:
    """Something can have happened on this day; a late entry is one, too.

    Raises:
        ReportableError: `approach_ahead` of today, `date_far`.
    """
    check_year(day)
    if day > today:
        raise ReportableError("approach_ahead")
