"""Home: how the shop stands, and what to do next."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from crm_desk.desk.changes import Topic
from crm_desk.desk.desk import today
from crm_desk.desk.route import HOME, Route
from crm_desk.ui.common.page import Page
from crm_desk.ui.common.widgets import PageHead, button, clear_layout, page_layout, scrolling
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.home.first_start import FirstStart

_STACKED = 640
"""Below this width at 100 %, the cards stand below one another."""
_WIDE = 4
_ACROSS = ((_WIDE, 900), (2, 560), (1, 0))
"""How many stand side by side from which width of the page on, at 100 %."""
if TYPE_CHECKING:
    from crm_desk.desk.home import HomeFacts, OrderFacts
    from crm_desk.domain.analysis.month import MonthSoFar
    from crm_desk.ui.home.figures import FigureCard, FigureText


class HomePage(Page):
    """How the shop stands, and what to do next.

    Signals:
        sample_asked: the person wants to try the program on a sample shop.
    """

    sample_asked = Signal()
    topics = frozenset(
        {
            Topic.DESK,
            Topic.ASSESSMENTS,
            Topic.ANSWERS,
            Topic.ORDERS,
            Topic.CUSTOMERS,
            Topic.FOLLOWUP,
            Topic.ENTRIES,
            Topic.TODAY,
        }
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._narrow = self._opened = False
        self._across = _WIDE
        self._first: FirstStart | None = None
        self._month: FigureCard | None = None
        self._orders: OrderFacts | None = None
        self._beside: _Beside | None = None
        theme = self._theme = workspace.theme
        layout = page_layout(self, theme)
        self._head = PageHead(theme)
        self._bring = button(
            self.tr("Bring in order data"), lambda: workspace.go(Route("importing", "new"))
        )
        self._bring.hide()
        self._head.side.addWidget(self._bring)
        layout.addWidget(self._head)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(2))
        layout.addWidget(scrolling(content), 1)

    def open(self, route: Route) -> None:
        self._opened = True
        self.refresh()

    def route(self) -> Route:
        return HOME

    def take_focus(self) -> None:
        if self._first is not None:
            self._first.name.setFocus()
        else:
            self.setFocus()

    def refresh(self, place: Route | None = None) -> None:
        # Imported here: the window is up before anything is counted.
        from crm_desk.desk.home import home_facts

        workspace = self._workspace
        facts = home_facts(workspace.desk, workspace.texts, today())
        nothing_yet = facts.shown is None and facts.orders is None
        if nothing_yet and self._first is not None:
            # Only the answers can have changed; whoever is on the way to a button finds it there.
            self._first.refresh()
            return
        self._first = None
        clear_layout(self._column)
        self._bring.setVisible(not nothing_yet)
        if nothing_yet:
            self._head.set_words(
                self.tr("Welcome to CRM Desk"),
                self.tr(
                    "Look after the customers you have. Everything stays in one file on "
                    "this computer."
                ),
            )
            self._first = FirstStart(workspace, narrow=self._narrow)
            self._first.sample_asked.connect(self.sample_asked)
            self._column.addWidget(self._first)
        else:
            self._show_facts(facts)
        self._column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.width()
        narrow = width < self._theme.px(_STACKED)
        across = next(n for n, least in _ACROSS if width >= self._theme.px(least))
        if (narrow, across) != (self._narrow, self._across):
            self._narrow, self._across = narrow, across
            self._first = None
            if self._opened:
                self._workspace.attempt(self.refresh)

    # Later

    def _show_facts(self, facts: "HomeFacts") -> None:
        from crm_desk.ui.home.figures import FigureCard, figure_texts
        from crm_desk.ui.home.tasks_card import TasksCard

        self._month = None
        cards = [
            FigureCard(self._theme, shown) for shown in figure_texts(facts, self._workspace.texts)
        ]
        if facts.orders is not None:
            # It comes a moment later, and nothing moves then.
            self._month = FigureCard(self._theme, self._month_text())
            cards.insert(0, self._month)
        self._column.addLayout(self._grid(cards))
        self._column.addWidget(TasksCard(self._workspace, facts.tasks))
        self._orders = facts.orders
        self._say_line()
        self._look_beside()

    def _grid(self, cards: "Sequence[QWidget]") -> QGridLayout:
        """As many beside one another as there is room for; the first has the widest number."""
        grid = QGridLayout()
        grid.setSpacing(self._theme.space(2))
        for place, card in enumerate(cards):
            grid.addWidget(card, place // self._across, place % self._across)
        for place in range(min(self._across, len(cards))):
            grid.setColumnStretch(place, 5 if place == 0 else 4)
        return grid

    def _look_beside(self) -> None:
        """Read beside the window what takes longer: the month, and the newest backup."""
        from crm_desk.desk.analysis.month_so_far import month_so_far
        from crm_desk.desk.backups import keeping

        desk, now = self._workspace.desk, today()

        def look() -> "_Beside":
            is_own = keeping.is_shops_own(desk)
            return _Beside(now, month_so_far(desk, now), keeping.newest(desk), is_own)

        def show(found: "_Beside") -> None:
            self._beside = found
            if self._month is not None:
                self._month.show_text(self._month_text())
            self._say_line()

        self._workspace.ask_latest(self, look, show)

    @property
    def is_settled(self) -> bool:
        """All that was looked up beside the window is shown."""
        return self._workspace.is_settled(self)

    def _month_text(self) -> "FigureText":
        from crm_desk.desk.money import money_of
        from crm_desk.domain.analysis.month_words import month_words
        from crm_desk.ui.home.figures import FigureText

        workspace, found = self._workspace, self._beside
        month = None if found is None or found.day != today() else found.month
        words = month_words(month, today(), workspace.texts, money_of(workspace.desk))
        if found is None:
            return FigureText(words.title, " ", "", (" ", " "))
        return FigureText(words.title, words.figure, words.beside, words.lines)

    def _say_line(self) -> None:
        """The day, up to when there are orders, and how old the newest backup is."""
        from crm_desk.desk.backups.wording import foot_words

        texts, found = self._workspace.texts, self._beside
        said = [texts("home.line", day=texts.date(today()))]
        if self._orders is not None:
            said.append(texts("home.line_orders", day=texts.date(self._orders.last_day)))
        if found is not None and (found.is_own or found.backup is not None):
            said.append(foot_words(found.backup, texts, today()))
        self._head.set_words(self._workspace.desk.shop_name, texts("home.line_gap").join(said))


class _Beside(NamedTuple):
    """What was read beside the window."""

    day: date
    month: "MonthSoFar | None"
    backup: datetime | None
    is_own: bool
