"""The results of one assessment: how much, where strong, where weak, what next, what changed."""

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

from crm_desk.desk.assessment import assessments
from crm_desk.domain.assessment import wording
from crm_desk.domain.assessment.assessment import AnswerState
from crm_desk.domain.assessment.comparison import Comparison, ItemChange
from crm_desk.domain.assessment.questionnaire import Item
from crm_desk.domain.assessment.scoring import CategoryScore
from crm_desk.domain.assessment.summary import Summary
from crm_desk.domain.errors import ReportableError
from crm_desk.ui.assessment.charts import RadarChart, RateBar, RateBars
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import (
    Card,
    PageHead,
    button,
    clear_layout,
    label,
    page_layout,
    rule,
    scrolling,
)
from crm_desk.ui.common.workspace import Workspace

WEAK_SHOWN = 8
_ONE_COLUMN, _THREE_CARDS = 680, 1080
"""Widths at 100 % from which two and three cards stand side by side."""


class Results(QWidget):
    """Shows one assessment, beside an earlier one of the person's choice.

    Signals:
        answered: the person wants to the wizard, at this item.
        targeted: targets are to be set.
        printed: preview and print.
        listed: back to the list.
    """

    answered = Signal(str)
    targeted = Signal()
    printed = Signal()
    listed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._theme = workspace.theme
        self._id: int | None = None
        self._compared_with: int | None = None
        self._narrow = self._medium = False
        self.summary: Summary | None = None
        layout = page_layout(self, self._theme)
        self._head = PageHead(self._theme)
        self._head.side.addWidget(button(self.tr("All assessments"), self.listed.emit))
        self._head.side.addWidget(button(self.tr("Answers"), lambda: self.answered.emit("")))
        self._head.side.addWidget(button(self.tr("Print / PDF"), self.printed.emit, "primary"))
        layout.addWidget(self._head)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, self._theme.px(4), 0)
        self._column.setSpacing(self._theme.space(2))
        self._area = scrolling(content)
        layout.addWidget(self._area, 1)

    @property
    def assessment_id(self) -> int | None:
        """The assessment on screen."""
        return self._id

    @property
    def scroll_bar(self) -> QScrollBar:
        """Moves through the page."""
        return self._area.verticalScrollBar()

    @property
    def compared_with(self) -> int | None:
        """The earlier assessment that was chosen; None for the one before."""
        return self._compared_with

    def open(self, assessment_id: int) -> bool:
        """Show an assessment beside the one before it; False when it is gone."""
        self._id, self._compared_with = assessment_id, None
        self.scroll_bar.setValue(0)
        return self.refresh()

    def refresh(self) -> bool:
        """Show what the desk now holds; False when the assessment is gone."""
        if self._id is None:
            return False
        try:
            self.summary = assessments.summary(
                self._workspace.desk, self._id, self._workspace.language, self._compared_with
            )
        except ReportableError as error:
            if error.key != "assessment_gone":
                raise
            self.summary = None
            return False
        self._fill(self.summary)
        return True

    def _fill(self, summary: Summary) -> None:
        texts, details = self._workspace.texts, summary.assessment.details
        line = [
            texts("report.number", n=summary.number),
            texts("report.version", n=summary.questionnaire.version),
        ]
        if details.participants:
            line.append(texts("report.participants", names=details.participants))
        self._head.set_words(
            self.tr("Results of {day}").format(day=texts.date(details.held_on)),
            texts("result.separator").join(line),
        )
        clear_layout(self._column)
        self._column.addLayout(self._overview(summary))
        self._column.addWidget(self._weak(summary))
        direction = QBoxLayout.Direction
        row = QBoxLayout(direction.TopToBottom if self._medium else direction.LeftToRight)
        row.setSpacing(self._theme.space(2))
        row.addWidget(self._strengths(summary), 1)
        open_items = self._open_items(summary)
        if open_items is not None:
            row.addWidget(open_items, 1)
        self._column.addLayout(row)
        if summary.comparison is not None:
            self._column.addWidget(self._changes(summary, summary.comparison))
        self._column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shape = (
            self.width() < self._theme.px(_ONE_COLUMN),
            self.width() < self._theme.px(_THREE_CARDS),
        )
        if shape != (self._narrow, self._medium):
            self._narrow, self._medium = shape
            if self.summary is not None:
                self._fill(self.summary)

    # The first row: total, bars, radar

    def _overview(self, summary: Summary) -> QGridLayout:
        theme, grid = self._theme, QGridLayout()
        grid.setSpacing(theme.space(2))
        total, bars, radar = self._total(summary), Card(theme), Card(theme, padding=1)
        rates = self._bars(summary)
        texts = self._workspace.texts
        chart = RateBars(
            theme,
            texts("result.last_time"),
            texts("result.target"),
            texts("result.weakest"),
        )
        chart.show_bars(rates)
        bars.body.addWidget(chart)
        bars.body.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(
            button(self.tr("Set targets…"), self.targeted.emit, "link"),
            0,
            Qt.AlignmentFlag.AlignLeft,
        )
        row.addStretch(1)
        bars.body.addLayout(row)
        polygon = RadarChart(theme)
        polygon.show_bars(rates)
        radar.body.addWidget(polygon, 0, Qt.AlignmentFlag.AlignCenter)
        if self._narrow:
            for place, card in enumerate((total, bars, radar)):
                grid.addWidget(card, place, 0)
        elif self._medium:
            grid.addWidget(total, 0, 0)
            grid.addWidget(radar, 0, 1)
            grid.addWidget(bars, 1, 0, 1, 2)
            grid.setColumnStretch(0, 1)
        else:
            for column, card in enumerate((total, bars, radar)):
                grid.addWidget(card, 0, column)
            grid.setColumnStretch(0, 6)
            grid.setColumnStretch(1, 10)
        return grid

    def _total(self, summary: Summary) -> Card:
        texts, theme = self._workspace.texts, self._theme
        card = Card(theme)
        overall = summary.score.overall
        figure, beside = wording.headline(overall, texts)
        official = overall.is_complete
        card.body.addWidget(label(self.tr("Total") if official else beside, "soft"))
        row = QHBoxLayout()
        row.addWidget(label(figure, "figure"))
        row.addWidget(label(beside if official else "", "soft"), 1, Qt.AlignmentFlag.AlignBottom)
        card.body.addLayout(row)
        card.body.addWidget(label(wording.change_line(summary, texts), "soft", wrap=True))
        card.body.addWidget(label(wording.reading(summary, texts), "strong", wrap=True))
        if summary.next_steps:
            ids = texts("result.comma").join(weak.item.id for weak in summary.next_steps)
            card.body.addWidget(
                label(
                    self.tr("The next steps bring {points} points: {ids}").format(
                        points=texts.signed(summary.next_steps_gain),
                        ids=ids,
                    ),
                    "soft",
                    wrap=True,
                )
            )
        card.body.addWidget(label(wording.counts(overall, texts), "soft", wrap=True))
        if not official:
            card.body.addWidget(label(texts("result.not_official"), "soft", wrap=True))
        card.body.addStretch(1)
        return card

    def _bars(self, summary: Summary) -> list[RateBar]:
        weakest = summary.weak_points[0].category.id if summary.weak_points else None
        return [self._bar(entry, summary, weakest) for entry in summary.score.categories]

    def _bar(self, entry: CategoryScore, summary: Summary, weakest: str | None) -> RateBar:
        category = entry.category
        change = summary.comparison.category(category.id) if summary.comparison else None
        target = summary.assessment.details.targets.get(category.id)
        return RateBar(
            category.name,
            category.short,
            self._workspace.texts.percent(entry.tally.rate),
            entry.tally.rate,
            change.before if change else None,
            None if target is None else Fraction(target, 100),
            category.id == weakest,
        )

    # Weak points and next steps

    def _weak(self, summary: Summary) -> Card:
        texts, theme = self._workspace.texts, self._theme
        card = Card(theme)
        card.body.addWidget(label(texts("result.next_steps"), "heading"))
        weak = summary.weak_points[:WEAK_SHOWN]
        if not weak:
            key = "no_weak_points" if summary.score.overall.answered else "no_strengths"
            card.body.addWidget(label(texts(f"result.{key}")))
            return card
        rows: list[Sequence[QWidget]] = []
        for point in weak:
            target = summary.assessment.details.targets.get(point.category.id)
            words = QWidget()
            column = QVBoxLayout(words)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.px(2))
            column.addWidget(label(point.step, wrap=True))
            column.addWidget(label(wording.reason(point, target, texts), "soft", wrap=True))
            rows.append(
                (
                    self._item_link(point.item),
                    label(point.item.title, "strong", wrap=True),
                    label(f"{point.level} → {point.level + 1}"),
                    words,
                )
            )
        heads = (self.tr("Item"), "", self.tr("Now → next"), self.tr("Next step"))
        card.body.addLayout(self._table(heads, rows, stretch=(0, 5, 0, 12)))
        card.body.addWidget(label(texts("result.weak_rule"), "soft", wrap=True))
        return card

    def _item_link(self, item: Item) -> QWidget:
        """The item's number, which leads to its card."""
        link = button(item.id, lambda: self.answered.emit(item.id), "link")
        link.setAccessibleName(f"{item.id} {item.title}")
        link.setToolTip(item.title)
        return link

    def _table(
        self, heads: Sequence[str], rows: Sequence[Sequence[QWidget]], stretch: Sequence[int]
    ) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.space(2))
        grid.setVerticalSpacing(self._theme.px(5))
        for column, (head, share) in enumerate(zip(heads, stretch, strict=True)):
            grid.addWidget(label(head, "soft"), 0, column)
            grid.setColumnStretch(column, share)
        for index, row in enumerate(rows):
            grid.addWidget(rule(), 2 * index + 1, 0, 1, len(heads))
            for column, widget in enumerate(row):
                grid.addWidget(widget, 2 * index + 2, column, Qt.AlignmentFlag.AlignVCenter)
        return grid

    def _strengths(self, summary: Summary) -> Card:
        texts = self._workspace.texts
        card = Card(self._theme)
        card.body.addWidget(label(texts("result.strengths"), "heading"))
        if not summary.strengths:
            card.body.addWidget(label(texts("result.no_strengths"), wrap=True))
        for entry in summary.strengths:
            row = QHBoxLayout()
            row.addWidget(label(entry.category.name, wrap=True), 1)
            points = texts(
                "result.points_of", points=entry.tally.points, max=entry.tally.max_points
            )
            row.addWidget(label(points, "soft"))
            row.addWidget(label(texts.percent(entry.tally.rate), "strong"))
            card.body.addLayout(row)
        card.body.addStretch(1)
        return card

    def _open_items(self, summary: Summary) -> Card | None:
        """Links to what is not answered, by the state it is in."""
        states = (AnswerState.UNANSWERED, AnswerState.DEFERRED, AnswerState.NOT_APPLICABLE)
        found = {
            state: [
                item
                for item in summary.questionnaire.items
                if summary.assessment.answer(item.id).state is state
            ]
            for state in states
        }
        if not any(found.values()):
            return None
        card = Card(self._theme)
        card.body.addWidget(label(self.tr("Deferred, not applicable, unanswered"), "heading"))
        for state, items in found.items():
            if items:
                name = self._workspace.texts(f"result.{state.value}", n=len(items))
                card.body.addWidget(label(name, "strong"))
                card.body.addWidget(self._item_links(items, state, summary))
        card.body.addStretch(1)
        return card

    def _item_links(self, items: Sequence[Item], state: AnswerState, summary: Summary) -> QWidget:
        """Numbers alone for the many unanswered; titles and reasons for the few others."""
        if state is AnswerState.UNANSWERED:
            flow = Flow(self._theme.px(4))
            for item in items:
                flow.addWidget(self._item_link(item))
            return Wrapped(flow)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        for item in items:
            reason = summary.assessment.answer(item.id).reason.replace("\n", " ")
            row = QHBoxLayout()
            row.addWidget(self._item_link(item))
            row.addWidget(label(f"{item.title}: {reason}" if reason else item.title, wrap=True), 1)
            column.addLayout(row)
        return listed

    # Comparison

    def _changes(self, summary: Summary, comparison: Comparison) -> Card:
        texts = self._workspace.texts
        card = Card(self._theme)
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Compared with"), "heading"))
        row.addWidget(self._chooser(summary, comparison))
        row.addStretch(1)
        card.body.addLayout(row)
        if not comparison.same_version:
            card.body.addWidget(label(texts("result.other_version"), "soft", wrap=True))
        card.body.addLayout(self._category_changes(comparison))
        card.body.addSpacing(self._theme.space())
        for key, changes in (("risen", comparison.risen), ("fallen", comparison.fallen)):
            if changes:
                title = texts(f"result.{key}", n=len(changes))
                card.body.addWidget(label(title, "good" if key == "risen" else "warn"))
                card.body.addLayout(self._item_changes(changes))
        if not (comparison.risen or comparison.fallen):
            card.body.addWidget(label(texts("result.no_changes"), wrap=True))
        return card

    def _chooser(self, summary: Summary, comparison: Comparison) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Earlier assessment to compare with"))
        earlier = assessments.earlier_than(self._workspace.desk, summary.assessment)
        for assessment in earlier:
            box.addItem(self._workspace.texts.date(assessment.details.held_on), assessment.id)
        box.setCurrentIndex(max(box.findData(comparison.earlier.id), 0))
        box.activated.connect(lambda _index: self.compare(box.currentData()))
        return box

    def compare(self, earlier_id: int) -> None:
        """Show the changes since another earlier assessment."""
        place = self.scroll_bar.value()
        self._compared_with = earlier_id
        self.refresh()
        self.scroll_bar.setValue(place)

    def _category_changes(self, comparison: Comparison) -> QGridLayout:
        texts = self._workspace.texts
        rows = []
        for change in comparison.categories:
            moved = wording.rate_change(change.before, change.after, texts)
            rows.append(
                (
                    label(change.category.name, wrap=True),
                    label(wording.rates(change.before, change.after, texts)),
                    label(moved, "strong"),
                )
            )
        heads = (self.tr("Category"), self.tr("Rate"), self.tr("Change"))
        return self._table(heads, rows, stretch=(6, 3, 4))

    def _item_changes(self, changes: Sequence[ItemChange]) -> QGridLayout:
        texts = self._workspace.texts
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.space(3))
        columns = 1 if self._narrow else 2
        for index, change in enumerate(changes):
            row, column = divmod(index, columns)
            cell = QHBoxLayout()
            cell.addWidget(self._item_link(change.item))
            cell.addWidget(label(change.item.title, wrap=True), 1)
            cell.addWidget(label(wording.movement(change, texts)))
            grid.addLayout(cell, row, column)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        return grid
