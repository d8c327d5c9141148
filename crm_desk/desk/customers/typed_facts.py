"""A person's facts, corrected by the shop: what was typed wins over files, and can be undone."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crm_desk.desk.changes import NOTHING, Changes, Topic
from crm_desk.desk.contacts.persons import persons_for
from crm_desk.desk.desk import Desk
from crm_desk.desk.edits import Replace
from crm_desk.domain.contacts.addressee import Contact
from crm_desk.domain.contacts.written_name import without_title
from crm_desk.domain.customers import typed_facts as rules
from crm_desk.domain.customers.typed_facts import LONGEST as LONGEST
from crm_desk.domain.customers.typed_facts import PLACE as PLACE
from crm_desk.domain.customers.typed_facts import TYPED_FIELDS as TYPED_FIELDS
from crm_desk.domain.customers.typed_facts import TypedFact, TypedProblem
from crm_desk.domain.errors import ReportableError
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import people as contacts_people
from crm_desk.store.customers import corrections, joins, lists
from crm_desk.store.persons import PersonLink

CHANGED = Changes(frozenset({Topic.CUSTOMERS}))


class ShownFact(NamedTuple):
    """One field of a person.

    Attributes:
        text: as it is typed; a day is written 2026-11-28.
        typed_on: the day on which the shop typed it; None where it is from files.
        in_files: what files say, "" where that is the same or nothing.
        is_news: files say so since it was typed here.
    """

    text: str
    typed_on: date | None = None
    in_files: str = ""
    is_news: bool = False


def shown_facts(
    connection: Connection, customer: int, known: lists.CustomerRecord, home: Contact
) -> dict[str, ShownFact]:
    """Every field of a person that can be typed, by name.

    Args:
        customer: the one that stands for the person, with what is known of it.
        home: address and telephone of the person under all names.
    """
    given = corrections.known(connection, customer)
    typed = rules.current(given.typed)
    news = rules.said_otherwise(typed, given.said)
    row = lists.listed(connection, [customer])[customer]
    texts = {
        "name": row.name,
        "kana": row.kana,
        "phone": home.phone or home.shop_phone,
        "email": row.email or row.shop_email,
        "postcode": home.postcode,
        "address": home.address,
        "birthday": rules.as_text(known.birthday.toordinal() if known.birthday else None),
        "company": home.company,
        "note": known.note,
    }
    found = {}
    for name, text in texts.items():
        fact, said = typed.get(name), rules.as_text(given.said.values.get(name))
        if fact is None:
            found[name] = ShownFact(text)
        else:
            other = "" if rules.is_same(name, said, fact.value) else said
            found[name] = ShownFact(text, date.fromordinal(fact.day), other, name in news)
    return found


def problems(texts: Mapping[str, str]) -> list[TypedProblem]:
    """Why these texts, by field, can't be kept; in the order of forms."""
    found = (rules.problem_of(name, texts[name]) for name in TYPED_FIELDS if name in texts)
    return [problem for problem in found if problem is not None]


def keep(desk: Desk, customer: int, texts: Mapping[str, str], day: date) -> Changes:
    """Keep what was typed of a person; what is the same as before changes nothing.

    Args:
        texts: by field, without `problems`; post code and address come together.
        day: the shop's today.

    Raises:
        ReportableError: `customer_gone`.
    """
    values = {name: rules.clean_fact(name, text) for name, text in texts.items()}

    def work(connection: Connection) -> Replace[tuple[TypedFact, ...]] | None:
        root, record, home = _person(connection, customer)
        shown = shown_facts(connection, root, record, home)
        if all(value == shown[name].text for name, value in values.items()):
            return None
        known = corrections.known(connection, root)
        said = {name: rules.as_text(known.said.values.get(name)) for name in values}
        after = (
            # Typed as files have it: they go on saying it.
            rules.without(known.typed, values)
            if values == said
            else rules.added(known.typed, values, known.said, day.toordinal())
        )
        return _edit(connection, root, tuple(values)[-1], known.typed, after)

    edit = desk.store.read(work)
    return desk.apply(edit) if edit else NOTHING


def take_file(desk: Desk, customer: int, field: str) -> Changes:
    """Let what files say of a field hold again.

    Raises:
        ReportableError: `customer_gone`.
    """

    def work(connection: Connection) -> Replace[tuple[TypedFact, ...]]:
        root, _, _ = _person(connection, customer)
        typed = corrections.known(connection, root).typed
        after = rules.without(typed, rules.together(field))
        return _edit(connection, root, field, typed, after)

    return desk.apply(desk.store.read(work))


def keep_typed(desk: Desk, customer: int, field: str) -> Changes:
    """What files say of a field is known: what was typed stays, and nothing is asked.

    Raises:
        ReportableError: `customer_gone`.
    """

    def work(connection: Connection) -> Replace[tuple[TypedFact, ...]]:
        root, _, _ = _person(connection, customer)
        known = corrections.known(connection, root)
        after = rules.acknowledged(known.typed, rules.together(field), known.said)
        return _edit(connection, root, field, known.typed, after)

    return desk.apply(desk.store.read(work))


def _person(connection: Connection, customer: int) -> tuple[int, lists.CustomerRecord, Contact]:
    root = joins.root_of(connection, customer)
    record = None if root is None else lists.customer_record(connection, root)
    if root is None or record is None:
        raise ReportableError("customer_gone")
    return root, record, contacts_people.people(connection, [root])[root]


def _edit(
    connection: Connection,
    customer: int,
    field: str,
    before: tuple[TypedFact, ...],
    after: tuple[TypedFact, ...],
) -> Replace[tuple[TypedFact, ...]]:
    ids, links = persons_for(connection, [customer])
    name = lists.listed(connection, [customer])[customer].name
    return typed_edit(f"typed_{field}", name, ids[customer], links, (before, after))


def typed_edit(
    label_key: str,
    name: str,
    person: int,
    links: Sequence[PersonLink],
    sides: tuple[tuple[TypedFact, ...], tuple[TypedFact, ...]],
) -> Replace[tuple[TypedFact, ...]]:
    """The edit that keeps other things as typed of a person; it outlives imports.

    Args:
        name: the person's, without form of address in the step's name.
        sides: everything typed before, and after.
    """

    def write(connection: Connection, typed: tuple[TypedFact, ...]) -> None:
        corrections.put(connection, links, person, typed)

    named = {"name": without_title(name)[0]}
    return Replace(label_key, *sides, write, CHANGED, label_values=named)
