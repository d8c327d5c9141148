"""Who may be ringing: the hits below the search of 電話メモ."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from crm_desk.desk.timeline.callers import NOBODY, BuyerHabits, Caller, CallersFound
from crm_desk.desk.timeline.timeline import day_in_year
from crm_desk.domain.texts import Texts
from crm_desk.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NO_HABITS: Mapping[int, BuyerHabits] = {}
_ROW, _SHOWN = 36, 4
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CallerModel(QAbstractListModel):
    """The people found, and below them the choice to keep what was typed without a name."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._found, self._words = NOBODY, ""
        self._habits = _NO_HABITS
        self._today = date.min

    def show_found(self, found: CallersFound, words: str, today: date) -> None:
        """Replace the hits.

        Args:
            words: what was looked for; "" shows nothing.
        """
        self.beginResetModel()
        self._found, self._words, self._today = found, words, today
        self.endResetModel()

    def show_habits(self, habits: Mapping[int, BuyerHabits]) -> None:
        """Say the clusters; they come a moment after the hits."""
        self._habits = habits
        if self._found.callers:
            last = self.index(len(self._found.callers) - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last)

    def habits_of(self, customer: int) -> BuyerHabits | None:
        """Where somebody stands; None where it is not known as yet."""
        return self._habits.get(customer)

    def caller(self, place: int) -> Caller | None:
        """Who stands at a place; None for the choice without a name."""
        callers = self._found.callers
        return callers[place] if 0 <= place < len(callers) else None

    def place_of(self, customer: int) -> int:
        """Where somebody stands, -1 for nowhere."""
        ids = [each.id for each in self._found.callers]
        return ids.index(customer) if customer in ids else -1

    @property
    def found(self) -> CallersFound:
        """What is shown."""
        return self._found

    def parts(self, who: Caller) -> tuple[str, str, str]:
        """Cluster, last purchase, open cases: what is said behind name and telephone."""
        texts, habits = self._texts, self.habits_of(who.id)
        cluster = texts(f"phone_note.cluster_{habits.cluster.value}") if habits else ""
        last = ""
        if who.last is not None:
            last = texts("phone_note.last", day=day_in_year(who.last, self._today, texts))
        cases = texts("phone_note.cases", n=who.open_cases) if who.open_cases else ""
        return cluster, last, cases

    def nameless(self) -> str:
        """The choice without a name."""
        key = "nameless" if self._found.callers else "nobody"
        return self._texts(f"phone_note.{key}", words=self._words)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if parent.isValid() or not self._words:
            return 0
        return len(self._found.callers) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        who = self.caller(index.row())
        if who is None:
            return self.nameless()
        return "  ".join(part for part in (who.name, who.phone, *self.parts(who)) if part)


class CallerDelegate(QStyledItemDelegate):
    """Name, telephone with the digits that were typed in bold, cluster, last purchase, cases."""

    def __init__(self, theme: Theme, model: CallerModel, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._model = theme, model
        self._plain, self._bold = theme.font(), theme.font(bold=True)
        self._small = theme.font("small")

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(1, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, area = self._theme, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.qcolour("accent_pale"))
            painter.drawRoundedRect(area, theme.px(6), theme.px(6))
        inner = area.adjusted(theme.px(10), 0, -theme.px(10), 0)
        who = self._model.caller(index.row())
        if who is None:
            self._write(painter, inner, self._model.nameless(), self._small, "soft")
        else:
            self._draw(painter, inner, who, chosen=chosen)
        painter.restore()

    def _draw(self, painter: QPainter, area: QRect, who: Caller, *, chosen: bool) -> None:
        font = self._bold if chosen else self._plain
        left = self._write(painter, area, who.name or "-", font, "ink", share=0.34)
        start, end = who.part
        gap = self._theme.px(10)
        area = area.adjusted(left + gap - area.left(), 0, 0, 0)
        for text, its_font in (
            (who.phone[:start], self._plain),
            (who.phone[start:end], self._bold),
            (who.phone[end:], self._plain),
        ):
            if text:
                left = self._write(painter, area, text, its_font, "ink")
                area.setLeft(left)
        cluster, last, cases = self._model.parts(who)
        for text, colour in ((cluster, "soft"), (last, "soft"), (cases, "warn")):
            if text and area.left() + gap < area.right():
                area = area.adjusted(gap, 0, 0, 0)
                area.setLeft(self._write(painter, area, text, self._small, colour))

    def _write(
        self,
        painter: QPainter,
        area: QRect,
        words: str,
        font: QFont,
        colour: str,
        share: float = 1.0,
    ) -> int:
        """Write from the left, elided; returns where it ends."""
        metrics = QFontMetrics(font)
        most = max(round(area.width() * share), 1)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, most)
        painter.setFont(font)
        painter.setPen(self._theme.qcolour(colour))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        return area.left() + metrics.horizontalAdvance(shown)


class CallerList(QListView):
    """The hits; as high as what it shows, a few at most."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__()
        self._theme = theme
        self.callers = CallerModel(texts)
        self.setModel(self.callers)
        self.setItemDelegate(CallerDelegate(theme, self.callers, self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Who may be calling"))
        self.callers.modelReset.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """As high as the rows, up to a few of them."""
        rows = min(self.callers.rowCount(), _SHOWN)
        self.setVisible(rows > 0)
        self.setFixedHeight(max(rows, 1) * self._theme.px(_ROW) + 2 * self.frameWidth())

    def choose(self, place: int) -> None:
        """Put the cursor on a row, -1 for none."""
        if place < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.setCurrentIndex(self.callers.index(place, 0))

    @property
    def place(self) -> int:
        """The chosen row, -1 for none."""
        chosen = self.selectionModel().selectedIndexes()
        return chosen[0].row() if chosen else -1

    def step(self, rows: int) -> None:
        """Choose the next row, or the one before."""
        last = self.callers.rowCount() - 1
        if last >= 0:
            self.choose(min(max(self.place + rows, 0), last))
