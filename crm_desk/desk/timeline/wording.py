"""Cases in words: the list on screen and on paper says the same."""

from datetime import date, datetime

from crm_desk.domain.contacts.phones import shown_phone
from crm_desk.domain.money import Money
from crm_desk.domain.names import without_form_of_address
from crm_desk.domain.texts import Texts
from crm_desk.domain.timeline.case import Case, CaseState, Closing, days_open, in_order
from crm_desk.store.timeline.cases import CaseRow


def who_words(row: CaseRow, texts: Texts) -> str:
    """Whose a case is; of nobody that is known the number."""
    if row.name:
        name = without_form_of_address(row.name)
        return name if row.customer is not None else texts("cases.former", name=name)
    if row.customer is not None:
        return texts("cases.nameless")
    return texts("cases.nameless_caller", caller=shown_phone(row.caller) or row.caller).strip()


def when_words(row: CaseRow, today: date, texts: Texts) -> str:
    """Until when, and how long they wait: 期限 11/25・3日目; of a closed one when it was."""
    if row.closed is not None:
        return texts("cases.closed_on", day=short_day(row.closed, today, texts))
    if row.due is None:
        return short_day(row.day, today, texts)
    due, waited = due_words(row, today, texts)
    return texts("cases.due_and_open", due=due, open=waited)


def due_words(row: CaseRow, today: date, texts: Texts) -> tuple[str, str]:
    """Of an open case: until when, and how long they wait."""
    due = row.due or today
    waited = days_open(row.day, Case(row.owner, due), today) + 1
    return (
        texts("cases.due_on", day=short_day(due, today, texts)),
        texts("cases.days_open", n=f"{waited:,}"),
    )


def short_day(day: date, today: date, texts: Texts) -> str:
    """A day without its year, where that is this year."""
    return f"{day.month}/{day.day}" if day.year == today.year else texts.date(day)


def is_late(row: CaseRow, today: date) -> bool:
    """It is overdue."""
    if row.due is None or row.closed is not None:
        return False
    return Case(row.owner, row.due).state(today) is CaseState.OVERDUE


def closing_words(end: Closing, money: Money, texts: Texts) -> str:
    """What was done: 交換品を送った(交換・お詫び ¥1,200)."""
    done = [texts(f"cases.remedy_{remedy.value}") for remedy in in_order(end.remedies)]
    if end.amount is not None:
        done.append(money.text(end.amount))
    if not done:
        return end.outcome
    what = texts("customers.comma").join(done)
    return texts("cases.outcome_with", outcome=end.outcome, what=what)


def moment_words(moment: datetime, today: date, texts: Texts) -> str:
    """11/24 14:05."""
    return f"{short_day(moment.date(), today, texts)} {moment:%H:%M}"
