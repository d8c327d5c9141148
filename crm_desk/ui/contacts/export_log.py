"""The list of exports: who left the program when, as what, and for what."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crm_desk.desk.contacts.export_log import MOST_SHOWN, LoggedExport, export_log, log_line
from crm_desk.ui.common.widgets import Card, button, label, rule, scrolling
from crm_desk.ui.common.workspace import Workspace

_WIDTH, _HEIGHT = 820, 520
_NEVER_WRAPPED = 2
"""Columns from the left: when and what."""


class ExportLog(QDialog):
    """The newest exports; read beside the window.

    Attributes:
        grid: their lines.
    """

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, theme = workspace, workspace.theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Printed and exported"))
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space(1.5))
        about = self.tr(
            "Whenever data of persons are printed or exported, it is noted here by itself."
        )
        column.addWidget(label(about, wrap=True))
        card = Card(theme, padding=2)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(theme.space(2.5))
        self.grid.setVerticalSpacing(theme.px(6))
        self.grid.setColumnStretch(3, 1)
        card.body.addLayout(self.grid)
        card.body.addStretch(1)
        column.addWidget(scrolling(card), 1)
        row = QHBoxLayout()
        row.addStretch(1)
        self.close_button = button(self.tr("Close"), self.accept, "primary")
        row.addWidget(self.close_button)
        column.addLayout(row)
        self.close_button.setFocus()
        desk = workspace.desk
        workspace.ask_latest(self, lambda: export_log(desk), self._show)

    @property
    def is_settled(self) -> bool:
        """Everything that was asked for is shown."""
        return self._workspace.is_settled(self)

    def _show(self, found: tuple[LoggedExport, ...]) -> None:
        if not found:
            none = self.tr("Nothing has been printed or exported yet.")
            self.grid.addWidget(label(none, "soft", wrap=True), 0, 0, 1, 4)
            return
        heads = (self.tr("When"), self.tr("What"), self.tr("What for"), self.tr("Who"))
        for column, words in enumerate(heads):
            self.grid.addWidget(label(words, "soft"), 0, column)
        for number, made in enumerate(found, start=1):
            line = log_line(made, self._workspace.texts)
            self.grid.addWidget(rule(), 2 * number - 1, 0, 1, 4)
            for column, words in enumerate(line):
                # All wrap, so that their lines stand at one height.
                made_label = label(words, "strong" if column == 0 else "body", wrap=True)
                if column < _NEVER_WRAPPED:
                    made_label.setMinimumWidth(made_label.sizeHint().width())
                self.grid.addWidget(made_label, 2 * number, column, Qt.AlignmentFlag.AlignTop)
        if len(found) == MOST_SHOWN:
            last = self.tr("Only the newest are listed.")
            self.grid.addWidget(label(last, "soft"), 2 * MOST_SHOWN + 2, 0, 1, 4)
