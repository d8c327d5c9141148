"""Backups: which there are, making one, looking into one, going back to one."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crm_desk.desk.backups import keeping
from crm_desk.desk.backups.wording import backup_words, going_back_words, stick_words
from crm_desk.desk.changes import Topic
from crm_desk.desk.desk import today
from crm_desk.desk.route import Route
from crm_desk.domain.backup import Backup, BackupCause
from crm_desk.domain.errors import ReportableError
from crm_desk.ui.backups.keeper import BackupKeeper
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.page import Page
from crm_desk.ui.common.widgets import (
    Card,
    PageHead,
    button,
    clear_layout,
    frame,
    label,
    page_layout,
    rule,
    scrolling,
)
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.shell.dialogs import confirm

_WHEN, _CONTENTS = range(2)


class _Shown(NamedTuple):
    made: list[Backup]
    on_stick: date | None
    people: int
    former: list[Path]


class BackupsPage(Page):
    """The list of backups, with a button for each thing that can be done.

    Signals:
        look_asked: a backup to look into.
        restore_asked: a backup to go back to.
        export_log_asked: who was printed or exported is wanted.
    """

    look_asked = Signal(Path)
    restore_asked = Signal(Path)
    export_log_asked = Signal()
    topics = frozenset({Topic.DESK})

    def __init__(self, workspace: Workspace, keeper: BackupKeeper) -> None:
        super().__init__()
        self._workspace, self._keeper = workspace, keeper
        theme = workspace.theme
        layout = page_layout(self, theme)
        head = PageHead(
            theme,
            self.tr("Backups"),
            self.tr(
                "Backups of your shop's file are made on this computer by themselves. "
                "Each is checked before it gets its name."
            ),
        )
        self.to_stick = button(self.tr("Back up to a USB stick…"), self.ask_stick)
        self.make_now = button(self.tr("Back up now"), self.back_up, "primary")
        head.side.addWidget(self.to_stick)
        head.side.addWidget(self.make_now)
        layout.addWidget(head)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        self._warning = QWidget()
        self._warning_lines = QVBoxLayout(self._warning)
        self._warning_lines.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._warning)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space(3))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(_CONTENTS, 1)
        made = Card(theme, padding=2)
        made.body.addLayout(self._grid)
        column.addWidget(made)
        held = Card(theme)
        held.body.addWidget(label(self.tr("Personal data that you keep"), "strong"))
        self._people = label("", wrap=True)
        held.body.addWidget(self._people)
        self.export_log = button(
            self.tr("What was printed and exported…"), self.export_log_asked.emit, "link"
        )
        held.body.addWidget(self.export_log, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(held)
        column.addStretch(1)
        layout.addWidget(scrolling(content), 1)
        keeper.changed.connect(self.refresh)
        keeper.busy.connect(self._show_busy)

    def open(self, route: Route) -> None:
        self.refresh()

    def route(self) -> Route:
        return Route("backups")

    def refresh(self, place: Route | None = None) -> None:
        desk = self._workspace.desk
        on_stick = keeping.on_stick(desk)

        def read() -> _Shown:
            return _Shown(
                keeping.backups(desk),
                on_stick,
                keeping.people(desk),
                keeping.former_folders(desk),
            )

        self._show_busy(self._keeper.is_busy)
        self._workspace.ask_latest(self, read, self._show)

    @property
    def is_settled(self) -> bool:
        """Everything that was asked for is shown."""
        return self._workspace.is_settled(self)

    def back_up(self) -> None:
        """Make one now."""
        self._keeper.back_up(BackupCause.BY_HAND, lambda _: self._say(self.tr("Backed up.")))

    def ask_stick(self) -> None:
        """Ask for a stick, then back up to it."""
        name = QFileDialog.getExistingDirectory(self, self.tr("Choose a USB stick"))
        if name:
            self._keeper.back_up_to(Path(name), self._workspace.tell_saved)

    def ask_restore(self, chosen: Backup) -> None:
        """Ask before the desk is put back."""
        words = backup_words(chosen, self._workspace.texts, today())
        workspace = self._workspace
        question = workspace.texts("backup.restore_question", moment=words.moment)
        try:
            sentence = going_back_words(question, chosen.path, workspace.desk.path, workspace.texts)
        except ReportableError as error:
            self._workspace.show_error(error)
            return
        if confirm(self, self.tr("Go back to a backup"), sentence, self.tr("Go back")):
            self.restore_asked.emit(chosen.path)

    def _say(self, sentence: str) -> None:
        self._workspace.notified.emit(sentence)

    def _show_busy(self, busy: object) -> None:
        is_copy = self._workspace.desk.is_for_looking
        for one in (self.make_now, self.to_stick):
            one.setEnabled(not busy and not is_copy)
        self.make_now.setText(self.tr("Backing up…") if busy else self.tr("Back up now"))

    def _show(self, shown: _Shown) -> None:
        self._show_warning(shown.on_stick)
        self._people.setText(self._workspace.texts("backup.people", count=shown.people))
        clear_layout(self._grid)
        if not shown.made:
            self._grid.addWidget(label(self.tr("There is no backup yet."), "soft"), 0, 0)
            return
        heads = (self.tr("When, and why"), self.tr("Contents"))
        for column, words in enumerate(heads):
            self._grid.addWidget(label(words, "soft"), 0, column)
        for number, made in enumerate(shown.made, start=1):
            self._add(made, 2 * number, today())
        for folder in shown.former:
            words = self._workspace.texts("backup.former_folder", folder=folder)
            row = self._grid.rowCount()
            self._grid.addWidget(label(words, "soft", wrap=True), row, 0, 1, _CONTENTS + 1)

    def _add(self, made: Backup, row: int, day: date) -> None:
        theme, words = self._workspace.theme, backup_words(made, self._workspace.texts, day)
        self._grid.addWidget(rule(), row - 1, 0, 1, _CONTENTS + 1)
        when = QVBoxLayout()
        when.addWidget(label(words.moment, "strong", wrap=True))
        why = self._workspace.texts("backup.why", cause=words.cause, size=words.size)
        when.addWidget(label(why if words.cause else words.size, "soft"))
        ways = Flow(theme.px(6))
        if not self._workspace.desk.is_for_looking:
            for text, on_click in (
                (self.tr("Look inside"), lambda: self.look_asked.emit(made.path)),
                (self.tr("Go back to this…"), lambda: self.ask_restore(made)),
            ):
                way = button(text, on_click, "link")
                way.setAccessibleDescription(words.moment)
                ways.addWidget(way)
        what = QVBoxLayout()
        what.addWidget(label(words.contents, wrap=True))
        what.addWidget(Wrapped(ways))
        for column, part in ((_WHEN, when), (_CONTENTS, what)):
            part.setSpacing(theme.px(2))
            part.addStretch(1)
            self._grid.addLayout(part, row, column)

    def _show_warning(self, on_stick: date | None) -> None:
        clear_layout(self._warning_lines)
        sentence = stick_words(on_stick, self._workspace.texts, today())
        if sentence:
            line = frame("banner")
            row = QHBoxLayout(line)
            space = self._workspace.theme.space(1.75)
            row.setContentsMargins(space, space // 2, space, space // 2)
            row.addWidget(label(sentence, wrap=True), 1)
            self._warning_lines.addWidget(line)
        self._warning.setVisible(bool(sentence))
