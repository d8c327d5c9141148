"""Bringing in order files, as a person does it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from crm_desk.desk.importing import batches
from crm_desk.desk.importing.file_plan import amount_basis, saved_mappings
from crm_desk.desk.route import Route
from crm_desk.domain.errors import ReportableError
from crm_desk.store import backup
from crm_desk.ui.importing.check_step import CheckStep
from crm_desk.ui.importing.file_step import FileStep
from crm_desk.ui.importing.layout_step import LayoutStep
from crm_desk.ui.importing.session import ImportSession
from crm_desk.ui.importing.wizard_state import CHECK, CHOOSE, LAYOUT, RESULT, RUNNING
from crm_desk.ui.shell.window import Window
from tests.desk.importing.held_child import hold
from tests.gallery.import_scenes import (
    base_file,
    fax_file,
    fees_file,
    strange_file,
)
from tests.gallery.scenes import settle
from tests.importing.shop_files import nothing_left
from tests.ui.conftest import Start
from tests.ui.importing.steps import (
    bring_in,
    choose,
    drop,
    link,
    page_of,
    press,
    session_of,
    wait_for,
    words,
)


@pytest.fixture
def empty(start: Start) -> Window:
    """The window as on the first day."""
    return start()


StartHeld = Callable[[ImportSession], Path]


@pytest.fixture
def start_held(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StartHeld:
    """Start an import that stands still in the middle; it goes on when the mark is gone."""

    def begin(session: ImportSession) -> Path:
        mark = tmp_path / "mark"
        hold(monkeypatch, 20, mark)
        session.start()
        qtbot.waitUntil(mark.exists, timeout=60_000)
        return mark

    return begin


def test_drop_look_and_import_a_known_cart(qtbot: QtBot, empty: Window, tmp_path: Path) -> None:
    drop(qtbot, empty, base_file(tmp_path))
    assert session_of(empty).state.step == CHECK
    shown = words(empty)
    assert "「base_orders.csv」を「BASE」の受注データとして読みます。" in shown
    assert "40行 ・ 注文日 2026/01/09〜2026/09/27" in shown
    # Enter on the button that has the keys is all there is left to do.
    press(qtbot, Qt.Key.Key_Return)
    wait_for(qtbot, empty, RESULT)
    shown = words(empty)
    assert "40件の受注(40行)を取り込みました。新しいお客様は7名です。" in shown
    assert "読んだ行 40 = 取り込み 40 + 読めない行 0" in shown
    assert "2026/01/09〜2026/09/27" in shown
    assert "¥41,640" in shown
    assert amount_basis(empty.workspace.desk) == "goods"


def test_the_same_file_again_changes_nothing(qtbot: QtBot, empty: Window, tmp_path: Path) -> None:
    for _ in range(2):
        drop(qtbot, empty, base_file(tmp_path))
        bring_in(qtbot, empty)
    assert "40行すべてが、すでにこのお店ファイルにあります。" in words(empty)
    assert len(batches.batches(empty.workspace.desk)) == 1
    assert not any(w.isVisible() for w in [page_of(empty).step.back])  # type: ignore[attr-defined]


def test_bad_rows_are_listed_and_saved(
    qtbot: QtBot, empty: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from openpyxl import load_workbook
    from PySide6.QtWidgets import QFileDialog

    from crm_desk.importing.issues import Severity
    from crm_desk.ui.importing.issue_list import FILE, OUTCOME, ROW, IssueList

    drop(qtbot, empty, fax_file(tmp_path))
    assert session_of(empty).state.step == LAYOUT
    page_of(empty).step.go.click()  # type: ignore[attr-defined]
    settle()
    bring_in(qtbot, empty)
    shown = next(w for w in page_of(empty).findChildren(IssueList) if w.isVisible())
    model = shown.model
    rows = [model.words(at) for at in range(model.rowCount())]
    assert [(row[ROW], row[OUTCOME]) for row in rows] == [
        ("4", "お知らせ"),
        ("5", "読み込めない行"),
        ("6", "読み込めない行"),
    ]
    assert shown.table.isColumnHidden(FILE)
    shown.chips[Severity.SKIPPED].click()
    assert model.rowCount() == 4
    target = tmp_path / "out.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    shown.save_button.click()
    qtbot.waitUntil(lambda: "保存しました" in empty.banners.notified.sentence, timeout=20_000)
    sheet = load_workbook(target).active
    assert sheet is not None
    assert "三千円" in {cell.value for row in sheet.iter_rows() for cell in row}


def test_rows_left_out_by_a_rule_ask_for_nothing(
    qtbot: QtBot, empty: Window, tmp_path: Path
) -> None:
    drop(qtbot, empty, fees_file(tmp_path))
    session_of(empty).show_check()
    bring_in(qtbot, empty)
    assert "読み飛ばした行" in words(empty)
    assert "Excelに書き出す…" not in words(empty)
    link(empty, "一覧を見る").click()
    assert "Excelに書き出す…" in words(empty)


def test_take_back_from_the_result(qtbot: QtBot, empty: Window, tmp_path: Path) -> None:
    drop(qtbot, empty, base_file(tmp_path))
    bring_in(qtbot, empty)
    link(empty, "この取り込みを取り消す").click()
    wait_for(qtbot, empty, CHOOSE)
    assert "取り込みを取り消しました" in empty.banners.notified.sentence
    assert batches.batches(empty.workspace.desk) == ()


def test_take_back_from_the_list_asks_in_place(qtbot: QtBot, empty: Window, tmp_path: Path) -> None:
    drop(qtbot, empty, base_file(tmp_path))
    bring_in(qtbot, empty)
    link(empty, "次のファイルへ").click()
    settle()
    assert isinstance(page_of(empty).step, FileStep)
    link(empty, "取り消す…").click()
    settle()
    link(empty, "そのままにする").click()
    settle()
    focused = QApplication.focusWidget()
    assert focused is link(empty, "取り消す…")
    assert len(batches.batches(empty.workspace.desk)) == 1
    link(empty, "取り消す…").click()
    settle()
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not batches.batches(empty.workspace.desk), timeout=10_000)
    qtbot.waitUntil(lambda: "取り消しました" in empty.banners.notified.sentence, timeout=20_000)


def test_everything_stays_through_a_change_of_language_and_size(
    qtbot: QtBot, empty: Window, tmp_path: Path
) -> None:
    def change() -> None:
        settings = empty.workspace.settings
        settings.put("language", "en" if settings.get("language") == "ja" else "ja")
        settings.put("scale", 150 if settings.get("scale") == 100 else 100)
        empty.rebuild()
        settle()

    drop(qtbot, empty, strange_file(tmp_path))
    choose(empty, "date", "K1")
    choose(empty, "customer", "K2")
    choose(empty, "line_amount", "K4")
    field = next(w for w in empty.findChildren(QLineEdit) if w.accessibleName() == "選び方の名前")
    qtbot.keyClicks(field, "fax")
    change()
    step = page_of(empty).step
    assert isinstance(step, LayoutStep)
    assert "Tell which column of “list.csv” is what" in words(empty)
    assert step.boxes["customer"].currentText().startswith("K2")
    assert "fax" in [w.text() for w in empty.findChildren(QLineEdit) if w.isVisible()]
    step.go.click()
    settle()
    change()
    assert "選んだ列のとおりに読みます" in words(empty)
    bring_in(qtbot, empty)
    change()
    assert "Orders brought in: 19 (19 rows)" in words(empty)


def test_the_desk_is_as_it_was_after_cancelling(
    qtbot: QtBot, empty: Window, tmp_path: Path, start_held: StartHeld
) -> None:
    drop(qtbot, empty, base_file(tmp_path))
    session = session_of(empty)
    start_held(session)
    settle()
    assert session.state.step == RUNNING
    empty.workspace.settings.put("language", "en")
    empty.rebuild()
    settle()
    assert session_of(empty) is session
    press(qtbot, Qt.Key.Key_Escape)
    wait_for(qtbot, empty, CHECK)
    assert "The import was cancelled." in empty.banners.notified.sentence
    assert batches.batches(empty.workspace.desk) == ()
    assert nothing_left(empty.workspace.desk.path.parent)


def test_columns_chosen_for_an_import_that_was_called_off_are_not_remembered(
    qtbot: QtBot, empty: Window, tmp_path: Path, start_held: StartHeld
) -> None:
    drop(qtbot, empty, strange_file(tmp_path))
    for field, column in (("date", "K1"), ("customer", "K2"), ("line_amount", "K4")):
        choose(empty, field, column)
    session = session_of(empty)
    session.show_check()
    settle()
    mark = start_held(session)
    session.call_off()
    wait_for(qtbot, empty, CHECK)
    desk = empty.workspace.desk
    assert not saved_mappings(desk)
    assert amount_basis(desk) == ""
    mark.unlink(missing_ok=True)
    assert session.state.plans[0].by_hand


def test_closing_the_window_calls_the_import_off(
    qtbot: QtBot, empty: Window, tmp_path: Path, start_held: StartHeld
) -> None:
    drop(qtbot, empty, base_file(tmp_path))
    path = empty.workspace.desk.path
    mark = start_held(session_of(empty))
    settle()
    assert not nothing_left(path.parent)
    empty.close()
    empty.workspace.close()
    assert mark.exists()
    assert nothing_left(path.parent)


def test_a_result_elsewhere_is_told(
    qtbot: QtBot, empty: Window, tmp_path: Path, start_held: StartHeld
) -> None:
    drop(qtbot, empty, base_file(tmp_path))
    session = session_of(empty)
    mark = start_held(session)
    empty.go(Route("home"))
    mark.unlink()
    qtbot.waitUntil(lambda: session.state.step == RESULT, timeout=30_000)
    assert "40件の受注" in empty.banners.notified.sentence


def test_files_dropped_while_one_is_imported_wait(
    qtbot: QtBot, empty: Window, tmp_path: Path, start_held: StartHeld
) -> None:
    drop(qtbot, empty, base_file(tmp_path))
    session = session_of(empty)
    mark = start_held(session)
    empty.import_files([strange_file(tmp_path)])
    assert "終わってから" in empty.banners.notified.sentence
    mark.unlink()
    wait_for(qtbot, empty, RESULT)
    assert len(session.state.outcomes) == 1


@pytest.mark.parametrize("key", ["disk_full", "backup_failed"])
def test_where_no_backup_can_be_made_the_person_may_go_on(
    key: str, qtbot: QtBot, empty: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Path:
        raise ReportableError(key, file="x")

    qtbot.waitUntil(lambda: not empty.backup_keeper.is_busy)
    drop(qtbot, empty, base_file(tmp_path))
    step = page_of(empty).step
    assert isinstance(step, CheckStep)
    assert step.go_unbacked.isHidden()
    monkeypatch.setattr(backup, "make_backup", refuse)
    step.go.click()
    qtbot.waitUntil(lambda: not step.go_unbacked.isHidden(), timeout=30_000)
    assert step.go_unbacked.text() in empty.banners.failure.sentence
    assert batches.batches(empty.workspace.desk) == ()
    step.go_unbacked.click()
    wait_for(qtbot, empty, RESULT)
    assert len(batches.batches(empty.workspace.desk)) == 1
    assert not empty.banners.failure.sentence
