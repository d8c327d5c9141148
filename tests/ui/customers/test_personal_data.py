"""この方の情報: handed over, erased, and what the screens say of it."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from crm_desk.app import Program
from crm_desk.desk.backups import keeping
from crm_desk.desk.customers import erasing
from crm_desk.desk.route import Route
from crm_desk.domain.errors import ReportableError
from crm_desk.store import erased
from crm_desk.ui.backups.page import BackupsPage
from crm_desk.ui.contacts.export_log import ExportLog
from crm_desk.ui.customers.erase_dialog import EraseDialog
from crm_desk.ui.customers.page import CustomersPage
from crm_desk.ui.customers.personal_data import PersonalData
from crm_desk.ui.shell.window import Window
from tests.gallery.scenes import settle
from tests.ui.conftest import Start


def section(window: Window, qtbot: QtBot, customer: int = 1) -> PersonalData:
    window.go(Route("customers", "one", customer))
    page = window.current
    assert isinstance(page, CustomersPage)
    qtbot.waitUntil(lambda: page.is_settled)
    (found,) = page.findChildren(PersonalData)
    return found


def asked(window: Window, qtbot: QtBot, customer: int = 1) -> EraseDialog:
    part = section(window, qtbot, customer)
    part.erase.setFocus()
    qtbot.keyClick(part.erase, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: part.dialog is not None)
    assert part.dialog is not None
    return part.dialog


def words_on(dialog: QDialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel))


def customers(window: Window) -> int:
    return keeping.people(window.workspace.desk)


def test_the_question_says_what_goes_and_what_stays(window: Window, qtbot: QtBot) -> None:
    dialog = asked(window, qtbot)
    said = words_on(dialog)
    for words in ("元に戻せません", "消えるもの", "残るもの", "合計は変わりません", "USBメモリー"):
        assert words in said
    # Enter takes nobody away.
    assert dialog.cancel.isDefault()
    before = customers(window)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle()
    assert customers(window) == before


def test_a_person_is_erased_and_nothing_can_be_undone(window: Window, qtbot: QtBot) -> None:
    before = customers(window)
    window.workspace.drafts["order"] = "typed"
    dialog = asked(window, qtbot)
    with qtbot.waitSignal(window.workspace.notified) as said:
        dialog.erase.click()
    assert said.args is not None
    assert "お一人の情報を消しました" in said.args[0]
    assert customers(window) == before - 1
    assert window.workspace.desk.history.undoable is None
    assert window.workspace.drafts == {}
    assert not erasing.is_unfinished(window.workspace.desk)
    settle()


def test_backups_are_listed_and_removed_on_wish(window: Window, qtbot: QtBot) -> None:
    desk = window.workspace.desk
    from datetime import datetime

    from crm_desk.domain.backup import BackupCause

    made = keeping.back_up(desk, BackupCause.BY_HAND, datetime(2026, 11, 20, 9, 0))  # noqa: DTZ001
    dialog = asked(window, qtbot)
    assert "手動" in words_on(dialog)
    dialog.before.setChecked(True)
    dialog.purge.setChecked(True)
    # The one would undo the other.
    assert not dialog.before.isChecked()
    with qtbot.waitSignal(window.workspace.notified):
        dialog.erase.click()
    assert not made.exists()
    assert len(keeping.backups(desk)) == 1
    settle()


def test_kept_backups_are_said(window: Window, qtbot: QtBot) -> None:
    dialog = asked(window, qtbot)
    dialog.before.setChecked(True)
    with qtbot.waitSignal(window.workspace.notified) as said:
        dialog.erase.click()
    words = "お一人の情報を消しました。バックアップなど1件には、まだ残っています。"
    assert said.args[0].splitlines()[0] == words
    settle()


def test_a_full_disk_is_a_sentence_and_made_up_for_at_the_next_start(
    start: Start,
    programs: list[Program],
    sample_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = start(sample_path)
    desk = window.workspace.desk

    def full() -> None:
        raise ReportableError("disk_full", file="shop.crmdesk")

    dialog = asked(window, qtbot)
    with monkeypatch.context() as patched:
        patched.setattr(desk.store, "rewrite", full)
        with qtbot.waitSignal(window.workspace.notified) as said:
            dialog.erase.click()
    assert said.args is not None
    assert "仕上げができませんでした" in said.args[0]
    assert desk.store.read(erased.is_unfinished)
    settle()
    window.close()
    programs[0].end()
    again = start(sample_path)
    qtbot.waitUntil(lambda: not again.workspace.desk.store.read(erased.is_unfinished))


def test_everything_held_is_written_and_noted(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "held.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    part = section(window, qtbot)
    with qtbot.waitSignal(window.workspace.notified):
        part.save_all.click()
    assert json.loads(path.read_text(encoding="utf-8"))["held"]["customer"]
    log = opened_log(window, qtbot)
    assert "ご本人への開示" in words_on(log)
    log.close()
    settle()


def test_the_pages_are_previewed(window: Window, qtbot: QtBot) -> None:
    part = section(window, qtbot)
    part.show_all.click()
    qtbot.waitUntil(lambda: part.printing.dialog is not None)
    assert part.printing.dialog is not None
    part.printing.dialog.close()
    settle()


def opened_log(window: Window, qtbot: QtBot) -> ExportLog:
    window.go(Route("backups"))
    page = window.current
    assert isinstance(page, BackupsPage)
    page.export_log.click()
    (log,) = page.findChildren(ExportLog)
    qtbot.waitUntil(lambda: log.is_settled)
    settle()
    return log


@pytest.mark.parametrize(
    ("language", "words"),
    [("ja", "まだ何も印刷・書き出ししていません。"), ("en", "Nothing has been printed")],
)
def test_an_empty_log_says_so(
    start: Start, tmp_path: Path, qtbot: QtBot, language: str, words: str
) -> None:
    from crm_desk.desk.desk import create_desk

    create_desk(tmp_path / "shop.crmdesk", "みずほ茶舗")
    window = start(tmp_path / "shop.crmdesk", language)
    log = opened_log(window, qtbot)
    assert words in words_on(log)
    qtbot.keyClick(log, Qt.Key.Key_Escape)
    settle()
