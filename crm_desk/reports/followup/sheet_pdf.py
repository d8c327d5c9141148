"""個別管理シート: one customer a page, to carry along and fill in by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path

from reportlab.lib.pagesizes import A4

from crm_desk.domain.contacts.written_name import read_name
from crm_desk.domain.customers.purchases import PastOrder
from crm_desk.domain.decimals import NO_FIGURE
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.papers import SheetData
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts
from crm_desk.reports.contacts import envelope
from crm_desk.reports.contacts.envelope import LEAST
from crm_desk.reports.contacts.paper_address import full_address
from crm_desk.reports.followup import parts as followup_paper
from crm_desk.reports.followup.parts import CAPTION
from crm_desk.reports.followup.sheet_step import draw_step
from crm_desk.reports.typesetting.drawing import Box, Form, Losses, OnPage, Pages
from crm_desk.reports.typesetting.page import ACCENT, PALE, SOFT, WEAK

LEFT, WIDTH = 16.0, 178.0
RIGHT = LEFT + WIDTH
ORDERS = 4
"""Past orders on a sheet: the newest."""
_TOP = 11.0
_END = 281.0
"""Where the notes end; the foot is below."""
_COLUMN = 106.0
_LONG_NAME = 44
_NAME_HEIGHT, _LONG_HEIGHT = 11.5, 24.0
_RULE = 8.0
_REMARKS_HEIGHT = 9.0
"""Two lines as a rule, more in smaller type."""
_STEP_HEIGHT, _STEP_GAP = 35.0, 2.0
_LEAST_NOTES = 22.0
_HEADING = Form(11, 8, bold=True)
_TITLE = Form(10, 8, bold=True, color=ACCENT)
_NAME = Form(20, 5.5, bold=True, lead=1.2)
_KANA = Form(8, LEAST, color=SOFT)
_FIRM = Form(11, LEAST, lead=1.3)
_FIELD = Form(9.5, LEAST)
_REMARKS = Form(9.5, LEAST, bold=True, color=WEAK, lead=1.3)
_FIGURE = Form(11, 6, bold=True, middle=True)
_SAYS = Form(10.5, 7, bold=True, color=ACCENT)
_SMALL = Form(8.5, LEAST, color=SOFT)
_WARNING = Form(8.5, LEAST, color=WEAK)
_STATE = Form(10, 7, bold=True, align="right")
_AMOUNT = Form(9, 6, align="right")
_PRODUCTS = Form(9, LEAST)
_PRODUCTS_LENGTH = 38
"""Characters of products on an order's line at a size that is easy to read."""


@dataclass(frozen=True)
class SheetBook:
    """Sheets, and what stands on all of them.

    Attributes:
        day: of the print; `SheetData.standing` is that day's.
    """

    shop: str
    money: Money
    day: date
    sheets: Sequence[SheetData]


def write_followup_sheets(
    book: SheetBook, texts: Texts, path: Path, on_page: OnPage = lambda done: None
) -> Losses:
    """Write the sheets in their order, one page each.

    Raises:
        OSError: the file can't be written.
        Whatever `on_page` raises; nothing is written then.
    """
    title = texts("followup_sheet.title", shop=book.shop)
    pages = Pages(title, texts.language, A4, on_page)
    for number, data in enumerate(book.sheets, start=1):
        sheet = _Sheet(pages, data, book.money, texts)
        sheet.draw()
        foot = texts("followup_sheet.foot", n=number, pages=len(book.sheets))
        followup_paper.foot(pages, book.shop, book.day, foot, texts, Box(LEFT, 285, WIDTH, 5))
        pages.next_page()
    return pages.write(path)


class _Sheet:
    """Draws one page from the top down; `_at` is where it has come to, in mm."""

    def __init__(self, pages: Pages, data: SheetData, money: Money, texts: Texts) -> None:
        self.pages, self.data, self.money, self.texts = pages, data, money, texts
        self.where = envelope.label(data.who)
        self._at = _TOP

    def draw(self) -> None:
        """Draw everything but the foot."""
        self._opening()
        self._person()
        self._purchases()
        self._orders()
        self._plan()
        self._steps()
        self._others()
        self._notes()

    def _opening(self) -> None:
        texts, standing = self.texts, self.data.standing
        self.pages.text(Box(LEFT, self._at, 90, 5), texts("followup_sheet.heading"), _TITLE)
        state = texts(f"followup.state_{standing.state.value}")
        self.pages.text(Box(LEFT + 90, self._at, WIDTH - 90, 5), state, _STATE)
        self.pages.rule(LEFT, self._at + 6, RIGHT, ACCENT)
        self._at += 8

    def _person(self) -> None:
        who, at = self.data.who, self._at
        at += self._text(Box(LEFT, at, _COLUMN, 7), who.kana, _KANA)
        firm, name, title = self._name()
        at += self._text(Box(LEFT, at, _COLUMN, 10), firm, _FIRM)
        height = _NAME_HEIGHT if len(name) <= _LONG_NAME else _LONG_HEIGHT
        box = Box(LEFT, at, _COLUMN, height)
        at += self.pages.text(box, name, _NAME, self.where, honorific=title) + 1.5
        for line in full_address(who):
            at += self._text(Box(LEFT, at, _COLUMN, 10), line, _FIELD)
        fields = (
            ("member_no", who.member_no),
            ("phone", who.phone),
            ("email", who.email),
        )
        beside = self._at + 1
        for key, value in fields:
            left = LEFT + _COLUMN + 4
            self._text(Box(left, beside + 0.4, 19, 5), self.texts(f"followup_sheet.{key}"), CAPTION)
            box = Box(left + 20, beside, RIGHT - left - 20, 8)
            beside += max(self._text(box, value or NO_FIGURE, _FIELD), 5) + 1
        self._at = max(at, beside) + 1
        self._remarks()
        self._at += 2

    def _remarks(self) -> None:
        """Note and marks: read before anything is done."""
        remarks = " ".join(self.data.remarks.split())
        if remarks:
            self._at += self._text(Box(LEFT, self._at, WIDTH, _REMARKS_HEIGHT), remarks, _REMARKS)

    def _name(self) -> tuple[str, str, str]:
        """Firm, name and form of address; 様 belongs to Japanese only."""
        name = self.data.who.name
        if not name.strip():
            return "", followup_paper.no_name(self.data.who, self.texts), ""
        if self.texts.language != "ja":
            return "", name, ""
        written = read_name(name)
        return written.firm, "・".join(written.people), written.honorific

    def _purchases(self) -> None:
        bought, texts = self.data.bought, self.texts
        self._heading("followup_sheet.purchases")
        figures = (
            ("count", texts("followup_sheet.times", n=bought.purchases)),
            ("amount", self.money.text(bought.amount)),
            ("first", texts.date(bought.first) if bought.first else NO_FIGURE),
            ("last", texts.date(bought.last) if bought.last else NO_FIGURE),
            ("recency", self._recency()),
        )
        size = WIDTH / len(figures)
        self.pages.frame(Box(LEFT, self._at, WIDTH, 12.5), stroke=None, fill=PALE)
        for number, (key, value) in enumerate(figures):
            left = LEFT + number * size + 2
            caption = texts(f"followup_sheet.{key}")
            self.pages.text(Box(left, self._at + 1.5, size - 3, 4), caption, CAPTION)
            self.pages.text(Box(left, self._at + 5.5, size - 3, 6), value, _FIGURE)
        self._at += 14.5

    def _recency(self) -> str:
        days = self.data.bought.recency
        return NO_FIGURE if days is None else self.texts("followup_sheet.days", n=days)

    def _orders(self) -> None:
        """The newest orders; products as many as fit, the rest as a number."""
        for order in self.data.orders[:ORDERS]:
            self.pages.text(Box(LEFT + 2, self._at, 26, 5), self.texts.date(order.day), _FIELD)
            amount = self.money.text(order.amount)
            self.pages.text(Box(LEFT + 28, self._at, 26, 5), amount, _AMOUNT)
            self._text(Box(LEFT + 58, self._at, WIDTH - 60, 5), self._products(order), _PRODUCTS)
            self._at += 5.2
            self.pages.rule(LEFT, self._at, RIGHT)
            self._at += 0.6
        self._at += 2.5

    def _products(self, order: PastOrder) -> str:
        and_also = self.texts("followup_sheet.and_also")
        lengths = accumulate(len(product) + len(and_also) for product in order.products)
        shown = max(sum(length <= _PRODUCTS_LENGTH for length in lengths), 1)
        listed = and_also.join(order.products[:shown])
        rest = len(order.products) - shown
        if rest <= 0:
            return listed
        return self.texts("followup_sheet.and_more", products=listed, n=rest)

    def _plan(self) -> None:
        plan, standing, texts = self.data.plan, self.data.standing, self.texts
        days = texts(
            "followup_sheet.window", first=texts.date(plan.start), last=texts.date(plan.last_day)
        )
        if standing.is_open:
            days += texts("followup_sheet.days_left", n=standing.days_left)
        self.pages.text(Box(LEFT + 40, self._at + 0.3, WIDTH - 40, 5), days, _STATE)
        self._heading("followup_sheet.plan")
        self._line(self._origin(), _SMALL, 9)
        said = (wording.summary(plan, standing, texts), self.data.missing)
        for sentence in dict.fromkeys(filter(None, said)):
            self._line(sentence, _SAYS, 10)
        self._line(wording.reaction(standing, texts, self.money), _SAYS, 6)
        for hint in wording.hints(plan, standing, texts):
            self._line(hint, _WARNING, 5)
        self._at += 1.5

    def _origin(self) -> str:
        plan, texts = self.data.plan, self.texts
        template = texts("followup_sheet.template", name=plan.template or texts("followup.by_hand"))
        stood = followup_paper.standing_when_planned(plan.origin, texts)
        parts = [template, texts("followup_sheet.origin", name=stood)] if stood else [template]
        return texts("result.separator").join(parts)

    def _steps(self) -> None:
        """Three boxes of one height, as high as the page allows."""
        others = 7 if self._other_approaches() else 0
        room = _END - _LEAST_NOTES - others - self._at
        height = min(_STEP_HEIGHT, room / len(self.data.plan.steps) - _STEP_GAP)
        for step in self.data.plan.steps:
            box = Box(LEFT, self._at, WIDTH, height)
            draw_step(self.pages, box, self.data, step, self.where, self.texts)
            self._at += height + _STEP_GAP

    def _other_approaches(self) -> str:
        found = (each for each in self.data.plan.approaches if each.step is None)
        return followup_paper.approaches(found, self.texts)

    def _others(self) -> None:
        others = self._other_approaches()
        if others:
            said = self.texts("followup_sheet.others", list=others)
            self._line(said, _SMALL, 7)

    def _notes(self) -> None:
        self._at += 1
        self._heading("followup_sheet.notes")
        for top in followup_paper.rules(self._at + 2, _END, _RULE):
            self.pages.rule(LEFT, top, RIGHT)

    def _heading(self, key: str) -> None:
        self._at += self.pages.text(Box(LEFT, self._at, WIDTH, 5.5), self.texts(key), _HEADING) + 1

    def _line(self, text: str, form: Form, most: float) -> None:
        self._at += self._text(Box(LEFT, self._at, WIDTH, most), text, form)

    def _text(self, box: Box, text: str, form: Form) -> float:
        return self.pages.text(box, text, form, self.where)
