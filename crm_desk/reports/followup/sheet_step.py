"""One of the three steps on a 個別管理シート: what is planned, and room to note what was done."""

from reportlab.lib.units import mm

from crm_desk.domain.contacts.approach import Approach, Result
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.papers import SheetData
from crm_desk.domain.followup.plan import Step
from crm_desk.domain.texts import Texts
from crm_desk.reports.contacts.envelope import LEAST
from crm_desk.reports.followup import parts
from crm_desk.reports.typesetting.drawing import Box, Form, Pages
from crm_desk.reports.typesetting.fitting import width
from crm_desk.reports.typesetting.page import SOFT, WEAK

_BOX = 9.0
_SIDE = 16.0
_FORM_LEFT = 79.0
_WRITE = 9.0
_TICK = 3.8
_RESULTS = (Result.REACTED, Result.SILENT, Result.NOT_REACHED, Result.REFUSED)
_NUMBER = Form(8.5, 6, bold=True, color=SOFT, align="centre")
_WHEN = Form(11.5, 7, bold=True)
_PURPOSE = Form(10, LEAST)
_SMALL = Form(8, LEAST, color=SOFT)
_BLOCKED = Form(8, LEAST, bold=True, color=WEAK)
_LABEL = Form(8.5, LEAST, color=SOFT)
_MADE = Form(10, LEAST, bold=True)
_CHOICE, _GAP = 7.5, 3.0


def draw_step(
    pages: Pages, box: Box, data: SheetData, step: Step, where: str, texts: Texts
) -> None:
    """Draw a step: on the left what is planned, on the right a form for what was done.

    Args:
        where: whose step it is, for the lists of what was lost.
    """
    # A later entry of the same step can't count: the domain refuses it.
    made = next((a for a in data.plan.counted() if a.step == step.number), None)
    pages.frame(box)
    pages.tick_box(box.left + 3.5, box.top + 3.5, _BOX, ticked=made is not None)
    number = texts("followup_sheet.step", n=step.number)
    pages.text(Box(box.left + 0.5, box.top + 14, 15, 4.5), number, _NUMBER)
    middle = Box(box.left + _SIDE, box.top + 2.5, _FORM_LEFT - _SIDE - 3, box.height - 4)
    _planned(pages, middle, data, step, where, texts)
    right = Box(box.left + _FORM_LEFT, box.top + 2.5, box.width - _FORM_LEFT - 3, box.height - 5)
    _form(pages, right, made, where, texts)


def _planned(pages: Pages, box: Box, data: SheetData, step: Step, where: str, texts: Texts) -> None:
    """Day and way, what for, what stands against it, attempts that reached nobody."""
    day, way = wording.planned(step.planned, texts), wording.way(step.way, texts)
    when = texts("followup_sheet.when", day=day, way=way)
    at = box.top + pages.text(box._replace(height=6), when, _WHEN) + 0.5
    end = box.top + box.height
    below = [
        *(
            (texts("followup_sheet.blocked", why=why), _BLOCKED)
            for n, why in data.blocked
            if n == step.number
        ),
        *((text, _SMALL) for text in [_attempts(data, step, texts)] if text),
    ]
    room = end - at - 4.2 * len(below)
    at += pages.text(Box(box.left, at, box.width, room), step.purpose, _PURPOSE, where) + 0.5
    for left, (text, form) in enumerate(below):
        room = end - at - 4.2 * (len(below) - 1 - left)
        at += pages.text(Box(box.left, at, box.width, room), text, form, where)


def _attempts(data: SheetData, step: Step, texts: Texts) -> str:
    """Approaches of the step that the rule does not count."""
    counted = data.plan.counted()
    open_ones = (a for a in data.plan.approaches if a.step == step.number and a not in counted)
    return parts.approaches(open_ones, texts)


def _form(pages: Pages, box: Box, made: Approach | None, where: str, texts: Texts) -> None:
    """Day, result and note: as they were recorded, else empty to be filled in by hand."""
    right = box.left + box.width
    pitch = min(_WRITE, box.height / 3)
    labels = [texts(f"followup_sheet.{key}") for key in ("made_on", "result", "note")]
    for number, label in enumerate(labels):
        pages.text(Box(box.left, box.top + number * pitch + pitch - 4.6, 14, 4), label, _LABEL)
    left = box.left + 15
    if made is not None:
        day = texts(
            "followup_sheet.when", day=texts.date(made.day), way=wording.way(made.way, texts)
        )
        pages.text(Box(left, box.top + pitch - 5.2, right - left, 4.9), day, _MADE)
    pages.rule(left, box.top + pitch, right)
    _choices(pages, Box(left, box.top + 2 * pitch - 5.0, right - left, 5), made, texts)
    note = "" if made is None else made.note
    top = box.top + 2 * pitch + 1
    pages.text(Box(left, top, right - left, box.top + box.height - top), note, _PURPOSE, where)
    if not note:
        for line in parts.rules(box.top + 2 * pitch, box.top + box.height, pitch):
            pages.rule(left, line, right)


def _choices(pages: Pages, box: Box, made: Approach | None, texts: Texts) -> None:
    """Results to tick, one after the other, as far apart as the line allows."""
    labels = {result: texts(f"followup.result_{result.value}") for result in _RESULTS}
    ems = {result: width(pages.glyphs(label)) / mm for result, label in labels.items()}
    beside = _TICK + 1
    free = box.width - (beside + _GAP) * len(labels)
    size = min(_CHOICE, free / sum(ems.values()))
    gap = _GAP + (free - size * sum(ems.values())) / len(labels)
    left = box.left
    for result, label in labels.items():
        ticked = made is not None and made.result is result
        pages.tick_box(left, box.top + 0.3, _TICK, ticked=ticked)
        # A hair more: the text has just this width.
        room = Box(left + beside, box.top + 0.4, size * ems[result] + 0.1, 4)
        pages.text(room, label, Form(size, size))
        left += beside + size * ems[result] + gap
