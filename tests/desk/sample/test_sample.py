from datetime import date, timedelta
from pathlib import Path

import pytest

from crm_desk.desk import home
from crm_desk.desk.assessment import assessments
from crm_desk.desk.desk import Desk
from crm_desk.desk.resources import texts
from crm_desk.desk.sample.make import create_sample
from crm_desk.domain.errors import ReportableError
from tests.domain.assessment.making import IDS, worth

LEVELS = (
    "222111 1211 1001 211101 212111112 1211",
    "222221 2212 1101 222111 222121213 2211",
    "322322 2222 1102 221212 222221223 2212",
)
TOTALS = [39, 52, 61]


def test_the_totals_follow_from_the_levels(sample: Desk) -> None:
    digits = [[int(c) for c in row if c != " "] for row in LEVELS]
    by_hand = [sum(map(worth, IDS, row)) for row in digits]
    found = assessments.overviews(sample, "ja")
    assert by_hand == [o.score.official_points for o in found] == TOTALS
    assert [[o.assessment.answer(i).choice for i in IDS] for o in found] == digits
    assert [o.points_gained for o in found] == [None, 13, 9]


def test_three_assessments_span_about_a_year(sample: Desk, day: date) -> None:
    days = [a.details.held_on for a in assessments.assessments(sample)]
    assert days == sorted(days)
    assert timedelta(days=300) < days[-1] - days[0] < timedelta(days=400)
    assert timedelta(0) < day - days[-1] < timedelta(days=60)
    planned = assessments.assessments(sample)[-1].details.next_on
    assert planned is not None
    assert planned > day


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_sample_is_the_same_every_time(tmp_path: Path, language: str) -> None:
    paths = [tmp_path / f"{n}.crmdesk" for n in (1, 2)]
    for path in paths:
        create_sample(path, language)
    with Desk(paths[0]) as one, Desk(paths[1]) as other:
        assert assessments.assessments(one) == assessments.assessments(other)
        assert one.shop_name == other.shop_name == texts(language)("sample.shop")
        assert one.is_sample


def test_both_languages_differ_only_in_words_and_identity(tmp_path: Path) -> None:
    for language in ("ja", "en"):
        create_sample(tmp_path / f"{language}.crmdesk", language)
    with Desk(tmp_path / "ja.crmdesk") as ja, Desk(tmp_path / "en.crmdesk") as en:
        pairs = list(zip(assessments.assessments(ja), assessments.assessments(en), strict=True))
    for one, other in pairs:
        assert one.details.held_on == other.details.held_on
        assert one.details.targets == other.details.targets
        assert one.uid != other.uid
        for item_id in IDS:
            mine, theirs = one.answer(item_id), other.answer(item_id)
            assert (mine.choice, bool(mine.note), bool(mine.evidence)) == (
                theirs.choice,
                bool(theirs.note),
                bool(theirs.evidence),
            )
    assert any("𠮷" in one.details.participants for one, _ in pairs)
    assert all(other.details.participants.isascii() for _, other in pairs)


def test_the_sample_counts_back_from_its_day(tmp_path: Path) -> None:
    create_sample(tmp_path / "a.crmdesk", "ja", date(2027, 3, 1))
    with Desk(tmp_path / "a.crmdesk") as desk:
        found = home.home_facts(desk, texts("ja"), date(2027, 3, 1))
    assert found.shown is not None
    assert date(2027, 1, 1) < found.shown.assessment.details.held_on < date(2027, 3, 1)


def test_an_existing_file_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.crmdesk"
    path.write_bytes(b"mine")
    with pytest.raises(ReportableError, match="file_exists"):
        create_sample(path)
    assert path.read_bytes() == b"mine"
