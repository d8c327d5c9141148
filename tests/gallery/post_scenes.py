"""Post for anyone: what to make of chosen customers, who is left out, senders."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm_desk.desk.contacts import consent, senders
from crm_desk.desk.contacts.outgoing import PaperKind
from crm_desk.desk.customers import people
from crm_desk.desk.desk import today
from crm_desk.desk.route import Route
from crm_desk.domain.contacts.media import Medium
from crm_desk.domain.contacts.purposes import Purpose
from crm_desk.domain.contacts.senders import Sender
from crm_desk.ui.contacts.post_page import PostPage
from crm_desk.ui.followup.page import FollowupPage
from crm_desk.ui.followup.worklist_view import WorklistView
from crm_desk.ui.shell.window import Window

Scene = Callable[[Window], QWidget]
SENDERS = (
    Sender("みずほ茶舗", "420-0853", "静岡県静岡市葵区追手町9-6 みずほビル2F", "054-123-4567"),
    Sender("みずほ茶舗 𠮷田 茂", "420-0853", "静岡県静岡市葵区追手町9-6"),
)
_REFUSING = 7
"""So many of the first customers want no post."""


def with_senders(window: Window) -> None:
    """Two senders in the settings."""
    for sender in SENDERS:
        senders.keep(window.workspace.desk, sender)


def post_page(window: Window, kind: PaperKind, purpose: Purpose | None) -> PostPage:
    """The page of post for all customers, counted."""
    from tests.gallery.scenes import settle, wait_until

    ids = tuple(people.find(window.workspace.desk, "", "name", descending=False).ids)
    window.go(Route("post", ids=ids, item="customers"))
    page = window.current
    assert isinstance(page, PostPage)
    page.panel.choose(kind)
    page.panel.purposes.choose(purpose)
    wait_until(lambda: page.panel.ready is not None and page.is_settled)
    settle()
    return page


def _post(kind: PaperKind, purpose: Purpose | None, *, refusing: bool = False) -> Scene:
    def scene(window: Window) -> QWidget:
        desk, day = window.workspace.desk, today()
        with_senders(window)
        for id_ in list(people.find(desk, "", "name", descending=False).ids)[
            : _REFUSING if refusing else 0
        ]:
            consent.set_consent(
                desk, id_, Medium.POST, "refused", day=day, source="お電話", today=day
            )
        post_page(window, kind, purpose)
        return window

    return scene


def _without_people(window: Window) -> QWidget:
    window.go(Route("post"))
    return window


def _preview(kind: PaperKind) -> Scene:
    def scene(window: Window) -> QWidget:
        from tests.gallery.scenes import wait_until

        with_senders(window)
        panel = post_page(window, kind, Purpose.NOTICE).panel
        panel.make.click()
        wait_until(lambda: panel.printing.dialog is not None)
        assert panel.printing.dialog is not None
        return panel.printing.dialog

    return scene


def _week(window: Window) -> QWidget:
    from tests.gallery.scenes import settle, wait_until

    window.go(Route("followup"))
    page = window.current
    assert isinstance(page, FollowupPage)
    wait_until(lambda: page.is_settled)
    view = page.current
    assert isinstance(view, WorklistView)
    view.print_current()
    wait_until(lambda: view.paper.ready is not None)
    settle()
    return window


def _senders(window: Window) -> QWidget:
    with_senders(window)
    window.go(Route("settings"))
    return window


POST_SCENES: dict[str, Scene] = {
    "post": _without_people,
    "post-cards": _post(PaperKind.POSTCARDS, None),
    "post-left-out": _post(PaperKind.POSTCARDS, Purpose.NEW_YEAR, refusing=True),
    "post-labels": _post(PaperKind.LABELS_2X6, Purpose.NOTICE),
    "post-cards-preview": _preview(PaperKind.POSTCARDS),
    "post-labels-preview": _preview(PaperKind.LABELS_3X8),
    "post-list-preview": _preview(PaperKind.PEOPLE),
    "followup-week": _week,
    "settings-senders": _senders,
}
