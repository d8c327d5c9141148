"""One assessment as a workbook: the printed content, with native Excel charts."""

from collections.abc import Sequence
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.chart import BarChart, RadarChart, Reference
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from crm_desk.domain.assessment import wording
from crm_desk.domain.assessment.comparison import ItemChange
from crm_desk.domain.assessment.rate_chart import category_rates, last_time_note
from crm_desk.domain.assessment.scoring import CategoryScore
from crm_desk.domain.assessment.summary import Summary
from crm_desk.domain.formulas import is_like_formula
from crm_desk.domain.texts import Texts
from crm_desk.reports.sheets.cells import CELL_LIMIT, storable

__all__ = ["CELL_LIMIT", "put", "write_assessment_xlsx"]

_HEADER_FILL = PatternFill("solid", fgColor="E6F1F0")


def write_assessment_xlsx(summary: Summary, texts: Texts, path: Path) -> None:
    """Write the workbook.

    Raises:
        OSError: the file can't be written.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    first = workbook.create_sheet()
    first.title = texts("workbook.summary")
    _summary_sheet(first, summary, texts)
    _category_sheet(workbook.create_sheet(texts("workbook.categories")), summary, texts)
    _weak_sheet(workbook.create_sheet(texts("workbook.weak")), summary, texts)
    _item_sheet(workbook.create_sheet(texts("workbook.items")), summary, texts)
    workbook.properties.creator = "CRM Desk"
    # Into memory first: a disk that refuses must not leave the archive open.
    content = BytesIO()
    workbook.save(content)
    path.write_bytes(content.getvalue())


def _summary_sheet(sheet: Worksheet, summary: Summary, texts: Texts) -> None:
    overall, details = summary.score.overall, summary.assessment.details
    rows: list[tuple[str, object]] = [
        ("shop", summary.shop),
        ("date", details.held_on),
        ("number", summary.number),
        ("participants", details.participants),
        ("version", summary.questionnaire.version),
        ("points", summary.score.official_points),
        ("max_points", overall.full_points),
        ("rate", overall.rate),
        ("counts", wording.counts(overall, texts)),
        ("reading", wording.reading(summary, texts)),
        ("change", wording.change_line(summary, texts)),
        ("strengths", _named(summary.strengths, texts)),
        ("risen", _moved(summary.comparison.risen, texts) if summary.comparison else ""),
        ("fallen", _moved(summary.comparison.fallen, texts) if summary.comparison else ""),
        ("next_on", details.next_on),
    ]
    for number, (key, value) in enumerate(rows, start=1):
        name = texts(f"workbook.{key}")
        if key == "rate" and not overall.is_complete:
            name = texts("result.reference")
        put(sheet, number, 1, name, texts).font = Font(bold=True)
        put(sheet, number, 2, value, texts).alignment = Alignment(
            horizontal="left", vertical="top", wrap_text=True
        )
    _widths(sheet, (24, 80))


def _named(strengths: Sequence[CategoryScore], texts: Texts) -> str:
    return "\n".join(
        f"{entry.category.name} {texts.percent(entry.tally.rate)}" for entry in strengths
    )


def _moved(changes: Sequence[ItemChange], texts: Texts) -> str:
    return "\n".join(
        f"{change.item.id} {change.item.title} {wording.movement(change, texts)}"
        for change in changes
    )


_CATEGORY_KEYS = (
    "id",
    "category",
    "points",
    "max_points",
    "rate",
    "before",
    "target",
    "chart_name",
    "compared",
    "rate_before",
    "rate_after",
    "rate_change",
)
_CHART_NAMES = _CATEGORY_KEYS.index("chart_name") + 1


def _category_sheet(sheet: Worksheet, summary: Summary, texts: Texts) -> None:
    _header(sheet, _CATEGORY_KEYS, texts)
    rates = category_rates(summary, texts)
    for number, (entry, rate) in enumerate(
        zip(summary.score.categories, rates, strict=True), start=2
    ):
        values: Sequence[object] = (
            entry.category.id,
            entry.category.name,
            entry.tally.points,
            entry.tally.max_points,
            # Empty, never a word and never 0: Excel's charts then have a gap there.
            rate.rate,
            rate.before,
            None if rate.target is None else float(rate.target),
            rate.label,
            *_change(summary, entry.category.id, texts),
        )
        for column, value in enumerate(values, start=1):
            put(sheet, number, column, value, texts)
        sheet.cell(number, 7).number_format = "0%"
    last = len(rates) + 1
    notes = [last_time_note(summary, rates, texts)]
    if summary.comparison is not None:
        notes.append(wording.compared_line(summary.comparison, texts))
    for number, note in enumerate(filter(None, notes), start=last + 1):
        put(sheet, number, 2, note, texts).alignment = Alignment(vertical="top")
    _widths(sheet, (8, 36, 10, 10, 12, 16, 10, 36, 18, 18, 18, 14))
    _add_charts(sheet, last, texts)


def _change(summary: Summary, category_id: str, texts: Texts) -> tuple[object, ...]:
    """Items chosen both times, the rates over them, and the change; or that there is none."""
    if summary.comparison is None:
        return None, None, None, None
    change = summary.comparison.category(category_id)
    if change is None or not change.rates.compared:
        return 0, None, None, texts("result.not_comparable")
    rates = change.rates
    return rates.compared, rates.before, rates.after, wording.rate_change(rates, texts)


def _add_charts(sheet: Worksheet, last_row: int, texts: Texts) -> None:
    names = Reference(sheet, min_col=_CHART_NAMES, min_row=2, max_row=last_row)
    figures = Reference(sheet, min_col=5, max_col=7, min_row=1, max_row=last_row)
    bars = BarChart()
    bars.type = "bar"
    bars.title = texts("workbook.chart_bars")
    # Excel draws the first row at the foot of a bar chart; the sheet reads from the top.
    bars.x_axis.scaling.orientation = "maxMin"
    bars.y_axis.scaling.min, bars.y_axis.scaling.max = 0, 1
    bars.y_axis.number_format = "0%"
    radar = RadarChart()
    radar.title = texts("workbook.chart_radar")
    radar.y_axis.scaling.min, radar.y_axis.scaling.max = 0, 1
    radar.y_axis.number_format = "0%"
    for chart, anchor in ((bars, "A11"), (radar, "E11")):
        chart.add_data(figures, titles_from_data=True)
        chart.set_categories(names)
        chart.display_blanks = "gap"
        chart.x_axis.delete = chart.y_axis.delete = False
        chart.height, chart.width = 10, 15
        sheet.add_chart(chart, anchor)


def _weak_sheet(sheet: Worksheet, summary: Summary, texts: Texts) -> None:
    _header(sheet, ("id", "title", "level", "step", "why"), texts)
    for number, weak in enumerate(summary.weak_points, start=2):
        target = summary.assessment.details.targets.get(weak.category.id)
        why = wording.reason(weak, target, texts)
        values = (weak.item.id, weak.item.title, weak.level, weak.step, why)
        for column, value in enumerate(values, start=1):
            put(sheet, number, column, value, texts)
    _widths(sheet, (8, 28, 8, 60, 60))


def _item_sheet(sheet: Worksheet, summary: Summary, texts: Texts) -> None:
    keys = (
        "id",
        "category",
        "title",
        "statement",
        "state",
        "choice",
        "choice_before",
        "points",
        "max_points",
        "reason",
        "evidence",
        "note",
    )
    _header(sheet, keys, texts)
    comparison, number = summary.comparison, 1
    for category in summary.questionnaire.categories:
        for item in category.items:
            number += 1
            answer = summary.assessment.answer(item.id)
            values: Sequence[object] = (
                item.id,
                category.name,
                item.title,
                item.statement,
                texts(f"state.{answer.state.value}"),
                answer.choice,
                comparison.before(item.id) if comparison else None,
                None if answer.choice is None else item.points(answer.choice),
                item.top_points,
                answer.reason,
                answer.evidence,
                answer.note,
            )
            for column, value in enumerate(values, start=1):
                put(sheet, number, column, value, texts)
    _widths(sheet, (8, 26, 22, 50, 12, 8, 12, 8, 8, 30, 50, 50))


def put(sheet: Worksheet, row: int, column: int, value: Any, texts: Texts) -> Cell | MergedCell:
    """Write a value; text is always text, whatever it begins with."""
    cell = sheet.cell(row, column)
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))
    if isinstance(value, str):
        cell.value = storable(value, texts)
        cell.data_type = "s"
        # Text it is anyway; so it stays text when somebody edits the cell.
        cell.quotePrefix = is_like_formula(value)
    elif isinstance(value, Fraction):
        cell.value = float(value)
        cell.number_format = "0.0%"
    elif value is not None:
        cell.value = value
    return cell


def _header(sheet: Worksheet, keys: Sequence[str], texts: Texts) -> None:
    for column, key in enumerate(keys, start=1):
        cell = put(sheet, 1, column, texts(f"workbook.{key}"), texts)
        cell.font, cell.fill = Font(bold=True), _HEADER_FILL
    sheet.freeze_panes = "A2"


def _widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
