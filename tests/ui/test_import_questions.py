"""Files that leave something open, brought in as a shop owner does it; nothing is replaced."""

import csv
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from crm_desk.desk.importing import batches, check, remembered
from crm_desk.importing.findings import QuestionKind
from crm_desk.ui.importing.check_step import CheckStep
from crm_desk.ui.importing.wizard_state import CHECK, LAYOUT, RESULT
from crm_desk.ui.shell.window import Window
from tests.gallery.scenes import settle
from tests.ui.conftest import Start
from tests.ui.importing.steps import bring_in, drop, page_of, session_of, wait_for, words

HEADERS = ("注文番号", "注文日", "会員番号", "氏名", "商品名", "金額", "状態", "値引")


@pytest.fixture
def window(start: Start) -> Window:
    return start()


def orders(path: Path, rows: list[tuple[object, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADERS, *rows])
    return path


def read(qtbot: QtBot, window: Window) -> CheckStep:
    """The check step, once the first rows have been read."""
    state = session_of(window).state
    assert state.step == CHECK
    qtbot.waitUntil(lambda: not session_of(window).state.to_check, timeout=60_000)
    settle()
    step = page_of(window).step
    assert isinstance(step, CheckStep)
    return step


def option(step: CheckStep, kind: QuestionKind, choice: str) -> QRadioButton:
    return next(
        rows.options[key][choice]
        for rows in step.questions.rows.values()
        for key in rows.options
        if key[0] is kind
    )


def to_check(qtbot: QtBot, window: Window) -> CheckStep:
    """From the columns on, where an unknown table shows them first."""
    if session_of(window).state.step != CHECK:
        session_of(window).show_check()
    return read(qtbot, window)


def standing(window: Window) -> list[tuple[str, int, int]]:
    """(number, goods, void) of all orders."""
    desk = window.current.session._workspace.desk  # type: ignore[attr-defined]
    return desk.store.read(  # type: ignore[no-any-return]
        lambda c: c.execute(
            "SELECT number, goods, void FROM shop_order WHERE current ORDER BY number"
        ).fetchall()
    )


def test_an_unknown_status_is_asked_remembered_and_changed(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    path = orders(
        tmp_path / "orders.csv",
        [
            (1, "2026/1/5", "A1", "山本 あや", "茶", 1000, "発送済", ""),
            (2, "2026/1/6", "A2", "森 けん", "茶", 2000, "確認中X", ""),
        ],
    )
    drop(qtbot, window, path)
    step = to_check(qtbot, window)
    assert "確認中X" in words(window)
    assert step.go.isEnabled()
    option(step, QuestionKind.STATUS, "void").click()
    read(qtbot, window)
    bring_in(qtbot, window)
    assert standing(window) == [("1", 1000, 0), ("2", 2000, 1)]

    session = session_of(window)
    desk = session._workspace.desk
    (batch,) = batches.batches(desk)
    assert remembered.answers_of(desk, batch.source).void_status == ("確認中x",)

    session.read_again(batch.id, remembered.paths_of(desk, batch.id))
    wait_for(qtbot, window, CHECK, LAYOUT)
    step = to_check(qtbot, window)
    assert option(step, QuestionKind.STATUS, "void").isChecked()
    option(step, QuestionKind.STATUS, "sale").click()
    read(qtbot, window)
    bring_in(qtbot, window)
    assert standing(window) == [("1", 1000, 0), ("2", 2000, 0)]
    assert len(batches.batches(desk)) == 1


def test_what_only_later_rows_show_is_asked_before_anything_is_kept(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "SAMPLE_ROWS", 4)
    rows: list[tuple[object, ...]] = [
        (number, "2026/1/5", f"A{number}", f"山本{number} あや", "茶", 1000, "発送済", 50)
        for number in range(1, 7)
    ]
    rows += [
        (9, "2026/1/6", "A9", "森 けん", "皿", 1000, "発送済", 100),
        (9, "2026/1/6", "A9", "森 けん", "壺", 2000, "発送済", 300),
    ]
    drop(qtbot, window, orders(tmp_path / "orders.csv", rows))
    step = to_check(qtbot, window)
    assert not step.questions.isVisible()
    step.go.click()
    qtbot.waitUntil(lambda: session_of(window).state.whole, timeout=60_000)
    step = read(qtbot, window)
    assert standing(window) == []
    assert option(step, QuestionKind.GRAIN, "line").isChecked()
    bring_in(qtbot, window)
    assert ("9", 2600, 0) in standing(window)


def test_a_book_of_months_with_a_sheet_of_members(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    """Two clicks from the drop to the result: the file's look, and the import."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    for month in range(1, 13):
        sheet = first if month == 1 else book.create_sheet()
        sheet.title = f"{month}月"
        sheet.append([f"令和7年{month}月 売上帳"])
        sheet.append([])
        sheet.append(["日付", "会員番号", "お名前", "品名", "金額"])
        sheet.append([f"{month}月5日", "A1", "山本 あや様", "茶", 1000])
        sheet.append(["〃", "A2", "森 けん様", "皿", 2000])
        sheet.append([None, None, None, "小計", 3000])
    members = book.create_sheet("会員")
    members.append(["会員番号", "氏名", "電話番号"])
    members.append(["A1", "山本 あや", "03-5555-1201"])
    path = tmp_path / "売上帳.xlsx"
    book.save(path)

    clicks = 0
    drop(qtbot, window, path)
    if session_of(window).state.step != CHECK:
        go_on = next(
            found
            for found in page_of(window).findChildren(QPushButton)
            if found.isVisible() and found.property("kind") == "primary"
        )
        go_on.click()
        clicks += 1
        wait_for(qtbot, window, CHECK)
    step = read(qtbot, window)
    assert step.go.isEnabled(), words(window)
    step.go.click()
    clicks += 1
    qtbot.waitUntil(lambda: session_of(window).state.step == RESULT, timeout=60_000)
    desk = session_of(window)._workspace.desk
    found = desk.store.read(
        lambda c: c.execute("SELECT count(*), sum(goods), min(day), max(day) FROM shop_order")
    ).fetchone()
    assert found[:2] == (24, 36_000)
    assert clicks <= 6
    phones = desk.store.read(
        lambda c: c.execute("SELECT name, phone FROM customer ORDER BY key").fetchall()
    )
    assert phones == [("山本 あや", "03-5555-1201"), ("森 けん", "")]
