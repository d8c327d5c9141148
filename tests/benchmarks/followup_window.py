"""Checking off in the window, and five hundred sheets on paper."""

import os
import resource
import tempfile
import time
from pathlib import Path

from crm_desk.desk.child import Cancel
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup.documents import save_followup_sheets
from crm_desk.desk.resources import texts

CLICKS, SHEETS = 60, 500
SHEETS_S = 20


def redrawn(desk: Desk) -> list[float]:
    """Milliseconds from the click on a row's button to row and plan painted anew.

    Counts and other lists follow a moment later, beside the window.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from crm_desk.desk.route import Route
    from crm_desk.desk.settings import Settings
    from crm_desk.ui import theme
    from crm_desk.ui.common.workspace import Workspace
    from crm_desk.ui.followup.page import FollowupPage
    from crm_desk.ui.followup.worklist_view import WorklistView
    from crm_desk.ui.shell.window import Window
    from tests.gallery.scenes import settle, wait_until

    app = QApplication.instance() or QApplication([])
    theme.load_fonts()
    window = Window(Workspace(desk, Settings(desk.path.with_suffix(".json")), "ja"))
    window.resize(1366, 768)
    window.show()
    settle()
    window.go(Route("followup"))
    page = window.current
    assert isinstance(page, FollowupPage)
    view = page.current
    assert isinstance(view, WorklistView)
    wait_until(lambda: view.is_settled)
    times = []
    for place in range(CLICKS):
        view.list.table.selectRow(place)
        settle()
        plan_id = view.list.table.current_id
        assert plan_id is not None
        begun = time.perf_counter()
        view.check_off([plan_id])
        # Rows and plan are painted within this; nothing else is waiting yet.
        app.processEvents()
        times.append(1000 * (time.perf_counter() - begun))
        wait_until(lambda: view.is_settled)
    window.close()
    settle()
    return times[1:]


def sheets() -> None:
    """Print how long the sheets take, and how much memory."""
    from tests.reports.followup.papers import sheets as book_of

    told: list[int] = []
    book = book_of(SHEETS)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        path = Path(folder) / "sheets.pdf"
        save_followup_sheets(book, texts("ja"), path, lambda done, _: told.append(done), Cancel())
        took = time.perf_counter() - begun
        size = path.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{SHEETS} sheets as one PDF: {took:.1f} s (aim {SHEETS_S} s), progress told {len(told)}"
        f" times, {size / 1e6:.1f} MB, process peak {peak} MB"
    )
