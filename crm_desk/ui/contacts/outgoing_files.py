"""Makes what goes out of the shop: previews of paper, and tables in files."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desk.desk.child import Cancel
from crm_desk.desk.contacts.outgoing import (
    Outgoing,
    PaperJob,
    PaperKind,
    PaperMaker,
    PaperRequest,
)
from crm_desk.desk.desk import local_time, today
from crm_desk.ui.common.files import last_folder, note_folder
from crm_desk.ui.common.printing import Printing
from crm_desk.ui.common.workspace import Workspace

_NAMES = 5
"""Of those whose address did not fit, so many are named."""


class OutgoingFiles(QObject):
    """Works beside the window; what was made is noted in the desk.

    Args:
        maker: what the page makes, and how it is noted.
        panel: the widget over which a file's name is asked for.

    Signals:
        progressed: pages done, pages.
    """

    progressed = Signal(int, int)

    def __init__(self, workspace: Workspace, maker: PaperMaker, panel: QWidget) -> None:
        super().__init__(panel)
        self._workspace, self._maker, self._panel = workspace, maker, panel
        self.printing = Printing(workspace, panel)
        self._cancel = Cancel()

    def stop(self) -> None:
        """Call off the preview that is being made."""
        self._cancel.call_off()

    def preview(self, ready: Outgoing, request: PaperRequest, done: Callable[[], object]) -> None:
        """Make the pages and show them; `done` is called when they are made, or are not to be."""
        self._cancel = Cancel()
        job = replace(self._job(ready, request), report=self.progressed.emit, cancel=self._cancel)

        def made(lost: Sequence[str] | None) -> None:
            done()
            self._tell_lost(lost or ())

        note = partial(self._note, ready, request)
        self.printing.preview(self._maker.papers[request.kind], job, made, note)

    def save_table(
        self, ready: Outgoing, request: PaperRequest, done: Callable[[], object]
    ) -> None:
        """Ask for a name and write the table of addressees."""
        document, texts = self._maker.papers[PaperKind.TABLE], self._workspace.document_texts
        job = self._job(ready, request)
        chosen = self._ask_path(document.file_name(job, texts) + document.ending)
        if chosen is None:
            return
        path, encoding = chosen

        def written(lost: Sequence[str]) -> None:
            self._note(ready, request)
            self._workspace.tell_saved(path)
            self._tell_lost(lost)
            done()

        self._workspace.run_task(
            self,
            self.tr("The file is being written…"),
            lambda: document.write(replace(job, encoding=encoding), texts, path),
            written,
        )

    def _ask_path(self, name: str) -> tuple[Path, str] | None:
        """Where to, and in which encoding; None where nothing is to be written."""
        kinds = {
            self.tr("Excel workbook (*.xlsx)"): (".xlsx", "utf-8-sig"),
            self.tr("CSV, UTF-8 (*.csv)"): (".csv", "utf-8-sig"),
            self.tr("CSV, Shift_JIS (*.csv)"): (".csv", "cp932"),
        }
        proposed = str(last_folder(self._workspace) / name)
        chosen, kind = QFileDialog.getSaveFileName(
            self._panel, self.tr("Save the table"), proposed, ";;".join(kinds)
        )
        if not chosen:
            return None
        path = Path(chosen)
        ending, encoding = kinds.get(kind, (path.suffix.lower(), "utf-8-sig"))
        if path.suffix.lower() != ending:
            path = path.with_suffix(ending)
        note_folder(self._workspace, path)
        return path, encoding

    def _job(self, ready: Outgoing, request: PaperRequest) -> PaperJob:
        return PaperJob(ready, request, self._workspace.desk.shop_name, today())

    def _note(self, ready: Outgoing, request: PaperRequest) -> None:
        desk, texts = self._workspace.desk, self._workspace.document_texts
        now = local_time()
        self._workspace.attempt(lambda: self._maker.note(desk, ready, request, texts, now))

    def _tell_lost(self, lost: Sequence[str]) -> None:
        if lost:
            texts = self._workspace.texts
            names = texts("result.comma").join(lost[:_NAMES])
            self._workspace.notified.emit(texts("outgoing.lost", names=names))
