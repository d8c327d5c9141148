"""The chips of the wizard: one item each of the open category, with the state of its answer."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QPushButton

from crm_desk.domain.assessment.assessment import Answer, AnswerState
from crm_desk.domain.assessment.questionnaire import Item
from crm_desk.ui.assessment.open_assessment import OpenAssessment
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import button, clear_layout
from crm_desk.ui.theme import Theme


class ItemChips(Wrapped):
    """Shows the items of a category.

    Args:
        keys: handles the keys that a chip gets, as an event filter.

    Signals:
        chosen: the id of the item whose chip was clicked.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, keys: QObject) -> None:
        self._flow = Flow(theme.px(6))
        super().__init__(self._flow)
        self._keys = keys
        self._items: Sequence[Item] = ()
        self._chips: list[QPushButton] = []

    @property
    def texts(self) -> list[str]:
        """What the chips say, in order."""
        return [chip.text() for chip in self._chips]

    def show_items(self, opened: OpenAssessment, current: str) -> None:
        """Show the category of an item, and mark that item."""
        self._items = opened.category(current).items
        if len(self._chips) != len(self._items):
            clear_layout(self._flow)
            self._chips = [self._make_chip(index) for index in range(len(self._items))]
        for chip, item in zip(self._chips, self._items, strict=True):
            words = self._words(item, opened.answer(item.id))
            chip.setText(words)
            chip.setAccessibleName(f"{words} {item.title}")
            chip.setToolTip(item.title)
            chip.setChecked(item.id == current)

    def _make_chip(self, index: int) -> QPushButton:
        chip = button("", partial(self._announce, index), "chip")
        chip.setCheckable(True)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.installEventFilter(self._keys)
        self._flow.addWidget(chip)
        return chip

    def _words(self, item: Item, answer: Answer) -> str:
        marks = {
            AnswerState.UNANSWERED: "",
            AnswerState.DEFERRED: "  " + self.tr("deferred"),
            AnswerState.NOT_APPLICABLE: "  " + self.tr("n/a"),
            AnswerState.ANSWERED: f"  ✓ {answer.choice}",
        }
        return f"{item.id}{marks[answer.state]}"

    def _announce(self, index: int) -> None:
        self.chosen.emit(self._items[index].id)
