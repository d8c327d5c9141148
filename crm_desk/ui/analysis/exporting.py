"""Saving the people of a selection, and the pictures of charts."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desk.desk.analysis.export import Exported, export_selection, selection_book
from crm_desk.desk.analysis.look import Look
from crm_desk.desk.desk import local_time
from crm_desk.domain.analysis.view import Selected
from crm_desk.domain.file_names import safe_name
from crm_desk.domain.money import Money
from crm_desk.ui.common.files import last_folder, note_folder
from crm_desk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from crm_desk.ui.charts.chart import ChartWidget


def export(
    workspace: Workspace, page: QWidget, look: Look, selected: Selected, money: Money
) -> None:
    """Ask where and in which form, and save the people of a selection on the work lane."""
    desk, texts = workspace.desk, workspace.document_texts
    # Made here and now: what is saved is what is on screen, whatever is chosen meanwhile.
    book = selection_book(desk, look, selected, texts, money)
    kinds = {
        QCoreApplication.translate("AnalysisPage", "Excel workbook (*.xlsx)"): ".xlsx",
        QCoreApplication.translate("AnalysisPage", "CSV, UTF-8 (*.csv)"): ".csv",
        QCoreApplication.translate("AnalysisPage", "CSV, Shift_JIS (*.csv)"): ".csv",
    }
    name = texts("rfm.file", shop=desk.shop_name)
    path, kind = _ask(
        workspace,
        page,
        QCoreApplication.translate("AnalysisPage", "Save the selection"),
        name,
        kinds,
    )
    if path is None:
        return
    encoding = "cp932" if kind == [*kinds][-1] else "utf-8-sig"
    now = local_time()

    def done(found: Exported) -> None:
        said, lost = workspace.texts, found.lost
        sentence = said("said.saved", file=path.name, folder=path.parent)
        if lost:
            names = said("result.comma").join(one.name for one in lost[:5])
            sentence = said("rfm.lost", file=path.name, n=len(lost), names=names)
        if found.left_out:
            sentence = said("rfm.left_out", said=sentence, n=f"{found.left_out:,}")
        if found.waiting:
            names = said("result.comma").join(found.waiting[:5])
            n = f"{len(found.waiting):,}"
            sentence = said("rfm.left_waiting", said=sentence, n=n, names=names)
        workspace.notified.emit(sentence)

    workspace.run_task(
        page,
        QCoreApplication.translate("AnalysisPage", "The file is being written…"),
        lambda: export_selection(desk, book, texts, path, encoding, now),
        done,
    )


def save_picture(workspace: Workspace, page: QWidget, chart: "ChartWidget") -> None:
    """Ask where and in which form, and save a chart on the work lane."""
    from crm_desk.desk import files
    from crm_desk.ui.charts.picture import png_of, svg_of

    kinds = {
        QCoreApplication.translate("AnalysisPage", "Picture (*.png)"): ".png",
        QCoreApplication.translate("AnalysisPage", "Drawing, sharp at any size (*.svg)"): ".svg",
    }
    name = workspace.texts(
        "rfm.picture_file", shop=workspace.desk.shop_name, chart=chart.accessibleName()
    )
    path, _ = _ask(
        workspace, page, QCoreApplication.translate("AnalysisPage", "Save the chart"), name, kinds
    )
    if path is None:
        return
    data = svg_of(chart) if path.suffix.lower() == ".svg" else png_of(chart)
    workspace.run_task(
        page,
        QCoreApplication.translate("AnalysisPage", "The file is being written…"),
        lambda: files.save_bytes(data, path),
        lambda _: workspace.tell_saved(path),
    )


def _ask(
    workspace: Workspace, page: QWidget, title: str, name: str, kinds: Mapping[str, str]
) -> tuple[Path | None, str]:
    """A path to write to, with its kind's ending, and the kind; None for a change of mind.

    Args:
        kinds: what the dialog calls them, and their endings.
    """
    proposed = str(last_folder(workspace) / f"{safe_name(name)}{next(iter(kinds.values()))}")
    chosen, kind = QFileDialog.getSaveFileName(page, title, proposed, ";;".join(kinds))
    if not chosen:
        return None, kind
    path = Path(chosen)
    ending = kinds.get(kind, path.suffix.lower())
    if path.suffix.lower() != ending:
        path = path.with_suffix(ending)
    return note_folder(workspace, path), kind
