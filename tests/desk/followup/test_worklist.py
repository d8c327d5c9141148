"""What is to be done, in order; found, filtered and counted."""

from dataclasses import replace

import pytest

from crm_desk.desk.contacts import consent
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import checking, detail, making, plans, worklist
from crm_desk.desk.followup.checking import ApproachInput
from crm_desk.domain.contacts.approach import Result
from crm_desk.domain.contacts.consent import Block
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.followup.plan import Step
from crm_desk.domain.followup.standing import Bucket, PlanState
from tests.desk.customers.people import bring, order
from tests.desk.followup.making import (
    AYANO,
    DESIGN,
    FIRM,
    HANAKO,
    JA,
    ORIGIN,
    SHIGERU,
    START,
    day,
    followed,
    listed,
    names,
    plan_of,
    standing_of,
    state,
)
from tests.domain.followup.making import refused


def test_buckets_follow_today(shop: Desk) -> None:
    ids = followed(shop, HANAKO, SHIGERU, AYANO)
    seen = {}
    for after in (0, 3, 4, 100):
        found = worklist.open_worklist(shop, day(after))
        seen[after] = {b: count.plans for b, count in found.counts.items() if count.plans}
    assert seen == {0: {Bucket.WEEK: 3}, 3: {Bucket.TODAY: 3}, 4: {Bucket.LATE: 3}, 100: {}}
    for _ in range(3):
        checking.check_off(shop, ids[:1], day(4), ApproachInput(way=None))
    checking.check_off(shop, ids[1:2], day(4))
    found = worklist.open_worklist(shop, day(4))
    assert list(found.ids[Bucket.ACHIEVED]) == ids[:1]
    assert list(found.ids[Bucket.LATER]) == ids[1:2]
    assert worklist.counts(shop, day(4)) == found.counts


def test_counts_say_how_many_bought(shop: Desk) -> None:
    followed(shop, HANAKO, SHIGERU)
    bring(shop, [order(900, "2026/09/09", "00001", "髙橋 花子", price=4860)])
    assert worklist.counts(shop, day(4))[Bucket.LATE] == (2, 1)
    assert worklist.counts(shop, day(1))[Bucket.WEEK] == (2, 0)


def test_found_by_name_kana_id_and_telephone(shop: Desk) -> None:
    ids = dict(zip((HANAKO, SHIGERU, AYANO), followed(shop, HANAKO, SHIGERU, AYANO), strict=True))
    for words, customer in (
        ("高橋", HANAKO),
        ("ヨシダ", SHIGERU),
        ("00003", AYANO),
        ("090-0111-0002", SHIGERU),
        ("p1@example", HANAKO),
        ("渡辺 わたなべ", AYANO),
    ):
        assert listed(shop, day(4), Bucket.LATE, words=words) == [ids[customer]]
    assert listed(shop, day(4), Bucket.LATE, words="高橋 ヨシダ") == []


def test_filters(shop: Desk) -> None:
    (b,) = followed(shop, HANAKO)
    (e,) = followed(shop, SHIGERU, template="E")
    top10 = making.draft(AYANO, DESIGN.templates["E"], START)
    making.make(shop, [replace(top10, origin=ORIGIN)], START, START)
    (third,) = (id_ for id_ in listed(shop, day(9), Bucket.LATE) if id_ not in (b, e))
    assert listed(shop, day(9), Bucket.LATE, cluster="top10") == [third]
    assert listed(shop, day(9), Bucket.LATE, template=DESIGN.templates["E"].name) == [e, third]
    assert listed(shop, day(9), Bucket.LATE, medium=Medium.PHONE) == [b]
    checking.check_off(shop, [b], day(9))
    assert listed(shop, day(9), Bucket.LATER, medium=Medium.POST) == [b]
    assert worklist.used(shop) == {DESIGN.templates["B"].name: 1, DESIGN.templates["E"].name: 2}


@pytest.mark.parametrize("sort", sorted(worklist.SORTS))
def test_every_column_sorts(shop: Desk, sort: str) -> None:
    ids = followed(shop, HANAKO, SHIGERU, AYANO, FIRM)
    found = listed(shop, day(4), Bucket.LATE, sort=sort, descending=True)
    assert sorted(found) == ids
    if sort == "name":
        in_order = listed(shop, day(4), Bucket.LATE, sort=sort)
        assert names(shop, in_order, day(4)) == [
            *("髙橋 花子", "株式会社みなと", "𠮷田 茂", "渡邊 綾乃")
        ]


def test_a_row_shows_what_can_no_longer_be_done(shop: Desk) -> None:
    (id_,) = followed(shop, HANAKO)
    assert worklist.rows(shop, [id_], day(1))[id_].block is None
    consent.set_no_contact(shop, HANAKO, no_contact=True, day=day(1), source="お手紙", today=day(1))
    row = worklist.rows(shop, [id_, 999], day(1))[id_]
    assert (row.customer_id, row.block) == (HANAKO, Block.NO_CONTACT)
    found = detail.detail(shop, id_, day(1))
    assert found is not None
    assert found.blocks == dict.fromkeys((1, 2, 3), Block.NO_CONTACT)
    assert found.customer.consents is not None
    assert found.customer.consents.no_contact


def test_paused_cancelled_ended_and_gone_on_with(shop: Desk) -> None:
    before = state(shop)
    (id_,) = followed(shop, HANAKO)
    plans.pause(shop, [id_], "返品のご相談中", day(1))
    assert listed(shop, day(4), Bucket.LATER) == [id_]
    plans.resume(shop, [id_], day(4))
    assert listed(shop, day(4), Bucket.LATE) == [id_]
    with refused("cancel_reason_missing"):
        plans.cancel(shop, [id_], "  ", day(4))
    plans.cancel(shop, [id_], "ご本人の希望", day(4))
    assert standing_of(shop, id_, day(4)).state is PlanState.CANCELLED
    with refused("plan_closed"):
        plans.pause(shop, [id_], "", day(4))
    plans.reopen(shop, id_, day(4))
    assert listed(shop, day(4), Bucket.LATE) == [id_]
    for _ in range(5):
        shop.undo()
    assert state(shop) == before


def test_nobody_has_two_open_plans(shop: Desk) -> None:
    (id_,) = followed(shop, HANAKO)
    with refused("plan_open"):
        followed(shop, HANAKO)
    plans.cancel(shop, [id_], "やり直し", day(1))
    followed(shop, HANAKO)
    with refused("plan_open"):
        plans.reopen(shop, id_, day(1))
    with refused("customer_gone"):
        followed(shop, 99)


def test_a_purchase_offers_thanks_or_an_end(shop: Desk) -> None:
    one, other = followed(shop, HANAKO, SHIGERU)
    checking.check_off(shop, [one], day(4))
    bring(
        shop,
        [
            order(900, "2026/09/12", "00001", "髙橋 花子", price=4860),
            order(901, "2026/09/12", "00002", "𠮷田 茂", price=900),
        ],
    )
    assert standing_of(shop, one, day(6)).offers_end
    plans.thank(shop, [one], JA, day(6))
    assert [step.purpose for step in plan_of(shop, one).steps] == ["お変わり伺い", "お礼", "お礼"]
    assert not standing_of(shop, one, day(6)).offers_end
    plans.end_for_purchase(shop, [one, other], day(6))
    assert {standing_of(shop, id_, day(6)).state for id_ in (one, other)} == {PlanState.BOUGHT}
    shop.undo()
    shop.undo()
    assert plan_of(shop, one).thanks is None
    assert standing_of(shop, other, day(6)).offers_end


def test_what_cannot_be_used_is_not_planned_by_hand(shop: Desk) -> None:
    consent.set_consent(
        shop, HANAKO, Medium.PHONE, "refused", day=START, source="お電話", today=START
    )
    found = making.draft(HANAKO, DESIGN.templates["B"], START)
    assert making.blocks_of(found, consent.consents(shop, HANAKO).reach) == {1: Block.REFUSED}
    with refused("way_blocked"):
        making.make(shop, [found], START, START)
    steps = (Step(1, day(3), Way.POSTCARD, "お便り"), *found.steps[1:])
    making.make(shop, [replace(found, steps=steps)], START, START)
    outside = replace(found, customer_id=SHIGERU, steps=(Step(1, day(99), Way.POSTCARD),))
    with refused("step_outside"):
        making.make(shop, [outside], START, START)


def test_results_of_an_approach_show_in_the_detail(shop: Desk) -> None:
    (id_,) = followed(shop, HANAKO)
    checking.check_off(
        shop, [id_], day(4), ApproachInput(result=Result.REACTED, note="お元気でした")
    )
    found = detail.detail(shop, id_, day(4))
    assert found is not None
    assert found.plan.approaches[0].note == "お元気でした"
    assert (found.customer.bought.purchases, found.customer.bought.amount) == (1, 3000)
    assert found.customer.open_plan is not None
    assert detail.detail(shop, 999, day(4)) is None
    assert detail.customer(shop, 999, day(4)) is None
