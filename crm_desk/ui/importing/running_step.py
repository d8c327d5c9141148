"""While files are read: how far it is, and a way to stop."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from crm_desk.desk.importing.batches import Progress
from crm_desk.ui.common.widgets import Card, button, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.importing.session import ImportSession
from crm_desk.ui.importing.step import WizardStep
from crm_desk.ui.importing.wizard_state import RUNNING


class RunningStep(WizardStep):
    """Progress and cancel."""

    def __init__(self, workspace: Workspace, session: ImportSession) -> None:
        super().__init__(workspace, session)
        card = Card(self.theme, padding=3)
        self.title = label("", "heading", wrap=True)
        card.body.addWidget(self.title)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setTextVisible(False)
        card.body.addWidget(self.bar)
        self.line = label("", "soft", wrap=True)
        card.body.addWidget(self.line)
        safe = self.tr(
            "You can look at other pages meanwhile. Cancelled, the desk stays as it was."
        )
        card.body.addWidget(label(safe, "soft", wrap=True))
        self.cancel = button(self.tr("Cancel"), session.call_off)
        row = QHBoxLayout()
        row.setContentsMargins(0, self.theme.space(), 0, 0)
        row.addWidget(self.cancel)
        row.addStretch(1)
        card.body.addLayout(row)
        self.column.addWidget(card)
        self.column.addStretch(1)
        session.progressed.connect(self._show_progress)

    def show_state(self) -> None:
        self.cancel.setEnabled(not self.state.stopping)
        if self.state.step == RUNNING:
            self._show_progress(self.state.progress or Progress("read", "", 0.0, 0))

    def take_focus(self) -> None:
        self.cancel.setFocus()

    def leave(self) -> bool:
        self.session.call_off()
        return True

    def _show_progress(self, progress: Progress) -> None:
        rows = f"{progress.rows:,}"
        reading = progress.step == "read"
        if self.state.stopping:
            title = self.tr("The import is being cancelled…")
        elif reading:
            title = self.tr("The files are being read")
        else:
            title = self.tr("The orders are being kept")
        self.title.setText(title)
        if reading:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(progress.done * 1000))
        else:
            # Nobody can say how far a commit is; the bar moves to and fro.
            self.bar.setRange(0, 0)
        if progress.file:
            line = self.tr("{file}: {rows} rows read").format(file=progress.file, rows=rows)
        elif progress.rows:
            line = self.tr("{rows} rows read").format(rows=rows)
        else:
            line = ""
        self.line.setText(line)
