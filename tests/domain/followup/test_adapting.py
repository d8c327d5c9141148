"""Templates for a shop, and for customers, that can't use every medium."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

from hypothesis import assume, given
from hypothesis import strategies as st

from crm_desk.desk.followup.shipped import design
from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.contacts.consent import Reach, usable
from crm_desk.domain.contacts.media import SHOP_MEDIA, Medium, Way
from crm_desk.domain.followup.adapting import Adapted, adapted
from crm_desk.domain.followup.plan import Plan, Step, window_end
from crm_desk.domain.followup.standing import PlanState, standing
from crm_desk.domain.followup.starting import Candidate, Proposal, ShopRules, outlook, propose
from crm_desk.domain.followup.templates import Template, TemplateStep
from crm_desk.domain.followup.workload import Limits, Work, monday, work_of
from crm_desk.domain.working_days import WorkingDays
from tests.domain.followup.making import REACHABLE, START, made
from tests.domain.followup.test_starting import CANDIDATES, REACHES, somebody

JA, EN = design("ja"), design("en")
PHONE_AND_POST = (Medium.PHONE, Medium.POST)
SIGNS = {Way.HANDWRITTEN: "手", Way.POSTCARD: "は", Way.PHONE: "電", Way.EMAIL: "メ", Way.LINE: "L"}

MEDIA = st.lists(st.sampled_from(SHOP_MEDIA), unique=True, max_size=6).map(tuple)
STEPS = st.builds(
    TemplateStep,
    st.none() | st.integers(0, 89),
    st.sampled_from(list(Way)),
    st.sampled_from(["お礼", "先行案内", "お話へのお礼", "ご様子伺い"]),
)
TEMPLATES = st.sampled_from(list(JA.templates.values())) | st.builds(
    Template, st.just("own1"), st.just("自店"), st.tuples(STEPS, STEPS, STEPS)
).filter(Template.is_sound)
DAYS_OFF = st.builds(WorkingDays, st.frozensets(st.integers(0, 6), max_size=6), st.booleans())


def ways(name: str, reach: Reach = REACHABLE, media: tuple[Medium, ...] = PHONE_AND_POST) -> str:
    found = adapted(JA.templates[name], reach, media, JA.words)
    return "" if found is None else "".join(SIGNS[s.way] for s in found.template.steps)


def test_a_shop_of_telephone_and_post_keeps_two_media() -> None:
    found = {name: ways(name) for name in "ABCDEFGHIJKLM"}
    assert found == {
        **dict.fromkeys("ACD", "手電手"),
        "B": "電手電",
        "F": "手電手",
        **dict.fromkeys("EIKL", "電は電"),
        **dict.fromkeys("GHJM", "は電は"),
    }


def test_what_can_be_used_stays_as_the_template_has_it() -> None:
    for template in JA.templates.values():
        assert adapted(template, REACHABLE, (), JA.words) == Adapted(template, (None,) * 3)


def test_the_order_of_the_shop_decides() -> None:
    no_phone = replace(REACHABLE, phone=False)
    asked = replace(no_phone, consents={Medium.LINE: "given"})
    assert ways("A", no_phone, ()) == "手メ手"
    assert ways("A", asked, (Medium.POST, Medium.LINE, Medium.EMAIL)) == "手L手"
    assert ways("A", asked, (Medium.POST, Medium.EMAIL, Medium.LINE)) == "手メ手"


def test_nobody_is_taken_to_be_on_line_who_has_not_said_so() -> None:
    assert ways("A", replace(REACHABLE, phone=False), (Medium.POST, Medium.LINE)) == ""
    # What the shop planned itself stays.
    own = replace(
        JA.templates["E"], steps=(TemplateStep(3, Way.LINE, ""), *JA.templates["E"].steps[1:])
    )
    found = adapted(own, REACHABLE, (Medium.LINE, Medium.POST), JA.words)
    assert found is not None
    assert found.template.steps[0].way is Way.LINE


def test_a_call_asks_and_never_sells() -> None:
    for language in (JA, EN):
        for template in language.templates.values():
            found = adapted(template, REACHABLE, PHONE_AND_POST, language.words)
            assert found is not None
            for step in found.template.steps:
                if step.way is Way.PHONE:
                    assert step.purpose in language.words.asks
                    assert step.late in {"", *language.words.asks}


def test_thanks_for_a_talk_need_the_talk() -> None:
    found = adapted(JA.templates["B"], replace(REACHABLE, phone=False), (), JA.words)
    assert found is not None
    assert [(SIGNS[s.way], s.purpose) for s in found.template.steps] == [
        ("メ", "お変わり伺い"),
        ("手", "近況と季節の便り"),
        ("メ", "先行案内"),
    ]


def test_thanks_by_postcard_stay_thanks() -> None:
    found = adapted(JA.templates["E"], REACHABLE, (Medium.POST, Medium.LINE), JA.words)
    assert found is None, "post alone is one medium"
    alone = adapted(
        JA.templates["E"], REACHABLE, (Medium.POST, Medium.LINE), JA.words, one_medium=True
    )
    assert alone is not None
    assert alone.one_medium
    assert [(SIGNS[s.way], s.purpose) for s in alone.template.steps] == [
        ("は", "お礼と使い方"),
        ("は", "愛用者の声"),
        ("は", "先行案内"),
    ]


def test_three_times_through_one_medium_is_never_achieved() -> None:
    alone = adapted(JA.templates["E"], REACHABLE, (Medium.POST,), JA.words, one_medium=True)
    assert alone is not None
    plan = Plan(1, 1, START, alone.template.planned(START))
    approaches = tuple(
        made(step.number, START + timedelta(days=step.number), step.way, step=step.number)
        for step in plan.steps
    )
    stood = standing(replace(plan, approaches=approaches), (), START + timedelta(days=20))
    assert stood.state is PlanState.UNDER_WAY


def test_what_waited_for_a_parcel_gets_a_day() -> None:
    steps = (
        TemplateStep(None, Way.INSERT, "お便り"),
        TemplateStep(20, Way.POSTCARD, "季節の便り"),
        TemplateStep(None, Way.INSERT, "お便り"),
    )
    own = Template("own1", "自店", steps)
    found = adapted(own, REACHABLE, PHONE_AND_POST, JA.words)
    assert found is not None
    assert [step.after for step in found.template.steps] == [3, 20, 60]
    assert found.instead == (Way.INSERT, None, Way.INSERT)


def test_where_no_week_has_room_for_two_calls_there_is_one() -> None:
    people = [somebody(Cluster.ONCE, 5, customer_id=n) for n in range(40)]
    found = outlook(people, JA, Limits(), START, rules=ShopRules(PHONE_AND_POST))
    calls = [sum(step.way is Way.PHONE for step in p.steps) for p in found.proposals]
    assert len(calls) == 40
    assert set(calls) == {1, 2}
    assert all(len({step.way.medium for step in p.steps}) == 2 for p in found.proposals)


def can_be_used(step: Step, reach: Reach, media: tuple[Medium, ...]) -> bool:
    return (not media or step.way.medium in media) and usable(step.way, reach) is None


@given(TEMPLATES, REACHES, MEDIA, st.booleans(), st.booleans())
def test_any_template_for_anybody(
    template: Template, reach: Reach, media: tuple[Medium, ...], one: bool, few: bool
) -> None:
    found = adapted(template, reach, media, JA.words, one_medium=one, few_calls=few)
    # Who can't be reached is the next test's; to leave them out here would leave too few.
    if found is None:
        return
    used = {step.way.medium for step in found.template.steps}
    assert len(used) >= 2 or (one and found.one_medium)
    steps = found.template.planned(START)
    assert all(can_be_used(step, reach, media) for step in steps)
    for before, after, instead in zip(
        template.steps, found.template.steps, found.instead, strict=True
    ):
        assert instead is (None if after.way is before.way else before.way)
        if before.after is not None:
            assert after.after == before.after
    if not found.one_medium:
        assert found.template.is_sound()
    again = adapted(found.template, reach, media, JA.words, one_medium=one, few_calls=few)
    assert again is not None
    assert [s.way for s in again.template.steps] == [s.way for s in found.template.steps]


@given(TEMPLATES, REACHES, MEDIA)
def test_only_who_cannot_be_reached_by_two_media_is_left_out(
    template: Template, reach: Reach, media: tuple[Medium, ...]
) -> None:
    assume(set(media) & {Medium.EMAIL, Medium.PHONE, Medium.POST} or not media)
    by_address = [
        way
        for way in (Way.EMAIL, Way.PHONE, Way.POSTCARD)
        if (not media or way.medium in media) and usable(way, reach) is None
    ]
    found = adapted(template, reach, media, JA.words)
    assert found is not None or len(by_address) < 2


@given(TEMPLATES, REACHES, MEDIA)
def test_media_that_nobody_can_use_change_nothing_wherever_they_stand(
    template: Template, reach: Reach, media: tuple[Medium, ...]
) -> None:
    usable_now = tuple(
        m for m in media if any(usable(way, reach) is None for way in Way if way.medium is m)
    )
    rest = [m for m in media if m not in usable_now]
    expected = adapted(template, reach, media, JA.words)
    for order in list(permutations(rest))[:6]:
        assert adapted(template, reach, (*order, *usable_now), JA.words) == expected
        assert adapted(template, reach, (*usable_now, *order), JA.words) == expected


@given(st.lists(CANDIDATES, max_size=25), MEDIA, DAYS_OFF, st.booleans(), st.integers(0, 4))
def test_any_start_of_any_shop(
    people: list[Candidate],
    media: tuple[Medium, ...],
    days: WorkingDays,
    one: bool,
    cap: int,
) -> None:
    rules = ShopRules(media, days, one_medium=one)
    limits = Limits(calls=cap, cards=cap)
    seen = outlook(people, JA, limits, START, rules=rules)
    assert len(seen.proposals) + len(seen.left_out) == len(people)
    last = window_end(START)
    for proposal in seen.proposals:
        reach = proposal.candidate.reach
        assert all(can_be_used(step, reach, media) for step in proposal.steps)
        assert proposal.one_medium == (len({s.way.medium for s in proposal.steps}) < 2)
        planned = [step.planned for step in proposal.steps if step.planned is not None]
        assert planned == sorted(planned)
        assert planned[0] >= START
        assert planned[-1] <= last
        assert not any(days.is_off(day) for day in planned)
    # Whatever is over a cap is shown so, week by week.
    load: dict[tuple[object, Work], int] = {}
    for proposal in seen.proposals:
        for step in proposal.steps:
            if step.planned is not None:
                key = (monday(step.planned), work_of(step.way))
                load[key] = load.get(key, 0) + 1
    for week in seen.weeks:
        assert week.calls == load.get((week.monday, Work.CALLS), 0)
        assert week.cards == load.get((week.monday, Work.CARDS), 0)
        assert seen.over(week) == (week.calls > cap or week.cards > cap)


def test_the_sentence_for_who_is_left_out_names_what_is_missing() -> None:
    only_post = replace(REACHABLE, phone=False, email=False)
    found = propose(
        somebody(Cluster.TOP10, 10, reach=only_post), JA, Limits(), START, ShopRules(PHONE_AND_POST)
    )
    assert not isinstance(found, Proposal)
    assert found.block is not None
    assert found.block.value == "no_phone"
