"""The grid of the follow-up matrix: who stands where, and what is done for them."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from crm_desk.desk.followup.month import MatrixCell
from crm_desk.domain.followup.templates import BAND_STARTS, MatrixPlace, Segment
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.tables import NOWHERE, Index, plain_hint
from crm_desk.ui.theme import Theme

_WIDTH, _HEIGHT, _TITLES, _HEADER = 124, 69, 100, 34
_LINE, _BAR = 20, 4


def band_words(first: int, texts: Texts) -> str:
    """The days of a column: 31〜60日."""
    place = BAND_STARTS.index(first)
    if place + 1 == len(BAND_STARTS):
        return texts("rfm.days_open", first=first)
    days = texts("rfm.range", first=first, last=BAND_STARTS[place + 1] - 1)
    return texts("rfm.days", range=days)


class MatrixModel(QAbstractTableModel):
    """Rows are segments, columns recency bands."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._cells: dict[MatrixPlace, MatrixCell] = {}

    def show_cells(self, cells: Sequence[MatrixCell]) -> None:
        """Show other numbers in the same places."""
        self._cells = {each.cell: each for each in cells}
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def cell_at(self, index: Index) -> MatrixCell:
        """What stands in a place."""
        cell = MatrixPlace(list(Segment)[index.row()], BAND_STARTS[index.column()])
        return self._cells.get(cell, MatrixCell(cell))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(Segment)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(BAND_STARTS)

    def lines(self, index: Index) -> tuple[str, str, str, str]:
        """How many, with a plan, the template's name, how many past their own interval."""
        found = self.cell_at(index)
        people = self.tr("{n} people").format(n=f"{found.customers:,}")
        plans = self.tr("{n} plans").format(n=f"{found.open_plans:,}") if found.open_plans else ""
        late = self.tr("overdue {n}").format(n=f"{found.past_interval:,}")
        return people, plans, self.template(found), late if found.past_interval else ""

    def template(self, found: MatrixCell) -> str:
        """What is done for a cell, in words."""
        return self.tr("Yearly letter") if found.template is None else found.template.name

    def place(self, cell: MatrixPlace) -> str:
        """A cell as it is called."""
        segment = self._texts(f"followup.segment_{cell.segment.value}")
        return self._texts("result.separator").join((segment, band_words(cell.band, self._texts)))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.lines(index)[0]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            place = self.place(self.cell_at(index).cell)
            said = self._texts("result.list_gap").join(x for x in self.lines(index) if x)
            words = f"{place}: {said}"
            return words if role == Qt.ItemDataRole.AccessibleTextRole else plain_hint(words)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal:
            is_shown = role == Qt.ItemDataRole.DisplayRole
            return band_words(BAND_STARTS[section], self._texts) if is_shown else None
        segment = list(Segment)[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_hint(self._texts(f"followup.segment_{segment.value}"))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if segment is Segment.SUBSCRIBED:
            return self._texts("followup.segment_subscribed")
        # Short in the table; the long one is in the tool tip.
        return self._texts(f"figures.short_{segment.value}")


class _Painted(QStyledItemDelegate):
    """Three lines and a bar: the share of people who have a plan."""

    def __init__(self, theme: Theme, model: MatrixModel, view: QTableView) -> None:
        super().__init__(view)
        self._theme, self._model, self._view = theme, model, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, found = self._theme, self._model.cell_at(index)
        people, plans, template, late = self._model.lines(index)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        bare = "surface" if found.template is not None else "raised"
        painter.fillRect(option.rect, theme.qcolour("accent_pale" if chosen else bare))
        area = option.rect.adjusted(theme.px(6), theme.px(4), -theme.px(6), -theme.px(8))
        soft = "ink" if found.customers else "soft"
        if not self._fits(people, plans, area.width()):
            # Side by side with the plans there is room for the number alone.
            people = f"{found.customers:,}"
        self._line(painter, area, 0, people, soft, bold=found.customers > 0)
        self._line(painter, area, 0, plans, "accent", right=True)
        self._name(painter, area, template, late, "ink" if found.template else "soft")
        self._line(painter, area, 2, late, "warn", right=bool(late) and self._wraps(template, area))
        if found.open_plans and found.customers:
            bar = QRect(option.rect.left(), 0, option.rect.width(), theme.px(_BAR))
            bar.moveBottom(option.rect.bottom() - 1)
            bar.setWidth(max(1, bar.width() * found.open_plans // found.customers))
            painter.fillRect(bar, theme.qcolour("accent"))
        if chosen:
            width = theme.px(2)
            pen = QPen(theme.qcolour("ink" if self._view.hasFocus() else "accent"), width)
            painter.setPen(pen)
            half = width // 2
            painter.drawRect(option.rect.adjusted(half, half, -width, -width))
        painter.restore()

    def _wraps(self, template: str, area: QRect) -> bool:
        return QFontMetrics(self._theme.font("small")).horizontalAdvance(template) > area.width()

    def _name(self, painter: QPainter, area: QRect, name: str, late: str, colour: str) -> None:
        """A long name goes on in the next line, beside how many are overdue."""
        metrics = QFontMetrics(self._theme.font("small"))
        first, rest = in_two(name, metrics, area.width())
        self._line(painter, area, 1, first, colour)
        beside = metrics.horizontalAdvance(late) + self._theme.px(6) if late else 0
        self._line(painter, area.adjusted(0, 0, -beside, 0), 2, rest, colour)

    def _fits(self, people: str, plans: str, width: int) -> bool:
        wide = QFontMetrics(self._theme.font("body", bold=True)).horizontalAdvance(people)
        return wide + QFontMetrics(self._theme.font("small")).horizontalAdvance(plans) < width

    def _line(
        self,
        painter: QPainter,
        area: QRect,
        number: int,
        text: str,
        colour: str,
        *,
        bold: bool = False,
        right: bool = False,
    ) -> None:
        theme, sides = self._theme, Qt.AlignmentFlag
        painter.setFont(theme.font("body" if bold else "small", bold=bold))
        painter.setPen(theme.qcolour(colour))
        place = QRect(area.left(), area.top() + number * theme.px(_LINE), area.width(), 0)
        place.setHeight(theme.px(_LINE))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        side = sides.AlignRight if right else sides.AlignLeft
        painter.drawText(place, side | sides.AlignVCenter, shown)


class MatrixGrid(QTableView):
    """Arrows move, Enter or a click opens.

    Signals:
        moved: the cursor is on another cell (`MatrixCell`).
        opened: a cell was clicked, or Enter pressed on it.
    """

    moved = Signal(object)
    opened = Signal(object)

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__()
        self._theme, self.cells = theme, MatrixModel(texts)
        self.cells.setParent(self)
        self.setAccessibleName(self.tr("Follow-up matrix"))
        self.setModel(self.cells)
        self.setItemDelegate(_Painted(theme, self.cells, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across, down = self.horizontalHeader(), self.verticalHeader()
        for header in (across, down):
            header.setSectionResizeMode(header.ResizeMode.Fixed)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        across.setFixedHeight(theme.px(_HEADER))
        down.setFixedWidth(theme.px(_TITLES))
        down.setDefaultAlignment(_wrapped())
        down.setDefaultSectionSize(theme.px(_HEIGHT))
        self.clicked.connect(lambda index: self.opened.emit(self.cells.cell_at(index)))
        self.selectionModel().currentChanged.connect(self._moved)
        self._fit()

    def current(self) -> MatrixCell:
        """Where the cursor is; the first cell before it is anywhere."""
        index = self.currentIndex()
        return self.cells.cell_at(index if index.isValid() else self.cells.index(0, 0))

    def go_to(self, cell: MatrixPlace) -> None:
        """Put the cursor on a cell."""
        row, column = list(Segment).index(cell.segment), BAND_STARTS.index(cell.band)
        self.setCurrentIndex(self.cells.index(row, column))

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.moved.emit(self.cells.cell_at(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.current())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """All rows are seen; where the columns are too many for the page, they scroll."""
        theme, columns = self._theme, self.cells.columnCount()
        width = max(theme.px(_WIDTH), self.viewport().width() // columns)
        self.horizontalHeader().setDefaultSectionSize(width)
        bar = self.horizontalScrollBar().sizeHint().height()
        spare = bar if width * columns > self.viewport().width() else 0
        rows = self.cells.rowCount() * theme.px(_HEIGHT)
        self.setFixedHeight(rows + theme.px(_HEADER) + spare + 2 * self.frameWidth())


def in_two(text: str, metrics: QFontMetrics, width: int) -> tuple[str, str]:
    """A text in two lines: broken between words, or where there are none, at the last sign."""
    if metrics.horizontalAdvance(text) <= width:
        return text, ""
    cut = len(text)
    while cut > 1 and metrics.horizontalAdvance(text[:cut]) > width:
        cut -= 1
    # Behind the letter of a template no line ends.
    space = text.rfind(" ", 2, cut + 1)
    cut = space if space > 0 else cut
    return text[:cut], text[cut:].lstrip()


def _wrapped() -> Qt.AlignmentFlag:
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    return Qt.AlignmentFlag(flags.value | Qt.TextFlag.TextWordWrap.value)
