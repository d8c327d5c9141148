"""How a plan stands, in words (followup.md: what is missing is said in words)."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from crm_desk.domain.contacts.media import Way, only_screens
from crm_desk.domain.followup.plan import APPROACHES, Plan
from crm_desk.domain.followup.standing import PlanState, Standing
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts
from crm_desk.domain.working_days import WorkingDays


def missing(standing: Standing, texts: Texts) -> str:
    """What is still to be done: あと1回、別の媒体で。12月5日まで. "" where nothing is."""
    if not standing.is_open:
        return ""
    day = month_day(standing.last_day, texts)
    if not standing.counted:
        return texts("followup.missing_all", n=APPROACHES, day=day)
    if not standing.needs_other:
        return texts("followup.missing", n=standing.missing, day=day)
    if standing.missing == 1:
        return texts("followup.missing_other", day=day)
    return texts("followup.missing_some_other", n=standing.missing, day=day)


def short_missing(standing: Standing, texts: Texts) -> str:
    """As `missing`, for a list that has the last day beside it."""
    if not standing.is_open:
        return ""
    if not standing.counted:
        return texts("followup.short_missing_all", n=APPROACHES)
    if not standing.needs_other:
        return texts("followup.short_missing", n=standing.missing)
    if standing.missing == 1:
        return texts("followup.short_missing_other")
    return texts("followup.short_missing_some_other", n=standing.missing)


def summary(plan: Plan, standing: Standing, texts: Texts) -> str:
    """The state in a sentence; for an open plan what is missing."""
    if standing.state is PlanState.CANCELLED:
        reason = plan.cancelled.reason if plan.cancelled else ""
        return texts("followup.cancelled_for", reason=reason)
    if standing.state is PlanState.ACHIEVED:
        return texts("followup.achieved_with", n=len(standing.counted), media=len(standing.media))
    if standing.state is PlanState.EXPIRED and _waited_for_parcel(plan):
        return texts("followup.expired_no_parcel", day=texts.date(standing.last_day))
    if standing.state is PlanState.EXPIRED:
        return texts("followup.expired_on", day=texts.date(standing.last_day))
    if standing.state is PlanState.BOUGHT:
        return texts("followup.state_bought")
    if plan.pause is not None and plan.pause.by_complaint:
        return texts("followup.paused_by_complaint", day=month_day(plan.pause.day, texts))
    if plan.pause is not None:
        return texts("followup.paused_since", day=month_day(plan.pause.day, texts))
    return missing(standing, texts)


def _waited_for_parcel(plan: Plan) -> bool:
    return any(step.planned is None for step in plan.open_steps())


def hints(plan: Plan, standing: Standing, texts: Texts) -> tuple[str, ...]:
    """What is worth a thought while the plan is open."""
    if not standing.is_open:
        return ()
    found = []
    if standing.no_parcel is not None:
        day = month_day(standing.last_day, texts)
        found.append(texts("followup.no_parcel", day=day))
    if standing.falls_short:
        found.append(texts("followup.falls_short"))
    media = standing.media | {step.way.medium for step in plan.open_steps()}
    if only_screens(media):
        found.append(texts("followup.only_screens"))
    return tuple(found)


def reaction(standing: Standing, texts: Texts, money: Money) -> str:
    """反応: 購入 12月3日 ¥4,860; "" without one."""
    return _reaction(("followup.reaction", "followup.reactions"), standing, texts, money)


def short_reaction(standing: Standing, texts: Texts, money: Money) -> str:
    """As `reaction`, for a list."""
    keys = ("followup.short_reaction", "followup.short_reactions")
    return _reaction(keys, standing, texts, money)


def _reaction(keys: tuple[str, str], standing: Standing, texts: Texts, money: Money) -> str:
    """In the words for one purchase, or for several."""
    found = standing.reaction
    if found is None:
        return ""
    day, amount = month_day(found.day, texts), money.text(found.amount)
    key = keys[0] if found.purchases == 1 else keys[1]
    return texts(key, day=day, amount=amount, n=found.purchases)


def planned(day: date | None, texts: Texts) -> str:
    """The day of a step; 次回出荷時 without one."""
    return texts("followup.next_parcel") if day is None else texts.date(day)


def way(found: Way, texts: Texts) -> str:
    """A way as it is called."""
    return texts(f"followup.way_{found.value}")


def stands_in(found: Way, before: Way | None, texts: Texts) -> str:
    """A way, and what it stands for: メールの代わりに電話."""
    if before is None:
        return way(found, texts)
    return texts("followup.stands_in", way=way(found, texts), before=way(before, texts))


def begun(plans: Sequence[Plan], texts: Texts) -> str:
    """What was started, and what comes first: 最初は12月1日(火)の電話 3件です."""
    said = [texts("followup.begun", n=f"{len(plans):,}")]
    planned = [step for plan in plans for step in plan.steps if step.planned is not None]
    first = min((step.planned for step in planned if step.planned is not None), default=None)
    if first is None:
        said.append(texts("followup.begun_parcel"))
    else:
        counts = Counter(step.way for step in planned if step.planned == first)
        ways = (
            texts("followup.begun_way", way=way(each, texts), n=f"{counts[each]:,}")
            for each in Way
            if each in counts
        )
        what, day = texts("result.separator").join(ways), day_of_week(first, texts)
        said.append(texts("followup.begun_first", day=day, what=what))
    return texts("result.sentence_gap").join(said)


def day_off(day: date, days: WorkingDays, texts: Texts) -> str:
    """That a day is one of the shop's days off, and why; "" where it is not."""
    if not days.is_off(day):
        return ""
    weekday = texts("sentence.weekdays").split()[day.weekday()]
    why = texts("followup.weekday_off", weekday=weekday)
    if day.weekday() not in days.closed:
        why = texts("followup.holiday_off")
    return texts("followup.day_off", day=month_day(day, texts), why=why)


def day_of_week(day: date, texts: Texts) -> str:
    """12月1日(火); Tuesday, 1 December."""
    weekday = texts("sentence.weekdays").split()[day.weekday()]
    return texts("sentence.with_weekday", month_day=month_day(day, texts), weekday=weekday)


def month_day(day: date, texts: Texts) -> str:
    """12月5日, 5 December: within the months of a plan it needs no year."""
    return _month_day(day, "sentence.months", texts)


def short_month_day(day: date, texts: Texts) -> str:
    """12月5日, 5 Dec: in a cell of a table."""
    return _month_day(day, "sentence.months_short", texts)


def _month_day(day: date, months: str, texts: Texts) -> str:
    month = texts(months).split()[day.month - 1]
    return texts("sentence.month_day", month=month, day=day.day)
