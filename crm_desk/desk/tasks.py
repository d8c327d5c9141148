"""One thing to do next; every capability says its own in its `tasks` module."""

from dataclasses import dataclass

from crm_desk.desk.route import Route
from crm_desk.domain.texts import Texts


@dataclass(frozen=True)
class Task:
    """One thing to do.

    Attributes:
        urgency: 0 (when there is time) to 2 (overdue).
        route: where the work is done.
    """

    key: str
    title: str
    detail: str
    action: str
    urgency: int
    route: Route


def worded_task(texts: Texts, key: str, urgency: int, route: Route, **params: object) -> Task:
    """A task in the words of `task.<key>`, its detail and its action."""
    return Task(
        key,
        texts(f"task.{key}", **params),
        texts(f"task.{key}_detail", **params),
        texts(f"task.{key}_action"),
        urgency,
        route,
    )
