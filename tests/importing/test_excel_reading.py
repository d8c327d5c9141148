"""Workbooks: cells become the texts that a file would hold, rows keep their numbers."""

import base64
import time
import zipfile
import zlib
from datetime import date, datetime, timedelta
from datetime import time as clock
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from python_calamine import CalamineWorkbook

from crm_desk.importing.reading import open_table, preview_file
from crm_desk.importing.table import ReadOptions
from crm_desk.importing.workbook_cells import text_of, texts_of
from tests.importing.reading_aids import refusal, refused, rows_of

# Made by xlwt 1.3: 注文番号, 日付, 金額; 00123, 2022-11-30, 1200; A1, 2022-12-01, 0.5.
XLS = (
    "c-rk)O-NKx6#nk>jq}4ee~y6$G6-3jq?4OA`Z7pY4pxgKg3@LdrH(Pw!WL!P&?+d}RJ0Ln(Z*`i4<%Hqpum0>g%"
    "HdXLC~rwYN7Kw=gb=$YXS#KNZvQxbMHOpe(#>S_nv$2d(UQrnaP`VS^R<yR3K-%QCXx@l-z|%0Ax2!E*5eZCDX=#"
    "1-FYPveJQjRZpEfhdkd|Xt<$2BniBwv=2uR8%ZW2D~RplL%(7l+DR&0A&n2U;#ElGL6OxWuS?7OBDaa=tjKn1n^A"
    "i)Ys8wiTC2EEYY>|c{M_5ZnG;PEHF(Uc_~bd2Z|gv3>QMjCYBAL7UQB^zx;v3fq`2<KRd|3=Ld)=QOFW)Im{!3Qz"
    "M2u>OCj7JL~Q-a>J>=;eW~902fd3Xv6S9jLVrQifiai|B&yQzqDyCsrat$1V)NKcYXy>Ys1HMD5{Hj{+f7a1Ctk-"
    "Wdw#y>A{kp-qg&c2WICfBJ{4pa2`t$~swBF+B;)W)IVdp}AaCcdeR|O|&}-}$&6u1V`SWERdj}Jzm_cNpSSl7}lQ"
    "1@k9G9oAm2#cPF!@b+V{eUB=$eo=r^VVx{j>>Q8taS78>pQAxbseZ`kk?n%G2H1<KgL7#v~eO1mnc#-vpXfv$}kV"
    "an~s1%G!(Gh^+l>Uvg;y%XiZ{MEzLcfFlG&=4(7UYO$tSW5sM$f~|zj<1s`1vv(n!m|@nV5VM)5mEdW@(=8s4Of|"
    "-Z_e6T_&_cMyjc5=32@h=8uwlc74I4IWtQIJ__vP=_x^?g8+q={HuCqWXXMZMHwb+Fb`W>Zr#2rXdp2BEZ>t_uds"
    "_-neOitl@A!85qp28po#E-$U*Dt-rsN(;#Y+~T=g;2Tu=gRT(ANT(Q5*g$g"
)


OPENS_IT = "ひみつ"


def saved(book: openpyxl.Workbook, path: Path) -> Path:
    book.save(path)
    return path


def made(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    return saved(book, path)


def encrypted(path: Path, password: str) -> Path:
    from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]

    plain, closed = BytesIO(path.read_bytes()), BytesIO()
    OOXMLFile(plain).encrypt(password, closed)
    path.write_bytes(closed.getvalue())
    return path


def messy(path: Path) -> Path:
    """What a shop keeps by hand: titles, merged headers, every way to write a date or an amount."""
    book = openpyxl.Workbook()
    book.create_sheet("集計", 0)
    sheet = book.worksheets[1]
    sheet.title = "売上"
    sheet["B2"] = "みずほ茶舗 売上台帳"
    sheet.merge_cells("B2:G2")
    sheet["F3"] = "作成日"
    sheet["G3"] = date(2022, 12, 5)
    for place, text in {
        "B5": "受注番号", "C5": "お客様", "E5": "注文", "B6": None, "C6": "氏名", "D6": "電話",
        "E6": "日付", "F6": "金額", "G5": "備考",
    }.items():  # fmt: skip
        sheet[place] = text
    for place in ("B5:B6", "C5:D5", "E5:F5", "G5:G6"):
        sheet.merge_cells(place)
    rows: list[list[object]] = [
        ["00123", "髙橋 花子", "03-1234-5678", "R4.11.30", "▲1,200", None],
        ["00124", "山﨑 一郎", "０６－１２３４－５６７８", date(2022, 11, 30), 1200, "常連"],
        [125, "渡邉", None, datetime.fromisoformat("2022-12-01 09:00:00"), 1200.5, "=1+1"],
        [None] * 6,
        ["00126", "𠮷田", "03-1", "令和4年12月2日", "￥１，２００", True],
    ]
    rows.append(["合計", None, None, None, 3601, None])
    for number, row in enumerate(rows, 7):
        for column, value in enumerate(row, 2):
            sheet.cell(number, column).value = value  # type: ignore[assignment]
    return saved(book, path)


def test_a_messy_workbook(tmp_path: Path) -> None:
    path = messy(tmp_path / "台帳.xlsx")
    seen = preview_file(path)
    assert seen.sheets == ("集計", "売上")
    assert seen.options == ReadOptions(sheets=("売上",), header_row=6)
    assert seen.headers == (
        *("受注番号", "お客様 氏名", "お客様 電話", "注文 日付", "注文 金額", "備考"),
    )
    assert seen.rows[1][0] == "みずほ茶舗 売上台帳"
    assert rows_of(path) == [
        (7, ("00123", "髙橋 花子", "03-1234-5678", "R4.11.30", "▲1,200", "")),
        (8, ("00124", "山﨑 一郎", "０６－１２３４－５６７８", "2022-11-30", "1200", "常連")),
        (9, ("125", "渡邉", "", "2022-12-01 09:00:00", "1200.5", "")),
        (11, ("00126", "𠮷田", "03-1", "令和4年12月2日", "￥１，２００", "TRUE")),
        (12, ("合計", "", "", "", "3601", "")),
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (3.0, "3"),
        (-3.0, "-3"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (4901234567894.0, "4901234567894"),
        (1e20, "100000000000000000000"),
        (float("nan"), ""),
        (5, "5"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2022, 11, 30), "2022-11-30"),
        (datetime.fromisoformat("2022-11-30 09:00:00"), "2022-11-30 09:00:00"),
        (datetime.fromisoformat("2022-11-30 08:59:59.999997"), "2022-11-30 09:00:00"),
        (clock(9, 5), "09:05:00"),
        (timedelta(hours=26, minutes=30), "26:30:00"),
        ("  x\n", "  x\n"),
        ("NA", "NA"),
    ],
)
def test_cells_as_texts(cell: object, text: str) -> None:
    assert text_of(cell) == text  # type: ignore[arg-type]
    assert texts_of([cell, "", cell]) == [text, "", text]  # type: ignore[list-item]


def test_equal_cells_of_other_kinds_stay_apart() -> None:
    assert texts_of([1.0, True, 1, "1", 0, False]) == ["1", "TRUE", "1", "1", "0", "FALSE"]


def test_errors_and_formulas_without_a_result_are_empty(tmp_path: Path) -> None:
    rows: list[list[object]] = [["番号", "金額"], ["a", "#N/A"], ["b", "=1/0"], ["c", 5]]
    assert rows_of(made(tmp_path / "a.xlsx", rows)) == [
        (2, ("a", "")),
        (3, ("b", "")),
        (4, ("c", "5")),
    ]


def test_dates_from_1904_on(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet.append(["番号", "日付"])
    sheet.append(["a", date(2022, 11, 30)])
    assert rows_of(saved(book, tmp_path / "a.xlsx")) == [(2, ("a", "2022-11-30"))]


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.csv", "a"])
def test_a_workbook_by_any_name(tmp_path: Path, name: str) -> None:
    inner = made(tmp_path / "b.xlsx", [["番号", "氏名"], ["001", "山田"]])
    path = inner.rename(tmp_path / name)
    assert rows_of(path) == [(2, ("001", "山田"))]


def test_xls(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(zlib.decompress(base64.b85decode(XLS)))
    assert preview_file(path).sheets == ("売上",)
    assert preview_file(path).headers == ("注文番号", "日付", "金額")
    assert rows_of(path) == [(2, ("00123", "2022-11-30", "1200")), (3, ("A1", "2022-12-01", "0.5"))]


def ods(path: Path, table: str) -> Path:
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
        packed.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def ods_row(*texts: str) -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{t}</text:p></table:table-cell>'
        for t in texts
    )
    return f"<table:table-row>{cells}</table:table-row>"


def test_ods_with_the_empty_rest_of_the_sheet(tmp_path: Path) -> None:
    rest = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    path = ods(tmp_path / "a.ods", ods_row("番号", "氏名") + ods_row("001", "山田") + rest)
    assert rows_of(path) == [(2, ("001", "山田"))]


def test_sheets_are_chosen(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("一", "二"):
        sheet = book.create_sheet(name)
        sheet.append(["番号", "氏名"])
        sheet.append([name, "x"])
    path = saved(book, tmp_path / "a.xlsx")
    assert preview_file(path).sheets == ("Sheet", "一", "二")
    assert rows_of(path) == [(2, ("一", "x"))]
    assert rows_of(path, ReadOptions(sheets=("二",))) == [(2, ("二", "x"))]
    assert refused(path, ReadOptions(sheets=("三",))) == "import_sheet"


def test_without_headers_every_column_is_there(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", [[1, 2, None, None], [3, 4, None, "x"], [5, 6, None, None]])
    with open_table(path) as table:
        assert table.options.header_row == 0
        assert table.headers == ("列A", "列B", "列C", "列D")
    assert rows_of(path)[1] == (2, ("3", "4", "", "x"))


def test_without_rows(tmp_path: Path) -> None:
    assert refused(made(tmp_path / "a.xlsx", [])) == "import_empty"
    assert refused(made(tmp_path / "b.xlsx", [["番号", "氏名"]])) == "import_no_rows"
    assert refused(made(tmp_path / "c.xlsx", [["売上"], [], ["番号", "氏名"]])) == "import_no_rows"


def test_passwords(tmp_path: Path) -> None:
    path = encrypted(made(tmp_path / "a.xlsx", [["番号", "氏名"], ["001", "山田"]]), OPENS_IT)
    before = path.read_bytes()
    assert refused(path) == "password_needed"
    assert refused(path, ReadOptions(password=OPENS_IT + "!")) == "password_wrong"
    assert rows_of(path, ReadOptions(password=OPENS_IT)) == [(2, ("001", "山田"))]
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_header_row_that_is_not_there(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", [["番号", "氏名"], ["001", "山田"]])
    error = refusal(lambda: preview_file(path, ReadOptions(header_row=40)))
    assert (error.key, error.params["row"]) == ("import_header_row", 40)


def test_chunks_and_their_place(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", [["番号", "金額"], *([f"A{n}", n] for n in range(250))])
    with open_table(path) as table:
        chunks = list(table.chunks(100))
    assert [len(chunk.numbers) for chunk in chunks] == [100, 100, 50]
    assert chunks[1].numbers[0] == 102
    assert chunks[1].columns[1][0] == "100"
    assert [chunk.position for chunk in chunks] == pytest.approx([101 / 251, 201 / 251, 1.0])


cells = st.one_of(
    st.text(st.characters(categories=["L", "Nd", "Zs", "So"]), max_size=6),
    st.integers(-(10**14), 10**14),
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
)


@settings(max_examples=40)
@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=12))
def test_what_openpyxl_writes_is_read_back(
    tmp_path: Path, rows: list[tuple[object, object, object]]
) -> None:
    path = made(tmp_path / "a.xlsx", [["甲", "乙", "丙"], *map(list, rows)])
    texts = [tuple("" if cell is None else str(cell) for cell in row) for row in rows]
    wanted = [(n, row) for n, row in enumerate(texts, 2) if any(row)]
    if wanted:
        assert rows_of(path, ReadOptions(header_row=1)) == wanted
    else:
        assert refused(path, ReadOptions(header_row=1)) == "import_no_rows"


def test_conversion_costs_no_more_than_twice_the_library(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([f"見出し{n}" for n in "abcdefgh"])
    for n in range(15_000):
        sheet.append([f"A{n}", date(2022, 1, 1), "C1", n, "緑茶", 2, n / 7, f"{n}@example.jp"])
    path = saved(book, tmp_path / "a.xlsx")
    started = time.process_time()
    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    yardstick = time.process_time() - started
    started = time.process_time()
    assert len(rows_of(path)) == 15_000
    assert time.process_time() - started < 5 * 2 * yardstick
