"""From a document to paper: it is made beside the window, previewed, printed or kept."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import rmtree
from typing import Any, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crm_desk.desk import files
from crm_desk.desk.child import CancelledError
from crm_desk.desk.documents import Document
from crm_desk.domain.errors import ReportableError
from crm_desk.ui.common.files import ask_save
from crm_desk.ui.common.preview import PreviewDialog
from crm_desk.ui.common.workspace import Workspace

S = TypeVar("S")


class Printing(QObject):
    """Previews the documents of a page, one at a time.

    Attributes:
        dialog: the preview that is open.
    """

    def __init__(self, workspace: Workspace, page: QWidget) -> None:
        super().__init__(page)
        self._workspace, self._page = workspace, page
        self.dialog: PreviewDialog | None = None
        self._folder: Path | None = None

    def preview(
        self,
        document: Document[S],
        subject: S,
        made: Callable[[Any], object] = lambda _found: None,
        out: Callable[[], object] = lambda: None,
    ) -> None:
        """Make a document and show its pages.

        Args:
            document: a PDF; it is written on the work lane in the language of the documents.
                A `CancelledError` of its `write` ends this.
            made: told what its `write` returned, or None where it was called off or failed.
            out: called once the pages are printed or kept.
        """
        if self._folder is not None:
            # One is being prepared or shown already.
            return
        self._folder = Path(tempfile.mkdtemp(prefix="crm-desk-"))
        # However the page ends, no one's data stay behind in a temporary folder.
        self._page.destroyed.connect(partial(_discard, self._folder))
        pdf = self._folder / "preview.pdf"
        texts = self._workspace.document_texts
        name = document.file_name(subject, texts)

        def work() -> object:
            try:
                return document.write(subject, texts, pdf)
            except (ReportableError, CancelledError) as error:
                return error

        def show(found: object) -> None:
            if isinstance(found, ReportableError | CancelledError):
                self._closed()
                made(None)
                if isinstance(found, ReportableError):
                    self._workspace.show_error(found)
                return
            made(found)
            self.dialog = self._made_dialog(document, subject, pdf, name)
            self.dialog.saved.connect(lambda: self._keep(pdf, name, out))
            self.dialog.printed.connect(out)
            self.dialog.open()

        self._workspace.run_task(self._page, self.tr("Preparing the pages…"), work, show)

    def _made_dialog(
        self, document: Document[S], subject: S, pdf: Path, name: str
    ) -> PreviewDialog:
        settings = self._workspace.settings
        dialog = PreviewDialog(
            self._page,
            self._workspace.theme,
            pdf,
            name,
            actual_size=document.actual_size,
            outlines=document.outlines(subject),
            outlined=settings.get("label_outlines"),
        )
        dialog.outlining.connect(lambda on: settings.put("label_outlines", on))
        dialog.finished.connect(self._closed)
        return dialog

    def _keep(self, pdf: Path, name: str, out: Callable[[], object]) -> None:
        path = ask_save(self._workspace, self._page, self.tr("Save as PDF"), name, ".pdf")
        if path is not None:
            try:
                files.keep_file(pdf, path)
            except ReportableError as error:
                self._workspace.show_error(error)
                return
            out()
            self._workspace.tell_saved(path)

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
        if self._folder is not None:
            _discard(self._folder)
            self._folder = None


def _discard(folder: Path, *_: object) -> None:
    rmtree(folder, ignore_errors=True)
