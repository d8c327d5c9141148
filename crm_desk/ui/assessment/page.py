"""CRM診断: one page with five views, and the ways between them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crm_desk.desk.assessment import assessments, exchange, questionnaires
from crm_desk.desk.assessment.documents import (
    ASSESSMENT_JSON,
    ASSESSMENT_PDF,
    ASSESSMENT_XLSX,
    BLANK_SHEET,
    BlankSheet,
    ShopAssessment,
)
from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.desk import today
from crm_desk.desk.route import Route
from crm_desk.domain.assessment.assessment import Assessment, Details
from crm_desk.domain.assessment.summary import Summary
from crm_desk.ui.assessment.details_form import DetailsForm, TargetsForm
from crm_desk.ui.assessment.list_view import AssessmentListView
from crm_desk.ui.assessment.results import Results
from crm_desk.ui.assessment.wizard import Wizard
from crm_desk.ui.common.files import ask_open, ask_save_document
from crm_desk.ui.common.page import Page
from crm_desk.ui.common.printing import Printing
from crm_desk.ui.common.workspace import Workspace


class AssessmentPage(Page):
    """List, form, targets, wizard and results of assessments."""

    topics = frozenset({Topic.ASSESSMENTS, Topic.ANSWERS, Topic.DESK})
    documents = (ASSESSMENT_PDF, BLANK_SHEET)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.list = AssessmentListView(workspace)
        self.form = DetailsForm(workspace)
        self.targets = TargetsForm(workspace)
        self.wizard = Wizard(workspace)
        self.results = Results(workspace)
        self.printing = Printing(workspace, self)
        self._edited: int | None = None
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        for view in (self.list, self.form, self.targets, self.wizard, self.results):
            self._stack.addWidget(view)
        self._connect()

    def _connect(self) -> None:
        ways: list[tuple[SignalInstance, Callable[..., object]]] = [
            (self.list.begun, self.begin),
            (self.list.resumed, self.resume),
            (self.list.read, self.read),
            (self.list.described, self.describe),
            (self.list.printed, self._print_one),
            (self.list.tabled, self._table_one),
            (self.list.exported, self.save_json),
            (self.list.deleted, self._delete),
            (self.form.confirmed, self._confirm_form),
            (self.form.left, self.show_list),
            (self.targets.confirmed, self._confirm_targets),
            (self.targets.left, lambda: self._show(self.results)),
            (self.wizard.finished, self.read),
            (self.wizard.left, self.show_list),
            (self.results.answered, self._answer),
            (self.results.targeted, self._edit_targets),
            (self.results.printed, self.print_current),
            (self.results.listed, self.show_list),
        ]
        for signal, way in ways:
            signal.connect(partial(self._attempt, way))

    def _attempt(self, way: Callable[..., object], *values: object) -> None:
        """Go a way; a sentence where the world does not let us."""
        self._workspace.attempt(lambda: way(*values))

    # Ways between the views

    def open(self, route: Route) -> None:
        ways: dict[str, Callable[[int], None]] = {
            "wizard": lambda chosen: self.resume(chosen, route.item),
            "results": self.read,
            "details": self.describe,
        }
        if route.view == "start":
            self.begin()
        elif route.view in ways and route.id is not None:
            ways[route.view](route.id)
        else:
            self.show_list()

    def route(self) -> Route:
        view = self._stack.currentWidget()
        if view is self.wizard:
            return Route(
                "assessment", "wizard", self.wizard.assessment_id, item=self.wizard.item_id
            )
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
        questionnaire = questionnaires.questionnaire(
            questionnaires.LATEST_QUESTIONNAIRE, self._workspace.language
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

    def refresh(self, place: Route | None = None) -> None:
        view = self._stack.currentWidget()
        if view is self.wizard:
            if (
                place is not None
                and place.page == "assessment"
                and place.id is not None
                and place != self.route()
            ):
                self.wizard.open(place.id, place.item)
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

    @property
    def is_unsaved(self) -> bool:
        return self.wizard.card.is_unsaved

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

    def _edit_targets(self) -> None:
        summary = self.results.summary
        if summary is not None:
            self.targets.show_targets(
                summary.questionnaire, summary.score, summary.assessment.details
            )
            self._show(self.targets)

    def _confirm_targets(self, targets: dict[str, int]) -> None:
        desk, assessment_id = self._workspace.desk, self.results.assessment_id
        if assessment_id is not None and self._workspace.perform(
            lambda: assessments.set_targets(desk, assessment_id, targets)
        ):
            self.read(assessment_id)

    def _delete(self, assessment_id: int) -> None:
        # No question: it can be undone, and that is said.
        desk = self._workspace.desk
        if self._workspace.perform(lambda: assessments.delete(desk, assessment_id)):
            self._workspace.notified.emit(self._workspace.texts("said.deleted"))

    # Paper and files

    def _print_one(self, assessment_id: int) -> None:
        self.read(assessment_id)
        self.print_current()

    def _table_one(self, assessment_id: int) -> None:
        self.read(assessment_id)
        self.save_xlsx()

    def print_current(self) -> None:
        # What is shown, else the newest with answers.
        assessment = self._chosen()
        language = self._workspace.document_language
        self.printing.preview(ASSESSMENT_PDF, self._summary(assessment, language))

    def _summary(self, assessment: Assessment, language: str) -> Summary:
        return assessments.summary(
            self._workspace.desk, assessment.id, language, self._compared_with(assessment)
        )

    def print_blank_sheet(self) -> None:
        """Preview the questionnaire for filling in by hand."""
        workspace = self._workspace
        questionnaire = questionnaires.questionnaire(
            questionnaires.LATEST_QUESTIONNAIRE, workspace.document_language
        )
        self.printing.preview(BLANK_SHEET, BlankSheet(questionnaire, workspace.desk.shop_name))

    def save_xlsx(self) -> None:
        """Ask for a name and write the workbook of what is shown."""
        assessment = self._chosen()
        workspace = self._workspace
        texts = workspace.document_texts
        summary = self._summary(assessment, texts.language)
        title = self.tr("Save as Excel workbook")
        path = ask_save_document(workspace, self, title, ASSESSMENT_XLSX, summary)
        if path is not None:
            workspace.run_task(
                self,
                self.tr("Writing the workbook…"),
                lambda: ASSESSMENT_XLSX.write(summary, texts, path),
                lambda _: workspace.tell_saved(path),
            )

    def save_json(self, assessment_id: int | None = None) -> None:
        """Ask for a name and write one assessment for another desk."""
        workspace = self._workspace
        found = assessments.find(workspace.desk, assessment_id) if assessment_id else None
        assessment = found or self._chosen()
        sent = ShopAssessment(assessment, workspace.desk.shop_name)
        title = self.tr("Save as JSON")
        path = ask_save_document(workspace, self, title, ASSESSMENT_JSON, sent)
        if path is not None:
            ASSESSMENT_JSON.write(sent, workspace.document_texts, path)
            workspace.tell_saved(path)

    def read_json(self) -> None:
        """Ask for a file and add its assessment."""
        path = ask_open(self._workspace, self, self.tr("Read in an assessment"), ".json")
        if path is None:
            return
        added: list[int] = []

        def read_in() -> Changes:
            new_id, changes = exchange.read_in(self._workspace.desk, path)
            added.append(new_id)
            return changes

        if self._workspace.perform(read_in):
            self._workspace.go(Route("assessment", "results", added[0]))

    def _chosen(self) -> Assessment:
        """The assessment that is shown, else the newest with answers.

        Raises:
            ReportableError: `no_assessment`.
        """
        self.flush()
        view, wanted = self._stack.currentWidget(), None
        if self.isVisible() and view is self.wizard:
            wanted = self.wizard.assessment_id
        elif self.isVisible() and view in (self.results, self.targets):
            wanted = self.results.assessment_id
        shown = assessments.find(self._workspace.desk, wanted) if wanted else None
        return shown or assessments.newest_answered(self._workspace.desk)

    def _compared_with(self, assessment: Assessment) -> int | None:
        same = assessment.id == self.results.assessment_id
        return self.results.compared_with if same else None
