"""What customers said, by the shop's notes and by customer files; one refusal is enough."""

from datetime import date, timedelta

import pytest

from crm_desk.desk.capabilities import MERGE_RULES
from crm_desk.desk.changes import NOTHING
from crm_desk.desk.contacts import consent
from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import checking, design, making
from crm_desk.desk.followup.checking import ApproachInput
from crm_desk.domain.contacts.consent import Block, ConsentNote, email_consent
from crm_desk.domain.contacts.consent_words import Consent
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.followup.workload import Limits
from tests.desk.followup.making import (
    AYANO,
    DESIGN,
    HANAKO,
    JA,
    SHIGERU,
    START,
    day,
    followed,
    names,
    plan_ids,
    state,
)
from tests.domain.followup.making import refused

BEFORE, AFTER = date(2026, 1, 1), date(2026, 2, 1)


@pytest.mark.parametrize(
    ("note", "in_file", "on", "holds"),
    [
        (None, "given", None, "given"),
        (None, "refused", AFTER, "refused"),
        (("given", BEFORE), "refused", AFTER, "refused"),
        (("given", AFTER), "refused", BEFORE, "given"),
        (("given", BEFORE), "refused", None, "given"),
        (("refused", BEFORE), "given", AFTER, "refused"),
        (("unknown", AFTER), "refused", BEFORE, "refused"),
        (("unknown", AFTER), "refused", None, "refused"),
    ],
)
def test_a_newer_refusal_in_a_file_counts(
    note: tuple[Consent, date] | None, in_file: Consent, on: date | None, holds: str
) -> None:
    kept = None if note is None else ConsentNote(Medium.EMAIL, *note)
    assert email_consent(kept, in_file, on) == holds


def in_file(desk: Desk, said: str) -> None:
    """As a customer file would have it."""
    sql = "UPDATE customer SET consent = ? WHERE id = ?"
    desk.store.write(lambda c: c.execute(sql, (said, HANAKO)))


def test_customer_files_say_the_first_word(shop: Desk) -> None:
    in_file(shop, "refused")
    found = consent.consents(shop, HANAKO)
    assert found.blocks[Way.EMAIL] is Block.REFUSED
    assert found.notes == (ConsentNote(Medium.EMAIL, "refused", None, consent.FROM_FILE),)
    before = state(shop)
    consent.set_consent(
        shop, HANAKO, Medium.EMAIL, "given", day=START, source=" お電話 ", today=START
    )
    found = consent.consents(shop, HANAKO)
    assert Way.EMAIL not in found.blocks
    assert found.notes == (ConsentNote(Medium.EMAIL, "given", START, "お電話"),)
    shop.undo()
    assert state(shop) == before


def test_the_shop_decides_once_on_those_never_asked(shop: Desk) -> None:
    assert Way.EMAIL not in consent.consents(shop, HANAKO).blocks
    design.set_limits(shop, Limits(email_if_unknown=False))
    assert consent.consents(shop, HANAKO).blocks[Way.EMAIL] is Block.UNKNOWN_EMAIL
    in_file(shop, "given")
    assert Way.EMAIL not in consent.consents(shop, HANAKO).blocks


def test_no_contact_and_back(shop: Desk) -> None:
    before = state(shop)
    consent.set_no_contact(shop, HANAKO, no_contact=True, day=START, source="お手紙", today=day(1))
    found = consent.consents(shop, HANAKO)
    assert found.no_contact
    assert found.notes == (ConsentNote(None, "refused", START, "お手紙"),)
    consent.set_no_contact(
        shop, HANAKO, no_contact=False, day=day(1), source="お電話", today=day(1)
    )
    assert not consent.consents(shop, HANAKO).no_contact
    shop.undo()
    shop.undo()
    assert state(shop) == before


def test_days_and_people_that_make_no_sense(shop: Desk) -> None:
    with refused("approach_ahead"):
        consent.set_consent(shop, HANAKO, Medium.LINE, "given", day=day(2), source="", today=day(1))
    with refused("customer_gone"):
        consent.set_consent(shop, 99, Medium.LINE, "given", day=START, source="", today=START)
    with refused("customer_gone"):
        consent.consents(shop, 99)


def test_the_same_word_twice_is_one_step(shop: Desk) -> None:
    for expected in (True, False):
        changes = consent.set_consent(
            shop, HANAKO, Medium.LINE, "given", day=START, source="LINE", today=START
        )
        assert (changes != NOTHING) == expected


def test_under_every_name_the_refusal_shows(shop: Desk) -> None:
    words: tuple[tuple[int, Consent], ...] = ((HANAKO, "given"), (SHIGERU, "refused"))
    for customer, said in words:
        consent.set_consent(
            shop, customer, Medium.LINE, said, day=START, source="LINE", today=START
        )
    people.merge(shop, HANAKO, SHIGERU, START, JA, MERGE_RULES)
    for customer, _ in words:
        (note,) = consent.consents(shop, customer).notes
        assert note.consent == "refused"


def test_not_to_be_contacted_under_one_name_is_said_with_its_day(shop: Desk) -> None:
    for customer, quiet in ((HANAKO, False), (SHIGERU, True)):
        consent.set_no_contact(
            shop, customer, no_contact=not quiet, day=START, source="お電話", today=day(3)
        )
    consent.set_no_contact(shop, HANAKO, no_contact=False, day=day(2), source="", today=day(3))
    consent.set_no_contact(
        shop, SHIGERU, no_contact=True, day=day(1), source="お手紙", today=day(3)
    )
    people.merge(shop, HANAKO, SHIGERU, START, JA, MERGE_RULES)
    found = consent.consents(shop, HANAKO)
    assert found.no_contact
    assert found.notes == (ConsentNote(None, "refused", day(1), "お手紙"),)


def test_the_cap_limits_planning_and_never_what_happened(shop: Desk) -> None:
    for after in (-60, -50, -40):
        checking.record_outside(
            shop, HANAKO, START, ApproachInput(START + timedelta(days=after), Way.VISIT)
        )
    with refused("plan_cap"):
        followed(shop, HANAKO)
    design.set_limits(shop, Limits(per_customer=6))
    (id_,) = followed(shop, HANAKO)
    for _ in range(3):
        checking.record_outside(shop, HANAKO, day(1), ApproachInput(way=Way.VISIT))
    checking.check_off(shop, [id_], day(1))


def test_blocks_of_a_draft_under_a_joined_name(shop: Desk) -> None:
    people.merge(shop, HANAKO, SHIGERU, START, JA, MERGE_RULES)
    consent.set_consent(
        shop, SHIGERU, Medium.PHONE, "refused", day=START, source="お電話", today=START
    )
    for customer in (HANAKO, SHIGERU):
        found = making.draft(customer, DESIGN.templates["B"], START)
        assert making.blocks_of(found, consent.consents(shop, found.customer_id).reach) == {
            1: Block.REFUSED
        }


def test_whom_a_preview_meant_is_looked_at_again(shop: Desk) -> None:
    drafts = [making.draft(each, DESIGN.templates["B"], START) for each in (HANAKO, SHIGERU, AYANO)]
    consent.set_no_contact(shop, HANAKO, no_contact=True, day=START, source="お電話", today=START)
    consent.set_consent(
        shop, SHIGERU, Medium.PHONE, "refused", day=START, source="お電話", today=START
    )
    shop.apply(making.allowed(shop, drafts, START, START, "followup_start"))
    (only,) = plan_ids(shop)
    assert names(shop, [only], START) == ["渡邊 綾乃"]
    with refused("nobody_to_plan"):
        making.allowed(shop, drafts, START, START, "followup_start")


def test_a_refusal_of_a_customer_file_needs_a_consent(shop: Desk) -> None:
    in_file(shop, "refused")
    with refused("refusal_stands"):
        consent.set_consent(
            shop, HANAKO, Medium.EMAIL, "unknown", day=START, source="", today=START
        )
