"""Marks of persons: set, undone, joined and parted; honoured by every way out."""

import json
from datetime import date, datetime, time
from pathlib import Path

import pytest

from crm_desk.desk import desk as desk_module
from crm_desk.desk.capabilities import MARK_EFFECTS, MERGE_RULES, PERSON_TABLES
from crm_desk.desk.changes import NOTHING
from crm_desk.desk.contacts import consent, mailing, marks
from crm_desk.desk.contacts.outgoing import PaperKind, PaperRequest
from crm_desk.desk.customers import disclosure, erasing, people
from crm_desk.desk.customers.disclosure import as_json
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import making, outgoing, plans, worklist
from crm_desk.domain.contacts.consent import Block
from crm_desk.domain.contacts.marks import STOPS, MarkKind
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.contacts.purposes import Purpose
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.followup.plan import Halt
from crm_desk.domain.followup.standing import PlanState
from crm_desk.domain.money import Money
from tests.desk.contacts.marking import asked, noted, set_mark
from tests.desk.customers.people import TODAY as MERGED_ON
from tests.desk.customers.people import bring, order
from tests.desk.followup.making import (
    AYANO,
    DESIGN,
    HANAKO,
    JA,
    SHIGERU,
    day,
    followed,
    plan_of,
    standing_of,
    state,
)
from tests.desk.followup.test_ways_out import TODAY, Record, brought, reached, with_plans

NOW = day(10)
HOME = "東京都千代田区千代田1-1"
FAMILY = [
    Record("佐藤 一郎", "home@example.jp", "03-1234-5678", HOME),
    Record("佐藤 花子", "home@example.jp", "03-1234-5678", HOME),
    Record("鈴木 健", "ken@example.jp", "090-1111-2222", "大阪市北区2-2"),
]


@pytest.fixture(autouse=True)
def of_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_module, "today", lambda: TODAY)
    monkeypatch.setattr(consent, "this_day", lambda: TODAY)


def marks_of(desk: Desk, customer: int) -> list[MarkKind]:
    found = marks.marks_and_note(desk, [customer], NOW).get(customer, marks.NO_REMARKS)
    return [mark.kind for mark in found.marks]


# Ways out


@pytest.mark.parametrize("kind", MarkKind)
def test_no_way_out_leads_to_what_a_mark_stops(desk: Desk, kind: MarkKind) -> None:
    customers = list(brought(desk, FAMILY))
    plan_ids = with_plans(desk, customers)
    before = reached(desk, customers, plan_ids)
    # Without the stop of the plan: every other way out has to hold by itself.
    marks.set_mark(desk, customers[0], marks.usual_mark(kind, TODAY), TODAY, JA, ())
    after = reached(desk, customers, plan_ids)
    stopped = {(customers[0], medium) for medium in STOPS[kind]}
    assert not after & stopped
    # The family at the same address, telephone and mail is not touched, nor is any other medium.
    # (A plan through one medium less is no plan; the steps that can be made stay.)
    assert {each for each in before if each[0] != customers[0]} == {
        each for each in after if each[0] != customers[0]
    }


def test_mourning_stops_new_year_cards_and_nothing_else(desk: Desk) -> None:
    customers = list(brought(desk, FAMILY))
    set_mark(desk, customers[0], MarkKind.MOURNING, TODAY)

    def cards(purpose: Purpose | None, on: date) -> list[int]:
        found = mailing.mailing(desk, customers, purpose=purpose, day=on)
        return sorted(id_ for each in found.addressees for id_ in each.customer_ids)

    assert cards(Purpose.NEW_YEAR, date(2026, 12, 20)) == customers[1:]
    assert cards(Purpose.NEW_YEAR, date(2027, 12, 20)) == customers
    assert cards(Purpose.THANKS, date(2026, 12, 20)) == customers
    assert cards(None, date(2026, 12, 20)) == customers


@pytest.mark.parametrize(("purpose", "sheets"), [("年賀状", 1), ("冬のごあいさつ", 2)])
def test_cards_of_plans_that_are_new_year_cards_by_their_words(
    desk: Desk, purpose: str, sheets: int
) -> None:
    customers = list(brought(desk, [FAMILY[0], FAMILY[2]]))
    plan_ids = with_plans(desk, customers)
    set_mark(desk, customers[0], MarkKind.MOURNING, TODAY)
    wanted = PaperRequest(PaperKind.POSTCARDS, tuple(plan_ids), purpose)
    found = outgoing.prepare(desk, wanted, "店", Money(), JA, TODAY)
    assert found.sheets == sheets


def test_an_undecided_note_holds_back_from_every_way_out(desk: Desk) -> None:
    customers = list(brought(desk, FAMILY))
    plan_ids = with_plans(desk, customers)
    noted(desk, customers[0], note="奥様より お電話、ご主人逝去")
    assert customers[0] not in {id_ for id_, _ in reached(desk, customers, plan_ids)}
    wanted = PaperRequest(PaperKind.LABELS_2X6, tuple(plan_ids))
    assert outgoing.prepare(desk, wanted, "店", Money(), JA, TODAY).unread == 1
    assert marks.unread(desk, TODAY) == 1
    marks.decline(desk, customers[0], MarkKind.DECEASED, TODAY)
    assert customers[0] in {id_ for id_, _ in reached(desk, customers, plan_ids)}


def test_a_second_record_of_the_dead_is_held_back_and_asked_about(desk: Desk) -> None:
    father, twin = (
        Record("佐藤 一郎", mail, "03-1234-5678", HOME) for mail in ("a@x.jp", "b@x.jp")
    )
    one, two = brought(desk, [father, twin])
    set_mark(desk, one, MarkKind.DECEASED, TODAY)
    found = consent.consents(desk, two)
    assert set(found.blocks.values()) == {Block.PERHAPS_NO_CONTACT}
    assert found.reach.lookalike is not None
    assert found.reach.lookalike.is_deceased
    assert people.possible_duplicates(desk)[0].reasons[0] == "no_contact"
    people.keep_apart(desk, one, two)
    assert consent.consents(desk, two).blocks.get(Way.POSTCARD) is None


def test_who_died_is_known_after_their_import_is_taken_back(desk: Desk) -> None:
    row = order(1, "2026/08/01", "M1", "佐藤 一郎", "a@x.jp", "03-1234-5678", address=HOME)
    bring(desk, [row], "店1")
    (one,) = marks_ids(desk)
    set_mark(desk, one, MarkKind.DECEASED, TODAY)
    desk.store.write(lambda c: c.execute("DELETE FROM shop_order"))
    desk.store.write(lambda c: c.execute("DELETE FROM customer"))
    other = order(2, "2026/08/02", "X9", "佐藤一郎", "", "03-1234-5678", address=HOME)
    bring(desk, [other], "店2")
    (two,) = marks_ids(desk)
    assert set(consent.consents(desk, two).blocks.values()) == {Block.PERHAPS_NO_CONTACT}


def marks_ids(desk: Desk) -> list[int]:
    return [id_ for (id_,) in desk.store.read(lambda c: c.execute("SELECT id FROM customer"))]


# Plans


def test_a_death_stops_the_open_plan_in_the_same_step(shop: Desk) -> None:
    (plan,) = followed(shop, HANAKO)
    before = state(shop)
    mark = marks.usual_mark(MarkKind.DECEASED, NOW)
    found = marks.marking(shop, HANAKO, mark, NOW, JA, MARK_EFFECTS)
    assert found.said == (JA("marks.said_stopped", reason="ご逝去"),)
    assert found.edit is not None
    shop.apply(found.edit)
    halted = plan_of(shop, plan).cancelled
    assert halted is not None
    assert (halted.day, halted.reason) == (NOW, "ご逝去")
    assert standing_of(shop, plan, NOW).state is PlanState.CANCELLED
    shop.undo()
    assert state(shop) == before
    assert standing_of(shop, plan, NOW).is_open
    shop.redo()
    assert not standing_of(shop, plan, NOW).is_open


def test_a_plan_that_is_over_is_left_as_it_was(shop: Desk) -> None:
    (plan,) = followed(shop, HANAKO)
    plans.cancel(shop, [plan], "引っ越し", NOW)
    set_mark(shop, HANAKO, MarkKind.DECEASED, NOW)
    assert plan_of(shop, plan).cancelled == Halt(NOW, "引っ越し")


@pytest.mark.parametrize("kind", [each for each in MarkKind if each is not MarkKind.DECEASED])
def test_other_marks_leave_the_plan_and_show_its_steps_blocked(shop: Desk, kind: MarkKind) -> None:
    (plan,) = followed(shop, HANAKO)
    set_mark(shop, HANAKO, kind, NOW)
    row = worklist.rows(shop, [plan], NOW)[plan]
    assert row.standing.is_open
    # The first step of the template is a call.
    assert row.block is (Block.NO_CALLS if kind is MarkKind.NO_PHONE else None)
    assert [mark.kind for mark in row.remarks.marks] == [kind]


def test_no_plan_is_made_by_hand_for_who_died(shop: Desk) -> None:
    set_mark(shop, HANAKO, MarkKind.DECEASED, NOW)
    drafts = [making.draft(HANAKO, DESIGN.templates["B"], NOW)]
    with pytest.raises(ReportableError, match="way_blocked"):
        making.make(shop, drafts, NOW, NOW)


# Setting and removing


def test_a_mark_has_its_day_and_source_and_goes_again(shop: Desk) -> None:
    set_mark(shop, HANAKO, MarkKind.NO_MAILINGS, NOW)
    (mark,) = marks.marks_and_note(shop, [HANAKO], NOW)[HANAKO].marks
    assert (mark.day, mark.source, mark.year) == (NOW, "お電話で", None)
    marks.remove_mark(shop, HANAKO, MarkKind.NO_MAILINGS, NOW)
    assert marks_of(shop, HANAKO) == []
    shop.undo()
    assert marks_of(shop, HANAKO) == [MarkKind.NO_MAILINGS]
    shop.undo()
    assert marks_of(shop, HANAKO) == []


def test_the_same_mark_again_is_no_step(shop: Desk) -> None:
    set_mark(shop, HANAKO, MarkKind.NO_VISIT, NOW)
    assert set_mark(shop, HANAKO, MarkKind.NO_VISIT, NOW) == NOTHING
    assert marks.remove_mark(shop, SHIGERU, MarkKind.NO_VISIT, NOW) == NOTHING


def test_mourning_is_of_this_year_unless_said_otherwise(shop: Desk) -> None:
    set_mark(shop, HANAKO, MarkKind.MOURNING, NOW)
    set_mark(shop, SHIGERU, MarkKind.MOURNING, NOW, 2027)
    found = marks.marks_and_note(shop, [HANAKO, SHIGERU], NOW)
    assert [found[id_].marks[0].year for id_ in (HANAKO, SHIGERU)] == [2026, 2027]


@pytest.mark.parametrize("year", [2025, 1926, 2037, 9999])
def test_a_year_that_is_over_or_far_is_refused(shop: Desk, year: int) -> None:
    with pytest.raises(ReportableError, match="mark_year"):
        set_mark(shop, HANAKO, MarkKind.MOURNING, NOW, year)
    assert marks_of(shop, HANAKO) == []


def test_a_day_ahead_is_refused(shop: Desk) -> None:
    mark = marks.usual_mark(MarkKind.DECEASED, day(20))
    with pytest.raises(ReportableError, match="approach_ahead"):
        marks.set_mark(shop, HANAKO, mark, NOW, JA, MARK_EFFECTS)


def test_a_customer_who_is_gone_gets_no_mark(shop: Desk) -> None:
    with pytest.raises(ReportableError, match="customer_gone"):
        set_mark(shop, 999, MarkKind.DECEASED, NOW)


# Joined names


def test_marks_of_both_names_hold_and_each_has_its_own_back(shop: Desk) -> None:
    set_mark(shop, HANAKO, MarkKind.NO_PHONE, NOW)
    set_mark(shop, SHIGERU, MarkKind.NO_VISIT, NOW)
    people.merge(shop, HANAKO, SHIGERU, MERGED_ON, JA, MERGE_RULES)
    assert (
        marks_of(shop, HANAKO) == marks_of(shop, SHIGERU) == [MarkKind.NO_PHONE, MarkKind.NO_VISIT]
    )
    second = people.person(shop, HANAKO)
    assert second is not None
    people.part(shop, second.names[0].customer.id, MERGED_ON, JA, MERGE_RULES)
    assert marks_of(shop, HANAKO) == [MarkKind.NO_PHONE]
    assert marks_of(shop, SHIGERU) == [MarkKind.NO_VISIT]


def test_a_mark_set_while_joined_stays_with_both(shop: Desk) -> None:
    people.merge(shop, HANAKO, SHIGERU, MERGED_ON, JA, MERGE_RULES)
    set_mark(shop, SHIGERU, MarkKind.DECEASED, NOW)
    second = people.person(shop, HANAKO)
    assert second is not None
    people.part(shop, second.names[0].customer.id, MERGED_ON, JA, MERGE_RULES)
    assert marks_of(shop, HANAKO) == marks_of(shop, SHIGERU) == [MarkKind.DECEASED]


def test_removing_takes_it_from_every_name(shop: Desk) -> None:
    for one in (HANAKO, SHIGERU):
        set_mark(shop, one, MarkKind.NO_PHONE, NOW)
    people.merge(shop, HANAKO, SHIGERU, MERGED_ON, JA, MERGE_RULES)
    marks.remove_mark(shop, HANAKO, MarkKind.NO_PHONE, NOW)
    assert marks_of(shop, SHIGERU) == []


def test_the_longer_mourning_of_two_names_holds(shop: Desk) -> None:
    set_mark(shop, HANAKO, MarkKind.MOURNING, NOW, 2026)
    set_mark(shop, SHIGERU, MarkKind.MOURNING, NOW, 2028)
    people.merge(shop, HANAKO, SHIGERU, MERGED_ON, JA, MERGE_RULES)
    assert marks.marks_and_note(shop, [HANAKO], NOW)[HANAKO].marks[0].year == 2028


# Proposals


def test_words_propose_and_a_yes_marks_with_where_it_stood(shop: Desk) -> None:
    noted(shop, HANAKO, note="足が悪い。DM不要とのこと")
    (found,) = marks.open_proposals(shop, NOW)
    assert (found.root, found.kind) == (HANAKO, MarkKind.NO_MAILINGS)
    mark = marks.usual_mark(found.kind, NOW, marks.source_of(found, JA))
    marks.set_mark(shop, HANAKO, mark, NOW, JA, MARK_EFFECTS)
    assert asked(shop, NOW) == []
    (kept,) = marks.marks_and_note(shop, [HANAKO], NOW)[HANAKO].marks
    assert kept.source == "メモ「DM不要とのこと」"
    marks.remove_mark(shop, HANAKO, MarkKind.NO_MAILINGS, NOW)
    # Whoever takes the mark away has read the note.
    assert asked(shop, NOW) == []
    shop.undo()
    shop.undo()
    assert asked(shop, NOW) == [(HANAKO, MarkKind.NO_MAILINGS)]


def test_a_no_is_remembered_until_the_note_reads_otherwise(shop: Desk) -> None:
    noted(shop, HANAKO, note="先代はご逝去")
    marks.decline(shop, HANAKO, MarkKind.DECEASED, NOW)
    assert asked(shop, NOW) == []
    noted(shop, HANAKO, note="先代は ご逝去")
    noted(shop, HANAKO, note="先代はご逝去")
    assert asked(shop, NOW) == []
    noted(shop, HANAKO, note="ご本人ご逝去")
    assert asked(shop, NOW) == [(HANAKO, MarkKind.DECEASED)]
    noted(shop, HANAKO, note="お元気です")
    assert asked(shop, NOW) == []


def test_declining_can_be_undone(shop: Desk) -> None:
    noted(shop, HANAKO, note="電話×")
    marks.decline(shop, HANAKO, MarkKind.NO_PHONE, NOW)
    assert marks.decline(shop, HANAKO, MarkKind.NO_PHONE, NOW) == NOTHING
    shop.undo()
    assert asked(shop, NOW) == [(HANAKO, MarkKind.NO_PHONE)]


def test_two_proposals_of_one_note_are_answered_one_by_one(shop: Desk) -> None:
    noted(shop, HANAKO, note="電話×、DM不要")
    assert asked(shop, NOW) == [(HANAKO, MarkKind.NO_MAILINGS), (HANAKO, MarkKind.NO_PHONE)]
    set_mark(shop, HANAKO, MarkKind.NO_PHONE, NOW)
    assert asked(shop, NOW) == [(HANAKO, MarkKind.NO_MAILINGS)]
    assert marks.unread(shop, NOW) == 1


def test_of_the_dead_nothing_more_is_asked(shop: Desk) -> None:
    noted(shop, HANAKO, note="ご逝去、DM不要")
    set_mark(shop, HANAKO, MarkKind.DECEASED, NOW)
    assert asked(shop, NOW) == []


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"name": "故 髙橋 花子"}, MarkKind.DECEASED),
        ({"address": "東京都千代田区千代田1-1(転居先不明)"}, MarkKind.MOVED_AWAY),
        ({"note": "訪問×"}, MarkKind.NO_VISIT),
    ],
)
def test_names_and_addresses_propose_as_notes_do(
    shop: Desk, said: dict[str, str], kind: MarkKind
) -> None:
    noted(shop, AYANO, **said)
    assert asked(shop, NOW) == [(AYANO, kind)]


def test_a_proposal_under_one_name_holds_the_whole_person_back(shop: Desk) -> None:
    noted(shop, SHIGERU, note="転居先不明")
    people.merge(shop, HANAKO, SHIGERU, MERGED_ON, JA, MERGE_RULES)
    root = marks.open_proposals(shop, NOW)[0].root
    assert set(consent.consents(shop, root).blocks.values()) == {Block.UNREAD_NOTE}
    marks.decline(shop, HANAKO, MarkKind.MOVED_AWAY, NOW)
    assert asked(shop, NOW) == []
    second = people.person(shop, root)
    assert second is not None
    people.part(shop, second.names[0].customer.id, MERGED_ON, JA, MERGE_RULES)
    assert asked(shop, NOW) == []


def test_a_mourning_of_a_year_that_is_over_asks_nothing(shop: Desk) -> None:
    noted(shop, HANAKO, note="2025年 喪中")
    assert asked(shop, NOW) == []
    assert asked(shop, date(2025, 12, 1)) == [(HANAKO, MarkKind.MOURNING)]


def test_a_note_of_ten_thousand_signs_is_read_to_its_end(shop: Desk) -> None:
    noted(shop, HANAKO, note="お孫さんの話。" * 1430 + "訪問不可")
    (found,) = marks.open_proposals(shop, NOW)
    assert (found.kind, found.words) == (MarkKind.NO_VISIT, "訪問不可")
    noted(shop, HANAKO, note="あ" * 10_000 + "ご逝去")
    (found,) = marks.open_proposals(shop, NOW)
    assert len(found.words) <= 60


def test_an_import_brings_its_proposals_with_it(desk: Desk) -> None:
    bring(desk, [order(1, "2026/08/01", "M1", "故 佐藤 一郎", "a@x.jp")])
    assert [kind for _, kind in asked(desk, NOW)] == [MarkKind.DECEASED]
    bring(desk, [order(2, "2026/09/01", "M1", "佐藤 一郎", "a@x.jp")])
    assert asked(desk, NOW) == []


def test_notes_of_all_names_are_shown(shop: Desk) -> None:
    noted(shop, HANAKO, note="足が悪い")
    noted(shop, SHIGERU, note="孫の名前は蓮くん")
    people.merge(shop, HANAKO, SHIGERU, MERGED_ON, JA, MERGE_RULES)
    found = marks.marks_and_note(shop, [HANAKO, SHIGERU, AYANO], NOW)
    assert found.keys() == {HANAKO, SHIGERU}
    assert set(found[HANAKO].note.split("\n")) == {"足が悪い", "孫の名前は蓮くん"}


# Personal data


def test_marks_are_told_and_erased(shop: Desk, tmp_path: Path) -> None:
    noted(shop, HANAKO, note="訪問×、DM不要")
    set_mark(shop, HANAKO, MarkKind.NO_VISIT, NOW)
    wanted = disclosure.request(shop, HANAKO, PERSON_TABLES, datetime.combine(NOW, time(9)))
    held = json.loads(as_json(disclosure.disclosure(wanted)))["held"]
    assert held["person_mark"][0]["kind"] == "no_visit"
    assert {row["kind"] for row in held["mark_proposal"]} == {"no_visit", "no_mailings"}
    erasing.erase(shop, HANAKO, PERSON_TABLES)
    for table in ("person_mark", "mark_answer", "mark_proposal"):
        sql = f"SELECT count(*) FROM {table}"  # noqa: S608
        assert shop.store.read(lambda c, s=sql: c.execute(s).fetchone()) == (0,)  # type: ignore[misc]
