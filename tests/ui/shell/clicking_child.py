"""A whole program that clicks choices and tells each one; it is killed from outside.

`python -m tests.ui.shell.clicking_child DESK SEED`
"""

import random
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm_desk.app import Program
from crm_desk.desk import app_paths
from crm_desk.desk.route import Route
from crm_desk.desk.settings import Settings
from crm_desk.ui.assessment.page import AssessmentPage

CLICKS = 2000


def main(desk: Path, seed: int) -> None:
    QApplication([])
    program = Program(Settings(app_paths.settings_file()))
    program.begin(desk)
    window, chance = program.window, random.Random(seed)
    assert window is not None
    window.go(Route("assessment", "wizard", 1))
    page = window.current
    assert isinstance(page, AssessmentPage)
    for _ in range(CLICKS):
        # A click goes on to the next item.
        level, item = chance.randrange(4), page.wizard.item_id
        print("try", item, level, flush=True)
        QTest.mouseClick(page.wizard.card.rows[level], Qt.MouseButton.LeftButton)
        print("done", item, level, flush=True)
        page.wizard.step(chance.choice((1, 1, 1, -1)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
