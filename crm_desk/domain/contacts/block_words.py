"""Why somebody can't be reached in a way, in words."""

from crm_desk.domain.contacts.consent import Block, Reach, RefusedHere
from crm_desk.domain.texts import Texts


def block_words(block: Block, reach: Reach | None, texts: Texts) -> str:
    """Why a way can't be taken; names who has refused for the same address.

    Args:
        reach: of the person; None says it without names.
    """
    said = _said_by(block, reach) if reach is not None else None
    if said is not None:
        return texts(
            f"followup.said_{block.value}", who=named(said.name, texts), n=f"{said.sharing:,}"
        )
    if block is Block.PERHAPS_NO_CONTACT and reach is not None and reach.lookalike is not None:
        who = named(reach.lookalike.name, texts)
        if reach.lookalike.is_deceased:
            return texts("followup.said_perhaps_deceased", who=who)
        return texts("followup.said_perhaps_no_contact", who=who, n="")
    return texts(f"followup.block_{block.value}")


def _said_by(block: Block, reach: Reach) -> RefusedHere | None:
    return next((each for each in reach.others.values() if each.block is block), None)


def named(name: str, texts: Texts) -> str:
    """Who has refused, with or without a name."""
    return texts("contacts.named", name=name) if name else texts("contacts.nameless")
