"""Post for anyone, from the lists where people are chosen to paper and back."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from crm_desk.desk.contacts import consent, marks, senders
from crm_desk.desk.contacts.export_log import export_log, log_line
from crm_desk.desk.contacts.outgoing import PaperKind
from crm_desk.desk.desk import today
from crm_desk.desk.route import Route
from crm_desk.domain.analysis.view import Filter
from crm_desk.domain.contacts.media import Medium
from crm_desk.domain.contacts.purposes import Purpose
from crm_desk.domain.contacts.senders import Sender
from crm_desk.ui.analysis.page import AnalysisPage
from crm_desk.ui.contacts.post_page import PostPage
from crm_desk.ui.customers.page import CustomersPage
from crm_desk.ui.shell.settings_page import SettingsPage
from crm_desk.ui.shell.window import Window
from tests.gallery.scenes import settle, wait_until

SENDER = Sender("みずほ茶舗", "420-0853", "静岡市葵区追手町9-6", "054-123-4567")


def customers(window: Window) -> CustomersPage:
    window.go(Route("customers"))
    page = window.current
    assert isinstance(page, CustomersPage)
    wait_until(lambda: page.is_settled)
    settle()
    return page


def post(window: Window) -> PostPage:
    page = window.current
    assert isinstance(page, PostPage)
    wait_until(lambda: page.panel.ready is not None and page.is_settled)
    settle()
    return page


def choose_rows(page: CustomersPage, count: int) -> list[int]:
    table = page.list.table
    flags = QItemSelectionModel.SelectionFlag
    for row in range(count):
        table.selectionModel().select(table.model().index(row, 0), flags.Select | flags.Rows)
    settle()
    return table.chosen_ids


def test_all_that_a_search_found_and_those_of_them_that_are_chosen(window: Window) -> None:
    page = customers(window)
    page.list.search.setText("高橋")
    page.list.search.flush()
    wait_until(lambda: page.is_settled)
    settle()
    found = len(page.list.table._rows.ids)
    chosen = choose_rows(page, 3)
    page.list.post.trigger()
    panel = post(window).panel
    assert panel.chosen.isChecked()
    assert panel._request().ids == tuple(chosen)
    panel.everybody.click()
    assert len(panel._request().ids) == found
    post(window)
    panel.left.emit()
    assert customers(window).list.search.words == "高橋"


def test_postcards_for_a_selection_made_in_the_list_of_customers(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the list to cards on paper: 5 clicks once the rows are chosen."""
    page = customers(window)
    choose_rows(page, 4)
    page.list.more.click()  # 1
    page.list.post.trigger()  # 2
    for menu in page.list.more.findChildren(QMenu):
        menu.close()
    panel = post(window).panel
    assert not panel.make.isEnabled()
    assert "何のため" in panel.words.text()
    panel.purposes.chips[Purpose.NOTICE].click()  # 3
    post(window)
    assert panel.ready is not None
    assert str(panel.ready.sheets) in panel.make.text()
    panel.make.click()  # 4
    wait_until(lambda: panel.printing.dialog is not None, 40)
    dialog = panel.printing.dialog
    assert dialog is not None
    assert dialog.page_count == panel.ready.sheets
    path = tmp_path / "cards.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    dialog.saved.emit()  # 5
    assert path.exists()
    newest = export_log(window.workspace.desk)[0]
    line = log_line(newest, window.workspace.texts)
    assert (line.kind, line.purpose) == ("一斉案内", "案内")
    dialog.reject()
    settle()


def test_a_selection_of_the_analysis_goes_to_the_table_of_addressees(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go(Route("analysis"))
    page = window.current
    assert isinstance(page, AnalysisPage)
    wait_until(lambda: page.is_settled)
    page.content.selection.filter_by((Filter("tier", 10),))
    page.content.bar.post.click()
    panel = post(window).panel
    panel.purposes.chips[Purpose.THANKS].click()
    panel.kinds[PaperKind.TABLE].click()
    post(window)
    assert panel.ready is not None
    path = tmp_path / "a.csv"
    kind = "CSV(Shift_JIS) (*.csv)"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), kind))
    told: list[str] = []
    window.workspace.notified.connect(told.append)
    panel.make.click()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    with path.open(encoding="cp932", newline="") as file:
        assert len(list(csv.reader(file))) == panel.ready.sheets + 1
    panel.left.emit()
    assert isinstance(window.current, AnalysisPage)


@pytest.fixture
def refusing(window: Window) -> list[int]:
    """Seven customers who want no post, and whom nothing else keeps from it."""
    desk, day = window.workspace.desk, today()
    everybody = list(customers(window).list.table._rows.ids)
    said = marks.marks_and_note(desk, everybody, day)
    ids = [each for each in everybody if each not in said][:7]
    for id_ in ids:
        consent.set_consent(desk, id_, Medium.POST, "refused", day=day, source="電話", today=day)
    return ids


def names(page: PostPage) -> list[QPushButton]:
    return [each for each in page.panel.left_out.findChildren(QPushButton) if each.isVisible()]


def test_who_is_left_out_is_named_and_leads_to_the_customer(
    window: Window, refusing: list[int]
) -> None:
    window.go(Route("post", ids=tuple(refusing), item="customers"))
    page = post(window)
    assert "出せる方がいません" in page.panel.words.text()
    page.panel.purposes.choose(Purpose.NOTICE)
    page = post(window)
    assert not page.panel.make.isEnabled()
    *shown, more = names(page)
    assert len(shown) == 5
    assert more.text() == "ほか2名…"
    more.click()
    settle()
    assert len(names(page)) == 7
    names(page)[6].click()
    settle()
    assert window.current.route().id in refusing


def test_who_says_no_meanwhile_is_not_in_it(window: Window) -> None:
    ids = tuple(customers(window).list.table._rows.ids)[:3]
    window.go(Route("post", ids=ids, item="customers"))
    page = post(window)
    assert page.panel.ready is not None
    before = page.panel.ready.sheets
    desk, day = window.workspace.desk, today()
    window.workspace.perform(
        lambda: consent.set_no_contact(
            desk, ids[0], no_contact=True, day=day, source="電話", today=day
        )
    )
    assert not page.panel.make.isEnabled()
    page = post(window)
    assert page.panel.ready is not None
    assert page.panel.ready.sheets == before - 1


def test_other_people_are_asked_what_for_again(window: Window) -> None:
    ids = tuple(customers(window).list.table._rows.ids)
    window.go(Route("post", ids=ids[:3], item="customers"))
    page = post(window)
    page.panel.purposes.chips[Purpose.NEW_YEAR].click()
    window.go(Route("post", ids=ids[:3], item="customers"))
    assert post(window).panel.purposes.chosen is Purpose.NEW_YEAR
    window.go(Route("post", ids=ids[3:6], item="customers"))
    assert post(window).panel.purposes.chosen is None


def test_a_sender_is_entered_in_the_settings_and_chosen_by_itself(
    window: Window, qtbot: QtBot
) -> None:
    ids = tuple(customers(window).list.table._rows.ids)[:2]
    window.go(Route("post", ids=ids, item="customers"))
    page = post(window)
    assert page.panel.no_sender.isVisible()
    page.panel.no_sender.click()
    settings = window.current
    assert isinstance(settings, SettingsPage)
    settings.senders.add.click()
    form = settings.senders.form
    assert form.fields["name"].text() == window.workspace.desk.shop_name
    for name, value in SENDER._asdict().items():
        form.fields[name].setText(value)
    form.save.click()
    assert senders.senders(window.workspace.desk) == (SENDER,)
    assert not form.isVisible()
    window.go(Route("post", ids=ids, item="customers"))
    page = post(window)
    assert not page.panel.no_sender.isVisible()
    options = page.panel.options
    assert page.panel._request().sender == SENDER
    options.sent_by.setCurrentIndex(0)
    options.sent_by.activated.emit(0)
    assert page.panel._request().sender is None
    # Off stays off.
    page.panel.choose(PaperKind.LABELS_2X6)
    post(window)
    assert page.panel._request().sender is None
    page.panel.choose(PaperKind.POSTCARDS)
    assert post(window).panel._request().sender is None


def test_a_sender_that_is_too_long_stays_in_its_field_under_a_sentence(window: Window) -> None:
    window.go(Route("settings"))
    page = window.current
    assert isinstance(page, SettingsPage)
    page.senders.add.click()
    form = page.senders.form
    form.fields["name"].setText("みずほ茶舗")
    form.fields["address"].setText("長" * 500)
    form.save.click()
    assert "500文字" in window.banners.failure.sentence
    assert form.isVisible()
    assert form.typed.address == "長" * 500
    assert senders.senders(window.workspace.desk) == ()


def labels_previewed(window: Window, outlines: int) -> PostPage:
    ids = tuple(customers(window).list.table._rows.ids)[:5]
    window.go(Route("post", ids=ids, item="customers"))
    page = post(window)
    page.panel.purposes.choose(Purpose.NOTICE)
    page.panel.choose(PaperKind.LABELS_2X6)
    page.panel.options.outlines.setCurrentIndex(outlines)
    post(window)
    page.panel.make.click()
    wait_until(lambda: page.panel.printing.dialog is not None, 40)
    return page


def test_edges_of_labels_are_seen_not_printed_and_the_choice_is_remembered(
    window: Window,
) -> None:
    page = labels_previewed(window, 0)
    dialog = page.panel.printing.dialog
    assert dialog is not None
    assert dialog.outlining_box.isChecked()
    sheet = dialog.sheets[0]
    with_edges = sheet.grab().toImage()
    dialog.outlining_box.setChecked(False)
    without = sheet.grab().toImage()
    assert with_edges != without
    # What is printed is the page itself.
    assert sheet.pixmap().toImage().size() == without.size()
    assert not window.workspace.settings.get("label_outlines")
    dialog.reject()
    settle()
    page = labels_previewed(window, 0)
    again = page.panel.printing.dialog
    assert again is not None
    assert not again.outlining_box.isChecked()
    again.reject()
    settle()


def test_printed_edges_need_no_box_in_the_preview(window: Window) -> None:
    page = labels_previewed(window, 1)
    dialog = page.panel.printing.dialog
    assert dialog is not None
    assert not dialog.outlining_box.isVisible()
    dialog.reject()
    settle()


def test_without_people_the_page_leads_to_where_they_are_chosen(window: Window) -> None:
    window.go(Route("post"))
    page = window.current
    assert isinstance(page, PostPage)
    assert not page.can_print
    page.first_step.click()
    assert isinstance(window.current, CustomersPage)


def test_the_menu_of_a_row_offers_it(window: Window) -> None:
    page = customers(window)
    ids = list(page.list.table._rows.ids)[:2]
    offered: dict[str, Callable[[], object]] = dict(page.list.menu.entries(ids))
    offered["はがき・一覧…"]()
    assert post(window).panel._request().ids == tuple(ids)


def test_options_that_go_leave_no_gap(window: Window) -> None:
    ids = tuple(customers(window).list.table._rows.ids)[:3]
    window.go(Route("post", ids=ids, item="customers"))
    page = post(window)
    flow = page.panel.options
    page.panel.choose(PaperKind.LABELS_2X6)
    post(window)
    many = flow.height()
    page.panel.choose(PaperKind.PEOPLE)
    post(window)
    assert flow.height() < many
    layout = flow.layout()
    assert layout is not None
    assert flow.minimumHeight() == layout.heightForWidth(flow.width())
