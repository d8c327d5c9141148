"""Placeholder."""

from crm_desk.ui.common.route import Route
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.followup.view import View


class ResultsView(View):
    """Placeholder."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace

    def open(self, route: Route) -> None:
        """See View."""

    def refresh(self) -> None:
        """See View."""

    def route(self) -> Route:
        """See View."""
        return Route("followup", "results")
