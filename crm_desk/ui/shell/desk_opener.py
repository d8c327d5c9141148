"""Opens the desk that is wanted; where it can't be opened, asks until there is one or an end."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm_desk.desk import app_paths
from crm_desk.desk.desk import Desk, create_desk, local_time, today
from crm_desk.desk.settings import Settings
from crm_desk.domain.errors import ReportableError
from crm_desk.ui import translation
from crm_desk.ui.shell.wanted import WayOut

if TYPE_CHECKING:
    from crm_desk.desk.backups.wording import BackupWords
    from crm_desk.domain.texts import Texts

RESTORABLE = frozenset(
    {
        "desk_missing",
        "desk_empty",
        "desk_truncated",
        "desk_foreign",
        "desk_other_program",
        "desk_damaged",
        "desk_altered",
    }
)
"""What a backup makes good: what lies under the desk's name is no desk, or not whole."""


class DeskOpener:
    """Opens desks.

    Attributes:
        news: sentences about what was done on the way, for the window that is to come.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.news: list[str] = []

    @property
    def texts(self) -> "Texts":
        """Sentences in the window's language, which need not be there yet."""
        from crm_desk.desk import resources

        return resources.texts(self._settings.get("language") or translation.system_language())

    def open_or_ask(self, wanted: WayOut, parent: QWidget | None = None) -> Desk | None:
        """Open a desk, by the ways out where it can't be opened; None to end the program."""
        desk, reason = wanted.path, ""
        while True:
            try:
                return self._carry_out(wanted, desk)
            except ReportableError as error:
                if error.key == "desk_in_use" and _raise_first(wanted.path):
                    return None
                if wanted.name in ("open", "first") or not reason:
                    desk, reason = wanted.path, error.key
                found = self._ask(parent, error, reason, desk)
                if found is None:
                    return None
                wanted = found

    def restored(self, backup: Path, desk: Path) -> None:
        """Put a closed desk back to a backup.

        Raises:
            ReportableError: as `going_back.go_back`; the desk is as it was.
        """
        from crm_desk.desk.backups.going_back import go_back
        from crm_desk.desk.capabilities import PERSON_TABLES
        from crm_desk.desk.customers.erasing import ErasingAgain
        from crm_desk.ui.common.waiting import waiting

        again = ErasingAgain(PERSON_TABLES)
        with waiting():
            aside = go_back(backup, desk, local_time(), again)
        if aside is None:
            self.news.append(self.texts("backup.restored_missing", file=desk.name))
        else:
            self.news.append(self.texts("backup.restored", file=aside.name))
        if again.count:
            self.news.append(self.texts("backup.erased_again", count=again.count))

    def note_set_aside(self, files: Sequence[Path]) -> None:
        """Say that files of a former desk lay beside a name, and where they are now."""
        if files:
            names = self.texts("result.comma").join(one.name for one in files)
            self.news.append(self.texts("said.set_aside", files=names))

    def home_of(self, backup: Path) -> Path:
        """The desk of this computer that a backup belongs to."""
        from crm_desk.desk.backups import going_back

        recent = [Path(entry) for entry in self._settings.get("recent")]
        return going_back.home_of(backup, [*recent, *app_paths.known_desks()])

    def wants_to_go_back(self, parent: QWidget | None, backup: Path, desk: Path) -> bool:
        """Ask before a desk is put back to a backup that was opened like a desk."""
        from crm_desk.desk.backups.wording import going_back_words, moment_of_file
        from crm_desk.ui.shell import problem

        key = "backup.restore_question_of" if desk.exists() else "backup.restore_question_new"
        moment = moment_of_file(backup, self.texts, today())
        sentence = self.texts(key, moment=moment, file=desk.name, folder=desk.parent)
        # What can't be read is refused, with its sentence, when it is gone back to.
        with suppress(ReportableError):
            sentence = going_back_words(sentence, backup, desk, self.texts)
        return problem.wants_to_go_back(parent, sentence)

    def _carry_out(self, wanted: WayOut, desk: Path) -> Desk:
        name, path = wanted
        if name == "restore":
            # A backup that was opened like a desk goes to the desk that it belongs to.
            target = self.home_of(path) if path == desk else desk
            self.restored(path, target)
            return Desk(target)
        if name == "look":
            from crm_desk.desk.backups.going_back import copy_to_look_into

            return Desk(copy_to_look_into(path), is_for_looking=True)
        if name == "copy":
            return Desk(app_paths.copy_to_default_place(path))
        if name == "new":
            path = app_paths.new_desk_path("my-shop")
            self.note_set_aside(create_desk(path, ""))
        return open_own(WayOut(name, path))

    def _ask(
        self, parent: QWidget | None, error: ReportableError, reason: str, desk: Path
    ) -> WayOut | None:
        from crm_desk.ui.shell import problem
        from crm_desk.ui.shell.appearance import dress

        # The window, which wears language and theme, may not be there yet.
        dress(self._settings)
        backups = self._backups_of(desk) if reason in RESTORABLE else []
        while True:
            sentence = self.texts.error(error)
            if backups:
                sentence = f"{sentence}\n{self.texts('backup.way_back')}"
            found = problem.way_out(parent, sentence, reason, desk, backups)
            if found is None or found.name != "restore" or found.path != desk:
                return found
            if self.wants_to_go_back(parent, desk, self.home_of(desk)):
                return found

    def _backups_of(self, desk: Path) -> "list[tuple[Path, BackupWords]]":
        from crm_desk.desk.backups.going_back import ways_back
        from crm_desk.desk.backups.wording import backup_words
        from crm_desk.ui.common.waiting import waiting

        with waiting():
            made = ways_back(desk)
        return [(one.path, backup_words(one, self.texts, today())) for one in made]


def open_own(wanted: WayOut) -> Desk:
    """Open a shop's own desk; the one of the first day is made where it is not there.

    Raises:
        ReportableError: as `create_desk` and `Desk`.
    """
    if wanted.name == "first":
        _create_first(wanted.path)
    return Desk(wanted.path)


def _create_first(path: Path) -> None:
    """Make the desk of the first day, unless it is there or was there: then it is missed.

    Raises:
        ReportableError: as `create_desk`.
    """
    if os.path.exists(path) or _has_backups(path):  # noqa: PTH110 - never raises
        return
    try:
        create_desk(path, "")
    except ReportableError as error:
        # Another start was quicker; its desk is the one to open.
        if error.key != "file_exists":
            raise


def _has_backups(path: Path) -> bool:
    from crm_desk.desk.backups.going_back import has_backups

    return has_backups(path)


def _raise_first(path: Path) -> bool:
    from crm_desk.ui.shell.single import raise_first

    return raise_first(path)
