"""The card of the results that says what has changed since an earlier assessment."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout

from crm_desk.domain.assessment import wording
from crm_desk.domain.assessment.assessment import Assessment
from crm_desk.domain.assessment.comparison import Comparison, ItemChange
from crm_desk.domain.texts import Texts
from crm_desk.ui.assessment.result_parts import item_link, ruled_table
from crm_desk.ui.common.wheel import calm
from crm_desk.ui.common.widgets import Card, label
from crm_desk.ui.theme import Theme


class ChangesCard(Card):
    """Rates and items that have risen or fallen.

    Signals:
        compared: the id of the earlier assessment to compare with.
    """

    compared = Signal(int)

    def __init__(
        self,
        theme: Theme,
        texts: Texts,
        comparison: Comparison,
        earlier: Sequence[Assessment],
        open_item: Callable[[str], object],
        *,
        columns: int,
    ) -> None:
        super().__init__(theme)
        self._theme, self._texts = theme, texts
        self._open_item, self._columns = open_item, columns
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Compared with"), "heading"))
        row.addWidget(self._chooser(comparison, earlier))
        row.addStretch(1)
        self.body.addLayout(row)
        if not comparison.same_version:
            self.body.addWidget(label(texts("result.other_version"), "soft", wrap=True))
        if compared := wording.compared_line(comparison, texts):
            self.body.addWidget(label(compared, "soft", wrap=True))
        self.body.addLayout(self._category_changes(comparison))
        self.body.addSpacing(theme.space())
        for key, changes in (("risen", comparison.risen), ("fallen", comparison.fallen)):
            if changes:
                title = texts(f"result.{key}", n=len(changes))
                self.body.addWidget(label(title, "good" if key == "risen" else "warn"))
                self.body.addLayout(self._item_changes(changes))
        if comparison.overall.compared and not (comparison.risen or comparison.fallen):
            self.body.addWidget(label(texts("result.no_changes"), wrap=True))

    def _chooser(self, comparison: Comparison, earlier: Sequence[Assessment]) -> QComboBox:
        box = calm(QComboBox())
        box.setAccessibleName(self.tr("Earlier assessment to compare with"))
        for assessment in earlier:
            box.addItem(self._texts.date(assessment.details.held_on), assessment.id)
        box.setCurrentIndex(max(box.findData(comparison.earlier.id), 0))
        box.activated.connect(lambda _index: self.compared.emit(box.currentData()))
        return box

    def _category_changes(self, comparison: Comparison) -> QGridLayout:
        texts = self._texts
        rows = [
            (
                label(change.category.name, wrap=True),
                label(wording.rates(change.rates, texts), wrap=True),
                label(wording.rate_change(change.rates, texts), "strong"),
            )
            for change in comparison.categories
        ]
        heads = (self.tr("Category"), self.tr("Rate"), self.tr("Change"))
        return ruled_table(self._theme, heads, rows, stretch=(6, 3, 4))

    def _item_changes(self, changes: Sequence[ItemChange]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.space(3))
        for index, change in enumerate(changes):
            row, column = divmod(index, self._columns)
            cell = QHBoxLayout()
            cell.addWidget(item_link(change.item, self._open_item))
            cell.addWidget(label(change.item.title, wrap=True), 1)
            cell.addWidget(label(wording.movement(change, self._texts)))
            grid.addLayout(cell, row, column)
        for column in range(self._columns):
            grid.setColumnStretch(column, 1)
        return grid
