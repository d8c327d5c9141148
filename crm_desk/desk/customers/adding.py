"""A person added without an order."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.customers import typed_facts
from crm_desk.desk.desk import Desk
from crm_desk.desk.edits import Replace
from crm_desk.domain.contacts.handles import email_key, phone_digits
from crm_desk.domain.contacts.written_name import without_title
from crm_desk.domain.customers import typed_facts as rules
from crm_desk.domain.customers.key import customer_key
from crm_desk.domain.customers.people import Facts
from crm_desk.domain.customers.typed_facts import TypedProblem
from crm_desk.store.connection import Connection
from crm_desk.store.contacts.shared import shop_contacts
from crm_desk.store.customers import added as rows
from crm_desk.store.customers import lists

CHANGED = Changes(frozenset({Topic.ORDERS, Topic.CUSTOMERS}))


class Duplicate(NamedTuple):
    """Somebody who may be the one to be added.

    Attributes:
        reason: key of the words, `customers.reason_<reason>`.
    """

    customer: lists.Listed
    reason: str


def problems(desk: Desk, texts: Mapping[str, str]) -> list[TypedProblem]:
    """Why this person can't be added yet, in the order of the form.

    What tells who somebody is missing is noted of the field `contact`: a telephone, an e-mail
    address, or an address; a person without any could not be found again in an order.
    """
    found = typed_facts.problems(texts)
    if not found and not _keys(desk, texts):
        found.append(TypedProblem("contact", "contact_missing"))
    elif not found and _free_key(desk, texts) is None:
        found.append(TypedProblem("contact", "known_already"))
    return found


def duplicates(desk: Desk, texts: Mapping[str, str]) -> list[Duplicate]:
    """Who may be this person already."""
    values = _clean(texts)

    def work(connection: Connection) -> list[Duplicate]:
        found = rows.alike(connection, values)
        listed = lists.listed(connection, [one.customer for one in found])
        return [Duplicate(listed[one.customer], one.reason) for one in found]

    return desk.store.read(work)


def add(desk: Desk, texts: Mapping[str, str], source: str, now: datetime) -> tuple[int, Changes]:
    """Keep a new person; returns the customer's id and what changed.

    Args:
        texts: by field of `TYPED_FIELDS`, without `problems`.
        source: the label that what is entered by hand stands under.
        now: the shop's clock.

    Raises:
        ValueError: there are `problems`.
    """
    values, key = _clean(texts), _free_key(desk, texts)
    if key is None or problems(desk, texts):
        raise ValueError("the form is not filled in")
    entry = rows.AddedPerson(
        *(0, 0, 0, 0),
        source=source,
        key=key,
        entered_at=now,
        before=(),
        typed=(),
        is_new_source=False,
        is_new_person=False,
    )
    entry = desk.store.read(lambda connection: rows.numbered(connection, entry))
    said = {name: value for name, value in values.items() if value}
    typed = rules.added(entry.before, said, Facts(key), now.date().toordinal())
    entry = entry._replace(typed=typed)
    return entry.customer_id, desk.apply(_insert(entry, values["name"]))


def _insert(entry: rows.AddedPerson, name: str) -> Replace[rows.AddedPerson | None]:
    def write(connection: Connection, kept: rows.AddedPerson | None) -> None:
        if kept is None:
            rows.remove(connection, entry)
        else:
            rows.insert(connection, kept)

    named = {"name": without_title(name)[0]}
    return Replace("add_person", None, entry, write, CHANGED, label_values=named, until_import=True)


def _clean(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: rules.clean_fact(name, text) for name, text in texts.items()}


def _keys(desk: Desk, texts: Mapping[str, str]) -> list[str]:
    """Keys that orders of this person may come with, the most telling first.

    Several, for a family may share the e-mail address or the telephone of one who is here.
    """
    said, shops = _clean(texts), desk.store.read(shop_contacts)
    email, phone = said.get("email", ""), said.get("phone", "")
    email = "" if email_key(email) in shops else email
    phone = "" if phone_digits(phone) in shops else phone
    rest = said.get("name", ""), said.get("postcode", ""), said.get("address", "")
    tried = ((email, phone), ("", phone), ("", ""))
    found = (customer_key("", *contacts, *rest) for contacts in tried)
    return [key for key in dict.fromkeys(found) if key is not None]


def _free_key(desk: Desk, texts: Mapping[str, str]) -> str | None:
    keys = _keys(desk, texts)
    taken = desk.store.read(lambda c: [rows.is_taken(c, key) for key in keys])
    return next((key for key, gone in zip(keys, taken, strict=True) if not gone), None)
