"""How the shop stands and what to do next: what the home page shows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from crm_desk.desk.analysis.tasks import order_tasks
from crm_desk.desk.assessment.assessments import Overview, overviews, summary
from crm_desk.desk.assessment.tasks import assessment_tasks, first_task
from crm_desk.desk.backups.tasks import backup_tasks
from crm_desk.desk.contacts.marks import unread
from crm_desk.desk.contacts.tasks import contact_tasks
from crm_desk.desk.customers.splitting import suggestions_in
from crm_desk.desk.customers.tasks import customer_tasks
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup.counting import Count, counts
from crm_desk.desk.followup.morning import first_buyers, morning
from crm_desk.desk.followup.tasks import call_tasks, due_tasks, start_tasks
from crm_desk.desk.tasks import Task
from crm_desk.desk.timeline.cases import pressing_in
from crm_desk.desk.timeline.tasks import case_tasks
from crm_desk.domain.assessment.summary import Summary
from crm_desk.domain.followup.standing import Bucket
from crm_desk.domain.texts import Texts
from crm_desk.store.analysis import orders as rows
from crm_desk.store.analysis import sales

MOST = 5


@dataclass(frozen=True)
class OrderFacts:
    """How the orders of the desk stand.

    Attributes:
        last_day: of the newest order up to today.
        buyers: customers with a purchase, without those 集計から除く.
        repeaters: those of them with two or more.
        imports: the days on which files of orders were brought in.
    """

    last_day: date
    buyers: int
    repeaters: int
    imports: tuple[date, ...] = ()


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
    orders = _order_facts(desk, today)
    plans = counts(desk, today)
    followups = plans if any(count.plans for count in plans.values()) else {}
    if not found and orders is None:
        return HomeFacts(None, None, ())
    # A half-done assessment says little: the figures stay those of the last one with a score.
    shown = next((o for o in reversed(found) if o.score.overall.is_complete), None)
    shown = shown or (found[-1] if found else None)
    read = summary(desk, shown.assessment.id, texts.language) if shown else None
    of_assessment = assessment_tasks(found[-1], read, today, texts) if read else [first_task(texts)]
    groups = (*_of_the_day(desk, orders, texts, today), of_assessment)
    if orders is None:
        groups = (*groups, order_tasks(None, (), today, texts))
    return HomeFacts(shown, read, _first(groups), orders, followups)


def _of_the_day(
    desk: Desk, orders: OrderFacts | None, texts: Texts, today: date
) -> Iterator[Iterable[Task]]:
    """What the day asks for, in the order of a morning; every capability says its own."""
    now = morning(desk, today)
    yield due_tasks(now, texts)
    yield case_tasks(desk.store.read(lambda c: pressing_in(c, today)), texts)
    if orders is not None:
        yield call_tasks(first_buyers(desk, today), texts)
        yield order_tasks(orders.last_day, orders.imports, today, texts)
        yield start_tasks(now, texts)
    yield contact_tasks(unread(desk, today), texts)
    yield customer_tasks(len(desk.store.read(suggestions_in)), texts)
    yield backup_tasks(desk, today, texts)


def _first(groups: Iterable[Iterable[Task]]) -> tuple[Task, ...]:
    """The first tasks; within one group what is overdue goes before the rest."""
    found = (task for group in groups for task in sorted(group, key=lambda t: -t.urgency))
    return tuple(islice(found, MOST))


def _order_facts(desk: Desk, today: date) -> OrderFacts | None:
    found = desk.store.read(rows.overview)
    if found is None:
        return None
    last_day, buyers, repeaters = found
    newest = date.fromordinal(last_day)
    if newest > today:
        days = desk.store.read(lambda connection: sales.order_days(connection, today))
        # Where every order lies ahead, the clock is what is wrong.
        newest = days[1] if days else newest
    return OrderFacts(newest, buyers, repeaters, tuple(desk.store.read(sales.import_days)))
