"""A shop with people to follow up."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import common, making, worklist
from crm_desk.desk.followup.shipped import design
from crm_desk.desk.resources import texts
from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.followup.plan import Origin, Plan
from crm_desk.domain.followup.standing import Bucket, Standing
from tests.desk.customers.people import order

START = date(2026, 9, 7)
"""A Monday; a window from it ends on 2026-12-07."""
JA = texts("ja")
DESIGN = design("ja")
HANAKO, SHIGERU, AYANO, FIRM = 1, 2, 3, 4
ORIGIN = Origin(Cluster.TOP10, 0)


def person(number: int, day: str, name: str, **more: Any) -> str:
    known: dict[str, Any] = {
        "kana": "カナ",
        "postcode": "100-0001",
        "address": f"東京都千代田区千代田{number}-1",
        "price": 3000,
    }
    mail, phone = f"p{number}@example.jp", f"090-0111-{number:04}"
    return order(100 + number, day, f"{number:05}", name, mail, phone, **(known | more))


PEOPLE = [
    person(HANAKO, "2026/09/01", "髙橋 花子", kana="タカハシ ハナコ"),
    person(SHIGERU, "2026/08/01", "𠮷田 茂", kana="ヨシダ シゲル"),
    person(AYANO, "2026/06/01", "渡邊 綾乃", kana="ワタナベ アヤノ"),
    person(FIRM, "2026/05/01", "株式会社みなと", kana="ミナト"),
]


def day(after: int) -> date:
    """So many days after the start."""
    return START + timedelta(days=after)


def followed(desk: Desk, *customers: int, template: str = "B", start: date = START) -> list[int]:
    """Plans for these; returns their ids. B: 3電 21手 60メ."""
    before = plan_ids(desk)
    drafts = [making.draft(each, DESIGN.templates[template], start) for each in customers]
    making.make(desk, drafts, start, start)
    return [id_ for id_ in plan_ids(desk) if id_ not in before]


def plan_ids(desk: Desk) -> list[int]:
    rows = desk.store.read(
        lambda c: c.execute("SELECT id FROM followup_plan ORDER BY id").fetchall()
    )
    return [id_ for (id_,) in rows]


def plan_of(desk: Desk, plan_id: int) -> Plan:
    return common.one(desk, plan_id, START).plan


def standing_of(desk: Desk, plan_id: int, today: date) -> Standing:
    return common.one(desk, plan_id, today).standing


def state(desk: Desk) -> Any:
    """Everything of follow-ups but who was ever followed up."""
    tables = (
        *("followup_plan", "followup_step", "approach", "consent", "followup_template"),
        *("followup_template_step", "followup_cell", "followup_limit"),
    )
    return [
        desk.store.read(lambda c, t=table: c.execute(f"SELECT * FROM {t} ORDER BY 1, 2").fetchall())  # type: ignore[misc]  # noqa: S608
        for table in tables
    ]


def listed(desk: Desk, today: date, bucket: Bucket, **wanted: Any) -> list[int]:
    found = worklist.open_worklist(desk, today, worklist.WorklistQuery(**wanted))
    return list(found.ids[bucket])


def names(desk: Desk, ids: Sequence[int], today: date) -> list[str]:
    rows = worklist.rows(desk, ids, today)
    return [rows[id_].who.name for id_ in ids]
