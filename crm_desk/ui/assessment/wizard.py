"""The wizard: a tab per category, a chip per item, one card at a time."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from crm_desk.desk.assessment import assessments
from crm_desk.desk.changes import Changes
from crm_desk.domain.assessment import wording
from crm_desk.domain.assessment.assessment import Answer, AnswerState, Assessment
from crm_desk.domain.assessment.questionnaire import Category, Item, Questionnaire
from crm_desk.domain.assessment.scoring import Tally, tally
from crm_desk.ui.assessment.item_card import ItemCard
from crm_desk.ui.common.fields import Flow, TextField, Wrapped
from crm_desk.ui.common.widgets import (
    NARROW,
    PageHead,
    button,
    clear_layout,
    label,
    page_layout,
    scrolling,
)
from crm_desk.ui.common.workspace import Workspace

_LEVEL_KEYS = {Qt.Key.Key_0: 0, Qt.Key.Key_1: 1, Qt.Key.Key_2: 2, Qt.Key.Key_3: 3}
_STEP_KEYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


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
        self._theme = workspace.theme
        self._assessment: Assessment | None = None
        self._questionnaire: Questionnaire | None = None
        self._earlier: Assessment | None = None
        self._number = 0
        self._item_id = ""
        self._compact = False
        self._build()
        self._connect_keys()

    # What is shown

    @property
    def item_id(self) -> str:
        """The item on screen."""
        return self._item_id

    @property
    def assessment_id(self) -> int | None:
        """The assessment on screen."""
        return self._assessment.id if self._assessment else None

    def chip_texts(self) -> list[str]:
        """What the chips of the open category say, in order."""
        return [self._chip(index).text() for index in range(self._flow.count())]

    def open(self, assessment_id: int, item_id: str | None = None) -> bool:
        """Show an assessment at an item, or where one was; False when it is gone."""
        if not self.flush():
            return True
        if not self._load(assessment_id):
            return False
        assessment, questionnaire = self._shown()
        wanted = item_id or assessment.place or questionnaire.items[0].id
        self._item_id = wanted if wanted in questionnaire else questionnaire.items[0].id
        self._fill_tabs()
        self._show_item()
        return True

    def refresh(self) -> bool:
        """Show what the desk now holds; False when the assessment is gone."""
        if self._assessment is None or not self._load(self._assessment.id):
            return False
        self._fill_tabs()
        self._show_answer()
        return True

    def flush(self) -> bool:
        """Save what is typed but not yet saved; False when that failed.

        A reason in the open line counts as nothing until it is confirmed.
        """
        if self._assessment is None:
            return True
        self.card.flush()
        return not self.card.is_unsaved

    def _load(self, assessment_id: int) -> bool:
        found = assessments.with_earlier(self._workspace.desk, assessment_id)
        if found is None:
            self._assessment = None
            return False
        self._number, self._assessment, self._earlier = found
        self._questionnaire = assessments.questionnaire_of(
            self._assessment, self._workspace.language
        )
        return True

    def _shown(self) -> tuple[Assessment, Questionnaire]:
        if self._assessment is None or self._questionnaire is None:
            raise RuntimeError("no assessment is open")
        return self._assessment, self._questionnaire

    # Building

    def _build(self) -> None:
        theme = self._theme
        layout = page_layout(self, theme)
        layout.setSpacing(theme.px(10))
        self._frame = layout
        layout.addWidget(self._make_head())
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(self.tr("Categories"))
        self.tabs.currentChanged.connect(self._tab_changed)
        layout.addWidget(self.tabs)
        self._flow = Flow(theme.px(6))
        self._about = label(role="soft", wrap=True)
        self.card = ItemCard(theme)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        self._scrolled = column
        column.addWidget(self._about)
        column.addWidget(Wrapped(self._flow))
        column.addWidget(self.card, 1)
        self._area: QScrollArea = scrolling(content)
        layout.addWidget(self._area, 1)
        layout.addLayout(self._make_foot())
        self._connect_card()

    def _make_head(self) -> PageHead:
        theme = self._theme
        self._head = PageHead(theme)
        column = QVBoxLayout()
        column.setSpacing(theme.px(6))
        self._count = label()
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(theme.px(150))
        self._progress.setAccessibleName(self.tr("Answered items"))
        column.addStretch(1)
        column.addWidget(self._count)
        column.addWidget(self._progress)
        column.addStretch(1)
        actions = self._head.side
        actions.addWidget(button(self.tr("All assessments"), self.left.emit))
        actions.addWidget(button(self.tr("See results"), self._finish))
        actions.addSpacing(theme.space())
        actions.addLayout(column)
        return self._head

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.space(2))
        self._back = button(self.tr("← Back"), lambda: self.step(-1))
        self._next = button(self.tr("Next →"), self._next_or_finish, "primary")
        hint = label(self.tr("Keyboard: 0-3 to answer, ↑↓ to move"), "soft", wrap=True)
        row.addWidget(self._back)
        row.addWidget(hint, 1)
        row.addWidget(self._next)
        return row

    def _connect_card(self) -> None:
        card = self.card
        card.chosen.connect(self.choose)
        card.deferred.connect(lambda: self._act(assessments.defer))
        card.cleared.connect(lambda: self._act(assessments.clear))
        card.exempted.connect(self._exempt)
        card.reason_asked.connect(self._area.ensureWidgetVisible)
        card.evidence_written.connect(
            lambda text: self._write(card.evidence, assessments.write_evidence, text)
        )
        card.note_written.connect(lambda text: self._write(card.note, assessments.write_note, text))

    # Filling

    def _fill_tabs(self) -> None:
        assessment, questionnaire = self._shown()
        category = questionnaire.category_of(self._item_id)
        self.tabs.blockSignals(True)
        for index, entry in enumerate(questionnaire.categories):
            counts = tally(entry.items, assessment)
            text = self._tab_text(entry, counts, short=self._compact and entry is not category)
            if index < self.tabs.count():
                self.tabs.setTabText(index, text)
            else:
                self.tabs.addTab(text)
            self.tabs.setTabToolTip(index, entry.name)
        self.tabs.setCurrentIndex(questionnaire.categories.index(category))
        self.tabs.blockSignals(False)
        self._fill_head()
        self._fill_chips(category)
        self._about.setText(category.about)

    def _tab_text(self, category: Category, counts: Tally, *, short: bool) -> str:
        decided = counts.answered + counts.not_applicable
        mark = "✓" if decided == counts.items else f"{decided}/{counts.items}"
        name = category.id if short else f"{category.id} {category.short}"
        return f"{name}  {mark}".replace("&", "&&")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where six words do not fit beside one another, only the open tab keeps its word.
        compact = self.width() < self._theme.px(NARROW)
        if compact != self._compact:
            self._compact = compact
            self._head.line.setVisible(not compact)
            # Large type on a small screen: the head scrolls away, so that the choices show.
            into = self._scrolled if compact else self._frame
            for place, widget in enumerate((self._head, self.tabs)):
                into.insertWidget(place, widget)
            if self._assessment is not None:
                self._fill_tabs()

    def _fill_head(self) -> None:
        assessment, questionnaire = self._shown()
        texts = self._workspace.texts
        overall = tally(questionnaire.items, assessment)
        day = texts.date(assessment.details.held_on)
        self._head.set_words(
            self.tr("CRM assessment {day}").format(day=day),
            self.tr("No. {n} · saved by itself, answer by answer").format(n=self._number),
        )
        decided = overall.answered + overall.not_applicable
        self._count.setText(texts("result.answered", n=overall.answered, of=overall.items))
        self._count.setToolTip(wording.counts(overall, texts))
        self._progress.setMaximum(overall.items)
        self._progress.setValue(decided)

    def _fill_chips(self, category: Category) -> None:
        assessment, _ = self._shown()
        if self._flow.count() != len(category.items):
            clear_layout(self._flow)
            for _item in category.items:
                chip = button("", lambda: None, "chip")
                chip.setCheckable(True)
                chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                chip.installEventFilter(self)
                chip.clicked.connect(self._chip_clicked)
                self._flow.addWidget(chip)
        for index, item in enumerate(category.items):
            self._fill_chip(self._chip(index), item, assessment.answer(item.id))

    def _fill_chip(self, chip: QAbstractButton, item: Item, answer: Answer) -> None:
        words = self._chip_words(item, answer)
        chip.setText(words)
        chip.setAccessibleName(f"{words} {item.title}")
        chip.setToolTip(item.title)
        chip.setProperty("item", item.id)
        chip.setChecked(item.id == self._item_id)

    def _chip(self, index: int) -> QAbstractButton:
        entry = self._flow.itemAt(index)
        chip = entry.widget() if entry else None
        if not isinstance(chip, QAbstractButton):
            raise TypeError("the row of chips holds only buttons")
        return chip

    def _chip_words(self, item: Item, answer: Answer) -> str:
        marks = {
            AnswerState.UNANSWERED: "",
            AnswerState.DEFERRED: "  " + self.tr("deferred"),
            AnswerState.NOT_APPLICABLE: "  " + self.tr("n/a"),
            AnswerState.ANSWERED: f"  ✓ {answer.choice}",
        }
        return f"{item.id}{marks[answer.state]}"

    def _show_item(self) -> None:
        assessment, questionnaire = self._shown()
        item = questionnaire.item(self._item_id)
        self.card.show_item(questionnaire, item, self._last_time(item))
        self._show_answer()
        QTimer.singleShot(0, self, self._scroll_to_card)
        ids = [entry.id for entry in questionnaire.items]
        self._back.setEnabled(self._item_id != ids[0])
        last = self._item_id == ids[-1]
        self._next.setText(self.tr("See results →") if last else self.tr("Next →"))
        if assessment.place != self._item_id:
            self._workspace.perform(self._remember)

    def _scroll_to_card(self) -> None:
        """Show the card from its top; of the head, what room there is for."""
        bar = self._area.verticalScrollBar()
        top = self.card.y() if self._compact else 0
        bar.setValue(top)

    def _remember(self) -> Changes:
        assessment, _ = self._shown()
        assessments.remember_place(self._workspace.desk, assessment.id, self._item_id)
        return Changes()

    def _show_answer(self) -> None:
        assessment, _ = self._shown()
        self.card.show_answer(assessment.answer(self._item_id))

    def _last_time(self, item: Item) -> str:
        """Last time's choice and note, beside a card on which nothing is filled in beforehand."""
        if self._earlier is None:
            return ""
        answer = self._earlier.answer(item.id)
        state = answer.state
        if state is AnswerState.UNANSWERED and not answer.note:
            return ""
        texts = self._workspace.texts
        said = str(answer.choice) if answer.choice is not None else texts(f"state.{state.value}")
        words = (answer.note or answer.evidence).replace("\n", " ")
        short = words if len(words) <= 60 else words[:59] + "…"
        day = texts.date(self._earlier.details.held_on)
        line = self.tr("Last time ({day}): {said}").format(day=day, said=said)
        return f"{line} 「{short}」" if short else line

    # Moving

    def step(self, by: int) -> None:
        """Go `by` items on; stays at the ends."""
        _, questionnaire = self._shown()
        ids = [item.id for item in questionnaire.items]
        self.go_to(ids[min(max(ids.index(self._item_id) + by, 0), len(ids) - 1)])

    def go_to(self, item_id: str) -> None:
        """Show another item of this assessment."""
        if item_id == self._item_id:
            self._fill_tabs()
            return
        if not self.flush():
            # What could not be saved stays on screen, with its sentence above.
            self._fill_tabs()
            return
        self._item_id = item_id
        self._fill_tabs()
        self._show_item()
        if not isinstance(self.focusWidget(), TextField):
            self.setFocus()

    def _tab_changed(self, index: int) -> None:
        if self._questionnaire is not None and index >= 0:
            self.go_to(self._questionnaire.categories[index].items[0].id)

    def _chip_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, QAbstractButton):
            self.go_to(str(chip.property("item")))
            self.setFocus()

    def _next_or_finish(self) -> None:
        _, questionnaire = self._shown()
        if self._item_id == questionnaire.items[-1].id:
            self._finish()
        else:
            self.step(1)

    def _finish(self) -> None:
        self.flush()
        if self._assessment is not None:
            self.finished.emit(self._assessment.id)

    # Answering

    def choose(self, level: int) -> None:
        """Choose a level for the item on screen."""
        assessment, questionnaire = self._shown()
        item_id = self._item_id
        if not self._perform(lambda desk, a, i: assessments.choose(desk, a, i, level)):
            return
        if self._workspace.settings.get("go_on"):
            assessment, questionnaire = self._shown()
            following = assessments.next_unanswered(questionnaire, assessment, item_id)
            if following is not None:
                self.go_to(following)

    def _act(self, action: Callable[..., Changes]) -> None:
        self._perform(action)
        # The button that was pressed may be gone; keys go on answering.
        self.setFocus()

    def _exempt(self, reason: str) -> None:
        if self._perform(lambda desk, a, i: assessments.exempt(desk, a, i, reason)):
            self.setFocus()

    def _write(self, field: TextField, action: Callable[..., Changes], text: str) -> None:
        assessment, _ = self._shown()
        item_id = self._item_id
        if self._workspace.perform(
            lambda: action(self._workspace.desk, assessment.id, item_id, text)
        ):
            field.note_saved(text)
            self._workspace.failed.emit("")

    def _perform(self, action: Callable[..., Changes]) -> bool:
        assessment, _ = self._shown()
        done = self._workspace.perform(
            lambda: action(self._workspace.desk, assessment.id, self._item_id)
        )
        # A radio button shows a click at once; show what is really stored.
        self._show_answer()
        return done

    # Keys

    def _connect_keys(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for keys, by in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self._step_tab(by))
        for child in self.findChildren(QAbstractButton):
            child.installEventFilter(self)
        order = [self, self.card.evidence, self.card.note, *self.card.links, self._back, self._next]
        for one, following in pairwise(order):
            QWidget.setTabOrder(one, following)
        for field in (self.card.evidence, self.card.note):
            field.escaped.connect(self.setFocus)
        self.card.reason_left.connect(self.setFocus)

    def _step_tab(self, by: int) -> None:
        self.tabs.setCurrentIndex(min(max(self.tabs.currentIndex() + by, 0), self.tabs.count() - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._handle_key(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Buttons would keep the arrows to themselves.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._handle_key(event)
        return super().eventFilter(watched, event)

    def _handle_key(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        typing = isinstance(QApplication.focusWidget(), QLineEdit | TextField)
        if self._assessment is None or typing or plain != Qt.KeyboardModifier.NoModifier:
            return False
        key = Qt.Key(event.key())
        if key in _LEVEL_KEYS:
            # A held key answers one item, not all that follow.
            if not event.isAutoRepeat():
                self.choose(_LEVEL_KEYS[key])
        elif key in _STEP_KEYS:
            self.step(_STEP_KEYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.hasFocus():
            self._next_or_finish()
        else:
            return False
        return True
