"""CRM診断: one page with five views, and the ways between them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crm_desk.desk.assessment import assessments
from crm_desk.desk.assessment.documents import ASSESSMENT_PDF, BLANK_SHEET
from crm_desk.desk.changes import Topic
from crm_desk.desk.route import Route
from crm_desk.domain.assessment.assessment import Assessment
from crm_desk.ui.assessment.details_form import DetailsForm
from crm_desk.ui.assessment.files import AssessmentFiles
from crm_desk.ui.assessment.list_view import AssessmentListView
from crm_desk.ui.assessment.results import Results
from crm_desk.ui.assessment.targets_form import TargetsForm
from crm_desk.ui.assessment.wizard import Wizard
from crm_desk.ui.common.page import Page
from crm_desk.ui.common.printing import Printing
from crm_desk.ui.common.workspace import Workspace


class AssessmentPage(Page):
    """List, form, targets, wizard and results of assessments.

    More than twenty methods: besides what every page has, one for each way between the five
    views and one for each command of the menus.
    """

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
        self._files = AssessmentFiles(workspace, self.printing, self)
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
            (self.list.printed, partial(self._read_and, self.print_current)),
            (self.list.tabled, partial(self._read_and, self.save_xlsx)),
            (self.list.exported, self.save_json),
            (self.form.started, self.resume),
            (self.form.kept, self.show_list),
            (self.form.left, self.show_list),
            (self.targets.kept, self.read),
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
            edited = self.form.assessment_id
            return Route("assessment", "details" if edited else "start", edited)
        return Route("assessment")

    def show_list(self) -> None:
        """All assessments."""
        self.wizard.flush()
        self.list.refresh()
        self._show(self.list)

    def begin(self) -> None:
        """Ask for what a new assessment needs."""
        self.form.begin()
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
        if self.form.describe(assessment_id):
            self._show(self.form)
        else:
            self.show_list()

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

    def _edit_targets(self) -> None:
        if self.results.summary is not None:
            self.targets.show_summary(self.results.summary)
            self._show(self.targets)

    def _read_and(self, act: Callable[[], None], assessment_id: int) -> None:
        self.read(assessment_id)
        act()

    # Commands, on what is shown or on the newest with answers

    def print_current(self) -> None:
        assessment = self._chosen()
        self._files.preview(assessment, self._compared_with(assessment))

    def print_blank_sheet(self) -> None:
        """Preview the questionnaire for filling in by hand."""
        self._files.preview_blank_sheet()

    def save_xlsx(self) -> None:
        """Ask for a name and write the workbook of what is shown."""
        assessment = self._chosen()
        self._files.save_xlsx(assessment, self._compared_with(assessment))

    def save_json(self, assessment_id: int | None = None) -> None:
        """Ask for a name and write one assessment for another desk."""
        desk = self._workspace.desk
        found = assessments.find(desk, assessment_id) if assessment_id else None
        self._files.save_json(found or self._chosen())

    def read_json(self) -> None:
        """Ask for a file and add its assessment."""
        self._files.read_json()

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
