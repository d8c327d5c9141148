"""The printed analysis: page 1 figures, sentences, clusters and bands; page 2 the other charts."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Spacer, Table, TableStyle

from crm_desk.domain.analysis.charts.describing import describe
from crm_desk.domain.analysis.view import ChartName
from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.decimals import NO_FIGURE
from crm_desk.domain.texts import Texts
from crm_desk.reports.analysis.pdf_wording import RfmPaper, Words
from crm_desk.reports.charts.printed import PrintedChart
from crm_desk.reports.typesetting import page
from crm_desk.reports.typesetting.page import (
    HEADING,
    SMALL,
    STRONG,
    TITLE,
    PageDocument,
    fitting,
    plain_table,
    style,
)

_LONGEST_SHOP = 80
"""Characters of the shop's name: whatever it is, two pages remain two."""
_GUTTER = 6 * mm
_HALF = (page.WIDTH - _GUTTER) / 2
_SPACE = 5 * mm
_CELL_SPACE = 7
"""What a table leaves above and below its cells, and a point to be safe."""
_ROWS = ((ChartName.GRID, ChartName.PARETO), (ChartName.SCATTER, ChartName.STEPS))
"""The charts of the second page."""
_ACROSS = 4
_CELL_PADDING = 5
_HIGHEST = 90 * mm
_NAME = style(7.5, color=page.SOFT, lead=1.35)
_NOTE = style(8, color=page.SOFT, lead=1.4)
_SENTENCE = style(9.5, bold=True, lead=1.55)
_SAYS = style(8, bold=True, lead=1.4)
_TERM = style(7, bold=True, lead=1.35)
_ABOUT = style(7, lead=1.35)
_VALUE = 14


def write_rfm_pdf(paper: RfmPaper, texts: Texts, path: Path) -> dict[str, str]:
    """Write the analysis on two pages of A4; on one where nobody has bought yet.

    Returns:
        What could not be printed: where, and the characters a substitute stands for.

    Raises:
        OSError: the file can't be written.
    """
    as_of = paper.view.figures.as_of
    day = NO_FIGURE if as_of is None else texts.date(as_of)
    shop = clean_line(paper.shop)
    document = PageDocument(texts("rfm_paper.title", shop=shop, day=day), texts.language)
    layout = _Layout(paper, texts, document)
    layout.first_page()
    if paper.view.figures.buyers:
        document.add(PageBreak())
        layout.second_page()
    else:
        document.add(*document.missing_characters(texts))
    document.write(path)
    return document.typesetter.missing


class _Layout:
    """Lays out one paper; charts take the height that words leave."""

    def __init__(self, paper: RfmPaper, texts: Texts, document: PageDocument) -> None:
        self.texts, self.document = texts, document
        self.view = paper.view
        self.words = Words(paper, texts)
        self.charts = describe(paper.view, texts, paper.money, printed=True)
        shop = clean_line(paper.shop)
        self.shop = shop if len(shop) <= _LONGEST_SHOP else shop[: _LONGEST_SHOP - 1] + "…"

    def first_page(self) -> None:
        """Title, notes, key figures, sentences, clusters and bands."""
        text, texts, words = self.document.text, self.texts, self.words
        gap = texts("result.separator")
        head: list[Flowable] = [
            text(texts("rfm_paper.heading"), TITLE),
            text(self.shop, STRONG, texts("report.where_shop")),
            text(gap.join(words.opening()), SMALL),
            Spacer(1, 2 * mm),
            *(text(note, _NOTE) for note in words.notes()),
            *(text(line, _NOTE) for line in [words.selection()] if line),
            Spacer(1, 3 * mm),
            self._key_figures(),
            Spacer(1, 4 * mm),
        ]
        if not self.view.figures.buyers:
            self.document.add(*head)
            return
        head += [
            text(texts("rfm_paper.says"), HEADING),
            *(text(texts("rfm_paper.item", text=s.text), _SENTENCE) for s in self.view.sentences),
            Spacer(1, 4 * mm),
        ]
        wide, narrow = page.WIDTH * 0.58 - _GUTTER, page.WIDTH * 0.42
        titles = self._beside(
            [self._title(ChartName.CLUSTERS)], [self._title(ChartName.BANDS)], [wide, narrow]
        )
        height = min(page.HEIGHT - _height([*head, titles]) - _CELL_SPACE, _HIGHEST)
        charts = self._beside(
            [self._chart(ChartName.CLUSTERS, wide, height)],
            [self._chart(ChartName.BANDS, narrow, height)],
            [wide, narrow],
        )
        self.document.add(*head, titles, charts)

    def _key_figures(self) -> Flowable:
        """Names, values and remarks in rows of their own, so that all values stand level."""
        rows: list[list[Flowable]] = []
        figures = list(self.words.key_figures())
        for start in range(0, len(figures), _ACROSS):
            group = figures[start : start + _ACROSS]
            rows.append([self.document.text(each.name, _NAME) for each in group])
            rows.append([self._value(each.value) for each in group])
            rows.append([self.document.text(each.line, _NAME) for each in group])
        firsts = range(0, len(rows), 3)
        return Table(
            rows,
            colWidths=[page.WIDTH / _ACROSS] * _ACROSS,
            style=TableStyle(
                [
                    page.OWN_FONT,
                    ("BOX", (0, 0), (-1, -1), 0.6, page.LINE),
                    ("LINEAFTER", (0, 0), (-2, -1), 0.4, page.LINE),
                    ("LEFTPADDING", (0, 0), (-1, -1), _CELL_PADDING),
                    ("RIGHTPADDING", (0, 0), (-1, -1), _CELL_PADDING),
                    ("TOPPADDING", (0, 0), (-1, -1), 0),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    *(("LINEABOVE", (0, row), (-1, row), 0.4, page.LINE) for row in firsts),
                    *(("TOPPADDING", (0, row), (-1, row), 3) for row in firsts),
                    *(("BOTTOMPADDING", (0, row + 2), (-1, row + 2), 4) for row in firsts),
                ]
            ),
        )

    def _value(self, value: str) -> Flowable:
        width = page.WIDTH / _ACROSS - 2 * _CELL_PADDING - 2
        size = fitting(value, _VALUE, width, bold=True)
        return self.document.text(value, style(size, bold=True, lead=1.4 * _VALUE / size))

    def _title(self, chart: ChartName) -> Flowable:
        return self.document.text(self.texts(f"rfm_paper.chart_{chart.value}"), STRONG)

    def _beside(
        self, left: list[Flowable], right: list[Flowable], widths: Sequence[float]
    ) -> Table:
        return plain_table([[left, "", right]], [widths[0], _GUTTER, widths[1]])

    def second_page(self) -> None:
        """The other charts, each with what it says; below what the words mean."""
        text, texts = self.document.text, self.texts
        day = next(self.words.opening())
        head = text(texts("result.separator").join([texts("rfm_paper.heading"), day]), SMALL)
        foot = [
            text(texts("rfm_paper.explanations"), STRONG),
            Spacer(1, 1 * mm),
            self._explanations(),
            *self.document.missing_characters(texts),
        ]
        free = page.HEIGHT - _height([head, *foot]) - 3 * _SPACE
        captions = [[self._caption(chart) for chart in row] for row in _ROWS]
        tallest = [max(_height(caption, _HALF) for caption in row) for row in captions]
        height = (free - sum(tallest)) / len(_ROWS) - _CELL_SPACE
        self.document.add(head, Spacer(1, _SPACE))
        for row, words, most in zip(_ROWS, captions, tallest, strict=True):
            # All feet of a row are level; a chart with few words above is taller.
            left, right = [
                [*caption, self._chart(chart, _HALF, height + most - _height(caption, _HALF))]
                for chart, caption in zip(row, words, strict=True)
            ]
            self.document.add(self._beside(left, right, [_HALF, _HALF]), Spacer(1, _SPACE))
        self.document.add(*foot)

    def _chart(self, name: ChartName, width: float, height: float) -> Flowable:
        if name is ChartName.PARETO and not self.view.charts.pareto:
            return self.document.text(self.texts("rfm_paper.no_curve"), _NOTE)
        return PrintedChart(self.charts[name], width, height)

    def _caption(self, chart: ChartName) -> list[Flowable]:
        """What the chart is, what it says, and how to read it."""
        text, texts = self.document.text, self.texts
        few = "_few" if self.words.few and chart in (ChartName.PARETO, ChartName.STEPS) else ""
        return [
            self._title(chart),
            *(text(said.text, _SAYS) for said in self.view.sentences if said.chart is chart),
            text(texts(f"rfm_paper.read_{chart.value}{few}"), _NAME),
            Spacer(1, 1.5 * mm),
        ]

    def _explanations(self) -> Flowable:
        text, wide = self.document.text, 40 * mm
        rows = [
            [text(term, _TERM), text(about, _ABOUT)] for term, about in self.words.explanations()
        ]
        table = plain_table([list(row) for row in rows], [wide, page.WIDTH - wide])
        table.setStyle(
            TableStyle(
                [
                    ("RIGHTPADDING", (0, 0), (0, -1), 3 * mm),
                    ("TOPPADDING", (0, 0), (-1, -1), 1),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
                ]
            )
        )
        return table


def _height(flowables: Sequence[Flowable], width: float = page.WIDTH) -> float:
    """Of all of them, one below the other, in points."""
    return sum(flowable.wrap(width, page.HEIGHT)[1] for flowable in flowables)
