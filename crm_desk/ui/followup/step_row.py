"""One step of a plan, or one approach beside its steps: a box to tick, and everything in place."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desk.desk.followup.checking import ApproachInput
from crm_desk.domain.contacts.approach import Approach, Result
from crm_desk.domain.contacts.media import Way, offered_ways
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.plan import Step
from crm_desk.domain.followup.starting import ShopRules
from crm_desk.domain.followup.wording import day_off
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.date_field import DateField, all_read
from crm_desk.ui.common.widgets import button, label
from crm_desk.ui.contacts.approach_form import ApproachForm, choose_way, way_choice
from crm_desk.ui.theme import Theme


class StepForm(QWidget):
    """When, how and what for a step is planned.

    Signals:
        kept, left: as in `ApproachForm`.
    """

    kept = Signal()
    left = Signal()

    def __init__(
        self, theme: Theme, texts: Texts, step: Step, window: tuple[date, date], shop: ShopRules
    ) -> None:
        super().__init__()
        self._step, self._texts, self._days = step, texts, shop.days
        self.day = DateField(self.tr("Planned for"), theme, *window)
        self.day.show_day(step.planned or window[0])
        self.parcel = QCheckBox(texts("followup.next_parcel"))
        self.parcel.setChecked(step.planned is None)
        self.parcel.toggled.connect(self.day.setDisabled)
        self.day.setDisabled(step.planned is None)
        self.way = way_choice(self.tr("Medium"), texts, offered_ways(shop.media))
        choose_way(self.way, step.way, texts)
        self.purpose = QLineEdit(step.purpose)
        self.purpose.setAccessibleName(self.tr("Purpose"))
        self.purpose.returnPressed.connect(self._keep)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space())
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        for line, (name, widget) in enumerate(
            (
                (self.tr("Planned for"), self.day),
                ("", self.parcel),
                (self.tr("Medium"), self.way),
                (self.tr("Purpose"), self.purpose),
            )
        ):
            grid.addWidget(label(name, "soft"), line, 0)
            grid.addWidget(widget, line, 1)
        self.day_off = label("", "soft", wrap=True)
        grid.addWidget(self.day_off, grid.rowCount(), 1)
        self.day.day_changed.connect(lambda _day: self._look_at_day())
        self.parcel.toggled.connect(lambda _on: self._look_at_day())
        self._look_at_day()
        row = QHBoxLayout()
        row.addWidget(button(self.tr("Keep"), self._keep, "primary"))
        row.addWidget(button(self.tr("Cancel"), self.left.emit, "link"))
        row.addStretch(1)
        grid.addLayout(row, grid.rowCount(), 0, 1, 2)

    def _look_at_day(self) -> None:
        """A day off can be chosen; it is said."""
        said = "" if self.parcel.isChecked() else day_off(self.day.day, self._days, self._texts)
        self.day_off.setText(said)
        self.day_off.setVisible(bool(said))

    def plan_for(self, day: date) -> None:
        """Begin to plan the step for a day, without a parcel."""
        self.parcel.setChecked(False)
        self.day.show_day(day)
        self.way.setFocus()

    def _keep(self) -> None:
        if all_read((self.day,)):
            self.kept.emit()

    @property
    def step(self) -> Step:
        """The step as it stands in the fields."""
        planned = None if self.parcel.isChecked() else self.day.day
        way = Way(self.way.currentData())
        return replace(self._step, planned=planned, way=way, purpose=self.purpose.text())


class StepWords(NamedTuple):
    """Everything that a row shows.

    Attributes:
        step: None for an approach that was not planned.
        approaches: made for the step, or the one beside the steps.
        window: first and last day of the plan.
        block: why the step can't be made as it is planned.
        can_change: the plan is open, or something was made that counts.
    """

    step: Step | None
    approaches: tuple[Approach, ...]
    window: tuple[date, date]
    block: str
    late: bool
    can_change: bool


class StepRow(QWidget):
    """A step with what was made of it, or an approach that was not planned.

    Signals:
        ticked: the step's next approach was made (`Made`).
        unticked, changed: an approach is taken back (its id), or reads otherwise (`Approach`).
        planned: a step is planned otherwise (`Step`).
    """

    ticked = Signal(object)
    unticked = Signal(int)
    changed = Signal(object)
    planned = Signal(object)

    def __init__(self, theme: Theme, texts: Texts, shows: StepWords, shop: ShopRules) -> None:
        super().__init__()
        self.shows = shows
        step, approaches, window, block, late, can_change = shows
        self._theme, self._texts, self._window, self.shop = theme, texts, window, shop
        self.step, self._approaches = step, approaches
        self._form: QWidget | None = None
        done = next((each for each in reversed(approaches) if each.counts), None)
        self._done = done
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        grid.setHorizontalSpacing(theme.space())
        grid.setVerticalSpacing(theme.px(2))
        grid.setColumnStretch(1, 1)
        self._grid = grid
        self.box = QCheckBox()
        self.show_box()
        self.box.setEnabled(can_change)
        self.box.setAccessibleName(self._title(done))
        self.box.clicked.connect(self._clicked)
        grid.addWidget(self.box, 0, 0)
        grid.addWidget(label(self._title(done), "warn" if late else "strong", wrap=True), 0, 1)
        self.edit = button(self.tr("Change"), self.open_form, "link")
        self.edit.setAccessibleDescription(self._title(done))
        # Shown before it is in its row, it would be a window of its own for a moment.
        if not can_change:
            self.edit.hide()
        grid.addWidget(self.edit, 0, 2)
        below = QVBoxLayout()
        below.setSpacing(theme.px(2))
        for words_, role in self._lines(done, block):
            below.addWidget(label(words_, role, wrap=True))
        grid.addLayout(below, 1, 1, 1, 2)

    def _title(self, done: Approach | None) -> str:
        texts = self._texts
        if done is None:
            if self.step is None:
                return ""
            when = wording.planned(self.step.planned, texts)
            return self.tr("{when}  {way} (planned)").format(
                when=when, way=wording.way(self.step.way, texts)
            )
        said = f"{texts.date(done.day)}  {wording.way(done.way, texts)}"
        if done.result is Result.NONE:
            return said
        return f"{said}  {texts(f'followup.result_{done.result.value}')}"

    def _lines(self, done: Approach | None, block: str) -> list[tuple[str, str]]:
        found = []
        if self.step is not None and self.step.purpose:
            found.append((self.step.purpose, "soft"))
        for each in self._approaches:
            if each is not done:
                tried = f"{self._texts.date(each.day)}  {wording.way(each.way, self._texts)}  "
                tried += self._texts(f"followup.result_{each.result.value}")
                found.append((tried, "soft"))
            if each.note:
                found.append((each.note, "body"))
        if block and done is None:
            found.append((block, "warn"))
        return found

    def show_box(self) -> None:
        """Ticked where something was made that counts."""
        self.box.setChecked(self._done is not None)

    def _clicked(self, on: bool) -> None:
        if on:
            self.ticked.emit(ApproachInput(step=self.step.number if self.step else None))
        elif self._done is not None:
            self.unticked.emit(self._done.id)

    # Changing

    def open_form(self) -> None:
        """Change what was made, or what is planned."""
        if self._form is not None:
            return
        approach = self._done or (self._approaches[-1] if self._approaches else None)
        if approach is not None and (self._done is not None or self.step is None):
            self._show(self._approach_form(approach))
        elif self.step is not None:
            self._show(self._step_form(self.step))

    def plan_otherwise(self, day: date) -> None:
        """Ask how the step goes out, now that no parcel takes it along."""
        self.open_form()
        if isinstance(self._form, StepForm):
            self._form.plan_for(day)

    def _approach_form(self, approach: Approach) -> ApproachForm:
        form = ApproachForm(self._theme, self._texts, offered_ways(self.shop.media))
        form.show_values(approach.day, approach.way, approach.result, approach.note)
        form.left.connect(self.close_form)
        form.kept.connect(
            lambda: self.changed.emit(
                replace(
                    approach,
                    day=form.chosen_day,
                    way=form.chosen_way,
                    result=form.result,
                    note=form.note.text(),
                )
            )
        )
        return form

    def _step_form(self, step: Step) -> StepForm:
        form = StepForm(self._theme, self._texts, step, self._window, self.shop)
        form.left.connect(self.close_form)
        form.kept.connect(lambda: self.planned.emit(form.step))
        return form

    def _show(self, form: QWidget) -> None:
        self._form = form
        self.edit.hide()
        self._grid.addWidget(form, 2, 1, 1, 2)
        form.show()
        form.focusNextChild()

    @property
    def form(self) -> QWidget | None:
        """The fields, while they are open."""
        return self._form

    def close_form(self) -> None:
        """Leave everything as it was."""
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None
            self.edit.show()
            self.edit.setFocus()
