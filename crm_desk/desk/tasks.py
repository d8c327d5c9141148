"""One thing to do next; every capability says its own in its `tasks` module."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from crm_desk.desk.route import Route
from crm_desk.domain.texts import Texts

MOST_NAMED = 3
"""So many people at most are named in a task."""


class NamedPerson(NamedTuple):
    """Somebody a task is about, and where to see them."""

    name: str
    route: Route


@dataclass(frozen=True)
class Task:
    """One thing to do.

    Attributes:
        urgency: 0 (when there is time) to 2 (overdue).
        route: where the work is done.
        people: the first of those it is about, `MOST_NAMED` at most; `others` are not named.
    """

    key: str
    title: str
    detail: str
    action: str
    urgency: int
    route: Route
    people: tuple[NamedPerson, ...] = ()
    others: int = 0


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


def about(task: Task, people: Sequence[NamedPerson], of: int) -> Task:
    """A task that names the people it is about.

    Args:
        people: the first of them.
        of: how many they are in all.
    """
    named = tuple(people[:MOST_NAMED])
    return replace(task, people=named, others=max(of - len(named), 0))
