"""A person's data by table: what is held of one person, and how it is erased.

Every table that holds something of a person has one row of this kind, in `person_data.py` of its
capability; `desk/capabilities.py` lists them all, those that hang on others before them.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from crm_desk.domain.names import fold_name
from crm_desk.store.connection import Connection

Row = dict[str, Any]
OF_CUSTOMERS = "IN (SELECT value FROM json_each(:customers))"
"""SQL for: one of the customers that the person is."""
OF_PERSONS = "IN (SELECT value FROM json_each(:persons))"
WHOSE_NAME = (
    "LEFT JOIN person p ON p.id = {0}.person_id LEFT JOIN customer c ON c.id = p.customer_id"
)
"""SQL for: the names of the person whom a row is of, of `format` with its table; see `A_NAME`."""
A_NAME = "coalesce(nullif(c.name, ''), p.former_name, '')"
OF_ORDERS = f"IN (SELECT id FROM shop_order WHERE customer_id {OF_CUSTOMERS})"


class Subject(NamedTuple):
    """One person, under every name.

    Attributes:
        customers: ids, the one that stands for all of them first.
        persons: ids of their rows of `person`.
        words: what was ever said of who they are, as written.
        contacts: their e-mail addresses and telephones, as compared.
    """

    customers: tuple[int, ...]
    persons: tuple[int, ...]
    words: tuple[str, ...]
    contacts: tuple[str, ...]

    @property
    def values(self) -> dict[str, str]:
        """What the statements of this module are bound to."""
        return {"customers": json.dumps(self.customers), "persons": json.dumps(self.persons)}


class PersonTable(NamedTuple):
    """What one table holds of a person.

    Attributes:
        read: rows of a person, by names of `personal.column_*`; days are ordinals, money is in
            minor units, quantities are in thousandths.
        erase: removes them, or what in them is of the person.
    """

    table: str
    read: Callable[[Connection, Subject], list[Row]]
    erase: Callable[[Connection, Subject], object]


class FreeText(NamedTuple):
    """Texts that the shop types about other things, in which a person may be named.

    Attributes:
        place: names `personal.text_*`, which says where one stands.
        sql: selects a label that tells one from the others, and the text.
    """

    place: str
    sql: str


class Mention(NamedTuple):
    """A text that names a person; as `FreeText`."""

    place: str
    label: str


def mentions_in(
    connection: Connection, words: Iterable[str], texts: Iterable[FreeText]
) -> list[Mention]:
    """Texts in which one of a person's words stands."""
    names = Mentions(words)
    return [
        Mention(one.place, str(label or ""))
        for one in texts
        for label, text in connection.execute(one.sql)
        if names(text)
    ]


def selecting(sql: str) -> Callable[[Connection, Subject], list[Row]]:
    """Reads by a statement; its columns' names are those of the texts."""

    def read(connection: Connection, subject: Subject) -> list[Row]:
        cursor = connection.execute(sql, subject.values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    return read


def nothing(_connection: Connection, _subject: Subject) -> list[Row]:
    """What the table holds is worked out from others, or told with them."""
    return []


def running(*statements: str) -> Callable[[Connection, Subject], object]:
    """Erases by statements."""

    def erase(connection: Connection, subject: Subject) -> None:
        for sql in statements:
            connection.execute(sql, subject.values)

    return erase


def kept(_connection: Connection, _subject: Subject) -> None:
    """Nothing in the table tells who it was."""


class Mentions:
    """Finds a person's values in other texts, however wide and spaced they are written."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = {folded for word in words if (folded := _folded(word))}
        self._telling = [word for word in self._words if _tells(word)]

    def __call__(self, text: str) -> bool:
        """The text has one of them in it, or is one."""
        plain = _folded(text)
        return plain in self._words or any(word in plain for word in self._telling)

    def is_one(self, text: str) -> bool:
        """The text is one of them."""
        return _folded(text) in self._words


def _tells(word: str) -> bool:
    """It is no accident where it stands in a longer text: a member number of 12 is in 120 yen."""
    return len(word) > (_SHORTEST_PLAIN if word.isascii() else 1)


_SHORTEST_PLAIN = 5


def _folded(text: str) -> str:
    return "".join(sign for sign in fold_name(text) if sign not in "-‐−ー()")
