"""Edits of what people said and of approaches outside of plans.

They name people by numbers that outlive imports, and so stay valid when customers come and go.
"""

from dataclasses import dataclass, replace

from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.edits import SingleStep
from crm_desk.domain.contacts.consent import ConsentNote
from crm_desk.store import persons
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import approaches, consents

CHANGED = Changes(frozenset({Topic.FOLLOWUP}))
OutsideChange = tuple[approaches.Outside | None, approaches.Outside | None]
ConsentChange = tuple[int, ConsentNote | None, ConsentNote | None]
"""(followed, before, after); one of the notes tells the medium."""


@dataclass(frozen=True)
class ContactsEdit(SingleStep):
    """Approaches outside of plans and consents: each (before, after), None where none is.

    Attributes:
        followed: who has a number from now on; that stays when the edit is taken back.
    """

    label_key: str
    followed: tuple[persons.Followed, ...] = ()
    outside: tuple[OutsideChange, ...] = ()
    consents: tuple[ConsentChange, ...] = ()

    @property
    def label(self) -> tuple[str, dict[str, str]]:
        """See Edit."""
        return self.label_key, {}

    def apply(self, connection: Connection) -> Changes:
        """See Edit."""
        persons.put_followed(connection, self.followed)
        approaches.remove_outside(
            connection, (b.approach.id for b, after in self.outside if b and not after)
        )
        approaches.put_outside(connection, (after for _, after in self.outside if after))
        for followed, before, note in self.consents:
            if note is not None:
                consents.put_consent(connection, followed, note)
            elif before is not None:
                consents.remove_consent(connection, followed, before.medium)
        return CHANGED

    def inverse(self) -> "ContactsEdit":
        """See Edit."""
        return replace(
            self,
            outside=tuple((after, before) for before, after in self.outside),
            consents=tuple((who, after, before) for who, before, after in self.consents),
        )
