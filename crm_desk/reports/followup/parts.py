"""What the follow-up's printed papers have in common: words, foot, lines to write on."""

from collections.abc import Iterable, Iterator
from datetime import date

from crm_desk.domain.contacts.addressee import Contact
from crm_desk.domain.contacts.approach import Approach, Result
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.plan import Origin
from crm_desk.domain.followup.templates import segment_of
from crm_desk.domain.texts import Texts
from crm_desk.reports.contacts.envelope import LEAST
from crm_desk.reports.typesetting.drawing import Box, Form, Pages
from crm_desk.reports.typesetting.page import SOFT

CAPTION = Form(7.5, LEAST, color=SOFT)
_SHOP = Form(7.5, LEAST, color=SOFT)
_NUMBER = Form(7.5, LEAST, color=SOFT, align="right")


def no_name(who: Contact, texts: Texts) -> str:
    """What stands for a name that nobody knows."""
    known = who.customer_id is not None
    return texts("followup_sheet.no_name" if known else "followup.former")


def standing_when_planned(origin: Origin, texts: Texts) -> str:
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
