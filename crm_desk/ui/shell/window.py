"""The main window: sidebar, menus, pages, undo."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm_desk.desk import app_paths
from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.desk import EXTENSION
from crm_desk.desk.route import HOME, Route
from crm_desk.ui import theme as themes
from crm_desk.ui import translation
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.shell import menus
from crm_desk.ui.shell.badges import Badges
from crm_desk.ui.shell.banner import Banner
from crm_desk.ui.shell.sidebar import Sidebar
from crm_desk.ui.shell.sidebar import SidebarEntry as Place

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent

    from crm_desk.desk.edits import Edit
    from crm_desk.ui.common.page import Page
    from crm_desk.ui.shell.commands import Commands


_FRAME_WIDTH, _FRAME_HEIGHT = 16, 56


def _local_files(data: "QMimeData") -> list[Path]:
    """The files of this computer in what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class Window(QMainWindow):
    """Shows one workspace. A change of language, size or colours draws everything anew.

    Signals:
        open_asked, new_asked: the path of the desk wanted.
        sample_asked, sample_left, move_asked: what is wanted.
    """

    open_asked = Signal(Path)
    new_asked = Signal(Path)
    sample_asked = Signal()
    sample_left = Signal()
    move_asked = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._pages: dict[str, Page] = {}
        self.actions_by_name: dict[str, QAction] = {}
        self._restore_geometry(workspace)
        self._filled = self._painted = False
        self._shown = ""
        self._commands: Commands | None = None
        self._route = HOME
        self.setAcceptDrops(True)
        self.show_workspace(workspace)

    # The workspace on screen

    def show_workspace(self, workspace: Workspace, route: Route = HOME) -> None:
        """Show a desk; the caller has asked `may_leave` before."""
        self.workspace = workspace
        workspace.changed.connect(self.announce)
        workspace.failed.connect(self._show_failure)
        workspace.busy.connect(self._show_busy)
        workspace.notified.connect(self._show_told)
        workspace.navigate.connect(self.go)
        workspace.settings.note_recent(workspace.desk.path)
        self.rebuild(route)

    def rebuild(self, route: Route | None = None) -> None:
        """Draw everything anew, at the same place; evidence and notes are saved before."""
        workspace = self.workspace
        if route is None:
            if self._shown:
                if not self.current.flush():
                    return
                route = self.current.route()
            else:
                route = self._route
        workspace.language = workspace.settings.get("language") or translation.system_language()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            translation.install(app, workspace.language)
            workspace.theme = self._theme()
            themes.apply(app, workspace.theme)
        self._build()
        self._route = route
        if self._filled:
            self._fill_menus()
            self._badges.refresh()
            self.go(route)

    def paintEvent(self, event: "QPaintEvent") -> None:
        super().paintEvent(event)
        if not self._painted:
            # The first window is up before its menus and its page are.
            self._painted = True
            QTimer.singleShot(0, self, self._fill)

    def _fill(self) -> None:
        """Show the first page, unless somebody was quicker and asked for another."""
        if not self._filled:
            self.go(self._route)

    def _scheme_changed(self) -> None:
        """The system went dark or light; follow it where that is wanted."""
        if themes.wants_dark(self.workspace.settings.get("colours")) != self.workspace.theme.dark:
            self.rebuild_later()

    def _theme(self) -> themes.Theme:
        settings = self.workspace.settings
        return themes.Theme(themes.wants_dark(settings.get("colours")), settings.get("scale"))

    def _build(self) -> None:
        theme = self.workspace.theme
        self._pages, self._shown = {}, ""
        self.setMinimumSize(theme.px(760), min(theme.px(560), 640))
        central = QWidget()
        central.setProperty("surface", "window")
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.sidebar = Sidebar(
            theme,
            [
                Place("home", "home", self.tr("Home")),
                Place("assessment", "assessment", self.tr("CRM assessment")),
                Place("analysis", "analysis", self.tr("Customer analysis")),
                Place("followup", "followup", self.tr("Follow-up")),
                Place("customers", "customers", self.tr("Customers")),
            ],
            Place("settings", "settings", self.tr("Settings")),
        )
        self.sidebar.asked.connect(lambda page: self.go(Route(page)))
        self._badges = Badges(self.workspace, self.sidebar)
        row.addWidget(self.sidebar)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        banners = QVBoxLayout()
        banners.setContentsMargins(theme.space(4), theme.px(6), theme.space(4), 0)
        self.failure, self.busy = Banner(theme), Banner(theme)
        self.notice, self.told = Banner(theme), Banner(theme)
        for banner in (self.notice, self.failure, self.busy, self.told):
            banners.addWidget(banner)
        column.addLayout(banners)
        self._stack = QStackedWidget()
        column.addWidget(self._stack, 1)
        row.addLayout(column, 1)
        self._build_menus()
        self.setCentralWidget(central)
        self._show_desk()

    def _show_desk(self) -> None:
        desk, name = self.workspace.desk, self.tr("CRM Desk")
        self.setWindowTitle(f"{desk.shop_name} - {name}")
        self.sidebar.show_desk(desk.shop_name, str(desk.path))
        if desk.is_sample:
            own = desk.path == app_paths.sample_desk().resolve()
            ways = [(self.tr("Throw it away"), self.sample_left.emit)] if own else []
            sentence = self.tr("This is a sample. Try whatever you like.")
            self.notice.say(sentence, "notice", *ways)
        elif app_paths.is_synchronised(desk.path):
            self.notice.say(
                self.tr(
                    "This desk lies in a folder that is synchronised with other computers. "
                    "That can damage it."
                ),
                "banner",
                (self.tr("Move it to a safe place"), self.move_asked.emit),
            )
        else:
            self.notice.say("", "notice")

    # Pages

    @property
    def current(self) -> "Page":
        """The page that is shown."""
        return self._pages[self._shown]

    @property
    def shown_page(self) -> str:
        """The name of that page."""
        return self._shown

    def go(self, route: Route) -> None:
        """Show a place."""
        if not self._filled:
            self._filled = True
            self._fill_menus()
            self._badges.refresh()
        if self._shown and not self.current.flush():
            # What could not be saved stays on screen.
            self.sidebar.show_page(self.current.route().page)
            return
        self.told.say("", "notice")
        page = self.page(route.page)
        self.workspace.attempt(lambda: page.open(route))
        self._stack.setCurrentWidget(page)
        self._shown = route.page
        self.sidebar.show_page(route.page)
        page.take_focus()
        self._update_actions()

    def page(self, name: str) -> "Page":
        """A page by its name, made when it is first asked for."""
        if name not in self._pages:
            page = self._pages[name] = self._make_page(name)
            page.print_changed.connect(self._update_actions)
            self._stack.addWidget(page)
        return self._pages[name]

    def _make_page(self, name: str) -> "Page":
        # Imported when first shown: the first window must not wait for the others.
        if name == "assessment":
            from crm_desk.ui.assessment.page import AssessmentPage

            return AssessmentPage(self.workspace)
        if name == "importing":
            from crm_desk.ui.importing.page import ImportPage

            return ImportPage(self.workspace)
        if name == "analysis":
            from crm_desk.ui.analysis.page import AnalysisPage

            return AnalysisPage(self.workspace)
        if name == "followup":
            from crm_desk.ui.followup.page import FollowupPage

            return FollowupPage(self.workspace)
        if name == "customers":
            from crm_desk.desk.capabilities import MERGE_CHECKS
            from crm_desk.ui.customers.page import CustomersPage
            from crm_desk.ui.shell.customer_sections import CUSTOMER_SECTIONS

            return CustomersPage(self.workspace, MERGE_CHECKS, CUSTOMER_SECTIONS)
        if name == "settings":
            from crm_desk.ui.shell.settings_page import SettingsPage

            page = SettingsPage(self.workspace)
            page.look_changed.connect(self.rebuild_later)
            return page
        from crm_desk.ui.home.page import HomePage

        home = HomePage(self.workspace)
        home.sample_asked.connect(self.sample_asked)
        return home

    def rebuild_later(self) -> None:
        """Rebuild once the widget that asked for it is done with its event."""
        QTimer.singleShot(0, self, self.rebuild)

    def announce(self, changes: Changes) -> None:
        """Let the page on screen follow; the others read anew when they are opened."""
        page = self.page(self._shown or HOME.page)
        if page.topics & changes.topics:
            self.workspace.attempt(lambda: page.refresh(changes.place))
        if Topic.DESK in changes.topics:
            self._show_desk()
        self._badges.follow(changes)
        self._update_actions()

    def _show_failure(self, sentence: str) -> None:
        if not sentence and self._shown and self.current.is_unsaved:
            # Another success does not make this good.
            return
        self.failure.say(
            sentence, "banner", (self.tr("Close"), lambda: self.failure.say("", "banner"))
        )

    def _show_told(self, sentence: str) -> None:
        self.told.say(sentence, "notice", (self.tr("Close"), lambda: self.told.say("", "notice")))

    def _show_busy(self, sentence: str) -> None:
        self.busy.say(sentence, "notice")

    # Undo

    def undo(self) -> None:
        """Take back the last step."""
        if self.current.flush():
            self.workspace.perform(self.workspace.desk.undo)

    def redo(self) -> None:
        """Carry out again what was taken back."""
        if self.current.flush():
            self.workspace.perform(self.workspace.desk.redo)

    def _update_actions(self) -> None:
        history = self.workspace.desk.history
        for name, edit, plain, named in (
            ("undo", history.undoable, self.tr("&Undo"), self.tr("&Undo: {what}")),
            ("redo", history.redoable, self.tr("&Redo"), self.tr("&Redo: {what}")),
        ):
            action = self.actions_by_name[name]
            action.setEnabled(edit is not None)
            action.setText(named.format(what=self._words(edit)) if edit else plain)
        self.actions_by_name["print"].setEnabled(not self._shown or self.current.can_print)

    def _words(self, edit: "Edit") -> str:
        key, params = edit.label
        return self.workspace.texts(f"undo.{key}", **params)

    # Menus

    def _build_menus(self) -> None:
        self._menus = menus.build_titles(
            self,
            [
                self.tr("&File"),
                self.tr("&Edit"),
                self.tr("&View"),
                self.tr("&Data"),
                self.tr("&Help"),
            ],
        )
        self.actions_by_name = {}

    def _fill_menus(self) -> None:
        from crm_desk.ui.shell.commands import Commands

        if self._commands is not None:
            self._commands.deleteLater()
        else:
            QGuiApplication.styleHints().colorSchemeChanged.connect(self._scheme_changed)
        self._commands = Commands(self)
        self.actions_by_name = menus.fill(self._menus, self._commands.entries())

    @property
    def commands(self) -> "Commands":
        """What the menus do."""
        if self._commands is None:
            raise RuntimeError("the window is not filled yet")
        return self._commands

    # Files dropped anywhere

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:
        if _local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: "QDropEvent") -> None:
        files = _local_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.import_files(files)

    def import_files(self, files: list[Path]) -> None:
        """Begin to bring in order files; a desk file is opened instead."""
        if len(files) == 1 and files[0].suffix == EXTENSION:
            self.open_asked.emit(files[0])
            return
        self.go(Route("importing"))
        if self._shown == "importing":
            page = self.current
            page.open_files(files)

    # The frame itself

    def _restore_geometry(self, workspace: Workspace) -> None:
        stored = workspace.settings.get("geometry")
        screen = self.screen().availableGeometry()
        if len(stored) == 4 and screen.intersects(QRect(*stored)):
            self.setGeometry(QRect(*stored).intersected(screen))
        else:
            # The frame comes on top of what is asked for.
            self.resize(
                min(1366, screen.width() - _FRAME_WIDTH), min(768, screen.height() - _FRAME_HEIGHT)
            )
        if workspace.settings.get("maximised"):
            self.showMaximized()

    def may_leave(self) -> bool:
        """Save what is typed; where that fails, let the person decide whether to lose it."""
        if not self._shown or self.current.flush():
            return True
        from crm_desk.ui.shell.dialogs import confirm

        return confirm(
            self,
            self.tr("Not everything is saved"),
            self.failure.sentence,
            self.tr("Close all the same"),
        )

    def closeEvent(self, event: "QCloseEvent") -> None:
        if not self.may_leave():
            event.ignore()
            return
        settings, box = self.workspace.settings, self.normalGeometry()
        settings.put("geometry", [box.x(), box.y(), box.width(), box.height()])
        settings.put("maximised", self.isMaximized())
        super().closeEvent(event)
