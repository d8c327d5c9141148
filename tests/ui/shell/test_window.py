import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from crm_desk.app import Program
from crm_desk.desk import app_paths
from crm_desk.desk.assessment import assessments
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.route import Route
from crm_desk.ui.shell import dialogs
from crm_desk.ui.shell.crash import CrashWindow, report_text
from crm_desk.ui.shell.hooks import Hooks
from crm_desk.ui.shell.window import Window
from tests.gallery.scenes import settle
from tests.ui.conftest import Start


def words(window: Window) -> str:
    from PySide6.QtWidgets import QLabel

    shown = [w.text() for w in window.findChildren(QLabel) if w.isVisible()]
    shown += [w.text() for w in window.findChildren(QPushButton) if w.isVisible()]
    return "\n".join(shown)


def test_the_first_start_offers_three_doors_and_no_dead_entries(start: Start) -> None:
    window = start()
    assert app_paths.default_desk().exists()
    shown = words(window)
    assert "診断を始める" in shown
    assert "サンプルで試す" in shown
    assert "受注データ" in shown
    places_shown = ["home", "assessment", "analysis", "followup", "customers", "settings"]
    assert list(window.sidebar.buttons) == places_shown


def test_naming_the_shop_on_the_first_page(qtbot: QtBot, start: Start) -> None:
    from PySide6.QtWidgets import QLineEdit

    window = start()
    field = next(f for f in window.findChildren(QLineEdit) if f.isVisible())
    qtbot.keyClicks(field, "R&D <b>shop</b>")
    field.editingFinished.emit()
    assert window.workspace.desk.shop_name == "R&D <b>shop</b>"
    assert "R&D <b>shop</b>" in window.windowTitle()
    window.undo()
    assert not window.workspace.desk.is_named


def test_enter_leads_from_the_name_to_the_first_assessment(qtbot: QtBot, start: Start) -> None:
    window = start()
    field = QApplication.focusWidget()
    assert field is not None
    qtbot.keyClicks(field, "Yamaka")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert window.workspace.desk.shop_name == "Yamaka"
    for _ in range(2):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Return)
        settle()
    route = window.current.route()
    assert (route.view, route.item) == ("wizard", "1-1")


def test_sample_is_made_opened_and_thrown_away(start: Start, programs: list[Program]) -> None:
    window = start()
    window.sample_asked.emit()
    settle()
    assert window.workspace.desk.is_sample
    assert len(assessments.assessments(window.workspace.desk)) == 3
    assert window.banners.notice.isHidden()
    assert window.sidebar.sample.isVisible()
    window.sidebar.leave_sample.click()
    settle()
    assert window.workspace.desk.path == app_paths.default_desk()
    assert not app_paths.sample_desk().exists()
    assert window.sidebar.sample.isHidden()


def test_language_changes_in_place(window: Window) -> None:
    window.go(Route("assessment", "wizard", 3, item="4-2"))
    settle()
    assert "結果を見る" in words(window)
    window.workspace.settings.put("language", "en")
    window.rebuild()
    settle()
    assert "See results" in words(window)
    assert window.current.route() == Route("assessment", "wizard", 3, item="4-2")
    assert "フ" not in words(window).replace("CRMデスク", "")


def test_typed_words_survive_a_change_of_size(window: Window) -> None:
    from crm_desk.ui.assessment.page import AssessmentPage

    window.go(Route("assessment", "wizard", 3, item="4-2"))
    page = window.current
    assert isinstance(page, AssessmentPage)
    page.wizard.card.note.setPlainText("大きくする前に")
    window.actions_by_name["larger"].trigger()
    settle()
    page = window.current
    assert isinstance(page, AssessmentPage)
    assert page.wizard.card.note.toPlainText() == "大きくする前に"
    assert window.workspace.theme.percent == 110
    window.actions_by_name["normal"].trigger()
    assert window.workspace.theme.percent == 100


def test_undo_says_what_it_undoes_in_both_languages(window: Window) -> None:
    desk = window.workspace.desk
    window.workspace.perform(lambda: assessments.choose(desk, 3, "5-3", 0))
    assert window.actions_by_name["undo"].text().startswith("元に戻す: 5-3の回答")
    window.workspace.settings.put("language", "en")
    window.rebuild()
    assert window.actions_by_name["undo"].text() == "&Undo: answer to 5-3"
    window.undo()
    assert window.actions_by_name["redo"].isEnabled()
    assert not window.actions_by_name["undo"].isEnabled()


def test_deleting_an_assessment_is_undone_whole(window: Window) -> None:
    desk = window.workspace.desk
    before = assessments.assessments(desk)
    window.go(Route("assessment", "results", 3))
    window.workspace.perform(lambda: assessments.delete(desk, 3))
    settle()
    assert window.current.route() == Route("assessment")
    window.undo()
    assert assessments.assessments(desk) == before


def test_a_copy_is_a_desk(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "stick" / "copy"
    target.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.commands.ask_copy()
    with Desk(tmp_path / "stick" / "copy.crmdesk") as copy:
        assert assessments.assessments(copy) == assessments.assessments(window.workspace.desk)


def test_new_and_recent_desks(window: Window, tmp_path: Path) -> None:
    first = window.workspace.desk.path
    window.new_asked.emit(tmp_path / "second.crmdesk")
    settle()
    assert window.workspace.desk.path.name == "second.crmdesk"
    assert str(first) in window.workspace.settings.get("recent")
    window.actions_by_name["recent-1"].trigger()
    settle()
    assert window.workspace.desk.path == first


def test_a_file_that_is_no_desk_leaves_the_open_one_open(window: Window, tmp_path: Path) -> None:
    other = tmp_path / "photo.crmdesk"
    other.write_bytes(b"\x89PNG\r\n" + bytes(500))
    before = other.read_bytes()
    open_now = window.workspace.desk.path
    window.open_asked.emit(other)
    settle()
    assert "photo.crmdesk" in window.banners.failure.sentence
    assert window.workspace.desk.path == open_now
    assert other.read_bytes() == before


def test_the_notice_offers_its_ways(qtbot: QtBot) -> None:
    def press() -> None:
        notice = QApplication.activeModalWidget()
        if not isinstance(notice, dialogs.NoticeDialog):
            QTimer.singleShot(10, press)
            return
        made = [b for b in notice.findChildren(QPushButton) if b.text() == "B && C"]
        made[0].click()

    QTimer.singleShot(0, press)
    assert dialogs.choose(None, "t", "<b>s</b>", [("a", "A"), ("b", "B & C")]) == "b"


def test_a_synchronised_folder_is_warned_of_and_left(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - みずほ"
    folder.mkdir()
    create_desk(folder / "茶.crmdesk", "茶")
    window = start(folder / "茶.crmdesk")
    assert "同期" in window.banners.notice.sentence
    window.move_asked.emit()
    settle()
    assert window.workspace.desk.path.parent == app_paths.data_folder()
    assert window.workspace.desk.shop_name == "茶"
    assert window.banners.notice.isHidden()
    assert (folder / "茶.crmdesk.moved").exists()
    assert not (folder / "茶.crmdesk").exists()


def test_a_second_start_raises_the_first_window(
    qtbot: QtBot, window: Window, own_home: Path
) -> None:
    settle()
    window.showMinimized()
    path = window.workspace.desk.path
    second = subprocess.Popen(
        [sys.executable, "-m", "crm_desk", str(path)],
        env=dict(os.environ),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=60_000)
    out, err = second.communicate()
    assert (second.returncode, out, err) == (0, "", "")
    assert not window.isMinimized()
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    connection.close()


def test_an_unexpected_error_shows_one_window_and_no_data(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    crash = CrashWindow(tmp_path / "logs" / "crash.log", window)
    try:
        name = "山田花子"
        raise ValueError(f"no such person: {name}")
    except ValueError as error:
        crash.show_error(error)
        crash.show_error(error)
        report = report_text(error)
    assert crash.box is not None
    kept = (tmp_path / "logs" / "crash.log").read_text(encoding="utf-8")
    for text in (report, kept):
        assert "ValueError" in text
        assert "test_window.py" in text
        assert "山田" not in text
        assert str(tmp_path) not in text
    assert (tmp_path / "logs" / "crash.log").stat().st_mode & 0o077 == 0
    crash.box.close()


def test_errors_in_other_threads_reach_the_crash_window(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    hooks = Hooks(tmp_path / "crash.log", window)
    hooks.install()
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: hooks.window is not None, timeout=20_000)
    assert hooks.window is not None
    assert hooks.window.box is not None
    hooks.window.box.close()
    settle()


def test_what_the_world_did_is_a_sentence_wherever_it_is_noticed(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crm_desk.domain.errors import ReportableError

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    hooks = Hooks(tmp_path / "crash.log", window)
    hooks.tell = window.workspace.show_error
    hooks.install()
    sys.excepthook(ReportableError, ReportableError("desk_orders_damaged", count=3), None)
    assert hooks.window is None
    assert "3件" in window.banners.failure.sentence


def test_a_saved_report_and_temporary_files_hold_no_names(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    planted = ("山田花子", "090-1234-5678", "hanako@example.jp", "東京都千代田区")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    saved = tmp_path / "report.txt"
    monkeypatch.setattr(
        "crm_desk.ui.shell.crash.QFileDialog.getSaveFileName", lambda *_: (str(saved), "")
    )
    crash = CrashWindow(tmp_path / "logs" / "crash.log", window)

    def fail(person: tuple[str, ...]) -> None:
        try:
            raise KeyError(person[0])
        except KeyError as error:
            raise ValueError(f"{person}") from error

    try:
        fail(planted)
    except ValueError as error:
        crash.show_error(error)
    assert crash.box is not None
    save = next(b for b in crash.box.findChildren(QPushButton) if "…" in b.text())
    save.click()
    settle()
    assert "ValueError" in saved.read_text(encoding="utf-8")
    written = [p for p in tmp_path.rglob("*") if p.is_file() and p.suffix in (".txt", ".log")]
    written += [p for p in (tmp_path / "temporary").rglob("*") if p.is_file()]
    for path in written:
        content = path.read_bytes()
        assert not [name for name in planted if name.encode() in content], path
    crash.box.close()


def test_closing_with_unsaved_text_asks_first(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crm_desk.domain.errors import ReportableError
    from crm_desk.ui.assessment.page import AssessmentPage

    def full(*_work: object) -> None:
        raise ReportableError("disk_full")

    window.go(Route("assessment", "wizard", 3, item="1-1"))
    page = window.current
    assert isinstance(page, AssessmentPage)
    monkeypatch.setattr(window.workspace.desk.store, "write", full)
    page.wizard.card.note.setPlainText("まだ保存できていない")
    monkeypatch.setattr(dialogs, "confirm", lambda *_: False)
    window.close()
    assert window.isVisible()
    window.go(Route("home"))
    assert window.current is page
    monkeypatch.setattr(dialogs, "confirm", lambda *_: True)
    window.close()
    assert not window.isVisible()


def test_geometry_is_kept(window: Window, start: Start) -> None:
    window.setGeometry(10, 20, 1000, 700)
    settings = window.workspace.settings
    window.close()
    assert settings.get("geometry") == [10, 20, 1000, 700]
