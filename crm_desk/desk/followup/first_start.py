"""What is asked before the first start of a month."""

from crm_desk.desk.contacts.shop_media import is_answered
from crm_desk.desk.desk import Desk
from crm_desk.store.followup import people, plans


def asks_media(desk: Desk) -> bool:
    """The shop has customers to follow up, no plan as yet, and was not asked which media it uses.

    Whoever follows up already finds the question in the settings.
    """
    if is_answered(desk) or desk.store.read(plans.has_any):
        return False
    return desk.store.read(people.has_orders)
