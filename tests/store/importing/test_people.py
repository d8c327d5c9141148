"""Who is whom after imports: guests joined to members, and the newest facts of each."""

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from crm_desk.desk.analysis import orders
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.importing import batches as imports
from crm_desk.store.customers import facts
from tests.importing.shop_files import Row, bring, content, job, rows_in, write


def row(number: str, member: str, email: str = "", **more: object) -> dict[str, object]:
    return {
        "注文番号": number, "注文日": "2024/05/01", "会員番号": member, "メールアドレス": email,
        "氏名": "", "電話番号": "", "住所": "", "金額": 100, **more,
    }  # fmt: skip


MEMBER = ("本店", [row("M1", "7", "Hana@Example.jp", 氏名="山田花")])
GUEST = ("本店", [row("G1", "", "hana@example.jp"), row("G2", "", "ＨＡＮＡ@example.jp ")])
SECOND = ("楽天店", [row("R1", "7", "hana@example.jp", 氏名="山田はな")])


def joins(desk: Desk) -> dict[str, str]:
    """Guest key -> member no and source of whom it is joined to."""
    return dict(
        desk.store.read(
            lambda connection: connection.execute(
                "SELECT g.key, s.label || ' ' || m.member_no FROM customer g"
                " JOIN customer m ON m.id = g.joined_to JOIN source s ON s.id = m.source_id"
            ).fetchall()
        )
    )


def bought(desk: Desk) -> dict[str, int]:
    """Orders of each customer in the figures, by key without source."""
    loaded = orders.load(desk, "goods")
    keys = [loaded.customers.keys[at] for at in loaded.orders.customer.tolist()]
    return {key: keys.count(key) for key in keys}


def put(desk: Desk, folder: Path, given: tuple[str, Sequence[Row]]) -> imports.Outcome:
    source, rows = given
    return bring(desk, write(folder, rows), source=source)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create_desk(tmp_path / "s.crmdesk", "店")
    return tmp_path / "s.crmdesk"


@pytest.mark.parametrize("turned", [False, True])
def test_a_guest_joins_the_one_member_with_that_address(
    path: Path, tmp_path: Path, *, turned: bool
) -> None:
    files = [MEMBER, GUEST]
    with Desk(path) as desk:
        outcomes = [put(desk, tmp_path, given) for given in (files[::-1] if turned else files)]
        assert joins(desk) == {"e:hana@example.jp": "本店 7"}
        assert list(bought(desk).values()) == [3]
        (pair,) = outcomes[1].taken.joined
        assert not outcomes[0].taken.joined
    with Desk(path) as desk:
        names = desk.store.read(
            lambda c: c.execute(
                "SELECT g.email, m.name FROM customer g, customer m WHERE g.id = ? AND m.id = ?",
                pair,
            ).fetchone()
        )
        assert names[1] == "山田花"


@pytest.mark.parametrize("order", list(permutations([MEMBER, GUEST, SECOND])))
def test_two_members_with_that_address_leave_the_guest_alone(
    path: Path, tmp_path: Path, order: tuple[Any, ...]
) -> None:
    with Desk(path) as desk:
        batches = {}
        for given in order:
            outcome = put(desk, tmp_path, given)
            batches[given[1][0]["注文番号"]] = outcome.taken.batch_id
        assert joins(desk) == {}
        assert sorted(bought(desk).values()) == [1, 1, 2]
        second = batches["R1"]
        assert second is not None
        imports.revert_import(desk, second)
        assert joins(desk) == {"e:hana@example.jp": "本店 7"}
        member = batches["M1"]
        assert member is not None
        imports.revert_import(desk, member)
        assert joins(desk) == {}


def test_a_member_whose_address_changes_loses_the_guest(path: Path, tmp_path: Path) -> None:
    with Desk(path) as desk:
        put(desk, tmp_path, MEMBER)
        put(desk, tmp_path, GUEST)
        later = row("M2", "7", "new@example.jp", 注文日="2024/06/01")
        changed = put(desk, tmp_path, ("本店", [later]))
        assert joins(desk) == {}
        assert changed.taken.batch_id is not None
        imports.revert_import(desk, changed.taken.batch_id)
        assert joins(desk) == {"e:hana@example.jp": "本店 7"}


MAY = row("1", "7", 注文日="2024/05/01", 氏名="旧姓花", 住所="渋谷", 電話番号="0312340001")
JUNE = row("2", "7", 注文日="2024/06/01", 氏名="山田花", 住所="")
APRIL = row("3", "7", 注文日="2024/04/01", 氏名="幼名花", 住所="千代田", 電話番号="0312349999")
SAYINGS: tuple[tuple[str, list[Row]], ...] = (("本店", [MAY]), ("本店", [JUNE]), ("本店", [APRIL]))


@pytest.mark.parametrize("order", list(permutations(SAYINGS)))
def test_the_newest_that_is_said_counts_whatever_came_first(
    path: Path, tmp_path: Path, order: tuple[Any, ...]
) -> None:
    with Desk(path) as desk:
        for given in order:
            put(desk, tmp_path, given)
        shown = desk.store.read(
            lambda c: c.execute("SELECT name, address, phone FROM customer").fetchall()
        )
    assert shown == [("山田花", "渋谷", "0312340001")]


def test_in_one_file_too(path: Path, tmp_path: Path) -> None:
    rows = [JUNE, APRIL, MAY]
    with Desk(path) as desk:
        put(desk, tmp_path, ("本店", rows))
        shown = desk.store.read(
            lambda c: c.execute("SELECT name, address, phone FROM customer").fetchall()
        )
    assert shown == [("山田花", "渋谷", "0312340001")]


def test_what_a_taken_back_import_said_is_forgotten(path: Path, tmp_path: Path) -> None:
    with Desk(path) as desk:
        put(desk, tmp_path, SAYINGS[0])
    before = content(path)
    with Desk(path) as desk:
        later = put(desk, tmp_path, SAYINGS[1])
        said = {"会員番号": "7", "氏名": "別の名", "備考": "上得意", "購入回数": 3}
        master = write(tmp_path, [said], "c.csv")
        people = bring(desk, job(master))
        for outcome in (later, people):
            assert outcome.taken.batch_id is not None
            imports.revert_import(desk, outcome.taken.batch_id)
    assert content(path) == before


def test_a_customer_that_only_a_taken_back_order_named_is_gone(path: Path, tmp_path: Path) -> None:
    with Desk(path) as desk:
        first = put(desk, tmp_path, ("本店", [row("1", "7"), row("2", "8")]))
        second = put(desk, tmp_path, ("本店", [row("1", "9"), row("2", "8", 金額=5)]))
        assert sorted(key.split(":")[-1] for key in bought(desk)) == ["8", "9"]
        assert second.taken.new_customers == 1
        assert first.taken.batch_id is not None
        assert second.taken.batch_id is not None
        imports.revert_import(desk, first.taken.batch_id)
        keys = desk.store.read(lambda c: c.execute("SELECT member_no FROM customer").fetchall())
        assert sorted(keys) == [("8",), ("9",)]
        imports.revert_import(desk, second.taken.batch_id)
    assert not any(rows_in(path).values())


def customers(desk: Desk) -> list[tuple[Any, ...]]:
    return desk.store.read(lambda c: c.execute("SELECT * FROM customer ORDER BY id").fetchall())


LISTED = {"会員番号": "8", "氏名": "ヤマダ　髙子 様", "フリガナ": "ヤマダ タカコ"}
LISTED |= {"電話": "+81 3-1234-5678", "郵便番号": "〒060-0001", "住所": "東京都港区1丁目2番3号"}
LISTED |= {
    "メール": "Taka@marketplace.amazon.co.jp",
    "誕生日": "1980/05/06",
    "メルマガ": "希望する",
}


@pytest.mark.parametrize(
    "files",
    [
        [[row("M1", "7", "Hana@Example.jp", 氏名="山田花", 電話番号="03 1234 5678")]],
        [[row("G1", "", "ＨＡＮＡ@example.jp", 氏名="髙橋　花", 住所="京都府京都市1-2")]],
        [[row("P1", "", "", 氏名="﨑山", 電話番号="090-1234-5678")], [row("P2", "8")]],
        [[row("N1", "9", "x@pc.fw.rakuten.ne.jp")]],
        [[LISTED, {"会員番号": "9", "氏名": "渡邉"}]],
        [
            [row("M1", "7", "old@example.jp", 氏名="旧姓 花", 住所="旧住所1-2-3")],
            [row("M2", "7", "new@example.jp", 注文日="2024/06/01")],
        ],
    ],
    ids=["member", "guest", "telephone and no name", "mall", "list", "two files"],
)
def test_new_customers_show_what_working_them_out_again_shows(
    path: Path, tmp_path: Path, files: list[list[Row]]
) -> None:
    with Desk(path) as desk:
        bring(desk, *(write(tmp_path, rows, f"{at}.csv") for at, rows in enumerate(files)))
        shown = customers(desk)
        assert shown
        desk.store.write(lambda connection: facts.refresh(connection, range(99)))
        assert customers(desk) == shown
