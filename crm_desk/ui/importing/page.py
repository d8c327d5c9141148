"""The import wizard: file, layout, check, result, each one calm page."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm_desk.desk.changes import Topic
from crm_desk.desk.route import Route
from crm_desk.ui.common.page import Page
from crm_desk.ui.common.widgets import PageHead, clear_layout, label, page_layout, scrolling
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.importing.anchor import Anchor
from crm_desk.ui.importing.file_step import FileStep
from crm_desk.ui.importing.session import ImportSession, session_of
from crm_desk.ui.importing.step import WizardStep
from crm_desk.ui.importing.wizard_state import CHECK, CHOOSE, LAYOUT, LOOKING, RESULT, RUNNING

if TYPE_CHECKING:
    from crm_desk.desk.importing.openings_effect import RateOf


def _make(name: str, workspace: Workspace, session: ImportSession) -> WizardStep:
    """A step; each is loaded when it is first shown, for the window must not stand still."""
    if name == LAYOUT:
        from crm_desk.ui.importing.layout_step import LayoutStep

        return LayoutStep(workspace, session)
    if name == CHECK:
        from crm_desk.ui.importing.check_step import CheckStep

        return CheckStep(workspace, session)
    if name == RUNNING:
        from crm_desk.ui.importing.running_step import RunningStep

        return RunningStep(workspace, session)
    if name == RESULT:
        from crm_desk.ui.importing.result_step import ResultStep

        return ResultStep(workspace, session)
    return FileStep(workspace, session)


class ImportPage(Page):
    """Shows the session's step.

    Args:
        rate_of: works out the repeat rate of a desk, for what is asked about lists of customers.
    """

    topics = frozenset({Topic.ORDERS})

    def __init__(self, workspace: Workspace, rate_of: "RateOf") -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        self.session = session_of(workspace)
        self.session.checks.rate_of = rate_of
        layout = page_layout(self, theme)
        self._head = PageHead(
            theme,
            self.tr("Bring in order files"),
            self.tr("Files that your cart exports become customers and orders of this desk."),
        )
        layout.addWidget(self._head)
        self._trail = QHBoxLayout()
        self._trail.setSpacing(theme.space(1))
        layout.addLayout(self._trail)
        # Made when first shown: five of them at once would keep the window waiting.
        self._steps: dict[str, WizardStep] = {}
        self._areas: dict[str, QScrollArea] = {}
        self._frames: dict[str, QWidget] = {}
        self._anchors: dict[str, Anchor] = {}
        self._stack = QStackedWidget()
        layout.addWidget(self._stack, 1)
        self._shown = self._kept = ""
        self.session.changed.connect(self._show)
        self._show()

    @property
    def step(self) -> WizardStep:
        """What is shown."""
        return self._step(self._name())

    def _step(self, name: str) -> WizardStep:
        if name not in self._steps:
            step = self._steps[name] = _make(name, self._workspace, self.session)
            self._areas[name] = scrolling(step)
            self._anchors[name] = Anchor(self._areas[name])
            self._frames[name] = _framed(step, self._areas[name])
            self._stack.addWidget(self._frames[name])
        return self._steps[name]

    def _name(self) -> str:
        state = self.session.state
        if state.step == LOOKING:
            return CHOOSE if state.again is None else LAYOUT
        return state.step

    def open(self, route: Route) -> None:
        if route.view == "new":
            self.session.restart()
        self._show()

    def route(self) -> Route:
        return Route("importing")

    def refresh(self, place: Route | None = None) -> None:
        # What else changes the orders shows in the list of imports, or in the question below
        # the result.
        if self.session.state.step in (CHOOSE, RESULT):
            self._show()

    def take_focus(self) -> None:
        self.step.take_focus()

    def open_files(self, paths: list[Path]) -> None:
        """Begin with these files."""
        self.session.open_files(paths)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self.step.leave():
            super().keyPressEvent(event)

    def _show(self) -> None:
        step, name = self.step, self._name()
        held = self._kept = _held(step) or self._kept
        if self._shown == name and self.isVisible():
            self._anchors[name].set()
        step.show_state()
        self._stack.setCurrentWidget(self._frames[name])
        self._show_trail(name)
        if self._shown != name:
            self._shown, self._kept = name, ""
            self._anchors[name].begin()
            if self.isVisible():
                step.take_focus()
            elif name == RESULT:
                self._tell_result()
        elif held and self.session.state.step != LOOKING and self.isVisible():
            self._kept = ""
            if not _give(step, held):
                step.take_focus()

    def _tell_result(self) -> None:
        """The person is elsewhere by now."""
        from crm_desk.desk.importing.wording import headline, import_totals

        workspace = self._workspace
        workspace.notified.emit(
            headline(import_totals(self.session.state.outcomes), workspace.texts)
        )

    def _show_trail(self, name: str) -> None:
        clear_layout(self._trail)
        words = {
            CHOOSE: self.tr("1 File"),
            LAYOUT: self.tr("2 Columns"),
            CHECK: self.tr("3 Check"),
            RESULT: self.tr("4 Result"),
        }
        now = CHECK if name == RUNNING else name
        for at, (step, text) in enumerate(words.items()):
            if at:
                self._trail.addWidget(label("›", "soft"))
            self._trail.addWidget(label(text, "strong" if step == now else "soft"))
        self._trail.addStretch(1)


def _held(step: WizardStep) -> str:
    """What the control in a step is called that has the keys; "" when it is none of its own."""
    focused = QApplication.focusWidget()
    if focused is None or not step.holds(focused):
        return ""
    return _called(focused)


def _called(widget: QWidget) -> str:
    """Its name for the program, else the one that is read aloud."""
    return widget.objectName() or widget.accessibleName()


def _give(step: WizardStep, name: str) -> bool:
    """Let the control of that name have the keys again, after it was drawn again."""
    for widget in reversed(step.findChildren(QWidget)):
        if _called(widget) == name and widget.isEnabled() and not _gone(widget, step):
            widget.setFocus()
            return True
    return False


def _gone(widget: QWidget, step: WizardStep) -> bool:
    """It was taken off the page; what is new on it is not shown yet, either."""
    mark = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
    at: QWidget | None = widget
    while at is not None and at is not step:
        if at.isHidden() and at.testAttribute(mark):
            return True
        at = at.parentWidget()
    return False


def _framed(step: WizardStep, area: QScrollArea) -> QWidget:
    """The step, scrolling, above a row of buttons that stays in sight."""
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(step.theme.space(1.5))
    layout.addWidget(area, 1)
    layout.addWidget(step.foot)
    layout.addLayout(step.buttons)
    return box
