"""The standing that SQL works out for thousands is that of the rule, plan by plan."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desk.desk.desk import Desk
from crm_desk.domain.contacts.media import BY_POST, Way
from crm_desk.domain.followup.plan import Plan
from crm_desk.domain.followup.standing import Bucket, Purchase, standing
from crm_desk.store import persons
from crm_desk.store.connection import Connection
from crm_desk.store.followup import plans as followup
from crm_desk.store.followup import worklist
from crm_desk.store.followup.standing_sql import medium_of
from tests.desk.making import new_desk
from tests.domain.followup.making import DAYS, PURCHASES, plans


@pytest.fixture(scope="module")
def shared() -> Iterator[Desk]:
    """An empty desk; every example takes back what it wrote."""
    with tempfile.TemporaryDirectory() as folder, new_desk(Path(folder) / "a.crmdesk") as desk:
        yield desk


def put(connection: Connection, found: list[tuple[Plan, list[Purchase]]]) -> list[Plan]:
    """One customer and one other name of theirs for each plan; purchases under both."""
    connection.execute("INSERT INTO source (id, label) VALUES (1, '店')")
    connection.execute(
        "INSERT INTO import_batch VALUES (1, 1, 'orders', '', '', '2026-01-01 00:00:00', 0, 0, 0,"
        " 0, '')"
    )
    kept = []
    for number, (plan, purchases) in enumerate(found, start=1):
        main, other = 2 * number - 1, 2 * number
        connection.execute("INSERT INTO customer (id, key) VALUES (?, ?)", (main, f"k{main}"))
        connection.execute(
            "INSERT INTO customer (id, key, joined_to, joined_by) VALUES (?, ?, ?, 'hand')",
            (other, f"k{other}", main),
        )
        persons.put_persons(connection, [(number, main if number % 2 else other)])
        for place, (day, amount) in enumerate(purchases):
            connection.execute(
                "INSERT INTO shop_order (batch_id, source_id, key, number, day, customer_id, goods,"
                " total, discount, refund, shipping, status, void, subscription, incomplete,"
                " fingerprint, current) VALUES (1, 1, ?, '', ?, ?, ?, 0, 0, 0, 0, '', 0, 0, 0, x'',"
                " 1)",
                (f"{number}-{place}", day.toordinal(), (main, other)[place % 2], amount),
            )
        approaches = tuple(replace(each, id=100 * number + each.id) for each in plan.approaches)
        kept.append(replace(plan, id=number, person=number, approaches=approaches))
    followup.put_plans(connection, kept)
    return kept


class _TakenBackError(Exception):
    pass


@settings(max_examples=60)
@given(st.lists(st.tuples(plans(), PURCHASES), min_size=1, max_size=6), DAYS)
def test_both_agree(shared: Desk, found: list[tuple[Plan, list[Purchase]]], today: date) -> None:
    def work(connection: Connection) -> None:
        kept = put(connection, found)
        in_sql = worklist.plan_standings(connection, today, "goods")
        read = followup.plans(connection, [plan.id for plan in kept])
        bought = followup.purchases(connection, read, "goods")
        running = {
            e.id: e for e in worklist.entries(connection, worklist.WorklistQuery(), today, "goods")
        }
        for plan, (_, purchases), row in zip(kept, found, in_sql, strict=True):
            expected = standing(plan, purchases, today)
            assert standing(read[plan.id], bought.get(plan.id, ()), today).state is expected.state
            assert (row.state, row.bucket) == (expected.state, expected.bucket)
            assert (row.counted, row.media) == (len(expected.counted), len(expected.media))
            if expected.is_open:
                step = expected.next_step
                assert row.next_step == (step.number if step else 0)
            reaction = expected.reaction
            assert row.bought == (reaction.day.toordinal() if reaction else None)
            assert row.amount == (reaction.amount if reaction else 0)
            assert (plan.id in running) == (
                today <= plan.last_day and expected.bucket is not Bucket.CLOSED
            )
        waiting = [
            (step.planned and step.planned.toordinal(), step.way.value)
            for plan, (_, purchases) in zip(kept, found, strict=True)
            if standing(plan, purchases, today).is_open and plan.pause is None
            for step in plan.open_steps()
        ]
        planned = worklist.open_steps(connection, today, "goods")
        assert Counter(planned) == Counter(waiting)
        counts = worklist.counts(connection, today, "goods")
        assert sum(count for count, _ in counts.values()) == len(running)
        raise _TakenBackError

    with pytest.raises(_TakenBackError):
        shared.store.write(work)


@given(st.lists(plans(), min_size=1, max_size=4))
def test_plans_are_read_as_they_were_put(shared: Desk, found: list[Plan]) -> None:
    def work(connection: Connection) -> None:
        kept = put(connection, [(plan, []) for plan in found])
        read = followup.plans(connection, [plan.id for plan in reversed(kept)])
        assert list(read) == [plan.id for plan in reversed(kept)]
        for plan in kept:
            in_order = tuple(sorted(plan.approaches, key=lambda each: (each.day, each.id)))
            assert read[plan.id] == replace(plan, approaches=in_order)
        raise _TakenBackError

    with pytest.raises(_TakenBackError):
        shared.store.write(work)


def test_the_medium_of_every_way(shared: Desk) -> None:
    sql = f"SELECT {medium_of('way')} FROM (SELECT ? AS way)"  # noqa: S608
    for way in Way:
        (found,) = shared.store.read(lambda c, w=way: c.execute(sql, (w.value,)).fetchone())  # type: ignore[misc]
        assert found == way.medium.value
    assert len(BY_POST) == 5
