"""Who gets which plan, who is left out and why, and what work that makes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.desk.followup.shipped import design
from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.contacts.consent import Block, Reach
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.followup.plan import Step, window_end
from crm_desk.domain.followup.starting import (
    Candidate,
    LeftOut,
    LeftOutReason,
    Outlook,
    Proposal,
    outlook,
    over_cap,
    propose,
    without,
)
from crm_desk.domain.followup.templates import (
    BAND_STARTS,
    MatrixPlace,
    Segment,
    TemplateStep,
    band_of,
)
from crm_desk.domain.followup.workload import Limits, Work, load_of, monday, postage
from tests.domain.followup.making import REACHABLE, START

JA = design("ja")
USUAL = Limits()
NO_MAIL = replace(REACHABLE, email=False)


def somebody(cluster: Cluster = Cluster.TOP10, recency: int = 10, **more: object) -> Candidate:
    known = {"customer_id": 1, "subscribed": False, "purchases": 5, "reach": REACHABLE}
    return Candidate(cluster=cluster, band=band_of(recency), recency=recency, **(known | more))  # type: ignore[arg-type]


def proposed(candidate: Candidate, limits: Limits = USUAL) -> Proposal:
    found = propose(candidate, JA, limits, START)
    assert isinstance(found, Proposal)
    return found


def ways(candidate: Candidate) -> str:
    signs = {Way.HANDWRITTEN: "手", Way.POSTCARD: "は", Way.PHONE: "電", Way.EMAIL: "メ"}
    return "".join(signs[step.way] for step in proposed(candidate).steps)


def reason(candidate: Candidate, limits: Limits = USUAL) -> LeftOutReason:
    found = propose(candidate, JA, limits, START)
    assert isinstance(found, LeftOut)
    return found.reason


def test_the_default_matrix_is_that_of_the_specification() -> None:
    rows = {
        segment: "".join(JA.cells[MatrixPlace(segment, band)] or "-" for band in BAND_STARTS)
        for segment in Segment
    }
    assert rows == {
        Segment.SUBSCRIBED: "------",
        Segment.TOP1: "ABBCCD",
        Segment.TOP10: "EEFFGH",
        Segment.TOP20: "EEGGH-",
        Segment.FOUR_PLUS: "EEGG--",
        Segment.TWO_THREE: "IIJJ--",
        Segment.ONCE: "KLLM--",
    }


@pytest.mark.parametrize("language", ["ja", "en"])
def test_default_templates(language: str) -> None:
    for template in design(language).templates.values():
        assert template.is_sound()
        for step in template.steps:
            for word in ("割引", "値引", "クーポン", "OFF", "discount", "coupon", "%"):
                assert word not in step.purpose + step.late
    assert design("en").cells == JA.cells
    assert [[s.way for s in t.steps] for t in design("en").templates.values()] == [
        [s.way for s in t.steps] for t in JA.templates.values()
    ]


def test_steps_follow_the_offsets() -> None:
    found = proposed(somebody(Cluster.TOP1))
    assert found.template.id == "A"
    assert [(s.planned, s.purpose) for s in found.steps] == [
        (START + timedelta(days=3), "お礼"),
        (START + timedelta(days=30), "使い心地伺い"),
        (START + timedelta(days=75), "先行案内"),
    ]


def test_thanks_become_a_question_after_two_weeks() -> None:
    assert proposed(somebody(Cluster.TOP1, 14)).steps[0].purpose == "お礼"
    assert proposed(somebody(Cluster.TOP1, 15)).steps[0].purpose == "使い心地伺い"
    assert proposed(somebody(Cluster.TOP10, 15)).steps[0].purpose == "使い心地伺いと使い方"
    # Thanks for a talk are no thanks for a purchase.
    assert proposed(somebody(Cluster.TOP1, 40)).steps[1].purpose == "お話へのお礼"


def test_one_purchase_in_a_tier_goes_by_the_row_of_one_with_handwriting() -> None:
    assert ways(somebody(Cluster.TOP1, 10, purchases=1)) == "メ手メ"
    assert ways(somebody(Cluster.TOP20, 100, purchases=1)) == "手メ手"
    assert ways(somebody(Cluster.ONCE, 10, purchases=1)) == "メはメ"
    assert reason(somebody(Cluster.TOP1, 200, purchases=1)) is LeftOutReason.NO_TEMPLATE


def test_without_email_calls_and_cards_take_turns() -> None:
    assert ways(somebody(Cluster.TOP1, 40, reach=NO_MAIL)) == "電手電"
    assert ways(somebody(Cluster.TOP10, 10, reach=NO_MAIL)) == "電は電"
    assert ways(somebody(Cluster.TOP10, 70, reach=NO_MAIL)) == "手電手"
    assert ways(somebody(Cluster.TOP20, 10, reach=NO_MAIL)) == "電は電"
    assert ways(somebody(Cluster.TWO_THREE, 70, reach=NO_MAIL)) == "は電は"


def test_what_cannot_be_used_is_not_planned() -> None:
    no_phone = replace(REACHABLE, phone=False)
    assert ways(somebody(Cluster.TOP10, 70, reach=no_phone)) == "手メメ"
    no_post = replace(REACHABLE, consents={Medium.POST: "refused"})
    assert ways(somebody(Cluster.ONCE, 5, reach=no_post)) == "メ電メ"
    mail_only = replace(no_post, phone=False)
    found = propose(somebody(Cluster.ONCE, 5, reach=mail_only), JA, Limits(), START)
    assert found == LeftOut(found.candidate, LeftOutReason.NO_SECOND_MEDIUM, Block.REFUSED)


def test_reasons() -> None:
    quiet = replace(REACHABLE, no_contact=True)
    cell = MatrixPlace(Segment.TOP10, 0)
    assert reason(somebody(reach=quiet, has_open_plan=True)) is LeftOutReason.NO_CONTACT
    assert reason(somebody(has_open_plan=True)) is LeftOutReason.OPEN_PLAN
    assert reason(somebody(subscribed=True)) is LeftOutReason.SUBSCRIBED
    assert reason(somebody(Cluster.ONCE, 400)) is LeftOutReason.NO_TEMPLATE
    assert reason(somebody(planned_from=frozenset({cell}))) is LeftOutReason.KNOWN_CELL
    assert proposed(somebody(Cluster.TOP10, 40, planned_from=frozenset({cell})))


def test_who_was_approached_lately_waits() -> None:
    for days, expected in ((0, True), (29, True), (30, False)):
        found = propose(somebody(approached=(START - timedelta(days=days),)), JA, Limits(), START)
        waits = isinstance(found, LeftOut) and found.reason is LeftOutReason.RECENT
        assert waits == expected


def test_no_ninety_days_hold_more_than_the_cap() -> None:
    # E plans for day 7, 35 and 75: with an approach 50 days ago, four in 86 days… of 125.
    two = tuple(START - timedelta(days=days) for days in (40, 50))
    assert reason(somebody(approached=two)) is LeftOutReason.CAP
    assert proposed(somebody(approached=two), Limits(per_customer=4))
    assert proposed(somebody(approached=two[1:]))


def test_calls_go_to_weeks_with_room() -> None:
    people = [somebody(Cluster.TOP1, 40, customer_id=n) for n in range(12)]
    found = outlook(people, JA, Limits(calls=5, cards=99), START)
    calls = {week.monday: week.calls for week in found.weeks}
    assert max(calls.values()) == 5
    assert not any(found.over(week) for week in found.weeks)
    assert [p.moved for p in found.proposals] == [False] * 5 + [True] * 7
    for proposal in found.proposals:
        days = [step.planned for step in proposal.steps if step.planned]
        assert days == sorted(days)
        assert days[-1] <= window_end(START)


def test_a_cap_that_cannot_be_kept_is_shown() -> None:
    people = [somebody(Cluster.TOP1, 100, customer_id=n) for n in range(40)]
    found = outlook(people, JA, Limits(calls=1, cards=1), START)
    assert len(found.proposals) == 40
    assert any(found.over(week) for week in found.weeks)


def test_work_that_is_planned_already_counts() -> None:
    first = START + timedelta(days=3)
    load = load_of([(first, Way.PHONE)] * 5 + [(first, Way.EMAIL), (None, Way.PHONE)], START)
    assert load == {(monday(first), Work.CALLS): 5, (monday(first), Work.OTHERS): 1}
    found = outlook([somebody(Cluster.TOP1, 40)], JA, Limits(), START, load)
    assert found.proposals[0].steps[0].planned == first + timedelta(days=7)


def test_postage() -> None:
    sent = [Way.POSTCARD, Way.HANDWRITTEN, Way.LETTER, Way.EMAIL, Way.PHONE]
    assert postage(sent, Limits()) == 85 * 2 + 110


def test_everyone_of_the_best_is_named_who_has_no_plan() -> None:
    people = [
        somebody(Cluster.TOP1, 10, customer_id=1),
        somebody(Cluster.TOP1, 10, customer_id=2, has_open_plan=True),
        somebody(Cluster.TOP1, 10, customer_id=3, subscribed=True),
        somebody(Cluster.TOP10, 10, customer_id=4, subscribed=True),
    ]
    found = outlook(people, JA, Limits(), START)
    assert [p.candidate.customer_id for p in found.top1] == [1]
    assert [each.candidate.customer_id for each in found.top1_without] == [3]


def test_a_template_must_be_sound() -> None:
    known = JA.templates["A"]
    for steps in (
        known.steps[:2],
        tuple(replace(step, way=Way.POSTCARD) for step in known.steps),
        known.steps[::-1],
        (*known.steps[:2], TemplateStep(90, Way.EMAIL, "")),
    ):
        assert not replace(known, steps=steps).is_sound()
    assert not replace(known, name="").is_sound()
    with_insert = (TemplateStep(None, Way.INSERT, "お便り"), *known.steps[1:])
    assert replace(known, steps=with_insert).is_sound()
    assert replace(known, steps=with_insert).planned(START)[0].planned is None


REACHES = st.builds(
    Reach,
    email=st.booleans(),
    mall_alias=st.booleans(),
    phone=st.booleans(),
    address=st.booleans(),
    consents=st.dictionaries(st.sampled_from(list(Medium)), st.sampled_from(["given", "refused"])),
    no_contact=st.booleans(),
    email_if_unknown=st.booleans(),
)
CANDIDATES = st.builds(
    lambda number, cluster, recency, more: somebody(cluster, recency, customer_id=number, **more),
    st.integers(1, 99),
    st.sampled_from(list(Cluster)),
    st.integers(0, 500),
    st.fixed_dictionaries(
        {
            "subscribed": st.booleans(),
            "purchases": st.integers(1, 9),
            "reach": REACHES,
            "has_open_plan": st.booleans(),
            "approached": st.lists(st.dates(START - timedelta(days=120), START), max_size=3).map(
                tuple
            ),
        }
    ),
)


@given(st.lists(CANDIDATES, max_size=30), st.integers(0, 5), st.integers(0, 5))
def test_any_start(people: list[Candidate], calls: int, cards: int) -> None:
    limits = Limits(calls=calls, cards=cards)
    found: Outlook = outlook(people, JA, limits, START)
    assert len(found.proposals) + len(found.left_out) == len(people)
    assert sum(found.counts().values()) == len(found.left_out)
    last = window_end(START)
    for proposal in found.proposals:
        days = [step.planned for step in proposal.steps if step.planned is not None]
        assert days == sorted(days)
        assert days[0] >= START
        assert days[-1] <= last
        assert len({step.way.medium for step in proposal.steps}) > 1
        assert not proposal.candidate.reach.no_contact
        assert not proposal.candidate.has_open_plan
    assert sum(week.approaches for week in found.weeks) == 3 * len(found.proposals)
    assert sum(week.calls for week in found.weeks) == sum(
        step.way is Way.PHONE for p in found.proposals for step in p.steps
    )


def test_days_of_a_start_are_those_of_the_calendar() -> None:
    found = proposed(somebody(Cluster.TOP1)).template.planned(date(2026, 1, 31))
    assert found[2].planned == date(2026, 4, 16)


@given(st.lists(st.sampled_from(Cluster), max_size=30), st.sets(st.integers(0, 29)))
def test_a_start_without_some_makes_the_work_of_the_others(
    clusters: list[Cluster], left: set[int]
) -> None:
    people = [somebody(cluster, customer_id=n) for n, cluster in enumerate(clusters)]
    open_already = {(monday(START), Work.CALLS): 2}
    seen = outlook(people, JA, USUAL, START, open_already)
    chosen = without(seen, left)
    assert {p.candidate.customer_id for p in chosen.proposals} == {
        p.candidate.customer_id for p in seen.proposals
    } - left
    steps = [step for p in chosen.proposals for step in p.steps]
    load = load_of(((step.planned, step.way) for step in steps), START)
    load[monday(START), Work.CALLS] = load.get((monday(START), Work.CALLS), 0) + 2
    assert {
        (week.monday, work): count
        for week in chosen.weeks
        for work, count in zip(Work, (week.calls, week.cards, week.others), strict=True)
        if count
    } == load
    assert chosen.postage == postage((step.way for step in steps), USUAL)
    assert chosen.left_out == seen.left_out
    assert without(seen, ()) == seen


@pytest.mark.parametrize(("days", "over"), [(89, True), (90, False)])
def test_ninety_days_end_on_the_ninetieth(days: int, over: bool) -> None:
    before = (START - timedelta(days=days),) * 3
    assert over_cap(before, [Step(1, START, Way.PHONE)], 3) is over


def test_cards_have_a_cap_of_their_own() -> None:
    people = [somebody(Cluster.TOP1, 10, customer_id=n) for n in range(3)]
    found = outlook(people, JA, Limits(calls=99, cards=1), START)
    first = [proposal.steps[0] for proposal in found.proposals]
    assert {step.way for step in first} == {Way.HANDWRITTEN}
    assert [(step.planned - START).days for step in first if step.planned] == [3, 10, 17]
    found = outlook(people, JA, Limits(calls=1, cards=99), START)
    assert {p.steps[0].planned for p in found.proposals} == {START + timedelta(days=3)}


def test_what_is_late_is_work_of_this_week() -> None:
    late = START - timedelta(days=10)
    assert load_of([(late, Way.PHONE)], START) == {(monday(START), Work.CALLS): 1}
