"""What cases leave to be done, for the home page."""

from collections.abc import Iterator, Sequence

from crm_desk.desk.route import Route
from crm_desk.desk.tasks import Task, worded_task
from crm_desk.desk.timeline.wording import who_words
from crm_desk.domain.texts import Texts
from crm_desk.store.timeline.cases import CaseRow

_URGENT, _NAMED = 2, 3


def case_tasks(overdue: Sequence[CaseRow], texts: Texts) -> Iterator[Task]:
    """Yield the cases that are overdue, with up to three names."""
    if not overdue:
        return
    named = [who_words(row, texts) for row in overdue[:_NAMED]]
    names = texts("customers.comma").join(named)
    if more := len(overdue) - len(named):
        names = texts("cases.and_more", names=names, n=f"{more:,}")
    route = Route("customers", "cases", overdue[0].id)
    yield worded_task(texts, "cases", _URGENT, route, n=f"{len(overdue):,}", names=names)
