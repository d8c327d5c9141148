"""What to do next so that the figures speak of today: bring in orders, or newer ones."""

from collections.abc import Iterator
from datetime import date

from crm_desk.desk.route import Route
from crm_desk.desk.tasks import Task, worded_task
from crm_desk.domain.analysis.freshness import FRESH_DAYS
from crm_desk.domain.texts import Texts

_IMPORT = Route("importing", "new")


def order_tasks(last_day: date | None, today: date, texts: Texts) -> Iterator[Task]:
    """Yield what is to be imported.

    Args:
        last_day: of the newest order; None where there are no orders.
    """
    if last_day is None:
        yield worded_task(texts, "import", 0, _IMPORT)
    elif (today - last_day).days > FRESH_DAYS:
        yield worded_task(texts, "import_again", 1, _IMPORT, day=texts.date(last_day))
