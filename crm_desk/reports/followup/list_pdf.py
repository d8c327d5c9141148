"""The month's follow-up as a list on paper: one line a customer, boxes to tick by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from reportlab.lib.pagesizes import A4, landscape

from crm_desk.domain.decimals import NO_FIGURE
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.papers import ListRow
from crm_desk.domain.followup.plan import Step
from crm_desk.domain.followup.standing import Bucket
from crm_desk.domain.texts import Texts
from crm_desk.reports.contacts import envelope
from crm_desk.reports.contacts.envelope import LEAST
from crm_desk.reports.followup import parts
from crm_desk.reports.typesetting.drawing import Box, Form, Losses, OnPage, Pages
from crm_desk.reports.typesetting.page import ACCENT, PALE, SOFT, WEAK

LEFT, WIDTH = 12.0, 273.0
_TOP, _END = 11.0, 196.0
_ROW, _GROUP, _HEAD = 12.5, 8.0, 6.5
_FIRST = 13.0
"""Height of the title on the first page."""
_BOX = 5.0
_COLUMNS = {
    "steps": 78.0,
    "who": 48.0,
    "phone": 31.0,
    "cluster": 25.0,
    "next": 42.0,
    "left": 18.0,
    "note": 31.0,
}
_HEADING = Form(14, 9, bold=True)
_SOFT = Form(8.5, LEAST, color=SOFT)
_SUMMARY = Form(9, 6, align="right", color=SOFT)
_GROUP_NAME = Form(10, 7, bold=True, color=ACCENT, middle=True)
_COLUMN_NAME = Form(8, LEAST, color=SOFT, middle=True)
_NUMBER_NAME = replace(_COLUMN_NAME, align="right")
_STEP = Form(7.5, LEAST, lead=1.25)
_NAME = Form(10.5, LEAST, bold=True, lead=1.25)
_ID = Form(7.5, LEAST, color=SOFT, lead=1.25)
_FIELD = Form(9, LEAST, middle=True)
_WHEN = Form(9, LEAST, bold=True, lead=1.25)
_LATE = Form(9, LEAST, bold=True, color=WEAK, lead=1.25)
_PURPOSE = Form(8, LEAST, lead=1.25)
_REMARKS = Form(7.5, LEAST, color=WEAK, lead=1.25)
_DAYS = Form(10, 6, bold=True, align="right")


@dataclass(frozen=True)
class ListBook:
    """The list, and what stands above it.

    Attributes:
        day: of the print; `ListRow.standing` is that day's.
        rows: in the order in which they are to stand within a group.
    """

    shop: str
    day: date
    rows: Sequence[ListRow]


class _Group(NamedTuple):
    """The heading of a group; `again` at the top of a further page."""

    bucket: Bucket
    again: bool


_Entry = _Group | ListRow


def write_followup_list(
    book: ListBook, texts: Texts, path: Path, on_page: OnPage = lambda done: None
) -> Losses:
    """Write the list, grouped as the worklist: 遅れ, 今日, 今週, これから, 達成.

    Raises:
        OSError: the file can't be written.
        Whatever `on_page` raises; nothing is written then.
    """
    title = texts("followup_list.title", shop=book.shop)
    pages = Pages(title, texts.language, landscape(A4), on_page)
    laid_out = list(_paginated(book.rows))
    drawing = _List(pages, book, texts)
    for number, entries in enumerate(laid_out, start=1):
        drawing.page(entries, first=number == 1)
        foot = texts("followup_sheet.foot", n=number, pages=len(laid_out))
        parts.foot(pages, book.shop, book.day, foot, texts, Box(LEFT, 200, WIDTH, 5))
        pages.next_page()
    return pages.write(path)


def _paginated(rows: Sequence[ListRow]) -> Iterator[list[_Entry]]:
    """Pages of entries; no heading stands alone at a page's end."""
    page: list[_Entry] = []
    room = _END - _TOP - _FIRST - _HEAD
    for bucket in Bucket:
        for number, row in enumerate(r for r in rows if r.standing.bucket is bucket):
            needed = _ROW + (_GROUP if number == 0 else 0)
            if needed > room:
                yield page
                page, room = [], _END - _TOP - _HEAD
                page.append(_Group(bucket, again=number > 0))
                room -= _GROUP
            elif number == 0:
                page.append(_Group(bucket, again=False))
                room -= _GROUP
            page.append(row)
            room -= _ROW
    yield page


class _List:
    """Draws the pages; `_at` is where it has come to, in mm."""

    def __init__(self, pages: Pages, book: ListBook, texts: Texts) -> None:
        self.pages, self.book, self.texts = pages, book, texts
        self._at = _TOP

    def page(self, entries: Sequence[_Entry], *, first: bool) -> None:
        """Draw one page but for its foot."""
        self._at = _TOP
        if first:
            self._title()
        self._header()
        for entry in entries:
            if isinstance(entry, _Group):
                self._group(entry)
            else:
                self._row(entry)
        if not entries:
            box = Box(LEFT, self._at + 4, WIDTH, 6)
            self.pages.text(box, self.texts("followup_list.empty"), _SOFT)

    def _title(self) -> None:
        texts, rows = self.texts, self.book.rows
        self.pages.text(Box(LEFT, self._at, 150, 8), texts("followup_list.heading"), _HEADING)
        bought = sum(row.standing.reaction is not None for row in rows)
        said = texts("followup_list.summary", n=len(rows), bought=bought)
        self.pages.text(Box(LEFT + 150, self._at + 2, WIDTH - 150, 6), said, _SUMMARY)
        self._at += _FIRST

    def _header(self) -> None:
        self.pages.frame(Box(LEFT, self._at, WIDTH, _HEAD - 0.5), stroke=None, fill=PALE)
        for key, box in self._cells(self._at, _HEAD - 0.5).items():
            form = _NUMBER_NAME if key == "left" else _COLUMN_NAME
            self.pages.text(box, self.texts(f"followup_list.{key}"), form)
        self._at += _HEAD

    def _group(self, group: _Group) -> None:
        rows = [row for row in self.book.rows if row.standing.bucket is group.bucket]
        bought = sum(row.standing.reaction is not None for row in rows)
        key = "followup_list.group_again" if group.again else "followup_list.group"
        name = self.texts(f"followup.bucket_{group.bucket.value}")
        said = self.texts(key, name=name, n=len(rows), bought=bought)
        self.pages.text(Box(LEFT + 1, self._at + 1, WIDTH - 2, _GROUP - 1.5), said, _GROUP_NAME)
        self._at += _GROUP
        self.pages.rule(LEFT, self._at, LEFT + WIDTH, ACCENT)

    def _row(self, row: ListRow) -> None:
        cells, where = self._cells(self._at + 1.1, _ROW - 2), envelope.label(row.who)
        self._steps(row, cells["steps"])
        self._who(row, cells["who"], where)
        self.pages.text(cells["phone"], row.who.phone, _FIELD, where)
        stood = parts.standing_when_planned(row.plan.origin, self.texts)
        self.pages.text(cells["cluster"], stood, _FIELD)
        self._next(row, cells["next"], where)
        days = cells["left"]
        # One line high: a number and its unit stay together.
        self.pages.text(Box(days.left, days.top + 2.8, days.width, 5), self._days(row), _DAYS)
        # Beside it is room to write.
        self.pages.text(cells["note"], " ".join(row.remarks.split()), _REMARKS, where)
        self._at += _ROW
        self.pages.rule(LEFT, self._at, LEFT + WIDTH)

    def _steps(self, row: ListRow, cell: Box) -> None:
        """A box for each step, ticked where it is done; beside it day and way."""
        done = {made.step for made in row.plan.counted()}
        size = cell.width / len(row.plan.steps)
        for number, step in enumerate(row.plan.steps):
            left = cell.left + number * size
            self.pages.tick_box(left, cell.top + 2.8, _BOX, ticked=step.number in done)
            beside = Box(left + _BOX + 1, cell.top + 1.4, size - _BOX - 1.8, 8.5)
            day = Box(*beside[:3], 4)
            self.pages.text(day, self._day(step), _STEP)
            way = Box(beside.left, beside.top + 4, beside.width, 3.5)
            self.pages.text(way, wording.way(step.way, self.texts), _STEP)

    def _day(self, step: Step) -> str:
        """The day without its year: the months of a plan need none."""
        if step.planned is None:
            return wording.planned(None, self.texts)
        return f"{step.planned.month}/{step.planned.day}"

    def _who(self, row: ListRow, cell: Box, where: str) -> None:
        name = row.who.name.strip() or parts.no_name(row.who, self.texts)
        taken = self.pages.text(cell._replace(height=6.8), name, _NAME, where)
        below = Box(cell.left, cell.top + taken, cell.width, cell.height - taken)
        self.pages.text(below, row.who.member_no, _ID, where)

    def _next(self, row: ListRow, cell: Box, where: str) -> None:
        """Day and way of the next step, and what for; the state where nothing is to be done."""
        step = row.standing.next_step
        if step is None or row.plan.pause is not None:
            said = wording.summary(row.plan, row.standing, self.texts)
            self.pages.text(cell, said or NO_FIGURE, _PURPOSE, where)
            return
        day, way = wording.planned(step.planned, self.texts), wording.way(step.way, self.texts)
        when = self.texts("followup_sheet.when", day=day, way=way)
        form = _LATE if step in row.standing.late else _WHEN
        taken = self.pages.text(cell._replace(height=5), when, form)
        below = Box(cell.left, cell.top + taken, cell.width, cell.height - taken)
        self.pages.text(below, step.purpose, _PURPOSE, where)

    def _days(self, row: ListRow) -> str:
        if not row.standing.is_open:
            return NO_FIGURE
        return self.texts("followup_sheet.days", n=row.standing.days_left)

    def _cells(self, top: float, height: float) -> dict[str, Box]:
        """Boxes of the columns."""
        found, left = {}, LEFT + 1
        for key, size in _COLUMNS.items():
            found[key] = Box(left, top, size - 2.5, height)
            left += size
        return found
