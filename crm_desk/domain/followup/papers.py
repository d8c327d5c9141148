"""What paper and mail need of plans and people, as plain data."""

from dataclasses import dataclass
from datetime import date

from crm_desk.domain.contacts.addressee import Contact
from crm_desk.domain.customers.purchases import Bought, PastOrder
from crm_desk.domain.followup.plan import Plan, Step
from crm_desk.domain.followup.standing import Standing


@dataclass(frozen=True)
class SheetData:
    """One 個別管理シート.

    Attributes:
        plan: with its three steps and the approaches made.
        missing: what is still to be done, in words; "" once nothing is.
        orders: the newest first, some of them.
        blocked: (number of a step, why it can't be made, in words).
        remarks: marks and notes of the customer, in one text.
    """

    who: Contact
    bought: Bought
    plan: Plan
    standing: Standing
    missing: str = ""
    orders: tuple[PastOrder, ...] = ()
    blocked: tuple[tuple[int, str], ...] = ()
    remarks: str = ""


@dataclass(frozen=True)
class ListRow:
    """One line of the month's list; `remarks` as of a sheet."""

    who: Contact
    bought: Bought
    plan: Plan
    standing: Standing
    missing: str = ""
    remarks: str = ""


@dataclass(frozen=True)
class WeekRow:
    """One call or card of a week.

    Attributes:
        day: on which it is due; before today it is late.
        remarks: marks and notes of the customer, in one text.
        last: the newest order; None where there is none.
    """

    who: Contact
    step: Step
    day: date
    remarks: str = ""
    last: PastOrder | None = None
