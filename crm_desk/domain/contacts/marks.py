"""Marks (しるし) on a person: what holds of reaching them, whatever they said of media.

Source of the kinds: owners-day.md, "A person's facts belong to the shop". A mark is the person's
own: nobody else at the same address or telephone is touched by it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crm_desk.domain.contacts.media import Medium


class MarkKind(StrEnum):
    """ご逝去, 喪中, 転居先不明, 電話×, DM不要, 訪問×; in the order in which they are shown."""

    DECEASED = "deceased"
    MOURNING = "mourning"
    MOVED_AWAY = "moved_away"
    NO_PHONE = "no_phone"
    NO_MAILINGS = "no_mailings"
    NO_VISIT = "no_visit"


STOPS: dict[MarkKind, frozenset[Medium]] = {
    MarkKind.DECEASED: frozenset(Medium),
    MarkKind.MOURNING: frozenset(),
    MarkKind.MOVED_AWAY: frozenset({Medium.POST}),
    # Calls. A text message disturbs nobody; who minds it refuses SMS.
    MarkKind.NO_PHONE: frozenset({Medium.PHONE}),
    MarkKind.NO_MAILINGS: frozenset({Medium.POST, Medium.EMAIL}),
    MarkKind.NO_VISIT: frozenset({Medium.VISIT}),
}
"""Media that a mark stops, whatever they are used for. 喪中 stops 年賀状 only."""


@dataclass(frozen=True)
class Mark:
    """One mark.

    Attributes:
        day: since when it is known; None where that is not known.
        source: how it came: a file, a call, words of a note.
        year: of 喪中: it holds until the end of this year; None for the others.
    """

    kind: MarkKind
    day: date | None = None
    source: str = ""
    year: int | None = None


def strongest(one: Mark, other: Mark) -> Mark:
    """Of two marks of one kind, under two names of a person, the one that holds longer."""
    return max(one, other, key=lambda each: (each.year or 0, each.day or date.min))


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """As they are shown."""
    place = {kind: at for at, kind in enumerate(MarkKind)}
    return tuple(sorted(marks, key=lambda mark: place[mark.kind]))
