"""What the bar of the selection offers: filters, kept selections, export, follow-up plans."""

from collections.abc import Sequence

from crm_desk.desk.analysis import selections
from crm_desk.desk.route import Route
from crm_desk.domain.analysis.figures import TIERS
from crm_desk.domain.analysis.filter_words import filter_words
from crm_desk.domain.analysis.view import Filter
from crm_desk.domain.money import Money
from crm_desk.ui.analysis.buyer_selection import BuyerSelection
from crm_desk.ui.analysis.selection import ExportForm, Named, SelectionBar
from crm_desk.ui.common.workspace import Workspace


class SelectionActions:
    """Ties a bar to the selection that it shows."""

    def __init__(
        self, workspace: Workspace, selection: BuyerSelection, bar: SelectionBar, money: Money
    ) -> None:
        self._workspace, self._selection, self._bar = workspace, selection, bar
        self._money = money
        selection.changed.connect(self._show_selected)
        bar.offered = self._offered
        bar.removed.connect(lambda condition: selection.toggle((condition,)))
        bar.toggle_asked.connect(lambda condition: selection.toggle((condition,)))
        bar.cleared.connect(lambda: selection.filter_by(()))
        bar.filters_asked.connect(selection.filter_by)
        bar.keep_asked.connect(self._keep)
        bar.forget_asked.connect(self._forget)
        bar.export_asked.connect(self._export)
        bar.plans_asked.connect(self._make_plans)
        bar.post_asked.connect(self._make_post)

    def _show_selected(self) -> None:
        selected = self._selection.selected
        if selected is not None:
            self._bar.show_selected(selected, [self._words(each) for each in selected.filters])

    def _words(self, filter_: Filter) -> str:
        return filter_words(filter_, self._workspace.texts, self._money)

    def _offered(self) -> tuple[Named, Sequence[selections.SavedSelection]]:
        """What the filter menu has: whom no bar shows alone, and the bands without scrolling."""
        if self._selection.look is None:
            return (), ()
        filters = [Filter("tier", percent) for percent in TIERS]
        bands = self._selection.look.figures.bands
        filters += [Filter("recency", (band.first, band.last)) for band in bands]
        filters += [Filter("past_interval"), Filter("subscribed")]
        named = [(self._words(each), each) for each in filters]
        return named, selections.kept(self._workspace.desk)

    def _keep(self, name: str) -> None:
        workspace, filters = self._workspace, self._selection.filters
        if workspace.perform(lambda: selections.keep(workspace.desk, name, filters)):
            self._bar.note_kept()
            workspace.notified.emit(workspace.texts("rfm.said_kept", name=name.strip()))

    def _forget(self, id_: int) -> None:
        self._workspace.perform(lambda: selections.forget(self._workspace.desk, id_))

    def _export(self, form: ExportForm) -> None:
        look, selected = self._selection.look, self._selection.selected
        if look is not None and selected is not None and selected.customers:
            from crm_desk.ui.analysis.exporting import export

            export(self._workspace, self._bar, look, selected, self._money, form)

    def _make_plans(self) -> None:
        selected = self._selection.selected
        if selected is not None:
            ids = tuple(selected.ids.tolist())
            self._workspace.go(Route("followup", "plans", ids=ids))

    def _make_post(self) -> None:
        selected = self._selection.selected
        if selected is not None and selected.customers:
            ids = tuple(selected.ids.tolist())
            self._workspace.go(Route("post", ids=ids, item="analysis"))
