"""The words of a search as a condition in SQL: one rule for every list of people."""

from collections.abc import Iterator, MutableMapping
from typing import NamedTuple

from crm_desk.domain.customers.search import PHONES_BEGIN, SearchWord, search_words


class WordCondition(NamedTuple):
    """One word that must be found, and how to say so of a customer under some alias."""

    word: SearchWord
    names: tuple[str, ...]

    def of(self, customer: str) -> str:
        """The condition on a customer's `search`."""
        found = (self._found(f"{customer}.search", f":{name}") for name in self.names)
        return f"({' OR '.join(found)})"

    def _found(self, text: str, form: str) -> str:
        if self.word.is_number_part:
            return f"instr({text}, {form}) BETWEEN 1 AND instr({text}, '{PHONES_BEGIN}')"
        return f"instr({text}, {form})"


def conditions(words: str, values: MutableMapping[str, object]) -> Iterator[WordCondition]:
    """A condition for each word; fills what they bind."""
    for place, word in enumerate(search_words(words)):
        names = tuple(f"w{place}_{form}" for form in range(len(word.forms)))
        values.update(zip(names, word.forms, strict=True))
        yield WordCondition(word, names)
