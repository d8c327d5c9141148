"""Who is looked at: always in sight at the foot of the page."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desk.domain.rfm_view import Filter, Selected
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import button, clear_layout, frame, label
from crm_desk.ui.rfm.wording import rate_words
from crm_desk.ui.theme import Theme


class SelectionBar(QWidget):
    """Filters as chips, how many people they leave, and what can be done with them.

    Signals:
        removed: a `Filter` is to be taken away.
        cleared: all of them.
        list_asked: the list is to be brought into sight.
        export_asked: the selection is to be saved.
    """

    removed = Signal(object)
    cleared = Signal()
    list_asked = Signal()
    export_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
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
        inner.addWidget(self._line)
        row = QHBoxLayout()
        row.setSpacing(theme.space())
        self.words = label("", "strong", wrap=True)
        self.see = button(self.tr("Go to the list"), self.list_asked.emit)
        self.export = button(self.tr("Export…"), self.export_asked.emit)
        row.addWidget(self.words, 1)
        row.addWidget(self.see)
        row.addWidget(self.export)
        inner.addLayout(row)

    def show_selected(self, selected: Selected, words: Sequence[str]) -> None:
        """Replace chips and counts; `words` say the filters."""
        clear_layout(self._chips)
        for condition, text in zip(selected.filters, words, strict=True):
            chip = button(f"{text}  ×", partial(self.removed.emit, condition), "filter")
            chip.setAccessibleName(self.tr("Remove the filter {name}").format(name=text))
            self._chips.addWidget(chip)
        if selected.filters:
            self._chips.addWidget(button(self.tr("Show everybody"), self.cleared.emit, "link"))
        self._line.setVisible(bool(selected.filters))
        self._line.setMinimumHeight(self._chips.heightForWidth(max(self._line.width(), 1)))
        self.words.setText(self._said(selected))
        self.export.setEnabled(selected.customers > 0)

    def _said(self, selected: Selected) -> str:
        n = f"{selected.customers:,}"
        if not selected.filters:
            return self.tr("All {n} buyers · click on a chart to filter").format(n=n)
        return self.tr("{n} people ({people}) · {share} of the buyers' sales").format(
            n=n,
            people=rate_words(selected.people_share),
            share=rate_words(selected.amount_share),
        )


def toggled(filters: Sequence[Filter], picked: Sequence[Filter]) -> tuple[Filter, ...]:
    """The filters after a click: taken away when they all hold, else put in.

    Of one kind there is one filter: nobody is in two clusters or bands.
    """
    if set(picked) <= set(filters):
        return tuple(each for each in filters if each not in picked)
    kinds = {each.kind for each in picked}
    return (*(each for each in filters if each.kind not in kinds), *picked)
