"""Figures of a file before it is read, and of an import after it, to be compared."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from crm_desk.desk.desk import Desk
from crm_desk.desk.importing.file_plan import EXAMPLES, FilePlan
from crm_desk.importing.choices import Choices
from crm_desk.importing.columns import SourceColumns
from crm_desk.importing.header_row import HEAD
from crm_desk.store.importing import sums

_COUNTED_BYTES = 1 << 20
_SAMPLE_BYTES = 1 << 16
_MOST_BROKEN = 0.1
_SAMPLE_LINES = 2
_SAMPLE_WIDTH = 60


class ImportEstimate(NamedTuple):
    """What the first rows of a file tell.

    Attributes:
        rows: below the headers; an estimate unless `whole`, 0 where it is not known.
        whole: the first rows are all there are.
        first, last: days of the orders among them.
    """

    rows: int
    whole: bool
    first: date | None
    last: date | None


class Span(NamedTuple):
    """What came in, to be compared with the cart's own figures.

    Attributes:
        amount: of the orders that count, in minor units.
        void: orders that do not.
    """

    first: date
    last: date
    amount: int
    void: int


def estimate(plan: FilePlan, choices: Choices, row_bytes: float) -> ImportEstimate:
    """What the first rows say; nothing more of the file is read.

    Args:
        row_bytes: as `bytes_per_row`.
    """
    shown = [row for row in plan.first_rows if any(map(str.strip, row))]
    whole = len(plan.look.rows) < HEAD
    days: list[date] = []
    if shown and "date" in plan.layout.columns:
        width = len(plan.look.headers)
        cells = list(zip(*(tuple((*row, *[""] * width)[:width]) for row in shown), strict=True))
        found = SourceColumns(plan.layout, choices).examples("date", cells, len(shown))
        days = [date.fromordinal(day) for _, day, reason in found if day and not reason]
    if whole:
        return ImportEstimate(len(shown), whole, min(days, default=None), max(days, default=None))
    # Of a part, the first row's day is all that is sure: exports run forwards or backwards.
    return ImportEstimate(_estimated_rows(plan, row_bytes), whole, next(iter(days), None), None)


def _estimated_rows(plan: FilePlan, row_bytes: float) -> int:
    """Rows of a text file, to two digits; 0 for a workbook."""
    if plan.look.sheets or not row_bytes:
        return 0
    count = round(plan.look.size / row_bytes)
    step: int = 10 ** max(0, len(str(count)) - 2)
    return round(count / step) * step


def bytes_per_row(path: Path) -> float:
    """How long the first rows of a text file are on average; 0 where it can't be read."""
    try:
        with path.open("rb") as file:
            head = file.read(_COUNTED_BYTES)
    except OSError:
        return 0.0
    return len(head) / (head.count(b"\n") or 1)


def example_numbers(plan: FilePlan) -> tuple[int, ...]:
    """Numbers in the file of the rows that `file_plan.preview` shows."""
    first = (plan.look.options.header_row or 0) + 1
    filled = [
        number for number, row in enumerate(plan.first_rows, first) if any(map(str.strip, row))
    ]
    return tuple(filled[:EXAMPLES])


def span(desk: Desk, batch_ids: Iterable[int]) -> Span | None:
    """Period and sum of the orders that imports brought; from any thread. None without orders."""
    ids = list(batch_ids)
    found = desk.store.read_in_worker(lambda connection: sums.span(connection, ids))
    if found is None:
        return None
    first, last, amount, void = found
    return Span(date.fromordinal(first), date.fromordinal(last), amount, void)


def encoding_samples(path: Path, encodings: Sequence[str]) -> dict[str, str]:
    """How a file's first words look in each encoding; "" where it does not fit.

    A person sees at once which one is right. Does not raise: the question stands without samples.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_SAMPLE_BYTES)
    except OSError:
        return {}
    return {encoding: _sample(head, encoding) for encoding in encodings}


def _sample(head: bytes, encoding: str) -> str:
    text = head.decode(encoding, "replace")
    if text.count("\N{REPLACEMENT CHARACTER}") > len(text) * _MOST_BROKEN:
        return ""
    texts = [line.strip() for line in text.splitlines() if not line.isascii()]
    return "\n".join(
        "".join(sign for sign in line if sign.isprintable())[:_SAMPLE_WIDTH]
        for line in texts[:_SAMPLE_LINES]
    )
