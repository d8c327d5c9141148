"""The known carts: `resources/presets/*.toml`, one file a cart.

A field's alternatives and a signature's entries are written as texts, or as an array of texts where
several headers belong together. `column` of a rule may name several columns, each of which makes a
rule of its own.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import PurePath
from typing import Any, NoReturn

from crm_desk.domain.errors import ReportableError
from crm_desk.domain.toml_lines import damaged, parse_toml
from crm_desk.importing.layout import CUSTOMER_FIELDS, ORDER_FIELDS, FileKind, Preset, Rule
from crm_desk.paths import RESOURCES

SKIP_REASONS = ("fee_row", "no_sale_row")
LANGUAGES = ("ja", "en")
GENERIC = {FileKind.ORDERS: "generic", FileKind.CUSTOMERS: "generic_customers"}

_FIELDS = {FileKind.ORDERS: ORDER_FIELDS, FileKind.CUSTOMERS: CUSTOMER_FIELDS}
_TEXTS = ("encoding", "note", "cart")
_SWITCHES = (
    "identifies",
    "mall_email",
    "subtotal_after_discount",
    "order_grain",
    "discount_by_line",
    "signed_discount",
    "any_currency_sign",
    "opening_is_lifetime",
    "kind_if_filled",
)
_LISTS = ("absent", "nobody", "unneeded", "first_filled", "sale")
_RULES = ("void", "skip", "discount_row")
_KEYS = {"kind", "signature", "label", "fields", *_LISTS, *_TEXTS, *_SWITCHES, *_RULES}
_RULE_KEYS = {"column", "field", "values", "contains", "filled", "words", "negate"}


@cache
def load_presets() -> tuple[Preset, ...]:
    """All shipped presets, sorted by id.

    Raises:
        ReportableError: `resource_damaged` with the line; `resource_missing` where there are none.
    """
    folder = RESOURCES / "presets"
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise ReportableError("resource_missing", file=folder.name)
    presets = []
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            raise damaged(path.name, line, "UTF-8") from error
        presets.append(parse_preset(text, path.name))
    return tuple(presets)


def preset_by_id(preset_id: str) -> Preset:
    """The preset with this id.

    Raises:
        ReportableError: `preset_unknown`, with the ids there are.
    """
    for preset in load_presets():
        if preset.id == preset_id:
            return preset
    known = ", ".join(preset.id for preset in load_presets())
    raise ReportableError("preset_unknown", preset=preset_id, known=known)


def parse_preset(text: str, name: str) -> Preset:
    """Read one preset; `name` is that of its file, and its id without the ending.

    Raises:
        ReportableError: `resource_damaged` with the line: unknown keys or fields, wrong types.
    """
    return _Parser(text, name).preset(parse_toml(text, name))


class _Parser:
    """Turns parsed TOML into a Preset and finds the line of whatever is wrong."""

    def __init__(self, text: str, file_name: str) -> None:
        self._lines = text.splitlines()
        self._file_name = file_name

    def preset(self, data: dict[str, Any]) -> Preset:
        self._check_keys(data, _KEYS, "", 0)
        kind = self._kind(data.get("kind"))
        options: dict[str, Any] = {
            key: self._of_type(data[key], type_, "", 0, key)
            for keys, type_ in ((_TEXTS, str), (_SWITCHES, bool))
            for key in keys
            if key in data
        }
        options |= {key: self._texts(data.get(key, []), "", 0, key) for key in _LISTS}
        return Preset(
            id=PurePath(self._file_name).stem,
            label=self._label(data.get("label")),
            kind=kind,
            signature=self._groups(data.get("signature"), "", "signature"),
            fields=self._fields(data.get("fields"), _FIELDS[kind]),
            void=tuple(self._rules(data, "void")),
            skip=tuple(self._skips(data)),
            discount_rows=tuple(self._rules(data, "discount_row")),
            **options,
        )

    def _kind(self, value: Any) -> FileKind:
        if value not in tuple(FileKind):
            self._fail("", 0, "kind", " or ".join(FileKind))
        return FileKind(value)

    def _label(self, data: Any) -> Mapping[str, str]:
        label = self._of_type(data, dict, "", 0, "label")
        self._check_keys(label, set(LANGUAGES), "[label]", 0)
        for language in LANGUAGES:
            if not self._of_type(label.get(language), str, "[label]", 0, language).strip():
                self._fail("[label]", 0, language, "empty")
        return dict(label)

    def _fields(
        self, data: Any, known: tuple[str, ...]
    ) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        fields = self._of_type(data, dict, "", 0, "fields")
        self._check_keys(fields, set(known), "[fields]", 0)
        return {
            name: self._groups(alternatives, "[fields]", name)
            for name, alternatives in fields.items()
        }

    def _groups(self, data: Any, table: str, key: str) -> tuple[tuple[str, ...], ...]:
        """A list of texts or lists of texts."""
        entries = self._of_type(data, list, table, 0, key)
        return tuple(
            (entry,)
            if isinstance(entry, str) and entry
            else self._texts(entry, table, 0, key, empty=False)
            for entry in entries
        )

    def _texts(
        self, data: Any, table: str, index: int, key: str, *, empty: bool = True
    ) -> tuple[str, ...]:
        entries = self._of_type(data, list, table, index, key)
        if not all(isinstance(entry, str) and entry for entry in entries):
            self._fail(table, index, key, "only texts")
        if not entries and not empty:
            self._fail(table, index, key, "empty")
        return tuple(entries)

    def _rules(self, data: dict[str, Any], key: str) -> list[Rule]:
        return [
            rule
            for index, entry in enumerate(self._tables(data, key))
            for rule in self._rule(entry, f"[[{key}]]", index, _RULE_KEYS)
        ]

    def _skips(self, data: dict[str, Any]) -> list[tuple[str, Rule]]:
        found: list[tuple[str, Rule]] = []
        for index, entry in enumerate(self._tables(data, "skip")):
            rules = self._rule(entry, "[[skip]]", index, {"reason", *_RULE_KEYS})
            reason = entry.get("reason")
            if reason not in SKIP_REASONS:
                self._fail("[[skip]]", index, "reason", " or ".join(SKIP_REASONS))
            found.extend((reason, rule) for rule in rules)
        return found

    def _tables(self, data: dict[str, Any], key: str) -> list[Any]:
        tables: list[Any] = self._of_type(data.get(key, []), list, "", 0, key)
        return tables

    def _rule(self, data: Any, table: str, index: int, keys: set[str]) -> list[Rule]:
        """One rule for each of the entry's columns."""
        entry = self._of_type(data, dict, table, index, "")
        self._check_keys(entry, keys, table, index)
        condition: dict[str, Any] = {
            key: self._texts(entry[key], table, index, key, empty=False)
            for key in ("values", "contains")
            if key in entry
        }
        for key in ("filled", "words"):
            if self._switch(entry, key, table, index):
                condition[key] = True
        if not condition:
            self._fail(table, index, "", "values, contains, words or filled")
        negate = self._switch(entry, "negate", table, index)
        return [
            Rule(negate=negate, **where, **condition) for where in self._where(entry, table, index)
        ]

    def _where(self, entry: dict[str, Any], table: str, index: int) -> list[dict[str, Any]]:
        """What the rules of an entry look at: one field, or one rule for each column."""
        if "field" in entry and "column" not in entry:
            field = entry["field"]
            if field not in ORDER_FIELDS:
                self._fail(table, index, "field", "unknown")
            return [{"field": field}]
        column = entry.get("column")
        if isinstance(column, str) and column:
            return [{"column": column}]
        names = self._texts(column, table, index, "column", empty=False)
        return [{"column": name} for name in names]

    def _switch(self, data: dict[str, Any], key: str, table: str, index: int) -> bool:
        return bool(self._of_type(data.get(key, False), bool, table, index, key))

    def _check_keys(self, data: dict[str, Any], known: set[str], table: str, index: int) -> None:
        for key in data:
            if key not in known:
                self._fail(table, index, key, "unknown")

    def _of_type(self, value: Any, type_: type, table: str, index: int, key: str) -> Any:
        if type(value) is not type_:
            self._fail(table, index, key, f"missing or not {type_.__name__}")
        return value

    def _fail(self, table: str, index: int, key: str, reason: str) -> NoReturn:
        said = f"{key or table}: {reason}"
        raise damaged(self._file_name, self._line(table, index, key), said)

    def _line(self, table: str, index: int, key: str) -> int:
        """The line of `key` in the `index`-th such table, else that of the table's header."""
        headers = [n for n, line in enumerate(self._lines) if table and line.strip() == table]
        start = headers[index] + 1 if index < len(headers) else 0
        wanted = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=|\s*\[+{re.escape(key)}\]+\s*$")
        for number in range(start, len(self._lines) if key else start):
            line = self._lines[number]
            if wanted.match(line):
                return number + 1
            if table and re.match(r"\s*\[{1,2}\w+\]{1,2}\s*$", line):
                break
        return max(1, start)
