"""A name as the program says it: with one form of address, whatever was typed behind it."""

from collections.abc import Sequence

from crm_desk.domain.contacts.written_name import without_title
from crm_desk.domain.texts import Texts


def bare_name(name: str) -> str:
    """A name for sentences that put 様 behind it themselves."""
    return without_title(name)[0]


def spoken_name(name: str, texts: Texts) -> str:
    """山田 花子 様, also where 様 was typed already; somebody without a name is said to be so."""
    bare = bare_name(name)
    return texts("contacts.named", name=bare) if bare else texts("contacts.nameless")


def spoken_names(names: Sequence[str], others: int, texts: Texts) -> str:
    """Some people by name, and how many more.

    Args:
        others: who are not named.
    """
    said = texts("result.comma").join(spoken_name(name, texts) for name in names)
    return texts("contacts.and_others", names=said, n=f"{others:,}") if others else said
