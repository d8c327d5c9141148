"""はがき宛名: the addressed side of postcards of 100 × 148 mm, written from the top down."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from reportlab.lib.units import mm

from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.contacts.addressee import Addressee, Contact, address_lines
from crm_desk.domain.contacts.handles import postcode_digits
from crm_desk.domain.texts import Texts
from crm_desk.reports.contacts.envelope import LEAST, envelope_label, postcode, postcode_line
from crm_desk.reports.typesetting import vertical
from crm_desk.reports.typesetting.drawing import NO_SHIFT, Box, Form, Losses, OnPage, Pages, Shift
from crm_desk.reports.typesetting.fonts import BOLD, REGULAR
from crm_desk.reports.typesetting.page import INK

SIZE = (100 * mm, 148 * mm)
# 日本郵便「郵便番号・バーコードマニュアル」図2, JIS: frames 5.7 × 8.0 mm, 12.0 mm below the upper
# and 8.0 mm from the right edge; between frames 1.3 mm, before the fourth 1.9 mm, then 1.1 mm.
_FRAME, _FRAME_HEIGHT, _FRAME_TOP, _FRAME_RIGHT = 5.7, 8.0, 12.0, 8.0
_BETWEEN = (1.3, 1.3, 1.9, 1.1, 1.1, 1.1)
_DIGIT = Form(15, 15, align="centre", middle=True, lead=1.0)
_ADDRESS = Box(68, 26, 26, 110)
_NAME = Box(35, 31, 31, 107)
_SENDER_ADDRESS = Box(18, 64, 12, 64)
_SENDER_NAME = Box(7, 68, 11, 60)
_SENDER_CODE = Box(7, 131, 24, 5)
_CODE = Form(8.5, LEAST, align="centre")
_PITCH = 1.35
# Usual size, smallest in one column, smallest of all.
_ADDRESS_SIZES = (14.0, 10.0, LEAST)
_NAME_SIZES = (28.0, 15.0, LEAST)
_SENDER_SIZES = (9.0, 7.0, LEAST)
_SENDER_NAME_SIZES = (12.0, 8.0, LEAST)


@dataclass(frozen=True)
class PostcardBook:
    """Postcards to address.

    Attributes:
        sender: printed at the lower left; None leaves the place free.
        shift: for a printer that does not meet the frames.
        numerals: house numbers as 一二三, as custom has it; else as typed.
    """

    shop: str
    addressees: Sequence[Addressee]
    sender: Contact | None = None
    shift: Shift = NO_SHIFT
    numerals: bool = True


def frames() -> list[Box]:
    """The seven frames for the digits of the post code."""
    whole = 7 * _FRAME + sum(_BETWEEN)
    first = SIZE[0] / mm - _FRAME_RIGHT - whole
    lefts = accumulate((_FRAME + between for between in _BETWEEN), initial=first)
    return [Box(left, _FRAME_TOP, _FRAME, _FRAME_HEIGHT) for left in lefts]


def write_postcards(
    book: PostcardBook, texts: Texts, path: Path, on_page: OnPage = lambda done: None
) -> Losses:
    """Write one page an addressee.

    Raises:
        OSError: the file can't be written.
        Whatever `on_page` raises; nothing is written then.
    """
    title = texts("envelope.postcards", shop=book.shop)
    pages = Pages(title, texts.language, SIZE, on_page)
    for addressee in book.addressees:
        card = _Card(pages, book, envelope_label(addressee))
        card.addressee(addressee)
        if book.sender is not None:
            _Card(pages, book, texts("report.where_shop")).sender(book.sender)
        pages.next_page()
    return pages.write(path)


class _Card:
    """Draws on one postcard; `where` names whose text it is."""

    def __init__(self, pages: Pages, book: PostcardBook, where: str) -> None:
        self.pages, self.book, self.where = pages, book, where

    def addressee(self, to: Addressee) -> None:
        """Post code, address, name."""
        digits = postcode_digits(to.postcode)
        for frame, digit in zip(frames(), digits, strict=False):
            self.pages.text(self.book.shift.moved(frame), digit, _DIGIT, self.where)
        first, second = to.lines
        if not digits:
            # A code that has no frames stands before the address.
            first = f"{postcode(to.postcode)} {first}".strip()
        self._address(_ADDRESS, (first, second), _ADDRESS_SIZES)
        self._name(_NAME, to.name, _NAME_SIZES, to.honorific)

    def sender(self, who: Contact) -> None:
        """The shop, small at the lower left."""
        self._address(_SENDER_ADDRESS, address_lines(who.address), _SENDER_SIZES)
        self._name(_SENDER_NAME, who.name, _SENDER_NAME_SIZES)
        code = self.book.shift.moved(_SENDER_CODE)
        self.pages.text(code, postcode_line(who.postcode), _CODE, self.where)

    def _address(self, box: Box, lines: tuple[str, str], sizes: tuple[float, float, float]) -> None:
        """In columns from the right edge of the box."""
        texts = [clean_line(line) for line in lines if line.strip()]
        if self.book.numerals:
            texts = [vertical.with_numerals(text) for text in texts]
        found = [self._cells(text, REGULAR) for text in texts]
        if not found:
            return
        self._columns(box, vertical.fit_columns(found, _room(box), sizes, _PITCH), box.width)

    def _name(
        self, box: Box, name: str, sizes: tuple[float, float, float], honorific: str = ""
    ) -> None:
        """In the middle of the box's width."""
        if not name.strip():
            return
        found = [self._cells(clean_line(name), BOLD)]
        tail = self._cells(f" {honorific}", BOLD) if honorific else []
        fitted = vertical.fit_columns(found, _room(box), sizes, _PITCH, tail)
        taken = len(fitted.columns) * fitted.size * _PITCH / mm
        self._columns(box, fitted, (box.width + taken) / 2)

    def _columns(self, box: Box, fitted: vertical.VerticalColumns, right: float) -> None:
        """Draw columns from so many mm right of the box's left edge on."""
        if fitted.cut:
            self.pages.note_cut(self.where)
        place = self.book.shift.moved(box)
        canvas = self.pages.canvas
        canvas.setFillColor(INK)
        x, y = (place.left + right) * mm, self.pages.y(place.top)
        vertical.draw_columns(canvas, fitted, x, y, _PITCH)

    def _cells(self, text: str, font: str) -> list[vertical.VerticalCell]:
        return vertical.cells(self.pages.typesetter, text, self.where, font)


def _room(box: Box) -> tuple[float, float]:
    return box.width * mm, box.height * mm
