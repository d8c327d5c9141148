"""A mapping that the person keeps, so that the next file of this kind needs no mapping."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from crm_desk.importing.layout import Layout
from crm_desk.importing.matching import Headers, layout_by_hand
from crm_desk.importing.presets import preset_by_id
from crm_desk.importing.row_filter import fold


def header_signature(headers: Sequence[str]) -> str:
    """The same for files with the same headers in the same order, however they are spelt."""
    joined = "\x1f".join(fold(header) for header in headers)
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class SavedMapping:
    """One mapping under a name.

    Attributes:
        name: as the person called it.
        signature: `header_signature` of the files it is for.
        preset: id; its rules go with the mapping.
        columns: field -> headers, `#2` behind a repeated one.
    """

    name: str
    signature: str
    preset: str
    columns: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, name: str, layout: Layout) -> "SavedMapping":
        """What is to be kept of a layout."""
        headers = Headers(layout.headers)
        columns = {
            field: tuple(headers.name(place) for place in places)
            for field, places in layout.columns.items()
        }
        return cls(name, header_signature(layout.headers), layout.preset.id, columns)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "SavedMapping":
        """The inverse of `as_dict`.

        Raises:
            ValueError: it is not what `as_dict` wrote.
        """
        columns = data.get("columns")
        texts = [data.get(key) for key in ("name", "signature", "preset")]
        if not isinstance(columns, dict) or not all(isinstance(text, str) for text in texts):
            raise ValueError("no saved mapping")
        for field, names in columns.items():
            if not isinstance(field, str) or not isinstance(names, list | tuple):
                raise ValueError("no saved mapping")
            if not all(isinstance(name, str) for name in names):
                raise ValueError("no saved mapping")
        name, signature, preset = (str(text) for text in texts)
        return cls(name, signature, preset, {key: tuple(value) for key, value in columns.items()})

    def as_dict(self) -> dict[str, Any]:
        """Plain data, for JSON."""
        return {
            "name": self.name,
            "signature": self.signature,
            "preset": self.preset,
            "columns": {field: list(names) for field, names in self.columns.items()},
        }

    def fits(self, headers: Sequence[str]) -> bool:
        """The file's layout is the one that this was kept for."""
        return self.signature == header_signature(headers)

    def layout(self, headers: Sequence[str]) -> Layout:
        """The layout of a file that it fits.

        Raises:
            ReportableError: `column_unknown`, `field_unknown`, or `preset_unknown` (a newer
                program's).
        """
        preset = preset_by_id(self.preset)
        unmapped: dict[str, tuple[str, ...]] = dict.fromkeys(preset.fields, ())
        return layout_by_hand(preset, headers, {**unmapped, **self.columns})
