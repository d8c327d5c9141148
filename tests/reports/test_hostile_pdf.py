import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.assessment.making import all_at
from tests.reports.paper import HOSTILE, made, outermost, pages, printed, read, squeezed, whole

PRINTABLE = ["<img src=x>", "A<B", "R&D &amp; &#x41;", '=HYPERLINK("x")', "+81", "@x", "-1"]
PRINTABLE += ["先頭のタブ", "𠮷田と髙橋", "</para><b>", "{day} {0} %s", "x" * 500, "長" * 500]


@pytest.mark.parametrize("text", PRINTABLE, ids=range(len(PRINTABLE)))
def test_names_and_notes_are_printed_as_typed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.pdf"
    missing = printed(read(made(all_at(1), {"3-1": text}, text), shop=text), path)
    assert missing == {}
    first = squeezed(pages(path)[0])
    assert first.count(squeezed(text)) >= 2
    assert f"メモ:{squeezed(text)}" in squeezed("".join(pages(path)[2:]))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_was_typed_fits_the_page(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.pdf"
    printed(read(made(all_at(1), {"3-1": text}, text), shop=text), path)
    left, right, width = outermost(path)
    assert left > 0
    assert right < width - 30


@pytest.mark.parametrize("language", ["ja", "en"])
def test_long_notes_run_over_pages_in_order(tmp_path: Path, language: str) -> None:
    seeded = random.Random(5)
    kanji = "".join(seeded.choices("顧客分析目的費用達成𠮷髙ぁあいうアイウ、。", k=10_000))
    words = " ".join(f"word{n}" for n in range(1200))[:10_000]
    path = tmp_path / "a.pdf"
    missing = printed(read(made(all_at(2), {"2-2": kanji, "6-4": words})), path, language)
    assert missing == {}
    text = whole(path)
    assert kanji in text
    assert squeezed(words) in text


def test_many_lines_are_kept_in_order(tmp_path: Path) -> None:
    note = "\n".join(f"{n}行目" for n in range(400))
    path = tmp_path / "a.pdf"
    printed(read(made(all_at(2), {"1-1": note})), path)
    assert squeezed(note) in whole(path)
    lines = [line.strip() for page in pages(path) for line in page.splitlines()]
    assert "17行目" in lines


def test_substitutes_are_told_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    summary = read(
        made(all_at(1), {"3-1": "茶🍵茶🍵👍"}, participants="佐藤ש"), shop="店\U0001f3ea"
    )
    assert printed(summary, path) == {
        "お店の名前": "\U0001f3ea",
        "参加者": "ש",
        "3-1のメモ": "🍵👍",
    }
    text = whole(path)
    assert "メモ:茶〓茶〓〓" in text
    for code in ("U+1F3EA", "U+05E9", "U+1F375U+1F44D"):
        assert code in text


def test_marks_without_ink_need_no_substitute(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    note = "\u202eabc\u202c\u200f\u200b\ufeffdef"
    assert printed(read(made({}, {"3-1": note})), path) == {}
    assert "メモ:abcdef" in whole(path)


def test_decomposed_kana_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    assert printed(read(made({}, {"3-1": "か\u3099き\u3099"})), path) == {}
    assert "メモ:がぎ" in whole(path)


def test_typed_marks_of_missing_type_are_not_taken_for_substitutes(tmp_path: Path) -> None:
    assert printed(read(made({}, {"3-1": "〓"})), tmp_path / "a.pdf") == {}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200), st.text(max_size=30))
@settings(max_examples=10)
def test_any_text_is_printed_or_listed(tmp_path: Path, note: str, shop: str) -> None:
    path = tmp_path / "a.pdf"
    missing = printed(read(made({}, {"5-5": note}), shop=shop), path)
    text = whole(path)
    for character in unicodedata.normalize("NFC", note):
        is_ink = unicodedata.category(character)[0] in "LNPS"
        listed = character in missing.get("5-5のメモ", "")
        assert not is_ink or listed or character in text
