"""What cases leave to be done, for the home page."""

from collections.abc import Iterator, Sequence

from crm_desk.desk.route import Route
from crm_desk.desk.tasks import MOST_NAMED, NamedPerson, Task, about, worded_task
from crm_desk.desk.timeline.wording import who_words
from crm_desk.domain.contacts.spoken_name import spoken_name
from crm_desk.domain.texts import Texts
from crm_desk.store.timeline.cases import CaseRow

_URGENT = 2


def case_tasks(overdue: Sequence[CaseRow], texts: Texts) -> Iterator[Task]:
    """Yield the cases that are overdue, with the first names, each a way to the case."""
    if not overdue:
        return
    people = [
        NamedPerson(_said(row, texts), Route("customers", "cases", row.id))
        for row in overdue[:MOST_NAMED]
    ]
    task = worded_task(texts, "cases", _URGENT, people[0].route, n=f"{len(overdue):,}")
    yield about(task, people, len(overdue))


def _said(row: CaseRow, texts: Texts) -> str:
    """Somebody who is known as on the other rows of the page; the others as in the list."""
    known = row.name and row.customer is not None
    return spoken_name(row.name, texts) if known else who_words(row, texts)
