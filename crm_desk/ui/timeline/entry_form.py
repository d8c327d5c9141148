"""What is recorded of an entry: its kind, how and when it came in, and the words."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from crm_desk.domain.contacts.media import Way
from crm_desk.domain.texts import Texts
from crm_desk.domain.timeline.entry import INCOMING, EntryKind
from crm_desk.domain.timeline.entry_input import EntryInput
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import button
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.contacts.approach_form import way_choice
from crm_desk.ui.timeline.moment_field import MomentField
from crm_desk.ui.timeline.note_text import NoteText

_LINES = 3


class KindChips(QObject):
    """問い合わせ, クレーム, 要望, 感想, メモ: one of them.

    Signals:
        chosen: another kind.
    """

    chosen = Signal()

    def __init__(self, texts: Texts, parent: QObject) -> None:
        super().__init__(parent)
        self.chips: dict[EntryKind, QPushButton] = {}
        group = QButtonGroup(self)
        for kind in EntryKind:
            chip = button(texts(f"cases.kind_{kind.value}"), partial(self._pick, kind), "chip")
            chip.setCheckable(True)
            group.addButton(chip)
            self.chips[kind] = chip
        self.chips[EntryKind.INQUIRY].setChecked(True)

    @property
    def kind(self) -> EntryKind:
        """What is chosen."""
        return next(kind for kind, chip in self.chips.items() if chip.isChecked())

    @kind.setter
    def kind(self, kind: EntryKind) -> None:
        self._pick(kind)

    def _pick(self, kind: EntryKind) -> None:
        self.chips[kind].setChecked(True)
        self.chosen.emit()


class EntryForm(QWidget):
    """The fields of one entry.

    Signals:
        changed: something else stands in them.
        entered: Enter in the words.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        theme, texts = workspace.theme, workspace.texts
        self.kinds = KindChips(texts, self)
        self.way = way_choice(self.tr("How it came in"), texts, INCOMING)
        self.moment = MomentField(theme, texts, self)
        self.text = NoteText(self.tr("What was said"), self.tr("What was said"))
        self.needs = button(self.tr("Needs an answer"), self.changed.emit, "chip")
        self.needs.setCheckable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        flow = Flow(theme.px(4))
        for widget in (*self.kinds.chips.values(), self.way, self.moment.button):
            flow.addWidget(widget)
        chip = self.kinds.chips[EntryKind.INQUIRY]
        chip.ensurePolished()
        for widget in (self.way, self.moment.button):
            # As high as the chips they stand beside.
            widget.setFixedHeight(chip.sizeHint().height())
        column.addWidget(Wrapped(flow))
        column.addWidget(self.moment.editor)
        line = self.text.fontMetrics().lineSpacing()
        self.text.setFixedHeight(_LINES * line + theme.px(18))
        column.addWidget(self.text)
        self.kinds.chosen.connect(self._follow_kind)
        self.way.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.moment.changed.connect(self.changed)
        self.text.textChanged.connect(self.changed)
        self.text.entered.connect(self.entered)

    def _follow_kind(self) -> None:
        # A complaint always waits for an answer: there is nothing to choose.
        self.needs.setVisible(self.kinds.kind is not EntryKind.COMPLAINT)
        self.changed.emit()

    def show_input(self, given: EntryInput) -> None:
        """Fill the fields."""
        self.blockSignals(True)
        self.kinds.kind = given.kind
        self.way.setCurrentIndex(max(self.way.findData(given.way), 0))
        self.moment.show_moment(given.moment)
        self.needs.setChecked(given.needs_answer)
        self.text.setPlainText(given.words)
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        self.blockSignals(False)
        self._follow_kind()

    def made(self, customer: int | None, caller: str) -> EntryInput:
        """What stands in the fields, of somebody."""
        return EntryInput(
            customer=customer,
            caller=caller,
            kind=self.kinds.kind,
            way=Way(self.way.currentData()),
            moment=self.moment.moment,
            words=self.text.toPlainText(),
            needs_answer=self.needs.isChecked(),
        )


def blank(moment: datetime) -> EntryInput:
    """An entry of nobody, nothing typed as yet."""
    return EntryInput(None, "", EntryKind.INQUIRY, Way.PHONE, moment, "")
