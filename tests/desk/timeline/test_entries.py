"""What a customer did is kept verbatim, outlives imports, and can be put right and taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from crm_desk.desk import staff
from crm_desk.desk.capabilities import COMPLAINT_RULES, MERGE_RULES
from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk
from crm_desk.desk.importing import batches
from crm_desk.desk.timeline import callers, entries
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.timeline.case import CaseState
from crm_desk.domain.timeline.entry import MOST_SIGNS
from crm_desk.store.timeline import entries as rows
from tests.desk.customers.people import bring
from tests.desk.followup.making import HANAKO, JA, PEOPLE, SHIGERU
from tests.desk.timeline.making import (
    COMPLAINT,
    INQUIRY,
    NOON,
    NOTE,
    WORDS,
    added,
    entry,
    moment,
    said,
)


def test_the_words_stay_verbatim(shop: Desk) -> None:
    words = "「もう　たのまない」\n  と、おっしゃった🍵"
    id_ = added(shop, HANAKO, words=f"  {words}\r\n")
    assert entry(shop, id_).words == words


@pytest.mark.parametrize(
    ("kind", "needs_answer", "days"),
    [(COMPLAINT, False, 1), (COMPLAINT, True, 1), (INQUIRY, True, 3), (NOTE, True, 3)],
)
def test_a_case_is_due_as_its_kind_wants(
    shop: Desk, kind: Any, needs_answer: bool, days: int
) -> None:
    case = entry(shop, added(shop, HANAKO, kind, needs_answer=needs_answer)).case
    assert case is not None
    assert case.due == NOON.date() + timedelta(days=days)
    assert case.state(NOON.date()) is CaseState.OPEN


@pytest.mark.parametrize("kind", [INQUIRY, NOTE])
def test_what_waits_for_no_answer_is_no_case(shop: Desk, kind: Any) -> None:
    assert entry(shop, added(shop, HANAKO, kind)).case is None


def test_what_is_written_down_late_is_not_overdue_at_once(shop: Desk) -> None:
    made = said(HANAKO, COMPLAINT, moment=moment(-30))
    entries.add_entry(shop, made, NOON, COMPLAINT_RULES)
    (found,) = entries.entries_of(shop, HANAKO)
    assert found.case is not None
    assert found.case.due > NOON.date()


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"words": ""}, "entry_empty"),
        ({"words": " \n　"}, "entry_empty"),
        ({"words": "あ" * (MOST_SIGNS + 1)}, "entry_long"),
        ({"moment": NOON + timedelta(minutes=1)}, "entry_ahead"),
        ({"moment": moment(1)}, "entry_ahead"),
        ({"moment": NOON.replace(year=1066)}, "date_far"),
        ({"customer": 999}, "customer_gone"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    shop: Desk, change: dict[str, Any], key: str
) -> None:
    with pytest.raises(ReportableError) as refused:
        entries.add_entry(shop, replace(said(HANAKO), **change), NOON, COMPLAINT_RULES)
    assert refused.value.key == key
    assert entries.entries_of(shop, HANAKO) == ()


def test_ten_thousand_signs_are_kept(shop: Desk) -> None:
    words = "あ" * MOST_SIGNS
    assert entry(shop, added(shop, HANAKO, words=words)).words == words


def test_entries_hang_on_the_person_and_come_back_with_the_import(shop: Desk) -> None:
    id_ = added(shop, HANAKO, COMPLAINT)
    (batch,) = batches.batches(shop)
    batches.revert_import(shop, batch.id)
    assert entry(shop, id_).words == WORDS
    bring(shop, PEOPLE)
    back = shop.store.read(lambda c: c.execute("SELECT id FROM customer ORDER BY id").fetchall())
    found = [one.id for (customer,) in back for one in entries.entries_of(shop, customer)]
    assert found == [id_]


def test_joined_names_show_all_and_parting_gives_each_its_own(shop: Desk) -> None:
    first, second = added(shop, HANAKO), added(shop, SHIGERU)
    people.merge(shop, HANAKO, SHIGERU, NOON.date(), JA, MERGE_RULES)
    assert {one.id for one in entries.entries_of(shop, HANAKO)} == {first, second}
    assert {one.id for one in entries.entries_of(shop, SHIGERU)} == {first, second}
    shop.undo()
    assert [one.id for one in entries.entries_of(shop, SHIGERU)] == [second]


@pytest.mark.parametrize(
    "change",
    [
        lambda desk, id_: entries.change_entry(
            desk, id_, said(HANAKO, COMPLAINT, "別の言葉"), NOON, COMPLAINT_RULES
        ),
        lambda desk, id_: entries.remove_entry(desk, id_, NOON, COMPLAINT_RULES),
        lambda desk, id_: entries.join_entry(desk, id_, SHIGERU, NOON, COMPLAINT_RULES),
        lambda desk, id_: entries.join_entry(desk, id_, None, NOON, COMPLAINT_RULES),
    ],
)
def test_every_change_is_one_step_that_can_be_taken_back(
    shop: Desk, change: Callable[[Desk, int], object]
) -> None:
    id_ = added(shop, HANAKO, COMPLAINT)
    before = entry(shop, id_)
    change(shop, id_)
    assert shop.store.read(lambda c: rows.entries(c, [id_])).get(id_) != before
    shop.undo()
    assert entry(shop, id_) == before
    shop.redo()
    assert shop.store.read(lambda c: rows.entries(c, [id_])).get(id_) != before


def test_a_number_nobody_has_is_kept_as_typed_and_joined_later(shop: Desk) -> None:
    id_ = added(shop, None, caller="０９０−９９９９−0000")
    assert entry(shop, id_).person is None
    assert entry(shop, id_).caller == "０９０−９９９９−0000"
    entries.join_entry(shop, id_, HANAKO, NOON, COMPLAINT_RULES)
    assert [one.id for one in entries.entries_of(shop, HANAKO)] == [id_]


def test_new_records_take_who_is_there_and_keep_the_name(shop: Desk) -> None:
    staff.add(shop, "佐藤")
    (one,) = staff.staff(shop)
    staff.set_current(shop, one.id)
    id_ = added(shop, HANAKO, COMPLAINT)
    staff.change_name(shop, one.id, "鈴木")
    case = entry(shop, id_).case
    assert entry(shop, id_).staff == "佐藤"
    assert case is not None
    assert case.owner == "佐藤"
    assert entry(shop, added(shop, HANAKO)).staff == "鈴木"
    staff.remove(shop, one.id)
    assert entry(shop, id_).staff == "佐藤"
    assert entry(shop, added(shop, HANAKO)).staff == ""


def test_drafts_are_kept_apart_and_forgotten_when_saved(shop: Desk) -> None:
    first = entries.keep_draft(shop, said(HANAKO, words="一人目"))
    second = entries.keep_draft(shop, said(None, words="", caller="0612"))
    entries.keep_draft(shop, said(HANAKO, words="一人目のつづき"), first)
    assert [(kept.id, kept.draft.words) for kept in entries.drafts(shop)] == [
        (second, ""),
        (first, "一人目のつづき"),
    ]
    entries.drop_draft(shop, second)
    assert [kept.id for kept in entries.drafts(shop)] == [first]
    assert shop.history.undoable is None or shop.history.undoable.label_key != "entry_add"


def test_a_draft_of_somebody_who_is_gone_keeps_its_words(shop: Desk) -> None:
    entries.keep_draft(shop, said(999, words="途中"))
    ((_, draft),) = entries.drafts(shop)
    assert (draft.customer, draft.words) == (None, "途中")


def test_a_day_of_today_is_never_ahead(shop: Desk) -> None:
    assert entry(shop, added(shop, HANAKO)).moment.date() == date(2026, 9, 7)


# Ids that are given again


def brought_again_in_another_order(desk: Desk) -> None:
    """The import is taken back and made anew: everybody has the id of somebody else."""
    for batch in batches.batches(desk):
        batches.revert_import(desk, batch.id)
    bring(desk, list(reversed(PEOPLE)))


def heard(desk: Desk, digits: str) -> entries.EntryInput:
    """What is typed of whoever rings."""
    (caller,) = callers.find_callers(desk, digits).callers
    return replace(said(caller.id), customer_key=caller.key)


def test_a_note_that_waited_for_an_import_is_of_whoever_rang(shop: Desk) -> None:
    made = heard(shop, "0111-0001")
    brought_again_in_another_order(shop)
    entries.add_entry(shop, made, NOON, COMPLAINT_RULES)
    name = shop.store.read(
        lambda c: c.execute(
            "SELECT c.name FROM entry e JOIN person p ON p.id = e.person_id"
            " JOIN customer c ON c.id = p.customer_id"
        ).fetchone()
    )
    assert name == ("髙橋 花子",)


def test_a_draft_is_of_whoever_rang(shop: Desk) -> None:
    made = heard(shop, "0111-0001")
    brought_again_in_another_order(shop)
    number = entries.keep_draft(shop, made)
    (kept,) = entries.drafts(shop)
    assert kept.draft.customer == heard(shop, "0111-0001").customer != made.customer
    for batch in batches.batches(shop):
        batches.revert_import(shop, batch.id)
    entries.keep_draft(shop, made, number)
    (kept,) = entries.drafts(shop)
    assert (kept.draft.customer, kept.draft.words) == (None, made.words)


def test_whoever_rang_and_is_gone_gets_no_note_of_somebody_else(shop: Desk) -> None:
    made = heard(shop, "0111-0001")
    for batch in batches.batches(shop):
        batches.revert_import(shop, batch.id)
    bring(shop, PEOPLE[1:])
    with pytest.raises(ReportableError, match="customer_gone"):
        entries.add_entry(shop, made, NOON, COMPLAINT_RULES)
    assert shop.store.read(lambda c: c.execute("SELECT 1 FROM entry").fetchall()) == []
