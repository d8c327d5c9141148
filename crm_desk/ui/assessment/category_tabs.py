"""The tabs of the wizard: one category each, with how far it is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar

from crm_desk.domain.assessment.questionnaire import Category
from crm_desk.domain.assessment.scoring import Tally, tally
from crm_desk.ui.assessment.open_assessment import OpenAssessment


class CategoryTabs(QTabBar):
    """Shows the categories of an assessment.

    Signals:
        chosen: the id of the first item in the category that was gone to.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._categories: Sequence[Category] = ()
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setAccessibleName(self.tr("Categories"))
        self.currentChanged.connect(self._announce)

    def show_categories(self, opened: OpenAssessment, current: Category, *, compact: bool) -> None:
        """Show how far each category is.

        Args:
            compact: only the current tab keeps its word.
        """
        self._categories = opened.questionnaire.categories
        self.blockSignals(True)
        for index, category in enumerate(self._categories):
            counts = tally(category.items, opened.assessment)
            text = _text(category, counts, short=compact and category is not current)
            if index < self.count():
                self.setTabText(index, text)
            else:
                self.addTab(text)
            self.setTabToolTip(index, category.name)
        self.setCurrentIndex(self._categories.index(current))
        self.blockSignals(False)

    def step(self, by: int) -> None:
        """Go some tabs on; stays at the ends."""
        self.setCurrentIndex(min(max(self.currentIndex() + by, 0), self.count() - 1))

    def _announce(self, index: int) -> None:
        if 0 <= index < len(self._categories):
            self.chosen.emit(self._categories[index].items[0].id)


def _text(category: Category, counts: Tally, *, short: bool) -> str:
    decided = counts.answered + counts.not_applicable
    mark = "✓" if decided == counts.items else f"{decided}/{counts.items}"
    name = category.id if short else f"{category.id} {category.short}"
    return f"{name}  {mark}".replace("&", "&&")
