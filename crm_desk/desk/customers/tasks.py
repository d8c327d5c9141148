"""What customers leave to be done, for the home page."""

from crm_desk.desk.route import Route
from crm_desk.desk.tasks import Task, worded_task
from crm_desk.domain.texts import Texts


def customer_tasks(splits: int, texts: Texts) -> list[Task]:
    """Tasks about customers, as they stand now.

    Args:
        splits: customers who are several people under a contact of the shop itself.
    """
    if not splits:
        return []
    return [worded_task(texts, "split", 1, Route("customers", "alike"), n=f"{splits:,}")]
