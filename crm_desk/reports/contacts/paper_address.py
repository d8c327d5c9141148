"""Addresses and names set on paper, across and from the top down: the one place for it.

Postcards, labels and sheets differ in their boxes and sizes only.
"""

import re
from dataclasses import replace
from typing import NamedTuple

from reportlab.lib.units import mm

from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.contacts.addressee import Addressee, Contact, address_lines
from crm_desk.domain.contacts.postcodes import marked_code
from crm_desk.domain.house_numbers import NUMERALS, with_dashes
from crm_desk.reports.contacts.envelope import LEAST
from crm_desk.reports.typesetting import vertical
from crm_desk.reports.typesetting.drawing import NO_SHIFT, Box, Form, Pages, Shift
from crm_desk.reports.typesetting.fitting import fit, honorific_glyphs, width
from crm_desk.reports.typesetting.fonts import BOLD, REGULAR
from crm_desk.reports.typesetting.page import INK

_PITCH = 1.35
_INDENT = 3.0
"""Millimetres by which the second line of an address stands in."""
_FIRM_PART = 0.4
"""Of the height (or width) of a name's box: the line of a firm in which people are named."""
_FIRM_SIZES = (14.0, 10.0, LEAST)
_FIRM_SIZE = 0.65
"""Of a name's size."""
_STEP = 0.5
_HAIR = 1e-3
_NO_DASHES = re.compile("[\u30fc\uff70\u2500\u2501]")
_FULL_WIDTH = re.compile(f"[０-９{NUMERALS}]")


class ColumnSizes(NamedTuple):
    """Points: the usual size, the smallest in one column, the smallest of all."""

    usual: float
    single: float
    smallest: float = LEAST


def lines_across(lines: tuple[str, str]) -> tuple[str, str]:
    """An address in lines that run across: a ー or ─ typed between numbers is a dash."""
    first, second = (with_dashes(line, _dash_across) for line in lines)
    return first, second


def full_address(who: Contact) -> tuple[str, str]:
    """〒 and the address up to the block numbers, then the building; across."""
    first, second = lines_across(address_lines(who.address))
    return f"{marked_code(who.postcode, who.address)} {first}".strip(), second


def _dash_across(found: re.Match[str]) -> str:
    before = found.string[: found.start()].rstrip()[-1:]
    return _NO_DASHES.sub("－" if _FULL_WIDTH.match(before) else "-", found[0])


class AddressSetter:
    """Sets one address with its names.

    Args:
        where: whose it is, for the lists of what was lost.
        shift: for a printer that does not meet its places.
        numerals: house numbers from the top down as 一二三, as custom has it; else as typed.
    """

    def __init__(
        self, pages: Pages, where: str, shift: Shift = NO_SHIFT, *, numerals: bool = True
    ) -> None:
        self.pages, self.where = pages, where
        self.shift, self.numerals = shift, numerals

    # Across

    def line(self, box: Box, text: str, form: Form, honorific: str = "") -> float:
        """Any text; gives the height that it took, in mm."""
        place = self.shift.moved(box)
        return self.pages.text(place, text, form, self.where, honorific=honorific)

    def address_across(self, box: Box, lines: tuple[str, str], form: Form) -> float:
        """Two lines of one size, the building a little to the right; gives the height taken."""
        first, second = lines_across(lines)
        form, share = self._common_size(box, (first, second), form)
        taken = self.line(box._replace(height=share), first, form)
        below = Box(box.left + _INDENT, box.top + taken, box.width - _INDENT, box.height - taken)
        return taken + self.line(below, second, form)

    def _common_size(self, box: Box, lines: tuple[str, str], form: Form) -> tuple[Form, float]:
        """The largest size at which both lines fit, and what the first then takes, in mm."""
        first, second = (self.pages.glyphs(line, self.where) for line in lines)
        whole = box.height * mm
        size = form.size
        while True:
            room = (box.width * mm, whole), ((box.width - _INDENT) * mm, whole)
            fits = [
                fit(text, place, (size, form.smallest), form.lead)
                for text, place in zip((first, second), room, strict=True)
            ]
            high = [len(found.lines) * found.size * form.lead for found in fits]
            if sum(high) <= whole + _HAIR or size <= form.smallest:
                # One that is cut anyway leaves the other a line.
                least = form.smallest * form.lead if second else 0.0
                return replace(form, size=size), min(high[0], whole - least) / mm
            size = max(size - _STEP, form.smallest)

    def names_across(self, box: Box, to: Addressee, form: Form) -> None:
        """The firm, if people in it are named, above them; each with the form of address."""
        if to.firm:
            size = form.size * _FIRM_SIZE
            above = replace(form, size=max(size, form.smallest), bold=False)
            taken = self.line(box._replace(height=box.height * _FIRM_PART), to.firm, above)
            box = box._replace(top=box.top + taken, height=box.height - taken)
        if len(to.people) == 1:
            self.line(box, to.people[0], form, to.honorific)
        elif to.people:
            self._people_across(box, to, form)

    def _people_across(self, box: Box, to: Addressee, form: Form) -> None:
        """One below the other at one size, so that the forms of address stand in line."""
        row = box.height / len(to.people)
        tail = honorific_glyphs(self.pages.typesetter, to.honorific, BOLD)
        names = [self.pages.glyphs(name, bold=True) for name in to.people]
        room, sizes = (box.width * mm, row * mm), (form.size, form.smallest)
        size = min(fit(name, room, sizes, form.lead, tail).size for name in names)
        longest = max(map(width, names))
        for number, (name, glyphs) in enumerate(zip(to.people, names, strict=True)):
            left = (longest - width(glyphs)) * size / mm
            if (width(glyphs) + width(tail)) * size + left * mm > box.width * mm:
                left = 0.0
            place = Box(box.left + left, box.top + number * row, box.width - left, row)
            self.line(place, name, replace(form, size=size), to.honorific)

    # From the top down

    def address_down(
        self, box: Box, lines: tuple[str, str], sizes: ColumnSizes, code: str = ""
    ) -> None:
        """In columns from the right edge of the box, the building a little lower.

        Args:
            code: a post code that has no frames: in a column of its own, as it is.
        """
        texts = [clean_line(line) for line in lines if line.strip()]
        if self.numerals:
            texts = [vertical.with_numerals(text) for text in texts]
        found = [self._cells(text, REGULAR) for text in texts]
        if code:
            found.insert(0, self._cells(code, REGULAR))
        if found:
            self._columns(box, vertical.fit_columns(found, _room(box), sizes, _PITCH), box.width)

    def names_down(self, box: Box, to: Addressee, sizes: ColumnSizes) -> None:
        """In the middle of the box's width; the firm of people who are named on their right."""
        if to.firm:
            beside = box.width * _FIRM_PART
            right = box._replace(left=box.left + box.width - beside, width=beside)
            cells = [self._cells(clean_line(to.firm), REGULAR)]
            fitted = vertical.fit_columns(cells, _room(right), ColumnSizes(*_FIRM_SIZES), _PITCH)
            self._columns(right, fitted, right.width)
            box = box._replace(width=box.width - beside)
        self.name_down(box, to.people, sizes, to.honorific)

    def name_down(
        self, box: Box, people: tuple[str, ...], sizes: ColumnSizes, honorific: str = ""
    ) -> None:
        """Names, each in columns of its own; their forms of address stand in line."""
        found = [self._cells(clean_line(name), BOLD) for name in people if name.strip()]
        if not found:
            return
        highest = max(map(vertical.column_height, found))
        if len(found) > 1:
            found = [
                [vertical.blank(highest - vertical.column_height(name)), *name] for name in found
            ]
        tail = self._cells(f" {honorific}", BOLD) if honorific else []
        fitted = vertical.fit_columns(found, _room(box), sizes, _PITCH, tail, indent=False)
        taken = len(fitted.columns) * fitted.size * _PITCH / mm
        self._columns(box, fitted, (box.width + taken) / 2)

    def _columns(self, box: Box, fitted: vertical.VerticalColumns, right: float) -> None:
        """Draw columns from so many mm right of the box's left edge on."""
        if fitted.cut:
            self.pages.note_cut(self.where)
        place = self.shift.moved(box)
        canvas = self.pages.canvas
        canvas.setFillColor(INK)
        x, y = (place.left + right) * mm, self.pages.y(place.top)
        vertical.draw_columns(canvas, fitted, x, y, _PITCH)

    def _cells(self, text: str, font: str) -> list[vertical.VerticalCell]:
        return vertical.cells(self.pages.typesetter, text, self.where, font)


def _room(box: Box) -> tuple[float, float]:
    return box.width * mm, box.height * mm
