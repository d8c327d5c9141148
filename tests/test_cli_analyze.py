"""The command `analyze`, as a script without a screen calls it (analysis.md)."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crm_desk.cli import main
from tests.analysis.making import data
from tests.importing.shop_files import text_of, write
from tests.retail_sql import retail_by_sql

# analysis.md, "On the command line"; {} is as the entry before it.
KEYS: dict[str, Any] = {
    "as_of": "", "data_from": "", "preset": "", "currency": "",
    "rows": {"read": 0, "accepted": 0, "rejected": 0, "skipped": 0, "unchanged": 0},
    "orders": 0, "void_orders": 0, "purchases": 0, "sales": 0,
    "unidentified": {"orders": 0, "sales": 0}, "after_as_of": 0, "buyers": 0,
    "kpi": {
        "repeat_rate": 0.0, "mean_purchases": 0.0, "mean_order_value": 0.0,
        "referrers": None, "referred": None,
        "interval_days": {"mean": 0.0, "median": 0.0, "mean_per_customer": 0.0, "gaps": 0},
        "f2_within": {"90": 0.0, "180": 0.0, "365": 0.0},
    },
    "tiers": {"1": {"customers": 0, "amount": 0, "share": 0.0}, "10": {}, "20": {}},
    "clusters": {
        "top1": {"customers": 0, "purchases": 0, "amount": 0},
        "top10": {}, "top20": {}, "once": {}, "two_three": {}, "four_plus": {},
    },
    "recency_bands": [{"from": 0, "to": 30, "customers": 0}],
    "conversion": [{"from": 1, "to": 2, "base": 0, "rate": 0.0}],
    "rfm": {"method": "fixed", "thresholds": {"r": [0], "f": [0], "m": [0]}, "grid": [[0]]},
    "tenure_days_mean": 0.0, "recency_days_mean": 0.0,
}  # fmt: skip


def same_shape(found: Any, said: Any, place: str = "") -> None:
    """The same keys all the way down, in the same order."""
    if isinstance(said, dict):
        assert isinstance(found, dict), place
        assert list(found) == list(said), place
        for (key, value), entry in zip(found.items(), said.values(), strict=True):
            like = next(iter(said.values())) if entry == {} else entry
            same_shape(value, like, f"{place}.{key}")
    elif isinstance(said, list):
        assert isinstance(found, list), place
        for value in found:
            same_shape(value, said[0], place)
    elif found is not None:
        assert isinstance(found, str) == isinstance(said, str) or said is None, place


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    """The figures that a command prints."""
    assert main(["analyze", *map(str, arguments)]) == 0
    said = capsys.readouterr()
    found: dict[str, Any] = json.loads(said.out)
    assert len(said.err.splitlines()) == len(found["notices"])
    check_keys(found)
    return found


def check_keys(found: dict[str, Any]) -> None:
    """All keys of the specification; those of what is told depend on the file."""
    told = ("notices", "columns", "sheets")
    same_shape({name: value for name, value in found.items() if name not in told}, KEYS)
    assert list(found)[-3:] == list(told)
    for notice in found["notices"]:
        assert list(notice) == ["reason", "count", "file", "row", "value"]
    assert list(found["columns"]) == list(found["sheets"]) == ["read", "unread"]


def refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """What a command says that exits with 2."""
    try:
        code: object = main(["analyze", *map(str, arguments)])
    except SystemExit as error:
        code = error.code
    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    assert said.err.strip()
    assert "Traceback" not in said.err
    return said.err


def order(number: object, amount: object, **more: object) -> dict[str, object]:
    return {"注文番号": number, "注文日": "2024/05/01", "会員番号": "7", "金額": amount, **more}


# Real files


@pytest.mark.parametrize("name", ["shopify_orders_export", "eccube4_order", "base_orders"])
def test_carts(capsys: pytest.CaptureFixture[str], name: str) -> None:
    expected = json.loads(data("carts/expected.json").read_text(encoding="utf-8"))
    truth = expected["by_cart"][f"{name}.csv"]
    found = run(capsys, data(f"carts/{name}.csv"))
    assert found["sales"] == truth["sales"]
    assert found["purchases"] == truth["purchases"]
    assert found["void_orders"] == truth["void_orders"]
    assert found["buyers"] == truth["buyers"]
    assert found["orders"] == expected["orders"]
    assert round(found["kpi"]["repeat_rate"] * found["buyers"]) == truth["repeat_buyers"]
    assert (found["data_from"], found["as_of"]) == (expected["first"][:10], expected["last"][:10])
    rows = found["rows"]
    assert rows["read"] == rows["accepted"] + rows["skipped"] >= expected["lines"]
    assert rows["accepted"] >= expected["lines"]
    assert rows["rejected"] == rows["unchanged"] == 0
    assert found["preset"] == name.partition("_")[0]


def test_orders_without_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    found = run(capsys, data("rfm_data_orders.csv"), "--as-of", "2006-12-31")
    assert (found["orders"], found["sales"], found["buyers"]) == (4895, 464_158, 995)
    assert found["rows"]["read"] == found["rows"]["accepted"] == 4906


def test_a_year_of_retail_agrees_with_plain_sql() -> None:
    """From the file to the printed figures, in a process without a screen."""
    path = data("online_retail_full.csv.gz")
    done = subprocess.run(
        [sys.executable, "-m", "crm_desk", "analyze", str(path), "--currency", "GBP"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=without_screen(),
        timeout=600,
        check=True,
    )
    (line,) = done.stderr.splitlines()
    assert "3,710" in line
    found = json.loads(done.stdout)
    check_keys(found)
    assert (found["sales"], found["orders"]) == (9_747_747.93, 25_900)
    assert found["rows"] == {
        "read": 541_909, "accepted": 541_909, "rejected": 0, "skipped": 0, "unchanged": 0,
    }  # fmt: skip
    for name, value in retail_by_sql(path).items():
        assert pick(found, name) == pytest.approx(value, rel=1e-12), name


def pick(found: Any, name: str) -> Any:
    for part in name.split("."):
        found = found[int(part) if isinstance(found, list) else part]
    return found


def without_screen() -> dict[str, str]:
    unset = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR")
    return {name: value for name, value in os.environ.items() if name not in unset}


def test_no_screen_and_no_qt_are_needed(tmp_path: Path) -> None:
    script = (
        "import sys; from crm_desk.cli import main; code = main(sys.argv[1:]);"
        " print(*[n for n in sys.modules if 'PySide6' in n or 'shiboken' in n], file=sys.stderr);"
        " sys.exit(code)"
    )
    path = write(tmp_path, [order(1, 100)])
    done = subprocess.run(
        [sys.executable, "-c", script, "analyze", str(path), "--xlsx", str(tmp_path / "o.xlsx")],
        capture_output=True,
        text=True,
        env=without_screen(),
        cwd=Path(__file__).parents[1],
    )
    assert (done.returncode, done.stderr.strip()) == (0, "")
    assert (tmp_path / "o.xlsx").read_bytes().startswith(b"PK")


# Options


def test_where_the_figures_go(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out, book = write(tmp_path, [order(1, 100)]), tmp_path / "o.json", tmp_path / "o.xlsx"
    printed = run(capsys, path)
    assert run(capsys, path, "--json", "-") == printed
    assert run(capsys, path, "--json", "-", "--xlsx", book) == printed
    assert main(["analyze", str(path), "--json", str(out), "--xlsx", str(book)]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads(out.read_text(encoding="utf-8")) == printed
    from openpyxl import load_workbook

    assert load_workbook(book).worksheets


def test_a_figure_without_a_base_is_null(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = run(capsys, write(tmp_path, [order(1, 100, ステータス="キャンセル")]))
    assert (found["orders"], found["void_orders"], found["buyers"]) == (1, 1, 0)
    assert found["kpi"]["repeat_rate"] is found["kpi"]["mean_order_value"] is None
    assert found["recency_bands"][-1]["to"] is None


def test_columns_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"いつ": "2024/05/01", "だれ": "7", "せい": "山田", "めい": "花", "いくら": "1,200円"}
    path = write(tmp_path, [row, {**row, "だれ": "8"}])
    found = run(
        capsys, path, "--map", "date=いつ", "--map", "customer=だれ", "--map", "line_amount=いくら",
        "--map", "name=せい", "--map", "name=めい",
    )  # fmt: skip
    assert (found["sales"], found["buyers"], found["preset"]) == (2400, 2, "generic")


def test_a_preset_and_a_source_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, [order(1, 100)])
    found = run(capsys, path, "--preset", "generic", "--source", "本店")
    assert (found["preset"], found["sales"]) == ("generic", 100)


def test_an_encoding_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "euc.csv"
    text = text_of([order(1, 100, 氏名="森田", 商品名="煎茶百グラム入り袋")])
    path.write_bytes(text.encode("euc_jp"))
    assert run(capsys, path, "--encoding", "euc_jp")["sales"] == 100


@pytest.mark.parametrize(
    ("choice", "day"), [("ymd", "2003-04-05"), ("mdy", "2005-03-04"), ("dmy", "2005-04-03")]
)
def test_an_order_of_dates(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], choice: str, day: str
) -> None:
    path = write(tmp_path, [order(1, 100, 注文日="03/04/05")])
    assert run(capsys, path, "--date-order", choice)["data_from"] == day


def test_an_as_of_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        order(1, 100),
        order(2, 7, 注文日="2024/06/01"),
        order(3, 7, 注文日="2024/06/01", ステータス="キャンセル"),
    ]
    found = run(capsys, write(tmp_path, rows), "--as-of", "2024-05-31")
    assert (found["as_of"], found["orders"], found["after_as_of"]) == ("2024-05-31", 1, 2)
    assert (found["sales"], found["recency_days_mean"]) == (100, 30)


def test_which_amount(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, [order(1, 1000, 送料=600, 割引=100, 合計=1500)])
    assert run(capsys, path)["sales"] == run(capsys, path, "--amount", "goods")["sales"] == 900
    assert run(capsys, path, "--amount", "total")["sales"] == 1500


def test_a_currency_with_cents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, [order(1, "1.005"), order(2, "£2.50")])
    found = run(capsys, path, "--currency", "GBP")
    assert (found["sales"], found["currency"]) == (3.51, "GBP")


def test_several_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    may = write(tmp_path, [order(1, 100), order(2, 200)], "may.csv")
    june = write(tmp_path, [order(2, 200), order(3, 400)], "june.csv")
    people = {
        "会員番号": "7", "氏名": "山田花", "購入回数": 2, "累計購入金額": 50,
        "初回購入日": "2020/01/01",
    }  # fmt: skip
    known = write(tmp_path, [people], "people.csv")
    found = run(capsys, may, june, known, "--source", "本店")
    assert (found["orders"], found["sales"], found["buyers"]) == (3, 700, 1)
    assert found["rows"] == {
        "read": 5, "accepted": 4, "rejected": 0, "skipped": 0, "unchanged": 1,
    }  # fmt: skip
    assert found["tiers"]["20"]["amount"] == 750
    assert found["kpi"]["mean_purchases"] == 5


# What is refused, and what the message says


def test_what_can_not_be_mapped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, [{"いつ": "2024/05/01", "だれ": "7", "いくら": 5}], "謎.csv")
    said = refused(capsys, path)
    for word in ("謎.csv", "いつ", "だれ", "いくら", "date", "customer", "amount", "--map"):
        assert word in said


def test_which_option_decides_about_dates(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(capsys, write(tmp_path, [order(1, 5, 注文日="03/04/2022")]))
    for word in ("注文日", "03/04/2022", "--date-order", "ymd", "mdy", "dmy"):
        assert word in said


def test_which_option_decides_about_an_encoding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "weird.csv"
    path.write_bytes(text_of([order(1, 5)]).encode() + b"\xff\xff\x81\n")
    said = refused(capsys, path)
    assert "weird.csv" in said
    assert "--encoding" in said


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--preset", "なぞ"], ["なぞ", "shopify", "eccube4", "generic"]),
        (["--encoding", "klingon"], ["klingon"]),
        (["--encoding", "shift_jis_x"], ["shift_jis_x"]),
        (["--currency", "XYZ"], ["XYZ", "JPY", "GBP"]),
        (["--map", "なし=金額"], ["なし", "order_no", "date", "line_amount"]),
        (["--map", "date=なぞ"], ["なぞ", "注文日"]),
        (["--map", "date"], ["date"]),
        (["--date-order", "ydm"], ["ydm"]),
        (["--as-of", "2024/05/01"], ["--as-of"]),
        (["--as-of", "2024-02-30"], ["--as-of"]),
        (["--amount", "net"], ["goods", "total"]),
        (["--no-such-option"], ["--no-such-option"]),
        (["--json", "{folder}/no/such/folder.json"], ["no"]),
        (["--xlsx", "{folder}"], []),
    ],
)
def test_what_is_no_choice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], words: list[str]
) -> None:
    path = write(tmp_path, [order(1, 5)])
    said = refused(capsys, path, *(option.format(folder=tmp_path) for option in options))
    for word in words:
        assert word in said


def test_what_is_no_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "broken.csv.gz").write_bytes(b"\x1f\x8b\x08\x00broken")
    (tmp_path / "headers.csv").write_text("注文番号,注文日,会員番号,金額\n", encoding="utf-8")
    names = ("missing.csv", "empty.csv", "binary.csv", "folder.csv", "broken.csv.gz", "headers.csv")
    for name in names:
        assert name in refused(capsys, tmp_path / name)
    good = write(tmp_path, [order(1, 5)])
    assert "missing.csv" in refused(capsys, good, tmp_path / "missing.csv")
    assert "FILE" in refused(capsys)


def test_in_both_languages(tmp_path: Path) -> None:
    for language, word in (("ja_JP.UTF-8", "見つか"), ("C.UTF-8", "not found")):
        done = subprocess.run(
            [sys.executable, "-m", "crm_desk", "analyze", str(tmp_path / "missing.csv")],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**without_screen(), "LC_ALL": language, "PYTHONIOENCODING": "utf-8"},
        )
        assert done.returncode == 2
        if language.startswith("C") or "not found" not in done.stderr:
            assert word in done.stderr
