"""Address labels on A4 sheets, made as makers' sheets are: same labels, no gaps, centred."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from reportlab.lib.pagesizes import A4

from crm_desk.domain.contacts.addressee import Addressee
from crm_desk.domain.contacts.postcodes import marked_code
from crm_desk.domain.texts import Texts
from crm_desk.reports.contacts.envelope import LEAST, envelope_label
from crm_desk.reports.contacts.paper_address import AddressSetter
from crm_desk.reports.typesetting.drawing import NO_SHIFT, Box, Form, Losses, OnPage, Pages, Shift

_PADDING = 4.0
"""Millimetres inside a label that stay white: printers place paper within 2 mm."""
_INDENT = 3.0
_HIGH = 30.0
"""Millimetres without the rim: higher labels take larger letters."""
_LARGE, _SMALL = Form(10, LEAST, lead=1.25), Form(8.5, LEAST, lead=1.25)
_NAME = Form(14, LEAST, bold=True, lead=1.2, middle=True, apart=True)


class LabelSheet(NamedTuple):
    """A sheet of labels; all lengths in millimetres.

    Attributes:
        left: margin to the first column; `top` to the first row.
        across: from one label's left edge to the next one's; `down` from top to top.
    """

    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    across: float
    down: float

    @property
    def labels(self) -> int:
        """Labels on a sheet."""
        return self.columns * self.rows

    def place(self, position: int) -> Box:
        """Where the label with a number stands; 0 is the first, rows are filled first."""
        row, column = divmod(position, self.columns)
        left, top = self.left + column * self.across, self.top + row * self.down
        return Box(left, top, self.width, self.height)


SHEETS = {
    # Both fill A4 without gaps, with equal margins on opposite sides (210 × 297 mm).
    "2x6": LabelSheet(2, 6, 86.4, 42.3, 18.6, 21.6, 86.4, 42.3),
    "3x8": LabelSheet(3, 8, 66.0, 33.9, 6.0, 12.9, 66.0, 33.9),
}


@dataclass(frozen=True)
class LabelBook:
    """Labels to print.

    Attributes:
        first: number of the first free label of the first sheet, from 1 on.
        outlines: the edges of all labels are drawn, to compare with the maker's sheet.
    """

    shop: str
    addressees: Sequence[Addressee]
    sheet: LabelSheet = SHEETS["2x6"]
    first: int = 1
    shift: Shift = NO_SHIFT
    outlines: bool = False

    @property
    def sheets(self) -> int:
        """Pages that they take."""
        return -(-(self.first - 1 + len(self.addressees)) // self.sheet.labels)


def write_labels(
    book: LabelBook, texts: Texts, path: Path, on_page: OnPage = lambda done: None
) -> Losses:
    """Write the labels; nothing is printed beyond a label's edge.

    Raises:
        OSError: the file can't be written.
        ValueError: the sheet has no such first label.
        Whatever `on_page` raises; nothing is written then.
    """
    if not 1 <= book.first <= book.sheet.labels:
        raise ValueError(book.first)
    title = texts("envelope.labels", shop=book.shop)
    pages = Pages(title, texts.language, A4, on_page)
    places = range(book.first - 1, book.first - 1 + len(book.addressees))
    for place, addressee in zip(places, book.addressees, strict=True):
        position = place % book.sheet.labels
        if position == 0 and place != places[0]:
            pages.next_page()
        if book.outlines and (position == 0 or place == places[0]):
            _draw_edges(pages, book)
        box = book.shift.moved(book.sheet.place(position))
        _label(pages, box.inside(_PADDING), addressee)
    pages.next_page()
    return pages.write(path)


def _draw_edges(pages: Pages, book: LabelBook) -> None:
    for number in range(book.sheet.labels):
        pages.frame(book.shift.moved(book.sheet.place(number)))


def _label(pages: Pages, box: Box, addressee: Addressee) -> None:
    """Post code, address and name from the top down; heights are parts of the label's."""
    setter = AddressSetter(pages, envelope_label(addressee))
    part = box.height / 10
    form = _LARGE if box.height > _HIGH else _SMALL
    code = marked_code(addressee.postcode, "".join(addressee.lines))
    at = box.top + setter.line(Box(box.left, box.top, box.width, 1.6 * part), code, form)
    room = Box(box.left, at, box.width, box.top + 6.6 * part - at)
    setter.address_across(room, addressee.lines, form)
    below = Box(box.left + _INDENT, box.top + 6.6 * part, box.width - _INDENT, 3.4 * part)
    setter.names_across(below, addressee, _NAME)
