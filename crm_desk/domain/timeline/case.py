"""A case (対応): an entry that waits for an answer. Its state is worked out, never kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.contacts.approach import check_year
from crm_desk.domain.errors import ReportableError

_COMPLAINT_DAYS, _OTHER_DAYS = 1, 3
"""Days until a case is due: the next day for a complaint."""
MANY_COMPLAINTS = 3
"""So many about one product in `MANY_DAYS` are said on top of the cases."""
MANY_DAYS = 30
_MOST = 10**12
"""Of minor units: no refund is larger."""


class CaseState(StrEnum):
    """対応中, 期限切れ, 済み."""

    OPEN = "open"
    OVERDUE = "overdue"
    CLOSED = "closed"


class CaseGroup(StrEnum):
    """Where a case is on the list: 期限切れ, 今日, これから, 済み."""

    OVERDUE = "overdue"
    TODAY = "today"
    LATER = "later"
    CLOSED = "closed"


class Remedy(StrEnum):
    """What was done: 返金, 交換, お詫び, 説明."""

    REFUND = "refund"
    EXCHANGE = "exchange"
    APOLOGY = "apology"
    EXPLANATION = "explanation"


class ProductName(NamedTuple):
    """A product as it was called; products come and go with imports."""

    code: str
    name: str


class OrderName(NamedTuple):
    """An order as it is known to the shop."""

    number: str
    day: date | None = None


@dataclass(frozen=True)
class Closing:
    """How a case ended.

    Attributes:
        moment: local time.
        outcome: どうしたか, one line.
        amount: what it cost the shop, minor units; None where nothing was noted.
        staff: who closed it.
    """

    moment: datetime
    outcome: str
    remedies: frozenset[Remedy] = frozenset()
    amount: int | None = None
    staff: str = ""


@dataclass(frozen=True)
class Case:
    """What is waited for.

    Attributes:
        owner: who of the shop answers; "" for nobody.
        closing: None while it is open.
    """

    owner: str
    due: date
    product: ProductName | None = None
    order: OrderName | None = None
    closing: Closing | None = None

    def state(self, today: date) -> CaseState:
        """How it stands."""
        if self.closing is not None:
            return CaseState.CLOSED
        return CaseState.OVERDUE if self.due < today else CaseState.OPEN

    def group(self, today: date) -> CaseGroup:
        """Where it is on the list."""
        state = self.state(today)
        if state is CaseState.OPEN:
            return CaseGroup.TODAY if self.due == today else CaseGroup.LATER
        return CaseGroup.CLOSED if state is CaseState.CLOSED else CaseGroup.OVERDUE


def due_day(today: date, *, is_complaint: bool) -> date:
    """When a new case is due: the next day for a complaint, else in three days."""
    return today + timedelta(days=_COMPLAINT_DAYS if is_complaint else _OTHER_DAYS)


def days_open(since: date, case: Case, today: date) -> int:
    """How long the customer waited for an answer, or waits; 0 on the first day."""
    until = today if case.closing is None else case.closing.moment.date()
    return max((until - since).days, 0)


def with_due(case: Case, due: date) -> Case:
    """The case due on another day, a past one too: that day was promised.

    Raises:
        ReportableError: `case_closed`, `date_far`.
    """
    refuse_closed(case)
    check_year(due)
    return replace(case, due=due)


def closed(case: Case, closing: Closing) -> Case:
    """The case with an end.

    Raises:
        ReportableError: `case_closed`; `outcome_missing`; `case_amount`: no amount that a shop
            pays.
    """
    refuse_closed(case)
    outcome = clean_line(closing.outcome)
    if not outcome:
        raise ReportableError("outcome_missing")
    if closing.amount is not None and not 0 <= closing.amount <= _MOST:
        raise ReportableError("case_amount")
    return replace(case, closing=replace(closing, outcome=outcome))


def refuse_closed(case: Case) -> None:
    """What is done stays as it was; undo, or opening it again, comes first.

    Raises:
        ReportableError: `case_closed`.
    """
    if case.closing is not None:
        raise ReportableError("case_closed")


def in_order(remedies: Iterable[Remedy]) -> tuple[Remedy, ...]:
    """As they are offered."""
    found = frozenset(remedies)
    return tuple(remedy for remedy in Remedy if remedy in found)
