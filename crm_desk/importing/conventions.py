"""How one file writes its cells, found out over whole columns.

Source of the rules: import-doubts.md, 8, 11 and 15.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from crm_desk.importing.amounts import Separators, separators_of
from crm_desk.importing.error_values import is_error_value
from crm_desk.importing.layout import AMOUNT_FIELDS, Layout
from crm_desk.importing.layout_cells import LayoutCells
from crm_desk.importing.time_zones import zone_of_date

if TYPE_CHECKING:
    from crm_desk.importing.choices import Choices


class Undecided(NamedTuple):
    """A column of amounts that can be read in two ways throughout."""

    field: str
    header: str
    example: str


@dataclass(frozen=True)
class Conventions:
    """What all cells of a column tell together.

    Attributes:
        decimal_commas: fields whose amounts have a comma before their decimals (1.250,00).
        mixed: fields that hold amounts of both ways of writing: none of them that can be read
            in two ways is read at all.
        undecided: columns of which nothing tells it; their dots count as decimals until somebody
            says so.
        whole_ids: fields of ids that are whole numbers with a `.0` behind them, which is no part
            of the id.
        zone: from UTC to the times of the date's column, where its header tells it.
        year: of days without one, from the name of the sheet or file or from a title; None where
            nothing tells it.
    """

    decimal_commas: frozenset[str] = frozenset()
    mixed: frozenset[str] = frozenset()
    undecided: tuple[Undecided, ...] = ()
    whole_ids: frozenset[str] = frozenset()
    zone: timedelta | None = None
    year: int | None = None


PLAIN = Conventions()

_FIGURES = (*AMOUNT_FIELDS, "unit_price", "quantity")
_IDS = ("order_no", "customer", "product_code", "phone", "postcode", "referrer")
_WHOLE_ID = re.compile(r"\d+\.0+", re.ASCII)


class ConventionFinder:
    """Finds the conventions of one file, chunk by chunk; only distinct cells are looked at.

    Args:
        choices: answers go before what the cells show; the year of its conventions is kept.
        typed: a workbook, whose numbers come with a dot before their decimals, whatever it shows.
    """

    def __init__(self, layout: Layout, choices: "Choices", *, typed: bool = False) -> None:
        self._cells, self._choices, self._typed = LayoutCells(layout), choices, typed
        self._figures = [field for field in _FIGURES if self._cells.has(field)]
        self._said: dict[str, dict[Separators, str]] = {field: {} for field in self._figures}
        # Fields whose filled cells have all ended in .0 so far -> one of them was filled.
        self._whole = {field: False for field in _IDS if self._cells.has(field)}
        zone = zone_of_date(layout)
        self._zone = zone.offset if zone is not None and zone.is_foreign else None

    def add(self, columns: Sequence[Sequence[str]], rows: int) -> Conventions:
        """What the rows so far tell; differs from before where later rows show it was wrong."""
        self._cells.begin(columns, rows)
        for field in self._figures:
            self._add_figures(field)
        for field in list(self._whole):
            self._add_ids(field)
        return self._conventions()

    def _add_figures(self, field: str) -> None:
        said = self._said[field]
        for cell in set(self._cells.of(field)):
            if "," in cell or "." in cell or not cell.isascii():
                found = _separators(cell)
                if found is Separators.COMMA and not self._is_money(cell):
                    continue
                said.setdefault(found, cell)

    def _is_money(self, cell: str) -> bool:
        """Where money has no decimals, 12,50 is a slip for 1,250 rather than twelve and a half."""
        rest = cell.rpartition(",")[2]
        return self._choices.digits > 0 or rest == cell or not re.search("[1-9]", rest)

    def _add_ids(self, field: str) -> None:
        cells = self._cells.of(field)
        # Most ids show with their first cell that they are none of these.
        first = next((cell for cell in cells if _is_filled(cell)), "")
        if not first:
            return
        if _is_whole(first) and all(_is_whole(c) or not _is_filled(c) for c in set(cells)):
            self._whole[field] = True
        else:
            del self._whole[field]

    def _conventions(self) -> Conventions:
        commas, mixed = self._commas()
        decimal = self._choices.answers.decimal
        if decimal:
            commas, mixed = frozenset(self._figures if decimal == "," else ()), frozenset()
        open_ = () if decimal or commas else tuple(self._undecided(mixed))
        return Conventions(
            decimal_commas=commas,
            mixed=mixed,
            undecided=open_,
            whole_ids=frozenset(field for field, filled in self._whole.items() if filled),
            zone=self._zone,
            year=self._choices.conventions.year,
        )

    def _commas(self) -> tuple[frozenset[str], frozenset[str]]:
        """Fields with decimal commas, and those that contradict themselves.

        A column that tells nothing goes with the others of its file, which one program wrote.
        """
        shows = {field for field, said in self._said.items() if Separators.COMMA in said}
        against = {field for field, said in self._said.items() if self._is_against(field, said)}
        clear = shows - against
        follow = set(self._figures) - against if clear and not against else set()
        return frozenset(clear | follow), frozenset(shows & against)

    def _is_against(self, field: str, said: Iterable[Separators]) -> bool:
        dots = {Separators.DOT}
        if field != "quantity":
            # 1,250: money has no three decimals.
            dots.add(Separators.EITHER_COMMA)
        if self._typed:
            dots.add(Separators.EITHER_DOT)
        return not dots.isdisjoint(said)

    def _undecided(self, mixed: frozenset[str]) -> Iterable[Undecided]:
        told = any(Separators.DOT in said for said in self._said.values())
        for field, said in self._said.items():
            example = said.get(Separators.EITHER_DOT)
            if example is None or field == "quantity" or field in mixed or self._typed or told:
                continue
            if Separators.EITHER_COMMA not in said:
                yield Undecided(field, self._cells.header(field), example.strip())


def _is_filled(cell: str) -> bool:
    return bool(cell) and not cell.isspace() and not is_error_value(cell)


def _is_whole(cell: str) -> bool:
    return _WHOLE_ID.fullmatch(cell.strip()) is not None


@lru_cache(maxsize=1 << 16)
def _separators(cell: str) -> Separators:
    return separators_of(cell)
