"""Which products are subscriptions (定期): proposed by their names, confirmed once by the shop."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.desk import Desk
from crm_desk.domain.customers.subscriptions import names_subscription
from crm_desk.store.connection import Connection
from crm_desk.store.customers import products as rows

_AT_ONCE = 500


class Product(NamedTuple):
    """A product whose name sounds like a subscription."""

    id: int
    name: str


def proposed(desk: Desk) -> tuple[Product, ...]:
    """Products that nobody was asked about and whose names sound like subscriptions."""
    found = desk.store.read(rows.undecided)
    named = [Product(*row) for row in found if names_subscription(row[1])]
    return tuple(named[:_AT_ONCE])


def decide(desk: Desk, products: tuple[Product, ...], *, subscription: bool) -> Changes:
    """Say whether these are subscriptions; their orders follow. Can be undone."""
    ids = tuple(product.id for product in products)
    return desk.apply(DecideSubscriptions(ids, None, subscription))


@dataclass(frozen=True)
class DecideSubscriptions:
    """What was said of products, before and after."""

    products: tuple[int, ...]
    before: bool | None
    after: bool | None

    @property
    def label(self) -> tuple[str, dict[str, str]]:
        """See Edit."""
        return "subscriptions", {}

    def apply(self, connection: Connection) -> Changes:
        """See Edit."""
        rows.decide(connection, self.products, self.after)
        return Changes(frozenset({Topic.ORDERS}))

    def inverse(self) -> "DecideSubscriptions":
        """See Edit."""
        return replace(self, before=self.after, after=self.before)

    def merged(self, later: object) -> None:
        """See Edit. Always a step of its own."""
