"""One customer's purchases along the time, the larger the amount the larger the dot."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desk.desk.analysis.customer_standing import TimedPurchase
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts
from crm_desk.ui.theme import Theme

_HEIGHT, _SMALLEST, _LARGEST = 74, 3.5, 9.0
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class TimeLine(QWidget):
    """From the first purchase to the as-of date. Arrows go from one to the next."""

    def __init__(self, theme: Theme, texts: Texts, money: Money) -> None:
        super().__init__()
        self._theme, self._texts, self._money = theme, texts, money
        self._purchases: Sequence[TimedPurchase] = ()
        self._end: date | None = None
        self._at = self._over = -1
        self.setAccessibleName(self.tr("Purchases along the time"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_purchases(self, purchases: Sequence[TimedPurchase], as_of: date | None) -> None:
        """Replace them; without any there is nothing to see."""
        self._purchases, self._at, self._over = purchases, -1, -1
        days = [each.day for each in purchases]
        self._end = max([*days, as_of or days[-1]]) if days else None
        self.setAccessibleDescription("\n".join(map(self.words, purchases)))
        self.setVisible(bool(purchases))
        self.update()

    def words(self, purchase: TimedPurchase) -> str:
        """Day and amount of one."""
        said = f"{self._texts.date(purchase.day)}  {self._money.text(purchase.amount)}"
        kind = self.tr("subscription")
        return f"{said}  {kind}" if purchase.subscription else said

    @property
    def shown_words(self) -> str:
        """What is said of the purchase pointed at, or of the one where the keys are."""
        place = self._pointed()
        return self.words(self._purchases[place]) if place >= 0 else ""

    def _pointed(self) -> int:
        if self._over >= 0:
            return self._over
        return self._at if self.hasFocus() else -1

    # Places

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(_HEIGHT))

    def centres(self) -> list[QPointF]:
        """Of the dots, oldest first."""
        return [QPointF(self._x(each.day), self._baseline()) for each in self._purchases]

    def _baseline(self) -> float:
        return self.height() - self._theme.px(26)

    def _x(self, day: date) -> float:
        room = self._theme.px(_LARGEST + 1)
        first = self._purchases[0].day
        whole = max((self._end - first).days, 1) if self._end else 1
        return room + (self.width() - 2 * room) * (day - first).days / whole

    def _radius(self, purchase: TimedPurchase) -> float:
        largest = max(each.amount for each in self._purchases)
        # The area, not the width, is what the eye compares.
        share = (purchase.amount / largest) ** 0.5 if largest > 0 else 0
        return self._theme.px(_LARGEST) * max(share, _SMALLEST / _LARGEST)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._purchases or self._end is None:
            return
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        y, first = self._baseline(), self._purchases[0].day
        painter.setPen(QPen(theme.qcolour("edge"), theme.px(1)))
        painter.drawLine(QPointF(self._x(first), y), QPointF(self._x(self._end), y))
        self._draw_years(painter)
        for purchase, centre in zip(self._purchases, self.centres(), strict=True):
            painter.setPen(QPen(theme.qcolour("chart_edge"), 1))
            fill = "chart_two_three" if purchase.subscription else "chart_top20"
            painter.setBrush(theme.qcolour(fill))
            radius = self._radius(purchase)
            painter.drawEllipse(centre, radius, radius)
        self._draw_pointed(painter)

    def _draw_years(self, painter: QPainter) -> None:
        """The ends, and the first of January between them where there is room for the year."""
        theme, y = self._theme, self._baseline()
        painter.setPen(theme.qcolour("soft"))
        if self._end is None:
            return
        first, last = self._purchases[0].day, self._end
        taken = [self._word(painter, self._texts.date(first), 0.0)]
        if last > first:
            metrics = QFontMetricsF(painter.font())
            width = metrics.horizontalAdvance(self._texts.date(last))
            taken.append(self._word(painter, self._texts.date(last), self.width() - width))
        for year in range(first.year + 1, last.year + 1):
            x = self._x(date(year, 1, 1))
            painter.drawLine(QPointF(x, y - theme.px(3)), QPointF(x, y + theme.px(3)))
            metrics = QFontMetricsF(painter.font())
            width = metrics.horizontalAdvance(str(year))
            area = QRectF(x - width / 2, 0, width, 1)
            room = area.adjusted(-theme.space(), 0, theme.space(), 0)
            if not any(room.left() < end and room.right() > start for start, end in taken):
                taken.append(self._word(painter, str(year), area.left()))

    def _word(self, painter: QPainter, word: str, left: float) -> tuple[float, float]:
        """Draw below the line; returns from where to where."""
        metrics, top = QFontMetricsF(painter.font()), self._baseline() + self._theme.px(10)
        painter.drawText(QPointF(left, top + metrics.ascent() - self._theme.px(2)), word)
        return left, left + metrics.horizontalAdvance(word)

    def _draw_pointed(self, painter: QPainter) -> None:
        place, theme = self._pointed(), self._theme
        if place < 0:
            return
        centre, metrics = self.centres()[place], QFontMetricsF(painter.font())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.qcolour("ink"), theme.px(2)))
        radius = self._radius(self._purchases[place]) + theme.px(2)
        painter.drawEllipse(centre, radius, radius)
        width = metrics.horizontalAdvance(self.shown_words)
        left = min(max(centre.x() - width / 2, 0), max(self.width() - width, 0))
        painter.setPen(theme.qcolour("ink"))
        painter.drawText(QPointF(left, metrics.ascent() + theme.px(2)), self.shown_words)

    # Pointer and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        # The nearest one: many lie close together.
        far = self._theme.px(2 * _LARGEST)
        reach = [(abs(c.x() - event.position().x()), n) for n, c in enumerate(self.centres())]
        distance, place = min(reach, default=(far + 1, -1))
        self._hover(place if distance <= far else -1)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, place: int) -> None:
        if place != self._over:
            self._over = place
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or not self._purchases:
            super().keyPressEvent(event)
            return
        self._at = min(max(self._at + step, 0), len(self._purchases) - 1)
        self._over = -1
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._at < 0:
            self._at = len(self._purchases) - 1
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
