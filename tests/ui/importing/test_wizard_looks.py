"""The import wizard in the smallest window: nothing clipped, everything named."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desk.ui import theme
from tests.gallery.import_scenes import IMPORT_EMPTY_SCENES, IMPORT_SCENES
from tests.gallery.scenes import opened_window, settle, shown
from tests.ui.test_gallery import clipped, unnamed

SMALLEST = (760, 560)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_state_fits(qtbot: QtBot, tmp_path: Path, language: str) -> None:
    theme.load_fonts()
    wrong: list[str] = []
    for empty, scenes in ((True, IMPORT_EMPTY_SCENES), (False, IMPORT_SCENES)):
        with opened_window(tmp_path, language, "light", 100, empty=empty) as window:
            window.resize(*SMALLEST)
            settle()
            for name, scene in scenes.items():
                for widget in shown(window, scene):
                    page = window.current
                    wrong += [f"{name}: {what}" for what in clipped(page) + unnamed(page)]
                    assert widget.width() == SMALLEST[0], f"{name} forces the window wider"
    assert not wrong, "\n".join(wrong)
