"""The analysis page with hardly any data, and with odd data: readable, and nothing untrue."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crm_desk.domain.analysis.figures import FEW_BUYERS
from crm_desk.domain.analysis.view import ChartName
from crm_desk.ui import theme
from tests.gallery.rfm_states import STATES, opened_state
from tests.ui.test_gallery import clipped, unnamed


@pytest.mark.parametrize(("language", "scale"), [("ja", 100), ("en", 150)])
@pytest.mark.parametrize("name", STATES)
def test_every_state(qtbot: QtBot, tmp_path: Path, name: str, language: str, scale: int) -> None:
    theme.load_fonts()
    with opened_state(tmp_path, name, language, "dark", scale) as (window, page):
        assert not clipped(window)
        assert not unnamed(window)
        assert page.view is not None
        figures = page.view.figures
        said = [s.text for s in page.view.sentences]
        if not figures.buyers:
            assert said == []
            assert page.content.notes.text()
            return
        if figures.buyers < FEW_BUYERS:
            assert not any("%" in text for text in said)
        assert page.content.people.table.model().rowCount() == figures.buyers
        for chart in ChartName:
            for mark in page.content.cards.chart(chart).marks():
                page.content.selection.filter_by(mark.payload)
                assert page.content.selection.selected is not None
        shown = "\n".join(label.text() for label in window.findChildren(QLabel))
        assert "nan" not in shown.lower().split()
