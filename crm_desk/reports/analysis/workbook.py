"""The figures as a workbook to keep: summary, clusters with native charts, customers, words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList

from crm_desk.domain.analysis.figures import BuyerRow, Cluster, Figures
from crm_desk.domain.contacts.phones import shown_phone
from crm_desk.domain.contacts.postcodes import paper_code
from crm_desk.domain.texts import Texts
from crm_desk.reports.analysis.figure_wording import (
    RATE,
    Formats,
    band_name,
    cluster_name,
    definitions,
    or_dash,
    step_name,
    summary,
)
from crm_desk.reports.sheets.streaming import DATE, StreamedBook

_BLOCK = 18
"""Rows from one chart to the next, at least."""
_PRINTED = "R"
"""Last column of the customers that is printed; addresses have lists of their own."""
_DARK, _LIGHT = "0B5B57", "E8A33D"
"""Two colours that stay apart in greyscale."""
_CUSTOMER_COLUMNS = (
    ("rank", 7),
    ("id", 14),
    ("person", 18),
    ("kana", 18),
    ("cluster", 22),
    ("mark", 20),
    ("purchases", 10),
    ("amount", 15),
    ("first", 12),
    ("last", 12),
    ("recency", 9),
    ("tenure", 10),
    ("interval", 11),
    ("ratio", 11),
    ("r", 5),
    ("f", 5),
    ("m", 5),
    ("decile", 8),
    ("email", 28),
    ("phone", 15),
    ("postcode", 11),
    ("address", 40),
)


class BuyerContact(NamedTuple):
    """Who a buyer is, as the shop knows them."""

    id: str = ""
    name: str = ""
    kana: str = ""
    email: str = ""
    phone: str = ""
    postcode: str = ""
    address: str = ""


@dataclass(frozen=True)
class AnalysisBook:
    """What the workbook is made of.

    Attributes:
        currency: ISO 4217 code; `digits` decimals of its amounts.
        rows: in the order they shall stand in; Excel holds 1,048,575.
        contacts: by customer key; who is not there stands by the key alone.
    """

    shop: str
    currency: str
    digits: int
    figures: Figures
    rows: Sequence[BuyerRow]
    contacts: Mapping[str, BuyerContact]


def write_analysis_xlsx(book: AnalysisBook, texts: Texts, path: Path) -> None:
    """Write the workbook.

    Raises:
        OSError: the file can't be written.
    """
    title = texts("analysis_book.title", shop=book.shop)
    out = StreamedBook(texts, title, texts("analysis_book.page"))
    formats = Formats(texts, book.currency, book.digits)
    _summary_sheet(out, book.figures, formats)
    _cluster_sheet(out, book.figures, formats)
    _customer_sheet(out, book, formats)
    _definition_sheet(out, book.figures)
    out.save(path)


def _names(texts: Texts, *keys: str) -> list[str]:
    return [texts(f"analysis_book.{key}") for key in keys]


def _summary_sheet(out: StreamedBook, figures: Figures, formats: Formats) -> None:
    sheet = out.sheet(out.texts("analysis_book.summary"), (44, 24, 76))
    sheet.freeze_panes = "A2"
    out.head(sheet, _names(out.texts, "name", "value", "remark"))
    for line in summary(figures, out.texts, formats):
        if line.value is None:
            sheet.append([])
            out.head(sheet, [line.name])
        else:
            out.row(sheet, (line.name, line.value, line.remark or None), ("", line.number, ""))


def _cluster_sheet(out: StreamedBook, figures: Figures, formats: Formats) -> None:
    """Tables at the left, one every _BLOCK rows, each with its chart at the right."""
    texts = out.texts
    sheet = out.sheet(texts("analysis_book.clusters"), (34, 12, 18, 14, 18, 17, 17, 2))
    _cluster_table(out, sheet, figures, formats)
    top = 1 + _height(len(Cluster))
    _band_table(out, sheet, figures, formats, top)
    top += _height(len(figures.bands))
    _conversion_table(out, sheet, figures, formats, top)
    _tier_table(out, sheet, figures, formats)
    _decile_table(out, sheet, figures, formats)


def _height(size: int) -> int:
    """Rows of a block with a table of `size` rows: header, and room for the chart or a gap."""
    return max(_BLOCK, size + 2)


def _pad(sheet: Any, size: int) -> None:
    """Empty rows up to the next block."""
    for _ in range(_height(size) - size - 1):
        sheet.append([])


def _cluster_table(out: StreamedBook, sheet: Any, figures: Figures, formats: Formats) -> None:
    keys = ("cluster", "people", "people_share", "purchases", "amount", "amount_share")
    out.head(sheet, _names(out.texts, *keys))
    for cluster in Cluster:
        group = figures.clusters[cluster]
        out.row(
            sheet,
            (
                cluster_name(cluster, out.texts),
                group.customers,
                or_dash(figures.people_share(group.customers)),
                group.purchases,
                formats.amount(group.amount),
                or_dash(figures.amount_share(group.amount)),
            ),
            ("", formats.people, RATE, formats.times, formats.money, RATE),
        )
    _pad(sheet, len(Cluster))
    chart = _bars(out.texts, "chart_clusters", None, "axis_share")
    chart.type = "bar"
    # Excel draws the first row at the foot of a bar chart; the sheet reads from the top.
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.number_format = "0%"
    chart.legend.position = "b"
    _draw(sheet, chart, 1, len(Cluster), (3, 6))


def _band_table(
    out: StreamedBook, sheet: Any, figures: Figures, formats: Formats, top: int
) -> None:
    out.head(sheet, _names(out.texts, "bands", "people", "people_share"))
    for band in figures.bands:
        share = or_dash(figures.people_share(band.customers))
        row = (band_name(band, out.texts), band.customers, share)
        out.row(sheet, row, ("", formats.people, RATE))
    _pad(sheet, len(figures.bands))
    chart = _bars(out.texts, "chart_bands", "axis_days", "axis_people")
    chart.y_axis.number_format = "#,##0"
    chart.legend = None
    _draw(sheet, chart, top, len(figures.bands), (2,))


def _conversion_table(
    out: StreamedBook, sheet: Any, figures: Figures, formats: Formats, top: int
) -> None:
    out.head(sheet, _names(out.texts, "conversion", "base", "again", "rate"))
    for step in figures.conversion:
        out.row(
            sheet,
            (step_name(step, out.texts), step.base, step.again, or_dash(step.rate)),
            ("", formats.people, formats.people, RATE),
        )
    _pad(sheet, len(figures.conversion))
    if not figures.conversion:
        return
    chart = _bars(out.texts, "chart_conversion", "axis_steps", "rate")
    chart.y_axis.number_format = "0%"
    chart.legend = None
    _draw(sheet, chart, top, len(figures.conversion), (4,))


def _bars(texts: Texts, title: str, x_title: str | None, y_title: str) -> BarChart:
    chart = BarChart()
    chart.title = texts(f"analysis_book.{title}")
    chart.x_axis.title = texts(f"analysis_book.{x_title}") if x_title else None
    chart.y_axis.title = texts(f"analysis_book.{y_title}")
    chart.y_axis.scaling.min = 0
    return chart


def _draw(sheet: Any, chart: BarChart, top: int, size: int, columns: tuple[int, ...]) -> None:
    """A chart beside its table: header in row `top`, `size` rows, one series a column."""
    for column in columns:
        figures = Reference(sheet, min_col=column, min_row=top, max_row=top + size)
        chart.add_data(figures, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=top + 1, max_row=top + size))
    for series, colour in zip(chart.series, (_DARK, _LIGHT), strict=False):
        series.graphicalProperties.solidFill = colour
        series.graphicalProperties.line.solidFill = colour
        series.dLbls = DataLabelList(showVal=True)
        for part in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
            setattr(series.dLbls, part, False)
    # Left to itself, openpyxl hides axes and lays titles over the bars.
    chart.x_axis.delete = chart.y_axis.delete = False
    for titled in (chart, chart.x_axis, chart.y_axis):
        if titled.title is not None:
            titled.title.overlay = False
    chart.gapWidth = 60
    chart.width, chart.height = 17, 8.5
    sheet.add_chart(chart, f"I{top}")


def _tier_table(out: StreamedBook, sheet: Any, figures: Figures, formats: Formats) -> None:
    keys = ("tiers", "people", "amount", "amount_share", "cut", "sharing", "left_out")
    out.head(sheet, _names(out.texts, *keys))
    for tier in figures.tiers:
        cut = None if tier.cut is None else formats.amount(tier.cut)
        out.row(
            sheet,
            (
                out.texts("figures.tier", percent=tier.percent),
                tier.customers,
                formats.amount(tier.amount),
                or_dash(figures.amount_share(tier.amount)),
                or_dash(cut),
                tier.sharing,
                tier.left_out,
            ),
            ("", formats.people, formats.money, RATE, formats.money, *(formats.people,) * 2),
        )
    sheet.append([])


def _decile_table(out: StreamedBook, sheet: Any, figures: Figures, formats: Formats) -> None:
    keys = ("deciles", "people", "people_share", "purchases", "amount", "amount_share")
    out.head(sheet, _names(out.texts, *keys))
    for number, group in enumerate(figures.deciles, start=1):
        out.row(
            sheet,
            (
                out.texts("figures.decile", n=number),
                group.customers,
                or_dash(figures.people_share(group.customers)),
                group.purchases,
                formats.amount(group.amount),
                or_dash(figures.amount_share(group.amount)),
            ),
            ("", formats.people, RATE, formats.times, formats.money, RATE),
        )


def _customer_sheet(out: StreamedBook, book: AnalysisBook, formats: Formats) -> None:
    texts = out.texts
    widths = [width for _, width in _CUSTOMER_COLUMNS]
    sheet = out.sheet(texts("analysis_book.customers"), widths, rows=max(len(book.rows), 1))
    sheet.print_area = f"A1:{_PRINTED}{len(book.rows) + 1}"
    out.head(sheet, _names(texts, *(key for key, _ in _CUSTOMER_COLUMNS)))
    clusters = {cluster: cluster_name(cluster, texts) for cluster in Cluster}
    counted = (formats.times, formats.money, DATE, DATE, formats.days, formats.days)
    numbers = (*("",) * 6, *counted, formats.mean_days, "0.00", *("0",) * 4, *("",) * 4)
    for row in book.rows:
        who = book.contacts.get(row.key) or BuyerContact(id=row.key)
        values = (
            row.rank,
            who.id,
            who.name or None,
            who.kana or None,
            clusters[row.cluster],
            _marks(row, texts),
            row.purchases,
            formats.amount(row.amount),
            row.first,
            row.last,
            row.recency,
            row.tenure,
            row.interval,
            row.interval_ratio,
            row.r,
            row.f,
            row.m,
            row.decile,
            who.email or None,
            shown_phone(who.phone) or None,
            paper_code(who.postcode, who.address) or None,
            who.address or None,
        )
        out.row(sheet, values, numbers)


def _marks(row: BuyerRow, texts: Texts) -> str | None:
    """What to notice about a customer; past the interval needs the customer's own one."""
    past = row.gaps >= 3 and (row.interval_ratio or 0) > 1 and not row.subscribed
    found = [
        texts(f"analysis_book.{key}")
        for key, holds in (
            ("mark_once", row.once_in_tier),
            ("mark_subscribed", row.subscribed),
            ("mark_past", past),
        )
        if holds
    ]
    return texts("analysis_book.mark_gap").join(found) or None


def _definition_sheet(out: StreamedBook, figures: Figures) -> None:
    rows = list(definitions(figures, out.texts))
    sheet = out.sheet(out.texts("analysis_book.definitions"), (32, 112), rows=len(rows))
    out.head(sheet, _names(out.texts, "term", "meaning"))
    for row in rows:
        out.row(sheet, row)
