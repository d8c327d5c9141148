import pytest

from crm_desk.domain.assessment.questionnaire import Questionnaire, iter_pairs, parse_questionnaire
from tests.domain.assessment.making import IDS, ITEMS_PER_CATEGORY, MAXIMA, SHIPPED, source

CHOICES = (
    "全く達成していない",
    "ほとんど達成していない",
    "部分的に達成している",
    "完全に達成している",
)


@pytest.fixture(params=["ja", "en"])
def questionnaire(request: pytest.FixtureRequest) -> Questionnaire:
    return parse_questionnaire(source(request.param), f"v1.{request.param}.toml")


def test_has_33_items_in_six_categories(questionnaire: Questionnaire) -> None:
    assert {c.id: len(c.items) for c in questionnaire.categories} == ITEMS_PER_CATEGORY
    assert [item.id for item in questionnaire.items] == IDS
    assert len(IDS) == 33


def test_maxima_add_up_to_100(questionnaire: Questionnaire) -> None:
    assert {c.id: c.max_points for c in questionnaire.categories} == MAXIMA
    assert questionnaire.max_points == sum(MAXIMA.values()) == 100


def test_only_6_4_is_worth_4(questionnaire: Questionnaire) -> None:
    assert [i.id for i in questionnaire.items if i.top_points != 3] == ["6-4"]
    assert [questionnaire.item("6-4").points(level) for level in range(4)] == [0, 1, 2, 4]
    assert [questionnaire.item("6-3").points(level) for level in range(4)] == [0, 1, 2, 3]


def test_every_text_is_there(questionnaire: Questionnaire) -> None:
    assert questionnaire.version == 1
    for item in questionnaire.items:
        assert len(set(item.criteria)) == 4
        assert len(set(item.steps)) == 3
        assert all(text.strip() for text in (item.title, item.statement, *item.criteria))
    for item_id in ("5-4", "5-8"):
        assert questionnaire.item(item_id).example


def test_choices_read_as_specified() -> None:
    assert SHIPPED.choices == CHOICES


def test_published_items_are_those_of_category_5() -> None:
    assert {i.id for i in SHIPPED.items if i.published} == {f"5-{n}" for n in range(1, 10)}


def test_languages_differ_only_in_words() -> None:
    english = parse_questionnaire(source("en"), "v1.en.toml")
    shape = [(i.id, i.top_points, i.published, bool(i.example)) for i in SHIPPED.items]
    assert shape == [(i.id, i.top_points, i.published, bool(i.example)) for i in english.items]
    assert (SHIPPED.version, SHIPPED.language) == (english.version, "ja")
    assert english.language == "en"
    assert not {i.statement for i in SHIPPED.items} & {i.statement for i in english.items}


def test_items_are_found_by_id() -> None:
    assert "5-9" in SHIPPED
    assert "5-10" not in SHIPPED
    assert SHIPPED.category_of("5-9").id == "5"
    with pytest.raises(KeyError):
        SHIPPED.item("7-1")


def test_shared_items_keep_the_order_of_the_first() -> None:
    assert [(c.id, i.id) for c, i in iter_pairs(SHIPPED, SHIPPED)] == [(i[0], i) for i in IDS]
