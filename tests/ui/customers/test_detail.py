"""One customer's page as it lies on a shop's laptop: what is in sight, and where Tab goes."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crm_desk.desk.route import Route
from crm_desk.ui.common.widgets import PushButton
from crm_desk.ui.customers.detail import CustomerDetail
from crm_desk.ui.followup.customer_section import Followups
from crm_desk.ui.shell.window import Window
from crm_desk.ui.timeline.section import TimelineSection
from tests.gallery.followup_plans_scenes import with_open_plan, without_plan
from tests.gallery.scenes import settle, wait_for_customers
from tests.ui.timeline.line import section_of

USUAL = 3
"""佐藤 陽子: 26 purchases, no note."""


def opened(window: Window, customer: int) -> CustomerDetail:
    window.resize(1366, 768)
    window.go(Route("customers", "one", customer))
    page = wait_for_customers(window)
    section_of(page)
    settle()
    return page.list.detail


def section(detail: CustomerDetail, kind: type[QWidget]) -> QWidget:
    return next(each for each in detail.sections if isinstance(each, kind))


def rows_in_sight(detail: CustomerDetail) -> int:
    line = section(detail, TimelineSection)
    assert isinstance(line, TimelineSection)
    view, shown = line.rows, detail.area.viewport()
    bottoms = (
        view.visualRect(view.rows.index(n, 0)).bottomLeft() for n in range(view.rows.rowCount())
    )
    return sum(view.viewport().mapTo(shown, at).y() <= shown.height() for at in bottoms)


@pytest.mark.parametrize("has_plan", [False, True])
def test_the_newest_rows_are_in_sight_without_scrolling(window: Window, has_plan: bool) -> None:
    who = with_open_plan(window) if has_plan else USUAL
    detail = opened(window, who)
    assert detail.area.verticalScrollBar().value() == 0
    # A month and at least one of its rows, three lines and more as a rule.
    assert rows_in_sight(detail) >= 3


def test_tab_goes_down_the_page_as_it_lies(window: Window) -> None:
    detail = opened(window, without_plan(window))
    facts = detail.facts.rows
    followups = section(detail, Followups)
    assert isinstance(followups, Followups)
    line = section(detail, TimelineSection)
    assert isinstance(line, TimelineSection)
    # Drawn again, chips must not come last.
    followups.consents.show_all()
    settle()
    wanted = [
        *(facts["name"].text, facts["kana"].text, detail.commands.more),
        *(facts["phone"].text, facts["email"].text, followups.make, followups.record),
        *(next(iter(followups.consents.changes.values())), facts["address"].text),
        *(line.chips[None], line.note.write, line.rows),
    ]
    detail.setFocus()
    seen: list[QWidget] = []
    for _ in range(60):
        at = QApplication.focusWidget()
        assert at is not None
        seen.append(at)
        bar = detail.area.verticalScrollBar()
        bar.setValue(0)
        if at is line.rows:
            break
        QTest.keyClick(at, Qt.Key.Key_Tab)
    assert [each for each in seen if each in wanted] == wanted
    tops = [each.mapTo(detail, QPoint(0, 0)).y() for each in seen[1:]]
    high = max(each.height() for each in seen[1:] if isinstance(each, PushButton))
    assert all(after >= before - high for before, after in pairwise(tops))


def test_what_stands_below_a_long_time_line_is_one_choice_away(window: Window) -> None:
    detail = opened(window, USUAL)
    detail.commands.more.click()
    assert detail.commands.foot.text() == "個人情報の開示・消去へ"
    detail.commands.menu.close()
    detail.commands.foot.trigger()
    settle()
    at = window.focusWidget()
    assert at is not None
    assert detail.sections[-1].isAncestorOf(at)
    assert not at.visibleRegion().isEmpty()


def test_what_is_said_in_one_line_is_said_in_sentences_at_a_click(window: Window) -> None:
    from crm_desk.ui.analysis.customer_section import PlaceView

    place = section(opened(window, USUAL), PlaceView)
    assert isinstance(place, PlaceView)
    line = place.summary.text()
    assert line == "TOP10%層 ・ 26回 ・ ¥88,738 ・ R値 8日(いつも45日) ・ 在籍1,087日"
    assert not place.words.isVisible()
    place.more.click()
    assert "累計購入金額では" in place.words.text()
    assert place.words.isVisible()
