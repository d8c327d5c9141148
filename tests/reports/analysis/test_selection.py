"""Chosen customers as a workbook and as CSV, hostile names among them."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from crm_desk.desk.analysis import cache, documents
from crm_desk.desk.analysis.export import selection_book
from crm_desk.desk.desk import Desk
from crm_desk.desk.resources import texts
from crm_desk.domain.analysis.figures import AnalysisSettings, BuyerRow, Cluster
from crm_desk.domain.analysis.view import BuyerRecord, Filter, Selected
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.formulas import guarded
from crm_desk.domain.money import Money
from crm_desk.reports.analysis.selection_table import COLUMNS, SelectionBook
from crm_desk.reports.sheets.csv_text import LostCharacters
from tests.desk.making import DAY

HOSTILE = [
    "=1+1",
    "+81 90 1111 2222",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1+1",
    "＝1+1",
    '=HYPERLINK("http://x")',
    "=cmd|' /C calc'!A0",
    'a"b,c\nd',
    "#REF!",
    "",
]
BUYER = BuyerRow(
    customer=0,
    key="m:1",
    rank=1,
    purchases=4,
    amount=-1200,
    first=date(2026, 1, 5),
    last=date(2026, 6, 1),
    recency=29,
    tenure=147,
    gaps=3,
    interval=20.5,
    interval_ratio=29 / 20.5,
    tier=1,
    cluster=Cluster.TOP1,
    decile=1,
    r=5,
    f=3,
    m=2,
    subscribed=False,
)


def made(names: list[str], money: Money = Money(), buyer: BuyerRow = BUYER) -> SelectionBook:  # noqa: B008
    def rows() -> Iterator[BuyerRecord]:
        for number, name in enumerate(names, start=1):
            yield BuyerRecord(
                number, f"{number:05}", name, name, "a@example.jp", "09011112222", buyer
            )

    chosen = Selected([], len(names), Fraction(1, 3), 5000, Fraction(1, 2))
    people = range(1, len(names) + 1)
    return SelectionBook("Shop & Co", money, DAY, chosen, ["TOP10%", "R3×F2"], people, 0, rows)


def place(key: str) -> int:
    return [column.key for column in COLUMNS].index(key)


def lines(path: Path, encoding: str = "utf-8-sig") -> list[list[str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))


def test_csv_has_text_as_text_and_numbers_as_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    assert documents.save_selection(made(HOSTILE), texts("ja"), path) == ()
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    head, *rows = lines(path)
    assert len(head) == len(COLUMNS)
    assert [row[place("id")] for row in rows][:2] == ["00001", "00002"]
    for row, name in zip(rows, HOSTILE, strict=True):
        written = row[place("person")]
        assert written.removeprefix("'") == name
        assert not written.lstrip().startswith(("=", "+", "-", "@", "＝"))
        assert not written.startswith(("\t", "\r"))
        assert row[place("amount")] == "-1200"
        assert row[place("purchases")] == "4"
        assert row[place("first")] == "2026/01/05"
        assert row[place("interval")] == "20.5"
        assert row[place("ratio")] == "1.41"
        assert row[place("mark")] == texts("ja")("analysis_book.mark_past")


def test_csv_of_another_currency(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    documents.save_selection(made(["x"], Money("USD", 2)), texts("en"), path)
    assert lines(path)[1][place("amount")] == "-12.00"


def test_csv_of_unknown_intervals_is_empty_there(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    buyer = BUYER._replace(interval=None, interval_ratio=None)
    documents.save_selection(made(["x"], buyer=buyer), texts("ja"), path)
    assert lines(path)[1][place("interval") : place("ratio") + 1] == ["", ""]


def test_cp932_says_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    names = ["髙﨑", "𠮷田 𠮷𡈽", "森鷗外", "a〜b−c", "佐藤🍵"]
    lost = documents.save_selection(made(names), texts("ja"), path, "cp932")
    assert lost == (
        LostCharacters("𠮷田 𠮷𡈽", "𠮷𡈽"),
        LostCharacters("森鷗外", "鷗"),
        LostCharacters("佐藤🍵", "🍵"),
    )
    written = [row[place("person")] for row in lines(path, "cp932")[1:]]
    assert written == ["髙﨑", "〓田 〓〓", "森〓外", "a～b－c", "佐藤〓"]


@given(st.text(max_size=20))
def test_no_text_is_a_formula(text: str) -> None:
    written = guarded(text)
    assert written in (text, f"'{text}")
    assert not written.lstrip().startswith(("=", "+", "-", "@"))
    assert written[:1] not in ("\t", "\r", "\n")


@given(st.lists(st.text(max_size=12), max_size=4), st.sampled_from(["utf-8-sig", "cp932"]))
def test_any_name_can_be_written(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], encoding: str
) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    lost = documents.save_selection(made(names), texts("ja"), path, encoding)
    found = [row[place("person")] for row in lines(path, encoding)[1:]]
    assert len(found) == len(names)
    if encoding == "utf-8-sig":
        assert found == [guarded(name) for name in names]
    assert {entry.name for entry in lost} <= set(names)


def test_workbook_has_text_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert documents.save_selection(made(HOSTILE), texts("ja"), path) == ()
    customers, about = load_workbook(path).worksheets
    assert customers.auto_filter.ref == f"A1:S{len(HOSTILE) + 1}"
    for number, name in enumerate(HOSTILE, start=2):
        cell = customers.cell(number, place("person") + 1)
        assert cell.value == ({"": None, "\r=1": "\n=1"}.get(name, name))
        assert cell.data_type == ("n" if not name else "s")
        amount = customers.cell(number, place("amount") + 1)
        assert (amount.value, amount.data_type) == (-1200, "n")
        assert amount.number_format == '#,##0"円"'
        assert customers.cell(number, place("first") + 1).value == datetime(2026, 1, 5)  # noqa: DTZ001
    said = {row[0]: row[1] for row in about.iter_rows(values_only=True)}
    assert said["絞り込み"] == "TOP10%、R3×F2"
    assert said["人数"] == len(HOSTILE)
    assert said["累計購入金額に占める割合"] == 0.5


def test_a_selection_of_a_desk(sample: Desk, tmp_path: Path) -> None:
    look = cache.look(sample, AnalysisSettings())
    chosen = look.select([Filter("tier", 10), Filter("purchases", (3, None))], "last", True)
    book = selection_book(sample, look, chosen, texts("ja"), Money())
    # What is looked at afterwards doesn't change what was chosen.
    cache.look(sample, AnalysisSettings(), date(2025, 1, 1))
    path = tmp_path / "a.csv"
    for _ in range(2):
        documents.save_selection(book, texts("ja"), path)
        rows = lines(path)[1:]
        # One of them waits for an answer about a note.
        assert len(rows) == chosen.customers - book.left_out - len(book.waiting) > 50
        assert chosen.amount - sum(int(row[place("amount")]) for row in rows) in range(200_000)
    days = [row[place("last")] for row in rows]
    assert days == sorted(days, reverse=True)
    assert list(book.filters) == ["TOP10%", "購入3回以上"]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_what_was_there_stays_when_it_fails(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    path.write_bytes(b"before")

    def broken() -> Iterator[BuyerRecord]:
        raise OSError(28, "full")
        yield

    book = made(["x"])
    monkeypatch.setitem(book.__dict__, "rows", broken)
    with pytest.raises(ReportableError) as caught:
        documents.save_selection(book, texts("ja"), path)
    assert caught.value.key == "disk_full"
    assert path.read_bytes() == b"before"
    assert [entry.name for entry in tmp_path.iterdir() if entry.suffix == path.suffix] == [name]


def test_signs_that_shift_jis_turns_into_formulas_are_guarded(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    documents.save_selection(made(["\u22121+1"]), texts("ja"), path, "cp932")
    assert lines(path, "cp932")[1][place("person")].startswith("'")
