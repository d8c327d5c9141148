"""A shared contact shows only when file and desk are counted together."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.importing.worker import assemble
from crm_desk.importing.choices import Choices
from crm_desk.store.customers.splitting import known_by
from crm_desk.store.importing.shared_contacts import shared_contacts
from tests.importing.shop_files import bring, job, write

FAMILIES = "山森林原東西南北中"


def rows(families: str, email: str = "info@example.jp") -> list[dict[str, object]]:
    return [
        {
            "注文番号": f"{family}{email}",
            "注文日": "2024/05/01",
            "氏名": f"{family} 花子",
            "メールアドレス": email,
            "電話番号": f"03-1234-5{ord(family) % 1000:03}",
            "商品名": "茶",
            "金額": 100,
        }
        for family in families
    ]


def found(folder: Path, kept: str, given: str, email: str = "info@example.jp") -> tuple[str, ...]:
    """What is found in a file of orders, on a desk with others."""
    create_desk(folder / "s.crmdesk", "店")
    with Desk(folder / "s.crmdesk") as desk:
        if kept:
            for family in kept:
                bring(desk, write(folder, rows(family)))
        staging = folder / "staging"
        assemble([job(write(folder, rows(given, email)))], Choices(), staging, today=739_000)
        return desk.store.read_in_worker(lambda c: shared_contacts(c, staging))


@pytest.mark.parametrize(
    ("kept", "given", "expected"),
    [
        ("", "山森林", ("info@example.jp",)),
        ("山森", "林", ("info@example.jp",)),
        ("山", "森林", ("info@example.jp",)),
        ("山", "森", ()),
        ("", "山森", ()),
        ("山森林原", "", ()),
    ],
)
def test_file_and_desk_are_counted_together(
    tmp_path: Path, kept: str, given: str, expected: tuple[str, ...]
) -> None:
    if not given:
        given, email = "東", "other@example.jp"
        assert found(tmp_path, kept, given, email) == expected
        return
    assert found(tmp_path, kept, given) == expected


def test_other_spellings_of_an_address_are_the_same(tmp_path: Path) -> None:
    assert found(tmp_path, "山森", "林", "INFO@Example.JP ") == ("info@example.jp",)


def test_who_is_kept_under_it_is_listed(tmp_path: Path) -> None:
    create_desk(tmp_path / "s.crmdesk", "店")
    with Desk(tmp_path / "s.crmdesk") as desk:
        bring(desk, write(tmp_path, [*rows("山森"), *rows("林", "own@example.jp")]))
        listed = desk.store.read(lambda c: known_by(c, ["info@example.jp", "no@example.jp"]))
    with closing(sqlite3.connect(tmp_path / "s.crmdesk")) as connection:
        (id_,) = connection.execute("SELECT id FROM customer WHERE key LIKE 'e:info%'").fetchone()
    assert [(one.contact, one.id) for one in listed] == [("info@example.jp", id_)]


def test_members_of_a_list_are_counted_too(tmp_path: Path) -> None:
    create_desk(tmp_path / "s.crmdesk", "店")
    people = [
        {"会員番号": f"M{at}", "氏名": f"{family} 花子", "メールアドレス": "info@example.jp",
         "電話番号": f"03-1234-5{at:03}", "郵便番号": "100-0001", "住所": "千代田"}
        for at, family in enumerate("山森林")
    ]  # fmt: skip
    staging = tmp_path / "staging"
    with Desk(tmp_path / "s.crmdesk") as desk:
        assemble([job(write(tmp_path, people))], Choices(), staging, today=739_000)
        found = desk.store.read_in_worker(lambda c: shared_contacts(c, staging))
    assert found == ("info@example.jp",)
