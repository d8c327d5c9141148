import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desk.desk.assessment import assessments
from crm_desk.desk.changes import NOTHING, Changes, Topic
from crm_desk.desk.desk import Desk
from crm_desk.desk.history import STEPS
from crm_desk.desk.route import Route
from crm_desk.domain.assessment.assessment import Assessment
from crm_desk.domain.errors import ReportableError
from tests.desk.making import DAY, answer_of, begun, kept, new_desk

ITEMS = st.sampled_from(["1-1", "5-9", "6-4"])
TEXTS = st.sampled_from(["", "a", "ab", "𠮷 <b>"])
OPERATIONS = st.one_of(
    st.tuples(st.just("choose"), ITEMS, st.integers(0, 3)),
    st.tuples(st.just("defer"), ITEMS, st.none()),
    st.tuples(st.just("clear"), ITEMS, st.none()),
    st.tuples(st.just("exempt"), ITEMS, st.sampled_from(["なし", "x"])),
    st.tuples(st.just("write_note"), ITEMS, TEXTS),
    st.tuples(st.just("write_evidence"), ITEMS, TEXTS),
    st.tuples(st.just("start"), st.none(), st.integers(-40, 40)),
    st.tuples(st.just("delete"), st.none(), st.none()),
    st.tuples(st.just("targets"), ITEMS, st.integers(0, 100)),
    st.tuples(st.just("details"), ITEMS, st.integers(-40, 40)),
    st.tuples(st.just("undo"), st.none(), st.none()),
    st.tuples(st.just("redo"), st.none(), st.none()),
)

State = tuple[str, tuple[Assessment, ...]]


def state(desk: Desk) -> State:
    return desk.shop_name, assessments.assessments(desk)


def carry_out(desk: Desk, name: str, item_id: str | None, value: object) -> Changes:
    """One operation on the newest assessment."""
    if name == "start":
        assert isinstance(value, int)
        return assessments.start(desk, DAY + timedelta(days=value))[1]
    if name in ("undo", "redo"):
        changes: Changes = getattr(desk, name)()
        return changes
    found = assessments.assessments(desk)
    if not found:
        return NOTHING
    newest = found[-1]
    if name == "delete":
        return assessments.delete(desk, newest.id)
    if name == "targets":
        assert isinstance(value, int)
        return assessments.set_targets(desk, newest.id, {str(item_id)[0]: value})
    if name == "details":
        assert isinstance(value, int)
        other = replace(newest.details, next_on=DAY + timedelta(days=value), participants="佐藤")
        return assessments.change_details(desk, newest.id, other)
    use_case: Callable[..., Changes] = getattr(assessments, name)
    rest = () if value is None else (value,)
    return use_case(desk, newest.id, item_id, *rest)


@given(st.lists(OPERATIONS, max_size=45))
@settings(max_examples=40)
def test_undoing_all_restores_the_earlier_and_redoing_the_later(
    tmp_path_factory: pytest.TempPathFactory, operations: list[tuple[str, str | None, object]]
) -> None:
    with new_desk(tmp_path_factory.mktemp("undo") / "a.crmdesk") as desk:
        begun(desk)
        for operation in operations:
            before, undone = state(desk), operation[0] in ("undo", "redo")
            changes = carry_out(desk, *operation)
            assert undone or bool(changes) == (state(desk) != before)
        while desk.redo():
            pass
        seen = [state(desk)]
        while desk.undo():
            seen.append(state(desk))
        assert len(seen) <= STEPS + 1
        for expected in reversed(seen[:-1]):
            assert desk.redo()
            assert state(desk) == expected
        assert desk.redo() == NOTHING
        for expected in seen[1:]:
            assert desk.undo()
            assert state(desk) == expected


@given(st.lists(OPERATIONS.filter(lambda o: o[0] not in ("undo", "redo")), max_size=12))
@settings(max_examples=40)
def test_each_step_back_is_exactly_one_earlier_state(
    tmp_path_factory: pytest.TempPathFactory, operations: list[tuple[str, str | None, object]]
) -> None:
    with new_desk(tmp_path_factory.mktemp("undo") / "a.crmdesk") as desk:
        history = [state(desk)]
        for operation in operations:
            carry_out(desk, *operation)
            history.append(state(desk))
        while desk.undo():
            assert state(desk) in history
        assert state(desk) == history[0]


def test_30_steps_can_be_undone(desk: Desk) -> None:
    begun_id = begun(desk)
    for step in range(40):
        assessments.choose(desk, begun_id, "1-1", step % 4)
    undone = 0
    while desk.undo():
        undone += 1
    assert undone == 30
    assert answer_of(desk, begun_id, "1-1").choice == 9 % 4


def test_typing_is_one_step_and_choices_are_not(desk: Desk) -> None:
    begun_id = begun(desk)
    for text in ("お", "お客", "お客様"):
        assessments.write_note(desk, begun_id, "1-1", text)
    desk.undo()
    assert answer_of(desk, begun_id, "1-1").is_blank
    desk.redo()
    assert answer_of(desk, begun_id, "1-1").note == "お客様"
    for level in (1, 2):
        assessments.choose(desk, begun_id, "1-1", level)
    desk.undo()
    assert answer_of(desk, begun_id, "1-1").choice == 1


def test_typing_elsewhere_is_another_step(desk: Desk) -> None:
    begun_id = begun(desk)
    assessments.write_note(desk, begun_id, "1-1", "a")
    assessments.write_evidence(desk, begun_id, "1-1", "b")
    assessments.write_note(desk, begun_id, "1-2", "c")
    assessments.write_note(desk, begun_id, "1-1", "ad")
    notes = []
    for _ in range(4):
        notes.append([answer_of(desk, begun_id, i).note for i in ("1-1", "1-2")])
        desk.undo()
    assert notes == [["ad", "c"], ["a", "c"], ["a", ""], ["a", ""]]
    assert kept(desk, begun_id).answers == {}


def test_typing_after_undo_does_not_join_the_older_step(desk: Desk) -> None:
    begun_id = begun(desk)
    assessments.write_note(desk, begun_id, "1-1", "a")
    assessments.choose(desk, begun_id, "1-1", 1)
    desk.undo()
    assessments.write_note(desk, begun_id, "1-1", "ab")
    desk.undo()
    assert answer_of(desk, begun_id, "1-1").note == "a"


def test_a_new_edit_ends_what_could_be_redone(desk: Desk) -> None:
    begun_id = begun(desk)
    assessments.choose(desk, begun_id, "1-1", 1)
    desk.undo()
    assessments.choose(desk, begun_id, "1-2", 2)
    assert desk.redo() == NOTHING
    assert answer_of(desk, begun_id, "1-1").is_blank


def test_undo_says_where_it_changed_something(desk: Desk) -> None:
    begun_id = begun(desk)
    assessments.choose(desk, begun_id, "5-3", 1)
    expected = Changes(
        frozenset({Topic.ANSWERS}), Route("assessment", "wizard", begun_id, item="5-3")
    )
    assert (desk.undo(), desk.redo()) == (expected, expected)


def test_a_deleted_assessment_comes_back_whole(sample: Desk) -> None:
    before = state(sample)
    assert Topic.ASSESSMENTS in assessments.delete(sample, 2).topics
    assert [a.id for a in assessments.assessments(sample)] == [1, 3]
    sample.undo()
    assert state(sample) == before


def test_the_shop_name_can_be_undone(desk: Desk) -> None:
    assert desk.rename_shop(" 髙島屋\n本店 ").topics == {Topic.DESK}
    assert desk.shop_name == "髙島屋 本店"
    assert desk.rename_shop("  ") == NOTHING
    desk.undo()
    assert desk.shop_name == "みずほ茶舗"


class FullDisk:
    def __call__(self, *_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error


@pytest.mark.parametrize("action", ["apply", "undo", "redo"])
def test_a_failed_write_leaves_history_and_file_as_they_were(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    begun_id = begun(desk)
    assessments.choose(desk, begun_id, "1-1", 1)
    assessments.choose(desk, begun_id, "1-1", 2)
    desk.undo()
    before = state(desk), desk.history.undoable, desk.history.redoable
    attempts: dict[str, Callable[[], Changes]] = {
        "apply": lambda: assessments.choose(desk, begun_id, "1-2", 3),
        "undo": desk.undo,
        "redo": desk.redo,
    }
    with monkeypatch.context() as patched:
        patched.setattr("crm_desk.store.assessment.assessments.put_answer", FullDisk())
        with pytest.raises(ReportableError, match="disk_full"):
            attempts[action]()
    assert (state(desk), desk.history.undoable, desk.history.redoable) == before
    assert attempts[action]()


def test_undo_ends_when_the_desk_is_closed(tmp_path: Path) -> None:
    with new_desk(tmp_path / "a.crmdesk") as desk:
        assessments.start(desk, date(2026, 1, 1))
    with Desk(tmp_path / "a.crmdesk") as again:
        assert again.undo() == NOTHING
        assert len(assessments.assessments(again)) == 1
