"""電話メモ as whoever answers the telephone uses it: keys, drafts, imports, nobody found."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crm_desk.desk.capabilities import COMPLAINT_RULES, MARK_EFFECTS
from crm_desk.desk.contacts import consent, marks
from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk, create_desk, local_time, today
from crm_desk.desk.followup import common
from crm_desk.desk.route import Route
from crm_desk.desk.timeline import entries
from crm_desk.domain.contacts.marks import MarkKind
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.timeline.entry import Entry, EntryKind
from crm_desk.store.connection import Connection
from crm_desk.ui.shell.window import Window
from crm_desk.ui.timeline.phone_note import PhoneNote
from tests.desk.customers.people import bring, order
from tests.desk.followup.making import followed
from tests.gallery.scenes import settle, wait_for_customers, wait_until
from tests.ui.conftest import Start

YOKO, SHO, JUNKO = 1, 2, 3
PEOPLE = [
    order(
        1,
        "2026/11/10",
        "1",
        "佐藤 陽子",
        "yoko@example.jp",
        "090-0123-4567",
        kana="サトウ ヨウコ",
        postcode="231-0023",
        address="神奈川県横浜市中区山下町1",
    ),
    order(2, "2025/03/02", "2", "佐藤 翔", phone="045-111-8888", kana="サトウ ショウ"),
    order(3, "2025/04/02", "3", "前田 順子", phone="045-111-8889", kana="マエダ ジュンコ"),
]


@pytest.fixture
def shop_path(tmp_path: Path) -> Path:
    path = tmp_path / "shop.crmdesk"
    create_desk(path, "みずほ茶舗")
    with Desk(path) as desk:
        bring(desk, PEOPLE)
    return path


@pytest.fixture
def shop(start: Start, shop_path: Path) -> Window:
    return start(shop_path)


class Keys:
    """Presses keys where the cursor is, and counts them; words are typed beside."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot, self.count = qtbot, 0

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.count += 1
        self._qtbot.keyClick(self._at(), key, held)
        settle()

    def digits(self, digits: str) -> None:
        self.count += len(digits)
        self._qtbot.keyClicks(self._at(), digits)

    def words(self, words: str) -> None:
        self._qtbot.keyClicks(self._at(), words)

    def _at(self) -> QWidget:
        at = QApplication.focusWidget()
        assert at is not None
        return at


@pytest.fixture
def keys(qtbot: QtBot) -> Keys:
    return Keys(qtbot)


def note_of(window: Window) -> PhoneNote:
    note = window.phone_notes.note
    assert note is not None
    return note


def opened(window: Window) -> PhoneNote:
    window.actions_by_name["phone_note"].trigger()
    settle()
    return note_of(window)


def looked_up(note: PhoneNote, words: str) -> None:
    note.picker.field.setText(words)
    wait_until(lambda: note.picker.is_settled and shop_is_read(note))
    settle()


def shop_is_read(note: PhoneNote) -> bool:
    return note.workspace.quick.is_settled(note.picker)


def noted(window: Window) -> list[Entry]:
    desk = window.workspace.desk
    ids = desk.store.read(lambda c: c.execute("SELECT id FROM entry ORDER BY id").fetchall())
    return desk.store.read(lambda c: [entries.entry_in(c, id_) for (id_,) in ids])


def hits(note: PhoneNote) -> list[str]:
    model = note.picker.list.callers
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def drafts(window: Window) -> list[str]:
    return [each.draft.words for each in entries.drafts(window.workspace.desk)]


# The walk


def test_a_call_in_eight_keys_beside_the_words(shop: Window, keys: Keys) -> None:
    desk = shop.workspace.desk
    (plan,) = followed(desk, YOKO, start=today())
    shop.go(Route("home"))
    shop.setFocus()
    keys.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    note = note_of(shop)
    assert note.isVisible()
    keys.digits("4567")
    keys.press(Qt.Key.Key_Return)
    wait_until(note.form.text.hasFocus)
    keys.words("the box was crushed")
    keys.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert "フォロー計画はお休みします" in note.words.text()
    keys.press(Qt.Key.Key_Return)
    assert keys.count == 8
    assert not note.isVisible()
    (entry,) = noted(shop)
    assert (entry.kind, entry.words) == (EntryKind.COMPLAINT, "the box was crushed")
    assert entry.case is not None
    assert entry.case.due == today() + timedelta(days=1)
    assert common.one(desk, plan, today()).plan.pause is not None
    assert drafts(shop) == []
    assert shop.shown_page == "home"
    shop.undo()
    assert noted(shop) == []
    assert common.one(desk, plan, today()).plan.pause is None


@pytest.mark.parametrize("page", ["home", "assessment", "analysis", "followup", "importing"])
def test_it_opens_over_every_page(shop: Window, keys: Keys, page: str) -> None:
    shop.go(Route(page))
    settle()
    shop.setFocus()
    keys.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert note_of(shop).isVisible()
    assert note_of(shop).picker.field.hasFocus()
    keys.press(Qt.Key.Key_Escape)
    assert not note_of(shop).isVisible()
    assert shop.shown_page == page


def test_it_opens_while_something_is_typed(shop: Window, keys: Keys) -> None:
    shop.go(Route("customers"))
    settle()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    keys.words("sato")
    keys.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert note_of(shop).isVisible()
    keys.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is field
    assert field.text() == "sato"


def test_the_page_of_customers_has_a_button(shop: Window) -> None:
    shop.go(Route("customers"))
    page = wait_for_customers(shop)
    page.list.note.click()
    assert note_of(shop).isVisible()


# Who rings


def test_the_hit_says_what_is_good_to_know(shop: Window) -> None:
    note = opened(shop)
    looked_up(note, "4567")
    wait_until(lambda: shop.workspace.is_settled(note.picker))
    assert hits(note)[0].startswith("佐藤 陽子  090-0123-4567  ")
    assert "最終 " in hits(note)[0]
    assert note.picker.customer == YOKO
    wait_until(lambda: "煎茶" in note.picker.line.text())


def test_of_several_nobody_is_chosen_unasked(shop: Window, keys: Keys) -> None:
    note = opened(shop)
    looked_up(note, "045-111")
    assert len(hits(note)) == 3
    assert note.picker.customer is None
    keys.press(Qt.Key.Key_Return)
    assert note.picker.list.hasFocus()
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)
    assert note.form.text.hasFocus()
    assert note.picker.customer == SHO


def test_a_note_of_several_is_not_saved_before_one_is_chosen(shop: Window, keys: Keys) -> None:
    note = opened(shop)
    looked_up(note, "045-111")
    note.form.text.setFocus()
    keys.words("who was it")
    keys.press(Qt.Key.Key_Return)
    assert noted(shop) == []
    assert note.words.text() == "2名います。どなたかを選んでください。"
    assert note.picker.list.hasFocus()


def test_nobody_found_is_kept_with_the_number_as_typed(shop: Window, keys: Keys) -> None:
    note = opened(shop)
    looked_up(note, "03-9999-0000")
    assert hits(note) == ["見つかりません。「03-9999-0000」のまま残します(お名前なし)"]
    keys.press(Qt.Key.Key_Return)
    keys.words("call back please")
    keys.press(Qt.Key.Key_Return)
    (entry,) = noted(shop)
    assert (entry.person, entry.caller) == (None, "03-9999-0000")


def test_a_wrong_single_hit_is_not_taken_when_nobody_is_chosen(shop: Window, keys: Keys) -> None:
    note = opened(shop)
    looked_up(note, "4567")
    keys.press(Qt.Key.Key_Down)
    assert note.picker.customer is None
    keys.press(Qt.Key.Key_Return)
    keys.words("somebody else")
    keys.press(Qt.Key.Key_Return)
    assert noted(shop)[0].person is None


def test_only_the_last_search_counts(shop: Window, qtbot: QtBot) -> None:
    note = opened(shop)
    for words in ("9", "99", "045", "045-1", "8889"):
        note.picker.field.setText(words)
    wait_until(lambda: note.picker.is_settled)
    settle()
    assert note.picker.customer == JUNKO


# Keys


@pytest.mark.parametrize(("key", "kind"), list(zip("12345", EntryKind, strict=True)))
def test_alt_and_a_digit_is_a_kind_and_no_page(
    shop: Window, keys: Keys, key: str, kind: EntryKind
) -> None:
    note = opened(shop)
    for widget in (note.picker.field, note.form.text, note.keep):
        widget.setFocus()
        keys.press(Qt.Key(ord(key)), Qt.KeyboardModifier.AltModifier)
        assert note.form.kinds.kind is kind
    assert shop.shown_page == "home"
    assert note.picker.field.text() == note.form.text.toPlainText() == ""


def test_shift_and_enter_begin_a_line(shop: Window, keys: Keys) -> None:
    note = opened(shop)
    looked_up(note, "4567")
    keys.press(Qt.Key.Key_Return)
    keys.words("one")
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    keys.words("two")
    keys.press(Qt.Key.Key_Return)
    assert noted(shop)[0].words == "one\ntwo"


def test_control_and_enter_save_and_open_the_customer(shop: Window, keys: Keys) -> None:
    note = opened(shop)
    looked_up(note, "4567")
    keys.press(Qt.Key.Key_Return)
    keys.words("see her orders")
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(noted(shop)) == 1
    assert shop.current.route() == Route("customers", "one", YOKO)


def test_while_words_are_composed_no_key_is_a_shortcut(shop: Window, keys: Keys) -> None:
    note = opened(shop)
    looked_up(note, "4567")
    note.form.text.setFocus()
    QApplication.sendEvent(note.form.text, QInputMethodEvent("はこ", []))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        keys.press(key)
    keys.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert note.isVisible()
    assert noted(shop) == []
    assert note.form.kinds.kind is EntryKind.INQUIRY


def test_tab_stays_within(shop: Window, keys: Keys) -> None:
    note = opened(shop)
    looked_up(note, "4567")
    seen = []
    for _ in range(30):
        keys.press(Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
        assert at is not None
        assert note.isAncestorOf(at)
        seen.append(at)
    assert note.form.text in seen
    assert note.keep in seen
    keys.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert seen[-2] is QApplication.focusWidget()


# Drafts


def test_escape_keeps_the_draft_for_the_next_time(shop: Window, keys: Keys) -> None:
    note = opened(shop)
    looked_up(note, "4567")
    keys.press(Qt.Key.Key_Return)
    keys.words("half")
    keys.press(Qt.Key.Key_Escape)
    assert drafts(shop) == ["half"]
    opened(shop)
    wait_until(lambda: note.picker.is_settled)
    settle()
    assert note.form.text.toPlainText() == "half"
    assert note.picker.customer == YOKO
    keys.words(" done")
    keys.press(Qt.Key.Key_Return)
    assert noted(shop)[0].words == "half done"
    assert drafts(shop) == []


def test_a_crash_keeps_the_draft(start: Start, shop_path: Path, keys: Keys) -> None:
    window = start(shop_path)
    note = opened(window)
    looked_up(note, "4567")
    keys.press(Qt.Key.Key_Return)
    keys.words("half a word")
    # Nothing but the time after the last key: no Escape, no close.
    wait_until(lambda: drafts(window) == ["half a word"])


def test_closing_the_program_keeps_the_draft(start: Start, shop_path: Path, keys: Keys) -> None:
    window = start(shop_path)
    note = opened(window)
    looked_up(note, "4567")
    note.form.text.setFocus()
    keys.words("typed just now")
    window.workspace.close()
    with Desk(shop_path) as desk:
        assert [each.draft.words for each in entries.drafts(desk)] == ["typed just now"]


def test_two_calls_at_once(shop: Window, keys: Keys) -> None:
    note = opened(shop)
    looked_up(note, "4567")
    note.form.text.setFocus()
    keys.words("first call")
    keys.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert note.form.text.toPlainText() == ""
    assert note.others.text() == "書きかけがほかに1件"
    looked_up(note, "8889")
    note.form.text.setFocus()
    keys.words("second call")
    keys.press(Qt.Key.Key_Return)
    assert [entry.words for entry in noted(shop)] == ["second call"]
    assert drafts(shop) == ["first call"]
    opened(shop)
    wait_until(lambda: note.picker.is_settled)
    settle()
    assert note.form.text.toPlainText() == "first call"
    assert note.picker.customer == YOKO


def test_what_is_emptied_again_leaves_no_draft(shop: Window, keys: Keys) -> None:
    note = opened(shop)
    looked_up(note, "4567")
    keys.press(Qt.Key.Key_Escape)
    assert len(drafts(shop)) == 1
    opened(shop)
    looked_up(note, "")
    keys.press(Qt.Key.Key_Escape)
    assert drafts(shop) == []


def test_another_language_keeps_what_is_typed(shop: Window, keys: Keys) -> None:
    note = opened(shop)
    looked_up(note, "4567")
    note.form.text.setFocus()
    keys.words("still here")
    shop.workspace.settings.put("scale", 125)
    shop.rebuild()
    settle()
    again = note_of(shop)
    assert again is not note
    assert again.isVisible()
    assert again.form.text.toPlainText() == "still here"


# Bad input


@pytest.mark.parametrize(
    ("words", "said"), [("", "お話の内容"), ("  ", "お話の内容"), ("長" * 10_001, "10,000文字")]
)
def test_what_cannot_be_saved_is_said_and_stays(
    shop: Window, keys: Keys, words: str, said: str
) -> None:
    note = opened(shop)
    looked_up(note, "4567")
    note.form.text.setPlainText(words)
    note.form.text.setFocus()
    keys.press(Qt.Key.Key_Return)
    assert said in note.words.text()
    assert note.isVisible()
    assert note.form.text.toPlainText() == words


def test_a_day_to_come_is_refused(shop: Window, keys: Keys) -> None:
    note = opened(shop)
    looked_up(note, "4567")
    note.form.text.setPlainText("tomorrow")
    note.form.moment.show_moment(local_time() + timedelta(days=1))
    note.form.text.setFocus()
    keys.press(Qt.Key.Key_Return)
    assert note.words.text() == "いまより後の日時は入れられません。"
    note.form.moment.show_moment(local_time() - timedelta(days=1))
    keys.press(Qt.Key.Key_Return)
    assert noted(shop)[0].moment.date() == today() - timedelta(days=1)


def test_a_time_that_is_none_is_refused_where_it_stands(shop: Window, keys: Keys) -> None:
    note = opened(shop)
    looked_up(note, "4567")
    note.form.text.setPlainText("when")
    note.form.moment.time.setText("25:99")
    note.form.text.setFocus()
    keys.press(Qt.Key.Key_Return)
    assert note.words.text() == "時刻を確かめてください(例 14:05)。"
    assert note.form.moment.time.isVisible()
    assert noted(shop) == []


# While an import is being kept


@pytest.fixture
def busy(shop: Window) -> Iterator[threading.Event]:
    """The desk writes something long, until the event is set."""
    begun, go_on = threading.Event(), threading.Event()

    def work(_: Connection) -> None:
        begun.set()
        assert go_on.wait(20)

    store = shop.workspace.desk.store
    thread = threading.Thread(target=lambda: store.write_from(work, lambda: False))
    thread.start()
    assert begun.wait(20)
    yield go_on
    go_on.set()
    thread.join()


def test_a_note_waits_for_an_import_and_is_saved_after_it(
    shop: Window, keys: Keys, busy: threading.Event
) -> None:
    said: list[str] = []
    shop.workspace.notified.connect(said.append)
    note = opened(shop)
    looked_up(note, "4567")
    keys.press(Qt.Key.Key_Return)
    keys.words("during an import")
    keys.press(Qt.Key.Key_Return)
    assert not note.isVisible()
    assert said == ["取り込みの保存中です。終わりしだい、このメモを保存します。"]
    assert noted(shop) == []
    # Another call meanwhile begins with nothing.
    opened(shop)
    assert note.form.text.toPlainText() == ""
    busy.set()
    wait_until(lambda: not note.keeper.is_waiting)
    assert [entry.words for entry in noted(shop)] == ["during an import"]
    assert said[-1].startswith("佐藤 陽子 様の記録に残しました")


def test_a_note_that_waits_is_a_draft_when_the_program_is_closed(
    shop: Window, shop_path: Path, keys: Keys, busy: threading.Event
) -> None:
    note = opened(shop)
    looked_up(note, "4567")
    note.form.text.setFocus()
    keys.words("not yet saved")
    keys.press(Qt.Key.Key_Return)
    assert note.keeper.is_waiting
    busy.set()
    shop.workspace.close()
    with Desk(shop_path) as desk:
        kept = [each.draft.words for each in entries.drafts(desk)]
        made = [each.words for each in entries.entries_of(desk, YOKO)]
    assert kept + made == ["not yet saved"]


def test_everything_has_a_name(shop: Window) -> None:
    note = opened(shop)
    looked_up(note, "045-111")
    for widget in note._stops():
        assert widget.accessibleName(), widget
    assert all(
        each.textFormat() == Qt.TextFormat.PlainText
        for each in note.findChildren(QLabel)
        if each.text()
    )


def test_rules_are_those_of_the_desk(shop: Window) -> None:
    made = entries.EntryInput(YOKO, "", EntryKind.NOTE, Way.PHONE, local_time(), "x")
    entries.add_entry(shop.workspace.desk, made, local_time(), COMPLAINT_RULES)
    note = opened(shop)
    looked_up(note, "4567")
    assert "対応中" not in hits(note)[0]


# What holds the shop back


def test_marks_and_no_contact_are_seen_before_a_word_is_said(shop: Window) -> None:
    desk, day, texts = shop.workspace.desk, today(), shop.workspace.texts
    who = people.find(desk, "", "name", descending=False).ids[0]
    row = people.listed(desk, [who])[who]
    marks.set_mark(desk, who, marks.usual_mark(MarkKind.DECEASED, day), day, texts, MARK_EFFECTS)
    consent.set_no_contact(desk, who, no_contact=True, day=day, source="", today=day)
    note = opened(shop)
    looked_up(note, row.name)
    note.picker.list.choose(note.picker.list.callers.place_of(who))
    wait_until(lambda: shop_is_read(note))
    settle()
    seen = [each.text() for each in note.picker.findChildren(QLabel) if each.isVisible()]
    assert "ご逝去" in seen
    assert "連絡不可" in "\n".join(seen).splitlines()
    # Of somebody else nothing of it is left.
    looked_up(note, "")
    assert not note.picker.remarks.isVisible()
