"""Saving the people of a selection: as a workbook, or as CSV for programs that want it."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desk.domain.file_names import safe_name
from crm_desk.ui.common.files import last_folder, note_folder
from crm_desk.ui.common.workspace import Workspace


def export(workspace: Workspace, page: QWidget, book: Any) -> None:
    """Ask where and in which form, and save on the work lane.

    Args:
        book: as `Rfm.book` makes it.
    """
    from crm_desk.desk import documents

    kinds = {
        page.tr("Excel workbook (*.xlsx)"): (".xlsx", "utf-8-sig"),
        page.tr("CSV, UTF-8 (*.csv)"): (".csv", "utf-8-sig"),
        page.tr("CSV, Shift_JIS (*.csv)"): (".csv", "cp932"),
    }
    texts = workspace.document_texts
    name = safe_name(texts("rfm.file", shop=workspace.desk.shop_name))
    proposed = str(last_folder(workspace) / f"{name}.xlsx")
    chosen, kind = QFileDialog.getSaveFileName(
        page, page.tr("Save the selection"), proposed, ";;".join(kinds)
    )
    if not chosen:
        return
    path = Path(chosen)
    ending, encoding = kinds.get(kind, (path.suffix.lower(), "utf-8-sig"))
    if path.suffix.lower() != ending:
        path = path.with_suffix(ending)
    note_folder(workspace, path)

    def done(lost: Any) -> None:
        if lost:
            names = workspace.texts("result.comma").join(one.name for one in lost[:5])
            sentence = workspace.texts("rfm.lost", file=path.name, n=len(lost), names=names)
            workspace.told.emit(sentence)
        else:
            workspace.tell_saved(path)

    workspace.run(
        page,
        page.tr("The file is being written…"),
        lambda: documents.save_selection(book, texts, path, encoding),
        done,
    )
