"""今月のフォローを始める: what would happen, and the one button that makes it so."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desk.desk.analysis import cache
from crm_desk.desk.analysis.look import Look
from crm_desk.desk.analysis.thresholds import chosen
from crm_desk.desk.desk import today
from crm_desk.desk.followup import month
from crm_desk.desk.followup.edits import FollowupEdit
from crm_desk.desk.route import Route
from crm_desk.domain.analysis.freshness import FRESH_DAYS
from crm_desk.domain.followup.standing import first_bucket
from crm_desk.domain.followup.starting import Outlook, without
from crm_desk.domain.followup.wording import begun
from crm_desk.ui.common.empty_card import EmptyCard
from crm_desk.ui.common.frames import empty_page, waiting_page
from crm_desk.ui.common.view import View
from crm_desk.ui.common.widgets import (
    NARROW,
    PageHead,
    button,
    frame,
    label,
    page_layout,
    scrolling,
)
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.followup.begun_notice import BEGUN
from crm_desk.ui.followup.start_choice import NamesCard, RestCard, TickedPeople, Top1Card
from crm_desk.ui.followup.start_parts import LeftOutCard, StartNotice, WeeksCard

_WAIT, _CONTENT, _EMPTY = range(3)
_TICKS = "followup_start"


class StartView(View):
    """Nothing is kept before the button is pressed; one undo takes all of it back."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._ticks: TickedPeople = workspace.drafts.setdefault(_TICKS, TickedPeople())
        self._shown: Look | None = None
        self._seen: Outlook | None = None
        self._is_starting = False
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
            self.tr("Start this month's follow-ups"),
            self.tr(
                "Makes a plan for each customer: three approaches in three months, in at least "
                "two ways, such as a call and a card. Nothing is kept until you press the button."
            ),
        )

    def _make_waiting(self) -> QWidget:
        words = self.tr("The plans are being drafted…")
        return waiting_page(self._workspace.theme, self._head(), words)

    def _make_content(self) -> QWidget:
        workspace, inner, theme = self._workspace, QWidget(), self._workspace.theme
        column = page_layout(inner, theme)
        self.as_of = label("", "soft", wrap=True)
        self.top1 = Top1Card(workspace, self._ticks)
        self.rest = RestCard(workspace)
        self.weeks = WeeksCard(workspace)
        self.names = NamesCard(workspace, self._ticks)
        self.left_out = LeftOutCard(workspace)
        self.stale = StartNotice(theme, self.tr("Bring in orders"), self._bring_in)
        self.stale.words.setText(
            self.tr(
                "The newest order is more than a month old. Bring in the latest orders first, so "
                "that nobody is missed who has bought since."
            )
        )
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(theme.space(2))
        self._pair.addWidget(self.rest, 1)
        self._pair.addWidget(self.weeks, 1)
        for part in (self._head(), self.stale, self.as_of, self.top1):
            column.addWidget(part)
        column.addLayout(self._pair)
        column.addWidget(self.names)
        column.addWidget(self.left_out)
        column.addStretch(1)
        self.top1.changed.connect(self._count)
        self.names.changed.connect(self._count)
        self.rest.names_asked.connect(self._toggle_names)
        self.left_out.one_medium_asked.connect(self._choose_one_medium)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._area = scrolling(inner)
        outer.addWidget(self._area, 1)
        outer.addWidget(self._make_bar())
        return whole

    def _make_bar(self) -> QWidget:
        theme, bar = self._workspace.theme, frame("sheet")
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.space(4), theme.space(), theme.space(4), theme.space())
        row.setSpacing(theme.space(2))
        self.over = label("", "warn", wrap=True)
        self.words = label("", wrap=True)
        said = QVBoxLayout()
        said.setSpacing(theme.px(2))
        said.addWidget(self.over)
        said.addWidget(self.words)
        self.begin = button("", self._begin, "primary")
        row.addLayout(said, 1)
        row.addWidget(self.begin)
        return bar

    def _make_empty(self) -> QWidget:
        theme = self._workspace.theme
        words = self.tr(
            "Bring in the order file that your cart exports. Whom to follow up, and how, is then "
            "proposed here from what each customer has bought."
        )
        card = EmptyCard(
            theme,
            self.tr("There are no orders yet"),
            words,
            self.tr("Bring in orders"),
            self._bring_in,
        )
        self.first_step = card.first_step
        return scrolling(empty_page(theme, self._head(), card))

    def _bring_in(self) -> None:
        self._workspace.go(Route("importing", "new"))

    # Looking

    def open(self, route: Route) -> None:
        """See View."""
        self.refresh()

    def refresh(self) -> None:
        """See View."""
        self._workspace.attempt(self._look)

    def route(self) -> Route:
        """See View."""
        return Route("followup", "start")

    @property
    def is_settled(self) -> bool:
        """See View."""
        return self._workspace.is_settled(self) and not self._is_starting

    def flush(self) -> bool:
        """See View."""
        for part in (self.top1, self.names.table, self.left_out):
            part.flush()
        return True

    def _look(self) -> None:
        desk, language, now = self._workspace.desk, self._workspace.language, today()
        settings, one = chosen(desk), self._ticks.one_medium

        def work() -> tuple[Look, Outlook]:
            look = cache.look(desk, settings)
            return look, month.preview(desk, look, now, language, one_medium=one)

        def show(answer: tuple[Look, Outlook]) -> None:
            self._workspace.attempt(lambda: self._show(*answer))

        self._workspace.ask_latest(self, work, show)
        self._count()

    def _show(self, look: Look, seen: Outlook) -> None:
        self._shown, self._seen = look, seen
        self._ticks.follow(seen)
        figures, texts = look.figures, self._workspace.texts
        if figures.as_of is None or not figures.orders.orders:
            self._stack.setCurrentIndex(_EMPTY)
            return
        said = self.tr(
            "Where each customer stands is taken from the orders up to {day}. The plans begin "
            "today, {today}."
        )
        self.as_of.setText(said.format(day=texts.date(figures.as_of), today=texts.date(seen.start)))
        self.stale.setVisible((seen.start - figures.as_of).days > FRESH_DAYS)
        self.top1.show_outlook(look, seen)
        self.top1.setVisible(bool(seen.top1 or seen.top1_without))
        if self.names.isVisibleTo(self):
            self.names.show_outlook(look, seen)
        self.left_out.show_left_out(look, seen.left_out, one_medium=self._ticks.one_medium)
        self._stack.setCurrentIndex(_CONTENT)
        self._count()

    def _choose_one_medium(self, on: bool) -> None:
        self._ticks.one_medium = on
        self._workspace.attempt(self._look)

    def _toggle_names(self) -> None:
        shown = not self.names.isVisibleTo(self)
        if shown and self._shown is not None and self._seen is not None:
            self.names.show_outlook(self._shown, self._seen)
        self.names.setVisible(shown)
        self._count()

    # Choosing and starting

    def _count(self) -> None:
        """Everything that follows from the ticks."""
        seen = self._seen
        if seen is None:
            return
        ticked = without(seen, self._ticks.left(seen))
        n = len(ticked.proposals)
        self.rest.show_outlook(seen, ticked, names=self.names.isVisibleTo(self))
        self.rest.setVisible(bool(seen.proposals))
        self.weeks.show_outlook(ticked)
        self._say_over(ticked)
        self.words.setText(self._reason(seen, ticked))
        text = self.tr("Start {n} follow-ups").format(n=f"{n:,}")
        self.begin.setText(text)
        self.begin.setAccessibleName(text)
        self.begin.setAccessibleDescription(self.words.text())
        self.begin.setEnabled(n > 0 and self.is_settled)

    def _say_over(self, ticked: Outlook) -> None:
        """Beside the button: more than the shop can do would be begun."""
        weeks = sum(ticked.over(week) for week in ticked.weeks)
        said = self.tr("{n} weeks would hold more calls or handwritten cards than your limits.")
        self.over.setText(said.format(n=f"{weeks:,}"))
        self.over.setVisible(weeks > 0 and bool(ticked.proposals))

    def _reason(self, seen: Outlook, ticked: Outlook) -> str:
        """What the button would do, or why it can't."""
        waiting = len(seen.top1) - len(ticked.top1)
        if self._is_starting:
            return self.tr("The follow-ups are being started…")
        if not self.is_settled:
            return self.tr("The plans are being drafted…")
        if not seen.proposals:
            return self.tr("Today there is nobody to begin with. Why is said line by line above.")
        if not ticked.proposals:
            return self.tr("Tick somebody to begin with.")
        if waiting:
            said = self.tr("{n} of the TOP1% are not ticked yet; they can be started later, too.")
            return said.format(n=f"{waiting:,}")
        return self.tr("One undo takes the whole start back.")

    def _begin(self) -> None:
        workspace, seen = self._workspace, self._seen
        if seen is None or not self.is_settled:
            return
        if seen.start != today():
            # Midnight has passed since: what was looked at is not what would be made.
            self.refresh()
            return
        left = self._ticks.left(seen)
        self._is_starting = True
        self._count()
        workspace.perform_long(
            self,
            self.tr("The follow-ups are being started…"),
            lambda: month.starting_of(workspace.desk, seen, left),
            self._say_begun,
        )

    def _say_begun(self, edit: FollowupEdit | None) -> None:
        self._is_starting = False
        if edit is None:
            self.refresh()
            return
        plans = [plan for _, plan in edit.plans if plan is not None]
        workspace = self._workspace
        workspace.drafts[BEGUN] = begun(plans, workspace.texts)
        workspace.go(Route("followup", first_bucket(plans, today()).value))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._workspace.theme.px(NARROW)
        ways = QBoxLayout.Direction
        self._pair.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
