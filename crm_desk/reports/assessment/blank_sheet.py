"""The questionnaire on paper, to fill in by hand: the same order and numbers."""

from pathlib import Path
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table, TableStyle

from crm_desk.domain.assessment.questionnaire import LEVELS, TOP_LEVEL, Item, Questionnaire
from crm_desk.domain.texts import Texts
from crm_desk.reports.typesetting import page
from crm_desk.reports.typesetting.charts import TickBox
from crm_desk.reports.typesetting.page import BODY, HEADING, SMALL, STRONG, TITLE, PageDocument


def write_blank_sheet(questionnaire: Questionnaire, shop: str, texts: Texts, path: Path) -> None:
    """Write all items with boxes to tick and lines to write on.

    Raises:
        OSError: the file can't be written.
    """
    document = PageDocument(texts("blank.title", shop=shop), texts.language)
    _opening(document, questionnaire, shop, texts)
    for category in questionnaire.categories:
        title = document.text(f"{category.id}  {category.name}", HEADING)
        about = document.text(category.about, SMALL)
        first, *rest = [_item(document, questionnaire, item, texts) for item in category.items]
        document.add(Spacer(1, 4 * mm), KeepTogether([title, about, *first]))
        for flowables in rest:
            document.add(KeepTogether(flowables))
    document.write(path)


def _opening(document: PageDocument, questionnaire: Questionnaire, shop: str, texts: Texts) -> None:
    document.add(document.text(texts("blank.heading"), TITLE))
    version = texts("report.version", n=questionnaire.version)
    document.add(document.text(shop, STRONG), document.text(version, SMALL), Spacer(1, 2 * mm))
    fields = [texts("blank.date"), texts("blank.participants")]
    document.add(
        Table(
            [[document.text(field, SMALL) for field in fields]],
            colWidths=[52 * mm, page.WIDTH - 52 * mm],
            rowHeights=[9 * mm],
            style=TableStyle(
                [
                    page.OWN_FONT,
                    ("LINEBELOW", (0, 0), (-1, -1), 0.6, page.SOFT),
                    ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
                ]
            ),
        ),
        Spacer(1, 4 * mm),
    )
    for paragraph in questionnaire.introduction.split("\n\n"):
        document.add(document.text(paragraph.replace("\n", " "), BODY), Spacer(1, 1.5 * mm))
    document.add(document.text(questionnaire.origin_note, SMALL))


def _item(
    document: PageDocument, questionnaire: Questionnaire, item: Item, texts: Texts
) -> list[Flowable]:
    statement = f"{item.id}  {item.statement}"
    found: list[Flowable] = [Spacer(1, 3 * mm), document.text(statement, STRONG)]
    if item.example:
        found.append(document.text(item.example, SMALL))
    rows = []
    for level in reversed(LEVELS):
        name = questionnaire.choices[level]
        if level == TOP_LEVEL and item.top_points != TOP_LEVEL:
            name += texts("blank.worth", points=item.top_points)
        rows.append(
            [
                TickBox(),
                document.text(str(level), STRONG),
                document.text(name),
                document.text(item.criteria[level], SMALL),
            ]
        )
    found.append(_options(rows))
    found += _writing_lines(document, texts)
    return found


def _options(rows: list[list[Flowable]]) -> Flowable:
    return Table(
        rows,
        colWidths=[7 * mm, 7 * mm, 46 * mm, page.WIDTH - 60 * mm],
        style=TableStyle(
            [
                page.OWN_FONT,
                ("LEFTPADDING", (0, 0), (-1, -1), 1),
                ("TOPPADDING", (0, 0), (-1, -1), 1.2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1.2),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ]
        ),
    )


def _writing_lines(document: PageDocument, texts: Texts) -> list[Flowable]:
    """A line for why the item does not apply, another for evidence and note."""
    states = [
        TickBox(),
        document.text(texts("blank.deferred"), SMALL),
        TickBox(),
        document.text(texts("blank.not_applicable"), SMALL),
        "",
    ]
    words = [document.text(texts("blank.words"), SMALL), ""]
    return [
        _ruled(states, [7 * mm, 22 * mm, 6 * mm, 40 * mm, page.WIDTH - 75 * mm], from_column=4),
        _ruled(words, [26 * mm, page.WIDTH - 26 * mm], from_column=1),
    ]


def _ruled(cells: list[Any], widths: list[float], *, from_column: int) -> Flowable:
    return Table(
        [cells],
        colWidths=widths,
        rowHeights=[7.5 * mm],
        style=TableStyle(
            [
                page.OWN_FONT,
                ("LINEBELOW", (from_column, 0), (-1, -1), 0.4, page.LINE),
                ("LEFTPADDING", (0, 0), (-1, -1), 1),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ]
        ),
    )
