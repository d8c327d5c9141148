"""Templates: chosen by name, changed step by step, kept by a button."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crm_desk.desk.contacts import shop_media
from crm_desk.desk.followup import design as use_case
from crm_desk.domain.contacts.media import Medium, Way, offered_ways, only_screens
from crm_desk.domain.followup.plan import STEPS
from crm_desk.domain.followup.templates import (
    LONG_AGO,
    SHORTEST_WINDOW,
    Design,
    Template,
    TemplateStep,
)
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.wheel import calm
from crm_desk.ui.common.widgets import Card, button, clear_layout, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.contacts.approach_form import choose_way
from crm_desk.ui.followup.limits_form import NumberField, attempt
from crm_desk.ui.theme import Theme

_DRAFT = "followup_template"
_LONGEST, _HEIGHT = 60, 34
_NEW = (TemplateStep(3, Way.POSTCARD, ""), TemplateStep(30, Way.EMAIL, ""))
"""What a new template begins with; the third step is as the first."""


@dataclass(frozen=True)
class _Draft:
    """A template that is being changed, and as it was."""

    kept: Template
    typed: Template


class TemplateStepFields(QWidget):
    """One step: when, in which way, and what for.

    Signals:
        changed: something was chosen or typed.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace, number: int) -> None:
        super().__init__()
        theme, texts = workspace.theme, workspace.texts
        title, by = self.tr("Step {n}").format(n=number), self.tr("way")
        days = self.tr(" days after the start")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        column.setSpacing(theme.px(6))
        column.addWidget(label(title, "strong"))
        self.after = NumberField(f"{title} {days.strip()}", 0, SHORTEST_WINDOW)
        self.after.setSuffix(days)
        self.after.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.parcel = QCheckBox(texts("followup.next_parcel"))
        self.parcel.setAccessibleDescription(title)
        self.way = calm(QComboBox())
        self.way.setAccessibleName(f"{title} {by}")
        self._texts = texts
        flow = Flow(theme.px(12))
        for widget in (self.after, self.parcel, self.way):
            # All of one height, so that their words stand on one line.
            widget.setMinimumHeight(theme.px(_HEIGHT))
            flow.addWidget(widget)
        column.addWidget(Wrapped(flow))
        column.addLayout(self._make_words(workspace.theme, title))
        self.after.valueChanged.connect(lambda _value: self.changed.emit())
        self.parcel.toggled.connect(self._parcel_toggled)
        self.way.activated.connect(lambda _place: self.changed.emit())

    def _make_words(self, theme: Theme, title: str) -> QGridLayout:
        self.purpose, self.late = QLineEdit(), QLineEdit()
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(1.5))
        grid.setVerticalSpacing(theme.px(2))
        late = self.tr("Instead, where the last purchase is over {n} days ago")
        for place, (field, name) in enumerate(
            ((self.purpose, self.tr("Purpose")), (self.late, late.format(n=LONG_AGO)))
        ):
            field.setMaxLength(_LONGEST)
            field.setAccessibleName(f"{title} {name}")
            field.textEdited.connect(lambda _text: self.changed.emit())
            grid.addWidget(label(name, "soft", wrap=True), 0, place)
            grid.addWidget(field, 1, place)
            grid.setColumnStretch(place, 1)
        self.late.setPlaceholderText(self.tr("the same"))
        return grid

    def _parcel_toggled(self, on: bool) -> None:
        self.after.setEnabled(not on)
        self.changed.emit()

    def offer(self, media: Collection[Medium]) -> None:
        """Offer the ways of these media; what is chosen stays."""
        chosen = self.way.currentData()
        self.way.clear()
        for way in offered_ways(media):
            choose_way(self.way, way, self._texts)
        if chosen is not None:
            choose_way(self.way, Way(chosen), self._texts)

    def show_step(self, step: TemplateStep) -> None:
        """Show a step."""
        self.blockSignals(True)
        self.parcel.setChecked(step.after is None)
        self.after.setEnabled(step.after is not None)
        if step.after is not None:
            self.after.setValue(step.after)
        choose_way(self.way, step.way, self._texts)
        self.purpose.setText(step.purpose)
        self.late.setText(step.late)
        self.blockSignals(False)

    @property
    def step(self) -> TemplateStep:
        """The step as it is typed."""
        after = None if self.parcel.isChecked() else self.after.value()
        way = Way(self.way.currentData() or Way.EMAIL)
        return TemplateStep(after, way, self.purpose.text(), self.late.text())


class TemplatesCard(Card):
    """All templates, and the one that is open.

    Signals:
        shown: another template is open.
    """

    shown = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.theme)
        self._workspace = workspace
        self._design = Design({}, {})
        self._kept: Template | None = None
        theme = workspace.theme
        self.body.addWidget(label(self.tr("Templates"), "heading", wrap=True))
        line = self.tr(
            "What is done in the three months. A change counts from the next start; plans that "
            "are under way stay as they are."
        )
        self.body.addWidget(label(line, "soft", wrap=True))
        self._flow = Flow(theme.px(6))
        self.chips: dict[str, QPushButton] = {}
        self.body.addWidget(Wrapped(self._flow))
        self._form = QWidget()
        self._form.hide()
        self._fill_form(QVBoxLayout(self._form))
        self.body.addWidget(self._form)

    def _fill_form(self, column: QVBoxLayout) -> None:
        workspace, theme = self._workspace, self._workspace.theme
        column.setContentsMargins(0, theme.space(), 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(label(self.tr("Name"), "strong"))
        self.name = QLineEdit()
        self.name.setMaxLength(_LONGEST)
        self.name.setAccessibleName(self.tr("Name of the template"))
        self.name.textEdited.connect(lambda _text: self._changed())
        column.addWidget(self.name)
        self.steps = [TemplateStepFields(workspace, number) for number in STEPS]
        for fields in self.steps:
            fields.changed.connect(self._changed)
            column.addWidget(fields)
        self.hint = label("", "strong", wrap=True)
        self.problem = label("", "warn", wrap=True)
        self.problem.hide()
        column.addWidget(self.hint)
        column.addWidget(self.problem)
        flow = Flow(theme.space())
        self.keep = button(self.tr("Keep the template"), self._keep)
        self.discard = button(self.tr("Discard the changes"), self._discard, "link")
        self.remove = button("", self._remove, "link")
        for made in (self.keep, self.discard, self.remove):
            made.setMinimumHeight(theme.px(_HEIGHT))
            flow.addWidget(made)
        column.addWidget(Wrapped(flow))

    # Showing

    def show_design(self, found: Design) -> None:
        """Show the templates again; what is being typed stays."""
        self._design = found
        for fields in self.steps:
            fields.offer(shop_media.media(self._workspace.desk))
        draft: _Draft | None = self._workspace.drafts.get(_DRAFT)
        self._draw_chips()
        if draft is not None:
            self._show(draft.typed, kept=draft.kept)
        elif self._kept is not None:
            kept = found.templates.get(self._kept.id)
            self.open_template(kept) if kept is not None else self._close()

    def _draw_chips(self) -> None:
        clear_layout(self._flow)
        self.chips = {}
        for id_, template in self._design.templates.items():
            chip = button(template.name, partial(self._chip_clicked, id_), "chip")
            chip.setCheckable(True)
            self.chips[id_] = chip
            self._flow.addWidget(chip)
        self.new = button(self.tr("New template…"), self._begin_new, "link")
        self._flow.addWidget(self.new)
        self._mark()

    def _mark(self) -> None:
        for id_, chip in self.chips.items():
            chip.setChecked(self._kept is not None and id_ == self._kept.id)

    def _chip_clicked(self, id_: str) -> None:
        if self._may_leave():
            self.open_template(self._design.templates[id_])
        self._mark()

    def _may_leave(self) -> bool:
        """What is typed is not lost by a click; the person keeps or discards it."""
        if not self.is_changed:
            return True
        self.problem.setText(self.tr("Keep or discard the changes to this template first."))
        self.problem.show()
        return False

    def open_template(self, template: Template) -> None:
        """Show one to be changed."""
        self._show(template, kept=template)

    def _show(self, typed: Template, *, kept: Template) -> None:
        self._kept = kept
        self.name.setText(typed.name)
        for fields, step in zip(self.steps, typed.steps, strict=True):
            fields.show_step(step)
        self._form.show()
        self.problem.hide()
        self._mark()
        self._changed()
        self.shown.emit()

    def _close(self) -> None:
        self._kept = None
        self._form.hide()
        self._mark()

    def _changed(self) -> None:
        if self._kept is None:
            return
        typed, drafts = self.typed, self._workspace.drafts
        if self.is_changed:
            drafts[_DRAFT] = _Draft(self._kept, typed)
        else:
            drafts.pop(_DRAFT, None)
        is_new = self._kept.id not in self._design.templates
        self.keep.setEnabled(self.is_changed)
        self.discard.setEnabled(self.is_changed or is_new)
        screens = only_screens(step.way.medium for step in typed.steps)
        self.hint.setText(self._workspace.texts("followup.only_screens"))
        self.hint.setVisible(screens)
        desk, texts = self._workspace.desk, self.tr("Remove the template")
        if use_case.is_shipped(self._kept.id, self._workspace.language):
            texts = self.tr("As at first")
        self.remove.setText(texts)
        self.remove.setAccessibleName(texts)
        self.remove.setVisible(use_case.is_changed(desk, self._kept.id))

    @property
    def typed(self) -> Template:
        """The open template as it is typed."""
        kept = self._kept or Template("", "", ())
        return replace(
            kept, name=self.name.text(), steps=tuple(fields.step for fields in self.steps)
        )

    @property
    def is_changed(self) -> bool:
        """Something typed is not kept yet."""
        return self._kept is not None and self.typed != self._kept

    # Changing

    def _begin_new(self) -> None:
        if self._may_leave():
            first, second = _NEW
            third = replace(first, after=75)
            id_ = use_case.new_template_id(self._workspace.desk)
            self.open_template(Template(id_, "", (first, second, third)))
            self.name.setFocus()

    def _keep(self) -> None:
        desk, typed, before = self._workspace.desk, self.typed, self._kept
        # Once it is kept, the announcement shows the template as it was cleaned.
        self._kept = typed
        self._workspace.drafts.pop(_DRAFT, None)
        done = attempt(self._workspace, self.problem, lambda: use_case.change_template(desk, typed))
        if not done:
            self._kept = before
            self._workspace.drafts[_DRAFT] = _Draft(before or typed, typed)

    def _discard(self) -> None:
        self._workspace.drafts.pop(_DRAFT, None)
        kept = self._kept
        if kept is not None and kept.id in self._design.templates:
            self.open_template(self._design.templates[kept.id])
        else:
            self._close()

    def _remove(self) -> None:
        desk, kept, language = self._workspace.desk, self._kept, self._workspace.language
        if kept is None:
            return
        self._workspace.drafts.pop(_DRAFT, None)
        attempt(
            self._workspace,
            self.problem,
            lambda: use_case.remove_template(desk, kept.id, language),
        )
