"""Orders in memory to all figures, beside what plain SQLite needs for the per-buyer sums alone."""

import sqlite3
import statistics
import time
from collections.abc import Callable

import numpy as np

from crm_desk.analysis.figures import Analysis, analyse
from crm_desk.analysis.orders import Customers, Orders, plain_customers
from crm_desk.analysis.table import buyer_rows
from crm_desk.domain.analysis.figures import AnalysisSettings, Method

BUYERS = 100_000
ORDERS = 1_000_000
ROUNDS = 5
FIRST_DAY = 738_000
DAYS = 1_500
ALLOWED = 1.5
GRANTED = 0.3
"""At most ALLOWED times SQLite's seconds, plus GRANTED."""


def main() -> None:
    orders, customers = made()
    grouped, ours, quantiles = [], [], []
    connection = _database(orders)
    other = AnalysisSettings(method=Method.QUANTILES)
    for _ in range(ROUNDS):
        grouped.append(_seconds(lambda: _group(connection)))
        ours.append(_seconds(lambda: analyse(orders, customers, None, AnalysisSettings())))
        quantiles.append(_seconds(lambda: analyse(orders, customers, None, other)))
    _agree(connection, analyse(orders, customers, None, AnalysisSettings()))
    connection.close()
    peer, own = statistics.median(grouped), statistics.median(ours)
    print(
        f"all figures of {BUYERS:,} buyers, {ORDERS:,} orders: median {own:.2f} s, worst "
        f"{max(ours):.2f} s (quantiles {statistics.median(quantiles):.2f} s); SQLite GROUP BY "
        f"alone: median {peer:.2f} s, ratio {own / peer:.2f} "
        f"(at most {ALLOWED} and {GRANTED} s more: {own / (ALLOWED * peer + GRANTED):.0%} of that)"
    )
    found = analyse(orders, customers, None, AnalysisSettings())
    rows = _seconds(lambda: buyer_rows(found, customers.keys))
    print(f"rows of {BUYERS:,} buyers for tables: {rows:.2f} s")


def made() -> tuple[Orders, Customers]:
    """Random orders in random order: a few buyers come often, 3 % are void, 2 % returns."""
    random = np.random.default_rng(20261121)
    weights = 1 / np.arange(1, BUYERS + 1) ** 0.5
    some = random.choice(BUYERS, ORDERS - BUYERS, p=weights / weights.sum())
    customer = random.permutation(np.concatenate((np.arange(BUYERS), some))).astype(np.int64)
    amount = (np.exp(random.normal(8.4, 0.8, ORDERS)).astype(np.int64) // 10 + 1) * 10
    amount[random.random(ORDERS) < 0.02] *= -1
    customer[random.random(ORDERS) < 0.02] = -1
    orders = Orders(
        customer=customer,
        day=random.integers(FIRST_DAY, FIRST_DAY + DAYS, ORDERS).astype(np.int32),
        amount=amount,
        void=random.random(ORDERS) < 0.03,
        subscription=random.random(ORDERS) < 0.2,
    )
    return orders, plain_customers([f"C{number:06}" for number in range(BUYERS)])


def _database(orders: Orders) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE orders (customer, day, amount, void)")
    rows = zip(
        orders.customer.tolist(),
        orders.day.tolist(),
        orders.amount.tolist(),
        orders.void.tolist(),
        strict=True,
    )
    connection.executemany("INSERT INTO orders VALUES (?, ?, ?, ?)", rows)
    connection.commit()
    return connection


def _group(connection: sqlite3.Connection) -> list[tuple[int, int, int, int, int]]:
    return connection.execute(
        "SELECT customer, count(*), sum(amount), min(day), max(day) FROM orders GROUP BY customer"
    ).fetchall()


def _agree(connection: sqlite3.Connection, found: Analysis) -> None:
    """Both sides looked at the same rows."""
    (sales,) = connection.execute("SELECT sum(amount) FROM orders WHERE NOT void").fetchone()
    if sales != found.figures.orders.sales:
        raise SystemExit(f"sales differ: {sales} and {found.figures.orders.sales}")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
