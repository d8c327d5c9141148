"""Postcards, written from the top down."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desk.desk.resources import texts
from crm_desk.domain.contacts.addressee import Addressee
from crm_desk.domain.contacts.senders import Sender
from crm_desk.reports.contacts.postcards import PostcardBook, frames, write_postcards
from crm_desk.reports.typesetting.drawing import Losses, Shift
from crm_desk.reports.typesetting.vertical import with_numerals
from tests.reports.followup.papers import SHOP, envelope
from tests.reports.paper import HOSTILE, squeezed
from tests.reports.placing import Placed, inside, placed

SENDER = Sender(SHOP, "4200853", "静岡県静岡市葵区追手町9-6 みずほビル2F", "054-123-4567")
WIDTH, HEIGHT = 100, 148


def cards(path: Path, *to: Addressee, **how: object) -> Losses:
    book = PostcardBook(SHOP, to, **how)  # type: ignore[arg-type]
    return write_postcards(book, texts("ja"), path)


def text_of(runs: list[Placed]) -> str:
    return squeezed("".join(run.text for run in runs))


def test_frames_are_where_the_post_wants_them() -> None:
    found = frames()
    assert [round(frame.left, 2) for frame in found] == [44.3, 51.3, 58.3, 65.9, 72.7, 79.5, 86.3]
    assert found[-1].left + found[-1].width == pytest.approx(WIDTH - 8)
    assert {(frame.top, frame.width, frame.height) for frame in found} == {(12.0, 5.7, 8.0)}


@pytest.mark.parametrize("code", ["1000001", "100-0001", "〒100-0001", "１００－０００１"])
def test_digits_stand_in_their_frames(tmp_path: Path, code: str) -> None:
    path = tmp_path / "a.pdf"
    cards(path, envelope(postcode=code))
    (runs,) = placed(path)
    assert text_of(runs[:7]) == "1000001"
    for run, frame in zip(runs[:7], frames(), strict=True):
        assert inside(run, *frame)
        middle = (run.left + run.right) / 2, (run.top + run.bottom) / 2
        assert middle[0] == pytest.approx(frame.left + 2.85, abs=0.6)
        assert middle[1] == pytest.approx(16, abs=0.6)


def test_all_characters_stand_in_reading_order(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    to = envelope(
        name="ジョーンズ(太郎)", address="東京都港区芝公園4-11-28 メゾン「東」3F A-1012号室"
    )
    assert cards(path, to, numerals=False) == ({}, (), {})
    (runs,) = placed(path)
    address, name = "東京都港区芝公園4―11―28メゾン「東」3FA―1012号室", "ジョーンズ(太郎)様"
    assert text_of(runs) == f"1000001{address}{name}"
    kanji = tmp_path / "b.pdf"
    cards(kanji, to)
    assert "芝公園四―一一―二八メゾン「東」3FA―一〇一二号室" in text_of(placed(kanji)[0])


def test_text_runs_down_and_columns_to_the_left(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    cards(path, envelope(name="山田花子", address="京都市中京区 北館" + "長" * 60))
    (runs,) = placed(path)
    name = [run for run in runs if run.text in "山田花子様"]
    assert [run.text for run in name] == list("山田花子様")
    assert [run.top for run in name] == sorted(run.top for run in name)
    middles = [(run.left + run.right) / 2 for run in name]
    assert max(middles) - min(middles) < 1
    address = runs[7 : -len(name)]
    steps = [b.left - a.left for a, b in pairwise(address)]
    assert all(step < 2.5 for step in steps)
    assert min(steps) < -2.5


def test_long_vowels_and_brackets_lie_on_their_side(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    cards(path, envelope(name="サー(ビ)ス—Smith"))
    runs = {run.text: run for run in placed(path)[0][7:]}
    for sign in ("ー", "—"):
        assert runs[sign].bottom - runs[sign].top > runs[sign].right - runs[sign].left
    for sign in "()":
        assert runs[sign].right - runs[sign].left > runs[sign].bottom - runs[sign].top
    first = runs["サ"]
    assert first.bottom - first.top > 5
    # Letters of a word lie one below the other, on one line.
    assert runs["h"].top > runs["S"].bottom - 0.3


def test_the_shift_moves_everything_by_so_much(tmp_path: Path) -> None:
    path, other = tmp_path / "a.pdf", tmp_path / "b.pdf"
    cards(path, envelope(), sender=SENDER)
    cards(other, envelope(), sender=SENDER, shift=Shift(2.5, -1.5))
    for one, moved in zip(placed(path)[0], placed(other)[0], strict=True):
        assert moved.text == one.text
        assert moved.left - one.left == pytest.approx(2.5, abs=0.01)
        assert moved.top - one.top == pytest.approx(-1.5, abs=0.01)


def test_the_sender_stands_at_the_lower_left(tmp_path: Path) -> None:
    path, alone = tmp_path / "a.pdf", tmp_path / "b.pdf"
    cards(path, envelope(), sender=SENDER)
    cards(alone, envelope())
    (runs,), (before,) = placed(path), placed(alone)
    assert runs[: len(before)] == before
    added = runs[len(before) :]
    assert all(inside(run, 6, 62, 26, 76) for run in added)
    assert (
        text_of(added) == "静岡県静岡市葵区追手町九―六みずほビル2Fみずほ茶舗〒420-0853054-123-4567"
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_leaves_its_place_whatever_was_typed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.pdf"
    losses = cards(path, envelope(name=text, address=text), sender=SENDER._replace(name=text))
    (runs,) = placed(path)
    assert all(inside(run, 5, 12, 90, 128) for run in runs)
    for run in runs[7:]:
        places = ((68, 26, 26, 110), (35, 31, 31, 107), (6, 62, 26, 76))
        assert any(inside(run, *place) for place in places), run
    assert "🍵" not in text or "🍵" in "".join(losses.missing.values())


def test_500_characters_are_all_there(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    assert cards(path, envelope(name="長" * 500, address="野" * 500)) == ({}, (), {})
    text = text_of(placed(path)[0])
    assert (text.count("長"), text.count("野"), text.count("様")) == (500, 500, 1)


def test_decomposed_kana_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    assert cards(path, envelope(name="か\u3099き\u3099")) == ({}, (), {})
    assert text_of(placed(path)[0]).endswith("がぎ様")


def test_what_can_not_be_held_is_cut_visibly_and_keeps_its_honorific(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    losses = cards(path, envelope(name="長" * 1500))
    assert [name[:3] for name in losses.shortened] == ["長長長"]
    assert text_of(placed(path)[0]).endswith("…様")


def test_an_honorific_never_stands_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    names = ["株式会社" + "あ" * n for n in range(4, 40)]
    cards(path, *(envelope(name=name) for name in names))
    for runs in placed(path):
        assert text_of(runs).endswith("御中")
        last = [run for run in runs if run.text.strip()][-3:]
        middles = [(run.left + run.right) / 2 for run in last]
        assert max(middles) - min(middles) < 1.5


def test_a_code_that_has_no_frames_stands_before_the_address(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    cards(path, envelope(postcode="SW1A 1AA", address="10 Downing Street London"))
    assert text_of(placed(path)[0]).startswith("SW1A1AA10DowningStreetLondon")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("千代田1-2-30", "千代田一―二―三〇"),
        ("千代田１－２", "千代田一―二"),
        ("東3F B1F 105号", "東3F B1F 一〇五号"),
        ("A-101号", "A―一〇一号"),
        ("1600 Main Street", "1600 Main Street"),
        ("サー-ビス", "サー-ビス"),
    ],
)
def test_numerals(typed: str, written: str) -> None:
    assert with_numerals(typed) == written


@given(
    st.text(st.sampled_from("山田ーっ、(「A1 -W〇様𠮷"), max_size=120),
    st.text(st.sampled_from("東京1-2ー 番号ビルA"), max_size=200),
)
@settings(max_examples=30)
def test_any_length_fits(tmp_path: Path, name: str, address: str) -> None:
    path = tmp_path / "a.pdf"
    assert cards(path, envelope(name=name, address=address)) == ({}, (), {})
    (runs,) = placed(path)
    assert all(inside(run, 34.5, 12, 60, 126) for run in runs if run.text.strip())


LONGEST_SENDER = Sender("長" * 60, "420-0853", "静" * 60 + " " + "塔" * 39, "0" * 30)
PLACES = {
    False: ((68, 26, 26, 110), (35, 31, 31, 107), (6, 62, 26, 76)),
    True: ((12, 30, 78, 30), (14, 62, 76, 34), (46, 108, 46, 28)),
}


@given(
    st.text(st.sampled_from("東京1-2ー 番号ビルA"), max_size=500),
    st.sampled_from([SENDER, LONGEST_SENDER, SENDER._replace(name="𠮷田 茂", phone="")]),
    st.booleans(),
)
@settings(max_examples=40)
def test_the_sender_never_meets_the_address(
    tmp_path: Path, address: str, sender: Sender, across: bool
) -> None:
    path = tmp_path / "a.pdf"
    cards(path, envelope(name="髙橋 花子", address=address), sender=sender, across=across)
    (runs,) = placed(path)
    places = [*PLACES[across], (44, 12, 49, 8)]
    for run in runs:
        if run.text.strip():
            assert sum(inside(run, *place) for place in places) == 1, run


def test_a_sender_of_500_characters_is_cut_visibly_and_named(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    for across in (False, True):
        sender = SENDER._replace(address="長" * 500)
        losses = cards(path, envelope(), sender=sender, across=across)
        assert losses.shortened == ("差出人",)
        assert "…" in text_of(placed(path)[0])
