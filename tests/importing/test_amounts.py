from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.importing.amounts import (
    Separators,
    line_amount,
    parse_amount,
    parse_quantity,
    parse_rate,
    separators_of,
    to_minor,
)
from crm_desk.importing.issues import CleaningError
from tests.domain.test_texts import JA

ANY = st.text(max_size=30) | st.text("0123456789,.-+()¥円$▲△−％%eE個税込 ", max_size=20)
FIGURES = st.decimals(-(10**6), 10**6, places=4)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # The cleaning table of the specification.
        ("1,200円", "1200"),
        ("￥１，２００", "1200"),
        ("¥1,200-", "1200"),
        ("1200.00", "1200"),
        ("▲1,200", "-1200"),
        ("△1,200", "-1200"),
        ("(1,200)", "-1200"),
        ("−1,200", "-1200"),
        ("－1200", "-1200"),
        # Its neighbours.
        ("1200", "1200"),
        ("0円", "0"),
        ("-0", "0"),
        ("０", "0"),
        ("\\1,200", "1200"),
        ("¥ 1,200 ー", "1200"),
        ("¥1,200.-", "1200"),
        ("-¥1,200-", "-1200"),
        ("¥-1,200", "-1200"),
        ("▲ 1,200 円", "-1200"),
        ("（￥1,200）", "-1200"),
        ("1、200円", "1200"),
        ("金1,200円也", "1200"),
        ("税込1,200円", "1200"),
        ("1,200円(税込)", "1200"),
        ("'1200", "1200"),
        ("+1,200", "1200"),
        ("-$12.00", "-12"),
        ("$1,234.50", "1234.5"),
        ("1,200 JPY", "1200"),
        ("USD 12.00", "12"),
        ("£5.25", "5.25"),
        ("5.25 EUR", "5.25"),
        ("1.2E+05", "120000"),
        ("1.23456789012E+11", "123456789012"),
        (".5", "0.5"),
        ("1,234,567,890,123.4567", "1234567890123.4567"),
        ("1000000000000000", "1000000000000000"),
        (
            "-12345678901234.12345678901234567890123456789",
            "-12345678901234.12345678901234567890123456789",
        ),
    ],
)
def test_amounts(text: str, value: str) -> None:
    found = parse_amount(text)
    assert found.value == Decimal(value)
    assert found.notice == ""
    assert not found.value.is_signed() or found.value


@pytest.mark.parametrize("text", ["無料", " 無料 ", "送料無料", "FREE"])
def test_free_is_nothing_with_a_notice(text: str) -> None:
    assert parse_amount(text)[:2] == (Decimal(0), "free")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "not_an_amount"),
        ("応相談", "not_an_amount"),
        ("1.200,50", "not_an_amount"),
        ("1,20", "not_an_amount"),
        ("12,34,567", "not_an_amount"),
        ("0,200", "not_an_amount"),
        ("1,200,", "not_an_amount"),
        ("1 200", "not_an_amount"),
        ("1.2.3", "not_an_amount"),
        ("nan", "not_an_amount"),
        ("inf", "not_an_amount"),
        ("Infinity", "not_an_amount"),
        ("-a", "not_an_amount"),
        ("¥", "not_an_amount"),
        ("--5", "not_an_amount"),
        ("(-5)", "not_an_amount"),
        ("(5", "not_an_amount"),
        ("1,200-", "not_an_amount"),
        ("$1,200-", "not_an_amount"),
        ("$1,200円", "not_an_amount"),
        ("税抜1,200円", "not_an_amount"),
        ("1万円", "not_an_amount"),
        ("一二〇〇円", "not_an_amount"),
        ("٣", "not_an_amount"),
        ("=1+1", "not_an_amount"),
        ("1e5000", "not_an_amount"),
        ("9" * 100_000, "not_an_amount"),
        ("1000000000000001", "too_large"),
        ("-1000000000000001", "too_large"),
        ("1e99", "too_large"),
    ],
)
def test_what_is_no_amount_says_why(text: str, expected: str) -> None:
    with pytest.raises(CleaningError) as caught:
        parse_amount(text)
    assert caught.value.reason == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"),
        ("1個", "1"),
        ("２点", "2"),
        ("3 セット", "3"),
        ("x3", "3"),
        ("×３", "3"),
        ("1.5", "1.5"),
        ("-1", "-1"),
        ("▲2", "-2"),
        ("(2)", "-2"),
        ("1,000", "1000"),
        ("2.00", "2"),
        ("2 pcs", "2"),
    ],
)
def test_quantities(text: str, value: str) -> None:
    assert parse_quantity(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "not_a_number"),
        ("三", "not_a_number"),
        ("1,20", "not_a_number"),
        ("1円", "not_a_number"),
        ("nan", "not_a_number"),
        ("1-2", "not_a_number"),
        ("10000000000", "too_large"),
        ("100億", "not_a_number"),
    ],
)
def test_what_is_no_quantity_says_why(text: str, expected: str) -> None:
    with pytest.raises(CleaningError) as caught:
        parse_quantity(text)
    assert caught.value.reason == expected


@pytest.mark.parametrize(
    ("text", "tenths"),
    [
        ("10", 100),
        ("10%", 100),
        ("１０％", 100),
        ("10.00", 100),
        ("8.0", 80),
        ("0.1", 100),
        ("0.10", 100),
        ("0.08", 80),
        ("軽減8%", 80),
        ("8%(軽減税率)", 80),
        ("標準10%", 100),
        ("8%※", 80),
        ("7.8", 78),
        ("5", 50),
        ("0", 0),
        ("0%", 0),
        ("非課税", 0),
    ],
)
def test_tax_rates(text: str, tenths: int) -> None:
    assert parse_rate(text) == tenths


@pytest.mark.parametrize("text", ["", "1", "1.1", "1.08", "6.24", "101", "-10", "軽減", "x"])
def test_what_is_no_tax_rate_says_so(text: str) -> None:
    with pytest.raises(CleaningError, match="not_a_rate"):
        parse_rate(text)


@given(ANY)
def test_any_text_is_read_or_an_issue(text: str) -> None:
    reasons = []
    for read in (parse_amount, parse_quantity, parse_rate):
        try:
            read(text)
        except CleaningError as error:
            reasons.append(f"issue.{error.reason}")
    assert JA.keys() >= set(reasons)


@given(st.integers(-(10**15), 10**15))
def test_every_shape_leads_back_to_the_number(number: int) -> None:
    size = abs(number)
    shapes = [str(number), f"{number:,}", f"{number:,}円", f"{number}.00", f"¥{number:,}-"]
    if number < 0:
        shapes += [f"▲{size:,}", f"△{size}", f"({size:,})", f"−{size:,}", f"－{size}", f"-¥{size}"]
    wide = [shape.translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)}) for shape in shapes]
    assert {parse_amount(shape).value for shape in shapes + wide} == {Decimal(number)}


def half_away(value: Fraction) -> int:
    size = floor(abs(value) + Fraction(1, 2))
    return size if value > 0 else -size


@given(FIGURES, FIGURES, st.integers(0, 3))
def test_line_amounts_are_exact(quantity: Decimal, price: Decimal, digits: int) -> None:
    exact = Fraction(quantity) * Fraction(price) * 10**digits
    assert line_amount(quantity, price, digits) == half_away(exact)
    assert to_minor(price, digits) == half_away(Fraction(price) * 10**digits)


@pytest.mark.parametrize(
    ("value", "digits", "minor"),
    [("0.5", 0, 1), ("-0.5", 0, -1), ("2.5", 0, 3), ("12.345", 2, 1235), ("-12.345", 2, -1235)],
)
def test_halves_are_rounded_away_from_zero(value: str, digits: int, minor: int) -> None:
    assert to_minor(Decimal(value), digits) == minor


def test_a_product_can_be_too_large() -> None:
    with pytest.raises(CleaningError, match="too_large"):
        line_amount(Decimal(10**9), Decimal(10**9), 0)


@pytest.mark.parametrize(
    "text", ["-", "‐", "–", "—", "―", "−", "ー", "－", "--", "¥-", "￥－", "¥ ー", "-円", " — "]
)
def test_a_lone_dash_is_zero(text: str) -> None:
    assert parse_amount(text).value == 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.250,00", "1250.00"),
        ("980,50", "980.50"),
        ("1.000", "1000"),
        ("1.234.567", "1234567"),
        ("-12,5", "-12.5"),
        ("€ 1.250,00", "1250.00"),
        ("1.250,00 €", "1250.00"),
        ("700", "700"),
    ],
)
def test_amounts_with_decimal_commas(text: str, value: str) -> None:
    assert parse_amount(text, decimal_comma=True).value == Decimal(value)


@pytest.mark.parametrize("text", ["980.50", "1,250.00", "1.00.0"])
def test_a_decimal_dot_among_decimal_commas_is_an_issue(text: str) -> None:
    with pytest.raises(CleaningError) as caught:
        parse_amount(text, decimal_comma=True)
    assert caught.value.reason == "not_an_amount"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1.250,00", Separators.COMMA),
        ("980,50", Separators.COMMA),
        ("1.234.567", Separators.COMMA),
        ("0,250", Separators.COMMA),
        ("1250,000", Separators.COMMA),
        ("¥1,250.00", Separators.DOT),
        ("980.5", Separators.DOT),
        ("1,234,567", Separators.DOT),
        ("0.250", Separators.DOT),
        ("1.250", Separators.EITHER_DOT),
        ("１．２５０円", Separators.EITHER_DOT),
        ("1,250", Separators.EITHER_COMMA),
        ("1250", Separators.NONE),
        ("a.b", Separators.NONE),
        ("", Separators.NONE),
    ],
)
def test_what_separators_say(text: str, says: Separators) -> None:
    assert separators_of(text) is says
