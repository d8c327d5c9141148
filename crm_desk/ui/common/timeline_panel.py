"""What capabilities open below a row of the time line."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desk.desk.timeline_rows import TimelineRow
from crm_desk.ui.common.workspace import Workspace

MakePanel = Callable[[Workspace, TimelineRow], QWidget | None]
"""Shows the record of a row in full, or lets it be changed; None when it is gone by now.

A widget with a signal `left` is closed by it.
"""
Panels = Mapping[str, MakePanel]
"""By the kinds of records; of the others a row's words are shown whole."""


class OpenedPanel(QWidget):
    """Room for what is opened; it says when it has become higher or lower.

    Signals:
        reshaped: what is in it wants another height.
    """

    reshaped = Signal()

    def __init__(self, workspace: Workspace, content: QWidget) -> None:
        super().__init__()
        theme = workspace.theme
        self.content = content
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(), theme.space(), theme.space(), theme.space())
        column.addWidget(content)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.reshaped.emit()
        return done
