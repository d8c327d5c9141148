"""The lines of a text file, as fast as C and no longer than is good for us."""

import codecs
from collections.abc import Iterator
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import Self

from crm_desk.domain.errors import ReportableError
from crm_desk.importing.safety import MOST_COLUMNS

END = "\0"
"""The last line that is handed out. No file holds it: those with NULs are refused."""
BLOCK = 1 << 18
_LONGEST_LINE = 1 << 20
_DELIMITERS = ",\t;|"


class UnreadableLineError(Exception):
    """A line longer than any row of a shop's data.

    Args:
        is_wide: it has more cells than we take, too.
    """

    def __init__(self, *, is_wide: bool) -> None:
        super().__init__()
        self.is_wide = is_wide


class Lines:
    """Iterates over a file's lines with their ends, and knows how much of it is read.

    A file object would keep a line of 100 MB; a loop of our own would cost more than the parser.
    So blocks are cut behind their last line end, and C code takes them apart.

    Args:
        size: of the file when it was opened first; one that ends earlier has changed.
    """

    def __init__(self, path: Path, encoding: str, size: int) -> None:
        self._path = path
        self._size = size
        self._read = 0
        self._decoder = codecs.getincrementaldecoder(encoding)("strict")
        self._file = path.open("rb", buffering=0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self._blocks())

    @property
    def position(self) -> float:
        """How much has been read, 0.0 to 1.0."""
        return min(1.0, self._read / self._size) if self._size else 1.0

    def _blocks(self) -> Iterator[StringIO | tuple[str, ...]]:
        rest = ""
        while block := self._file.read(BLOCK):
            self._read += len(block)
            text = rest + self._decoded(block)
            cut = 1 + max(text.rfind("\n"), text.rfind("\r", 0, -1))
            rest = text[cut:]
            if len(rest) > _LONGEST_LINE:
                raise UnreadableLineError(
                    is_wide=any(rest.count(sign) > MOST_COLUMNS for sign in _DELIMITERS)
                )
            yield StringIO(text[:cut], newline="")
        if self._read < self._size:
            raise ReportableError("import_changed", file=self._path.name)
        yield StringIO(rest + self._decoded(b"", final=True), newline="")
        yield (END,)

    def _decoded(self, block: bytes, *, final: bool = False) -> str:
        try:
            text = self._decoder.decode(block, final)
        except UnicodeDecodeError as error:
            # The whole file has been decoded once: it is no longer the same.
            raise ReportableError("import_changed", file=self._path.name) from error
        if END in text:
            raise ReportableError("import_changed", file=self._path.name)
        return text
