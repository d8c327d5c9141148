import re
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crm_desk.domain.assessment.questionnaire import Questionnaire, parse_questionnaire
from crm_desk.domain.errors import ReportableError
from tests.domain.assessment.making import SHIPPED, source

LINES = source().splitlines()
NAME = "v1.ja.toml"


def line_of(start: str, item_id: str = "") -> int:
    """Number of the first line that begins so, at or below an item's id."""
    below = LINES.index(f'id = "{item_id}"') if item_id else 0
    return next(n for n in range(below, len(LINES)) if LINES[n].startswith(start)) + 1


def refusal(lines: list[str]) -> ReportableError:
    with pytest.raises(ReportableError) as caught:
        parse_questionnaire("\n".join(lines), NAME)
    assert caught.value.key == "resource_damaged"
    assert caught.value.params["file"] == NAME
    assert caught.value.params["reason"]
    return caught.value


def changed(number: int, change: Callable[[str], str]) -> list[str]:
    return [*LINES[: number - 1], change(LINES[number - 1]), *LINES[number:]]


def without(number: int) -> list[str]:
    return LINES[: number - 1] + LINES[number:]


@pytest.mark.parametrize(
    ("start", "item_id", "new"),
    [
        ("title", "3-2", "title = 施策別費用"),
        ("criteria", "4-1", 'criteria = ["a", "b"'),
        ("top_points", "6-4", "top_points = four"),
        ("version", "", "version = 1 1"),
    ],
)
def test_syntax_error_names_its_line(start: str, item_id: str, new: str) -> None:
    number = line_of(start, item_id)
    assert refusal(changed(number, lambda _: new)).params["line"] in (number, number + 1)


@pytest.mark.parametrize(
    ("start", "item_id", "new"),
    [
        ("top_points", "6-4", 'top_points = "4"'),
        ("top_points", "2-1", "top_points = true"),
        ("published", "5-1", 'published = "yes"'),
        ("statement", "3-4", "statement = 3"),
        ("statement", "3-4", 'statement = ""'),
        ("title", "1-1", "title = []"),
        ("criteria", "4-2", 'criteria = "a"'),
        ("criteria", "4-2", 'criteria = ["a", "b", "c", 4]'),
        ("criteria", "4-2", 'criteria = ["a", "b", "c", ""]'),
        ("steps", "1-6", "steps = {}"),
        ("name", "5", "name = 5"),
        ("version", "", 'version = "1"'),
        ("choices", "", 'choices = ["a", "b", "c"]'),
    ],
)
def test_wrong_type_names_its_line(start: str, item_id: str, new: str) -> None:
    number = line_of(start, item_id)
    error = refusal(changed(number, lambda _: new))
    assert error.params["line"] == number
    assert start in str(error.params["reason"])


@pytest.mark.parametrize("count", [0, 3, 5])
def test_wrong_number_of_criteria_names_its_line(count: int) -> None:
    number = line_of("criteria", "5-7")
    new = f"criteria = {['x'] * count}"
    assert refusal(changed(number, lambda _: new)).params["line"] == number


def test_wrong_number_of_steps_names_its_line() -> None:
    number = line_of("steps", "2-2")
    assert refusal(changed(number, lambda _: 'steps = ["x"]')).params["line"] == number


@pytest.mark.parametrize("key", ["title", "statement", "published", "top_points", "criteria"])
def test_missing_key_names_its_item(key: str) -> None:
    assert refusal(without(line_of(key, "3-3"))).params["line"] == line_of("id", "3-3")


@pytest.mark.parametrize("key", ["version", "language", "origin_note", "choices"])
def test_missing_head_names_the_head(key: str) -> None:
    assert int(str(refusal(without(line_of(key))).params["line"])) < line_of("[[category]]")


def test_missing_title_of_the_file_is_not_blamed_on_an_item() -> None:
    assert int(str(refusal(without(line_of("title"))).params["line"])) < line_of("[[category]]")


def test_missing_id_names_its_item() -> None:
    number = line_of("id", "3-2")
    assert abs(int(str(refusal(without(number)).params["line"])) - number) <= 1


def test_wrong_type_of_id_names_its_line() -> None:
    number = line_of("id", "3-2")
    assert refusal(changed(number, lambda _: "id = 32")).params["line"] == number


def test_duplicate_id_names_a_line_that_has_it() -> None:
    number = line_of("id", "4-5")
    error = refusal(changed(number, lambda _: 'id = "4-4"'))
    assert error.params["line"] in (number, line_of("id", "4-4"))
    assert "4-4" in str(error.params["reason"])


@pytest.mark.parametrize(
    "text",
    [
        "category = [1]",
        'category = ["x"]',
        'category = [{id = "1", name = "a", short = "a", about = "a", strength = "a",'
        ' weakness = "a", item = [1]}]',
        "category = 1",
        "",
    ],
    ids=["number", "text", "item", "no list", "none"],
)
def test_entries_that_are_no_tables_are_refused(text: str) -> None:
    refusal([*LINES[: line_of("[[category]]") - 1], text])


def parsed_or_refused(lines: list[str]) -> Questionnaire | ReportableError:
    try:
        return parse_questionnaire("\n".join(lines), NAME)
    except ReportableError as error:
        return error


@given(st.integers(1, len(LINES)))
@settings(max_examples=120)
@example(1)
@example(len(LINES))
def test_any_lost_line_is_survived_or_named(number: int) -> None:
    lines, lost = without(number), LINES[number - 1]
    found = parsed_or_refused(lines)
    if isinstance(found, ReportableError):
        assert found.key == "resource_damaged"
        assert 1 <= int(str(found.params["line"])) <= len(lines)
    else:
        assert not re.match(r"id|title|name|statement|criteria|steps|top_points|published", lost)
        assert len(found.items) == len(SHIPPED.items)


@given(st.integers(1, len(LINES)), st.text(max_size=20))
@settings(max_examples=150)
def test_any_replaced_line_is_survived_or_named(number: int, text: str) -> None:
    found = parsed_or_refused(changed(number, lambda _: text))
    if isinstance(found, ReportableError):
        assert found.key == "resource_damaged"
        assert int(str(found.params["line"])) >= 1
