"""What to do next: the home page's short list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from crm_desk.desk.assessment.assessments import Overview, overviews, summary
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup.counting import Count, counts
from crm_desk.domain.analysis.freshness import FRESH_DAYS
from crm_desk.domain.assessment.summary import Summary
from crm_desk.domain.followup.standing import Bucket
from crm_desk.domain.texts import Texts
from crm_desk.store.analysis import orders as rows

MOST = 5
SOON_DAYS = 21
STEPS_SHOWN = 2
"""Older orders than this are worth an import (analysis.md, "Sentences")."""


@dataclass(frozen=True)
class Task:
    """One thing to do.

    Attributes:
        urgency: 0 (when there is time) to 2 (overdue).
        page: where the work is done: `assessment`, `importing` or `followup`.
        view: within the page: `wizard`, `results`, `start`, `details`; a bucket of the worklist.
    """

    key: str
    title: str
    detail: str
    action: str
    urgency: int
    view: str
    assessment_id: int | None = None
    item_id: str | None = field(default=None)
    page: str = "assessment"


@dataclass(frozen=True)
class OrderFacts:
    """How the orders of the desk stand.

    Attributes:
        last_day: of the newest order.
        buyers: customers with a purchase, without those 集計から除く.
        repeaters: those of them with two or more.
    """

    last_day: date
    buyers: int
    repeaters: int


@dataclass(frozen=True)
class HomeFacts:
    """What the home page shows.

    Attributes:
        shown, summary: None until there is an assessment.
        orders: None until there are orders.
        followups: plans by bucket; empty until there are any.
    """

    shown: Overview | None
    summary: Summary | None
    tasks: tuple[Task, ...]
    orders: OrderFacts | None = None
    followups: Mapping[Bucket, Count] = field(default_factory=dict)


def home_facts(desk: Desk, texts: Texts, today: date) -> HomeFacts:
    """Read the desk for the home page."""
    found = overviews(desk, texts.language)
    orders = _order_facts(desk)
    plans = counts(desk, today)
    of_orders = [*_order_tasks(orders, texts, today), *_followup_tasks(plans, texts)]
    followups = plans if any(count.plans for count in plans.values()) else {}
    if not found:
        if orders is None:
            return HomeFacts(None, None, ())
        first = _task(texts, "first", 0, "start", None)
        return HomeFacts(None, None, (*of_orders, first), orders, followups)
    latest = found[-1]
    # A half-done assessment says little: the figures stay those of the last one with a score.
    shown = next((o for o in reversed(found) if o.score.overall.is_complete), latest)
    read = summary(desk, shown.assessment.id, texts.language)
    tasks = sorted(
        (*_tasks(latest, read, texts, today), *of_orders), key=lambda task: -task.urgency
    )
    return HomeFacts(shown, read, tuple(tasks[:MOST]), orders, followups)


def _order_facts(desk: Desk) -> OrderFacts | None:
    found = desk.store.read(rows.overview)
    if found is None:
        return None
    last_day, buyers, repeaters = found
    return OrderFacts(date.fromordinal(last_day), buyers, repeaters)


def _order_tasks(orders: OrderFacts | None, texts: Texts, today: date) -> Iterator[Task]:
    if orders is None:
        yield _task(texts, "import", 0, "anew", None, page="importing")
    elif (today - orders.last_day).days > FRESH_DAYS:
        day = texts.date(orders.last_day)
        yield _task(texts, "import_again", 1, "anew", None, page="importing", day=day)


def _followup_tasks(found: Mapping[Bucket, Count], texts: Texts) -> Iterator[Task]:
    for bucket, urgency in ((Bucket.LATE, 2), (Bucket.TODAY, 1)):
        if plans := found[bucket].plans:
            key = f"followup_{bucket.value}"
            yield _task(texts, key, urgency, bucket.value, None, page="followup", n=plans)


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
    texts: Texts,
    key: str,
    urgency: int,
    view: str,
    assessment_id: int | None,
    *,
    page: str = "assessment",
    **params: object,
) -> Task:
    return Task(
        key,
        texts(f"task.{key}", **params),
        texts(f"task.{key}_detail", **params),
        texts(f"task.{key}_action"),
        urgency,
        view,
        assessment_id,
        page=page,
    )
