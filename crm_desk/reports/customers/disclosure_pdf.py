"""開示: what is held of one person on A4, to be handed to them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, LongTable, Spacer, TableStyle

from crm_desk.domain.texts import Texts
from crm_desk.reports.typesetting import page
from crm_desk.reports.typesetting.page import (
    BODY,
    HEADING,
    SMALL,
    STRONG,
    TITLE,
    PageDocument,
    plain_table,
    text_width,
)

MOST_COLUMNS = 8
"""More than that are set as a list of their own for each row."""
_NAME_WIDTH = 42 * mm
_PADDING = 8
_SHORT = page.WIDTH / MOST_COLUMNS
"""Every column has at least so much of what it needs; so all of them fit."""


class HeldSection(NamedTuple):
    """One kind of what is held: rows of words by the names of their columns."""

    title: str
    rows: Sequence[Mapping[str, str]]


class HeldPages(NamedTuple):
    """Everything of one person.

    Attributes:
        name: "" where none is known.
        day: when it was held.
    """

    shop: str
    name: str
    day: str
    sections: Sequence[HeldSection]


def write_held_pages(given: HeldPages, texts: Texts, path: Path) -> dict[str, str]:
    """Write the pages. Returns what could not be printed, by section.

    Raises:
        OSError: the file can't be written.
    """
    title = texts("personal.title", name=given.name or texts("personal.nameless"))
    document = PageDocument(title, texts.language)
    document.add(
        document.text(texts("personal.heading"), TITLE),
        document.text(texts("personal.of", name=given.name or texts("personal.nameless")), STRONG),
        document.text(texts("personal.by", shop=given.shop, day=given.day), SMALL),
        Spacer(1, 2 * mm),
        document.text(texts("personal.introduction")),
    )
    for section in given.sections:
        document.add(*_section(document, section))
    document.add(Spacer(1, 4 * mm), *document.missing_characters(texts))
    document.write(path)
    return dict(document.typesetter.missing)


def _section(document: PageDocument, section: HeldSection) -> list[Flowable]:
    columns = _said(section.rows)
    title = f"{section.title} ({len(section.rows):,})"
    head = [Spacer(1, 5 * mm), document.text(title, HEADING), Spacer(1, 1.5 * mm)]
    if len(section.rows) > 1 and len(columns) <= MOST_COLUMNS:
        return [KeepTogether(head), _table(document, section, columns)]
    first, *rest = [_pairs(document, section, row) for row in section.rows]
    found: list[Flowable] = [KeepTogether([*head, first])]
    for each in rest:
        found += [Spacer(1, 3 * mm), KeepTogether([each])]
    return found


def _said(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """Columns that say something in some row, in their order."""
    return [name for name in rows[0] if any(row.get(name) for row in rows)]


def _pairs(document: PageDocument, section: HeldSection, row: Mapping[str, str]) -> Flowable:
    """One row as names with what they are."""
    cells: list[list[object]] = [
        [document.text(name, SMALL), document.text(words, BODY, section.title)]
        for name, words in row.items()
        if words
    ]
    widths = [_NAME_WIDTH, page.WIDTH - _NAME_WIDTH]
    return plain_table(cells or [["", ""]], widths)


def _table(document: PageDocument, section: HeldSection, columns: Sequence[str]) -> Flowable:
    """Many rows, one line each; the names of the columns again on each page."""
    widths = _widths(section.rows, columns)
    cells = [
        [document.text(name, SMALL) for name in columns],
        *(
            [document.text(row.get(name, ""), BODY, section.title) for name in columns]
            for row in section.rows
        ),
    ]
    return LongTable(
        cells,
        colWidths=widths,
        repeatRows=1,
        style=TableStyle(
            [
                page.OWN_FONT,
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, page.LINE),
                ("LEFTPADDING", (0, 0), (-1, -1), 1),
                ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        ),
    )


def _widths(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> list[float]:
    """In points: what is short stands on one line, what is long shares the rest."""
    needed = [
        _PADDING + max(text_width(words, BODY.fontSize) for words in _words(rows, name))
        for name in columns
    ]
    spare = page.WIDTH - sum(needed)
    if spare >= 0:
        return [width + spare / len(needed) for width in needed]
    # Less than is needed goes to those that need the most: their words are broken.
    narrow = [min(width, _SHORT) for width in needed]
    long = sum(needed) - sum(narrow)
    rest = page.WIDTH - sum(narrow)
    return [
        least + rest * (width - least) / long for least, width in zip(narrow, needed, strict=True)
    ]


def _words(rows: Sequence[Mapping[str, str]], column: str) -> list[str]:
    return [column, *(row.get(column, "") for row in rows)]
