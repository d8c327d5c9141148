"""What the import wizard decides about a file before it is read."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from crm_desk.desk.child import Cancel, answers
from crm_desk.desk.desk import Desk
from crm_desk.desk.importing.job import FileJob
from crm_desk.importing import matching
from crm_desk.importing.cell_rules import DAYS
from crm_desk.importing.choices import Choices
from crm_desk.importing.columns import SourceColumns
from crm_desk.importing.date_column import with_dates_found
from crm_desk.importing.dates import needs_order
from crm_desk.importing.layout import (
    AMOUNT_FIELDS,
    CUSTOMER_FIELDS,
    ORDER_FIELDS,
    FileKind,
    Layout,
    Preset,
)
from crm_desk.importing.presets import load_presets, preset_by_id
from crm_desk.importing.reading import FilePreview
from crm_desk.importing.saved_mapping import SavedMapping
from crm_desk.importing.table import ReadOptions, SheetLook, options_from_json
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection
from crm_desk.store.importing import batches as rows
from crm_desk.store.importing import mappings

_AMOUNTS = ("line_amount", "unit_price", "order_total", "subtotal", "paid_total")
_ASKED = frozenset({"date_undecided", "year_missing", "date_ahead"})
EXAMPLES = 3
"""So many rows are shown before and after cleaning."""


@dataclass(frozen=True)
class FilePlan:
    """One file, and how it would be read.

    Attributes:
        saved: name of the kept mapping that fits; "" for a preset's layout or one by hand.
        chosen: field -> places of the columns that the person chose for it.
        preset_chosen: so was the cart.
    """

    path: Path
    look: FilePreview
    layout: Layout
    saved: str = ""
    chosen: Mapping[str, tuple[int, ...]] = dataclasses.field(default_factory=dict)
    preset_chosen: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields that must still be mapped."""
        return matching.missing_fields(self.layout)

    @property
    def by_hand(self) -> bool:
        """Columns were chosen by the person."""
        return bool(self.chosen)

    @property
    def is_known(self) -> bool:
        """A known cart, or a mapping that was kept: nothing to decide about columns."""
        known = bool(self.saved) or matching.is_known(self.look.headers)
        return known and not self.missing

    @property
    def job(self) -> FileJob:
        """The job of the child process."""
        return FileJob(self.path, self.look.options, self.layout)

    @property
    def field_names(self) -> tuple[str, ...]:
        """Fields that a column can be."""
        return ORDER_FIELDS if self.layout.kind is FileKind.ORDERS else CUSTOMER_FIELDS

    @property
    def first_rows(self) -> tuple[tuple[str, ...], ...]:
        """Rows below the headers, as written."""
        return self.look.rows[self.look.options.header_row or 0 :]


class Example(NamedTuple):
    """One cell before and after cleaning.

    Attributes:
        after: a day, an amount in minor units, a quantity in thousandths, a text; None when empty.
        reason: why it can't be read, key of `issue.*`; "" when it can.
    """

    before: str
    after: object
    reason: str


class PreviewField(NamedTuple):
    """One field of a file.

    Attributes:
        kind: `day`, `amount`, `quantity` or `text`: how `after` is shown.
    """

    field: str
    header: str
    kind: str
    examples: tuple[Example, ...]


def look_at(path: Path, options: ReadOptions, cancel: Cancel) -> FilePreview:
    """What is at the top of a file; read in a child process, since it may be hostile.

    Raises:
        ReportableError: it can't be read, or needs a decision (`encoding_unknown`,
            `password_needed`).
    """
    job = {"look": str(path), "options": asdict(options)}
    found: dict[str, Any] = {}
    for message in answers(job, cancel, path.name):
        found = message["look"]
    return FilePreview(
        options=options_from_json(found["options"]),
        headers=tuple(found["headers"]),
        sheets=tuple(found["sheets"]),
        rows=tuple(map(tuple, found["rows"])),
        header_candidates=tuple(found["header_candidates"]),
        size=found["size"],
        encoding_asked=found["encoding_asked"],
        sheet_looks=tuple(
            SheetLook(**{**look, "headers": tuple(look["headers"])})
            for look in found["sheet_looks"]
        ),
    )


def plan(desk: Desk, path: Path, look: FilePreview) -> FilePlan:
    """How a file would be read: by a kept mapping that fits, else by the best preset."""
    for mapping in saved_mappings(desk):
        if mapping.fits(look.headers):
            return FilePlan(path, look, mapping.layout(look.headers), saved=mapping.name)
    best = matching.propose(look.headers)[0]
    layout = matching.layout_for(best, look.headers)
    rows = look.rows[look.options.header_row or 0 :]
    return FilePlan(path, look, with_dates_found(layout, rows))


def with_preset(now: FilePlan, preset_id: str) -> FilePlan:
    """The same file by another preset; what was chosen for its columns stays."""
    preset = preset_by_id(preset_id)
    known = ORDER_FIELDS if preset.kind is FileKind.ORDERS else CUSTOMER_FIELDS
    kept = {name: places for name, places in now.chosen.items() if name in known}
    layout = matching.layout_by_hand(preset, now.look.headers, kept)
    return replace(now, layout=layout, saved="", preset_chosen=True)


def with_column(now: FilePlan, field: str, places: Sequence[int]) -> FilePlan:
    """The same file with a field from other columns, by position; none at all unmaps it."""
    columns = {name: tuple(found) for name, found in now.layout.columns.items()}
    columns[field] = tuple(places)
    mapping: Mapping[str, Sequence[int]] = columns
    layout = matching.layout_by_hand(now.layout.preset, now.look.headers, mapping)
    chosen = {**now.chosen, field: tuple(places)}
    return replace(now, layout=layout, saved="", chosen=chosen)


def with_choices_of(new: FilePlan, before: FilePlan) -> FilePlan:
    """A file looked at again, with what was chosen before for columns that still exist."""
    old, found = matching.Headers(before.look.headers), matching.Headers(new.look.headers)
    if before.preset_chosen:
        new = with_preset(new, before.layout.preset.id)
    for name, places in before.chosen.items():
        now = found.find_all([old.name(place) for place in places])
        if now is not None and name in new.field_names:
            new = with_column(new, name, now)
    return new


def preset_choices(chosen: FilePlan) -> tuple[Preset, ...]:
    """All presets: those that fit first, best first."""
    fitting = matching.propose(chosen.look.headers)
    return (*fitting, *(preset for preset in load_presets() if preset not in fitting))


def preview(chosen: FilePlan, choices: Choices) -> tuple[PreviewField, ...]:
    """What each column will become, by its first filled rows."""
    width = len(chosen.look.headers)
    shown = [
        tuple((*row, *[""] * width)[:width])
        for row in chosen.first_rows
        if any(map(str.strip, row))
    ][:EXAMPLES]
    if not shown:
        return ()
    columns = SourceColumns(chosen.layout, choices)
    cells = list(zip(*shown, strict=True))
    return tuple(
        PreviewField(
            field,
            columns.header(field),
            _kind(field),
            tuple(
                Example(before, after, reason)
                for before, after, reason in columns.examples(field, cells, len(shown))
            ),
        )
        for field in chosen.field_names
        if field in chosen.layout.columns
    )


def unreadable(chosen: FilePlan, choices: Choices) -> tuple[str, str] | None:
    """(header, reason) of the date, or of the amounts, where no row at the top can be read.

    What is asked about (the order in dates, their year, days ahead) is none of it.
    """
    width = len(chosen.look.headers)
    shown = [(*row, *[""] * width)[:width] for row in chosen.first_rows if any(map(str.strip, row))]
    if not shown or chosen.layout.kind is not FileKind.ORDERS:
        return None
    columns = SourceColumns(chosen.layout, choices)
    cells = list(zip(*shown, strict=True))

    def wrong(name: str) -> tuple[str, str] | None:
        found = columns.examples(name, cells, len(shown))
        reasons = [reason for before, _, reason in found if before.strip()]
        if not reasons and name == "date":
            return columns.header(name), "date_missing"
        if not reasons or not all(reasons) or not _ASKED.isdisjoint(reasons):
            return None
        return columns.header(name), reasons[0]

    there = [name for name in _AMOUNTS if name in chosen.layout.columns]
    amounts = [wrong(name) for name in there]
    no_date = wrong("date") if "date" in chosen.layout.columns else None
    # One amount that can be read is enough.
    return no_date or (amounts[0] if amounts and all(amounts) else None)


def _kind(field: str) -> str:
    if field in DAYS:
        return "day"
    if field in AMOUNT_FIELDS or field == "unit_price":
        return "amount"
    return "quantity" if field == "quantity" else "text"


def needs_date_order(chosen: FilePlan) -> tuple[str, str]:
    """(header, example) of a date column that can be read in more than one way; ("", "")."""
    # The day of a consent is asked about only where no other column shows the order.
    for field in sorted(DAYS, key="consent_date".__eq__):
        for place in chosen.layout.columns.get(field, ()):
            for row in chosen.first_rows:
                if place < len(row) and needs_order(row[place]):
                    return chosen.look.headers[place], row[place]
    return "", ""


def has_decimals(chosen: FilePlan) -> bool:
    """Amounts with cents among the first rows: the yen has none."""
    columns = SourceColumns(chosen.layout, Choices(digits=2))
    width = len(chosen.look.headers)
    shown = [tuple((*row, *[""] * width)[:width]) for row in chosen.first_rows]
    if not shown:
        return False
    cells = list(zip(*shown, strict=True))
    for field in ("unit_price", "line_amount", "order_total"):
        for _, after, _ in columns.examples(field, cells, len(shown)):
            value = after * 100 if isinstance(after, Decimal) else after
            if isinstance(value, Decimal | int) and value % 100:
                return True
    return False


# What the desk keeps


def saved_mappings(desk: Desk) -> tuple[SavedMapping, ...]:
    """The mappings that the person keeps, by name."""
    return desk.store.read(_kept_mappings)


def _kept_mappings(connection: Connection) -> tuple[SavedMapping, ...]:
    return tuple(map(SavedMapping.from_dict, mappings.all_mappings(connection)))


def keep_mapping(desk: Desk, name: str, chosen: FilePlan) -> None:
    """Keep a file's layout under a name; the same name, and the same headers, are replaced."""
    desk.store.write(lambda connection: _put_mapping(connection, name, chosen))


def _put_mapping(connection: Connection, name: str, chosen: FilePlan) -> None:
    kept = SavedMapping.of(name, chosen.layout)
    for each in _kept_mappings(connection):
        if each.signature == kept.signature:
            mappings.remove(connection, each.name)
    mappings.put(connection, name, kept.as_dict())


def remember_layouts(connection: Connection, plans: Iterable[FilePlan]) -> None:
    """Keep the layouts that were corrected by hand, under the names of their files."""
    for one in plans:
        if one.by_hand or one.preset_chosen:
            _put_mapping(connection, _free_name(connection, one), one)


def _free_name(connection: Connection, one: FilePlan) -> str:
    """The name that files with these headers have already, else the file's, unless it is taken."""
    taken = {each.name: each for each in _kept_mappings(connection)}
    for each in taken.values():
        if each.fits(one.look.headers):
            return each.name
    name, number = one.path.stem, 1
    while name in taken:
        number += 1
        name = f"{one.path.stem} ({number})"
    return name


def forget_mapping(desk: Desk, name: str) -> None:
    """Files with the headers of a kept layout are read by their preset again."""
    desk.store.write(lambda connection: mappings.remove(connection, name))


def amount_basis(desk: Desk) -> str:
    """Which amount of an order counts: `goods` or `total`; "" as long as nobody was asked."""
    return desk.store.read(lambda connection: desk_info.get(connection, "amount_basis"))


def currency(desk: Desk) -> str:
    """The desk's currency; JPY unless another was chosen before the first import."""
    return desk.store.read(lambda connection: desk_info.get(connection, "currency")) or "JPY"


def can_choose_currency(desk: Desk) -> bool:
    """Nothing is in yet that is counted in some currency."""
    return not desk.store.read(rows.batches)
