"""From the worklist to paper, as a shop goes about it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from crm_desk.desk.contacts import consent
from crm_desk.desk.contacts.outgoing import PaperKind
from crm_desk.desk.followup import detail, papers
from crm_desk.desk.followup.outgoing import PAPERS
from crm_desk.domain.contacts.media import Medium
from crm_desk.domain.followup.standing import Bucket
from crm_desk.ui.contacts.paper_options import PaperOptions
from crm_desk.ui.followup.worklist_view import WorklistView
from crm_desk.ui.shell.window import Window
from tests.gallery.scenes import settle, wait_until
from tests.ui.followup.test_worklist import TODAY, first_open, on_the_samples_day, shown, waited

__all__ = ["on_the_samples_day"]


@pytest.fixture
def view(window: Window) -> WorklistView:
    return shown(window)


def ready(view: WorklistView) -> None:
    wait_until(lambda: view.paper.ready is not None)
    settle()


def previewed(view: WorklistView) -> None:
    view.paper.make.click()
    wait_until(lambda: view.paper.printing.dialog is not None, 40)


@pytest.mark.parametrize("kind", [k for k in PAPERS if k is not PaperKind.TABLE])
def test_a_preview_of_everything(view: WorklistView, kind: PaperKind) -> None:
    first_open(view)
    view.print_button.click()
    view.paper.choose(kind)
    ready(view)
    assert view.paper.ready is not None
    sheets = view.paper.ready.sheets
    assert f"{sheets}件" in view.paper.words.text()
    previewed(view)
    dialog = view.paper.printing.dialog
    assert dialog is not None
    if kind in (PaperKind.SHEETS, PaperKind.POSTCARDS):
        assert dialog.page_count == sheets
    assert ("100 × 148" in dialog._line.text()) == (kind is PaperKind.POSTCARDS)
    dialog.reject()
    settle()


def test_ctrl_p_leads_there_and_options_follow_what_is_made(
    window: Window, view: WorklistView
) -> None:
    window.actions_by_name["print"].trigger()
    settle()
    assert view.paper.isVisible()
    view.paper.choose(PaperKind.LABELS_3X8)
    assert view.paper.options.first.isVisible()
    assert view.paper.options.first.maximum() == 24
    view.paper.choose(PaperKind.SHEETS)
    assert not view.paper.options.first.isVisible()
    assert not view.paper.options.right.isVisible()
    ready(view)
    view.paper.left.emit()
    assert view.list.table.isVisible()


def test_one_sheet_from_the_plan_is_noted_once_it_is_kept(
    view: WorklistView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_id = first_open(view)
    desk = view._workspace.desk
    customer = customer_of(view, plan_id)
    path = tmp_path / "sheet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    view.detail.ways["sheet"].click()  # type: ignore[attr-defined]
    wait_until(lambda: view.paper.printing.dialog is not None, 40)
    dialog = view.paper.printing.dialog
    assert dialog is not None
    assert dialog.page_count == 1
    before = detail.customer(desk, customer, TODAY)
    assert before is not None
    dialog.saved.emit()
    settle()
    assert path.stat().st_size > 1000
    after = detail.customer(desk, customer, TODAY)
    assert after is not None
    assert len(after.exports) == len(before.exports) + 1
    dialog.reject()
    settle()
    # Back where it was asked for.
    assert view.list.table.isVisible()
    assert view.detail.plan_id == plan_id


@pytest.mark.parametrize(
    ("name", "kind"), [("a.xlsx", "Excelブック (*.xlsx)"), ("a.csv", "CSV(Shift_JIS) (*.csv)")]
)
def test_the_table_is_saved(
    view: WorklistView,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    kind: str,
    qtbot: QtBot,
) -> None:
    view.choose(Bucket.LATER)
    waited(view)
    path = tmp_path / name
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), kind))
    view.print_button.click()
    view.paper.choose(PaperKind.TABLE)
    ready(view)
    assert view.paper.ready is not None
    told: list[str] = []
    view._workspace.notified.connect(told.append)
    view.paper.make.click()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert path.exists()
    if path.suffix == ".csv":
        lines = path.read_text(encoding="cp932").splitlines()
        assert len(lines) == view.paper.ready.sheets + 1


def test_making_is_stopped(view: WorklistView, monkeypatch: pytest.MonkeyPatch) -> None:
    first_open(view)
    view.print_button.click()
    view.paper.choose(PaperKind.SHEETS)
    ready(view)
    view.paper.make.click()
    view.paper.stop.click()
    wait_until(lambda: not view.paper.stop.isVisible(), 40)
    assert view.paper.printing.dialog is None
    assert view.paper.make.isVisible()


def customer_of(view: WorklistView, plan_id: int) -> int:
    (found,) = papers.recipients(view._workspace.desk, [plan_id]).templates
    return found


def quiet(view: WorklistView, customer: int) -> None:
    desk = view._workspace.desk
    view._workspace.perform(
        lambda: consent.set_no_contact(
            desk, customer, no_contact=True, day=TODAY, source="お電話", today=TODAY
        )
    )


def test_somebody_not_to_be_contacted_gets_no_sheet(view: WorklistView) -> None:
    plan_id = first_open(view)
    quiet(view, customer_of(view, plan_id))
    waited(view)
    view.detail.show_plan(plan_id)
    view.detail.ways["sheet"].click()  # type: ignore[attr-defined]
    ready(view)
    assert view.paper.isVisible()
    assert view.paper.printing.dialog is None
    assert not view.paper.make.isEnabled()
    assert view.paper.words.text() == view._workspace.texts("outgoing.nobody")
    view.paper.choose(PaperKind.LIST)
    ready(view)
    assert view.paper.printing.dialog is None


def test_who_says_no_meanwhile_is_not_in_it(view: WorklistView) -> None:
    plan_id = first_open(view)
    view.print_button.click()
    view.paper.choose(PaperKind.SHEETS)
    ready(view)
    assert view.paper.ready is not None
    before = view.paper.ready.sheets
    quiet(view, customer_of(view, plan_id))
    assert not view.paper.make.isEnabled()
    ready(view)
    assert view.paper.ready.sheets == before - 1


def test_a_landscape_page_is_seen_whole(view: WorklistView) -> None:
    first_open(view)
    view.print_button.click()
    view.paper.choose(PaperKind.LIST)
    ready(view)
    previewed(view)
    dialog = view.paper.printing.dialog
    assert dialog is not None
    screen = dialog.screen().availableGeometry().width()
    assert dialog.width() >= min(dialog._pages.sizeHint().width(), screen)
    dialog.reject()
    settle()


def test_no_gap_is_left_for_what_is_hidden(view: WorklistView) -> None:
    first_open(view)
    view.print_button.click()
    view.paper.choose(PaperKind.TABLE)
    settle()
    first = view.paper.options._pairs[view.paper.options.one_each]
    assert first.x() == 0


def test_how_names_are_set_is_remembered_and_asked_for_again(view: WorklistView) -> None:
    first_open(view)
    view.print_button.click()
    view.paper.choose(PaperKind.POSTCARDS)
    ready(view)
    options = view.paper.options
    view.paper.ready = None
    options.in_charge.setCurrentIndex(1)
    assert not view.paper.make.isEnabled()
    ready(view)
    options.together.setCurrentIndex(1)
    options.across.setCurrentIndex(1)
    wanted = view.paper._request()
    assert (wanted.names.together, wanted.names.in_charge, wanted.across) == (True, True, True)
    again = PaperOptions(view._workspace.theme, view._workspace.settings)
    assert again.request(PaperKind.POSTCARDS, ()).names == wanted.names
    assert again.request(PaperKind.POSTCARDS, ()).across
    ready(view)


def test_only_letters_offer_how_names_are_set(view: WorklistView) -> None:
    first_open(view)
    view.print_button.click()
    options = view.paper.options
    for kind, names, across in (
        (PaperKind.SHEETS, False, False),
        (PaperKind.TABLE, True, False),
        (PaperKind.LABELS_3X8, True, False),
        (PaperKind.POSTCARDS, True, True),
    ):
        view.paper.choose(kind)
        assert options.together.isVisible() is names
        assert options.in_charge.isVisible() is names
        assert options.across.isVisible() is across
        ready(view)


def test_ctrl_p_offers_the_weeks_calls_and_cards_first(window: Window, view: WorklistView) -> None:
    window.actions_by_name["print"].trigger()
    ready(view)
    assert view.paper.kind is PaperKind.WEEK
    assert not view.paper.everybody.isVisible()
    assert view.paper.ready is not None
    assert f"({view.paper.ready.sheets}件)" in view.paper.make.text()
    previewed(view)
    dialog = view.paper.printing.dialog
    assert dialog is not None
    assert dialog.page_count == 1
    dialog.reject()
    settle()


@pytest.mark.parametrize("medium", [Medium.POST, Medium.PHONE, Medium.EMAIL])
def test_the_next_medium_is_chosen_by_a_chip_and_paper_is_of_who_is_listed(
    view: WorklistView, medium: Medium
) -> None:
    waited(view)
    bucket = view.bucket
    assert bucket is not None
    assert view.found is not None
    everybody = len(view.list.ids)
    chips = view.list.filters.media.chips
    shown_media = {each for each, chip in chips.items() if chip.isVisible()}
    assert shown_media == set(view.found.media[bucket])
    assert sum(view.found.media[bucket].values()) == everybody
    chips[medium].click()
    waited(view)
    listed = len(view.list.ids)
    assert chips[medium].text().endswith(f" {listed}")
    # The others still say how many there are of them.
    assert {each for each, chip in chips.items() if chip.isVisible()} == shown_media
    view.print_button.click()
    wanted = PaperKind.POSTCARDS if medium is Medium.POST else PaperKind.LIST
    ready(view)
    assert view.paper.kind is wanted
    assert view.paper.ready is not None
    assert view.paper._request().ids == tuple(view.list.ids)
    left_out = sum(len(each.people) for each in view.paper.ready.left_out)
    assert len(view.paper.ready.customers) + left_out == listed
    assert f"{view.paper.ready.sheets}" in view.paper.make.text()
    view.paper.left.emit()
    chips[medium].click()
    waited(view)
    assert len(view.list.ids) == everybody


def test_a_bucket_without_the_chosen_medium_says_so_and_lets_it_go(view: WorklistView) -> None:
    chips = view.list.filters.media.chips
    chips[Medium.PHONE].click()
    waited(view)
    view.choose(Bucket.ACHIEVED)
    waited(view)
    assert chips[Medium.PHONE].isVisible()
    assert not view.list.ids
    assert view.list.notice.isVisible()
    view.list.notice.clear_asked.emit()
    waited(view)
    assert view.list.ids


def test_a_purpose_in_words_that_names_new_year_cards_asks_again(view: WorklistView) -> None:
    first_open(view)
    view.print_button.click()
    view.paper.choose(PaperKind.POSTCARDS)
    ready(view)
    view.paper.options.purpose.setText("年賀状")
    assert not view.paper.make.isEnabled()
    ready(view)
    view.paper.options.purpose.setText("年賀状の季節")
    assert view.paper.make.isEnabled()
