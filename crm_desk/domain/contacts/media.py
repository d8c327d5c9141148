"""Media, and the ways in which they are used (glossary: 接触媒体)."""

from collections.abc import Collection, Iterable
from enum import StrEnum


class Medium(StrEnum):
    """接触媒体. What lies in a letter box is one medium, however it is made."""

    EMAIL = "email"
    LINE = "line"
    PHONE = "phone"
    POST = "post"
    INSERT = "insert"
    SMS = "sms"
    FAX = "fax"
    VISIT = "visit"
    SNS = "sns"


class Way(StrEnum):
    """How a medium is used: a step is planned, and an approach made, in one way."""

    EMAIL = "email"
    LINE = "line"
    PHONE = "phone"
    HANDWRITTEN = "handwritten"
    POSTCARD = "postcard"
    LETTER = "letter"
    CATALOGUE = "catalogue"
    NEWSLETTER = "newsletter"
    INSERT = "insert"
    SMS = "sms"
    FAX = "fax"
    VISIT = "visit"
    SNS = "sns"

    @property
    def medium(self) -> Medium:
        """What counts for the rule."""
        return _MEDIUM_OF[self]


CARDS = frozenset({Way.HANDWRITTEN, Way.POSTCARD})
"""Go at the price of a postcard."""
LETTERS = frozenset({Way.LETTER, Way.CATALOGUE, Way.NEWSLETTER})
"""Go at the price of a letter."""
BY_POST = CARDS | LETTERS
_MEDIUM_OF = {way: Medium.POST if way in BY_POST else Medium(way.value) for way in Way}
_SCREENS = frozenset({Medium.EMAIL, Medium.LINE})


def only_screens(media: Iterable[Medium]) -> bool:
    """E-mail and LINE alone: draws the hint 「※メール以外も考える」."""
    found = frozenset(media)
    return bool(found) and found <= _SCREENS


SHOP_MEDIA = (
    *(Medium.EMAIL, Medium.PHONE, Medium.POST, Medium.LINE, Medium.SMS, Medium.FAX),
    *(Medium.VISIT, Medium.INSERT, Medium.SNS),
)
"""Media that a shop is asked about, in the order in which they are shown."""


def offered_media(chosen: Collection[Medium]) -> tuple[Medium, ...]:
    """The media that the program offers, the shop's first one first.

    Args:
        chosen: those that the shop uses, in its order; none: it was never asked, so all of them.
    """
    return tuple(chosen) or tuple(Medium)


def offered_ways(chosen: Collection[Medium]) -> tuple[Way, ...]:
    """The ways that the program offers, in the usual order; `chosen` as in `offered_media`."""
    media = frozenset(offered_media(chosen))
    return tuple(way for way in Way if way.medium in media)
