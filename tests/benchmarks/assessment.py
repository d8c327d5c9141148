"""The wizard, the results page and the PDF: how long a person waits."""

import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

NOTE = "お客様の声と数字を並べて話し合った。次回までに担当と期限を決める。" * 15
CHOICES = 600


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        os.environ["CRM_DESK_HOME"] = name
        _run(Path(name))


def _run(folder: Path) -> None:
    from PySide6.QtWidgets import QApplication

    from crm_desk.desk.assessment import assessments
    from crm_desk.desk.desk import Desk
    from crm_desk.desk.route import Route
    from crm_desk.desk.sample.make import create_sample
    from crm_desk.desk.settings import Settings
    from crm_desk.ui import theme
    from crm_desk.ui.common.workspace import Workspace
    from crm_desk.ui.shell.window import Window

    app = QApplication([])
    app.setStyle("Fusion")
    theme.load_fonts()
    create_sample(folder / "s.crmdesk", day=date(2026, 11, 21))
    desk = Desk(folder / "s.crmdesk")
    for item in assessments.questionnaire_of(assessments.find(desk, 3), "ja").items:  # type: ignore[arg-type]
        assessments.write_evidence(desk, 3, item.id, NOTE)
        assessments.write_note(desk, 3, item.id, NOTE)
    settings = Settings(folder / "settings.json")
    settings.put("language", "ja")
    window = Window(Workspace(desk, settings, "ja"))
    window.resize(1366, 768)
    window.show()
    window.go(Route("assessment", "wizard", 3, item="1-1"))
    app.processEvents()
    page = window.current
    _choices(app, page)
    _tabs(app, page)
    _documents(app, window, page, folder, desk)
    window.close()
    window.workspace.close()


def _choices(app: object, page: object) -> None:
    clicks = []
    for number in range(CHOICES):
        start = time.perf_counter()
        page.wizard.choose(number % 4)  # type: ignore[attr-defined]
        clicks.append(time.perf_counter() - start)
        app.processEvents()  # type: ignore[attr-defined]
    peer = _bare_commits()
    clicks.sort()
    p99 = clicks[int(len(clicks) * 0.99)]
    print(
        f"choice durable and shown: median {_ms(statistics.median(clicks))}, p99 {_ms(p99)} "
        f"(under 50 ms), {CHOICES} clicks; bare SQLite commit with synchronous=FULL: median "
        f"{_ms(peer)}, ratio {statistics.median(clicks) / peer:.1f}"
    )


def _bare_commits() -> float:
    with tempfile.TemporaryDirectory() as name:
        connection = sqlite3.connect(Path(name) / "bare.db", isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)")
        times = []
        for number in range(CHOICES):
            start = time.perf_counter()
            connection.execute("INSERT OR REPLACE INTO t VALUES (?, ?)", (number % 33, NOTE))
            times.append(time.perf_counter() - start)
        connection.close()
    return statistics.median(times)


def _tabs(app: object, page: object) -> None:
    def switch(number: int) -> None:
        page.wizard.tabs.setCurrentIndex(number % 6)  # type: ignore[attr-defined]
        app.processEvents()  # type: ignore[attr-defined]

    times = [_seconds(lambda n=n: switch(n)) for n in range(1, 61)]  # type: ignore[misc]
    print(
        f"switching tabs, painted: median {_ms(statistics.median(times))}, "
        f"worst {_ms(max(times))} (aim 50 ms)"
    )


def _documents(app: object, window: object, page: object, folder: Path, desk: object) -> None:
    from crm_desk.desk import resources
    from crm_desk.desk.assessment import assessments, documents

    def results() -> None:
        page.read(3)  # type: ignore[attr-defined]
        app.processEvents()  # type: ignore[attr-defined]

    times = [_seconds(results) for _ in range(7)]
    print(
        f"results page with long notes: median {_ms(statistics.median(times))}, "
        f"first {_ms(times[0])} (aim 1 s)"
    )
    summary = assessments.summary(desk, 3, "ja")  # type: ignore[arg-type]
    texts = resources.texts("ja")
    times = [
        _seconds(lambda: documents.save_assessment_pdf(summary, texts, folder / "a.pdf"))
        for _ in range(5)
    ]
    print(
        f"PDF, 33 items with 2 x {len(NOTE)} characters each: median "
        f"{_ms(statistics.median(times))}, first {_ms(times[0])} (aim 1 s)"
    )


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"
