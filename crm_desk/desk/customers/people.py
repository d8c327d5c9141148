"""Customers: looked up, joined where they are one person, parted, left out of the figures."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from crm_desk.desk.changes import NOTHING, Changes
from crm_desk.desk.contacts.consent import left_to_each
from crm_desk.desk.customers import edits
from crm_desk.desk.customers.typed_facts import ShownFact, shown_facts
from crm_desk.desk.desk import Desk
from crm_desk.desk.edits import Edit, Replace, Several
from crm_desk.domain.contacts.addressee import Contact
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.texts import Texts
from crm_desk.store import persons
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import people as contacts_people
from crm_desk.store.contacts.reach import lookalikes
from crm_desk.store.customers import joins, lists
from crm_desk.store.customers.lists import SORTS as SORTS
from crm_desk.store.customers.lists import CustomerRecord as CustomerRecord
from crm_desk.store.customers.lists import Listed as Listed
from crm_desk.store.customers.lists import Order as Order
from crm_desk.store.store import never

if TYPE_CHECKING:
    from array import array

T = TypeVar("T")

REASONS = ("no_contact", "email", "phone", "name_postcode", "name_address")
"""Why two customers may be one person, the most telling first.

`no_contact`: one of them is 連絡不可, and the other is held back until it is answered.
"""
_WEIGHTS = {"no_contact": 100, "email": 4, "phone": 3, "name_postcode": 4, "name_address": 4}


class SearchResult(NamedTuple):
    """The persons that a search found.

    Attributes:
        ids: of the persons found, in the order asked for.
        held: persons in the desk.
    """

    ids: "array[int]"
    held: int


class PossibleDuplicate(NamedTuple):
    """Two persons that may be one.

    Attributes:
        reasons: what they share, of `REASONS`.
    """

    one: int
    other: int
    reasons: tuple[str, ...]


class Name(NamedTuple):
    """A customer that is joined to a person.

    Attributes:
        by: `email` where the program did it, `hand` where a person did.
    """

    customer: Listed
    by: str
    source: str


@dataclass(frozen=True)
class Person:
    """One person with everything under all its names.

    Attributes:
        home: address and telephone that a letter would have, of whichever name.
        facts: what the shop may type, by field.
    """

    customer: Listed
    known: CustomerRecord
    home: Contact
    names: tuple[Name, ...]
    facts: Mapping[str, ShownFact]


def find(desk: Desk, words: str, sort: str, *, descending: bool) -> SearchResult:
    """Look persons up, on any thread; see `store.customers.lists.find`."""

    def work(connection: Connection) -> SearchResult:
        ids = lists.find(connection, words, sort, descending=descending)
        return SearchResult(ids, lists.held(connection))

    return desk.store.read_in_worker(work)


def listed(desk: Desk, ids: Sequence[int]) -> dict[int, Listed]:
    """These customers as lists show them; those that are gone are left out."""
    return desk.store.read(lambda connection: lists.listed(connection, ids))


def listed_in_worker(desk: Desk, ids: Sequence[int]) -> dict[int, Listed]:
    """As `listed`, on any thread."""
    return desk.store.read_in_worker(lambda connection: lists.listed(connection, ids))


def person(desk: Desk, customer: int) -> Person | None:
    """The person that a customer is, under whatever name; None when it is gone."""

    def work(connection: Connection) -> Person | None:
        known = lists.customer_record(connection, customer)
        root = customer
        if known is not None and known.joined_to is not None:
            root = known.joined_to
            known = lists.customer_record(connection, root)
        shown = lists.listed(connection, [root]).get(root)
        if known is None or shown is None:
            return None
        ids = lists.joined_ids(connection, root)
        others = lists.listed(connection, ids)
        names = []
        for id_ in ids:
            its = lists.customer_record(connection, id_)
            if its is not None:
                names.append(Name(others[id_], its.joined_by, its.source))
        home = contacts_people.people(connection, [root])[root]
        facts = shown_facts(connection, root, known, home)
        return Person(shown, known, home, tuple(names), facts)

    return desk.store.read(work)


def order(desk: Desk, id_: int) -> Order | None:
    """One order; None when it is gone."""
    return desk.store.read(lambda c: lists.order(c, id_))


def possible_duplicates(desk: Desk) -> tuple[PossibleDuplicate, ...]:
    """Persons that may be one, the likeliest first; on any thread. Nothing is joined by this."""
    found = desk.store.read_in_worker(_alike)
    reasons: dict[tuple[int, int], list[str]] = {}
    for reason in REASONS:
        for pair in found[reason]:
            reasons.setdefault(pair, []).append(reason)
    pairs = (PossibleDuplicate(*pair, tuple(why)) for pair, why in reasons.items())
    return tuple(sorted(pairs, key=lambda a: (-sum(map(_WEIGHTS.__getitem__, a.reasons)), a)))


def _alike(connection: Connection) -> dict[str, set[joins.Pair]]:
    held = lookalikes(connection)
    pairs = {(min(pair), max(pair)) for pair in held.items()}
    return joins.alike(connection) | {"no_contact": pairs}


def main_first(one: Listed, other: Listed) -> tuple[Listed, Listed]:
    """Of two names of one person the one to keep first: a member's, then who bought last."""

    def worth(customer: Listed) -> tuple[object, ...]:
        last = customer.last_day.toordinal() if customer.last_day else 0
        return bool(customer.member_no), last, customer.purchases, -customer.id

    return (one, other) if worth(one) >= worth(other) else (other, one)


class MergeRule(NamedTuple):
    """What a capability above has to do with customers who are joined or parted.

    Attributes:
        check: raises `ReportableError` where two persons (their customers) can't be one on a day.
        follow: the edit that belongs to the same step, of a person as they are afterwards (by the
            customer that stands for them); None where nothing is to be done.
    """

    check: Callable[[Desk, int, int, date], None]
    follow: Callable[[Connection, int, date, Texts], Edit | None]


MergeRules = Sequence[MergeRule]


def merge(desk: Desk, one: int, other: int, day: date, texts: Texts, rules: MergeRules) -> Changes:
    """Take two persons for one.

    Args:
        day: the shop's today.
        rules: of other capabilities (`desk.capabilities.MERGE_RULES`).

    Raises:
        ReportableError: `customer_gone`, and what a check says.
    """
    one, other = _roots(desk, one, other)
    if one == other:
        return NOTHING
    for rule in rules:
        rule.check(desk, one, other, day)
    found = listed(desk, (one, other))
    main, second = main_first(found[one], found[other])

    def work(connection: Connection) -> list[Edit]:
        joins.merge(connection, main.id, second.id)
        return _following(connection, (main.id,), day, texts, rules)

    edit, following = _tried(desk, "merge", work)
    return NOTHING if edit is None else desk.apply(_together("merge", [edit, *following]))


def keep_apart(desk: Desk, one: int, other: int) -> Changes:
    """Two persons are two: they are not suggested again.

    Raises:
        ReportableError: `customer_gone`.
    """
    roots = _roots(desk, one, other)
    if roots[0] == roots[1]:
        return NOTHING

    def work(connection: Connection) -> None:
        some, others = (persons.group(connection, root) for root in roots)
        joins.keep_apart(connection, some, others)

    return _change(desk, "apart", work)


def part(desk: Desk, customer: int, day: date, texts: Texts, rules: MergeRules) -> Changes:
    """Let a joined customer stand for itself again; it is not joined or suggested again.

    Args:
        day, rules: as `merge` has them.
    """

    def work(connection: Connection) -> list[Edit]:
        root = joins.root_of(connection, customer)
        joins.part(connection, customer)
        both = [id_ for id_ in (customer, root) if id_ is not None]
        return _following(connection, both, day, texts, rules)

    edit, following = _tried(desk, "part", work)
    if edit is None:
        return NOTHING
    said = desk.store.read(lambda c: left_to_each(c, customer))
    first = () if said is None else (said,)
    return desk.apply(_together("part", [*first, edit, *following]))


def set_excluded(desk: Desk, ids: Sequence[int], *, excluded: bool) -> Changes:
    """Leave persons out of the figures (wholesale, staff, tests), or count them again."""
    return _change(
        desk,
        "exclude" if excluded else "include",
        lambda c: joins.put(c, (), (), (), [(id_, excluded) for id_ in ids]),
    )


def keep_in(desk: Desk, ids: Sequence[int]) -> Changes:
    """These count, however large their orders are: they are not proposed for leaving out again."""
    return desk.apply(edits.keep_in(tuple(ids)))


def _roots(desk: Desk, *ids: int) -> tuple[int, int]:
    """What was on screen may be joined by now: those who stand for two customers.

    Raises:
        ReportableError: `customer_gone`.
    """
    one, other = desk.store.read(lambda c: [joins.root_of(c, id_) for id_ in ids])
    if one is None or other is None:
        raise ReportableError("customer_gone")
    return one, other


def _change(desk: Desk, label_key: str, work: Callable[[Connection], object]) -> Changes:
    edit, _ = _tried(desk, label_key, work)
    return desk.apply(edit) if edit else NOTHING


def _tried(
    desk: Desk, label_key: str, work: Callable[[Connection], T]
) -> tuple[Replace[edits.CustomerRelations] | None, T]:
    """The edit that a change of joins comes to, and what `work` found once it was made."""
    before, after, found = desk.store.write(lambda c: joins.rehearse(c, work), never)
    return edits.difference(before, after, label_key), found


def _following(
    connection: Connection, roots: Iterable[int], day: date, texts: Texts, rules: MergeRules
) -> list[Edit]:
    found = (rule.follow(connection, root, day, texts) for root in roots for rule in rules)
    return [edit for edit in found if edit is not None]


def _together(label_key: str, every: Sequence[Edit]) -> Edit:
    """Edits as one step, until the next import."""
    return every[0] if len(every) == 1 else Several(label_key, tuple(every), until_import=True)
