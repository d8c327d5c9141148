"""What the menus do, and the questions they ask; loaded once the window is up."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog

from crm_desk import __version__
from crm_desk.desk import app_paths
from crm_desk.desk.changes import Changes
from crm_desk.desk.desk import EXTENSION, Desk
from crm_desk.desk.route import Route
from crm_desk.desk.settings import SCALES
from crm_desk.domain.file_names import safe_name
from crm_desk.ui.common.files import ask_save
from crm_desk.ui.shell.dialogs import NoticeDialog, inform
from crm_desk.ui.shell.menus import SEPARATOR, MenuEntry
from crm_desk.ui.shell.pages import PAGES
from crm_desk.ui.shell.shell import Shell

if TYPE_CHECKING:
    from crm_desk.ui.assessment.page import AssessmentPage


class Commands(QObject):
    """The commands of one window, in the order of its menus."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell

    def entries(self) -> list[list[MenuEntry]]:
        """The entries of each menu: file, edit, view, record, data, help."""
        return [
            self._file_menu(),
            self._edit_menu(),
            self._view_menu(),
            self._record_menu(),
            self._data_menu(),
            self._help_menu(),
        ]

    def _file_menu(self) -> list[MenuEntry]:
        keys, attempt = QKeySequence.StandardKey, self._shell.workspace.attempt
        return [
            MenuEntry("new", self.tr("&New desk…"), self.ask_new, keys.New),
            MenuEntry("open", self.tr("&Open a desk…"), self.ask_open, keys.Open),
            *self._recent(),
            SEPARATOR,
            MenuEntry("copy", self.tr("Save a &copy…"), self.ask_copy),
            MenuEntry("backups", self.tr("&Backups…"), lambda: self._shell.go(Route("backups"))),
            MenuEntry("sample", self.tr("Open the &sample"), self._shell.sample_asked.emit),
            SEPARATOR,
            MenuEntry("print", self.tr("&Print preview…"), self.print_current, keys.Print),
            MenuEntry(
                "blank",
                self.tr("&Blank assessment sheet…"),
                lambda: attempt(self._assessment.print_blank_sheet),
            ),
            SEPARATOR,
            MenuEntry(
                "quit", self.tr("&Quit"), self._shell.close, "Ctrl+Q", QAction.MenuRole.QuitRole
            ),
        ]

    def _recent(self) -> list[MenuEntry]:
        open_now = str(self._shell.workspace.desk.path)
        known = [
            entry for entry in self._shell.workspace.settings.get("recent") if entry != open_now
        ]
        return [
            MenuEntry(
                f"recent-{index}",
                f"&{index} {Path(entry).name.replace('&', '&&')}",
                partial(self._shell.open_asked.emit, Path(entry)),
            )
            for index, entry in enumerate(known[:5], start=1)
        ]

    def _edit_menu(self) -> list[MenuEntry]:
        keys, shell = QKeySequence.StandardKey, self._shell
        return [
            MenuEntry("undo", self.tr("&Undo"), shell.undo, keys.Undo),
            MenuEntry("redo", self.tr("&Redo"), shell.redo, "Ctrl+Shift+Z"),
            SEPARATOR,
            MenuEntry("cut", self.tr("Cu&t"), partial(self._edit, "cut"), keys.Cut),
            MenuEntry("copy_text", self.tr("&Copy"), partial(self._edit, "copy"), keys.Copy),
            MenuEntry("paste", self.tr("&Paste"), partial(self._edit, "paste"), keys.Paste),
            MenuEntry(
                "all", self.tr("Select &all"), partial(self._edit, "selectAll"), keys.SelectAll
            ),
            SEPARATOR,
            MenuEntry("find", self.tr("&Find a customer…"), self.find_customer, keys.Find),
        ]

    def _view_menu(self) -> list[MenuEntry]:
        return [
            *self._pages(at_foot=False),
            SEPARATOR,
            MenuEntry("larger", self.tr("&Larger"), lambda: self._scale(1), "Ctrl++"),
            MenuEntry("smaller", self.tr("&Smaller"), lambda: self._scale(-1), "Ctrl+-"),
            MenuEntry("normal", self.tr("&Normal size"), lambda: self._scale(0), "Ctrl+0"),
            SEPARATOR,
            *self._pages(at_foot=True),
        ]

    def _pages(self, *, at_foot: bool) -> list[MenuEntry]:
        return [
            MenuEntry(
                row.key,
                row.menu.text(),
                partial(self._shell.go, Route(row.key)),
                row.menu.shortcut,
                row.menu.role,
            )
            for row in PAGES
            if row.menu is not None and row.at_foot == at_foot
        ]

    def _record_menu(self) -> list[MenuEntry]:
        shell = self._shell
        return [MenuEntry("phone_note", self.tr("&Phone note"), shell.open_phone_note, "Ctrl+K")]

    def _data_menu(self) -> list[MenuEntry]:
        attempt = self._shell.workspace.attempt
        return [
            MenuEntry(
                "import",
                self.tr("&Bring in order files…"),
                lambda: self._shell.go(Route("importing")),
                "Ctrl+I",
            ),
            MenuEntry(
                "hand_order",
                self.tr("Enter &one order…"),
                lambda: self._shell.go(Route("customers", "order")),
            ),
            MenuEntry(
                "add_person",
                self.tr("Add a &customer…"),
                lambda: self._shell.go(Route("customers", "add")),
            ),
            SEPARATOR,
            MenuEntry(
                "start",
                self.tr("&New assessment…"),
                lambda: self._shell.go(Route("assessment", "start")),
            ),
            SEPARATOR,
            MenuEntry(
                "xlsx",
                self.tr("Assessment as &Excel workbook…"),
                lambda: attempt(self._assessment.save_xlsx),
            ),
            MenuEntry(
                "json",
                self.tr("Assessment as &JSON…"),
                lambda: attempt(self._assessment.save_json),
            ),
            MenuEntry(
                "read_json",
                self.tr("&Read in an assessment (JSON)…"),
                lambda: attempt(self._assessment.read_json),
            ),
        ]

    def _help_menu(self) -> list[MenuEntry]:
        return [
            MenuEntry(
                "keys", self.tr("&Keyboard"), self.show_keys, QKeySequence.StandardKey.HelpContents
            ),
            MenuEntry(
                "about",
                self.tr("&About CRM Desk"),
                self.show_about,
                role=QAction.MenuRole.AboutRole,
            ),
        ]

    @property
    def _assessment(self) -> "AssessmentPage":
        """Its commands concern the assessment that is shown, else the newest."""
        from crm_desk.ui.assessment.page import AssessmentPage

        page = self._shell.page("assessment")
        if not isinstance(page, AssessmentPage):
            raise TypeError(type(page).__name__)
        return page

    def print_current(self) -> None:
        """Preview what the page shows; where it has no document, the one of the program."""
        from crm_desk.desk.capabilities import DEFAULT_DOCUMENT

        shell = self._shell
        page = shell.current if shell.current.documents else shell.page(DEFAULT_DOCUMENT.page)
        shell.workspace.attempt(page.print_current)

    def _edit(self, method: str) -> None:
        """Cut, copy and the like, where the cursor is."""
        widget = QApplication.focusWidget()
        run = getattr(widget, method, None)
        if run is not None:
            run()

    def find_customer(self) -> None:
        """Go to the search among the customers."""
        from crm_desk.ui.customers.page import CustomersPage

        if self._shell.shown_page != "customers":
            self._shell.go(Route("customers"))
        page = self._shell.current
        if isinstance(page, CustomersPage):
            page.find_customer()

    def _scale(self, step: int) -> None:
        settings = self._shell.workspace.settings
        place = SCALES.index(settings.get("scale")) + step if step else SCALES.index(100)
        settings.put("scale", SCALES[min(max(place, 0), len(SCALES) - 1)])
        self._shell.rebuild()

    # Questions

    def ask_open(self) -> None:
        """Ask for a desk to open."""
        name, _ = QFileDialog.getOpenFileName(
            self._shell, self.tr("Open a desk"), str(app_paths.data_folder()), self._filter()
        )
        if name:
            self._shell.open_asked.emit(Path(name))

    def ask_new(self) -> None:
        """Ask where the new desk shall lie."""
        proposed = app_paths.new_desk_path(self.tr("new-shop"))
        # A shop never takes another one's place: nothing is offered that would be refused.
        keeps = QFileDialog.Option.DontConfirmOverwrite
        name, _ = QFileDialog.getSaveFileName(
            self._shell, self.tr("New desk"), str(proposed), self._filter(), "", keeps
        )
        if name:
            self._shell.new_asked.emit(_with_ending(name))

    def ask_copy(self) -> None:
        """Ask where the copy shall lie, then write it."""
        shell, workspace = self._shell, self._shell.workspace
        if not shell.current.flush():
            return
        stem = safe_name(workspace.texts("file.copy", shop=workspace.desk.shop_name))
        path = ask_save(workspace, shell, self.tr("Save a copy"), stem, EXTENSION)
        aside: list[Path] = []
        if path is None or not workspace.perform(lambda: _save_copy(workspace.desk, path, aside)):
            return
        workspace.tell_saved(path)
        if aside:
            names = workspace.texts("result.comma").join(one.name for one in aside)
            saved = workspace.texts("said.saved", file=path.name, folder=path.parent)
            left = workspace.texts("said.set_aside", files=names)
            workspace.notified.emit(f"{saved}\n{left}")

    def _filter(self) -> str:
        return self.tr("Desk files (*{ending})").format(ending=EXTENSION)

    def show_keys(self) -> NoticeDialog:
        """Say which keys do what."""
        rows = [row for row in PAGES if row.menu and row.title and not row.at_foot]
        shortcuts = [row.menu.shortcut for row in rows if row.menu]
        titles = [row.title() for row in rows if row.title]
        comma = self._shell.workspace.texts("result.comma")
        return inform(
            self._shell,
            self.tr("Keyboard"),
            self.tr(
                "In the assessment\n"
                "0 1 2 3: choose\n"
                "↑ ↓: previous and next item\n"
                "Ctrl+PgUp, Ctrl+PgDn: previous and next category\n"
                "Tab: to evidence and note\n\n"
                "In a date\n"
                "2026/3/5, 20260305, R8.3.5: type it as you like\n"
                "↑ ↓: a day, PgUp PgDn: a month, Ctrl+;: today\n"
                "Alt+↓: calendar, Esc: as it was\n\n"
                "Everywhere\n"
                "Ctrl+Z, Ctrl+Shift+Z: undo and redo\n"
                "Ctrl+K: phone note\n"
                "Ctrl+F: find a customer\n"
                "Ctrl+I: bring in order files\n"
                "Ctrl+P: print preview\n"
                "Ctrl++, Ctrl+-, Ctrl+0: larger, smaller, normal size\n"
                "{first} to {last}: {pages}"
            ).format(first=shortcuts[0], last=shortcuts[-1], pages=comma.join(titles)),
        )

    def show_about(self) -> NoticeDialog:
        """Say what this program is."""
        return inform(
            self._shell,
            self.tr("About CRM Desk"),
            self.tr(
                "CRM Desk {version}\n\nFor small shops, on one computer, without a network.\n"
                "MIT licence. Fonts: BIZ UDPGothic and Noto Sans JP (SIL Open Font License)."
            ).format(version=__version__),
        )


def _save_copy(desk: Desk, path: Path, aside: list[Path]) -> Changes:
    aside += desk.save_copy(path)
    return Changes()


def _with_ending(name: str) -> Path:
    path = Path(name)
    return path if path.suffix == EXTENSION else path.with_name(path.name + EXTENSION)
