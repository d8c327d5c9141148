"""What to do next about the assessment: begin, finish, plan the next one, take a step."""

from collections.abc import Iterator
from datetime import date

from crm_desk.desk.assessment.assessments import Overview
from crm_desk.desk.route import Route
from crm_desk.desk.tasks import Task, worded_task
from crm_desk.domain.assessment.improvement import WeakPoint
from crm_desk.domain.assessment.summary import Summary
from crm_desk.domain.texts import Texts

SOON_DAYS = 21
STEPS_SHOWN = 2


def first_task(texts: Texts) -> Task:
    """Before the first assessment: begin it."""
    return worded_task(texts, "first", 0, Route("assessment", "start"))


def assessment_tasks(
    latest: Overview, summary: Summary, today: date, texts: Texts
) -> Iterator[Task]:
    """Yield what there is to do.

    Args:
        latest: the newest assessment.
        summary: of the one whose figures are shown.
    """
    assessment, overall = latest.assessment, latest.score.overall
    open_items = overall.unanswered + overall.deferred
    if open_items:
        route = Route("assessment", "wizard", assessment.id)
        day = texts.date(assessment.details.held_on)
        yield worded_task(texts, "finish", 1, route, n=open_items, day=day)
    else:
        yield from _next_date(latest, today, texts)
    if summary.score.overall.answered:
        for weak in summary.weak_points[:STEPS_SHOWN]:
            yield _step(weak, summary.assessment.id, texts)


def _next_date(latest: Overview, today: date, texts: Texts) -> Iterator[Task]:
    assessment = latest.assessment
    planned = assessment.details.next_on
    if planned is None:
        yield worded_task(texts, "plan", 0, Route("assessment", "details", assessment.id))
        return
    left = (planned - today).days
    if left <= SOON_DAYS:
        key, urgency = ("overdue", 2) if left < 0 else ("soon", 1)
        route = Route("assessment", "start", assessment.id)
        yield worded_task(texts, key, urgency, route, day=texts.date(planned), n=abs(left))


def _step(weak: WeakPoint, assessment_id: int, texts: Texts) -> Task:
    detail = texts(
        "task.step_detail",
        id=weak.item.id,
        title=weak.item.title,
        level=weak.level,
        next=weak.level + 1,
    )
    return Task(
        "step",
        texts("task.step", step=weak.step),
        detail,
        texts("task.step_action"),
        0,
        Route("assessment", "results", assessment_id, item=weak.item.id),
    )
