"""Starting a month on the sample's and on small shops' customers."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from crm_desk.desk.analysis import cache
from crm_desk.desk.analysis.look import Look
from crm_desk.desk.contacts import consent
from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import checking, month, plans, worklist
from crm_desk.desk.followup.checking import ApproachInput
from crm_desk.desk.resources import texts
from crm_desk.desk.sample.make import DEFAULT_DAY, create_sample
from crm_desk.domain.analysis.figures import AnalysisSettings, Cluster
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.followup.standing import Bucket, PlanState
from crm_desk.domain.followup.starting import LeftOutReason, Outlook
from crm_desk.domain.followup.templates import BAND_STARTS, MatrixPlace, Segment
from crm_desk.store.followup import worklist as followup_list
from tests.desk.followup.making import (
    AYANO,
    DESIGN,
    FIRM,
    HANAKO,
    SHIGERU,
    START,
    day,
    followed,
    plan_ids,
    plan_of,
    state,
)

JA = texts("ja")


def look_of(desk: Desk, as_of: date) -> Look:
    return cache.look(desk, AnalysisSettings(), as_of)


def preview(desk: Desk, today: date = START, **more: object) -> Outlook:
    return month.preview(desk, look_of(desk, today), today, "ja", **more)  # type: ignore[arg-type]


def reasons(found: Outlook) -> dict[int, LeftOutReason]:
    return {each.candidate.customer_id: each.reason for each in found.left_out}


def test_everybody_is_planned_or_left_out_for_one_reason(shop: Desk) -> None:
    # k = 1 of 4 buyers is TOP1%, and all amounts are the same: the last buyer comes first.
    found = preview(shop)
    who = {p.candidate.customer_id: p for p in found.proposals}
    used = {id_: proposal.template.id for id_, proposal in who.items()}
    assert used == {HANAKO: "K", SHIGERU: "L", AYANO: "M", FIRM: "M"}
    assert reasons(preview(shop, day(60))) == {FIRM: LeftOutReason.NO_TEMPLATE}
    assert who[HANAKO].candidate.cluster is Cluster.TOP1


def test_one_undo_takes_the_whole_start_back(shop: Desk) -> None:
    before = state(shop)
    found = preview(shop)
    shop.apply(month.starting_of(shop, found, without=[AYANO]))
    assert len(plan_ids(shop)) == len(found.proposals) - 1
    plan = plan_of(shop, plan_ids(shop)[0])
    assert (plan.start, plan.template) == (START, DESIGN.templates["K"].name)
    assert (plan.origin.cluster, plan.origin.band) == (Cluster.TOP1, 0)
    shop.undo()
    assert state(shop) == before
    shop.redo()
    assert len(plan_ids(shop)) == len(found.proposals) - 1


def test_who_has_a_plan_by_now_is_passed_over(shop: Desk) -> None:
    found = preview(shop)
    followed(shop, HANAKO)
    shop.apply(month.starting_of(shop, found))
    assert len(plan_ids(shop)) == len(found.proposals)
    assert reasons(preview(shop))[HANAKO] is LeftOutReason.OPEN_PLAN


def test_next_month_proposes_whoever_is_new_in_a_cell(shop: Desk) -> None:
    shop.apply(month.starting_of(shop, preview(shop)))
    ids = plan_ids(shop)
    plans.cancel(shop, ids, "やり直し", day(1))
    again = reasons(preview(shop, day(2)))
    assert again[HANAKO] is LeftOutReason.KNOWN_CELL
    later = preview(shop, day(40))
    assert HANAKO in {p.candidate.customer_id for p in later.proposals}
    assert later.start == day(40)


def test_consent_and_approaches_decide(shop: Desk) -> None:
    consent.set_no_contact(shop, SHIGERU, no_contact=True, day=START, source="お手紙", today=START)
    checking.record_outside(shop, HANAKO, START, ApproachInput(way=Way.PHONE))
    consent.set_consent(
        shop, AYANO, Medium.EMAIL, "refused", day=START, source="お電話", today=START
    )
    seen = preview(shop)
    found = reasons(seen)
    assert found[SHIGERU] is LeftOutReason.NO_CONTACT
    assert found[HANAKO] is LeftOutReason.RECENT
    # Without e-mail a call takes its place; without that, too, one medium is left.
    (ayano,) = [p for p in seen.proposals if p.candidate.customer_id == AYANO]
    assert [step.way for step in ayano.steps] == [Way.POSTCARD, Way.PHONE, Way.POSTCARD]
    assert ayano.instead == (None, Way.EMAIL, None)
    consent.set_consent(
        shop, AYANO, Medium.PHONE, "refused", day=START, source="お電話", today=START
    )
    assert reasons(preview(shop))[AYANO] is LeftOutReason.NO_SECOND_MEDIUM
    alone = preview(shop, one_medium=True)
    (ayano,) = [p for p in alone.proposals if p.candidate.customer_id == AYANO]
    assert ayano.one_medium
    assert {step.way for step in ayano.steps} == {Way.POSTCARD}


def test_a_selection_gets_one_template(shop: Desk) -> None:
    found = preview(shop, only=[SHIGERU, FIRM], template=DESIGN.templates["F"])
    assert {p.candidate.customer_id for p in found.proposals} == {SHIGERU, FIRM}
    assert {p.template.id for p in found.proposals} == {"F"}


def test_those_left_out_of_the_figures_get_no_plan(shop: Desk) -> None:
    people.set_excluded(shop, [HANAKO], excluded=True)
    found = preview(shop)
    seen = {each.candidate.customer_id for each in found.proposals}
    seen |= {each.candidate.customer_id for each in found.left_out}
    assert HANAKO not in seen
    assert len(seen) == 3


def test_the_matrix_counts_people_and_plans(sample: Desk, day: date) -> None:
    look = look_of(sample, day)
    cells = month.matrix(sample, look, day, "ja")
    assert [each.cell for each in cells] == [
        MatrixPlace(segment, band) for segment in Segment for band in BAND_STARTS
    ]
    stands = look.standings()
    assert sum(each.customers for each in cells) == len(stands)
    assert sum(each.past_interval for each in cells) == sum(s.past_interval for s in stands)
    subscribed = [each for each in cells if each.cell.segment is Segment.SUBSCRIBED]
    assert sum(each.customers for each in subscribed) == sum(s.subscribed for s in stands)
    counts = worklist.counts(sample, day)
    open_plans = sum(each.open_plans for each in cells)
    assert open_plans == sum(counts[b].plans for b in list(counts)[:4])


def test_the_sample_can_start_its_month(sample: Desk, day: date) -> None:
    found = preview(sample, day)
    seen = len(found.proposals) + len(found.left_out)
    assert seen == len(look_of(sample, day).standings())
    assert found.postage > 0
    assert found.proposals
    best = {s.id for s in look_of(sample, day).standings() if s.cluster is Cluster.TOP1}
    named = {p.candidate.customer_id for p in found.top1}
    named |= {each.candidate.customer_id for each in found.top1_without}
    assert named <= best
    with_plan = {
        each.candidate.customer_id
        for each in found.left_out
        if each.reason is LeftOutReason.OPEN_PLAN
    }
    assert best <= named | with_plan
    before = state(sample)
    sample.apply(month.starting_of(sample, found))
    assert len(plan_ids(sample)) == 94 + len(found.proposals)
    sample.undo()
    assert state(sample) == before


@pytest.mark.parametrize("after", [0, 1, 200, 364])
def test_the_sample_holds_plans_of_every_kind(after: int) -> None:
    today = DEFAULT_DAY + timedelta(days=after)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.crmdesk"
        create_sample(path, "ja", today)
        with Desk(path) as desk:
            stood = desk.store.read(lambda c: followup_list.plan_standings(c, today, "goods"))
            counts = worklist.counts(desk, today)
            kept = state(desk)
    assert {each.state for each in stood} == set(PlanState)
    assert counts[Bucket.LATE].plans
    assert counts[Bucket.TODAY].plans
    assert counts[Bucket.ACHIEVED].plans
    assert sum(count.bought for count in counts.values())
    assert kept[3], "somebody said something about being approached"
