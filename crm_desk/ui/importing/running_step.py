"""While files are read: how far it is, and a way to stop."""

from PySide6.QtWidgets import QProgressBar

from crm_desk.desk.imports import Progress
from crm_desk.ui.common.widgets import Card, button, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.importing.session import Session
from crm_desk.ui.importing.step import Step


class RunningStep(Step):
    """Progress and cancel."""

    def __init__(self, workspace: Workspace, session: Session) -> None:
        super().__init__(workspace, session)
        card = Card(self.theme, padding=3)
        self._title = label(self.tr("The files are being read"), "heading")
        card.body.addWidget(self._title)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        card.body.addWidget(self.bar)
        self.line = label("", "soft", wrap=True)
        card.body.addWidget(self.line)
        self.column.addWidget(card)
        self.column.addStretch(1)
        self.cancel = button(self.tr("Cancel"), session.call_off)
        self.buttons.addWidget(self.cancel)
        self.buttons.addStretch(1)
        session.progressed.connect(self._show_progress)

    def show_state(self) -> None:
        self.bar.setRange(0, 1000)
        self.bar.setValue(0)
        self.line.setText("")
        self._title.setText(self.tr("The files are being read"))

    def take_focus(self) -> None:
        self.cancel.setFocus()

    def _show_progress(self, progress: Progress) -> None:
        rows = f"{progress.rows:,}"
        if progress.step == "read":
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(progress.done * 1000))
            self.line.setText(
                self.tr("{file}: {rows} rows read").format(file=progress.file, rows=rows)
            )
        else:
            # Nobody can say how far a commit is; the bar moves to and fro.
            self.bar.setRange(0, 0)
            self._title.setText(self.tr("The orders are being kept"))
            self.line.setText(self.tr("{rows} rows read").format(rows=rows))
