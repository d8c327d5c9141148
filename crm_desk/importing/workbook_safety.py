"""A workbook's ZIP, looked through before anything makes a table of it."""

import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import numpy as np

from crm_desk.domain.errors import ReportableError

_BLOCK = 1 << 20
_MOST_UNPACKED = 1 << 30
_MOST_PARTS = 5_000
_MOST_RATIO = 150
"""Sheets that repeat themselves shrink to a thirtieth; only a bomb shrinks to less than this."""
_SMALL_PART = 8 << 20
_MOST_CELLS = 60_000_000
_FEW_CELLS = 4_000_000
_MOST_SPARSE = 10
"""A table has room for every cell up to the farthest; so many times the cells there are is odd."""


def state_of(file: BinaryIO) -> tuple[int, ...]:
    """What tells that an open file is the same as before: which one, its size, its last change."""
    found = os.fstat(file.fileno())
    return found.st_ino, found.st_size, found.st_mtime_ns


def check_zip(file: BinaryIO, name: str) -> None:
    """Refuse a workbook that would blow up when it is unpacked; nothing is kept of its parts.

    The directory's sizes are summed first. Then every part is unpacked in blocks and thrown away:
    that finds sizes that lie, entities, and a cell so far away that the table up to it would not
    fit into the memory.

    Raises:
        ReportableError: `workbook_bomb`, `workbook_entities`, `workbook_damaged`.
    """
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
        _check_directory(parts, name)
        for part in parts:
            _check_part(file, part, name)
    except (zipfile.BadZipFile, zlib.error, struct.error, ValueError, NotImplementedError) as error:
        raise ReportableError("workbook_damaged", file=name) from error
    finally:
        file.seek(0)


def _check_directory(parts: list[zipfile.ZipInfo], name: str) -> None:
    total = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > max(_SMALL_PART, part.compress_size * _MOST_RATIO) for part in parts
    )
    if total > _MOST_UNPACKED or len(parts) > _MOST_PARTS or swollen:
        raise ReportableError("workbook_bomb", file=name)
    # Names twice: which of the two is read is a matter of taste.
    if len({part.filename for part in parts}) != len(parts):
        raise ReportableError("workbook_damaged", file=name)


def _check_part(file: BinaryIO, part: zipfile.ZipInfo, name: str) -> None:
    blocks = _unpacked(file, part, name)
    head = next(blocks, b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise ReportableError("workbook_entities", file=name)
    is_text = b"<" in head[:200]
    if is_text and b"\0" in head:
        # Marks in UTF-16 would not be found.
        raise ReportableError("workbook_damaged", file=name)
    sheet = _Sheet(name) if is_text and b"worksheet" in head else None
    repeats = _Repeats(name) if is_text and b"office:spreadsheet" in head else None
    block: bytes | None = head
    while block is not None:
        for watcher in (sheet, repeats):
            if watcher is not None:
                watcher.see(block)
        block = next(blocks, None)


def _unpacked(file: BinaryIO, part: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """A part in blocks; unlike zipfile's, its end is where the data end, not where they say."""
    file.seek(part.header_offset)
    signature, name_length, extra_length = struct.unpack("<4s22xHH", file.read(30))
    if signature != b"PK\x03\x04" or part.flag_bits & 1:
        raise ValueError
    file.seek(name_length + extra_length, 1)
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ValueError
    inflater = zlib.decompressobj(-zlib.MAX_WBITS if part.compress_type else 0)
    left, size = part.compress_size, 0
    packed = b""
    while left or packed:
        if not packed:
            packed = file.read(min(left, _BLOCK))
            left -= len(packed)
            if not packed:
                raise ValueError
        if part.compress_type:
            block = inflater.decompress(packed, _BLOCK)
            packed = inflater.unconsumed_tail
        else:
            block, packed = packed, b""
        size += len(block)
        if size > part.file_size:
            raise ReportableError("workbook_bomb", file=name)
        if block:
            yield block
        if inflater.eof:
            break
    if size != part.file_size:
        raise ValueError


class _Sheet:
    """How far the cells of a sheet reach. The reader makes a full table up to the farthest."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._rest = b""
        self._column, self._row = 1, 1
        self._cells = 0

    def see(self, block: bytes) -> None:
        """Look at the next block; a cell's place may stand across two."""
        block = self._rest + block
        self._rest = block[-_OVERLAP:]
        places = _places(block)
        if places is None:
            found = _PLACE.findall(block)
            columns, rows = [_number(column) for column, _ in found], [int(row) for _, row in found]
            self._cells += block.count(b' r="')
        else:
            columns, rows, cells = places
            self._cells += cells
        self._column = max(self._column, max(columns, default=1))
        self._row = max(self._row, max(rows, default=1))
        area = self._row * self._column
        if area > _MOST_CELLS or area > max(_FEW_CELLS, _MOST_SPARSE * self._cells):
            raise ReportableError("workbook_bomb", file=self._name)


_PLACE = re.compile(rb"r\s*=\s*[\"']([A-Za-z]{1,4})(\d{1,9})")


def _places(block: bytes) -> tuple[list[int], list[int], int] | None:
    """The greatest column and row of the cells whose places stand in a block, and how many do.

    Numbers for all cells at once: a search for each takes as long as reading the workbook.

    Returns:
        None where a place may be written with spaces or other quotation marks.
    """
    signs = np.frombuffer(block + bytes(_OVERLAP), np.uint8)
    at = np.flatnonzero(signs == ord("="))
    at = at[at >= 2]
    before = signs[at - 1]
    if (before <= ord(" ")).any() or (signs[at + 1] != ord('"')).any():
        return None
    at = at[(before == ord("r")) & (signs[at - 2] <= ord(" "))] + 2
    column, letters = _read(signs, at, _LETTERS, 26)
    row, digits = _read(signs, at + letters, _DIGITS, 10)
    is_place = (letters > 0) & (digits > 0)
    column, row = column[is_place], row[is_place]
    if not len(row):
        return [], [], len(at)
    return [int(column.max())], [int(row.max())], len(at)


def _read(signs: Any, at: Any, values: Any, base: int) -> tuple[Any, Any]:
    """(numbers, how many signs they have) of what stands at places, up to the first other sign."""
    number = np.zeros(len(at), np.int64)
    length = np.zeros(len(at), np.int64)
    goes_on = np.ones(len(at), np.bool_)
    for step in range(_LONGEST[base]):
        value = values[signs[at + step]]
        goes_on &= value >= 0
        if not goes_on.any():
            break
        number = np.where(goes_on, number * base + value, number)
        length += goes_on
    return number, length


def _values(signs: bytes, first: int) -> Any:
    """The value of every sign; -1 for those that have none."""
    values = np.full(256, -1, np.int64)
    for value, sign in enumerate(signs, first):
        values[ord(chr(sign).lower())] = values[sign] = value
    return values


_LETTERS = _values(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1)
_DIGITS = _values(b"0123456789", 0)
_LONGEST = {26: 4, 10: 9}
_OVERLAP = 40


def _number(column: bytes) -> int:
    number = 0
    for letter in column.upper():
        number = number * 26 + letter - 64
    return number


class _Repeats:
    """How many filled cells an OpenDocument sheet says that it repeats."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._rest = b""
        self._cells = 0

    def see(self, block: bytes) -> None:
        """Look at the next block; rows are looked at when they have ended."""
        rows = (self._rest + block).split(b"</table:table-row>")
        self._rest = rows.pop()
        for row in rows:
            self._cells += _repeated(row)
        if self._cells > _FEW_CELLS or len(self._rest) > _SMALL_PART:
            raise ReportableError("workbook_bomb", file=self._name)


def _repeated(row: bytes) -> int:
    """The cells of a row times its repetition, beyond what is written out."""
    if b"-repeated" not in row or (b"<text:" not in row and b"office:" not in row):
        return 0
    times = [int(n) for n in re.findall(rb"rows-repeated\s*=\s*[\"'](\d{1,9})", row)]
    cells = re.finditer(rb"<[^<>]*?columns-repeated\s*=\s*[\"'](\d{1,9})[^<>]*?(/?)>", row)
    filled = [int(cell[1]) for cell in cells if not (cell[2] and b"office:" not in cell[0])]
    return (sum(filled) + row.count(b"<text:p")) * max(times, default=1)
