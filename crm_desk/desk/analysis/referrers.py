"""Who brought whom, from what the files say of it."""

from typing import Any

from crm_desk.domain.names import fold_name

UNKNOWN_REFERRER = -2


def referrers(found: list[tuple[Any, ...]], joined: list[tuple[int, str, str]]) -> list[int]:
    """Place of everyone's referrer: by member id, else by a name that one customer alone has.

    Args:
        found: as `store.analysis.orders.customers` has them.
        joined: as `store.analysis.orders.joined_handles` has them.

    Returns:
        -1 where nobody is named, `UNKNOWN_REFERRER` where it is no customer.
    """
    if not any(row[9] for row in found):
        # Folding a million names takes seconds, and most shops record no referrers.
        return [-1] * len(found)
    place_of = {row[0]: place for place, row in enumerate(found)}
    named = [(place, row[2], row[3]) for place, row in enumerate(found)]
    named += [(place_of[root], member, name) for root, member, name in joined]
    places: dict[str, int] = {}
    for place, member, name in named:
        for handle in {member, fold_name(name)} - {""}:
            one = places.setdefault(handle, place)
            places[handle] = place if one == place else UNKNOWN_REFERRER
    return [_referrer(row[9], places) for row in found]


def _referrer(said: str, places: dict[str, int]) -> int:
    if not said:
        return -1
    return places.get(said, places.get(fold_name(said), UNKNOWN_REFERRER))
