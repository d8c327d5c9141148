"""An import that a power cut ended is told when the desk is opened again, once."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from crm_desk.desk.desk import Desk
from crm_desk.store import desk_info
from crm_desk.ui.shell.window import Window
from tests.gallery.scenes import settle
from tests.sample_desk import sample_copy


def test_what_was_cut_off_is_told_once(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "other.crmdesk"
    sample_copy(path)
    names = '["5月\\n受注.csv", "6月.csv"]'
    with Desk(path) as desk:
        desk.store.write(lambda c: desk_info.put(c, "import_under_way", names))
    first = window.workspace.desk.path
    window.open_asked.emit(path)
    told = window.banners.notified
    qtbot.waitUntil(lambda: not told.isHidden(), timeout=10_000)
    assert "6月.csv" in told.sentence
    window.open_asked.emit(first)
    settle()
    window.open_asked.emit(path)
    qtbot.wait(500)
    assert window.banners.notified.isHidden()
