"""Real orders (../shared/data, see its README): known sums, plain SQL, published segments."""

import csv
import gzip
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from math import ceil
from pathlib import Path

import pytest

from crm_desk.analysis import rfm
from crm_desk.analysis.as_json import as_json
from crm_desk.analysis.table import buyer_rows
from crm_desk.domain.analysis.figures import AnalysisSettings, BuyerRow, Figures, Method
from tests.analysis.making import assert_agree, data, figures, studied
from tests.analysis.reference import Row

PENNY = Decimal("0.01")
# Score ranges of that package's own ten segments, the first that fits counts: R, F, M.
SEGMENTS = {
    "Champions": ((5, 5), (5, 5), (5, 5)),
    "Potential Loyalist": ((3, 5), (3, 5), (2, 5)),
    "Loyal Customers": ((2, 4), (2, 4), (2, 4)),
    "Promising": ((3, 4), (1, 3), (3, 5)),
    "New Customers": ((4, 5), (1, 3), (1, 5)),
    "Can't Lose Them": ((1, 2), (3, 4), (4, 5)),
    "At Risk": ((1, 2), (2, 5), (4, 5)),
    "Need Attention": ((1, 3), (3, 5), (3, 5)),
    "About To Sleep": ((2, 3), (1, 3), (1, 4)),
    "Lost": ((1, 1), (1, 5), (1, 5)),
}


@cache
def small(path: Path) -> tuple[tuple[str, date, int], ...]:
    """Rows as they are in the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            (line["customer_id"], date.fromisoformat(line["order_date"]), int(line["revenue"]))
            for line in csv.DictReader(file)
        )


def by_day(path: Path) -> list[Row]:
    """Without an order number, one customer and day are one order."""
    sums: defaultdict[tuple[str, date], int] = defaultdict(int)
    for customer, day, amount in small(path):
        sums[customer, day] += amount
    return [Row(customer, day, amount) for (customer, day), amount in sums.items()]


@cache
def retail(path: Path) -> tuple[Row, ...]:
    """Invoices in pence; the day is that of the invoice's first line."""
    amounts: defaultdict[str, int] = defaultdict(int)
    heads: dict[str, tuple[str | None, date]] = {}
    prices: dict[str, Decimal] = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            price = prices.setdefault(line["UnitPrice"], Decimal(line["UnitPrice"]))
            amount = (int(line["Quantity"]) * price).quantize(PENNY, ROUND_HALF_UP)
            number = line["InvoiceNo"]
            amounts[number] += int(amount.scaleb(2))
            day = date.fromisoformat(line["InvoiceDate"][:10])
            heads.setdefault(number, (line["CustomerID"] or None, day))
    return tuple(Row(*heads[number], amount) for number, amount in amounts.items())


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("as_of", [None, date(2006, 12, 31), date(2005, 6, 30)])
def test_small_shop_agrees(method: Method, as_of: date | None) -> None:
    rows = by_day(data("rfm_data_orders.csv"))
    assert len(rows) == 4895
    found = assert_agree(rows, {}, as_of, AnalysisSettings(method=method))
    if as_of is None or as_of.year == 2006:
        assert found.orders.sales == found.amount == 464_158
        assert (found.orders.orders, found.orders.purchases, found.buyers) == (4895, 4895, 995)
        assert [tier.customers for tier in found.tiers] == [10, 100, 199]


def test_segments_are_those_published() -> None:
    """Its bounds as ours: lower bounds are quantile + 1, and its R counts days from there too."""
    rows = [Row(*line) for line in small(data("rfm_data_orders.csv"))]
    table = studied(rows, None, date(2006, 12, 31))[0].table
    bounds = AnalysisSettings(
        r=tuple(ceil(cut) for cut in rfm.quantiles(table.recency)),
        f=tuple(cut + 1 for cut in rfm.quantiles(table.purchases)),
        m=tuple(cut + 1 for cut in rfm.quantiles(table.amount)),
    )
    analysis, keys = studied(rows, None, date(2006, 12, 31), bounds)
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in buyer_rows(analysis, keys):
        for place, value in enumerate((1, row.purchases, row.amount)):
            sums[segment(row)][place] += value
    with data("published_segment_summary.csv").open(encoding="utf-8", newline="") as file:
        published = {
            line["segment"]: [int(line[name]) for name in ("customers", "orders", "revenue")]
            for line in csv.DictReader(file)
        }
    assert sums == published


def segment(row: BuyerRow) -> str:
    for name, ranges in SEGMENTS.items():
        scores = zip((row.r, row.f, row.m), ranges, strict=True)
        if all(low <= score <= high for score, (low, high) in scores):
            return name
    return "Others"


@pytest.mark.parametrize("method", Method)
def test_a_year_of_retail_agrees(method: Method) -> None:
    rows = retail(data("online_retail_full.csv.gz"))
    found = assert_agree(rows, {}, None, AnalysisSettings(method=method))
    assert found.orders.sales == 974_774_793
    assert as_json(found, preset="generic", currency="GBP", digits=2, rows={})["sales"] == (
        9_747_747.93
    )
    assert found.orders.orders == len(rows) == 25_900
    assert found.orders.unidentified == sum(row.customer is None for row in rows)
    assert (found.data_from, found.data_to) == (date(2010, 12, 1), date(2011, 12, 9))


def test_plain_sql_agrees() -> None:
    rows = retail(data("online_retail_full.csv.gz"))
    found = figures(rows)
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE o (customer TEXT, day TEXT, amount INT)")
    connection.executemany(
        "INSERT INTO o VALUES (?, ?, ?)", [(r.customer, r.day.isoformat(), r.amount) for r in rows]
    )
    connection.execute("CREATE INDEX by_customer ON o (customer)")
    connection.execute(BUYERS_SQL)
    said = [list(connection.execute(sql).fetchone()) for sql in CHECKS_SQL]
    clusters = list(connection.execute(CLUSTERS_SQL))
    connection.close()
    assert said == list(expected(found))
    assert clusters == sorted(
        (name.value, group.customers, group.purchases, group.amount)
        for name, group in found.clusters.items()
    )


def expected(found: Figures) -> Iterator[list[int]]:
    yield [found.buyers, found.purchases, found.amount, found.repeaters]
    yield [found.recency_days, found.tenure_days]
    yield [found.orders.purchases, found.orders.sales, found.orders.unidentified]
    yield [found.intervals.gaps, found.intervals.days]
    for within in found.f2_within:
        yield [within.base, within.again]


# julianday of a date without time ends in .5, so differences are whole.
BUYERS_SQL = """
CREATE TABLE b AS
WITH sums AS (
  SELECT customer, sum(amount > 0) AS n, sum(amount) AS m,
         min(CASE WHEN amount > 0 THEN day END) AS first,
         max(CASE WHEN amount > 0 THEN day END) AS last
  FROM o WHERE customer IS NOT NULL GROUP BY customer HAVING n > 0),
ranked AS (
  SELECT *, row_number() OVER (ORDER BY m DESC, n DESC, last DESC, first, customer) AS place,
         count(*) OVER () AS size
  FROM sums)
SELECT *, (SELECT max(day) FROM o) AS as_of,
  CASE WHEN m > 0 AND place <= (size + 99) / 100 THEN 'top1'
       WHEN m > 0 AND place <= (size * 10 + 99) / 100 THEN 'top10'
       WHEN m > 0 AND place <= (size * 20 + 99) / 100 THEN 'top20'
       WHEN n = 1 THEN 'once' WHEN n <= 3 THEN 'two_three' ELSE 'four_plus' END AS cluster
FROM ranked"""
CLUSTERS_SQL = "SELECT cluster, count(*), sum(n), sum(m) FROM b GROUP BY cluster ORDER BY cluster"
CHECKS_SQL = [
    "SELECT count(*), sum(n), sum(m), sum(n > 1) FROM b",
    "SELECT cast(sum(julianday(as_of) - julianday(last)) AS INT),"
    " cast(sum(julianday(last) - julianday(first)) AS INT) FROM b",
    "SELECT sum(amount > 0), sum(amount), sum(customer IS NULL) FROM o",
    """SELECT count(gap), cast(sum(gap) AS INT) FROM (
      SELECT julianday(day) - lag(julianday(day)) OVER (PARTITION BY customer ORDER BY day) AS gap
      FROM (SELECT DISTINCT customer, day FROM o WHERE amount > 0 AND customer IS NOT NULL))""",
    *(
        f"""SELECT count(*), sum(EXISTS (
          SELECT 1 FROM (SELECT day, row_number() OVER (ORDER BY day) AS i FROM o
                         WHERE o.customer = b.customer AND amount > 0)
          WHERE i = 2 AND julianday(day) - julianday(first) <= {days}))
        FROM b WHERE julianday(as_of) - julianday(first) >= {days}"""  # noqa: S608
        for days in (90, 180, 365)
    ),
]
