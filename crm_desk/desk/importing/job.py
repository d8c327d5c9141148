"""The job of the child process that reads files, as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from crm_desk.importing.answers import UNANSWERED, Answers, answers_from_json
from crm_desk.importing.choices import Choices
from crm_desk.importing.dates import DateOrder
from crm_desk.importing.layout import FileKind, Layout
from crm_desk.importing.presets import preset_by_id
from crm_desk.importing.table import ReadOptions, options_from_json

MEMORY_CAP = 2 << 30
"""Bytes of address space that the child may take: room for the largest workbooks, no more."""


@dataclass(frozen=True)
class FileJob:
    """One file: where it is, how it is read, what its columns mean, what was answered about it."""

    path: Path
    options: ReadOptions
    layout: Layout
    answers: Answers = UNANSWERED

    @property
    def kind(self) -> FileKind:
        """What the file holds."""
        return self.layout.kind

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        layout = self.layout
        return {
            "path": str(self.path),
            "options": asdict(self.options),
            "preset": layout.preset.id,
            "order_grain": layout.preset.order_grain,
            "headers": list(layout.headers),
            "columns": {name: list(places) for name, places in layout.columns.items()},
            "rules": dict(layout.rule_columns),
            "by_content": list(layout.by_content),
            "answers": self.answers.as_json(),
        }


def file_job(data: Mapping[str, Any]) -> FileJob:
    """A job from its plain data."""
    from dataclasses import replace

    preset = replace(preset_by_id(data["preset"]), order_grain=data["order_grain"])
    layout = Layout(
        headers=tuple(data["headers"]),
        columns={name: tuple(places) for name, places in data["columns"].items()},
        preset=preset,
        rule_columns=data["rules"],
        by_content=tuple(data.get("by_content", ())),
    )
    options, answers = (
        options_from_json(data["options"]),
        answers_from_json(data.get("answers", {})),
    )
    return FileJob(Path(data["path"]), options, layout, answers)


def choices_as_json(choices: Choices) -> dict[str, Any]:
    """As plain data: what is decided for the whole import."""
    return {
        "date_order": choices.date_order,
        "currency": choices.currency,
        "digits": choices.digits,
        "today": choices.today,
        "data_from": choices.data_from,
    }


def choices_from_json(data: Mapping[str, Any]) -> Choices:
    """Choices from their plain data."""
    order = data["date_order"]
    decided = DateOrder(order) if order else None
    days = data.get("today"), data.get("data_from")
    return Choices(decided, data["currency"], data["digits"], *days)
