"""Files that would do harm are refused: in under 300 MB, with a sentence; how fast is measured
by `python -m tests.benchmarks refusals`.
"""

import io
import os
import random
import struct
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.errors import ReportableError
from crm_desk.importing import excel_reading
from crm_desk.importing.reading import open_table, preview_file
from crm_desk.importing.table import ReadOptions, options_from_json
from tests.importing.reading_aids import read_in_child, refusal, refused, rows_of
from tests.importing.test_excel_reading import ods
from tests.store.support import without_rights

MEGABYTES = 300


def workbook(path: Path, **cells: object) -> Path:
    book = openpyxl.Workbook()
    for place, value in cells.items():
        book.worksheets[0][place].value = value
    book.save(path)
    return path


def rebuilt(path: Path, change: Callable[[str, bytes], bytes], **more: bytes) -> Path:
    """The same workbook with its parts changed."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, change(name, content))
        for name, content in more.items():
            packed.writestr(name, content)
    return path


def is_sheet(name: str) -> bool:
    return name == "xl/worksheets/sheet1.xml"


def one_line(path: Path) -> None:
    path.write_bytes(b"a,b\n1,2\n" + b"x" * 100_000_000)


def million_columns(path: Path) -> None:
    path.write_bytes(b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n1,2\n")


def some_thousand_columns(path: Path) -> None:
    path.write_bytes(b",".join(b"c%d" % n for n in range(2_500)) + b"\n1,2\n")


def commas(path: Path) -> None:
    path.write_bytes(b"a,b\n1,2\n" + (b"," * 100_000 + b"\n") * 500)


def open_quote(path: Path) -> None:
    path.write_bytes(b'id,name\n1,a\n2,"b,x\n' + b"3,c\n" * 200_000)


def small_open_quote(path: Path) -> None:
    path.write_bytes(b'id,name\n1,a\n2,"b,x\n3,c\n')


def nuls(path: Path) -> None:
    path.write_bytes(b"id,name\n" + b"1,a\n" * 2_000_000 + b"2,\0\n")


def all_nuls(path: Path) -> None:
    path.write_bytes(bytes(50_000_000))


def noise(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(20_000_000))


def picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1000))


def document(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n" + b"text\n" * 1000)


def page(path: Path) -> None:
    path.write_bytes("<html><table><tr><td>氏名</td></tr></table>".encode("cp932"))


def xml_bomb(path: Path) -> None:
    path.write_bytes(b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')


def plain_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("orders.csv", "a,b\n1,2\n")


def packed_tar(path: Path) -> None:
    with tarfile.open(path, "w:gz") as packed:
        packed.addfile(tarfile.TarInfo("a"), io.BytesIO())


def swollen(path: Path) -> None:
    blank = b" " * 200_000_000
    rebuilt(workbook(path, A1="x"), lambda n, c: c + blank if is_sheet(n) else c)


def many_parts(path: Path) -> None:
    workbook(path, A1="x")
    with zipfile.ZipFile(path, "a") as packed:
        for number in range(6_000):
            packed.writestr(f"x/{number}", b"")


def lying_sizes(path: Path) -> None:
    """The directory says that the sheet is small; its data go on and on."""
    long = b"<row><c><v>1</v></c></row>" * 4_000_000
    rebuilt(workbook(path, A1="x"), lambda n, c: c + long if is_sheet(n) else c)
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"xl/worksheets/sheet1.xml")
    struct.pack_into("<L", content, entry - 46 + 24, 1_000)
    path.write_bytes(content)


def entities(path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    rebuilt(
        workbook(path, A1="x"),
        lambda n, c: bomb + c[c.index(b"<worksheet") :] if is_sheet(n) else c,
    )


def far_cell(path: Path) -> None:
    workbook(path, A1="x", XFD1048576="y")


def rather_far_cell(path: Path) -> None:
    workbook(path, A1="x", AAA50000="y")


def far_cell_between(path: Path) -> None:
    row = b"<row r='1'><c r = 'XFD1048576'><v>1</v></c></row><row r=\"2\"><c r=\"A2\"/></row>"
    rebuilt(
        workbook(path, A1="x"),
        lambda n, c: c.replace(b"</sheetData>", row + b"</sheetData>") if is_sheet(n) else c,
    )


def repeated_cells(path: Path) -> None:
    cell = (
        '<table:table-cell table:number-columns-repeated="1000" office:value-type="string">'
        "<text:p>x</text:p></table:table-cell>"
    )
    start = '<table:table-row table:number-rows-repeated="1000000">'
    ods(path, f"{start}{cell}</table:table-row>")


def wide_characters(path: Path) -> None:
    rebuilt(
        workbook(path, A1="x"),
        lambda n, c: b"\xff\xfe" + c.decode().encode("utf-16-le") if is_sheet(n) else c,
    )


def cut_off(path: Path) -> None:
    workbook(path, A1="x")
    path.write_bytes(path.read_bytes()[:-200])


def broken_ole(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.Random(2).randbytes(100_000))


CASES: dict[Callable[[Path], None], str] = {
    one_line: "import_long_line",
    million_columns: "import_columns",
    some_thousand_columns: "import_columns",
    commas: "import_columns",
    open_quote: "import_open_quote",
    small_open_quote: "import_open_quote",
    nuls: "import_nul",
    all_nuls: "import_foreign",
    noise: "import_foreign",
    picture: "import_picture",
    document: "import_pdf",
    page: "import_markup",
    xml_bomb: "import_markup",
    plain_zip: "import_packed_table",
    packed_tar: "import_packed",
    swollen: "workbook_bomb",
    many_parts: "workbook_bomb",
    lying_sizes: "workbook_bomb",
    entities: "workbook_entities",
    far_cell: "workbook_bomb",
    rather_far_cell: "workbook_bomb",
    far_cell_between: "workbook_bomb",
    repeated_cells: "workbook_bomb",
    wide_characters: "workbook_damaged",
    cut_off: "workbook_damaged",
    broken_ole: "workbook_damaged",
}


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("make", CASES, ids=lambda make: str(make.__name__))
def test_it_is_refused_in_little_memory(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "orders.csv"
    make(path)
    key, _, megabytes = read_in_child(path)
    assert key == CASES[make]
    assert megabytes < MEGABYTES


def test_a_workbook_that_was_looked_at_is_looked_through_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "orders.xlsx", A1="a", B1="b", A2="1", B2="2")
    kept = options_from_json(asdict(preview_file(path).options))
    seen: list[str] = []
    monkeypatch.setattr(excel_reading, "check_zip", lambda _, name: seen.append(name))
    assert rows_of(path, kept) == [(2, ("1", "2"))]
    assert not seen
    assert rows_of(path) == [(2, ("1", "2"))]
    assert seen == ["orders.xlsx"]


@pytest.mark.parametrize("make", [swollen, far_cell, repeated_cells, cut_off])
def test_a_workbook_that_turned_bad_since_it_was_looked_at_is_refused(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = workbook(tmp_path / "orders.xlsx", A1="a", B1="b", A2="1", B2="2")
    kept = preview_file(path).options
    make(path)
    assert refused(path, kept) == CASES[make]


@pytest.mark.parametrize(
    ("make", "row"), [(open_quote, 3), (small_open_quote, 3), (nuls, 2_000_002), (one_line, 3)]
)
def test_the_row_is_told(tmp_path: Path, make: Callable[[Path], None], row: int) -> None:
    path = tmp_path / "orders.csv"
    make(path)
    assert refusal(lambda: rows_of(path)).params["row"] == row


def test_what_is_no_file_of_rows(tmp_path: Path) -> None:
    assert refused(tmp_path) == "import_folder"
    assert refused(tmp_path / "gone.csv") == "desk_missing"
    (tmp_path / "empty.csv").touch()
    assert refused(tmp_path / "empty.csv") == "import_empty"
    (tmp_path / "blank.csv").write_text("\n\n,,\n")
    assert refused(tmp_path / "blank.csv") == "import_empty"


@pytest.mark.parametrize("content", [b"\n\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_next_to_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert refused(path) == "import_empty"


def test_without_the_right_to_read() -> None:
    # pytest's own folders can't be entered by another user.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        path = folder / "a.csv"
        path.write_text("a,b\n1,2\n")
        path.chmod(0)
        with without_rights():
            assert refused(path) == "desk_unreadable"


def test_a_file_that_shrinks_or_goes_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,name\n" + "1,a\n" * 300_000)
    with open_table(path) as table:
        chunks = table.chunks(1_000)
        next(chunks)
        os.truncate(path, 400_000)
        assert refusal(lambda: list(chunks)).key == "import_changed"
        path.write_bytes(b"\xff" * 1_200_008)
        assert refusal(lambda: list(table.chunks())).key == "import_changed"
        path.unlink()
        assert refusal(lambda: list(table.chunks())).key == "desk_missing"


def test_a_stick_that_is_pulled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n")

    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    assert refusal(lambda: preview_file(path)).key == "disk_failed"


MAGIC = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"a,b\n"]


@given(st.binary(max_size=300), st.sampled_from(MAGIC))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes, start: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(start + content)
    for options in (ReadOptions(), ReadOptions(encoding="cp932", header_row=0)):
        try:
            rows_of(path, options)
        except ReportableError:
            continue


@given(st.integers(0, 5_000), st.integers(0, 255))
def test_a_workbook_with_a_changed_byte(tmp_path: Path, at: int, byte: int) -> None:
    path = workbook(tmp_path / "a.xlsx", A1="氏名", B1="金額", A2="山田", B2=5)
    content = bytearray(path.read_bytes())
    content[at % len(content)] = byte
    path.write_bytes(content)
    try:
        rows_of(path)
    except ReportableError:
        return


def test_the_memory_cap_holds_in_a_child(tmp_path: Path) -> None:
    program = (
        "from crm_desk.importing.safety import cap_memory\n"
        "assert cap_memory(300 << 20)\n"
        "kept = bytes(100 << 20)\n"
        "try:\n    more = bytes(400 << 20)\n"
        "except MemoryError:\n    print('capped')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.strip() == "capped", done.stderr
