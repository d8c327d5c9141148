"""The list of cases: headings, and below each what waits or was done."""

from datetime import date

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from crm_desk.desk.timeline.cases import CaseList, CaseRow
from crm_desk.desk.timeline.wording import is_late, when_words, who_words
from crm_desk.domain.texts import Texts
from crm_desk.domain.timeline.case import CaseGroup
from crm_desk.domain.timeline.entry import EntryKind
from crm_desk.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROW, _HEADING = 56, 34


class CaseModel(QAbstractListModel):
    """Headings and cases, one below the other."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.today = date.min
        self.items: list[str | CaseRow] = []

    def show_found(self, found: CaseList, today: date) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.today = today
        self.items = []
        for group in CaseGroup:
            if group is CaseGroup.CLOSED:
                self._add("cases.group_nameless", found.nameless, len(found.nameless))
            rows = found.groups.get(group, [])
            n = found.closed if group is CaseGroup.CLOSED else len(rows)
            self._add(f"cases.group_{group.value}", rows, n)
        self.endResetModel()

    def _add(self, key: str, rows: list[CaseRow], n: int) -> None:
        if rows:
            self.items += [self._heading(key, n), *rows]

    def _heading(self, key: str, n: int) -> str:
        return self._texts("cases.counted", group=self._texts(key), n=f"{n:,}")

    def row_of(self, id_: int) -> int:
        """The place of a case; -1 where it is not listed."""
        places = (n for n, item in enumerate(self.items) if _id(item) == id_)
        return next(places, -1)

    def id_at(self, row: int) -> int:
        """The case in a place; 0 for a heading."""
        return _id(self.items[row]) if 0 <= row < len(self.items) else 0

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.items[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return item if isinstance(item, str) else self._spoken(item)
        return None

    def _spoken(self, row: CaseRow) -> str:
        kind = self._texts(f"cases.kind_{row.kind.value}")
        said = (who_words(row, self._texts), kind, row.words, row.owner)
        parts = [*filter(None, said), when_words(row, self.today, self._texts)]
        return self._texts("customers.comma").join(" ".join(part.split()) for part in parts)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.items[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _id(item: str | CaseRow) -> int:
    return 0 if isinstance(item, str) else item.id


class CaseDelegate(QStyledItemDelegate):
    """Draws who and until when, and below what was said and who answers."""

    def __init__(self, theme: Theme, texts: Texts, model: CaseModel, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._texts, self._model = theme, texts, model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        is_heading = isinstance(self._model.items[index.row()], str)
        return QSize(0, self._theme.px(_HEADING if is_heading else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = self._model.items[index.row()]
        painter.save()
        if isinstance(item, str):
            self._draw_heading(painter, option.rect, item)
        else:
            self._draw_row(painter, option, item)
        painter.restore()

    def _draw_heading(self, painter: QPainter, area: QRect, words: str) -> None:
        area = area.adjusted(self._theme.px(12), 0, 0, -self._theme.px(6))
        bottom = Qt.AlignmentFlag.AlignBottom
        self._text(painter, area, words, self._theme.font("small", bold=True), "soft", bottom)

    def _draw_row(self, painter: QPainter, option: QStyleOptionViewItem, row: CaseRow) -> None:
        theme, area = self._theme, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.qcolour("accent_pale"))
        painter.setPen(QPen(theme.qcolour("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.qcolour("ink"), theme.px(2)))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        inner = area.adjusted(theme.px(12), theme.px(7), -theme.px(12), -theme.px(7))
        half = inner.height() // 2
        upper = QRect(inner.left(), inner.top(), inner.width(), half)
        lower = QRect(inner.left(), inner.top() + half, inner.width(), half)
        late = is_late(row, self._model.today)
        when = when_words(row, self._model.today, self._texts)
        small = theme.font("small", bold=late)
        upper = self._at_right(painter, upper, when, small, "warn" if late else "soft")
        who = who_words(row, self._texts)
        self._text(painter, upper, who, theme.font(bold=row.closed is None), "ink")
        lower = self._at_right(painter, lower, row.owner, theme.font("small"), "soft")
        kind = self._texts(f"cases.kind_{row.kind.value}")
        is_urgent = row.kind is EntryKind.COMPLAINT and row.closed is None
        font = theme.font("small")
        width = QFontMetrics(font).horizontalAdvance(kind) + theme.px(8)
        self._text(painter, lower, kind, font, "warn" if is_urgent else "soft")
        lower.setLeft(lower.left() + width)
        self._text(painter, lower, " ".join(row.words.split()), font, "ink")

    def _at_right(
        self, painter: QPainter, area: QRect, words: str, font: QFont, colour: str
    ) -> QRect:
        """Draw words at the right; what is left of the area."""
        width = min(QFontMetrics(font).horizontalAdvance(words) + 2, area.width() * 3 // 5)
        place = QRect(area.right() - width + 1, area.top(), width, area.height())
        middle = Qt.AlignmentFlag.AlignVCenter
        self._text(painter, place, words, font, colour, Qt.AlignmentFlag.AlignRight | middle)
        gap = self._theme.px(8) if words else 0
        return QRect(area.left(), area.top(), area.width() - width - gap, area.height())

    def _text(
        self,
        painter: QPainter,
        area: QRect,
        words: str,
        font: QFont,
        colour: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
    ) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.qcolour(colour))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side, shown)


class CaseListView(QListView):
    """The list.

    Signals:
        chosen: the id of the case under the cursor.
        opened: of the one that Enter or a double click asks for.
    """

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__()
        self.cases = CaseModel(texts)
        self.setModel(self.cases)
        self.setItemDelegate(CaseDelegate(theme, texts, self.cases, self))
        self.setAccessibleName(self.tr("Cases"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(lambda current, _: self._move(current))
        self.activated.connect(lambda index: self.opened.emit(self.cases.id_at(index.row())))

    @property
    def current_id(self) -> int:
        """The case under the cursor; 0 where there is none."""
        return self.cases.id_at(self.currentIndex().row())

    def show_found(self, found: CaseList, today: date, wanted: int) -> None:
        """Show the cases, with the cursor on one.

        Args:
            wanted: where it is not listed, the cursor goes to the first one.
        """
        bar = self.verticalScrollBar().value()
        self.blockSignals(True)
        self.cases.show_found(found, today)
        row = self.cases.row_of(wanted) if wanted else -1
        if row < 0:
            row = next((n for n in range(len(self.cases.items)) if self.cases.id_at(n)), -1)
        if row >= 0:
            self.setCurrentIndex(self.cases.index(row, 0))
            self.verticalScrollBar().setValue(bar)
            self.scrollTo(self.cases.index(row, 0))
        self.blockSignals(False)
        self.viewport().update()

    def _move(self, current: QModelIndex) -> None:
        id_ = self.cases.id_at(current.row())
        if id_ and not self.signalsBlocked():
            self.chosen.emit(id_)
