import pytest

from crm_desk.importing.date_column import with_date_by_content
from crm_desk.importing.matching import layout_for
from crm_desk.importing.presets import preset_by_id


def found(headers: str, *rows: str) -> str:
    layout = layout_for(preset_by_id("generic"), headers.split())
    mapped, header = with_date_by_content(layout, [row.split(",") for row in rows])
    if header:
        assert mapped.headers[mapped.columns["date"][0]] == header
    else:
        assert mapped == layout
    return header


@pytest.mark.parametrize(
    ("headers", "rows", "header"),
    [
        ("受注番号 謎の日 金額", ["1,2026/1/5,1", "2,2026/1/6,1"], "謎の日"),
        ("受注番号 sold_on_date 金額", ["1,2026/1/5,1"], "sold_on_date"),
        ("受注番号 注文確定後日時 更新日", ["1,2026-01-05 10:00,2026/1/6"], "注文確定後日時"),
        ("受注番号 謎の日 金額", ["1,03/04/2026,1"], "謎の日"),
        ("受注番号 謎の日 金額", ["1,1月5日,1", "2,,1"], "謎の日"),
        # Nothing in the name, nothing in the cells, or more than one.
        ("受注番号 謎 金額", ["1,2026/1/5,1"], ""),
        ("受注番号 謎の日 金額", ["1,晴れ,1", "2,2026/1/6,1"], ""),
        ("受注番号 謎の日 金額", ["1,,1"], ""),
        ("受注番号 謎の日 別の日", ["1,2026/1/5,2026/1/5"], ""),
        ("受注番号 発送予定日 金額", ["1,2026/1/5,1"], ""),
        ("受注番号 更新日 入金日", ["1,2026/1/5,2026/1/5"], ""),
        # It has its column already.
        ("受注番号 注文日 謎の日", ["1,2026/1/5,2026/1/5"], ""),
    ],
)
def test_the_orders_date_by_its_content(headers: str, rows: list[str], header: str) -> None:
    assert found(headers, *rows) == header


def test_one_odd_cell_in_ten_does_not_matter() -> None:
    rows = ["1,2026/1/5,1"] * 9
    assert found("受注番号 謎の日 金額", *rows, "1,未定,1") == "謎の日"
    assert found("受注番号 謎の日 金額", *rows, "1,未定,1", "1,未定,1") == ""


def test_a_list_of_customers_has_no_date_of_orders() -> None:
    layout = layout_for(preset_by_id("generic_customers"), ["会員番号", "謎の日"])
    assert with_date_by_content(layout, [["1", "2026/1/5"]]) == (layout, "")
