"""Quotation marks that are never closed, and cells that really hold line breaks."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.importing.reading import open_table
from crm_desk.importing.table import ReadOptions
from tests.importing.reading_aids import refusal, rows_of

HEAD = "注文番号,注文日,会員番号,商品名,数量,単価\n"


def made(path: Path, rows: str, head: str = HEAD) -> Path:
    path.write_text(head + rows, encoding="utf-8")
    return path


def told(path: Path, size: int = 50_000) -> list[tuple[int, str]]:
    with open_table(path) as table:
        return [entry for chunk in table.chunks(size) for entry in chunk.open_quotes]


def order(number: int, product: str = "茶", end: str = "\n") -> str:
    return f"{number},2026/1/{1 + number % 28},A{number},{product},1,{number * 1000}{end}"


SWALLOWING = {
    "closed by a later mark": order(1, '"限定タオル') + order(2) + order(3, '"赤タオル"'),
    "closed by the end of a later product": order(1, '"限定') + order(2) + order(3, '画面 24"'),
    "swallows one row": order(1, '"限定タオル') + order(2, '"赤タオル"') + order(3),
    "two in a row": order(1, '"限定') + order(2, '"赤') + order(3),
    "never closed": order(1) + order(2, '"限定') + order(3),
    "in the last row": order(1) + order(2) + order(3, '"限定'),
    "in the last row without an end": order(1) + order(2) + order(3, '"限定', end=""),
    "windows line ends": (order(1, '"限定') + order(2) + order(3, '"赤"')).replace("\n", "\r\n"),
}


@pytest.mark.parametrize("rows", SWALLOWING.values(), ids=SWALLOWING)
def test_no_row_vanishes_in_a_cell(tmp_path: Path, rows: str) -> None:
    path = made(tmp_path / "a.csv", rows)
    found = rows_of(path)
    assert [number for number, _ in found] == [2, 3, 4]
    assert [(cells[0], cells[5]) for _, cells in found] == [
        *(("1", "1000"), ("2", "2000"), ("3", "3000")),
    ]
    assert told(path)


def test_the_row_and_the_text_are_told(tmp_path: Path) -> None:
    rows = order(1) + order(2, '"限定タオル') + order(3) + order(4, '"赤"') + order(5)
    path = made(tmp_path / "a.csv", rows)
    assert told(path) == [(3, '"限定タオル,1,2000')]
    assert rows_of(path)[1][1][3] == '"限定タオル'


def test_it_works_at_any_place_in_a_large_file(tmp_path: Path) -> None:
    bad = {7, 999, 1_000, 1_001, 5_000}
    rows = "".join(order(n, '"限定' if n in bad else '"赤"') for n in range(1, 20_001))
    path = made(tmp_path / "a.csv", rows)
    assert [int(cells[0]) for _, cells in rows_of(path)] == list(range(1, 20_001))
    assert [number - 1 for number, _ in told(path)] == sorted(bad)


def test_one_that_swallows_megabytes_is_text(tmp_path: Path) -> None:
    rows = order(1, '"限定') + "".join(order(n) for n in range(2, 50_001))
    path = made(tmp_path / "a.csv", rows)
    assert len(rows_of(path)) == 50_000
    assert told(path) == [(2, '"限定,1,1000')]


REAL = {
    "an address": '1,2026/1/5,"東京都千代田区1-1\n第2ビル 301,北側",茶,1,500\n' + order(2),
    "in the first column": '"1\n(再)",2026/1/5,A1,茶,1,500\n' + order(2),
    "many commas": '1,2026/1/5,A1,"詰め合わせ\n茶,菓子,皿,壺,箸,椀\n以上",1,500\n' + order(2),
    "commas in the first line": '1,2026/1/5,A1,"茶,菓子,皿\n壺,箸,椀,盆,匙,布",1,500\n' + order(2),
    "with marks in it": '1,2026/1/5,A1,"大 ""特"" 茶\n以上",1,500\n' + order(2),
    "empty lines": '1,2026/1/5,A1,"茶\n\n\n",1,500\n' + order(2),
}


@pytest.mark.parametrize("rows", REAL.values(), ids=REAL)
def test_real_line_breaks_stay(tmp_path: Path, rows: str) -> None:
    path = made(tmp_path / "a.csv", rows)
    wanted = [tuple(row) for row in csv.reader(StringIO(rows, newline=""))]
    assert [cells for _, cells in rows_of(path)] == wanted
    assert told(path) == []


def test_a_note_at_the_end_that_looks_like_a_row_by_its_commas_stays(tmp_path: Path) -> None:
    rows = '1,2026/1/5,"昼に電話\n夜は不在,土日は可,玄関"\n2,2026/1/6,"なし"\n'
    path = made(tmp_path / "a.csv", rows, "番号,日付,備考\n")
    assert [number for number, _ in rows_of(path)] == [2, 3]
    assert told(path) == []


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        (order(1) + '2,2026/1/5,A2,"限定,タオル,1,1000\n' + order(3), 3),
        (order(1) + '2,2026/1/5,"A2,茶\n' + order(3) + order(4, '"赤"'), 3),
    ],
)
def test_where_neither_reading_gives_rows_the_row_is_told(
    tmp_path: Path, rows: str, row: int
) -> None:
    error = refusal(lambda: rows_of(made(tmp_path / "a.csv", rows)))
    assert (error.key, error.params["row"]) == ("import_open_quote", row)


cells = st.text(st.sampled_from('あい1,"\n /'), max_size=12)


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=5), st.integers(1, 5))
def test_what_csv_writes_stays_beside_values(
    tmp_path: Path, notes: list[tuple[str, str]], size: int
) -> None:
    """Rows with a number and a day are never torn from notes by whatever stands in these."""
    rows = [[str(n), "2026/1/5", one, "500", other, "済"] for n, (one, other) in enumerate(notes)]
    text = StringIO(newline="")
    csv.writer(text).writerows([["番号", "日付", "備考", "金額", "メモ", "状態"], *rows])
    path = tmp_path / "a.csv"
    path.write_bytes(text.getvalue().encode())
    found = rows_of(path, ReadOptions(delimiter=",", header_row=1), size)
    assert [list(row) for _, row in found] == rows
