import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desk.desk.assessment import assessments
from crm_desk.desk.route import Route
from crm_desk.domain.assessment.assessment import AnswerState, Assessment
from crm_desk.domain.errors import ReportableError
from crm_desk.ui.assessment.page import AssessmentPage
from crm_desk.ui.shell.window import Window
from tests.gallery.scenes import settle
from tests.ui.conftest import Start

NOTE = "<b>太字</b> A<B R&D 😀 \u200f עברית 𠮷田 " + "あ" * 9_960


def stored(window: Window) -> Assessment:
    return assessments.pick(window.workspace.desk, "latest")


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    qtbot.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)
    settle()


def stay(window: Window) -> None:
    """Let a choice stay on its card."""
    window.workspace.settings.put("go_on", False)


def test_digits_choose_and_arrows_move(qtbot: QtBot, window: Window, page: AssessmentPage) -> None:
    stay(window)
    levels = (3, 0, 2, 1, 3, 2, 0, 1, 2, 3)
    for level in levels:
        press(qtbot, Qt.Key(Qt.Key.Key_0 + level))
        press(qtbot, Qt.Key.Key_Down)
    answers = stored(window)
    ids = [item.id for item in assessments.questionnaire_of(answers, "ja").items]
    assert [answers.answer(i).choice for i in ids[:10]] == list(levels)
    assert page.wizard.item_id == ids[10]
    press(qtbot, Qt.Key.Key_Up)
    assert page.wizard.item_id == ids[9]


def test_keys_work_from_every_button_of_the_wizard(
    qtbot: QtBot, window: Window, page: AssessmentPage
) -> None:
    stay(window)
    row = page.wizard.card.rows[2]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is row.radio
    press(qtbot, Qt.Key.Key_3)
    assert stored(window).answer("1-1").choice == 3
    press(qtbot, Qt.Key.Key_Down)
    assert page.wizard.item_id == "1-2"


def test_tabs_by_keyboard(qtbot: QtBot, page: AssessmentPage) -> None:
    press(qtbot, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert page.wizard.item_id == "2-1"
    press(qtbot, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert page.wizard.item_id == "1-1"


def test_a_choice_goes_on_unless_asked_otherwise(
    qtbot: QtBot, window: Window, page: AssessmentPage
) -> None:
    press(qtbot, Qt.Key.Key_2)
    assert page.wizard.item_id == "1-2"
    stay(window)
    press(qtbot, Qt.Key.Key_1)
    assert page.wizard.item_id == "1-2"


def test_typing_in_a_note_is_never_a_shortcut(
    qtbot: QtBot, window: Window, page: AssessmentPage
) -> None:
    note = page.wizard.card.note
    note.setFocus()
    qtbot.keyClicks(note, "No. 3: 0123")
    qtbot.keyClick(note, Qt.Key.Key_Down)
    assert page.wizard.item_id == "1-1"
    assert stored(window).answer("1-1").state is AnswerState.UNANSWERED
    note.flush()
    assert stored(window).answer("1-1").note == "No. 3: 0123"


def test_no_shortcut_while_words_are_composed(
    qtbot: QtBot, window: Window, page: AssessmentPage
) -> None:
    note = page.wizard.card.note
    note.setFocus()
    QApplication.sendEvent(note, QInputMethodEvent("にほんご", []))
    key = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier
    )
    key.ignore()
    QApplication.sendEvent(note, key)
    assert key.isAccepted()
    done = QInputMethodEvent()
    done.setCommitString("日本語")
    QApplication.sendEvent(note, done)
    assert note.toPlainText() == "日本語"
    note.flush()


def test_text_is_saved_by_itself(qtbot: QtBot, window: Window, page: AssessmentPage) -> None:
    evidence = page.wizard.card.evidence
    evidence.setFocus()
    qtbot.keyClicks(evidence, "abc")
    qtbot.waitUntil(lambda: stored(window).answer("1-1").evidence == "abc", timeout=20_000)


def test_text_is_saved_when_focus_leaves(window: Window, page: AssessmentPage) -> None:
    page.wizard.card.note.setPlainText("次へ進む前に")
    page.wizard.step(1)
    assert stored(window).answer("1-1").note == "次へ進む前に"
    assert stored(window).answer("1-2").note == ""


def test_saving_one_text_does_not_touch_the_other(window: Window, page: AssessmentPage) -> None:
    stay(window)
    card = page.wizard.card
    card.note.setPlainText("まだ保存前")
    card.evidence.setPlainText("先に保存")
    card.evidence.flush()
    page.wizard.choose(2)
    assert card.note.toPlainText() == "まだ保存前"
    card.note.flush()
    answer = stored(window).answer("1-1")
    assert (answer.evidence, answer.note, answer.choice) == ("先に保存", "まだ保存前", 2)


def test_whatever_is_typed_comes_back_as_typed(
    window: Window, page: AssessmentPage, start: Start
) -> None:
    page.wizard.card.note.setPlainText(NOTE)
    page.wizard.card.evidence.setPlainText(NOTE)
    path = window.workspace.desk.path
    window.close()
    window.workspace.close()
    again = start(path)
    again.go(Route("assessment", "wizard", 4))
    current = again.current
    assert isinstance(current, AssessmentPage)
    assert current.wizard.card.note.toPlainText() == NOTE
    assert stored(again).answer("1-1").evidence == NOTE


def test_reopening_lands_where_one_was(window: Window, page: AssessmentPage, start: Start) -> None:
    page.wizard.go_to("4-5")
    path = window.workspace.desk.path
    window.close()
    window.workspace.close()
    again = start(path)
    again.go(Route("assessment", "wizard", 4))
    current = again.current
    assert isinstance(current, AssessmentPage)
    assert current.wizard.item_id == "4-5"


def test_four_states_look_and_are_stored_differently(
    qtbot: QtBot, window: Window, page: AssessmentPage
) -> None:
    stay(window)
    card, seen = page.wizard.card, []
    for act in (
        lambda: None,
        lambda: page.wizard.choose(0),
        card.deferred.emit,
        lambda: card.exempted.emit("広告は出していない"),
        card.cleared.emit,
    ):
        act()
        settle()
        answer = stored(window).answer("1-1")
        chosen = [level for level, row in card.rows.items() if row.radio.isChecked()]
        seen.append((answer.state, answer.choice, tuple(chosen), page.wizard.chips.texts[0]))
    assert len({entry[0] for entry in seen[:4]}) == 4
    assert len({entry[3] for entry in seen[:4]}) == 4
    assert seen[0] == seen[4]
    assert [entry[2] for entry in seen] == [(), (0,), (), (), ()]


def test_a_reason_is_needed(qtbot: QtBot, window: Window, page: AssessmentPage) -> None:
    card = page.wizard.card
    card.ask_reason()
    assert not card.confirm_reason.isEnabled()
    qtbot.keyClicks(card.reason, "   ")
    assert not card.confirm_reason.isEnabled()
    qtbot.keyClicks(card.reason, "wholesale only")
    qtbot.mouseClick(card.confirm_reason, Qt.MouseButton.LeftButton)
    assert stored(window).answer("1-1").reason == "wholesale only"


def test_undo_names_its_step_and_goes_there(window: Window, page: AssessmentPage) -> None:
    page.wizard.choose(3)
    page.wizard.go_to("5-3")
    page.wizard.choose(1)
    assert "5-3" in window.actions_by_name["undo"].text()
    window.undo()
    assert stored(window).answer("5-3").state is AnswerState.UNANSWERED
    window.undo()
    assert page.wizard.item_id == "1-1"
    assert stored(window).answer("1-1").state is AnswerState.UNANSWERED
    window.redo()
    window.redo()
    assert page.wizard.item_id == "5-3"
    assert page.wizard.card.rows[1].radio.isChecked()


def test_a_full_disk_keeps_the_text_and_a_retry_works(
    window: Window, page: AssessmentPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, card = window.workspace.desk, page.wizard.card
    with monkeypatch.context() as broken:

        def full(*_work: object) -> None:
            raise ReportableError("disk_full")

        broken.setattr(desk.store, "write", full)
        page.wizard.choose(2)
        card.note.setPlainText("残るべき言葉")
        card.note.flush()
        settle()
        assert not window.banners.failure.isHidden()
        assert not card.rows[2].radio.isChecked()
        assert card.note.toPlainText() == "残るべき言葉"
    card.note.flush()
    page.wizard.choose(2)
    settle()
    assert window.banners.failure.isHidden()
    assert stored(window).answer("1-1").note == "残るべき言葉"
    assert stored(window).answer("1-1").choice == 2


def test_a_failed_note_survives_a_step_to_the_next_item(
    window: Window, page: AssessmentPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = page.wizard.card
    with monkeypatch.context() as broken:

        def full(*_work: object) -> None:
            raise ReportableError("disk_full")

        broken.setattr(window.workspace.desk.store, "write", full)
        card.note.setPlainText("残るべき言葉")
        page.wizard.step(1)
        assert page.wizard.item_id == "1-1"
        assert card.note.toPlainText() == "残るべき言葉"
    page.wizard.step(1)
    assert page.wizard.item_id == "1-2"
    assert stored(window).answer("1-1").note == "残るべき言葉"


def test_last_time_stands_beside_a_blank_answer(window: Window, page: AssessmentPage) -> None:
    page.wizard.go_to("1-2")
    before = assessments.assessments(window.workspace.desk)[-2].answer("1-2")
    assert str(before.choice) in page.wizard.card.last_time
    assert before.note[:10] in page.wizard.card.last_time
    assert stored(window).answer("1-2").is_blank


def test_the_extra_point_is_said(page: AssessmentPage) -> None:
    page.wizard.go_to("6-4")
    assert "3を選ぶと4点" in page.wizard.card.heading
    page.wizard.go_to("6-3")
    assert "4点" not in page.wizard.card.heading
