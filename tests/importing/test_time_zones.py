"""Times of another zone, by what the header says, are days of Japan's calendar in the end."""

from datetime import timedelta
from pathlib import Path

import pytest

from crm_desk.importing.answers import Answers
from crm_desk.importing.dates import DateOrder, parse_day
from crm_desk.importing.issues import CleaningError
from crm_desk.importing.time_zones import zone_of
from tests.importing.shop_files import figures, found_in


@pytest.mark.parametrize(
    ("header", "hours"),
    [
        ("date_created_gmt", 0),
        ("Created date (UTC)", 0),
        ("注文日時（ＵＴＣ）", 0),
        ("created_at_utc", 0),
        ("GMT", 0),
        ("注文日時(UTC+9)", 9),
        ("GMT+09:00", 9),
        ("Order date UTC-5", -5),
        ("Order date (UTC−05:00)", -5),
        ("Order date (GMT +9)", 9),
        ("注文日時(UTC+5:30)", 5.5),
        ("Order date (-08:00)", -8),
        ("注文日時(JST)", 9),
        ("注文日時（日本時間）", 9),
        ("Order date (PST)", -8),
        ("order_date_edt", -4),
        ("日付 (UTC±0)", 0),
    ],
)
def test_headers_that_name_a_zone(header: str, hours: float) -> None:
    zone = zone_of(header)
    assert zone is not None
    assert zone.offset == timedelta(hours=hours)


@pytest.mark.parametrize(
    "header", ["Date (CST)", "Date (Pacific Time)", "Date (PT)", "日時(現地時間)"]
)
def test_names_that_may_mean_several_zones(header: str) -> None:
    zone = zone_of(header)
    assert zone is not None
    assert zone.offset is None


@pytest.mark.parametrize(
    "header",
    ["注文日時", "cutcode", "注文日-1", "Order date 2", "estimated date", "ticket", "受注日(8桁)"],
)
def test_headers_that_name_none(header: str) -> None:
    assert zone_of(header) is None


def write(folder: Path, headers: str, *rows: str) -> Path:
    path = folder / "orders.csv"
    path.write_text("\n".join([headers, *rows]), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("header", "time", "day"),
    [
        ("注文日時(UTC)", "2026-01-05 16:00", "2026-01-06"),
        ("注文日時(UTC-5)", "2026-01-05 10:00", "2026-01-06"),
        ("注文日時(UTC-5)", "2026-01-05 09:59", "2026-01-05"),
        ("注文日時(GMT+9)", "2026-01-05 23:59", "2026-01-05"),
        ("注文日時(JST)", "2026-01-05 23:59", "2026-01-05"),
        ("注文日時(PST)", "2026-01-05 07:00", "2026-01-06"),
        ("注文日時(UTC+10)", "2026-01-05 00:30", "2026-01-04"),
        # What the cell says itself goes first.
        ("注文日時(UTC)", "2026-01-05 16:00 +09:00", "2026-01-05"),
    ],
)
def test_the_day_of_a_time_of_another_zone(
    tmp_path: Path, header: str, time: str, day: str
) -> None:
    path = write(tmp_path, f"注文番号,{header},会員番号,金額", f"1,{time},A1,1000")
    assert figures(path)["as_of"] == day


@pytest.mark.parametrize(
    ("date", "time"),
    [
        ("注文日(UTC)", "時刻"),
        ("注文日(UTC)", "注文時刻(UTC)"),
        ("注文日", "注文時間(UTC)"),
        ("Order Date (UTC)", "Time"),
    ],
)
def test_a_column_of_times_beside_a_date_of_another_zone(
    tmp_path: Path, date: str, time: str
) -> None:
    path = write(
        tmp_path,
        f"注文番号,{date},{time},会員番号,金額",
        "1,2026-01-05,16:30:00,A1,1000",
        "2,2026-01-31,08:00:00,A2,1000",
    )
    answer = figures(path)
    assert (answer["data_from"], answer["as_of"]) == ("2026-01-06", "2026-01-31")
    assert "zone_taken" in [notice["reason"] for notice in answer["notices"]]


def test_wished_hours_are_no_times_of_orders(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "注文番号,注文日(UTC),配送希望時間,会員番号,金額",
        "1,2026-01-05,18:00,A1,1000",
    )
    answer = figures(path)
    assert answer["as_of"] == "2026-01-05"
    assert "zone_without_time" in [notice["reason"] for notice in answer["notices"]]


@pytest.mark.parametrize(
    ("header", "cell", "reason"),
    [
        ("注文日(UTC)", "2026-01-05", "zone_without_time"),
        ("注文日時(CST)", "2026-01-05 16:00", "zone_unclear"),
    ],
)
def test_what_cannot_be_taken_to_japans_time_is_told(
    tmp_path: Path, header: str, cell: str, reason: str
) -> None:
    path = write(tmp_path, f"注文番号,{header},会員番号,金額", f"1,{cell},A1,1000")
    answer = figures(path)
    assert answer["as_of"] == "2026-01-05"
    assert reason in [notice["reason"] for notice in answer["notices"]]


# Short dates of spreadsheets in English


@pytest.mark.parametrize(
    "text", ["5-Jan", "05-Jan", "Jan-5", "Jan 5", "5 Jan", "January 5", "Jan 05", "5-Jan 10:30"]
)
def test_days_with_a_named_month_take_the_year_that_is_known(text: str) -> None:
    assert parse_day(text, year=2026).isoformat() == "2026-01-05"
    with pytest.raises(CleaningError, match="year_missing"):
        parse_day(text)


@pytest.mark.parametrize("text", ["Jan-26", "Jan-05", "Dec-31"])
def test_a_month_with_two_digits_may_be_a_month_of_a_year(text: str) -> None:
    with pytest.raises(CleaningError, match="day_or_year"):
        parse_day(text, year=2026)


def test_no_year_has_one_digit() -> None:
    assert parse_day("5-Jan-26").isoformat() == "2026-01-05"
    assert parse_day("5-Jan-26", DateOrder.DMY).isoformat() == "2026-01-05"
    with pytest.raises(CleaningError, match="date_undecided"):
        parse_day("15-Jan-26")
    with pytest.raises(CleaningError, match="no_such_day"):
        parse_day("30-Feb", year=2026)


def test_short_dates_are_asked_for_their_year_or_take_it_from_the_name(tmp_path: Path) -> None:
    path = write(tmp_path, "注文番号,注文日,会員番号,金額", "1,5-Jan,A1,1000", "2,28-Feb,A2,500")
    (question,) = found_in(path).questions
    assert (question.kind, question.value, question.count) == ("year", "5-Jan", 2)
    assert figures(path, answers=Answers(year=2026))["as_of"] == "2026-02-28"
    named = path.rename(tmp_path / "2025年 orders.csv")
    assert figures(named)["as_of"] == "2025-02-28"
