"""CSV and TSV: every encoding, every delimiter, and what is odd about real files."""

import codecs
import csv
import gc
import os
import time
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.importing.reading import open_table, preview_file
from crm_desk.importing.table import ReadOptions
from tests.importing.reading_aids import refusal, refused, rows_of

HEADERS = ["注文番号", "注文日", "氏名", "金額"]
ROWS = [["00123", "R4.11.30", "髙橋①", "1,200"], ["NA", "2022/12/01", "", "▲300"]]
TABLE = [HEADERS, *ROWS]
DATA = Path(__file__).parents[3] / "shared" / "data"


def written(rows: list[list[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    text = StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    return text.getvalue()


def made(folder: Path, text: str, encoding: str = "utf-8", name: str = "a.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize(
    ("encoding", "found"),
    [("utf-8", "utf-8-sig"), ("utf-8-sig", "utf-8-sig"), ("cp932", "cp932"), ("utf-16", "utf-16")],
)
def test_a_file_is_found_out(
    tmp_path: Path, encoding: str, found: str, delimiter: str, end: str
) -> None:
    path = made(tmp_path, written(TABLE, delimiter, end), encoding)
    with open_table(path) as table:
        assert table.options == ReadOptions(found, delimiter, 1)
        assert list(table.headers) == HEADERS
        assert table.sheets == ()
    assert rows_of(path) == [(2, tuple(ROWS[0])), (3, tuple(ROWS[1]))]


def test_utf_16_of_the_other_order_and_without_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xfe\xff" + written(TABLE).encode("utf-16-be"))
    assert [cells for _, cells in rows_of(path)] == [tuple(row) for row in ROWS]
    for order in ("le", "be"):
        path.write_bytes(written(TABLE).encode(f"utf-16-{order}"))
        assert len(rows_of(path, ReadOptions(encoding=f"utf-16-{order}"))) == 2


def test_one_late_byte_decides(tmp_path: Path) -> None:
    text = "a,b\r\n" + "1,2\r\n" * 500_000 + "表,3\r\n"
    path = made(tmp_path, text, "cp932")
    assert preview_file(path).options.encoding == "cp932"
    assert rows_of(path)[-1] == (500_002, ("表", "3"))


@pytest.mark.parametrize("shift", range(4))
def test_characters_across_blocks(tmp_path: Path, shift: int) -> None:
    row = "表" * 60_000
    text = "a,b\n" + "x" * shift + ",\n" + f"{row},{row}\n" * 5
    for encoding in ("cp932", "utf-8", "utf-16"):
        found = rows_of(made(tmp_path, text, encoding), ReadOptions(header_row=1))
        assert [cells for _, cells in found][-5:] == [(row, row)] * 5


def test_euc_jp_is_asked_for(tmp_path: Path) -> None:
    text = written([HEADERS, ["1", "2022/11/30", "珈琲①号店、騒ぐ", "5"]] * 3)
    path = made(tmp_path, text, "euc_jis_2004")
    assert refusal(lambda: preview_file(path)).key == "encoding_unknown"
    seen = preview_file(path, ReadOptions(encoding="euc_jp"))
    assert seen.encoding_asked
    assert seen.headers == tuple(HEADERS)
    assert seen.rows[1][2] == "珈琲①号店、騒ぐ"
    assert not preview_file(
        made(tmp_path, text, "cp932"), ReadOptions(encoding="cp932")
    ).encoding_asked


def test_iso_2022_jp_is_asked_for(tmp_path: Path) -> None:
    path = made(tmp_path, written(TABLE).replace("髙", "高").replace("①", "1"), "iso2022_jp")
    assert refused(path) == "encoding_unknown"
    assert rows_of(path, ReadOptions(encoding="iso2022_jp"))[0][1][2] == "高橋1"


@pytest.mark.parametrize("name", ["shift_jis", "Shift_JIS", "sjis", "windows-31j"])
def test_shift_jis_means_cp932(tmp_path: Path, name: str) -> None:
    path = made(tmp_path, written(TABLE), "cp932")
    with open_table(path, ReadOptions(encoding=name)) as table:
        assert table.options.encoding == "cp932"


def test_a_wrong_choice_names_the_row(tmp_path: Path) -> None:
    path = made(tmp_path, written([["a", "b"]] * 3 + [["髙", "表"]]), "cp932")
    error = refusal(lambda: preview_file(path, ReadOptions(encoding="utf-8")))
    assert (error.key, error.params["row"]) == ("encoding_wrong", 4)
    assert (
        refusal(lambda: preview_file(path, ReadOptions(encoding="rot13"))).key
        == "encoding_not_offered"
    )


@pytest.mark.parametrize("tail", ["あ".encode()[:2], "表".encode("cp932")[:1]])
def test_half_a_character_at_the_end(tmp_path: Path, tail: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("氏名,金額\nあ,1\n".encode() + tail)
    assert refused(path) == "encoding_unknown"


def test_the_replacement_character_is_kept(tmp_path: Path) -> None:
    assert rows_of(made(tmp_path, "氏名,金額\n�,1\n")) == [(2, ("�", "1"))]


def test_rows_are_counted_as_a_spreadsheet_does(tmp_path: Path) -> None:
    text = '売上一覧\n\nid,name\n1,"a\r\nb"\n\n,,\n2,c\n'
    assert rows_of(made(tmp_path, text), ReadOptions(delimiter=",", header_row=3)) == [
        (4, ("1", "a\r\nb")),
        (7, ("2", "c")),
    ]


def test_ragged_rows(tmp_path: Path) -> None:
    path = made(tmp_path, "id,name,qty\n1,a,2\n2\n3,b,4,,\n4,c,5,,odd\n,x\n5,d,6\n")
    with open_table(path) as table:
        (chunk,) = table.chunks()
    assert list(chunk.numbers) == [2, 3, 4, 6, 7]
    assert [list(column) for column in chunk.columns] == [
        ["1", "2", "3", "", "5"],
        ["a", "", "b", "x", "d"],
        ["2", "", "4", "", "6"],
    ]
    assert chunk.too_long == [(5, "4,c,5,,odd")]


def test_chunks_have_their_size_and_their_place(tmp_path: Path) -> None:
    path = made(tmp_path, "id,name\n" + "".join(f"{n},x\n" for n in range(2_500)))
    with open_table(path) as table:
        chunks = list(table.chunks(1_200))
        again = [len(chunk.numbers) for chunk in table.chunks(1_000)]
    assert [len(chunk.numbers) for chunk in chunks] == [1_200, 1_200, 100]
    assert [chunk.numbers[0] for chunk in chunks] == [2, 1_202, 2_402]
    assert chunks[-1].position == 1.0
    assert again == [1_000, 1_000, 500]


def test_the_collector_is_back_between_chunks(tmp_path: Path) -> None:
    path = made(tmp_path, "id,name\n1,x\n2,y\n")
    with open_table(path) as table:
        assert [gc.isenabled() for _ in table.chunks(1)] == [True, True]


def test_wide_rows_come_in_smaller_chunks(tmp_path: Path) -> None:
    row = ",".join(["x"] * 500) + "\n"
    path = made(tmp_path, ",".join(["名"] * 500) + "\n" + row * 3_000)
    with open_table(path, ReadOptions(header_row=1)) as table:
        assert [len(chunk.numbers) for chunk in table.chunks()] == [2_000, 1_000]


@pytest.mark.parametrize("text", ["{}", "{}\n", "売上一覧\n\n{}\n\n,,,\n"])
def test_a_header_alone_says_that_it_has_no_rows(tmp_path: Path, text: str) -> None:
    path = made(tmp_path, text.format(",".join(HEADERS)))
    assert refusal(lambda: preview_file(path)).key == "import_no_rows"


def test_one_column(tmp_path: Path) -> None:
    path = made(tmp_path, "メール\na@example.jp\nb@example.jp\n", name="a.txt")
    assert rows_of(path) == [(2, ("a@example.jp",)), (3, ("b@example.jp",))]


def test_tabs_win_in_a_tsv(tmp_path: Path) -> None:
    text = "a,b,c\td,e,f\n1,2,3\t4,5,6\n"
    assert preview_file(made(tmp_path, text, name="a.tsv")).options.delimiter == "\t"
    assert preview_file(made(tmp_path, text, name="a.csv")).options.delimiter == ","


def test_amounts_with_commas_are_no_columns(tmp_path: Path) -> None:
    text = "番号\t氏名\t金額\n1\t山田\t1,200\n2\t鈴木\t3,400\n"
    assert preview_file(made(tmp_path, text)).options.delimiter == "\t"


def test_the_preview_has_what_stands_above(tmp_path: Path) -> None:
    path = made(tmp_path, "売上一覧\n作成日,2022/11/30\n\n" + written([*TABLE, *ROWS]))
    seen = preview_file(path, rows=5)
    assert seen.options.header_row == 4
    assert seen.rows[:3] == (("売上一覧",), ("作成日", "2022/11/30"), ())
    assert len(seen.rows) == 5
    assert seen.header_candidates[0] == 4
    assert 0 in seen.header_candidates
    assert seen.size == path.stat().st_size
    assert not seen.encoding_asked


def test_a_header_row_that_is_not_there(tmp_path: Path) -> None:
    path = made(tmp_path, written(TABLE))
    assert refused(path, ReadOptions(header_row=9)) == "import_header_row"
    assert refused(path, ReadOptions(header_row=-1)) == "import_header_row"


def test_text_that_is_called_a_workbook(tmp_path: Path) -> None:
    path = made(tmp_path, written(TABLE, "\t"), "cp932", name="a.xls")
    assert len(rows_of(path)) == 2


texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\r\n"),
    min_size=0,
    max_size=8,
)
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(texts, min_size=width, max_size=width), min_size=1, max_size=8)
)


@given(
    rows=tables,
    delimiter=st.sampled_from(",\t;|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp932", "utf-16"]),
    size=st.integers(1, 5),
)
def test_what_csv_writes_is_read_exactly(
    tmp_path: Path, rows: list[list[str]], delimiter: str, encoding: str, size: int
) -> None:
    if encoding == "cp932":
        rows = [[c.encode("cp932", "ignore").decode("cp932") for c in row] for row in rows]
    path = tmp_path / "a.csv"
    headers = ["見出し"] * len(rows[0])
    path.write_bytes(written([headers, *rows], delimiter).encode(encoding))
    options = ReadOptions(encoding, delimiter, 1)
    wanted = [(n, tuple(row)) for n, row in enumerate(rows, 2) if any(row)]
    if wanted:
        assert rows_of(path, options, size) == wanted
    else:
        assert refused(path, options) == "import_no_rows"


def test_a_million_rows_at_the_parsers_speed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    line = "A000001,2022/11/30,C00042,12345,緑茶,3,,u123456@example.jp\r\n"
    path.write_bytes(
        (",".join(f"見出し{n}" for n in "abcdefgh") + "\r\n" + line * 200_000).encode()
    )
    with path.open(encoding="utf-8", newline="") as file:
        started = time.process_time()
        rows = list(csv.reader(file))
        floor = time.process_time() - started
    del rows
    with open_table(path) as table:
        started = time.process_time()
        count = sum(len(chunk.numbers) for chunk in table.chunks())
    assert count == 200_000
    assert time.process_time() - started < 5 * floor


def test_deciding_the_encoding_of_a_large_file_decodes_no_plain_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is what makes it quick."""
    from crm_desk.importing import encodings

    decoded: list[int] = []

    class Counted(codecs.getincrementaldecoder("utf-8-sig")):  # type: ignore[misc]
        def decode(self, block: bytes, final: bool = False) -> str:
            decoded.append(len(block))
            return str(super().decode(block, final))

    monkeypatch.setattr(codecs, "getincrementaldecoder", lambda _name: Counted)
    path = tmp_path / "a.csv"
    path.write_bytes(b"A000001,2022/11/30,C00042,12345\r\n" * 3_000_000)
    assert encodings.encoding_of(path, None) == "utf-8-sig"
    assert sum(decoded) == 0
    os.truncate(path, 0)


@pytest.mark.skipif(not DATA.exists(), reason="../shared/data is not there")
@pytest.mark.parametrize(
    ("name", "encoding", "columns", "rows"),
    [
        ("shopify_orders_export", "utf-8-sig", 79, 16_929),
        ("eccube4_order", "cp932", 70, 17_375),
        ("base_orders", "cp932", 35, 16_929),
    ],
)
def test_files_of_carts(name: str, encoding: str, columns: int, rows: int) -> None:
    with open_table(DATA / "carts" / f"{name}.csv") as table:
        assert table.options == ReadOptions(encoding, ",", 1)
        assert len(table.headers) == columns
        chunks = list(table.chunks())
    assert sum(len(chunk.numbers) for chunk in chunks) == rows
    assert not any(chunk.too_long for chunk in chunks)
