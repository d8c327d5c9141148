"""How the worklist paints its cells: two lines, three dots, a button."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desk.domain.contacts.media import Medium
from crm_desk.domain.followup.plan import APPROACHES
from crm_desk.domain.followup.standing import Bucket, Standing
from crm_desk.ui.common.icons import icon
from crm_desk.ui.common.tables import Index, Table
from crm_desk.ui.theme import Theme

STANDING_ROLE = Qt.ItemDataRole.UserRole
"""The `Standing` of a row, for the dots."""
OPEN_ROLE = Qt.ItemDataRole.UserRole + 1
"""Whether there is something to check off."""
NOTED_ROLE = Qt.ItemDataRole.UserRole + 2
"""Whether the customer has a note or a mark."""
_DOT, _GAP, _ICON = 12, 6, 18


class _Cell(QStyledItemDelegate):
    """A cell whose ground is the table's own and whose content is painted here."""

    def __init__(self, theme: Theme, table: Table) -> None:
        super().__init__(table)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        # Qt would put all lines into one; the text is asked for as it is.
        text, option.text = str(index.data() or ""), ""
        style = QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, option.rect, text, index)
        painter.restore()

    def draw(self, painter: QPainter, area: QRect, text: str, index: Index) -> None:
        """Paint the content."""
        raise NotImplementedError


class TwoLines(_Cell):
    """The first line is what counts, what follows stands softly below it."""

    def draw(self, painter: QPainter, area: QRect, text: str, index: Index) -> None:
        theme = self._theme
        inner = area.adjusted(theme.space(), theme.px(5), -theme.px(4), -theme.px(5))
        lines = text.split("\n")
        height = inner.height() // max(len(lines), 1)
        for number, line in enumerate(lines):
            first = number == 0
            painter.setFont(theme.font("body" if first else "small", bold=first))
            painter.setPen(theme.qcolour("ink" if first else "soft"))
            shown = painter.fontMetrics().elidedText(
                line, Qt.TextElideMode.ElideRight, inner.width()
            )
            place = QRect(inner.left(), inner.top() + number * height, inner.width(), height)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)


class NamedLines(TwoLines):
    """Two lines; a sign at the right tells that there is a note or a mark, its tool tip which."""

    def draw(self, painter: QPainter, area: QRect, text: str, index: Index) -> None:
        theme, size = self._theme, self._theme.px(_ICON)
        if index.data(NOTED_ROLE):
            picture = icon("note", theme.colour("warn"), size).pixmap(size, size)
            left, top = area.right() - size - theme.px(4), area.top() + theme.px(6)
            painter.drawPixmap(left, top, picture)
            area = area.adjusted(0, 0, -size - theme.px(2), 0)
        super().draw(painter, area, text, index)


class MediaIcons(_Cell):
    """The media of the approaches made: as pictures, and in words below."""

    def draw(self, painter: QPainter, area: QRect, text: str, index: Index) -> None:
        theme = self._theme
        inner = area.adjusted(theme.space(), theme.px(5), -theme.px(4), -theme.px(5))
        found = index.data(STANDING_ROLE)
        media = media_in(found) if isinstance(found, Standing) else []
        painter.setFont(theme.font("small"))
        painter.setPen(theme.qcolour("soft"))
        sides = Qt.AlignmentFlag
        if not media:
            painter.drawText(inner, sides.AlignVCenter, text)
            return
        size = theme.px(_ICON)
        for number, medium in enumerate(media):
            picture = icon(f"medium-{medium.value}", theme.colour("ink"), size).pixmap(size, size)
            painter.drawPixmap(
                inner.left() + number * (size + theme.px(_GAP)), inner.top(), picture
            )
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, sides.AlignBottom, shown)


def media_in(standing: Standing) -> list[Medium]:
    """The media of the approaches that count, in the order in which they were used."""
    return list(dict.fromkeys(each.way.medium for each in standing.counted))


class Dots(_Cell):
    """Three dots: made, due now, still missing. The cell's text says the same."""

    def draw(self, painter: QPainter, area: QRect, text: str, index: Index) -> None:
        found = index.data(STANDING_ROLE)
        if isinstance(found, Standing):
            paint_dots(painter, self._theme, QRectF(area), found)


def paint_dots(painter: QPainter, theme: Theme, area: QRectF, standing: Standing) -> None:
    """The dots of a plan, from the left of an area."""
    done = min(len(standing.counted), APPROACHES)
    due = standing.bucket in (Bucket.LATE, Bucket.TODAY)
    size = theme.px(_DOT)
    x = area.left() + theme.space() + size / 2
    for number in range(APPROACHES):
        centre = QPointF(x + number * (size + theme.px(_GAP)), area.center().y())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if number < done:
            painter.setBrush(theme.qcolour("accent"))
            painter.setPen(QPen(theme.qcolour("accent"), theme.px(2)))
        elif number == done and due:
            painter.setPen(QPen(theme.qcolour("warn"), theme.px(3)))
        else:
            painter.setPen(QPen(theme.qcolour("edge"), theme.px(2)))
        radius = size / 2 - theme.px(1)
        painter.drawEllipse(centre, radius, radius)
        if number < done:
            _tick(painter, theme, centre, radius)


def _tick(painter: QPainter, theme: Theme, centre: QPointF, radius: float) -> None:
    """Made is told by its form, too."""
    painter.setPen(QPen(theme.qcolour("on_accent"), max(theme.px(2), 1)))
    start = centre + QPointF(-radius * 0.5, 0)
    middle = centre + QPointF(-radius * 0.1, radius * 0.4)
    painter.drawPolyline([start, middle, centre + QPointF(radius * 0.55, -radius * 0.45)])


class CheckButton(_Cell):
    """A button in a cell.

    Signals:
        pressed: the row that it was clicked in.
    """

    pressed = Signal(int)
    _is_pressed = False

    def draw(self, painter: QPainter, area: QRect, text: str, index: Index) -> None:
        if not index.data(OPEN_ROLE):
            return
        theme, frame = self._theme, self.button_area(area)
        radius = theme.px(8)
        painter.setPen(QPen(theme.qcolour("edge"), 1))
        painter.setBrush(theme.qcolour("surface"))
        painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setPen(theme.qcolour("ink"))
        painter.setFont(theme.font("small"))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)

    def button_area(self, area: QRect) -> QRect:
        """Where the button stands in its cell."""
        theme = self._theme
        return area.adjusted(theme.px(4), theme.px(7), -theme.px(8), -theme.px(7))

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        if not isinstance(event, QMouseEvent) or event.button() != Qt.MouseButton.LeftButton:
            return super().editorEvent(event, model, option, index)
        if not self.button_area(option.rect).contains(event.position().toPoint()):
            return super().editorEvent(event, model, option, index)
        kind, was_pressed = event.type(), self._is_pressed
        # A double click is one click: its second press comes as another kind of event.
        self._is_pressed = kind == QEvent.Type.MouseButtonPress
        if kind == QEvent.Type.MouseButtonRelease and was_pressed and index.data(OPEN_ROLE):
            self.pressed.emit(index.row())
            return True
        return super().editorEvent(event, model, option, index)
