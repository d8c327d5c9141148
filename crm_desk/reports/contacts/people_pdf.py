"""A list of people on paper: number, address, note, a box to tick and room to write."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reportlab.lib.pagesizes import A4

from crm_desk.domain.contacts.addressee import Contact
from crm_desk.domain.texts import Texts
from crm_desk.reports.contacts.envelope import LEAST, label
from crm_desk.reports.contacts.paper_address import full_address
from crm_desk.reports.typesetting.drawing import Box, Form, Losses, OnPage, Pages
from crm_desk.reports.typesetting.page import PALE, SOFT

LEFT, WIDTH = 14.0, 182.0
_TOP, _HEAD, _FIRST = 12.0, 6.5, 15.0
_ROW, _END, _FOOT = 13.0, 278.0, 284.0
_BOX = 5.0
_COLUMNS = {"box": 9.0, "who": 47.0, "phone": 31.0, "address": 58.0, "note": 37.0}
_HEADING = Form(14, 9, bold=True)
_SOFT = Form(8.5, LEAST, color=SOFT)
_SUMMARY = Form(9, 6, align="right", color=SOFT)
_COLUMN_NAME = Form(8, LEAST, color=SOFT, middle=True)
_NAME = Form(10.5, LEAST, bold=True, lead=1.25)
_BELOW = Form(7.5, LEAST, color=SOFT, lead=1.25)
_FIELD = Form(9, LEAST, lead=1.25, middle=True)
_SMALL = Form(8, LEAST, lead=1.25, middle=True)
_NUMBER = Form(7.5, LEAST, color=SOFT, align="right")


@dataclass(frozen=True)
class PeopleBook:
    """The list, and what stands above it.

    Attributes:
        day: of the print.
        rows: people, each with the shop's note.
        purpose: what for; "" says nothing.
    """

    shop: str
    day: date
    rows: Sequence[tuple[Contact, str]]
    purpose: str = ""


def _on_first() -> int:
    return int((_END - _TOP - _FIRST - _HEAD) // _ROW)


def _on_others() -> int:
    return int((_END - _TOP - _HEAD) // _ROW)


def page_count(book: PeopleBook) -> int:
    """Pages that the list takes; one of nobody."""
    return 1 + -(-max(len(book.rows) - _on_first(), 0) // _on_others())


def write_people_list(
    book: PeopleBook, texts: Texts, path: Path, on_page: OnPage = lambda done: None
) -> Losses:
    """Write the list.

    Raises:
        OSError: the file can't be written.
        Whatever `on_page` raises; nothing is written then.
    """
    pages = Pages(texts("people_list.title", shop=book.shop), texts.language, A4, on_page)
    drawing, count, done = _PeopleList(pages, book, texts), page_count(book), 0
    for number in range(1, count + 1):
        room = _on_first() if number == 1 else _on_others()
        drawing.page(book.rows[done : done + room], first=number == 1)
        drawing.foot(texts("followup_sheet.foot", n=number, pages=count))
        pages.next_page()
        done += room
    return pages.write(path)


class _PeopleList:
    """Draws the pages; `_at` is where it has come to, in mm."""

    def __init__(self, pages: Pages, book: PeopleBook, texts: Texts) -> None:
        self.pages, self.book, self.texts = pages, book, texts
        self._at = _TOP

    def page(self, rows: Sequence[tuple[Contact, str]], *, first: bool) -> None:
        """Draw one page but for its foot."""
        self._at = _TOP
        if first:
            self._title()
        self.pages.frame(Box(LEFT, self._at, WIDTH, _HEAD - 0.5), stroke=None, fill=PALE)
        for key, box in self._cells(self._at, _HEAD - 0.5).items():
            if key != "box":
                self.pages.text(box, self.texts(f"people_list.{key}"), _COLUMN_NAME)
        self._at += _HEAD
        for who, note in rows:
            self._row(who, note)

    def foot(self, number: str) -> None:
        """Shop and day of the print on the left, the page's number on the right."""
        day = self.texts.date(self.book.day)
        printed = self.texts("followup_sheet.printed", shop=self.book.shop, day=day)
        where = self.texts("report.where_shop")
        self.pages.text(Box(LEFT, _FOOT, WIDTH - 30, 5), printed, _SOFT, where)
        self.pages.text(Box(LEFT + WIDTH - 30, _FOOT, 30, 5), number, _NUMBER)

    def _title(self) -> None:
        said = self.texts("people_list.heading")
        self.pages.text(Box(LEFT, self._at, 110, 8), said, _HEADING)
        n = self.texts("people_list.count", n=f"{len(self.book.rows):,}")
        self.pages.text(Box(LEFT + 110, self._at + 2, WIDTH - 110, 6), n, _SUMMARY)
        where = self.texts("people_list.heading")
        self.pages.text(Box(LEFT, self._at + 8, WIDTH, 5), self.book.purpose, _SOFT, where)
        self._at += _FIRST

    def _row(self, who: Contact, note: str) -> None:
        cells, where = self._cells(self._at + 1.2, _ROW - 2.2), label(who)
        box = cells["box"]
        self.pages.tick_box(box.left, box.top + (box.height - _BOX) / 2, _BOX)
        name = who.name.strip() or self.texts("followup_sheet.no_name")
        place = cells["who"]
        taken = self.pages.text(place._replace(height=6.6), name, _NAME, where)
        below = Box(place.left, place.top + taken, place.width, place.height - taken)
        self.pages.text(below, f"{who.kana}  {who.member_no}".strip(), _BELOW, where)
        self.pages.text(cells["phone"], who.phone, _FIELD, where)
        address = "  ".join(filter(None, full_address(who)))
        self.pages.text(cells["address"], address, _SMALL, where)
        self.pages.text(cells["note"], note, _SMALL, where)
        self._at += _ROW
        self.pages.rule(LEFT, self._at, LEFT + WIDTH)

    def _cells(self, top: float, height: float) -> dict[str, Box]:
        """Boxes of the columns."""
        found, left = {}, LEFT + 1
        for key, size in _COLUMNS.items():
            found[key] = Box(left, top, size - 2, height)
            left += size
        return found
