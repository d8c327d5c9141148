"""What to do next about follow-ups: those that are late, those of today."""

from collections.abc import Iterator, Mapping

from crm_desk.desk.followup.counting import Count
from crm_desk.desk.route import Route
from crm_desk.desk.tasks import Task, worded_task
from crm_desk.domain.followup.standing import Bucket
from crm_desk.domain.texts import Texts

_URGENCY = {Bucket.LATE: 2, Bucket.TODAY: 1}


def followup_tasks(counts: Mapping[Bucket, Count], texts: Texts) -> Iterator[Task]:
    """Yield the buckets of the worklist that do not wait."""
    for bucket, urgency in _URGENCY.items():
        if plans := counts[bucket].plans:
            route = Route("followup", bucket.value)
            yield worded_task(texts, f"followup_{bucket.value}", urgency, route, n=plans)
