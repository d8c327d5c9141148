"""One case, at the right of the list."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crm_desk.desk.desk import local_time, today
from crm_desk.desk.timeline import cases, entries
from crm_desk.desk.timeline.cases import CaseDetail
from crm_desk.desk.timeline.complaints import ComplaintRules, Offer
from crm_desk.desk.timeline.wording import moment_words
from crm_desk.domain.timeline.case import Closing
from crm_desk.domain.timeline.entry import EntryKind
from crm_desk.ui.common.widgets import Card, button, label, restyle, rule, scrolling
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.timeline.case_closing import CaseClosing
from crm_desk.ui.timeline.case_facts import CaseFacts
from crm_desk.ui.timeline.case_lines import CaseLines
from crm_desk.ui.timeline.case_person import CasePerson

_NOBODY: Sequence[Offer] = ()


class CasePanel(QFrame):
    """Shows one case and takes what is done with it; it reads it beside the window.

    Attributes:
        found: what is shown; None while nothing is.

    Signals:
        left: back to the list.
        shown: another case is on screen.
    """

    left = Signal()
    shown = Signal()

    def __init__(self, workspace: Workspace, rules: ComplaintRules) -> None:
        super().__init__()
        self._workspace, self._rules = workspace, rules
        self.found: CaseDetail | None = None
        self._id = 0
        theme = workspace.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.back = button(self.tr("← Back to the list"), self.left.emit, "link")
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._card = Card(theme)
        self._fill(self._card.body)
        self._area = scrolling(self._card)
        column.addWidget(self._area, 1)
        self._area.hide()

    def _fill(self, column: QVBoxLayout) -> None:
        column.setSpacing(self._workspace.theme.space(1.5))
        self.person = CasePerson(self._workspace)
        self.person.joined.connect(self._join)
        column.addWidget(self.person)
        self.about = label("", "soft", wrap=True)
        self.words = label("", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.about)
        column.addWidget(self.words)
        self.facts = CaseFacts(self._workspace)
        self.facts.owner_chosen.connect(self._set_owner)
        self.facts.due_chosen.connect(self._set_due)
        self.facts.product_chosen.connect(self._set_product)
        self.facts.order_chosen.connect(self._set_order)
        column.addWidget(self.facts)
        column.addWidget(rule())
        self.lines = CaseLines(self._workspace)
        self.lines.added.connect(self._add_line)
        self.lines.removed.connect(self._remove_line)
        column.addWidget(self.lines)
        self.closing = CaseClosing(self._workspace)
        self.closing.asked.connect(self._show_form)
        self.closing.closed.connect(self._close)
        self.closing.reopened.connect(self._reopen)
        self.closing.accepted.connect(self._accept)
        column.addWidget(self.closing)
        self.make_case = button(self.tr("Needs an answer"), self._make_case)
        column.addWidget(self.make_case, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    # Showing

    @property
    def case_id(self) -> int:
        """The case that is shown or asked for; 0 for none."""
        return self._id

    @property
    def is_settled(self) -> bool:
        """What was asked for last is shown."""
        return self._workspace.is_settled(self) and self.person.is_settled

    def show_case(self, id_: int) -> None:
        """Show a case; 0 shows none."""
        self._id = id_
        if not id_:
            self._workspace.drop_question(self)
            self.found = None
            self._area.hide()
            return
        desk = self._workspace.desk
        self._workspace.ask_latest(self, lambda: cases.find_detail(desk, id_), self._show)

    def refresh(self) -> None:
        """Read it again."""
        self.show_case(self._id)

    def _show(self, found: CaseDetail | None) -> None:
        if found is None:
            self.show_case(0)
            return
        is_another = self.found is None or self.found.entry.id != found.entry.id
        self.found, entry, texts = found, found.entry, self._workspace.texts
        self.person.show_case(found, is_another=is_another)
        said = (
            texts(f"cases.kind_{entry.kind.value}"),
            texts(f"followup.way_{entry.way.value}"),
            moment_words(entry.moment, today(), texts),
            entry.staff,
        )
        self.about.setText(" · ".join(filter(None, said)))
        role = "warn" if entry.is_open_complaint else "soft"
        if self.about.property("role") != role:
            self.about.setProperty("role", role)
            restyle(self.about)
        self.words.setText(entry.words)
        case = entry.case
        self.facts.setVisible(case is not None)
        self.closing.setVisible(case is not None)
        self.make_case.setVisible(case is None)
        self.lines.show_lines(entry.lines, is_another=is_another)
        if case is not None:
            self.facts.show_case(found, case)
            self.closing.show_case(case, self._offers(found), is_another=is_another)
        self._area.show()
        if is_another:
            self._area.verticalScrollBar().setValue(0)
        self.shown.emit()

    def _offers(self, found: CaseDetail) -> Sequence[Offer]:
        entry = found.entry
        if entry.kind is not EntryKind.COMPLAINT or entry.is_open_complaint:
            return _NOBODY
        return cases.offers(self._workspace.desk, entry.id, today(), self._rules)

    def _show_form(self) -> None:
        """Bring the whole form into sight, once it has its place."""
        QTimer.singleShot(0, self, self._scroll_to_form)

    def _scroll_to_form(self) -> None:
        self._area.ensureWidgetVisible(self.closing.close_button)
        self._area.ensureWidgetVisible(self.closing.outcome)

    def show_way_back(self, shown: bool) -> None:
        """Offer the way back to the list, or no longer."""
        self.back.setVisible(shown)

    def take_focus(self) -> None:
        """Let the keys go here."""
        first: QWidget = self.lines.words if self.found else self.back
        first.setFocus()

    # Doing

    def _join(self, customer: int) -> None:
        desk, now = self._workspace.desk, local_time()
        self._workspace.perform(
            lambda: entries.join_entry(desk, self._id, customer, now, self._rules)
        )

    def _set_owner(self, owner: str) -> None:
        desk, now = self._workspace.desk, local_time()
        self._workspace.perform(lambda: cases.set_owner(desk, self._id, owner, now))

    def _set_due(self, due: object) -> None:
        desk, now = self._workspace.desk, local_time()
        self._workspace.perform(lambda: cases.set_due(desk, self._id, due, now))  # type: ignore[arg-type]

    def _set_product(self, product: object) -> None:
        desk, now = self._workspace.desk, local_time()
        self._workspace.perform(lambda: cases.set_product(desk, self._id, product, now))  # type: ignore[arg-type]

    def _set_order(self, order: object) -> None:
        desk, now = self._workspace.desk, local_time()
        self._workspace.perform(lambda: cases.set_order(desk, self._id, order, now))  # type: ignore[arg-type]

    def _add_line(self, words: str) -> None:
        desk, now = self._workspace.desk, local_time()
        if self._workspace.perform(lambda: cases.add_line(desk, self._id, words, now, now)):
            self.lines.words.clear()

    def _remove_line(self, line: int) -> None:
        desk, now = self._workspace.desk, local_time()
        self._workspace.perform(lambda: cases.remove_line(desk, self._id, line, now))

    def _close(self, closing: Closing) -> None:
        desk, workspace = self._workspace.desk, self._workspace
        now = closing.moment
        if workspace.perform(lambda: cases.close(desk, self._id, closing, now, self._rules)):
            workspace.notified.emit(workspace.texts("cases.said_closed"))
        else:
            self.closing.outcome.setFocus()

    def _reopen(self) -> None:
        desk, now = self._workspace.desk, local_time()
        self._workspace.perform(lambda: cases.reopen(desk, self._id, now, self._rules))

    def _accept(self, offer: Offer) -> None:
        texts = self._workspace.texts
        self._workspace.perform(lambda: offer.accept(texts))

    def _make_case(self) -> None:
        desk, now = self._workspace.desk, local_time()
        self._workspace.perform(lambda: cases.make_case(desk, self._id, now, self._rules))
