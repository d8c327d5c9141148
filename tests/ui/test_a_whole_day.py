"""A day of the sample shop, from home to home: calls, a complaint, an address, a start, paper."""

from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm_desk.desk.contacts import shop_media
from crm_desk.desk.contacts.export_log import export_log, log_line
from crm_desk.desk.customers import people
from crm_desk.desk.desk import today
from crm_desk.desk.followup import worklist
from crm_desk.desk.sample.make import DEFAULT_DAY
from crm_desk.domain.contacts.media import Medium
from crm_desk.domain.contacts.purposes import Purpose
from crm_desk.domain.followup.standing import Bucket
from crm_desk.domain.timeline.case import Remedy
from crm_desk.ui.common.page import Page
from crm_desk.ui.contacts.post_page import PostPage
from crm_desk.ui.customers.fact_editors import PlaceEditor
from crm_desk.ui.customers.page import CustomersPage
from crm_desk.ui.followup.page import FollowupPage
from crm_desk.ui.followup.start_view import StartView
from crm_desk.ui.followup.worklist_view import WorklistView
from crm_desk.ui.home.page import HomePage
from crm_desk.ui.shell.settings_page import SettingsPage
from crm_desk.ui.shell.window import Window
from crm_desk.ui.timeline.cases_view import CasesView
from crm_desk.ui.timeline.phone_note import PhoneNote
from tests.gallery.scenes import settle, wait_for_customers, wait_until
from tests.ui.conftest import Start
from tests.ui.hand import Hand, bring_into_sight, button

NOBODY = "03-9999-0000"


class Day:
    """The window, the owner's hand, and a picture of everything she sees."""

    def __init__(self, window: Window, hand: Hand, folder: Path) -> None:
        self.window, self.hand, self.folder = window, hand, folder
        self.desk = window.workspace.desk
        self._pictures = 0

    def seen(self, name: str, shown: QWidget | None = None) -> str:
        """The words on screen, once all is there; a picture is taken of it."""
        page = self.window.current
        wait_until(lambda: page.is_settled)
        settle()
        self._pictures += 1
        whole = shown or self.window
        whole.grab().save(str(self.folder / f"{self._pictures:02}-{name}.png"))
        labels = [each for each in whole.findChildren(QLabel) if each.isVisible()]
        buttons = [each for each in whole.findChildren(QPushButton) if each.isVisible()]
        return "\n".join([each.text() for each in labels] + [each.text() for each in buttons])

    def page(self, key: str) -> Page:
        """Go there by the sidebar."""
        self.hand.click(self.window.sidebar.buttons[key])
        page = self.window.current
        wait_until(lambda: page.is_settled)
        settle()
        return page

    def read(self, sql: str, *params: object) -> list[tuple[Any, ...]]:
        """Rows of the desk."""
        return self.desk.store.read(lambda c: c.execute(sql, params).fetchall())


@pytest.fixture
def day(
    start: Start,
    sample_path: Path,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Day:
    # Half past two on the day that the sample was made for.
    now = datetime.combine(DEFAULT_DAY, time(14, 30)).astimezone()
    monkeypatch.setattr("crm_desk.desk.desk.clock", lambda: now)
    folder = tmp_path / "pictures"
    folder.mkdir()
    return Day(start(sample_path), Hand(qtbot), folder)


def test_a_whole_day(day: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = morning(day)
    known_caller(day)
    unknown_caller(day)
    complaint_closed(day)
    address_corrected(day)
    paper_and_telephone_only(day)
    begun = month_started(day)
    save_as = saving(monkeypatch)
    week_on_paper(day, save_as(tmp_path / "week.pdf"))
    postcards(day, save_as(tmp_path / "cards.pdf"))
    evening(day, before, begun)


def saving(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Path]:
    """The system's window for a file answers with this one."""

    def answer(path: Path) -> Path:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        return path

    return answer


def morning(day: Day) -> str:
    assert isinstance(day.window.current, HomePage)
    said = day.seen("home-before")
    names = [each for each in day.window.current.findChildren(QPushButton) if is_name(each)]
    assert names[0].text().endswith("(電話)"), "calls come first"
    assert "前月同期" in said
    assert "受注データを取り込む" in said
    return said


def is_name(made: QPushButton) -> bool:
    return made.isVisible() and made.property("kind") == "name"


def note_of(day: Day) -> PhoneNote:
    day.window.setFocus()
    day.hand.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    note = day.window.phone_notes.note
    assert note is not None
    assert note.isVisible()
    assert note.picker.field.hasFocus()
    return note


def looked_up(note: PhoneNote) -> None:
    quick, desk = note.workspace.quick, note.workspace
    wait_until(lambda: note.picker.is_settled and quick.is_settled(note.picker))
    wait_until(lambda: desk.is_settled(note.picker))
    settle()


def known_caller(day: Day) -> None:
    """Somebody with a plan: four digits are enough, and the complaint pauses the plan."""
    (customer, digits), *_ = day.read(
        "SELECT c.id, c.phone_digits FROM customer c"
        " JOIN person p ON p.customer_id = c.id JOIN followup_plan f ON f.person_id = p.id"
        " WHERE c.phone_digits <> '' AND (SELECT COUNT(*) FROM customer o WHERE"
        " o.phone_digits LIKE '%' || substr(c.phone_digits, -4) || '%') = 1"
        " AND p.id NOT IN (SELECT person_id FROM entry WHERE person_id IS NOT NULL)"
        " ORDER BY f.start DESC"
    )
    keys, note = day.hand.keys, note_of(day)
    for digit in str(digits)[-4:]:
        day.hand.press(Qt.Key(ord(digit)))
    looked_up(note)
    assert note.picker.customer == customer
    day.seen("call-found")
    day.hand.press(Qt.Key.Key_Return)
    day.hand.type("お茶の袋が破れていた。交換を希望")
    day.hand.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert "フォロー計画はお休みします" in day.seen("call-complaint")
    day.hand.press(Qt.Key.Key_Return)
    assert day.hand.keys - keys == 8
    assert not note.isVisible()
    day.seen("call-saved")
    ((words, due),) = day.read(
        "SELECT e.words, w.due FROM entry e JOIN case_work w ON w.entry_id = e.id"
        " JOIN person p ON p.id = e.person_id WHERE p.customer_id = ?",
        customer,
    )
    assert words == "お茶の袋が破れていた。交換を希望"
    assert due == today().toordinal() + 1


def unknown_caller(day: Day) -> None:
    note = note_of(day)
    day.hand.type(NOBODY)
    looked_up(note)
    assert NOBODY in str(note.picker.list.callers.index(0, 0).data())
    day.hand.press(Qt.Key.Key_Return)
    day.hand.type("新茶の時期の問い合わせ。折り返しは夕方")
    day.seen("call-nobody")
    day.hand.press(Qt.Key.Key_Return)
    assert not note.isVisible()
    ((person,),) = day.read("SELECT person_id FROM entry WHERE caller = ?", NOBODY)
    assert person is None


def complaint_closed(day: Day) -> None:
    page = day.page("customers")
    assert isinstance(page, CustomersPage)
    day.hand.click(page.tabs["cases"])
    assert "新茶の時期の問い合わせ" not in day.seen("cases")
    assert isinstance(page.shown_view, CasesView)
    view = page.shown_view
    row = next(
        n
        for n, each in enumerate(view.list.cases.items)
        if not isinstance(each, str) and "箱がつぶれて届いた" in each.words
    )
    place = view.list.visualRect(view.list.cases.index(row, 0)).center()
    day.hand.click(view.list.viewport(), place)
    assert "箱がつぶれて届いた" in day.seen("case")
    clicks = day.hand.clicks
    closing, case = view.panel.closing, view.panel.case_id
    bring_into_sight(closing.begin)
    day.hand.click(closing.begin)
    day.hand.type("代わりの品をお送りした")
    bring_into_sight(closing.close_button)
    day.hand.click(closing.remedies[Remedy.EXCHANGE])
    day.seen("case-closing")
    day.hand.click(closing.close_button)
    assert day.hand.clicks - clicks == 3
    assert "済み" in day.seen("case-closed")
    ((closed, outcome),) = day.read(
        "SELECT closed_day, outcome FROM case_work WHERE entry_id = ?", case
    )
    assert (closed, outcome) == (today().toordinal(), "代わりの品をお送りした")


def address_corrected(day: Day) -> None:
    page = day.window.current
    assert isinstance(page, CustomersPage)
    day.hand.click(page.tabs[""])
    day.seen("customers")
    clicks = day.hand.clicks
    day.hand.click_row(page.list.table, 2)
    wait_for_customers(day.window)
    settle()
    customer = page.list.detail.customer_id
    row = page.list.detail.facts.rows["address"]
    bring_into_sight(row)
    day.hand.click(row.text)
    assert isinstance(row.editor, PlaceEditor)
    assert row.editor.address.hasFocus()
    day.hand.type(" 茶の間ビル203")
    day.seen("address-typing")
    day.hand.press(Qt.Key.Key_Return)
    assert day.hand.clicks - clicks == 2
    day.seen("address-corrected")
    assert row.text.shown.endswith("茶の間ビル203"), row.text.shown
    found = people.person(day.desk, customer)
    assert found is not None
    assert found.home.address.endswith("茶の間ビル203")


def paper_and_telephone_only(day: Day) -> None:
    page = day.page("settings")
    assert isinstance(page, SettingsPage)
    bring_into_sight(page.media)
    for medium in (Medium.PHONE, Medium.POST):
        day.hand.click(page.media.choice.chips[medium])
    day.seen("settings-media")
    assert shop_media.media(day.desk) == (Medium.PHONE, Medium.POST)


def plans(day: Day) -> int:
    found = worklist.open_worklist(day.desk, today())
    return sum(count.plans for count in found.counts.values())


def month_started(day: Day) -> int:
    page = day.page("followup")
    assert isinstance(page, FollowupPage)
    day.seen("followup")
    day.hand.click(page.tabs["start"])
    said = day.seen("start")
    view, before = page.current, plans(day)
    assert isinstance(view, StartView)
    n = int("".join(c for c in view.begin.text() if c.isdigit()))
    assert n
    assert "上限を超えます" in said
    day.hand.click(view.begin)
    wait_until(lambda: isinstance(page.current, WorklistView) and page.is_settled)
    said = day.seen("begun")
    assert f"{n}名のフォローを始めました。最初は" in said
    assert plans(day) == before + n, "the number on the button is the number made"
    work = page.current
    assert isinstance(work, WorklistView)
    assert work.list.ids
    media = {
        way
        for (way,) in day.read(
            "SELECT DISTINCT s.way FROM followup_step s JOIN followup_plan f ON f.id = s.plan_id"
            " WHERE f.start = ?",
            today().toordinal(),
        )
    }
    assert media <= {"phone", "handwritten", "postcard", "letter"}
    return n


def week_on_paper(day: Day, path: Path) -> None:
    page = day.page("followup")
    assert isinstance(page, FollowupPage)
    work = page.current
    assert isinstance(work, WorklistView)
    day.hand.click(work.print_button)
    wait_until(lambda: work.paper.ready is not None)
    day.seen("week-asked")
    day.hand.click(work.paper.make)
    wait_until(lambda: work.paper.printing.dialog is not None)
    dialog = work.paper.printing.dialog
    assert dialog is not None
    day.seen("week-preview", dialog)
    day.hand.click(button(dialog, "PDFに保存…"))
    said = pdf_text(path)
    assert "今週の電話とはがき" in said
    day.seen("week-saved", dialog)
    dialog.reject()
    settle()


def postcards(day: Day, path: Path) -> None:
    page = day.page("customers")
    assert isinstance(page, CustomersPage)
    for row in range(4):
        day.hand.click_row(page.list.table, row, adding=row > 0)
    assert len(page.list.table.chosen_ids) == 4
    day.seen("customers-chosen")
    page.list.post.trigger()
    post = day.window.current
    assert isinstance(post, PostPage)
    wait_until(lambda: post.panel.ready is not None and post.is_settled)
    assert "何のため" in day.seen("post-asked")
    day.hand.click(post.panel.purposes.chips[Purpose.NEW_YEAR])
    wait_until(lambda: post.panel.ready is not None and post.is_settled)
    said = day.seen("post-ready")
    assert post.panel.ready is not None
    assert f"{post.panel.ready.sheets}枚" in said
    day.hand.click(post.panel.make)
    wait_until(lambda: post.panel.printing.dialog is not None)
    dialog = post.panel.printing.dialog
    assert dialog is not None
    assert dialog.page_count == post.panel.ready.sheets
    day.seen("post-preview", dialog)
    day.hand.click(button(dialog, "PDFに保存…"))
    assert path.exists()
    dialog.reject()
    settle()
    line = log_line(export_log(day.desk)[0], day.window.workspace.texts)
    assert (line.kind, line.purpose) == ("一斉案内", "年賀状")


def evening(day: Day, before: str, begun: int) -> None:
    day.page("home")
    said = day.seen("home-after")
    assert said != before
    found = worklist.open_worklist(day.desk, today()).counts
    late, due = found[Bucket.LATE].plans, found[Bucket.TODAY].plans
    assert f"うち遅れ{late}件" in said
    assert f"{late + due}" in said.split("\n")
    assert found[Bucket.LATER].plans >= begun
    assert f"これから{found[Bucket.LATER].plans}件" in said
    assert "今日が期限の対応が2件あります" in before
    assert "今日が期限の対応が1件あります" in said


def pdf_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
