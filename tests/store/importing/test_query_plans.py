"""What is worked out for some customers or orders never walks along a whole table of the desk."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.importing import batches
from crm_desk.store.customers import sums
from tests.importing.shop_files import bring, write

LARGE = ("customer", "customer_facts", "shop_order", "order_line")
WHOLE = {
    "SELECT count(*), coalesce(max(id), 0) FROM customer": "counts everyone, twice an import",
    "SELECT count(*) FROM shop_order": "counts all orders, twice when imports are taken back",
    "INSERT INTO customer_sums": "worked out anew, once an import",
    "SELECT id FROM product WHERE subscription IS NULL": "which products nobody bought any more",
    "DELETE FROM product": "a product without lines; an index is made where they are many",
    "INSERT OR IGNORE INTO product": "a check of foreign keys that is passed over",
    "DELETE FROM source": "once when imports are taken back; there are a few sources",
}
"""Statements that see a whole table, by their beginning, and why they may."""
_KINDS = ("SELECT", "WITH", "INSERT", "UPDATE", "DELETE")


class Explained(sqlite3.Connection):
    """A connection that asks, before each statement, how SQLite will find its rows."""

    plans: dict[str, set[str]] = {}

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        self._explain(sql, *values)
        return super().execute(sql, *values)

    def executemany(self, sql: str, rows: Any) -> sqlite3.Cursor:
        all_rows = list(rows)
        if all_rows:
            self._explain(sql, all_rows[0])
        return super().executemany(sql, all_rows)

    def _explain(self, sql: str, *values: Any) -> None:
        said = " ".join(sql.split())
        if said.startswith(_KINDS):
            found = super().execute(f"EXPLAIN QUERY PLAN {sql}", *values)
            self.plans.setdefault(said, set()).update(row[3] for row in found)


@pytest.fixture(params=[False, True], ids=["as it is", "with figures of the tables"])
def desk(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    """A desk with some thousand orders, whose statements are explained from here on."""
    path = tmp_path / "s.crmdesk"
    create_desk(path, "店")
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Explained))
    with Desk(path) as opened:
        bring(opened, write(tmp_path, rows(range(12_000))))
        if request.param:
            opened.store.write(lambda connection: connection.execute("ANALYZE"))
        Explained.plans.clear()
        yield opened


def rows(places: Sequence[int], amount: int = 0) -> list[dict[str, object]]:
    return [
        {
            "注文番号": f"N{at // 3}",
            "注文日": "2024/05/01",
            "会員番号": f"{at // 6}" if at % 12 else "",
            "氏名": f"山田{at // 6}",
            "メールアドレス": f"a{at // 6}@example.jp",
            "商品名": f"茶{at % 50 if at < 12_000 else at}",
            "金額": amount or at % 1000 + 1,
        }
        for at in places
    ]


def scans() -> dict[str, list[str]]:
    """Walks along large tables in statements that have no reason for them."""
    aliases = "|".join(("c", "f", "o", "l", *LARGE))
    whole = re.compile(rf"SCAN ({aliases})\b(?! USING)|SCAN ({'|'.join(LARGE)})\b")
    found = {}
    for sql, plan in Explained.plans.items():
        # `SCAN l` and `SCAN c` of a staging file's tables are what an import is about.
        large = [
            step for step in plan if whole.match(step) and _table(sql, step.split()[1]) in LARGE
        ]
        if large and not sql.startswith(tuple(WHOLE)):
            found[sql] = large
    return found


def _table(sql: str, name: str) -> str:
    """The table that a name in a statement stands for; `staging.line` is no table of the desk."""
    named = re.search(rf"(?:FROM|JOIN) ([\w.]+) {name}\b", sql)
    return named[1] if named else name


def test_an_import_and_taking_it_back_look_up_what_they_are_about(
    desk: Desk, tmp_path: Path
) -> None:
    changed = [*rows(range(600), 7), *rows(range(12_000, 12_600))]
    outcome = bring(desk, write(tmp_path, changed))
    people = [{"会員番号": f"{at}", "氏名": "髙橋", "電話": "03-1234-5678"} for at in range(600)]
    listed = bring(desk, write(tmp_path, people, "people.csv"))
    ids = [one.taken.batch_id for one in (listed, outcome)]
    batches.revert_imports(desk, [id_ for id_ in ids if id_ is not None])
    assert len(Explained.plans) > 40
    assert any("WITH said AS" in sql for sql in Explained.plans), "shared contacts"
    assert scans() == {}


def test_customers_that_are_worked_out_again_are_looked_up(desk: Desk) -> None:
    desk.store.write(lambda connection: sums.refresh(connection, range(1, 500)))
    assert Explained.plans
    assert scans() == {}


def test_every_reason_is_for_a_statement_that_there_is(desk: Desk, tmp_path: Path) -> None:
    outcome = bring(desk, write(tmp_path, rows(range(12_000, 12_600))))
    assert outcome.taken.batch_id is not None
    batches.revert_import(desk, outcome.taken.batch_id)
    for beginning in WHOLE:
        assert any(sql.startswith(beginning) for sql in Explained.plans), beginning
