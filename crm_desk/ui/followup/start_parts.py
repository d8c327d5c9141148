"""What a start would mean, in short: work a week, plans by template, and who is left out."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desk.desk.analysis.look import Look
from crm_desk.desk.money import money_of
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.starting import LeftOut, LeftOutReason, Outlook, Week
from crm_desk.ui.common.widgets import Card, button, clear_layout, label, rule
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.followup.start_people import PeopleColumns, PeopleTable
from crm_desk.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_BAR_WIDTH, _BAR_HEIGHT = 24, 10


class LoadBar(QWidget):
    """A small bar; what it says stands beside it in words."""

    def __init__(self, theme: Theme, value: int, full: int, *, over: bool = False) -> None:
        super().__init__()
        self._theme, self._over = theme, over
        self._share = min(1.0, value / full) if full else 0.0
        self.setMinimumWidth(theme.px(_BAR_WIDTH))
        self.setFixedHeight(theme.px(_BAR_HEIGHT))

    def paintEvent(self, _event: "QPaintEvent") -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius, box = self.height() / 2, QRectF(self.rect())
        filled = QRectF(box)
        # Whatever is there is seen, however little.
        filled.setWidth(max(box.width() * self._share, box.height() if self._share else 0.0))
        for area, token in ((box, "track"), (filled, "warn" if self._over else "accent")):
            painter.setPen(theme.qcolour(token))
            painter.setBrush(theme.qcolour(token))
            if area.width() > 1:
                painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class StartNotice(QFrame):
    """One line that deserves attention, with a way; hidden until it is shown."""

    def __init__(self, theme: Theme, way: str, run: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("surface", "notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(1.75), theme.px(6), theme.px(6), theme.px(6))
        self.words = label("", wrap=True)
        self.way = button(way, run, "link")
        row.addWidget(self.words, 1)
        row.addWidget(self.way)
        self.hide()


class WeeksCard(Card):
    """Calls and handwritten cards a week beside what the shop can do, and the postage."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.theme)
        self._workspace = workspace
        self._money = money_of(workspace.desk)
        self.body.addWidget(label(self.tr("Work a week"), "heading", wrap=True))
        self._line = label("", "soft", wrap=True)
        self.body.addWidget(self._line)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(workspace.theme.space(1.5))
        self._grid.setVerticalSpacing(workspace.theme.px(10))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self.body.addLayout(self._grid)
        self.warning = label("", "warn", wrap=True)
        self.body.addWidget(self.warning)
        self.body.addWidget(rule())
        self.postage = label("", wrap=True)
        self.body.addWidget(self.postage)
        self.body.addStretch(1)

    def show_outlook(self, seen: Outlook) -> None:
        """Show the work of a start, that of open plans included."""
        clear_layout(self._grid)
        limits, money = seen.limits, self._money
        line = self.tr(
            "With the plans that are open. Your limits a week: calls {calls}, handwritten cards "
            "{cards}."
        )
        if not seen.weeks:
            line = self.tr("No calls and no handwritten cards.")
        self._line.setText(line.format(calls=limits.calls, cards=limits.cards))
        for row, week in enumerate(seen.weeks):
            self._add_week(row, week, seen)
        over = [self._over(week, seen) for week in seen.weeks if seen.over(week)]
        self.warning.setText("\n".join(over))
        self.warning.setVisible(bool(over))
        postage = self.tr(
            "Postage of the new plans: about {amount} ({card} a card, {letter} a letter)."
        )
        prices = {"card": limits.card_price, "letter": limits.letter_price, "amount": seen.postage}
        shown = {name: money.text(price) for name, price in prices.items()}
        self.postage.setText(postage.format(**shown))

    def _add_week(self, row: int, week: Week, seen: Outlook) -> None:
        grid, theme, limits = self._grid, self._workspace.theme, seen.limits
        day = wording.month_day(week.monday, self._workspace.texts)
        grid.addWidget(label(self.tr("Week of {day}").format(day=day)), row, 0)
        for column, count, cap, said in (
            (1, week.calls, limits.calls, self.tr("{n} calls")),
            (3, week.cards, limits.cards, self.tr("{n} cards")),
        ):
            over = count > cap
            grid.addWidget(LoadBar(theme, count, max(cap, 1), over=over), row, column)
            role = "warn" if over else "body" if count else "soft"
            grid.addWidget(label(said.format(n=count), role), row, column + 1)

    def _over(self, week: Week, seen: Outlook) -> str:
        texts, limits, found = self._workspace.texts, seen.limits, []
        if week.calls > limits.calls:
            found.append(self.tr("{n} calls").format(n=week.calls - limits.calls))
        if week.cards > limits.cards:
            found.append(self.tr("{n} cards").format(n=week.cards - limits.cards))
        said = self.tr("Week of {day}: over your limits by {what}.")
        what = texts("result.separator").join(found)
        return said.format(day=wording.month_day(week.monday, texts), what=what)


class TemplateCounts(QWidget):
    """How many plans would be made from each template."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(workspace.theme.space(1.5))
        self._grid.setVerticalSpacing(workspace.theme.px(6))
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)

    def show_outlook(self, seen: Outlook) -> None:
        """Show them, the most first."""
        clear_layout(self._grid)
        names: dict[str, str] = {}
        counts: dict[str, int] = {}
        for proposal in seen.proposals:
            template = proposal.template
            names[template.id] = template.name
            counts[template.id] = counts.get(template.id, 0) + 1
        most = max(counts.values(), default=0)
        found = sorted(counts.items(), key=lambda each: (-each[1], names[each[0]]))
        for row, (id_, count) in enumerate(found):
            self._grid.addWidget(label(names[id_], wrap=True), row, 0)
            self._grid.addWidget(LoadBar(self._workspace.theme, count, most), row, 1)
            number = label(self.tr("{n} plans").format(n=f"{count:,}"))
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(number, row, 2)


class LeftOutCard(Card):
    """One line a reason; a click unfolds the people."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.theme)
        self._workspace = workspace
        self._look: Look | None = None
        self._found: dict[LeftOutReason, list[LeftOut]] = {}
        self._open: set[LeftOutReason] = set()
        self._tables: dict[LeftOutReason, PeopleTable] = {}
        self.ways: dict[LeftOutReason, QPushButton] = {}
        self._title = label("", "heading", wrap=True)
        self.body.addWidget(self._title)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(workspace.theme.space())
        self.body.addLayout(self._lines)

    def show_left_out(self, look: Look, left_out: Sequence[LeftOut]) -> None:
        """Replace them."""
        self._look, self._found = look, {}
        for each in left_out:
            self._found.setdefault(each.reason, []).append(each)
        self._open &= self._found.keys()
        title = self.tr("{n} people get no new plan")
        self._title.setText(title.format(n=f"{len(left_out):,}"))
        self.setVisible(bool(left_out))
        self._draw()

    def _draw(self) -> None:
        clear_layout(self._lines)
        self._tables, self.ways = {}, {}
        for place, reason in enumerate(r for r in LeftOutReason if r in self._found):
            if place:
                self._lines.addWidget(rule())
            self._lines.addWidget(self._line(reason))

    def _line(self, reason: LeftOutReason) -> QWidget:
        theme, whole = self._workspace.theme, QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        row = QHBoxLayout()
        said = self._workspace.texts(f"followup.left_out_{reason.value}")
        name = self.tr("{reason}: {n}")
        name = name.format(reason=said, n=f"{len(self._found[reason]):,}")
        row.addWidget(label(name, "strong", wrap=True), 1)
        way = button("", partial(self._toggle, reason), "link")
        way.setAccessibleDescription(name)
        row.addWidget(way)
        self.ways[reason] = way
        column.addLayout(row)
        column.addWidget(label(self._explained(reason), "soft", wrap=True))
        self._unfold(reason, column)
        return whole

    def _unfold(self, reason: LeftOutReason, column: QVBoxLayout) -> None:
        is_open = reason in self._open
        words_ = self.tr("Close") if is_open else self.tr("Show the names")
        self.ways[reason].setText(words_)
        self.ways[reason].setAccessibleName(words_)
        if is_open and self._look is not None:
            workspace = self._workspace
            said = workspace.texts(f"followup.left_out_{reason.value}")
            columns = PeopleColumns().left_out(workspace.texts, money_of(workspace.desk))
            table = PeopleTable(workspace, "followup_left_out", said, columns)
            table.show_people(self._look, self._found[reason])
            self._tables[reason] = table
            column.addWidget(table)

    def _toggle(self, reason: LeftOutReason) -> None:
        self._open ^= {reason}
        self._draw()
        self.ways[reason].setFocus()

    def table(self, reason: LeftOutReason) -> PeopleTable:
        """The table of an unfolded line."""
        return self._tables[reason]

    def flush(self) -> None:
        """Keep what was chosen of the columns."""
        for table in self._tables.values():
            table.flush()

    def _explained(self, reason: LeftOutReason) -> str:
        return {
            LeftOutReason.NO_CONTACT: self.tr("They asked not to be contacted."),
            LeftOutReason.PERHAPS_NO_CONTACT: self.tr(
                "They may be somebody who asked not to be contacted. Answer it on the customer's "
                "page."
            ),
            LeftOutReason.OPEN_COMPLAINT: self.tr(
                "They wait for an answer. Once the case is closed they are proposed again."
            ),
            LeftOutReason.OPEN_PLAN: self.tr("Their plan goes on; a customer has one at a time."),
            LeftOutReason.SUBSCRIBED: self.tr(
                "Their regular parcel is the approach. The matrix can say otherwise."
            ),
            LeftOutReason.NO_TEMPLATE: self.tr(
                "The matrix has no template where they stand: they get the yearly letter."
            ),
            LeftOutReason.KNOWN_CELL: self.tr(
                "Their last plan came from where they still stand; they are proposed again when "
                "they move or when its three months are over."
            ),
            LeftOutReason.RECENT: self.tr("An approach within 30 days is still fresh."),
            LeftOutReason.NO_SECOND_MEDIUM: self.tr(
                "What is missing is said beside each name. With an address, a telephone number "
                "or a consent they can get a plan."
            ),
            LeftOutReason.BLOCKED: self.tr(
                "A step of their template can't be made. Another template may fit."
            ),
            LeftOutReason.CAP: self.tr("With a plan they would be approached too often."),
        }[reason]
