"""Import batches: the same again changes nothing, and each can be taken back whole."""

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.importing import batches as imports
from tests.importing.shop_files import Row, bring, content, only, orders, rows_in, write
from tests.store.support import dump, integrity

PEOPLE: tuple[dict[str, object], ...] = (
    {"会員番号": "1", "メールアドレス": "a@example.jp"},
    {"会員番号": "2", "メールアドレス": "A@Example.jp"},
    {"会員番号": "3", "メールアドレス": "b@example.jp"},
    {"会員番号": "", "メールアドレス": "a@example.jp"},
    {"会員番号": "", "メールアドレス": "b@example.jp"},
    {"会員番号": "", "メールアドレス": ""},
)


def made(path: Path) -> Path:
    create_desk(path, "店")
    return path


def order(number: object = "A1", amount: object = 100, **more: object) -> dict[str, object]:
    return {
        "注文番号": number, "注文日": "2024/05/01", "会員番号": "7", "氏名": "山田花",
        "商品名": "茶", "金額": amount, **more,
    }  # fmt: skip


def batch(outcome: imports.Outcome) -> int:
    assert outcome.taken.batch_id is not None
    return outcome.taken.batch_id


def test_the_same_again_changes_nothing_at_all(tmp_path: Path) -> None:
    desk_path = made(tmp_path / "s.crmdesk")
    file = write(tmp_path, [order(), order("A2", "??"), order("A3", "", ステータス="キャンセル")])
    with Desk(desk_path) as desk:
        first = bring(desk, file)
    before = dump(desk_path)
    with Desk(desk_path) as desk:
        again = bring(desk, file)
        assert imports.batches(desk)[0].accepted == first.taken.accepted == 2
    assert dump(desk_path) == before
    assert again.taken.batch_id is None
    assert (again.taken.unchanged, again.taken.rejected, again.read) == (2, 1, 3)
    # The table of issues is told all the same.
    assert again.issues == first.issues


def test_a_changed_order_replaces_its_former_self_until_it_is_taken_back(tmp_path: Path) -> None:
    desk_path = made(tmp_path / "s.crmdesk")
    with Desk(desk_path) as desk:
        bring(desk, write(tmp_path, [order(), order("A2", 5)]))
    before = content(desk_path)
    with Desk(desk_path) as desk:
        changed = bring(desk, write(tmp_path, [order(amount=70), order(amount=7), order("A3", 1)]))
        taken = changed.taken
        assert (taken.new_orders, taken.changed_orders, taken.same_orders) == (1, 1, 0)
        assert [(o.number, o.goods) for o in orders(desk)] == [("A1", 77), ("A2", 5), ("A3", 1)]
    with Desk(desk_path) as desk:  # also after a restart
        imports.revert_import(desk, batch(changed))
    assert content(desk_path) == before


@pytest.mark.parametrize("back", list(permutations(range(3))))
def test_versions_of_an_order_taken_back_in_any_order(
    tmp_path: Path, back: tuple[int, ...]
) -> None:
    desk_path = made(tmp_path / "s.crmdesk")
    with Desk(desk_path) as desk:
        batches = [
            batch(bring(desk, write(tmp_path, [order(amount=amount)]))) for amount in (1, 2, 3)
        ]
    left = [1, 2, 3]
    for at in back:
        with Desk(desk_path) as desk:
            imports.revert_import(desk, batches[at])
            left.remove(at + 1)
            assert [o.goods for o in orders(desk)] == left[-1:]
            shown = desk.store.read(
                lambda c: c.execute("SELECT sum(amount) FROM customer_sums").fetchone()[0]
            )
            assert shown == (left[-1] if left else None)
    assert not any(rows_in(desk_path).values())
    assert integrity(desk_path) == "ok"


def test_equal_numbers_and_members_of_two_carts_stay_apart(tmp_path: Path) -> None:
    desk_path = made(tmp_path / "s.crmdesk")
    file = write(tmp_path, [order()])
    with Desk(desk_path) as desk:
        bring(desk, file, source="本店")
        second = bring(desk, file, source="楽天店")
        assert (second.taken.new_orders, second.taken.new_customers) == (1, 1)
        assert imports.sources(desk) == ("本店", "楽天店")
        assert [o.customer for o in orders(desk)] == ["m:7", "m:7"]
        imports.revert_import(desk, batch(second))
        assert imports.sources(desk) == ("本店",)
        assert only(desk).goods == 100


def test_what_an_import_is_listed_with(tmp_path: Path) -> None:
    desk_path = made(tmp_path / "s.crmdesk")
    files = [
        write(tmp_path, [order(), order("A2", "x")], "5月.csv"),
        write(tmp_path, [order(), order("A3", 9)], "6月.csv"),
    ]
    with Desk(desk_path) as desk:
        bring(desk, *files)
        (listed,) = imports.batches(desk)
        assert (listed.source, listed.kind, listed.preset) == ("本店", "orders", "generic")
        assert listed.files == ("5月.csv", "6月.csv")
        assert (listed.accepted, listed.rejected, listed.skipped, listed.unchanged) == (2, 1, 0, 1)
        assert listed.orders == 2
        told = [(issue.file, issue.reason) for issue in imports.issues_of(desk, listed.id)]
        assert told == [("5月.csv", "not_an_amount"), ("5月.csv", "order_in_two_files")]


# Any sequence of imports, taken back in any order


@st.composite
def histories(
    draw: st.DrawFn, *, overlapping: bool
) -> tuple[list[tuple[str, list[Row]]], list[int]]:
    """(source, rows) of each import, and which of them are taken back, one after the other.

    Args:
        overlapping: files repeat one another's orders; else each tells an order differently.
    """
    files = []
    for at in range(draw(st.integers(1, 4))):
        rows: list[Row] = []
        phones = ["", f"03-1234-{at % 2:04}"]
        source = draw(st.sampled_from(["本店", "本店", "楽天店"]))
        for number in sorted(draw(st.sets(st.integers(1, 5), min_size=1, max_size=4))):
            # Who ordered and when is settled by the number, so that orders can repeat.
            who = (number if overlapping else draw(st.integers(0, 5))) % len(PEOPLE)
            price = 100 + (number if overlapping else at)
            if overlapping and draw(st.integers(0, 3)) == 0:
                price += 1000
            rows += [
                {
                    "注文番号": f"N{number}",
                    "注文日": f"2024/05/0{number if overlapping else draw(st.integers(1, 3))}",
                    **PEOPLE[who],
                    "氏名": f"{who}さん" if overlapping else f"客{who} {at}回目",
                    "電話番号": "" if overlapping else draw(st.sampled_from(phones[:2])),
                    "商品名": f"茶{number}",
                    "金額": price,
                }
            ] * draw(st.just(1) if overlapping else st.integers(1, 2))
        files.append((source, rows))
    back = draw(st.permutations(range(len(files))))
    return files, back[: draw(st.integers(1, len(files)))]


def after(path: Path, folder: Path, files: Sequence[tuple[str, list[Row]]]) -> list[int | None]:
    """Import the files, one after the other, into a new desk; returns the batches."""
    create_desk(path, "店")
    with Desk(path) as desk:
        return [
            bring(desk, write(folder, rows), source=source).taken.batch_id for source, rows in files
        ]


def taken_back(folder: Path, files: list[tuple[str, list[Row]]], back: list[int]) -> None:
    """Compare, after each import that is taken back, with a desk that never had it."""
    path = folder / "s.crmdesk"
    batches = after(path, folder, files)
    # An import that brought nothing new is none.
    left = [at for at, found in enumerate(batches) if found is not None]
    for step, at in enumerate(back):
        found = batches[at]
        if found is None:
            continue
        with Desk(path) as desk:
            imports.revert_import(desk, found)
        left.remove(at)
        other = folder / f"{step}.crmdesk"
        after(other, folder, [files[kept] for kept in left])
        assert content(path) == content(other)
    if not left:
        assert not any(rows_in(path).values())
    assert integrity(path) == "ok"


@settings(max_examples=45)
@given(history=histories(overlapping=False))
def test_taken_back_is_as_if_it_had_never_been(
    tmp_path_factory: pytest.TempPathFactory,
    history: tuple[list[tuple[str, list[Row]]], list[int]],
) -> None:
    taken_back(tmp_path_factory.mktemp("d"), *history)


def test_an_order_stays_as_long_as_one_import_says_it(tmp_path: Path) -> None:
    """May's file, then the one of May and June; May's is taken back."""
    may, june = order(), order("A2", 5, 注文日="2024/06/01")
    taken_back(tmp_path, [("本店", [may]), ("本店", [may, june])], [0])
