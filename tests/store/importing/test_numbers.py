"""Order numbers that begin anew: the same orders, however the slips come in."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desk.desk.desk import Desk, create_desk
from crm_desk.importing.gathering import staged_person
from crm_desk.store.importing import answers, batches
from crm_desk.store.importing.commit import CommitResult, StagedImport, commit_imports
from crm_desk.store.importing.staging import Staging
from tests.store.support import integrity

Slip = tuple[str, date, str, int]
"""Number, day, customer, yen."""
_NAMES = count()
NOW = datetime(2026, 1, 1)  # noqa: DTZ001 - the shop's clock


def staged(folder: Path, slips: Sequence[Slip], numbers: str = "") -> StagedImport:
    """A staging file as reading makes it; `numbers` is what the reading was told."""
    path = folder / f"{next(_NAMES)}.import"
    days: dict[str, set[date]] = {}
    for number, day, _, _ in slips:
        days.setdefault(number, set()).add(day)
    if not numbers and any(len(each) > 1 for each in days.values()):
        numbers = "repeat"
    who = {name: at for at, name in enumerate(dict.fromkeys(slip[2] for slip in slips))}
    staging = Staging(path, ("day", "void"))
    staging.add_people(
        staged_person(at, f"m:{name}", 1, {"customer": name}, 1) for name, at in who.items()
    )
    staging.add_orders(
        (
            *(
                at,
                _key(slip, numbers),
                slip[0],
                slip[1].toordinal(),
                who[slip[2]],
                slip[3],
                slip[3],
            ),
            *(0, 0, 0, "", 0, 0, 0, repr(slip).encode(), 1),
        )
        for at, slip in enumerate(slips)
    )
    staging.end_file(("slips.csv", 0, len(slips), 0, len(who), 0, 0))
    staging._connection.execute("UPDATE file SET numbers = ?", (numbers,))
    staging.finish()
    return StagedImport(path, "本店", "generic", "orders", numbers_may_repeat=True)


def _key(slip: Slip, numbers: str) -> str:
    number, day, who, _ = slip
    by_day = f" #{day.toordinal()} {number}"
    return {"repeat": by_day, "customer": f"{by_day} m:{who}"}.get(numbers, number)


def bring(desk: Desk, folder: Path, slips: Sequence[Slip], numbers: str = "") -> CommitResult:
    given = staged(folder, slips, numbers)
    (result,) = desk.store.write_from(
        lambda connection: commit_imports(connection, [given], NOW), lambda: False
    )
    given.path.unlink()
    return result


def orders(desk: Desk) -> list[tuple[str, str, str, int]]:
    """(key, number, customer, yen) of the current orders."""
    return desk.store.read(
        lambda connection: connection.execute(
            "SELECT o.key, o.number, c.member_no, o.goods FROM shop_order o"
            " JOIN customer c ON c.id = o.customer_id WHERE o.current ORDER BY o.key"
        ).fetchall()
    )


def sums(desk: Desk) -> list[tuple[str, int, int]]:
    return desk.store.read(
        lambda connection: connection.execute(
            "SELECT c.member_no, s.purchases, s.amount FROM customer_sums s"
            " JOIN customer c ON c.id = s.customer_id ORDER BY 1"
        ).fetchall()
    )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    create_desk(tmp_path / "s.crmdesk", "店")
    with Desk(tmp_path / "s.crmdesk") as opened:
        yield opened


JANUARY = [("1", date(2025, 1, 6), "a", 100), ("2", date(2025, 1, 9), "b", 200)]
MARCH = [("1", date(2025, 3, 6), "c", 30), ("3", date(2025, 3, 9), "a", 40)]


def test_a_number_two_months_later_is_another_order(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, JANUARY)
    result = bring(desk, tmp_path, MARCH)
    assert (result.numbers_repeat, result.new_orders, result.changed_orders) == ("1", 2, 0)
    assert [goods for *_, goods in orders(desk)] == [100, 200, 30, 40]
    assert sums(desk) == [("a", 2, 140), ("b", 1, 200), ("c", 1, 30)]
    kept = desk.store.read(lambda connection: answers.answers(connection, "本店"))
    assert kept == {"numbers": "repeat"}
    told = desk.store.read(lambda c: batches.notices(c, result.batch_id or 0))
    assert [(row[0], row[6]) for row in told] == [("numbers_repeat", "1")]


def test_nothing_doubles_when_the_files_come_again(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, JANUARY)
    bring(desk, tmp_path, MARCH)
    before = orders(desk)
    for slips in (JANUARY, MARCH, [*JANUARY, *MARCH]):
        again = bring(desk, tmp_path, slips)
        assert (again.batch_id, again.same_orders) == (None, len(slips))
    assert orders(desk) == before


def test_the_import_that_showed_it_can_be_taken_back(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, JANUARY)
    before = [row[1:] for row in orders(desk)]
    result = bring(desk, tmp_path, MARCH)
    desk.store.write(lambda c: batches.revert_imports(c, [result.batch_id or 0]))
    assert [row[1:] for row in orders(desk)] == before
    assert bring(desk, tmp_path, JANUARY).batch_id is None


def test_answered_that_they_are_unique_a_number_is_corrected(desk: Desk, tmp_path: Path) -> None:
    desk.store.write(lambda c: answers.put_answers(c, "本店", {"numbers": "unique"}))
    bring(desk, tmp_path, JANUARY)
    result = bring(desk, tmp_path, MARCH)
    assert (result.new_orders, result.changed_orders, result.numbers_repeat) == (1, 1, "")


@pytest.mark.parametrize("days", [1, 30, 31])
def test_a_month_is_no_proof(desk: Desk, tmp_path: Path, days: int) -> None:
    first = date(2025, 1, 6)
    bring(desk, tmp_path, [("1", first, "a", 100)])
    result = bring(desk, tmp_path, [("1", first + timedelta(days), "a", 70)])
    assert (result.changed_orders, result.numbers_repeat) == (1, "")


def test_a_return_months_later_turns_nothing(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, JANUARY)
    assert bring(desk, tmp_path, [("1", date(2025, 6, 6), "a", -100)]).numbers_repeat == ""


def test_another_source_has_its_own_numbers(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, JANUARY)
    given = staged(tmp_path, MARCH)._replace(source="支店")
    (result,) = desk.store.write_from(lambda c: commit_imports(c, [given], NOW), lambda: False)
    assert (result.new_orders, result.numbers_repeat) == (2, "")


def test_two_registers_are_told_apart_by_customer_later(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, JANUARY)
    bring(desk, tmp_path, MARCH)
    both = [("1", date(2025, 1, 6), who, yen) for who, yen in (("a", 100), ("z", 5))]
    result = bring(desk, tmp_path, both, "customer")
    assert (result.new_orders, result.same_orders) == (1, 1)
    assert bring(desk, tmp_path, [*JANUARY, *MARCH]).batch_id is None


def test_answered_beforehand_stored_orders_are_re_keyed_all_the_same(
    desk: Desk, tmp_path: Path
) -> None:
    bring(desk, tmp_path, JANUARY)
    desk.store.write(lambda c: answers.put_answers(c, "本店", {"numbers": "repeat"}))
    assert bring(desk, tmp_path, [*JANUARY, *MARCH]).new_orders == 2


def test_an_answer_never_turns_keys_back(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, [*JANUARY, *MARCH])
    desk.store.write(lambda c: answers.put_answers(c, "本店", {"numbers": "unique"}))
    assert bring(desk, tmp_path, JANUARY, "unique").batch_id is None


@st.composite
def ledgers(draw: st.DrawFn) -> list[list[Slip]]:
    """Slips of four months that are numbered from 1 in each, in files of any kind."""
    slips = [
        (
            f"{number}",
            date(2025, month, draw(st.integers(1, 28))),
            draw(st.sampled_from("abc")),
            yen,
        )
        for month in range(1, 5)
        for number, yen in enumerate(draw(st.lists(st.integers(1, 999), min_size=1, max_size=3)), 1)
    ]
    files: list[list[Slip]] = [[] for _ in range(draw(st.integers(1, 5)))]
    for slip in draw(st.permutations(slips)):
        files[draw(st.integers(0, len(files) - 1))].append(slip)
    return [file for file in files if file]


@settings(max_examples=40, deadline=None)
@given(files=ledgers())
def test_files_in_any_order_come_to_the_same_orders(files: list[list[Slip]]) -> None:
    together = [slip for file in files for slip in file]
    found = []
    for how in (files, [together]):
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / "s.crmdesk"
            create_desk(path, "店")
            with Desk(path) as desk:
                for file in how:
                    bring(desk, Path(name), file)
                found.append((orders(desk), sums(desk)))
            assert integrity(path) == "ok"
    assert found[0] == found[1]
