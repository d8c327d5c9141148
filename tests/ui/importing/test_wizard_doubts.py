"""The check step asks what only the shop knows, and tells what reading has found."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QRadioButton, QScrollArea
from pytestqt.qtbot import QtBot

from crm_desk.desk.importing import batches, remembered
from crm_desk.desk.importing.file_plan import saved_mappings
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.answers import Answers, Tax
from crm_desk.importing.findings import Findings, Notice, Question, QuestionKind
from crm_desk.importing.issues import Severity
from crm_desk.ui.importing.check_step import CheckStep
from crm_desk.ui.importing.layout_step import LayoutStep
from crm_desk.ui.importing.session import ImportSession
from crm_desk.ui.importing.wizard_state import CHECK, LAYOUT, RESULT
from crm_desk.ui.shell.window import Window
from tests.gallery.import_scenes import EVERY_NOTICE, EVERY_QUESTION, base_file, strange_file
from tests.gallery.scenes import settle
from tests.ui.conftest import Start
from tests.ui.importing.conftest import Found
from tests.ui.importing.steps import (
    bring_in,
    choose,
    drop,
    link,
    page_of,
    session_of,
    wait_for,
    words,
)

HELD = Question(QuestionKind.STATUS, "保留", value="保留", count=12, amount=34_500)
TAX = Question(QuestionKind.TAX, detail="2,000 + 500 = 2,500", proposal="included")


@pytest.fixture
def empty(start: Start) -> Window:
    """The window as on the first day."""
    return start()


def checked(qtbot: QtBot, window: Window) -> CheckStep:
    """The check step once everything is read."""
    qtbot.waitUntil(lambda: not session_of(window).state.to_check, timeout=20_000)
    settle()
    step = page_of(window).step
    assert isinstance(step, CheckStep)
    return step


def click(step: CheckStep, question: Question, option: str) -> None:
    rows = step.questions.rows["BASE"]
    rows.options[question.kind, question.subject][option].click()


def test_a_cart_without_doubts_goes_straight_through(
    qtbot: QtBot, empty: Window, tmp_path: Path
) -> None:
    drop(qtbot, empty, base_file(tmp_path))
    bring_in(qtbot, empty)
    assert "40件の受注" in words(empty)


def test_what_must_be_answered_keeps_the_import_back(
    qtbot: QtBot, empty: Window, tmp_path: Path, found: Found
) -> None:
    found.now = Findings((HELD, TAX))
    drop(qtbot, empty, base_file(tmp_path))
    step = checked(qtbot, empty)
    assert "「保留」の受注を売上に含めますか" in words(empty)
    assert "12件  ¥34,500" in words(empty)
    assert "2,000 + 500 = 2,500" in words(empty)
    assert not step.go.isEnabled()
    assert step.foot.text() == "あと1つ、お答えください"
    assert step.questions.rows["BASE"].options[QuestionKind.TAX, ""]["included"].isChecked()
    click(step, HELD, "void")
    checked(qtbot, empty)
    assert step.go.isEnabled()
    assert found.jobs[-1][0].answers == Answers(void_status=("保留",))
    bring_in(qtbot, empty)
    assert remembered.answers_of(empty.workspace.desk, "BASE").void_status == ("保留",)
    drop(qtbot, empty, base_file(tmp_path, "next.csv", 41))
    step = checked(qtbot, empty)
    assert step.go.isEnabled()
    assert step.questions.rows["BASE"].options[QuestionKind.STATUS, "保留"]["void"].isChecked()


def test_pressed_while_rows_are_read_it_waits_for_questions(
    qtbot: QtBot, empty: Window, tmp_path: Path, found: Found
) -> None:
    drop(qtbot, empty, base_file(tmp_path))
    checked(qtbot, empty)
    session = session_of(empty)
    found.now = Findings((TAX,))
    # The question is new at first, and known the second time.
    for then in (CHECK, RESULT):
        session.state.checked.clear()
        session.checks.read()
        session.start()
        assert session.state.step == CHECK
        qtbot.waitUntil(partial(_has_come_to, session, then), timeout=20_000)


def _has_come_to(session: ImportSession, step: str) -> bool:
    return not session.state.to_check and session.state.step == step


def test_an_answer_moves_nothing(qtbot: QtBot, empty: Window, tmp_path: Path, found: Found) -> None:
    found.now = Findings(EVERY_QUESTION, EVERY_NOTICE)
    drop(qtbot, empty, base_file(tmp_path))
    step = checked(qtbot, empty)
    area = next(a for a in page_of(empty).findChildren(QScrollArea) if a.isVisible())
    choice = step.questions.rows["BASE"].options[QuestionKind.TAX, ""]["on-top"]
    area.ensureWidgetVisible(choice)
    choice.setFocus()
    settle()
    before = choice.mapToGlobal(choice.rect().center())
    choice.click()
    checked(qtbot, empty)
    assert choice.isVisible()
    assert choice.hasFocus()
    assert choice.mapToGlobal(choice.rect().center()) == before
    assert session_of(empty).state.answers["BASE"].tax is Tax.ON_TOP


def test_what_was_told_names_its_first_place(
    qtbot: QtBot, empty: Window, tmp_path: Path, found: Found
) -> None:
    notice = Notice("free", Severity.NOTICE, 3, "base_orders.csv", 18, "価格", "無料", "")
    found.now = Findings(notices=(notice,), unread=("備考", "返金額"))
    drop(qtbot, empty, base_file(tmp_path))
    checked(qtbot, empty)
    assert "3件 ・ はじめは base_orders.csv の18行目「価格」の「無料」" in words(empty)
    assert "返金額" not in words(empty)
    link(empty, "読まない列 (2)").click()
    settle()
    assert "読まない列: 備考、返金額" in words(empty)


def test_an_address_that_is_no_ones_is_not_shown(
    qtbot: QtBot, empty: Window, tmp_path: Path, found: Found
) -> None:
    from crm_desk.desk.importing.question_words import notice_place

    notice = Notice("shared_contact", Severity.NOTICE, 3, "a.csv", 2, "メール", "x@shop.jp", "")
    assert "x@shop.jp" not in notice_place(notice, empty.workspace.texts)


def test_a_file_that_cannot_be_read_says_so_and_waits(
    qtbot: QtBot, empty: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crm_desk.desk.importing import check

    def refuse(*_: object, **__: object) -> Findings:
        raise ReportableError("import_changed", file="base_orders.csv")

    monkeypatch.setattr(check, "check_files", refuse)
    drop(qtbot, empty, base_file(tmp_path))
    step = checked(qtbot, empty)
    assert not step.go.isEnabled()
    assert "読んでいる途中で中身が変わりました" in words(empty)


def test_nothing_is_imported_while_no_row_has_a_date(
    qtbot: QtBot, empty: Window, tmp_path: Path
) -> None:
    drop(qtbot, empty, strange_file(tmp_path))
    choose(empty, "date", "K3")
    choose(empty, "customer", "K2")
    choose(empty, "line_amount", "K4")
    session_of(empty).show_check()
    step = checked(qtbot, empty)
    assert not step.go.isEnabled()
    assert "「K3」がどの行でも読めません" in step.foot.text()


def test_a_layout_corrected_by_hand_comes_back_and_can_be_forgotten(
    qtbot: QtBot, empty: Window, tmp_path: Path
) -> None:
    drop(qtbot, empty, strange_file(tmp_path))
    for field, column in (("date", "K1"), ("customer", "K2"), ("line_amount", "K4")):
        choose(empty, field, column)
    session_of(empty).show_check()
    bring_in(qtbot, empty)
    assert [mapping.name for mapping in saved_mappings(empty.workspace.desk)] == ["list"]
    drop(qtbot, empty, strange_file(tmp_path))
    assert session_of(empty).state.step == CHECK
    assert "「list.csv」を、前に選んだ列のとおりに読みます" in words(empty)
    session_of(empty).show_layout(0)
    link(empty, "列の選び方「list」を忘れる").click()
    settle()
    assert not saved_mappings(empty.workspace.desk)
    drop(qtbot, empty, strange_file(tmp_path))
    assert session_of(empty).state.step == LAYOUT


def test_another_cart_keeps_the_columns_that_were_chosen(
    qtbot: QtBot, empty: Window, tmp_path: Path
) -> None:
    drop(qtbot, empty, strange_file(tmp_path))
    choose(empty, "date", "K1")
    choose(empty, "customer", "K2")
    link(empty, "上の表が").click()
    settle()
    box = next(w for w in empty.findChildren(QComboBox) if w.accessibleName() == "カートの形式")
    index = box.findData("shopify")
    box.setCurrentIndex(index)
    box.activated.emit(index)
    settle()
    step = page_of(empty).step
    assert isinstance(step, LayoutStep)
    assert step.boxes["date"].currentText().startswith("K1")
    assert step.boxes["customer"].currentText().startswith("K2")


def test_what_was_decided_is_changed_with_the_files_or_without(
    qtbot: QtBot, empty: Window, tmp_path: Path, found: Found
) -> None:
    found.now = Findings((HELD,))
    path, desk = base_file(tmp_path), empty.workspace.desk
    drop(qtbot, empty, path)
    click(checked(qtbot, empty), HELD, "sale")
    checked(qtbot, empty)
    bring_in(qtbot, empty)
    link(empty, "次のファイルへ").click()
    settle()
    link(empty, "詳細").click()
    settle()
    assert "「保留」の受注を売上に含めますか → 含める" in words(empty)
    link(empty, "変える…").click()
    wait_for(qtbot, empty, CHECK)
    assert [plan.path for plan in session_of(empty).state.plans] == [path]
    session_of(empty).restart()
    path.unlink()
    settle()
    link(empty, "詳細").click()
    settle()
    link(empty, "変える…").click()
    settle()
    assert "元の場所にありません" in words(empty)
    choice = next(
        w
        for w in page_of(empty).findChildren(QRadioButton)
        if w.isVisible() and w.text() == "含めない"
    )
    choice.click()
    assert remembered.answers_of(desk, "BASE").void_status == ("保留",)
    assert len(batches.batches(desk)) == 1
