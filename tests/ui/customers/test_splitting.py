"""Customers under the shop's own contact, as the person at the screen settles them."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from crm_desk.desk.customers import people, splitting
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.route import Route
from crm_desk.ui.customers.page import CustomersPage
from crm_desk.ui.customers.split_card import SplitCard
from crm_desk.ui.shell.window import Window
from tests.desk.customers.people import bring_shops_contact
from tests.gallery.scenes import settle, wait_for_customers
from tests.ui.conftest import Start

SHOPS = "office@kobo.example"


@pytest.fixture
def shop(start: Start, tmp_path: Path) -> Window:
    path = tmp_path / "shop.crmdesk"
    create_desk(path, "みずほ茶舗")
    with Desk(path) as desk:
        bring_shops_contact(desk)
    return start(path)


def opened(window: Window, view: str = "alike", customer: int | None = None) -> CustomersPage:
    window.go(Route("customers", view, customer))
    page = wait_for_customers(window)
    settle()
    return page


def words(window: Window) -> str:
    shown = [w.text() for w in window.findChildren(QLabel) if w.isVisible()]
    shown += [w.text() for w in window.findChildren(QPushButton) if w.isVisible()]
    return "\n".join(shown)


def names(window: Window) -> list[str]:
    desk = window.workspace.desk
    ids = people.find(desk, "", "name", descending=False).ids
    return sorted(row.name for row in people.listed(desk, ids).values())


def card(page: CustomersPage) -> SplitCard:
    (found,) = page.suggestions.splits.values()
    return found


def test_the_people_are_shown_with_their_names_and_orders(shop: Window) -> None:
    opened(shop)
    said = words(shop)
    assert SHOPS in said
    assert "お店の連絡先と思われます" in said
    assert "山本 あや" in said
    assert "森 けん" in said
    assert "購入の記録 2件" in said
    assert "計画とこれまでの記録は 森 けん 様に残ります" in said


def test_one_click_splits_them_and_undo_brings_them_back(qtbot: QtBot, shop: Window) -> None:
    page = opened(shop)
    assert names(shop) == ["原 みき", "林 りん", "森 けん"]
    card(page).split.click()
    opened(shop)
    assert names(shop) == ["原 みき", "山本 あや", "林 りん", "森 けん"]
    assert page.suggestions.splits == {}
    shop.workspace.perform(shop.workspace.desk.undo)
    opened(shop)
    assert names(shop) == ["原 みき", "林 りん", "森 けん"]
    assert card(page)


def test_who_is_kept_as_one_is_not_shown_again(shop: Window) -> None:
    page = opened(shop)
    card(page).keep.click()
    opened(shop)
    assert page.suggestions.splits == {}
    assert "よく似た" in words(shop)


def test_the_list_says_that_there_are_some_and_leads_there(shop: Window) -> None:
    page = opened(shop, "")
    assert "お店の連絡先で、何人かの方が一人になっているお客様が1名います" in words(shop)
    next(w for w in page.findChildren(QPushButton) if w.text() == "見てみる").click()
    wait_for_customers(shop)
    settle()
    assert card(page).isVisible()


def test_the_home_page_leads_there(shop: Window) -> None:
    shop.go(Route("home"))
    settle()
    assert "お店の連絡先で、何人かの方が一人のお客様になっています" in words(shop)


def test_a_customers_page_says_why_the_address_is_not_used(shop: Window) -> None:
    (found,) = splitting.suggestions(shop.workspace.desk)
    opened(shop, "one", found.customer)
    assert f"{SHOPS}(お店の連絡先と思われます)" in words(shop)
