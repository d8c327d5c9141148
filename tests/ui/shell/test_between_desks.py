"""What must not be lost on the way from one desk to another, or behind the program's back."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desk.app import Program
from crm_desk.desk import app_paths
from crm_desk.desk.assessment import assessments
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.route import Route
from crm_desk.domain.assessment.assessment import AnswerState
from crm_desk.domain.errors import ReportableError
from crm_desk.ui.assessment.page import AssessmentPage
from crm_desk.ui.shell import dialogs
from crm_desk.ui.shell.window import Window
from tests.gallery.scenes import settle
from tests.sample_desk import sample_copy
from tests.ui.conftest import Start
from tests.ui.shell.answering_dialogs import answers_given


def wizard_page(window: Window, item_id: str = "1-1") -> AssessmentPage:
    window.go(Route("assessment", "wizard", 3, item=item_id))
    settle()
    page = window.current
    assert isinstance(page, AssessmentPage)
    return page


def full(*_work: object) -> None:
    raise ReportableError("disk_full")


def test_typed_words_are_saved_before_another_desk_opens(window: Window, tmp_path: Path) -> None:
    first = window.workspace.desk.path
    wizard_page(window).wizard.card.note.setPlainText("開く前に打った言葉")
    window.new_asked.emit(tmp_path / "second.crmdesk")
    settle()
    assert window.workspace.desk.path.name == "second.crmdesk"
    with Desk(first) as desk:
        assert assessments.pick(desk, "latest").answer("1-1").note == "開く前に打った言葉"


def test_words_that_can_not_be_saved_keep_their_desk_open(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, page = window.workspace.desk.path, wizard_page(window)
    sample_copy(tmp_path / "other.crmdesk")
    monkeypatch.setattr(dialogs, "confirm", lambda *_: False)
    with monkeypatch.context() as broken:
        broken.setattr(window.workspace.desk.store, "write", full)
        page.wizard.card.note.setPlainText("残るべき言葉")
        window.open_asked.emit(tmp_path / "other.crmdesk")
        settle()
        assert window.workspace.desk.path == first
        assert window.workspace.perform(window.workspace.desk.undo)
        assert not window.banners.failure.isHidden()
    page.wizard.card.note.flush()
    assert window.banners.failure.isHidden()


def test_the_open_desk_under_another_name_is_the_open_desk(window: Window, tmp_path: Path) -> None:
    other = tmp_path / "link.crmdesk"
    other.symlink_to(window.workspace.desk.path)
    window.open_asked.emit(other)
    settle()
    assert window.banners.failure.isHidden()


def test_a_desk_that_is_taken_away_is_said_at_the_next_answer(window: Window) -> None:
    page = wizard_page(window)
    window.workspace.desk.path.unlink()
    page.wizard.choose(0)
    settle()
    assert "移動・削除" in window.banners.failure.sentence
    assert not page.wizard.card.rows[0].radio.isChecked()


def test_a_missing_stick_is_said_instead_of_an_empty_desk(
    qtbot: QtBot, start: Start, programs: list[Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = answers_given(monkeypatch, "新しいお店ファイルを作る")
    window = start(recent=["/media/usb/みずほ.crmdesk"])
    assert "みずほ.crmdesk" in said[0].sentence
    assert "/media/usb/みずほ.crmdesk" in window.workspace.settings.get("recent")


def test_a_sample_of_ones_own_has_no_button_to_throw_it_away(window: Window) -> None:
    assert window.workspace.desk.is_sample
    assert window.sidebar.sample.isVisible()
    assert window.sidebar.leave_sample.isHidden()


def test_a_desk_in_a_folder_that_can_not_be_renamed_is_moved_all_the_same(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path, _target: Path) -> Path:
        raise PermissionError

    folder = tmp_path / "Dropbox"
    folder.mkdir()
    create_desk(folder / "a.crmdesk", "茶")
    window = start(folder / "a.crmdesk")
    monkeypatch.setattr(Path, "rename", refuse)
    window.move_asked.emit()
    settle()
    assert window.workspace.desk.path.parent == app_paths.data_folder().resolve()
    assert (folder / "a.crmdesk").exists()


def test_two_first_starts_at_once_make_one_desk(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from crm_desk.desk.desk import create_desk\n"
        "from crm_desk.domain.errors import ReportableError\n"
        "sys.stdin.readline()\n"
        "try: create_desk(Path(sys.argv[1]), '店')\n"
        "except ReportableError as e: print(e.key)\n"
    )
    for number in range(8):
        path = tmp_path / f"{number}.crmdesk"
        pair = [
            subprocess.Popen(
                [sys.executable, "-c", code, str(path)],
                text=True,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
            for _ in range(2)
        ]
        for child in pair:
            assert child.stdin is not None
            child.stdin.write("go\n")
            child.stdin.flush()
        said = sorted(child.communicate()[0].strip() for child in pair)
        assert said == ["", "file_exists"]
        with Desk(path) as desk:
            assert desk.shop_name == "店"


def test_a_click_on_the_chosen_radio_leaves_it_chosen(qtbot: QtBot, window: Window) -> None:
    row = wizard_page(window).wizard.card.rows[2]
    for _ in range(3):
        row.radio.click()
        settle()
        assert row.radio.isChecked()


def test_undo_in_a_note_without_changes_is_the_programs(window: Window) -> None:
    page = wizard_page(window)
    page.wizard.choose(0)
    note = page.wizard.card.note
    note.setFocus()

    def is_the_notes_own() -> bool:
        key = QKeyEvent(
            QKeyEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
        )
        key.ignore()
        QApplication.sendEvent(note, key)
        return key.isAccepted()

    assert not is_the_notes_own()
    note.insertPlainText("abc")
    assert is_the_notes_own()
    note.flush()


def test_a_held_key_answers_one_item(window: Window) -> None:
    page = wizard_page(window)
    for item in ("1-1", "1-2", "1-3"):
        window.workspace.perform(lambda i=item: assessments.clear(window.workspace.desk, 3, i))  # type: ignore[misc]
    page.wizard.go_to("1-1")
    window.workspace.settings.put("go_on", True)
    for repeat in (False, True, True, True):
        press = QKeyEvent(
            QKeyEvent.Type.KeyPress, Qt.Key.Key_3, Qt.KeyboardModifier.NoModifier, "3", repeat
        )
        QApplication.sendEvent(page.wizard, press)
    kept = assessments.pick(window.workspace.desk, "latest")
    states = [kept.answer(item).state for item in ("1-1", "1-2", "1-3")]
    assert states == [AnswerState.ANSWERED, AnswerState.UNANSWERED, AnswerState.UNANSWERED]


def test_a_new_size_while_pages_are_prepared_does_no_harm(qtbot: QtBot, window: Window) -> None:
    window.go(Route("assessment", "results", 3))
    window.commands.print_current()
    window.commands.print_current()
    window.actions_by_name["larger"].trigger()
    # The lane does one thing after the other: what comes back now was asked for last.
    back: list[None] = []
    window.workspace.runner.run(lambda: None, back.append, lambda error: None)
    qtbot.waitUntil(lambda: bool(back) and window.banners.busy.isHidden(), timeout=60_000)
    settle()
    assert window.banners.failure.isHidden()


def test_closing_before_the_first_paint_is_no_error(
    qtbot: QtBot, sample_path: Path, programs: list[Program]
) -> None:
    from crm_desk.desk.settings import Settings

    program = Program(Settings(app_paths.settings_file()))
    programs.append(program)
    program.begin(sample_path)
    assert program.window is not None
    program.window.close()


def test_a_click_before_the_first_page_is_there_is_heard(
    qtbot: QtBot, sample_path: Path, programs: list[Program]
) -> None:
    from crm_desk.desk.settings import Settings

    program = Program(Settings(app_paths.settings_file()))
    programs.append(program)
    program.begin(sample_path)
    assert program.window is not None
    program.window.repaint()
    program.window.sidebar.asked.emit("assessment")
    settle()
    assert program.window.current.route() == Route("assessment")
    assert program.window.actions_by_name["undo"].isVisible()


def test_closing_a_store_twice_is_closing_it_once(sample_path: Path) -> None:
    desk = Desk(sample_path)
    desk.close()
    desk.close()
    with pytest.raises(RuntimeError):
        desk.store.write(lambda _connection: None)


def test_lost_settings_find_the_shop_again_and_say_so(start: Start, qtbot: QtBot) -> None:
    own = app_paths.data_folder() / "みずほ茶舗.crmdesk"
    app_paths.data_folder().mkdir(parents=True, exist_ok=True)
    sample_copy(own)
    # As a power cut leaves them.
    app_paths.settings_file().parent.mkdir(parents=True, exist_ok=True)
    app_paths.settings_file().write_bytes(bytes(300))
    window = start()
    assert window.workspace.desk.path == own.resolve()
    qtbot.waitUntil(lambda: "settings.json.damaged" in window.banners.notified.sentence)


@pytest.mark.parametrize("page", ["analysis", "followup", "customers", "backups"])
def test_a_page_that_begins_when_its_desk_is_closed_asks_nothing_more(
    page: str, window: Window
) -> None:
    window.go(Route(page))
    window.workspace.close()
    settle()
    assert window.workspace.desk.store.is_closed
