"""顧客分析: key figures, six charts, and the people behind what is clicked."""

from collections.abc import Callable, Sequence
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from crm_desk.desk import rfm as use_case
from crm_desk.desk.changes import Topic
from crm_desk.desk.desk import today
from crm_desk.desk.money import money_of
from crm_desk.domain.figures import Figures, Settings
from crm_desk.domain.rfm_view import Filter, Row, Selected, View
from crm_desk.ui.common.column_table import ColumnTable
from crm_desk.ui.common.page import Page
from crm_desk.ui.common.route import Route
from crm_desk.ui.common.widgets import Card, PageHead, button, label, page_layout, scrolling
from crm_desk.ui.common.windowed import WindowedModel
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.rfm.columns import SORTED_BY, BuyerColumns
from crm_desk.ui.rfm.head import Controls, KeyFigures
from crm_desk.ui.rfm.selection import SelectionBar, toggled
from crm_desk.ui.rfm.sentences import Sentences
from crm_desk.ui.rfm.wording import rate_words

if TYPE_CHECKING:
    from crm_desk.desk.rfm import Rfm
    from crm_desk.ui.rfm.cards import ChartCards
    from crm_desk.ui.rfm.chart import Chart

_TABLE = 420
_WAIT, _CONTENT, _EMPTY = range(3)


class RfmPage(Page):
    """Who buys, how often, how recently, and for how much.

    Signals:
        came: what was asked for last is shown.
    """

    topics = frozenset({Topic.ORDERS, Topic.CUSTOMERS})
    came = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._money = money_of(workspace.desk)
        self.rfm: Rfm | None = None
        self.view: View | None = None
        self.selected: Selected | None = None
        self.filters: tuple[Filter, ...] = ()
        self._sort, self._descending = "amount", True
        self._asked = self._answered = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._stack = QStackedWidget()
        layout.addWidget(self._stack, 1)
        for part in (self._make_waiting(), self._make_content(), self._make_empty()):
            self._stack.addWidget(part)

    # Parts

    def _head(self) -> PageHead:
        return PageHead(
            self._workspace.theme,
            self.tr("Customer analysis"),
            self.tr("Who carries the shop, who is new, and whom to speak to next."),
        )

    def _make_waiting(self) -> QWidget:
        whole = QWidget()
        layout = page_layout(whole, self._workspace.theme)
        layout.addWidget(self._head())
        layout.addWidget(label(self.tr("The orders are being added up…"), "soft", wrap=True))
        layout.addStretch(1)
        return whole

    def _make_content(self) -> QWidget:
        theme, inner = self._workspace.theme, QWidget()
        column = page_layout(inner, theme)
        head = self._head()
        self.controls = Controls(theme)
        self.controls.changed.connect(self.reload)
        head.side.addWidget(self.controls)
        self.key_figures = KeyFigures(theme)
        self.notes = label("", "soft", wrap=True)
        self.sentences = Sentences(theme)
        self.sentences.asked.connect(self.see)
        self._charts_place = QVBoxLayout()
        for part in (head, self.key_figures, self.notes, self.sentences):
            column.addWidget(part)
        column.addLayout(self._charts_place)
        self._people = self._make_people()
        column.addWidget(self._people)
        self._area: QScrollArea = scrolling(inner)
        self.bar = SelectionBar(theme)
        self.bar.removed.connect(lambda condition: self.pick((condition,)))
        self.bar.cleared.connect(lambda: self.filter_by(()))
        self.bar.list_asked.connect(self.show_list)
        self.bar.export_asked.connect(self.export)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._area, 1)
        outer.addWidget(self.bar)
        return whole

    @cached_property
    def cards(self) -> "ChartCards":
        """The charts; they are made when there is something to be shown."""
        from crm_desk.ui.rfm.cards import ChartCards

        made = ChartCards(self._workspace.theme, self._money)
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
        model.failed.connect(workspace.tell)
        title = self.tr("The people")
        self.table = ColumnTable(workspace, "buyers", title, model, self._rows_aside)
        self.table.setMinimumHeight(workspace.theme.px(_TABLE))
        self.table.show_sort(self._sort, descending=self._descending)
        self.table.sort_asked.connect(self._sort_by)
        self.table.opened.connect(self._open_customer)
        self.table.entries = self._entries
        card.body.addWidget(label(title, "heading"))
        card.body.addWidget(self.table)
        return card

    def _make_empty(self) -> QWidget:
        theme, whole = self._workspace.theme, QWidget()
        layout = page_layout(whole, theme)
        layout.addWidget(self._head())
        card = Card(theme, padding=3)
        card.body.addWidget(label(self.tr("There are no orders yet"), "heading", wrap=True))
        words = self.tr(
            "Bring in the order file that your cart exports. This page then shows who carries "
            "your sales, how many come back, and who has not bought for a while."
        )
        card.body.addWidget(label(words, wrap=True))
        self.first_step = button(self.tr("Bring in orders"), self._bring_in, "primary")
        card.body.addSpacing(theme.space())
        card.body.addWidget(self.first_step)
        card.body.setAlignment(self.first_step, _left())
        layout.addWidget(card)
        layout.addStretch(1)
        return whole

    def _bring_in(self) -> None:
        self._workspace.go(Route("importing", "anew"))

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
        as_of, settings = self.controls.as_of, Settings(kind=self.controls.kind)
        now = today()
        held = self.rfm if self.rfm is not None and not self.rfm.is_stale() else None
        version = use_case.version_of(desk)
        self._asked += 1
        turn = self._asked

        def work() -> "tuple[Rfm, View] | None":
            if turn != self._asked:
                # Somebody chose again: this answer would come too late.
                return None
            # Half a second of loading goes on beside the window, which meanwhile says what it does.
            import_module("crm_desk.ui.rfm.cards")
            rfm = held or use_case.open_rfm(desk, version)
            return rfm, rfm.look(settings, as_of, texts, money, now)

        def show(found: "tuple[Rfm, View] | None") -> None:
            if found is not None and turn == self._asked:
                self._show(*found)

        self._workspace.look(self, work, show)

    def _show(self, rfm: "Rfm", view: View) -> None:
        self._answered = self._asked
        self.rfm, self.view = rfm, view
        figures, orders = view.figures, view.figures.orders
        if not orders.orders and not orders.after_as_of:
            self._stack.setCurrentIndex(_EMPTY)
            self.came.emit()
            return
        self.controls.show_day(figures.as_of)
        self.key_figures.show_figures(figures, self._workspace.texts, self._money)
        notes = self._notes(figures)
        self.notes.setText("\n".join(notes))
        self.sentences.show_sentences([each for each in view.sentences if each.chart is None])
        self.cards.show_view(view)
        for part in (self.cards, self._people, self.bar):
            part.setVisible(figures.buyers > 0)
        self._stack.setCurrentIndex(_CONTENT)
        self._select()
        self.came.emit()

    def _notes(self, figures: Figures) -> list[str]:
        """What to bear in mind when reading the figures."""
        orders, date, found = figures.orders, self._workspace.texts.date, []
        if not figures.buyers:
            found.append(self.tr("As of this day nobody has bought yet. Choose a later day."))
        if figures.data_from is not None:
            words = self.tr(
                "The data begin on {day}: whoever bought before looks like a new customer."
            )
            found.append(words.format(day=date(figures.data_from)))
        if orders.unidentified:
            words = self.tr(
                "{n} orders ({share}) have no known customer; they count in sales and mean "
                "order value only."
            )
            share = rate_words(orders.unidentified_share)
            found.append(words.format(n=f"{orders.unidentified:,}", share=share))
        if figures.excluded:
            words = self.tr(
                "{n} people are left out of the figures; they count in sales and mean order "
                "value only."
            )
            found.append(words.format(n=f"{figures.excluded:,}"))
        if orders.after_as_of:
            words = self.tr("{n} orders after the as-of date are left out.")
            found.append(words.format(n=f"{orders.after_as_of:,}"))
        return found

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
        words = [self.rfm.filter_words(each, texts, self._money) for each in self.filters]
        self.bar.show_selected(found, words)
        self.cards.show_filters(self.filters)
        self.table.show_ids(found.ids.tolist(), self.table.current_id)

    def _sort_by(self, name: str, descending: bool) -> None:
        if name in SORTED_BY:
            # The most and the newest are what one looks for.
            self._descending = descending if name == self._sort else SORTED_BY[name]
            self._sort = name
            self._workspace.attempt(self._select)
        self.table.show_sort(self._sort, descending=self._descending)

    def _rows(self, ids: Sequence[int]) -> dict[int, Row]:
        return {} if self.rfm is None else self.rfm.rows(ids)

    def _rows_aside(self, ids: list[int]) -> dict[int, Any]:
        return {} if self.rfm is None else self.rfm.rows_aside(ids)

    def _entries(self, ids: list[int]) -> list[tuple[str, Callable[[], object]]]:
        if len(ids) != 1:
            return []
        return [(self.tr("Open"), lambda: self._open_customer(ids[0]))]

    def _open_customer(self, customer: int) -> None:
        self._workspace.go(Route("customers", "one", customer_id=customer))

    def export(self) -> None:
        """Ask for the selection to be saved."""
        if self.rfm is not None and self.selected is not None and self.selected.customers:
            from crm_desk.ui.rfm.exporting import export

            book = self.rfm.book(
                self.selected,
                self._workspace.desk.shop_name,
                self._workspace.document_texts,
                self._money,
            )
            export(self._workspace, self, book)

    def _save_picture(self, chart: "Chart") -> None:
        from crm_desk.ui.rfm.exporting import save_picture

        save_picture(self._workspace, self, chart)

    def show_list(self) -> None:
        """Bring the list into sight."""
        self._area.verticalScrollBar().setValue(self._people.y())
        self.table.setFocus()

    # Page

    def open(self, route: Route) -> None:
        self.reload()

    def route(self) -> Route:
        return Route("rfm")

    def refresh(self, place: tuple[int, str] | None = None) -> None:
        self.reload()

    def flush(self) -> bool:
        self.table.flush()
        self.controls.stop()
        return True

    def take_focus(self) -> None:
        if self._stack.currentIndex() == _EMPTY:
            self.first_step.setFocus()
        else:
            self._area.setFocus()


def _left() -> Any:
    from PySide6.QtCore import Qt

    return Qt.AlignmentFlag.AlignLeft
