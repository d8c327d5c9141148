"""The main window: sidebar, menus, banners, pages."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desk.desk import app_paths
from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.desk import EXTENSION
from crm_desk.desk.route import HOME, Route
from crm_desk.ui.backups.keeper import keeper_of
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.shell.appearance import Appearance
from crm_desk.ui.shell.backup_line import BackupLine
from crm_desk.ui.shell.badges import Badges
from crm_desk.ui.shell.banners import Banners
from crm_desk.ui.shell.geometry import keep_geometry, restore_geometry
from crm_desk.ui.shell.page_stack import PageStack
from crm_desk.ui.shell.pages import PAGES
from crm_desk.ui.shell.phone_notes import PhoneNotes
from crm_desk.ui.shell.shell import Shell
from crm_desk.ui.shell.sidebar import Sidebar
from crm_desk.ui.shell.staff_line import StaffLine
from crm_desk.ui.shell.window_menus import WindowMenus

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent

    from crm_desk.ui.common.page import Page
    from crm_desk.ui.shell.commands import Commands


def _local_files(data: "QMimeData") -> list[Path]:
    """The files of this computer in what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class Window(Shell):
    """Shows one workspace. A change of language, size or colours draws everything again."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._filled = self._painted = False
        self._route = HOME
        self._menus = WindowMenus(self)
        self.phone_notes = PhoneNotes(self)
        self.phone_note_asked.connect(self.open_phone_note)
        self._appearance = Appearance(self)
        self._appearance.outdated.connect(self.rebuild_later)
        self.setAcceptDrops(True)
        self.show_workspace(workspace)
        # How small it can be is known now.
        restore_geometry(self, workspace.settings)

    # The workspace on screen

    def show_workspace(self, workspace: Workspace, route: Route = HOME) -> None:
        """Show a desk; the caller has asked `may_leave` before."""
        self.workspace = workspace
        workspace.changed.connect(self.announce)
        workspace.navigate.connect(self.go)
        self.backup_keeper = keeper_of(workspace)
        if not workspace.desk.is_for_looking:
            workspace.settings.note_recent(workspace.desk.path)
        self.rebuild(route)

    def rebuild(self, route: Route | None = None) -> None:
        """Draw everything again, at the same place; evidence and notes are saved before."""
        if route is None:
            route = self._route
            if self._filled and self.shown_page:
                if not self.current.flush():
                    return
                route = self.current.route()
        self._appearance.apply()
        self._build()
        self._route = route
        if self._filled:
            self._menus.fill()
            self._badges.refresh()
            self._backup_line.refresh()
            self._staff_line.refresh()
            self.go(route)
        self.phone_notes.rebuild()

    def paintEvent(self, event: "QPaintEvent") -> None:
        super().paintEvent(event)
        if not self._painted:
            # The first window is up before its menus and its page are.
            self._painted = True
            QTimer.singleShot(0, self, self._fill)

    def _fill(self) -> None:
        """Show the first page, unless somebody was quicker and asked for another."""
        if not self._filled:
            self.workspace.attempt(lambda: self.go(self._route))

    def _build(self) -> None:
        theme = self.workspace.theme
        self.setMinimumSize(theme.px(760), min(theme.px(560), 640))
        central = QWidget()
        central.setProperty("surface", "window")
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.sidebar = Sidebar(theme, PAGES)
        self.sidebar.asked.connect(lambda page: self.go(Route(page)))
        self.sidebar.sample_left.connect(self.sample_left)
        counted = {row.key: row.badge for row in PAGES if row.badge is not None}
        self._badges = Badges(self.workspace, self.sidebar, counted)
        self._backup_line = BackupLine(self.workspace, self.sidebar)
        self._staff_line = StaffLine(self.workspace, self.sidebar)
        self.backup_keeper.changed.connect(self._backup_line.refresh)
        row.addWidget(self.sidebar)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.banners = Banners(self)
        column.addLayout(self.banners)
        self._pages = PageStack(self, self._menus.update_actions)
        column.addWidget(self._pages, 1)
        row.addLayout(column, 1)
        self._menus.build()
        self.setCentralWidget(central)
        self._show_desk()

    def _show_desk(self) -> None:
        desk, name = self.workspace.desk, self.tr("CRM Desk")
        self.setWindowTitle(f"{desk.shop_name} - {name}")
        self.sidebar.show_desk(desk.shop_name, str(desk.path))
        is_own = desk.path == app_paths.sample_desk().resolve()
        self.sidebar.show_sample(is_sample=desk.is_sample, can_leave=is_own)
        self.banners.show_desk()

    # Pages

    @property
    def current(self) -> "Page":
        return self._pages.current

    @property
    def shown_page(self) -> str:
        return self._pages.shown

    def page(self, key: str) -> "Page":
        return self._pages.page(key)

    def go(self, route: Route) -> None:
        if not self._filled:
            self._filled = True
            self._menus.fill()
            self._appearance.follow_system()
            self._watch_days()
            self._badges.refresh()
            self._backup_line.refresh()
            self._staff_line.refresh()
        if not self._pages.may_leave:
            # What could not be saved stays on screen.
            self.sidebar.show_page(self.current.route().page)
            return
        self.banners.show_notified("")
        page = self.page(route.page)
        self.workspace.attempt(lambda: page.show_route(route))
        self._pages.show_page(route.page)
        self.sidebar.show_page(route.page)
        page.take_focus()
        self._menus.update_actions()

    def announce(self, changes: Changes) -> None:
        """Let the page on screen follow; the others read again when they are opened."""
        page = self.page(self.shown_page or HOME.page)
        if page.topics & changes.topics:
            self.workspace.attempt(lambda: page.refresh(changes.place))
        if Topic.DESK in changes.topics:
            self._show_desk()
        self._badges.follow(changes)
        self._backup_line.follow(changes)
        self._staff_line.follow(changes)
        self._menus.update_actions()

    def _watch_days(self) -> None:
        """Whatever is of today is read again when another day has begun."""
        from crm_desk.desk import desk
        from crm_desk.ui.shell.day_watch import DayWatch

        self.day_watch = DayWatch(self, lambda: desk.clock())
        changes = Changes(frozenset({Topic.TODAY}))
        self.day_watch.day_changed.connect(lambda: self.workspace.changed.emit(changes))

    # Menus

    @property
    def commands(self) -> "Commands":
        """What the menus do."""
        return self._menus.commands

    @property
    def actions_by_name(self) -> dict[str, QAction]:
        """The actions of the menus."""
        return self._menus.actions

    def open_phone_note(self) -> None:
        self.phone_notes.open_note()

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
        if self.shown_page == "importing":
            self.current.open_files(files)

    # The frame itself

    def may_leave(self) -> bool:
        """Save what is typed; where that fails, let the person decide whether to lose it."""
        if self._pages.may_leave:
            return True
        from crm_desk.ui.shell.dialogs import confirm

        return confirm(
            self,
            self.tr("Not everything is saved"),
            self.banners.failure.sentence,
            self.tr("Close all the same"),
        )

    def closeEvent(self, event: "QCloseEvent") -> None:
        if not self.may_leave():
            event.ignore()
            return
        keep_geometry(self, self.workspace.settings)
        super().closeEvent(event)
