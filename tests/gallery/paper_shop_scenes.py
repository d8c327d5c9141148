"""A shop of telephone and post: the first question, its start, what has begun, its settings."""

from collections.abc import Callable

from PySide6.QtWidgets import QScrollArea, QWidget

from crm_desk.desk.contacts import shop_media
from crm_desk.desk.route import Route
from crm_desk.domain.contacts.media import Medium
from crm_desk.ui.followup.start_people import TickModel
from crm_desk.ui.shell.settings_page import SettingsPage
from crm_desk.ui.shell.window import Window
from tests.gallery.followup_start_scenes import followup_page, start_view

Scene = Callable[[Window], QWidget]
PAPER = (Medium.PHONE, Medium.POST)


def without_plans(window: Window) -> None:
    """As before the first month of following up."""
    for table in ("approach", "followup_plan"):
        sql = f"DELETE FROM {table}"  # noqa: S608
        window.workspace.desk.store.write(lambda c, sql=sql: c.execute(sql))  # type: ignore[misc]


def use_media(window: Window, *media: Medium) -> None:
    """The shop says which media it uses."""
    desk = window.workspace.desk
    window.workspace.perform(lambda: shop_media.set_media(desk, media))


def _question(window: Window) -> QWidget:
    without_plans(window)
    page = followup_page(window, "start")
    page.question.choice.chips[Medium.PHONE].click()
    page.question.choice.chips[Medium.POST].click()
    return window


def _start(window: Window) -> QWidget:
    use_media(window, *PAPER)
    start_view(window)
    return window


def _load(window: Window) -> QWidget:
    view = start_view(window)
    for area in view.findChildren(QScrollArea):
        content = area.widget()
        if content is not None and content.isAncestorOf(view.weeks):
            place = view.weeks.mapTo(content, view.weeks.rect().topLeft())
            area.verticalScrollBar().setValue(place.y())
    return window


def _begun(window: Window) -> QWidget:
    from tests.gallery.scenes import settle, wait_until

    view = start_view(window)
    people = view.top1.table.people
    assert isinstance(people, TickModel)
    people.tick(range(people.rowCount()), on=True)
    view.begin.click()
    wait_until(lambda: window.current.is_settled and view.is_settled)
    settle()
    return window


def _settings(window: Window) -> QWidget:
    window.go(Route("settings"))
    page = window.current
    assert isinstance(page, SettingsPage)
    for area in page.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    return window


PAPER_SHOP_SCENES: dict[str, Scene] = {
    "followup-question": _question,
    "followup-paper-start": _start,
    "followup-paper-load": _load,
    "followup-paper-begun": _begun,
    "settings-media": _settings,
}
