"""The cells of a file's rows, by the fields of its layout."""

from collections.abc import Sequence

from crm_desk.importing.layout import JOINED_BY, Layout


class LayoutCells:
    """The cells of one chunk of rows as written; several columns of a field are joined.

    Attributes:
        columns: of the chunk, one sequence of cells per column of the file.
        rows: how many the chunk has.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.columns: Sequence[Sequence[str]] = ()
        self.rows = 0

    def begin(self, columns: Sequence[Sequence[str]], rows: int) -> None:
        """Go on with another chunk."""
        self.columns, self.rows = columns, rows

    def has(self, field: str) -> bool:
        """The file has the field."""
        return bool(self._places(field))

    def header(self, field: str) -> str:
        """What the file calls a field; "" where it lacks it."""
        return self._layout.header(field)

    def row(self, at: int) -> list[str]:
        """All cells of one row."""
        return [column[at] for column in self.columns]

    def of(self, field: str) -> Sequence[str]:
        """A field's cells, one a row; "" where the file lacks it."""
        return self.among(field, self.columns) if self.has(field) else [""] * self.rows

    def among(self, field: str, columns: Sequence[Sequence[str]]) -> Sequence[str]:
        """The cells of a field that the file has, from the columns of other rows."""
        places = self._places(field)
        if len(places) == 1:
            return columns[places[0]]
        if field in self._layout.preset.first_filled:
            return [
                next(filter(_says, cells), "")
                for cells in zip(*(columns[at] for at in places), strict=True)
            ]
        between = JOINED_BY.get(field, " ")
        parts = zip(*(columns[at] for at in places), strict=True)
        return [between.join(filter(None, map(str.strip, part))) for part in parts]

    def _places(self, field: str) -> tuple[int, ...]:
        return tuple(self._layout.columns.get(field, ()))


def _says(cell: str) -> bool:
    """A dash alone says nothing."""
    return bool(cell.strip(" \u3000-‐–—―−ー－"))
