"""The printed summary of one assessment."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer, Table, TableStyle

from crm_desk.domain.assessment import wording
from crm_desk.domain.assessment.assessment import Answer, AnswerState
from crm_desk.domain.assessment.comparison import Comparison, ItemChange
from crm_desk.domain.assessment.questionnaire import Item
from crm_desk.domain.assessment.rate_chart import category_rates, last_time_note
from crm_desk.domain.assessment.summary import Summary
from crm_desk.domain.texts import Texts
from crm_desk.reports.assessment.charts import PrintedRateBars, Radar
from crm_desk.reports.typesetting import page
from crm_desk.reports.typesetting.page import (
    BODY,
    CENTRED,
    HEADING,
    SMALL,
    STRONG,
    TITLE,
    PageDocument,
    lined_table,
    plain_table,
    style,
)

TOP_WEAK = 5
TOP_CHANGES = 6
_BIG = style(44, bold=True, lead=1.1)
_BIG_LONG = style(36, bold=True, lead=1.34)
"""For `100%`, which would break in two in the width of the column."""
_NEXT = style(10.5, bold=True)


def write_assessment_pdf(summary: Summary, texts: Texts, path: Path) -> dict[str, str]:
    """Write the summary: page 1 the result, page 2 what to do next, then all items.

    Returns:
        What could not be printed: where, and the characters a substitute stands for.

    Raises:
        OSError: the file can't be written.
    """
    day = texts.date(summary.assessment.details.held_on)
    document = PageDocument(texts("report.title", shop=summary.shop, day=day), texts.language)
    builder = _Builder(summary, texts, document)
    builder.first_page()
    document.add(PageBreak())
    builder.second_page()
    document.add(PageBreak())
    builder.appendix()
    if missing := document.missing_characters(texts):
        document.add(Spacer(1, 6 * mm), *missing)
    document.write(path)
    return document.typesetter.missing


class _Builder:
    """Lays out one summary into a document."""

    def __init__(self, summary: Summary, texts: Texts, document: PageDocument) -> None:
        self.summary, self.texts, self.document = summary, texts, document
        self.details = summary.assessment.details

    def first_page(self) -> None:
        add, text, texts = self.document.add, self.document.text, self.texts
        add(text(texts("report.heading"), TITLE))
        add(text(self.summary.shop, STRONG, texts("report.where_shop")))
        add(text(self._subtitle(), SMALL, texts("report.where_participants")))
        add(Spacer(1, 5 * mm), self._result_block(), Spacer(1, 5 * mm))
        add(self._charts(), Spacer(1, 4 * mm))
        add(text(texts("result.strengths"), HEADING), Spacer(1, 1 * mm))
        add(self._strengths(), Spacer(1, 5 * mm))
        add(text(texts("result.weak_points"), HEADING), Spacer(1, 1 * mm))
        add(self._weak_points())

    def _subtitle(self) -> str:
        texts, parts = self.texts, []
        parts.append(texts("report.held_on", day=texts.date(self.details.held_on)))
        parts.append(texts("report.number", n=self.summary.number))
        parts.append(texts("report.version", n=self.summary.questionnaire.version))
        if self.details.participants:
            parts.append(texts("report.participants", names=self.details.participants))
        return texts("result.separator").join(parts)

    def _result_block(self) -> Flowable:
        text, texts, overall = self.document.text, self.texts, self.summary.score.overall
        figure, beside = wording.headline(overall, texts)
        left = [text(figure, _BIG if len(figure) < 4 else _BIG_LONG), text(beside, BODY)]
        right = [
            text(wording.reading(self.summary, texts), _NEXT),
            Spacer(1, 2 * mm),
            text(wording.change_line(self.summary, texts)),
            text(wording.counts(overall, texts), SMALL),
        ]
        if self.details.targets:
            right.append(text(self._targets(), SMALL))
        return plain_table([[left, right]], [44 * mm, page.WIDTH - 44 * mm])

    def _targets(self) -> str:
        named = [
            f"{category.short} {self.details.targets[category.id]}%"
            for category in self.summary.questionnaire.categories
            if category.id in self.details.targets
        ]
        return self.texts("report.targets", list=self.texts("result.comma").join(named))

    def _charts(self) -> Flowable:
        texts, size = self.texts, 58 * mm
        rates = category_rates(self.summary, texts)
        bars = PrintedRateBars(
            rates,
            page.WIDTH - size - 4 * mm,
            texts("result.last_time") if any(rate.before is not None for rate in rates) else "",
            texts("result.target") if any(rate.target is not None for rate in rates) else "",
            texts("result.weakest"),
        )
        left: list[Flowable] = [bars]
        if note := last_time_note(self.summary, rates, texts):
            left += [Spacer(1, 3 * mm), self.document.text(note, SMALL)]
        row = [left, Radar(rates, size)]
        return plain_table([row], [page.WIDTH - size, size], middle=True)

    def _strengths(self) -> Flowable:
        text, texts = self.document.text, self.texts
        if not self.summary.strengths:
            return text(texts("result.no_strengths"))
        rows = [
            [
                text(entry.category.name, STRONG),
                text(texts.percent(entry.tally.rate), page.NUMBER),
                text(
                    texts(
                        "result.points_of", points=entry.tally.points, max=entry.tally.max_points
                    ),
                    SMALL,
                ),
            ]
            for entry in self.summary.strengths
        ]
        return lined_table(rows, [78 * mm, 18 * mm, page.WIDTH - 96 * mm])

    def _weak_points(self) -> Flowable:
        text, texts = self.document.text, self.texts
        weak = self.summary.weak_points[:TOP_WEAK]
        if not weak:
            return text(texts("result.no_weak_points"))
        rows = [
            [
                text(point.item.id, STRONG),
                text(point.item.title, STRONG),
                text(wording.level(point.level), CENTRED),
                text(
                    wording.reason(point, self.details.targets.get(point.category.id), texts), SMALL
                ),
            ]
            for point in weak
        ]
        return lined_table(rows, [12 * mm, 58 * mm, 14 * mm, page.WIDTH - 84 * mm])

    def second_page(self) -> None:
        add, text, texts = self.document.add, self.document.text, self.texts
        add(text(texts("report.next_heading"), TITLE), Spacer(1, 3 * mm))
        if self.summary.weak_points:
            add(text(texts("result.next_steps"), HEADING), Spacer(1, 1 * mm))
            add(self._next_steps())
            add(Spacer(1, 2 * mm), text(texts("result.weak_rule"), SMALL), Spacer(1, 6 * mm))
        self._changes()
        add(text(texts("report.next_date"), HEADING), Spacer(1, 1 * mm))
        add(text(self._next_date()), Spacer(1, 8 * mm))
        add(self._signatures())

    def _next_date(self) -> str:
        day = self.details.next_on
        return self.texts.date(day) if day else self.texts("report.next_date_unset")

    def _next_steps(self) -> Flowable:
        text = self.document.text
        rows = [
            [
                text(point.item.id, STRONG),
                text(point.item.title, STRONG),
                text(f"{point.level} → {point.level + 1}", CENTRED),
                text(point.step),
            ]
            for point in self.summary.weak_points[:TOP_WEAK]
        ]
        return lined_table(rows, [12 * mm, 46 * mm, 16 * mm, page.WIDTH - 74 * mm])

    def _changes(self) -> None:
        comparison, texts = self.summary.comparison, self.texts
        if comparison is None:
            return
        add, text = self.document.add, self.document.text
        day = texts.date(comparison.earlier.details.held_on)
        add(text(texts("report.changes", day=day), HEADING), Spacer(1, 1 * mm))
        if not comparison.same_version:
            add(text(texts("result.other_version"), SMALL))
        if compared := wording.compared_line(comparison, texts):
            add(text(compared, SMALL))
        add(self._category_changes(comparison), Spacer(1, 2 * mm))
        if comparison.overall.compared and not (comparison.risen or comparison.fallen):
            add(text(texts("result.no_changes")))
        for key, changes in (("risen", comparison.risen), ("fallen", comparison.fallen)):
            if changes:
                add(text(texts(f"result.{key}", n=len(changes)), STRONG))
                add(self._change_table(changes[:TOP_CHANGES]))
            if len(changes) > TOP_CHANGES:
                add(text(texts("result.and_more", n=len(changes) - TOP_CHANGES), SMALL))
            add(Spacer(1, 2 * mm))
        add(Spacer(1, 4 * mm))

    def _category_changes(self, comparison: Comparison) -> Flowable:
        text, texts = self.document.text, self.texts
        rows = [
            [
                text(change.category.name),
                text(wording.rates(change.rates, texts)),
                text(wording.rate_change(change.rates, texts), page.NUMBER),
            ]
            for change in comparison.categories
        ]
        return lined_table(rows, [74 * mm, page.WIDTH - 102 * mm, 28 * mm])

    def _change_table(self, changes: Sequence[ItemChange]) -> Flowable:
        text = self.document.text
        rows = [
            [
                text(change.item.id, STRONG),
                text(change.item.title),
                text(f"{change.before} → {change.after}", CENTRED),
                text(self.texts.signed(change.levels or 0), CENTRED),
            ]
            for change in changes
        ]
        return lined_table(rows, [12 * mm, page.WIDTH - 50 * mm, 22 * mm, 16 * mm])

    def _signatures(self) -> Flowable:
        text, texts = self.document.text, self.texts
        names = [texts(f"report.sign_{who}") for who in ("owner", "lead", "date")]
        boxes = Table(
            [[text(name, page.LABEL) for name in names], [""] * len(names)],
            colWidths=[42 * mm] * len(names),
            rowHeights=[7 * mm, 20 * mm],
            hAlign="RIGHT",
            style=TableStyle([page.OWN_FONT, ("GRID", (0, 0), (-1, -1), 0.7, page.SOFT)]),
        )
        return KeepTogether([boxes])

    def appendix(self) -> None:
        add, text, texts = self.document.add, self.document.text, self.texts
        add(text(texts("report.appendix"), TITLE), text(texts("report.appendix_note"), SMALL))
        add(text(self.summary.questionnaire.origin_note, SMALL))
        for entry in self.summary.score.categories:
            points = texts(
                "result.points_of", points=entry.tally.points, max=entry.tally.max_points
            )
            title = f"{entry.category.id}  {entry.category.name}"
            rate = f"{wording.rate_or_state(entry.tally, texts)}  {points}"
            head = plain_table(
                [[text(title, HEADING), text(rate, page.NUMBER)]],
                [page.WIDTH - 46 * mm, 46 * mm],
                middle=True,
            )
            first, *rest = [self._item(item) for item in entry.category.items]
            # A heading never stands alone at the foot of a page.
            add(Spacer(1, 5 * mm), KeepTogether([head, *first[:1]]), *first[1:])
            for flowables in rest:
                add(*flowables)

    def _item(self, item: Item) -> list[Flowable]:
        answer = self.summary.assessment.answer(item.id)
        head = lined_table(
            [
                [
                    self.document.text(item.id, STRONG),
                    self.document.text(item.statement),
                    self.document.text(wording.choice(answer, self.texts), _choice_style(answer)),
                    self.document.text(self._change_of(item), SMALL),
                ]
            ],
            [12 * mm, page.WIDTH - 58 * mm, 20 * mm, 26 * mm],
            line="LINEABOVE",
        )
        return [head, *self._words(item, answer)]

    def _change_of(self, item: Item) -> str:
        comparison = self.summary.comparison
        before = comparison.before(item.id) if comparison else None
        return "" if before is None else self.texts("report.before", level=before)

    def _words(self, item: Item, answer: Answer) -> list[Flowable]:
        texts = self.texts
        found: list[Flowable] = []
        for key in ("reason", "evidence", "note"):
            written = getattr(answer, key)
            if written:
                label = texts(f"report.{key}")
                where = texts("report.where_item", item=item.id, what=label)
                found += self._note(texts("report.labelled", label=label, text=written), where)
        return found

    def _note(self, text: str, where: str) -> list[Flowable]:
        """A paragraph per typed line, never a table cell: long texts must flow over pages."""
        form = style(9, lead=1.45)
        form.leftIndent, form.rightIndent = 12 * mm, 26 * mm
        lines: list[Flowable] = [
            self.document.text(line or "\N{NO-BREAK SPACE}", form, where)
            for line in text.split("\n")
        ]
        return [*lines, Spacer(1, 1.2 * mm)]


def _choice_style(answer: Answer) -> ParagraphStyle:
    return style(11, bold=True, align=1) if answer.state is AnswerState.ANSWERED else page.LABEL
