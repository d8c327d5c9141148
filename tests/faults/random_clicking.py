"""Clicking and typing at random on a whole program; part of `python -m tests.faults`.

`python -m tests.faults.random_clicking FOLDER SEED ACTIONS MINUTES` ends after so many actions or
minutes, whichever comes first (0 minutes: only the actions count), and prints what came of it.
Every round begins on a fresh desk: the sample, one with imported orders, an empty one.
"""

import faulthandler
import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.store.support import ROOT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.watched_program import WatchedProgram

ROUND = 60
"""Actions on one desk: within them the steps of undo are not used up too often."""
LONGEST_S = 200
"""No round takes longer; what waits for ever ends the process, and says where it waited."""
_LEFT_ALONE = re.compile(r'INSERT INTO "(export_note\w*|person)"')
"""What was written out and when; and identities, which outlive what needed them."""
DESKS = ("sample", "imported", "empty")
TEXTS = (
    "<img src=x>",
    "R&D",
    "=HYPERLINK(1)",
    "+81",
    "𠮷野家🍵",
    "2026/11/31",
    "2026/11/05",
    "-5",
    "9" * 40,
    "あ" * 500,
    "\u202eabc",
    "",
)


def run(folder: Path, actions: int, minutes: float, seed: int) -> tuple[str, bool]:
    """Click; what was found, and whether all is well."""
    command = [sys.executable, "-m", "tests.faults.random_clicking", str(folder)]
    done = subprocess.run(
        [*command, str(seed), str(actions), str(minutes)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=dict(os.environ, QT_QPA_PLATFORM="offscreen", CRM_DESK_HOME=str(folder / "home")),
    )
    said = done.stdout.strip()
    if not said or done.returncode not in (0, 1):
        said += f"; ended by itself: {done.stderr[-800:]}"
    return said, done.returncode == 0


class Monkey:
    """Does one thing after the other in whatever window is in front."""

    def __init__(self, watched: "WatchedProgram", rng: random.Random) -> None:
        self.watched, self.rng = watched, rng
        self.last = ""

    def act(self) -> None:
        """Do one thing."""
        from tests.gallery.scenes import settle

        window = self.watched.program.window
        assert window is not None
        roll = self.rng.random()
        if roll < 0.15:
            route = self.rng.choice(list(self.watched.routes()))
            self.last = f"go {route}"
            window.go(route)
        elif roll < 0.2:
            self._undo_or_redo()
        else:
            self._use_something()
        settle()

    def _undo_or_redo(self) -> None:
        workspace = self.watched.program.workspace
        assert workspace is not None
        desk = workspace.desk
        self.last = "undo or redo"
        workspace.perform(self.rng.choice((desk.undo, desk.redo)))

    def _use_something(self) -> None:
        front = _front()
        root = front or self.watched.program.window
        assert root is not None
        found = _usable(root)
        if not found:
            self.last = f"close {type(root).__name__}"
            if front is not None:
                front.close()
            return
        widget = self.rng.choice(found)
        self.last = f"use {type(widget).__name__} {widget.accessibleName() or widget.objectName()}"
        self._use(widget)

    def _use(self, widget: "QWidget") -> None:
        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtGui import QInputMethodEvent
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit

        if isinstance(widget, (QLineEdit, QPlainTextEdit)):
            widget.setFocus()
            if self.rng.random() < 0.5:
                widget.selectAll()
            # As an input method gives it: QTest knows keys of ASCII only.
            typed = QInputMethodEvent()
            typed.setCommitString(self.rng.choice(TEXTS))
            QApplication.sendEvent(widget, typed)
            keys = (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape)
            QTest.keyClick(widget, self.rng.choice(keys))
            return
        target = widget.viewport() if isinstance(widget, QAbstractItemView) else widget
        place = QPoint(
            self.rng.randrange(max(target.width(), 1)), self.rng.randrange(max(target.height(), 1))
        )
        if self.rng.random() < 0.2:
            widget.setFocus()
            QTest.keyClick(widget, self.rng.choice(_keys()))
        else:
            QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=place)


def _keys() -> list[int]:
    from PySide6.QtCore import Qt

    key = Qt.Key
    return [key.Key_Space, key.Key_Down, key.Key_Up, key.Key_Return, key.Key_Home, key.Key_End]


def _usable(root: "QWidget") -> list["QWidget"]:
    from PySide6.QtWidgets import (
        QAbstractButton,
        QAbstractItemView,
        QAbstractSpinBox,
        QComboBox,
        QLineEdit,
        QPlainTextEdit,
        QWidget,
    )

    kinds = (
        QAbstractButton,
        QAbstractItemView,
        QAbstractSpinBox,
        QComboBox,
        QLineEdit,
        QPlainTextEdit,
    )
    return [
        widget
        for widget in root.findChildren(QWidget)
        if isinstance(widget, kinds) and widget.isVisibleTo(root) and widget.isEnabled()
    ]


def _make(kind: str, path: Path) -> None:
    from crm_desk.desk.desk import Desk, create_desk
    from tests.importing.shop_files import bring, write
    from tests.sample_desk import sample_copy

    if kind == "sample":
        sample_copy(path)
        return
    create_desk(path, "店")
    if kind == "imported":
        rows = [
            {"注文番号": f"N{n}", "注文日": f"2026/{n % 9 + 1:02}/01", "会員番号": str(n % 40)}
            | {"氏名": TEXTS[n % 6] or "山田", "金額": 100 + n}
            for n in range(200)
        ]
        with Desk(path) as desk:
            bring(desk, write(path.parent, rows))


def _main(folder: Path, seed: int, actions: int, minutes: float) -> int:
    from tests.watched_program import application

    app = application()
    rng, done, compared, wrong = random.Random(seed), 0, 0, []
    until = time.monotonic() + minutes * 60 if minutes else float("inf")
    number = 0
    while done < actions and time.monotonic() < until:
        kind = DESKS[number % len(DESKS)]
        path = folder / f"{number}" / "shop.crmdesk"
        path.parent.mkdir(parents=True)
        _make(kind, path)
        faulthandler.dump_traceback_later(LONGEST_S, exit=True)
        said, was_compared = _round(path, rng, min(ROUND, actions - done))
        wrong += [f"round {number} ({kind}): {line}" for line in said]
        done, number, compared = done + ROUND, number + 1, compared + was_compared
    faulthandler.cancel_dump_traceback_later()
    del app
    print(
        f"{done} actions on {number} desks, {compared} taken back whole, {len(wrong)} wrong",
        *wrong[:6],
        sep="; ",
    )
    return 1 if wrong else 0


def _round(path: Path, rng: random.Random, actions: int) -> tuple[list[str], bool]:
    """What went wrong in one round, and whether everything could be taken back."""
    from PySide6.QtCore import QTimer

    from crm_desk.desk.history import STEPS
    from tests.gallery.scenes import settle, wait_until
    from tests.store.support import integrity
    from tests.watched_program import WatchedProgram

    watched = WatchedProgram()
    watched.catch_everything()
    assert watched.begin(path)
    before, monkey = _kept(path), Monkey(watched, rng)
    # Dialogs and menus run loops of their own: whatever stays open is closed from there.
    closer = QTimer()
    closer.timeout.connect(lambda: _close_front(rng))
    closer.start(300)
    for _ in range(actions):
        monkey.act()
        if watched.wrong:
            watched.wrong[0] += f" after {monkey.last}"
            break
    closer.stop()
    while (front := _front()) is not None:
        front.close()
        settle()
    workspace, window = watched.program.workspace, watched.program.window
    assert workspace is not None
    assert window is not None
    was_compared = False
    if not watched.wrong and workspace.desk.path == path.resolve():
        wait_until(lambda: not window.backup_keeper.is_busy)
        was_compared = _take_back(workspace, before, STEPS, watched)
    watched.end()
    if integrity(path) != "ok":
        watched.wrong.append("damaged")
    return watched.wrong, was_compared


def _close_front(rng: random.Random) -> None:
    front = _front()
    if front is not None and rng.random() < 0.5:
        front.close()


def _front() -> "QWidget | None":
    """What keeps everything else from being clicked: a menu or another popup, a dialog."""
    from PySide6.QtWidgets import QApplication

    return QApplication.activePopupWidget() or QApplication.activeModalWidget()


def _kept(path: Path) -> set[str]:
    """Rows that undo must bring back."""
    from tests.store.traced_session import rows

    # Where the wizard was is no work of the person.
    place = re.compile(r'(INSERT INTO "assessment" .*),[^,]*$')
    lines = (place.sub(r"\1", line) for line in rows(path) if not _LEFT_ALONE.search(line))
    return set(lines)


def _take_back(workspace: object, before: set[str], steps: int, watched: "WatchedProgram") -> bool:
    """Undo everything; the desk must be as before, unless steps are gone already.

    Erasing somebody is for good: such a round is not compared.
    """
    desk = workspace.desk  # type: ignore[attr-defined]
    if any('"erased_key"' in row for row in _kept(desk.path) - before):
        return False
    done = 0
    while desk.history.undoable is not None and done < steps:
        desk.undo()
        done += 1
    if not done or done >= steps or watched.program.workspace is not workspace:
        return False
    odd = before ^ _kept(desk.path)
    if odd:
        watched.wrong.append(f"undoing {done} steps does not lead back: {sorted(odd)[:4]}")
    return True


if __name__ == "__main__":
    _arguments = sys.argv[1:]
    sys.exit(
        _main(Path(_arguments[0]), int(_arguments[1]), int(_arguments[2]), float(_arguments[3]))
    )
