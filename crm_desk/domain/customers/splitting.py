"""Several people under one customer: told apart by the names that their orders carry."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from crm_desk.domain.contacts.handles import email_key, fold_address, phone_digits
from crm_desk.domain.customers.key import customer_key
from crm_desk.domain.names import fold_name


class Naming(NamedTuple):
    """Whom one order, or one import's facts, name.

    Attributes:
        order: id of the order; None where facts without an order are meant.
        batch: number of the import.
        day: as `date.toordinal()`.
        is_sure: the names are of this very order, not of its import as a whole.
        is_current: the order stands; it is no former version.
    """

    order: int | None
    batch: int
    day: int
    name: str
    kana: str
    phone: str
    postcode: str
    address: str
    is_sure: bool
    is_current: bool = True


class SplitPerson(NamedTuple):
    """One of the people under one customer.

    Attributes:
        key: of the customer that they become, as `customer_key` gives it.
        namings: everything that names them, oldest first.
    """

    key: str
    namings: tuple[Naming, ...]

    @property
    def newest(self) -> Naming:
        """What is said of them last."""
        return self.namings[-1]

    def said(self, field: str) -> str:
        """The newest that is said of a field; "" where nothing is."""
        return next((text for n in reversed(self.namings) if (text := getattr(n, field))), "")

    @property
    def orders(self) -> tuple[int, ...]:
        """Ids of their orders, former versions too."""
        return tuple(naming.order for naming in self.namings if naming.order is not None)

    @property
    def current_orders(self) -> int:
        """How many orders of theirs stand."""
        return sum(naming.order is not None and naming.is_current for naming in self.namings)


def people_under(
    namings: Iterable[Naming], shown: str, contact: str, shared: frozenset[str]
) -> tuple[SplitPerson, ...]:
    """The people whom orders name, the one whose name the customer shows first.

    Equal names are one person: under one address that is likelier than two of one name. What
    names nobody belongs to whoever has its telephone or address, else to the first.

    Args:
        shown: the name that the customer shows.
        contact: the e-mail address that they have in common, as compared.
        shared: contacts that are nobody's.
    """
    by_name: dict[str, list[Naming]] = {}
    unnamed: list[Naming] = []
    for naming in sorted(namings, key=lambda n: (n.day, n.order or 0, n.batch)):
        folded = fold_name(naming.name)
        if folded:
            by_name.setdefault(folded, []).append(naming)
        else:
            unnamed.append(naming)
    if not by_name:
        return ()
    first = fold_name(shown)
    if first not in by_name:
        first = max(by_name, key=lambda name: by_name[name][-1].day)
    whose = _names_by_place(by_name)
    for naming in unnamed:
        meant = {name for place in _places(naming) for name in whose.get(place, ())}
        by_name[meant.pop() if len(meant) == 1 else first].append(naming)
    names = [first, *(name for name in by_name if name != first)]
    return tuple(_person(name, by_name[name], contact, shared) for name in names)


def _places(naming: Naming) -> tuple[str, ...]:
    """Its telephone and its address, as far as there are any."""
    return tuple(filter(None, (phone_digits(naming.phone), fold_address(naming.address))))


def _names_by_place(by_name: Mapping[str, Iterable[Naming]]) -> dict[str, set[str]]:
    """Who has a telephone or an address."""
    found: dict[str, set[str]] = {}
    for name, namings in by_name.items():
        for place in chain.from_iterable(map(_places, namings)):
            found.setdefault(place, set()).add(name)
    return found


def _person(
    name: str, namings: Sequence[Naming], contact: str, shared: frozenset[str]
) -> SplitPerson:
    ordered = tuple(sorted(namings, key=lambda n: (n.day, n.order or 0, n.batch)))
    person = SplitPerson("", ordered)
    phone = person.said("phone")
    if phone_digits(phone) in shared:
        phone = ""
    place = next((n for n in reversed(ordered) if n.address), person.newest)
    key = customer_key("", "", phone, person.said("name"), place.postcode, place.address)
    # With a name alone nobody is told apart in files; here the address in common helps.
    return person._replace(key=key or f"s:{email_key(contact)}|{name}")
