"""Customer files (顧客マスタ): people, consent, who brought whom, opening balances."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crm_desk.analysis.figures import analyse
from crm_desk.desk.analysis import orders
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.importing import batches
from crm_desk.domain.analysis.figures import AnalysisSettings, BuyerRow
from crm_desk.importing.answers import Answers
from tests.importing.shop_files import Row, bring, content, job, only, reasons, rows_in, write


def people(desk: Desk, columns: str) -> list[tuple[Any, ...]]:
    """Columns of all customers, by key."""
    return desk.store.read(
        lambda connection: connection.execute(
            f"SELECT {columns} FROM customer ORDER BY key"  # noqa: S608
        ).fetchall()
    )


def customers(folder: Path, rows: Sequence[Row]) -> Path:
    return write(folder, rows, "customers.csv")


def buyers(desk: Desk) -> dict[str, tuple[int, int]]:
    """Purchases and amount of each buyer by name, as the figures have them."""
    from crm_desk.analysis.table import buyer_rows

    loaded = orders.load(desk, "goods")
    analysis = analyse(loaded.orders, loaded.customers, None, AnalysisSettings())
    found: list[BuyerRow] = buyer_rows(analysis, [person[1] for person in loaded.people])
    shown = {row.key: (row.purchases, row.amount) for row in found}
    listed = desk.store.read(
        lambda connection: connection.execute(
            "SELECT c.name, s.purchases, s.amount FROM customer_sums s"
            " JOIN customer c ON c.id = s.customer_id"
        ).fetchall()
    )
    # The list of customers says the same.
    assert {name: (n, amount) for name, n, amount in listed if n} == shown
    return shown


HANA = {"会員番号": "00123", "氏名": "山田花", "メールアドレス": "Hana@example.jp"}
ORDER = {
    "注文番号": "A1", "注文日": "2024/05/01", "会員番号": "00123", "氏名": "山田花", "金額": 1000,
}  # fmt: skip


def test_everything_that_a_customer_file_may_say(desk: Desk, tmp_path: Path) -> None:
    row = {
        **HANA,
        "フリガナ": "ヤマダハナ",
        "電話番号": "03-1234-0001",
        "郵便番号": "150-0001",
        "住所": "東京都渋谷区神宮前1-2-3",
        "生年月日": "S64.1.7",
        "メルマガ": "承諾",
        "承諾日": "R4.11.30",
        "承諾方法": "店頭の用紙",
        "紹介者": "佐藤純",
        "備考": "=1+1 と書かれた名札",
        "購入回数": 3,
        "累計購入金額": "12,000円",
        "初回購入日": "2020/01/01",
        "最終購入日": "2023/12/31",
    }
    outcome = bring(desk, customers(tmp_path, [row]))
    assert [issue.reason for issue in outcome.issues] == ["openings_added"]
    names = (
        "member_no, name, kana, email, phone, postcode, address, birthday, consent, consent_day,"
        " consent_source, referrer, note, opening_purchases, opening_amount, opening_first,"
        " opening_last"
    )
    days = [
        date(*day).toordinal()
        for day in ((1989, 1, 7), (2022, 11, 30), (2020, 1, 1), (2023, 12, 31))
    ]
    assert people(desk, names) == [
        (
            "00123", "山田花", "ヤマダハナ", "Hana@example.jp", "03-1234-0001", "150-0001",
            "東京都渋谷区神宮前1-2-3", days[0], "given", days[1], "店頭の用紙", "佐藤純",
            "=1+1 と書かれた名札", 3, 12_000, days[2], days[3],
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "kept"),
    [
        ("承諾", "given"), ("希望する", "given"), ("1", "given"), ("TRUE", "given"),
        ("yes", "given"),
        ("拒否", "refused"), ("希望しない", "refused"), ("0", "refused"), ("false", "refused"),
        ("不明", "unknown"), ("", "unknown"), ("そのうち", "unknown"),
    ],
)  # fmt: skip
def test_consent(desk: Desk, tmp_path: Path, word: str, kept: str) -> None:
    bring(desk, customers(tmp_path, [{**HANA, "メルマガ": word}]))
    assert people(desk, "consent") == [(kept,)]


def test_opening_balances_are_added_to_orders(desk: Desk, tmp_path: Path) -> None:
    bring(desk, write(tmp_path, [ORDER, {**ORDER, "注文番号": "A2", "金額": 500}]))
    row = {**HANA, "購入回数": 3, "累計購入金額": 12_000, "初回購入日": "2020/01/01"}
    bring(desk, customers(tmp_path, [row]))
    assert buyers(desk) == {"山田花": (5, 13_500)}


SHOPIFY = {
    "Customer ID": "'00123", "First Name": "花", "Last Name": "山田", "Email": "hana@example.jp",
    "Accepts Email Marketing": "yes", "Default Address Company": "", "Default Address Address1": "",
    "Default Address Zip": "", "Phone": "", "Note": "", "Tax Exempt": "no", "Tags": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("purchases", "amount", "shown"),
    [(5, 20_000, (5, 20_000)), (2, 1500, (2, 1500)), (1, 10, (2, 1500)), (0, 0, (2, 1500))],
)
@pytest.mark.parametrize("orders_first", [True, False])
def test_balances_over_all_time_count_only_what_exceeds_the_orders(
    desk: Desk,
    tmp_path: Path,
    purchases: int,
    amount: int,
    shown: tuple[int, int],
    *,
    orders_first: bool,
) -> None:
    row = {**SHOPIFY, "Total Spent": amount, "Total Orders": purchases}
    files = [
        job(write(tmp_path, [ORDER, {**ORDER, "注文番号": "A2", "金額": 500}])),
        job(customers(tmp_path, [row]), "shopify_customers"),
    ]
    for file in files if orders_first else reversed(files):
        bring(desk, file)
    assert list(buyers(desk).values()) == [shown]


def test_who_brought_whom(desk: Desk, tmp_path: Path) -> None:
    rows = [
        {**HANA, "紹介者": ""},
        {"会員番号": "2", "氏名": "佐藤純", "メールアドレス": "", "紹介者": "山田 花"},
        {"会員番号": "3", "氏名": "鈴木実", "メールアドレス": "", "紹介者": "00123"},
        {"会員番号": "4", "氏名": "ソ美香", "メールアドレス": "", "紹介者": "どなたか"},
    ]
    bring(desk, customers(tmp_path, rows))
    bring(desk, write(tmp_path, [{**ORDER, "注文番号": f"N{m}", "会員番号": m} for m in "234"]))
    loaded = orders.load(desk, "goods")
    found = analyse(loaded.orders, loaded.customers, None, AnalysisSettings()).figures
    assert (found.referrers, found.referred) == (1, 3)


@pytest.mark.parametrize("column", [{}, {"紹介者": ""}])
def test_without_a_word_on_it_referrals_are_not_recorded(
    desk: Desk, tmp_path: Path, column: Row
) -> None:
    bring(desk, write(tmp_path, [{**ORDER, **column}]))
    loaded = orders.load(desk, "goods")
    found = analyse(loaded.orders, loaded.customers, None, AnalysisSettings()).figures
    assert (found.referrers, found.referred) == (None, None)


def test_a_person_who_stands_twice_is_one(desk: Desk, tmp_path: Path) -> None:
    rows = [
        {**HANA, "電話番号": "03-1234-0001", "備考": "古い"},
        {**HANA, "電話番号": "", "備考": "新しい"},
    ]
    outcome = bring(desk, customers(tmp_path, rows))
    assert people(desk, "phone, note") == [("03-1234-0001", "新しい")]
    assert (outcome.read, outcome.taken.accepted, outcome.taken.new_customers) == (2, 2, 1)


def test_a_person_without_a_key_is_rejected(desk: Desk, tmp_path: Path) -> None:
    rows = [
        {"会員番号": "", "氏名": "名前だけ", "メールアドレス": ""},
        {"会員番号": "", "氏名": "合計", "メールアドレス": ""},
        HANA,
    ]
    outcome = bring(desk, customers(tmp_path, rows))
    assert reasons(outcome) == [(2, "person_unknown"), (3, "total_row")]
    taken = outcome.taken
    assert (outcome.read, taken.accepted, taken.rejected, taken.skipped) == (3, 1, 1, 1)


def test_an_unreadable_birthday_costs_no_person(desk: Desk, tmp_path: Path) -> None:
    outcome = bring(desk, customers(tmp_path, [{**HANA, "生年月日": "2022/2/30"}]))
    assert [issue.severity for issue in outcome.issues] == ["notice"]
    assert people(desk, "name, birthday") == [("山田花", None)]


def test_people_of_whom_only_the_id_is_known(tmp_path: Path) -> None:
    path = tmp_path / "s.crmdesk"
    create_desk(path, "店")
    file = job(customers(tmp_path, [{"会員番号": "1", "氏名": ""}, {"会員番号": "2", "氏名": ""}]))
    assert file.layout.preset.id == "generic_customers"
    with Desk(path) as desk:
        first = bring(desk, file)
        again = bring(desk, file)
        assert (first.taken.accepted, first.taken.new_customers) == (2, 2)
        assert (again.taken.batch_id, again.taken.unchanged) == (None, 2)
        more = bring(desk, customers(tmp_path, [{"会員番号": "3", "氏名": ""}, HANA]))
        assert more.taken.new_customers == 2
        for outcome in (first, more):
            assert outcome.taken.batch_id is not None
            batches.revert_import(desk, outcome.taken.batch_id)
    assert not any(rows_in(path).values())


def test_two_files_of_one_import_say_more_than_either(desk: Desk, tmp_path: Path) -> None:
    """Facts of both stay: what one leaves open, the other says."""
    new = {**ORDER, "注文日": "2024/06/01", "注文番号": "A2", "電話番号": "", "住所": "新宿"}
    old = {**ORDER, "電話番号": "03-1234-0001", "住所": "渋谷"}
    for names in (("a", "b"), ("c", "d")):
        rows = [new, old] if names[0] == "a" else [old, new]
        files = [write(tmp_path, [r], f"{n}.csv") for n, r in zip(names, rows, strict=True)]
        outcome = bring(desk, *files)
        assert people(desk, "phone, address") == [("03-1234-0001", "新宿")]
        if outcome.taken.batch_id:
            batches.revert_import(desk, outcome.taken.batch_id)


def test_the_same_customer_file_again_changes_nothing(tmp_path: Path) -> None:
    """Also where an order is younger than the day of the import."""
    path = tmp_path / "s.crmdesk"
    create_desk(path, "店")
    file = customers(tmp_path, [{**HANA, "住所": "渋谷"}])
    later = date.fromordinal(date.today().toordinal() + 40).isoformat()  # noqa: DTZ011
    with Desk(path) as desk:
        ahead = job(write(tmp_path, [{**ORDER, "注文日": later, "住所": "新宿"}]))
        bring(desk, replace(ahead, answers=Answers(keep_future=True)))
        bring(desk, file)
    before = content(path)
    with Desk(path) as desk:
        again = bring(desk, file)
        assert (again.taken.batch_id, again.taken.unchanged) == (None, 1)
        assert only(desk).goods == 1000
    assert content(path) == before
