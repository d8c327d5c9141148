"""Assessments on paper and in files."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crm_desk.desk.assessment import assessments, exchange, questionnaires
from crm_desk.desk.assessment.documents import (
    ASSESSMENT_JSON,
    ASSESSMENT_PDF,
    ASSESSMENT_XLSX,
    BLANK_SHEET,
    BlankSheet,
    ShopAssessment,
)
from crm_desk.desk.changes import Changes
from crm_desk.desk.route import Route
from crm_desk.domain.assessment.assessment import Assessment
from crm_desk.domain.assessment.summary import Summary
from crm_desk.ui.common.files import ask_open, ask_save_document
from crm_desk.ui.common.printing import Printing
from crm_desk.ui.common.workspace import Workspace


class AssessmentFiles(QObject):
    """Prints, saves and reads in, in the language of the documents.

    Where an assessment is compared, `compared_with` is the id of the earlier one, None for the one
    before it.

    Args:
        page: the widget over which a file's name is asked for.
    """

    def __init__(self, workspace: Workspace, printing: Printing, page: QWidget) -> None:
        super().__init__(page)
        self._workspace, self._printing, self._page = workspace, printing, page

    def preview(self, assessment: Assessment, compared_with: int | None) -> None:
        """Preview the report of an assessment."""
        self._printing.preview(ASSESSMENT_PDF, self._summary(assessment, compared_with))

    def preview_blank_sheet(self) -> None:
        """Preview the questionnaire for filling in by hand."""
        workspace = self._workspace
        questionnaire = questionnaires.questionnaire(
            questionnaires.LATEST_QUESTIONNAIRE, workspace.document_language
        )
        self._printing.preview(BLANK_SHEET, BlankSheet(questionnaire, workspace.desk.shop_name))

    def save_xlsx(self, assessment: Assessment, compared_with: int | None) -> None:
        """Ask for a name and write a workbook."""
        workspace, texts = self._workspace, self._workspace.document_texts
        summary = self._summary(assessment, compared_with)
        title = self.tr("Save as Excel workbook")
        path = ask_save_document(workspace, self._page, title, ASSESSMENT_XLSX, summary)
        if path is not None:
            workspace.run_task(
                self,
                self.tr("Writing the workbook…"),
                lambda: ASSESSMENT_XLSX.write(summary, texts, path),
                lambda _: workspace.tell_saved(path),
            )

    def save_json(self, assessment: Assessment) -> None:
        """Ask for a name and write an assessment for another desk.

        Raises:
            ReportableError: the file can't be written.
        """
        workspace = self._workspace
        sent = ShopAssessment(assessment, workspace.desk.shop_name)
        title = self.tr("Save as JSON")
        path = ask_save_document(workspace, self._page, title, ASSESSMENT_JSON, sent)
        if path is not None:
            ASSESSMENT_JSON.write(sent, workspace.document_texts, path)
            workspace.tell_saved(path)

    def read_json(self) -> None:
        """Ask for a file, add its assessment, and go there."""
        title = self.tr("Read in an assessment")
        path = ask_open(self._workspace, self._page, title, ".json")
        if path is None:
            return
        added: list[int] = []

        def read_in() -> Changes:
            new_id, changes = exchange.read_in(self._workspace.desk, path)
            added.append(new_id)
            return changes

        if self._workspace.perform(read_in):
            self._workspace.go(Route("assessment", "results", added[0]))

    def _summary(self, assessment: Assessment, compared_with: int | None) -> Summary:
        workspace = self._workspace
        language = workspace.document_language
        return assessments.summary(workspace.desk, assessment.id, language, compared_with)
