"""Assessments on paper and in files."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crm_desk.desk.assessment import assessments, documents, exchange, questionnaires
from crm_desk.desk.changes import Changes
from crm_desk.desk.route import Route
from crm_desk.domain.assessment.assessment import Assessment
from crm_desk.domain.assessment.summary import Summary
from crm_desk.domain.file_names import safe_name
from crm_desk.ui.common.files import ask_open, ask_save
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
        texts = self._workspace.document_texts
        summary = self._summary(assessment, compared_with)
        self._printing.preview(
            self._name(assessment),
            lambda path: documents.save_assessment_pdf(summary, texts, path),
        )

    def preview_blank_sheet(self) -> None:
        """Preview the questionnaire for filling in by hand."""
        texts = self._workspace.document_texts
        questionnaire = questionnaires.questionnaire(
            questionnaires.LATEST_QUESTIONNAIRE, texts.language
        )
        shop = self._workspace.desk.shop_name
        self._printing.preview(
            texts("file.blank"),
            lambda path: documents.save_blank_sheet(questionnaire, shop, texts, path),
        )

    def save_xlsx(self, assessment: Assessment, compared_with: int | None) -> None:
        """Ask for a name and write a workbook."""
        workspace = self._workspace
        texts = workspace.document_texts
        summary = self._summary(assessment, compared_with)
        title = self.tr("Save as Excel workbook")
        path = ask_save(workspace, self._page, title, self._name(assessment), ".xlsx")
        if path is not None:
            workspace.run_task(
                self,
                self.tr("Writing the workbook…"),
                lambda: documents.save_assessment_xlsx(summary, texts, path),
                lambda _: workspace.tell_saved(path),
            )

    def save_json(self, assessment: Assessment) -> None:
        """Ask for a name and write an assessment for another desk.

        Raises:
            ReportableError: the file can't be written.
        """
        workspace, title = self._workspace, self.tr("Save as JSON")
        path = ask_save(workspace, self._page, title, self._name(assessment), ".json")
        if path is not None:
            documents.save_assessment_json(assessment, workspace.desk.shop_name, path)
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
        language = workspace.document_texts.language
        return assessments.summary(workspace.desk, assessment.id, language, compared_with)

    def _name(self, assessment: Assessment) -> str:
        texts = self._workspace.document_texts
        return safe_name(
            texts(
                "file.assessment",
                shop=self._workspace.desk.shop_name,
                day=assessment.details.held_on.isoformat(),
            )
        )
