"""The pages of the program: one row each, in the order of the sidebar.

Sidebar, View menu, shortcuts, the window and the gallery read this list; nothing else names
the pages one by one.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from crm_desk.ui.shell.badge import CASES_DUE, FOLLOWUPS_DUE, Badge
from crm_desk.ui.shell.shell import Shell

if TYPE_CHECKING:
    from crm_desk.ui.common.page import Page

translate = QCoreApplication.translate


class MenuItem(NamedTuple):
    """How the View menu offers a page.

    Attributes:
        text: in the language of the window, with its mnemonic.
    """

    text: Callable[[], str]
    shortcut: str
    role: QAction.MenuRole = QAction.MenuRole.NoRole


class PageRow(NamedTuple):
    """One page.

    Attributes:
        key: of its routes; also the name of its icon.
        title: in the sidebar, in the language of the window; None where it is not listed there.
        load: makes it. Its module is imported then: the first window must not wait for it.
        menu: None where the View menu does not have it.
        badge: counts beside its title.
        at_foot: at the lower end of the sidebar.
    """

    key: str
    load: "Callable[[Shell], Page]"
    title: Callable[[], str] | None = None
    menu: MenuItem | None = None
    badge: Badge | None = None
    at_foot: bool = False


def _home(shell: Shell) -> "Page":
    from crm_desk.ui.home.page import HomePage

    page = HomePage(shell.workspace)
    page.sample_asked.connect(shell.sample_asked)
    return page


def _assessment(shell: Shell) -> "Page":
    from crm_desk.ui.assessment.page import AssessmentPage

    return AssessmentPage(shell.workspace)


def _analysis(shell: Shell) -> "Page":
    from crm_desk.ui.analysis.page import AnalysisPage

    return AnalysisPage(shell.workspace)


def _followup(shell: Shell) -> "Page":
    from crm_desk.ui.followup.page import FollowupPage

    return FollowupPage(shell.workspace)


def _customers(shell: Shell) -> "Page":
    from crm_desk.desk.capabilities import MARK_EFFECTS, MERGE_RULES
    from crm_desk.ui.customers.page import CustomersPage
    from crm_desk.ui.shell.customer_sections import CUSTOMER_SECTIONS
    from crm_desk.ui.shell.customer_views import customer_views

    views = customer_views(shell)
    page = CustomersPage(shell.workspace, MERGE_RULES, CUSTOMER_SECTIONS, MARK_EFFECTS, views)
    page.list.note_asked.connect(shell.phone_note_asked)
    return page


def _importing(shell: Shell) -> "Page":
    from crm_desk.desk.analysis.rates import repeaters_and_buyers
    from crm_desk.ui.importing.page import ImportPage

    return ImportPage(shell.workspace, repeaters_and_buyers)


def _backups(shell: Shell) -> "Page":
    from crm_desk.ui.backups.page import BackupsPage

    page = BackupsPage(shell.workspace, shell.backup_keeper)
    page.look_asked.connect(shell.look_asked)
    page.restore_asked.connect(shell.restore_asked)

    def show_exports() -> None:
        from crm_desk.ui.contacts.export_log import ExportLog

        ExportLog(shell.workspace, page).open()

    page.export_log_asked.connect(show_exports)
    return page


def _post(shell: Shell) -> "Page":
    from crm_desk.ui.contacts.post_page import PostPage

    return PostPage(shell.workspace)


def _settings(shell: Shell) -> "Page":
    from crm_desk.ui.shell.settings_page import SettingsPage

    page = SettingsPage(shell.workspace)
    page.look_changed.connect(shell.rebuild_later)
    return page


PAGES = (
    PageRow(
        "home",
        _home,
        lambda: translate("Window", "Home"),
        MenuItem(lambda: translate("Commands", "&Home"), "Alt+1"),
    ),
    PageRow(
        "assessment",
        _assessment,
        lambda: translate("Window", "CRM assessment"),
        MenuItem(lambda: translate("Commands", "CRM &assessment"), "Alt+2"),
    ),
    PageRow(
        "analysis",
        _analysis,
        lambda: translate("Window", "Customer analysis"),
        MenuItem(lambda: translate("Commands", "Customer a&nalysis"), "Alt+3"),
    ),
    PageRow(
        "followup",
        _followup,
        lambda: translate("Window", "Follow-up"),
        MenuItem(lambda: translate("Commands", "&Follow-up"), "Alt+4"),
        FOLLOWUPS_DUE,
    ),
    PageRow(
        "customers",
        _customers,
        lambda: translate("Window", "Customers"),
        MenuItem(lambda: translate("Commands", "&Customers"), "Alt+5"),
        CASES_DUE,
    ),
    PageRow("importing", _importing),
    PageRow("backups", _backups),
    PageRow("post", _post),
    PageRow(
        "settings",
        _settings,
        lambda: translate("Window", "Settings"),
        MenuItem(
            lambda: translate("Commands", "S&ettings"), "Ctrl+,", QAction.MenuRole.PreferencesRole
        ),
        at_foot=True,
    ),
)


def page_row(key: str) -> PageRow:
    """The row of a page.

    Raises:
        KeyError: there is no such page.
    """
    for row in PAGES:
        if row.key == key:
            return row
    raise KeyError(key)
