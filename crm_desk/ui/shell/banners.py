"""The lines above the page: about the desk, what went wrong, what goes on, what was done."""

from PySide6.QtWidgets import QVBoxLayout

from crm_desk.desk import app_paths
from crm_desk.desk.desk import today
from crm_desk.ui.shell.banner import Banner
from crm_desk.ui.shell.shell import Shell


class Banners(QVBoxLayout):
    """One banner for each kind of news.

    Attributes:
        notice: about the desk: a backup that is looked into, or a place where it may be damaged.
        failure: what went wrong.
        busy: what goes on.
        notified: what has just been done.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell, theme = shell, shell.workspace.theme
        self.setContentsMargins(theme.space(4), theme.px(6), theme.space(4), 0)
        self.notice, self.failure = Banner(theme), Banner(theme)
        self.busy, self.notified = Banner(theme), Banner(theme)
        for banner in (self.notice, self.failure, self.busy, self.notified):
            self.addWidget(banner)
        workspace = shell.workspace
        workspace.failed.connect(self.show_failure)
        workspace.busy.connect(self.show_busy)
        workspace.notified.connect(self.show_notified)
        workspace.changed.connect(self._note_change)

    def show_desk(self) -> None:
        """Say what is special about the desk that is open."""
        desk, shell = self._shell.workspace.desk, self._shell
        if desk.is_for_looking:
            from crm_desk.desk.backups.wording import looking_words

            self.notice.say(
                looking_words(desk, shell.workspace.texts, today()),
                "banner",
                (self.tr("Back to the shop's file"), shell.look_ended.emit),
            )
        elif app_paths.is_synchronised(desk.path) and not desk.is_sample:
            self.notice.say(
                self.tr(
                    "This desk lies in a folder that is synchronised with other computers. "
                    "That can damage it."
                ),
                "banner",
                (self.tr("Move it to a safe place"), shell.move_asked.emit),
            )
        else:
            self.notice.say("", "notice")

    def show_failure(self, sentence: str) -> None:
        """Say what went wrong; "" takes it away, unless something is still unsaved."""
        shell = self._shell
        if not sentence and shell.shown_page and shell.current.is_unsaved:
            # Another success does not make this good.
            return
        self._show_closable(self.failure, sentence, "banner")

    def show_notified(self, sentence: str) -> None:
        """Say what has been done; "" takes it away."""
        self._show_closable(self.notified, sentence, "notice")

    def _note_change(self, _changes: object) -> None:
        """Something else has happened: what was done before is not news any more."""
        self.show_notified("")

    def show_busy(self, sentence: str) -> None:
        """Say what goes on; "" takes it away."""
        self.busy.say(sentence, "notice")

    def _show_closable(self, banner: Banner, sentence: str, surface: str) -> None:
        banner.say(sentence, surface, (self.tr("Close"), lambda: banner.say("", surface)))
