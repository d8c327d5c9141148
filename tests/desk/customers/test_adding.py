"""A person added without an order: found before twice, kept by later files, taken back whole."""

from datetime import date, datetime
from typing import Any

import pytest

from crm_desk.desk.analysis.cache import order_data
from crm_desk.desk.analysis.look import look_at
from crm_desk.desk.customers import adding, people, typed_facts
from crm_desk.desk.desk import Desk
from crm_desk.desk.importing import batches
from crm_desk.domain.analysis.figures import AnalysisSettings
from tests.desk.customers.lists import bring_list
from tests.desk.customers.people import SHOP, bring, order

NOW = datetime(2026, 11, 21, 10, 30)  # noqa: DTZ001 - the shop's clock
NEW = {
    "name": "新井 薫",
    "kana": "アライ カオル",
    "phone": "054-234-5678、090-1234-5678",
    "email": "kaoru@example.jp",
    "postcode": "4200851",
    "address": "静岡県静岡市葵区黒金町12-3",
    "birthday": "1970-02-28",
    "company": "",
    "note": "紹介の方",
}


def add(desk: Desk, **changes: str) -> int:
    customer, _ = adding.add(desk, {**NEW, **changes}, "手入力", NOW)
    return customer


def everyone(desk: Desk) -> list[int]:
    return list(people.find(desk, "", "name", descending=False).ids)


def buyers(desk: Desk) -> tuple[int, int]:
    """How many people the figures count, and what they bought."""
    figures = look_at(order_data(desk), AnalysisSettings(), date(2026, 11, 21)).figures
    return figures.buyers, figures.amount


def state(desk: Desk) -> Any:
    tables = ("source", "customer", "customer_facts", "customer_sums", "typed_fact", "import_batch")
    return desk.store.read(
        lambda c: {
            table: c.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()  # noqa: S608
            for table in tables
        }
    )


def problems(desk: Desk, **changes: str) -> list[tuple[str, str]]:
    found = adding.problems(desk, {**NEW, **changes})
    return [(problem.field, problem.reason) for problem in found]


def test_everything_typed_is_known_and_marked(desk: Desk) -> None:
    customer = add(desk)
    found = people.person(desk, customer)
    assert found is not None
    said = {name: fact.text for name, fact in found.facts.items()}
    assert said == {**NEW, "phone": "054-234-5678、090-1234-5678"}
    typed = {name for name, fact in found.facts.items() if fact.typed_on == date(2026, 11, 21)}
    assert typed == {name for name, text in NEW.items() if text}
    assert found.customer.purchases == 0


def test_nobody_is_in_the_list_of_imports_and_no_purchase_in_the_figures(desk: Desk) -> None:
    bring(desk, SHOP)
    before, figures = len(batches.batches(desk)), buyers(desk)
    add(desk)
    assert len(batches.batches(desk)) == before
    assert buyers(desk) == figures


def test_undo_takes_the_person_back_whole_and_redo_brings_them_again(desk: Desk) -> None:
    bring(desk, SHOP)
    before = state(desk)
    customer = add(desk)
    after = state(desk)
    step = desk.history.undoable
    assert step is not None
    assert step.label == ("add_person", {"name": "新井 薫"})
    desk.undo()
    assert state(desk) == before
    assert (
        desk.store.read(
            lambda c: c.execute(
                "SELECT * FROM person WHERE former_key || former_name <> ''"
            ).fetchall()
        )
        == []
    )
    desk.redo()
    assert state(desk) == after
    typed_facts.keep(desk, customer, {"note": "友の会"}, NOW.date())
    desk.undo()
    desk.undo()
    assert state(desk) == before


def test_a_later_order_is_theirs_and_what_was_typed_stands(desk: Desk) -> None:
    customer = add(desk)
    batch = bring(
        desk, [order(1, "2026/11/10", "", "新井薫", "kaoru@example.jp", "03-1111-2222", price=500)]
    )
    assert everyone(desk) == [customer]
    found = people.person(desk, customer)
    assert found is not None
    assert (found.customer.purchases, found.facts["name"].text) == (1, "新井 薫")
    assert (found.facts["phone"].in_files, found.facts["phone"].is_news) == ("03-1111-2222", True)
    batches.revert_import(desk, batch)
    assert everyone(desk) == [customer]
    found = people.person(desk, customer)
    assert found is not None
    assert found.facts["phone"].text == NEW["phone"]
    assert not found.facts["phone"].is_news


def test_a_later_order_by_telephone_is_theirs(desk: Desk) -> None:
    customer = add(desk, email="")
    bring(desk, [order(1, "2026/11/10", "", "新井薫", "", "0542345678", price=500)])
    assert everyone(desk) == [customer]


def test_a_later_member_with_the_address_stands_for_them(desk: Desk) -> None:
    customer = add(desk)
    bring_list(desk, {"member": "77", "name": "新井 薫", "email": "kaoru@example.jp"})
    (root,) = everyone(desk)
    assert root != customer
    found = people.person(desk, customer)
    assert found is not None
    assert found.customer.id == root
    assert found.home.address == NEW["address"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"email": "HANAKO@example.jp", "phone": ""}, "email"),
        ({"email": "", "phone": "03-1-1、090 0111 2222"}, "phone"),
        (
            {
                "name": "高橋 太郎",
                "email": "",
                "phone": "",
                "address": "千代田区千代田１丁目１",
            },
            "name_address",
        ),
    ],
)
def test_who_may_be_here_already_is_said(desk: Desk, changes: dict[str, str], reason: str) -> None:
    bring(desk, SHOP)
    found = adding.duplicates(desk, {**NEW, **changes})
    assert {(one.customer.name, one.reason) for one in found} >= {("髙橋 花子", reason)}


def test_another_family_at_the_address_is_nobody(desk: Desk) -> None:
    bring(desk, SHOP)
    changes = {"email": "", "phone": "", "address": "千代田区千代田１丁目１"}
    assert adding.duplicates(desk, {**NEW, **changes}) == []


def test_a_family_may_share_the_address_and_the_telephone(desk: Desk) -> None:
    first = add(desk)
    second = add(desk, name="新井 翔", kana="アライ ショウ")
    assert everyone(desk) == [first, second]
    # For a third of one name there is nothing left that tells them apart.
    add(desk, name="新井 翔")
    assert problems(desk, name="新井 翔") == [("contact", "known_already")]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"name": " "}, [("name", "name_missing")]),
        (
            {"email": "", "phone": "", "address": "", "postcode": ""},
            [("contact", "contact_missing")],
        ),
        ({"email": "kaoru", "phone": "なし"}, [("phone", "phone_odd"), ("email", "email_odd")]),
        ({"note": "長" * 10_001}, [("note", "too_long")]),
    ],
)
def test_what_is_missing_is_said(
    desk: Desk, changes: dict[str, str], found: list[tuple[str, str]]
) -> None:
    assert problems(desk, **changes) == found


def test_what_has_problems_is_not_kept(desk: Desk) -> None:
    with pytest.raises(ValueError, match="not filled in"):
        add(desk, name="")


def test_who_was_here_before_is_the_same_person_again(desk: Desk) -> None:
    batch = bring(desk, [order(1, "2026/01/01", "", "新井 薫", "kaoru@example.jp", price=500)])
    (customer,) = everyone(desk)
    typed_facts.keep(desk, customer, {"kana": "アライ"}, NOW.date())
    batches.revert_import(desk, batch)
    again = add(desk, kana="")
    found = people.person(desk, again)
    assert found is not None
    assert found.facts["kana"].text == "アライ"
    desk.undo()
    bring(desk, [order(1, "2026/01/01", "", "新井 薫", "kaoru@example.jp", price=500)])
    found = people.person(desk, everyone(desk)[0])
    assert found is not None
    assert found.facts["kana"].text == "アライ"
