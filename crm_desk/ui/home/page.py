"""Home: how the shop stands, and what to do next."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from crm_desk.desk.changes import Topic
from crm_desk.desk.desk import today
from crm_desk.desk.route import HOME, Route
from crm_desk.ui.common.page import Page
from crm_desk.ui.common.widgets import (
    Card,
    PageHead,
    button,
    clear_layout,
    frame,
    label,
    page_layout,
    rule,
    scrolling,
)
from crm_desk.ui.common.workspace import Workspace

_STACKED = 640
"""Below this width at 100 %, the cards stand below one another."""
if TYPE_CHECKING:
    from crm_desk.desk.home import HomeFacts, OrderFacts
    from crm_desk.desk.tasks import Task

_URGENCY = ("calm", "notice", "warn")


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
        self._first: QLineEdit | None = None
        self._start: QPushButton | None = None
        theme = self._theme = workspace.theme
        layout = page_layout(self, theme)
        self._head = PageHead(theme)
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
            self._first.setFocus()
        else:
            self.setFocus()

    def refresh(self, place: Route | None = None) -> None:
        # Imported here: the window is up before anything is counted.
        from crm_desk.desk.home import home_facts

        workspace = self._workspace
        facts = home_facts(workspace.desk, workspace.texts, today())
        nothing_yet = facts.shown is None and facts.orders is None
        if nothing_yet and self._first is not None:
            # Only the name can have changed; whoever is on the way to a button finds it there.
            self._first.setText(workspace.desk.shop_name if workspace.desk.is_named else "")
            return
        self._first = None
        clear_layout(self._column)
        if nothing_yet:
            self._head.set_words(
                self.tr("Welcome to CRM Desk"),
                self.tr(
                    "Look after the customers you have. Everything stays in one file on "
                    "this computer."
                ),
            )
            self._column.addWidget(self._shop_name())
            self._column.addLayout(self._doors())
        else:
            self._head.set_words(
                workspace.desk.shop_name,
                self.tr("Today is {day}").format(day=workspace.texts.date(today())),
            )
            self._column.addLayout(self._figures(facts))
            self._column.addWidget(self._tasks(facts))
        self._column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_STACKED)
        if narrow != self._narrow:
            self._narrow = narrow
            self._first = None
            if self._opened:
                self._workspace.attempt(self.refresh)

    # First start

    def _shop_name(self) -> QWidget:
        workspace, theme = self._workspace, self._theme
        card = Card(theme)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(label(self.tr("Name of your shop"), "strong"))
        field = QLineEdit()
        field.setMaxLength(100)
        field.setAccessibleName(self.tr("Name of your shop"))
        field.setPlaceholderText(self.tr("Printed on every report"))
        if workspace.desk.is_named:
            field.setText(workspace.desk.shop_name)
        field.editingFinished.connect(
            lambda: workspace.perform(lambda: workspace.desk.rename_shop(field.text()))
        )
        field.returnPressed.connect(self._to_start)
        self._first = field
        row.addWidget(field, 1)
        card.body.addLayout(row)
        return card

    def _to_start(self) -> None:
        if self._start is not None:
            self._start.setFocus()

    def _doors(self) -> QBoxLayout:
        row = self._side_by_side()
        start = Route("assessment", "start")
        row.addWidget(
            self._door(
                self.tr("Start the CRM assessment"),
                self.tr(
                    "33 items, about 40 minutes. You see where the shop is strong, where it "
                    "is weak, and what to do next."
                ),
                self.tr("Start"),
                lambda: self._workspace.go(start),
                "primary",
            ),
            1,
        )
        row.addWidget(
            self._door(
                self.tr("Bring in order files"),
                self.tr(
                    "The file that your cart exports, as it is. You see who your customers are "
                    "and what they bought."
                ),
                self.tr("Choose files"),
                lambda: self._workspace.go(Route("importing", "new")),
                "",
            ),
            1,
        )
        row.addWidget(
            self._door(
                self.tr("Try it on a sample"),
                self.tr(
                    "A tea shop with three years of orders and three assessments. It is made on "
                    "the spot and can be thrown away at any time."
                ),
                self.tr("Open the sample"),
                self.sample_asked.emit,
                "",
            ),
            1,
        )
        return row

    def _door(
        self, title: str, words: str, action: str, on_click: Callable[[], object], kind: str
    ) -> QWidget:
        card = Card(self._theme, padding=3)
        card.body.addWidget(label(title, "heading", wrap=True))
        card.body.addWidget(label(words, wrap=True))
        card.body.addSpacing(self._theme.space())
        row = QHBoxLayout()
        made = button(action, on_click, kind)
        if kind == "primary":
            self._start = made
        row.addWidget(made)
        row.addStretch(1)
        card.body.addStretch(1)
        card.body.addLayout(row)
        return card

    # Later

    def _side_by_side(self) -> QBoxLayout:
        """A row, or a column where the page is narrow."""
        direction = QBoxLayout.Direction
        row = QBoxLayout(direction.TopToBottom if self._narrow else direction.LeftToRight)
        row.setSpacing(self._theme.space(2))
        return row

    def _figures(self, facts: "HomeFacts") -> QBoxLayout:
        from crm_desk.domain.assessment import wording

        texts, row = self._workspace.texts, self._side_by_side()
        if facts.orders is not None:
            row.addWidget(self._order_figure(facts.orders), 1)
        if facts.followups:
            row.addWidget(self._followup_figure(facts), 1)
        if facts.shown is None or facts.summary is None:
            return row
        overall = facts.shown.score.overall
        figure, beside = wording.headline(overall, texts)
        row.addWidget(
            self._figure(
                self.tr("CRM assessment"), figure, beside, wording.change_line(facts.summary, texts)
            ),
            1,
        )
        best = facts.summary.strengths[:1]
        # Four figures at most stand side by side.
        if best and not facts.followups:
            row.addWidget(
                self._figure(
                    self.tr("Strongest category"),
                    texts.percent(best[0].tally.rate),
                    "",
                    best[0].category.name,
                ),
                1,
            )
        if facts.summary.weak_points:
            weakest = facts.summary.weak_points[0].category
            rate = facts.summary.score.rate_of(weakest.id)
            row.addWidget(
                self._figure(self.tr("To work on first"), texts.percent(rate), "", weakest.name), 1
            )
        return row

    def _followup_figure(self, facts: "HomeFacts") -> QWidget:
        """Due until tonight; beside them those of the week, and how many customers bought."""
        counts = {bucket.value: count for bucket, count in facts.followups.items()}
        due = counts["late"].plans + counts["today"].plans
        bought = sum(count.bought for count in counts.values())
        line = self.tr("{late} late, {week} more this week; {bought} of the customers bought")
        return self._figure(
            self.tr("Follow-ups due"),
            f"{due:,}",
            "",
            line.format(
                late=f"{counts['late'].plans:,}",
                week=f"{counts['week'].plans:,}",
                bought=f"{bought:,}",
            ),
        )

    def _order_figure(self, orders: "OrderFacts") -> QWidget:
        from fractions import Fraction

        texts = self._workspace.texts
        rate = Fraction(orders.repeaters, orders.buyers) if orders.buyers else None
        line = self.tr("{n} buyers, orders up to {day}").format(
            n=f"{orders.buyers:,}", day=texts.date(orders.last_day)
        )
        return self._figure(self.tr("Repeat rate"), texts.percent(rate), "", line)

    def _figure(self, title: str, figure: str, beside: str, line: str) -> QWidget:
        card = Card(self._theme)
        card.body.setSpacing(self._theme.px(2))
        card.body.addWidget(label(title, "soft"))
        row = QHBoxLayout()
        row.addWidget(label(figure, "number"))
        column = QVBoxLayout()
        column.addStretch(1)
        column.addWidget(label(beside, "soft"))
        row.addLayout(column, 1)
        card.body.addLayout(row)
        card.body.addWidget(label(line, "soft", wrap=True))
        return card

    def _tasks(self, facts: "HomeFacts") -> QWidget:
        card = Card(self._theme)
        card.body.addWidget(label(self.tr("What to do next"), "heading"))
        if not facts.tasks:
            card.body.addWidget(label(self.tr("Nothing is open. Well done."), "soft"))
        for index, task in enumerate(facts.tasks):
            if index:
                card.body.addWidget(rule())
            card.body.addLayout(self._task(task, primary=index == 0))
        return card

    def _task(self, task: "Task", *, primary: bool) -> QHBoxLayout:
        theme, row = self._theme, QHBoxLayout()
        row.setContentsMargins(0, theme.px(6), 0, theme.px(6))
        row.setSpacing(theme.space(2))
        mark = frame("mark")
        mark.setFixedWidth(theme.space())
        colour = theme.colour(_URGENCY[task.urgency])
        mark.setStyleSheet(f"background: {colour}; border-radius: {theme.px(3)}px;")
        row.addWidget(mark)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(label(task.title, "strong", wrap=True))
        words.addWidget(label(task.detail, "soft", wrap=True))
        row.addLayout(words, 1)
        made = button(
            task.action, lambda: self._workspace.go(task.route), "primary" if primary else ""
        )
        made.setAccessibleName(f"{task.action}: {task.title}")
        row.addWidget(made)
        return row
