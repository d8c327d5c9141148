"""What an import asks and tells, in sentences."""

from collections.abc import Iterable
from fractions import Fraction

from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts
from crm_desk.importing.answers import Answers
from crm_desk.importing.findings import Notice, Question, QuestionKind, answer_to
from crm_desk.importing.issues import PRIVATE

_SIGNS = {".": "point", ",": "comma"}
_COUNTED = frozenset(
    (QuestionKind.STATUS, QuestionKind.FUTURE, QuestionKind.DITTO, QuestionKind.OPENINGS)
)
_BY_SUBJECT = frozenset((QuestionKind.STATUS, QuestionKind.GRAIN, QuestionKind.SHARED))


def sentence(question: Question, texts: Texts) -> str:
    """The question; in general where it is about no file."""
    key = f"ask.{question.kind}"
    if not (question.value or question.column) and f"{key}_bare" in texts.sentences:
        key = f"{key}_bare"
    if question.kind is QuestionKind.SHARED and not question.count:
        # Answered some time ago: of how many names nobody knows any more.
        key = f"{key}_again"
    n = f"{question.count:,}"
    return texts(key, value=question.value, column=question.column, n=n)


def facts(question: Question, texts: Texts, money: Money) -> str:
    """How much it is about; "" where that says nothing."""
    if question.kind not in _COUNTED or not question.count:
        return ""
    if question.rates is not None and any(buyers for _, buyers in question.rates):
        return _effect(question, texts)
    amount = money.text(question.amount)
    return texts(f"ask.{question.kind}_facts", n=f"{question.count:,}", amount=amount)


def _effect(question: Question, texts: Texts) -> str:
    """What openings come to (import-doubts.md, rule 2)."""
    without, added = (
        texts(
            "ask.openings_rate",
            rate=texts.percent(Fraction(repeaters, buyers) if buyers else None),
            part=f"{repeaters:,}",
            base=f"{buyers:,}",
        )
        for repeaters, buyers in question.rates or ()
    )
    key = "ask.openings_rates_sample" if question.is_sample else "ask.openings_rates"
    return texts(key, n=f"{question.count:,}", without=without, added=added)


def option_words(question: Question, option: str, texts: Texts) -> str:
    """One of its answers; a typed one as it is."""
    if not question.options:
        return texts("ask.year_typed", year=option)
    return texts(f"ask.{question.kind}_{_SIGNS.get(option, option)}")


def questions_of(answers: Answers, texts: Texts) -> tuple[Question, ...]:
    """What was answered, as questions about no file."""
    words = (*answers.sale_status, *answers.void_status)
    fields = (*answers.per_order, *answers.per_line)
    contacts = (*answers.shared, *answers.personal)
    every = (
        *(Question(QuestionKind.STATUS, word, value=word) for word in words),
        *(Question(QuestionKind.GRAIN, name, column=_field(name, texts)) for name in fields),
        *(Question(QuestionKind.SHARED, contact, value=contact) for contact in contacts),
        *(Question(kind) for kind in QuestionKind if kind not in _BY_SUBJECT),
    )
    return tuple(question for question in every if _is_answered(question, answers))


def _field(name: str, texts: Texts) -> str:
    return texts.sentences.get(f"field.{name}", name)


def _is_answered(question: Question, answers: Answers) -> bool:
    option = answer_to(question, answers)
    # One answer belongs to the two questions about numbers.
    return option in question.options if question.options else bool(option)


def decided_lines(answers: Answers, texts: Texts) -> tuple[str, ...]:
    """One sentence for each thing that was answered."""
    return tuple(
        texts(
            "ask.decided_line",
            question=sentence(question, texts),
            option=option_words(question, answer_to(question, answers), texts),
        )
        for question in questions_of(answers, texts)
    )


def notice_sentence(notice: Notice, texts: Texts) -> str:
    """Why: the sentence of a notice, else that of the issues that it counts."""
    key = f"notice.{notice.reason}"
    if key not in texts.sentences:
        key = f"issue.{notice.reason}"
    return texts(key, **_params(notice))


def _params(notice: Notice) -> dict[str, object]:
    return {
        "detail": notice.detail,
        "value": notice.value,
        "column": notice.place,
        "file": notice.file,
        "n": f"{notice.count:,}",
    }


def notice_place(notice: Notice, texts: Texts) -> str:
    """How many there are, and where the first one stands; "" where that says nothing."""
    words = [texts("notice.count", n=f"{notice.count:,}")] if notice.count > 1 else []
    if notice.file:
        words.append(texts("notice.place", place=_first_place(notice, texts)))
    return texts("import.and_so").join(words)


def _first_place(notice: Notice, texts: Texts) -> str:
    key = "notice.file_row" if notice.row else "notice.file"
    where = texts(key, file=notice.file, row=f"{notice.row:,}")
    value = "" if notice.reason in PRIVATE else " ".join(notice.value.split())
    if value and notice.place:
        return texts("notice.column_value", where=where, column=notice.place, value=value)
    if value:
        return texts("notice.value", where=where, value=value)
    return texts("notice.column", where=where, column=notice.place) if notice.place else where


def listed(names: Iterable[str], texts: Texts) -> str:
    """Names one after another, each on one line."""
    return texts("result.comma").join(" ".join(name.split()) for name in names)
