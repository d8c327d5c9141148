"""The people of a look: as tables show them, and whom to think of leaving out."""

from collections.abc import Sequence

from crm_desk.desk.analysis.look import Look
from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk
from crm_desk.domain.analysis.view import BuyerRecord, Suspect
from crm_desk.store.customers.joins import kept_in


def rows(desk: Desk, look: Look, ids: Sequence[int]) -> dict[int, BuyerRecord]:
    """These buyers as tables show them; who is gone or no buyer is left out."""
    return look.records(people.listed(desk, ids))


def rows_in_worker(desk: Desk, look: Look, ids: Sequence[int]) -> dict[int, BuyerRecord]:
    """As `rows`, on any thread."""
    return look.records(people.listed_in_worker(desk, ids))


def suspects(desk: Desk, look: Look, most: int = 50) -> tuple[Suspect, ...]:
    """Customers to think of leaving out, the largest order first.

    Who a person has said counts all the same is not among them.
    """
    ids, kept = _suggested_ids(look), desk.store.read(kept_in)
    suggested = [each for each in look.figures.suggested if ids[each.key] not in kept][:most]
    listed = people.listed(desk, [ids[each.key] for each in suggested])
    return tuple(
        Suspect(who.id, who.member_no, who.name, each.largest)
        for each in suggested
        if (who := listed.get(ids[each.key])) is not None
    )


def _suggested_ids(look: Look) -> dict[str, int]:
    """Customer ids of all suggestions by their keys."""
    wanted = {each.key for each in look.figures.suggested}
    if not wanted:
        return {}
    keys, ids = look.data.customers.keys, look.data.ids
    return {key: int(ids[place]) for place, key in enumerate(keys) if key in wanted}
