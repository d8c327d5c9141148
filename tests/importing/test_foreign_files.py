"""Files that are no tables: each is named for what it is, at once and without blaming the disk."""

import os
import random
import socket
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.desk import resources
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.reading import preview_file
from tests.importing.reading_aids import refusal, refused, rows_of
from tests.importing.test_excel_reading import made

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

HEADS: dict[str, tuple[bytes, str]] = {
    "a.png": (b"\x89PNG\r\n\x1a\n" + bytes(99), "import_picture"),
    "a.jpg": (b"\xff\xd8\xff\xe0" + bytes(99), "import_picture"),
    "a.gif": (b"GIF89a" + bytes(99), "import_picture"),
    "a.heic": (b"\0\0\0\x18ftypheic" + bytes(99), "import_picture"),
    "a.webp": (b"RIFF\0\0\0\0WEBPVP8 " + bytes(99), "import_picture"),
    "a.tiff": (b"II*\0" + bytes(99), "import_picture"),
    "a.mp4": (b"\0\0\0\x18ftypisom" + bytes(99), "import_foreign"),
    "a.pdf": (b"%PDF-1.7\n", "import_pdf"),
    "a.rtf": (b"{\\rtf1\\ansi", "import_word"),
    "a.doc": (OLE + "WordDocument".encode("utf-16-le"), "import_word"),
    "a.ppt": (OLE + "PowerPoint Document".encode("utf-16-le"), "import_slides"),
    "a.msg": (OLE + "__properties_version1.0".encode("utf-16-le"), "import_mail"),
    "a.db": (b"SQLite format 3\0" + bytes(99), "import_database"),
    "a.mdb": (b"\0\1\0\0Standard Jet DB\0" + bytes(99), "import_database"),
    "a.accdb": (b"\0\1\0\0Standard ACE DB\0" + bytes(99), "import_database"),
    "a.lnk": (b"L\0\0\0\x01\x14\x02\0" + bytes(99), "import_shortcut"),
    "a.url": (b"[InternetShortcut]\r\nURL=https://example.jp/\r\n", "import_shortcut"),
    "a.eml": (
        b"Return-Path: <a@example.jp>\r\nReceived: by x\r\n\tid 1\r\nSubject: a,b\r\n\r\nx,y\r\n",
        "import_mail",
    ),
    "a.mht": (
        b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related\r\n",
        "import_markup",
    ),
    "b.xls": ("<html><table><tr><td>氏名</td></tr></table>".encode(), "import_markup"),
    "a.7z": (b"7z\xbc\xaf\x27\x1c" + bytes(99), "import_packed"),
}


@pytest.mark.parametrize("name", HEADS)
@pytest.mark.parametrize("called", ["", "orders.csv", "orders.xlsx"])
def test_what_is_no_table_is_named(tmp_path: Path, name: str, called: str) -> None:
    content, key = HEADS[name]
    path = tmp_path / (called or name)
    path.write_bytes(content)
    assert refused(path) == key


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        ({"[Content_Types].xml": "", "_rels/.rels": "", "word/document.xml": ""}, "import_word"),
        ({"_rels/.rels": "", "ppt/presentation.xml": ""}, "import_slides"),
        (
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""},
            "import_word",
        ),
        ({"Index/Document.iwa": "", "preview.jpg": ""}, "import_numbers"),
        ({"orders.csv": "a,b"}, "import_packed_table"),
        ({"注文/": "", "注文/受注.CSV": "a,b", "__MACOSX/._受注.CSV": ""}, "import_packed_table"),
        ({"a.csv": "a,b", "b.csv": "a,b"}, "import_packed"),
        ({"photo.jpg": ""}, "import_packed"),
    ],
)
def test_what_is_packed_is_named(tmp_path: Path, parts: dict[str, str], key: str) -> None:
    path = tmp_path / "orders.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    assert refused(path) == key


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are none here")
def test_pipes_devices_and_sockets_are_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "a.csv"
    os.mkfifo(pipe)
    assert refused(pipe) == "import_special"
    assert refused(Path(os.devnull)) == "import_special"
    # A socket's name may not be long.
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"{folder}/b.csv")
        assert refused(Path(folder) / "b.csv") == "import_special"


@pytest.mark.parametrize("text", ["From: a,To: b\n1,2\n", "Subject: x,y\n1,2\n", "MM,II*\n1,2\n"])
def test_tables_that_begin_like_something_else_are_tables(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text)
    assert len(preview_file(path).headers) == 2


def said_of(path: Path) -> str:
    try:
        rows_of(path)
    except ReportableError as error:
        return error.key
    return "read"


@given(st.integers(0, 10**6), st.integers(1, 400))
def test_a_damaged_workbook_is_never_the_disks_fault(
    tmp_path: Path, start: int, length: int
) -> None:
    path = made(tmp_path / "a.xlsx", [["番号", "氏名"], ["001", "山田"], ["002", "鈴木"]])
    content = bytearray(path.read_bytes())
    at = start % len(content)
    noise = random.Random(start).randbytes(length)
    content[at : at + length] = noise[: len(content) - at]
    path.write_bytes(content)
    assert said_of(path) != "disk_failed"


@given(st.integers(4, 5_000))
def test_neither_is_a_workbook_that_was_cut_off(tmp_path: Path, length: int) -> None:
    path = made(tmp_path / "a.xlsx", [["番号", "氏名"], ["001", "山田"]])
    path.write_bytes(path.read_bytes()[:length])
    assert said_of(path) in ("read", "workbook_damaged", "import_packed")


def test_a_name_with_a_line_break_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "受注\n7月.csv"
    path.write_bytes(b"%PDF-1.7\n")
    error = refusal(lambda: rows_of(path))
    for language in resources.LANGUAGES:
        sentence = resources.texts(language).error(error)
        assert "受注 7月.csv" in sentence
        assert len(sentence.splitlines()) == 1
