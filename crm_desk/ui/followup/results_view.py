"""結果: what the follow-ups came to, beside customers who had no plan."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from crm_desk.desk.desk import today
from crm_desk.desk.followup import results
from crm_desk.desk.money import money_of
from crm_desk.desk.route import Route
from crm_desk.domain.followup.results import ResultRow
from crm_desk.ui.common.column_table import ColumnTable
from crm_desk.ui.common.empty_card import EmptyCard
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.frames import empty_page, waiting_page
from crm_desk.ui.common.view import View
from crm_desk.ui.common.widgets import (
    Card,
    PageHead,
    button,
    frame,
    label,
    page_layout,
    scrolling,
)
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.followup.results_columns import (
    SORTED_BY,
    Grouping,
    ResultLine,
    ResultsColumns,
    ResultsModel,
    lines,
    media,
)

_TABLE = 360
_WAIT, _CONTENT, _EMPTY = range(3)


class ResultsView(View):
    """Totals, a sentence on what the comparison is worth, and a table in groups.

    Signals:
        came: what was asked for last is shown.
    """

    came = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._money = money_of(workspace.desk)
        self._rows: Sequence[ResultRow] = ()
        self.lines: list[ResultLine] = []
        self.grouping = Grouping.MONTH
        self._sort, self._descending = "month", True
        self._columns = ResultsColumns()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        layout.addWidget(self._stack)
        for part in (self._make_waiting(), self._make_content(), self._make_empty()):
            self._stack.addWidget(part)

    # Parts

    def _head(self) -> PageHead:
        return PageHead(
            self._workspace.theme,
            self.tr("Results"),
            self.tr("What came of the plans, and who bought without one."),
        )

    def _make_waiting(self) -> QWidget:
        words = self.tr("The results are being added up…")
        return waiting_page(self._workspace.theme, self._head(), words)

    def _make_content(self) -> QWidget:
        theme, content = self._workspace.theme, QWidget()
        column = page_layout(content, theme)
        column.addWidget(self._head())
        column.addWidget(self._make_totals())
        column.addWidget(self._make_caution())
        card = Card(theme)
        flow = Flow(theme.px(6))
        self.chips: dict[Grouping, QPushButton] = {}
        for by, words in (
            (Grouping.MONTH, self.tr("By month")),
            (Grouping.TEMPLATE, self.tr("By template")),
            (Grouping.CLUSTER, self.tr("By cluster")),
        ):
            chip = button(words, partial(self.group, by), "chip")
            chip.setCheckable(True)
            self.chips[by] = chip
            flow.addWidget(chip)
        card.body.addWidget(Wrapped(flow))
        self.table = self._make_table()
        card.body.addWidget(self.table)
        words = self.tr(
            "A total has no comparison: the same people would be counted several times. Shares of "
            "fewer than 25 people are given as counts."
        )
        card.body.addWidget(label(words, "soft", wrap=True))
        column.addWidget(card)
        return scrolling(content)

    def _make_totals(self) -> QWidget:
        theme, card = self._workspace.theme, Card(self._workspace.theme)
        flow = Flow(theme.space(4))
        self._numbers: dict[str, QLabel] = {}
        for name, title in (
            ("plans", self.tr("Plans made")),
            ("achieved", self.tr("Achieved, of those that are over")),
            ("bought", self.tr("Bought within the window")),
            ("amount", self.tr("Their amount")),
        ):
            pair = QWidget()
            column = QVBoxLayout(pair)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.px(2))
            column.addWidget(label(title, "soft"))
            number = self._numbers[name] = label("", "level")
            column.addWidget(number)
            flow.addWidget(pair)
        card.body.addWidget(Wrapped(flow))
        self.media = label("", wrap=True)
        card.body.addWidget(self.media)
        return card

    def _make_caution(self) -> QWidget:
        theme, sheet = self._workspace.theme, frame("notice")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(theme.space(2), theme.space(), theme.space(2), theme.space())
        words = self.tr(
            "This is a comparison, not a proof. Beside the customers with a plan stand those of "
            "the same cluster and recency who had none. Who gets a plan is your choice, so the "
            "two differ in more than the plan. Windows that still run are counted so far."
        )
        self.caution = label(words, wrap=True)
        column.addWidget(self.caution)
        return sheet

    def _make_table(self) -> ColumnTable:
        workspace = self._workspace
        columns = self._columns.made(workspace.texts, self._money, lambda: self.grouping)
        model = ResultsModel(workspace.theme, columns, self._fetch)
        table = ColumnTable(workspace, "results", self.tr("Results"), model, self._fetch)
        table.setMinimumHeight(workspace.theme.px(_TABLE))
        table.sort_asked.connect(self._sort_by)
        return table

    def _make_empty(self) -> QWidget:
        theme = self._workspace.theme
        words = self.tr(
            "Once follow-ups are under way, this page shows how many were achieved and who bought, "
            "beside similar customers without a plan."
        )
        card = EmptyCard(
            theme,
            self.tr("There are no results yet"),
            words,
            self.tr("Start this month's follow-ups"),
            lambda: self._workspace.go(Route("followup", "start")),
        )
        self.first_step = card.first_step
        return empty_page(theme, self._head(), card)

    # Looking

    @property
    def is_settled(self) -> bool:
        return self._workspace.is_settled(self)

    def open(self, route: Route) -> None:
        self.refresh()

    def refresh(self) -> None:
        desk, now = self._workspace.desk, today()

        def show(rows: tuple[ResultRow, ...]) -> None:
            self._show(rows)
            self.came.emit()

        self._workspace.ask_latest(self, lambda: results.results(desk, now), show)

    def _show(self, found: Sequence[ResultRow]) -> None:
        self._rows = found
        total = results.totals(found)
        if total is None:
            self._stack.setCurrentIndex(_EMPTY)
            return
        group, share = total.followed, self._columns.share
        for name, text in (
            ("plans", f"{total.plans:,}"),
            ("achieved", share(total.achieved, total.over)),
            ("bought", share(group.buyers, group.people)),
            ("amount", self._money.text(group.amount)),
        ):
            self._numbers[name].setText(text)
        words = self.tr("Approaches made: {media}")
        said = words.format(media=media(total, self._workspace.texts))
        running = total.plans - total.over
        if running:
            words = self.tr("{n} plans are still under way; their purchases are not all in yet.")
            said = f"{said}\n{words.format(n=f'{running:,}')}"
        self.media.setText(said)
        self._show_lines()
        self._stack.setCurrentIndex(_CONTENT)

    def _show_lines(self) -> None:
        self.lines = lines(self._rows, self.grouping, self._sort, descending=self._descending)
        for by, chip in self.chips.items():
            chip.setChecked(by is self.grouping)
        self.table.show_sort(self._sort, descending=self._descending)
        self.table.show_ids(range(len(self.lines)), None)

    def _fetch(self, places: Sequence[int]) -> dict[int, ResultLine]:
        return {place: self.lines[place] for place in places}

    def group(self, by: Grouping) -> None:
        """Put the rows together by something else."""
        self.grouping = by
        self._sort, self._descending = by.value, by is Grouping.MONTH
        self._show_lines()

    def _sort_by(self, name: str, descending: bool) -> None:
        if name in SORTED_BY:
            # Of figures the highest are what one looks for.
            first = name not in (each.value for each in Grouping)
            self._descending = descending if name == self._sort else first
            self._sort = name
            self._show_lines()

    # Page

    def route(self) -> Route:
        return Route("followup", "results")

    def flush(self) -> bool:
        self.table.flush()
        return True

    def take_focus(self) -> None:
        if self._stack.currentIndex() == _EMPTY:
            self.first_step.setFocus()
        else:
            self.chips[self.grouping].setFocus()
