"""The desk's orders as figures."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from crm_desk.desk.desk import Desk
from crm_desk.domain.names import fold_name
from crm_desk.store import desk_info
from crm_desk.store.analysis import orders as rows
from crm_desk.store.versions import snapshot

if TYPE_CHECKING:
    from crm_desk.analysis.orders import Customers, Orders

UNKNOWN_REFERRER = -2


class OrderData(NamedTuple):
    """Orders and customers as the analysis takes them.

    Attributes:
        ids: the desk's customer ids, by place in `customers`.
        people: (member no, name, kana, e-mail, phone, post code, address) likewise.
        batches: the import of every order (array of int64).
    """

    orders: "Orders"
    customers: "Customers"
    ids: tuple[int, ...]
    people: tuple[tuple[str, ...], ...]
    batches: Any = ()


def load(desk: Desk, basis: str) -> OrderData:
    """Every order and customer of the desk.

    Args:
        basis: `goods` or `total`: which amount of an order counts.
    """
    return desk.store.read(lambda connection: loaded_in(connection, basis))


def load_in_worker(desk: Desk) -> OrderData:
    """As `load`, from any thread, with the basis that the desk says."""

    def work(connection: Any) -> OrderData:
        return loaded_in(connection, desk_info.amount_basis(connection))

    return desk.store.read_in_worker(work)


def loaded_in(connection: Any, basis: str) -> OrderData:
    """As `load`, on any connection."""
    with snapshot(connection):
        found = rows.customers_for_figures(connection)
        ids = tuple(row[0] for row in found)
        orders, batches = _orders(rows.figures_of_orders(connection, basis), ids)
        joined = rows.joined_handles(connection)
    people = tuple(tuple(row[2:9]) for row in found)
    return OrderData(orders, _customers(found, joined), ids, people, batches)


def before_last_import(desk: Desk, loaded: OrderData) -> "tuple[date, Orders] | None":
    """The day of the last import, and the orders without it; None without an earlier one.

    On any thread. What the import replaced stands as it was; customers stay who they are now.
    """
    import numpy as np

    from crm_desk.analysis.orders import Orders

    def work(connection: Any) -> tuple[date, Orders] | None:
        last = rows.last_import(connection)
        if last is None:
            return None
        basis = desk_info.amount_basis(connection)
        former, _ = _orders(rows.former_orders(connection, basis, last[0]), loaded.ids)
        stays = loaded.batches != last[0]
        names = [field.name for field in fields(Orders)]
        columns = {
            name: np.concatenate((getattr(loaded.orders, name)[stays], getattr(former, name)))
            for name in names
        }
        return datetime.fromisoformat(last[1]).date(), Orders(**columns)

    return desk.store.read_in_worker(work)


def _orders(found: Iterable[tuple[int, ...]], ids: tuple[int, ...]) -> "tuple[Orders, Any]":
    import numpy as np

    from crm_desk.analysis.orders import Orders

    columns = list(zip(*found, strict=True)) or [()] * 6
    known = np.asarray(ids, np.int64)
    owner = np.asarray(columns[0], np.int64)
    orders = Orders(
        customer=np.where(owner < 0, -1, np.searchsorted(known, owner)),
        day=np.asarray(columns[1], np.int32),
        amount=np.asarray(columns[2], np.int64),
        void=np.asarray(columns[3], bool),
        subscription=np.asarray(columns[4], bool),
    )
    return orders, np.asarray(columns[5], np.int64)


def _customers(found: list[tuple[Any, ...]], joined: list[tuple[int, str, str]]) -> "Customers":
    import numpy as np

    from crm_desk.analysis.orders import Customers

    referrers = _referrers(found, joined)
    return Customers(
        keys=[row[1] for row in found],
        excluded=np.array([row[10] for row in found], bool),
        opening_purchases=np.array([row[11] for row in found], np.int64),
        opening_amount=np.array([row[12] for row in found], np.int64),
        opening_first=np.array([row[13] % rows.NO_DAY for row in found], np.int32),
        opening_last=np.array([row[14] for row in found], np.int32),
        referrer=np.array(referrers, np.int32),
        referrals_recorded=any(row[9] for row in found),
    )


def _referrers(found: list[tuple[Any, ...]], joined: list[tuple[int, str, str]]) -> list[int]:
    """Who brought whom: by member id, else by a name that one customer alone has."""
    if not any(row[9] for row in found):
        # Folding a million names takes seconds, and most shops record no referrers.
        return [-1] * len(found)
    place_of = {row[0]: place for place, row in enumerate(found)}
    named = [(place, row[2], row[3]) for place, row in enumerate(found)]
    named += [(place_of[root], member, name) for root, member, name in joined]
    places: dict[str, int] = {}
    for place, member, name in named:
        for handle in {member, fold_name(name)} - {""}:
            one = places.setdefault(handle, place)
            places[handle] = place if one == place else UNKNOWN_REFERRER
    return [_referrer(row[9], places) for row in found]


def _referrer(said: str, places: dict[str, int]) -> int:
    if not said:
        return -1
    return places.get(said, places.get(fold_name(said), UNKNOWN_REFERRER))
