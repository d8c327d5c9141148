"""What was done: day, way, result and note of one approach, typed in place."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from crm_desk.domain.contacts.approach import EARLIEST, LATEST, Result
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.date_field import DateField, all_read
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.wheel import calm
from crm_desk.ui.common.widgets import button, label
from crm_desk.ui.theme import Theme

_RESULTS = (Result.REACTED, Result.SILENT, Result.NOT_REACHED, Result.REFUSED)


def way_choice(name: str, texts: Texts, ways: Iterable[Way]) -> QComboBox:
    """A list of ways to choose one from: those that the shop uses."""
    box = calm(QComboBox())
    box.setAccessibleName(name)
    for way in ways:
        box.addItem(texts(f"followup.way_{way.value}"), way)
    return box


def choose_way(box: QComboBox, way: Way, texts: Texts) -> None:
    """Choose a way; one that the shop does not offer is added: it is recorded or planned so."""
    if box.findData(way) < 0:
        box.addItem(texts(f"followup.way_{way.value}"), way)
    box.setCurrentIndex(box.findData(way))


class ApproachForm(QWidget):
    """Fields for an approach.

    Signals:
        kept: what stands in the fields is to be kept.
        left: nothing is.
    """

    kept = Signal()
    left = Signal()

    def __init__(self, theme: Theme, texts: Texts, ways: Iterable[Way] = tuple(Way)) -> None:
        super().__init__()
        self._texts = texts
        self._result = Result.NONE
        self.day = DateField(self.tr("Day"), theme, EARLIEST, LATEST)
        self.way = way_choice(self.tr("Medium"), texts, ways)
        self.note = QLineEdit()
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setPlaceholderText(self.tr("What was said or sent"))
        self.note.returnPressed.connect(self._keep)
        self.results: dict[Result, QPushButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space())
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        for line, (name, widget) in enumerate(
            (
                (self.tr("Day"), self.day),
                (self.tr("Medium"), self.way),
                (self.tr("Result"), self._make_results(theme, texts)),
                (self.tr("Note"), self.note),
            )
        ):
            grid.addWidget(label(name, "soft"), line, 0)
            grid.addWidget(widget, line, 1)
        row = QHBoxLayout()
        self.keep = button(self.tr("Keep"), self._keep, "primary")
        row.addWidget(self.keep)
        row.addWidget(button(self.tr("Cancel"), self.left.emit, "link"))
        row.addStretch(1)
        grid.addLayout(row, grid.rowCount(), 0, 1, 2)

    def _make_results(self, theme: Theme, texts: Texts) -> QWidget:
        flow = Flow(theme.px(4))
        for result in _RESULTS:
            chip = button(
                texts(f"followup.result_{result.value}"), partial(self._pick, result), "chip"
            )
            chip.setCheckable(True)
            self.results[result] = chip
            flow.addWidget(chip)
        return Wrapped(flow)

    def _keep(self) -> None:
        if all_read((self.day,)):
            self.kept.emit()

    def _pick(self, result: Result) -> None:
        """A second click takes it away: nothing has come of it yet."""
        self.result = Result.NONE if result is self._result else result

    @property
    def result(self) -> Result:
        """What came of it."""
        return self._result

    @result.setter
    def result(self, result: Result) -> None:
        self._result = result
        for each, chip in self.results.items():
            chip.setChecked(each is result)

    def show_values(
        self, day: date, way: Way, result: Result = Result.NONE, note: str = ""
    ) -> None:
        """Fill the fields."""
        self.day.show_day(day)
        choose_way(self.way, way, self._texts)
        self.result = result
        self.note.setText(note)

    @property
    def chosen_day(self) -> date:
        """The day in the field."""
        return self.day.day

    @property
    def chosen_way(self) -> Way:
        """The way in the field."""
        return Way(self.way.currentData())
