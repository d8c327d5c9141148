"""What is asked about the orders of a source's files.

Source of the rules: import-doubts.md.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from crm_desk.importing.findings import Question, QuestionKind
from crm_desk.importing.order_writing import OrderWriter
from crm_desk.importing.row_filter import fold
from crm_desk.importing.settling import OrderRows, SettledRows

_MOST_STATUSES = 12
"""So many are asked about, those of the largest amounts; a column of remarks has one a row."""
_MOST_AHEAD = 0.5
"""Where more of the rows lie ahead, the computer's clock may be behind."""


def questions_of(
    rows: OrderRows,
    settled: SettledRows,
    writer: OrderWriter,
    tallies: Sequence[tuple[Any, ...]],
    read: int,
) -> tuple[Question, ...]:
    """The questions that reading has raised, answered or not.

    Args:
        tallies: as `Staging.tallies`.
        read: rows.
    """
    asker = _Asker(rows, settled, writer, tallies)
    questions = [*asker.about_cells(read), *asker.about_status()]
    if not rows.layout.preset.signature:
        # A cart states these itself.
        questions += [*asker.about_numbers(), *asker.about_amounts()]
    return tuple(questions)


class _Asker:
    def __init__(
        self,
        rows: OrderRows,
        settled: SettledRows,
        writer: OrderWriter,
        tallies: Sequence[tuple[Any, ...]],
    ) -> None:
        self._rows, self._settled, self._writer = rows, settled, writer
        self._tallies = {tally[0]: tally for tally in tallies}
        self._answers = rows.choices.answers

    def about_status(self) -> Iterator[Question]:
        found = sorted(self._writer.unknown_status.items(), key=lambda each: -each[1].amount)
        for word, (orders, amount, _, column) in found[:_MOST_STATUSES]:
            yield Question(
                QuestionKind.STATUS, fold(word), column, word, orders, amount, proposal="sale"
            )

    def about_numbers(self) -> Iterator[Question]:
        column = self._rows.layout.header("order_no")
        told = self._tallies.get("numbers_repeat")
        if told or self._answers.numbers is not None:
            proposal = "repeat" if told or self._settled.repeats else "unique"
            value = str(told[6]) if told else ""
            yield Question(
                QuestionKind.NUMBERS, "", column, value, told[2] if told else 0, proposal=proposal
            )
            return
        differs = self._tallies.get("customer_differs")
        if differs:
            yield Question(
                QuestionKind.CUSTOMERS, "", column, str(differs[7]), differs[2], proposal="unique"
            )

    def about_amounts(self) -> Iterator[Question]:
        for name, grain in self._settled.grains.items():
            in_doubt = grain.repeats and self._writer.is_in_doubt(name)
            by_line = grain.code >= 0 and not grain.repeats
            answered = name in (*self._answers.per_line, *self._answers.per_order)
            if in_doubt or by_line or answered:
                proposal = "line" if by_line else "order"
                yield Question(
                    QuestionKind.GRAIN, name, self._rows.layout.header(name), proposal=proposal
                )
        found = self._writer.reconciled
        example = self._writer.example()
        met = found is not None and found.compared > 0 and found.is_met
        if "tax" in self._rows.columns and (not met or self._answers.tax is not None):
            proposal = "on-top" if found and found.reading.tax_on_top else "included"
            yield Question(
                QuestionKind.TAX,
                "tax",
                self._rows.layout.header("tax"),
                detail=example,
                proposal=proposal,
            )
        asked = self._answers.discount_off is not None
        has_discount = "discount" in self._rows.columns
        if has_discount and (asked or (found is not None and found.compared and not met)):
            proposal = "after" if found and found.reading.discount_off else "before"
            header = self._rows.layout.header("discount")
            yield Question(
                QuestionKind.DISCOUNT, "discount", header, detail=example, proposal=proposal
            )

    def about_cells(self, read: int) -> Iterator[Question]:
        for field, header, example in self._rows.choices.conventions.undecided:
            yield Question(QuestionKind.DECIMAL, field, header, example)
        missing = self._tallies.get("year_missing")
        if missing or self._answers.year is not None:
            count, column, value = (missing[2], missing[5], missing[6]) if missing else (0, "", "")
            yield Question(QuestionKind.YEAR, "", str(column), str(value), count)
        ditto = self._tallies.get("ditto_amount")
        if ditto or self._answers.ditto_amounts:
            count, column = (ditto[2], ditto[5]) if ditto else (0, "")
            yield Question(QuestionKind.DITTO, "", str(column), "", count, proposal="no")
        ahead = self._tallies.get("date_ahead")
        if ahead or self._answers.keep_future:
            count, column, value = (ahead[2], ahead[5], ahead[6]) if ahead else (0, "", "")
            proposal = "" if count > read * _MOST_AHEAD else "reject"
            yield Question(
                QuestionKind.FUTURE, "", str(column), str(value), count, proposal=proposal
            )
