"""What to do next, as a card: one row a task, with the people it is about."""

from collections.abc import Sequence
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import Card, button, frame, label, rule
from crm_desk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from crm_desk.desk.tasks import Task

_URGENCY = ("calm", "notice", "warn")


class TasksCard(Card):
    """The tasks, the first one with the page's main button."""

    def __init__(self, workspace: Workspace, tasks: "Sequence[Task]") -> None:
        super().__init__(workspace.theme)
        self._workspace = workspace
        self.first: QPushButton | None = None
        self.body.addWidget(label(self.tr("What to do next"), "heading"))
        if not tasks:
            self.body.addWidget(label(self.tr("Nothing is open. Well done."), "soft"))
        for index, task in enumerate(tasks):
            if index:
                self.body.addWidget(rule())
            self.body.addLayout(self._task(task, primary=index == 0))

    def _task(self, task: "Task", *, primary: bool) -> QHBoxLayout:
        theme, row = self._workspace.theme, QHBoxLayout()
        row.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        row.setSpacing(theme.space(2))
        mark = frame("mark")
        mark.setFixedWidth(theme.space())
        colour = theme.colour(_URGENCY[task.urgency])
        mark.setStyleSheet(f"background: {colour}; border-radius: {theme.px(3)}px;")
        row.addWidget(mark)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(label(task.title, "strong", wrap=True))
        words.addWidget(
            self._people(task) if task.people else label(task.detail, "soft", wrap=True)
        )
        row.addLayout(words, 1)
        made = button(
            task.action, lambda: self._workspace.go(task.route), "primary" if primary else ""
        )
        made.setAccessibleName(f"{task.action}: {task.title}")
        if primary:
            self.first = made
        row.addWidget(made)
        return row

    def _people(self, task: "Task") -> QWidget:
        """Their names, each a way to them, and how many more there are."""
        theme, flow = self._workspace.theme, Flow(self._workspace.theme.px(10))
        for person in task.people:
            made = button(person.name, partial(self._workspace.go, person.route), "name")
            made.setToolTip(escape(task.detail))
            flow.addWidget(made)
        if task.others:
            n = f"{task.others:,}"
            more = label(self.tr("and {n} more").format(n=n), "soft")
            more.setContentsMargins(0, theme.px(3), 0, 0)
            flow.addWidget(more)
        return Wrapped(flow)
