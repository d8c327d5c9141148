"""Which layout a file has: found by its headers, or mapped by hand."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from crm_desk.desk.importing.job import FileJob
from crm_desk.domain.errors import ReportableError
from crm_desk.importing import matching
from crm_desk.importing.date_column import with_dates_found
from crm_desk.importing.header_row import HeaderWords
from crm_desk.importing.layout import Layout
from crm_desk.importing.presets import load_presets, preset_by_id
from crm_desk.importing.reading import FilePreview, preview_file
from crm_desk.importing.row_filter import fold
from crm_desk.importing.table import ReadOptions


@cache
def _known_headers() -> frozenset[str]:
    return frozenset(
        fold(name.partition("#")[0])
        for preset in load_presets()
        for alternatives in preset.fields.values()
        for alternative in alternatives
        for name in alternative
    )


def is_known_header(text: str) -> bool:
    """Some preset knows this header; helps to find the header row."""
    return fold(text) in _known_headers()


def looks_like(headers: Sequence[str]) -> str:
    """What a table with these headers holds: `orders`, `customers`, or `other`."""
    for preset in matching.propose(headers):
        if not matching.missing_fields(matching.layout_for(preset, headers)):
            return str(preset.kind)
    return "other"


HEADER_WORDS = HeaderWords(is_known_header, looks_like)


def look_at(path: Path, options: ReadOptions) -> FilePreview:
    """What is at the top of a file; errors as `reading.preview_file`."""
    return preview_file(path, options, words=HEADER_WORDS)


def layout_of(
    path: Path, options: ReadOptions, preset: str, mapping: Mapping[str, Sequence[str]]
) -> tuple[ReadOptions, Layout]:
    """How a file is read and what its columns mean.

    Args:
        preset: id; "" takes the one that fits best.
        mapping: field -> columns, over what the preset says.

    Raises:
        ReportableError: the file can't be read; `fields_missing` with the columns found, the fields
            missing and the option that decides.
    """
    seen = look_at(path, options)
    chosen = preset_by_id(preset) if preset else matching.best_preset(seen.headers, mapping)
    layout = matching.layout_by_hand(chosen, seen.headers, mapping)
    layout = with_dates_found(layout, seen.rows[seen.options.header_row or 0 :])
    missing = matching.missing_fields(layout)
    if missing:
        raise ReportableError(
            "fields_missing",
            file=path.name,
            missing=", ".join(missing),
            columns=", ".join(seen.headers[:60]),
        )
    return seen.options, layout


def groups(jobs: Iterable[FileJob]) -> list[list[FileJob]]:
    """Files of one cart together, in the order given; customers before orders of the same."""
    found: dict[str, list[FileJob]] = {}
    for job in jobs:
        found.setdefault(job.layout.preset.id, []).append(job)
    return list(found.values())
