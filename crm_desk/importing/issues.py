"""Rows that were rejected or skipped, and accepted rows that should be checked."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from crm_desk.importing.table import place_of

SHOWN = 120
"""Characters of a cell that the table of issues keeps."""


class Severity(StrEnum):
    """What became of the row."""

    REJECTED = "rejected"
    SKIPPED = "skipped"
    NOTICE = "notice"


PRIVATE = frozenset({"shared_contact"})
"""Reasons whose value leaves the desk nowhere: it is an e-mail address or a telephone number."""


class Issue(NamedTuple):
    """One entry of the table of issues.

    Attributes:
        file: name of the file.
        row: number in the file, from 1.
        column: header as written, "" where the row as a whole is meant.
        value: the cell as written, shortened to `SHOWN` characters.
        reason: key of the sentence, `issue.<reason>` in resources/texts.
        detail: fills the sentence's {detail}; "" where it has none.
    """

    file: str
    row: int
    column: str
    value: str
    reason: str
    severity: Severity
    detail: str = ""


def too_long_issues(file: str, rows: Iterable[tuple[int, str]]) -> list[Issue]:
    """Issues of rows with more cells than there are headers.

    Args:
        rows: (number, row as text), as `Chunk.too_long`.
    """
    return [
        Issue(file, number, "", row[:SHOWN], "row_too_long", Severity.REJECTED)
        for number, row in rows
    ]


def placed(issue: Issue, sheets: Sequence[str]) -> Issue:
    """The issue with the sheet beside the file's name, where several are read."""
    sheet, row = place_of(issue.row, sheets)
    return issue._replace(file=f"{issue.file} [{sheet}]", row=row) if sheet else issue


class CleaningError(ValueError):
    """A cell that is not what its column should hold.

    Args:
        reason: key of the sentence, as in `Issue`.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
