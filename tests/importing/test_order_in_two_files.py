"""What two files state of one order: lines that both have count once, and amounts too."""

from pathlib import Path

import pytest

from tests.importing.shop_files import figures

HEAD = "注文番号,注文日,会員番号,商品名,数量,単価,値引"
OTHER = "9,2026/1/9,A9,壺,1,50000,"


def files(folder: Path, first: tuple[str, ...], second: tuple[str, ...]) -> tuple[Path, Path]:
    paths = folder / "first.csv", folder / "second.csv"
    for path, rows in zip(paths, (first, second), strict=True):
        path.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    return paths


def line(product: str, price: int, discount: object) -> str:
    return f"1,2026/1/5,A1,{product},1,{price},{discount}"


def told(answer: dict[str, object]) -> list[str]:
    return [notice["reason"] for notice in answer["notices"]]  # type: ignore[attr-defined]


TEA, CAKE, DISH = ("茶", 1000), ("菓子", 500), ("皿", 300)


@pytest.mark.parametrize("turned", [False, True])
def test_a_discount_on_every_row_counts_once(tmp_path: Path, turned: bool) -> None:
    parts = (
        (line(*TEA, 100), line(*CAKE, 100), OTHER),
        (line(*CAKE, 100), line(*DISH, 100)),
    )
    answer = figures(*files(tmp_path, *(parts[::-1] if turned else parts)))
    assert answer["sales"] == 1800 - 100 + 50000
    assert "order_in_two_files" in told(answer)
    assert "two_files_amounts" not in told(answer)


def test_a_discount_on_the_first_row_counts_once(tmp_path: Path) -> None:
    first = line(*TEA, 100), line(*CAKE, "")
    second = line(*CAKE, 100), line(*DISH, "")
    answer = figures(*files(tmp_path, first, second))
    assert answer["sales"] == 1800 - 100
    assert "per_line" not in told(answer)


def test_a_longer_later_file_says_what_the_whole_order_is(tmp_path: Path) -> None:
    first = line(*TEA, 100), line(*CAKE, 100)
    second = line(*TEA, 150), line(*CAKE, 150), line(*DISH, 150)
    answer = figures(*files(tmp_path, first, second))
    assert answer["sales"] == 1800 - 150
    assert "per_line" not in told(answer)


def test_amounts_of_lines_in_a_longer_later_file_are_all_counted(tmp_path: Path) -> None:
    first = line(*TEA, 100), line(*CAKE, 50)
    second = line(*TEA, 100), line(*CAKE, 50), line(*DISH, 30)
    answer = figures(*files(tmp_path, first, second))
    assert answer["sales"] == 1800 - 180
    assert "per_line" in told(answer)


def test_the_same_order_exported_again_takes_the_later_discount(tmp_path: Path) -> None:
    answer = figures(*files(tmp_path, (line(*TEA, 100),), (line(*TEA, 300),)))
    assert answer["sales"] == 700


def test_a_shorter_later_file_takes_nothing_away(tmp_path: Path) -> None:
    first = line(*TEA, 100), line(*CAKE, 100)
    answer = figures(*files(tmp_path, first, (line(*CAKE, 100),)))
    assert answer["sales"] == 1500 - 100
    assert "per_line" not in told(answer)


def test_amounts_of_lines_in_parts_that_overlap_are_told(tmp_path: Path) -> None:
    first = line(*TEA, 100), line(*CAKE, 50)
    second = line(*CAKE, 50), line(*DISH, 30)
    answer = figures(*files(tmp_path, first, second))
    assert answer["sales"] == 1800 - 150
    (notice,) = [each for each in answer["notices"] if each["reason"] == "two_files_amounts"]
    assert notice["value"] == "1"
