"""Which products are subscriptions (定期): proposed by their names, confirmed once by the shop."""

from typing import NamedTuple

from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.desk import Desk
from crm_desk.desk.edits import Replace
from crm_desk.domain.customers.subscriptions import names_subscription
from crm_desk.store.connection import Connection
from crm_desk.store.customers import products as rows

MOST_PROPOSED = 500
"""Products that are asked about at once; the rest comes up after them."""


class SoldProduct(NamedTuple):
    """A product whose name sounds like a subscription."""

    id: int
    name: str


def proposed(desk: Desk) -> tuple[SoldProduct, ...]:
    """Products that nobody was asked about and whose names sound like subscriptions."""
    found = desk.store.read(rows.undecided)
    named = [SoldProduct(*row) for row in found if names_subscription(row[1])]
    return tuple(named[:MOST_PROPOSED])


def decide(desk: Desk, products: tuple[SoldProduct, ...], *, subscription: bool) -> Changes:
    """Say whether these are subscriptions; their orders follow. Can be undone."""
    ids = tuple(product.id for product in products)

    def write(connection: Connection, said: bool | None) -> None:
        rows.decide(connection, ids, said)

    changes = Changes(frozenset({Topic.ORDERS}))
    edit = Replace("subscriptions", None, subscription, write, changes, until_import=True)
    return desk.apply(edit)
