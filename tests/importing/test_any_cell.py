"""Whatever stands in a file: read or refused with a sentence, and every row accounted for."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crm_desk.analysis.figures import analyse
from crm_desk.desk.analysis import orders
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.importing import batches
from crm_desk.desk.importing.file_layouts import look_at
from crm_desk.desk.importing.job import FileJob
from crm_desk.domain.analysis.figures import AnalysisSettings
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.choices import Choices
from crm_desk.importing.dates import DateOrder
from crm_desk.importing.layout import CUSTOMER_FIELDS, ORDER_FIELDS
from crm_desk.importing.matching import layout_by_hand
from crm_desk.importing.presets import preset_by_id
from crm_desk.importing.reading import open_table
from crm_desk.importing.table import ReadOptions
from tests.importing.shop_files import content, nothing_left
from tests.store.support import dump, tellable

HOSTILE = (
    '=HYPERLINK("http://x","y")', "+81", "@x", "-", "\t", "<img src=x>", "A<B", "R&D",
    "𠮷田 \U0001f600", "\u202eevil\u202c", "x" * 500, "9" * 500, "1e99", "-1e-99", "1,2,3", "NaN",
    "inf", "−１，２００", "無料", "'; DROP TABLE shop_order; --", "%s %(a)s {0}", "\x01\x02\x1f",
    "\x7f",
    "\ufeff", "\u2028", "\x85", "\x1c", "a\r\nb", "a\rb", '"', '""', "R99.1.1", "2022/2/30",
    "20221130", "44895", "00/00/00", "99999999999999", "999999999999999", "-999999999999999",
    "1000000000", "0", "00", "000", "|", "m:1", "e:", " ", "\u3000", "\ufffd", "合計", "total",
    "2024/05/01", "2024-05-01T23:59:59Z", "0001/01/01", "9999/12/31", "9999-12-31T23:59:59Z",
    "1", "100", "x3", "8%", "x@y.jp", "hana@example.jp", "03-1234-0001", "150-0001", "定期",
    "承諾", "JPY", "USD",
)  # fmt: skip
# What UTF-8 can't hold and a file with NULs, which is refused as a whole, are not meant.
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
CELLS = st.one_of(st.sampled_from(HOSTILE), ANY)
LIKELY = {
    "date": ["2024/05/01", "2024/05/02"],
    "quantity": ["1", "2"],
    "unit_price": ["100", "1,200"],
    "order_no": ["1", "2"],
    "customer": ["7", "8", ""],
}


@st.composite
def tables(draw: st.DrawFn, fields: tuple[str, ...]) -> list[list[str]]:
    """Likely rows, of which some cells are anything at all."""
    rows = [
        [draw(st.sampled_from(LIKELY[name])) if name in LIKELY else "" for name in fields]
        for _ in range(draw(st.integers(1, 4)))
    ]
    places = st.tuples(st.integers(0, len(rows) - 1), st.integers(0, len(fields) - 1), CELLS)
    for row, column, cell in draw(st.lists(places, max_size=12)):
        rows[row][column] = cell
    return rows


def file_of(folder: Path, fields: tuple[str, ...], rows: list[list[str]]) -> Path:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow([f"[{name}]" for name in fields])
    writer.writerows(rows)
    path = folder / "any.csv"
    path.write_bytes(out.getvalue().encode("utf-8"))
    return path


def job_of(path: Path, preset: str, fields: tuple[str, ...]) -> FileJob:
    looked = look_at(path, ReadOptions(encoding="utf-8", delimiter=",", header_row=1))
    places = {name: (at,) for at, name in enumerate(fields)}
    return FileJob(
        path, looked.options, layout_by_hand(preset_by_id(preset), looked.headers, places)
    )


def rows_read(job: FileJob) -> int:
    """Rows that are not empty, as the reader counts them."""
    with open_table(job.path, job.options) as table:
        return sum(len(c.numbers) + len(c.too_long) for c in table.chunks())


def brought_twice(
    folder: Path, preset: str, fields: tuple[str, ...], rows: list[list[str]]
) -> None:
    path = folder / "s.crmdesk"
    create_desk(path, "店")
    before = dump(path)
    choices = Choices(DateOrder.DMY)
    try:
        job = job_of(file_of(folder, fields, rows), preset, fields)
        with Desk(path) as desk:
            first = batches.run_in_process(desk, [job], "本店", choices)
    except ReportableError as error:
        tellable(error)
        assert dump(path) == before
        assert nothing_left(folder)
        return
    shown = content(path), dump(path)
    with Desk(path) as desk:
        again = batches.run_in_process(desk, [job], "本店", choices)
        loaded = orders.load(desk, "goods")
        analyse(loaded.orders, loaded.customers, None, AnalysisSettings())
    assert min(first.taken[1:9]) >= 0 <= min(again.taken[1:9])
    assert first.read == again.read == rows_read(job)
    assert again.taken.batch_id is None
    assert again.taken.accepted == 0
    assert again.taken.unchanged == first.taken.accepted + first.taken.unchanged
    assert (content(path), dump(path)) == shown
    with Desk(path) as desk:
        if first.taken.batch_id is not None:
            batches.revert_import(desk, first.taken.batch_id)
    assert not any(content(path).values())


FIELDS = tuple(name for name in ORDER_FIELDS if name != "time")


@settings(max_examples=70)
@given(rows=tables(FIELDS))
@example(rows=[["1", "2024/05/01", *[""] * 9, "1", "100", *[""] * 13]] * 2)
def test_orders(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    brought_twice(tmp_path_factory.mktemp("d"), "generic", FIELDS, rows)


@settings(max_examples=35)
@given(rows=tables(tuple(name for name in FIELDS if name != "order_no")))
def test_orders_without_numbers(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    fields = tuple(name for name in FIELDS if name != "order_no")
    brought_twice(tmp_path_factory.mktemp("d"), "generic", fields, rows)


@settings(max_examples=35)
@given(rows=tables(CUSTOMER_FIELDS))
def test_customers(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    brought_twice(tmp_path_factory.mktemp("d"), "generic_customers", CUSTOMER_FIELDS, rows)


@settings(max_examples=40)
@given(data=st.binary(max_size=400), text=ANY)
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes, text: str) -> None:
    """With one header line that is known, and without any."""
    folder = tmp_path_factory.mktemp("d")
    create_desk(folder / "s.crmdesk", "店")
    head = "注文番号,注文日,会員番号,金額\r\n1,2024/05/01,7,100\r\n"
    for given_bytes in (data, head.encode() + data, (head + text).encode()):
        path = folder / "any.csv"
        path.write_bytes(given_bytes)
        try:
            job = job_of(path, "generic", ())
            layout = layout_by_hand(preset_by_id("generic"), job.layout.headers, {})
            with Desk(folder / "s.crmdesk") as desk:
                job = FileJob(path, job.options, layout)
                outcome = batches.run_in_process(desk, [job], "本店", Choices())
        except ReportableError as error:
            tellable(error)
        else:
            assert outcome.read == rows_read(job)
