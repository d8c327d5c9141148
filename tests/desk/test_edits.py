"""Edits that any use case can make: one value for another, and several as one step."""

from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.desk import Desk
from crm_desk.desk.edits import Replace, Several
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection


def edit(before: str, after: str, *, until_import: bool = False) -> Replace[str]:
    def write(connection: Connection, value: str) -> None:
        desk_info.put(connection, "trial", value)

    changes = Changes(frozenset({Topic.DESK}))
    return Replace("shop_name", before, after, write, changes, until_import=until_import)


def value(desk: Desk) -> str:
    return desk.store.read(lambda connection: desk_info.get(connection, "trial"))


def test_a_replacement_is_taken_back_and_made_again(desk: Desk) -> None:
    assert desk.apply(edit("", "1")) == Changes(frozenset({Topic.DESK}))
    assert value(desk) == "1"
    desk.undo()
    assert value(desk) == ""
    desk.redo()
    assert value(desk) == "1"


def test_the_inverse_of_the_inverse_is_the_same_edit() -> None:
    one, other = edit("1", "2"), edit("2", "3", until_import=True)
    for each in (one, Several("details", (one, other), until_import=True)):
        assert each.inverse().inverse() == each
        assert each.inverse().label == each.label
        assert each.inverse().until_import == each.until_import


def test_several_are_one_step_and_taken_back_from_the_last_to_the_first(desk: Desk) -> None:
    desk.apply(edit("", "1"))
    desk.apply(Several("details", (edit("1", "2"), edit("2", "3"))))
    assert value(desk) == "3"
    desk.undo()
    assert value(desk) == "1"


def test_two_replacements_stay_two_steps(desk: Desk) -> None:
    desk.apply(edit("", "1"))
    desk.apply(edit("1", "2"))
    desk.undo()
    assert value(desk) == "1"
