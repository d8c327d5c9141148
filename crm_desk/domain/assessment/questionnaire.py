"""The questionnaire (設問集): six categories, their items, and what a choice is worth.

The words live in `resources/questionnaire/*.toml`; this module knows only their shape.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NoReturn

from crm_desk.domain.toml_lines import damaged, parse_toml

LEVELS = (0, 1, 2, 3)
TOP_LEVEL = 3


@dataclass(frozen=True)
class Item:
    """One of the 33 (設問).

    Attributes:
        criteria: what justifies each level, index = level 0-3.
        steps: the next step from each level, index = level 0-2.
        top_points: what the highest level is worth; lower levels are worth their number.
        published: from the published source rather than this program's own.
    """

    id: str
    title: str
    statement: str
    example: str
    published: bool
    top_points: int
    criteria: tuple[str, ...]
    steps: tuple[str, ...]

    def points(self, level: int) -> int:
        """Points of a chosen level (得点)."""
        return self.top_points if level == TOP_LEVEL else level


@dataclass(frozen=True)
class Category:
    """One of the six (分類); a tab of the wizard."""

    id: str
    name: str
    short: str
    about: str
    strength: str
    weakness: str
    items: tuple[Item, ...]

    @property
    def max_points(self) -> int:
        """Points when every item is fully achieved (満点)."""
        return sum(item.top_points for item in self.items)


@dataclass(frozen=True)
class Questionnaire:
    """One version of the questionnaire in one language."""

    version: int
    language: str
    title: str
    introduction: str
    origin_note: str
    choices: tuple[str, ...]
    categories: tuple[Category, ...]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items in the order they are asked."""
        return tuple(item for category in self.categories for item in category.items)

    @cached_property
    def _by_id(self) -> dict[str, tuple[Category, Item]]:
        return {i.id: (c, i) for c in self.categories for i in c.items}

    def item(self, item_id: str) -> Item:
        """The item with this id; KeyError when the version has none."""
        return self._by_id[item_id][1]

    def category_of(self, item_id: str) -> Category:
        """The category that an item belongs to; KeyError when the version has no such item."""
        return self._by_id[item_id][0]

    def __contains__(self, item_id: object) -> bool:
        return item_id in self._by_id

    @property
    def max_points(self) -> int:
        """Points of a perfect assessment: 100 in the shipped questionnaire."""
        return sum(category.max_points for category in self.categories)


def parse_questionnaire(text: str, file_name: str) -> Questionnaire:
    """Read one language file.

    Raises:
        ReportableError: `resource_damaged` with the line, whatever is missing or of the wrong kind.
    """
    return _Parser(text, file_name).questionnaire(parse_toml(text, file_name))


class _Parser:
    """Turns parsed TOML into a Questionnaire and finds the line of whatever is wrong."""

    def __init__(self, text: str, file_name: str) -> None:
        self._lines = text.splitlines()
        self._file_name = file_name
        self._seen: set[str] = set()
        self._categories: list[str] = []
        self._items = 0

    def questionnaire(self, data: dict[str, Any]) -> Questionnaire:
        categories = self._field(data, "category", list, None)
        return Questionnaire(
            version=self._field(data, "version", int, None),
            language=self._field(data, "language", str, None),
            title=self._field(data, "title", str, None),
            introduction=self._field(data, "introduction", str, None).strip(),
            origin_note=self._field(data, "origin_note", str, None),
            choices=self._texts(data, "choices", len(LEVELS), None),
            categories=tuple(self._category(category) for category in categories),
        )

    def _category(self, data: Any) -> Category:
        category_id = self._id(data, "[[category]]", len(self._categories))
        self._categories.append(category_id)
        text = {
            key: self._field(data, key, str, category_id)
            for key in ("name", "short", "about", "strength", "weakness")
        }
        items = self._field(data, "item", list, category_id)
        return Category(id=category_id, items=tuple(self._item(item) for item in items), **text)

    def _item(self, data: Any) -> Item:
        item_id = self._id(data, "[[category.item]]", self._items)
        self._items += 1
        return Item(
            id=item_id,
            title=self._field(data, "title", str, item_id),
            statement=self._field(data, "statement", str, item_id),
            example=self._field(data, "example", str, item_id) if "example" in data else "",
            published=self._field(data, "published", bool, item_id),
            top_points=self._field(data, "top_points", int, item_id),
            criteria=self._texts(data, "criteria", len(LEVELS), item_id),
            steps=self._texts(data, "steps", len(LEVELS) - 1, item_id),
        )

    def _id(self, data: Any, header: str, index: int) -> str:
        """The id of the `index`-th table under `header`; a table without one is told by that."""
        found = data.get("id") if isinstance(data, dict) else None
        if not isinstance(found, str) or not found:
            raise damaged(self._file_name, self._header_line(header, index), "id: missing")
        if found in self._seen:
            self._fail(found, f"id {found} twice")
        self._seen.add(found)
        return found

    def _header_line(self, header: str, index: int) -> int:
        lines = [n for n, line in enumerate(self._lines, 1) if line.strip() == header]
        if index >= len(lines):
            return max(1, len(self._lines))
        below = lines[index]
        is_there = below < len(self._lines) and re.match(r"\s*id\s*=", self._lines[below])
        return below + 1 if is_there else below

    def _texts(
        self, data: dict[str, Any], key: str, count: int, owner: str | None
    ) -> tuple[str, ...]:
        values = self._field(data, key, list, owner)
        if len(values) != count or not all(isinstance(value, str) and value for value in values):
            self._fail(owner, f"{key}: {count} texts expected", key)
        return tuple(values)

    def _field(self, data: dict[str, Any], key: str, kind: type, owner: str | None) -> Any:
        value = data.get(key)
        if type(value) is not kind or value in ("", []):
            self._fail(owner, f"{key}: missing or not {kind.__name__}", key)
        return value

    def _fail(self, owner: str | None, reason: str, key: str = "") -> NoReturn:
        raise damaged(self._file_name, self._line(owner, key), reason)

    def _line(self, owner: str | None, key: str) -> int:
        """The line of `key` below the entry `owner`, else that of the entry itself."""
        start = self._find(0, rf'\s*id\s*=\s*"{re.escape(owner)}"') if owner else 0
        if start is None:
            return 1
        for number in range(start, len(self._lines)):
            line = self._lines[number]
            if number > start and line.lstrip().startswith("[["):
                break
            if key and re.match(rf"\s*{key}\s*=", line):
                return number + 1
        return start + 1

    def _find(self, start: int, pattern: str) -> int | None:
        for number in range(start, len(self._lines)):
            if re.match(pattern, self._lines[number]):
                return number
        return None


def iter_pairs(one: Questionnaire, other: Questionnaire) -> Iterator[tuple[Category, Item]]:
    """Items of `one` that `other` has too, by id, in the order of `one`."""
    for category in one.categories:
        for item in category.items:
            if item.id in other:
                yield category, item
