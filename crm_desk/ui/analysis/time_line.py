"""One customer along the time: purchases by their amounts, and above them what was said."""

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
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desk.desk.analysis.customer_standing import TimedPurchase
from crm_desk.desk.timeline_rows import RowMark, TimelineRow
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.signs import draw_sign
from crm_desk.ui.theme import Theme

_HEIGHT, _SMALLEST, _LARGEST = 60, 3.5, 9.0
_SIGNS, _SIGN = 20, 4.5
"""Height of the row of signs, and half the size of one, at 100 %."""
_SAID = 20
"""Purchases that the description names."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class TimeLine(QWidget):
    """From the first purchase to the as-of date. Arrows go from one to the next."""

    def __init__(self, theme: Theme, texts: Texts, money: Money) -> None:
        super().__init__()
        self._theme, self._texts, self._money = theme, texts, money
        self._purchases: Sequence[TimedPurchase] = ()
        self._signs: Sequence[TimelineRow] = ()
        self._centres: list[QPointF] | None = None
        self._drawn: list[tuple[QPointF, float, bool]] | None = None
        self._largest = 0
        self._end: date | None = None
        self._at = self._over = -1
        self.setAccessibleName(self.tr("Purchases along the time"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_purchases(
        self,
        purchases: Sequence[TimedPurchase],
        as_of: date | None,
        signs: Sequence[TimelineRow] = (),
    ) -> None:
        """Replace them; without any there is nothing to see.

        Args:
            signs: approaches and entries, drawn above the purchases.
        """
        self._at = self._over = -1
        self._purchases = purchases
        self._largest = max((each.amount for each in purchases), default=0)
        first = purchases[0].day if purchases else None
        self._signs = [sign for sign in signs if first is not None and sign.day >= first]
        days = [each.day for each in purchases] + [sign.day for sign in self._signs]
        self._end = max([*days, as_of or days[-1]]) if days else None
        self._centres = self._drawn = None
        self.setAccessibleDescription(self._description())
        self.setVisible(bool(purchases))
        self.updateGeometry()
        self.update()

    def clear(self, *, keeps_room: bool) -> None:
        """Nothing is drawn; the room is kept where something will be."""
        self.show_purchases((), None)
        self.setVisible(keeps_room)

    def _description(self) -> str:
        """The newest of them; the time line below has every one as a row."""
        said = [self.words(each) for each in self._purchases[-_SAID:]]
        return "\n".join(reversed(said))

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
        height = _HEIGHT + (_SIGNS if self._signs else 0)
        return QSize(self._theme.px(240), self._theme.px(height))

    def centres(self) -> list[QPointF]:
        """Of the dots, oldest first; worked out once for a size."""
        if self._centres is None:
            y = self._baseline()
            self._centres = [QPointF(self._x(each.day), y) for each in self._purchases]
        return self._centres

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._centres = self._drawn = None

    def _baseline(self) -> float:
        return self.height() - self._theme.px(26)

    def _x(self, day: date) -> float:
        room = self._theme.px(_LARGEST + 1)
        first = self._purchases[0].day
        whole = max((self._end - first).days, 1) if self._end else 1
        return room + (self.width() - 2 * room) * (day - first).days / whole

    def _radius(self, purchase: TimedPurchase) -> float:
        # The area, not the width, is what the eye compares.
        share = (purchase.amount / self._largest) ** 0.5 if self._largest > 0 else 0
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
        self._draw_dots(painter)
        self._draw_signs(painter)
        self._draw_pointed(painter)

    def _draw_dots(self, painter: QPainter) -> None:
        """A dot that covers an earlier one whole is drawn in its place: thousands lie alike."""
        theme = self._theme
        once, again = theme.qcolour("chart_top20"), theme.qcolour("chart_two_three")
        painter.setPen(QPen(theme.qcolour("chart_edge"), 1))
        for centre, radius, subscription in self._dots():
            painter.setBrush(again if subscription else once)
            painter.drawEllipse(centre, radius, radius)

    def _dots(self) -> list[tuple[QPointF, float, bool]]:
        """Centre, radius, subscription of the dots that are seen; worked out once for a size."""
        if self._drawn is None:
            seen: dict[tuple[int, int], tuple[QPointF, float, bool]] = {}
            for purchase, centre in zip(self._purchases, self.centres(), strict=True):
                radius = self._radius(purchase)
                place = round(centre.x() * 2), round(radius * 2)
                # Taken out and put again: the later one lies on top.
                seen.pop(place, None)
                seen[place] = centre, radius, purchase.subscription
            self._drawn = list(seen.values())
        return self._drawn

    def _draw_signs(self, painter: QPainter) -> None:
        y = self._baseline() - self._theme.px(_LARGEST + _SIGNS / 2)
        drawn: dict[tuple[int, RowMark], QPointF] = {}
        for sign in self._signs:
            centre = QPointF(self._x(sign.day), y)
            drawn[round(centre.x()), sign.mark] = centre
        # A complaint is seen, whatever else was on that day.
        for (_, mark), centre in sorted(drawn.items(), key=lambda d: d[0][1] is RowMark.COMPLAINT):
            draw_sign(painter, self._theme, centre, mark, self._theme.px(_SIGN))

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
