"""A person's data: at the foot of a customer, the question before erasing, the log of exports."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from crm_desk.desk.backups import keeping
from crm_desk.desk.contacts import mailing
from crm_desk.desk.route import Route
from crm_desk.domain.backup import BackupCause
from crm_desk.ui.backups.page import BackupsPage
from crm_desk.ui.contacts.export_log import ExportLog
from crm_desk.ui.customers.page import CustomersPage
from crm_desk.ui.customers.personal_data import PersonalData
from crm_desk.ui.shell.window import Window

Scene = Callable[[Window], QWidget]
_SOMEBODY = 3


def _section(window: Window) -> PersonalData:
    from tests.gallery.scenes import wait_until

    window.go(Route("customers", "one", _SOMEBODY))
    page = window.current
    assert isinstance(page, CustomersPage)
    wait_until(lambda: page.is_settled)
    (section,) = page.findChildren(PersonalData)
    page.list.detail.area.ensureWidgetVisible(section)
    return section


def _at_foot(window: Window) -> QWidget:
    _section(window)
    return window


def _question(window: Window) -> QWidget:
    from tests.gallery.scenes import wait_until

    now = datetime.now().replace(hour=9, minute=12)  # noqa: DTZ005
    for days, cause in ((12, BackupCause.MIGRATION), (1, BackupCause.OPENING)):
        keeping.back_up(window.workspace.desk, cause, now - timedelta(days=days))
    section = _section(window)
    section.ask_erase()
    wait_until(lambda: section.dialog is not None)
    assert section.dialog is not None
    return section.dialog


def _log(window: Window) -> QWidget:
    desk = window.workspace.desk
    now = datetime.now().replace(hour=9, minute=12)  # noqa: DTZ005
    mailing.note_export(desk, mailing.SELECTION, "TOP10%層へのご案内", range(1, 40), now)
    mailing.note_export(desk, "disclosure", "PDF", [5], now - timedelta(days=3))
    mailing.note_export(desk, mailing.MAILING, "はがき宛名", [3, 8], now - timedelta(days=9))
    return _opened_log(window)


def _opened_log(window: Window) -> QWidget:
    from tests.gallery.scenes import wait_until

    window.go(Route("backups"))
    page = window.current
    assert isinstance(page, BackupsPage)
    wait_until(lambda: page.is_settled)
    page.export_log.click()
    (log,) = page.findChildren(ExportLog)
    wait_until(lambda: log.is_settled)
    return log


PERSONAL_DATA_SCENES: dict[str, Scene] = {
    "personal-data": _at_foot,
    "personal-data-erase": _question,
    "personal-data-log": _log,
}
PERSONAL_DATA_EMPTY_SCENES: dict[str, Scene] = {"personal-data-log-empty": _opened_log}
