"""The sample's proportions, counted here from its rows alone."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import groupby
from statistics import median
from typing import NamedTuple

import pytest

from crm_desk.desk.sample.make import DEFAULT_DAY
from crm_desk.desk.sample.shop import HEADERS, sample_orders
from crm_desk.domain.contacts.handles import email_key, phone_digits, postcode_digits
from crm_desk.domain.customers.key import customer_key
from crm_desk.domain.names import fold_name

DAYS = [DEFAULT_DAY, date(2026, 3, 1), date(2028, 2, 29)]
DIGESTS = {
    "ja": "9fcb74b4692ca0547550a69b25a7477490bde4000ca3f6e93efb79b613e3494b",
    "en": "0d1e81bc1224b6e73b5596627d16c353d3ac077fc5526bea357a80703b33956f",
}


class Order(NamedTuple):
    number: str
    day: date
    who: str
    goods: int
    status: str
    rows: list[dict[str, str]]


def rows(day: date, language: str = "ja") -> list[dict[str, str]]:
    headers, found = sample_orders(language, day)
    assert headers == HEADERS
    return [dict(zip(headers, row, strict=True)) for row in found]


def orders(day: date) -> list[Order]:
    return [order(number, list(lines)) for number, lines in groupby(rows(day), by_number)]


def by_number(row: dict[str, str]) -> str:
    return row["注文番号"]


def order(number: str, lines: list[dict[str, str]]) -> Order:
    first = lines[0]
    who = ("会員番号", "メールアドレス", "電話番号", "お名前", "郵便番号", "住所")
    member, email, phone, name, postcode, address = (first[column] for column in who)
    goods = sum(int(line["数量"]) * int(line["単価"]) for line in lines) - int(first["値引き"])
    assert int(first["合計"]) == goods + int(first["送料"])
    day = datetime.strptime(first["注文日"], "%Y/%m/%d %H:%M").date()  # noqa: DTZ007
    key = customer_key(member, email, phone, name, postcode, address)
    assert key is not None
    return Order(number, day, key, goods, first["状態"], lines)


@pytest.fixture(scope="module", params=DAYS, ids=str)
def made(request: pytest.FixtureRequest) -> tuple[date, list[Order]]:
    return request.param, orders(request.param)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_same_to_the_last_character(language: str) -> None:
    for _ in range(2):
        text = "\n".join("\t".join(row) for row in sample_orders(language, DEFAULT_DAY)[1])
        assert sha256(text.encode("utf-8")).hexdigest() == DIGESTS[language]


def test_its_size(made: tuple[date, list[Order]]) -> None:
    _, found = made
    assert 4900 < len(found) < 5400
    assert 8500 < sum(len(o.rows) for o in found) < 9500
    assert 1150 < len({o.who for o in found}) <= 1200
    assert len({o.number for o in found}) == len(found)


def test_its_dates_are_in_range_and_in_order(made: tuple[date, list[Order]]) -> None:
    day, found = made
    days = [o.day for o in found]
    assert days == sorted(days)
    assert timedelta(days=3) <= day - days[-1] <= timedelta(days=7)
    assert timedelta(days=1050) < days[-1] - days[0] < timedelta(days=1100)


def test_its_status_and_kinds(made: tuple[date, list[Order]]) -> None:
    _, found = made
    status = Counter(o.status for o in found)
    assert 0.015 < status["キャンセル"] / len(found) < 0.03
    assert 10 < status["返品"] < 50
    assert set(status) == {"完了", "キャンセル", "返品"}
    subscribers = {o.who for o in found if o.rows[0]["定期"] == "定期"}
    assert 55 <= len(subscribers) <= 65
    assert {o.rows[0]["定期"] for o in found} == {"定期", "都度"}


def test_its_customers(made: tuple[date, list[Order]]) -> None:
    day, found = made
    bought: dict[str, list[Order]] = defaultdict(list)
    for o in found:
        if o.status == "完了":
            assert o.goods > 0
            bought[o.who].append(o)
    sums = sorted((sum(o.goods for o in mine) for mine in bought.values()), reverse=True)
    top = sums[: (len(sums) * 10 + 99) // 100]
    assert 0.55 < sum(top) / sum(sums) < 0.65
    repeated = sum(len(mine) > 1 for mine in bought.values())
    assert 0.42 < repeated / len(bought) < 0.48
    assert 0.07 < sum(len(mine) > 3 for mine in bought.values()) / len(bought) < 0.53
    good = [mine for mine in bought.values() if len(mine) >= 8]
    lapsed = [mine for mine in good if day - mine[-1].day > timedelta(days=180)]
    assert 20 < len(lapsed) < len(good) / 3


def test_exactly_one_buyer_looks_like_wholesale(made: tuple[date, list[Order]]) -> None:
    _, found = made
    usual = median(o.goods for o in found if o.status == "完了")
    assert len({o.who for o in found if o.goods > 10 * usual}) == 1


def test_the_seasons_show(made: tuple[date, list[Order]]) -> None:
    _, found = made
    months: dict[str, set[int]] = defaultdict(set)
    for o in found:
        for line in o.rows:
            months[line["商品コード"]].add(o.day.month)
    assert months["N01"] == {4, 5}
    assert months["G03"] == {6, 7}
    assert months["G04"] == {12}
    assert len(months["T01"]) == len(months["B01"]) == 12


def test_its_people(made: tuple[date, list[Order]]) -> None:
    _, found = made
    people = {o.who: o.rows[0] for o in found}
    guests = [p for p in people.values() if not p["会員番号"] and p["メールアドレス"]]
    by_phone = [p for p in people.values() if not p["メールアドレス"]]
    assert 40 < len(guests) < 110
    assert 10 < len(by_phone) < 40
    assert all(key.startswith("p:") for key, p in people.items() if not p["メールアドレス"])
    members = {p["会員番号"] for p in people.values() if p["会員番号"]}
    referrers = {o.rows[0]["紹介者"] for o in found} - {""}
    assert 20 < len(referrers) < 90
    assert referrers <= members
    consent = Counter(p["メール承諾"] for p in people.values())
    assert set(consent) == {"承諾", "拒否", ""}
    assert min(consent.values()) > 100
    assert {"𠮷", "﨑", "髙", "濵"} <= set("".join(p["お名前"] for p in people.values()))
    assert len({p["郵便番号"][:3] for p in people.values()}) > 15


def test_nobody_can_be_reached(made: tuple[date, list[Order]]) -> None:
    _, found = made
    for row in (o.rows[0] for o in found):
        email = row["メールアドレス"]
        assert email == email_key(email)
        assert not email or email.endswith(("@example.jp", "@example.com"))
        # No Japanese mobile number has a 0 behind its first three digits.
        assert row["電話番号"].startswith("090-0")
        assert len(phone_digits(row["電話番号"])) == 11
        assert postcode_digits(row["郵便番号"])
        assert "見本町" in row["住所"]


def test_a_few_people_are_registered_twice(made: tuple[date, list[Order]]) -> None:
    _, found = made
    phones: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for o in found:
        phones[o.rows[0]["電話番号"]].add((o.rows[0]["会員番号"], o.rows[0]["お名前"]))
    doubles = [people for people in phones.values() if len(people) > 1]
    assert len(doubles) == 3
    for people in doubles:
        assert len({name for _, name in people}) == 2
        assert len({fold_name(name) for _, name in people}) == 1


def test_both_languages_differ_only_in_words() -> None:
    words = {"お名前", "フリガナ", "住所", "商品名"}
    for one, other in zip(rows(DEFAULT_DAY), rows(DEFAULT_DAY, "en"), strict=True):
        assert {k: v for k, v in one.items() if k not in words} == {
            k: v for k, v in other.items() if k not in words
        }
        assert all(other[column].isascii() for column in words)
        assert other["お名前"]
