from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.texts import Texts
from crm_desk.importing.dates import DateOrder, needs_order, parse_day
from crm_desk.importing.issues import CleaningError
from tests.domain.test_texts import JA

DAYS = st.dates(date(1955, 1, 1), date(2099, 12, 31))
ERA_DAYS = st.dates(date(1926, 12, 25), date(2082, 12, 31))
ANY = st.text(max_size=30) | st.text("0123456789/.-:年月日RHS令和元TZ+ ()'AMP", max_size=24)
ORDERS = st.sampled_from([None, *DateOrder])


def reason(text: str, order: DateOrder | None = None) -> str:
    with pytest.raises(CleaningError) as caught:
        parse_day(text, order)
    return caught.value.reason


@pytest.mark.parametrize(
    "text",
    [
        # The cleaning table of the specification.
        "R4.11月30日",
        "R4.11.30",
        "Ｒ４．１１．３０",
        "㋿4年11月30日",
        "令和4年11月30日",
        "20221130",
        "2022/11/30 (水)",
        "2022-11-30T09:00:00",
        "44895",
        # Its neighbours.
        "44895.5",
        "44895.0",
        "2022/11/30",
        "2022-11-30",
        "2022.11.30",
        "２０２２／１１／３０",
        "2022年11月30日",
        "2022年 11月 30日",
        "2022年11月30日水曜日",
        "2022/11/30（水・祝） 10:05",
        "2022/11/30(Wed)",
        "2022−11−30",
        " 2022/11/30\u3000",
        "'2022/11/30",
        "\ufeff2022/11/30",
        "2022-11-30 10:05",
        "2022/11/30 9:05:07",
        "2022/11/30 23:59:60",
        "2022年11月30日 10時05分",
        "2022年11月30日10時05分30秒",
        "2022年11月30日 午後3時",
        "2022/11/30 午前0:15",
        "2022/11/30 3:05:00 PM",
        "2022/11/30 100500",
        "2022/11/30 509",
        "2022/11/30 0",
        "20221130100500",
        "20221130 1005",
        "20221130T100500",
        "R04/11/30",
        "r4-11-30",
        "令4.11.30",
        "R041130",
        "R4.11.30 10:05",
        "Nov 30, 2022",
        "November 30th, 2022 10:05 PM",
        "30 Nov 2022",
        "30-Nov-2022",
        "Wed, 30 Nov 2022 10:05:00 +0900",
    ],
)
def test_one_day_in_many_shapes(text: str) -> None:
    assert parse_day(text) == date(2022, 11, 30)
    assert not needs_order(text)
    assert all(parse_day(text, order) == date(2022, 11, 30) for order in DateOrder)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("㋿元年5月1日", date(2019, 5, 1)),
        ("R元.5.1", date(2019, 5, 1)),
        ("S64.1.7", date(1989, 1, 7)),
        ("H31.4.30", date(2019, 4, 30)),
        ("H1.1.8", date(1989, 1, 8)),
        ("㍻元年1月8日", date(1989, 1, 8)),
        ("昭和元年12月25日", date(1926, 12, 25)),
        ("㍽15年12月24日", date(1926, 12, 24)),
        ("M33.1.1", date(1900, 1, 1)),
        # Names that had ended, in the year of the change: still one day only.
        ("H31.5.1", date(2019, 5, 1)),
        ("S64.1.8", date(1989, 1, 8)),
        ("R1.4.30", date(2019, 4, 30)),
        ("2024/2/29", date(2024, 2, 29)),
        ("2013/01/18", date(2013, 1, 18)),
        ("20090", date(1955, 1, 1)),
        ("73415", date(2100, 12, 31)),
        ("１９００/1/1", date(1900, 1, 1)),
        ("2200-12-31", date(2200, 12, 31)),
    ],
)
def test_other_days(text: str, day: date) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-11-30T20:00:00Z", date(2022, 12, 1)),
        ("2022-11-30T14:59:59Z", date(2022, 11, 30)),
        ("2022-11-30T15:00:00.123Z", date(2022, 12, 1)),
        ("20221130T200000Z", date(2022, 12, 1)),
        ("2022-11-30 20:00:00 UTC", date(2022, 12, 1)),
        ("2022-11-30 20:00:00 GMT", date(2022, 12, 1)),
        ("2022-11-30T20:00:00+00:00", date(2022, 12, 1)),
        ("2022-12-31 20:00 +00", date(2023, 1, 1)),
        ("2026-05-01 09:59:00 +0900", date(2026, 5, 1)),
        ("2026-05-01 00:00:00+09:00", date(2026, 5, 1)),
        ("2026-05-01 23:59:59 JST", date(2026, 5, 1)),
        ("2026-04-30 20:00:00 -0500", date(2026, 5, 1)),
        ("2026-05-01 00:30:00 +1300", date(2026, 4, 30)),
        ("2026-05-01 00:30:00 GMT+0900", date(2026, 5, 1)),
        ("2022/11/30 12:30 AM +0900", date(2022, 11, 30)),
        ("2022/11/30 11:30 PM UTC", date(2022, 12, 1)),
        ("2022/11/30 12:30 PM UTC", date(2022, 11, 30)),
    ],
)
def test_times_with_an_offset_are_taken_to_japan(text: str, day: date) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("text", "ymd", "mdy", "dmy"),
    [
        ("22.11.30", "2022-11-30", "no_such_day", "2030-11-22"),
        ("11/30/22", "no_such_day", "2022-11-30", "no_such_day"),
        ("03/04/2022", "not_a_date", "2022-03-04", "2022-04-03"),
        ("03-04-2022", "not_a_date", "2022-03-04", "2022-04-03"),
        ("03-04-22", "2003-04-22", "2022-03-04", "2022-04-03"),
        ("０３／０４／２０２２", "not_a_date", "2022-03-04", "2022-04-03"),
        ("12/1/2010 8:26", "not_a_date", "2010-12-01", "2010-01-12"),
        ("12/1/2010 8:26 PM", "not_a_date", "2010-12-01", "2010-01-12"),
        ("30/11/2022", "not_a_date", "no_such_day", "2022-11-30"),
        ("99/1/2", "1999-01-02", "not_a_date", "not_a_date"),
        ("1/2/69", "not_a_date", "1969-01-02", "1969-02-01"),
        ("22年11月30日", "2022-11-30", "not_a_date", "not_a_date"),
        ("10-Nov-12", "2010-11-12", "2012-11-10", "2012-11-10"),
    ],
)
def test_what_needs_an_order_is_never_guessed(text: str, ymd: str, mdy: str, dmy: str) -> None:
    assert needs_order(text)
    assert reason(text) == "date_undecided"
    for order, expected in zip(DateOrder, (ymd, mdy, dmy), strict=True):
        if expected[0].isdigit():
            assert parse_day(text, order) == date.fromisoformat(expected)
        else:
            assert reason(text, order) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022/2/30", "no_such_day"),
        ("R99.1.1", "no_such_day"),
        ("R65.1.1", "no_such_day"),
        ("R0.1.1", "no_such_day"),
        ("H32.1.1", "no_such_day"),
        ("S65.1.1", "no_such_day"),
        ("20221399", "no_such_day"),
        ("2023/2/29", "no_such_day"),
        ("1899/12/31", "date_far"),
        ("2201/1/1", "date_far"),
        ("0001-01-01", "date_far"),
        ("M32.12.31", "date_far"),
        ("", "not_a_date"),
        ("未定", "not_a_date"),
        ("2022", "not_a_date"),
        ("2022/11", "not_a_date"),
        ("11月30日", "year_missing"),
        ("2022/11/30 10:60", "not_a_date"),
        ("2022/11/30 30:00", "not_a_date"),
        ("2022/11-30 x", "not_a_date"),
        ("2022-11-30T20:00:00+9999", "not_a_date"),
        ("2022-11-30 20:00 XYZ", "not_a_date"),
        ("4.1.2", "not_a_date"),
        ("221130", "not_a_date"),
        ("20089", "not_a_date"),
        ("73416", "not_a_date"),
        ("12345", "not_a_date"),
        ("-44895", "not_a_date"),
        ("2022/11/30" + " " * 1000 + "x", "not_a_date"),
        ("9" * 100_000, "not_a_date"),
    ],
)
def test_what_is_no_day_says_why(text: str, expected: str) -> None:
    assert reason(text) == expected
    assert not needs_order(text)


@given(ANY, ORDERS)
def test_any_text_is_a_day_or_an_issue(text: str, order: DateOrder | None) -> None:
    try:
        found: date | str = parse_day(text, order)
    except CleaningError as error:
        found = f"issue.{error.reason}"
    assert 1900 <= found.year <= 2201 if isinstance(found, date) else found in JA


@given(DAYS)
def test_every_shape_leads_back_to_the_day(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    shapes = [
        f"{day:%Y-%m-%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day:%Y%m%d}",
        f"{day:%Y.%m.%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y-%m-%d} 23:59:59 +0900",
        f"{day:%Y-%m-%d}T14:59:59Z",
        f"{day - timedelta(days=1):%Y-%m-%d}T15:00:00Z",
        str(serial),
        f"{serial}.75",
    ]
    assert {parse_day(shape) for shape in shapes} == {day}
    orders = {
        DateOrder.YMD: [f"{day:%y-%m-%d}"] if 1969 <= day.year <= 2068 else [],
        DateOrder.MDY: [f"{day:%m/%d/%Y}", f"{day.month}-{day.day}-{day.year} 8:26"],
        DateOrder.DMY: [f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}"],
    }
    for order, written in orders.items():
        assert {parse_day(shape, order) for shape in written} <= {day}


@given(ERA_DAYS)
def test_every_era_leads_back_to_the_day(day: date) -> None:
    said = Texts("ja", JA, eras=True).date(day)
    letter = {"令和": "R", "平成": "H", "昭和": "S"}[said[:2]]
    short = letter + said[2:].replace("元", "1").replace("年", ".").replace("月", ".").rstrip("日")
    assert parse_day(said) == parse_day(short) == day


@pytest.mark.parametrize(
    "text",
    ["2026/1/5 24:00", "2026/1/5 25:30", "2026-01-05 29:59:59", "2026年1月5日 26時10分",
     "令和8年1月5日 24:30", "1月5日 25:00"],
)  # fmt: skip
def test_late_hours_are_the_next_day(text: str) -> None:
    assert parse_day(text, year=2026) == date(2026, 1, 6)


@pytest.mark.parametrize(
    "text",
    [
        "Fri Jan 02 2026 10:00:00 GMT+0900 (日本標準時)",
        "Fri Jan 02 2026 10:00:00 GMT+0900 (Japan Standard Time)",
        "Thu Jan 01 2026 20:00:00 GMT-0500 (EST)",
        "Jan 2, 2026",
        "January 2, 2026 3:04 PM",
        "2026年1月2日(金) 午後3:04",
        "2026年1月2日（金）午後11時4分",
    ],
)
def test_days_as_programs_and_people_write_them(text: str) -> None:
    assert parse_day(text) == date(2026, 1, 2)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-01-31 16:30:00", date(2026, 2, 1)),
        ("2026-01-31 14:59:59", date(2026, 1, 31)),
        ("2026-01-31T15:00", date(2026, 2, 1)),
        ("2026-01-31", date(2026, 1, 31)),
        ("2026-01-31 16:30 +09:00", date(2026, 1, 31)),
        ("20260131 163000", date(2026, 2, 1)),
        ("Jan 31, 2026 4:30 PM", date(2026, 2, 1)),
    ],
)
def test_times_that_the_header_says_are_utc(text: str, day: date) -> None:
    assert parse_day(text, zone=timedelta()) == day


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("1月5日", None, date(2026, 1, 5)),
        ("1/5", None, date(2026, 1, 5)),
        ("01/05 10:30", None, date(2026, 1, 5)),
        ("１月５日（月）", None, date(2026, 1, 5)),
        ("5/1", DateOrder.DMY, date(2026, 1, 5)),
        ("1月5日", DateOrder.DMY, date(2026, 1, 5)),
    ],
)
def test_days_without_a_year(text: str, order: DateOrder | None, day: date) -> None:
    assert parse_day(text, order, year=2026) == day
    with pytest.raises(CleaningError) as caught:
        parse_day(text, order)
    assert caught.value.reason == "year_missing"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1767571200", "unix_time"),
        ("1767571200000", "unix_time"),
        ("1767571200.5", "unix_time"),
        ("0312345678", "not_a_date"),
        ("17675712001", "not_a_date"),
        ("2/30", "no_such_day"),
        ("13/13", "no_such_day"),
    ],
)
def test_numbers_that_are_no_days(text: str, expected: str) -> None:
    assert reason(text) == expected


def test_the_29th_of_february_needs_a_leap_year() -> None:
    assert parse_day("2/29", year=2024) == date(2024, 2, 29)
    with pytest.raises(CleaningError) as caught:
        parse_day("2/29", year=2026)
    assert caught.value.reason == "no_such_day"
