"""What backups ask for: one on a stick."""

from datetime import date

from crm_desk.desk.backups.keeping import FIRST_STICK_AFTER_DAYS, STICK_AFTER_DAYS, on_stick, since
from crm_desk.desk.desk import Desk
from crm_desk.desk.route import Route
from crm_desk.desk.tasks import Task, worded_task
from crm_desk.domain.texts import Texts

_WHEN_THERE_IS_TIME, _SOON = 0, 1


def backup_tasks(desk: Desk, today: date, texts: Texts) -> list[Task]:
    """A backup on a stick, where there is none of the last weeks; the sample needs none."""
    if desk.is_sample or desk.is_for_looking:
        return []
    made = on_stick(desk)
    if made is None:
        first = since(desk)
        if first is None or (today - first).days < FIRST_STICK_AFTER_DAYS:
            return []
        return [worded_task(texts, "stick_never", _WHEN_THERE_IS_TIME, Route("backups"))]
    days = (today - made).days
    if days < STICK_AFTER_DAYS:
        return []
    return [worded_task(texts, "stick_old", _SOON, Route("backups"), days=days)]
