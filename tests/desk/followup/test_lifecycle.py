"""Customers come and go with imports, are joined and parted; what was done for them stays."""

from datetime import datetime

import pytest

from crm_desk.desk.capabilities import MERGE_RULES
from crm_desk.desk.contacts import consent, mailing
from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import checking, detail, papers, plans
from crm_desk.desk.followup.checking import ApproachInput
from crm_desk.desk.importing import batches
from crm_desk.domain.contacts.approach import Result
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.followup.standing import Bucket, PlanState
from crm_desk.store.customers import joins
from tests.desk.customers.people import bring, order
from tests.desk.followup.making import (
    AYANO,
    HANAKO,
    JA,
    PEOPLE,
    SHIGERU,
    START,
    day,
    followed,
    listed,
    names,
    person,
    plan_of,
    standing_of,
    state,
)
from tests.domain.followup.making import refused

NOW = datetime(2026, 9, 8, 10, 30)  # noqa: DTZ001 - the shop's clock
OTHERS = [
    order(
        *(1, "2026/08/20", "00007", "林 みどり", "m@example.jp", "090-0999-0007"),
        address="京都府京都市1-1",
    ),
    order(
        *(2, "2026/08/20", "", "森 節子", "s@example.jp", "090-0999-0008"),
        address="京都府京都市2-1",
    ),
]


def new_ids(desk: Desk) -> dict[str, int]:
    rows = desk.store.read(lambda c: c.execute("SELECT name, id FROM customer").fetchall())
    return dict(rows)


def test_a_plan_outlives_the_import_that_brought_its_customer(shop: Desk) -> None:
    batch = bring(shop, OTHERS, "楽天")
    ids = new_ids(shop)
    member, guest = followed(shop, ids["林 みどり"], ids["森 節子"])
    checking.check_off(shop, [member], day(4))
    checking.record_outside(shop, ids["森 節子"], day(4), ApproachInput(way=Way.VISIT))
    consent.set_consent(
        shop, ids["森 節子"], Medium.POST, "refused", day=START, source="お電話", today=START
    )
    batches.revert_import(shop, batch)
    assert sorted(names(shop, [member, guest], day(5))) == ["林 みどり", "森 節子"]
    found = detail.detail(shop, guest, day(5))
    assert found is not None
    assert (found.customer.who.customer_id, found.customer.consents) == (None, None)
    assert len(found.customer.outside) == 1
    assert len(plan_of(shop, member).approaches) == 1
    # What is recorded can be taken back still, and goes on.
    shop.undo()
    checking.check_off(shop, [guest], day(5))
    assert listed(shop, day(5), Bucket.LATER, words="みどり")

    bring(shop, [person(9, "2026/08/01", "別の 方")], "別のカート")
    bring(shop, OTHERS, "楽天")
    again = new_ids(shop)
    for plan_id, name in ((member, "林 みどり"), (guest, "森 節子")):
        linked = detail.detail(shop, plan_id, day(5))
        assert linked is not None
        assert (linked.customer.who.customer_id, linked.customer.who.name) == (again[name], name)
    former = shop.store.read(
        lambda c: c.execute("SELECT DISTINCT former_key, former_name FROM person")
    ).fetchall()
    assert former == [("", "")]


def test_a_member_number_of_another_cart_is_another_person(shop: Desk) -> None:
    batch = bring(shop, OTHERS[:1], "楽天")
    (id_,) = followed(shop, new_ids(shop)["林 みどり"])
    batches.revert_import(shop, batch)
    # The source's number is given anew, to another cart.
    bring(shop, [order(9, "2026/08/20", "00007", "別の 方")], "ヤフー")
    found = detail.detail(shop, id_, day(1))
    assert found is not None
    assert found.customer.who.customer_id is None


def test_imports_leave_steps_that_can_be_taken_back(shop: Desk) -> None:
    before = state(shop)
    (id_,) = followed(shop, HANAKO)
    checking.check_off(shop, [id_], day(4))
    bring(shop, [person(HANAKO, "2026/09/20", "髙橋 花子").replace("101,", "201,", 1)])
    assert standing_of(shop, id_, day(30)).reaction == (day(13), 3000, 1)
    shop.undo()
    shop.undo()
    assert state(shop) == before


def test_a_reaction_goes_with_its_import(shop: Desk) -> None:
    (id_,) = followed(shop, HANAKO)
    batch = bring(shop, [order(900, "2026/09/20", "00001", "髙橋 花子", price=4860)])
    assert standing_of(shop, id_, day(100)).state is PlanState.BOUGHT
    batches.revert_import(shop, batch)
    assert standing_of(shop, id_, day(100)).state is PlanState.EXPIRED


def test_purchases_under_any_name_of_a_person_count(shop: Desk) -> None:
    (id_,) = followed(shop, HANAKO)
    bring(shop, [order(900, "2026/09/20", "", "高橋花子", "", "090-0111-0001", price=700)])
    assert standing_of(shop, id_, day(30)).reaction is None
    people.merge(shop, HANAKO, new_ids(shop)["高橋花子"], START, JA, MERGE_RULES)
    assert standing_of(shop, id_, day(30)).reaction == (day(13), 700, 1)


def test_joined_customers_are_one_person(shop: Desk) -> None:
    one, other = followed(shop, HANAKO, SHIGERU)
    with refused("merge_plans"):
        people.merge(shop, HANAKO, SHIGERU, START, JA, MERGE_RULES)
    plans.cancel(shop, [other], "同じ方でした", START)
    people.merge(shop, HANAKO, SHIGERU, START, JA, MERGE_RULES)
    root = people.person(shop, SHIGERU)
    assert root is not None
    found = detail.customer(shop, SHIGERU, day(1))
    assert found is not None
    assert {each.plan.id for each in found.plans} == {one, other}
    assert set(names(shop, [one, other], day(1))) == {root.customer.name}
    for action in (lambda: followed(shop, HANAKO), lambda: plans.reopen(shop, other, START)):
        with refused("plan_open"):
            action()
    shop.undo()
    assert names(shop, [one, other], day(1)) == ["髙橋 花子", "𠮷田 茂"]


def test_two_plans_that_an_import_put_together_are_told(shop: Desk) -> None:
    one, other = followed(shop, HANAKO, SHIGERU)

    def second(id_: int) -> bool:
        found = detail.detail(shop, id_, day(1))
        assert found is not None
        return found.has_second

    assert not second(one)
    shop.store.write(lambda c: joins.put(c, [(SHIGERU, (HANAKO, "email"))], (), (), ()))
    assert second(one)
    assert second(other)
    plans.cancel(shop, [other], "同じ方でした", day(1))
    assert not second(one)
    assert not second(other)


@pytest.mark.parametrize("word", ["no_contact", "refused", "declined"])
def test_a_refusal_stays_with_both_when_they_are_parted(shop: Desk, word: str) -> None:
    (id_,) = followed(shop, HANAKO)
    people.merge(shop, HANAKO, SHIGERU, START, JA, MERGE_RULES)
    if word == "no_contact":
        consent.set_no_contact(
            shop, HANAKO, no_contact=True, day=START, source="お電話", today=START
        )
    elif word == "refused":
        consent.set_consent(
            shop, HANAKO, Medium.PHONE, "refused", day=START, source="お電話", today=START
        )
    else:
        checking.check_off(shop, [id_], day(4), ApproachInput(way=Way.PHONE, result=Result.REFUSED))
    (joined,) = shop.store.read(joins.joins).joined
    before = (state(shop), shop.store.read(joins.joins))
    people.part(shop, joined, START, JA, MERGE_RULES)
    for customer in (HANAKO, SHIGERU):
        assert Way.PHONE in consent.consents(shop, customer).blocks
    shop.undo()
    assert (state(shop), shop.store.read(joins.joins)) == before


def test_paper_takes_an_address_from_any_name_of_a_person(shop: Desk) -> None:
    sql = "UPDATE customer SET postcode = '', address = '', phone = '' WHERE id = ?"
    shop.store.write(lambda c: c.execute(sql, (HANAKO,)))
    people.merge(shop, HANAKO, SHIGERU, START, JA, MERGE_RULES)
    (home,) = mailing.mailing(shop, [HANAKO]).addressees
    assert (home.postcode, home.lines[0]) == ("100-0001", "東京都千代田区千代田2-1")
    assert home.name == "髙橋 花子"
    (id_,) = followed(shop, HANAKO)
    assert "千代田2-1" in papers.sheets(shop, [id_], START, JA).sheets[0].who.address


def test_one_refusal_holds_for_every_name(shop: Desk) -> None:
    consent.set_consent(
        shop, SHIGERU, Medium.PHONE, "refused", day=START, source="お電話", today=START
    )
    assert not consent.consents(shop, HANAKO).blocks
    people.merge(shop, HANAKO, SHIGERU, START, JA, MERGE_RULES)
    assert Way.PHONE in consent.consents(shop, HANAKO).blocks
    consent.set_consent(
        shop, HANAKO, Medium.PHONE, "given", day=day(1), source="お電話", today=day(1)
    )
    assert not consent.consents(shop, HANAKO).blocks


def test_nothing_of_a_person_is_kept_while_they_are_there(shop: Desk) -> None:
    ids = followed(shop, HANAKO, SHIGERU, AYANO)
    mailing.note_export(shop, mailing.SHEET, "9月のフォロー", [HANAKO], NOW)
    checking.check_off(shop, ids, day(4))
    words = ["花子", "タカハシ", "p1@example.jp", "090-0111", "千代田"]
    tables = shop.store.read(
        lambda c: c.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND (name LIKE 'follow%'"
            " OR name IN ('approach', 'consent', 'export_note', 'export_note_person', 'person'))"
        ).fetchall()
    )
    assert len(tables) == 11
    for (table,) in tables:
        rows = shop.store.read(lambda c, t=table: c.execute(f"SELECT * FROM {t}").fetchall())  # type: ignore[misc]  # noqa: S608
        assert not [word for word in words if word in str(rows)]
    assert len(PEOPLE) == 4
