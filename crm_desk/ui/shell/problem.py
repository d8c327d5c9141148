"""A desk that can't be opened: its sentence and the ways out."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from crm_desk.desk.backups.wording import BackupWords
from crm_desk.desk.desk import EXTENSION
from crm_desk.ui.common.widgets import button, label
from crm_desk.ui.shell.dialogs import NoticeDialog, choose
from crm_desk.ui.shell.wanted import WayOut
from crm_desk.ui.theme import current_theme

COPYABLE = frozenset({"desk_read_only"})
AGAIN = frozenset(
    {"desk_missing", "desk_in_use", "desk_busy", "desk_unreadable", "disk_failed", "disk_full"}
)
"""What may be over by the time the person asks once more: a stick is put in, a window closed."""
BACKUP = "desk_is_backup"


class ProblemDialog(NoticeDialog):
    """A sentence, the backups that there are, and the ways out.

    Attributes:
        backup: the backup that was chosen; None without one.
    """

    def __init__(
        self,
        parent: QWidget | None,
        sentence: str,
        key: str,
        backups: Sequence[tuple[Path, BackupWords]] = (),
    ) -> None:
        super().__init__(parent, QCoreApplication.translate("Problem", "CRM Desk"), sentence)
        self.backup: Path | None = None
        if backups:
            self._show_backups(backups)
        for place, (name, words) in enumerate(_ways(key)):
            # Where there are backups, none of the other ways is the one to take at once.
            self.add_way(name, words, "" if place or backups else "primary")

    def _show_backups(self, backups: Sequence[tuple[Path, BackupWords]]) -> None:
        theme = current_theme()
        head = QCoreApplication.translate("Problem", "There are backups of this file:")
        self.body.addWidget(label(head, "strong"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(2))
        grid.setVerticalSpacing(theme.px(2))
        grid.setColumnStretch(2, 1)
        back = QCoreApplication.translate("Problem", "Go back to this")
        for row, (path, words) in enumerate(backups):
            for column, text in enumerate((words.moment, words.cause, words.contents)):
                grid.addWidget(label(text, "body" if column else "strong"), row, column)
            made = button(back, partial(self._take_backup, path), "link")
            made.setAccessibleDescription(words.moment)
            grid.addWidget(made, row, 3)
        self.body.addLayout(grid)

    def _take_backup(self, path: Path) -> None:
        self.backup = path
        self._take("restore")


def way_out(
    parent: QWidget | None,
    sentence: str,
    key: str,
    path: Path,
    backups: Sequence[tuple[Path, BackupWords]] = (),
) -> WayOut | None:
    """Tell what is wrong and let the person choose; None to end the program.

    The file itself is neither changed nor removed.

    Args:
        key: of the error.
        path: the file that can't be opened.
        backups: those that the desk can be put back to.
    """
    dialog = ProblemDialog(parent, sentence, key, backups)
    dialog.exec()
    chosen = dialog.chosen
    if chosen == "restore":
        return WayOut(chosen, dialog.backup or path)
    if chosen == "again":
        return WayOut("open", path)
    if chosen in ("copy", "new", "look"):
        return WayOut(chosen, path)
    if chosen == "open":
        name, _ = QFileDialog.getOpenFileName(
            parent,
            QCoreApplication.translate("Problem", "Open a shop file"),
            str(path.parent),
            f"CRM Desk (*{EXTENSION})",
        )
        # Without another choice it is asked again.
        return WayOut("open", Path(name) if name else path)
    return None


def _ways(key: str) -> list[tuple[str, str]]:
    ways = []
    if key in COPYABLE:
        ways.append(("copy", QCoreApplication.translate("Problem", "Copy it and open the copy")))
    if key in AGAIN:
        ways.append(("again", QCoreApplication.translate("Problem", "Try again")))
    if key == BACKUP:
        ways.append(("look", QCoreApplication.translate("Problem", "Look inside")))
        ways.append(("restore", QCoreApplication.translate("Problem", "Go back to this…")))
    ways.append(("open", QCoreApplication.translate("Problem", "Open another shop file…")))
    if key != BACKUP:
        ways.append(("new", QCoreApplication.translate("Problem", "Make a new shop file")))
    ways.append(("quit", QCoreApplication.translate("Problem", "Quit")))
    return ways


def ask_about_backup(parent: QWidget | None, sentence: str) -> str:
    """Tell that a file is a backup; returns `look`, `restore` or "" for neither."""
    ways = [
        ("look", QCoreApplication.translate("Problem", "Look inside")),
        ("restore", QCoreApplication.translate("Problem", "Go back to this…")),
        ("", QCoreApplication.translate("NoticeDialog", "Cancel")),
    ]
    return choose(parent, QCoreApplication.translate("Problem", "CRM Desk"), sentence, ways)


def wants_to_go_back(parent: QWidget | None, sentence: str) -> bool:
    """Ask before a desk is put back; the safe answer is the default."""
    ways = [
        ("", QCoreApplication.translate("NoticeDialog", "Cancel")),
        ("back", QCoreApplication.translate("Problem", "Go back")),
    ]
    return choose(parent, QCoreApplication.translate("Problem", "CRM Desk"), sentence, ways) != ""
