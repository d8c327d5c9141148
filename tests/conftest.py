"""What holds for every test: own folders, no screen, and nothing that is said goes unheard."""

import logging
import os
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

from crm_desk.desk.app_paths import HOME_VARIABLE
from crm_desk.desk.desk import Desk, create_desk
from tests.sample_desk import sample_copy, share_samples

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.register_profile("ci", CALM, max_examples=100)
settings.register_profile("at hand", CALM, max_examples=30)
settings.load_profile("ci" if os.environ.get("CI") else "at hand")
share_samples()


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings and desks of a test never touch this computer's."""
    home = tmp_path / "home"
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    return home


@pytest.fixture(autouse=True)
def no_logged_errors(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning or an error that is logged is a failure."""
    yield
    said = [r for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not said, [record.getMessage() for record in said]


@pytest.fixture(autouse=True)
def no_leaked_threads() -> Iterator[None]:
    """Threads end with the test that started them."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + 30
    while (left := set(threading.enumerate()) - before) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not left


@pytest.fixture(autouse=True)
def no_leaked_widgets(request: pytest.FixtureRequest) -> Iterator[None]:
    """No window stays open and no timer runs on after the test that made it."""
    if "qapp" not in request.fixturenames:
        yield
        return
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer
    from PySide6.QtWidgets import QApplication

    started: list[weakref.ref[QTimer]] = []
    original: Callable[..., None] = QTimer.start

    def start(self: QTimer, *args: int) -> None:
        started.append(weakref.ref(self))
        original(self, *args)

    QTimer.start = start  # type: ignore[method-assign]
    try:
        yield
    finally:
        QTimer.start = original  # type: ignore[method-assign]
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert not shown, shown
    running = [t for ref in started if (t := ref()) is not None and _is_active(t)]
    assert not running, running


def _is_active(timer: object) -> bool:
    import shiboken6
    from PySide6.QtCore import QTimer

    return isinstance(timer, QTimer) and shiboken6.isValid(timer) and timer.isActive()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty desk of a shop."""
    path = tmp_path / "shop.crmdesk"
    create_desk(path, "みずほ茶舗")
    with Desk(path) as opened:
        yield opened


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Desk]:
    """The sample desk."""
    path = tmp_path / "sample.crmdesk"
    sample_copy(path)
    with Desk(path) as opened:
        yield opened


@pytest.fixture
def day() -> date:
    """Some day of the year."""
    return date(2026, 11, 21)
