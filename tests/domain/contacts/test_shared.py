"""Whose a contact is not: the shop's own address, a mall's, an office's telephone."""

import pytest

from crm_desk.domain.contacts.shared import Said, family_name, shared_among

PHONES = [f"03-1234-56{at:02}" for at in range(30)]


def people(
    names: list[str], *, email: str = "shop@example.jp", own_phones: bool = False
) -> list[Said]:
    return [
        Said(email, PHONES[at] if own_phones else "", name, "", "") for at, name in enumerate(names)
    ]


def test_three_families_with_telephones_of_their_own() -> None:
    said = people(["山田 花子", "佐藤 茂", "森 節子"], own_phones=True)
    assert shared_among(said) == {"shop@example.jp"}


@pytest.mark.parametrize(
    "names",
    [
        ["山田 花子", "山田 太郎", "山田　一郎", "山田 次郎"],  # a family
        ["山田 花子", "佐藤 花子"],  # before and after a wedding
        ["髙橋 花子", "高橋 花子", "髙橋　花子 様"],  # one person, spelled in several ways
    ],
)
def test_a_family_or_one_person_stays(names: list[str]) -> None:
    assert shared_among(people(names, own_phones=True)) == frozenset()


def test_three_families_with_one_telephone_stay() -> None:
    said = [one._replace(phone=PHONES[0]) for one in people(["山田 花", "佐藤 茂", "森 節"])]
    assert shared_among(said) == frozenset()


def test_ten_families_alone_are_enough() -> None:
    assert shared_among(people([f"{name} 花" for name in "一二三四五六七八九"])) == frozenset()
    found = shared_among(people([f"{name} 花" for name in "一二三四五六七八九十"]))
    assert found == {"shop@example.jp"}


def test_addresses_tell_it_as_well_and_a_telephone_is_a_contact_too() -> None:
    said = [
        Said("", "03-9999-8888", f"{name} 花", f"100-000{at}", f"東京都千代田区{at}")
        for at, name in enumerate("山森林")
    ]
    assert shared_among(said) == {"0399998888"}


def test_the_family_name_ends_at_the_first_blank() -> None:
    assert family_name("髙橋　花子") == family_name("高橋 茂")
    assert family_name("山田花子") != family_name("山田太郎")
    assert family_name(" ") == ""


def test_firms_are_no_family_whatever_form_stands_before_their_name() -> None:
    assert family_name("株式会社 みなと") != family_name("株式会社 やまと")
    assert family_name("Acme Inc.") != family_name("Acme Ltd.")
    assert family_name("㈱山田 山田太郎") == family_name("㈱山田 鈴木花子")
    assert family_name("山田 太郎") == family_name("山田 花子")
