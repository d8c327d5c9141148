"""Edits of customers: who is whom, and who counts in the figures."""

from collections.abc import Sequence
from typing import NamedTuple

from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.desk import Desk
from crm_desk.desk.edits import Replace
from crm_desk.store.connection import Connection
from crm_desk.store.customers import joins as rows

CHANGED = Changes(frozenset({Topic.CUSTOMERS}))


def forget_steps(desk: Desk) -> None:
    """Customers or products came or went: steps that name some by their ids can't be taken back."""
    desk.history.forget(lambda edit: edit.until_import)


class CustomerRelations(NamedTuple):
    """How some customers stand to one another and to the figures.

    Attributes:
        joined: what each is joined to and by what.
        parted: whether each pair is kept apart.
        excluded: whether each is left out of the figures.
    """

    joined: tuple[tuple[int, rows.Join], ...]
    parted: tuple[tuple[rows.Pair, bool], ...]
    excluded: tuple[tuple[int, bool], ...]


def difference(
    before: rows.Joins, after: rows.Joins, label_key: str
) -> Replace[CustomerRelations] | None:
    """The edit that leads from one state to another; None where they are the same."""
    joined = before.joined.items() ^ after.joined.items()
    customers = sorted({customer for customer, _ in joined})
    pairs = sorted(before.parted ^ after.parted)
    excluded = sorted(before.excluded ^ after.excluded)
    if not (customers or pairs or excluded):
        return None

    def relations(state: rows.Joins) -> CustomerRelations:
        return CustomerRelations(
            tuple((customer, state.joined.get(customer, rows.ALONE)) for customer in customers),
            tuple((pair, pair in state.parted) for pair in pairs),
            tuple((customer, customer in state.excluded) for customer in excluded),
        )

    return Replace(
        label_key, relations(before), relations(after), _write, CHANGED, until_import=True
    )


def _write(connection: Connection, relations: CustomerRelations) -> None:
    rows.put(
        connection,
        relations.joined,
        [pair for pair, apart in relations.parted if apart],
        [pair for pair, apart in relations.parted if not apart],
        relations.excluded,
    )


def keep_in(ids: Sequence[int]) -> Replace[bool]:
    """The edit for customers who count though their orders are large; proposed no more."""

    def write(connection: Connection, on: bool) -> None:
        rows.keep_in(connection, ids, on=on)

    return Replace("keep_in", False, True, write, CHANGED, until_import=True)
