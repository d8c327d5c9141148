"""Edits of entries: whole records before and after, with what follows from them."""

from dataclasses import dataclass, replace

from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.edits import Edit
from crm_desk.desk.route import Route
from crm_desk.desk.timeline.complaints import EntryChange
from crm_desk.store.connection import Connection
from crm_desk.store.persons import PersonLink, put_persons
from crm_desk.store.timeline import entries as rows

_HOLDS_BACK = frozenset({Topic.FOLLOWUP})
"""Who may be reached is shown with the follow-up."""


@dataclass(frozen=True)
class EntryEdit(Edit):
    """Entries, each (before, after), None where none is.

    Attributes:
        new_persons: who is linked from now on; that stays when the edit is taken back.
        following: edits of other capabilities in the same step: a plan paused.
    """

    new_persons: tuple[PersonLink, ...] = ()
    entries: tuple[EntryChange, ...] = ()
    following: tuple[Edit, ...] = ()

    def apply(self, connection: Connection) -> Changes:
        """See Edit."""
        put_persons(connection, self.new_persons)
        rows.remove_entries(
            connection, (before.id for before, after in self.entries if before and not after)
        )
        rows.put_entries(connection, [after for _, after in self.entries if after])
        topics = {Topic.ENTRIES}
        for edit in self.following:
            topics |= edit.apply(connection).topics
        if any(entry is not None and entry.case for pair in self.entries for entry in pair):
            topics |= _HOLDS_BACK
        return Changes(frozenset(topics), self._place())

    def inverse(self) -> "EntryEdit":
        """See Edit."""
        return replace(
            self,
            entries=tuple((after, before) for before, after in self.entries),
            following=tuple(edit.inverse() for edit in reversed(self.following)),
        )

    def _place(self) -> Route | None:
        for before, after in self.entries:
            shown = after or before
            if shown is not None and shown.case is not None:
                return Route("customers", "cases", shown.id if after else None)
        return None
