from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desk.desk.assessment import assessments
from crm_desk.desk.desk import Desk
from crm_desk.domain.errors import ReportableError
from tests.desk.making import DAY, answered, begun, kept, new_desk


def test_overviews_count_by_date_with_points_gained(desk: Desk) -> None:
    later = answered(desk, 2, date(2026, 6, 1))
    earlier = answered(desk, 1, date(2026, 1, 1))
    latest = answered(desk, 3, date(2026, 9, 1))
    found = assessments.overviews(desk, "ja")
    assert [o.assessment.id for o in found] == [earlier, later, latest]
    assert [o.number for o in found] == [1, 2, 3]
    assert [o.score.official_points for o in found] == [33, 66, 100]
    assert [o.points_gained for o in found] == [None, 33, 34]


def test_points_gained_need_the_one_before_to_be_official(desk: Desk) -> None:
    answered(desk, 1, date(2026, 1, 1))
    open_id = answered(desk, 2, date(2026, 2, 1))
    answered(desk, 3, date(2026, 3, 1))
    assessments.defer(desk, open_id, "4-4")
    assert [o.points_gained for o in assessments.overviews(desk, "en")] == [None, None, None]
    assert assessments.overviews(desk, "en")[1].score.official_points is None


def test_targets_are_copied_to_the_next_assessment(desk: Desk) -> None:
    first = begun(desk, date(2026, 1, 1))
    assessments.set_targets(desk, first, {"1": 80, "5": 0})
    second = begun(desk, date(2026, 4, 1))
    assert kept(desk, second).details.targets == {"1": 80, "5": 0}
    assessments.set_targets(desk, second, {"2": 50})
    assert kept(desk, first).details.targets == {"1": 80, "5": 0}
    assert kept(desk, second).details.targets == {"2": 50}


def test_nothing_but_targets_is_filled_in_beforehand(sample: Desk) -> None:
    new = begun(sample)
    assert kept(sample, new).answers == {}
    assert kept(sample, new).details.participants == ""
    assert kept(sample, new).details.next_on is None
    assert kept(sample, new).details.targets == kept(sample, 3).details.targets


def test_every_assessment_has_an_identity_of_its_own(desk: Desk) -> None:
    ids = [begun(desk) for _ in range(5)]
    assert len(set(ids)) == 5
    assert len({a.uid for a in assessments.assessments(desk)}) == 5


@given(st.lists(st.integers(-300, 300), min_size=1, max_size=6))
@settings(max_examples=20)
def test_the_earlier_ones_are_those_dated_before(
    tmp_path_factory: pytest.TempPathFactory, days: list[int]
) -> None:
    with new_desk(tmp_path_factory.mktemp("earlier") / "a.crmdesk") as desk:
        made = [(DAY + timedelta(d), begun(desk, DAY + timedelta(d))) for d in days]
        for day, assessment_id in made:
            expected = sorted((pair for pair in made if pair < (day, assessment_id)), reverse=True)
            found = assessments.earlier_than(desk, kept(desk, assessment_id))
            assert [a.id for a in found] == [i for _, i in expected]


def test_a_summary_compares_with_the_one_before_or_the_one_asked_for(sample: Desk) -> None:
    before = assessments.summary(sample, 3, "ja").comparison
    asked = assessments.summary(sample, 3, "ja", compared_with=1).comparison
    first = assessments.summary(sample, 1, "ja")
    assert before is not None
    assert asked is not None
    assert (before.earlier.id, before.points) == (2, 9)
    assert (asked.earlier.id, asked.points) == (1, 22)
    assert (first.comparison, first.number) == (None, 1)


def test_picking_by_number_or_the_latest(sample: Desk, desk: Desk) -> None:
    assert assessments.pick(sample, "latest").id == 3
    assert assessments.pick(sample, "2").id == 2
    for which in ("4", "", "02", "first"):
        with pytest.raises(ReportableError, match="assessment_unknown") as caught:
            assessments.pick(sample, which)
        assert caught.value.params["known"] == "1, 2, 3"
    with pytest.raises(ReportableError, match="no_assessment"):
        assessments.pick(desk, "latest")
