"""Notes and marks: at a customer's head, on the worklist, at the start, and the notes to check."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from crm_desk.desk.capabilities import MARK_EFFECTS
from crm_desk.desk.contacts import marks
from crm_desk.desk.desk import Desk, today
from crm_desk.desk.followup import worklist
from crm_desk.desk.route import Route
from crm_desk.domain.contacts.marks import Mark, MarkKind
from crm_desk.domain.followup.standing import Bucket
from crm_desk.domain.followup.starting import LeftOutReason
from crm_desk.ui.contacts.mark_strip import MarkStrip
from crm_desk.ui.customers.page import CustomersPage
from crm_desk.ui.shell.window import Window
from tests.desk.contacts.marking import noted
from tests.desk.followup.making import JA
from tests.gallery.followup_start_scenes import _down, start_view
from tests.gallery.followup_worklist_scenes import shown_worklist

Scene = Callable[[Window], QWidget]
SEEN, ASKED = 3, 8
_NOTES = {
    SEEN: "足が悪く、電話は昼過ぎに。孫の名前は蓮くん",
    ASKED: "2026年9月 ご主人様ご逝去(奥様より)。喪中。DMは不要とのこと",
    11: "宛所不明で返送 2026/6/2",
    12: "電話× 着信拒否されている。" + "お話は店頭でゆっくりと。" * 30,
    17: "訪問はご遠慮ください",
}


def with_marks(desk: Desk) -> None:
    """A few customers with notes, one of whom has marks."""
    for customer, note in _NOTES.items():
        noted(desk, customer, note=note)
    for kind, source in ((MarkKind.NO_MAILINGS, "お電話で"), (MarkKind.MOURNING, "喪中はがき")):
        year = today().year if kind is MarkKind.MOURNING else None
        mark = Mark(kind, today() - timedelta(days=3), source, year)
        marks.set_mark(desk, SEEN, mark, today(), JA, MARK_EFFECTS)


def strip_of(window: Window, customer: int) -> MarkStrip:
    """The head of a customer."""
    from tests.gallery.scenes import settle, wait_for_customers

    window.go(Route("customers", "one", customer))
    page = wait_for_customers(window)
    settle()
    (found,) = page.list.detail.findChildren(MarkStrip)
    return found


def _head(customer: int, *, form: bool = False) -> Scene:
    def scene(window: Window) -> QWidget:
        from tests.gallery.scenes import settle

        with_marks(window.workspace.desk)
        strip = strip_of(window, customer)
        if form:
            strip.chips[MarkKind.MOURNING].click()
            settle()
        return window

    return scene


def unread_page(window: Window) -> CustomersPage:
    """メモをご確認ください, looked up."""
    from tests.gallery.scenes import settle, wait_until

    window.go(Route("customers", "unread"))
    page = window.current
    assert isinstance(page, CustomersPage)
    wait_until(lambda: page.is_settled)
    settle()
    return page


def _unread(window: Window) -> QWidget:
    with_marks(window.workspace.desk)
    unread_page(window).take_focus()
    return window


def _nothing_unread(window: Window) -> QWidget:
    unread_page(window)
    return window


def _plan(window: Window) -> QWidget:
    """A plan of somebody with a note and a mark."""
    from tests.gallery.followup_worklist_scenes import worklist_view

    view = worklist_view(window, Bucket.LATE)
    assert view.found is not None
    ids = list(view.found.ids[Bucket.LATE])[:3]
    desk = window.workspace.desk
    for row in worklist.rows(desk, ids, today()).values():
        noted(desk, row.customer_id or 0, note="足が悪く、電話は昼過ぎに。孫の名前は蓮くん")
    marked = next(iter(worklist.rows(desk, ids[:1], today()).values()))
    mark = marks.usual_mark(MarkKind.NO_VISIT, today(), "お電話で")
    marks.set_mark(desk, marked.customer_id or 0, mark, today(), JA, MARK_EFFECTS)
    window.go(Route("home"))
    window.go(Route("followup", Bucket.LATE.value))
    view = shown_worklist(window)
    view.open_detail(ids[0])
    return window


def _left_out(window: Window) -> QWidget:
    from tests.gallery.scenes import settle

    with_marks(window.workspace.desk)
    view = start_view(window)
    view.left_out.ways[LeftOutReason.UNREAD_NOTE].click()
    settle()
    _down(view, view.left_out)
    return window


MARK_SCENES: dict[str, Scene] = {
    "marks": _head(SEEN),
    "marks-form": _head(SEEN, form=True),
    "marks-asked": _head(ASKED),
    "marks-unread": _unread,
    "marks-plan": _plan,
    "marks-left-out": _left_out,
}
MARK_EMPTY_SCENES: dict[str, Scene] = {"marks-nothing-unread": _nothing_unread}
