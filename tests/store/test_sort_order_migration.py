"""Desks of before sort and find their customers like new ones."""

import shutil
from pathlib import Path

import pytest

from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk
from crm_desk.domain.contacts.handles import phone_digits
from crm_desk.domain.customers.people import Facts, handles
from crm_desk.domain.names import fold_search
from crm_desk.store import backup
from crm_desk.store.customers import sums
from crm_desk.store.store import Store
from tests.store import steps
from tests.store.support import integrity

STEP = 10
CUSTOMERS = [
    (901, "m:1:10", "10", "鈴木", "スズキ", "090-1111-2222"),
    (902, "m:1:9", "９", "すず木", "ｽｽﾞｷ", "819011113333"),
    (903, "m:1:A-10", "A-10", "阿部", "", "03-1234-5678 / 090-1111-4444"),
    (904, "m:1:A-2", "A-2", "和田", "わだ", "+81 3-9999-8888"),
]


def searched(member_no: str, name: str, kana: str, phone: str) -> str:
    """What the program kept for the search until then."""
    words = (name, kana, member_no, phone_digits(phone))
    return "\n".join(fold_search(word) for word in words if word)


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A desk of the schema before, with customers whose columns it did not have."""
    path = tmp_path / "desk" / "shop.crmdesk"
    known = tuple(step for step in steps.released() if step[0] < STEP)
    steps.make_earlier(path, known)
    with steps.program_with(known), Store(path) as store:
        insert = (
            "INSERT INTO customer (id, key, member_no, name, kana, phone, phone_digits, search)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        )
        rows = [(*row, phone_digits(row[5]), searched(*row[2:])) for row in CUSTOMERS]
        store.write(lambda c: c.executemany(insert, rows))
        store.write(sums.rebuild)
    shutil.rmtree(backup.backup_folder(path), ignore_errors=True)
    return path


def found(desk: Desk, words: str, sort: str) -> list[int]:
    return [id_ for id_ in people.find(desk, words, sort, descending=False).ids if id_ > 900]


def test_customers_of_before_are_sorted_and_found(earlier: Path) -> None:
    with Desk(earlier) as desk:
        assert found(desk, "", "member_no") == [902, 901, 904, 903]
        assert found(desk, "", "kana") == [901, 902, 904, 903]
        for words, ids in (
            ("+81 90-1111-2222", [901]),
            ("090(1111)3333", [902]),
            ("090-1111-4444", [903]),
            ("03(9999)8888", [904]),
            ("ワダ", [904]),
            ("1-1", []),
            ("A-10", [903]),
        ):
            assert found(desk, words, "member_no") == ids
    assert integrity(earlier) == "ok"


def test_the_step_works_out_what_imports_do(earlier: Path) -> None:
    columns = "SELECT name_order, member_order FROM customer WHERE id > 900 ORDER BY id"
    with Store(earlier) as store:
        upgraded = store.read(lambda c: c.execute(columns).fetchall())
    expected = []
    for _, key, member_no, name, kana, phone in CUSTOMERS:
        said = {"member_no": member_no, "name": name, "kana": kana, "phone": phone}
        shown = handles(Facts(key, 0, said), mall=False)
        expected.append((shown.name_order, shown.member_order))
    assert upgraded == expected
