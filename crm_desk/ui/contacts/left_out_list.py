"""Who is not in what is made, why, and who has no post code: by number and by name."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desk.desk.contacts.outgoing import LeftOut, Outgoing
from crm_desk.desk.route import Route
from crm_desk.domain.contacts.addressee import Contact
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import button, clear_layout, label
from crm_desk.ui.common.workspace import Workspace

_NAMED = 5
_MOST = 200
"""Names that are shown when all are asked for: more nobody reads here."""


class LeftOutList(QWidget):
    """A line a reason; each name leads to its customer, where it can be put right."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(workspace.theme.px(6))
        self.hide()

    def show_found(self, found: Outgoing) -> None:
        """Show who is left out of this, and who is in it without a post code."""
        clear_layout(self._column)
        texts = self._workspace.texts
        total = sum(len(each.people) for each in found.left_out)
        if total:
            words = texts("outgoing.left_out", n=f"{total:,}")
            self._column.addWidget(label(words, "strong", wrap=True))
        for each in found.left_out:
            self._add(each)
        if found.codeless:
            self._add(LeftOut(texts("outgoing.codeless"), found.codeless))
        self.setVisible(bool(total or found.codeless))

    def _add(self, each: LeftOut) -> None:
        texts, flow = self._workspace.texts, Flow(self._workspace.theme.px(4))
        n = len(each.people)
        why = label(texts("outgoing.reason", reason=each.reason, n=f"{n:,}"), "soft")
        flow.addWidget(why)
        line = Wrapped(flow)
        self._column.addWidget(line)
        self._name(flow, each.people[:_NAMED])
        # In one line with the names, which are as high as buttons.
        why.setMinimumHeight(max(item.sizeHint().height() for item in flow.items()))
        if n > _NAMED:
            words = texts("outgoing.more_names", n=f"{n - _NAMED:,}")
            more = button(words, lambda: self._show_all(line, flow, each.people), "link")
            flow.addWidget(more)

    def _show_all(self, line: Wrapped, flow: Flow, people: Sequence[Contact]) -> None:
        """All names in the place of the last button."""
        last = flow.takeAt(flow.count() - 1)
        if last is not None and (widget := last.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        self._name(flow, people[_NAMED:_MOST])
        if len(people) > _MOST:
            words = self._workspace.texts("outgoing.more_people", n=f"{len(people) - _MOST:,}")
            flow.addWidget(label(words, "soft"))
        line.setMinimumHeight(flow.heightForWidth(max(line.width(), 1)))

    def _name(self, flow: Flow, people: Sequence[Contact]) -> None:
        for who in people:
            name = who.name.strip() or who.member_no or self._workspace.texts("personal.nameless")
            if who.customer_id is None:
                flow.addWidget(label(name, "soft"))
            else:
                to = Route("customers", "one", who.customer_id)
                flow.addWidget(button(name, partial(self._workspace.go, to), "link"))
