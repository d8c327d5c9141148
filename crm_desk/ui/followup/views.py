"""The views of the page フォロー: one row each, in the order of the chips."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from crm_desk.ui.common.view import View
from crm_desk.ui.common.workspace import Workspace

translate = QCoreApplication.translate


class ViewRow(NamedTuple):
    """One view.

    Attributes:
        key: of its routes.
        load: makes it. Its module is imported then: the first view must not wait for the others.
        title: of its chip, in the language of the window; None where there is none.
    """

    key: str
    load: Callable[[Workspace], View]
    title: Callable[[], str] | None = None


def _worklist(workspace: Workspace) -> View:
    from crm_desk.ui.followup.worklist_view import WorklistView

    return WorklistView(workspace)


def _start(workspace: Workspace) -> View:
    from crm_desk.ui.followup.start_view import StartView

    return StartView(workspace)


def _matrix(workspace: Workspace) -> View:
    from crm_desk.ui.followup.matrix_view import MatrixView

    return MatrixView(workspace)


def _results(workspace: Workspace) -> View:
    from crm_desk.ui.followup.results_view import ResultsView

    return ResultsView(workspace)


def _plans(workspace: Workspace) -> View:
    from crm_desk.ui.followup.plans_view import PlansView

    return PlansView(workspace)


WORKLIST = ""
VIEWS = (
    ViewRow(WORKLIST, _worklist, lambda: translate("FollowupPage", "To do")),
    ViewRow("start", _start, lambda: translate("FollowupPage", "Start this month")),
    ViewRow("matrix", _matrix, lambda: translate("FollowupPage", "Follow-up matrix")),
    ViewRow("results", _results, lambda: translate("FollowupPage", "Results")),
    ViewRow("plans", _plans),
)
VIEW_ROWS = {row.key: row for row in VIEWS}
