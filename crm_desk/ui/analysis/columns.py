"""The columns of the buyers on the analysis page."""

from collections.abc import Callable
from datetime import date
from operator import attrgetter

from PySide6.QtCore import QObject

from crm_desk.domain.analysis.figures import BuyerRow
from crm_desk.domain.analysis.view import BuyerRecord
from crm_desk.domain.decimals import NO_FIGURE
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.windowed import TableColumn

SORTED_BY = {
    "cluster": False,
    "purchases": True,
    "amount": True,
    "first": True,
    "last": True,
    "recency": False,
    "tenure": True,
    "interval_ratio": True,
    "r": True,
    "f": True,
    "m": True,
}
"""What the table can be sorted by, and whether the highest comes first."""

Text = Callable[[BuyerRecord], str]


class BuyerColumns(QObject):
    """Makes the columns, in the window's language."""

    def made(self, texts: Texts, money: Money) -> list[TableColumn]:
        """All of them, from the left."""
        return [*self._who(), *self._bought(texts, money), *self._placed()]

    def _who(self) -> list[TableColumn]:
        nameless = self.tr("(no name)")
        name = TableColumn(
            "name",
            self.tr("Name"),
            lambda row: row.name or nameless,
            140,
            copied=attrgetter("name"),
        )
        return [
            name,
            TableColumn("member_no", self.tr("Member ID"), attrgetter("member_no"), 90),
            TableColumn("kana", self.tr("Reading"), attrgetter("kana"), 160, shown=False),
            TableColumn("email", self.tr("E-mail"), attrgetter("email"), 200, shown=False),
            TableColumn("phone", self.tr("Telephone"), attrgetter("phone"), 130, shown=False),
        ]

    def _bought(self, texts: Texts, money: Money) -> list[TableColumn]:
        once = self.tr("{cluster} (bought once)")

        def cluster(row: BuyerRecord) -> str:
            name = texts(f"figures.short_{row.buyer.cluster.value}")
            return once.format(cluster=name) if row.buyer.once_in_tier else name

        def whole(row: BuyerRecord) -> str:
            return texts(f"figures.cluster_{row.buyer.cluster.value}")

        def ratio(row: BuyerRecord) -> str:
            return _tenths(row.buyer.interval_ratio)

        return [
            TableColumn("cluster", self.tr("Cluster"), cluster, 148, tip=whole),
            _number("purchases", self.tr("Purchases"), lambda b: b.purchases, 120),
            _amount("amount", self.tr("Total amount"), money),
            _number("recency", self.tr("Recency"), lambda b: b.recency, 104),
            _number("tenure", self.tr("Tenure"), lambda b: b.tenure, 120),
            TableColumn("interval_ratio", self.tr("R ÷ interval"), ratio, 120, right=True),
            _day("first", self.tr("First purchase"), lambda b: b.first, texts),
            _day("last", self.tr("Last purchase"), lambda b: b.last, texts),
        ]

    def _placed(self) -> list[TableColumn]:
        yes = self.tr("yes")

        def subscribed(row: BuyerRecord) -> str:
            return yes if row.buyer.subscribed else ""

        return [
            _number("r", "R", lambda b: b.r, 56, shown=False),
            _number("f", "F", lambda b: b.f, 56, shown=False),
            _number("m", "M", lambda b: b.m, 56, shown=False),
            TableColumn("subscribed", self.tr("Subscribes"), subscribed, 90, shown=False),
        ]


def _number(
    name: str, title: str, of: Callable[[BuyerRow], int], width: int, *, shown: bool = True
) -> TableColumn:
    return TableColumn(
        name,
        title,
        lambda row: f"{of(row.buyer):,}",
        width,
        shown,
        right=True,
        copied=lambda row: str(of(row.buyer)),
    )


def _amount(name: str, title: str, money: Money) -> TableColumn:
    return TableColumn(
        name,
        title,
        lambda row: money.text(row.buyer.amount),
        152,
        right=True,
        copied=lambda row: money.number(row.buyer.amount),
    )


def _day(name: str, title: str, of: Callable[[BuyerRow], date], texts: Texts) -> TableColumn:
    return TableColumn(
        name,
        title,
        lambda row: texts.date(of(row.buyer)),
        136,
        shown=False,
        # Read as a day by Excel, whatever the screen shows.
        copied=lambda row: f"{of(row.buyer):%Y/%m/%d}",
    )


def _tenths(value: float | None) -> str:
    return NO_FIGURE if value is None else f"{value:.1f}"
