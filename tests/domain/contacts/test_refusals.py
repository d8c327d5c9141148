"""Whom a refusal holds for beside who said it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.contacts.handles import email_box, email_key
from crm_desk.domain.contacts.refusals import is_lifted, same_family

JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("髙橋 花子", "高橋　一郎", True),
        ("髙橋花子", "高橋 一郎", True),
        ("高橋花子", "高橋一郎", True),
        ("高橋 花子 様", "高橋花子", True),
        ("", "高橋 花子", True),
        ("John Smith", "Mary SMITH", True),
        ("高橋 花子", "佐藤 花子", False),
        ("佐藤花子", "高橋 一郎", False),
        ("株式会社みなと", "株式会社みさき", False),
        ("株式会社みなと", "(株)みなと", False),
    ],
)
def test_one_family_at_one_address(one: str, other: str, same: bool) -> None:
    assert same_family(one, other) is same
    assert same_family(other, one) is same


@pytest.mark.parametrize(
    ("refused", "agreed", "noted", "lifted"),
    [
        (JUNE, JULY, True, True),
        (JUNE, JULY, False, True),
        (JUNE, JUNE, True, False),
        (JULY, JUNE, True, False),
        (JUNE, None, True, False),
        (None, JUNE, True, True),
        (None, JUNE, False, False),
    ],
)
def test_only_a_later_yes_takes_the_place_of_a_no(
    refused: date | None, agreed: date | None, noted: bool, lifted: bool
) -> None:
    assert is_lifted(refused, agreed, noted=noted) is lifted


@pytest.mark.parametrize(
    "text", ["Hana.Ko@Gmail.com", "hanako+shop@gmail.com", "h.a.n.a.k.o@googlemail.com"]
)
def test_dots_and_tags_mean_nothing_at_gmail(text: str) -> None:
    assert email_box(email_key(text)) == "hanako@gmail.com"


@given(st.emails())
def test_elsewhere_every_sign_counts_and_a_box_stays_one(text: str) -> None:
    key = email_key(text)
    assert email_box(email_box(key)) == email_box(key)
    if not key.endswith(("@gmail.com", "@googlemail.com")):
        assert email_box(key) == key
