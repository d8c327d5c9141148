"""Thresholds of the scores and recency bands, changed in place: everything follows."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from crm_desk.desk.analysis import thresholds as use_case
from crm_desk.desk.money import money_of
from crm_desk.domain.analysis import thresholds
from crm_desk.domain.analysis.figures import AnalysisSettings, Figures, Method
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.money import Money
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import Card, button, label
from crm_desk.ui.common.workspace import Workspace

_BANDS = "bands"
_MOST_BANDS = 5
_WIDTHS = {"r": 56, "f": 56, "m": 92, _BANDS: 56}
_R_SCORES, _OTHER_SCORES = (5, 4, 3, 2), (2, 3, 4, 5)


class ThresholdsCard(Card):
    """One line an axis; what is typed counts when the field is left or Enter is pressed."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.theme, padding=1.5)
        self._workspace = workspace
        self._money = money_of(workspace.desk)
        self._figures: Figures | None = None
        self.fields: dict[str, list[QLineEdit]] = {}
        self._suffixes: dict[str, list[QWidget]] = {}
        self.body.addWidget(label(self.tr("Thresholds"), "strong"))
        self.body.addWidget(label(self._line(), "soft", wrap=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(workspace.theme.space(1.5))
        self._grid.setVerticalSpacing(workspace.theme.space())
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.methods = self._add_methods()
        for axis, name in (
            ("r", self.tr("Recency")),
            ("f", self.tr("Purchases")),
            ("m", self.tr("Total amount")),
            (_BANDS, self.tr("Recency bands")),
        ):
            self._add_axis(axis, name)
        self.problem = label("", "warn", wrap=True)
        self.problem.hide()
        self.body.addWidget(self.problem)
        self._note = label("", "soft", wrap=True)
        self.body.addWidget(self._note)
        self.body.addLayout(self._foot())

    def _line(self) -> str:
        return self.tr(
            "From how many days, purchases and how much money a customer gets which score "
            "(5 is best). Charts and list follow at once."
        )

    # Parts

    def _add_methods(self) -> dict[Method, QPushButton]:
        flow, found = Flow(self._workspace.theme.px(6)), {}
        for method, words in (
            (Method.FIXED, self.tr("Fixed numbers")),
            (Method.QUANTILES, self.tr("Five groups of equal size")),
        ):
            chip = button(words, lambda m=method: self._choose_method(m), "chip")  # type: ignore[misc]
            chip.setCheckable(True)
            flow.addWidget(chip)
            found[method] = chip
        self._add_row(self.tr("Scores by"), Wrapped(flow))
        return found

    def _add_axis(self, axis: str, name: str) -> None:
        theme = self._workspace.theme
        flow = Flow(theme.px(10))
        self.fields[axis], self._suffixes[axis] = [], []
        count = _MOST_BANDS if axis == _BANDS else len(_OTHER_SCORES)
        for place in range(count):
            field = QLineEdit()
            field.setFixedWidth(theme.px(_WIDTHS[axis]))
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            before = self._before(axis, place)
            field.setAccessibleName(f"{name} {before}")
            field.editingFinished.connect(lambda a=axis: self._typed(a))
            after = label("")
            flow.addWidget(_together(theme.px(4), label(before, "soft"), field, after))
            self.fields[axis].append(field)
            self._suffixes[axis].append(after)
        self._add_row(name, Wrapped(flow))

    def _before(self, axis: str, place: int) -> str:
        if axis == _BANDS:
            return self.tr("up to")
        score = (_R_SCORES if axis == "r" else _OTHER_SCORES)[place]
        words = self.tr("{score} points: up to") if axis == "r" else self.tr("{score} points:")
        return words.format(score=score)

    def _add_row(self, name: str, content: QWidget) -> None:
        line = self._grid.rowCount()
        self._grid.addWidget(label(name, "soft"), line, 0)
        self._grid.addWidget(content, line, 1)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.zero = QCheckBox(self.tr("Orders of 0 count as purchases"))
        self.zero.clicked.connect(
            lambda on: self._choose(replace(self._settings(), zero_is_purchase=on))
        )
        row.addWidget(self.zero)
        row.addStretch(1)
        self.reset = button(
            self.tr("As at first"), lambda: self._choose(AnalysisSettings()), "link"
        )
        row.addWidget(self.reset)
        return row

    # Showing

    def show_figures(self, figures: Figures) -> None:
        """Show what is in use; a field in which somebody types is left alone."""
        self._figures = figures
        settings = figures.settings
        self.problem.hide()
        for method, chip in self.methods.items():
            chip.setChecked(method is settings.method)
        self.zero.setChecked(settings.zero_is_purchase)
        for axis in thresholds.AXES:
            texts = [thresholds.shown(b, self._unit(axis)) for b in getattr(figures.rfm, axis)]
            self._fill(axis, texts)
        self._fill(_BANDS, [str(day) for day in settings.bands])
        self._note.setText("\n".join(self._notes(figures)))
        self._note.setVisible(bool(self._note.text()))
        plain = replace(settings, kind=AnalysisSettings().kind)
        self.reset.setEnabled(plain != AnalysisSettings())

    def _fill(self, axis: str, texts: list[str]) -> None:
        fixed = self._settings().method is Method.FIXED
        for place, (field, suffix) in enumerate(
            zip(self.fields[axis], self._suffixes[axis], strict=True)
        ):
            field.setText(texts[place] if place < len(texts) else "")
            field.setProperty("shown", field.text())
            suffix.setText(self._suffix(axis, fixed=fixed))  # type: ignore[attr-defined]

    def _suffix(self, axis: str, *, fixed: bool) -> str:
        if axis in ("r", _BANDS):
            return self.tr("days")
        if axis == "f":
            return self.tr("purchases or more") if fixed else self.tr("purchases, exceeded")
        return self.tr("or more") if fixed else self.tr("exceeded")

    def _notes(self, figures: Figures) -> list[str]:
        """What should be said of the scores (analysis.md, "RFM scores")."""
        found = []
        if figures.rfm.suggests_fixed:
            found.append(
                self.tr(
                    "With so few customers or so few different values, groups of equal size say "
                    "little. Fixed numbers do better here."
                )
            )
        names = {"r": self.tr("Recency"), "f": self.tr("Purchases"), "m": self.tr("Total amount")}
        for axis, scores in figures.rfm.empty if figures.buyers else ():
            words = self.tr("{axis}: nobody has {scores} points.")
            said = self._workspace.texts("rfm.and_also").join(map(str, scores))
            found.append(words.format(axis=names[axis], scores=said))
        return found

    # Choosing

    def _settings(self) -> AnalysisSettings:
        return self._figures.settings if self._figures is not None else AnalysisSettings()

    def _unit(self, axis: str) -> Money | None:
        return self._money if axis == "m" else None

    def _choose_method(self, method: Method) -> None:
        # Each method has bounds of its own.
        for each, chip in self.methods.items():
            chip.setChecked(each is method)
        if method is not self._settings().method:
            self._choose(replace(self._settings(), method=method, r=None, f=None, m=None))

    def _typed(self, axis: str) -> None:
        fields, figures = self.fields[axis], self._figures
        if figures is None or all(field.text() == field.property("shown") for field in fields):
            return
        texts = [field.text() for field in fields]
        if axis == _BANDS:
            self._attempt(lambda: thresholds.with_bands(self._settings(), texts))
        else:
            now = getattr(figures.rfm, axis)
            self._attempt(
                lambda: thresholds.with_axis(self._settings(), axis, texts, now, self._unit(axis))
            )

    def _attempt(self, make: Callable[[], AnalysisSettings]) -> None:
        try:
            settings = make()
        except ReportableError as error:
            self.problem.setText(self._workspace.texts.error(error))
            self.problem.show()
            return
        self.problem.hide()
        self._choose(settings)

    def _choose(self, settings: AnalysisSettings) -> None:
        desk = self._workspace.desk
        self._workspace.perform(lambda: use_case.choose(desk, settings))


def _together(spacing: int, *widgets: QWidget) -> QWidget:
    """Words around a field, never parted by the end of a line."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    for widget in widgets:
        row.addWidget(widget)
    return whole
