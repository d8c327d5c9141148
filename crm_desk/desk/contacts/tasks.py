"""What contacts leave to be done, for the home page."""

from crm_desk.desk.route import Route
from crm_desk.desk.tasks import Task, worded_task
from crm_desk.domain.texts import Texts

UNREAD = Route("customers", "unread")
"""Where words that propose a mark are answered."""


def contact_tasks(unread: int, texts: Texts) -> list[Task]:
    """Tasks about whom may be reached, as they stand now.

    Args:
        unread: persons whose note, name or address proposes a mark, unanswered.
    """
    if not unread:
        return []
    return [worded_task(texts, "unread", 1, UNREAD, n=f"{unread:,}")]
