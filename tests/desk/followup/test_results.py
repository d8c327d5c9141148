"""What came of the plans, beside those who had none; worked out by hand for a small shop."""

from dataclasses import replace
from datetime import date

from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import checking, making
from crm_desk.desk.followup.checking import ApproachInput
from crm_desk.desk.followup.results import results, totals
from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.followup.plan import Origin
from crm_desk.domain.followup.results import ResultGroup
from tests.desk.customers.people import bring, order
from tests.desk.followup.making import DESIGN, day

FIRST = date(2026, 9, 1)
ONCE = Origin(Cluster.ONCE, 31)


def buyer(number: int, bought: str, price: int = 1000, name: str = "") -> str:
    mail = f"b{number}@example.jp"
    return order(
        *(f"{number}-{bought}", bought, f"{number:05}", name or f"客{number}", mail),
        phone=f"090-0111-{number:04}",
        address=f"京都市{number}-1",
        price=price,
    )


def shop_of_twenty(desk: Desk) -> None:
    """Twenty buyers of one purchase; 1 to 4 bought for the most, the rest is outside TOP20%."""
    rows = [buyer(n, "2026/07/20", 9000 if n <= 4 else 1000) for n in range(1, 21)]
    again = [buyer(n, "2026/09/20", 500) for n in (5, 6, 10, 11, 12)]
    bring(desk, [*rows, *again, buyer(13, "2026/12/24", 500), buyer(14, "2026/09/01", 500)])


def test_beside_those_without_a_plan(desk: Desk) -> None:
    shop_of_twenty(desk)
    drafts = [making.draft(n, DESIGN.templates["K"], FIRST) for n in (5, 6, 7, 8)]
    making.make(desk, [replace(each, origin=ONCE) for each in drafts], FIRST, FIRST)
    checking.check_off(desk, [1, 2, 3], date(2026, 9, 10))
    checking.check_off(desk, [1, 2], date(2026, 9, 25))
    checking.check_off(desk, [1], date(2026, 11, 2), ApproachInput(way=Way.PHONE))
    (row,) = results(desk, date(2026, 12, 31))
    assert (row.template, row.cluster, row.month) == (DESIGN.templates["K"].name, "once", FIRST)
    assert (row.plans, row.over, row.achieved) == (4, 4, 1)
    assert dict(row.media) == {Medium.EMAIL: 3, Medium.POST: 2, Medium.PHONE: 1}
    assert row.followed == ResultGroup(4, 2, 1000)
    # 14 bought on the first day: as of it 2-3回. 13 bought after the window.
    assert row.others == ResultGroup(11, 3, 1500)
    both = totals([row, row])
    assert both is not None
    assert (both.plans, both.followed, both.others) == (8, ResultGroup(8, 4, 2000), ResultGroup())
    assert totals([]) is None


def test_rows_by_template_cluster_and_month(desk: Desk) -> None:
    shop_of_twenty(desk)
    for number, (template, start) in enumerate(
        [("K", FIRST), ("L", FIRST), ("K", date(2026, 10, 5))], start=5
    ):
        found = making.draft(number, DESIGN.templates[template], start)
        making.make(desk, [replace(found, origin=ONCE)], start, start)
    by_hand = making.draft(9, DESIGN.templates["B"], FIRST)
    making.make(desk, [by_hand], FIRST, FIRST)
    rows = results(desk, day(60))
    assert [(row.month, row.template[0], row.cluster) for row in rows] == [
        (date(2026, 10, 1), "K", "once"),
        (FIRST, "B", None),
        (FIRST, "K", "once"),
        (FIRST, "L", "once"),
    ]
    assert [row.achieved_rate for row in rows] == [None] * 4
    assert rows[1].others == ResultGroup()


def test_a_plan_that_was_over_before_hinders_no_comparison(desk: Desk) -> None:
    shop_of_twenty(desk)
    for number, start in ((5, FIRST), (10, date(2026, 3, 1))):
        draft = replace(making.draft(number, DESIGN.templates["K"], start), origin=ONCE)
        making.make(desk, [draft], start, start)
    (row,) = (each for each in results(desk, date(2026, 12, 31)) if each.month == FIRST)
    assert row.others == ResultGroup(14, 4, 2000)


def test_nothing_to_say_without_plans(desk: Desk) -> None:
    assert results(desk, day(1)) == ()
