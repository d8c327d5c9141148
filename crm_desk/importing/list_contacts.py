"""Contacts in a list of customers that are nobody's (import-doubts.md, rule 7)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from crm_desk.domain.contacts.handles import email_key, phone_digits
from crm_desk.domain.contacts.shared import Said, names_by_contact, shared_among
from crm_desk.domain.customers.fields import FILE_FIELDS
from crm_desk.domain.customers.key import customer_key
from crm_desk.importing.findings import Question, QuestionKind
from crm_desk.importing.gathering import WHO

SAID = tuple(field.file_field for field in FILE_FIELDS)
"""What a row of a list says, in this order."""
_KEY_OF = {"email": email_key, "phone": phone_digits}
_NAMES_SHOWN = 4


class ListRow(NamedTuple):
    """One row of a list.

    Attributes:
        number: in the file.
        who: what a customer key is made from, as `gathering.WHO`; "" where nothing is said.
        facts: as `SAID`; None where nothing is said.
    """

    number: int
    who: tuple[str, ...]
    facts: tuple[Any, ...]

    @property
    def key(self) -> str | None:
        """Whose row it is."""
        return customer_key(*self.who)

    def said(self) -> Said:
        """What tells people apart."""
        return Said(*(self.who[WHO.index(name)] for name in Said._fields))

    def shared(self, contacts: frozenset[str]) -> tuple[tuple[str, str], ...]:
        """(field, contact as written) of those of its contacts that are among these."""
        return tuple(
            (field, self.who[WHO.index(field)])
            for field, key_of in _KEY_OF.items()
            if key_of(self.who[WHO.index(field)]) in contacts
        )

    def without(self, fields: Iterable[str]) -> "ListRow":
        """The row as if it said nothing of these fields."""
        who, facts = list(self.who), list(self.facts)
        for field in fields:
            who[WHO.index(field)], facts[SAID.index(field)] = "", None
        return ListRow(self.number, tuple(who), tuple(facts))


def is_nobodys(rows: Sequence[ListRow]) -> bool:
    """Too many different people are in these rows, which have their e-mail address in common."""
    said = [row.said() for row in rows]
    return bool(rows) and email_key(said[0].email) in shared_among(said)


def question_about(rows: Sequence[ListRow], headers: Mapping[str, str]) -> Question:
    """Whose the e-mail address of these rows is."""
    contact = email_key(rows[0].said().email)
    names = names_by_contact(row.said() for row in rows)[contact]
    return shared_question(contact, headers, names)


def shared_question(contact: str, headers: Mapping[str, str], names: Sequence[str]) -> Question:
    """Whose a contact with these names is.

    Args:
        headers: of the columns `email` and `phone`.
    """
    shown = "、".join(names[:_NAMES_SHOWN]) + ("…" if len(names) > _NAMES_SHOWN else "")
    return Question(
        QuestionKind.SHARED,
        contact,
        headers["email" if "@" in contact else "phone"],
        contact,
        len(names),
        detail=shown,
        proposal="shop",
    )
