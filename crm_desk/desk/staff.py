"""担当: who of the shop works at this desk; new records take the name of who is there now.

Records keep a name as text: whoever is renamed or goes stays in what they wrote.
"""

from crm_desk.desk.changes import NOTHING, Changes, Topic
from crm_desk.desk.desk import Desk
from crm_desk.desk.edits import Replace
from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.names import fold_name
from crm_desk.store import desk_info
from crm_desk.store import staff as rows
from crm_desk.store.connection import Connection
from crm_desk.store.rows import next_id
from crm_desk.store.staff import Staff as Staff

_NOW = "staff_now"
"""Where the desk keeps the id of who is there now."""
CHANGED = Changes(frozenset({Topic.STAFF}))


def staff(desk: Desk) -> tuple[Staff, ...]:
    """Everybody, as they were added."""
    return desk.store.read(rows.staff)


def add(desk: Desk, name: str) -> Changes:
    """Add somebody.

    Raises:
        ReportableError: `staff_nameless`, `staff_known`.
    """

    def work(connection: Connection) -> Staff:
        # Never the id of who is gone: who is there now may still be said by it.
        kept = desk_info.get(connection, _NOW)
        gone = int(kept) if kept.isdecimal() else 0
        free = max(next_id(connection, "staff"), gone + 1)
        return Staff(free, _free(connection, name, None))

    one = desk.store.read(work)
    return desk.apply(_replaced("staff_add", None, one))


def change_name(desk: Desk, id_: int, name: str) -> Changes:
    """Give somebody another name; what they wrote keeps the old one.

    Raises:
        ReportableError: `staff_gone`, `staff_nameless`, `staff_known`.
    """

    def work(connection: Connection) -> tuple[Staff, Staff]:
        return _one(connection, id_), Staff(id_, _free(connection, name, id_))

    before, after = desk.store.read(work)
    return NOTHING if before == after else desk.apply(_replaced("staff_rename", before, after))


def remove(desk: Desk, id_: int) -> Changes:
    """Take somebody off the list; what they wrote keeps their name.

    Raises:
        ReportableError: `staff_gone`.
    """
    before = desk.store.read(lambda connection: _one(connection, id_))
    return desk.apply(_replaced("staff_remove", before, None))


def current(desk: Desk) -> Staff | None:
    """Who is there now; None where nobody said so."""
    return desk.store.read(_current)


def shown(desk: Desk) -> tuple[tuple[Staff, ...], Staff | None]:
    """Everybody, and who is there now; on any thread."""
    return desk.store.read_in_worker(lambda c: (rows.staff(c), _current(c)))


def current_name(connection: Connection) -> str:
    """The name that new records take; "" where nobody said so."""
    found = _current(connection)
    return "" if found is None else found.name


def set_current(desk: Desk, id_: int | None) -> Changes:
    """Say who is there now; no step of undo, nothing of the shop's data changes.

    Raises:
        ReportableError: `staff_gone`.
    """
    desk.store.write(lambda connection: choose_in(connection, id_), lambda _: False)
    return CHANGED


def choose_in(connection: Connection, id_: int | None) -> None:
    """As `set_current`, on the writer's connection."""
    if id_ is None:
        desk_info.remove(connection, _NOW)
    else:
        desk_info.put(connection, _NOW, str(_one(connection, id_).id))


def _current(connection: Connection) -> Staff | None:
    kept = desk_info.get(connection, _NOW)
    return next((one for one in rows.staff(connection) if str(one.id) == kept), None)


def _one(connection: Connection, id_: int) -> Staff:
    for one in rows.staff(connection):
        if one.id == id_:
            return one
    raise ReportableError("staff_gone")


def _free(connection: Connection, name: str, of: int | None) -> str:
    """The name as it is kept, when nobody else has it."""
    name = clean_line(name)
    if not name:
        raise ReportableError("staff_nameless")
    folded = fold_name(name)
    if any(fold_name(one.name) == folded and one.id != of for one in rows.staff(connection)):
        raise ReportableError("staff_known", name=name)
    return name


def _replaced(label_key: str, before: Staff | None, after: Staff | None) -> Replace[Staff | None]:
    id_ = next(one.id for one in (before, after) if one is not None)

    def write(connection: Connection, one: Staff | None) -> None:
        if one is None:
            rows.remove_staff(connection, id_)
        else:
            rows.put_staff(connection, one)

    named = next(one.name for one in (after, before) if one is not None)
    return Replace(label_key, before, after, write, CHANGED, label_values={"name": named})
