from pathlib import Path

import pypdfium2.raw as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from crm_desk.desk.resources import texts
from crm_desk.domain.contacts.addressee import Addressee
from crm_desk.reports.contacts.labels import SHEETS, LabelBook, write_labels
from crm_desk.reports.typesetting.drawing import Losses, Shift
from tests.reports.followup.papers import SHOP, envelope
from tests.reports.paper import HOSTILE, squeezed
from tests.reports.placing import inside, placed

KINDS = {"2x6": 12, "3x8": 24}


def labels(path: Path, kind: str, *to: Addressee, **how: object) -> Losses:
    book = LabelBook(SHOP, to, SHEETS[kind], **how)  # type: ignore[arg-type]
    return write_labels(book, texts("ja"), path)


def numbered(count: int) -> list[Addressee]:
    return [envelope(name=f"お客{n}") for n in range(count)]


@pytest.mark.parametrize("kind", KINDS)
def test_sheets_fill_the_paper_in_its_middle(kind: str) -> None:
    sheet = SHEETS[kind]
    assert sheet.labels == KINDS[kind]
    last = sheet.place(sheet.labels - 1)
    assert sheet.left == pytest.approx(210 - last.left - last.width)
    assert sheet.top == pytest.approx(297 - last.top - last.height)
    places = [sheet.place(n) for n in range(sheet.labels)]
    assert len({(round(p.left, 2), round(p.top, 2)) for p in places}) == sheet.labels


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("first", [1, 2, 5, 12])
def test_labels_follow_one_another_from_the_first_free_one(
    tmp_path: Path, kind: str, first: int
) -> None:
    path, sheet = tmp_path / "a.pdf", SHEETS[kind]
    labels(path, kind, *numbered(30), first=first)
    found = placed(path)
    assert len(found) == -(-(30 + first - 1) // sheet.labels)
    for number in range(30):
        page, position = divmod(number + first - 1, sheet.labels)
        box = sheet.place(position)
        inside_here = [run for run in found[page] if inside(run, *box)]
        text = squeezed("".join(run.text for run in inside_here))
        assert text == f"〒100-0001東京都千代田区千代田1-2-13コーポひまわり203号室お客{number}様"


def test_a_label_that_is_not_on_the_sheet_is_no_start(tmp_path: Path) -> None:
    for first in (0, 13):
        with pytest.raises(ValueError):
            labels(tmp_path / "a.pdf", "2x6", envelope(), first=first)


def test_the_shift_moves_everything_by_so_much(tmp_path: Path) -> None:
    path, other = tmp_path / "a.pdf", tmp_path / "b.pdf"
    labels(path, "3x8", *numbered(5))
    labels(other, "3x8", *numbered(5), shift=Shift(-1.5, 2.0))
    for one, moved in zip(placed(path)[0], placed(other)[0], strict=True):
        assert moved.left - one.left == pytest.approx(-1.5, abs=0.01)
        assert moved.top - one.top == pytest.approx(2.0, abs=0.01)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_crosses_an_edge_whatever_was_typed(tmp_path: Path, kind: str, text: str) -> None:
    path, sheet = tmp_path / "a.pdf", SHEETS[kind]
    labels(path, kind, *[envelope(name=text, address=text, postcode=text)] * 3, first=2)
    for run in placed(path)[0]:
        assert any(inside(run, *sheet.place(n).inside(3.9)) for n in (1, 2, 3)), run


def test_long_names_keep_their_honorific(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    losses = labels(path, "3x8", envelope(name="株式会社" + "長" * 500), envelope(name="🍵佐藤"))
    assert [name[:4] for name in losses.shortened] == ["株式会社"]
    assert losses.missing == {"🍵佐藤": "🍵"}
    text = squeezed("".join(run.text for run in placed(path)[0]))
    assert "…御中" in text


@given(
    st.sampled_from(sorted(KINDS)),
    st.text(st.sampled_from("山田ー、(「A1 -W様𠮷"), max_size=200),
    st.text(st.sampled_from("東京1-2ー 番号ビルA"), max_size=300),
)
@settings(max_examples=30)
def test_any_length_stays_on_its_label(tmp_path: Path, kind: str, name: str, address: str) -> None:
    path = tmp_path / "a.pdf"
    labels(path, kind, envelope(name=name, address=address))
    assert all(inside(run, *SHEETS[kind].place(0)) for run in placed(path)[0])


@pytest.mark.parametrize("kind", KINDS)
def test_edges_are_drawn_on_every_sheet_where_they_are_wanted(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.pdf"

    def shapes(**how: object) -> list[int]:
        labels(path, kind, *numbered(KINDS[kind] + 1), **how)
        with PdfDocument(path) as document:
            kinds = [pdfium.FPDF_PAGEOBJ_PATH]
            return [len(list(page.get_objects(filter=kinds))) for page in document]

    assert shapes() == [0, 0]
    assert shapes(outlines=True) == [KINDS[kind]] * 2
    assert shapes(outlines=True, first=KINDS[kind]) == [KINDS[kind]] * 2


def test_pages_are_counted_before_they_are_made() -> None:
    for first, people, sheets in ((1, 12, 1), (1, 13, 2), (12, 1, 1), (12, 2, 2), (5, 20, 2)):
        assert LabelBook(SHOP, numbered(people), SHEETS["2x6"], first).sheets == sheets
