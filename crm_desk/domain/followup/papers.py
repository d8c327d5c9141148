"""What paper and mail need of plans and people, as plain data."""

from dataclasses import dataclass

from crm_desk.domain.contacts.addressee import Contact
from crm_desk.domain.customers.purchases import Bought, PastOrder
from crm_desk.domain.followup.plan import Plan
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
