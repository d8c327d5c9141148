import re
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from crm_desk.analysis.table import buyer_rows
from crm_desk.desk.resources import texts
from crm_desk.domain.analysis.figures import AnalysisSettings, Cluster, KindFilter, Method
from crm_desk.domain.contacts.phones import shown_phone
from crm_desk.reports.analysis.workbook import AnalysisBook, BuyerContact, write_analysis_xlsx
from tests.analysis.making import studied
from tests.analysis.reference import Person, Row
from tests.domain.test_texts import EN, JA

DAY = date(2026, 6, 30)
FORMULAS = ["=1+1", "+1", "-1", "@x", "\t=1", '=HYPERLINK("x")', "=cmd|' /C calc'!A0", "#REF!"]
SHOP = [
    Row(f"C{number:02}", DAY - timedelta(20 * step + number), 1000 + number)
    for number in range(60)
    for step in range(1 + number % 7)
] + [Row(None, DAY, 500), Row("C01", DAY, 9, void=True), Row("C01", DAY + timedelta(1), 9)]
SUMMARY, CLUSTERS, CUSTOMERS, WORDS = range(4)


def write(
    path: Path,
    rows: list[Row],
    language: str = "ja",
    currency: str = "JPY",
    digits: int = 0,
    contacts: dict[str, BuyerContact] | None = None,
    **given: Any,
) -> list[Worksheet]:
    analysis, keys = studied(rows, as_of=DAY, **given)
    shop = next(iter(contacts.values())).name if contacts else "Shop & Co"
    book = AnalysisBook(
        shop, currency, digits, analysis.figures, buyer_rows(analysis, keys), contacts or {}
    )
    write_analysis_xlsx(book, texts(language), path)
    return list(load_workbook(path).worksheets)


def parts(path: Path, pattern: str) -> list[bytes]:
    with ZipFile(path) as archive:
        return [archive.read(name) for name in archive.namelist() if re.match(pattern, name)]


def page_head(sheet: Worksheet) -> str:
    assert sheet.oddHeader
    assert sheet.oddHeader.left
    return str(sheet.oddHeader.left.text)


def lines(sheet: Worksheet) -> dict[str, Sequence[Any]]:
    return {str(row[0]): row[1:] for row in sheet.iter_rows(values_only=True) if row[0]}


def test_summary_has_the_figures(tmp_path: Path) -> None:
    sheet = write(tmp_path / "a.xlsx", SHOP)[SUMMARY]
    found = lines(sheet)
    assert found["データ抽出日"][0].date() == DAY
    assert found["購入されたお客様"][0] == 60
    assert found["リピート率(全期間・2回以上)"][0] == pytest.approx(51 / 60)
    assert found["紹介してくださった方"][0] == "未記録"
    assert found["F2転換率(365日以内)"][0] == "—"
    assert found["データ抽出日より後の受注(集計していません)"][0] == 1
    assert found["R(5・4・3・2点の上限)"][0] == "30 / 90 / 180 / 365"
    formats = {cell.value: sheet.cell(cell.row, 2).number_format for cell in sheet["A"]}
    assert formats["売上(お店全体)"] == '#,##0"円"'
    assert formats["リピート率(全期間・2回以上)"] == "0.0%"


def test_clusters_have_tables_and_charts(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    sheet = write(path, SHOP)[CLUSTERS]
    found = lines(sheet)
    assert found["TOP1%層"][0] == 1
    assert found["TOP10%層(1%を除く)"][0] == 5
    assert [found[f"TOP{percent}%"][0] for percent in (1, 10, 20)] == [1, 6, 12]
    assert found["366日以上"] == (0, 0.0, None, None, None, None, *[None] * (len(sheet[1]) - 7))
    assert found["1→2回"][:3] == (60, 51, pytest.approx(0.85))
    assert found["デシル10"][0] == 6
    charts = parts(path, r"xl/charts/chart\d+\.xml")
    assert len(charts) == 3
    for chart in charts:
        assert chart.count(b'<delete val="0"') == 2
        assert b'<overlay val="0"' in chart
    assert [chart.count(b"<ser>") for chart in charts] == [2, 1, 1]


@pytest.mark.parametrize("bands", [(3, 9), (7,), tuple(range(1, 40))])
def test_charts_point_at_their_tables(tmp_path: Path, bands: tuple[int, ...]) -> None:
    path = tmp_path / "a.xlsx"
    sheet = write(path, SHOP, settings=AnalysisSettings(bands=bands))[CLUSTERS]
    charts = [chart.decode() for chart in parts(path, r"xl/charts/chart\d+\.xml")]
    heads = [at for chart in charts for at in re.findall(r"<f>'顧客層'!(\w\d+)</f>", chart)]
    assert [sheet[at].value for at in heads] == ["人数の割合", "金額の割合", "人数", "転換率"]
    ends = [
        column + row
        for chart in charts
        for column, row in re.findall(r"<cat>[^:]*:\$(\w)\$(\d+)</f>", chart)
    ]
    last = f"{bands[-1] + 1}日以上"
    assert [sheet[at].value for at in ends] == [
        "4回以上(TOP20%以外)",
        "4回以上(TOP20%以外)",
        last,
        "7→8回",
    ]


def test_customers_have_numbers_dates_and_filters(tmp_path: Path) -> None:
    contacts = {
        "C59": BuyerContact("59", "山田 花子", "ヤマダ", "h@example.com", "03", "100", "東京都")
    }
    sheet = write(tmp_path / "a.xlsx", SHOP, contacts=contacts)[CUSTOMERS]
    header = [str(cell.value) for cell in sheet[1]]
    rows: list[dict[str, Any]] = [
        dict(zip(header, r, strict=True)) for r in sheet.iter_rows(2, values_only=True)
    ]
    assert [row["順位"] for row in rows] == list(range(1, 61))
    (known,) = [row for row in rows if row["お名前"]]
    assert (known["お客様番号"], known["メール"], known["住所"]) == (
        "59",
        "h@example.com",
        "東京都",
    )
    assert rows[0]["顧客層"] == "TOP1%層"
    assert isinstance(rows[0]["累計購入金額"], int)
    assert rows[0]["R値"] == (DAY - rows[0]["最終購入日"].date()).days
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:V61"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.page_setup.fitToHeight == 0
    assert page_head(sheet) == "顧客分析 山田 花子"
    assert sheet.print_title_rows in ("1:1", "$1:$1")
    assert (sheet.column_dimensions["C"].width or 0) > 10


def test_marks_say_what_to_notice(tmp_path: Path) -> None:
    rows = [Row("once", DAY, 99_999)]
    rows += [Row("late", DAY - timedelta(n), 10) for n in (100, 110, 120, 130)]
    rows += [Row("box", DAY - timedelta(n), 10, subscription=True) for n in (20, 50)]
    sheet = write(tmp_path / "a.xlsx", rows)[CUSTOMERS]
    marks = {str(row[1]): row[5] for row in sheet.iter_rows(2, values_only=True)}
    assert marks == {"once": "1回で上位", "late": "いつもの間隔超え", "box": "定期中"}


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_becomes_a_formula(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.xlsx"
    contacts = {"C00": BuyerContact(*[text] * 7)}
    sheet = write(path, [Row("C00", DAY, 1), Row(text, DAY, 2)], contacts=contacts)[CUSTOMERS]
    assert not re.search(rb"<f[ >/]", b"".join(parts(path, r"xl/worksheets/sheet")))
    # A telephone field of several numbers shows the first of them.
    shown = {text, shown_phone(text), text.strip()}
    typed = [cell for row in sheet.iter_rows(2) for cell in row if cell.value in shown]
    assert len(typed) == 8
    assert {cell.data_type for cell in typed} == {"s"}


@pytest.mark.parametrize("text", ["&P&N", "a\x00\x0b\uffffb", "𠮷" * 40_000, "'x", "  "])
def test_odd_text_can_be_opened_again(tmp_path: Path, text: str) -> None:
    sheets = write(
        tmp_path / "a.xlsx", [Row("C", DAY, 1)], contacts={"C": BuyerContact(*[text] * 7)}
    )
    value = str(sheets[CUSTOMERS]["C2"].value)
    assert value[:2] == text[:2].replace("\x00", "\ufffd")
    assert len(page_head(sheets[SUMMARY])) < 255


def test_every_word_is_explained(tmp_path: Path) -> None:
    found = lines(write(tmp_path / "a.xlsx", SHOP)[WORDS])
    for word in ("R値", "在籍期間", "F2転換率", "TOP1%・TOP10%・TOP20%", "顧客層 (クラスター)"):
        assert len(found[word][0]) > 15
    wanted = AnalysisSettings(zero_is_purchase=True)
    zero = lines(write(tmp_path / "b.xlsx", SHOP, settings=wanted)[WORDS])
    assert zero["購入"] != found["購入"]


def test_english_workbooks_speak_english(tmp_path: Path) -> None:
    allowed = {"R値", "在籍期間", "F2転換率"}
    for sheet in write(tmp_path / "a.xlsx", SHOP, "en", "GBP", 2):
        for row in sheet.iter_rows():
            for cell in row:
                said = re.sub("|".join(allowed), "", str(cell.value or ""))
                assert not re.search("[\u3040-\u9fff]", said + cell.number_format)


def test_amounts_have_the_currency_and_its_decimals(tmp_path: Path) -> None:
    sheet = write(tmp_path / "a.xlsx", SHOP, "en", "GBP", 2)[SUMMARY]
    sales = sum(row.amount for row in SHOP if not row.void and row.day <= DAY)
    (cell,) = [row[1] for row in sheet.iter_rows() if row[0].value == "Sales (whole shop)"]
    assert (cell.value, cell.number_format) == (sales / 100, '#,##0.00" GBP"')


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("rows", [[], [Row("a", DAY, -5)], [Row("a", DAY, 10**9)]])
def test_shops_with_nearly_nothing(tmp_path: Path, rows: list[Row], method: Method) -> None:
    path = tmp_path / "a.xlsx"
    wanted = AnalysisSettings(method=method, kind=KindFilter.SINGLE)
    people = {"a": Person(excluded=False)}
    sheets = write(path, rows, people=people, settings=wanted)
    buyers = int(bool(rows) and rows[0].amount > 0)
    assert lines(sheets[SUMMARY])["購入されたお客様"][0] == buyers
    assert f"まだ{buyers}名です" in str(lines(sheets[SUMMARY])["購入されたお客様"][1])
    assert len(parts(path, r"xl/charts/chart\d+\.xml")) == 2 + buyers


@pytest.mark.parametrize("language", [JA, EN])
def test_families_of_sentences_are_whole(language: dict[str, str]) -> None:
    names = [f"cluster_{cluster.value}" for cluster in Cluster]
    names += [f"kind_{kind.value}" for kind in KindFilter]
    assert {f"figures.{name}" for name in names} <= language.keys()
    methods = [f"analysis_book.scores_{method.value}" for method in Method]
    methods += [f"analysis_book.score_{axis}_{m.value}" for axis in "fm" for m in Method]
    assert set(methods) <= language.keys()
    terms = {key[19:] for key in language if key.startswith("analysis_book.term_")}
    about = {key[20:] for key in language if key.startswith("analysis_book.about_")}
    assert about == terms | {"purchase_zero"}
