"""The main window: sidebar, menus, pages, undo."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm_desk import __version__
from crm_desk.desk import places
from crm_desk.desk.changes import Changes
from crm_desk.desk.desk import EXTENSION
from crm_desk.desk.edits import Edit
from crm_desk.desk.settings import SCALES
from crm_desk.domain.file_names import safe_name
from crm_desk.ui import theme as themes
from crm_desk.ui import translation
from crm_desk.ui.common.page import Page
from crm_desk.ui.common.route import HOME, Route
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.home.page import HomePage
from crm_desk.ui.shell import menus
from crm_desk.ui.shell.banner import Banner
from crm_desk.ui.shell.menus import SEPARATOR, Entry
from crm_desk.ui.shell.sidebar import Entry as Place
from crm_desk.ui.shell.sidebar import Sidebar

if TYPE_CHECKING:
    from crm_desk.ui.shell.dialogs import Notice


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
        self.show_workspace(workspace)

    # The workspace on screen

    def show_workspace(self, workspace: Workspace, route: Route = HOME) -> None:
        """Show a desk; the former one is no longer listened to."""
        self.workspace = workspace
        workspace.changed.connect(self.announce)
        workspace.failed.connect(self._show_failure)
        workspace.busy.connect(self._show_busy)
        workspace.asked.connect(self.go)
        workspace.settings.note_recent(workspace.desk.path)
        self.rebuild(route)

    def rebuild(self, route: Route | None = None) -> None:
        """Draw everything anew, at the same place; nothing typed is lost."""
        workspace = self.workspace
        if route is None:
            if not self.current.flush():
                return
            route = self.current.route()
        workspace.language = workspace.settings.get("language") or translation.system_language()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            translation.install(app, workspace.language)
            workspace.theme = self._theme()
            themes.apply(app, workspace.theme)
        self._build()
        self.go(route)

    def _theme(self) -> themes.Theme:
        settings, hints = self.workspace.settings, QGuiApplication.styleHints()
        wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(
            settings.get("colours"), Qt.ColorScheme.Unknown
        )
        hints.setColorScheme(wanted)
        dark = (wanted or hints.colorScheme()) == Qt.ColorScheme.Dark
        return themes.Theme(dark, settings.get("scale"))

    def _build(self) -> None:
        theme = self.workspace.theme
        self._pages = {}
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
            ],
            Place("settings", "settings", self.tr("Settings")),
        )
        self.sidebar.asked.connect(lambda page: self.go(Route(page)))
        row.addWidget(self.sidebar)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        banners = QVBoxLayout()
        banners.setContentsMargins(theme.space(4), theme.px(6), theme.space(4), 0)
        self.failure, self.busy, self.notice = Banner(theme), Banner(theme), Banner(theme)
        for banner in (self.notice, self.failure, self.busy):
            banners.addWidget(banner)
        column.addLayout(banners)
        self._stack = QStackedWidget()
        column.addWidget(self._stack, 1)
        row.addLayout(column, 1)
        self._build_menus()
        self.setCentralWidget(central)
        self._show_desk()

    def _show_desk(self) -> None:
        desk = self.workspace.desk
        self.setWindowTitle(f"{desk.shop_name} - {self.tr('CRM Desk')}")
        self.sidebar.show_desk(desk.path.name, str(desk.path))
        if desk.is_sample:
            self.notice.say(
                self.tr("This is a sample. Try whatever you like."),
                "notice",
                (self.tr("Throw it away"), self.sample_left.emit),
            )
        elif places.is_synchronised(desk.path):
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
    def current(self) -> Page:
        """The page that is shown."""
        page = self._stack.currentWidget()
        if not isinstance(page, Page):
            raise TypeError("the stack holds only pages")
        return page

    def go(self, route: Route) -> None:
        """Show a place."""
        if self._stack.currentWidget() is not None and not self.current.flush():
            # What could not be saved stays on screen.
            self.sidebar.show_page(self.current.route().page)
            return
        page = self._page(route.page)
        self.workspace.attempt(lambda: page.open(route))
        self._stack.setCurrentWidget(page)
        self.sidebar.show_page(route.page)
        page.take_focus()
        self._update_actions()

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            page = self._pages[name] = self._make_page(name)
            self._stack.addWidget(page)
        return self._pages[name]

    def _make_page(self, name: str) -> Page:
        # Imported when first shown: the first window must not wait for the others.
        if name == "assessment":
            from crm_desk.ui.assessment.page import AssessmentPage

            return AssessmentPage(self.workspace)
        if name == "settings":
            from crm_desk.ui.shell.settings_page import SettingsPage

            page = SettingsPage(self.workspace)
            page.look_changed.connect(self.rebuild_later)
            return page
        home = HomePage(self.workspace)
        home.sample_asked.connect(self.sample_asked)
        return home

    def rebuild_later(self) -> None:
        """Rebuild once the widget that asked for it is done with its event."""
        from PySide6.QtCore import QTimer

        QTimer.singleShot(0, self, self.rebuild)

    def announce(self, changes: Changes) -> None:
        """Let the page on screen follow; the others read anew when they are opened."""
        page = self.current
        if page.topics & changes.topics:
            self.workspace.attempt(lambda: page.refresh(changes.place))
        self._show_desk()
        self._update_actions()

    def _show_failure(self, sentence: str) -> None:
        self.failure.say(
            sentence, "banner", (self.tr("Close"), lambda: self.failure.say("", "banner"))
        )

    def _show_busy(self, sentence: str) -> None:
        self.busy.say(sentence, "notice")

    # Undo

    def undo(self) -> None:
        """Take back the last step."""
        self.current.flush()
        self.workspace.perform(self.workspace.desk.undo)

    def redo(self) -> None:
        """Carry out again what was taken back."""
        self.current.flush()
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

    def _words(self, edit: Edit) -> str:
        key, params = edit.label
        return self.workspace.texts(f"undo.{key}", **params)

    # Menus

    def _build_menus(self) -> None:
        self.actions_by_name = menus.build(
            self,
            [
                (self.tr("&File"), self._file_menu()),
                (self.tr("&Edit"), self._edit_menu()),
                (self.tr("&View"), self._view_menu()),
                (self.tr("&Data"), self._data_menu()),
                (self.tr("&Help"), self._help_menu()),
            ],
        )

    def _file_menu(self) -> list[Entry]:
        keys = QKeySequence.StandardKey
        return [
            Entry("new", self.tr("&New desk…"), self.ask_new, keys.New),
            Entry("open", self.tr("&Open a desk…"), self.ask_open, keys.Open),
            *self._recent(),
            SEPARATOR,
            Entry("copy", self.tr("Save a &copy…"), self.ask_copy),
            Entry("sample", self.tr("Open the &sample"), self.sample_asked.emit),
            SEPARATOR,
            Entry("print", self.tr("&Print preview…"), self.print_current, keys.Print),
            Entry(
                "blank",
                self.tr("&Blank assessment sheet…"),
                lambda: self._assessment("print_blank_sheet"),
            ),
            SEPARATOR,
            Entry("quit", self.tr("&Quit"), self.close, "Ctrl+Q", QAction.MenuRole.QuitRole),
        ]

    def _recent(self) -> list[Entry]:
        open_now = str(self.workspace.desk.path)
        known = [entry for entry in self.workspace.settings.get("recent") if entry != open_now]
        return [
            Entry(
                f"recent-{index}",
                f"&{index} {Path(entry).name.replace('&', '&&')}",
                lambda entry=entry: self.open_asked.emit(Path(entry)),  # type: ignore[misc]
            )
            for index, entry in enumerate(known[:5], start=1)
        ]

    def _edit_menu(self) -> list[Entry]:
        keys = QKeySequence.StandardKey
        return [
            Entry("undo", self.tr("&Undo"), self.undo, keys.Undo),
            Entry("redo", self.tr("&Redo"), self.redo, "Ctrl+Shift+Z"),
        ]

    def _view_menu(self) -> list[Entry]:
        return [
            Entry("home", self.tr("&Home"), lambda: self.go(HOME), "Alt+1"),
            Entry(
                "assessment",
                self.tr("CRM &assessment"),
                lambda: self.go(Route("assessment")),
                "Alt+2",
            ),
            SEPARATOR,
            Entry("larger", self.tr("&Larger"), lambda: self._scale(1), "Ctrl++"),
            Entry("smaller", self.tr("&Smaller"), lambda: self._scale(-1), "Ctrl+-"),
            Entry("normal", self.tr("&Normal size"), lambda: self._scale(0), "Ctrl+0"),
            SEPARATOR,
            Entry(
                "settings",
                self.tr("S&ettings"),
                lambda: self.go(Route("settings")),
                "Ctrl+,",
                QAction.MenuRole.PreferencesRole,
            ),
        ]

    def _data_menu(self) -> list[Entry]:
        return [
            Entry(
                "start",
                self.tr("&New assessment…"),
                lambda: self.go(Route("assessment", "start")),
            ),
            SEPARATOR,
            Entry(
                "xlsx",
                self.tr("Assessment as &Excel workbook…"),
                lambda: self._assessment("save_xlsx"),
            ),
            Entry("json", self.tr("Assessment as &JSON…"), lambda: self._assessment("save_json")),
            Entry(
                "read_json",
                self.tr("&Read in an assessment (JSON)…"),
                lambda: self._assessment("read_json"),
            ),
        ]

    def _help_menu(self) -> list[Entry]:
        return [
            Entry(
                "keys", self.tr("&Keyboard"), self.show_keys, QKeySequence.StandardKey.HelpContents
            ),
            Entry(
                "about",
                self.tr("&About CRM Desk"),
                self.show_about,
                role=QAction.MenuRole.AboutRole,
            ),
        ]

    def _assessment(self, method: str) -> None:
        if not isinstance(self.current, type(self._page("assessment"))):
            self.go(Route("assessment"))
        run: Callable[[], object] = getattr(self._page("assessment"), method)
        run()

    def print_current(self) -> None:
        """Preview what the page shows, or the newest assessment."""
        if not self.current.print_current() and not self._page("assessment").print_current():
            self._show_failure(self.workspace.texts("error.no_assessment"))

    def _scale(self, step: int) -> None:
        settings = self.workspace.settings
        place = SCALES.index(settings.get("scale")) + step if step else SCALES.index(100)
        settings.put("scale", SCALES[min(max(place, 0), len(SCALES) - 1)])
        self.rebuild()

    # Questions

    def ask_open(self) -> None:
        """Ask for a desk to open."""
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open a desk"), str(places.data_folder()), self._filter()
        )
        if name:
            self.open_asked.emit(Path(name))

    def ask_new(self) -> None:
        """Ask where the new desk shall lie."""
        proposed = places.data_folder() / f"{self.tr('my-shop')}{EXTENSION}"
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("New desk"), str(proposed), self._filter()
        )
        if name:
            self.new_asked.emit(_with_ending(name))

    def ask_copy(self) -> None:
        """Ask where the copy shall lie, then write it."""
        self.current.flush()
        desk = self.workspace.desk
        stem = safe_name(self.workspace.texts("file.copy", shop=desk.shop_name))
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save a copy"), f"{stem}{EXTENSION}", self._filter()
        )
        if name:
            self.workspace.perform(lambda: self._copy(_with_ending(name)))

    def _copy(self, target: Path) -> Changes:
        self.workspace.desk.save_copy(target)
        return Changes()

    def _filter(self) -> str:
        return self.tr("Desk files (*{ending})").format(ending=EXTENSION)

    def show_keys(self) -> "Notice":
        """Say which keys do what."""
        from crm_desk.ui.shell.dialogs import inform

        return inform(
            self,
            self.tr("Keyboard"),
            self.tr(
                "In the assessment\n"
                "0 1 2 3: choose\n"
                "↑ ↓: previous and next item\n"
                "Ctrl+PgUp, Ctrl+PgDn: previous and next category\n"
                "Tab: to evidence and note\n\n"
                "Everywhere\n"
                "Ctrl+Z, Ctrl+Shift+Z: undo and redo\n"
                "Ctrl+P: print preview\n"
                "Ctrl++, Ctrl+-, Ctrl+0: larger, smaller, normal size\n"
                "Alt+1, Alt+2: home, CRM assessment"
            ),
        )

    def show_about(self) -> "Notice":
        """Say what this program is."""
        from crm_desk.ui.shell.dialogs import inform

        return inform(
            self,
            self.tr("About CRM Desk"),
            self.tr(
                "CRM Desk {version}\n\nFor small shops, on one computer, without a network.\n"
                "MIT licence. Fonts: BIZ UDPGothic and Noto Sans JP (SIL Open Font License)."
            ).format(version=__version__),
        )

    # The frame itself

    def _restore_geometry(self, workspace: Workspace) -> None:
        stored = workspace.settings.get("geometry")
        screen = self.screen().availableGeometry()
        if len(stored) == 4 and screen.intersects(QRect(*stored)):
            self.setGeometry(QRect(*stored).intersected(screen))
        else:
            self.resize(min(1366, screen.width()), min(768, screen.height()))
        if workspace.settings.get("maximised"):
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.current.flush():
            # What is typed could not be saved; closing would lose it.
            from crm_desk.ui.shell.dialogs import confirm

            if not confirm(
                self,
                self.tr("Not everything is saved"),
                self.failure.sentence,
                self.tr("Close all the same"),
            ):
                event.ignore()
                return
        settings, box = self.workspace.settings, self.normalGeometry()
        settings.put("geometry", [box.x(), box.y(), box.width(), box.height()])
        settings.put("maximised", self.isMaximized())
        super().closeEvent(event)


def _with_ending(name: str) -> Path:
    path = Path(name)
    return path if path.suffix == EXTENSION else path.with_name(path.name + EXTENSION)
