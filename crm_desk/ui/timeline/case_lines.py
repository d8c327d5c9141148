"""Further answers to a case, and the line in which the next one is typed."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desk.desk.desk import today
from crm_desk.desk.timeline.wording import moment_words
from crm_desk.domain.timeline.entry import MOST_SIGNS, EntryLine
from crm_desk.ui.common.widgets import button, clear_layout, label
from crm_desk.ui.common.workspace import Workspace


class CaseLines(QWidget):
    """The lines of a case.

    Signals:
        added: the words typed.
        removed: the id of a line.
    """

    added = Signal(str)
    removed = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        self._lines: tuple[EntryLine, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space(1.5))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        row = QHBoxLayout()
        row.setSpacing(theme.space())
        self.words = QLineEdit()
        # More than is kept: a long text is refused with a sentence, not cut off silently.
        self.words.setMaxLength(MOST_SIGNS * 3)
        self.words.setAccessibleName(self.tr("Add a line"))
        self.words.setPlaceholderText(self.tr("Add what happened since"))
        self.words.returnPressed.connect(self._add)
        row.addWidget(self.words, 1)
        self.add = button(self.tr("Add"), self._add)
        row.addWidget(self.add)
        column.addLayout(row)

    def show_lines(self, lines: tuple[EntryLine, ...], *, is_another: bool) -> None:
        """Show the lines of a case.

        Args:
            is_another: what is typed belongs to the case shown before.
        """
        if is_another:
            self.words.clear()
        if lines == self._lines:
            return
        self._lines = lines
        clear_layout(self._grid)
        texts, now = self._workspace.texts, today()
        for row, line in enumerate(lines):
            said = (moment_words(line.moment, now, texts), line.staff)
            self._grid.addWidget(label("  ".join(filter(None, said)), "soft"), row, 0)
            self._grid.addWidget(label(line.words, wrap=True), row, 1)
            remove = button(self.tr("Remove"), partial(self.removed.emit, line.id), "link")
            self._grid.addWidget(remove, row, 2)

    def _add(self) -> None:
        if self.words.text().strip():
            self.added.emit(self.words.text())
        self.words.setFocus()
