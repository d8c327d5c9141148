"""The columns of the list of customers, and how their cells are written."""

from collections.abc import Callable
from datetime import date
from operator import attrgetter

from PySide6.QtCore import QCoreApplication

from crm_desk.desk.customers import Listed
from crm_desk.desk.money import money_of
from crm_desk.ui.common.windowed import Column
from crm_desk.ui.common.workspace import Workspace

DESCENDING_FIRST = frozenset({"purchases", "amount", "first_day", "last_day"})


def customer_columns(workspace: Workspace) -> list[Column]:
    """All of them, from the left; numbers and days as the settings have them."""
    texts, money = workspace.texts, money_of(workspace.desk)

    def day(of: Callable[[Listed], date | None]) -> Callable[[Listed], str]:
        def text(row: Listed) -> str:
            found = of(row)
            return "" if found is None else texts.date(found)

        return text

    def plain_day(of: Callable[[Listed], date | None]) -> Callable[[Listed], str]:
        # Excel reads this as a day, whatever the screen shows.
        def text(row: Listed) -> str:
            found = of(row)
            return "" if found is None else f"{found:%Y/%m/%d}"

        return text

    first, last = attrgetter("first_day"), attrgetter("last_day")
    translate = QCoreApplication.translate
    return [
        Column("name", translate("CustomerColumns", "Name"), attrgetter("name"), 190),
        Column(
            "member_no", translate("CustomerColumns", "Member ID"), attrgetter("member_no"), 100
        ),
        Column(
            "kana", translate("CustomerColumns", "Reading"), attrgetter("kana"), 160, shown=False
        ),
        Column(
            "phone",
            translate("CustomerColumns", "Telephone"),
            attrgetter("phone"),
            130,
            shown=False,
        ),
        Column(
            "email", translate("CustomerColumns", "E-mail"), attrgetter("email"), 200, shown=False
        ),
        Column(
            "postcode",
            translate("CustomerColumns", "Post code"),
            attrgetter("postcode"),
            100,
            shown=False,
        ),
        Column(
            "address",
            translate("CustomerColumns", "Address"),
            attrgetter("address"),
            260,
            shown=False,
        ),
        Column(
            "purchases",
            translate("CustomerColumns", "Purchases"),
            lambda row: f"{row.purchases:,}",
            90,
            right=True,
            copied=lambda row: str(row.purchases),
        ),
        Column(
            "amount",
            translate("CustomerColumns", "Amount"),
            lambda row: money.text(row.amount),
            110,
            right=True,
            copied=lambda row: money.number(row.amount),
        ),
        Column(
            "first_day",
            translate("CustomerColumns", "First purchase"),
            day(first),
            120,
            shown=False,
            copied=plain_day(first),
        ),
        Column(
            "last_day",
            translate("CustomerColumns", "Last purchase"),
            day(last),
            120,
            copied=plain_day(last),
        ),
        Column(
            "excluded",
            translate("CustomerColumns", "In figures"),
            lambda row: translate("CustomerColumns", "left out") if row.excluded else "",
            90,
            shown=False,
        ),
    ]
