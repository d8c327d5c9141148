"""Six charts as cards: what it says, how to read it, and the chart."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from crm_desk.domain.analysis.charts.describing import describe
from crm_desk.domain.analysis.view import AnalysisView, ChartName, Filter, Sentence
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts
from crm_desk.ui.analysis.wording import WHO
from crm_desk.ui.charts.chart import ChartWidget
from crm_desk.ui.charts.picture import copy_picture
from crm_desk.ui.common.widgets import NARROW, Card, button, label
from crm_desk.ui.theme import Theme


class _Shown(NamedTuple):
    chart: ChartWidget
    says: QLabel
    see: QPushButton


class ChartCards(QWidget):
    """The charts in two columns, one below the other where the page is narrow.

    Signals:
        picked: the filters of what was clicked.
        asked: the filters of those whom a sentence speaks of.
        saving_asked: the chart whose picture is to be saved.
    """

    picked = Signal(object)
    asked = Signal(object)
    saving_asked = Signal(object)

    def __init__(self, theme: Theme, texts: Texts, money: Money) -> None:
        super().__init__()
        self._theme, self._texts, self._money = theme, texts, money
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.space(2))
        self._across = 0
        self._cards: dict[ChartName, Card] = {}
        self._shown: dict[ChartName, _Shown] = {}
        for name in ChartName:
            heading = texts(f"chart.title_{name.value}")
            chart = ChartWidget(theme, heading)
            chart.picked.connect(self.picked)
            reading = texts(f"chart.read_{name.value}")
            self._cards[name], self._shown[name] = self._card(heading, reading, chart)
        self._arrange()

    def chart(self, name: ChartName) -> ChartWidget:
        """One of them."""
        return self._shown[name].chart

    def _card(self, heading: str, reading: str, chart: ChartWidget) -> tuple[Card, _Shown]:
        card = Card(self._theme, padding=2)
        card.body.setSpacing(self._theme.px(6))
        says = label("", "strong", wrap=True)
        see = button(self.tr("See them"), lambda: self.asked.emit(see.property("who")), "link")
        see.setAccessibleDescription(heading)
        top = QHBoxLayout()
        top.addWidget(label(heading, "soft", wrap=True), 1)
        top.addWidget(see)
        top.addWidget(self._more(heading, chart))
        card.body.addLayout(top)
        card.body.addWidget(says)
        card.body.addWidget(label(reading, "soft", wrap=True))
        card.body.addStretch(1)
        card.body.addWidget(chart)
        return card, _Shown(chart, says, see)

    def _more(self, heading: str, chart: ChartWidget) -> QPushButton:
        more = button("⋯", lambda: self._show_menu(chart, _below(more)), "link")
        more.setAccessibleName(self.tr("More for {chart}").format(chart=heading))
        chart.menu_asked.connect(partial(self._show_menu, chart))
        return more

    def _show_menu(self, chart: ChartWidget, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, run in (
            (self.tr("Save as a picture…"), partial(self.saving_asked.emit, chart)),
            (self.tr("Copy the picture"), partial(copy_picture, chart)),
        ):
            menu.addAction(text).triggered.connect(lambda _checked=False, run=run: run())
        menu.popup(at)

    def show_view(self, view: AnalysisView) -> None:
        """Replace all data and sentences."""
        charts = describe(view, self._texts, self._money)
        for name, shown in self._shown.items():
            shown.chart.show_chart(charts[name])
            self._say(shown, [each for each in view.sentences if each.chart is name])

    def _say(self, shown: _Shown, sentences: Sequence[Sentence]) -> None:
        shown.says.setText("\n".join(each.text for each in sentences))
        shown.says.setVisible(bool(sentences))
        who = [WHO[each.key] for each in sentences if each.key in WHO]
        shown.see.setVisible(bool(who))
        shown.see.setProperty("who", who[0] if who else None)

    def show_filters(self, filters: Sequence[Filter]) -> None:
        """Mark what the table is filtered by."""
        for shown in self._shown.values():
            shown.chart.show_chosen(filters)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        across = 1 if self.width() < self._theme.px(NARROW) else 2
        if across != self._across:
            self._across = across
            self._grid.setColumnStretch(0, 1)
            self._grid.setColumnStretch(1, across - 1)
            for place, card in enumerate(self._cards.values()):
                self._grid.addWidget(card, place // across, place % across)


def _below(widget: QWidget) -> QPoint:
    """Where on the screen a menu of it opens."""
    return widget.mapToGlobal(QPoint(0, widget.height()))
