"""Contacts of the shop itself in the wizard: asked on the check step, told on the result."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crm_desk.desk.importing import remembered
from crm_desk.desk.route import Route
from crm_desk.importing.findings import Findings, Notice, Question, QuestionKind
from crm_desk.importing.issues import Severity
from crm_desk.ui.importing.check_step import CheckStep
from crm_desk.ui.importing.notice_card import NoticeRows
from crm_desk.ui.shell.window import Window
from tests.gallery.import_scenes import base_file
from tests.gallery.scenes import settle
from tests.ui.conftest import Start
from tests.ui.importing.conftest import Found
from tests.ui.importing.steps import bring_in, drop, page_of, session_of, words

SHOPS = "office@kobo.example"
SHARED = Question(
    QuestionKind.SHARED, SHOPS, "メール", SHOPS, 12, detail="山本 あや、森 けん…", proposal="shop"
)
OPENINGS = Question(QuestionKind.OPENINGS, count=80, proposal="leave", rates=((80, 100), (90, 100)))


@pytest.fixture
def empty(start: Start) -> Window:
    return start()


def checked(qtbot: QtBot, window: Window, folder: Path) -> CheckStep:
    drop(qtbot, window, base_file(folder))
    qtbot.waitUntil(lambda: not session_of(window).state.to_check, timeout=20_000)
    settle()
    step = page_of(window).step
    assert isinstance(step, CheckStep)
    return step


def test_it_is_asked_with_what_is_done_by_itself(
    qtbot: QtBot, empty: Window, tmp_path: Path, found: Found
) -> None:
    found.now = Findings(questions=(SHARED,))
    step = checked(qtbot, empty, tmp_path)
    said = words(empty)
    assert f"「{SHOPS}」は、12名のお名前で使われています" in said
    assert "山本 あや、森 けん…" in said
    options = step.questions.rows["BASE"].options[QuestionKind.SHARED, SHOPS]
    assert options["shop"].isChecked()
    assert options["shop"].text().startswith("お店の連絡先として扱う")
    assert options["person"].text() == "一人(一家)の連絡先として扱う"
    assert step.go.isEnabled()


def test_the_answer_is_kept_with_the_source(
    qtbot: QtBot, empty: Window, tmp_path: Path, found: Found
) -> None:
    found.now = Findings(questions=(SHARED,))
    step = checked(qtbot, empty, tmp_path)
    step.questions.rows["BASE"].options[QuestionKind.SHARED, SHOPS]["person"].click()
    qtbot.waitUntil(lambda: not session_of(empty).state.to_check, timeout=20_000)
    assert found.jobs[-1][0].answers.personal == (SHOPS,)
    bring_in(qtbot, empty)
    assert remembered.answers_of(empty.workspace.desk, "BASE").personal == (SHOPS,)


def test_a_list_says_what_its_purchases_do_to_the_repeat_rate(
    qtbot: QtBot, empty: Window, tmp_path: Path, found: Found
) -> None:
    found.now = Findings(questions=(OPENINGS,))
    step = checked(qtbot, empty, tmp_path)
    assert "リピート率 80%(100名中80名) → 90%(100名中90名)" in words(empty)
    options = step.questions.rows["BASE"].options[QuestionKind.OPENINGS, ""]
    assert options["leave"].isChecked()


def test_what_is_told_of_kept_customers_leads_to_them(empty: Window) -> None:
    kept = Notice("shared_contact_kept", Severity.NOTICE, 2, "", 0, "", "", "2")
    rows = NoticeRows(empty.workspace, [kept])
    asked: list[Route] = []
    empty.workspace.navigate.connect(asked.append)
    (link,) = rows.findChildren(QPushButton)
    link.click()
    assert asked == [Route("customers", "alike")]
