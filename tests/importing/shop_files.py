"""Small files of orders, imported as a person would, and what a desk then holds."""

# ruff: noqa: S608 - only fixed words are put together

import csv
import io
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from crm_desk.desk.analysis.from_files import Request, analyze, as_json
from crm_desk.desk.desk import Desk, latest_today
from crm_desk.desk.importing import batches, staged_files
from crm_desk.desk.importing.file_layouts import layout_of
from crm_desk.desk.importing.job import FileJob
from crm_desk.desk.importing.worker import assemble
from crm_desk.importing.answers import UNANSWERED, Answers
from crm_desk.importing.choices import Choices
from crm_desk.importing.findings import Findings
from crm_desk.importing.table import ReadOptions

Row = Mapping[str, object]
TABLES = (
    "source",
    "customer",
    "customer_facts",
    "customer_sums",
    "product",
    "shop_order",
    "order_line",
    "import_batch",
    "import_issue",
    "parted",
)
"""What holds nothing as long as nothing is imported."""


def text_of(rows: Sequence[Row]) -> str:
    """The rows as CSV under the keys of all of them."""
    headers = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headers)
    # A row of empty cells only would be no row.
    writer.writerows([[row.get(name, "") for name in headers] for row in rows])
    return out.getvalue()


def write(folder: Path, rows: Sequence[Row], name: str = "orders.csv") -> Path:
    """A UTF-8 file of these rows."""
    path = folder / name
    path.write_bytes(text_of(rows).encode("utf-8"))
    return path


def job(
    path: Path, preset: str = "", mapping: Mapping[str, Sequence[str]] | None = None
) -> FileJob:
    """The file as it is read when nobody changes anything but `preset` and `mapping`."""
    options, layout = layout_of(path, ReadOptions(), preset, mapping or {})
    return FileJob(path, options, layout)


def bring(
    desk: Desk, *files: Path | FileJob, source: str = "本店", choices: Choices | None = None
) -> batches.Outcome:
    """Import the files as one import, in this process."""
    jobs = [job(file) if isinstance(file, Path) else file for file in files]
    outcome = batches.run_in_process(desk, jobs, source, choices or Choices())
    taken = outcome.taken
    assert min(taken[1:9]) >= 0
    return outcome


def found_in(path: Path, answers: Answers = UNANSWERED, preset: str = "") -> Findings:
    """What reading a file finds, in this process."""
    files = [replace(job(path, preset), answers=answers)]
    staging = path.with_suffix(".part")
    try:
        choices = Choices(today=latest_today().toordinal())
        return assemble(files, choices, staging, today=choices.today or 0, most_rows=1000).findings
    finally:
        staged_files.discard(staging)


def figures(*files: Path, answers: Answers = UNANSWERED, **more: Any) -> dict[str, Any]:
    """What `analyze` says of files; `more` as in `from_files.Request`."""
    return as_json(analyze(Request(files, answers=answers, **more)), "JPY")


class Order(NamedTuple):
    """One current order of a desk."""

    number: str
    customer: str | None
    goods: int
    total: int
    discount: int
    refund: int
    shipping: int
    void: bool
    incomplete: bool
    lines: tuple[int | None, ...]


def orders(desk: Desk) -> list[Order]:
    """The current orders, by key; the customer by its key without the source."""
    found = desk.store.read(
        lambda connection: connection.execute(
            "SELECT o.id, o.number, c.key, o.goods, o.total, o.discount, o.refund, o.shipping,"
            " o.void, o.incomplete FROM shop_order o LEFT JOIN customer c ON c.id = o.customer_id"
            " WHERE o.current ORDER BY o.key"
        ).fetchall()
    )
    lines: dict[int, list[int | None]] = {row[0]: [] for row in found}
    for id_, amount in desk.store.read(
        lambda connection: connection.execute(
            "SELECT order_id, amount FROM order_line ORDER BY order_id, line"
        ).fetchall()
    ):
        lines.get(id_, []).append(amount)
    return [
        Order(
            *(number, _without_source(key), goods, total, discount, refund, shipping),
            void=bool(void),
            incomplete=bool(incomplete),
            lines=tuple(lines[id_]),
        )
        for id_, number, key, goods, total, discount, refund, shipping, void, incomplete in found
    ]


def _without_source(key: str | None) -> str | None:
    return f"m:{key.split(':', 2)[2]}" if key and key.startswith("m:") else key


def only(desk: Desk) -> Order:
    """The desk's one order."""
    (order,) = orders(desk)
    return order


def reasons(outcome: batches.Outcome) -> list[tuple[int, str]]:
    """(row, reason) of the table of issues."""
    return [(issue.row, issue.reason) for issue in outcome.issues]


def content(path: Path) -> dict[str, list[Any]]:
    """What a closed desk shows of orders and customers, whatever its ids and times are."""
    with closing(sqlite3.connect(path)) as connection:
        return {name: sorted(connection.execute(sql), key=repr) for name, sql in _CONTENT.items()}


_KEY = (
    "CASE WHEN {c}.key LIKE 'm:%' THEN (SELECT label FROM source WHERE id = {c}.source_id) ||"
    " substr({c}.key, 2 + instr(substr({c}.key, 3), ':') + 1) ELSE {c}.key END"
)
_SHOWN = (
    "c.member_no, c.name, c.kana, c.email, c.phone, c.postcode, c.address, c.birthday, c.consent,"
    " c.consent_day, c.consent_source, c.referrer, c.note, c.opening_purchases, c.opening_amount,"
    " c.opening_first, c.opening_last, c.opening_lifetime, c.email_key, c.phone_digits,"
    " c.folded_name, c.folded_address, c.search, c.mall_email, c.excluded, c.joined_by"
)
_CONTENT = {
    "orders": (
        f"SELECT s.label, o.key, {_KEY.format(c='c')}, o.number, o.day, o.goods, o.total,"
        " o.discount, o.refund, o.shipping, o.status, o.void, o.subscription, o.incomplete,"
        " hex(o.fingerprint), (SELECT group_concat(l.line || ' ' || p.code || ' ' || p.name || ' '"
        " || coalesce(l.quantity, '-') || ' ' || coalesce(l.amount, '-'), x'0a') FROM order_line l"
        " JOIN product p ON p.id = l.product_id WHERE l.order_id = o.id)"
        " FROM shop_order o JOIN source s ON s.id = o.source_id"
        " LEFT JOIN customer c ON c.id = o.customer_id WHERE o.current"
    ),
    "customers": (
        f"SELECT {_KEY.format(c='c')}, {_SHOWN}, {_KEY.format(c='j')}"
        " FROM customer c LEFT JOIN customer j ON j.id = c.joined_to"
    ),
    "sums": (
        f"SELECT {_KEY.format(c='c')}, t.purchases, t.amount, t.first_day, t.last_day"
        " FROM customer_sums t JOIN customer c ON c.id = t.customer_id"
    ),
    "products": "SELECT code, name FROM product",
    "sources": "SELECT label FROM source",
}


def rows_in(path: Path) -> dict[str, int]:
    """How many rows each table of a closed desk holds that an import fills."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in TABLES
        }


def nothing_left(folder: Path) -> bool:
    """No file of an import in the making lies there."""
    return not [entry for entry in folder.iterdir() if ".import" in entry.name]
