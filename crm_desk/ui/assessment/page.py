"""CRM診断: one page with five views, and the ways between them."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from crm_desk.desk import assessments, documents, exchange, resources
from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.desk import today
from crm_desk.domain.assessment import Assessment, Details
from crm_desk.domain.errors import UserError
from crm_desk.domain.file_names import safe_name
from crm_desk.ui.assessment.details_form import DetailsForm, TargetsForm
from crm_desk.ui.assessment.list_view import ListView
from crm_desk.ui.assessment.results import Results
from crm_desk.ui.assessment.wizard import Wizard
from crm_desk.ui.common.page import Page
from crm_desk.ui.common.preview import PreviewDialog
from crm_desk.ui.common.route import Route
from crm_desk.ui.common.workspace import Workspace


class AssessmentPage(Page):
    """List, form, targets, wizard and results of assessments."""

    topics = frozenset({Topic.ASSESSMENTS, Topic.ANSWERS, Topic.DESK})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.list = ListView(workspace)
        self.form = DetailsForm(workspace)
        self.targets = TargetsForm(workspace)
        self.wizard = Wizard(workspace)
        self.results = Results(workspace)
        self.preview: PreviewDialog | None = None
        self._edited: int | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        for view in (self.list, self.form, self.targets, self.wizard, self.results):
            self._stack.addWidget(view)
        self._connect()

    def _connect(self) -> None:
        self.list.begun.connect(self.begin)
        self.list.resumed.connect(self.resume)
        self.list.read.connect(self.read)
        self.list.described.connect(self.describe)
        self.list.exported.connect(self.save_json)
        self.list.deleted.connect(self._delete)
        self.form.confirmed.connect(self._confirm_form)
        self.form.left.connect(self._leave_form)
        self.targets.confirmed.connect(self._confirm_targets)
        self.targets.left.connect(lambda: self._show(self.results))
        self.wizard.finished.connect(self.read)
        self.wizard.left.connect(self.show_list)
        self.results.answered.connect(self._answer)
        self.results.targeted.connect(self._edit_targets)
        self.results.printed.connect(self.print_current)
        self.results.listed.connect(self.show_list)

    # Ways between the views

    def open(self, route: Route) -> None:
        ways: dict[str, Callable[[int], None]] = {
            "wizard": lambda chosen: self.resume(chosen, route.item_id),
            "results": self.read,
            "details": self.describe,
        }
        if route.view == "start":
            self.begin()
        elif route.view in ways and route.assessment_id is not None:
            ways[route.view](route.assessment_id)
        else:
            self.show_list()

    def route(self) -> Route:
        view = self._stack.currentWidget()
        if view is self.wizard:
            return Route("assessment", "wizard", self.wizard.assessment_id, self.wizard.item_id)
        if view is self.results or view is self.targets:
            return Route("assessment", "results", self.results.assessment_id)
        if view is self.form:
            return Route("assessment", "details" if self._edited else "start", self._edited)
        return Route("assessment")

    def show_list(self) -> None:
        """All assessments."""
        self.wizard.flush()
        self.list.refresh()
        self._show(self.list)

    def begin(self) -> None:
        """Ask for what a new assessment needs."""
        self._edited = None
        questionnaire = resources.questionnaire(
            resources.LATEST_QUESTIONNAIRE, self._workspace.language
        )
        self.form.show_new(questionnaire, today())
        self._show(self.form)

    def resume(self, assessment_id: int, item_id: str | None = None) -> None:
        """Go on scoring where one was, or at an item."""
        if self.wizard.open(assessment_id, item_id):
            self._show(self.wizard)
            self.wizard.setFocus()
        else:
            self.show_list()

    def read(self, assessment_id: int) -> None:
        """Show the results."""
        if self.results.open(assessment_id):
            self._show(self.results)
        else:
            self.show_list()

    def describe(self, assessment_id: int) -> None:
        """Change date, participants, next date."""
        assessment = assessments.find(self._workspace.desk, assessment_id)
        if assessment is None:
            self.show_list()
            return
        self._edited = assessment_id
        self.form.show_details(assessment.details)
        self._show(self.form)

    def refresh(self, place: tuple[int, str] | None = None) -> None:
        view = self._stack.currentWidget()
        if view is self.wizard:
            if place is not None and place != (self.wizard.assessment_id, self.wizard.item_id):
                self.wizard.open(*place)
            elif not self.wizard.refresh():
                self.show_list()
        elif view is self.results:
            if not self.results.refresh():
                self.show_list()
        elif view is self.list:
            self.list.refresh()

    def take_focus(self) -> None:
        view = self._stack.currentWidget()
        if view is self.wizard:
            view.setFocus()
        elif view is not self.form:
            self.setFocus()

    def flush(self) -> bool:
        return self.wizard.flush()

    def _show(self, view: QWidget) -> None:
        if self._stack.currentWidget() is self.wizard and view is not self.wizard:
            self.wizard.flush()
        self._stack.setCurrentWidget(view)

    def _answer(self, item_id: str) -> None:
        if self.results.assessment_id is not None:
            self.resume(self.results.assessment_id, item_id or None)

    # Forms

    def _confirm_form(self, details: Details) -> None:
        desk = self._workspace.desk
        edited = self._edited
        if edited is not None:
            if self._workspace.perform(lambda: assessments.change_details(desk, edited, details)):
                self.show_list()
            return
        started: list[int] = []

        def start() -> Changes:
            new_id, changes = assessments.start(desk, details.held_on, details.participants)
            started.append(new_id)
            return changes

        if self._workspace.perform(start):
            self.resume(started[0])

    def _leave_form(self) -> None:
        self.show_list()

    def _edit_targets(self) -> None:
        summary = self.results.summary
        if summary is not None:
            self.targets.show_targets(summary.questionnaire, summary.assessment.details)
            self._show(self.targets)

    def _confirm_targets(self, targets: dict[str, int]) -> None:
        desk, assessment_id = self._workspace.desk, self.results.assessment_id
        if assessment_id is not None and self._workspace.perform(
            lambda: assessments.set_targets(desk, assessment_id, targets)
        ):
            self.read(assessment_id)

    def _delete(self, assessment_id: int) -> None:
        # No question: it can be undone, and the menu says so.
        self._workspace.perform(lambda: assessments.delete(self._workspace.desk, assessment_id))

    # Paper and files

    def print_current(self) -> bool:
        """Preview the assessment that is shown, else the newest."""
        assessment = self._chosen()
        if assessment is None:
            return False
        workspace = self._workspace
        texts = workspace.document_texts
        summary = assessments.summary(
            workspace.desk, assessment.id, texts.language, self._compared_with(assessment)
        )
        name = self._name(assessment)
        self._preview(name, lambda path: documents.save_pdf(summary, texts, path))
        return True

    def print_blank_sheet(self) -> None:
        """Preview the questionnaire for filling in by hand."""
        texts = self._workspace.document_texts
        questionnaire = resources.questionnaire(resources.LATEST_QUESTIONNAIRE, texts.language)
        shop = self._workspace.desk.shop_name
        self._preview(
            texts("file.blank"),
            lambda path: documents.save_blank_sheet(questionnaire, shop, texts, path),
        )

    def save_xlsx(self) -> None:
        """Ask for a name and write the workbook of what is shown."""
        assessment = self._chosen()
        if assessment is None:
            return
        texts = self._workspace.document_texts
        summary = assessments.summary(
            self._workspace.desk, assessment.id, texts.language, self._compared_with(assessment)
        )
        path = self._ask_name(self.tr("Save as Excel workbook"), self._name(assessment), "xlsx")
        if path is not None:
            self._workspace.run(
                self.tr("Writing the workbook…"),
                lambda: documents.save_xlsx(summary, texts, path),
                lambda _: None,
            )

    def save_json(self, assessment_id: int | None = None) -> None:
        """Ask for a name and write one assessment for another desk."""
        workspace = self._workspace
        assessment = (
            assessments.find(workspace.desk, assessment_id) if assessment_id else self._chosen()
        )
        if assessment is None:
            return
        path = self._ask_name(self.tr("Save as JSON"), self._name(assessment), "json")
        if path is not None:
            try:
                documents.save_json(assessment, workspace.desk.shop_name, path)
            except UserError as error:
                workspace.tell(error)

    def read_json(self) -> None:
        """Ask for a file and add its assessment."""
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Read in an assessment"), "", "JSON (*.json)"
        )
        if not name:
            return
        added: list[int] = []

        def read_in() -> Changes:
            new_id, changes = exchange.read_in(self._workspace.desk, Path(name))
            added.append(new_id)
            return changes

        if self._workspace.perform(read_in):
            self.read(added[0])

    def _chosen(self) -> Assessment | None:
        """The assessment that is shown, else the newest."""
        view, desk = self._stack.currentWidget(), self._workspace.desk
        found = assessments.assessments(desk)
        self.flush()
        wanted = None
        if view is self.wizard:
            wanted = self.wizard.assessment_id
        elif view is self.results:
            wanted = self.results.assessment_id
        return next((a for a in found if a.id == wanted), found[-1] if found else None)

    def _compared_with(self, assessment: Assessment) -> int | None:
        same = assessment.id == self.results.assessment_id
        return self.results.compared_with if same else None

    def _name(self, assessment: Assessment) -> str:
        texts = self._workspace.document_texts
        return safe_name(
            texts(
                "file.assessment",
                shop=self._workspace.desk.shop_name,
                day=assessment.details.held_on.isoformat(),
            )
        )

    def _ask_name(self, title: str, name: str, ending: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, title, f"{name}.{ending}", f"{ending.upper()} (*.{ending})"
        )
        return Path(chosen) if chosen else None

    def _preview(self, name: str, write: Callable[[Path], object]) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="crm-desk-")
        pdf = Path(self._folder.name) / "preview.pdf"

        def show(_result: object) -> None:
            self.preview = PreviewDialog(self, self._workspace.theme, pdf, name)
            self.preview.saved.connect(lambda target: self._keep(pdf, target))
            self.preview.finished.connect(self._preview_closed)
            self.preview.open()

        self._workspace.run(self.tr("Preparing the pages…"), lambda: write(pdf), show)

    def _keep(self, pdf: Path, target: Path) -> None:
        try:
            documents.keep_file(pdf, target)
        except UserError as error:
            self._workspace.tell(error)

    def _preview_closed(self) -> None:
        if self.preview is not None:
            self.preview.deleteLater()
            self.preview = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
