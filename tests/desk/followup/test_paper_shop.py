"""Shops by their media and days off: what is shown before a start is what is made."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.desk.analysis import cache
from crm_desk.desk.analysis.look import Look
from crm_desk.desk.changes import NOTHING
from crm_desk.desk.contacts import consent, shop_media
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.followup import checking, design, drafting, making, month
from crm_desk.desk.followup.checking import ApproachInput
from crm_desk.desk.followup.edits import FollowupEdit
from crm_desk.desk.followup.first_start import asks_media
from crm_desk.desk.working_days import set_working_days, working_days
from crm_desk.domain.analysis.figures import AnalysisSettings
from crm_desk.domain.contacts.media import SHOP_MEDIA, Medium, Way
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.followup.plan import Plan, Step
from crm_desk.domain.followup.starting import LeftOutReason, Outlook, without
from crm_desk.domain.followup.workload import Limits
from crm_desk.domain.working_days import AS_IT_COMES, WEEKDAYS, WorkingDays
from crm_desk.store.followup import plans as rows
from tests.desk.customers.people import bring
from tests.desk.followup.making import DESIGN, HANAKO, START, day, followed, person, plan_ids
from tests.domain.followup.making import refused

PAPER = (Medium.PHONE, Medium.POST)
PEOPLE = 14
CUSTOMERS = st.integers(1, PEOPLE)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Some with every address, some without e-mail, telephone or address."""
    path: Path = tmp_path_factory.mktemp("many") / "shop.crmdesk"
    create_desk(path, "店")
    with Desk(path) as desk:
        people = []
        for n in range(1, PEOPLE + 1):
            bought = (START - timedelta(days=n * 17)).strftime("%Y/%m/%d")
            row = person(n, bought, f"客 {n}", price=1000 * n)
            row = row.replace(f"p{n}@example.jp", "") if n % 3 == 0 else row
            row = row.replace(f"090-0111-{n:04}", "") if n % 4 == 0 else row
            row = row.replace(f"東京都千代田区千代田{n}-1", "") if n % 5 == 0 else row
            people.append(row)
        bring(desk, people)
        yield desk


def look_of(desk: Desk, as_of: date = START) -> Look:
    return cache.look(desk, AnalysisSettings(), as_of)


def preview(desk: Desk, *, one_medium: bool = False) -> Outlook:
    return month.preview(desk, look_of(desk), START, "ja", one_medium=one_medium)


def made_plans(desk: Desk) -> list[Plan]:
    ids = plan_ids(desk)
    return list(desk.store.read(lambda connection: rows.plans(connection, ids)).values())


@contextmanager
def taken_back(desk: Desk) -> Iterator[None]:
    """What is done inside is undone: the examples share one desk."""
    before = desk.history.undoable
    try:
        yield
    finally:
        while desk.history.undoable is not before:
            desk.undo()


@dataclass(frozen=True)
class ShopState:
    """What may differ from shop to shop."""

    media: list[Medium]
    days: WorkingDays
    limits: Limits
    refusals: list[tuple[int, Medium | None]]
    approaches: list[tuple[int, int]]
    planned: set[int]

    def apply(self, desk: Desk) -> None:
        """Make a desk like that."""
        shop_media.set_media(desk, self.media)
        set_working_days(desk, self.days)
        for customer in self.planned:
            steps = tuple(
                Step(number, day(30 * number - 20), Way.VISIT, "お話") for number in (1, 2, 3)
            )
            edit = making.allowed(
                desk, [making.Draft(customer, "自店", steps)], START, START, "followup_plan"
            )
            desk.apply(edit)
        for customer, ago in self.approaches:
            approach = ApproachInput(day=day(-ago), way=Way.VISIT)
            checking.record_outside(desk, customer, START, approach)
        design.set_limits(desk, self.limits)
        for customer, medium in self.refusals:
            said = {"day": START, "source": "", "today": START}
            if medium is None:
                consent.set_no_contact(desk, customer, no_contact=True, **said)  # type: ignore[arg-type]
            else:
                consent.set_consent(desk, customer, medium, "refused", **said)  # type: ignore[arg-type]


SHOPS = st.builds(
    ShopState,
    st.lists(st.sampled_from(SHOP_MEDIA), unique=True, max_size=5),
    st.builds(WorkingDays, st.frozensets(st.integers(0, 6), max_size=6), st.booleans()),
    st.builds(Limits, st.integers(0, 3), st.integers(0, 3), st.just(5)),
    st.lists(st.tuples(CUSTOMERS, st.sampled_from([*PAPER, Medium.EMAIL, None])), max_size=4),
    st.lists(st.tuples(CUSTOMERS, st.integers(31, 110)), max_size=8),
    st.sets(CUSTOMERS, max_size=3),
)


@given(SHOPS, st.booleans(), st.sets(CUSTOMERS, max_size=5), st.integers(3, 5))
def test_the_number_that_is_shown_is_the_number_made(
    many: Desk, shop: ShopState, one_medium: bool, left: set[int], per_customer: int
) -> None:
    with taken_back(many):
        shop.apply(many)
        design.set_limits(many, replace(shop.limits, per_customer=per_customer))
        seen = preview(many, one_medium=one_medium)
        # TOP1% begin only where they are confirmed; of the others some are taken out.
        waiting = {p.candidate.customer_id for p in seen.top1 if p.candidate.customer_id % 2}
        chosen = without(seen, left | waiting)
        made = started(many, lambda: month.starting_of(many, seen, left | waiting))
        assert made.total() == len(chosen.proposals)
        assert made == Counter(p.steps for p in chosen.proposals)


@given(SHOPS, st.booleans())
def test_plans_of_a_selection_are_those_shown(many: Desk, shop: ShopState, one: bool) -> None:
    with taken_back(many):
        shop.apply(many)
        seen = preview(many, one_medium=one)
        made = started(many, lambda: drafting.making_of(many, seen))
        assert made == Counter(p.steps for p in seen.proposals)


def started(desk: Desk, make: Callable[[], FollowupEdit]) -> Counter[tuple[Step, ...]]:
    """The steps of the plans that are made."""
    before = set(plan_ids(desk))
    with suppress(ReportableError):
        # Nobody is left to be planned.
        desk.apply(make())
    new = [plan for plan in made_plans(desk) if plan.id not in before]
    assert sorted(plan.person for plan in new) == sorted({plan.person for plan in new})
    return Counter(plan.steps for plan in new)


def test_whoever_lacks_an_email_is_planned_by_telephone_and_post(many: Desk) -> None:
    with taken_back(many):
        shop_media.set_media(many, PAPER)
        seen = preview(many)
        lacking = {n for n in range(1, PEOPLE + 1) if n % 4 == 0 or n % 5 == 0}
        left = {
            each.candidate.customer_id
            for each in seen.left_out
            if each.reason is LeftOutReason.NO_SECOND_MEDIUM
        }
        assert left <= lacking
        assert all({step.way.medium for step in p.steps} == set(PAPER) for p in seen.proposals)
        more = preview(many, one_medium=True)
        alone = {p.candidate.customer_id for p in more.proposals if p.one_medium}
        assert alone == left


def test_media_are_set_in_the_shops_order_and_undone(shop: Desk) -> None:
    assert asks_media(shop)
    assert shop_media.media(shop) == ()
    shop_media.set_media(shop, [Medium.POST, Medium.PHONE, Medium.POST])
    assert shop_media.media(shop) == (Medium.POST, Medium.PHONE)
    assert not asks_media(shop)
    assert shop_media.set_media(shop, [Medium.POST, Medium.PHONE]) is NOTHING
    shop.undo()
    assert shop_media.media(shop) == ()
    assert asks_media(shop)
    # Passed over is answered, too.
    shop_media.set_media(shop, [])
    assert not asks_media(shop)
    assert shop_media.media(shop) == ()


def test_whoever_has_no_orders_is_not_asked(desk: Desk) -> None:
    assert not asks_media(desk)


def test_whoever_has_plans_is_not_asked(shop: Desk) -> None:
    followed(shop, HANAKO)
    assert not asks_media(shop)


def test_days_off_are_set_and_undone(shop: Desk) -> None:
    assert working_days(shop) == AS_IT_COMES
    for wanted in (
        WorkingDays(frozenset(), holidays=False),
        WorkingDays(frozenset({1, 2}), holidays=True),
        WorkingDays(frozenset({6}), holidays=False),
    ):
        set_working_days(shop, wanted)
        assert working_days(shop) == wanted
        assert set_working_days(shop, wanted) is NOTHING
    for _ in range(3):
        shop.undo()
    assert working_days(shop) == AS_IT_COMES
    with refused("no_working_day"):
        set_working_days(shop, WorkingDays(frozenset(WEEKDAYS)))


def test_one_customers_plan_adapts_and_follows_the_days(shop: Desk) -> None:
    shop_media.set_media(shop, PAPER)
    set_working_days(shop, WorkingDays(frozenset({5, 6}), holidays=True))
    found = drafting.draft_for(shop, HANAKO, DESIGN.templates["E"], START, "ja")
    assert [step.way for step in found.draft.steps] == [Way.PHONE, Way.POSTCARD, Way.PHONE]
    assert found.instead == (Way.EMAIL, None, Way.EMAIL)
    days = working_days(shop)
    later = drafting.begun_on(found.draft, START, day(5), days)
    for step in (*found.draft.steps, *later.steps):
        assert step.planned is not None
        assert not days.is_off(step.planned)
