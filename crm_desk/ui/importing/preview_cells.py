"""What a column of the file becomes, cell by cell."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.tables import Cell

if TYPE_CHECKING:
    from crm_desk.desk.importing.file_plan import Example, PreviewField


class PreviewCells(QObject):
    """Puts the examples of a preview into words."""

    def __init__(self, texts: Texts, money: Money) -> None:
        super().__init__()
        self._texts, self._money = texts, money

    def row(self, field: "PreviewField") -> list[Cell]:
        """The field, the column, and the examples."""
        return [
            Cell(self._texts(f"field.{field.field}"), "strong"),
            Cell(field.header.replace("\n", " "), "soft", field.header),
            *(self._cell(example, field.kind) for example in field.examples),
        ]

    def unreadable(self, fields: "Iterable[PreviewField]") -> list[str]:
        """What is wrong with cells that can't be read, each reason once."""
        texts = self._texts
        found = {
            (field.header, example.reason): example.before
            for field in fields
            for example in field.examples
            if example.reason and example.reason != "date_undecided"
        }
        return [
            texts(
                "import.unreadable",
                column=column.replace("\n", " "),
                value=value,
                why=texts(f"issue.{reason}", detail=""),
            )
            for (column, reason), value in found.items()
        ]

    def _cell(self, example: "Example", kind: str) -> Cell:
        """As written, and below it what it becomes where that differs."""
        before = " ".join(example.before.split())
        if not before:
            return Cell("")
        if example.reason:
            # An undecided date is asked for above.
            words = "?" if example.reason == "date_undecided" else self.tr("Not readable")
            return Cell(f"{before}\n⚠ {words}", "warn", before)
        after = self._shown(example.after, kind)
        if after == before:
            return Cell(before, "", before)
        return Cell(f"{before}\n→ {after}", "", f"{before} → {after}")

    def _shown(self, after: object, kind: str) -> str:
        if after is None:
            return ""
        if kind == "day" and isinstance(after, int):
            return self._texts.date(date.fromordinal(after))
        if kind == "quantity" and isinstance(after, int):
            return f"{after / 1000:g}"
        if kind == "amount" and isinstance(after, int):
            return self._money.text(after)
        if kind == "amount":
            return f"{after:,f}"
        return self._word(after)

    def _word(self, after: object) -> str:
        if isinstance(after, bool):
            return self._texts("kind.subscription" if after else "kind.single")
        if after in ("given", "refused", "unknown"):
            return self._texts(f"consent.{after}")
        return str(after)
