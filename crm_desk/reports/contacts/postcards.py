"""はがき宛名: the addressed side of postcards of 100 × 148 mm, from the top down or across."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from reportlab.lib.units import mm

from crm_desk.domain.contacts.addressee import Addressee, address_lines
from crm_desk.domain.contacts.postcodes import marked_code
from crm_desk.domain.contacts.senders import Sender
from crm_desk.domain.texts import Texts
from crm_desk.reports.contacts.envelope import LEAST, envelope_label
from crm_desk.reports.contacts.paper_address import AddressSetter, ColumnSizes
from crm_desk.reports.typesetting.drawing import NO_SHIFT, Box, Form, Losses, OnPage, Pages, Shift

SIZE = (100 * mm, 148 * mm)
# 日本郵便「郵便番号・バーコードマニュアル」図2, JIS: frames 5.7 × 8.0 mm, 12.0 mm below the upper
# and 8.0 mm from the right edge; between frames 1.3 mm, before the fourth 1.9 mm, then 1.1 mm.
_FRAME, _FRAME_HEIGHT, _FRAME_TOP, _FRAME_RIGHT = 5.7, 8.0, 12.0, 8.0
_BETWEEN = (1.3, 1.3, 1.9, 1.1, 1.1, 1.1)
_DIGIT = Form(15, 15, align="centre", middle=True, lead=1.0)
_CODE = Form(8.5, LEAST, align="centre")
# Written from the top down.
_ADDRESS = Box(68, 26, 26, 110)
_NAME = Box(35, 31, 31, 107)
_SENDER_ADDRESS = Box(18, 64, 12, 64)
_SENDER_NAME = Box(7, 68, 11, 60)
_SENDER_CODE = Box(7, 130, 24, 4)
_SENDER_PHONE = Box(7, 134, 24, 4)
_ADDRESS_SIZES, _NAME_SIZES = ColumnSizes(14, 10), ColumnSizes(28, 15)
_SENDER_SIZES, _SENDER_NAME_SIZES = ColumnSizes(9, 7), ColumnSizes(12, 8)
# Written across.
_ADDRESS_ACROSS = Box(12, 30, 78, 30)
_NAME_ACROSS = Box(14, 62, 76, 34)
_SENDER_ACROSS = Box(46, 108, 46, 28)
_SENDER_LINE = 4.5
"""Millimetres that the telephone takes."""
_ACROSS = Form(12, LEAST, lead=1.35)
_NAME_FORM = Form(22, LEAST, bold=True, lead=1.25, middle=True, apart=True)
_SENDER_FORM = Form(8.5, LEAST, lead=1.3)
_SENDER_NAME_FORM = Form(10.5, LEAST, bold=True, lead=1.3)


@dataclass(frozen=True)
class PostcardBook:
    """Postcards to address.

    Attributes:
        sender: printed at the lower left; None leaves the place free.
        shift: for a printer that does not meet the frames.
        numerals: house numbers as 一二三, as custom has it; else as typed.
        across: everything runs across; else from the top down.
    """

    shop: str
    addressees: Sequence[Addressee]
    sender: Sender | None = None
    shift: Shift = NO_SHIFT
    numerals: bool = True
    across: bool = False


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
            _Card(pages, book, texts("outgoing.sender")).sender(book.sender)
        pages.next_page()
    return pages.write(path)


class _Card:
    """Draws on one postcard; `where` names whose text it is."""

    def __init__(self, pages: Pages, book: PostcardBook, where: str) -> None:
        self.pages, self.book, self.where = pages, book, where
        self.setter = AddressSetter(pages, where, book.shift, numerals=book.numerals)

    def addressee(self, to: Addressee) -> None:
        """Post code, address, name."""
        digits = to.post_digits
        for frame, digit in zip(frames(), digits, strict=False):
            self.setter.line(frame, digit, _DIGIT)
        # A code that has no frames stands before the address.
        code = "" if digits else to.post_code
        if self.book.across:
            box = _ADDRESS_ACROSS
            at = self.setter.line(box._replace(height=6), code, _ACROSS)
            below = box._replace(top=box.top + at, height=box.height - at)
            self.setter.address_across(below, to.lines, _ACROSS)
            self.setter.names_across(_NAME_ACROSS, to, _NAME_FORM)
        else:
            self.setter.address_down(_ADDRESS, to.lines, _ADDRESS_SIZES, code)
            self.setter.names_down(_NAME, to, _NAME_SIZES)

    def sender(self, who: Sender) -> None:
        """The shop, small at the lower left; at the lower right where lines run across."""
        code, lines = marked_code(who.postcode, who.address), address_lines(who.address)
        if self.book.across:
            self._sender_across(who, code, lines)
            return
        self.setter.address_down(_SENDER_ADDRESS, lines, _SENDER_SIZES)
        self.setter.name_down(_SENDER_NAME, (who.name,), _SENDER_NAME_SIZES)
        self.setter.line(_SENDER_CODE, code, _CODE)
        self.setter.line(_SENDER_PHONE, who.phone, _CODE)

    def _sender_across(self, who: Sender, code: str, lines: tuple[str, str]) -> None:
        box = _SENDER_ACROSS
        at = self.setter.line(box._replace(height=5), code, _SENDER_FORM)
        place = box._replace(top=box.top + at, height=11)
        at += self.setter.address_across(place, lines, _SENDER_FORM) + 1
        below = box._replace(top=box.top + at, height=box.height - at - _SENDER_LINE)
        at += self.setter.line(below, who.name, _SENDER_NAME_FORM)
        below = box._replace(top=box.top + at, height=box.height - at)
        self.setter.line(below, who.phone, _SENDER_FORM)
