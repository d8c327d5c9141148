"""Customers whose orders are so large that they may be no buyers like the others."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desk.desk.customers import people
from crm_desk.desk.money import money_of
from crm_desk.domain.analysis.view import Suspect
from crm_desk.ui.common.widgets import button, clear_layout, frame, label
from crm_desk.ui.common.workspace import Workspace

_SHOWN = 8


class SuggestedExclusions(QWidget):
    """One line, and behind it each of them with two ways: leave out, or keep in."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._money = money_of(workspace.desk)
        self._open = self._focus = False
        theme = workspace.theme
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        sheet = frame("notice")
        outer.addWidget(sheet)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(theme.space(1.75), theme.px(2), theme.px(6), theme.px(6))
        row = QHBoxLayout()
        self.words = label("", wrap=True)
        self.more = button("", self._toggle, "link")
        row.addWidget(self.words, 1)
        row.addWidget(self.more)
        column.addLayout(row)
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.px(2))
        column.addWidget(self._list)
        self.hide()

    def show_suspects(self, suspects: Sequence[Suspect]) -> None:
        """Replace them; without any there is nothing to see."""
        clear_layout(self._rows)
        words = self.tr(
            "{n} customers have an order more than ten times the usual. Wholesale, staff and "
            "tests can be left out of the figures."
        )
        self.words.setText(words.format(n=f"{len(suspects):,}"))
        firsts = [self._row(suspect) for suspect in suspects[:_SHOWN]]
        if more := len(suspects) - len(firsts):
            rest = self.tr("And {n} more: they follow as these are decided.")
            self._rows.addWidget(label(rest.format(n=f"{more:,}"), "soft", wrap=True))
        self.setVisible(bool(suspects))
        self._show_list()
        if self._focus and firsts:
            # Who goes through them with the keys goes on with the next one, once it is shown.
            QTimer.singleShot(0, firsts[0], firsts[0].setFocus)
        self._focus = False

    def _row(self, suspect: Suspect) -> QPushButton:
        row = QHBoxLayout()
        row.setSpacing(self._workspace.theme.space())
        name = suspect.name or self.tr("(no name)")
        separator = self._workspace.texts("result.separator")
        who = separator.join(part for part in (name, suspect.member_no) if part)
        largest = self.tr("largest order {amount}").format(amount=self._money.text(suspect.largest))
        row.addWidget(label(who, "strong"))
        row.addWidget(label(largest, "soft"))
        row.addStretch(1)
        leave = button(self.tr("Leave out"), partial(self._leave_out, suspect.id), "chip")
        keep = button(self.tr("Keep in"), partial(self._keep_in, suspect.id), "chip")
        for each in (leave, keep):
            each.setAccessibleDescription(who)
            row.addWidget(each)
        self._rows.addLayout(row)
        return leave

    def _leave_out(self, customer: int) -> None:
        self._focus = True
        desk = self._workspace.desk
        self._workspace.perform(lambda: people.set_excluded(desk, [customer], excluded=True))

    def _keep_in(self, customer: int) -> None:
        self._focus = True
        desk = self._workspace.desk
        self._workspace.perform(lambda: people.keep_in(desk, [customer]))

    def _toggle(self) -> None:
        self._open = not self._open
        self._show_list()

    def _show_list(self) -> None:
        self._list.setVisible(self._open)
        text = self.tr("Close") if self._open else self.tr("Look at them")
        self.more.setText(text)
        self.more.setAccessibleName(text)
