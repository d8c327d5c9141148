"""Edits of follow-ups: whole records before and after, so that each knows its inverse.

They name persons by ids that outlive imports, and so stay valid when customers come and go.
"""

from dataclasses import dataclass, replace

from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.edits import SingleStep
from crm_desk.domain.followup.plan import Plan
from crm_desk.domain.followup.templates import MatrixPlace, Template
from crm_desk.store.connection import Connection
from crm_desk.store.followup import design as design_rows
from crm_desk.store.followup import plans as rows
from crm_desk.store.persons import PersonLink, put_persons

CHANGED = Changes(frozenset({Topic.FOLLOWUP}))
PlanChange = tuple[Plan | None, Plan | None]


@dataclass(frozen=True)
class FollowupEdit(SingleStep):
    """Plans, each (before, after), None where none is.

    Attributes:
        new_persons: who is linked from now on; that stays when the edit is taken back.
    """

    label_key: str
    new_persons: tuple[PersonLink, ...] = ()
    plans: tuple[PlanChange, ...] = ()

    @property
    def label(self) -> tuple[str, dict[str, str]]:
        """See Edit."""
        return self.label_key, {}

    def apply(self, connection: Connection) -> Changes:
        """See Edit."""
        put_persons(connection, self.new_persons)
        rows.remove_plans(
            connection, (before.id for before, after in self.plans if before and not after)
        )
        rows.put_plans(connection, [after for _, after in self.plans if after])
        return CHANGED

    def inverse(self) -> "FollowupEdit":
        """See Edit."""
        return replace(self, plans=tuple((after, before) for before, after in self.plans))


@dataclass(frozen=True)
class DesignEdit(SingleStep):
    """Templates, cells and limits as the shop wants them, before and after; None = as it came.

    Attributes:
        limits: (before, after), all that the shop has changed of them.
    """

    label_key: str
    templates: tuple[tuple[str, Template | None, Template | None], ...] = ()
    cells: tuple[tuple[MatrixPlace, str | None, str | None], ...] = ()
    limits: tuple[dict[str, int], dict[str, int]] | None = None

    @property
    def label(self) -> tuple[str, dict[str, str]]:
        """See Edit."""
        return self.label_key, {}

    def apply(self, connection: Connection) -> Changes:
        """See Edit."""
        for id_, _, template in self.templates:
            if template is None:
                design_rows.remove_template(connection, id_)
            else:
                design_rows.put_template(connection, template)
        for cell, _, chosen in self.cells:
            design_rows.put_cell(connection, cell, chosen)
        if self.limits is not None:
            design_rows.put_limits(connection, self.limits[1])
        return CHANGED

    def inverse(self) -> "DesignEdit":
        """See Edit."""
        return replace(
            self,
            templates=tuple((id_, after, before) for id_, before, after in self.templates),
            cells=tuple((cell, after, before) for cell, before, after in self.cells),
            limits=None if self.limits is None else self.limits[::-1],
        )
