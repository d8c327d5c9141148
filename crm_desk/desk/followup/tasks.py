"""What to do next about follow-ups: those that are late, those of today, whom to call, a start."""

from collections.abc import Iterator, Sequence

from crm_desk.desk.followup.morning import DuePlans, FirstBuyers, Morning
from crm_desk.desk.route import Route
from crm_desk.desk.tasks import NamedPerson, Task, about, worded_task
from crm_desk.domain.contacts.spoken_name import spoken_name
from crm_desk.domain.followup.standing import Bucket
from crm_desk.domain.texts import Texts

_URGENCY = {Bucket.LATE: 2, Bucket.TODAY: 1}


def due_tasks(found: Morning, texts: Texts) -> Iterator[Task]:
    """Yield the buckets of the worklist that do not wait, with the first names of each."""
    for bucket, urgency in _URGENCY.items():
        due = found.due.get(bucket)
        if due is not None:
            route = Route("followup", bucket.value)
            task = worded_task(texts, f"followup_{bucket.value}", urgency, route, n=f"{due.n:,}")
            yield about(task, _named(due, texts), due.n)


def call_tasks(found: FirstBuyers, texts: Texts) -> Iterator[Task]:
    """Yield the people worth a call today."""
    if found.ids:
        route = Route("followup", "plans", ids=found.ids)
        task = worded_task(texts, "first_buyers", 1, route, n=f"{len(found.ids):,}")
        people = [
            NamedPerson(spoken_name(name, texts), Route("customers", "one", id_))
            for id_, name in found.first
        ]
        yield about(task, people, len(found.ids))


def start_tasks(found: Morning, texts: Texts) -> Iterator[Task]:
    """Yield the start of the month where nobody was started in it."""
    if not found.is_started:
        yield worded_task(texts, "start_month", 0, Route("followup", "start"))


def _named(due: DuePlans, texts: Texts) -> Sequence[NamedPerson]:
    return [
        NamedPerson(
            texts("task.to_call", name=said) if each.is_call else said,
            Route("followup", id=each.plan),
        )
        for each in due.first
        for said in (spoken_name(each.name, texts),)
    ]
