"""What cells come to, and what is said of them, through the columns of one file."""

from datetime import date, timedelta

import pytest

from crm_desk.importing.answers import Answers
from crm_desk.importing.bad_cells import BadCell
from crm_desk.importing.choices import Choices
from crm_desk.importing.columns import SourceColumns
from crm_desk.importing.conventions import Conventions
from crm_desk.importing.issues import Severity
from crm_desk.importing.matching import layout_for
from crm_desk.importing.presets import preset_by_id


def read(header: str, cells: list[str], choices: Choices | None = None) -> SourceColumns:
    headers = [header, "" if header == "金額" else "金額"]
    columns = SourceColumns(layout_for(preset_by_id("generic"), headers), choices or Choices())
    columns.begin([cells, ["1"] * len(cells)], len(cells))
    return columns


def reasons(columns: SourceColumns) -> list[tuple[int, str, Severity]]:
    return [(bad.at, bad.reason, bad.severity) for bad in columns.bad_cells()]


@pytest.mark.parametrize(
    "text", ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", " #n/a "]
)
@pytest.mark.parametrize(
    ("header", "field"),
    [("会員番号", "customer"), ("氏名", "name"), ("電話番号", "phone"), ("住所", "address")],
)  # fmt: skip
def test_error_values_are_empty_texts(header: str, field: str, text: str) -> None:
    columns = read(header, [text, "K4"])
    assert columns.texts(field) == ["", "K4"]
    assert (0, "error_value", Severity.NOTICE) in reasons(columns)


def test_an_error_value_as_an_amount_or_a_date_is_no_figure() -> None:
    columns = read("金額", ["#N/A", "100"])
    assert columns.amounts() == [None, 100]
    assert {(0, "amount_missing", Severity.REJECTED), (0, "error_value", Severity.NOTICE)} <= set(
        reasons(columns)
    )
    assert read("注文日", ["#REF!"]).values("date") == [None]


def test_an_error_in_one_of_joined_columns() -> None:
    layout = layout_for(preset_by_id("generic"), ["姓", "名", "金額"])
    columns = SourceColumns(layout, Choices())
    columns.begin([["山本", "#N/A"], ["#REF!", "#REF!"], ["1", "1"]], 2)
    assert columns.texts("name") == ["山本", ""]


def test_a_number_sign_is_no_error() -> None:
    assert read("注文番号", ["#1001", "#NA"]).texts("order_no") == ["#1001", "#NA"]


@pytest.mark.parametrize("text", ["4.51E+11", "4.51e11", "5E+12", "'4.51E+11"])
@pytest.mark.parametrize(
    ("header", "field"),
    [("注文番号", "order_no"), ("会員番号", "customer"), ("電話番号", "phone")],
)  # fmt: skip
def test_rounded_numbers_are_no_numbers(header: str, field: str, text: str) -> None:
    columns = read(header, [text, "1E5", "E-11"])
    assert columns.texts(field) == ["", "1E5", "E-11"]
    assert reasons(columns) == [(0, "rounded_by_excel", Severity.NOTICE)]


def test_words_for_nobody_are_noticed() -> None:
    columns = read("会員番号", ["ゲスト購入", "0.0", "-", "", "A1", "GUEST"])
    assert columns.texts("customer") == ["", "", "", "", "A1", ""]
    assert [bad.at for bad in columns.bad_cells() if bad.reason == "nobody_key"] == [0, 1, 2, 5]


def test_nobody_of_a_cart_is_not_news() -> None:
    layout = layout_for(preset_by_id("eccube2"), ["会員ID", "合計"])
    columns = SourceColumns(layout, Choices())
    columns.begin([["0", "7"], ["1", "1"]], 2)
    assert columns.texts("customer") == ["", "7"]
    assert columns.bad_cells() == []


def test_ids_lose_the_zero_only_where_the_column_says_so() -> None:
    whole = Choices(conventions=Conventions(whole_ids=frozenset({"customer"})))
    assert read("会員番号", ["12.0", "007.0", ""], whole).texts("customer") == ["12", "007", ""]
    assert read("会員番号", ["12.0"]).texts("customer") == ["12.0"]


def test_decimal_commas_of_a_column() -> None:
    choices = Choices(
        currency="EUR",
        digits=2,
        conventions=Conventions(decimal_commas=frozenset({"line_amount"})),
    )
    columns = read("金額", ["1.250,00", "980,50", "1.000", "1.5"], choices)
    assert columns.amounts() == [125000, 98050, 100000, None]
    assert [bad.at for bad in columns.bad_cells()] == [3]


def test_a_column_of_both_ways_rejects_what_is_not_clear() -> None:
    choices = Choices(
        currency="EUR", digits=2, conventions=Conventions(mixed=frozenset({"line_amount"}))
    )
    columns = read("金額", ["1.250,00", "1,250.00", "1.000", "7"], choices)
    assert columns.amounts() == [None, 125000, None, 700]
    assert {bad.at: bad.reason for bad in columns.bad_cells()} == {
        0: "not_an_amount",
        2: "separators_differ",
    }


def test_days_after_today_are_doubted_unless_they_are_kept() -> None:
    today = date(2026, 3, 1).toordinal()
    cells = ["2026/3/1", "2026/3/2"]
    columns = read("注文日", cells, Choices(today=today))
    assert columns.values("date") == [today, None]
    assert columns.bad_cells() == [
        BadCell(1, "注文日", "2026/3/2", "date_ahead", Severity.REJECTED)
    ]
    kept = Choices(today=today, answers=Answers(keep_future=True))
    assert read("注文日", cells, kept).values("date") == [today, today + 1]


def test_days_without_a_year_take_the_sheets_before_the_answer() -> None:
    answered = Answers(year=2025)
    plain = read("注文日", ["1月5日"], Choices(answers=answered))
    assert plain.values("date") == [date(2025, 1, 5).toordinal()]
    of_sheet = Choices(answers=answered, conventions=Conventions(year=2026))
    assert read("注文日", ["1月5日"], of_sheet).values("date") == [date(2026, 1, 5).toordinal()]
    assert reasons(read("注文日", ["1月5日"])) == [(0, "year_missing", Severity.REJECTED)]


def test_utc_of_the_header_moves_the_day() -> None:
    choices = Choices(conventions=Conventions(zone=timedelta()))
    assert read("注文日", ["2026-01-31 16:30"], choices).values("date") == [
        date(2026, 2, 1).toordinal()
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("山田 花子 様", "山田 花子"),
        ("山田花子様", "山田花子"),
        ("山田 太郎殿", "山田 太郎"),
        ("森 殿", "森"),
        ("花子 さん", "花子"),
        ("鵜殿", "鵜殿"),
        ("鵜殿 様", "鵜殿"),
        ("株式会社山本 御中", "株式会社山本 御中"),
        ("山田さん", "山田さん"),
        ("様", "様"),
    ],
)
def test_forms_of_address_are_no_part_of_a_name(written: str, name: str) -> None:
    assert read("氏名", [written]).texts("name") == [name]


def test_codes_of_products_that_can_not_be_used() -> None:
    columns = read("商品コード", ["4.51E+12", "#N/A", "A-1"])
    assert columns.products() == [("", ""), ("", ""), ("A-1", "")]
    assert reasons(columns) == [
        (0, "rounded_by_excel", Severity.NOTICE),
        (1, "error_value", Severity.NOTICE),
    ]
