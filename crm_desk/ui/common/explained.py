"""What figures mean, said where they stand: the words that the analysis workbook has, too."""

from collections.abc import Iterable

from crm_desk.domain.texts import Texts
from crm_desk.ui.common.windowed import TableColumn

_TERMS = {
    "cluster": "clusters",
    "purchases": "purchases",
    "recency": "recency",
    "tenure": "tenure",
    "interval_ratio": "interval",
    "r": "rfm",
    "f": "rfm",
    "m": "rfm",
    "subscribed": "subscribed",
    "excluded": "excluded",
}
"""Columns of tables to the terms of the workbook."""


def meaning(term: str, texts: Texts) -> str:
    """What a term of the analysis means."""
    return texts(f"analysis_book.about_{term}")


def explained(columns: Iterable[TableColumn], texts: Texts) -> tuple[TableColumn, ...]:
    """The same columns; those of the analysis say what they mean."""
    return tuple(
        column._replace(explained=meaning(_TERMS[column.name], texts))
        if column.name in _TERMS and not column.explained
        else column
        for column in columns
    )
