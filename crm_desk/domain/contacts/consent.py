"""Who may be approached, and how (承諾 / 拒否 / 不明, 連絡不可)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from crm_desk.domain.contacts.consent_words import Consent
from crm_desk.domain.contacts.media import Medium, Way

EMAIL_IF_UNKNOWN = True
"""As the program comes: existing customers may be written to (取引関係)."""
FROM_FOLLOWUP = "followup"
"""Source of a refusal that an approach brought (断り)."""


class Block(StrEnum):
    """Why a way can't be taken."""

    NO_CONTACT = "no_contact"
    REFUSED = "refused"
    NO_EMAIL = "no_email"
    MALL_ALIAS = "mall_alias"
    UNKNOWN_EMAIL = "unknown_email"
    NO_PHONE = "no_phone"
    NO_ADDRESS = "no_address"
    SHOP_CONTACT = "shop_contact"


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


@dataclass(frozen=True)
class Reach:
    """What is known of reaching one person, under all its names.

    Attributes:
        mall_alias: the e-mail address is one that a mall lends; it is never written to.
        shop_email, shop_phone: there is a contact that is taken for the shop's own or a mall's; it
            is no way to the person (import-doubts.md, rule 7).
        email_if_unknown: the shop writes to customers who were never asked (取引関係).
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

    def consent(self, medium: Medium) -> Consent:
        """What was said, 不明 where nothing was."""
        return self.consents.get(medium, "unknown")


def usable(way: Way, reach: Reach) -> Block | None:
    """Why a person can't be approached in a way; None where it is all right."""
    if reach.no_contact:
        return Block.NO_CONTACT
    if reach.consent(way.medium) == "refused":
        return Block.REFUSED
    if way is Way.EMAIL:
        return _email(reach)
    if way in (Way.PHONE, Way.SMS) and not reach.phone:
        return Block.SHOP_CONTACT if reach.shop_phone else Block.NO_PHONE
    if way.medium is Medium.POST and not reach.address:
        return Block.NO_ADDRESS
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
