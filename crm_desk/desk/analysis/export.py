"""The people of a selection as a file: saved, and noted."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desk.desk.analysis import documents
from crm_desk.desk.contacts import mailing
from crm_desk.desk.desk import Desk
from crm_desk.domain.texts import Texts

if TYPE_CHECKING:
    from crm_desk.reports.analysis.selection_table import SelectionBook
    from crm_desk.reports.sheets.csv_text import LostCharacters


@dataclass(frozen=True)
class Exported:
    """What came of saving a selection.

    Attributes:
        lost: characters that the encoding lacks, by customer.
        left_out: how many are not in the file, because they are 連絡不可.
    """

    lost: "tuple[LostCharacters, ...]"
    left_out: int


def export(
    desk: Desk, book: "SelectionBook", texts: Texts, path: Path, encoding: str, now: datetime
) -> Exported:
    """Save a selection as `documents.save_selection` does, and note who has left the desk.

    Args:
        book: as `desk.rfm.Rfm.book` makes it, in the language of `texts`.
        now: the shop's clock.
    """
    lost = documents.save_selection(book, texts, path, encoding)
    purpose = texts("rfm.and_also").join(book.filters) or texts("rfm.everybody")
    mailing.note_export(desk, mailing.SELECTION, purpose, book.people, now)
    return Exported(lost, book.left_out)
