"""One order entered by hand: whatever a person types is understood or asked about."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from crm_desk.desk import resources
from crm_desk.desk.capabilities import MERGE_RULES
from crm_desk.desk.customers import hand_orders, people
from crm_desk.desk.customers.hand_orders import NOBODY, TypedLine, TypedOrder
from crm_desk.desk.desk import Desk
from crm_desk.desk.importing import batches
from crm_desk.domain.money import Money
from crm_desk.store import desk_info
from crm_desk.store.customers import joins, lists
from tests.desk.customers.people import SHOP, bring
from tests.desk.followup.making import JA

NOW = datetime(2026, 11, 21, 10, 30)  # noqa: DTZ001 - the shop's clock
TODAY = NOW.date()
MEMBER, BY_PHONE, GUEST = 1, 3, 4
GOOD = TypedOrder(
    day="令和8年5月1日",
    name="新井　薫",
    kana="アライ カオル",
    phone="０３ー１２３４ー５６７８",
    lines=(
        TypedLine("煎茶", "２", "¥1,080"),
        TypedLine(),
        TypedLine("茶筒", "", "３，３００円"),
    ),
    discount="60",
    shipping="550",
    subscription=True,
    note="電話、<b>夕方</b>",
)


def state(desk: Desk) -> Any:
    """All that an order can touch."""
    tables = (
        "source, customer, customer_facts, shop_order, order_line, product, customer_sums, parted"
    )
    return desk.store.read(
        lambda c: {
            table: c.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()  # noqa: S608
            for table in tables.split(", ")
        }
    )


def problems(desk: Desk, **changes: Any) -> list[tuple[str, str]]:
    reading = hand_orders.read(desk, replace(GOOD, **changes), TODAY)
    return [(problem.field, problem.reason) for problem in reading.problems]


def enter(desk: Desk, typed: TypedOrder, source: str = "手入力") -> int:
    customer, _ = hand_orders.enter(desk, typed, source, NOW)
    return customer


def test_an_order_of_somebody_new(desk: Desk) -> None:
    person = people.person(desk, enter(desk, GOOD))
    assert person is not None
    row = person.customer
    assert (row.name, row.kana, row.phone) == ("新井 薫", "アライ カオル", GOOD.phone)
    assert (row.purchases, row.amount) == (1, 2160 + 3300 - 60)
    ((_, order),) = desk.store.read(lambda c: lists.all_orders(c, row.id))
    assert order.day == date(2026, 5, 1)
    assert (order.goods, order.total, order.discount, order.shipping) == (5400, 5950, 60, 550)
    assert (order.source, order.by_hand, order.subscription) == ("手入力", True, True)
    assert order.note == "電話、<b>夕方</b>"
    assert order.lines == (("煎茶", 2000, 2160), ("茶筒", 1000, 3300))
    (batch,) = batches.batches(desk)
    assert (batch.kind, batch.orders, batch.accepted) == ("hand", 1, 2)


def test_an_order_of_somebody_known_by_its_amount(desk: Desk) -> None:
    bring(desk, SHOP)
    before = people.listed(desk, [MEMBER])[MEMBER]
    typed = TypedOrder("2026/11/20", customer=MEMBER, amount="▲500")
    assert enter(desk, typed) == MEMBER
    after = people.listed(desk, [MEMBER])[MEMBER]
    assert (after.purchases, after.amount) == (before.purchases, before.amount - 500)
    enter(desk, replace(typed, amount="1500"))
    after = people.listed(desk, [MEMBER])[MEMBER]
    assert (after.purchases, after.last_day) == (before.purchases + 1, date(2026, 11, 20))


def test_whoever_is_known_by_telephone_or_mail_stays_the_same(desk: Desk) -> None:
    bring(desk, SHOP)
    known = replace(GOOD, name="髙橋花子", phone="+81 90 0111 2222", lines=(), amount="100")
    assert enter(desk, known) == BY_PHONE
    mail = replace(GOOD, name="髙橋", phone="", email="HANAKO@example.jp")
    assert enter(desk, mail) == GUEST
    person = people.person(desk, GUEST)
    assert person is not None
    assert person.customer.id == MEMBER


def test_a_guest_whose_mail_is_one_members_joins(desk: Desk) -> None:
    bring(desk, SHOP)
    before = state(desk)
    new = enter(desk, replace(GOOD, email="cafe@example.jp"))
    assert desk.store.read(joins.joins).joined[new] == (6, "email")
    assert people.listed(desk, [6])[6].purchases == 2
    desk.undo()
    assert state(desk) == before


@pytest.mark.parametrize(
    "typed",
    [
        GOOD,
        TypedOrder("20260501", customer=MEMBER, amount="1,000"),
        replace(GOOD, name="髙橋花子", phone="090-0111-2222"),
        replace(GOOD, email="hanako@example.jp", name="別の名前"),
        replace(GOOD, phone="", postcode="1000001", address="千代田1-1"),
    ],
)
def test_undo_returns_exactly_and_redo_too(desk: Desk, typed: TypedOrder) -> None:
    bring(desk, SHOP)
    before = state(desk)
    enter(desk, typed)
    after = state(desk)
    assert after != before
    assert desk.history.undoable is not None
    assert desk.history.undoable.label == ("hand_order", {})
    desk.undo()
    assert state(desk) == before
    desk.redo()
    assert state(desk) == after
    desk.undo()
    assert state(desk) == before


def test_later_steps_on_the_new_customer_come_back_too(desk: Desk) -> None:
    bring(desk, SHOP)
    new = enter(desk, GOOD)
    people.set_excluded(desk, [new], excluded=True)
    people.merge(desk, MEMBER, new, TODAY, JA, MERGE_RULES)
    after = state(desk)
    for _ in range(3):
        desk.undo()
    for _ in range(3):
        desk.redo()
    assert state(desk) == after


def test_it_can_be_taken_back_as_an_import(desk: Desk) -> None:
    bring(desk, SHOP)
    before = state(desk)
    enter(desk, GOOD)
    batches.revert_import(desk, batches.batches(desk)[0].id)
    assert state(desk) == before
    assert desk.history.undoable is None


def test_importing_the_same_file_leaves_it_alone(desk: Desk) -> None:
    bring(desk, SHOP)
    new = enter(desk, GOOD)
    bring(desk, [*SHOP, "99,2026/06/01,1,甲,,,,,,煎茶,1,1,0,1,完了"])
    assert people.listed(desk, [new])[new].purchases == 1


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"day": ""}, ("day", "day_unread")),
        ({"day": "きのう"}, ("day", "day_unread")),
        ({"day": "2026/2/30"}, ("day", "day_unread")),
        ({"day": "5/1/26"}, ("day", "day_unread")),
        ({"day": "2026/11/22"}, ("day", "day_ahead")),
        ({"customer": NOBODY}, ("customer", "customer_missing")),
        ({"name": " "}, ("name", "name_missing")),
        ({"phone": ""}, ("contact", "contact_missing")),
        ({"phone": "1234"}, ("phone", "phone_odd")),
        ({"email": "kaoru@"}, ("email", "email_odd")),
        ({"postcode": "12"}, ("postcode", "postcode_odd")),
        ({"lines": ()}, ("amount", "amount_missing")),
        ({"lines": (), "amount": "たぶん千円"}, ("amount", "not_an_amount")),
        ({"lines": (), "amount": "9" * 20}, ("amount", "too_large")),
        ({"lines": (TypedLine("", "1", "100"),)}, ("product", "product_missing")),
        ({"lines": (TypedLine("茶", "1", ""),)}, ("price", "price_missing")),
        ({"lines": (TypedLine("茶", "x", "100"),)}, ("quantity", "not_a_number")),
        ({"lines": (TypedLine("茶", "0", "100"),)}, ("quantity", "not_a_number")),
        ({"lines": (TypedLine("茶", "0.0001", "100"),)}, ("quantity", "not_a_number")),
        ({"discount": "-5"}, ("discount", "negative")),
        ({"discount": "999999"}, ("discount", "discount_large")),
        ({"shipping": "無料です"}, ("shipping", "not_an_amount")),
    ],
)
def test_what_cant_be_read_is_asked_about(
    desk: Desk, changes: dict[str, Any], found: tuple[str, str]
) -> None:
    assert problems(desk, **changes) == [found]
    for language in ("ja", "en"):
        assert resources.texts(language)(f"hand_order.{found[1]}")
    before = state(desk)
    with pytest.raises(ValueError):
        enter(desk, replace(GOOD, **changes))
    assert state(desk) == before


def test_the_number_of_the_line_is_told(desk: Desk) -> None:
    lines = (TypedLine("煎茶", "1", "100"), TypedLine(), TypedLine("茶筒", "1", "高い"))
    reading = hand_orders.read(desk, replace(GOOD, lines=lines), TODAY)
    assert [problem.line for problem in reading.problems] == [2]
    assert reading.amounts == {0: 100}
    assert reading.sums is None


def test_a_desk_of_another_currency(desk: Desk) -> None:
    desk.store.write(lambda c: desk_info.put(c, "currency", "USD"))
    new = enter(
        desk, replace(GOOD, lines=(TypedLine("tea", "3", "$4.35"),), discount="", shipping="")
    )
    assert people.listed(desk, [new])[new].amount == 1305


@pytest.mark.parametrize(
    ("money", "minor", "text", "number"),
    [
        (Money(), 1234567, "¥1,234,567", "1234567"),
        (Money(), -1200, "-¥1,200", "-1200"),
        (Money("USD", 2), 1205, "$12.05", "12.05"),
        (Money("USD", 2), -5, "-$0.05", "-0.05"),
        (Money("KRW", 0), 1000, "KRW 1,000", "1000"),
    ],
)
def test_money_as_it_is_written(money: Money, minor: int, text: str, number: str) -> None:
    assert money.text(minor) == text
    assert money.number(minor) == number
