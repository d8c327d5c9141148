"""A million lines through the wizard: how long the window stands still, and how soon it stops.

The file is one of a known cart with `LINES` lines; another can be named:
`python -m tests.benchmarks.import_gui [FILE]`.
"""

import csv
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

LINES = 1_083_818
TICK_MS = 10
_HEADERS = (
    *("注文ID", "注文日時", "氏(請求先)", "名(請求先)", "メールアドレス(請求先)"),
    *("電話番号(請求先)", "商品名", "商品ID", "価格", "数量", "合計金額", "送料", "調整金額"),
    "発送状況",
)
ENOUGH_S = 90


def main() -> None:
    """Print the worst gap between ticks of a 10 ms timer, by stage, and the time to cancel."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        os.environ["CRM_DESK_HOME"] = name
        given = Path(sys.argv[1]) if __name__ == "__main__" and len(sys.argv) > 1 else None
        _measure(given or _make_file(Path(name) / "orders.csv"), Path(name))


def _make_file(path: Path) -> Path:
    """BASE's columns; some rows that can't be read, so that the table of issues is full."""
    with path.open("w", encoding="cp932", newline="") as file:
        out = csv.writer(file)
        out.writerow(_HEADERS)
        for line in range(LINES):
            order = line // 5
            who = order % 40_000
            out.writerow(
                (
                    f"B{order:08}",
                    f"20{20 + order % 5}-{1 + order % 12:02}-{1 + order % 28:02} 09:30:00",
                    "髙橋",
                    f"{who}",
                    f"c{who}@example.jp",
                    "",
                    f"煎茶 {line % 400}",
                    f"{line % 400}",
                    "三千円" if line % 40 == 0 else f"{500 + line % 900}",
                    "1",
                    "",
                    "0",
                    "0",
                    "発送済み",
                )
            )
    return path


def _measure(file: Path, folder: Path) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from crm_desk.app import load_import_page
    from crm_desk.desk.desk import Desk, create_desk
    from crm_desk.desk.settings import Settings
    from crm_desk.ui import theme
    from crm_desk.ui.common.workspace import Workspace
    from crm_desk.ui.importing.page import ImportPage
    from crm_desk.ui.shell.window import Window

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.load_fonts()
    create_desk(folder / "bench.crmdesk", "Bench")
    workspace = Workspace(Desk(folder / "bench.crmdesk"), Settings(folder / "s.json"), "ja")
    window = Window(workspace)
    window.show()
    worst, last = [0.0], [time.perf_counter()]

    def tick() -> None:
        now = time.perf_counter()
        worst[0], last[0] = max(worst[0], now - last[0]), now

    timer = QTimer()
    timer.setInterval(TICK_MS)
    timer.timeout.connect(tick)
    timer.start()

    def until(ready: Callable[[], bool]) -> float:
        """Run until then; returns the seconds it took."""
        begun = time.perf_counter()
        while not ready() and time.perf_counter() - begun < ENOUGH_S:
            app.processEvents()
            time.sleep(0.001)
        tick()
        return time.perf_counter() - begun

    def stage(words: str, ready: Callable[[], bool]) -> None:
        worst[0] = 0.0
        took = until(ready)
        print(f"{words:<28} {took:7.2f} s   worst gap {worst[0] * 1000:6.1f} ms")

    until(lambda: window._filled)
    # As the program does soon after its start.
    loaded: list[bool] = []
    workspace.query(window, load_import_page, lambda _: loaded.append(True))
    until(lambda: bool(loaded))
    last[0], worst[0] = time.perf_counter(), 0.0
    window.import_files([file])
    page = window.current
    assert isinstance(page, ImportPage)
    session = page.session
    stage("dropped, looked at", lambda: session.state.step in ("check", "layout"))
    session.show_check()
    # What the first rows show is told before anything is read for good.
    stage("first rows read", lambda: not session.state.to_check)
    for words, ready in (
        ("cancelled while reading", lambda: (p := session.state.progress) and p.done > 0.2),
        ("cancelled while keeping", lambda: (p := session.state.progress) and p.step == "keep"),
    ):
        session.start()
        until(lambda ready=ready: bool(ready()))  # type: ignore[misc]
        until_keeping = time.perf_counter()
        until(lambda since=until_keeping: time.perf_counter() - since > 1)  # type: ignore[misc]
        if session.state.step != "running":
            raise RuntimeError(f"it is over already: {session.state.step}")
        page.step.leave()
        stage(words, lambda: session.state.step == "check")
    session.start()
    stage("read", lambda: (p := session.state.progress) is not None and p.step == "keep")
    stage("kept, result shown", lambda: session.state.step == "result")
    print(session.state.outcomes[0].taken._replace(joined=()))
    session.take_back()
    stage("taken back", lambda: session.state.step == "choose")
    timer.stop()
    window.close()
    workspace.close()
    app.processEvents()


if __name__ == "__main__":
    main()
