"""One time line of a person: whatever capabilities know, each once, where it belongs."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.desk.capabilities import COMPLAINT_RULES, MERGE_RULES, TIMELINE
from crm_desk.desk.contacts import consent, mailing
from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import checking, plans
from crm_desk.desk.followup.checking import ApproachInput
from crm_desk.desk.importing import batches
from crm_desk.desk.resources import texts
from crm_desk.desk.timeline import entries, reading
from crm_desk.desk.timeline_rows import Record, RowGroup, RowMark, TimelineQuestion, TimelineRow
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.money import Money
from tests.desk.customers.people import bring, order
from tests.desk.followup.making import AYANO, HANAKO, SHIGERU, START, day, followed
from tests.desk.timeline.making import COMPLAINT, NOON, NOTE, added, close, said

JA = texts("ja")
LATER = day(40)


def line(desk: Desk, customer: int = HANAKO, today: date = LATER) -> reading.Timeline:
    return reading.timeline(desk, TimelineQuestion(customer, today, JA, Money(), TIMELINE))


def told(desk: Desk, customer: int = HANAKO, today: date = LATER) -> list[tuple[date, str, str]]:
    return [(row.day, row.title, row.words) for row in line(desk, customer, today).rows]


def test_a_purchase_a_plan_and_its_approaches(shop: Desk) -> None:
    (plan,) = followed(shop, HANAKO)
    checking.check_off(shop, [plan], day(3), ApproachInput(note="お元気でした"))
    rows = line(shop).rows
    assert [(row.day, row.title) for row in rows] == [
        (day(3), "お声がけ"),
        (START, "計画"),
        (date(2026, 9, 1), "購入"),
    ]
    assert "フォロー 1回目" in rows[0].words
    assert "お元気でした" in rows[0].words
    assert rows[1].route is not None
    assert rows[2].figure == "¥3,000"


def test_what_is_checked_off_stands_there_at_once_and_undo_takes_it_back(shop: Desk) -> None:
    (plan,) = followed(shop, HANAKO)
    before = line(shop)
    checking.check_off(shop, [plan], day(3))
    assert len(line(shop).rows) == len(before.rows) + 1
    shop.undo()
    assert line(shop) == before


def test_a_corrected_day_moves_the_row(shop: Desk) -> None:
    checking.record_outside(shop, HANAKO, day(9), ApproachInput(day=day(9), way=Way.PHONE))
    row = line(shop).rows[0]
    made = checking.approach(shop, row.record.id, day(9))
    assert made is not None
    checking.change_approach(shop, replace(made, day=date(2026, 8, 1)), day(9))
    assert [row.title for row in line(shop).rows] == ["購入", "お声がけ"]
    assert line(shop).rows[1].record == row.record


def test_pausing_and_ending_a_plan_are_rows(shop: Desk) -> None:
    (plan,) = followed(shop, HANAKO)
    plans.pause(shop, [plan], "ご旅行", day(5))
    assert (day(5), "計画", "フォロー計画を一時停止 ・ ご旅行") in told(shop)
    shop.undo()
    plans.cancel(shop, [plan], "ご本人の希望", day(6))
    assert told(shop)[0] == (day(6), "計画", "フォロー計画の終わり ・ 中止(ご本人の希望)")


def test_a_plan_that_is_met_ends_on_the_day_of_the_last_approach_needed(shop: Desk) -> None:
    (plan,) = followed(shop, HANAKO)
    for after in (3, 21, 35):
        checking.check_off(shop, [plan], day(after))
    ended = [each for each in told(shop) if each[2].startswith("フォロー計画の終わり")]
    assert [each[0] for each in ended] == [day(35)]


def test_a_void_order_is_shown_as_one(desk: Desk) -> None:
    bring(desk, [order(1, "2026/01/05", "1", "花子", status="キャンセル")])
    (row,) = line(desk, 1).rows
    assert (row.mark, row.state) == (RowMark.VOID, "取り消し(数えません)")


def test_what_left_the_desk_is_a_row(shop: Desk) -> None:
    mailing.note_export(shop, mailing.SHEET, "訪問の支度", [HANAKO], datetime(2026, 9, 9, 9, 30))  # noqa: DTZ001
    row = line(shop).rows[0]
    assert (row.moment, row.words) == ("09:30", "個別管理シート ・ 訪問の支度")


def test_entries_are_rows_and_open_cases_stand_on_top(shop: Desk) -> None:
    case = added(shop, HANAKO, COMPLAINT, now=NOON)
    note = said(HANAKO, NOTE, "お孫さんは蓮くん", moment=NOON.replace(hour=13))
    entries.add_entry(shop, note, NOON.replace(hour=14), COMPLAINT_RULES)
    checking.record_outside(shop, HANAKO, day(9), ApproachInput(day=day(9), way=Way.PHONE))
    rows = line(shop, today=day(9)).rows
    assert [row.title for row in rows] == ["クレーム", "お声がけ", "メモ", "購入"]
    assert rows[0].is_waiting
    assert rows[0].state.startswith("期限切れ")
    close(shop, case, outcome="新しい箱をお送りした")
    rows = line(shop, today=day(9)).rows
    assert [row.title for row in rows] == ["お声がけ", "メモ", "クレーム", "購入"]
    assert rows[2].state == "済み・新しい箱をお送りした"


def test_consent_is_told_from_what_to_what(shop: Desk) -> None:
    def say(said: str, on: date, source: str) -> None:
        consent.set_consent(
            shop,
            HANAKO,
            Medium.LINE,
            said,  # type: ignore[arg-type]
            day=on,
            source=source,
            today=day(20),
        )

    say("given", day(1), "お電話で")
    say("refused", day(9), "はがきで")
    assert told(shop)[:2] == [
        (day(9), "承諾", "LINE: 承諾 → 拒否(はがきで)"),
        (day(1), "承諾", "LINE: 不明 → 承諾(お電話で)"),
    ]
    shop.undo()
    assert [row[2] for row in told(shop) if row[1] == "承諾"] == ["LINE: 不明 → 承諾(お電話で)"]
    shop.redo()
    assert len([row for row in told(shop) if row[1] == "承諾"]) == 2


def test_the_same_consent_said_again_is_no_change(shop: Desk) -> None:
    for source in ("お電話で", "はがきで"):
        consent.set_consent(
            shop, HANAKO, Medium.LINE, "given", day=day(1), source=source, today=day(2)
        )
    assert len([row for row in told(shop) if row[1] == "承諾"]) == 1


def test_no_contact_and_back_are_told(shop: Desk) -> None:
    for no_contact in (True, False):
        consent.set_no_contact(
            shop, HANAKO, no_contact=no_contact, day=day(2), source="お手紙", today=day(2)
        )
    said_ = [row[2] for row in told(shop) if row[1] == "承諾"]
    assert said_ == [
        "連絡不可: 連絡不可 → 指定なし(お手紙)",
        "連絡不可: 指定なし → 連絡不可(お手紙)",
    ]


def test_joined_names_have_one_line_and_parting_gives_each_its_own(shop: Desk) -> None:
    added(shop, SHIGERU, NOTE, words="茂さんの話")
    consent.set_consent(
        shop, HANAKO, Medium.LINE, "given", day=day(1), source="お電話で", today=day(2)
    )
    before = {who: line(shop, who) for who in (HANAKO, SHIGERU)}
    assert all(not each.names for each in before.values())
    people.merge(shop, HANAKO, SHIGERU, LATER, JA, MERGE_RULES)
    whole = line(shop, SHIGERU)
    assert whole == line(shop, HANAKO)
    assert set(whole.names.values()) == {"髙橋 花子", "𠮷田 茂"}
    assert sorted(whole.rows) == sorted((*before[HANAKO].rows, *before[SHIGERU].rows))
    named = {whole.names[row.customer] for row in whole.rows if row.words == "茂さんの話"}
    assert named == {"𠮷田 茂"}
    joined = people.person(shop, HANAKO)
    assert joined is not None
    people.part(shop, joined.names[0].customer.id, LATER, JA, MERGE_RULES)
    assert {who: line(shop, who) for who in (HANAKO, SHIGERU)} == before


def test_a_refusal_under_several_names_is_told_once(shop: Desk) -> None:
    people.merge(shop, HANAKO, SHIGERU, LATER, JA, MERGE_RULES)
    consent.set_no_contact(shop, HANAKO, no_contact=True, day=day(2), source="お手紙", today=day(2))
    assert len([row for row in told(shop) if row[1] == "承諾"]) == 1


def test_entries_outlive_an_import_taken_back(desk: Desk) -> None:
    rows = [order(1, "2026/01/05", "1", "花子", phone="090-0111-2222")]
    batch = bring(desk, rows)
    added(desk, 1, NOTE, words="またお電話します")
    batches.revert_import(desk, batch)
    assert line(desk, 1) == reading.NO_TIMELINE
    bring(desk, rows)
    (who,) = people.find(desk, "花子", "name", descending=False).ids
    assert [row.words for row in line(desk, who).rows] == ["またお電話します", "煎茶"]


def test_nobody_has_no_time_line(shop: Desk) -> None:
    assert line(shop, 999) == reading.NO_TIMELINE


def test_sources_of_other_groups_are_not_read(shop: Desk) -> None:
    followed(shop, AYANO)
    asked = TimelineQuestion(
        AYANO, LATER, JA, Money(), TIMELINE, frozenset({RowGroup.APPROACH, RowGroup.INQUIRY})
    )
    rows = reading.timeline(shop, asked).rows
    assert rows
    assert all(row.group is RowGroup.APPROACH for row in rows)


ROWS = st.lists(
    st.builds(
        TimelineRow,
        day=st.dates(date(2024, 1, 1), date(2026, 12, 31)),
        group=st.sampled_from(RowGroup),
        mark=st.sampled_from(RowMark),
        title=st.just(""),
        words=st.text(max_size=3),
        customer=st.integers(1, 3),
        record=st.builds(Record, st.sampled_from(["a", "b"]), st.integers(1, 99)),
        is_waiting=st.booleans(),
    ),
    max_size=30,
)


@given(ROWS, st.sampled_from([None, *RowGroup]))
def test_every_row_stands_once_under_its_month(
    rows: list[TimelineRow], group: RowGroup | None
) -> None:
    rows.sort(key=lambda row: (row.is_waiting, row.day), reverse=True)
    months = reading.by_month(rows, group)
    assert [row for month in months for row in month.rows] == [
        row for row in rows if group is None or row.group is group
    ]
    heads = [(month.year, month.month) for month in months]
    assert len(heads) == len(set(heads))
    assert all(month.rows for month in months)
    known = [head for head in heads if head != (None, None)]
    assert known == sorted(known, reverse=True)
    assert heads[1:].count((None, None)) == 0


@pytest.mark.parametrize("group", [None, *RowGroup])
def test_no_rows_no_months(group: RowGroup | None) -> None:
    assert reading.by_month((), group) == ()
