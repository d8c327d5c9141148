"""The columns of the list of customers, and how their cells are written."""

from collections.abc import Callable
from datetime import date
from operator import attrgetter

from PySide6.QtCore import QObject

from crm_desk.desk.customers.people import Listed
from crm_desk.desk.money import money_of
from crm_desk.domain.contacts.phones import shown_phone
from crm_desk.domain.contacts.postcodes import paper_code
from crm_desk.ui.common.windowed import TableColumn
from crm_desk.ui.common.workspace import Workspace

DESCENDING_FIRST = frozenset({"purchases", "amount", "first_day", "last_day"})


class CustomerColumns(QObject):
    """Makes the columns, in the window's language."""

    def made(self, workspace: Workspace) -> list[TableColumn]:
        """All of them, from the left; numbers and days as the settings have them."""
        left_out = self.tr("left out")
        return [
            *self._who(),
            *self._purchases(workspace),
            TableColumn(
                "excluded",
                self.tr("In figures"),
                lambda row: left_out if row.excluded else "",
                90,
                shown=False,
            ),
        ]

    def _who(self) -> list[TableColumn]:
        nameless = self.tr("(no name)")

        def field(name: str, title: str, width: int) -> TableColumn:
            return TableColumn(name, title, attrgetter(name), width, shown=False)

        shops = self.tr("The shop’s own")

        def contact(name: str, title: str, width: int, own: Text) -> TableColumn:
            of_shop = attrgetter(f"shop_{name}")
            # Copied it leaves the desk: what is the shop's own does not.
            return TableColumn(
                name,
                title,
                lambda row: shops if of_shop(row) else own(row),
                width,
                shown=False,
                copied=own,
            )

        return [
            TableColumn(
                "name",
                self.tr("Name"),
                lambda row: row.name or nameless,
                106,
                copied=attrgetter("name"),
            ),
            field("member_no", self.tr("Member ID"), 104),
            field("kana", self.tr("Reading"), 160),
            contact("phone", self.tr("Telephone"), 130, lambda row: shown_phone(row.phone)),
            contact("email", self.tr("E-mail"), 200, attrgetter("email")),
            TableColumn(
                "postcode",
                self.tr("Post code"),
                lambda row: paper_code(row.postcode, row.address),
                100,
                shown=False,
            ),
            field("address", self.tr("Address"), 260),
        ]

    def _purchases(self, workspace: Workspace) -> list[TableColumn]:
        money, day = money_of(workspace.desk), _day(workspace.texts.date)
        first, last, plain = attrgetter("first_day"), attrgetter("last_day"), _day(_for_excel)
        return [
            TableColumn(
                "purchases",
                self.tr("Orders"),
                lambda row: f"{row.purchases:,}",
                70,
                right=True,
                copied=lambda row: str(row.purchases),
            ),
            TableColumn(
                "amount",
                self.tr("Amount"),
                lambda row: money.text(row.amount),
                102,
                right=True,
                copied=lambda row: money.number(row.amount),
            ),
            TableColumn(
                "first_day",
                self.tr("First purchase"),
                day(first),
                136,
                shown=False,
                copied=plain(first),
            ),
            TableColumn("last_day", self.tr("Last order"), day(last), 120, copied=plain(last)),
        ]


Text = Callable[[Listed], str]


def _day(write: Callable[[date], str]) -> Callable[[Callable[[Listed], date | None]], Text]:
    """Writes a day of a row; "" where there is none."""

    def column(of: Callable[[Listed], date | None]) -> Text:
        def text(row: Listed) -> str:
            found = of(row)
            return "" if found is None else write(found)

        return text

    return column


def _for_excel(day: date) -> str:
    # Read as a day there, whatever the screen shows.
    return f"{day:%Y/%m/%d}"
