from datetime import date

import pytest

from crm_desk.domain.contacts.consent import (
    FROM_FOLLOWUP,
    Block,
    ConsentNote,
    Reach,
    strictest,
    usable,
    with_declined,
)
from crm_desk.domain.contacts.consent_words import Consent
from crm_desk.domain.contacts.media import Medium, Way
from tests.domain.followup.making import REACHABLE


def test_everything_may_be_used_of_a_known_customer() -> None:
    assert {usable(way, REACHABLE) for way in Way} == {None}


def test_no_contact_means_nothing_at_all() -> None:
    quiet = Reach(email=True, phone=True, address=True, no_contact=True)
    assert {usable(way, quiet) for way in Way} == {Block.NO_CONTACT}


def test_a_refusal_holds_for_the_whole_medium() -> None:
    no_post = Reach(email=True, phone=True, address=True, consents={Medium.POST: "refused"})
    for way in Way:
        assert usable(way, no_post) == (Block.REFUSED if way.medium is Medium.POST else None)


def test_what_is_not_known_cannot_be_used() -> None:
    nobody = Reach()
    assert usable(Way.EMAIL, nobody) is Block.NO_EMAIL
    assert usable(Way.PHONE, nobody) is Block.NO_PHONE
    assert usable(Way.SMS, nobody) is Block.NO_PHONE
    assert usable(Way.CATALOGUE, nobody) is Block.NO_ADDRESS
    assert usable(Way.INSERT, nobody) is None


def test_a_mall_alias_is_never_written_to() -> None:
    alias = Reach(email=True, mall_alias=True, consents={Medium.EMAIL: "given"})
    assert usable(Way.EMAIL, alias) is Block.MALL_ALIAS


def test_the_shop_decides_on_unknown_consent() -> None:
    asks_first = Reach(email=True, email_if_unknown=False)
    assert usable(Way.EMAIL, asks_first) is Block.UNKNOWN_EMAIL
    assert usable(Way.EMAIL, Reach(email=True)) is None
    given = Reach(email=True, email_if_unknown=False, consents={Medium.EMAIL: "given"})
    assert usable(Way.EMAIL, given) is None


def test_one_refusal_among_several_names_counts() -> None:
    assert strictest(["given", "refused", "unknown"]) == "refused"
    assert strictest(["unknown", "given"]) == "given"
    assert strictest([]) == "unknown"


@pytest.mark.parametrize(
    ("said", "on", "holds"),
    [
        (None, None, "refused"),
        ("given", date(2026, 9, 2), "given"),
        ("given", date(2026, 9, 1), "refused"),
        ("given", None, "refused"),
        ("unknown", date(2026, 9, 2), "refused"),
    ],
)
def test_only_a_later_consent_takes_the_place_of_a_refusal(
    said: Consent | None, on: date | None, holds: Consent
) -> None:
    note = None if said is None else ConsentNote(Medium.PHONE, said, on, "お電話")
    declined = ConsentNote(Medium.PHONE, "refused", date(2026, 9, 1), FROM_FOLLOWUP)
    found = with_declined(note, Medium.PHONE, date(2026, 9, 1))
    assert found == (declined if holds == "refused" else note)
    assert with_declined(note, Medium.PHONE, None) == note


def test_a_noted_refusal_keeps_its_own_day_and_source() -> None:
    noted = ConsentNote(Medium.PHONE, "refused", date(2025, 1, 1), "お手紙")
    assert with_declined(noted, Medium.PHONE, date(2026, 9, 1)) == noted
