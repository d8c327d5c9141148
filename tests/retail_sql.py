"""Online Retail's figures once more, by plain SQL over its rows (analysis.md, nothing of ours)."""

# ruff: noqa: S608 - only fixed words are put together

import csv
import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

# A price has at most three decimals; a line is rounded half away from zero to pence.
_LOAD = """
CREATE TABLE o AS SELECT number, min(customer) AS customer, min(day) AS day,
  sum((CASE WHEN q * mils < 0 THEN -1 ELSE 1 END) * ((abs(q * mils) + 5) / 10)) AS amount
FROM (SELECT number, nullif(customer, '') AS customer, substr(at, 1, 10) AS day,
        cast(quantity AS INT) AS q, cast(round(price * 1000) AS INT) AS mils FROM raw)
GROUP BY number;
CREATE INDEX by_customer ON o (customer, day);
CREATE TABLE b AS
WITH sums AS (
  SELECT customer, sum(amount > 0) AS n, sum(amount) AS m,
    min(CASE WHEN amount > 0 THEN day END) AS first, max(CASE WHEN amount > 0 THEN day END) AS last
  FROM o WHERE customer IS NOT NULL GROUP BY customer HAVING n > 0),
placed AS (
  SELECT *, row_number() OVER (ORDER BY m DESC, n DESC, last DESC, first, customer) AS place,
    count(*) OVER () AS size FROM sums)
SELECT *, julianday((SELECT max(day) FROM o)) - julianday(last) AS r,
  julianday(last) - julianday(first) AS tenure,
  m > 0 AND place <= (size + 99) / 100 AS top1,
  m > 0 AND place <= (size * 10 + 99) / 100 AS top10,
  m > 0 AND place <= (size * 20 + 99) / 100 AS top20
FROM placed;
CREATE TABLE gap AS
SELECT customer, julianday(day) - lag(julianday(day)) OVER (PARTITION BY customer ORDER BY day) AS d
FROM (SELECT DISTINCT customer, day FROM o WHERE amount > 0 AND customer IS NOT NULL);
DELETE FROM gap WHERE d IS NULL;
"""
_ONE = {
    "orders": "SELECT count(*) FROM o",
    "purchases": "SELECT sum(amount > 0) FROM o",
    "sales": "SELECT sum(amount) / 100.0 FROM o",
    "unidentified.orders": "SELECT count(*) FROM o WHERE customer IS NULL",
    "unidentified.sales": "SELECT sum(amount) / 100.0 FROM o WHERE customer IS NULL",
    "buyers": "SELECT count(*) FROM b",
    "kpi.repeat_rate": "SELECT sum(n >= 2) * 1.0 / count(*) FROM b",
    "kpi.mean_purchases": "SELECT sum(n) * 1.0 / count(*) FROM b",
    "kpi.mean_order_value": "SELECT sum(amount) / 100.0 / sum(amount > 0) FROM o",
    "kpi.interval_days.gaps": "SELECT count(*) FROM gap",
    "kpi.interval_days.mean": "SELECT sum(d) * 1.0 / count(*) FROM gap",
    "kpi.interval_days.median": "SELECT avg(d) FROM (SELECT d FROM gap ORDER BY d"
    " LIMIT 2 - (SELECT count(*) FROM gap) % 2 OFFSET ((SELECT count(*) FROM gap) - 1) / 2)",
    "kpi.interval_days.mean_per_customer": "SELECT avg(mean) FROM (SELECT avg(d) AS mean FROM gap"
    " GROUP BY customer)",
    "tenure_days_mean": "SELECT sum(tenure) / count(*) FROM b",
    "recency_days_mean": "SELECT sum(r) / count(*) FROM b",
}
_CLUSTERS = {
    "top1": "top1",
    "top10": "top10 AND NOT top1",
    "top20": "top20 AND NOT top10",
    "once": "NOT top20 AND n = 1",
    "two_three": "NOT top20 AND n IN (2, 3)",
    "four_plus": "NOT top20 AND n >= 4",
}
_BANDS = ((0, 30), (31, 60), (61, 90), (91, 180), (181, 365), (366, 99_999))


def retail_by_sql(path: Path) -> dict[str, float]:
    """Figure by its place in the JSON."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE raw (number, quantity, at, price REAL, customer)")
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            lines = csv.reader(file)
            header = next(lines)
            names = ("InvoiceNo", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID")
            at = [header.index(name) for name in names]
            connection.executemany(
                "INSERT INTO raw VALUES (?, ?, ?, ?, ?)",
                ([line[place] for place in at] for line in lines),
            )
        connection.executescript(_LOAD)
        return {name: connection.execute(sql).fetchone()[0] for name, sql in _questions().items()}


def _questions() -> dict[str, str]:
    found = dict(_ONE)
    for percent in (1, 10, 20):
        place = f"tiers.{percent}"
        found[f"{place}.customers"] = f"SELECT sum(top{percent}) FROM b"
        found[f"{place}.amount"] = f"SELECT sum(top{percent} * m) / 100.0 FROM b"
        found[f"{place}.share"] = f"SELECT sum(top{percent} * m) * 1.0 / sum(m) FROM b"
    for name, condition in _CLUSTERS.items():
        for key, what in (("customers", "1"), ("purchases", "n"), ("amount", "m / 100.0")):
            found[f"clusters.{name}.{key}"] = f"SELECT sum({what}) FROM b WHERE {condition}"
    for number, (first, last) in enumerate(_BANDS):
        sql = f"SELECT count(*) FROM b WHERE r BETWEEN {first} AND {last}"
        found[f"recency_bands.{number}.customers"] = sql
    for k in range(1, 10):
        found[f"conversion.{k - 1}.base"] = f"SELECT sum(n >= {k}) FROM b"
        found[f"conversion.{k - 1}.rate"] = f"SELECT sum(n > {k}) * 1.0 / sum(n >= {k}) FROM b"
    for days in (90, 180, 365):
        found[f"kpi.f2_within.{days}"] = (
            "SELECT avg(EXISTS (SELECT 1 FROM (SELECT day, row_number() OVER (ORDER BY day) AS i"
            "  FROM o WHERE o.customer = b.customer AND amount > 0)"
            f"  WHERE i = 2 AND julianday(day) - julianday(first) <= {days}))"
            f" FROM b WHERE r + tenure >= {days}"
        )
    return found
