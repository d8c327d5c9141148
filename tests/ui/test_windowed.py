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


@pytest.mark.usefixtures("qapp")
def test_only_the_rows_named_are_read_anew() -> None:
    held = {id_: f"row {id_}" for id_ in range(40)}
    asked: list[list[int]] = []

    def fetch(ids: Sequence[int]) -> dict[int, str]:
        asked.append(list(ids))
        return {id_: held[id_] for id_ in ids if id_ in held}

    model = WindowedModel([TableColumn("name", "Name", str, 10)], fetch, at_once=5)
    model.show(range(40))
    for place in (3, 7, 12):
        model.row(place)
    asked.clear()
    drawn: list[int] = []
    model.dataChanged.connect(lambda first, _last: drawn.append(first.row()))
    held[3] = "another"
    held[4] = "unseen"
    del held[12]
    model.refresh_rows([3, 7, 12, 39])
    assert [sorted(each) for each in asked] == [[3, 7, 12, 39]]
    assert drawn == [3, 12]
    texts = [model.index(place, 0).data() for place in (3, 4, 7, 12)]
    assert texts == ["another", "row 4", "row 7", ""]
