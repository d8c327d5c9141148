"""What a start would mean, in short: work a week, plans by template, and who is left out."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crm_desk.desk.analysis.look import Look
from crm_desk.desk.contacts.tasks import UNREAD
from crm_desk.desk.money import money_of
from crm_desk.domain.followup.starting import LeftOut, LeftOutReason, Outlook
from crm_desk.ui.common.fields import Toggler
from crm_desk.ui.common.widgets import Card, button, clear_layout, label, rule
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.followup.start_people import PeopleColumns, PeopleTable
from crm_desk.ui.followup.week_load import LoadBar, WeekLoad
from crm_desk.ui.theme import Theme


class StartNotice(QFrame):
    """One line that deserves attention, with a way; hidden until it is shown."""

    def __init__(self, theme: Theme, way: str, run: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("surface", "notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(1.75), theme.px(6), theme.px(6), theme.px(6))
        self.words = label("", wrap=True)
        self.way = button(way, run, "link")
        row.addWidget(self.words, 1)
        row.addWidget(self.way)
        self.hide()


class WeeksCard(Card):
    """The work of each week beside what the shop can do, and the postage."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.theme)
        self._money = money_of(workspace.desk)
        self.body.addWidget(label(self.tr("Work a week"), "heading", wrap=True))
        self.load = WeekLoad(workspace)
        self.body.addWidget(self.load)
        self.body.addWidget(rule())
        self.postage = label("", wrap=True)
        self.body.addWidget(self.postage)
        self.body.addStretch(1)

    @property
    def warning(self) -> QLabel:
        """What is more than the shop can do."""
        return self.load.warning

    def show_outlook(self, seen: Outlook) -> None:
        """Show the work of a start, that of open plans included."""
        limits, money = seen.limits, self._money
        self.load.show_outlook(seen)
        postage = self.tr(
            "Postage of the new plans: about {amount} ({card} a card, {letter} a letter)."
        )
        prices = {"card": limits.card_price, "letter": limits.letter_price, "amount": seen.postage}
        shown = {name: money.text(price) for name, price in prices.items()}
        self.postage.setText(postage.format(**shown))


class TemplateCounts(QWidget):
    """How many plans would be made from each template."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(workspace.theme.space(1.5))
        self._grid.setVerticalSpacing(workspace.theme.px(6))
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)

    def show_outlook(self, seen: Outlook) -> None:
        """Show them, the most first."""
        clear_layout(self._grid)
        names: dict[str, str] = {}
        counts: dict[str, int] = {}
        for proposal in seen.proposals:
            template = proposal.template
            names[template.id] = template.name
            counts[template.id] = counts.get(template.id, 0) + 1
        most = max(counts.values(), default=0)
        found = sorted(counts.items(), key=lambda each: (-each[1], names[each[0]]))
        for row, (id_, count) in enumerate(found):
            self._grid.addWidget(label(names[id_], wrap=True), row, 0)
            self._grid.addWidget(LoadBar(self._workspace.theme, count, most), row, 1)
            number = label(self.tr("{n} plans").format(n=f"{count:,}"))
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(number, row, 2)


class OneMediumChoice(QWidget):
    """「1つの媒体で3回」: a plan for those who can be reached through one medium only."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space())
        said = self.tr(
            "Three times by one medium for those who can be reached by no other (it never counts "
            "as achieved)"
        )
        self.box = QCheckBox()
        self.box.setAccessibleName(said)
        words = label(said, wrap=True)
        words.installEventFilter(Toggler(self.box))
        row.addWidget(self.box)
        row.addWidget(words, 1)

    def show_choice(self, *, on: bool, offered: bool) -> None:
        """Show what holds; where it would change nothing it is not offered."""
        self.box.setChecked(on)
        self.setVisible(on or offered)


class LeftOutCard(Card):
    """One line a reason; a click unfolds the people.

    Signals:
        one_medium_asked: who can be reached by one medium only gets a plan, or not any more.
    """

    one_medium_asked = Signal(bool)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.theme)
        self._workspace = workspace
        self._look: Look | None = None
        self._found: dict[LeftOutReason, list[LeftOut]] = {}
        self._open: set[LeftOutReason] = set()
        self._tables: dict[LeftOutReason, PeopleTable] = {}
        self.ways: dict[LeftOutReason, QPushButton] = {}
        self._title = label("", "heading", wrap=True)
        self.body.addWidget(self._title)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(workspace.theme.space())
        self.body.addLayout(self._lines)
        self.one_medium = OneMediumChoice(workspace.theme)
        self.one_medium.box.clicked.connect(self.one_medium_asked)
        self.body.addWidget(self.one_medium)

    def show_left_out(
        self, look: Look, left_out: Sequence[LeftOut], *, one_medium: bool = False
    ) -> None:
        """Replace them.

        Args:
            one_medium: who can be reached by one medium only gets a plan.
        """
        self._look, self._found = look, {}
        for each in left_out:
            self._found.setdefault(each.reason, []).append(each)
        self._open &= self._found.keys()
        title = self.tr("{n} people get no new plan")
        self._title.setText(title.format(n=f"{len(left_out):,}"))
        self.one_medium.show_choice(
            on=one_medium, offered=LeftOutReason.NO_SECOND_MEDIUM in self._found
        )
        self.setVisible(bool(left_out) or one_medium)
        self._draw()

    def _draw(self) -> None:
        clear_layout(self._lines)
        self._tables, self.ways = {}, {}
        for place, reason in enumerate(r for r in LeftOutReason if r in self._found):
            if place:
                self._lines.addWidget(rule())
            self._lines.addWidget(self._line(reason))

    def _line(self, reason: LeftOutReason) -> QWidget:
        theme, whole = self._workspace.theme, QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        row = QHBoxLayout()
        said = self._workspace.texts(f"followup.left_out_{reason.value}")
        name = self.tr("{reason}: {n}")
        name = name.format(reason=said, n=f"{len(self._found[reason]):,}")
        row.addWidget(label(name, "strong", wrap=True), 1)
        way = button("", partial(self._toggle, reason), "link")
        way.setAccessibleDescription(name)
        if reason is LeftOutReason.UNREAD_NOTE:
            check = button(self.tr("Check the notes"), self._check_notes, "link")
            check.setAccessibleDescription(name)
            row.addWidget(check)
        row.addWidget(way)
        self.ways[reason] = way
        column.addLayout(row)
        column.addWidget(label(self._explained(reason), "soft", wrap=True))
        self._unfold(reason, column)
        return whole

    def _check_notes(self) -> None:
        self._workspace.go(UNREAD)

    def _unfold(self, reason: LeftOutReason, column: QVBoxLayout) -> None:
        is_open = reason in self._open
        words_ = self.tr("Close") if is_open else self.tr("Show the names")
        self.ways[reason].setText(words_)
        self.ways[reason].setAccessibleName(words_)
        if is_open and self._look is not None:
            workspace = self._workspace
            said = workspace.texts(f"followup.left_out_{reason.value}")
            columns = PeopleColumns().left_out(workspace.texts, money_of(workspace.desk))
            table = PeopleTable(workspace, "followup_left_out", said, columns)
            table.show_people(self._look, self._found[reason])
            self._tables[reason] = table
            column.addWidget(table)

    def _toggle(self, reason: LeftOutReason) -> None:
        self._open ^= {reason}
        self._draw()
        self.ways[reason].setFocus()

    def table(self, reason: LeftOutReason) -> PeopleTable:
        """The table of an unfolded line."""
        return self._tables[reason]

    def flush(self) -> None:
        """Keep what was chosen of the columns."""
        for table in self._tables.values():
            table.flush()

    def _explained(self, reason: LeftOutReason) -> str:
        return {
            LeftOutReason.DECEASED: self.tr("They are marked as deceased."),
            LeftOutReason.UNREAD_NOTE: self.tr(
                "Words of a note, name or address may mean that they are not to be reached. "
                "Answer once, and they are back."
            ),
            LeftOutReason.PERHAPS_NO_CONTACT: self.tr(
                "Please answer on the customer's page whether it is the same person."
            ),
            LeftOutReason.NO_CONTACT: self.tr("They asked not to be contacted."),
            LeftOutReason.PERHAPS_NO_CONTACT: self.tr(
                "They may be somebody who asked not to be contacted. Answer it on the customer's "
                "page."
            ),
            LeftOutReason.OPEN_COMPLAINT: self.tr(
                "They wait for an answer. Once the case is closed they are proposed again."
            ),
            LeftOutReason.OPEN_PLAN: self.tr("Their plan goes on; a customer has one at a time."),
            LeftOutReason.SUBSCRIBED: self.tr(
                "Their regular parcel is the approach. The matrix can say otherwise."
            ),
            LeftOutReason.NO_TEMPLATE: self.tr(
                "The matrix has no template where they stand: they get the yearly letter."
            ),
            LeftOutReason.KNOWN_CELL: self.tr(
                "Their last plan came from where they still stand; they are proposed again when "
                "they move or when its three months are over."
            ),
            LeftOutReason.RECENT: self.tr("An approach within 30 days is still fresh."),
            LeftOutReason.NO_SECOND_MEDIUM: self.tr(
                "They can be reached by one medium only, or by none. What is missing is said "
                "beside each name."
            ),
            LeftOutReason.CAP: self.tr("With a plan they would be approached too often."),
        }[reason]
