"""People as an envelope names them: address, honorific, household."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.contacts.handles import fold_address, postcode_digits
from crm_desk.domain.contacts.postcodes import paper_code, paper_digits
from crm_desk.domain.contacts.written_name import (
    TO_ALL,
    TO_FIRM,
    TO_PERSON,
    WrittenName,
    read_name,
    without_title,
)
from crm_desk.domain.house_numbers import continues_number, ends_with_number
from crm_desk.domain.names import fold_name

_WIDE = re.compile("[\u2e80-\U0010ffff]")

_SURE_FAMILY, _LONGEST_GIVEN = 2, 3
"""Signs of a family name that tells by itself, and of a given name, in Japanese."""


IN_CHARGE = "ご担当者"
"""Whom a letter without a name is for, where the shop wants to send it."""


class NameChoices(NamedTuple):
    """How names are set that can be set in two ways.

    Attributes:
        together: several people of one name are 御一同様, else each has a 様.
        in_charge: what has no name goes to ご担当者 様, else it is left out.
    """

    together: bool = False
    in_charge: bool = False


USUAL_NAMES = NameChoices()


@dataclass(frozen=True)
class Contact:
    """A person as paper names them; "" for what is not known.

    Attributes:
        shop_email, shop_phone: contacts that are taken for the shop's own or a mall's, so that
            screens can say why `email` or `phone` is empty; never printed or exported.
    """

    customer_id: int | None
    name: str
    kana: str = ""
    member_no: str = ""
    postcode: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    shop_email: str = ""
    shop_phone: str = ""
    company: str = ""


@dataclass(frozen=True)
class Addressee:
    """One household, as an envelope names it.

    Attributes:
        lines: of the address; the second is "" where one holds it.
        firm: a line of its own without a form of address; "" unless people in it are named.
        people: everyone who is named, each with the form of address; nobody without a name.
        honorific: 様, 御中 or what was typed, never two; "" without a name.
        customer_ids: everyone of the household who is meant.
        member_nos: theirs, as far as they have one.
        phone: the first one's.
    """

    postcode: str
    lines: tuple[str, str]
    firm: str
    people: tuple[str, ...]
    honorific: str
    customer_ids: tuple[int, ...]
    member_nos: tuple[str, ...] = ()
    phone: str = ""

    @property
    def name(self) -> str:
        """All people in one text, before the last one's form of address."""
        return f" {self.honorific}・".join(self.people)

    @property
    def post_digits(self) -> str:
        """The seven digits of a Japanese post code, else ""."""
        return paper_digits(self.postcode, "".join(self.lines))

    @property
    def post_code(self) -> str:
        """The post code as paper writes it, a foreign one as it is."""
        return paper_code(self.postcode, "".join(self.lines))


def addressee(people: Sequence[Contact], choices: NameChoices = USUAL_NAMES) -> Addressee:
    """A household's envelope, in the name of the first of them."""
    first = people[0]
    written = written_of(first)
    if not written.people and choices.in_charge:
        written = WrittenName("", (IN_CHARGE,), TO_PERSON)
    elif len(written.people) > 1 and choices.together:
        together = "・".join(written.people)
        written = WrittenName(written.firm, (together,), TO_ALL)
    return Addressee(
        postcode=first.postcode,
        lines=address_lines(first.address),
        firm=written.firm,
        people=written.people,
        honorific=written.honorific,
        customer_ids=tuple(who.customer_id for who in people if who.customer_id is not None),
        member_nos=tuple(who.member_no for who in people if who.member_no),
        phone=first.phone,
    )


def written_of(who: Contact) -> WrittenName:
    """How paper names a person: the company that is noted stands above, or in the name's place."""
    written, company = read_name(who.name), clean_line(who.company)
    if not company or fold_name(company) in {fold_name(each) for each in written.people}:
        return written
    if not written.people:
        return read_name(f"{company} {TO_FIRM}")
    return written._replace(firm=company)


def has_name(who: Contact) -> bool:
    """Whether a letter can name somebody."""
    return bool(written_of(who).people)


def households(people: Iterable[Contact]) -> list[list[Contact]]:
    """People by household: the same family name at the same address. Nobody is merged.

    Who has no address, or no name, is a household of their own; the order stays. 高橋花子, written
    without a space, belongs to the one family at that address whose name of two signs or more
    begins theirs. 林花子 stays alone beside 林 一郎: 林田二郎 begins like a 林, too, and a second
    envelope costs less than one to the wrong name.
    """
    known = list(people)
    families = _families(known)
    found: dict[object, list[Contact]] = {}
    for number, who in enumerate(known):
        place = _place(who)
        family = _family(who, families.get(place, ()))
        key = (place, family) if place and family else number
        found.setdefault(key, []).append(who)
    return list(found.values())


def address_lines(address: str) -> tuple[str, str]:
    """An address in two lines: what follows the block numbers (a building) is the second.

    No line ends within a number or before its 丁目, 番地, 号, whatever blanks were typed. An
    address in Latin letters begins with its numbers, and stays in one line.
    """
    words = address.split()
    if not _WIDE.search(address):
        return " ".join(words), ""
    for number, word in enumerate(words[:-1], start=1):
        rest = " ".join(words[number:])
        is_code = number == 1 and postcode_digits(word)
        if ends_with_number(word) and not is_code and not continues_number(word, rest):
            return " ".join(words[:number]), rest
    return " ".join(words), ""


def _place(who: Contact) -> str:
    folded = fold_address(who.address)
    return f"{postcode_digits(who.postcode)}|{folded}" if folded else ""


def _families(people: Iterable[Contact]) -> dict[str, set[str]]:
    """Family names that are written apart, by address."""
    found: dict[str, set[str]] = {}
    for who in people:
        if len(without_title(who.name)[0].split()) > 1:
            found.setdefault(_place(who), set()).add(_family(who, ()))
    return found


def _family(who: Contact, known: Iterable[str]) -> str:
    """The family name, folded; where none is written apart, the one of `known` that is meant."""
    written = written_of(who)
    if written.firm or written.honorific == TO_FIRM:
        # 株式会社 is no family: two firms in one building are two.
        return fold_name(f"{who.company} {who.name}")
    name, _ = without_title(who.name)
    words = name.split()
    if not words:
        return ""
    if len(words) > 1:
        # Names in Latin letters end with it.
        return fold_name(words[-1] if name.isascii() else words[0])
    whole = fold_name(name)
    meant = [
        family
        for family in known
        if len(family) >= _SURE_FAMILY
        and whole.startswith(family)
        and 0 < len(whole) - len(family) <= _LONGEST_GIVEN
    ]
    return meant[0] if len(meant) == 1 else whole
