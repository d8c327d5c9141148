"""What to do next: the home page's short list."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from crm_desk.desk.assessments import Overview, overviews, summary
from crm_desk.desk.desk import Desk
from crm_desk.domain.summary import Summary
from crm_desk.domain.texts import Texts

MOST = 5
SOON_DAYS = 21
STEPS_SHOWN = 2


@dataclass(frozen=True)
class Task:
    """One thing to do.

    Attributes:
        urgency: 0 (when there is time) to 2 (overdue).
        view: where the work is done: `wizard`, `results`, `start`, `details`.
    """

    key: str
    title: str
    detail: str
    action: str
    urgency: int
    view: str
    assessment_id: int | None = None
    item_id: str | None = field(default=None)


@dataclass(frozen=True)
class HomeFacts:
    """What the home page shows; `shown` and `summary` are None until there is an assessment."""

    shown: Overview | None
    summary: Summary | None
    tasks: tuple[Task, ...]


def home_facts(desk: Desk, texts: Texts, today: date) -> HomeFacts:
    """Read the desk for the home page."""
    found = overviews(desk, texts.language)
    if not found:
        return HomeFacts(None, None, ())
    latest = found[-1]
    # A half-done assessment says little: the figures stay those of the last one with a score.
    shown = next((o for o in reversed(found) if o.score.overall.is_complete), latest)
    read = summary(desk, shown.assessment.id, texts.language)
    tasks = sorted(_tasks(latest, read, texts, today), key=lambda task: -task.urgency)
    return HomeFacts(shown, read, tuple(tasks[:MOST]))


def _tasks(latest: Overview, read: Summary, texts: Texts, today: date) -> Iterator[Task]:
    assessment, overall = latest.assessment, latest.score.overall
    open_items = overall.unanswered + overall.deferred
    if open_items:
        yield _task(
            texts,
            "finish",
            1,
            "wizard",
            assessment.id,
            n=open_items,
            day=texts.date(assessment.details.held_on),
        )
    if not open_items:
        yield from _next_date(latest, texts, today)
    if read.score.overall.answered:
        for weak in read.weak_points[:STEPS_SHOWN]:
            yield Task(
                "step",
                texts("task.step", step=weak.step),
                texts(
                    "task.step_detail",
                    id=weak.item.id,
                    title=weak.item.title,
                    level=weak.level,
                    next=weak.level + 1,
                ),
                texts("task.step_action"),
                0,
                "results",
                read.assessment.id,
                weak.item.id,
            )


def _next_date(latest: Overview, texts: Texts, today: date) -> Iterator[Task]:
    assessment = latest.assessment
    planned = assessment.details.next_on
    if planned is None:
        yield _task(texts, "plan", 0, "details", assessment.id)
    elif (planned - today).days <= SOON_DAYS:
        key = "overdue" if planned < today else "soon"
        urgency = 2 if planned < today else 1
        yield _task(
            texts,
            key,
            urgency,
            "start",
            assessment.id,
            day=texts.date(planned),
            n=abs((planned - today).days),
        )


def _task(
    texts: Texts, key: str, urgency: int, view: str, assessment_id: int, **params: object
) -> Task:
    return Task(
        key,
        texts(f"task.{key}", **params),
        texts(f"task.{key}_detail", **params),
        texts(f"task.{key}_action"),
        urgency,
        view,
        assessment_id,
    )
