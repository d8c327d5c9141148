"""Work beside the window ends with its desk."""

from pytestqt.qtbot import QtBot

from crm_desk.desk.desk import Desk
from crm_desk.desk.settings import Settings
from crm_desk.ui.common.runner import Runner
from crm_desk.ui.common.workspace import Workspace
from tests.gallery.scenes import settle


def test_what_is_asked_of_a_stopped_runner_is_dropped(qtbot: QtBot) -> None:
    said: list[object] = []
    runner = Runner()
    runner.run(lambda: 1, said.append, said.append)
    qtbot.waitUntil(lambda: said == [1])
    runner.stop()
    runner.run(lambda: 2, said.append, said.append)
    settle()
    assert said == [1]


def test_what_comes_back_after_the_desk_is_closed_is_dropped(qtbot: QtBot, desk: Desk) -> None:
    workspace = Workspace(desk, Settings(desk.path.with_name("settings.json")), "ja")
    said: list[object] = []
    workspace.run_task(workspace, "", lambda: "late", said.append)
    workspace.query(workspace, lambda: "late", said.append)
    workspace.close()
    settle()
    workspace.query(workspace, lambda: "later", said.append)
    workspace.run_task(workspace, "", lambda: "later", said.append)
    settle()
    assert said == []
