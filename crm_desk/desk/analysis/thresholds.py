"""The thresholds of the analysis: kept in the desk, changed in place, undone like anything else."""

from dataclasses import dataclass, replace

from crm_desk.desk.changes import NOTHING, Changes, Topic
from crm_desk.desk.desk import Desk
from crm_desk.desk.edits import Edit
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
    return desk.apply(ReplaceThresholds(before, after))


def _kept(desk: Desk) -> str:
    return desk.store.read(lambda connection: desk_info.get(connection, _NAME))


@dataclass(frozen=True)
class ReplaceThresholds:
    """The thresholds, before and after, as domain/thresholds.py writes them."""

    before: str
    after: str

    @property
    def label(self) -> tuple[str, dict[str, str]]:
        """See Edit."""
        return "thresholds", {}

    def apply(self, connection: Connection) -> Changes:
        """See Edit."""
        desk_info.put(connection, _NAME, self.after)
        return Changes(frozenset({Topic.THRESHOLDS}))

    def inverse(self) -> "ReplaceThresholds":
        """See Edit."""
        return replace(self, before=self.after, after=self.before)

    def merged(self, later: Edit) -> Edit | None:
        """See Edit. It stays a step of its own."""
        return None
