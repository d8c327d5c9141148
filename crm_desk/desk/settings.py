"""The program's settings: data with a default, a type and a check each, kept as JSON."""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from crm_desk.store.copying import flush_folder
from crm_desk.store.leftovers import free_name

SCALES = (90, 100, 110, 125, 150, 175)
RECENT = 8


def _as_stored(value: Any) -> Any:
    return value


class Setting(NamedTuple):
    """One setting.

    Attributes:
        check: tells whether a stored value can be used; otherwise the default is.
        mended: a stored value without those of its entries that can't be used.
    """

    name: str
    default: Any
    check: Callable[[Any], bool]
    mended: Callable[[Any], Any] = _as_stored


def _one_of(*values: object) -> Callable[[Any], bool]:
    return lambda value: any(value is known or value == known for known in values)


def _path(entry: Any) -> bool:
    """No system has a file with a NUL in its name, and some calls raise for one."""
    return isinstance(entry, str) and bool(entry) and "\0" not in entry


def _paths(value: Any) -> bool:
    return isinstance(value, list) and all(map(_path, value))


def _usable_paths(value: Any) -> Any:
    return [entry for entry in value if _path(entry)] if isinstance(value, list) else value


def _geometry(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) in (0, 4)
        and all(type(entry) is int and -32768 < entry < 32768 for entry in value)
    )


def _columns(columns: Any) -> bool:
    """A table's columns on screen from the left, each [name, width at 100 %]."""
    return isinstance(columns, list) and all(
        isinstance(entry, list)
        and len(entry) == 2
        and isinstance(entry[0], str)
        and type(entry[1]) is int
        and 0 < entry[1] < 10_000
        for entry in columns
    )


def _tables(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_columns, value.values()))


def _usable_tables(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {name: columns for name, columns in value.items() if _columns(columns)}


SETTINGS = {
    setting.name: setting
    for setting in (
        Setting("language", "", _one_of("", "ja", "en")),
        Setting("document_language", "", _one_of("", "ja", "en")),
        Setting("scale", 100, _one_of(*SCALES)),
        Setting("colours", "system", _one_of("system", "light", "dark")),
        Setting("eras", False, lambda value: isinstance(value, bool)),
        Setting("go_on", True, lambda value: isinstance(value, bool)),
        Setting("recent", [], _paths, _usable_paths),
        Setting("folder", "", lambda value: isinstance(value, str)),
        Setting("geometry", [], _geometry),
        Setting("tables", {}, _tables, _usable_tables),
        Setting("names_together", False, lambda value: isinstance(value, bool)),
        Setting("nameless_in_charge", False, lambda value: isinstance(value, bool)),
        Setting("cards_across", False, lambda value: isinstance(value, bool)),
        Setting("one_each", False, lambda value: isinstance(value, bool)),
        Setting("sender_printed", True, lambda value: isinstance(value, bool)),
        Setting("label_outlines", True, lambda value: isinstance(value, bool)),
        Setting("maximised", False, lambda value: isinstance(value, bool)),
    )
}


class Settings:
    """Reads once, writes at every change; a damaged file means defaults, never an error.

    Args:
        path: the JSON file; it need not exist.

    Attributes:
        set_aside: where a file that could not be read lies now; None where there was none.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.set_aside: Path | None = None
        self._values: dict[str, Any] = {}
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
        except OSError:
            return
        except (ValueError, RecursionError):
            stored = None
        if isinstance(stored, dict):
            self._values = stored
        else:
            self._set_aside()

    def get(self, name: str) -> Any:
        """The value, or the default where none or an unusable one is stored."""
        setting = SETTINGS[name]
        value = setting.mended(self._values.get(name, setting.default))
        return value if setting.check(value) else setting.default

    def put(self, name: str, value: object) -> None:
        """Keep a value; when the disk refuses, it holds until the program ends.

        Raises:
            ValueError: the value is none that the setting can have.
        """
        if not SETTINGS[name].check(value):
            raise ValueError(f"{name}: not a value for this setting")
        self._values[name] = value
        with suppress(OSError):
            self._write()

    def note_recent(self, desk: Path) -> None:
        """Put a desk at the head of the recent ones."""
        entry = str(desk)
        others = [known for known in self.get("recent") if known != entry]
        self.put("recent", [entry, *others][:RECENT])

    def forget_recent(self, desk: Path) -> None:
        """Take a desk off the recent ones."""
        self.put("recent", [known for known in self.get("recent") if known != str(desk)])

    def _set_aside(self) -> None:
        """Nothing is deleted: somebody may want to look what became of the file."""
        target = free_name(self._path.parent, f"{self._path.name}.damaged")
        with suppress(OSError):
            self._path.rename(target)
            self.set_aside = target

    def _write(self) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = self._path.with_suffix(".part")
        descriptor = os.open(temporary, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:
            # ASCII: a path that is no UTF-8 can still be kept.
            json.dump(self._values, file, indent=2)
            file.flush()
            # Renamed before it lies on the disk, a power cut leaves an empty file of that name.
            os.fsync(file.fileno())
        temporary.replace(self._path)
        flush_folder(self._path.parent)
