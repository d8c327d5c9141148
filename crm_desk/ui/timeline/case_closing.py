"""The end of a case: what was done, in one line; and afterwards what was noted of it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from crm_desk.desk.desk import local_time, today
from crm_desk.desk.money import money_of
from crm_desk.desk.timeline import cases
from crm_desk.desk.timeline.complaints import Offer
from crm_desk.desk.timeline.wording import closing_words, short_day
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.timeline.case import Case, Closing, Remedy
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import button, clear_layout, frame, label
from crm_desk.ui.common.workspace import Workspace

_LONGEST = 1000


class CaseClosing(QWidget):
    """Asks how a case ended, or says it.

    Signals:
        asked: the form is on screen.
        closed: a `Closing`, as far as it is typed.
        reopened: the case is taken up again.
        accepted: an `Offer`.
    """

    asked = Signal()
    closed = Signal(object)
    reopened = Signal()
    accepted = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.begin = button(self.tr("Close the case…"), self.ask, "primary")
        column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        self.form = self._make_form()
        column.addWidget(self.form)
        self._told = self._make_told()
        column.addWidget(self._told)

    def _make_form(self) -> QWidget:
        theme, whole = self._workspace.theme, QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(label(self.tr("What was done"), "strong"))
        self.outcome = QLineEdit()
        self.outcome.setMaxLength(_LONGEST)
        self.outcome.setAccessibleName(self.tr("What was done"))
        self.outcome.setPlaceholderText(self.tr("Such as: sent a replacement and apologised"))
        self.outcome.returnPressed.connect(self._close)
        column.addWidget(self.outcome)
        flow = Flow(theme.px(4))
        self.remedies: dict[Remedy, QPushButton] = {}
        for remedy in Remedy:
            words = self._workspace.texts(f"cases.remedy_{remedy.value}")
            made = self.remedies[remedy] = button(words, lambda: None, "chip")
            made.setCheckable(True)
            flow.addWidget(made)
        column.addWidget(Wrapped(flow))
        row = QHBoxLayout()
        row.setSpacing(theme.space())
        row.addWidget(label(self.tr("Cost (optional)"), "soft", wrap=True))
        self.amount = QLineEdit()
        self.amount.setMaxLength(60)
        self.amount.setFixedWidth(theme.px(120))
        self.amount.setAccessibleName(self.tr("Cost (optional)"))
        self.amount.returnPressed.connect(self._close)
        row.addWidget(self.amount)
        row.addStretch(1)
        column.addLayout(row)
        row = QHBoxLayout()
        row.setSpacing(theme.space())
        row.addStretch(1)
        self.back = button(self.tr("Cancel"), self.leave)
        self.close_button = button(self.tr("Close the case"), self._close, "primary")
        row.addWidget(self.back)
        row.addWidget(self.close_button)
        column.addLayout(row)
        return whole

    def _make_told(self) -> QWidget:
        theme, whole = self._workspace.theme, frame("notice")
        column = QVBoxLayout(whole)
        space = theme.space(1.5)
        column.setContentsMargins(space, theme.space(), space, theme.space())
        self.when, self.outcome_told = label("", "strong", wrap=True), label("", wrap=True)
        column.addWidget(self.when)
        column.addWidget(self.outcome_told)
        self._offers = QVBoxLayout()
        column.addLayout(self._offers)
        self.again = button(self.tr("Reopen"), self.reopened.emit, "link")
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        return whole

    def show_case(self, case: Case, offers: Sequence[Offer], *, is_another: bool) -> None:
        """Show how the case stands.

        Args:
            is_another: what is typed belongs to the case shown before.
        """
        if is_another or case.closing is not None:
            self._empty()
        is_asked = not self.form.isHidden() and not is_another and case.closing is None
        self.form.setVisible(is_asked)
        self.begin.setVisible(case.closing is None and not is_asked)
        self._told.setVisible(case.closing is not None)
        if case.closing is not None:
            self._tell(case.closing, offers)

    def _tell(self, end: Closing, offers: Sequence[Offer]) -> None:
        texts = self._workspace.texts
        day = short_day(end.moment.date(), today(), texts)
        said = (texts("cases.closed_on", day=day), end.staff)
        self.when.setText("  ".join(filter(None, said)))
        money = money_of(self._workspace.desk)
        self.outcome_told.setText(closing_words(end, money, texts))
        clear_layout(self._offers)
        for offer in offers:
            self._offers.addWidget(label(texts(offer.said), "warn", wrap=True))
            made = button(texts(offer.action), partial(self.accepted.emit, offer))
            self._offers.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)

    def ask(self) -> None:
        """Ask how the case ended."""
        self.begin.hide()
        self.form.show()
        self.outcome.setFocus()
        self.asked.emit()

    def leave(self) -> None:
        """Don't close it; what was typed is gone."""
        self._empty()
        self.form.hide()
        self.begin.show()
        self.begin.setFocus()

    def _close(self) -> None:
        try:
            amount = cases.read_amount(self._workspace.desk, self.amount.text())
        except ReportableError as error:
            self._workspace.show_error(error)
            self.amount.setFocus()
            return
        done = frozenset(each for each, chip in self.remedies.items() if chip.isChecked())
        self.closed.emit(Closing(local_time(), self.outcome.text(), done, amount))

    def _empty(self) -> None:
        self.outcome.clear()
        self.amount.clear()
        for chip in self.remedies.values():
            chip.setChecked(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.form.isHidden():
            self.leave()
        else:
            super().keyPressEvent(event)
