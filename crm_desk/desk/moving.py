"""Moving a desk out of a synchronised folder.

Killed at any moment, one of the two files is the shop's and the other one says so: the old one
notes where it goes before it is copied; the copy notes whence it comes, and that it was not worked
in yet. Whichever is opened next finishes the move, or takes it back.
"""

from contextlib import suppress
from pathlib import Path

from crm_desk.desk import app_paths
from crm_desk.desk.desk import Desk
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.texts import Texts
from crm_desk.store import desk_info
from crm_desk.store.backup import backup_folder
from crm_desk.store.connection import Connection
from crm_desk.store.leftovers import beside_as, free_name
from crm_desk.store.lock import DeskLock
from crm_desk.store.restoring import said_by
from crm_desk.store.store import never

_TO, _FROM = "moved_to", "moved_from"
_MOVED, _UNFINISHED = ".moved", ".unfinished"


def copy_to_safe_place(desk: Desk) -> Path:
    """Put a checked copy of an open desk into the default place; the move is not finished yet.

    Raises:
        ReportableError: `backup_failed`, `disk_full`; the desk stays the only one.
    """
    target = app_paths.new_desk_path(desk.path.stem)
    old = str(desk.path)
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ReportableError("backup_failed", file=target.name) from error
    _put(desk, _TO, str(target.resolve()))
    try:
        desk.store.save_copy(target, lambda copy: desk_info.put(copy, _FROM, old))
    except BaseException:
        with suppress(ReportableError):
            _forget(desk, _TO)
        raise
    return target


def settle_move(desk: Desk, texts: Texts) -> list[str]:
    """Finish or take back a move that concerns an open desk; returns what the person should know.

    Raises:
        ReportableError: the desk can't be written; it is tried again at the next opening.
    """
    if desk.is_for_looking:
        return []
    came_from, goes_to = _get(desk, _FROM), _get(desk, _TO)
    if came_from:
        return _arrived(desk, Path(came_from), goes_to, texts)
    return _left(desk, Path(goes_to), texts) if goes_to else []


def _arrived(desk: Desk, old: Path, goes_to: str, texts: Texts) -> list[str]:
    own = str(desk.path)
    goes_here = old.is_file() and said_by(old, _TO) == own
    if goes_to == own:
        if old.is_file() and not goes_here:
            # It was worked in there since: this copy is behind.
            return [texts("moving.behind", file=old.name, folder=old.parent)]
        _forget(desk, _TO)
    if not goes_here:
        _forget(desk, _FROM)
        return []
    kept = _set_aside(old, _MOVED)
    if kept is None:
        return [texts("moving.old_stays", file=old.name, folder=old.parent)]
    said = [texts("moving.done", folder=desk.path.parent, file=kept.name)]
    backups = backup_folder(old)
    if any(backups.glob("*.crmdesk")):
        # They stay: copying gigabytes would hold the window up, and a copy could be cut off.
        desk.store.write(
            lambda connection: desk_info.add_former_backups(connection, str(backups)), never
        )
        said.append(texts("moving.backups_stay", folder=backups))
    _forget(desk, _FROM)
    return said


def _left(desk: Desk, new: Path, texts: Texts) -> list[str]:
    if not new.is_file():
        _forget(desk, _TO)
        return []
    if said_by(new, _TO) != str(new):
        return [texts("moving.went_on", file=new.name, folder=new.parent)]
    # Nobody has worked in the copy: this is still the shop's file.
    kept = _set_aside(new, _UNFINISHED)
    if kept is None:
        return [texts("moving.two", file=new.name, folder=new.parent)]
    _forget(desk, _TO)
    return [texts("moving.cut_off", file=kept.name, folder=kept.parent)]


def _set_aside(desk: Path, ending: str) -> Path | None:
    """Give a closed desk, and what lies beside it, a free name that nobody opens by mistake.

    Returns:
        Where it lies now; None where it is in use or the folder does not allow it.
    """
    kept = free_name(desk.parent, f"{desk.name}{ending}")
    lock = DeskLock(desk)
    try:
        lock.acquire()
        desk.rename(kept)
        for left, target in beside_as(desk, kept):
            left.rename(target)
    except (OSError, ReportableError):
        return kept if kept.exists() else None
    finally:
        lock.release()
    return kept


def _get(desk: Desk, name: str) -> str:
    return desk.store.read(lambda connection: desk_info.get(connection, name))


def _put(desk: Desk, name: str, value: str) -> None:
    def write(connection: Connection) -> None:
        desk_info.put(connection, name, value)

    desk.store.write(write, never)


def _forget(desk: Desk, name: str) -> None:
    desk.store.write(lambda connection: desk_info.remove(connection, name), never)
