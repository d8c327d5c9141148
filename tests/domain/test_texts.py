import string
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.errors import ReportableError
from crm_desk.domain.texts import Texts, parse_texts
from crm_desk.paths import RESOURCES


def sentences(language: str) -> dict[str, str]:
    name = f"{language}.toml"
    return parse_texts((RESOURCES / "texts" / name).read_text(encoding="utf-8"), name)


JA, EN = sentences("ja"), sentences("en")


def placeholders(sentence: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None)


def test_both_languages_have_the_same_keys() -> None:
    assert JA.keys() == EN.keys()
    assert len(JA) > 100


@pytest.mark.parametrize("key", sorted(JA))
def test_placeholders_are_the_same(key: str) -> None:
    assert placeholders(JA[key]) == placeholders(EN[key])
    assert all(placeholders(JA[key]))


def test_only_the_gap_between_sentences_may_be_empty() -> None:
    assert [key for key, value in JA.items() if not value.strip()] == ["result.sentence_gap"]
    assert [key for key, value in EN.items() if not value.strip()] == ["result.sentence_gap"]


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 11, 21), "令和8年11月21日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1976, 12, 31), "昭和51年12月31日"),
    ],
)
def test_dates_with_eras(day: date, shown: str) -> None:
    assert Texts("ja", JA, eras=True).date(day) == shown


def test_dates_without_eras_sort_as_written() -> None:
    assert Texts("ja", JA).date(date(2026, 1, 2)) == "2026/01/02"
    assert Texts("en", EN, eras=True).date(date(2026, 1, 2)) == "2026/01/02"


@given(st.integers(-100, 100))
def test_signed_shows_sign_and_size(number: int) -> None:
    for language, signs in (("ja", "－±＋"), ("en", "−±+")):
        shown = Texts(language, JA).signed(number)
        assert shown[0] == signs[(number > 0) - (number < 0) + 1]
        assert shown[1:] == str(abs(number))


def test_percent_has_a_dash_for_no_figure() -> None:
    texts = Texts("ja", JA)
    assert texts.percent(None) == "—"
    assert texts.percent(Fraction(0)) == "0%"
    assert texts.percent(Fraction(1, 8)) == "13%"


def test_typed_braces_are_never_filled_in() -> None:
    texts = Texts("ja", JA)
    assert "{day} {0} {" in texts("report.participants", names="{day} {0} {")
    assert "{file}" in texts.error(ReportableError("desk_missing", file="{file}.crmdesk"))


def test_unknown_key_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        Texts("ja", JA)("report.no_such_sentence")


@pytest.mark.parametrize(
    ("text", "line"), [("[a]\nb = 'x'\nc = x", 3), ("a = 1", 1), ("[a]\nb = 1", None)]
)
def test_damaged_texts_are_named(text: str, line: int | None) -> None:
    with pytest.raises(ReportableError) as caught:
        parse_texts(text, "ja.toml")
    assert caught.value.key == "resource_damaged"
    assert caught.value.params["file"] == "ja.toml"
    assert line is None or caught.value.params["line"] == line
