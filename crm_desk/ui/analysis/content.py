"""What the page 顧客分析 shows of a shop with orders: figures, charts, and the people."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from crm_desk.desk.analysis import buyers
from crm_desk.desk.analysis.look import Look
from crm_desk.domain.analysis.view import AnalysisView, Filter
from crm_desk.domain.money import Money
from crm_desk.ui.analysis import printing
from crm_desk.ui.analysis.beginning import AnalysisHead
from crm_desk.ui.analysis.buyer_selection import BuyerSelection
from crm_desk.ui.analysis.buyers_card import BuyersCard
from crm_desk.ui.analysis.first_rows import FirstRows
from crm_desk.ui.analysis.head import Controls, KeyFigures
from crm_desk.ui.analysis.notes import Notes
from crm_desk.ui.analysis.selection import SelectionBar
from crm_desk.ui.analysis.selection_actions import SelectionActions
from crm_desk.ui.analysis.suggested import SuggestedExclusions
from crm_desk.ui.analysis.thresholds import ThresholdsCard
from crm_desk.ui.analysis.wording import Sentences
from crm_desk.ui.common.widgets import button, page_layout, scrolling
from crm_desk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from crm_desk.ui.analysis.cards import ChartCards
    from crm_desk.ui.charts.chart import ChartWidget


class AnalysisContent(QWidget):
    """One look at a time; the selection goes on from one to the next.

    Signals:
        print_asked: what is shown is to be printed.
    """

    print_asked = Signal()

    def __init__(self, workspace: Workspace, money: Money) -> None:
        super().__init__()
        self._workspace, self._money = workspace, money
        self.selection = BuyerSelection()
        self.bar = SelectionBar(workspace.theme)
        self.bar.list_asked.connect(self.show_list)
        self._actions = SelectionActions(workspace, self.selection, self.bar, money)
        self._area: QScrollArea = scrolling(self._make_inner())
        self.first_rows = FirstRows(workspace, self.selection, money)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._area, 1)
        layout.addWidget(self.first_rows)
        layout.addWidget(self.bar)

    def _make_inner(self) -> QWidget:
        """What scrolls: the head, the figures, the charts, the people."""
        theme, inner = self._workspace.theme, QWidget()
        column = page_layout(inner, theme)
        head = AnalysisHead(theme)
        self.controls = Controls(theme)
        head.side.addWidget(self.controls)
        self.thresholds = ThresholdsCard(self._workspace)
        self.thresholds.hide()
        self.controls.thresholds_asked.connect(self.thresholds.setVisible)
        self.key_figures = KeyFigures(theme, self._workspace.texts)
        self.notes = Notes(self._workspace.texts)
        self.print_button = button(self.tr("Print / PDF"), self.print_asked.emit)
        notes = printing.beside(self.notes, self.print_button)
        self.suggested = SuggestedExclusions(self._workspace)
        self.sentences = Sentences(theme)
        self.sentences.asked.connect(self.list_people)
        self._charts_place = QVBoxLayout()
        above = (head, self.thresholds, self.key_figures, notes, self.suggested, self.sentences)
        for part in above:
            column.addWidget(part)
        column.addLayout(self._charts_place)
        self.people = BuyersCard(self._workspace, self.selection, self._money)
        column.addWidget(self.people)
        column.addStretch(1)
        return inner

    @cached_property
    def cards(self) -> "ChartCards":
        """The charts; they are made when there is something to be shown."""
        from crm_desk.ui.analysis.cards import ChartCards

        cards = ChartCards(self._workspace.theme, self._workspace.texts, self._money)
        cards.picked.connect(self.selection.toggle)
        cards.asked.connect(self.list_people)
        cards.saving_asked.connect(self._save_picture)
        self.selection.changed.connect(lambda: cards.show_filters(self.selection.filters))
        self._charts_place.addWidget(cards)
        return cards

    def show_look(self, look: Look, view: AnalysisView) -> None:
        """Show figures and charts of another look; `selection` is told of it once they are seen.

        Args:
            view: what the look says.
        """
        figures = view.figures
        self.controls.show_day(figures.as_of)
        self.key_figures.show_figures(figures, self._money)
        self.thresholds.show_figures(figures)
        self.suggested.show_suspects(buyers.suspects(self._workspace.desk, look))
        self.notes.show_figures(figures)
        self.sentences.show_sentences([each for each in view.sentences if each.chart is None])
        self.cards.show_view(view)
        for part in (self.cards, self.people, self.bar):
            part.setVisible(figures.buyers > 0)

    def list_people(self, filters: Sequence[Filter]) -> None:
        """List those whom a sentence speaks of."""
        self.selection.filter_by(filters)
        self.show_list()

    def show_list(self) -> None:
        """Bring the list into sight."""
        self._area.verticalScrollBar().setValue(self.people.y())
        self.people.table.setFocus()

    def flush(self) -> None:
        """The page is left: keep what was chosen of the columns, and look nothing up any more."""
        self.people.table.flush()
        self.controls.stop()

    def take_focus(self) -> None:
        """Let keys scroll the page."""
        self._area.setFocus()

    def _save_picture(self, chart: "ChartWidget") -> None:
        from crm_desk.ui.analysis.exporting import save_picture

        save_picture(self._workspace, self, chart)
