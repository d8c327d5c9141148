"""The thresholds of the analysis: kept in the desk, changed in place, undone like anything else."""

from crm_desk.desk.changes import NOTHING, Changes, Topic
from crm_desk.desk.desk import Desk
from crm_desk.desk.edits import Replace
from crm_desk.domain.analysis import thresholds
from crm_desk.domain.analysis.figures import AnalysisSettings
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection

_NAME = "thresholds"


def chosen(desk: Desk) -> AnalysisSettings:
    """What the shop has chosen; the defaults where it has not."""
    return thresholds.from_json(_kept(desk))


def choose(desk: Desk, settings: AnalysisSettings) -> Changes:
    """Use these from now on. Can be undone."""
    before, after = _kept(desk), thresholds.as_json(settings)
    if thresholds.from_json(before) == thresholds.from_json(after):
        return NOTHING
    changes = Changes(frozenset({Topic.THRESHOLDS}))
    return desk.apply(Replace("thresholds", before, after, _write, changes))


def _kept(desk: Desk) -> str:
    return desk.store.read(lambda connection: desk_info.get(connection, _NAME))


def _write(connection: Connection, kept: str) -> None:
    desk_info.put(connection, _NAME, kept)
