"""Edits as data: each can be carried out, and each knows its inverse."""

from dataclasses import dataclass
from typing import Protocol

from crm_desk.desk.changes import Changes, Topic
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection


class Edit(Protocol):
    """One step of a person's work; carried out in one transaction."""

    @property
    def label(self) -> tuple[str, dict[str, str]]:
        """Key and placeholders of the text that names it (`undo.*`)."""

    def apply(self, connection: Connection) -> Changes:
        """Carry it out."""

    def inverse(self) -> "Edit":
        """The edit that takes it back exactly."""

    def merged(self, later: "Edit") -> "Edit | None":
        """Both as one step, where `later` goes on with the same field."""


class SingleStep:
    """An edit that stays a step of its own."""

    def merged(self, later: Edit) -> Edit | None:
        """See Edit."""
        return None


@dataclass(frozen=True)
class ReplaceShopName(SingleStep):
    """The shop's name, before and after."""

    before: str
    after: str

    @property
    def label(self) -> tuple[str, dict[str, str]]:
        """See Edit."""
        return "shop_name", {}

    def apply(self, connection: Connection) -> Changes:
        """See Edit."""
        desk_info.put(connection, "shop_name", self.after)
        return Changes(frozenset({Topic.DESK}))

    def inverse(self) -> "ReplaceShopName":
        """See Edit."""
        return ReplaceShopName(self.after, self.before)
