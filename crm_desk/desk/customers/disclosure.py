"""開示: everything that is held of one person, to be handed to them."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from crm_desk.desk.desk import Desk
from crm_desk.desk.money import money_of
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.money import Money
from crm_desk.store.connection import Connection
from crm_desk.store.customers import joins, lists
from crm_desk.store.customers.erasing import subject_of
from crm_desk.store.person_data import PersonTable as PersonTable
from crm_desk.store.person_data import Row
from crm_desk.store.versions import snapshot

DISCLOSURE = "disclosure"
"""Kind of export."""
DAYS = frozenset(
    {
        *("day", "birthday", "consent_day", "opening_first", "opening_last", "start", "last_day"),
        *("planned", "paused_on", "cancelled_on", "bought_on", "thanks_on"),
        *("due", "closed_day", "noted_day"),
    }
)
"""Columns that hold a day."""
AMOUNTS = frozenset(
    {"total", "goods", "discount", "refund", "shipping", "amount", "opening_amount"}
)
"""Columns that hold money."""
QUANTITIES = frozenset({"quantity"})
"""Columns in thousandths."""


class HeldTable(NamedTuple):
    """What one table holds of the person: days are days, the rest as it is kept."""

    table: str
    rows: tuple[Row, ...]


class DisclosureRequest(NamedTuple):
    """Whom everything is wanted of."""

    desk: Desk
    shop: str
    money: Money
    customer: int
    name: str
    tables: Sequence[PersonTable]
    made_at: datetime


class Disclosure(NamedTuple):
    """Everything of one person."""

    shop: str
    name: str
    made_at: datetime
    tables: tuple[HeldTable, ...]
    money: Money


def request(
    desk: Desk, customer: int, tables: Sequence[PersonTable], now: datetime
) -> DisclosureRequest:
    """What `disclosure` needs.

    Args:
        tables: of all capabilities (`desk.capabilities.PERSON_TABLES`).
        now: local time.

    Raises:
        ReportableError: `customer_gone`.
    """

    def work(connection: Connection) -> tuple[int, str]:
        root = joins.root_of(connection, customer)
        if root is None:
            raise ReportableError("customer_gone")
        return root, lists.listed(connection, [root])[root].name

    root, name = desk.store.read(work)
    return DisclosureRequest(desk, desk.shop_name, money_of(desk), root, name, tables, now)


def disclosure(given: DisclosureRequest) -> Disclosure:
    """Read everything that is held of a person, under all their names. Any thread.

    It is told in the reverse order of the tables: who it is comes first.

    Raises:
        ReportableError: `customer_gone`.
    """

    def work(connection: Connection) -> Disclosure:
        with snapshot(connection):
            subject = subject_of(connection, given.customer)
            if subject is None:
                raise ReportableError("customer_gone")
            found = (
                HeldTable(one.table, tuple(map(_with_days, one.read(connection, subject))))
                for one in reversed(given.tables)
            )
            held = tuple(one for one in found if one.rows)
        return Disclosure(given.shop, given.name, given.made_at, held, given.money)

    return given.desk.store.read_in_worker(work)


def _with_days(row: Row) -> Row:
    return {
        name: date.fromordinal(value) if name in DAYS and value is not None else value
        for name, value in row.items()
    }


def as_json(given: Disclosure) -> str:
    """As a file that other programs read; amounts in units of the currency."""
    data = {
        "shop": given.shop,
        "made_at": given.made_at.isoformat(timespec="seconds"),
        "currency": given.money.currency,
        "person": given.name,
        "held": {one.table: [_plain(row, given.money) for row in one.rows] for one in given.tables},
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _plain(row: Row, money: Money) -> dict[str, Any]:
    return {name: _plain_value(name, value, money) for name, value in row.items()}


def _plain_value(name: str, value: Any, money: Money) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if value is not None and name in AMOUNTS and money.digits:
        return money.number(value)
    if value is not None and name in QUANTITIES:
        return value / 1000
    return value
