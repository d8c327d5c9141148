"""Who may be approached, and how (承諾 / 拒否 / 不明, 連絡不可, しるし)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from crm_desk.domain.contacts.consent_words import Consent
from crm_desk.domain.contacts.marks import STOPS, Mark, MarkKind
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.contacts.purposes import Purpose

EMAIL_IF_UNKNOWN = True
"""As the program comes: existing customers may be written to (取引関係)."""
FROM_FOLLOWUP = "followup"
"""Source of a refusal that an approach brought (断り)."""


class Block(StrEnum):
    """Why a way can't be taken.

    `SAME_…`: somebody else with that address has refused. Two are asked, and hold back until they
    are answered: `SHARED_PHONE`, a refusal at a telephone number that many share, and
    `PERHAPS_NO_CONTACT`, somebody who may be one who is 連絡不可. `UNREAD_NOTE` holds back, too:
    words of a note, name or address propose a mark, and nobody has answered. `DECEASED` to
    `NO_VISITS` are marks (`domain.contacts.marks`). `OPEN_COMPLAINT` holds back until the
    complaint is closed; answers to it are no approaches.
    """

    DECEASED = "deceased"
    MOURNING = "mourning"
    MOVED_AWAY = "moved_away"
    NO_CALLS = "no_calls"
    NO_MAILINGS = "no_mailings"
    NO_VISITS = "no_visits"
    UNREAD_NOTE = "unread_note"
    NO_CONTACT = "no_contact"
    PERHAPS_NO_CONTACT = "perhaps_no_contact"
    REFUSED = "refused"
    SAME_EMAIL = "same_email"
    SAME_PHONE = "same_phone"
    SAME_ADDRESS = "same_address"
    SHARED_PHONE = "shared_phone"
    OPEN_COMPLAINT = "open_complaint"
    NO_EMAIL = "no_email"
    MALL_ALIAS = "mall_alias"
    UNKNOWN_EMAIL = "unknown_email"
    NO_PHONE = "no_phone"
    NO_ADDRESS = "no_address"
    SHOP_CONTACT = "shop_contact"


MARKED: dict[MarkKind, Block] = {
    MarkKind.DECEASED: Block.DECEASED,
    MarkKind.MOURNING: Block.MOURNING,
    MarkKind.MOVED_AWAY: Block.MOVED_AWAY,
    MarkKind.NO_PHONE: Block.NO_CALLS,
    MarkKind.NO_MAILINGS: Block.NO_MAILINGS,
    MarkKind.NO_VISIT: Block.NO_VISITS,
}
"""How marks block."""
REFUSALS = frozenset(
    {
        *(*MARKED.values(), Block.UNREAD_NOTE),
        *(Block.NO_CONTACT, Block.PERHAPS_NO_CONTACT, Block.REFUSED),
        *(Block.SAME_EMAIL, Block.SAME_PHONE, Block.SAME_ADDRESS, Block.SHARED_PHONE),
    }
)
"""Blocks that somebody has said or noted; the others are for want of an address."""


class RefusedHere(NamedTuple):
    """A refusal by somebody else that holds for an address, too.

    Attributes:
        name: who said so; "" where no name is known.
        phone: digits of a number that many share; "" for anything else.
        sharing: how many persons have that number.
        everyone: what was answered of it; None where nothing was as yet.
    """

    block: Block
    name: str
    phone: str = ""
    sharing: int = 0
    everyone: bool | None = None


class Lookalike(NamedTuple):
    """Somebody 連絡不可 or ご逝去 with the same name and the same telephone, e-mail or address.

    Attributes:
        customer: the one that stands for them; None when they are not in the desk any more.
        is_deceased: ご逝去, and not 連絡不可.
    """

    name: str
    customer: int | None
    is_deceased: bool = False


@dataclass(frozen=True)
class ConsentNote:
    """What a customer said about one medium.

    Attributes:
        medium: None for all of them: refused means 連絡不可.
        day: None where it is not known.
        source: where it comes from: a file, a call, 断り in a follow-up.
    """

    medium: Medium | None
    consent: Consent
    day: date | None = None
    source: str = ""


_NOBODY: Mapping[Medium, RefusedHere] = MappingProxyType({})
_NO_MARKS: Mapping[MarkKind, Mark] = MappingProxyType({})


@dataclass(frozen=True)
class Reach:
    """What is known of reaching one person, under all its names.

    Attributes:
        mall_alias: the e-mail address is one that a mall lends; it is never written to.
        shop_email, shop_phone: there is a contact that is taken for the shop's own or a mall's; it
            is no way to the person (import-doubts.md, rule 7).
        email_if_unknown: the shop writes to customers who were never asked (取引関係).
        others: refusals by others that hold for this person's addresses.
        lookalike: somebody 連絡不可 whom this person may be; holds back until it is answered.
        shared: the telephone of this person is one of which somebody has refused, and that many
            share; with what was answered.
        marks: of the person, under all its names.
        unread_note: words of a note, name or address propose a mark; holds back until answered.
        open_complaint: a complaint waits for an answer: no starts, no mailings.
    """

    email: bool = False
    mall_alias: bool = False
    phone: bool = False
    address: bool = False
    consents: Mapping[Medium, Consent] = field(default_factory=lambda: MappingProxyType({}))
    no_contact: bool = False
    email_if_unknown: bool = EMAIL_IF_UNKNOWN
    shop_email: bool = False
    shop_phone: bool = False
    others: Mapping[Medium, RefusedHere] = field(default_factory=lambda: _NOBODY)
    lookalike: Lookalike | None = None
    shared: RefusedHere | None = None
    marks: Mapping[MarkKind, Mark] = field(default_factory=lambda: _NO_MARKS)
    unread_note: bool = False
    open_complaint: bool = False

    @property
    def held_back(self) -> bool:
        """Not to be contacted in any way: ご逝去 or 連絡不可, or perhaps so."""
        return self.held_back_by is not None

    @property
    def held_back_by(self) -> Block | None:
        """Why nobody may be contacted in any way; None where some may be possible."""
        if MarkKind.DECEASED in self.marks:
            return Block.DECEASED
        if self.no_contact:
            return Block.NO_CONTACT
        if self.lookalike is not None:
            return Block.PERHAPS_NO_CONTACT
        return Block.UNREAD_NOTE if self.unread_note else None

    def consent(self, medium: Medium) -> Consent:
        """What was said, 不明 where nothing was."""
        return self.consents.get(medium, "unknown")


def usable(
    way: Way, reach: Reach, *, purpose: Purpose | None = None, day: date | None = None
) -> Block | None:
    """Why a person can't be approached in a way; None where it is all right.

    Args:
        purpose: what for, where it matters: 喪中 stops `Purpose.NEW_YEAR`, in every way.
        day: on which it goes out; None lets 喪中 of any year hold.
    """
    if (held_back := reach.held_back_by) is not None:
        return held_back
    if (marked := _marked(way, reach, purpose, day)) is not None:
        return marked
    if reach.consent(way.medium) == "refused":
        return Block.REFUSED
    if (elsewhere := reach.others.get(way.medium)) is not None:
        return elsewhere.block
    if reach.open_complaint:
        return Block.OPEN_COMPLAINT
    if way is Way.EMAIL:
        return _email(reach)
    if way in (Way.PHONE, Way.SMS) and not reach.phone:
        return Block.SHOP_CONTACT if reach.shop_phone else Block.NO_PHONE
    if way.medium is Medium.POST and not reach.address:
        return Block.NO_ADDRESS
    return None


def _marked(way: Way, reach: Reach, purpose: Purpose | None, day: date | None) -> Block | None:
    """The mark that stops a way, for a purpose on a day."""
    for kind, mark in reach.marks.items():
        if way.medium in STOPS[kind]:
            return MARKED[kind]
        mourns = kind is MarkKind.MOURNING and purpose is Purpose.NEW_YEAR
        if mourns and (day is None or mark.year is None or day.year <= mark.year):
            return Block.MOURNING
    return None


def _email(reach: Reach) -> Block | None:
    if reach.mall_alias:
        return Block.MALL_ALIAS
    if not reach.email:
        return Block.SHOP_CONTACT if reach.shop_email else Block.NO_EMAIL
    if reach.consent(Medium.EMAIL) == "unknown" and not reach.email_if_unknown:
        return Block.UNKNOWN_EMAIL
    return None


def strictest(said: Iterable[Consent]) -> Consent:
    """What holds for one person who said different things under different names."""
    found = set(said)
    return "refused" if "refused" in found else "given" if "given" in found else "unknown"


def with_declined(
    note: ConsentNote | None, medium: Medium, declined: date | None
) -> ConsentNote | None:
    """What holds of a medium, by what the shop noted and by 断り in approaches.

    Only a 承諾 of a later day takes the place of a 断り; nothing else takes a refusal away.

    Args:
        declined: day of the last 断り; None without one.
    """
    if declined is None or (note is not None and note.consent == "refused"):
        return note
    agreed_since = (
        note is not None
        and note.consent == "given"
        and note.day is not None
        and note.day > declined
    )
    return note if agreed_since else ConsentNote(medium, "refused", declined, FROM_FOLLOWUP)


def email_consent(note: ConsentNote | None, in_file: Consent, in_file_on: date | None) -> Consent:
    """Whether e-mail is agreed to: by what the shop noted, else by what customer files say.

    A refusal in a file counts beside a note that says 不明, and where it is newer than the note
    (who unsubscribes does it there).
    """
    if note is None:
        return in_file
    newer = note.day is not None and in_file_on is not None and in_file_on > note.day
    stands = in_file == "refused" and (newer or note.consent == "unknown")
    return in_file if stands else note.consent
