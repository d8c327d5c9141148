"""The open cases on paper: one row a case, a box to tick and room for the owner's hand."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from reportlab.lib.pagesizes import A4

from crm_desk.domain.texts import Texts
from crm_desk.reports.typesetting.drawing import Box, Form, Losses, Pages
from crm_desk.reports.typesetting.page import ACCENT, SOFT

LEFT, WIDTH = 14.0, 182.0
_TOP, _END, _FOOT = 14.0, 278.0, 284.0
_TITLE, _GROUP, _ROW = 15.0, 9.0, 19.0
_BOX = 5.0
_LEAST = 6.0
_COLUMNS = {"done": 9.0, "who": 48.0, "words": 75.0, "owner": 20.0, "when": 30.0}
_HEADING = Form(14, 9, bold=True)
_SOFT = Form(8.5, _LEAST, color=SOFT)
_RIGHT = replace(_SOFT, align="right")
_GROUP_NAME = Form(10, 7, bold=True, color=ACCENT, middle=True)
_NAME = Form(10, _LEAST, bold=True, lead=1.25)
_SMALL = Form(8, _LEAST, color=SOFT, lead=1.25)
_WORDS = Form(8.5, _LEAST, lead=1.3)


class CaseLine(NamedTuple):
    """One case, in words."""

    who: str
    kind: str
    words: str
    product: str
    owner: str
    due: str
    waited: str


class CasePages(NamedTuple):
    """What is printed.

    Attributes:
        groups: each with its heading; those without a case are left out.
    """

    shop: str
    day: str
    groups: Sequence[tuple[str, Sequence[CaseLine]]]


def write_cases(given: CasePages, texts: Texts, path: Path) -> Losses:
    """Write the cases.

    Raises:
        OSError: the file can't be written.
    """
    title = texts("cases.sheet_title")
    pages = Pages(title, texts.language, A4, _unheard)
    laid_out = list(_paginated(given.groups))
    for number, entries in enumerate(laid_out, start=1):
        at = _TOP
        if number == 1:
            pages.text(Box(LEFT, at, WIDTH - 50, 8), title, _HEADING)
            day = texts("cases.sheet_day", day=given.day)
            pages.text(Box(LEFT + WIDTH - 50, at + 1.5, 50, 6), day, _RIGHT)
            at += _TITLE
        if not entries:
            pages.text(Box(LEFT, at, WIDTH, 6), texts("cases.sheet_nothing"), _SOFT)
        for entry in entries:
            at = _heading(pages, entry, at) if isinstance(entry, str) else _row(pages, entry, at)
        _foot(pages, given.shop, number, len(laid_out), texts)
        pages.next_page()
    return pages.write(path)


def _unheard(_done: int) -> None:
    """Nobody follows the few pages of this list."""


_Entry = str | CaseLine


def _paginated(groups: Sequence[tuple[str, Sequence[CaseLine]]]) -> Iterator[list[_Entry]]:
    """Pages of entries; no heading stands alone at a page's end."""
    page: list[_Entry] = []
    room = _END - _TOP - _TITLE
    for heading, lines in groups:
        for number, line in enumerate(lines):
            needed = _ROW + (_GROUP if number == 0 else 0)
            if needed > room:
                yield page
                page, room = [], _END - _TOP
                page.append(heading)
                room -= _GROUP
            elif number == 0:
                page.append(heading)
                room -= _GROUP
            page.append(line)
            room -= _ROW
    yield page


def _heading(pages: Pages, words: str, at: float) -> float:
    pages.text(Box(LEFT, at + 1, WIDTH, _GROUP - 1.5), words, _GROUP_NAME)
    pages.rule(LEFT, at + _GROUP, LEFT + WIDTH, ACCENT)
    return at + _GROUP


def _row(pages: Pages, line: CaseLine, at: float) -> float:
    cells, left = {}, LEFT
    for key, size in _COLUMNS.items():
        cells[key] = Box(left, at + 2, size - 2.5, _ROW - 3)
        left += size
    done = cells["done"]
    pages.tick_box(done.left + 0.5, done.top + 0.5, _BOX, ticked=False)
    who = cells["who"]
    taken = pages.text(who._replace(height=8.5), line.who, _NAME, line.who)
    below = Box(who.left, who.top + taken + 0.5, who.width, who.height - taken - 0.5)
    pages.text(below, " ".join(filter(None, (line.kind, line.product))), _SMALL, line.who)
    pages.text(cells["words"], " ".join(line.words.split()), _WORDS, line.who)
    pages.text(cells["owner"], line.owner, _WORDS, line.who)
    when = cells["when"]
    taken = pages.text(when._replace(height=5), line.due, _WORDS)
    below = Box(when.left, when.top + taken + 0.5, when.width, when.height - taken - 0.5)
    pages.text(below, line.waited, _SMALL)
    pages.rule(LEFT, at + _ROW, LEFT + WIDTH)
    return at + _ROW


def _foot(pages: Pages, shop: str, number: int, count: int, texts: Texts) -> None:
    pages.text(Box(LEFT, _FOOT, WIDTH - 30, 5), shop, _SOFT, texts("report.where_shop"))
    said = texts("followup_sheet.foot", n=number, pages=count)
    pages.text(Box(LEFT + WIDTH - 30, _FOOT, 30, 5), said, _RIGHT)
