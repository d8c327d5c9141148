"""What is counted for a page of the sidebar."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from crm_desk.desk.changes import Topic
from crm_desk.desk.desk import Desk

translate = QCoreApplication.translate


class Badge(NamedTuple):
    """What is counted for a page.

    Attributes:
        topics: what the count depends on.
        numbers: by name, read on any thread; the badge shows their sum.
        words: a sentence in the window's language with those names in braces.
    """

    topics: frozenset[Topic]
    numbers: Callable[[Desk], Mapping[str, int]]
    words: Callable[[], str]


def _due(desk: Desk) -> dict[str, int]:
    from crm_desk.desk.desk import today
    from crm_desk.desk.followup.counting import counts
    from crm_desk.domain.followup.standing import Bucket

    found = counts(desk, today())
    return {"late": found[Bucket.LATE].plans, "today": found[Bucket.TODAY].plans}


FOLLOWUPS_DUE = Badge(
    frozenset({Topic.FOLLOWUP, Topic.CUSTOMERS, Topic.ORDERS, Topic.TODAY}),
    _due,
    lambda: translate("Badges", "{late} late, {today} due today"),
)


def _cases(desk: Desk) -> dict[str, int]:
    from crm_desk.desk.desk import today
    from crm_desk.desk.timeline.cases import due_counts

    return due_counts(desk, today())


CASES_DUE = Badge(
    frozenset({Topic.ENTRIES, Topic.CUSTOMERS, Topic.TODAY}),
    _cases,
    lambda: translate("Badges", "Cases: {overdue} overdue, {today} due today"),
)
