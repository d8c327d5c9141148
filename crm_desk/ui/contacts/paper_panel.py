"""印刷・書き出す: what is made on paper or in a file of the people of a list."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from crm_desk.desk.contacts.outgoing import Outgoing, PaperKind, PaperMaker, PaperRequest
from crm_desk.desk.contacts.senders import senders
from crm_desk.desk.contacts.tasks import UNREAD
from crm_desk.desk.desk import today
from crm_desk.desk.money import money_of
from crm_desk.desk.route import Route
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import Card, button, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.contacts.left_out_list import LeftOutList
from crm_desk.ui.contacts.outgoing_files import OutgoingFiles
from crm_desk.ui.contacts.paper_options import PaperOptions
from crm_desk.ui.contacts.purpose_chips import PurposeChips


class PaperPanel(QWidget):
    """What to make, and of whom; made beside the window, with a way to stop.

    Args:
        maker: what can be made of the ids that the page has.

    Signals:
        left: back to the list.
        came: what can be made was counted, or something was made.
        nothing_made: there is no sheet of the one that was asked for alone.
    """

    left = Signal()
    came = Signal()
    nothing_made = Signal()

    def __init__(self, workspace: Workspace, maker: PaperMaker) -> None:
        super().__init__()
        self._workspace, self._maker = workspace, maker
        self._files = OutgoingFiles(workspace, maker, self)
        self._files.progressed.connect(self._show_progress)
        self.printing = self._files.printing
        self.kind = next(iter(maker.papers))
        self.ready: Outgoing | None = None
        self._everybody: Sequence[int] = ()
        self._chosen: Sequence[int] = ()
        self._only_chosen = self._at_once = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(workspace.theme)
        column.addWidget(card)
        column.addStretch(1)
        if not maker.for_anyone:
            card.body.addWidget(label(self.tr("Print and export"), "heading", wrap=True))
        card.body.addWidget(self._make_kinds())
        self._people = self._make_people()
        card.body.addWidget(self._people)
        self.purposes = PurposeChips(workspace.theme, workspace.texts)
        self.purposes.changed.connect(self.count)
        self.purposes.setVisible(maker.for_anyone)
        card.body.addWidget(self.purposes)
        self.options = PaperOptions(
            workspace.theme, workspace.settings, for_anyone=maker.for_anyone
        )
        self.options.names_changed.connect(self.count)
        card.body.addWidget(self.options)
        card.body.addLayout(self._make_words())
        self.left_out = LeftOutList(workspace)
        card.body.addWidget(self.left_out)
        self.unread = button("", lambda: workspace.go(UNREAD), "link")
        self.unread.hide()
        card.body.addWidget(self.unread, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addLayout(self._make_foot())

    # Parts

    def _make_kinds(self) -> QWidget:
        flow = Flow(self._workspace.theme.px(6))
        self.kinds: dict[PaperKind, QPushButton] = {}
        for kind in self._maker.papers:
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

    def _make_words(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.words = label("", wrap=True)
        to_settings = partial(self._workspace.go, Route("settings"))
        self.no_sender = button(self.tr("Enter a sender…"), to_settings, "link")
        row.addWidget(self.words, 1)
        row.addWidget(self.no_sender)
        return row

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._workspace.theme.space())
        self.make = button("", self._make, "primary")
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setTextVisible(False)
        self.stop = button(self.tr("Stop"), self._files.stop)
        row.addWidget(self.make)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        row.addWidget(button(self.tr("Back to the list"), self.left.emit, "link"))
        row.addStretch(1)
        self._show_busy(busy=False)
        return row

    # Choosing

    def begin(
        self, everybody: Sequence[int], chosen: Sequence[int], kind: PaperKind | None = None
    ) -> None:
        """Ask what to make of a list, or of those chosen in it."""
        self._everybody, self._chosen = everybody, chosen
        self._only_chosen = len(chosen) > 1
        self.choose(kind or next(iter(self._maker.papers)))

    def choose(self, kind: PaperKind) -> None:
        """Make something else."""
        self.kind, self._at_once = kind, False
        for each, chip in self.kinds.items():
            chip.setChecked(each is kind)
        self._people.setVisible(kind is not PaperKind.WEEK)
        self.count()

    def _choose_people(self, only_chosen: bool) -> None:
        self._only_chosen = only_chosen
        self.count()

    def _request(self) -> PaperRequest:
        ids = self._chosen if self._only_chosen else self._everybody
        return self.options.request(self.kind, ids, self.purposes.chosen)

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

    def _ask(self) -> None:
        workspace, request = self._workspace, self._request()
        desk, texts, money = workspace.desk, workspace.document_texts, money_of(workspace.desk)
        shop, day, prepare = desk.shop_name, today(), self._maker.prepare
        known = senders(desk)
        self.options.show_senders(known)
        self.options.show_kind(self.kind)
        self.no_sender.setVisible(self.kind is PaperKind.POSTCARDS and not known)
        workspace.ask_latest(
            self,
            lambda: prepare(desk, request, shop, money, texts, day),
            self._show_ready,
        )

    def _show_ready(self, found: Outgoing) -> None:
        texts = self._workspace.texts
        self.ready = found
        text = texts(f"outgoing.make_{self.kind.value}", n=f"{found.sheets:,}")
        self.make.setText(text)
        self.make.setAccessibleName(text)
        unclear = self._maker.for_anyone and self.purposes.chosen is None
        self.words.setText(_said(texts, self.kind, found.sheets, unclear=unclear))
        self.left_out.show_found(found)
        unread = texts("marks.unread", n=f"{found.unread:,}")
        self.unread.setText(unread)
        self.unread.setAccessibleName(unread)
        self.unread.setVisible(found.unread > 0)
        self.make.setEnabled(found.sheets > 0 and not unclear)
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
            self._files.save_table(self.ready, self._request(), self.came.emit)
        else:
            self._show_busy(busy=True)
            self._files.preview(self.ready, self._request(), self._stop_waiting)

    def _stop_waiting(self) -> None:
        self._show_busy(busy=False)
        self.came.emit()

    def sheet(self, plan_id: int) -> None:
        """The sheet of one plan, at once."""
        self.begin([plan_id], [], PaperKind.SHEETS)
        self._at_once = True

    # Progress

    def _show_progress(self, done: int, pages: int) -> None:
        self.bar.setRange(0, pages)
        self.bar.setValue(done)

    def _show_busy(self, *, busy: bool) -> None:
        self.make.setVisible(not busy)
        self.bar.setVisible(busy)
        self.bar.setRange(0, 0)
        self.stop.setVisible(busy)

    def take_focus(self) -> None:
        """Let keys go to what can be made."""
        self.kinds[self.kind].setFocus(Qt.FocusReason.OtherFocusReason)


def _said(texts: Texts, kind: PaperKind, sheets: int, *, unclear: bool) -> str:
    """How many there would be, or what is missing before any can be made."""
    if not sheets:
        return texts("week.empty" if kind is PaperKind.WEEK else "outgoing.nobody")
    return texts("outgoing.purpose_needed") if unclear else texts("outgoing.ready", n=f"{sheets:,}")
