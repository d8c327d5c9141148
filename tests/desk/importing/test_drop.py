"""Several files dropped at once come in all together or not at all, and may replace others."""

import threading
from pathlib import Path

import pytest

from crm_desk.desk.child import Cancel, CancelledError
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.importing import batches, file_plan, remembered
from crm_desk.desk.importing.decisions import Decisions
from crm_desk.desk.importing.job import FileJob
from crm_desk.desk.importing.unfinished import take_unfinished
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.answers import Answers
from crm_desk.importing.choices import Choices
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection
from crm_desk.store.importing import batches as rows
from tests.importing.shop_files import bring, content, job, nothing_left, orders, write
from tests.store.support import dump


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create_desk(tmp_path / "s.crmdesk", "店")
    return tmp_path / "s.crmdesk"


def order(number: str, amount: int = 100, **more: object) -> dict[str, object]:
    return {
        "注文番号": number, "注文日": "2024/05/01", "会員番号": "7", "氏名": "山田花",
        "商品名": "茶", "金額": amount, **more,
    }  # fmt: skip


def two(folder: Path) -> list[tuple[str, list[FileJob]]]:
    one = write(folder, [order("A1"), order("A2")], "one.csv")
    other = write(folder, [order("B1", 5)], "other.csv")
    return [("本店", [job(one)]), ("支店", [job(other)])]


def test_a_drop_is_one_import_each_in_one_transaction(path: Path, tmp_path: Path) -> None:
    steps: list[batches.Progress] = []
    with Desk(path) as desk:
        before = desk.orders_version
        outcomes = batches.run_all(desk, two(tmp_path), Choices(), steps.append)
        # One for the orders; noting that an import is under way is none.
        assert desk.orders_version == before + 1
        assert [outcome.taken.new_orders for outcome in outcomes] == [2, 1]
        assert [batch.source for batch in batches.batches(desk)] == ["支店", "本店"]
        assert len(orders(desk)) == 3
        assert take_unfinished(desk) == ()
        for outcome, name in zip(outcomes, ("one.csv", "other.csv"), strict=True):
            id_ = outcome.taken.batch_id or 0
            assert desk.store.read(lambda c, i=id_: rows.paths(c, i)) == (  # type: ignore[misc]
                str(tmp_path / name),
            )
    assert [step.step for step in steps].count("keep") == 1
    parts = [step.done for step in steps if step.step == "read"]
    assert parts == sorted(parts)
    assert parts[-1] == 1.0
    assert nothing_left(tmp_path)


def test_one_that_fails_keeps_all_of_them_out(path: Path, tmp_path: Path) -> None:
    before = dump(path)
    good, (_, (bad,)) = two(tmp_path)
    bad.path.write_bytes(b"\0" * 100)
    with Desk(path) as desk:
        with pytest.raises(ReportableError):
            batches.run_all(desk, [good, ("支店", [bad])], Choices())
        assert take_unfinished(desk) == ()
    assert dump(path) == before
    assert nothing_left(tmp_path)


def test_called_off_while_the_second_is_read(path: Path, tmp_path: Path) -> None:
    before, cancel = dump(path), Cancel()

    def report(progress: batches.Progress) -> None:
        if progress.file == "other.csv":
            cancel.call_off()

    with Desk(path) as desk, pytest.raises(CancelledError):
        batches.run_all(desk, two(tmp_path), Choices(), report, cancel)
    assert dump(path) == before
    assert nothing_left(tmp_path)


@pytest.mark.parametrize("failing", [0, 1])
def test_a_disk_that_fails_while_one_is_kept_keeps_all_of_them_out(
    failing: int, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []
    put = rows.source_id

    def fails(connection: Connection, label: str) -> int:
        kept.append(label)
        if len(kept) == failing + 1:
            raise ReportableError("disk_full")
        return put(connection, label)

    before = dump(path)
    with Desk(path) as desk:
        monkeypatch.setattr(rows, "source_id", fails)
        with pytest.raises(ReportableError, match="disk_full"):
            batches.run_all(desk, two(tmp_path), Choices())
        assert len(kept) == failing + 1
        assert batches.batches(desk) == ()
    assert dump(path) == before
    assert nothing_left(tmp_path)


DECIDED = Decisions({"支店": Answers(void_status=("保留",))}, "total", "JPY")


def test_what_was_decided_is_kept_with_the_imports(path: Path, tmp_path: Path) -> None:
    with Desk(path) as desk:
        batches.run_all(desk, two(tmp_path), Choices(), decisions=DECIDED)
        assert remembered.answers_of(desk, "支店").void_status == ("保留",)
        assert not remembered.has_answers(desk, "本店")
        assert file_plan.amount_basis(desk) == "total"


@pytest.mark.parametrize("step", ["read", "keep"])
def test_called_off_nothing_decided_is_kept(path: Path, tmp_path: Path, step: str) -> None:
    before, cancel = dump(path), Cancel()

    def report(progress: batches.Progress) -> None:
        if progress.step == step:
            cancel.call_off()

    with Desk(path) as desk, pytest.raises(CancelledError):
        batches.run_all(desk, two(tmp_path), Choices(), report, cancel, decisions=DECIDED)
    assert dump(path) == before


def test_of_an_import_that_fails_nothing_decided_is_kept(path: Path, tmp_path: Path) -> None:
    before = dump(path)
    good, (_, (bad,)) = two(tmp_path)
    bad.path.write_bytes(b"\0" * 100)
    with Desk(path) as desk, pytest.raises(ReportableError):
        batches.run_all(desk, [good, ("支店", [bad])], Choices(), decisions=DECIDED)
    assert dump(path) == before


def test_a_file_read_another_way_replaces_what_it_brought(path: Path, tmp_path: Path) -> None:
    file = write(tmp_path, [order("A1"), order("A2", 70)])
    other = write(tmp_path, [order("A1", 9), order("A3", 3)], "other.csv")
    with Desk(path) as desk:
        bring(desk, file)
    expected = content(path)
    with Desk(path) as desk:
        wrong = bring(desk, other)
        again = [("本店", [job(file)])]
        ids = [wrong.taken.batch_id or 0]
        (outcome,) = batches.run_all(desk, again, Choices(), replaced=ids)
        assert outcome.taken.batch_id is None
    assert content(path) == expected


def test_what_fails_to_replace_keeps_what_was_there(path: Path, tmp_path: Path) -> None:
    with Desk(path) as desk:
        first = bring(desk, write(tmp_path, [order("A1")]))
    before = content(path)
    bad = job(write(tmp_path, [order("A1", 2)], "bad.csv"))
    bad.path.write_bytes(b"\0" * 100)
    with Desk(path) as desk, pytest.raises(ReportableError):
        batches.run_all(desk, [("本店", [bad])], Choices(), replaced=[first.taken.batch_id or 0])
    assert content(path) == before


def test_joined_by_hand_stay_joined_when_their_import_is_replaced(
    path: Path, tmp_path: Path
) -> None:
    file = write(tmp_path, [order("A1"), order("A2", 会員番号="8")])
    with Desk(path) as desk:
        first = bring(desk, file)
        sql = "UPDATE customer SET joined_to = 1, joined_by = 'hand' WHERE id = 2"
        desk.store.write(lambda c: c.execute(sql))
        batches.run_all(
            desk,
            [("本店", [job(write(tmp_path, [order("A1", 3), order("A2", 4, 会員番号="8")]))])],
            Choices(),
            replaced=[first.taken.batch_id or 0],
        )
        found = desk.store.read(
            lambda c: c.execute("SELECT joined_to FROM customer WHERE id = 2").fetchone()
        )
        sums = desk.store.read(lambda c: c.execute("SELECT amount FROM customer_sums").fetchall())
    assert found == (1,)
    assert sums == [(7,)]


def test_a_name_with_a_line_break_is_one_file(path: Path, tmp_path: Path) -> None:
    name = "1月\n受注.csv"
    with Desk(path) as desk:
        bring(desk, write(tmp_path, [order("A1")], name))
        assert batches.batches(desk)[0].files == (name,)


def test_others_are_told_at_once_while_imports_are_taken_back(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, settle = threading.Event(), threading.Event(), rows.settle

    def slow(connection: Connection, *given: object) -> None:
        begun.set()
        assert go_on.wait(20)
        settle(connection, *given)  # type: ignore[arg-type]

    with Desk(path) as desk:
        outcomes = batches.run_all(desk, two(tmp_path), Choices())
        ids = [outcome.taken.batch_id or 0 for outcome in reversed(outcomes)]
        monkeypatch.setattr(rows, "settle", slow)
        thread = threading.Thread(target=lambda: batches.revert_imports(desk, ids))
        thread.start()
        assert begun.wait(20)
        with pytest.raises(ReportableError) as refused:
            desk.store.write(lambda c: desk_info.put(c, "shop_name", "x"))
        assert refused.value.key == "desk_saving"
        # Of several, none is gone before all are.
        assert len(batches.batches(desk)) == 2
        go_on.set()
        thread.join()
        assert batches.batches(desk) == ()
        assert orders(desk) == []


def test_taking_back_can_be_called_off(path: Path, tmp_path: Path) -> None:
    with Desk(path) as desk:
        outcomes = batches.run_all(desk, two(tmp_path), Choices())
        before, cancel = orders(desk), Cancel()
        cancel.call_off()
        with pytest.raises(CancelledError):
            batches.revert_imports(desk, [o.taken.batch_id or 0 for o in outcomes], cancel)
        assert orders(desk) == before
