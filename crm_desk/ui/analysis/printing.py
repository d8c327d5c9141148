"""The page 顧客分析 on paper: preview, print, save as PDF."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desk.desk.analysis.documents import ANALYSIS_PDF, analysis_paper
from crm_desk.desk.desk import today
from crm_desk.domain.analysis.view import Selected
from crm_desk.domain.money import Money
from crm_desk.ui.common.printing import Printing
from crm_desk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from crm_desk.desk.analysis.look import Look


def beside(notes: QWidget, button: QWidget) -> QWidget:
    """The notes with the way to paper at their right; they wrap where the page is narrow."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(notes, 1)
    row.addWidget(button)
    return whole


def preview(
    workspace: Workspace,
    printing: Printing,
    look: "Look",
    money: Money,
    selected: Selected | None,
) -> None:
    """Show a look as it will be printed, in the documents' language."""
    shop, texts, day = workspace.desk.shop_name, workspace.document_texts, today()
    # Made here and now: what is printed is what is on screen, whatever is chosen meanwhile.
    paper = analysis_paper(look, shop, texts, money, day, selected)
    printing.preview(ANALYSIS_PDF, paper)
