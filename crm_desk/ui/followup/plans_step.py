"""One step of a plan that is not made yet: when, how and what for, changed in place."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desk.domain.contacts.approach import EARLIEST, LATEST
from crm_desk.domain.contacts.block_words import block_words
from crm_desk.domain.contacts.consent import Block, Reach
from crm_desk.domain.contacts.media import Way, offered_ways
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.plan import Step, window_end
from crm_desk.domain.followup.starting import USUAL_RULES, ShopRules
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.date_field import DateField
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import label
from crm_desk.ui.contacts.approach_form import choose_way, way_choice
from crm_desk.ui.theme import Theme

_LONGEST = 500


class StepFields(QWidget):
    """Fields of one step.

    Signals:
        changed: something else stands in them.
    """

    changed = Signal()

    def __init__(self, theme: Theme, texts: Texts, number: int) -> None:
        super().__init__()
        self._texts, self._number, self._shop = texts, number, USUAL_RULES
        name = self.tr("Step {n}").format(n=number)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        column.setSpacing(theme.px(6))
        column.addWidget(label(name, "strong"))
        flow = Flow(theme.space(1.5))
        self.day = DateField(self.tr("{step}: day").format(step=name), theme, EARLIEST, LATEST)
        self.parcel = QCheckBox(texts("followup.next_parcel"))
        self.parcel.setAccessibleName(f"{name}: {texts('followup.next_parcel')}")
        self.way = way_choice(self.tr("{step}: medium").format(step=name), texts, ())
        when = QWidget()
        row = QHBoxLayout(when)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(1.5))
        row.addWidget(self.day)
        row.addWidget(self.parcel)
        flow.addWidget(when)
        flow.addWidget(self.way)
        column.addWidget(Wrapped(flow))
        self.purpose = QLineEdit()
        self.purpose.setMaxLength(_LONGEST)
        self.purpose.setAccessibleName(self.tr("{step}: what for").format(step=name))
        self.purpose.setPlaceholderText(self.tr("What for, in a few words"))
        column.addWidget(self.purpose)
        self.hint = label("", "soft", wrap=True)
        self.hint.hide()
        column.addWidget(self.hint)
        self.problem = label("", "warn", wrap=True)
        self.problem.hide()
        column.addWidget(self.problem)
        self.day.day_changed.connect(lambda _day: self.changed.emit())
        self.parcel.toggled.connect(self._toggled)
        self.way.activated.connect(lambda _place: self.changed.emit())
        self.purpose.textEdited.connect(lambda _text: self.changed.emit())

    def _toggled(self, parcel: bool) -> None:
        self.day.setDisabled(parcel)
        self.changed.emit()

    def show_shop(self, shop: ShopRules) -> None:
        """Offer the ways that the shop uses, and know its days off."""
        self._shop = shop
        self.way.clear()
        for way in offered_ways(shop.media):
            choose_way(self.way, way, self._texts)

    def show_hints(self, before: Way | None) -> None:
        """Say that the step goes another way than its template, and that its day is a day off.

        Args:
            before: the way of the template that this one stands for; None where it is its own.
        """
        step, texts = self.step, self._texts
        instead = (
            wording.stands_in(step.way, before, texts) if before not in (None, step.way) else ""
        )
        off = wording.day_off(step.planned, self._shop.days, texts) if step.planned else ""
        said = texts("result.sentence_gap").join(part for part in (instead, off) if part)
        self.hint.setText(said)
        self.hint.setVisible(bool(said))

    def show_step(self, step: Step, start: date, *, fresh: bool) -> None:
        """Fill the fields; the day can be any of the window.

        Args:
            fresh: another plan; else a day that is typed and can't be read yet stays.
        """
        blocked = [QSignalBlocker(each) for each in (self.day, self.parcel, self.way)]
        self.day.set_range(start, window_end(start))
        show_day = self.day.show_day if fresh else self.day.follow_day
        show_day(step.planned or start)
        self.parcel.setChecked(step.planned is None)
        self.day.setDisabled(step.planned is None)
        choose_way(self.way, step.way, self._texts)
        for each in blocked:
            each.unblock()
        if step.purpose != self.purpose.text():
            self.purpose.setText(step.purpose)

    def show_block(self, block: Block | None, reach: Reach | None) -> None:
        """Say why the step can't be made this way."""
        said = block_words(block, reach, self._texts) if block is not None else ""
        words = self.tr("Not possible this way: {why}. Choose another medium.")
        self.problem.setText(words.format(why=said))
        self.problem.setVisible(block is not None)

    @property
    def step(self) -> Step:
        """The step as it stands in the fields."""
        planned = None if self.parcel.isChecked() else self.day.day
        return replace(
            Step(self._number, planned, Way(self.way.currentData())), purpose=self.purpose.text()
        )
