"""Days that an import's files are held against."""

from collections.abc import Iterable
from dataclasses import replace

from crm_desk.desk.desk import Desk, latest_today
from crm_desk.desk.importing.job import FileJob
from crm_desk.importing.choices import Choices
from crm_desk.importing.layout import FileKind
from crm_desk.store.importing import sums


def with_days(desk: Desk, choices: Choices, files: Iterable[FileJob]) -> Choices:
    """The choices with today, and for lists with the day on which the desk's orders begin.

    On any thread.
    """
    is_list = any(file.kind is FileKind.CUSTOMERS for file in files)
    data_from = desk.store.read_in_worker(sums.first_day) if is_list else None
    return replace(choices, today=latest_today().toordinal(), data_from=data_from)
