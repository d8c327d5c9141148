"""Which row of a file holds the headers, and what the columns are called."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low

from crm_desk.domain.errors import ReportableError
from crm_desk.importing.row_filter import fold

HEAD = 50
"""So many rows are looked at."""
_FARTHEST = 30
_FARTHEST_WANTED = 1_000
_FOLLOWING = 20
_LONGEST_NAME = 60
_LEAST_SCORE = 0.6
_NEAR_BEST = 0.9
_GROUPS_FILL = 0.7
_WIDE_ENOUGH = 0.7
"""A header row may leave so many columns without a name."""
_VALUE = re.compile(r"[\s\d.,:/+\-−¥$%()▲△円年月日時分秒個点]+|.*@.*|(?:.*\d){3}.*", re.DOTALL)

_RECIPIENT = re.compile(
    "届|送付|送り|配送|発送|受取|受け取|贈|shipping|recipient|deliver", re.IGNORECASE
)

Rows = Sequence[Sequence[str]]
Known = Callable[[str], bool]
LooksLike = Callable[[Sequence[str]], str]
Reach = Mapping[tuple[int, int], int]
"""(row, column) of a merged cell -> its last column; all from 0."""


@dataclass(frozen=True)
class HeaderWords:
    """What is known about headers, by whoever knows what columns mean.

    Attributes:
        is_known: whether a text is a header of some preset.
        looks_like: what a table with these headers holds: `orders` (a date, a customer and an
            amount are found), `customers`, or `other`.
    """

    is_known: Known
    looks_like: LooksLike


KNOWING_NOTHING = HeaderWords(lambda _: False, lambda _: "other")


@dataclass(frozen=True)
class Header:
    """What was found out about the headers.

    Attributes:
        row: number of the row with the headers, from 1; 0 means that there is none.
        names: of all columns.
        candidates: row numbers that could be it, the likeliest first; 0 is always among them.
        written: as `names`, but "" where a column is called by its letter.
    """

    row: int
    names: tuple[str, ...]
    candidates: tuple[int, ...]
    written: tuple[str, ...]


@dataclass(frozen=True)
class Top:
    """The first rows of a table, and what is known about them.

    Attributes:
        rows: from the file's first row on, empty ones included.
        known: whether a text is a header of some preset.
        reach: merged cells; None where the file can't have or tell any.
        first_column: how many columns are left of the rows' first cell.
    """

    rows: Rows
    known: Known | None = None
    reach: Reach | None = None
    first_column: int = 0


def find_header(top: Top, wanted: int | None = None) -> Header:
    """The header row that a person wants, or the likeliest one."""
    candidates = (*_candidates(top), 0)
    row = candidates[0] if wanted is None else wanted
    written = _written(top, row)
    names = tuple(
        name or f"列{column_letter(top.first_column + column)}"
        for column, name in enumerate(written)
    )
    return Header(row, names, candidates, written)


def head_length(wanted: int | None) -> int:
    """How many rows `find_header` should see."""
    return HEAD + min(wanted or 0, _FARTHEST_WANTED)


def check_header_row(file: str, wanted: int | None, rows: int) -> None:
    """Refuse a header row that is not there.

    Raises:
        ReportableError: `import_header_row`.
    """
    if wanted is not None and not 0 <= wanted <= min(rows, _FARTHEST_WANTED):
        raise ReportableError("import_header_row", file=file, row=wanted)


def column_letter(column: int) -> str:
    """The letter of a column, counted from 0, as a spreadsheet writes it."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _written(top: Top, row: int) -> tuple[str, ...]:
    """The headers as written, "" where a column has none."""
    cells = _combined(top, row) if row else [""] * _widest(top.rows)
    width = max(len(cells), _usual(top.rows[row:], _extent))
    return (*cells, *[""] * (width - len(cells)))


def _usual(rows: Rows, measure: Callable[[Sequence[str]], int]) -> int:
    """What most of the rows that are not empty measure."""
    found = [measure(row) for row in rows[:_FOLLOWING] if any(row)]
    return median_low(found) if found else 0


def _widest(rows: Rows) -> int:
    return max((len(row) for row in rows if any(row)), default=0)


def _extent(row: Sequence[str]) -> int:
    """The number of cells up to the last one that is filled."""
    return max((column + 1 for column, cell in enumerate(row) if cell), default=0)


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell)


def _clean(cell: str) -> str:
    return re.sub(r"\s*[\r\n]+\s*", " ", cell.strip())


def _combined(top: Top, row: int) -> list[str]:
    """The headers of a row, with the groups that a row of groups above it puts over them."""
    names = [_clean(cell) for cell in top.rows[row - 1]]
    if row < 2 or not _is_groups(top, row):
        return names
    groups = list(_groups(top, row - 1))
    names += [""] * (len(groups) - len(names))
    return _named_columns(
        top.known, [(group, own, name) for (group, own), name in zip(groups, names, strict=True)]
    )


def _named_columns(known: Known | None, columns: Sequence[tuple[str, str, str]]) -> list[str]:
    """What columns under a row of groups are called.

    Both cells joined, where that is a known header, else the lower one, else the upper one;
    joined where none is known, and where two columns would be called the same.

    Args:
        columns: (the group over it, the upper cell of its own, the lower cell) of each.
    """
    joined = [_joined(group, own, name) for group, own, name in columns]
    if known is None:
        return joined
    # Of a group over several columns none has its name alone.
    over = Counter(group for group, _, _ in columns)
    short = [
        _first_known(known, whole, group, name, alone=over[group] == 1)
        for whole, (group, _, name) in zip(joined, columns, strict=True)
    ]
    count = Counter(map(fold, short))
    return [
        brief if count[fold(brief)] == 1 else whole
        for brief, whole in zip(short, joined, strict=True)
    ]


def _joined(group: str, own: str, name: str) -> str:
    return f"{group} {name}" if group and name and group != name else name or own


def _first_known(known: Known, whole: str, group: str, name: str, *, alone: bool) -> str:
    if known(whole) or not group or not name or group == name:
        return whole
    # Whose name, address or telephone it is must not get lost.
    if known(name) and not _RECIPIENT.search(group):
        return name
    return group if alone and known(group) else whole


def _is_groups(top: Top, row: int) -> bool:
    """Whether the row above `row` names groups of columns: few cells, gaps over filled ones."""
    upper, lower = top.rows[row - 2], top.rows[row - 1]
    merged = top.reach and any(at == row - 2 for at, _ in top.reach)
    if _filled(upper) < 2 or any(is_value(cell) for cell in (*upper, *lower) if cell):
        return False
    both = sum(1 for column in range(max(len(upper), len(lower))) if _any_at(upper, lower, column))
    gaps = sum(1 for column, cell in enumerate(lower) if cell and not _at(upper, column))
    return gaps > 0 and (bool(merged) or _filled(upper) <= _GROUPS_FILL * both)


def _at(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _any_at(upper: Sequence[str], lower: Sequence[str], column: int) -> bool:
    return bool(_at(upper, column) or _at(lower, column))


def _groups(top: Top, row: int) -> Iterator[tuple[str, str]]:
    """(the group that reaches over a column, the column's own cell) of a row of groups.

    Where no cells are merged a group reaches up to the next one.
    """
    upper, lower = top.rows[row - 1], top.rows[row]
    reach = {at: end for at, end in (top.reach or {}).items() if at[0] == row - 1}
    across = any(end > column for (_, column), end in reach.items())
    group, last = "", -1
    for column in range(max(_extent(upper), len(lower))):
        own = _clean(_at(upper, column))
        if own:
            group = own
            last = reach.get((row - 1, column), column) if across else len(lower)
        yield (group if column <= last else "", own)


def is_value(cell: str) -> bool:
    """Numbers, dates, codes and addresses: what stands below headers."""
    return _VALUE.fullmatch(unicodedata.normalize("NFKC", cell)) is not None


def _candidates(top: Top) -> list[int]:
    """Row numbers that look like headers, the likeliest first."""
    scores = {row: _score(top, row) for row in range(1, min(len(top.rows), _FARTHEST) + 1)}
    fit = {row: score for row, score in scores.items() if score >= _LEAST_SCORE}
    if not fit:
        return []
    best = max(fit.values())
    first = next(row for row, score in fit.items() if score >= _NEAR_BEST * best)
    hits = {row: _hits(top, row) for row in fit}
    most = max(hits.values())
    if most >= 2:
        first = next(row for row in fit if hits[row] == most)
    if first + 1 in fit and _is_groups(top, first + 1):
        first += 1
    return [first, *sorted(fit.keys() - {first}, key=lambda row: (-fit[row], row))[:4]]


def _hits(top: Top, row: int) -> int:
    """How many headers of a row some preset knows."""
    if top.known is None:
        return 0
    return sum(1 for name in _combined(top, row) if name and top.known(name))


def _score(top: Top, row: int) -> float:
    """How much a row looks like headers, 0 to 1: names, as wide as the rows below, unlike them."""
    cells = _combined(top, row)
    below = top.rows[row : row + _FOLLOWING]
    filled = [cell for cell in cells if cell]
    if not filled:
        return 0.0
    usual = _usual(below, _filled) or len(filled)
    if len(filled) * 2 <= usual:
        return 0.0
    width = min(1.0, len(filled) / usual / _WIDE_ENOUGH)
    names = sum(1 for cell in filled if len(cell) <= _LONGEST_NAME and not is_value(cell))
    return width * names / len(filled) * _contrast(cells, below) * _distinct(filled)


def _distinct(cells: Sequence[str]) -> float:
    """Carts do repeat a header; a row that mostly repeats itself holds none."""
    return 1.0 if len(set(cells)) * 2 > len(cells) else 0.5


def _contrast(cells: Sequence[str], below: Rows) -> float:
    """Of the columns that hold values further down, the part that has a text here."""
    texts = 0
    columns = 0
    for column, cell in enumerate(cells):
        under = [text for row in below if (text := _at(row, column))]
        if cell and under and sum(map(is_value, under)) * 2 > len(under):
            columns += 1
            texts += not is_value(cell)
    return texts / columns if columns else 1.0
