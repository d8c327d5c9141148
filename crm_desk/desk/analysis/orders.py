"""The desk's orders and customers in memory, as the analysis takes them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from crm_desk.desk.analysis.referrers import referrers
from crm_desk.desk.desk import Desk
from crm_desk.store import desk_info
from crm_desk.store.analysis import orders as rows
from crm_desk.store.connection import Connection
from crm_desk.store.values import refuse_damaged_figures
from crm_desk.store.versions import snapshot

if TYPE_CHECKING:
    from crm_desk.analysis.lines import OrderLines
    from crm_desk.analysis.orders import Customers, Ints, Orders

T = TypeVar("T")


class Reader(Protocol):
    """Runs something that reads the desk, and returns what it found."""

    def __call__(self, work: Callable[[Connection], T], /) -> T:
        """Run it on some connection."""
        ...


@dataclass(frozen=True, eq=False)
class OrderData:
    """All orders and customers of a desk as they were at one moment; never changed.

    Attributes:
        version: `Desk.orders_version` of before they were read.
        orders: void ones included, by id.
        ids: the desk's customer ids, by place in `customers`; ascending.
        people: (member no, name, kana, e-mail, phone, post code, address) likewise.
        order_ids: the desk's order ids, by place in `orders`; ascending.
        batches: the import of every order, likewise.
        read: reads the desk on any thread.
    """

    version: int
    orders: "Orders"
    customers: "Customers"
    ids: "Ints"
    people: tuple[tuple[str, ...], ...]
    order_ids: "Ints"
    batches: "Ints"
    read: Reader

    @cached_property
    def lines(self) -> "OrderLines":
        """The lines of these very orders, read when they are first asked for; on any thread.

        Orders that have left the desk since have none.

        Raises:
            ReportableError: the file can't be read.
        """
        return self.read(lambda connection: _lines(connection, self.order_ids))


def load(desk: Desk, basis: str = "") -> OrderData:
    """Every order and customer of the desk, on any thread; `cache.order_data` keeps them.

    Args:
        basis: `goods` or `total`, which amount of an order counts; "" takes the desk's.

    Raises:
        ReportableError: the file can't be read.
    """
    # Asked first: what is written while this reads makes it stale.
    return load_by(desk.store.read_in_worker, desk.orders_version, basis)


def load_by(read: Reader, version: int = 0, basis: str = "") -> OrderData:
    """As `load`, however the desk is read."""
    import numpy as np

    def work(connection: Connection) -> OrderData:
        with snapshot(connection):
            found = rows.customers(connection)
            ids = np.array([row[0] for row in found], np.int64)
            columns = _columns(
                rows.orders(connection, basis or desk_info.amount_basis(connection)), 7
            )
            joined = rows.joined_handles(connection)
        refuse_damaged(columns)
        return OrderData(
            version=version,
            orders=_orders(columns, ids),
            customers=_customers(found, joined),
            ids=ids,
            people=tuple(tuple(row[2:9]) for row in found),
            order_ids=columns[0].copy(),
            batches=columns[6].copy(),
            read=read,
        )

    return read(work)


def before_last_import(data: OrderData) -> "tuple[date, Orders] | None":
    """The day of the last import, and the orders without it; None without an earlier one.

    On any thread. What the import replaced stands as it was; customers stay who they are now.
    """
    import numpy as np

    from crm_desk.analysis.orders import Orders

    def work(connection: Connection) -> tuple[date, Orders] | None:
        last = rows.last_import(connection)
        if last is None:
            return None
        number, imported_at = last
        basis = desk_info.amount_basis(connection)
        former = _orders(_columns(rows.former_orders(connection, basis, number), 7), data.ids)
        stays = data.batches != number
        columns = {
            field.name: np.concatenate(
                (getattr(data.orders, field.name)[stays], getattr(former, field.name))
            )
            for field in fields(Orders)
        }
        return datetime.fromisoformat(imported_at).date(), Orders(**columns)

    return data.read(work)


def _columns(found: Iterator[tuple[int, ...]], width: int) -> Any:
    """Rows of `width` whole numbers as columns of int64, without a list of rows in between."""
    import numpy as np

    return np.fromiter(chain.from_iterable(found), np.int64).reshape(-1, width).T


def refuse_damaged(columns: Any) -> None:
    """Figures of days and amounts that cannot be would be wrong, or never end."""
    _, _, day, amount, *_ = columns
    if day.size:
        refuse_damaged_figures((day.min(), day.max()), (amount.min(), amount.max()))


def _orders(columns: Any, ids: "Ints") -> "Orders":
    """Orders of the columns of `rows.orders`."""
    import numpy as np

    from crm_desk.analysis.orders import Orders

    _, owner, day, amount, void, subscription, _ = columns
    return Orders(
        customer=np.where(owner < 0, -1, np.searchsorted(ids, owner)),
        day=day.astype(np.int32),
        amount=amount.copy(),
        void=void.astype(bool),
        subscription=subscription.astype(bool),
    )


def _customers(found: list[tuple[Any, ...]], joined: list[tuple[int, str, str]]) -> "Customers":
    import numpy as np

    from crm_desk.analysis.orders import Customers

    return Customers(
        keys=[row[1] for row in found],
        excluded=np.array([row[10] for row in found], bool),
        opening_purchases=np.array([row[11] for row in found], np.int64),
        opening_amount=np.array([row[12] for row in found], np.int64),
        opening_first=np.array([row[13] % rows.NO_DAY for row in found], np.int32),
        opening_last=np.array([row[14] for row in found], np.int32),
        referrer=np.array(referrers(found, joined), np.int32),
        referrals_recorded=any(row[9] for row in found),
    )


def _lines(connection: Connection, order_ids: "Ints") -> "OrderLines":
    import numpy as np

    from crm_desk.analysis.lines import OrderLines, Product

    with snapshot(connection):
        products = rows.products(connection)
        columns = _columns(rows.order_lines(connection), 6)
    # Lines of other versions of an order are read and dropped: that is faster than to join.
    held = np.isin(columns[0], order_ids)
    order_id, product_id, quantity, has_quantity, amount, has_amount = columns[:, held]
    return OrderLines(
        order=np.searchsorted(order_ids, order_id),
        product=np.searchsorted(np.array([row[0] for row in products], np.int64), product_id),
        quantity=quantity.copy(),
        amount=amount.copy(),
        quantity_known=has_quantity.astype(bool),
        amount_known=has_amount.astype(bool),
        products=tuple(Product(code, name) for _, code, name in products),
    )
