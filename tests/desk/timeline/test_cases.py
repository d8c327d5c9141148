"""The list of cases, and what is done with one."""

from datetime import date
from pathlib import Path

import pytest

from crm_desk.desk import staff
from crm_desk.desk.analysis import cache, export
from crm_desk.desk.capabilities import COMPLAINT_RULES, PERSON_TABLES
from crm_desk.desk.contacts import mailing
from crm_desk.desk.customers import erasing, people
from crm_desk.desk.desk import Desk
from crm_desk.desk.home import home_facts
from crm_desk.desk.importing import batches
from crm_desk.desk.resources import texts
from crm_desk.desk.route import Route
from crm_desk.desk.timeline import cases, entries
from crm_desk.desk.timeline.documents import CASE_SHEET, CaseSheet
from crm_desk.desk.timeline.wording import who_words
from crm_desk.domain.analysis.figures import AnalysisSettings
from crm_desk.domain.contacts.consent import Block
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.money import Money
from crm_desk.domain.timeline.case import CaseGroup, OrderName, ProductName
from crm_desk.domain.timeline.entry import MOST_SIGNS, EntryKind
from crm_desk.reports.analysis.selection_table import SelectionBook
from crm_desk.store.contacts.held_back import held_back_names
from tests.desk.customers.people import bring
from tests.desk.followup.making import AYANO, HANAKO, JA, PEOPLE, SHIGERU, START, day
from tests.desk.timeline.making import COMPLAINT, INQUIRY, NOON, NOTE, added, close, entry, moment
from tests.reports.paper import pages

TEA = ProductName("T-1", "煎茶")


def groups(desk: Desk, today: date = START) -> dict[CaseGroup, list[int]]:
    found = cases.case_list(desk, today).groups
    return {group: [row.id for row in rows] for group, rows in found.items()}


def test_cases_stand_by_their_due_day(shop: Desk) -> None:
    late, due = added(shop, HANAKO, COMPLAINT), added(shop, SHIGERU, INQUIRY, needs_answer=True)
    done = added(shop, AYANO, COMPLAINT)
    close(shop, done)
    added(shop, AYANO, NOTE)
    assert groups(shop, day(3)) == {
        CaseGroup.OVERDUE: [late],
        CaseGroup.TODAY: [due],
        CaseGroup.CLOSED: [done],
    }
    assert groups(shop)[CaseGroup.LATER] == [late, due]
    assert cases.due_counts(shop, day(3)) == {"overdue": 1, "today": 1}
    assert cases.due_counts(shop, START) == {"overdue": 0, "today": 0}


def test_an_unknown_caller_is_listed_without_a_name(shop: Desk) -> None:
    id_ = added(shop, None, NOTE, caller="090-9999-0000")
    found = cases.case_list(shop, START)
    assert [row.id for row in found.nameless] == [id_]
    assert who_words(found.nameless[0], JA) == "お名前なし 090-9999-0000"
    assert not found.is_empty


@pytest.mark.parametrize(
    "caller", ["090-0111-0002", "０９０ー０１１１ー０００２", "+81 90 0111 0002"]
)
def test_the_only_customer_with_the_number_is_proposed(shop: Desk, caller: str) -> None:
    id_ = added(shop, None, INQUIRY, caller=caller, needs_answer=True)
    found = cases.find_detail(shop, id_)
    assert found is not None
    assert found.match is not None
    assert found.match.customer == SHIGERU
    assert entry(shop, id_).person is None


def test_a_number_that_comes_in_later_is_proposed_then(desk: Desk) -> None:
    id_ = added(desk, None, caller="090-0111-0001")
    assert cases.case_list(desk, START).nameless[0].match is None
    bring(desk, PEOPLE)
    (row,) = cases.case_list(desk, START).nameless
    assert row.match is not None
    entries.join_entry(desk, id_, row.match.customer, NOON, COMPLAINT_RULES)
    assert cases.case_list(desk, START).nameless == []


def test_a_number_that_two_have_is_nobodys(shop: Desk) -> None:
    shop.store.write(
        lambda c: c.execute("UPDATE customer SET phone_digits = '09001110001' WHERE id IN (1, 2)")
    )
    id_ = added(shop, None, caller="090-0111-0001")
    found = cases.find_detail(shop, id_)
    assert found is not None
    assert found.match is None


def test_three_complaints_about_one_product_are_said(shop: Desk) -> None:
    ids = [added(shop, who, COMPLAINT) for who in (HANAKO, SHIGERU, AYANO)]
    for id_ in ids[:2]:
        cases.set_product(shop, id_, TEA, NOON)
    assert cases.case_list(shop, START).often == []
    cases.set_product(shop, ids[2], TEA, NOON)
    assert cases.case_list(shop, START).often == [(TEA, 3)]
    assert cases.case_list(shop, day(29)).often == [(TEA, 3)]
    assert cases.case_list(shop, day(30)).often == []


def test_the_last_three_orders_are_offered(shop: Desk) -> None:
    found = cases.find_detail(shop, added(shop, HANAKO, COMPLAINT))
    assert found is not None
    assert [order.number for order in found.orders] == ["101"]
    order = OrderName(found.orders[0].number, found.orders[0].day)
    cases.set_order(shop, found.entry.id, order, NOON)
    case = entry(shop, found.entry.id).case
    assert case is not None
    assert case.order == order


def test_every_change_of_a_case_can_be_taken_back(shop: Desk) -> None:
    id_ = added(shop, HANAKO, COMPLAINT)
    changes = (
        lambda: cases.set_owner(shop, id_, "山本", NOON),
        lambda: cases.set_due(shop, id_, day(9), NOON),
        lambda: cases.set_product(shop, id_, TEA, NOON),
        lambda: cases.add_line(shop, id_, "お電話した", NOON, NOON),
        lambda: close(shop, id_),
        lambda: cases.reopen(shop, id_, NOON, COMPLAINT_RULES),
    )
    states = [entry(shop, id_)]
    for change in changes:
        change()
        states.append(entry(shop, id_))
    assert len(set(map(repr, states[:-1]))) == len(states) - 1
    for before in reversed(states[:-1]):
        shop.undo()
        assert entry(shop, id_) == before


def test_a_closed_case_takes_a_line_but_no_other_owner(shop: Desk) -> None:
    id_ = added(shop, HANAKO, COMPLAINT)
    close(shop, id_)
    cases.add_line(shop, id_, "もう一度お電話をいただいた", NOON, NOON)
    assert [line.words for line in entry(shop, id_).lines] == ["もう一度お電話をいただいた"]
    with pytest.raises(ReportableError) as refused:
        cases.set_owner(shop, id_, "山本", NOON)
    assert refused.value.key == "case_closed"


@pytest.mark.parametrize(
    ("words", "key"), [("", "entry_empty"), ("あ" * (MOST_SIGNS + 1), "entry_long")]
)
def test_a_line_that_cannot_be_is_refused(shop: Desk, words: str, key: str) -> None:
    id_ = added(shop, HANAKO, COMPLAINT)
    with pytest.raises(ReportableError) as refused:
        cases.add_line(shop, id_, words, NOON, NOON)
    assert refused.value.key == key
    assert entry(shop, id_).lines == ()


@pytest.mark.parametrize(
    ("typed", "amount"), [("", None), (" ", None), ("1,200", 1200), ("￥１２００", 1200), ("0", 0)]
)
def test_an_amount_is_read_as_it_is_typed(desk: Desk, typed: str, amount: int | None) -> None:
    assert cases.read_amount(desk, typed) == amount


def test_an_amount_of_words_is_refused(desk: Desk) -> None:
    with pytest.raises(ReportableError) as refused:
        cases.read_amount(desk, "千二百円くらい")
    assert refused.value.key == "case_amount"


def test_who_has_an_open_complaint_is_left_out_of_mailings_by_name(shop: Desk) -> None:
    id_ = added(shop, HANAKO, COMPLAINT)
    found = mailing.mailing(shop, [HANAKO, SHIGERU])
    assert [who.customer_id for home in found.people for who in home] == [SHIGERU]
    assert [(who.name, block) for who, block, _ in found.left_out] == [
        ("髙橋 花子", Block.OPEN_COMPLAINT)
    ]
    assert set(mailing.reachable(shop, [HANAKO, SHIGERU])) == {SHIGERU}
    close(shop, id_)
    assert mailing.mailing(shop, [HANAKO, SHIGERU]).left_out == ()


def test_a_selection_leaves_them_out_under_every_name(shop: Desk) -> None:
    people.merge(shop, HANAKO, SHIGERU, START, ())
    id_ = added(shop, SHIGERU, COMPLAINT)
    book = _book(shop)
    (root,) = shop.store.read(held_back_names)
    assert root in (HANAKO, SHIGERU)
    assert root not in book.people
    assert len(book.waiting) == 1
    assert len(list(book.rows())) == len(book.people)
    close(shop, id_)
    assert _book(shop).waiting == ()


def _book(desk: Desk) -> SelectionBook:
    look = cache.look(desk, AnalysisSettings())
    return export.selection_book(desk, look, look.select(()), JA, Money())


def test_overdue_cases_are_a_task_with_names(shop: Desk) -> None:
    first = added(shop, HANAKO, COMPLAINT)
    for who in (SHIGERU, AYANO):
        added(shop, who, COMPLAINT)
    added(shop, None, COMPLAINT, caller="0612345678")
    tasks = {task.key: task for task in home_facts(shop, JA, day(2)).tasks}
    assert tasks["cases"].title == "期限を過ぎた対応が4件あります"
    assert "髙橋 花子 様" in tasks["cases"].detail
    assert [person.name for person in tasks["cases"].people][:1] == ["髙橋 花子 様"]
    assert tasks["cases"].people[0].route == Route("customers", "cases", first)
    assert tasks["cases"].others == 1
    assert "ほか1名" in tasks["cases"].detail
    assert tasks["cases"].route == Route("customers", "cases", first)
    assert "cases" not in {task.key for task in home_facts(shop, JA, day(1)).tasks}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_open_cases_are_printed(shop: Desk, tmp_path: Path, language: str) -> None:
    staff.add(shop, "佐藤")
    staff.set_current(shop, staff.staff(shop)[0].id)
    ids = [added(shop, who, COMPLAINT, words=f"言葉{who}") for who in (HANAKO, SHIGERU)]
    close(shop, ids[0])
    path = tmp_path / "cases.pdf"
    sheet = CaseSheet(shop.shop_name, day(3), cases.case_list(shop, day(3)))
    losses = CASE_SHEET.write(sheet, texts(language), path)
    (said,) = pages(path)
    assert "言葉2" in said.replace(" ", "")
    assert "佐藤" in said
    assert "言葉1" not in said
    assert losses is not None


def test_many_cases_go_over_pages_and_none_is_lost(shop: Desk, tmp_path: Path) -> None:
    for number in range(40):
        added(shop, HANAKO, COMPLAINT, words=f"W{number:02}")
    path = tmp_path / "cases.pdf"
    sheet = CaseSheet(shop.shop_name, START, cases.case_list(shop, START))
    CASE_SHEET.write(sheet, JA, path)
    said = pages(path)
    assert len(said) > 1
    assert all(f"W{number:02}" in "".join(said) for number in range(40))


def test_erasing_a_customer_takes_entries_drafts_and_calls_from_their_number(shop: Desk) -> None:
    kept = added(shop, SHIGERU, COMPLAINT)
    added(shop, HANAKO, COMPLAINT)
    added(shop, None, caller="090-0111-0001")
    entries.keep_draft(shop, entries.EntryInput(HANAKO, "", INQUIRY, Way.PHONE, NOON, "途中"))
    erasing.erase(shop, HANAKO, PERSON_TABLES)
    left = shop.store.read(lambda c: c.execute("SELECT id FROM entry").fetchall())
    assert left == [(kept,)]
    assert entries.drafts(shop) == ()


def test_a_customer_who_is_gone_keeps_the_name_in_the_list(shop: Desk) -> None:
    added(shop, HANAKO, COMPLAINT)
    (batch,) = batches.batches(shop)
    batches.revert_import(shop, batch.id)
    (row,) = cases.case_list(shop, START).groups[CaseGroup.LATER]
    assert (row.customer, who_words(row, JA)) == (None, "髙橋 花子(今は取り込みにない方)")
    assert moment(0) == NOON
    assert EntryKind.COMPLAINT is row.kind
