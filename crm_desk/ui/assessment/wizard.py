"""The wizard: a tab per category, a chip per item, one card at a time."""

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QVBoxLayout, QWidget

from crm_desk.desk.assessment import assessments
from crm_desk.ui.assessment.answer_keeper import AnswerKeeper
from crm_desk.ui.assessment.category_tabs import CategoryTabs
from crm_desk.ui.assessment.item_card import ItemCard
from crm_desk.ui.assessment.item_chips import ItemChips
from crm_desk.ui.assessment.last_time import LastTime
from crm_desk.ui.assessment.open_assessment import OpenAssessment, open_assessment
from crm_desk.ui.assessment.wizard_foot import WizardFoot
from crm_desk.ui.assessment.wizard_head import WizardHead
from crm_desk.ui.assessment.wizard_keys import KeyActions, WizardKeys
from crm_desk.ui.common.fields import TextField
from crm_desk.ui.common.widgets import NARROW, label, page_layout, scrolling
from crm_desk.ui.common.workspace import Workspace


class Wizard(QWidget):
    """Scores one assessment.

    Signals:
        finished: the person asks for the results of the assessment with this id.
        left: back to the list.
    """

    finished = Signal(int)
    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._opened: OpenAssessment | None = None
        self._item_id = ""
        self._compact = False
        self._last_time = LastTime(self)
        self._keys = WizardKeys(self, KeyActions(self.choose, self.step, self._go_on))
        self._build()
        self._connect()
        self._connect_keys()

    # What is shown

    @property
    def item_id(self) -> str:
        """The item on screen."""
        return self._item_id

    @property
    def assessment_id(self) -> int | None:
        """The assessment on screen."""
        return self._opened.id if self._opened else None

    def open(self, assessment_id: int, item_id: str | None = None) -> bool:
        """Show an assessment at an item, or where one was; False when it is gone."""
        if not self.flush():
            return True
        if not self._load(assessment_id):
            return False
        self._item_id = self._shown.entrance(item_id)
        self._show_overview()
        self._show_item()
        return True

    def refresh(self) -> bool:
        """Show what the desk now holds; False when the assessment is gone."""
        if self._opened is None or not self._load(self._opened.id):
            return False
        self._show_overview()
        self._show_answer()
        return True

    def flush(self) -> bool:
        """Save what is typed but not yet saved; False when that failed.

        A reason in the open line counts as nothing until it is confirmed.
        """
        if self._opened is None:
            return True
        self.card.flush()
        return not self.card.is_unsaved

    def _load(self, assessment_id: int) -> bool:
        workspace = self._workspace
        self._opened = open_assessment(workspace.desk, assessment_id, workspace.language)
        self._keys.is_on = self._opened is not None
        return self._keys.is_on

    @property
    def _shown(self) -> OpenAssessment:
        if self._opened is None:
            raise RuntimeError("no assessment is open")
        return self._opened

    # Building

    def _build(self) -> None:
        theme = self._workspace.theme
        self._frame = page_layout(self, theme)
        self._frame.setSpacing(theme.px(10))
        self._head = WizardHead(theme)
        self.tabs = CategoryTabs()
        self._about = label(role="soft", wrap=True)
        self.chips = ItemChips(theme, self._keys)
        self.card = ItemCard(theme)
        self._answers = AnswerKeeper(self._workspace, self.card)
        content = QWidget()
        self._scrolled = QVBoxLayout(content)
        self._scrolled.setContentsMargins(0, 0, 0, 0)
        self._scrolled.setSpacing(theme.px(10))
        self._scrolled.addWidget(self._about)
        self._scrolled.addWidget(self.chips)
        self._scrolled.addWidget(self.card, 1)
        self._area: QScrollArea = scrolling(content)
        self._foot = WizardFoot(theme)
        self._frame.addWidget(self._head)
        self._frame.addWidget(self.tabs)
        self._frame.addWidget(self._area, 1)
        self._frame.addWidget(self._foot)

    def _connect(self) -> None:
        self._head.left.connect(self.left)
        self._head.finished.connect(self._finish)
        self.tabs.chosen.connect(self.go_to)
        self.chips.chosen.connect(self.go_to)
        self.chips.chosen.connect(lambda _item: self.setFocus())
        self.card.chosen.connect(self.choose)
        self.card.reason_asked.connect(self._area.ensureWidgetVisible)
        # The button that was pressed may be gone; keys go on answering.
        self._answers.pressed.connect(self.setFocus)
        self._answers.tried.connect(self._show_answer)
        self._foot.went_back.connect(lambda: self.step(-1))
        self._foot.went_on.connect(self._go_on)

    def _connect_keys(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for keys, by in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self.tabs.step(by))
        for watched in (self, *self.findChildren(QAbstractButton)):
            watched.installEventFilter(self._keys)
        card, foot = self.card, self._foot
        order = [self, card.evidence, card.note, *card.links, foot.back, foot.next]
        for one, following in pairwise(order):
            QWidget.setTabOrder(one, following)
        for field in (card.evidence, card.note):
            field.escaped.connect(self.setFocus)
        card.reason_left.connect(self.setFocus)

    # Filling

    def _show_overview(self) -> None:
        """Everything around the card."""
        opened = self._shown
        category = opened.category(self._item_id)
        self.tabs.show_categories(opened, category, compact=self._compact)
        self._head.show_assessment(opened, self._workspace.texts)
        self.chips.show_items(opened, self._item_id)
        self._about.setText(category.about)

    def _show_item(self) -> None:
        opened, item_id = self._shown, self._item_id
        questionnaire = opened.questionnaire
        last_time = self._last_time.line(opened.earlier, item_id, self._workspace.texts)
        self.card.show_item(questionnaire, questionnaire.item(item_id), last_time)
        self._show_answer()
        # From its top, once it is laid out; of the head, what room there is for.
        bar = self._area.verticalScrollBar()
        QTimer.singleShot(0, self, lambda: bar.setValue(self.card.y() if self._compact else 0))
        self._foot.show_place(
            is_first=opened.is_first(item_id),
            is_last=opened.is_last(item_id),
        )
        self._answers.show_item(opened, item_id)

    def _show_answer(self) -> None:
        self.card.show_answer(self._shown.answer(self._item_id))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where six words do not fit beside one another, only the open tab keeps its word.
        compact = self.width() < self._workspace.theme.px(NARROW)
        if compact != self._compact:
            self._compact = compact
            self._head.line.setVisible(not compact)
            # Large type on a small screen: the head scrolls away, so that the choices show.
            into = self._scrolled if compact else self._frame
            for place, widget in enumerate((self._head, self.tabs)):
                into.insertWidget(place, widget)
            if self._opened is not None:
                self._show_overview()

    # Moving and answering

    def step(self, by: int) -> None:
        """Go `by` items on; stays at the ends."""
        self.go_to(self._shown.neighbour(self._item_id, by))

    def go_to(self, item_id: str) -> None:
        """Show another item of this assessment."""
        # What could not be saved stays on screen, with its sentence above.
        if item_id == self._item_id or not self.flush():
            self._show_overview()
            return
        self._item_id = item_id
        self._show_overview()
        self._show_item()
        if not isinstance(self.focusWidget(), TextField):
            self.setFocus()

    def _go_on(self) -> None:
        if self._shown.is_last(self._item_id):
            self._finish()
        else:
            self.step(1)

    def _finish(self) -> None:
        self.flush()
        if self._opened is not None:
            self.finished.emit(self._opened.id)

    def choose(self, level: int) -> None:
        """Choose a level for the item on screen."""
        item_id = self._item_id
        if self._answers.choose(level) and self._workspace.settings.get("go_on"):
            opened = self._shown
            following = assessments.next_unanswered(
                opened.questionnaire, opened.assessment, item_id
            )
            if following is not None:
                self.go_to(following)
