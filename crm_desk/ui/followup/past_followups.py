"""What was done before: past plans, approaches outside of plans, and what left the desk."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desk.desk.contacts.mailing import LIST, MAILING, SELECTION, SHEET
from crm_desk.desk.followup.common import PlanWithStanding
from crm_desk.desk.followup.detail import CustomerFollowups, Export
from crm_desk.desk.money import money_of
from crm_desk.desk.route import Route
from crm_desk.domain.contacts.approach import Approach, Result
from crm_desk.domain.decimals import NO_FIGURE
from crm_desk.domain.followup import wording as words
from crm_desk.ui.common.widgets import button, clear_layout, label
from crm_desk.ui.common.workspace import Workspace

_FIRST = 4
"""Entries shown at first."""


class _Entry(NamedTuple):
    day: date
    title: str
    words: str
    approach: Approach | None = None
    plan: int | None = None


class PastFollowups(QWidget):
    """The newest entries, and behind a click all of them.

    Signals:
        change_asked: an approach outside of plans (`Approach`) is to be put right.
    """

    change_asked = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._money = money_of(workspace.desk)
        self._entries: list[_Entry] = []
        self._customer: int | None = None
        self._all = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(workspace.theme.px(6))

    def show_customer(self, found: CustomerFollowups) -> None:
        """Replace the entries."""
        if found.who.customer_id != self._customer:
            self._all = False
        self._customer = found.who.customer_id
        entries = [
            *(self._plan(each) for each in found.plans if not each.standing.is_open),
            *(self._approach(each) for each in found.outside),
            *self._exports(found.exports),
        ]
        self._entries = sorted(entries, key=lambda each: each.day, reverse=True)
        self._show()

    def _show(self) -> None:
        clear_layout(self._column)
        self._column.addWidget(label(self.tr("What was done before"), "soft", wrap=True))
        shown = self._entries if self._all else self._entries[:_FIRST]
        for entry in shown:
            self._column.addWidget(self._row(entry))
        left = len(self._entries) - len(shown)
        if left:
            more = button(self.tr("See {n} more").format(n=left), self.show_all, "link")
            self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(self._entries))

    def show_all(self) -> None:
        """Show every entry."""
        self._all = True
        self._show()

    # Entries

    def _plan(self, known: PlanWithStanding) -> _Entry:
        plan, standing, texts = known.plan, known.standing, self._workspace.texts
        name = plan.template or NO_FIGURE
        title = self.tr("Plan: {template}").format(template=name)
        said = [words.summary(plan, standing, texts), words.reaction(standing, texts, self._money)]
        return _Entry(plan.start, title, "\n".join(each for each in said if each), plan=plan.id)

    def _approach(self, approach: Approach) -> _Entry:
        texts = self._workspace.texts
        title = words.way(approach.way, texts)
        if approach.result is not Result.NONE:
            said = texts(f"followup.result_{approach.result.value}")
            title = texts("result.separator").join((title, said))
        return _Entry(approach.day, title, approach.note, approach=approach)

    def _exports(self, exports: tuple[Export, ...]) -> Iterator[_Entry]:
        texts = self._workspace.texts
        kinds = {
            SHEET: self.tr("Follow-up sheet made"),
            LIST: self.tr("On the month's list"),
            MAILING: self.tr("In a mailing"),
            SELECTION: self.tr("In an exported list"),
        }
        for each in exports:
            kept = texts.sentences.get(f"personal.kind_{each.kind}", each.kind)
            title = kinds.get(each.kind, kept)
            yield _Entry(each.made_at.date(), title, each.purpose)

    def _row(self, entry: _Entry) -> QWidget:
        theme, texts = self._workspace.theme, self._workspace.texts
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        head = QHBoxLayout()
        head.setSpacing(theme.space())
        day = texts.date(entry.day)
        # Both wrap, so that their lines stand at one height.
        when = label(day, "soft", wrap=True)
        when.setFixedWidth(when.sizeHint().width())
        head.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(entry.title, wrap=True), 1)
        if entry.approach is not None:
            change = button(
                self.tr("Change"), partial(self.change_asked.emit, entry.approach), "link"
            )
            change.setAccessibleDescription(f"{day} {entry.title}")
            head.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        elif entry.plan is not None:
            see = button(self.tr("See it"), partial(self._see, entry.plan), "link")
            see.setAccessibleDescription(f"{day} {entry.title}")
            head.addWidget(see, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        if entry.words:
            column.addWidget(label(entry.words, "soft", wrap=True))
        return whole

    def _see(self, plan: int) -> None:
        self._workspace.go(Route("followup", id=plan))
