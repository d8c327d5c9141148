"""対応 on the page of the customers: read, changed in place, closed in three clicks and a line."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.desk import local_time, today
from crm_desk.desk.route import Route
from crm_desk.desk.timeline import cases, entries
from crm_desk.domain.timeline.case import Remedy
from crm_desk.domain.timeline.entry import MOST_SIGNS, Entry
from crm_desk.ui.customers.page import CustomersPage
from crm_desk.ui.shell.window import Window
from crm_desk.ui.timeline.case_person import CasePerson
from crm_desk.ui.timeline.cases_view import CasesView
from tests.gallery.scenes import settle
from tests.gallery.timeline_scenes import fill_cases, view_of
from tests.ui.conftest import Start

OVERDUE, DUE, NEW, NAMELESS, REQUEST, CLOSED, UNKNOWN = range(7)


class CaseShop:
    """A window with cases in every state."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.desk = window.workspace.desk
        self.ids = fill_cases(self.desk)
        window.workspace.changed.emit(Changes(frozenset({Topic.ENTRIES, Topic.STAFF})))

    def view(self, place: int) -> CasesView:
        self.window.go(Route("customers", "cases", self.ids[place]))
        return view_of(self.window)

    def settled(self) -> CasesView:
        return view_of(self.window)

    def entry(self, place: int) -> Entry:
        return self.desk.store.read(lambda c: entries.entry_in(c, self.ids[place]))


@pytest.fixture
def shop(window: Window) -> CaseShop:
    return CaseShop(window)


def click(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isEnabled()
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def test_the_list_has_its_groups_and_the_most_urgent_case_beside_it(shop: CaseShop) -> None:
    shop.window.go(Route("customers", "cases"))
    view = shop.settled()
    headings = [item for item in view.list.cases.items if isinstance(item, str)]
    assert headings == ["期限切れ 1件", "今日 1件", "これから 3件", "お名前なし 1件", "済み 1件"]
    assert view.panel.case_id == shop.ids[OVERDUE]
    assert any("へのクレームが、直近30日で3件" in said.text() for said in view.findChildren(QLabel))


def test_a_case_is_closed_in_three_clicks_and_a_line(qtbot: QtBot, shop: CaseShop) -> None:
    view = shop.view(OVERDUE)
    closing = view.panel.closing
    click(qtbot, closing.begin)
    qtbot.keyClicks(closing.outcome, "sent a new one")
    click(qtbot, closing.remedies[Remedy.EXCHANGE])
    click(qtbot, closing.close_button)
    case = shop.entry(OVERDUE).case
    assert case is not None
    assert case.closing is not None
    assert case.closing.outcome == "sent a new one"
    assert case.closing.remedies == frozenset({Remedy.EXCHANGE})
    assert case.closing.staff == "佐藤"
    shop.window.undo()
    view = shop.settled()
    assert shop.entry(OVERDUE).case == case.__class__(case.owner, case.due, case.product)
    assert view.panel.closing.begin.isVisible()


def test_closing_without_words_says_so_and_keeps_what_is_typed(
    qtbot: QtBot, shop: CaseShop
) -> None:
    closing = shop.view(OVERDUE).panel.closing
    click(qtbot, closing.begin)
    closing.amount.setText("1,200")
    said: list[str] = []
    shop.window.workspace.failed.connect(said.append)
    click(qtbot, closing.close_button)
    assert said[-1] == shop.window.workspace.texts("error.outcome_missing")
    assert closing.amount.text() == "1,200"
    assert closing.form.isVisible()


def test_a_number_of_words_as_amount_says_so(qtbot: QtBot, shop: CaseShop) -> None:
    closing = shop.view(OVERDUE).panel.closing
    click(qtbot, closing.begin)
    qtbot.keyClicks(closing.outcome, "refund")
    qtbot.keyClicks(closing.amount, "a lot")
    said: list[str] = []
    shop.window.workspace.failed.connect(said.append)
    qtbot.keyClick(closing.amount, Qt.Key.Key_Return)
    assert said[-1] == shop.window.workspace.texts("error.case_amount")
    assert shop.entry(OVERDUE).case.closing is None  # type: ignore[union-attr]
    qtbot.keyClick(closing.amount, Qt.Key.Key_Escape)
    assert closing.begin.isVisible()


def test_owner_and_due_day_are_changed_in_place(qtbot: QtBot, shop: CaseShop) -> None:
    facts = shop.view(OVERDUE).panel.facts
    place = facts.owner.findData("髙橋")
    facts.owner.setCurrentIndex(place)
    facts.owner.activated.emit(place)
    shop.settled()
    facts.due.line.setText(f"{today():%Y/%m/%d}")
    facts.due.commit()
    view = shop.settled()
    case = shop.entry(OVERDUE).case
    assert case is not None
    assert (case.owner, case.due) == ("髙橋", today())
    assert view.list.cases.items[0] == "今日 2件"


def test_a_product_is_named_by_one_click_and_taken_away_by_another(
    qtbot: QtBot, shop: CaseShop
) -> None:
    def chips() -> list[QPushButton]:
        flow = shop.settled().panel.facts.orders
        made = [flow.itemAt(n).widget() for n in range(flow.count())]  # type: ignore[union-attr]
        return [chip for chip in made if isinstance(chip, QPushButton)]

    shop.view(OVERDUE)
    assert len(chips()) == 3
    click(qtbot, chips()[1])
    case = shop.entry(OVERDUE).case
    assert case is not None
    assert case.order is not None
    assert [chip.isChecked() for chip in chips()] == [False, True, False]
    click(qtbot, chips()[1])
    assert shop.entry(OVERDUE).case.order is None  # type: ignore[union-attr]


def test_a_line_is_added_by_enter(qtbot: QtBot, shop: CaseShop) -> None:
    lines = shop.view(DUE).panel.lines
    qtbot.keyClicks(lines.words, "called back")
    qtbot.keyClick(lines.words, Qt.Key.Key_Return)
    shop.settled()
    assert [line.words for line in shop.entry(DUE).lines] == ["called back"]
    assert lines.words.text() == ""


def test_a_line_that_is_too_long_stays_as_typed(qtbot: QtBot, shop: CaseShop) -> None:
    lines = shop.view(DUE).panel.lines
    lines.words.setText("あ" * (MOST_SIGNS + 1))
    said: list[str] = []
    shop.window.workspace.failed.connect(said.append)
    click(qtbot, lines.add)
    assert f"{MOST_SIGNS:,}" in said[-1]
    assert len(lines.words.text()) == MOST_SIGNS + 1
    assert shop.entry(DUE).lines == ()


def test_typed_words_do_not_go_over_to_another_case(shop: CaseShop) -> None:
    view = shop.view(DUE)
    view.panel.lines.words.setText("途中")
    shop.view(OVERDUE)
    assert view.panel.lines.words.text() == ""


def test_typed_words_stay_while_the_case_is_read_again(shop: CaseShop) -> None:
    view = shop.view(DUE)
    view.panel.lines.words.setText("途中")
    view.panel.closing.ask()
    view.panel.closing.outcome.setText("送った")
    cases.set_owner(shop.desk, shop.ids[OVERDUE], "", local_time())
    view.refresh()
    shop.settled()
    assert view.panel.lines.words.text() == "途中"
    assert view.panel.closing.outcome.text() == "送った"
    assert view.panel.closing.form.isVisible()


def test_a_caller_is_joined_after_a_search(qtbot: QtBot, shop: CaseShop) -> None:
    person = shop.view(UNKNOWN).panel.person
    assert person.search.isVisible()
    qtbot.keyClicks(person.search, "00003")
    person.search.flush()
    qtbot.waitUntil(lambda: bool(_hits(person)))
    click(qtbot, _hits(person)[0])
    view = shop.settled()
    assert shop.entry(UNKNOWN).person is not None
    assert not view.panel.person.search.isVisible()
    shop.window.undo()
    shop.settled()
    assert shop.entry(UNKNOWN).person is None


def _hits(person: CasePerson) -> list[QPushButton]:
    return [
        button
        for button in person.findChildren(QPushButton)
        if button.isVisible() and button not in (person.see, person.propose)
    ]


def test_the_only_customer_with_the_number_is_joined_by_one_click(
    qtbot: QtBot, shop: CaseShop
) -> None:
    phone = shop.desk.store.read(
        lambda c: c.execute(
            "SELECT phone_digits FROM customer WHERE phone_digits <> '' AND joined_to IS NULL"
            " GROUP BY phone_digits HAVING count(*) = 1 ORDER BY min(id) LIMIT 1"
        ).fetchone()[0]
    )
    shop.desk.store.write(
        lambda c: c.execute(
            "UPDATE entry SET caller_digits = ? WHERE id = ?", (phone, shop.ids[UNKNOWN])
        )
    )
    propose = shop.view(UNKNOWN).panel.person.propose
    click(qtbot, propose)
    shop.settled()
    assert shop.entry(UNKNOWN).person is not None


def test_what_needs_an_answer_becomes_a_case(qtbot: QtBot, shop: CaseShop) -> None:
    view = shop.view(UNKNOWN)
    click(qtbot, view.panel.make_case)
    view = shop.settled()
    assert shop.entry(UNKNOWN).case is not None
    assert view.panel.facts.isVisible()


def test_a_phone_note_is_asked_for(qtbot: QtBot, shop: CaseShop) -> None:
    view = shop.view(DUE)
    with qtbot.waitSignal(shop.window.phone_note_asked):
        click(qtbot, view.note)


def test_the_badge_counts_what_is_due(qtbot: QtBot, shop: CaseShop) -> None:
    shop.view(DUE)
    shop.window.announce(Changes(frozenset({Topic.ENTRIES})))
    button = shop.window.sidebar.buttons["customers"]
    said = "顧客 (対応: 期限切れ 1件、今日まで 1件)"
    qtbot.waitUntil(lambda: button.accessibleName() == said)


def test_the_page_prints_the_cases_only_while_they_are_shown(qtbot: QtBot, shop: CaseShop) -> None:
    view = shop.view(DUE)
    page = shop.window.current
    assert isinstance(page, CustomersPage)
    assert [each.key for each in page.documents] == ["cases"]
    shop.window.commands.print_current()
    qtbot.waitUntil(lambda: view.printing.dialog is not None)
    assert view.printing.dialog is not None
    view.printing.dialog.close()
    shop.window.go(Route("customers"))
    settle()
    assert page.documents == ()


def test_the_chips_lead_to_the_views(qtbot: QtBot, shop: CaseShop) -> None:
    shop.window.go(Route("customers"))
    page = shop.window.current
    assert isinstance(page, CustomersPage)
    assert [chip.text() for chip in page.tabs.values()] == ["一覧", "対応"]
    click(qtbot, page.tabs["cases"])
    assert page.shown_view is not None
    assert page.tabs["cases"].isChecked()
    assert page.route().view == "cases"
    click(qtbot, page.tabs[""])
    assert page.shown_view is None
    assert page.tabs[""].isChecked()


def test_a_narrow_window_shows_one_or_the_other(qtbot: QtBot, shop: CaseShop) -> None:
    view = shop.view(DUE)
    shop.window.resize(900, 700)
    settle()
    assert view.list.isVisible()
    assert not view.panel.isVisible()
    view.open_detail(shop.ids[DUE])
    settle()
    assert view.panel.isVisible()
    assert not view.list.isVisible()
    click(qtbot, view.panel.back)
    assert view.list.isVisible()


def test_an_entry_taken_away_elsewhere_leaves_the_view(shop: CaseShop) -> None:
    view = shop.view(DUE)
    entries.remove_entry(shop.desk, shop.ids[DUE], local_time(), ())
    view.refresh()
    view = shop.settled()
    assert shop.ids[DUE] not in [view.list.cases.id_at(n) for n in range(12)]


def test_of_an_empty_desk_the_first_step_is_shown(qtbot: QtBot, start: Start) -> None:
    window = start(None)
    window.go(Route("customers", "cases"))
    view = view_of(window)
    assert view.empty.isVisible()
    assert not view.note.isVisible()
    assert not view.can_print
    with qtbot.waitSignal(window.phone_note_asked):
        click(qtbot, view.empty.first_step)
