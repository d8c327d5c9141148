"""Edits of what people said and of approaches outside of plans.

They name persons by ids that outlive imports, and so stay valid when customers come and go.
"""

from dataclasses import dataclass, replace

from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.edits import Edit
from crm_desk.domain.contacts.consent import ConsentNote
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import approaches, consents
from crm_desk.store.persons import PersonLink, put_persons

CHANGED = Changes(frozenset({Topic.FOLLOWUP}))
OutsideChange = tuple[approaches.Outside | None, approaches.Outside | None]
ConsentChange = tuple[int, ConsentNote | None, ConsentNote | None]
"""(person, before, after); one of the notes tells the medium."""


@dataclass(frozen=True)
class ContactsEdit(Edit):
    """Approaches outside of plans and consents: each (before, after), None where none is.

    Attributes:
        new_persons: who is linked from now on; that stays when the edit is taken back.
    """

    new_persons: tuple[PersonLink, ...] = ()
    outside: tuple[OutsideChange, ...] = ()
    consents: tuple[ConsentChange, ...] = ()

    def apply(self, connection: Connection) -> Changes:
        """See Edit."""
        put_persons(connection, self.new_persons)
        approaches.remove_outside(
            connection, (b.approach.id for b, after in self.outside if b and not after)
        )
        approaches.put_outside(connection, (after for _, after in self.outside if after))
        for person, before, note in self.consents:
            if note is not None:
                consents.put_consent(connection, person, note)
            elif before is not None:
                consents.remove_consent(connection, person, before.medium)
        return CHANGED

    def inverse(self) -> "ContactsEdit":
        """See Edit."""
        return replace(
            self,
            outside=tuple((after, before) for before, after in self.outside),
            consents=tuple((person, after, before) for person, before, after in self.consents),
        )
