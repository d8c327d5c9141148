"""Edits as data: each can be carried out, and each knows its inverse."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from crm_desk.desk.changes import Changes
from crm_desk.store.connection import Connection

T = TypeVar("T")


@dataclass(frozen=True)
class Edit(ABC):
    """One step of a person's work; carried out in one transaction.

    Attributes:
        label_key: of the text that names it (`undo.*`).
        label_values: what that text has placeholders for.
        until_import: it names customers or products by their ids, and so holds only until the
            next import.
    """

    label_key: str
    label_values: dict[str, str] = field(default_factory=dict, kw_only=True)
    until_import: bool = field(default=False, kw_only=True)

    @property
    def label(self) -> tuple[str, dict[str, str]]:
        """Key and placeholders of the text that names it."""
        return self.label_key, self.label_values

    @abstractmethod
    def apply(self, connection: Connection) -> Changes:
        """Carry it out."""

    @abstractmethod
    def inverse(self) -> "Edit":
        """The edit that takes it back exactly."""

    def merged(self, later: "Edit") -> "Edit | None":
        """Both as one step, where `later` goes on with the same field; most stay two steps."""
        return None


@dataclass(frozen=True)
class Replace(Edit, Generic[T]):
    """One value in the place of another.

    Attributes:
        write: keeps a value, whichever is there.
        changes: what pages have to follow.
    """

    before: T
    after: T
    write: Callable[[Connection, T], object]
    changes: Changes

    def apply(self, connection: Connection) -> Changes:
        """See Edit."""
        self.write(connection, self.after)
        return self.changes

    def inverse(self) -> "Replace[T]":
        """See Edit."""
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True)
class Several(Edit):
    """Edits as one step, carried out in their order."""

    edits: tuple[Edit, ...]

    def apply(self, connection: Connection) -> Changes:
        """See Edit."""
        changes = [edit.apply(connection) for edit in self.edits]
        return Changes(frozenset().union(*(each.topics for each in changes)))

    def inverse(self) -> "Several":
        """See Edit."""
        return replace(self, edits=tuple(edit.inverse() for edit in reversed(self.edits)))
