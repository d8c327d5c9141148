"""Addresses on paper: whole numbers, one dash, characters as typed, everything in its place."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desk.desk.resources import texts
from crm_desk.domain.contacts.addressee import Addressee, NameChoices, addressee
from crm_desk.domain.house_numbers import DASHES, NUMERALS
from crm_desk.reports.contacts.labels import SHEETS, LabelBook, write_labels
from crm_desk.reports.contacts.postcards import PostcardBook, write_postcards
from crm_desk.reports.followup.list_pdf import ListBook, write_followup_list
from crm_desk.reports.followup.sheet_pdf import write_followup_sheets
from crm_desk.reports.typesetting.drawing import Losses
from tests.reports.contacts.hard_letters import HARD
from tests.reports.followup.papers import SHOP, TODAY, book, envelope, row, sheet
from tests.reports.paper import squeezed
from tests.reports.placing import Turned, inside, placed, turned

JA = texts("ja")
Write = Callable[[Path, list[Addressee]], Losses]


def down(path: Path, to: list[Addressee], *, numerals: bool = True) -> Losses:
    return write_postcards(PostcardBook(SHOP, to, numerals=numerals), JA, path)


def across(path: Path, to: list[Addressee]) -> Losses:
    return write_postcards(PostcardBook(SHOP, to, across=True), JA, path)


def large(path: Path, to: list[Addressee]) -> Losses:
    return write_labels(LabelBook(SHOP, to, SHEETS["2x6"]), JA, path)


def small(path: Path, to: list[Addressee]) -> Losses:
    return write_labels(LabelBook(SHOP, to, SHEETS["3x8"]), JA, path)


FORMATS = {
    "from the top down": down,
    "as typed": lambda path, to: down(path, to, numerals=False),
    "across": across,
    "large labels": large,
    "small labels": small,
}

DIGITS = ["0123456789", "０１２３４５６７８９", NUMERALS[:10]]
UNITS = ["", "丁目", "番地", "番", "号", "号室", "階", "F", "Ｆ", " 丁目", " 番", " 号"]


@st.composite
def numbers(draw: st.DrawFn) -> str:
    digits = draw(st.sampled_from(DIGITS))
    parts = draw(st.lists(st.text(digits, min_size=1, max_size=6), min_size=1, max_size=3))
    dash = draw(st.sampled_from(DASHES))
    blank = draw(st.sampled_from(["", " "]))
    return f"{blank}{dash}{blank}".join(parts) + draw(st.sampled_from(UNITS))


ADDRESSES = st.lists(
    st.tuples(st.text("東京都港青葉", min_size=1, max_size=30), numbers()), min_size=1, max_size=8
).map(lambda parts: "".join(town + number for town, number in parts))


def line_ends(runs: list[Turned], *, downwards: bool) -> Iterator[tuple[str, str]]:
    """The characters on either side of the end of a line or of a column."""
    for one, after in pairwise(run for run in runs if run.text.strip()):
        ends = after.y > one.y + 3 if downwards else after.y < one.y - 3
        if ends:
            yield one.text.strip()[-1], after.text.strip()[0]


WITHIN = set("".join(DIGITS) + NUMERALS + DASHES)
WITHIN_OR_UNIT = WITHIN | set("丁番号階FＦ室")


@pytest.mark.parametrize("kind", FORMATS)
@given(ADDRESSES)
@settings(max_examples=25)
def test_no_line_and_no_column_ends_within_a_number(
    tmp_path_factory: pytest.TempPathFactory, kind: str, address: str
) -> None:
    path = tmp_path_factory.mktemp("a") / "a.pdf"
    FORMATS[kind](path, [envelope(name="山田花子", address=address, postcode="")])
    (runs,) = turned(path)
    address_runs = [run for run in runs if "Bold" not in run.font]
    downwards = kind in ("from the top down", "as typed")
    for before, after in line_ends(address_runs, downwards=downwards):
        assert not (before in WITHIN and after in WITHIN_OR_UNIT), (before, after)


@pytest.mark.parametrize("kind", FORMATS)
@given(st.text(st.sampled_from("東京1２三-ー－ 丁目番号F\nA🍵"), max_size=200))
@settings(max_examples=15)
def test_everything_stays_in_its_place(
    tmp_path_factory: pytest.TempPathFactory, kind: str, address: str
) -> None:
    path = tmp_path_factory.mktemp("a") / "a.pdf"
    losses = FORMATS[kind](path, [envelope(name="山", address=address)])
    places = {"large labels": SHEETS["2x6"].place(0), "small labels": SHEETS["3x8"].place(0)}
    place = places.get(kind, (5, 10, 91, 128))
    assert all(inside(run, *place) for run in placed(path)[0])
    assert ("🍵" in address) == bool(losses.missing)


def test_a_number_that_no_line_holds_is_there_to_the_last_digit(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    assert small(path, [envelope(address="東京都" + "8" * 90, postcode="")]) == ({}, (), {})
    text = "".join(run.text for run in turned(path)[0])
    assert text.count("8") == 90


def test_no_shortened_address_ends_within_a_number(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    for length in range(150, 190):
        address = "野" * length + "123-456-789町" * 9
        assert small(path, [envelope(address=address, postcode="")]).shortened
        text = squeezed("".join(run.text for run in turned(path)[0] if "Bold" not in run.font))
        assert text.endswith(("野…", "町…", "123-456-789…"))


def cells_of(path: Path, font: str = "Regular") -> list[tuple[str, int]]:
    return [(run.text.strip(), run.angle) for run in turned(path)[0] if font in run.font]


@pytest.mark.parametrize("dash", DASHES)
@pytest.mark.parametrize("digits", DIGITS)
@pytest.mark.parametrize("numerals", [True, False])
def test_dashes_of_every_kind_stand_upright_and_join(
    tmp_path: Path, dash: str, digits: str, numerals: bool
) -> None:
    path = tmp_path / "a.pdf"
    typed = f"港区{digits[1]}{dash}{digits[2]}{dash}{digits[3]}"
    losses = down(path, [envelope(address=typed, postcode="")], numerals=numerals)
    assert losses == ({}, (), {})
    shown = NUMERALS if numerals else digits
    wanted = ["港", "区", shown[1], "―", shown[2], "―", shown[3]]
    found = cells_of(path)
    assert [text for text, _ in found] == wanted
    assert [angle for _, angle in found] == [-90 if text == "―" else 0 for text in wanted]
    # Ink: upright, and as long as a numeral is high, so that it joins what it stands between.
    runs = [run for run in placed(path)[0] if run.text.strip() == "―"]
    for run in runs:
        assert run.bottom - run.top > 5 * (run.right - run.left)
        assert run.bottom - run.top > 14 * 0.8 / 72 * 25.4


@pytest.mark.parametrize("word", ["センター", "ｾﾝﾀｰ", "サーモ", "タワー3F"])
def test_the_long_vowel_of_a_word_lies_as_it_does_from_the_top_down(
    tmp_path: Path, word: str
) -> None:
    path = tmp_path / "a.pdf"
    down(path, [envelope(address=f"港区{word}", postcode="")])
    found = dict(cells_of(path))
    assert found["ー"] == -90
    assert "―" not in found


@pytest.mark.parametrize("kind", FORMATS)
def test_half_width_kana_are_composed(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.pdf"
    to = envelope(name="ｶﾞｯﾊﾟ ﾊﾞﾋﾞﾌﾞ", address="港区ｸﾞﾗﾝﾄﾞﾊﾟｰｸ｢ｱ･ｲ｣", postcode="")
    assert FORMATS[kind](path, [to]) == ({}, (), {})
    text = squeezed("".join(run.text for run in turned(path)[0]))
    assert "グランドパーク「ア・イ」" in text
    assert "ガッパバビブ様" in text


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("kanji", "\ufa10\ufa11\ufa19\ufa1a\ufa1b\ufa22\ufa26\ufa68\uf929")
def test_compatibility_kanji_are_printed_as_typed(tmp_path: Path, kind: str, kanji: str) -> None:
    path = tmp_path / "a.pdf"
    to = envelope(name=f"{kanji}山", address=f"{kanji}町1", postcode="")
    assert FORMATS[kind](path, [to]) == ({}, (), {})
    assert sum(run.text.count(kanji) for run in turned(path)[0]) == 2


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("selector", ["\U000e0100", "\U000e01ef", "\ufe00"])
def test_a_form_that_no_font_has_is_the_plain_kanji_and_is_listed(
    tmp_path: Path, kind: str, selector: str
) -> None:
    path = tmp_path / "a.pdf"
    losses = FORMATS[kind](path, [envelope(name=f"葛{selector}城", address=f"辻{selector}町1")])
    (characters,) = losses.plain.values()
    assert (losses.missing, set(characters)) == ({}, {"葛", "辻"})
    text = "".join(run.text for run in turned(path)[0])
    assert "〓" not in text
    assert "葛" in text


def test_a_compatibility_kanji_that_no_font_has_is_the_plain_one_and_is_listed(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.pdf"
    losses = small(path, [envelope(name="\uf9f3山", address="港区1")])
    assert losses.missing == {}
    assert list(losses.plain.values()) == ["麟"]


def test_two_people_have_their_forms_of_address_in_line(tmp_path: Path) -> None:
    for write in (down, across, large, small):
        path = tmp_path / "a.pdf"
        write(path, [envelope(name="山田 太郎・花子")])
        bold = [run for run in placed(path)[0] if "様" in run.text]
        assert len(bold) == 2
        if write is down:
            assert bold[0].bottom == pytest.approx(bold[1].bottom, abs=0.1)
        else:
            assert bold[0].right == pytest.approx(bold[1].right, abs=0.1)


def test_a_firm_stands_in_a_line_of_its_own_without_a_form_of_address(tmp_path: Path) -> None:
    for write in (across, large, small):
        path = tmp_path / "a.pdf"
        write(path, [envelope(name="山田太郎（株式会社山田商店）")])
        lines = [run.text.strip() for run in turned(path)[0]]
        assert lines[-2:] == ["株式会社山田商店", "山田太郎 様"]
    down(tmp_path / "b.pdf", [envelope(name="山田太郎（株式会社山田商店）")])
    firm, name = (
        squeezed("".join(run.text for run in turned(tmp_path / "b.pdf")[0] if kind in run.font))
        for kind in ("Regular", "Bold")
    )
    assert firm.endswith("株式会社山田商店")
    assert name == "山田太郎様"


@pytest.mark.parametrize("write", [down, across, large, small])
def test_the_twenty_hard_letters_lose_nothing_unsaid(tmp_path: Path, write: Write) -> None:
    path = tmp_path / "a.pdf"
    losses = write(path, [addressee([who], NameChoices(in_charge=True)) for who in HARD])
    assert losses.shortened == ()
    assert losses.missing == {"茶🍵 みどり": "🍵"}
    assert losses.plain == {"葛\U000e0100城 一": "葛"}
    pages = placed(path)
    assert len(pages) == (20 if write in (down, across) else 2 if write is large else 1)
    width, height = (100, 148) if len(pages) == 20 else (210, 297)
    assert all(inside(run, 4, 4, width - 8, height - 8) for page in pages for run in page)


def test_the_twenty_hard_letters_on_sheets_and_lists(tmp_path: Path) -> None:
    path, made = tmp_path / "a.pdf", [sheet(who) for who in HARD]
    losses = write_followup_sheets(book(*made), JA, path)
    assert losses.shortened == ()
    first = squeezed("".join(run.text for run in turned(path)[7]))
    assert "株式会社山田商店山田太郎様" in first
    assert "〒100-0001東京都千代田区千代田1-2-13コーポヒマワリ203号室" in squeezed(
        "".join(run.text for run in turned(path)[0])
    )
    rows = ListBook(SHOP, TODAY, [row(each) for each in made])
    losses = write_followup_list(rows, JA, path)
    assert losses.shortened == ()
    assert all(inside(run, 8, 8, 281, 198) for page in placed(path) for run in page)
