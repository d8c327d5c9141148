"""Marks, notes, refusals, complaints, joined names: nobody is turned to against any of them."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desk.desk.capabilities import MERGE_RULES
from crm_desk.desk.contacts import consent, mailing, shop_media
from crm_desk.desk.customers import people, typed_facts
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.followup import month, week
from crm_desk.desk.followup.morning import first_buyers, morning
from crm_desk.desk.working_days import set_working_days
from crm_desk.domain.contacts.marks import STOPS, MarkKind
from crm_desk.domain.contacts.media import SHOP_MEDIA, Medium
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.followup.plan import Plan
from crm_desk.domain.working_days import WorkingDays
from crm_desk.store import persons
from tests.desk.contacts.marking import set_mark
from tests.desk.customers.people import bring, order
from tests.desk.followup.making import JA, START, day, person, plan_ids
from tests.desk.followup.test_paper_shop import look_of, made_plans, taken_back
from tests.desk.timeline.making import COMPLAINT, added, close

PEOPLE = 8
CUSTOMERS = st.integers(1, PEOPLE)
NOTES = {
    "": None,
    "お茶がお好き": None,
    "ご逝去されました": MarkKind.DECEASED,
    "電話はしないでください": MarkKind.NO_PHONE,
    "DM不要とのこと": MarkKind.NO_MAILINGS,
    "転居先不明で戻る": MarkKind.MOVED_AWAY,
}
EVERYTHING = frozenset(Medium)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """First-time buyers of the last days, and some who bought before."""
    path: Path = tmp_path_factory.mktemp("held") / "shop.crmdesk"
    create_desk(path, "店")
    with pytest.MonkeyPatch.context() as patched, Desk(path) as desk:
        # An example is taken back as a whole, however many steps it has.
        patched.setattr("crm_desk.desk.history.STEPS", 1000)
        rows = [order(900, "2024/01/01", "00900", "古い 常連", "old@example.jp")]
        for n in range(1, PEOPLE + 1):
            bought = (START - timedelta(days=n)).strftime("%Y/%m/%d")
            rows.append(person(n, bought, f"客 {n}", price=1000 * n, kana=""))
        bring(desk, [*rows[1:], rows[0]])
        yield desk


@dataclass
class State:
    """What was said of whom, in the order in which it is done."""

    notes: list[tuple[int, str]]
    marks: list[tuple[int, MarkKind]]
    refused: list[tuple[int, Medium | None]]
    complaints: list[tuple[int, bool]]
    joined: list[tuple[int, int]]
    media: list[Medium]
    days: WorkingDays
    groups: dict[int, frozenset[int]] = field(default_factory=dict)

    def apply(self, desk: Desk) -> None:
        """Do it."""
        for customer, words in self.notes:
            typed_facts.keep(desk, customer, {"note": words}, START)
        for customer, kind in self.marks:
            set_mark(desk, customer, kind, START, START.year if kind is MarkKind.MOURNING else None)
        for customer, medium in self.refused:
            said: dict[str, Any] = {"day": START, "source": "", "today": START}
            if medium is None:
                consent.set_no_contact(desk, customer, no_contact=True, **said)
            else:
                consent.set_consent(desk, customer, medium, "refused", **said)
        for customer, is_closed in self.complaints:
            id_ = added(desk, customer, COMPLAINT)
            if is_closed:
                close(desk, id_)
        for one, other in self.joined:
            # Two who both have an open plan are not joined.
            with suppress(ReportableError):
                people.merge(desk, one, other, START, JA, MERGE_RULES)
        roots = desk.store.read(lambda c: persons.roots(c, range(1, PEOPLE + 1)))
        for root in roots.values():
            self.groups[root] = frozenset(id_ for id_, of in roots.items() if of == root)

    def stopped(self, root: int) -> frozenset[Medium]:
        """The media that must not be used for a person, from what was said alone."""
        names = self.groups[root]
        marks = {kind for customer, kind in self.marks if customer in names}
        words = dict(self.notes)
        asked = {NOTES[words[customer]] for customer in names if customer in words} - {None}
        media: set[Medium] = set()
        for kind in marks:
            media |= STOPS[kind]
        for customer, medium in self.refused:
            if customer in names:
                media |= EVERYTHING if medium is None else {medium}
        unread = asked - marks and MarkKind.DECEASED not in marks
        complains = any(c in names and not closed for c, closed in self.complaints)
        return EVERYTHING if unread or complains else frozenset(media)


STATES = st.builds(
    State,
    st.lists(st.tuples(CUSTOMERS, st.sampled_from(sorted(NOTES))), max_size=5),
    st.lists(st.tuples(CUSTOMERS, st.sampled_from(MarkKind)), max_size=5),
    st.lists(
        st.tuples(CUSTOMERS, st.sampled_from([Medium.PHONE, Medium.POST, Medium.EMAIL, None])),
        max_size=3,
    ),
    st.lists(st.tuples(CUSTOMERS, st.booleans()), max_size=3),
    st.lists(st.tuples(CUSTOMERS, CUSTOMERS), max_size=3),
    st.lists(st.sampled_from(SHOP_MEDIA), unique=True, max_size=4),
    st.builds(WorkingDays, st.frozensets(st.integers(0, 6), max_size=5), st.booleans()),
)


def start(desk: Desk) -> list[Plan]:
    """A start of everyone who can; asserts that its number is the one that was shown."""
    seen = month.preview(desk, look_of(desk), START, "ja", one_medium=True)
    before = set(plan_ids(desk))
    with suppress(ReportableError):
        # Nobody is left to be planned.
        desk.apply(month.starting_of(desk, seen))
    made = [plan for plan in made_plans(desk) if plan.id not in before]
    assert len(made) == len(seen.proposals)
    named = {*(p.candidate.customer_id for p in seen.proposals)}
    named |= {each.candidate.customer_id for each in seen.left_out}
    roots = set(desk.store.read(lambda c: persons.roots(c, range(1, PEOPLE + 2))).values())
    assert named == roots
    return made


def root_of(desk: Desk, plan: Plan) -> int:
    found = desk.store.read(lambda c: persons.customer_of(c, plan.person))
    assert found is not None
    return found


def whole(desk: Desk) -> Any:
    tables = (
        *("customer", "typed_fact", "person_mark", "mark_answer", "mark_proposal", "entry"),
        *("case_work", "consent", "consent_event", "followup_plan", "followup_step", "parted"),
    )
    return [
        desk.store.read(lambda c, t=t: c.execute(f"SELECT * FROM {t}").fetchall())  # type: ignore[misc]  # noqa: S608
        for t in tables
    ]


@settings(max_examples=20)
@given(STATES, STATES)
def test_nobody_is_turned_to_against_what_was_said(many: Desk, first: State, later: State) -> None:
    before = whole(many)
    with taken_back(many):
        shop_media.set_media(many, first.media)
        set_working_days(many, first.days)
        first.apply(many)
        for plan in start(many):
            root = root_of(many, plan)
            if root in first.groups:
                assert not {step.way.medium for step in plan.steps} & first.stopped(root)
        check_ways_out(many, first)
        # What is said once the plans are running.
        later.apply(many)
        both = replace(
            later,
            notes=[*first.notes, *later.notes],
            marks=[*first.marks, *later.marks],
            refused=[*first.refused, *later.refused],
            complaints=[*first.complaints, *later.complaints],
        )
        check_ways_out(many, both)
        for plan in made_plans(many):
            root = root_of(many, plan)
            names = both.groups.get(root, frozenset())
            complains = any(c in names and not closed for c, closed in both.complaints)
            dead = any(c in names and k is MarkKind.DECEASED for c, k in both.marks)
            assert plan.cancelled is not None or not dead
            assert dead or (plan.pause is not None) is complains
    assert whole(many) == before


def check_ways_out(desk: Desk, state: State) -> None:
    today = day(6)
    everyone = list(range(1, PEOPLE + 1))
    stopped = {root: state.stopped(root) for root in state.groups}
    for home in mailing.mailing(desk, everyone, day=today).people:
        assert not any(Medium.POST in stopped[who.customer_id or 0] for who in home)
    for root, who in mailing.reachable(desk, sorted(state.groups)).items():
        assert not (who.phone and Medium.PHONE in stopped[root])
        assert not (who.email and Medium.EMAIL in stopped[root])
    for root in first_buyers(desk, START).ids:
        assert Medium.PHONE not in stopped[root]
    for after in (6, 27):
        for row in week.week(desk, day(after), JA).rows:
            assert row.step.way.medium not in stopped.get(row.who.customer_id or 0, frozenset())
    plans = {plan.id: plan for plan in made_plans(desk)}
    for due in morning(desk, today).due.values():
        for each in due.first:
            root = root_of(desk, plans[each.plan])
            assert not (each.is_call and Medium.PHONE in stopped.get(root, frozenset()))


def test_first_buyers_are_named_where_nothing_speaks_against_it(many: Desk) -> None:
    assert len(first_buyers(many, START).ids) == PEOPLE
