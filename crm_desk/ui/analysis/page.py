"""顧客分析: key figures, six charts, and the people behind what is clicked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from crm_desk.desk.analysis import look as use_case
from crm_desk.desk.analysis import selections, thresholds
from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.customers import people
from crm_desk.desk.desk import today
from crm_desk.desk.money import money_of
from crm_desk.domain.analysis.figures import TIERS, KindFilter
from crm_desk.domain.analysis.view import AnalysisView, BuyerRecord, Filter, Selected
from crm_desk.ui.analysis import printing
from crm_desk.ui.analysis.beginning import AnalysisHead, NoOrders, Waiting
from crm_desk.ui.analysis.columns import SORTED_BY, BuyerColumns
from crm_desk.ui.analysis.head import Controls, KeyFigures
from crm_desk.ui.analysis.notes import Notes
from crm_desk.ui.analysis.selection import Named, SelectionBar, toggled
from crm_desk.ui.analysis.suggested import SuggestedExclusions
from crm_desk.ui.analysis.thresholds import ThresholdsCard
from crm_desk.ui.analysis.wording import Sentences
from crm_desk.ui.common.column_table import ColumnTable
from crm_desk.ui.common.page import Page
from crm_desk.ui.common.printing import Printing
from crm_desk.ui.common.route import Route
from crm_desk.ui.common.widgets import Card, button, label, page_layout, scrolling
from crm_desk.ui.common.windowed import WindowedModel
from crm_desk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from crm_desk.desk.analysis.look import Rfm
    from crm_desk.domain.analysis.trends import Trends
    from crm_desk.ui.analysis.cards import ChartCards
    from crm_desk.ui.charts.chart import ChartWidget

_TABLE = 420
_WAIT, _CONTENT, _EMPTY = range(3)


class AnalysisPage(Page):
    """Who buys, how often, how recently, and for how much.

    Signals:
        came: what was asked for last is shown.
    """

    topics = frozenset({Topic.ORDERS, Topic.CUSTOMERS, Topic.THRESHOLDS})
    prints = True
    came = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._money = money_of(workspace.desk)
        self.printing = Printing(workspace, self)
        self.rfm: Rfm | None = None
        self.view: AnalysisView | None = None
        self.selected: Selected | None = None
        self.filters: tuple[Filter, ...] = ()
        self._sort, self._descending = "amount", True
        self._asked = self._answered = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._stack = QStackedWidget()
        layout.addWidget(self._stack, 1)
        self._empty = NoOrders(workspace)
        self._content, self._made = QWidget(), False
        for part in (Waiting(workspace.theme), self._content, self._empty):
            self._stack.addWidget(part)

    # Parts

    def _make_content(self) -> QWidget:
        self._area: QScrollArea = scrolling(self._make_inner())
        self.bar = self._make_bar()
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._area, 1)
        outer.addWidget(self.bar)
        return whole

    def _make_inner(self) -> QWidget:
        """What scrolls: the head, the figures, the charts, the people."""
        theme, inner = self._workspace.theme, QWidget()
        column = page_layout(inner, theme)
        head = AnalysisHead(theme)
        self.controls = Controls(theme)
        self.controls.changed.connect(self.reload)
        head.side.addWidget(self.controls)
        self.thresholds = ThresholdsCard(self._workspace)
        self.thresholds.hide()
        self.controls.thresholds_asked.connect(self.thresholds.setVisible)
        self.key_figures = KeyFigures(theme)
        self.notes = Notes(self._workspace.texts)
        self.print_button = button(self.tr("Print / PDF"), self.print_current)
        self.print_changed.connect(lambda: self.print_button.setEnabled(self.can_print))
        notes = printing.beside(self.notes, self.print_button)
        self.suggested = SuggestedExclusions(self._workspace)
        self.sentences = Sentences(theme)
        self.sentences.asked.connect(self.see)
        self._charts_place = QVBoxLayout()
        above = (head, self.thresholds, self.key_figures, notes, self.suggested, self.sentences)
        for part in above:
            column.addWidget(part)
        column.addLayout(self._charts_place)
        self._people = self._make_people()
        column.addWidget(self._people)
        column.addStretch(1)
        return inner

    def _make_bar(self) -> SelectionBar:
        bar = SelectionBar(self._workspace.theme)
        bar.offered = self._offered
        bar.removed.connect(lambda condition: self.pick((condition,)))
        bar.cleared.connect(lambda: self.filter_by(()))
        bar.filters_asked.connect(self.filter_by)
        bar.keep_asked.connect(self._keep_selection)
        bar.forget_asked.connect(self._forget_selection)
        bar.list_asked.connect(self.show_list)
        bar.export_asked.connect(self.export)
        bar.plans_asked.connect(self._make_plans)
        return bar

    @cached_property
    def cards(self) -> "ChartCards":
        """The charts; they are made when there is something to be shown."""
        from crm_desk.ui.analysis.cards import ChartCards

        made = ChartCards(self._workspace.theme, self._workspace.texts, self._money)
        made.picked.connect(self.pick)
        made.asked.connect(self.see)
        made.saving_asked.connect(self._save_picture)
        self._charts_place.addWidget(made)
        return made

    def _make_people(self) -> QWidget:
        workspace = self._workspace
        card = Card(workspace.theme)
        columns = BuyerColumns().made(workspace.texts, self._money)
        model = WindowedModel(columns, self._rows)
        model.failed.connect(workspace.show_error)
        title = self.tr("The people")
        self.table = ColumnTable(workspace, "buyers", title, model, self._rows_in_worker)
        self.table.setMinimumHeight(workspace.theme.px(_TABLE))
        self.table.show_sort(self._sort, descending=self._descending)
        self.table.sort_asked.connect(self._sort_by)
        self.table.opened.connect(self._open_customer)
        self.table.entries = self._entries
        card.body.addWidget(label(title, "heading"))
        card.body.addWidget(self.table)
        return card

    # Looking

    @property
    def is_settled(self) -> bool:
        """What was asked for last is shown."""
        return self._asked == self._answered

    def reload(self) -> None:
        """Work everything out anew, beside the window."""
        self._workspace.attempt(self._look)

    def _look(self) -> None:
        desk, texts, money = self._workspace.desk, self._workspace.texts, self._money
        as_of = self.controls.as_of
        settings = replace(thresholds.chosen(desk), kind=self.controls.kind)
        now = today()
        # The page has looks of its own; the orders behind them are everybody's.
        held = self.rfm if self.rfm is not None and not self.rfm.is_stale() else self._workspace.rfm
        self._asked += 1
        self.print_changed.emit()
        turn = self._asked

        def work() -> "tuple[Rfm, AnalysisView] | None":
            if turn != self._asked:
                # Somebody chose again: this answer would come too late.
                return None
            # Half a second of loading goes on beside the window, which meanwhile says what it does.
            import_module("crm_desk.ui.analysis.cards")
            found = use_case.fresh(desk, held)
            rfm = found if found is self.rfm else found.again()
            return rfm, rfm.look(settings, as_of, texts, money, now)

        def show(found: "tuple[Rfm, AnalysisView] | None") -> None:
            if found is not None and turn == self._asked:
                self._show(*found)

        self._workspace.query(self, work, show)

    def _show(self, rfm: "Rfm", view: AnalysisView) -> None:
        self._answered = self._asked
        self.rfm, self.view = rfm, view
        self._workspace.rfm = rfm
        self.print_changed.emit()
        figures = view.figures
        if not view.has_orders:
            self._stack.setCurrentIndex(_EMPTY)
            self.came.emit()
            return
        self.controls.show_day(figures.as_of)
        self.key_figures.show_figures(figures, self._money)
        self.thresholds.show_figures(figures)
        self.suggested.show_suspects(rfm.suggested())
        self.notes.show_figures(figures)
        self.sentences.show_sentences([each for each in view.sentences if each.chart is None])
        self.cards.show_view(view)
        for part in (self.cards, self._people, self.bar):
            part.setVisible(figures.buyers > 0)
        self._stack.setCurrentIndex(_CONTENT)
        self._select()
        self._compare(rfm)
        self.came.emit()

    def _compare(self, rfm: "Rfm") -> None:
        """The small arrows come a moment later; another day or kind has none."""
        if self.controls.as_of is not None or self.controls.kind is not KindFilter.ALL:
            return
        turn = self._asked

        def show(trends: "Trends | None") -> None:
            if turn == self._asked:
                self.key_figures.show_trends(trends, self._money, self._workspace.texts)

        self._workspace.query(self, rfm.trends, show)

    # Selecting

    def pick(self, picked: Sequence[Filter]) -> None:
        """What was clicked becomes a filter, or stops being one."""
        self.filter_by(toggled(self.filters, picked))

    def see(self, filters: Sequence[Filter]) -> None:
        """List those whom a sentence speaks of."""
        self.filter_by(filters)
        self.show_list()

    def filter_by(self, filters: Sequence[Filter]) -> None:
        """Show those who meet all of these."""
        self.filters = tuple(filters)
        self._workspace.attempt(self._select)

    def _select(self) -> None:
        if self.rfm is None or self.view is None or not self.view.figures.buyers:
            return
        found = self.rfm.select(self.filters, self._sort, self._descending)
        self.selected = found
        texts = self._workspace.texts
        words = [use_case.filter_words(each, texts, self._money) for each in self.filters]
        self.bar.show_selected(found, words)
        self.cards.show_filters(self.filters)
        self.table.show_ids(found.ids.tolist(), self.table.current_id)

    def _offered(self) -> tuple[Named, Sequence[selections.SavedSelection]]:
        """What the filter menu has beside the charts: whom no bar or cell shows alone."""
        if self.rfm is None:
            return (), ()
        texts = self._workspace.texts
        plain = [Filter("tier", percent) for percent in TIERS]
        plain += [Filter("past_interval"), Filter("subscribed")]
        named = [(use_case.filter_words(each, texts, self._money), (each,)) for each in plain]
        return named, selections.kept(self._workspace.desk)

    def _keep_selection(self, name: str) -> None:
        desk, filters = self._workspace.desk, self.filters
        if self._workspace.perform(lambda: selections.keep(desk, name, filters)):
            self.bar.note_kept()
            self._workspace.notified.emit(self._workspace.texts("rfm.said_kept", name=name.strip()))

    def _forget_selection(self, id_: int) -> None:
        self._workspace.perform(lambda: selections.forget(self._workspace.desk, id_))

    def _sort_by(self, name: str, descending: bool) -> None:
        if name in SORTED_BY:
            # The most and the newest are what one looks for.
            self._descending = descending if name == self._sort else SORTED_BY[name]
            self._sort = name
            self._workspace.attempt(self._select)
        self.table.show_sort(self._sort, descending=self._descending)

    def _rows(self, ids: Sequence[int]) -> dict[int, BuyerRecord]:
        return {} if self.rfm is None else self.rfm.rows(ids)

    def _rows_in_worker(self, ids: list[int]) -> dict[int, Any]:
        return {} if self.rfm is None else self.rfm.rows_in_worker(ids)

    def _entries(self, ids: list[int]) -> list[tuple[str, Callable[[], object]]]:
        desk, perform = self._workspace.desk, self._workspace.perform
        entries: list[tuple[str, Callable[[], object]]] = []
        if len(ids) == 1:
            entries.append((self.tr("Open"), lambda: self._open_customer(ids[0])))

        def leave_out() -> Changes:
            return people.set_excluded(desk, ids, excluded=True)

        entries.append((self.tr("Leave out of the figures"), lambda: perform(leave_out)))
        return entries

    def _open_customer(self, customer: int) -> None:
        self._workspace.go(Route("customers", "one", customer_id=customer))

    def export(self) -> None:
        """Ask for the selection to be saved."""
        if self.rfm is not None and self.selected is not None and self.selected.customers:
            from crm_desk.ui.analysis.exporting import export

            book = self.rfm.book(
                self.selected,
                self._workspace.desk.shop_name,
                self._workspace.document_texts,
                self._money,
            )
            export(self._workspace, self, book)

    @property
    def can_print(self) -> bool:
        return self.is_settled and self.view is not None and self.view.has_orders

    def print_current(self) -> None:
        if self.rfm is not None and self.can_print:
            printing.preview(self._workspace, self.printing, self.rfm, self._money, self.selected)

    def _make_plans(self) -> None:
        if self.selected is not None:
            ids = tuple(self.selected.ids.tolist())
            self._workspace.go(Route("followup", "plans", customer_ids=ids))

    def _save_picture(self, chart: "ChartWidget") -> None:
        from crm_desk.ui.analysis.exporting import save_picture

        save_picture(self._workspace, self, chart)

    def show_list(self) -> None:
        """Bring the list into sight."""
        self._area.verticalScrollBar().setValue(self._people.y())
        self.table.setFocus()

    # Page

    def open(self, route: Route) -> None:
        if self._made:
            self.reload()
            return
        # What takes longer than a frame is made once the page is there.
        self._asked += 1
        QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        if not self._made:
            self._made = True
            content = QVBoxLayout(self._content)
            content.setContentsMargins(0, 0, 0, 0)
            content.addWidget(self._make_content())
        self.reload()

    def route(self) -> Route:
        return Route("rfm")

    def refresh(self, place: tuple[int, str] | None = None) -> None:
        if self._made:
            self.reload()

    def flush(self) -> bool:
        if self._made:
            self.table.flush()
            self.controls.stop()
        return True

    def take_focus(self) -> None:
        if self._stack.currentIndex() == _EMPTY:
            self._empty.first_step.setFocus()
        elif self._made:
            self._area.setFocus()
