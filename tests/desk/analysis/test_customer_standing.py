"""One customer among the buyers, in words."""

from datetime import timedelta
from pathlib import Path

import pytest

from crm_desk.desk.analysis import cache
from crm_desk.desk.analysis.customer_standing import CustomerStanding, about, customer_standing
from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk
from crm_desk.desk.resources import texts
from crm_desk.domain.analysis.figures import AnalysisSettings
from crm_desk.store import desk_info
from tests.desk.analysis.test_look import shop_rows
from tests.desk.customers.people import bring, order
from tests.desk.making import DAY, new_desk


def day(before: int) -> str:
    return (DAY - timedelta(before)).strftime("%Y/%m/%d")


def placed(desk: Desk, name: str, language: str = "ja") -> CustomerStanding:
    found = people.find(desk, name, "name", descending=False).ids
    look = cache.look(desk, AnalysisSettings())
    return customer_standing(desk, look, found[0], texts(language))


@pytest.fixture
def shop(desk: Desk) -> Desk:
    regular = [
        order(500 + n, day(before), "R1", "常連 一", price=5000 + n)
        for n, before in enumerate((400, 370, 340, 310))
    ]
    once = [order(600, day(5), "O1", "単発 二", price=10)]
    void = [order(601, day(5), "V1", "取消 三", price=10, status="キャンセル")]
    bring(desk, [*shop_rows(30), *regular, *once, *void])
    return desk


def test_a_regular_past_the_own_interval(shop: Desk) -> None:
    found = placed(shop, "常連")
    assert found.lines[0].startswith("累計購入金額では、")
    assert found.lines[1].startswith("R値 310日。最後のお買い物は2026/01/15でした")
    assert found.lines[2] == "在籍期間 90日(約3か月)。初めてのお買い物は2025/10/17でした。"
    assert found.lines[3] == "いつもの間隔(30日ほど)を過ぎています。お声がけの目安です。"
    assert [each.amount for each in found.purchases] == [5000, 5001, 5002, 5003]
    assert [each.day for each in found.purchases] == sorted(p.day for p in found.purchases)


def test_one_purchase_tells_no_interval(shop: Desk) -> None:
    found = placed(shop, "単発", "en")
    assert found.title == texts("en")("figures.cluster_once")
    assert found.lines[-1].startswith("The own interval is known")
    assert not any("Tenure" in line for line in found.lines)
    assert len(found.purchases) == 1


def test_who_is_no_buyer_has_no_cluster(shop: Desk) -> None:
    found = placed(shop, "取消")
    assert found.title == ""
    assert found.lines == ("まだ購入がないか、集計から除いているため、顧客層はありません。",)
    assert found.purchases == ()


def test_the_desks_own_amount_counts(tmp_path: Path) -> None:
    with new_desk(tmp_path / "a.crmdesk") as desk:
        bring(desk, ["1,2026/11/01,1,佐藤,,,,,,煎茶,1,1000,500,1500,完了"])
        assert placed(desk, "佐藤").purchases[0].amount == 1000
        desk.store.write(lambda c: desk_info.put(c, "amount_basis", "total"))
        assert placed(desk, "佐藤").purchases[0].amount == 1500


@pytest.mark.parametrize(
    ("days", "ja", "en"),
    [
        (0, "0日", "0 days"),
        (60, "60日", "60 days"),
        (61, "約2か月", "about 2 months"),
        (364, "約1年", "about 1 year"),
        (900, "約2年6か月", "about 2 years 6 months"),
        (14_610, "約40年", "about 40 years"),
    ],
)
def test_lengths_of_time_as_people_say_them(days: int, ja: str, en: str) -> None:
    assert about(days, texts("ja")) == ja
    assert about(days, texts("en")) == en
