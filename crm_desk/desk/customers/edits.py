"""Edits of customers: who is whom, and who counts in the figures."""

from dataclasses import dataclass, replace

from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.customers.subscriptions import DecideSubscriptions
from crm_desk.desk.desk import Desk
from crm_desk.desk.edits import Edit
from crm_desk.store.connection import Connection
from crm_desk.store.customers import joins as rows

CHANGED = Changes(frozenset({Topic.CUSTOMERS}))


class CustomerEdit:
    """A step that names customers by their ids, and so holds only until the next import."""

    def merged(self, later: Edit) -> Edit | None:
        """See Edit. It stays a step of its own."""
        return None


def forget_steps(desk: Desk) -> None:
    """Customers or products came or went: steps that name some by their ids can't be taken back."""
    desk.history.forget(lambda edit: isinstance(edit, CustomerEdit | DecideSubscriptions))


@dataclass(frozen=True)
class ReplaceStanding(CustomerEdit):
    """How customers stand to one another and to the figures; only what differs is in it.

    Attributes:
        before, after: (customer, what it is joined to and by what).
        parted: pairs that this parts.
        together: pairs that this no longer keeps apart.
        left_out, counted: customers that this leaves out of the figures, or counts again.
    """

    before: tuple[tuple[int, rows.Join], ...]
    after: tuple[tuple[int, rows.Join], ...]
    parted: frozenset[rows.Pair]
    together: frozenset[rows.Pair]
    left_out: frozenset[int]
    counted: frozenset[int]
    label_key: str

    def __bool__(self) -> bool:
        return self.before != self.after or any(
            (self.parted, self.together, self.left_out, self.counted)
        )

    @property
    def label(self) -> tuple[str, dict[str, str]]:
        """See Edit."""
        return self.label_key, {}

    def apply(self, connection: Connection) -> Changes:
        """See Edit."""
        excluded = [(id_, True) for id_ in self.left_out]
        excluded += [(id_, False) for id_ in self.counted]
        rows.put(connection, self.after, self.parted, self.together, excluded)
        return CHANGED

    def inverse(self) -> "ReplaceStanding":
        """See Edit."""
        return replace(
            self,
            before=self.after,
            after=self.before,
            parted=self.together,
            together=self.parted,
            left_out=self.counted,
            counted=self.left_out,
        )


@dataclass(frozen=True)
class CustomerSteps(CustomerEdit):
    """Several edits as one step, carried out in their order."""

    edits: tuple[Edit, ...]
    label_key: str

    @property
    def label(self) -> tuple[str, dict[str, str]]:
        """See Edit."""
        return self.label_key, {}

    def apply(self, connection: Connection) -> Changes:
        """See Edit."""
        changes = [edit.apply(connection) for edit in self.edits]
        return Changes(frozenset().union(*(each.topics for each in changes)))

    def inverse(self) -> "CustomerSteps":
        """See Edit."""
        return replace(self, edits=tuple(edit.inverse() for edit in reversed(self.edits)))


def difference(before: rows.Joins, after: rows.Joins, label_key: str) -> ReplaceStanding:
    """The edit that leads from one state to another."""
    changed = sorted(
        id_
        for id_ in before.joined.keys() | after.joined.keys()
        if before.joined.get(id_) != after.joined.get(id_)
    )
    return ReplaceStanding(
        before=tuple((id_, before.joined.get(id_, rows.ALONE)) for id_ in changed),
        after=tuple((id_, after.joined.get(id_, rows.ALONE)) for id_ in changed),
        parted=after.parted - before.parted,
        together=before.parted - after.parted,
        left_out=after.excluded - before.excluded,
        counted=before.excluded - after.excluded,
        label_key=label_key,
    )


@dataclass(frozen=True)
class KeepIn(CustomerEdit):
    """Customers who count in the figures though their orders are large; proposed no more."""

    ids: tuple[int, ...]
    on: bool = True

    @property
    def label(self) -> tuple[str, dict[str, str]]:
        """See Edit."""
        return "keep_in", {}

    def apply(self, connection: Connection) -> Changes:
        """See Edit."""
        rows.keep_in(connection, self.ids, on=self.on)
        return CHANGED

    def inverse(self) -> "KeepIn":
        """See Edit."""
        return replace(self, on=not self.on)
