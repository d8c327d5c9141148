"""A new as-of date to the whole page, and a selection of a million, beside plain SQL."""

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

import numpy as np

from crm_desk.analysis.orders import Customers, Orders, plain_customers
from crm_desk.desk.analysis import cache
from crm_desk.desk.analysis.buyers import rows as rows_of
from crm_desk.desk.analysis.look import Look, look_at
from crm_desk.desk.analysis.orders import OrderData, load
from crm_desk.desk.desk import Desk
from crm_desk.desk.resources import texts
from crm_desk.domain.analysis.figures import AnalysisSettings
from crm_desk.domain.analysis.view import AnalysisView, Filter
from crm_desk.domain.money import Money

ROUNDS = 5
FIRST_DAY = 738_000
DAYS = 1_500
AS_OF = date.fromordinal(FIRST_DAY + DAYS - 100)
SIZES = ((6_000, 50_000), (100_000, 1_000_000))
MANY = 1_000_000
ALLOWED_MS = 150
"""For the smaller of SIZES: what the page may take to follow a date."""


def main() -> None:
    for buyers, orders in SIZES:
        _new_date(buyers, orders)
    _selection()
    _loading()


def _new_date(buyers: int, orders: int) -> None:
    columns, customers = made(buyers, orders)
    data = held(columns, customers)
    connection = _database(columns)
    ours = _median(lambda: _view(_look(data)))
    peer = _median(
        lambda: connection.execute(
            "SELECT customer, count(*), sum(amount), min(day), max(day) FROM orders"
            " WHERE day <= ? AND NOT void GROUP BY customer",
            (AS_OF.toordinal(),),
        ).fetchall()
    )
    connection.close()
    limit = f" (at most {ALLOWED_MS})" if buyers == SIZES[0][0] else ""
    print(
        f"new as-of date to figures, charts and sentences, {buyers:,} buyers, {orders:,} orders: "
        f"{ours:.0f} ms{limit}; SQLite GROUP BY alone: {peer:.0f} ms, ratio {ours / peer:.2f}"
    )


def _selection() -> None:
    columns, customers = made(MANY, 2 * MANY)
    look = _look(held(columns, customers))
    connection = _buyers(look)
    quiet = [Filter("recency", (91, None)), Filter("purchases", (2, None))]
    for name, filters, sort, where in (
        ("all by amount, ascending", [], "amount", "TRUE"),
        ("all by last purchase", [], "recency", "TRUE"),
        ("quiet ones by interval ratio", quiet, "interval_ratio", "recency > 90 AND n > 1"),
        ("one cell by amount", [Filter("cell", (3, 2))], "amount", "r = 3 AND f = 2"),
    ):
        # Bound as defaults: each round is timed at once.
        ours = _median(lambda f=filters, s=sort: look.select(f, s))  # type: ignore[misc]
        sql = f"SELECT id FROM buyer WHERE {where} ORDER BY {sort}, rank"  # noqa: S608 - fixed words
        peer = _median(lambda q=sql: connection.execute(q).fetchall())  # type: ignore[misc]
        print(
            f"{name}, of {look.figures.buyers:,}: {ours:.0f} ms; "
            f"SQLite: {peer:.0f} ms, ratio {ours / peer:.2f}"
        )
    connection.close()


def _loading() -> None:
    from crm_desk.desk.sample.make import DEFAULT_DAY, create_sample

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.crmdesk"
        create_sample(path, "ja", DEFAULT_DAY)
        with Desk(path) as desk:
            loading = _median(lambda: load(desk))
            look = cache.look(desk, AnalysisSettings())
            again = _median(lambda: cache.look(desk, AnalysisSettings()))
            ids = look.select([]).ids[:60].tolist()
            rows = _median(lambda: rows_of(desk, look, ids))
    print(f"sample desk: load {loading:.0f} ms, again {again:.3f} ms, 60 rows {rows:.1f} ms")


def held(orders: Orders, customers: Customers) -> OrderData:
    """As from a desk; there is none to be read."""
    return OrderData(
        version=0,
        orders=orders,
        customers=customers,
        ids=np.arange(1, len(customers) + 1),
        people=(),
        order_ids=np.arange(1, len(orders) + 1),
        batches=np.ones(len(orders), np.int64),
        read=_nothing_to_read,
    )


def _nothing_to_read(_work: object) -> NoReturn:
    raise AssertionError


def made(buyers: int, size: int) -> tuple[Orders, Customers]:
    """Random orders in random order: a few buyers come often, 3 % are void, 2 % of nobody."""
    chance = np.random.default_rng(20261121)
    weights = 1 / np.arange(1, buyers + 1) ** 0.5
    more = chance.choice(buyers, size - buyers, p=weights / weights.sum())
    customer = chance.permutation(np.concatenate((np.arange(buyers), more))).astype(np.int64)
    customer[chance.random(size) < 0.02] = -1
    orders = Orders(
        customer=customer,
        day=chance.integers(FIRST_DAY, FIRST_DAY + DAYS, size).astype(np.int32),
        amount=(np.exp(chance.normal(8.4, 0.8, size)).astype(np.int64) // 10 + 1) * 10,
        void=chance.random(size) < 0.03,
        subscription=chance.random(size) < 0.2,
    )
    return orders, plain_customers([f"C{number:07}" for number in range(buyers)])


def _look(data: OrderData) -> Look:
    return look_at(data, AnalysisSettings(), AS_OF)


def _view(look: Look) -> AnalysisView:
    return look.view(texts("ja"), Money(), AS_OF)


def _database(orders: Orders) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE orders (customer, day, amount, void)")
    columns = (orders.customer, orders.day, orders.amount, orders.void)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    connection.executemany("INSERT INTO orders VALUES (?, ?, ?, ?)", rows)
    connection.commit()
    return connection


def _buyers(look: Look) -> sqlite3.Connection:
    """The same buyers as a table, as SQL would filter and sort them."""
    from crm_desk.analysis.selecting import interval_ratio

    table, placed = look.analysis.table, look.analysis.placed
    columns = (
        look.ids,
        placed.rank,
        table.purchases,
        table.amount,
        table.recency,
        interval_ratio(look.analysis),
        placed.scores.r,
        placed.scores.f,
    )
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE buyer (id, rank, n, amount, recency, interval_ratio, r, f)")
    rows = zip(*(column.tolist() for column in columns), strict=True)
    connection.executemany("INSERT INTO buyer VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.commit()
    return connection


def _median(work: Callable[[], object]) -> float:
    """Milliseconds, after one round that isn't counted."""
    work()
    found = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        found.append(1000 * (time.perf_counter() - start))
    return statistics.median(found)
