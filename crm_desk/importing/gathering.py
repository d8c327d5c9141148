"""The people of an order file, gathered from its orders."""

from collections.abc import Iterator
from itertools import compress
from operator import itemgetter
from typing import Any

from crm_desk.domain.contacts.places import with_newer
from crm_desk.domain.customers.fields import PERSON_FIELDS
from crm_desk.domain.customers.key import customer_key, member_id
from crm_desk.domain.customers.people import Facts, handles
from crm_desk.importing.memo import Memo

_SAID = tuple(field.file_field for field in PERSON_FIELDS if field.in_orders)
"""What an order says of its customer."""

_NAMES = tuple(field.name for field in PERSON_FIELDS)
_STAGED = tuple((field.file_field, field.unsaid) for field in PERSON_FIELDS)

WHO = ("customer", "email", "phone", "name", "postcode", "address")
"""What a customer key is made from, in the order of `customer_key`."""

_who, _said = itemgetter(*WHO), itemgetter(*_SAID)


class _Person:
    """One customer: how many rows, and until when which facts were said."""

    __slots__ = ("number", "rows", "said")

    def __init__(self, number: int) -> None:
        self.number, self.rows = number, 0
        self.said: dict[tuple[Any, ...], int] = {}


class People:
    """Everyone who ordered, by customer key, numbered from `first` on."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._people: dict[str, _Person] = {}
        self._keys: Memo[tuple[str | None, ...], str] = Memo(
            lambda who: customer_key(*(part or "" for part in who))
        )

    def __len__(self) -> int:
        return len(self._people)

    def number(self, head: dict[str, Any], rows: int) -> int | None:
        """The number of an order's customer; None where the order names nobody.

        Args:
            head: what the order says, by field.
            rows: of the order.
        """
        key = self._keys[_who(head)]
        if key is None:
            return None
        person = self._people.get(key)
        if person is None:
            person = self._people[key] = _Person(self._first + len(self))
        person.rows += rows
        said = _said(head)
        # Most people say the same each time: one entry each, with the last day it was said.
        person.said[said] = max(head["day"], person.said.get(said, 0))
        return person.number

    def several(self) -> list[int]:
        """Numbers of those known by their e-mail address alone under different names."""
        name = _SAID.index("name")
        return [
            person.number
            for key, person in self._people.items()
            if key.startswith("e:") and len({said[name] for said in person.said}) > 1
        ]

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows of `staged_person`, by number."""
        for key, person in self._people.items():
            seen = max(person.said.values())
            facts = _newest(person.said)
            if "consent" in facts:
                facts["consent_date"] = seen
            yield staged_person(person.number, key, seen, facts, person.rows)


def staged_person(
    number: int, key: str, seen_day: int, facts: dict[str, Any], rows: int
) -> tuple[Any, ...]:
    """(id, key, seen day, *PERSON_FIELDS, *Handles, rows) for the staging file.

    What the person is found by is worked out here, in the child: the desk only copies it.

    Args:
        facts: what the file says, by the names of its layout's fields.
    """
    facts["customer"] = member_id(facts.get("customer", ""))
    values = [facts.get(name, unsaid) for name, unsaid in _STAGED]
    said = Facts(key, seen_day, dict(zip(_NAMES, values, strict=True)))
    return (number, key, seen_day, *values, *handles(said, mall=False), rows)


def _newest(said: dict[tuple[Any, ...], int]) -> dict[str, Any]:
    """Field by field the newest that says something; equal days by their texts."""
    known: dict[str, Any] = {}
    # Most people say one thing only: nothing to sort.
    ordered = said if len(said) == 1 else sorted(said, key=lambda facts: (said[facts], repr(facts)))
    for facts in ordered:
        filled = [fact is not None for fact in facts]
        known = with_newer(known, dict(compress(zip(_SAID, facts, strict=True), filled)))
    return known
