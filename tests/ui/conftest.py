"""Windows for tests: real pages on real desks, as the program wires them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desk.app import Program
from crm_desk.desk import app_paths
from crm_desk.desk.route import Route
from crm_desk.desk.settings import Settings
from crm_desk.ui import theme
from crm_desk.ui.assessment.page import AssessmentPage
from crm_desk.ui.shell.window import Window
from tests.gallery.scenes import SIZE, settle
from tests.sample_desk import sample_copy

Start = Callable[..., Window]
_fonts_loaded: list[bool] = []


@pytest.fixture
def programs() -> Iterator[list[Program]]:
    """Programs to be ended with the test."""
    found: list[Program] = []
    yield found
    for program in found:
        if program.window is not None:
            program.window.close()
        program.end()
    settle()


@pytest.fixture
def start(qtbot: QtBot, programs: list[Program]) -> Start:
    """Start the program; `desk=None` means as on the first day."""

    def begin(desk: Path | None = None, language: str = "ja", **settings: object) -> Window:
        if not _fonts_loaded:
            theme.load_fonts()
            _fonts_loaded.append(True)
        chosen = Settings(app_paths.settings_file())
        chosen.put("language", language)
        for name, value in settings.items():
            chosen.put(name, value)
        program = Program(chosen)
        programs.append(program)
        assert program.begin(desk)
        assert program.window is not None
        program.window.resize(*SIZE)
        settle()
        return program.window

    return begin


@pytest.fixture
def sample_path(tmp_path: Path) -> Path:
    """A sample desk that nothing has open."""
    path = tmp_path / "sample.crmdesk"
    sample_copy(path)
    return path


@pytest.fixture
def window(start: Start, sample_path: Path) -> Window:
    """The window on a sample desk."""
    return start(sample_path)


@pytest.fixture
def page(window: Window) -> AssessmentPage:
    """The assessment page of that window, in a blank fourth assessment."""
    from datetime import date

    from crm_desk.desk.assessment import assessments

    new_id, _ = assessments.start(window.workspace.desk, date(2026, 11, 21))
    window.go(Route("assessment", "wizard", new_id))
    settle()
    assert isinstance(window.current, AssessmentPage)
    return window.current
