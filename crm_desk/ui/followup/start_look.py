"""The orders as the views of フォロー look at them."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from crm_desk.desk.analysis import look as use_case
from crm_desk.desk.analysis.thresholds import chosen
from crm_desk.desk.desk import today
from crm_desk.desk.money import money_of
from crm_desk.domain.analysis.figures import AnalysisSettings
from crm_desk.ui.common.workspace import Workspace


class Seen(NamedTuple):
    """An answer, and the look that it is from."""

    rfm: use_case.Rfm
    answer: Any


class Looks:
    """Looks at the orders again only when orders, thresholds or the day have changed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._money = money_of(workspace.desk)
        self._rfm: use_case.Rfm | None = None
        self._by: tuple[AnalysisSettings, date | None] | None = None

    def question(
        self, ask: Callable[[use_case.Rfm], Any], as_of: date | None = None
    ) -> Callable[[], Seen]:
        """What answers `ask`, on any thread.

        Args:
            as_of: データ抽出日; None takes the latest order date.
        """
        workspace = self._workspace
        desk, texts, held = workspace.desk, workspace.texts, workspace.rfm
        settings, now = chosen(desk), today()
        by = (settings, as_of)

        def work() -> Seen:
            rfm = self._rfm
            if rfm is None or rfm.is_stale() or by != self._by:
                # A look of its own; the orders behind it are everybody's.
                rfm = use_case.fresh(desk, held).again()
                rfm.look(settings, as_of, texts, self._money, now)
                self._rfm, self._by = rfm, by
            return Seen(rfm, ask(rfm))

        return work

    def keep(self, seen: Seen) -> None:
        """Let other pages have the orders; on the thread of the window."""
        held = self._workspace.rfm
        if held is None or held.is_stale():
            self._workspace.rfm = seen.rfm
