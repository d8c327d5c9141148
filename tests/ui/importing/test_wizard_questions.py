"""What the import wizard asks, and what it says of files that it can't read."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from crm_desk.desk.importing import batches
from crm_desk.desk.importing.file_plan import saved_mappings
from crm_desk.ui.importing.check_step import CheckStep
from crm_desk.ui.importing.layout_step import LayoutStep
from crm_desk.ui.importing.wizard_state import CHECK, CHOOSE, LAYOUT, LOOKING
from crm_desk.ui.shell.window import Window
from tests.gallery.import_scenes import (
    base_file,
    dated_file,
    euc_file,
    strange_file,
)
from tests.gallery.scenes import settle
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


def test_the_source_is_proposed_as_it_was_called(
    qtbot: QtBot, empty: Window, tmp_path: Path
) -> None:
    drop(qtbot, empty, base_file(tmp_path))
    source = next(w for w in empty.findChildren(QComboBox) if w.accessibleName() == "取り込み元")
    source.setCurrentText("本店")
    bring_in(qtbot, empty)
    drop(qtbot, empty, base_file(tmp_path, "next.csv", 41))
    assert session_of(empty).state.sources["BASE"] == "本店"


def test_columns_chosen_by_hand_are_kept_for_the_next_time(
    qtbot: QtBot, empty: Window, tmp_path: Path
) -> None:
    drop(qtbot, empty, strange_file(tmp_path))
    step = page_of(empty).step
    assert isinstance(step, LayoutStep)
    assert not step.go.isEnabled()
    assert QApplication.focusWidget() is step.boxes["date"]
    choose(empty, "date", "K1(例: 2022/11/01)")
    # The keys stay where they were, though the page was drawn anew.
    assert QApplication.focusWidget() is step.boxes["date"]
    choose(empty, "customer", "K2")
    choose(empty, "line_amount", "K4")
    assert step.go.isEnabled()
    field = next(w for w in empty.findChildren(QLineEdit) if w.accessibleName() == "選び方の名前")
    field.setFocus()
    qtbot.keyClicks(field, "FAX")
    press(qtbot, Qt.Key.Key_Return)
    assert "「FAX」" in empty.banners.notified.sentence
    assert [mapping.name for mapping in saved_mappings(empty.workspace.desk)] == ["FAX"]
    drop(qtbot, empty, strange_file(tmp_path))
    assert session_of(empty).state.step == CHECK
    bring_in(qtbot, empty)
    assert "19件の受注" in words(empty)


def test_another_header_row_is_read_anew(qtbot: QtBot, empty: Window, tmp_path: Path) -> None:
    drop(qtbot, empty, strange_file(tmp_path))
    link(empty, "上の表が").click()
    settle()
    box = QApplication.focusWidget()
    assert isinstance(box, QComboBox)
    heads = next(w for w in empty.findChildren(QComboBox) if w.accessibleName() == "見出し")
    index = heads.findData(0)
    heads.setCurrentIndex(index)
    heads.activated.emit(index)
    assert session_of(empty).state.step == LOOKING
    assert isinstance(page_of(empty).step, LayoutStep)
    wait_for(qtbot, empty, LAYOUT)
    assert session_of(empty).state.plans[0].look.options.header_row == 0
    assert session_of(empty).state.plans[0].first_rows[0][0] == "K1"


def test_a_wrong_encoding_leaves_the_layout_as_it_was(
    qtbot: QtBot, empty: Window, tmp_path: Path
) -> None:
    drop(qtbot, empty, strange_file(tmp_path))
    link(empty, "上の表が").click()
    settle()
    box = next(w for w in empty.findChildren(QComboBox) if w.accessibleName() == "文字コード")
    index = box.findText("UTF-8")
    box.setCurrentIndex(index)
    box.activated.emit(index)
    wait_for(qtbot, empty, LAYOUT)
    assert "別の文字コード" in empty.banners.failure.sentence
    assert session_of(empty).state.plans[0].look.options.encoding == "cp932"


def test_ambiguous_dates_are_asked_once(qtbot: QtBot, empty: Window, tmp_path: Path) -> None:
    drop(qtbot, empty, dated_file(tmp_path))
    session_of(empty).show_check()
    step = page_of(empty).step
    assert isinstance(step, CheckStep)
    assert not step.go.isEnabled()
    assert step.order is not None
    assert QApplication.focusWidget() is step.order
    assert "「date」の「01/04/2022」は、何通りかに読めます。" in words(empty)
    index = step.order.findData("dmy")
    step.order.setCurrentIndex(index)
    step.order.activated.emit(index)
    settle()
    assert step.go.isEnabled()
    assert "2022/04/01〜2022/04/08" in words(empty)


def test_amounts_with_decimals_offer_the_currency(
    qtbot: QtBot, empty: Window, tmp_path: Path
) -> None:
    drop(qtbot, empty, dated_file(tmp_path))
    session_of(empty).show_check()
    box = next(w for w in empty.findChildren(QComboBox) if w.accessibleName() == "通貨")
    index = box.findData("GBP")
    box.setCurrentIndex(index)
    box.activated.emit(index)
    settle()
    assert session_of(empty).choices.digits == 2


def test_an_encoding_only_a_person_knows(qtbot: QtBot, empty: Window, tmp_path: Path) -> None:
    drop(qtbot, empty, euc_file(tmp_path))
    qtbot.waitUntil(lambda: "山田 花子" in words(empty), timeout=20_000)
    choices = [w for w in empty.findChildren(QRadioButton) if w.isVisible()]
    # The one that reads best comes first, and is chosen.
    assert choices[0].text() == "EUC-JP"
    assert choices[0].isChecked()
    link(empty, "この文字コードで読む").click()
    wait_for(qtbot, empty, LAYOUT, CHECK)
    assert session_of(empty).state.plans[0].look.headers[0] == "注文番号"


def test_a_password_is_asked_until_it_is_right(qtbot: QtBot, empty: Window, tmp_path: Path) -> None:
    path = _encrypted(tmp_path, "himitsu")
    drop(qtbot, empty, path)
    assert "パスワードがかかっています" in words(empty)
    for typed, sentence in (("wrong", "パスワードが違います"), ("himitsu", "")):
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        assert field.echoMode() is QLineEdit.EchoMode.Password
        qtbot.keyClicks(field, typed)
        press(qtbot, Qt.Key.Key_Return)
        wait_for(qtbot, empty, LAYOUT, CHECK)
        assert sentence in words(empty)
    assert session_of(empty).state.plans[0].look.headers[:2] == ("注文日", "お名前")


def _encrypted(folder: Path, password: str) -> Path:
    from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["注文日", "お名前", "電話番号", "金額"], ["2022/11/30", "髙橋", "03-1", 500]):
        sheet.append(row)
    plain, path = folder / "plain.xlsx", folder / "secret.xlsx"
    book.save(plain)
    with plain.open("rb") as file, path.open("wb") as out:
        OOXMLFile(file).encrypt(password, out)
    return path


def test_what_is_no_table_says_so(qtbot: QtBot, empty: Window, tmp_path: Path) -> None:
    picture, nothing = tmp_path / "picture.csv", tmp_path / "nothing.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    nothing.write_bytes(b"")
    for path, sentence in ((picture, "画像(写真)です"), (nothing, "読み込む行がありません")):
        drop(qtbot, empty, path)
        assert session_of(empty).state.step == CHOOSE
        assert sentence in empty.banners.failure.sentence


def test_a_bad_file_among_good_ones_is_left_out_by_the_person(
    qtbot: QtBot, empty: Window, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    drop(qtbot, empty, base_file(tmp_path), bad, base_file(tmp_path, "second.csv", 41))
    assert "bad.csv" in words(empty)
    press(qtbot, Qt.Key.Key_Return)
    wait_for(qtbot, empty, CHECK)
    state = session_of(empty).state
    assert [plan.path.name for plan in state.plans] == ["base_orders.csv", "second.csv"]
    bring_in(qtbot, empty)
    assert "80件の受注" in words(empty)
    # One cart's files are one import.
    assert len(batches.batches(empty.workspace.desk)) == 1
