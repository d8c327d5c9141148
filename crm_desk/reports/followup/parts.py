"""What the follow-up's printed papers have in common: words, foot, lines to write on."""

from collections.abc import Iterable, Iterator
from datetime import date

from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.customers.key import postcode_digits
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.papers import Addressee, Who, address_lines
from crm_desk.domain.followup.plan import Approach, Origin, Result
from crm_desk.domain.followup.templates import segment_of
from crm_desk.domain.texts import NO_FIGURE, Texts
from crm_desk.reports.typesetting.drawing import Box, Form, Pages
from crm_desk.reports.typesetting.page import SOFT

LEAST = 5.0
"""Points: nothing is ever set smaller."""
CAPTION = Form(7.5, LEAST, color=SOFT)
_SHOP = Form(7.5, LEAST, color=SOFT)
_NUMBER = Form(7.5, LEAST, color=SOFT, align="right")
_LONGEST_LABEL = 60


def label(who: Who) -> str:
    """A customer in a list of what was lost on paper."""
    return _label(who.name, who.member_no)


def envelope_label(addressee: Addressee) -> str:
    """As `label`, of a household."""
    return _label(addressee.name, " ".join(addressee.member_nos))


def _label(name: str, member_no: str) -> str:
    found = clean_line(name) or clean_line(member_no) or NO_FIGURE
    return found if len(found) <= _LONGEST_LABEL else found[: _LONGEST_LABEL - 1] + "…"


def no_name(who: Who, texts: Texts) -> str:
    """What stands for a name that nobody knows."""
    known = who.customer_id is not None
    return texts("followup_sheet.no_name" if known else "followup.former")


def postcode_line(text: str) -> str:
    """〒100-0001; a code that is no Japanese one as it is."""
    return f"{'〒' if postcode_digits(text) else ''}{postcode(text)}"


def postcode(text: str) -> str:
    """100-0001 for seven digits, however they were written; anything else as it is."""
    digits = postcode_digits(text)
    return f"{digits[:3]}-{digits[3:]}" if digits else clean_line(text)


def full_address(who: Who) -> tuple[str, str]:
    """〒 and the address up to the block numbers, then the building."""
    first, second = address_lines(who.address)
    return f"{postcode_line(who.postcode)} {first}".strip(), second


def stood(origin: Origin, texts: Texts) -> str:
    """Where a customer stood when the plan was made: TOP1%層・31-60日; "" where nobody knows."""
    if origin.cluster is None:
        return ""
    segment = segment_of(origin.cluster, subscribed=origin.subscribed)
    return texts(f"followup.segment_{segment.value}")


def approaches(found: Iterable[Approach], texts: Texts) -> str:
    """Approaches in one line: day, way, result, note."""
    return texts("followup_sheet.and_also").join(approach(each, texts) for each in found)


def approach(made: Approach, texts: Texts) -> str:
    """9月12日 電話 反応あり: 娘さんが出られた."""
    said = [wording.month_day(made.day, texts), wording.way(made.way, texts)]
    if made.result is not Result.NONE:
        said.append(texts(f"followup.result_{made.result.value}"))
    line = " ".join(said)
    return texts("report.labelled", label=line, text=made.note) if made.note else line


def foot(pages: Pages, shop: str, day: date, number: str, texts: Texts, box: Box) -> None:
    """Shop and day of the print on the left, the page's number on the right."""
    printed = texts("followup_sheet.printed", shop=shop, day=texts.date(day))
    pages.text(box._replace(width=box.width - 30), printed, _SHOP, texts("report.where_shop"))
    pages.text(Box(box.left + box.width - 30, box.top, 30, box.height), number, _NUMBER)


def rules(top: float, end: float, pitch: float) -> Iterator[float]:
    """Where lines to write on stand between two heights, in mm."""
    at = top + pitch
    while at <= end:
        yield at
        at += pitch
