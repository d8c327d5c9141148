"""What reading a source's files has found: what is told, and what is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from crm_desk.importing.answers import Answers, Numbers, Tax
from crm_desk.importing.issues import Severity


@dataclass(frozen=True)
class Notice:
    """All issues of one reason, and where the first of them stands.

    Attributes:
        count: issues of this reason.
        row: number in the file, 0 where the file as a whole is meant.
        place: header of the column, "" where the row as a whole is meant.
    """

    reason: str
    severity: Severity
    count: int
    file: str
    row: int
    place: str
    value: str
    detail: str


class QuestionKind(StrEnum):
    """What is asked, and the options that it has.

    Attributes:
        STATUS: whether orders of a status count: `sale`, `void`.
        NUMBERS: what one order number on several days stands for: `unique`, `repeat`.
        CUSTOMERS: two customers under one number on one day: `unique`, `customer`.
        GRAIN: whose amount a column is: `order`, `line`.
        TAX: whether prices have their tax in them: `included`, `on-top`.
        DISCOUNT: whether the stated amounts are before or after discounts: `before`, `after`.
        DECIMAL: the sign before the decimals: `.`, `,`.
        YEAR: of days without one: the year itself is the answer.
        FUTURE: days after today: `reject`, `keep`.
        DITTO: whether 〃 repeats amounts: `no`, `yes`.
        OPENINGS: purchases of a list of customers: `leave`, `add`.
        SHARED: whose a contact of many names is: `shop`, `person`.
    """

    STATUS = "status"
    NUMBERS = "numbers"
    CUSTOMERS = "customers"
    GRAIN = "grain"
    TAX = "tax"
    DISCOUNT = "discount"
    DECIMAL = "decimal"
    YEAR = "year"
    FUTURE = "future"
    DITTO = "ditto"
    OPENINGS = "openings"
    SHARED = "shared"


OPTIONS: Mapping[QuestionKind, tuple[str, ...]] = {
    QuestionKind.STATUS: ("sale", "void"),
    QuestionKind.NUMBERS: ("unique", "repeat"),
    QuestionKind.CUSTOMERS: ("unique", "customer"),
    QuestionKind.GRAIN: ("order", "line"),
    QuestionKind.TAX: ("included", "on-top"),
    QuestionKind.DISCOUNT: ("before", "after"),
    QuestionKind.DECIMAL: (".", ","),
    QuestionKind.YEAR: (),
    QuestionKind.FUTURE: ("reject", "keep"),
    QuestionKind.DITTO: ("no", "yes"),
    QuestionKind.OPENINGS: ("leave", "add"),
    QuestionKind.SHARED: ("shop", "person"),
}


@dataclass(frozen=True)
class Question:
    """Something that only the shop knows.

    Attributes:
        subject: what tells it from others of its kind: the folded status word, the field, the
            contact as compared.
        column: header as written.
        value: a cell as written: the status, a day, an amount; or an order's number.
        count: orders (rows, customers, names) that it is about.
        amount: of them, in minor units.
        detail: an example worked out, or the names that are meant; "" without one.
        rates: (repeaters, buyers) without and with the openings that are asked about; None where
            that is not worked out.
        is_sample: those are of the first rows only.
        proposal: the option that is taken where nobody answers; "" where it must be answered.
    """

    kind: QuestionKind
    subject: str = ""
    column: str = ""
    value: str = ""
    count: int = 0
    amount: int = 0
    detail: str = ""
    proposal: str = ""
    rates: tuple[tuple[int, int], tuple[int, int]] | None = None
    is_sample: bool = False

    @property
    def options(self) -> tuple[str, ...]:
        """The answers that can be given; none where the answer is typed."""
        return OPTIONS[self.kind]


def answer_to(question: Question, answers: Answers) -> str:
    """The option that was chosen; "" where nobody has."""
    kind, subject = question.kind, question.subject
    if kind is QuestionKind.STATUS:
        return _in_one(subject, sale=answers.sale_status, void=answers.void_status)
    if kind is QuestionKind.GRAIN:
        return _in_one(subject, order=answers.per_order, line=answers.per_line)
    if kind is QuestionKind.SHARED:
        return _in_one(subject, shop=answers.shared, person=answers.personal)
    if kind in (QuestionKind.NUMBERS, QuestionKind.CUSTOMERS):
        return str(answers.numbers or "")
    if kind is QuestionKind.TAX:
        return str(answers.tax or "")
    if kind is QuestionKind.DISCOUNT:
        return _of_switch(answers.discount_off, "before", "after")
    if kind is QuestionKind.DECIMAL:
        return answers.decimal
    if kind is QuestionKind.YEAR:
        return str(answers.year or "")
    if kind is QuestionKind.OPENINGS:
        return _of_switch(answers.openings, "leave", "add")
    if kind is QuestionKind.FUTURE:
        return "keep" if answers.keep_future else ""
    return "yes" if answers.ditto_amounts else ""


def answered(question: Question, option: str, answers: Answers) -> Answers:
    """The answers with this one among them."""
    kind, subject = question.kind, question.subject
    if kind is QuestionKind.STATUS:
        return replace(
            answers,
            sale_status=_moved(answers.sale_status, subject, to=option == "sale"),
            void_status=_moved(answers.void_status, subject, to=option == "void"),
        )
    if kind is QuestionKind.GRAIN:
        return replace(
            answers,
            per_order=_moved(answers.per_order, subject, to=option == "order"),
            per_line=_moved(answers.per_line, subject, to=option == "line"),
        )
    if kind is QuestionKind.SHARED:
        return replace(
            answers,
            shared=_moved(answers.shared, subject, to=option == "shop"),
            personal=_moved(answers.personal, subject, to=option == "person"),
        )
    if kind in (QuestionKind.NUMBERS, QuestionKind.CUSTOMERS):
        return replace(answers, numbers=Numbers(option) if option else None)
    if kind is QuestionKind.TAX:
        return replace(answers, tax=Tax(option) if option else None)
    if kind is QuestionKind.DISCOUNT:
        return replace(answers, discount_off=option == "after" if option else None)
    if kind is QuestionKind.DECIMAL:
        return replace(answers, decimal=option)
    if kind is QuestionKind.YEAR:
        return replace(answers, year=int(option) if option else None)
    if kind is QuestionKind.OPENINGS:
        return replace(answers, openings=option == "add" if option else None)
    if kind is QuestionKind.FUTURE:
        return replace(answers, keep_future=option == "keep")
    return replace(answers, ditto_amounts=option == "yes")


@dataclass(frozen=True)
class Findings:
    """What reading has found in the files of one source.

    Attributes:
        questions: answered ones too.
        read: field -> headers that it is read from.
        unread: headers of columns that are not read.
        sheets_read, sheets_unread: names of a workbook's sheets.
        rows, orders: that were read.
        whole: all rows were read, not only the first.
    """

    questions: tuple[Question, ...] = ()
    notices: tuple[Notice, ...] = ()
    read: Mapping[str, str] | None = None
    unread: tuple[str, ...] = ()
    sheets_read: tuple[str, ...] = ()
    sheets_unread: tuple[str, ...] = ()
    rows: int = 0
    orders: int = 0
    whole: bool = True

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)

    def unanswered(self, answers: Answers) -> tuple[Question, ...]:
        """Questions without a proposal that nobody has answered."""
        return tuple(q for q in self.questions if not (q.proposal or answer_to(q, answers)))


def findings_from_json(data: Mapping[str, Any]) -> Findings:
    """Findings from their plain data."""
    questions = tuple(Question(**{**q, "kind": QuestionKind(q["kind"])}) for q in data["questions"])
    notices = tuple(
        Notice(**{**notice, "severity": Severity(notice["severity"])}) for notice in data["notices"]
    )
    texts = {name: tuple(data[name]) for name in ("unread", "sheets_read", "sheets_unread")}
    return Findings(
        questions,
        notices,
        data["read"],
        rows=data["rows"],
        orders=data["orders"],
        whole=data["whole"],
        **texts,
    )


def _in_one(subject: str, **lists: Sequence[str]) -> str:
    return next((option for option, members in lists.items() if subject in members), "")


def _of_switch(switch: bool | None, no: str, yes: str) -> str:
    if switch is None:
        return ""
    return yes if switch else no


def _moved(members: tuple[str, ...], subject: str, *, to: bool) -> tuple[str, ...]:
    others = tuple(member for member in members if member != subject)
    return (*others, subject) if to else others
