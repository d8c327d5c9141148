"""From process start to a usable window, beside a bare PySide6 window with one label.

Usable: shown and painted, with the desk open, and sidebar and menus answer: the event loop has
had its first turn after the paint. The home page counts and fills its cards after that; when
they are there is printed, too. Both are whole processes, taken in turns.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 7

_READY = """
import time
from PySide6.QtCore import QTimer
def ready():
    print("ready", flush=True)
"""

_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv)
class Window(QMainWindow):
    told = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.told:
            self.told = True
            QTimer.singleShot(0, ready)
            QTimer.singleShot(0, app.quit)
window = Window()
window.setCentralWidget(QLabel("CRM Desk"))
window.resize(1366, 768)
window.show()
app.exec()
"""

_OURS = """
import sys
from crm_desk.cli import main
from crm_desk.ui.shell.window import Window
fill = Window._fill
def filled(self):
    ready()
    fill(self)
    print("filled", flush=True)
    QTimer.singleShot(0, self.close)
Window._fill = filled
main(sys.argv[1:])
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        desk = home / "sample.crmdesk"
        subprocess.run(
            [sys.executable, "-m", "crm_desk", "sample", str(desk)],
            check=True,
            capture_output=True,
        )
        for _ in range(2):
            _seconds(_BARE, home)
            _seconds(_OURS, home, str(desk))
        bare, ours, filled = [], [], []
        for _ in range(ROUNDS):
            bare.append(_seconds(_BARE, home)[0])
            usable, complete = _seconds(_OURS, home, str(desk))
            ours.append(usable)
            filled.append(complete)
    one, other, last = (statistics.median(times) for times in (bare, ours, filled))
    print(
        f"startup: bare window {one * 1000:.0f} ms, CRM Desk usable {other * 1000:.0f} ms, "
        f"ratio {other / one:.2f} (at most 1.5); home page filled {last * 1000:.0f} ms, "
        f"ratio {last / one:.2f}; medians of {ROUNDS}"
    )


def _seconds(program: str, home: Path, *arguments: str) -> tuple[float, float]:
    """Seconds from process start to `ready`, and to the last line told."""
    environment = dict(os.environ, CRM_DESK_HOME=str(home), QT_LOGGING_RULES="*=false")
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", _READY + program, *arguments],
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    )
    assert process.stdout is not None
    times = [time.perf_counter() - start for _ in process.stdout]
    process.wait()
    if not times:
        raise RuntimeError("the window did not come up")
    return times[0], times[-1]
