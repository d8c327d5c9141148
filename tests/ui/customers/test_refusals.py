"""What is seen, and answered, of refusals by others at the same address."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from crm_desk.desk.contacts import consent
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.route import Route
from crm_desk.domain.contacts.media import Medium
from crm_desk.ui.customers.detail import CustomerDetail
from crm_desk.ui.shell.window import Window
from tests.desk.customers.people import bring, order
from tests.gallery.scenes import settle, wait_for_customers
from tests.ui.conftest import Start

DAY = date(2026, 9, 1)
PHONE, FIRM = "090-1111-2222", "03-1234-5678"
NO_CONTACT, LOOKALIKE, MAIL, SAME_MAIL, ONE, OTHER = 1, 2, 3, 4, 5, 6


@pytest.fixture
def shop(start: Start, tmp_path: Path) -> Iterator[Window]:
    path = tmp_path / "shop.crmdesk"
    create_desk(path, "みずほ茶舗")
    with Desk(path) as desk:
        rows = [
            order(1, "2026/01/01", "A1", "髙橋 花子", phone=PHONE),
            order(2, "2026/01/02", "B1", "高橋花子", "b@example.jp", PHONE),
            order(3, "2026/01/03", "C1", "佐藤 茂", "home@example.jp"),
            order(4, "2026/01/04", "D1", "佐藤 恵", "home@example.jp"),
            *(
                order(n, f"2026/01/0{n}", f"E{n}", name, phone=FIRM)
                for n, name in enumerate(("田中 一", "山本 二", "中村 三"), start=5)
            ),
        ]
        bring(desk, rows)
        consent.set_no_contact(desk, NO_CONTACT, no_contact=True, day=DAY, source="", today=DAY)
        for id_, medium in ((MAIL, Medium.EMAIL), (ONE, Medium.PHONE)):
            consent.set_consent(desk, id_, medium, "refused", day=DAY, source="", today=DAY)
    window = start(path)
    yield window
    for menu in window.findChildren(QMenu):
        menu.close()


def opened(window: Window, customer: int) -> CustomerDetail:
    window.go(Route("customers", "one", customer))
    page = wait_for_customers(window)
    settle()
    return page.list.detail


def words(detail: CustomerDetail) -> str:
    return "\n".join(each.text() for each in detail.findChildren(QLabel) if each.isVisible())


def test_the_question_is_on_the_page_and_another_person_is_remembered(shop: Window) -> None:
    detail = opened(shop, LOOKALIKE)
    assert "髙橋 花子 様と同じ方かもしれません" in words(detail)
    detail.lookalike.apart.click()
    settle()
    assert not detail.lookalike.isVisible()
    assert "同じ電話番号の髙橋 花子 様がお断りです" in words(detail)


def test_the_same_person_becomes_one(shop: Window, qtbot: QtBot) -> None:
    detail = opened(shop, LOOKALIKE)
    detail.lookalike.same.click()
    # The desk is backed up before.
    qtbot.waitUntil(lambda: not detail.lookalike.isVisible())
    settle()
    assert not detail.lookalike.isVisible()
    assert "連絡不可" in words(detail)


def test_who_has_refused_for_the_same_address_is_named(shop: Window) -> None:
    assert "同じメールアドレスの佐藤 茂 様がお断りです" in words(opened(shop, SAME_MAIL))
    assert not opened(shop, MAIL).lookalike.isVisible()


def test_a_shared_number_is_asked_about_and_the_answer_can_be_changed(shop: Window) -> None:
    detail = opened(shop, OTHER)
    fields = next(each.consents for each in detail.sections if hasattr(each, "consents"))
    assert "3名のうち田中 一 様がお断りです" in words(detail)
    fields.answers[False].click()
    settle()
    assert fields.answers[False].isChecked()
    assert "お断りの方だけ、電話しません" in words(detail)
    fields.answers[True].click()
    settle()
    assert "どなたにも電話しません" in words(detail)


def test_the_look_alikes_begin_with_who_is_held_back(shop: Window) -> None:
    shop.go(Route("customers", "alike"))
    page = wait_for_customers(shop)
    settle()
    shown = [label.text() for label in page.suggestions.findChildren(QLabel) if label.isVisible()]
    assert any(text.startswith("連絡不可・ご逝去の方と同じ方かもしれません") for text in shown)
