"""From process start to a usable window, beside a bare PySide6 window with one label.

Usable: shown, painted, and the event loop answers. Both are whole processes, taken in turns.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 7

_WAIT = """
from PySide6.QtCore import QTimer
def ready():
    print("ready", flush=True)
    QTimer.singleShot(0, app.quit)
def painted():
    QTimer.singleShot(0, ready)
"""

_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv)
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        if not getattr(self, "told", False):
            self.told = True
            painted()
window = Window()
window.setCentralWidget(QLabel("CRM Desk"))
window.resize(1366, 768)
window.show()
app.exec()
"""

_OURS = """
import sys
from crm_desk.cli import main
from PySide6.QtWidgets import QApplication
from crm_desk.ui.shell import window as shell
original = shell.Window.paintEvent
def paint(self, event):
    global app
    original(self, event)
    if not getattr(self, "told", False):
        self.told = True
        app = QApplication.instance()
        painted()
shell.Window.paintEvent = paint
main(sys.argv[1:])
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        desk = home / "sample.crmdesk"
        subprocess.run(
            [sys.executable, "-m", "crm_desk", "sample", str(desk)], check=True, capture_output=True
        )
        for _ in range(2):
            _seconds(_BARE, home)
            _seconds(_OURS, home, str(desk))
        bare, ours = [], []
        for _ in range(ROUNDS):
            bare.append(_seconds(_BARE, home))
            ours.append(_seconds(_OURS, home, str(desk)))
    one, other = statistics.median(bare), statistics.median(ours)
    print(
        f"startup: bare window {one * 1000:.0f} ms, CRM Desk {other * 1000:.0f} ms, "
        f"ratio {other / one:.2f} (at most 1.5), medians of {ROUNDS}"
    )


def _seconds(program: str, home: Path, *arguments: str) -> float:
    environment = dict(os.environ, CRM_DESK_HOME=str(home), QT_LOGGING_RULES="*=false")
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", _WAIT + program, *arguments],
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    elapsed = time.perf_counter() - start
    process.wait()
    if line.strip() != "ready":
        raise RuntimeError("the window did not come up")
    return elapsed
