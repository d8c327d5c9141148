import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.clean_text import clean_line, clean_text

ANY = st.text(st.characters(exclude_categories=()), max_size=60) | st.text("a\r\n\0\ud842\udfb7 𠮷")
SOUND = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"))


@given(ANY)
def test_the_result_can_always_be_stored(text: str) -> None:
    cleaned = clean_text(text)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert "\0" not in cleaned
    assert "\r" not in cleaned


@given(ANY)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(SOUND)
def test_sound_text_stays_as_typed(text: str) -> None:
    assert clean_text(text) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\0b", "a\ufffdb"),
        ("a\ud842b", "a\ufffdb"),
        ("\udfb7", "\ufffd"),
        ("\ud842\udfb7", "𠮷"),
        ("\u200e<b>R&D</b> =1+1 \u3000", "\u200e<b>R&D</b> =1+1 \u3000"),
        ("か\u3099", "か\u3099"),
        ("", ""),
    ],
)
def test_known_texts(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


@given(ANY)
def test_a_line_is_one_line_without_blanks_around(text: str) -> None:
    line = clean_line(text)
    assert line == line.strip()
    assert len(line.splitlines()) <= 1


def test_a_line_keeps_single_blanks() -> None:
    assert clean_line("  佐藤\u3000花子\r\n田中 ") == "佐藤 花子 田中"
