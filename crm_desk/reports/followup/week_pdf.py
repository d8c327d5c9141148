"""今週の電話とはがき on A4: a line an approach, a box to tick, room to write."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path

from reportlab.lib.pagesizes import A4

from crm_desk.domain.contacts.media import Medium
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.papers import WeekRow
from crm_desk.domain.followup.standing import week_end
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts
from crm_desk.reports.contacts import envelope
from crm_desk.reports.contacts.envelope import LEAST
from crm_desk.reports.contacts.paper_address import full_address
from crm_desk.reports.followup import parts
from crm_desk.reports.typesetting.drawing import Box, Form, Losses, OnPage, Pages
from crm_desk.reports.typesetting.page import INK, LINE, PALE, SOFT

LEFT, WIDTH = 12.0, 186.0
_TOP, _FIRST, _HEAD = 11.0, 15.0, 6.0
_ROW, _NOTE, _GROUP = 13.0, 4.2, 7.0
_END, _FOOT = 281.0, 285.0
_BOX = 5.0
_COLUMNS = {"box": 8.0, "who": 36.0, "reach": 45.0, "last": 36.0, "purpose": 25.0, "room": 36.0}
_HEADING = Form(14, 9, bold=True)
_SOFT = Form(8.5, LEAST, color=SOFT)
_SUMMARY = replace(_SOFT, align="right")
_GROUP_NAME = Form(9.5, 7, bold=True, middle=True)
_COLUMN_NAME = Form(7.5, LEAST, color=SOFT, middle=True)
_NAME = Form(10.5, LEAST, bold=True, lead=1.2)
_BELOW = Form(7, LEAST, color=SOFT, lead=1.2)
_PHONE = Form(12, 7, bold=True, lead=1.2, middle=True)
_ADDRESS = Form(8, LEAST, lead=1.2, middle=True)
_DAY = Form(8, LEAST, lead=1.2)
_PURPOSE = Form(8, LEAST, lead=1.2, middle=True)
_SAID = Form(7.5, LEAST, lead=1.2, middle=True)


@dataclass(frozen=True)
class WeekBook:
    """What is due until Sunday, and what stands above it.

    Attributes:
        day: today; what is due before it is late.
        rows: in the order in which they are to stand.
        others: how many are due by other media.
    """

    shop: str
    money: Money
    day: date
    rows: Sequence[WeekRow]
    others: Mapping[Medium, int] | None = None


@dataclass(frozen=True)
class _Day:
    """The heading of a day, None for what is late; `again` at the top of a further page."""

    day: date | None
    count: int
    again: bool = False


_Entry = _Day | WeekRow


def write_week(
    book: WeekBook, texts: Texts, path: Path, on_page: OnPage = lambda done: None
) -> Losses:
    """Write the list.

    Raises:
        OSError: the file can't be written.
        Whatever `on_page` raises; nothing is written then.
    """
    pages = Pages(texts("week.title", shop=book.shop), texts.language, A4, on_page)
    laid_out, drawing = paginated(book), _WeekList(pages, book, texts)
    for number, entries in enumerate(laid_out, start=1):
        drawing.page(entries, first=number == 1)
        foot = texts("followup_sheet.foot", n=number, pages=len(laid_out))
        parts.foot(pages, book.shop, book.day, foot, texts, Box(LEFT, _FOOT, WIDTH, 5))
        pages.next_page()
    return pages.write(path)


def paginated(book: WeekBook) -> list[list[_Entry]]:
    """Pages of entries; no heading stands alone at a page's end."""
    return list(_pages(book))


def _pages(book: WeekBook) -> Iterator[list[_Entry]]:
    page: list[_Entry] = []
    room = _END - _TOP - _FIRST - _HEAD
    for day, group in groupby(book.rows, lambda row: _group(row, book.day)):
        rows = list(group)
        for number, row in enumerate(rows):
            needed = _height(row) + (_GROUP if number == 0 else 0)
            if needed > room:
                yield page
                page, room = [_Day(day, len(rows), again=number > 0)], _END - _TOP - _HEAD - _GROUP
            elif number == 0:
                page.append(_Day(day, len(rows)))
                room -= _GROUP
            page.append(row)
            room -= _height(row)
    yield page


def _group(row: WeekRow, today: date) -> date | None:
    return row.day if row.day >= today else None


def _height(row: WeekRow) -> float:
    return _ROW + (_NOTE if row.remarks.strip() else 0)


class _WeekList:
    """Draws the pages; `_at` is where it has come to, in mm."""

    def __init__(self, pages: Pages, book: WeekBook, texts: Texts) -> None:
        self.pages, self.book, self.texts = pages, book, texts
        self._at = _TOP

    def page(self, entries: Sequence[_Entry], *, first: bool) -> None:
        """Draw one page but for its foot."""
        self._at = _TOP
        if first:
            self._title()
        self.pages.frame(Box(LEFT, self._at, WIDTH, _HEAD - 0.5), stroke=None, fill=PALE)
        for key, box in self._cells(self._at, _HEAD - 0.5).items():
            if key != "box":
                self.pages.text(box, self.texts(f"week.{key}"), _COLUMN_NAME)
        self._at += _HEAD
        for entry in entries:
            if isinstance(entry, _Day):
                self._day(entry)
            else:
                self._row(entry)
        if not entries:
            self.pages.text(Box(LEFT, self._at + 4, WIDTH, 6), self.texts("week.empty"), _SOFT)

    def _title(self) -> None:
        texts, sunday = self.texts, week_end(self.book.day)
        first = date.fromordinal(sunday.toordinal() - 6)
        heading = texts("week.heading", first=texts.date(first), last=texts.date(sunday))
        self.pages.text(Box(LEFT, self._at, WIDTH, 8), heading, _HEADING)
        calls = sum(row.step.way.medium is Medium.PHONE for row in self.book.rows)
        said = texts("week.summary", calls=calls, cards=len(self.book.rows) - calls)
        self.pages.text(Box(LEFT, self._at + 8, 70, 5), said, _SOFT)
        others = texts("result.comma").join(
            texts("week.other", medium=texts(f"followup.medium_{medium.value}"), n=n)
            for medium, n in (self.book.others or {}).items()
        )
        if others:
            also = texts("week.others", others=others)
            self.pages.text(Box(LEFT + 70, self._at + 8, WIDTH - 70, 5), also, _SUMMARY)
        self._at += _FIRST

    def _day(self, entry: _Day) -> None:
        texts = self.texts
        if entry.day is None:
            said = texts("week.late", n=entry.count)
        else:
            weekday = texts("week.weekdays").split()[entry.day.weekday()]
            day = wording.month_day(entry.day, texts)
            said = texts("week.day", day=day, weekday=weekday, n=entry.count)
        if entry.again:
            said = texts("week.again", day=said)
        self.pages.text(Box(LEFT + 1, self._at, WIDTH - 2, _GROUP - 0.5), said, _GROUP_NAME)
        self._at += _GROUP
        self.pages.rule(LEFT, self._at, LEFT + WIDTH, INK)

    def _row(self, row: WeekRow) -> None:
        cells, where = self._cells(self._at + 1, _ROW - 1.8), envelope.label(row.who)
        box = cells["box"]
        self.pages.tick_box(box.left, box.top + (box.height - _BOX) / 2, _BOX)
        self._who(row, cells["who"], where)
        self._reach(row, cells["reach"], where)
        self._last(row, cells["last"], where)
        self.pages.text(cells["purpose"], row.step.purpose, _PURPOSE, where)
        self._at += _ROW
        if row.remarks.strip():
            said = self.texts("week.note", note=" ".join(row.remarks.split()))
            note = Box(cells["who"].left, self._at - 0.6, WIDTH - 10, _NOTE - 0.4)
            self.pages.text(note, said, _SAID, where)
            self._at += _NOTE
        self.pages.rule(LEFT, self._at, LEFT + WIDTH, LINE)

    def _who(self, row: WeekRow, cell: Box, where: str) -> None:
        name = row.who.name.strip() or parts.no_name(row.who, self.texts)
        taken = self.pages.text(cell._replace(height=6.6), name, _NAME, where)
        below = Box(cell.left, cell.top + taken, cell.width, cell.height - taken)
        known = "  ".join(filter(None, (row.who.kana, row.who.member_no)))
        if row.day < self.book.day:
            # Which day it was meant for, as its heading does not say.
            known = self.texts("week.since", day=f"{row.day.month}/{row.day.day}", who=known)
        self.pages.text(below, known, _BELOW, where)

    def _reach(self, row: WeekRow, cell: Box, where: str) -> None:
        """How: the number of a call, the address of a card."""
        way = wording.way(row.step.way, self.texts)
        self.pages.text(cell._replace(height=3.2), way, _BELOW)
        below = Box(cell.left, cell.top + 3.4, cell.width, cell.height - 3.4)
        if row.step.way.medium is Medium.PHONE:
            self.pages.text(below, row.who.phone, _PHONE, where)
        else:
            address = "  ".join(filter(None, full_address(row.who)))
            self.pages.text(below, address, _ADDRESS, where)

    def _last(self, row: WeekRow, cell: Box, where: str) -> None:
        if row.last is None:
            return
        texts, last = self.texts, row.last
        when = texts(
            "week.bought", day=texts.date(last.day), amount=self.book.money.text(last.amount)
        )
        taken = self.pages.text(cell._replace(height=4), when, _DAY)
        products = ""
        if last.products:
            more = len(last.products) - 1
            products = last.products[0]
            if more:
                products = texts("followup_sheet.and_more", products=products, n=more)
        below = Box(cell.left, cell.top + taken, cell.width, cell.height - taken)
        self.pages.text(below, products, _DAY, where)

    def _cells(self, top: float, height: float) -> dict[str, Box]:
        """Boxes of the columns."""
        found, left = {}, LEFT + 1
        for key, size in _COLUMNS.items():
            found[key] = Box(left, top, size - 2, height)
            left += size
        return found
