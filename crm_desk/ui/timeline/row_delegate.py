"""How a row of the time line is drawn: day, mark, what it is, words, figure."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from crm_desk.desk.timeline_rows import RowGroup, RowMark, TimelineRow
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.icons import icon
from crm_desk.ui.common.signs import draw_sign
from crm_desk.ui.theme import Theme
from crm_desk.ui.timeline.model import Index, TimelineModel

_GAP, _MARK, _ICON = 8, 22, 14
_WIDE = 480
"""From this width on, at 100 %, the titles have a column of their own."""
_TOLD_BY_MARK = (RowMark.PURCHASE, RowMark.VOID, RowMark.APPROACH)
"""These marks need no title where there is little room."""
_LEAST_WORDS = 120
"""Of the words at 100 %; a figure or a state gives way before them."""


class RowDelegate(QStyledItemDelegate):
    """Draws headings and rows; everything is elided in its own place, nothing is drawn over."""

    def __init__(self, theme: Theme, texts: Texts, model: TimelineModel, view: QTableView) -> None:
        super().__init__(view)
        self._theme, self._texts, self._model = theme, texts, model
        self._plain, self._bold = theme.font(), theme.font(bold=True)
        self._small = theme.font("small")
        self.measure()

    def measure(self) -> None:
        """How wide the columns have to be, by what is written in them."""
        small, texts = QFontMetrics(self._small), self._texts
        titles = [s for key, s in texts.sentences.items() if key in _TITLES]
        widest = max(map(small.horizontalAdvance, titles), default=0)
        self._title_width = min(widest, self._theme.px(110)) + self._theme.px(_GAP)
        self._day_width = small.horizontalAdvance("00/00 ")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = self._model.item(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(item, TimelineRow):
            self._draw_row(painter, option, item)
        elif item is not None:
            self._draw_heading(painter, option.rect, item)
        painter.restore()

    def _draw_heading(self, painter: QPainter, area: QRect, words: str) -> None:
        painter.setFont(self._small)
        painter.setPen(self._theme.qcolour("soft"))
        area = area.adjusted(self._theme.px(_GAP), 0, 0, -self._theme.px(5))
        sides = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(area, sides, words)

    def _draw_row(self, painter: QPainter, option: QStyleOptionViewItem, row: TimelineRow) -> None:
        theme, area = self._theme, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.qcolour("accent_pale"))
        painter.setPen(QPen(theme.qcolour("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        gap = theme.px(_GAP)
        inner = area.adjusted(gap, 0, -gap, 0)
        left = inner.left()
        day = QRect(left, area.top(), self._day_width, area.height())
        said = f"{row.day.month}/{row.day.day:02}"
        self._text(painter, day, said, self._small, "soft", Qt.AlignmentFlag.AlignRight)
        left = day.right() + gap
        mark = QRect(left, area.top(), theme.px(_MARK), area.height())
        draw_mark(painter, theme, QRectF(mark), row)
        left = mark.right() + gap
        if area.width() >= theme.px(_WIDE):
            title = QRect(left, area.top(), self._title_width, area.height())
            self._text(painter, title, row.title, self._small, "soft")
            left = title.right() + gap
        elif row.mark not in _TOLD_BY_MARK:
            width = QFontMetrics(self._small).horizontalAdvance(row.title) + theme.px(2)
            title = QRect(left, area.top(), width, area.height())
            self._text(painter, title, row.title, self._small, "soft")
            left = title.right() + gap
        rest = QRect(left, area.top(), 0, area.height())
        rest.setRight(inner.right())
        self._draw_words(painter, rest, row)

    def _draw_words(self, painter: QPainter, area: QRect, row: TimelineRow) -> None:
        """The figure at the right, before it the words with what is to be noticed behind them."""
        theme = self._theme
        void = row.mark is RowMark.VOID
        if row.figure:
            width = QFontMetrics(self._plain).horizontalAdvance(row.figure) + theme.px(2)
            figure = QRect(area.right() - width, area.top(), width, area.height())
            font = QFont(self._plain)
            font.setStrikeOut(void)
            right = Qt.AlignmentFlag.AlignRight
            self._text(painter, figure, row.figure, font, "soft" if void else "ink", right)
            area = area.adjusted(0, 0, -width - theme.px(_GAP), 0)
        tail = [(row.state, _state_colour(row)), (self._model.name_of(row), "soft")]
        words = " ".join(row.words.split())
        metrics, small = QFontMetrics(self._plain), QFontMetrics(self._small)
        wanted = metrics.horizontalAdvance(words) + theme.px(2)
        beside = sum(small.horizontalAdvance(t) + theme.px(_GAP) for t, _ in tail if t)
        room = max(area.width() - beside, min(theme.px(_LEAST_WORDS), area.width()))
        place = QRect(area.left(), area.top(), min(wanted, room), area.height())
        self._text(painter, place, words, self._plain, "soft" if void else "ink")
        left = place.right() + theme.px(_GAP)
        for text, colour in tail:
            if text and left < area.right():
                width = min(small.horizontalAdvance(text) + theme.px(2), area.right() - left)
                its = QRect(left, area.top(), width, area.height())
                self._text(painter, its, text, self._small, colour)
                left += width + theme.px(_GAP)

    def _text(
        self,
        painter: QPainter,
        area: QRect,
        words: str,
        font: QFont,
        colour: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.qcolour(colour))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)


def _state_colour(row: TimelineRow) -> str:
    """What is done with is no warning any more."""
    is_closed = row.group is RowGroup.INQUIRY and not row.is_waiting
    return "soft" if is_closed else "warn"


_KINDS = ("inquiry", "complaint", "request", "praise", "note")
_TITLES = frozenset(
    (
        *(f"time_line.{name}" for name in ("purchase", "approach", "plan", "export", "consent")),
        *(f"cases.kind_{kind}" for kind in _KINDS),
    )
)
"""What may stand as a title."""


def draw_mark(painter: QPainter, theme: Theme, area: QRectF, row: TimelineRow) -> None:
    """The picture before a row; what it means stands beside it in words."""
    centre = area.center()
    if row.medium:
        size = theme.px(_ICON)
        picture = icon(f"medium-{row.medium}", theme.colour("accent"), size).pixmap(size, size)
        painter.drawPixmap(QPointF(centre.x() - size / 2, centre.y() - size / 2), picture)
        return
    if row.mark in (RowMark.COMPLAINT, RowMark.ENTRY):
        draw_sign(painter, theme, centre, row.mark, theme.px(6))
        return
    filled = row.mark is RowMark.PURCHASE
    colour = theme.qcolour("accent" if row.mark is RowMark.PURCHASE else "edge")
    painter.setPen(QPen(colour, theme.px(2)))
    painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
    size = theme.px(4)
    if row.mark in (RowMark.PURCHASE, RowMark.VOID):
        painter.drawEllipse(centre, size, size)
    else:
        painter.drawLine(centre - QPointF(size, 0), centre + QPointF(size, 0))
