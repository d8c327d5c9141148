"""Asking for a file: the dialogs begin where the person saved last, else in Documents."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desk.desk.documents import Document
from crm_desk.ui.common.workspace import Workspace

S = TypeVar("S")


def ask_save(
    workspace: Workspace, parent: QWidget, title: str, name: str, ending: str
) -> Path | None:
    """A path to write to, with its ending (`.pdf`); None when the person changed their mind."""
    proposed = str(last_folder(workspace) / f"{name}{ending}")
    chosen, _ = QFileDialog.getSaveFileName(parent, title, proposed, _filter(ending))
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() != ending:
        path = path.with_name(path.name + ending)
    return note_folder(workspace, path)


def ask_save_document(
    workspace: Workspace, parent: QWidget, title: str, document: Document[S], subject: S
) -> Path | None:
    """As `ask_save`, under the name that a document has in the documents' language."""
    name = document.file_name(subject, workspace.document_texts)
    return ask_save(workspace, parent, title, name, document.ending)


def ask_open(workspace: Workspace, parent: QWidget, title: str, ending: str) -> Path | None:
    """A path to read from; None when the person changed their mind."""
    folder = str(last_folder(workspace))
    chosen, _ = QFileDialog.getOpenFileName(parent, title, folder, _filter(ending))
    return note_folder(workspace, Path(chosen)) if chosen else None


def last_folder(workspace: Workspace) -> Path:
    """Where the person saved or opened a file last."""
    last = Path(workspace.settings.get("folder"))
    if workspace.settings.get("folder") and last.is_dir():
        return last
    kind = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(kind))


def note_folder(workspace: Workspace, path: Path) -> Path:
    """Remember where a file was; returns its path."""
    workspace.settings.put("folder", str(path.parent))
    return path


def _filter(ending: str) -> str:
    return f"{ending[1:].upper()} (*{ending})"
