"""対応: cases open, closed, none as yet; the staff in the settings."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from crm_desk.desk import staff
from crm_desk.desk.capabilities import COMPLAINT_RULES
from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.desk import Desk, local_time
from crm_desk.desk.route import Route
from crm_desk.desk.timeline import cases, entries
from crm_desk.desk.timeline.entries import EntryInput
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.timeline.case import Closing, ProductName, Remedy
from crm_desk.domain.timeline.entry import EntryKind
from crm_desk.ui.customers.page import CustomersPage
from crm_desk.ui.shell.window import Window
from crm_desk.ui.timeline.cases_view import CasesView

Scene = Callable[[Window], QWidget]
_TEA = ProductName("", "深蒸し煎茶 100g")
_CRUSHED = "箱がつぶれて届いた。交換を希望されています。贈り物だったので、急いでほしいとのこと"


def fill_cases(desk: Desk) -> list[int]:
    """Staff, and cases in every state; their ids, as they were added. Once is enough.

    The sample's own go: what is counted is what stands here.
    """
    words = desk.store.read(lambda c: c.execute("SELECT words FROM entry").fetchall())
    if (_CRUSHED,) in words:
        return _ids(desk)
    desk.store.write(lambda c: c.execute("DELETE FROM entry"))
    if not staff.staff(desk):
        for name in ("佐藤", "山本"):
            staff.add(desk, name)
    staff.set_current(desk, staff.staff(desk)[0].id)
    now = local_time().replace(hour=14, minute=5)
    complaint, inquiry = EntryKind.COMPLAINT, EntryKind.INQUIRY
    inputs = (
        _said(3, complaint, _CRUSHED, now - timedelta(days=2)),
        _said(9, inquiry, "定期の間隔を2か月に変えられますか", now - timedelta(days=3)),
        _said(12, complaint, "茶葉に茎が多かった", now),
        _said(None, inquiry, "お茶会で30名分ほしい。見積もりを", now, "0612345678"),
        _said(15, EntryKind.REQUEST, "小さい袋がほしい", now - timedelta(days=1)),
        _said(21, complaint, "届いた煎茶の缶がへこんでいた", now - timedelta(days=20)),
        _said(None, EntryKind.NOTE, "また電話しますとのこと", now, "090-0000-1234", False),
    )
    for made in inputs:
        entries.add_entry(desk, made, made.moment, COMPLAINT_RULES)
    ids = _ids(desk)
    found = cases.find_detail(desk, ids[0])
    product = found.orders[0].products[0] if found and found.orders else _TEA
    for id_ in (ids[0], ids[2], ids[5]):
        cases.set_product(desk, id_, product, now)
    cases.add_line(desk, ids[0], "倉庫に在庫を確認。明日の便で送れる", now, now)
    _close(desk, ids[5], now - timedelta(days=18))
    return ids


def _ids(desk: Desk) -> list[int]:
    rows = desk.store.read(lambda c: c.execute("SELECT id FROM entry ORDER BY id").fetchall())
    return [id_ for (id_,) in rows]


def _filled(window: Window) -> list[int]:
    """As `fill_cases`, with the sidebar following."""
    ids = fill_cases(window.workspace.desk)
    window.workspace.changed.emit(Changes(frozenset({Topic.ENTRIES, Topic.STAFF})))
    return ids


def _said(
    customer: int | None,
    kind: EntryKind,
    words: str,
    moment: datetime,
    caller: str = "",
    needs_answer: bool = True,
) -> EntryInput:
    return EntryInput(customer, caller, kind, Way.PHONE, moment, words, needs_answer)


def _close(desk: Desk, id_: int, moment: datetime) -> None:
    done = frozenset({Remedy.EXCHANGE, Remedy.APOLOGY})
    end = Closing(moment, "交換品をお送りし、お詫びのお手紙を入れた", done, 1200)
    cases.close(desk, id_, replace(end, moment=moment), moment, COMPLAINT_RULES)


def view_of(window: Window) -> CasesView:
    """The view, once it shows everything."""
    from tests.gallery.scenes import wait_until

    page = window.current
    assert isinstance(page, CustomersPage)
    wait_until(lambda: page.is_settled)
    view = page.shown_view
    assert isinstance(view, CasesView)
    if view.found is not None and not view.found.is_empty:
        wait_until(lambda: not window.sidebar.staff.isHidden())
        wait_until(lambda: "(" in window.sidebar.buttons["customers"].accessibleName())
    return view


def _cases(place: int | None = None) -> Scene:
    def scene(window: Window) -> QWidget:
        ids = _filled(window)
        window.go(Route("customers", "cases", None if place is None else ids[place]))
        view_of(window)
        return window

    return scene


def _closing(window: Window) -> QWidget:
    from tests.gallery.scenes import settle

    _cases(0)(window)
    view_of(window).panel.closing.ask()
    settle()
    return window


def _empty(window: Window) -> QWidget:
    window.go(Route("customers", "cases"))
    view_of(window)
    return window


def _staff(window: Window) -> QWidget:
    from crm_desk.ui.shell.staff_card import StaffCard
    from tests.gallery.scenes import settle

    _filled(window)
    window.go(Route("settings"))
    settle()
    (card,) = window.current.findChildren(StaffCard)
    assert card.fields
    return window


TIMELINE_SCENES: dict[str, Scene] = {
    "cases": _cases(),
    "cases-closing": _closing,
    "cases-nameless": _cases(3),
    "cases-closed": _cases(5),
    "settings-staff": _staff,
}
TIMELINE_EMPTY_SCENES: dict[str, Scene] = {"cases-empty": _empty}
