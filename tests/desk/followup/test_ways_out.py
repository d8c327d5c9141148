"""Whoever is refused by any name, number or address reaches no paper, file or plan.

Every way out of the program is tried: the papers by their list, the plan makers, the export of a
selection; a new one is found by the last test.
"""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_desk.desk.analysis import cache, export
from crm_desk.desk.capabilities import DOCUMENTS
from crm_desk.desk.contacts import consent, mailing
from crm_desk.desk.contacts.announcements import ANNOUNCEMENTS
from crm_desk.desk.contacts.outgoing import MAILINGS, PaperRequest
from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.followup import checking, making, month, outgoing, papers, plans, week, worklist
from crm_desk.desk.followup.edits import FollowupEdit
from crm_desk.desk.followup.outgoing import PAPERS
from crm_desk.domain.analysis.figures import AnalysisSettings
from crm_desk.domain.contacts.consent import Block
from crm_desk.domain.contacts.handles import email_box, email_key, fold_address, phone_digits
from crm_desk.domain.contacts.media import BY_POST, Medium, Way
from crm_desk.domain.contacts.purposes import Purpose
from crm_desk.domain.contacts.refusals import REACHED_AT, AddressKind
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.followup.plan import Plan, Step
from crm_desk.domain.money import Money
from tests.desk.customers.people import bring, order
from tests.desk.followup.making import DESIGN, JA

START, TODAY = date(2026, 9, 7), date(2026, 9, 8)
ROOT = Path(__file__).parents[3]
Reached = tuple[int, Medium]


class Record(NamedTuple):
    """A customer as one cart has them."""

    name: str
    email: str
    phone: str
    address: str
    kana: str = ""


def brought(desk: Desk, records: list[Record]) -> dict[int, Record]:
    """Each a member of a cart of its own; by customer."""
    for number, each in enumerate(records, start=1):
        row = order(
            number, "2026/08/01", f"M{number}", *each[:3], address=each.address, kana=each.kana
        )
        bring(desk, [row], f"店{number % 3}")
    ids = desk.store.read(
        lambda c: c.execute("SELECT member_no, id FROM customer WHERE member_no <> ''").fetchall()
    )
    return {id_: records[int(member[1:]) - 1] for member, id_ in ids}


def with_plans(desk: Desk, customers: list[int]) -> list[int]:
    """Plans from before the refusal: by telephone, card and mail."""
    steps = tuple(
        Step(n, START, way) for n, way in enumerate((Way.PHONE, Way.POSTCARD, Way.EMAIL), start=1)
    )
    persons = tuple((number, id_) for number, id_ in enumerate(customers, start=1))
    made = tuple((None, Plan(number, number, START, steps, "B")) for number, _ in persons)
    desk.apply(FollowupEdit("followup_start", persons, made))
    return [number for number, _ in persons]


def on_paper(desk: Desk, plan_ids: list[int]) -> Iterator[Reached]:
    for kind in PAPERS:
        wanted = PaperRequest(kind, tuple(plan_ids))
        found = outgoing.prepare(desk, wanted, "店", Money(), JA, TODAY)
        if kind in MAILINGS:
            yield from ((id_, Medium.POST) for id_ in found.customers)
    sheets = papers.sheets(desk, plan_ids, TODAY, JA).sheets
    rows = papers.list_rows(desk, plan_ids, TODAY, JA).rows
    for due in week.week(desk, TODAY, JA).rows:
        yield due.who.customer_id or 0, due.step.way.medium
    for who in (*(each.who for each in sheets), *(each.who for each in rows)):
        yield from ((who.customer_id or 0, medium) for medium in named(who.email, who.phone))


def in_files(desk: Desk, customers: list[int]) -> Iterator[Reached]:
    for way in BY_POST:
        for each in mailing.mailing(desk, customers, way).addressees:
            yield from ((id_, Medium.POST) for id_ in each.customer_ids)
    for kind in ANNOUNCEMENTS.papers:
        wanted = PaperRequest(kind, tuple(customers), post=Purpose.NOTICE)
        found = ANNOUNCEMENTS.prepare(desk, wanted, "店", Money(), JA, TODAY)
        if kind in MAILINGS:
            yield from ((id_, Medium.POST) for id_ in found.customers)
    for who, _ in mailing.listed_people(desk, customers, TODAY, JA).people:
        yield from ((who.customer_id or 0, medium) for medium in named(who.email, who.phone))
        if who.address:
            yield who.customer_id or 0, Medium.POST
    look = cache.look(desk, AnalysisSettings())
    book = export.selection_book(desk, look, look.select(()), JA, Money())
    for row in book.rows():
        yield from ((row.id, medium) for medium in named(row.email, row.phone))


def named(email: str, phone: str) -> Iterator[Medium]:
    if email:
        yield Medium.EMAIL
    if phone:
        yield Medium.PHONE


def in_plans(desk: Desk, customers: list[int]) -> Iterator[Reached]:
    look = cache.look(desk, AnalysisSettings())
    for template in DESIGN.templates.values():
        seen = month.preview(desk, look, TODAY, "ja", template=template)
        for each in seen.proposals:
            yield from ((each.candidate.customer_id, step.way.medium) for step in each.steps)
    for way in Way:
        drafts = [making.Draft(id_, "B", (Step(1, TODAY, way),)) for id_ in customers]
        edit = desk.store.read(
            lambda c, d=drafts: making.edit_in(c, d, TODAY, TODAY, "followup_plans", strict=False)  # type: ignore[misc]
        )
        whose = dict(edit.new_persons) | dict(enumerate(customers, start=1))
        yield from ((whose[plan.person], way.medium) for _, plan in edit.plans if plan)


def in_steps(desk: Desk, customers: list[int], plan_ids: list[int]) -> Iterator[Reached]:
    for number, id_ in zip(plan_ids, customers, strict=True):
        try:
            changed = plans.change_step(desk, number, Step(2, TODAY, Way.LETTER), TODAY)
        except ReportableError:
            continue
        if changed:
            yield id_, Medium.POST
            desk.undo()


def checked_off(desk: Desk, customers: list[int], plan_ids: list[int]) -> Iterator[Reached]:
    for way in (Way.PHONE, Way.LETTER, Way.EMAIL):
        passed = checking.passed_over(desk, plan_ids, TODAY, checking.ApproachInput(way=way))
        if passed.refused == len(plan_ids):
            with pytest.raises(ReportableError, match="plans_refused"):
                checking.check_off(desk, plan_ids, TODAY, checking.ApproachInput(way=way))
            continue
        checking.check_off(desk, plan_ids, TODAY, checking.ApproachInput(way=way))
        rows = worklist.rows(desk, plan_ids, TODAY)
        made = [n for n in plan_ids if rows[n].plan.approaches]
        assert passed.refused == len(plan_ids) - len(made)
        yield from ((customers[n - 1], way.medium) for n in made)
        desk.undo()


def reached(desk: Desk, customers: list[int], plan_ids: list[int]) -> set[Reached]:
    found = {*on_paper(desk, plan_ids), *in_files(desk, customers)}
    found |= {*checked_off(desk, customers, plan_ids)}
    plans.cancel(desk, plan_ids, "お試し", TODAY)
    found |= {*in_plans(desk, customers)}
    desk.undo()
    return found | {*in_steps(desk, customers, plan_ids)}


def handles(record: Record) -> dict[AddressKind, str]:
    place = fold_address(record.address)
    return {
        AddressKind.EMAIL: email_box(email_key(record.email)),
        AddressKind.PHONE: phone_digits(record.phone),
        AddressKind.PLACE: f"{place}|{record.name.split()[0]}" if place else "",
    }


FAMILIES = st.sampled_from(["佐藤", "鈴木"])
GIVEN = st.sampled_from(["花子", "一郎"])
MAILS = ("", "home@example.jp", "HOME@Example.jp", "a.b@gmail.com", "ab+1@gmail.com")
PLACES = ("", "東京都千代田区千代田1-1", "千代田区千代田１丁目１番", "大阪市北区2-2")
RECORDS = st.lists(
    st.builds(
        Record,
        st.builds("{} {}".format, FAMILIES, GIVEN),
        st.sampled_from(
            ["", "home@example.jp", "HOME@Example.jp", "a.b@gmail.com", "ab+1@gmail.com"]
        ),
        st.sampled_from(["", "090-1234-5678", "+81 90 1234 5678", "03-9876-5432"]),
        st.sampled_from(
            ["", "東京都千代田区千代田1-1", "千代田区千代田１丁目１番", "大阪市北区2-2"]
        ),
        st.just(""),
    ),
    min_size=2,
    max_size=5,
)


@given(RECORDS, st.integers(0, 4), st.sampled_from([None, Medium.EMAIL, Medium.PHONE, Medium.POST]))
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_way_out_leads_to_an_address_that_somebody_refused(
    tmp_path_factory: pytest.TempPathFactory,
    records: list[Record],
    speaker: int,
    medium: Medium | None,
) -> None:
    path = tmp_path_factory.mktemp("shop") / "shop.crmdesk"
    create_desk(path, "店")
    with Desk(path) as desk:
        known = brought(desk, records)
        customers = list(known)
        one = customers[speaker % len(customers)]
        plan_ids = with_plans(desk, customers)
        if medium is None:
            consent.set_no_contact(
                desk, one, no_contact=True, day=TODAY, source="電話", today=TODAY
            )
        else:
            consent.set_consent(desk, one, medium, "refused", day=TODAY, source="電話", today=TODAY)
        found = reached(desk, customers, plan_ids)
        media = {m for media in REACHED_AT.values() for m in media} if medium is None else {medium}
        assert not {(id_, m) for id_, m in found if id_ == one and (medium is None or m is medium)}
        for id_, record in known.items():
            shared = [
                k for k, said in handles(record).items() if said == handles(known[one])[k] != ""
            ]
            closed = {m for kind in shared for m in REACHED_AT[kind] if m in media}
            if medium is None and shared and record.name == known[one].name:
                closed = set(Medium)
            assert not {m for who, m in found if who == id_} & closed


CARTS = [
    Record(
        "髙橋 花子",
        "hana@example.jp",
        "090-1111-2222",
        "東京都千代田区千代田1-1",
        "タカハシ ハナコ",
    ),
    Record("高橋花子", "", "09011112222", ""),
    Record("タカハシ ハナコ", "HANA@example.jp", "", "千代田区千代田１丁目１番"),
    Record("高橋 花", "", "", "東京都千代田区千代田1-1"),
]
"""One person under four names in three carts."""


def test_one_person_refused_under_four_names_in_three_carts(desk: Desk) -> None:
    known = brought(desk, CARTS)
    customers = list(known)
    plan_ids = with_plans(desk, customers)
    before = reached(desk, customers, plan_ids)
    assert {Medium.POST, Medium.EMAIL, Medium.PHONE} <= {medium for _, medium in before}
    consent.set_no_contact(
        desk, customers[0], no_contact=True, day=TODAY, source="お手紙", today=TODAY
    )
    after = reached(desk, customers, plan_ids)
    assert {known[id_].name for id_, _ in after} == {"高橋 花"}
    assert not {Medium.POST, Medium.VISIT} & {medium for _, medium in after}
    for id_ in customers[1:3]:
        blocks = consent.consents(desk, id_).blocks
        assert set(blocks.values()) == {Block.PERHAPS_NO_CONTACT}
    assert people.possible_duplicates(desk)[0].reasons[0] == "no_contact"


SHOWN_ONLY = {
    *("followup/common.py", "customers/people.py", "followup/detail.py"),
    *("customers/typed_facts.py", "timeline/cases.py"),
}
"""Modules that name people on screen, or in an error."""

DISCLOSURES = {"disclosure", "disclosure_json"}
WORKING_LISTS = {"cases"}
"""For the shop's own wall: who waits for an answer."""


def test_every_paper_of_the_program_is_tried_here() -> None:
    pages = {each.page for each in DOCUMENTS}
    followups = {each.key for each in DOCUMENTS if each.page == "followup"}
    assert followups == {f"followup_{kind.value}" for kind in PAPERS}
    announcements = {each.key for each in DOCUMENTS if each.page == "post"}
    assert announcements == {f"post_{kind.value}" for kind in ANNOUNCEMENTS.papers}
    # From a customer's page goes what is held of that customer, to that customer.
    assert pages == {"assessment", "analysis", "importing", "followup", "post", "customers"}
    assert {
        each.key for each in DOCUMENTS if each.page == "customers"
    } == DISCLOSURES | WORKING_LISTS


def test_whatever_reads_addresses_asks_who_may_be_reached() -> None:
    folder = ROOT / "crm_desk" / "desk"
    careless = set()
    for path in folder.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            f"{node.module}.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        reads = {"crm_desk.store.contacts.people"} & names
        asks = any(name.endswith((".reach_in", ".consents_in")) for name in names)
        if reads and not asks:
            careless.add(path.relative_to(folder).as_posix())
    assert careless <= SHOWN_ONLY
