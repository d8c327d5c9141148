from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.importing.answers import Answers
from crm_desk.importing.choices import Choices
from crm_desk.importing.conventions import ConventionFinder, Conventions
from crm_desk.importing.layout import Layout
from crm_desk.importing.matching import layout_for
from crm_desk.importing.presets import preset_by_id

EUR = Choices(currency="EUR", digits=2)
YEN = Choices()


def layout(*headers: str) -> Layout:
    return layout_for(preset_by_id("generic"), headers)


def conventions_of(
    of: Layout, columns: list[list[str]], choices: Choices, *, typed: bool = False
) -> Conventions:
    return ConventionFinder(of, choices, typed=typed).add(columns, len(columns[0]))


def found(cells: list[str], choices: Choices = EUR, **more: Any) -> Conventions:
    return conventions_of(
        layout("order_date", "line_total"), [[""] * len(cells), cells], choices, **more
    )


@pytest.mark.parametrize(
    ("cells", "commas"),
    [
        (["1.250,00", "980,50", "1.000"], True),
        (["980,50", "1.000"], True),
        (["1.234.567", "12"], True),
        (["1,250.00", "980.50", "1.000"], False),
        (["1,250", "980"], False),
        (["1250", ""], False),
    ],
)
def test_one_decision_for_a_column(cells: list[str], commas: bool) -> None:
    conventions = found(cells)
    assert ("line_amount" in conventions.decimal_commas) is commas
    assert not conventions.mixed
    assert not conventions.undecided


@pytest.mark.parametrize("choices", [EUR, YEN])
def test_what_can_be_read_both_ways_throughout_is_undecided(choices: Choices) -> None:
    (undecided,) = found(["1.250", "500"], choices).undecided
    assert undecided == ("line_amount", "line_total", "1.250")


@pytest.mark.parametrize(("sign", "commas"), [(",", True), (".", False)])
def test_an_answer_decides(sign: str, commas: bool) -> None:
    choices = Choices(currency="EUR", digits=2, answers=Answers(decimal=sign))
    conventions = found(["1.250"], choices)
    assert ("line_amount" in conventions.decimal_commas) is commas
    assert not conventions.undecided


def test_both_ways_in_one_column_are_told_and_not_guessed() -> None:
    conventions = found(["1.250,00", "1,250.00", "1.000"])
    assert conventions.mixed == {"line_amount"}
    assert not conventions.decimal_commas


def test_a_slip_among_yen_does_not_turn_the_column() -> None:
    conventions = found(["1,250", "12,50", "3,000"], YEN)
    assert not conventions.decimal_commas
    assert not conventions.mixed


def test_columns_that_tell_nothing_go_with_the_others_of_their_file() -> None:
    of = layout("order_date", "line_total", "shipping")
    conventions = conventions_of(of, [[""], ["980,50"], ["1.000"]], EUR)
    assert conventions.decimal_commas >= {"line_amount", "shipping"}
    conventions = conventions_of(of, [[""], ["980.50"], ["1.000"]], EUR)
    assert conventions.decimal_commas == frozenset()
    assert not conventions.undecided


def test_numbers_of_a_workbook_have_decimal_dots() -> None:
    assert found(["1.25", "1.125", "3"], typed=True) == Conventions()
    assert not found(["1.125"], typed=True).undecided
    assert found(["1.250,00", "3"], typed=True).decimal_commas >= {"line_amount"}


def test_ids_with_a_zero_behind_them_throughout() -> None:
    of = layout("order_date", "customer_id", "order_id")
    conventions = conventions_of(of, [[""] * 3, ["1.0", "", "22.0"], ["1.0", "2.0", "X3"]], YEN)
    assert conventions.whole_ids == {"customer"}


def test_an_empty_column_tells_nothing() -> None:
    of = layout("order_date", "customer_id")
    assert conventions_of(of, [[""], [""]], YEN).whole_ids == frozenset()


def test_later_rows_correct_what_earlier_ones_told() -> None:
    of = layout("order_date", "customer_id", "line_total")
    finder = ConventionFinder(of, EUR)
    first = finder.add([["", ""], ["1.0", "2.0"], ["1.000", "5"]], 2)
    assert first.whole_ids == {"customer"}
    assert first.undecided
    later = finder.add([[""], ["A-3"], ["12,50"]], 1)
    assert later.whole_ids == frozenset()
    assert "line_amount" in later.decimal_commas
    assert not later.undecided


@given(st.lists(st.text("0123456789.,-", max_size=8), max_size=30), st.integers(0, 30))
def test_chunks_tell_what_the_whole_tells(cells: list[str], cut: int) -> None:
    of = layout("order_date", "line_total")
    finder = ConventionFinder(of, EUR)
    finder.add([[""] * len(cells[:cut]), cells[:cut]], len(cells[:cut]))
    parts = finder.add([[""] * len(cells[cut:]), cells[cut:]], len(cells[cut:]))
    whole = conventions_of(of, [[""] * len(cells), cells], EUR)
    assert (parts.decimal_commas, parts.mixed) == (whole.decimal_commas, whole.mixed)
    assert len(parts.undecided) == len(whole.undecided)
