"""How the shop stands and what to do next: what the home page shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from crm_desk.desk.analysis.tasks import order_tasks
from crm_desk.desk.assessment.assessments import Overview, overviews, summary
from crm_desk.desk.assessment.tasks import assessment_tasks, first_task
from crm_desk.desk.backups.tasks import backup_tasks
from crm_desk.desk.customers.splitting import suggestions_in
from crm_desk.desk.customers.tasks import customer_tasks
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup.counting import Count, counts
from crm_desk.desk.followup.tasks import followup_tasks
from crm_desk.desk.tasks import Task
from crm_desk.desk.timeline.cases import overdue_in
from crm_desk.desk.timeline.tasks import case_tasks
from crm_desk.domain.assessment.summary import Summary
from crm_desk.domain.followup.standing import Bucket
from crm_desk.domain.texts import Texts
from crm_desk.store.analysis import orders as rows

MOST = 5


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
    # Every capability says its tasks of what was read for the figures: nothing is read twice.
    others = (
        *order_tasks(orders.last_day if orders else None, today, texts),
        *case_tasks(desk.store.read(lambda c: overdue_in(c, today)), texts),
        *followup_tasks(plans, texts),
        *customer_tasks(len(desk.store.read(suggestions_in)), texts),
        *backup_tasks(desk, today, texts),
    )
    followups = plans if any(count.plans for count in plans.values()) else {}
    if not found:
        if orders is None:
            return HomeFacts(None, None, ())
        return HomeFacts(None, None, (*others, first_task(texts)), orders, followups)
    latest = found[-1]
    # A half-done assessment says little: the figures stay those of the last one with a score.
    shown = next((o for o in reversed(found) if o.score.overall.is_complete), latest)
    read = summary(desk, shown.assessment.id, texts.language)
    tasks = sorted(
        (*assessment_tasks(latest, read, today, texts), *others), key=lambda task: -task.urgency
    )
    return HomeFacts(shown, read, tuple(tasks[:MOST]), orders, followups)


def _order_facts(desk: Desk) -> OrderFacts | None:
    found = desk.store.read(rows.overview)
    if found is None:
        return None
    last_day, buyers, repeaters = found
    return OrderFacts(date.fromordinal(last_day), buyers, repeaters)
