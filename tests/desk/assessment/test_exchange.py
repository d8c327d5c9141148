import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crm_desk.desk.assessment import assessments, documents, exchange
from crm_desk.desk.changes import Topic
from crm_desk.desk.desk import Desk
from crm_desk.domain.errors import ReportableError
from tests.desk.making import answer_of, begun, kept

HOSTILE = '<img src=x> A<B R&D =1+1 +81 @x 𠮷 👩‍👩‍👧 \u202e\u05d0 "\\\n\t' + "長" * 10_000


@pytest.fixture
def saved(sample: Desk, tmp_path: Path) -> dict[str, Any]:
    """The sample's last assessment as it is saved."""
    path = tmp_path / "saved.json"
    documents.save_assessment_json(kept(sample, 3), sample.shop_name, path)
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def refusal(desk: Desk, content: bytes | object) -> str:
    """The key with which a file is refused, "" if it is not; a refusal changes nothing."""
    path = desk.path.with_name("in.json")
    is_raw = isinstance(content, bytes)
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    before = assessments.assessments(desk), desk.history.undoable
    try:
        exchange.read_in(desk, path)
    except ReportableError as error:
        key = error.key
    else:
        assert not is_raw
        desk.undo()
        return ""
    now = assessments.assessments(desk), desk.history.undoable
    return key if now == before else f"{key}, but the desk has changed"


def test_a_round_trip_keeps_everything(sample: Desk, desk: Desk, tmp_path: Path) -> None:
    assessments.write_note(sample, 3, "5-1", HOSTILE)
    assessments.exempt(sample, 3, "5-2", "対象外 <b>")
    assessments.defer(sample, 3, "5-3")
    assessments.clear(sample, 3, "5-4")
    begun(desk)
    documents.save_assessment_json(kept(sample, 3), sample.shop_name, tmp_path / "a.json")
    new_id, changes = exchange.read_in(desk, tmp_path / "a.json")
    assert Topic.ASSESSMENTS in changes.topics
    expected = kept(sample, 3)
    assert replace(kept(desk, new_id), id=3, place=expected.place) == expected
    assert answer_of(desk, new_id, "5-1").note == HOSTILE
    desk.undo()
    assert len(assessments.assessments(desk)) == 1


def test_the_same_assessment_is_read_in_once(sample: Desk, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    documents.save_assessment_json(kept(sample, 3), "店", path)
    exchange.read_in(desk, path)
    for known in (desk, sample):
        before = assessments.assessments(known)
        with pytest.raises(ReportableError, match="exchange_known"):
            exchange.read_in(known, path)
        assert assessments.assessments(known) == before


def test_a_byte_order_mark_does_no_harm(desk: Desk, saved: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(saved), encoding="utf-8-sig")
    assert exchange.read_in(desk, path)[1]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"format_version": 2}, "exchange_newer"),
        ({"format": "other"}, "exchange_foreign"),
        ({"questionnaire_version": 99}, "questionnaire_unknown"),
        ({"questionnaire_version": "1"}, "exchange_damaged"),
        ({"uid": ""}, "exchange_damaged"),
        ({"uid": "x" * 101}, "exchange_damaged"),
        ({"held_on": "2026-02-30"}, "exchange_damaged"),
        ({"held_on": "1900-01-01"}, "exchange_damaged"),
        ({"next_on": 5}, "exchange_damaged"),
        ({"targets": {"7": 50}}, "exchange_damaged"),
        ({"targets": {"1": 101}}, "exchange_damaged"),
        ({"targets": {"1": True}}, "exchange_damaged"),
        ({"answers": [None]}, "exchange_damaged"),
        ({"participants": None}, "exchange_damaged"),
    ],
)
def test_unsound_values_are_refused(
    desk: Desk, saved: dict[str, Any], change: dict[str, Any], key: str
) -> None:
    assert refusal(desk, saved | change) == key


@pytest.mark.parametrize(
    "change",
    [
        {"item": "9-9"},
        {"item": "1-2"},
        {"state": "unknown"},
        {"state": "deferred"},
        {"choice": 4},
        {"choice": None},
        {"choice": True},
        {"choice": 2.0},
        {"reason": "x"},
        {"note": None},
        {"note": 5},
    ],
)
def test_unsound_answers_are_refused(
    desk: Desk, saved: dict[str, Any], change: dict[str, Any]
) -> None:
    first, *others = saved["answers"]
    assert refusal(desk, saved | {"answers": [first | change, *others]}) == "exchange_damaged"


def test_text_that_can_not_be_stored_is_replaced(desk: Desk, saved: dict[str, Any]) -> None:
    saved["answers"][0]["note"] = "a\0b\ud842c\r\nd"
    path = desk.path.with_name("in.json")
    path.write_text(json.dumps(saved), encoding="ascii")
    new_id, _ = exchange.read_in(desk, path)
    assert answer_of(desk, new_id, saved["answers"][0]["item"]).note == "a\ufffdb\ufffdc\nd"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
KEYS = [
    "format",
    "format_version",
    "uid",
    "shop",
    "questionnaire_version",
    "held_on",
    "participants",
    "next_on",
    "targets",
    "answers",
]
ACCEPTABLE = {
    "",
    "exchange_foreign",
    "exchange_newer",
    "exchange_damaged",
    "exchange_known",
    "questionnaire_unknown",
}


@given(st.sampled_from(KEYS), ANYTHING)
@settings(max_examples=120)
def test_any_value_under_any_key_is_read_or_refused(
    desk: Desk, saved: dict[str, Any], key: str, value: object
) -> None:
    assert refusal(desk, saved | {key: value}) in ACCEPTABLE
    without = {name: kept for name, kept in saved.items() if name != key}
    assert refusal(desk, without) in ACCEPTABLE


@given(
    st.integers(0, 32),
    st.sampled_from(["item", "state", "choice", "reason", "evidence", "note"]),
    ANYTHING,
)
@settings(max_examples=120)
def test_any_value_in_any_answer_is_read_or_refused(
    desk: Desk, saved: dict[str, Any], number: int, key: str, value: object
) -> None:
    answers = list(saved["answers"])
    answers[number] = answers[number] | {key: value}
    assert refusal(desk, saved | {"answers": answers}) in ACCEPTABLE


@given(st.floats(0, 0.9999))
@settings(max_examples=40)
def test_a_cut_file_is_refused(desk: Desk, saved: dict[str, Any], share: float) -> None:
    whole = json.dumps(saved, ensure_ascii=False).encode()
    assert refusal(desk, whole[: int(len(whole) * share)]) == "exchange_foreign"


@given(st.binary(max_size=200))
@settings(max_examples=60)
@example(b"[" * 200_000)
@example(b'{"format": ' + b"1" * 5000 + b"}")
def test_random_bytes_are_refused(desk: Desk, content: bytes) -> None:
    assert refusal(desk, content) == "exchange_foreign"


def test_a_version_of_300_digits_is_refused(desk: Desk, saved: dict[str, Any]) -> None:
    assert refusal(desk, saved | {"questionnaire_version": 10**300}) in ACCEPTABLE - {""}


def test_a_file_that_is_too_large_is_refused(desk: Desk, saved: dict[str, Any]) -> None:
    padded = json.dumps(saved).encode().ljust(exchange.LARGEST_FILE + 1)
    assert refusal(desk, padded) == "exchange_foreign"


def test_a_missing_file_and_a_folder_can_not_be_read(desk: Desk, tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(ReportableError, match="exchange_unreadable"):
            exchange.read_in(desk, path)


def test_dates_come_back_as_dates(desk: Desk, saved: dict[str, Any]) -> None:
    path = desk.path.with_name("in.json")
    path.write_text(json.dumps(saved | {"next_on": None, "held_on": "2026-01-31"}))
    new_id, _ = exchange.read_in(desk, path)
    assert kept(desk, new_id).details.held_on == date(2026, 1, 31)
    assert kept(desk, new_id).details.next_on is None
