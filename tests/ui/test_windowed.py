"""Tables that read a few rows at a time."""

from collections.abc import Sequence

import pytest

from crm_desk.ui.common.windowed import TableColumn, WindowedModel


@pytest.mark.usefixtures("qapp")
def test_rows_read_anew_are_drawn_again_where_they_differ() -> None:
    held = {id_: f"row {id_}" for id_ in range(40)}

    def fetch(ids: Sequence[int]) -> dict[int, str]:
        return {id_: held[id_] for id_ in ids if id_ in held}

    model = WindowedModel([TableColumn("name", "Name", str, 10)], fetch, at_once=5)
    model.show(range(40))
    for place in range(40):
        model.row(place)
    drawn: list[int] = []
    model.dataChanged.connect(lambda first, last: drawn.extend(range(first.row(), last.row() + 1)))
    held[3] = held[37] = "another"
    del held[39]
    model.refresh()
    # The last rows looked at are on screen; of the others nothing is known.
    assert drawn == [*range(25), 37, 39]
    assert [model.index(place, 0).data() for place in (3, 4, 37, 39)] == [
        *("another", "row 4", "another", ""),
    ]
