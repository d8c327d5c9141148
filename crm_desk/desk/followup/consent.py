"""Consent per medium, and 連絡不可."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crm_desk.desk.changes import NOTHING, Changes
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup.common import numbered
from crm_desk.desk.followup.design import limits_in
from crm_desk.desk.followup.edits import ConsentChange, FollowupEdit
from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.customer_key import Consent
from crm_desk.domain.errors import UserError
from crm_desk.domain.followup.consent import Block, ConsentNote, Reach, usable
from crm_desk.domain.followup.media import Medium, Way
from crm_desk.domain.followup.plan import check_day
from crm_desk.store import followup as rows
from crm_desk.store import followup_people as people_rows
from crm_desk.store.connection import Connection
from crm_desk.store.followup_people import FROM_FILE as FROM_FILE

FROM_FOLLOWUP = "followup"
"""Source of a refusal that an approach brought (断り)."""


@dataclass(frozen=True)
class Consents:
    """How a person may be reached.

    Attributes:
        notes: what was said, one per medium that anything is known of; `medium` None is 連絡不可.
            What a customer file says of e-mail has its source, or `FROM_FILE`.
        blocks: why a way can't be taken, for those that can't.
    """

    notes: tuple[ConsentNote, ...]
    reach: Reach
    blocks: dict[Way, Block]

    @property
    def no_contact(self) -> bool:
        """連絡不可."""
        return self.reach.no_contact


def consents(desk: Desk, customer: int) -> Consents:
    """How a person may be reached, under all its names.

    Raises:
        UserError: `customer_gone`.
    """
    return desk.store.read(lambda connection: consents_in(connection, customer))


def consents_in(connection: Connection, customer: int) -> Consents:
    """As `consents`, on any connection."""
    customer = root_in(connection, customer)
    reach = reach_in(connection, [customer])[customer]
    said: dict[Medium | None, ConsentNote] = {}
    for note in people_rows.said(connection, customer):
        holds = None if note.medium is None else reach.consent(note.medium)
        # Of several names the one that decides.
        if note.medium not in said or note.consent == holds:
            said[note.medium] = note
    blocks = {way: block for way in Way if (block := usable(way, reach)) is not None}
    return Consents(tuple(said.values()), reach, blocks)


def reach_in(connection: Connection, customers: Sequence[int] | None) -> dict[int, Reach]:
    """How these persons, or all, can be reached, by the shop's rule for unknown consent."""
    allowed = limits_in(connection).email_if_unknown
    return people_rows.reaches(connection, customers, email_if_unknown=allowed)


def set_consent(
    desk: Desk,
    customer: int,
    medium: Medium,
    consent: Consent,
    *,
    day: date,
    source: str,
    today: date,
) -> Changes:
    """Note what a customer said of a medium.

    Args:
        source: how it came: a call, a card, in the shop.

    Raises:
        UserError: `customer_gone`, `approach_ahead`, `date_far`.
    """
    check_day(day, today)
    note = ConsentNote(medium, consent, day, clean_line(source))
    return _note(desk, customer, note, "consent")


def set_no_contact(
    desk: Desk, customer: int, *, no_contact: bool, day: date, source: str, today: date
) -> Changes:
    """Mark a person 連絡不可, or take the mark away; errors as `set_consent`."""
    check_day(day, today)
    said: Consent = "refused" if no_contact else "unknown"
    return _note(desk, customer, ConsentNote(None, said, day, clean_line(source)), "no_contact")


def _note(desk: Desk, customer: int, note: ConsentNote, label_key: str) -> Changes:
    def work(connection: Connection) -> FollowupEdit:
        return _edit(connection, customer, note, label_key)

    edit = desk.store.read(work)
    return desk.apply(edit) if edit.consents else NOTHING


def _edit(connection: Connection, customer: int, note: ConsentNote, label_key: str) -> FollowupEdit:
    """The edit that makes a person, under all its names, say this."""
    root = root_in(connection, customer)
    numbers, new = numbered(connection, [root])
    whole = (numbers[root], *rows.group_of(connection, root))
    changes: list[ConsentChange] = []
    for followed in dict.fromkeys(whole):
        before = kept(connection, followed, note.medium)
        # Other names keep quiet unless they said something of it themselves.
        if followed == whole[0] or before is not None:
            changes.append((followed, before, note))
    return FollowupEdit(label_key, followed=new, consents=tuple(c for c in changes if c[1] != c[2]))


def root_in(connection: Connection, customer: int) -> int:
    """The person that a customer is.

    Raises:
        UserError: `customer_gone`.
    """
    found = people_rows.roots(connection, [customer])
    if customer not in found:
        raise UserError("customer_gone")
    return found[customer]


def kept(connection: Connection, followed: int, medium: Medium | None) -> ConsentNote | None:
    """What somebody said of a medium, as the shop noted it."""
    notes = rows.consents(connection, [followed]).get(followed, ())
    return next((note for note in notes if note.medium is medium), None)
