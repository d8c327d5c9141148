"""What is said above the page goes when something else happens; dialogs speak Japanese."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QGroupBox,
    QLabel,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.desk import create_desk
from crm_desk.desk.route import Route
from crm_desk.ui import translation
from crm_desk.ui.shell.window import Window
from tests.gallery.scenes import settle


def test_what_was_done_is_news_until_something_else_happens(window: Window) -> None:
    window.go(Route("settings"))
    window.workspace.notified.emit("保存しました")
    assert window.banners.notified.isVisible()
    settle()
    assert window.banners.notified.isVisible()
    window.workspace.changed.emit(Changes(frozenset({Topic.DESK})))
    assert not window.banners.notified.isVisible()


def test_what_a_use_case_says_of_itself_stays(window: Window) -> None:
    workspace = window.workspace
    assert workspace.perform(lambda: workspace.desk.rename_shop("山茶花堂"))
    workspace.notified.emit("変えました")
    assert window.banners.notified.isVisible()
    window.go(Route("customers"))
    assert not window.banners.notified.isVisible()


def test_a_new_shop_is_offered_a_free_name_and_never_to_replace_one(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: asked.append(a) or ("", ""))  # type: ignore[func-returns-value]
    window.commands.ask_new()
    first = Path(str(asked[0][2]))
    assert not first.exists()
    assert "my-shop" not in first.name
    first.parent.mkdir(parents=True, exist_ok=True)
    create_desk(first, "もう一軒")
    window.commands.ask_new()
    second = Path(str(asked[1][2]))
    assert second != first
    assert not second.exists()
    assert QFileDialog.Option.DontConfirmOverwrite in asked[1]


@pytest.fixture
def in_japanese(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    translation.install(app, "ja")


def english(dialog: QDialog) -> list[str]:
    """Words on it that nobody has translated."""
    found = [each.text() for each in dialog.findChildren(QLabel)]
    found += [each.text() for each in dialog.findChildren(QAbstractButton)]
    found += [each.title() for each in dialog.findChildren(QGroupBox)]
    tips = [each.toolTip() for each in dialog.findChildren(QToolButton)]
    return [text for text in [*found, *tips] if text.isascii() and any(map(str.isalpha, text))]


@pytest.mark.usefixtures("in_japanese")
@pytest.mark.parametrize("mode", list(QFileDialog.AcceptMode))
def test_file_dialogs_are_wholly_japanese(qtbot: QtBot, mode: QFileDialog.AcceptMode) -> None:
    dialog = QFileDialog(None, "お店ファイル")
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(mode)
    settle()
    assert english(dialog) == []
    headers = dialog.findChildren(QLabel)
    assert headers
    assert dialog.labelText(QFileDialog.DialogLabel.LookIn).startswith("場所")
    assert dialog.windowModality() != Qt.WindowModality.ApplicationModal


@pytest.mark.usefixtures("in_japanese")
def test_the_print_dialog_is_wholly_japanese(qtbot: QtBot) -> None:
    dialog = QPrintDialog(QPrinter())
    qtbot.addWidget(dialog)
    assert english(dialog) == []
