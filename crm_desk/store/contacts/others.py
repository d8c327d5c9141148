"""Refusals by others that hold for the addresses of persons, and who may be one held back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from crm_desk.domain.contacts.consent import Block, Lookalike, Reach, RefusedHere
from crm_desk.domain.contacts.media import Medium
from crm_desk.domain.contacts.refusals import REACHED_AT, AddressKind, is_lifted, same_family
from crm_desk.domain.names import fold_name
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import shared_refusals
from crm_desk.store.contacts.addresses import Share, shared_phones

_BLOCKS = {
    AddressKind.EMAIL: Block.SAME_EMAIL,
    AddressKind.PHONE: Block.SAME_PHONE,
    AddressKind.PLACE: Block.SAME_ADDRESS,
}


class Given(NamedTuple):
    """The newest 承諾 of one medium."""

    day: date | None
    noted: bool


class Spoken(NamedTuple):
    """What a person said, under all names, as far as it matters to others.

    Attributes:
        refused: media with the day of the last refusal; None for all of them (連絡不可).
        given: media that were agreed to.
        freed: day on which the shop noted that this person can be contacted after all.
        is_deceased: ご逝去: holds for nobody else, but who may be the same person is asked about.
    """

    refused: Mapping[Medium | None, date | None]
    given: Mapping[Medium, Given]
    freed: date | None
    is_deceased: bool = False


def with_others(
    connection: Connection,
    own: dict[int, Reach],
    shares: Iterable[Share],
    spoken: Callable[[int], Spoken],
) -> None:
    """Put what others refused into `own`.

    Args:
        own: how persons can be reached by what they said themselves; changed in place.
        shares: addresses that they share with somebody who refused something.
        spoken: what a person said.
    """
    found = sorted(share for share in shares if share.root in own)
    if not found:
        return
    phones = {share.handle for share in found if share.kind is AddressKind.PHONE}
    many = shared_phones(connection, phones)
    answers = shared_refusals.answers(connection, many)
    for share in found:
        its, mine = spoken(share.other), spoken(share.root)
        if _is_lookalike(share, its, mine) and not _are_apart(connection, *share[:2]):
            here = share.other if share.other > 0 else None
            who = Lookalike(share.other_name, here, is_deceased=None not in its.refused)
            own[share.root] = replace(own[share.root], lookalike=who)
        refused = _refused_here(share, many, answers)
        for medium in REACHED_AT[share.kind]:
            if _holds(share, medium, its, mine):
                own[share.root] = _with(own[share.root], medium, refused)


def _with(reach: Reach, medium: Medium, here: RefusedHere) -> Reach:
    shared = here if here.phone else reach.shared
    if here.phone and here.everyone is False:
        # Answered: only for who said so.
        return replace(reach, shared=shared)
    before = reach.others.get(medium)
    if before is not None and before.block is not Block.SHARED_PHONE:
        return reach
    return replace(reach, shared=shared, others={**reach.others, medium: here})


def _refused_here(
    share: Share, many: Mapping[str, int], answers: Mapping[str, bool]
) -> RefusedHere:
    if share.kind is not AddressKind.PHONE or share.handle not in many:
        return RefusedHere(_BLOCKS[share.kind], share.other_name)
    everyone = answers.get(share.handle)
    block = Block.SAME_PHONE if everyone else Block.SHARED_PHONE
    return RefusedHere(block, share.other_name, share.handle, many[share.handle], everyone)


def _holds(share: Share, medium: Medium, its: Spoken, mine: Spoken) -> bool:
    """Whether a refusal of a medium holds for who has the same address, too."""
    days = [its.refused[said] for said in (medium, None) if said in its.refused]
    if not days:
        return False
    if share.kind is AddressKind.PLACE and not any(
        same_family(one, other) for one in _names(share)[0] for other in _names(share)[1]
    ):
        return False
    given = mine.given.get(medium, Given(None, noted=False))
    return not all(is_lifted(day, given.day, noted=given.noted) for day in days)


def are_namesakes(share: Share) -> bool:
    """Both have one name, by its signs or by its kana."""
    mine, its = ({fold_name(name) for name in names} - {""} for names in _names(share))
    return not mine.isdisjoint(its)


def _names(share: Share) -> tuple[list[str], list[str]]:
    """What both are called; kana only where there is some."""
    mine = [share.name, *filter(None, [share.kana])]
    return mine, [share.other_name, *filter(None, [share.other_kana])]


def _is_lookalike(share: Share, its: Spoken, mine: Spoken) -> bool:
    is_held_back = None in its.refused or its.is_deceased
    if not is_held_back or None in mine.refused or mine.is_deceased:
        return False
    said = its.refused.get(None)
    if not are_namesakes(share):
        return False
    # Whoever is gone can't be told apart from: the shop notes that this one can be contacted.
    freed = share.other < 0 and mine.freed is not None and (said is None or mine.freed >= said)
    return not freed


def _are_apart(connection: Connection, one: int, other: int) -> bool:
    """Somebody has said that these are two persons."""
    sql = """
        WITH
            mine AS (
                SELECT id FROM customer WHERE id = :one
                UNION ALL SELECT id FROM customer WHERE joined_to = :one
            ),
            its AS (
                SELECT id FROM customer WHERE id = :other
                UNION ALL SELECT id FROM customer WHERE joined_to = :other
            )
        SELECT 1
        FROM mine CROSS JOIN its
        JOIN parted p ON p.one = min(mine.id, its.id) AND p.other = max(mine.id, its.id)
        LIMIT 1
    """
    return connection.execute(sql, {"one": one, "other": other}).fetchone() is not None
