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
    """Yield the cases that are overdue, with up to three names."""
    if not overdue:
        return
    people = [
        NamedPerson(_spoken(row, texts), Route("customers", "cases", row.id))
        for row in overdue[:MOST_NAMED]
    ]
    names = texts("customers.comma").join(person.name for person in people)
    if more := len(overdue) - len(people):
        names = texts("cases.and_more", names=names, n=f"{more:,}")
    route = Route("customers", "cases", overdue[0].id)
    task = worded_task(texts, "cases", _URGENT, route, n=f"{len(overdue):,}", names=names)
    yield about(task, people, len(overdue))


def _spoken(row: CaseRow, texts: Texts) -> str:
    """山田 花子 様; nobody that is known is called by the number."""
    known = row.customer is not None and row.name
    return spoken_name(row.name, texts) if known else who_words(row, texts)
