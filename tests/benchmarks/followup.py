"""The worklist of 5,000 open plans, a check-off, and the start of a month, beside plain SQL."""

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from crm_desk.desk.analysis import cache
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.followup import checking, month, worklist
from crm_desk.desk.followup.edits import FollowupEdit
from crm_desk.desk.followup.shipped import design
from crm_desk.domain.analysis.figures import AnalysisSettings, Cluster
from crm_desk.domain.contacts.approach import Approach
from crm_desk.domain.followup.plan import Origin, Plan
from crm_desk.domain.followup.standing import Bucket
from crm_desk.store.connection import Connection
from crm_desk.store.customers.sums import rebuild
from tests.benchmarks.followup_window import redrawn, sheets

CUSTOMERS, PLANS, ORDERS = 10_000, 5_000, 30_000
TODAY = date(2026, 11, 21)
ROUNDS = 15
CHECK_OFFS = 200
NEW_PLANS = 2_000
WORKLIST_MS, CHECK_OFF_MS, START_MS = 100, 50, 2_000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.crmdesk"
        create_desk(path, "店", fill=_fill)
        with Desk(path) as desk:
            desk.apply(FollowupEdit("followup_start", _persons(), _plans()))
            _worklist(desk, path)
            _check_off(desk, path)
            _start(desk)
            _tell("a check-off, durable and redrawn", redrawn(desk), CHECK_OFF_MS)
    sheets()


def _worklist(desk: Desk, path: Path) -> None:
    plain = sqlite3.connect(path)
    peer = _times(lambda: _same_rows(plain), ROUNDS)
    plain.close()
    ours = _times(lambda: worklist.open_worklist(desk, TODAY), ROUNDS)
    found = worklist.open_worklist(desk, TODAY)
    shown = [id_ for bucket in worklist.BUCKETS for id_ in found.ids[bucket]][:60]
    said = ", ".join(f"{b.value} {count.plans}" for b, count in found.counts.items())
    print(f"{CUSTOMERS:,} customers, {PLANS:,} open plans, {ORDERS:,} orders ({said})")
    _tell("opening the worklist", ours, WORKLIST_MS)
    print(f"  plain SQL of the same rows: {_median(peer):.1f} ms, ratio {_ratio(ours, peer)}")
    _tell("the worklist found by a name", _times(lambda: _search(desk), ROUNDS), WORKLIST_MS)
    _tell("60 rows of it", _times(lambda: worklist.rows(desk, shown, TODAY), ROUNDS), WORKLIST_MS)
    _tell("counts for the sidebar", _times(lambda: worklist.counts(desk, TODAY), ROUNDS), None)


def _search(desk: Desk) -> object:
    return worklist.open_worklist(desk, TODAY, worklist.WorklistQuery(words="客12"))


def _same_rows(connection: sqlite3.Connection) -> object:
    """Every plan, step, approach and purchase that a standing needs, joined and read."""
    return [
        connection.execute(
            "SELECT p.id, p.start, p.last_day, s.number, s.planned, s.way, c.name"
            " FROM followup_plan p JOIN followup_step s ON s.plan_id = p.id"
            " JOIN person ON person.id = p.person_id"
            " JOIN customer c ON c.id = person.customer_id"
        ).fetchall(),
        connection.execute("SELECT plan_id, day, way, result FROM approach").fetchall(),
        connection.execute(
            "SELECT p.id, o.day, o.goods FROM followup_plan p"
            " JOIN person ON person.id = p.person_id JOIN shop_order o"
            " ON o.customer_id = person.customer_id AND o.day BETWEEN p.start AND p.last_day"
        ).fetchall(),
    ]


def _check_off(desk: Desk, path: Path) -> None:
    late = worklist.open_worklist(desk, TODAY).ids[Bucket.LATE]
    ids = iter(late[:CHECK_OFFS])
    ours = _times(lambda: checking.check_off(desk, [next(ids)], TODAY), CHECK_OFFS - 1)
    copy = path.with_name("plain.sqlite")
    desk.save_copy(copy)
    plain = sqlite3.connect(copy, isolation_level=None)
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("PRAGMA synchronous = FULL")
    peer = _times(
        lambda: plain.execute(
            "INSERT INTO approach (person_id, plan_id, step, day, way, result, note)"
            " VALUES (1, 1, 1, 1, 'phone', 'none', '')"
        ),
        CHECK_OFFS - 1,
    )
    plain.close()
    _tell("a check-off, durable", ours, CHECK_OFF_MS)
    print(f"  one INSERT in SQLite, durable: {_median(peer):.1f} ms, ratio {_ratio(ours, peer)}")


def _start(desk: Desk) -> None:
    look = cache.look(desk, AnalysisSettings(), TODAY)
    everybody = month.preview(desk, look, TODAY, "ja", template=design("ja").templates["C"])
    chosen = [p.candidate.customer_id for p in everybody.proposals][:NEW_PLANS]
    if len(chosen) < NEW_PLANS:
        raise RuntimeError(f"only {len(chosen)} customers can be started")

    def start() -> None:
        seen = month.preview(
            desk, look, TODAY, "ja", only=chosen, template=design("ja").templates["C"]
        )
        desk.apply(month.starting_of(desk, seen))
        desk.undo()

    _tell(f"previewing, starting and taking back {NEW_PLANS:,} plans", _times(start, 5), START_MS)
    matrix = _times(lambda: month.matrix(desk, look, TODAY, "ja"), 5)
    _tell("the matrix", matrix, None)


def _fill(connection: Connection) -> None:
    """Customers who ordered three times in a year; every tenth once within a window."""
    connection.execute("INSERT INTO source (id, label) VALUES (1, '店')")
    connection.execute(
        "INSERT INTO import_batch VALUES (1, 1, 'orders', '', '', '2026-11-01 00:00:00', 0, 0, 0,"
        " 0, '')"
    )
    connection.executemany(
        "INSERT INTO customer (id, key, name, kana, email, email_key, phone, phone_digits, address,"
        " search) VALUES (?1, 'e:c' || ?1, '客' || ?1, 'キャク' || ?1, 'c' || ?1, 'c' || ?1,"
        " '090' || ?1, '090' || ?1, '町' || ?1, '客' || ?1 || char(10) || 'c' || ?1)",
        ((number,) for number in range(1, CUSTOMERS + 1)),
    )
    last = TODAY.toordinal()
    connection.executemany(
        "INSERT INTO shop_order (batch_id, source_id, key, number, day, customer_id, goods, total,"
        " discount, refund, shipping, status, void, subscription, incomplete, fingerprint, current)"
        " VALUES (1, 1, ?, '', ?, ?, ?, 0, 0, 0, 0, '', 0, 0, 0, x'', 1)",
        (
            (
                str(number),
                last - (number * 37 % 360) - (1 if number % 10 else 0),
                number % CUSTOMERS + 1,
                1000 + number % 9000,
            )
            for number in range(ORDERS)
        ),
    )
    rebuild(connection)


def _persons() -> tuple[tuple[int, int], ...]:
    return tuple((number, number) for number in range(1, PLANS + 1))


def _plans() -> tuple[tuple[None, Plan], ...]:
    """Open plans that began in the last 80 days; half of them have an approach."""
    templates = list(design("ja").templates.values())
    clusters = list(Cluster)
    made = []
    for number in range(1, PLANS + 1):
        template = templates[number % len(templates)]
        start = TODAY - timedelta(days=number % 80)
        steps = template.planned(start)
        first = Approach(number, start, steps[0].way, step=1)
        approaches = (first,) if number % 2 else ()
        origin = Origin(clusters[number % len(clusters)], 0)
        plan = Plan(number, number, start, steps, template.name, origin, approaches=approaches)
        made.append((None, plan))
    return tuple(made)


def _times(work: Callable[[], object], rounds: int) -> list[float]:
    """Milliseconds of every round, after one that isn't counted."""
    work()
    found = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        found.append(1000 * (time.perf_counter() - begun))
    return found


def _tell(what: str, times: list[float], aim: int | None) -> None:
    p95 = sorted(times)[int(0.95 * (len(times) - 1))]
    wanted = "" if aim is None else f" (aim {aim} ms)"
    print(f"{what}: median {_median(times):.1f} ms, p95 {p95:.1f} ms{wanted}")


def _median(times: list[float]) -> float:
    return statistics.median(times)


def _ratio(ours: list[float], peer: list[float]) -> str:
    return f"{_median(ours) / _median(peer):.2f}"
