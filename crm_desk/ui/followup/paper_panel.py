"""印刷・書き出す: sheets, the list, postcards, labels and the table of addressees."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from crm_desk.desk.child import Cancel
from crm_desk.desk.desk import today
from crm_desk.desk.followup import outgoing
from crm_desk.desk.followup.outgoing import (
    MOST_SHIFT,
    PAPERS,
    POSITIONS,
    SHIFTED,
    Outgoing,
    PaperJob,
    PaperKind,
    PaperRequest,
)
from crm_desk.desk.money import money_of
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.files import last_folder, note_folder
from crm_desk.ui.common.printing import Printing
from crm_desk.ui.common.widgets import Card, button, label
from crm_desk.ui.common.workspace import Workspace

_STEP = 0.5
_NAMES = 5


class PaperPanel(QWidget):
    """What to make, and of whom; made beside the window, with a way to stop.

    Signals:
        left: back to the list.
        progressed: pages done, pages.
        came: what can be made was counted, or something was made.
        nothing_made: there is no sheet of the plan that one was asked for of.
    """

    left = Signal()
    progressed = Signal(int, int)
    came = Signal()
    nothing_made = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.printing = Printing(workspace, self)
        self.kind = PaperKind.SHEETS
        self.ready: Outgoing | None = None
        self._everybody: Sequence[int] = ()
        self._chosen: Sequence[int] = ()
        self._only_chosen = False
        self._at_once = False
        self._cancel = Cancel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(workspace.theme)
        column.addWidget(card)
        column.addStretch(1)
        card.body.addWidget(label(self.tr("Print and export"), "heading", wrap=True))
        card.body.addWidget(self._make_kinds())
        card.body.addWidget(self._make_people())
        card.body.addWidget(self._make_options())
        self.words = label("", wrap=True)
        self.left_out = label("", "soft", wrap=True)
        card.body.addWidget(self.words)
        card.body.addWidget(self.left_out)
        card.body.addLayout(self._make_foot())
        self.progressed.connect(self._show_progress)

    # Parts

    def _make_kinds(self) -> QWidget:
        flow = Flow(self._workspace.theme.px(6))
        self.kinds: dict[PaperKind, QPushButton] = {}
        for kind in PaperKind:
            words = self._workspace.texts(f"outgoing.{kind.value}")
            self.kinds[kind] = self._chip(words, partial(self.choose, kind), flow)
        return Wrapped(flow)

    def _make_people(self) -> QWidget:
        flow = Flow(self._workspace.theme.px(6))
        self.everybody = self._chip("", partial(self._choose_people, False), flow)
        self.chosen = self._chip("", partial(self._choose_people, True), flow)
        return Wrapped(flow)

    def _chip(self, words: str, run: Callable[[], object], flow: Flow) -> QPushButton:
        chip = button(words, run, "chip")
        chip.setCheckable(True)
        flow.addWidget(chip)
        return chip

    def _make_options(self) -> QWidget:
        flow = Flow(self._workspace.theme.space(1.5))
        self.first = QSpinBox()
        self.right, self.down = QDoubleSpinBox(), QDoubleSpinBox()
        for shift in (self.right, self.down):
            shift.setRange(-MOST_SHIFT, MOST_SHIFT)
            shift.setSingleStep(_STEP)
            shift.setDecimals(1)
            shift.setSuffix(" mm")
        self.purpose = QLineEdit()
        self.purpose.setPlaceholderText(self.tr("For example: winter greetings"))
        self.purpose.setMinimumWidth(self._workspace.theme.px(220))
        self._options: dict[QWidget, QWidget] = {}
        for name, field in (
            (self.tr("First free label"), self.first),
            (self.tr("Move to the right"), self.right),
            (self.tr("Move down"), self.down),
            (self.tr("What for"), self.purpose),
        ):
            field.setAccessibleName(name)
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(self._workspace.theme.px(6))
            row.addWidget(label(name, "soft"))
            row.addWidget(field)
            flow.addWidget(pair)
            self._options[field] = pair
        return Wrapped(flow)

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._workspace.theme.space())
        self.make = button("", self._make, "primary")
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setTextVisible(False)
        self.stop = button(self.tr("Stop"), self._stop)
        row.addWidget(self.make)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        row.addWidget(button(self.tr("Back to the list"), self.left.emit, "link"))
        row.addStretch(1)
        self._show_busy(busy=False)
        return row

    # Choosing

    def begin(
        self, everybody: Sequence[int], chosen: Sequence[int], kind: PaperKind = PaperKind.LIST
    ) -> None:
        """Ask what to make of the plans of a list, or of those chosen in it."""
        self._everybody, self._chosen = everybody, chosen
        self._only_chosen = len(chosen) > 1
        self.choose(kind)

    def choose(self, kind: PaperKind) -> None:
        """Make something else."""
        self.kind, self._at_once = kind, False
        for each, chip in self.kinds.items():
            chip.setChecked(each is kind)
        self.first.setRange(1, POSITIONS.get(kind, 1))
        self._options[self.first].setVisible(kind in POSITIONS)
        for shift in (self.right, self.down):
            self._options[shift].setVisible(kind in SHIFTED)
        table = kind is PaperKind.TABLE
        text = self.tr("Save…") if table else self.tr("Preview and print…")
        self.make.setText(text)
        self.make.setAccessibleName(text)
        self.count()

    def _choose_people(self, only_chosen: bool) -> None:
        self._only_chosen = only_chosen
        self.count()

    def _plans(self) -> tuple[int, ...]:
        return tuple(self._chosen if self._only_chosen else self._everybody)

    def count(self) -> None:
        """Say how many there would be, and who would not be in it, as the desk is now."""
        for chip, words, ids, only in (
            (self.everybody, self.tr("All of this list ({n})"), self._everybody, False),
            (self.chosen, self.tr("The chosen ones ({n})"), self._chosen, True),
        ):
            text = words.format(n=f"{len(ids):,}")
            chip.setText(text)
            chip.setAccessibleName(text)
            chip.setChecked(only is self._only_chosen)
        self.chosen.setVisible(bool(self._chosen))
        self.ready = None
        self.make.setEnabled(False)
        self._workspace.attempt(self._ask)

    def _wanted(self) -> PaperRequest:
        return PaperRequest(
            self.kind,
            self._plans(),
            " ".join(self.purpose.text().split()),
            self.first.value(),
            self.right.value(),
            self.down.value(),
        )

    def _ask(self) -> None:
        workspace, wanted = self._workspace, self._wanted()
        desk, texts, money = workspace.desk, workspace.document_texts, money_of(workspace.desk)
        shop, day = desk.shop_name, today()
        workspace.ask_latest(
            self,
            lambda: outgoing.prepare(desk, wanted, shop, money, texts, day),
            self._show_ready,
        )

    def _show_ready(self, found: Outgoing) -> None:
        texts = self._workspace.texts
        self.ready = found
        ready = texts("outgoing.ready", n=f"{found.sheets:,}")
        self.words.setText(ready if found.sheets else texts("outgoing.nobody"))
        reasons = texts("result.comma").join(
            texts("outgoing.reason", reason=reason, n=f"{n:,}") for reason, n in found.left_out
        )
        self.left_out.setText(texts("outgoing.left_out", reasons=reasons) if reasons else "")
        self.left_out.setVisible(bool(reasons))
        self.make.setEnabled(found.sheets > 0)
        at_once, self._at_once = self._at_once, False
        if at_once and found.sheets:
            self._make()
        elif at_once:
            self.nothing_made.emit()
        self.came.emit()

    # Making

    def _make(self) -> None:
        if self.ready is None or not self.ready.sheets:
            return
        if self.kind is PaperKind.TABLE:
            self._save(self.ready)
        else:
            self._preview(self.ready)

    def sheet(self, plan_id: int) -> None:
        """The sheet of one plan, at once."""
        self.begin([plan_id], [], PaperKind.SHEETS)
        self._at_once = True

    def _preview(self, ready: Outgoing) -> None:
        wanted, cancel = self._wanted(), Cancel()
        self._cancel = cancel
        shop, report = self._workspace.desk.shop_name, self.progressed.emit
        job = PaperJob(ready, wanted, shop, today(), report, cancel)
        self._show_busy(busy=True)

        def made(lost: Sequence[str] | None) -> None:
            self._show_busy(busy=False)
            self._tell_lost(lost or ())
            self.came.emit()

        self.printing.preview(PAPERS[self.kind], job, made, partial(self._note, ready, wanted))

    def _save(self, ready: Outgoing) -> None:
        wanted, texts = self._wanted(), self._workspace.document_texts
        document = PAPERS[PaperKind.TABLE]
        job = PaperJob(ready, wanted, self._workspace.desk.shop_name, today())
        kinds = {
            self.tr("Excel workbook (*.xlsx)"): (".xlsx", "utf-8-sig"),
            self.tr("CSV, UTF-8 (*.csv)"): (".csv", "utf-8-sig"),
            self.tr("CSV, Shift_JIS (*.csv)"): (".csv", "cp932"),
        }
        name = f"{document.file_name(job, texts)}{document.ending}"
        proposed = str(last_folder(self._workspace) / name)
        chosen, kind = QFileDialog.getSaveFileName(
            self, self.tr("Save the table"), proposed, ";;".join(kinds)
        )
        if not chosen:
            return
        path = Path(chosen)
        ending, encoding = kinds.get(kind, (path.suffix.lower(), "utf-8-sig"))
        if path.suffix.lower() != ending:
            path = path.with_suffix(ending)
        note_folder(self._workspace, path)

        def done(lost: Sequence[str]) -> None:
            self._note(ready, wanted)
            self._workspace.tell_saved(path)
            self._tell_lost(lost)
            self.came.emit()

        self._workspace.run_task(
            self,
            self.tr("The file is being written…"),
            lambda: document.write(replace(job, encoding=encoding), texts, path),
            done,
        )

    def _note(self, ready: Outgoing, wanted: PaperRequest) -> None:
        desk, texts = self._workspace.desk, self._workspace.document_texts
        now = datetime.now()  # noqa: DTZ005 - the shop's clock
        self._workspace.attempt(lambda: outgoing.note(desk, ready, wanted, texts, now))

    def _tell_lost(self, lost: Sequence[str]) -> None:
        if lost:
            texts = self._workspace.texts
            names = texts("result.comma").join(lost[:_NAMES])
            self._workspace.notified.emit(texts("outgoing.lost", names=names))

    # Progress

    def _show_progress(self, done: int, pages: int) -> None:
        self.bar.setRange(0, pages)
        self.bar.setValue(done)

    def _show_busy(self, *, busy: bool) -> None:
        self.make.setVisible(not busy)
        self.bar.setVisible(busy)
        self.bar.setRange(0, 0)
        self.stop.setVisible(busy)

    def _stop(self) -> None:
        self._cancel.call_off()

    def take_focus(self) -> None:
        """Let keys go to what can be made."""
        self.kinds[self.kind].setFocus(Qt.FocusReason.OtherFocusReason)
