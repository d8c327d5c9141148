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
from crm_desk.ui.analysis.selection import ExportForm
from crm_desk.ui.common.files import last_folder, note_folder
from crm_desk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from crm_desk.domain.texts import Texts
    from crm_desk.ui.charts.chart import ChartWidget


_NAMED = 5
"""Of those whose names lost characters, or who wait for an answer, so many are named."""


def export(
    workspace: Workspace,
    page: QWidget,
    look: Look,
    selected: Selected,
    money: Money,
    form: ExportForm,
) -> None:
    """Ask where, and save the people of a selection on the work lane."""
    desk, texts = workspace.desk, workspace.document_texts
    # Made here and now: what is saved is what is on screen, whatever is chosen meanwhile.
    book = selection_book(desk, look, selected, texts, money)
    forms = {
        ExportForm.WORKBOOK: QCoreApplication.translate("AnalysisPage", "Excel workbook (*.xlsx)"),
        ExportForm.CSV: QCoreApplication.translate("AnalysisPage", "CSV, UTF-8 (*.csv)"),
        ExportForm.CSV_SHIFT_JIS: QCoreApplication.translate(
            "AnalysisPage", "CSV, Shift_JIS (*.csv)"
        ),
    }
    path, _ = _ask(
        workspace,
        page,
        QCoreApplication.translate("AnalysisPage", "Save the selection"),
        texts("rfm.file", shop=desk.shop_name),
        {forms[form]: ".xlsx" if form is ExportForm.WORKBOOK else ".csv"},
    )
    if path is None:
        return
    encoding = "cp932" if form is ExportForm.CSV_SHIFT_JIS else "utf-8-sig"
    now = local_time()

    workspace.run_task(
        page,
        QCoreApplication.translate("AnalysisPage", "The file is being written…"),
        lambda: export_selection(desk, book, texts, path, encoding, now),
        lambda found: workspace.notified.emit(_said(found, path, workspace.texts)),
    )


def _said(found: Exported, path: Path, texts: "Texts") -> str:
    """Where it is saved, what was lost of it, and how many are not in it."""
    sentence = texts("said.saved", file=path.name, folder=path.parent)
    if found.lost:
        names = texts("result.comma").join(one.name for one in found.lost[:_NAMED])
        sentence = texts("rfm.lost", file=path.name, n=len(found.lost), names=names)
    if found.left_out:
        sentence = texts("rfm.left_out", said=sentence, n=f"{found.left_out:,}")
    if found.waiting:
        names = texts("result.comma").join(found.waiting[:_NAMED])
        n = f"{len(found.waiting):,}"
        sentence = texts("rfm.left_waiting", said=sentence, n=n, names=names)
    return sentence


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
