"""What cases leave to be done, for the home page."""

from collections.abc import Iterator, Mapping, Sequence

from crm_desk.desk.route import Route
from crm_desk.desk.tasks import MOST_NAMED, NamedPerson, Task, about, worded_task
from crm_desk.desk.timeline.wording import who_words
from crm_desk.domain.contacts.spoken_name import spoken_name
from crm_desk.domain.texts import Texts
from crm_desk.domain.timeline.case import CaseGroup
from crm_desk.store.timeline.cases import CaseRow

_TASKS = {CaseGroup.OVERDUE: ("cases", 2), CaseGroup.TODAY: ("cases_today", 1)}
"""Their words and their urgency."""


def case_tasks(pressing: Mapping[CaseGroup, Sequence[CaseRow]], texts: Texts) -> Iterator[Task]:
    """Yield the cases that are overdue, then those of today; each first name leads to its case."""
    for group, (key, urgency) in _TASKS.items():
        if rows := pressing[group]:
            people = [
                NamedPerson(_said(row, texts), Route("customers", "cases", row.id))
                for row in rows[:MOST_NAMED]
            ]
            task = worded_task(texts, key, urgency, people[0].route, n=f"{len(rows):,}")
            yield about(task, people, len(rows))


def _said(row: CaseRow, texts: Texts) -> str:
    """Somebody who is known as on the other rows of the page; the others as in the list."""
    known = row.name and row.customer is not None
    return spoken_name(row.name, texts) if known else who_words(row, texts)
