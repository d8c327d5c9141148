"""The tables of a million customers: filtered, sorted and painted, beside the raw SQL."""

import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from crm_desk.desk.analysis import buyers, cache
from crm_desk.desk.analysis.look import Look
from crm_desk.desk.customers import people as customers
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.timeline.callers import find_callers
from crm_desk.domain.analysis.figures import AnalysisSettings
from crm_desk.domain.analysis.view import Filter
from crm_desk.domain.customers.search import search_text
from crm_desk.domain.money import Money
from crm_desk.domain.sort_order import sort_key
from crm_desk.store.customers import sums
from tests.benchmarks.rfm import AS_OF, FIRST_DAY

MANY, FEW = 1_000_000, 100_000
ROUNDS = 5
PAINT_MS, MORE_MS, RATIO = 50, 20, 1.5
SEARCH_MS = 50
"""Of a telephone number among 100,000 customers (issue 13)."""


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        os.environ["CRM_DESK_HOME"] = name
        few = Path(name) / "few.crmdesk"
        _make(few, FEW)
        with Desk(few) as desk:
            _telephones(desk)
        path = Path(name) / "large.crmdesk"
        _make(path, MANY)
        with Desk(path) as desk:
            raw = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
            _list(desk, raw)
            start = time.perf_counter()
            cache.order_data(desk)
            taken = time.perf_counter() - start
            print(f"orders of {MANY:,} customers loaded: {taken:.1f} s, in a worker")
            look = cache.look(desk, AnalysisSettings(), AS_OF)
            _buyers(look, raw)
            raw.close()
            _paint(desk, look)


def _make(path: Path, many: int) -> None:
    """Customers with names in kana, one to three orders each."""
    create_desk(path, "large")

    def fill(connection: Any) -> None:
        connection.execute("INSERT INTO source (id, label) VALUES (1, 'EC')")
        connection.execute(
            "INSERT INTO import_batch VALUES (1, 1, 'orders', 'generic', '[\"a.csv\"]',"
            " '2026-11-21 09:00:00', 0, 0, 0, 0, '')"
        )
        people = (
            (
                n,
                f"m:1:{n}",
                number := f"{n:07}",
                name := f"客{n % 9973} {n % 613}",
                kana := f"キャク{n * 7919 % 1000003}",
                f"a{n}@example.jp",
                phone := f"0{n % 3 + 70}{n * 7919 % 100_000_000:08}",
                search_text(name, kana, number, "", phone),
                sort_key(kana),
                sort_key(number),
            )
            for n in range(1, many + 1)
        )
        connection.executemany(
            "INSERT INTO customer (id, key, source_id, member_no, name, kana, email, phone_digits,"
            " search, name_order, member_order) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)",
            people,
        )
        orders = (
            (
                n * 3 + k,
                f"{n}-{k}",
                FIRST_DAY + (n * 7919 + k * 389) % 1400,
                n,
                100 * (1 + n * 31 % 997),
            )
            for n in range(1, many + 1)
            for k in range(1 + n % 3)
        )
        connection.executemany(
            "INSERT INTO shop_order (id, batch_id, source_id, key, number, day, customer_id, goods,"
            " total, discount, refund, shipping, status, void, subscription, incomplete,"
            " fingerprint, current) VALUES (?1, 1, 1, ?2, '', ?3, ?4, ?5, ?5, 0, 0, 0, '', 0, 0, 0,"
            " x'00', 1)",
            orders,
        )
        sums.rebuild(connection)

    with Desk(path) as desk:
        desk.store.write(fill)


def _telephones(desk: Desk) -> None:
    """As it is typed: the whole number, and its end. Other programs' work is left out."""
    for words in ("070 0000-7919", "+81 70-0000-7919", "7919", "花子 7919"):
        ours = _median(
            lambda w=words: customers.find(desk, w, "last_day", descending=True),  # type: ignore[misc]
            time.process_time,
        )
        print(f"{FEW:,} customers, {words}: {ours:.1f} ms of the processor (at most {SEARCH_MS})")
    for words in ("4567", "+81 70-0000-7919", "090", "キャク12"):
        ours = _median(lambda w=words: find_callers(desk, w), time.process_time)  # type: ignore[misc]
        print(f"{FEW:,} customers, who rings, {words}: {ours:.1f} ms (at most {SEARCH_MS})")


def _list(desk: Desk, raw: sqlite3.Connection) -> None:
    for name, words, sort, sql in (
        (
            "by last purchase",
            "",
            "last_day",
            "SELECT customer_id FROM customer_sums ORDER BY last_day DESC, customer_id",
        ),
        (
            "by total amount",
            "",
            "amount",
            "SELECT customer_id FROM customer_sums ORDER BY amount DESC, customer_id",
        ),
        (
            "one word, by reading",
            "客9",
            "kana",
            "SELECT id FROM customer WHERE instr(search, '客9') ORDER BY name_order DESC, id",
        ),
        (
            "by member number",
            "",
            "member_no",
            "SELECT s.customer_id FROM customer_sums s CROSS JOIN customer c"
            " ON c.id = s.customer_id ORDER BY c.member_order DESC, s.customer_id",
        ),
    ):
        ours = _median(lambda w=words, s=sort: customers.find(desk, w, s, descending=True))  # type: ignore[misc]
        peer = _median(lambda q=sql: raw.execute(q).fetchall())  # type: ignore[misc]
        _say(f"customers, {name}", ours, peer)


def _buyers(look: Look, raw: sqlite3.Connection) -> None:
    quiet = [Filter("recency", (91, None)), Filter("purchases", (2, None))]
    quiet_day = AS_OF.toordinal() - 91
    for name, filters, sort, sql in (
        (
            "all by amount",
            [],
            "amount",
            "SELECT customer_id FROM customer_sums ORDER BY amount DESC, customer_id",
        ),
        (
            "quiet ones by last purchase",
            quiet,
            "last",
            f"SELECT customer_id FROM customer_sums WHERE last_day <= {quiet_day}"  # noqa: S608
            " AND purchases >= 2 ORDER BY last_day DESC, customer_id",
        ),
    ):
        ours = _median(lambda f=filters, s=sort: look.select(f, s, True))  # type: ignore[misc]
        peer = _median(lambda q=sql: raw.execute(q).fetchall())  # type: ignore[misc]
        _say(f"analysis, {name}", ours, peer)


def _paint(desk: Desk, look: Look) -> None:
    """From the ids to the first painted rows, as both pages do it."""
    from PySide6.QtWidgets import QApplication

    from crm_desk.desk.settings import Settings as Preferences
    from crm_desk.ui import theme
    from crm_desk.ui.analysis.columns import BuyerColumns
    from crm_desk.ui.common.column_table import ColumnTable
    from crm_desk.ui.common.windowed import WindowedModel
    from crm_desk.ui.common.workspace import Workspace
    from crm_desk.ui.customers.columns import CustomerColumns

    app = QApplication([])
    theme.load_fonts()
    workspace = Workspace(desk, Preferences(desk.path.with_suffix(".json")), "ja")
    theme.apply(app, workspace.theme)
    listed = customers.find(desk, "", "amount", descending=True).ids
    selected = look.select([], "amount", descending=True).ids
    for name, columns, fetch, ids in (
        (
            "customers",
            CustomerColumns().made(workspace),
            lambda some: customers.listed(desk, some),
            listed,
        ),
        (
            "analysis",
            BuyerColumns().made(workspace.texts, Money()),
            lambda some: buyers.rows(desk, look, some),
            selected,
        ),
    ):
        model = WindowedModel(columns, fetch)
        table = ColumnTable(workspace, name, name, model, fetch)
        table.resize(1100, 600)
        table.show()
        app.processEvents()
        paint = _median(lambda t=table, i=ids: _painted(t, i))  # type: ignore[misc]
        print(f"{name}: {len(ids):,} rows to first paint {paint:.0f} ms (at most {PAINT_MS})")
        table.close()
        table.deleteLater()
    workspace.close()


def _painted(table: Any, ids: Sequence[int]) -> None:
    table.show_ids(ids, None)
    table.viewport().grab()


def _say(name: str, ours: float, peer: float) -> None:
    limit = RATIO * peer + MORE_MS
    print(
        f"{name}: {ours:.0f} ms; SQLite alone {peer:.0f} ms, ratio {ours / peer:.2f}"
        f" (at most {limit:.0f} ms)"
    )


def _median(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Milliseconds, after one round that isn't counted."""
    work()
    found = []
    for _ in range(ROUNDS):
        start = clock()
        work()
        found.append(1000 * (clock() - start))
    return statistics.median(found)
