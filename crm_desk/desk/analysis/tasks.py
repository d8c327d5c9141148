"""What to do next so that the figures speak of today: bring in orders, or newer ones."""

from collections.abc import Iterator, Sequence
from datetime import date

from crm_desk.desk.route import Route
from crm_desk.desk.tasks import Task, worded_task
from crm_desk.domain.analysis.freshness import is_import_due
from crm_desk.domain.texts import Texts

_IMPORT = Route("importing", "new")


def order_tasks(
    last_day: date | None, imports: Sequence[date], today: date, texts: Texts
) -> Iterator[Task]:
    """Yield what is to be imported.

    Args:
        last_day: of the newest order; None where there are no orders.
        imports: the days on which files of orders were brought in.
    """
    if last_day is None:
        yield worded_task(texts, "import", 0, _IMPORT)
    elif is_import_due(last_day, imports, today):
        days = (today - last_day).days
        yield worded_task(texts, "import_again", 1, _IMPORT, day=texts.date(last_day), days=days)
