"""The currency of a desk."""

from crm_desk.desk.desk import Desk
from crm_desk.domain.money import Money
from crm_desk.importing.choices import MINOR_DIGITS
from crm_desk.store import desk_info


def money_of(desk: Desk) -> Money:
    """Yen, unless the shop chose another currency."""
    currency = desk.store.read(lambda connection: desk_info.get(connection, "currency"))
    return Money(currency, MINOR_DIGITS[currency]) if currency in MINOR_DIGITS else Money()
