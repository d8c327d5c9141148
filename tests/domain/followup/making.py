"""Plans and people for the tests of the follow-up."""

from datetime import date, timedelta

import pytest
from hypothesis import strategies as st

from crm_desk.domain.contacts.approach import Approach, Result
from crm_desk.domain.contacts.consent import Reach
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.followup.plan import Halt, Plan, Step
from crm_desk.domain.followup.standing import Purchase

START = date(2026, 9, 7)
"""A Monday; its window ends on 2026-12-07."""
REACHABLE = Reach(email=True, phone=True, address=True)


def refused(key: str) -> "pytest.RaisesExc[ReportableError]":
    """What happens inside is refused with this sentence."""
    return pytest.raises(ReportableError, match=f"^{key}$")


def plan(*days: int, ways: tuple[Way, ...] = (Way.HANDWRITTEN, Way.PHONE, Way.HANDWRITTEN)) -> Plan:
    """A plan with steps so many days after its start."""
    days = days or (3, 30, 75)
    steps = (
        Step(number, START + timedelta(days=after), way)
        for number, (after, way) in enumerate(zip(days, ways, strict=True), start=1)
    )
    return Plan(1, 1, START, tuple(steps))


def made(
    id_: int, day: date, way: Way = Way.PHONE, result: Result = Result.NONE, step: int | None = None
) -> Approach:
    return Approach(id_, day, way, result, "", step)


DAYS = st.dates(START - timedelta(days=20), START + timedelta(days=140))
WAYS = st.sampled_from(list(Way))
RESULTS = st.sampled_from(list(Result))
HALTS = st.none() | st.builds(Halt, DAYS, st.just("申し出"))
PURCHASES = st.lists(st.builds(Purchase, DAYS, st.integers(-500, 90_000)), max_size=4)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any plan, approaches of any day and result included."""
    start = draw(st.dates(START, START + timedelta(days=10)))
    steps = tuple(
        Step(number, draw(st.none() | DAYS), draw(WAYS), draw(st.sampled_from(["", "お礼"])))
        for number in (1, 2, 3)
    )
    numbers = st.none() | st.integers(1, 3)
    entries = draw(st.lists(st.tuples(DAYS, WAYS, RESULTS, numbers), max_size=6))
    approaches = (
        Approach(id_, day, way, result, "", step)
        for id_, (day, way, result, step) in enumerate(entries, start=1)
    )
    return Plan(
        1,
        1,
        start,
        steps,
        pause=draw(HALTS),
        cancelled=draw(HALTS),
        bought=draw(st.none() | DAYS),
        thanks=draw(st.none() | DAYS),
        approaches=tuple(approaches),
    )
