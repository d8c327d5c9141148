"""From rows as read to order lines, and what each row says of its order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import compress, islice
from operator import itemgetter, ne
from typing import Any, NamedTuple

import numpy as np

from crm_desk.domain.customers.key import customer_key
from crm_desk.importing.answers import Numbers
from crm_desk.importing.bad_cells import BadCell, bad_cell_issues, rejected_rows
from crm_desk.importing.choices import Choices
from crm_desk.importing.columns import SourceColumns
from crm_desk.importing.filled_down import DITTO_MARKS, FilledDown, without_merged_sums
from crm_desk.importing.gathering import WHO
from crm_desk.importing.heads import (
    ADDED,
    HEAD_FIELDS,
    Head,
    mapped_field,
    merged,
    names_another_buyer,
)
from crm_desk.importing.issues import SHOWN, Issue, Severity, too_long_issues
from crm_desk.importing.layout import ORDER_COLUMNS, Layout
from crm_desk.importing.order_codes import NO_DAY, OrderCodes, plain_key
from crm_desk.importing.order_columns import as_integers
from crm_desk.importing.remark_words import RemarkColumns
from crm_desk.importing.row_sorting import RowSorter
from crm_desk.importing.row_states import RowStates
from crm_desk.importing.table import SHEET_ROWS, Chunk


class LineRows(NamedTuple):
    """The rows that are read, column by column.

    Attributes:
        rows: numbers in the file.
        keys: what tells which order a row belongs to; "" where nothing does.
        codes: array of their codes.
        accepted: False where the line is rejected; what it says of its order counts all the same.
        products: (code, name).
        quantities: in thousandths.
        amounts: minor units, discounts negative; None where only the order states an amount.
        prices, rates: `Decimal` of the unit price, tenths of a percent: for grossing up.
        discounts: the amount lowers the order's goods and is no product.
        void, live: the row says that it is no sale, or that it is one.
        taken_off: discount of each row for itself, in minor units; empty where the file states
            discounts per order.
    """

    rows: Sequence[int]
    keys: Sequence[str]
    codes: Any
    accepted: Sequence[bool]
    products: Sequence[tuple[str, str]]
    quantities: Sequence[int | None]
    amounts: Sequence[int | None]
    prices: Sequence[Any]
    rates: Sequence[int | None]
    discounts: Sequence[bool]
    void: Sequence[bool]
    live: Sequence[bool]
    taken_off: Sequence[int | None]


@dataclass
class CleanRows:
    """One chunk, cleaned.

    Attributes:
        heads: by order key: the first row, and everything the chunk's rows say of the order.
        stated: column of orders' amounts -> array of what each row states, `NO_VALUE` where none.
        unknown: (order's code, column, word) of status columns beside that of the orders' status.
        read: all rows, the skipped ones included.
    """

    lines: LineRows
    heads: dict[str, tuple[int, Head]]
    stated: dict[str, Any]
    read: int
    skipped: int
    rejected: int
    issues: list[Issue] = field(default_factory=list)
    unknown: Sequence[tuple[int, int, str]] = ()


class RowCleaner:
    """Cleans the chunks of one file.

    Args:
        layout: what the columns mean.
        choices: what the person decided.
        file: its name, for the table of issues.
    """

    def __init__(self, layout: Layout, choices: Choices, file: str, codes: OrderCodes) -> None:
        self._columns = SourceColumns(layout, choices)
        self._file, self._codes = file, codes
        preset = layout.preset
        self._sorter = RowSorter(layout)
        self._sheet = 0
        self._states = RowStates(layout, choices.answers)
        self._remarks = RemarkColumns(layout)
        self._layout = layout
        self._filler = FilledDown(layout, ditto_amounts=choices.answers.ditto_amounts)
        # Without order numbers and line amounts, each row's totals are a purchase's.
        self._adds = not layout.has_line_amounts
        self._discount_by_line = preset.discount_by_line
        # A cart states whose its amounts are.
        self._stated_columns = () if preset.signature else ORDER_COLUMNS
        self._by_customer = choices.answers.numbers is Numbers.CUSTOMER
        self._nobodies: dict[str, int] = {}

    def use(self, choices: Choices) -> None:
        """Go on with other conventions: those of another sheet."""
        self._columns = self._columns.with_choices(choices)

    def clean(self, chunk: Chunk) -> CleanRows:
        """Clean one chunk.

        Raises:
            ReportableError: `date_order_needed`, where a date can be read in more than one way.
        """
        issues = too_long_issues(self._file, chunk.too_long)
        issues += self._open_quotes(chunk)
        chunk = without_merged_sums(chunk, self._layout)
        numbers, cells, left_out = self._without_skipped(chunk)
        issues += left_out
        skipped = sum(issue.severity is Severity.SKIPPED for issue in left_out)
        cells = self._filled_down(numbers, cells, issues)
        columns = self._columns
        columns.begin(cells, len(numbers))
        void, live = self._states.over(cells, len(numbers))
        bad = list(map(_told_apart, columns.bad_cells(void)))
        issues += bad_cell_issues(self._file, bad, numbers)
        issues += self._remark_issues(numbers, cells, void)
        rejected = rejected_rows(bad)
        keys = self._keys(rejected, issues, numbers, void)
        keys, codes = self._codes.assign(keys, self._days())
        accepted = [True] * len(numbers)
        for at in rejected:
            accepted[at] = False
        discounts = self._sorter.discounts(cells, len(numbers))
        if self._sorter.by_words and True in discounts:
            issues += self._discount_issues(numbers, discounts)
        lines = self._lines(numbers, keys, codes, accepted, discounts, void, live)
        return CleanRows(
            lines,
            self._heads(lines, issues),
            stated=self._stated_amounts(),
            read=len(chunk.numbers) + len(chunk.too_long),
            skipped=skipped,
            rejected=len(chunk.too_long) + len(rejected) + len(left_out) - skipped,
            issues=issues,
            unknown=[
                (int(codes[at]), place, cell) for at, place, cell in self._states.unknown(cells)
            ],
        )

    def _remark_issues(
        self, numbers: Sequence[int], cells: Sequence[Sequence[str]], void: Sequence[bool]
    ) -> list[Issue]:
        """Remarks that speak of a cancellation which no status tells."""
        headers = self._layout.headers
        return [
            Issue(
                self._file,
                numbers[at],
                headers[place],
                cell[:SHOWN],
                "remark_unread",
                Severity.NOTICE,
                headers[place],
            )
            for at, place, cell in self._remarks.void(cells)
            if not void[at]
        ]

    def _discount_issues(self, numbers: Sequence[int], discounts: Sequence[bool]) -> list[Issue]:
        header, products = self._columns.header("product"), self._columns.products()
        return [
            Issue(self._file, number, header, name[:SHOWN], "discount_product", Severity.NOTICE)
            for number, (_, name), is_discount in zip(numbers, products, discounts, strict=True)
            if is_discount
        ]

    def _filled_down(
        self, numbers: Sequence[int], cells: Sequence[Sequence[str]], issues: list[Issue]
    ) -> Sequence[Sequence[str]]:
        """The cells with what stands for the one above; the first of each kind is noted."""
        if not numbers:
            return cells
        filler = self._filler
        filled = filler.fill(cells, numbers[0] // SHEET_ROWS)
        for reason, place, column in (
            ("ditto_filled", filler.first_ditto and filler.first_ditto[0], filler.first_ditto),
            ("blank_filled", filler.first_blank, None),
        ):
            if place is not None:
                header = self._layout.headers[column[1]] if column else ""
                issues.append(
                    Issue(self._file, numbers[place], header, "", reason, Severity.NOTICE)
                )
        return filled

    def _open_quotes(self, chunk: Chunk) -> list[Issue]:
        return [
            Issue(self._file, number, "", text[:SHOWN], "open_quote", Severity.NOTICE)
            for number, text in chunk.open_quotes
        ]

    def _without_skipped(
        self, chunk: Chunk
    ) -> tuple[Sequence[int], Sequence[Sequence[str]], list[Issue]]:
        """The rows that are read, and an issue for each that a rule leaves out."""
        rows = len(chunk.numbers)
        if rows and chunk.numbers[0] // SHEET_ROWS != self._sheet:
            self._sheet = chunk.numbers[0] // SHEET_ROWS
            self._sorter.begin_sheet()
        undated = self._columns.undated(chunk.columns)
        why = self._sorter.left_out(chunk.columns, rows, undated)
        if not why:
            return chunk.numbers, chunk.columns, []
        kept = [at not in why for at in range(rows)]
        issues = [
            Issue(self._file, chunk.numbers[at], "", "", reason, _severity_of(reason))
            for at, reason in sorted(why.items())
        ]
        columns = [list(compress(column, kept)) for column in chunk.columns]
        return list(compress(chunk.numbers, kept)), columns, issues

    def _days(self) -> Any:
        days = self._columns.values("date")
        if None in days:
            days = [NO_DAY if day is None else day for day in days]
        return np.array(days, np.int32)

    def _stated_amounts(self) -> dict[str, Any]:
        columns = self._columns
        return {
            name: as_integers(columns.values(name))
            for name in self._stated_columns
            if columns.has(name)
        }

    def _keys(
        self,
        rejected: set[int],
        issues: list[Issue],
        numbers: Sequence[int],
        void: Sequence[bool],
    ) -> list[str]:
        numbered = self._columns.texts("order_no")
        by_customer = self._by_customer and any(numbered)
        if all(numbered) and not by_customer:
            return numbered
        keys = list(numbered)
        days = self._columns.values("date")
        people = self._people()
        if by_customer:
            keys = [
                f" #{day} {number} {who or ''}" if number and day is not None else number
                for number, day, who in zip(numbered, days, people, strict=True)
            ]
        for at, number in enumerate(numbered):
            if number:
                continue
            if days[at] is None:
                if at not in rejected:
                    rejected.add(at)
                    header = self._columns.header("date")
                    issues.append(
                        Issue(
                            self._file, numbers[at], header, "", "date_missing", Severity.REJECTED
                        )
                    )
            else:
                # A space in front: no number that was written can look like it. What was
                # cancelled is an order of its own: it must not take the day with it.
                mark = ADDED if self._adds else " "
                mark += "x" if void[at] else ""
                keys[at] = f"{mark}{days[at]} {people[at] or self._nobody(at)}"
        return keys

    def _people(self) -> list[str | None]:
        parts = zip(*(self._columns.texts(name) for name in WHO), strict=True)
        return [customer_key(*part) for part in parts]

    def _nobody(self, at: int) -> str:
        """A name for an order of nobody: the same row gives the same one in every import."""
        said = repr(self._columns.row(at)).encode("utf-8", "surrogatepass")
        digest = blake2b(said, digest_size=12).hexdigest()
        self._nobodies[digest] = self._nobodies.get(digest, 0) + 1
        return f"? {digest} {self._nobodies[digest]}"

    def _lines(
        self,
        numbers: Sequence[int],
        keys: list[str],
        codes: Any,
        accepted: list[bool],
        discounts: list[bool],
        void: Sequence[bool],
        live: Sequence[bool],
    ) -> LineRows:
        columns = self._columns
        amounts = columns.amounts()
        if any(discounts):
            amounts = [
                -abs(amount) if is_discount and amount else amount
                for amount, is_discount in zip(amounts, discounts, strict=True)
            ]
        return LineRows(
            rows=numbers,
            keys=keys,
            codes=codes,
            accepted=accepted,
            products=columns.products(),
            quantities=columns.values("quantity"),
            amounts=amounts,
            prices=columns.values("unit_price"),
            rates=columns.values("tax_rate"),
            discounts=discounts,
            void=void,
            live=live,
            taken_off=columns.values("discount") if self._discount_by_line else (),
        )

    def _heads(self, lines: LineRows, issues: list[Issue]) -> dict[str, tuple[int, Head]]:
        columns = self._columns
        # Most files state few of the fields: only those are put together for every row.
        stated = [n for n in HEAD_FIELDS if n == "void" or columns.has(mapped_field(n))]
        said = list(
            zip(*(lines.void if n == "void" else self._stated(n) for n in stated), strict=True)
        )
        places = {name: place for place, name in enumerate(stated)}
        all_fields = itemgetter(*(places.get(name, len(stated)) for name in HEAD_FIELDS))
        different: list[tuple[str, int, Head]] = []
        firsts: dict[str, tuple[int, Head]] = {}
        for at in range(len(said)) if self._adds else _changes(lines.codes, said):
            key, row, head = lines.keys[at], lines.rows[at], said[at]
            known = firsts.get(key)
            if known is None:
                firsts[key] = row, head
            elif known[1] != head or key.startswith(ADDED):
                different.append((key, row, head))
        firsts.pop("", None)

        def whole(head: Head) -> Head:
            stated_or_none: Head = all_fields((*head, None))
            return stated_or_none

        heads = {key: (row, whole(head)) for key, (row, head) in firsts.items()}
        self._merge(heads, [(key, row, whole(head)) for key, row, head in different], issues)
        return heads

    def _merge(
        self,
        heads: dict[str, tuple[int, Head]],
        different: Sequence[tuple[str, int, Head]],
        issues: list[Issue],
    ) -> None:
        """Bring rows that say something else than their order's first into its head."""
        noticed: set[str] = set()
        header = self._columns.header("customer") or self._columns.header("name")
        for key, row, head in different:
            if key not in heads:
                continue
            first, known = heads[key]
            if names_another_buyer(known, head) and key not in noticed:
                noticed.add(key)
                issues.append(
                    Issue(
                        self._file,
                        row,
                        header,
                        "",
                        "customer_differs",
                        Severity.NOTICE,
                        plain_key(key).strip(),
                    )
                )
            heads[key] = first, merged(known, head, add=key.startswith(ADDED))

    def _stated(self, name: str) -> Iterable[Any]:
        # Where discounts stand on each line, no line says what the order's is.
        by_line = name == "discount" and self._discount_by_line
        return self._columns.stated("" if by_line else mapped_field(name))


def _changes(codes: Any, said: Sequence[Head]) -> list[int]:
    """Rows of another order than the row above, or that say something else of it."""
    if not said:
        return []
    changed = np.ones(len(said), np.bool_)
    changed[1:] = np.fromiter(map(ne, islice(said, 1, None), said), np.bool_, len(said) - 1)
    changed[1:] |= codes[1:] != codes[:-1]
    found: list[int] = np.flatnonzero(changed).tolist()
    return found


def _severity_of(reason: str) -> Severity:
    """Rows of another table may be sales; the other rows that are left out are none."""
    return Severity.REJECTED if reason == "other_table" else Severity.SKIPPED


def _told_apart(cell: BadCell) -> BadCell:
    """A ditto mark in an amount is no slip: it is asked about."""
    if cell.reason in ("not_an_amount", "not_a_number") and cell.value.strip() in DITTO_MARKS:
        return cell._replace(reason="ditto_amount")
    return cell
