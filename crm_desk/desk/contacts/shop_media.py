"""Which media the shop uses, in its order: asked once, changed in the settings."""

from collections.abc import Sequence

from crm_desk.desk.changes import NOTHING, Changes, Topic
from crm_desk.desk.desk import Desk
from crm_desk.desk.edits import Replace
from crm_desk.domain.contacts.media import SHOP_MEDIA, Medium
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection

_NAME, _ANSWERED = "shop_media", "all"
"""Where the answer is kept; what is kept when the question was passed over."""
CHANGED = Changes(frozenset({Topic.DESK, Topic.FOLLOWUP}))


def media(desk: Desk) -> tuple[Medium, ...]:
    """The media that the shop uses, in its order; empty while nobody said so: all of them."""
    return desk.store.read(media_in)


def media_in(connection: Connection) -> tuple[Medium, ...]:
    """As `media`, on any connection."""
    known = {medium.value: medium for medium in SHOP_MEDIA}
    kept = desk_info.get(connection, _NAME).split()
    return tuple(dict.fromkeys(known[name] for name in kept if name in known))


def is_answered(desk: Desk) -> bool:
    """Whether the question was answered, or passed over."""
    return bool(desk.store.read(lambda connection: desk_info.get(connection, _NAME)))


def set_media(desk: Desk, chosen: Sequence[Medium]) -> Changes:
    """Say which media the shop uses, the first one first; none: all of them, as it comes."""
    after = " ".join(medium.value for medium in dict.fromkeys(chosen)) or _ANSWERED
    before = desk.store.read(lambda connection: desk_info.get(connection, _NAME))
    if before == after:
        return NOTHING
    return desk.apply(Replace("shop_media", before, after, _write, CHANGED))


def _write(connection: Connection, value: str) -> None:
    if value:
        desk_info.put(connection, _NAME, value)
    else:
        desk_info.remove(connection, _NAME)
