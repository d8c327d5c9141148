"""Who is looked at: always in sight at the foot of the page."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crm_desk.desk.analysis.selections import LONGEST_NAME, SavedSelection
from crm_desk.domain.analysis.view import Filter, Selected
from crm_desk.domain.decimals import rate
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import button, clear_layout, frame, label
from crm_desk.ui.theme import Theme

Named = Sequence[tuple[str, Filter]]
"""Names of filters that the menu offers."""


class ExportForm(StrEnum):
    """How the people of a selection are saved."""

    CSV = "csv"
    CSV_SHIFT_JIS = "csv_shift_jis"
    WORKBOOK = "workbook"


class StayingMenu(QMenu):
    """Stays open while its boxes are ticked: several filters need one opening.

    The click beside it that closes it counts for the button of the bar that it meets, on every
    system: some hand it on themselves, others do not.
    """

    def __init__(self, bar: QWidget, opener: QPushButton) -> None:
        super().__init__(bar)
        self._bar, self._opener = bar, opener
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            super().mousePressEvent(event)
            return
        self.close()
        beneath = self._bar.childAt(self._bar.mapFromGlobal(event.globalPosition().toPoint()))
        if isinstance(beneath, QPushButton) and beneath is not self._opener:
            QTimer.singleShot(0, beneath, beneath.click)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.activeAction()
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)


class SelectionBar(QWidget):
    """Filters as chips, how many people they leave, and what can be done with them.

    Signals:
        removed: a `Filter` is to be taken away.
        cleared: all of them.
        filters_asked: exactly these (`tuple[Filter, ...]`) are wanted.
        keep_asked: the filters are to be kept under a name.
        forget_asked: the number of a kept selection.
        list_asked: the list is to be brought into sight.
        toggle_asked: a `Filter` is to be added, or taken away where it holds.
        export_asked: the selection is to be saved, as one of `ExportForm`.
        plans_asked: follow-up plans are to be made for the selection.
        post_asked: postcards, labels or a list are to be made for it.
    """

    removed = Signal(object)
    cleared = Signal()
    filters_asked = Signal(object)
    keep_asked = Signal(str)
    forget_asked = Signal(int)
    list_asked = Signal()
    toggle_asked = Signal(object)
    export_asked = Signal(object)
    plans_asked = Signal()
    post_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.offered: Callable[[], tuple[Named, Sequence[SavedSelection]]] = lambda: ((), ())
        """What the menu offers: filters that no chart has, and those kept under a name."""
        self._filters: Sequence[Filter] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        sheet = frame("sheet")
        column.addWidget(sheet)
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(theme.space(4), theme.space(), theme.space(4), theme.space())
        inner.setSpacing(theme.px(6))
        self._chips = Flow(theme.px(6))
        self._line = Wrapped(self._chips)
        self.plans = button("", self.plans_asked.emit, "primary")
        top = QHBoxLayout()
        top.setSpacing(theme.space())
        top.addWidget(self._line, 1)
        top.addWidget(self.plans)
        inner.addLayout(top)
        self._naming = self._make_naming()
        inner.addWidget(self._naming)
        inner.addLayout(self._make_row())

    # Parts

    def _make_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.space())
        self.words = label("", "strong", wrap=True)
        self.narrow = button(self.tr("Filter…"), self._show_menu)
        self.see = button(self.tr("Go to the list"), self.list_asked.emit)
        self.post = button(self.tr("Post…"), self.post_asked.emit)
        self.export = button(self.tr("Export…"), self._show_export_menu)
        row.addWidget(self.words, 1)
        for widget in (self.narrow, self.see, self.post, self.export):
            row.addWidget(widget)
        return row

    def _make_naming(self) -> QWidget:
        whole, theme = QWidget(), self._theme
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space())
        words = self.tr("Name of the selection")
        self.name = QLineEdit()
        self.name.setAccessibleName(words)
        self.name.setPlaceholderText(self.tr("For example: to write to in spring"))
        self.name.setMaxLength(LONGEST_NAME)
        self.name.returnPressed.connect(self._keep)
        row.addWidget(label(words, "soft"))
        row.addWidget(self.name, 1)
        row.addWidget(button(self.tr("Keep"), self._keep, "primary"))
        row.addWidget(button(self.tr("Cancel"), self._stop_naming, "link"))
        whole.hide()
        return whole

    # Showing

    def show_selected(self, selected: Selected, words: Sequence[str]) -> None:
        """Replace chips and counts; `words` say the filters."""
        self._filters = selected.filters
        clear_layout(self._chips)
        for condition, text in zip(selected.filters, words, strict=True):
            chip = button(f"{text}  ×", partial(self.removed.emit, condition), "filter")
            chip.setAccessibleName(self.tr("Remove the filter {name}").format(name=text))
            self._chips.addWidget(chip)
        if selected.filters:
            self._chips.addWidget(button(self.tr("Show everybody"), self.cleared.emit, "link"))
            self._chips.addWidget(button(self.tr("Keep this filter…"), self.ask_name, "link"))
        self._line.setVisible(bool(selected.filters))
        self._line.setMinimumHeight(self._chips.heightForWidth(max(self._line.width(), 1)))
        if not selected.filters:
            self._stop_naming()
        self.words.setText(self._said(selected))
        self.post.setEnabled(selected.customers > 0)
        self.export.setEnabled(selected.customers > 0)
        self._offer_plans(selected)

    def _offer_plans(self, selected: Selected) -> None:
        n = selected.customers
        # How many of them get a plan is worked out on the next page, and said by its button.
        words = self.tr("Plan follow-ups for them…")
        if n == 1:
            words = self.tr("Make a follow-up plan")
        self.plans.setText(words)
        self.plans.setAccessibleName(words)
        self.plans.setVisible(bool(selected.filters) and n > 0)

    def _said(self, selected: Selected) -> str:
        n = f"{selected.customers:,}"
        if not selected.filters:
            return self.tr("All {n} buyers · click on a chart to filter").format(n=n)
        if not selected.customers:
            return self.tr("Nobody meets all of these. Take one of the filters away.")
        return self.tr("{n} people ({people}) · {share} of the buyers' sales").format(
            n=n,
            people=rate(selected.people_share),
            share=rate(selected.amount_share),
        )

    # Kept selections

    def ask_name(self) -> None:
        """Let the filters be given a name."""
        self._naming.show()
        self.name.setFocus()

    def _keep(self) -> None:
        self.keep_asked.emit(self.name.text())

    def note_kept(self) -> None:
        """The name was taken."""
        self._stop_naming()

    def _stop_naming(self) -> None:
        self._naming.hide()
        self.name.clear()

    def _show_menu(self) -> None:
        menu = self.menu()
        menu.popup(self.narrow.mapToGlobal(self.narrow.rect().topLeft() - _rise(menu)))

    def _show_export_menu(self) -> None:
        menu = self.export_menu()
        menu.popup(self.export.mapToGlobal(self.export.rect().topLeft() - _rise(menu)))

    def export_menu(self) -> QMenu:
        """In which form the people can be saved."""
        menu = QMenu(self)
        for form, words in (
            (ExportForm.CSV, self.tr("As CSV, UTF-8…")),
            (ExportForm.CSV_SHIFT_JIS, self.tr("As CSV, Shift_JIS…")),
            (ExportForm.WORKBOOK, self.tr("As an Excel workbook…")),
        ):
            menu.addAction(words).triggered.connect(partial(self._ask_export, form))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _ask_export(self, form: ExportForm, _checked: bool = False) -> None:
        self.export_asked.emit(form)

    def menu(self) -> QMenu:
        """Filters without scrolling to a chart, and what is kept."""
        menu = StayingMenu(self, self.narrow)
        menu.setToolTipsVisible(True)
        offered, kept = self.offered()
        boxes: list[tuple[QAction, Filter]] = []
        for number, (name, filter_) in enumerate(offered):
            if number and filter_.kind != offered[number - 1][1].kind == "tier":
                menu.addSeparator()
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(filter_ in self._filters)
            action.triggered.connect(partial(self._toggle, filter_, boxes))
            boxes.append((action, filter_))
        if kept:
            menu.addSeparator()
        for selection in kept:
            self._add(menu, selection.name, selection.filters)
        menu.addSeparator()
        naming = menu.addAction(self.tr("Keep this filter…"))
        naming.setEnabled(bool(self._filters))
        naming.triggered.connect(lambda _checked=False: self.ask_name())
        forget = menu.addMenu(self.tr("Forget a kept filter"))
        forget.setEnabled(bool(kept))
        for selection in kept:
            action = forget.addAction(selection.name.replace("&", "&&"))
            action.triggered.connect(partial(self._forget, selection.id))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _toggle(
        self, filter_: Filter, boxes: Sequence[tuple[QAction, Filter]], _checked: bool = False
    ) -> None:
        """Of one kind one filter holds: the other boxes of the open menu follow."""
        self.toggle_asked.emit(filter_)
        for action, other in boxes:
            action.setChecked(other in self._filters)

    def _add(self, menu: QMenu, name: str, filters: tuple[Filter, ...]) -> None:
        action = menu.addAction(name.replace("&", "&&"))
        action.triggered.connect(partial(self._ask, filters))

    def _ask(self, filters: tuple[Filter, ...], _checked: bool = False) -> None:
        self.filters_asked.emit(filters)

    def _forget(self, id_: int, _checked: bool = False) -> None:
        self.forget_asked.emit(id_)


def _rise(menu: QMenu) -> QPoint:
    """How far above its button a menu opens: the bar is at the foot of the window."""
    return QPoint(0, menu.sizeHint().height())
