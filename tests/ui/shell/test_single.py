"""The doorbell of the first program is its owner's alone."""

import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer
from pytestqt.qtbot import QtBot

from crm_desk.ui.shell.single import Doorbell


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no mode there")
def test_nobody_else_can_ring(qtbot: QtBot, tmp_path: Path) -> None:
    doorbell = Doorbell(tmp_path / "shop.crmdesk")
    try:
        server = doorbell.findChild(QLocalServer)
        assert server is not None
        assert Path(server.fullServerName()).stat().st_mode & 0o077 == 0
    finally:
        doorbell.close()
