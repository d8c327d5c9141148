"""The import wizard in the smallest window: nothing clipped, everything named."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm_desk.ui import theme
from crm_desk.ui.importing.layout_step import LayoutStep
from tests.gallery.import_scenes import IMPORT_EMPTY_SCENES, IMPORT_SCENES, base_file, strange_file
from tests.gallery.scenes import opened_window, settle, shown
from tests.ui.conftest import Start
from tests.ui.importing.steps import drop, page_of, session_of
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


class FirstFrame(QObject):
    """Looks at the columns of a step when something of it is drawn for the first time.

    Attributes:
        seen: width and height of each column's box that is in sight, at that moment.
    """

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[int, int]] | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.seen is None and event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            step: QWidget | None = watched
            while step is not None and not isinstance(step, LayoutStep):
                step = step.parentWidget()
            if step is not None:
                boxes = [box for box in step.boxes.values() if box.isVisible()]
                self.seen = [(box.width(), box.height()) for box in boxes]
        return False


def test_the_columns_are_there_before_anything_is_drawn(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    window = start()
    drop(qtbot, window, base_file(tmp_path))
    session_of(window).show_layout(0)
    # Not one event later.
    step = page_of(window).step
    assert isinstance(step, LayoutStep)
    now = [(box.isVisible(), box.geometry()) for box in step.boxes.values()]
    settle()
    assert now == [(True, box.geometry()) for box in step.boxes.values()]


def test_the_columns_are_there_in_the_first_frame(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    window = start()
    first = FirstFrame()
    QApplication.instance().installEventFilter(first)  # type: ignore[union-attr]
    try:
        drop(qtbot, window, strange_file(tmp_path))
        qtbot.waitUntil(lambda: first.seen is not None)
    finally:
        QApplication.instance().removeEventFilter(first)  # type: ignore[union-attr]
    step = page_of(window).step
    assert isinstance(step, LayoutStep)
    settled = [(box.width(), box.height()) for box in step.boxes.values()]
    assert first.seen == settled
    assert len(settled) > 5
