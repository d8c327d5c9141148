"""The work of each week: one bar for all approaches, calls and cards beside their caps."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from crm_desk.domain.followup import wording
from crm_desk.domain.followup.starting import Outlook
from crm_desk.domain.followup.workload import Week
from crm_desk.ui.common.widgets import clear_layout, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_BAR_WIDTH, _BAR_HEIGHT = 24, 10
_NAMED = 3
"""So many weeks over the caps are named one by one."""


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


class WeekLoad(QWidget):
    """One line a week, and in words what is more than the shop can do."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        self.line = label("", "soft", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space())
        self._grid.setVerticalSpacing(theme.px(8))
        self._grid.setColumnStretch(1, 1)
        self.warning = label("", "warn", wrap=True)
        column.addWidget(self.line)
        column.addLayout(self._grid)
        column.addWidget(self.warning)

    def show_outlook(self, seen: Outlook) -> None:
        """Show the work of a start, that of open plans included."""
        clear_layout(self._grid)
        limits = seen.limits
        line = self.tr(
            "With the plans that are open. Your limits a week: calls {calls}, handwritten cards "
            "{cards}."
        )
        self.line.setText(line.format(calls=limits.calls, cards=limits.cards))
        most = max((week.approaches for week in seen.weeks), default=0)
        for row, week in enumerate(seen.weeks):
            self._add_week(row, week, most, seen)
        over = [week for week in seen.weeks if seen.over(week)]
        self.warning.setText(self._over(over, seen))
        self.warning.setVisible(bool(over))

    def _add_week(self, row: int, week: Week, most: int, seen: Outlook) -> None:
        grid, limits = self._grid, seen.limits
        bar = LoadBar(self._workspace.theme, week.approaches, most, over=seen.over(week))
        grid.addWidget(label(self.tr("Week of {day}").format(day=self._day(week))), row, 0)
        grid.addWidget(bar, row, 1)
        whole = label(self.tr("all {n}").format(n=f"{week.approaches:,}"))
        grid.addWidget(whole, row, 2, Qt.AlignmentFlag.AlignRight)
        for column, count, cap, said in (
            (3, week.calls, limits.calls, self.tr("calls {n}/{cap}")),
            (4, week.cards, limits.cards, self.tr("cards {n}/{cap}")),
        ):
            role = "warn" if count > cap else "body" if count else "soft"
            text = label(said.format(n=f"{count:,}", cap=f"{cap:,}"), role)
            grid.addWidget(text, row, column, Qt.AlignmentFlag.AlignRight)

    def _day(self, week: Week) -> str:
        return wording.short_month_day(week.monday, self._workspace.texts)

    def _over(self, weeks: list[Week], seen: Outlook) -> str:
        if len(weeks) <= _NAMED:
            return "\n".join(self._over_in(week, seen) for week in weeks)
        calls = max(week.calls - seen.limits.calls for week in weeks)
        cards = max(week.cards - seen.limits.cards for week in weeks)
        said = self.tr("{n} weeks are over your limits, by {what} at most.")
        return said.format(n=len(weeks), what=self._counted(calls, cards))

    def _over_in(self, week: Week, seen: Outlook) -> str:
        limits = seen.limits
        what = self._counted(week.calls - limits.calls, week.cards - limits.cards)
        said = self.tr("Week of {day}: over your limits by {what}.")
        return said.format(day=self._day(week), what=what)

    def _counted(self, calls: int, cards: int) -> str:
        found = []
        if calls > 0:
            found.append(self.tr("{n} calls").format(n=f"{calls:,}"))
        if cards > 0:
            found.append(self.tr("{n} cards").format(n=f"{cards:,}"))
        return self._workspace.texts("result.separator").join(found)
