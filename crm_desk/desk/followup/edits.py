"""Edits of follow-ups: whole records before and after, so that each knows its inverse.

They name persons by ids that outlive imports, and so stay valid when customers come and go.
"""

from dataclasses import dataclass, replace

from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.edits import Edit, Replace
from crm_desk.domain.followup.plan import Plan
from crm_desk.domain.followup.templates import MatrixPlace, Template
from crm_desk.store.connection import Connection
from crm_desk.store.followup import design as design_rows
from crm_desk.store.followup import plans as rows
from crm_desk.store.persons import PersonLink, put_persons

CHANGED = Changes(frozenset({Topic.FOLLOWUP}))
PlanChange = tuple[Plan | None, Plan | None]


@dataclass(frozen=True)
class FollowupEdit(Edit):
    """Plans, each (before, after), None where none is.

    Attributes:
        new_persons: who is linked from now on; that stays when the edit is taken back.
    """

    new_persons: tuple[PersonLink, ...] = ()
    plans: tuple[PlanChange, ...] = ()

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


def replace_template(
    id_: str, before: Template | None, after: Template | None
) -> Replace[Template | None]:
    """The edit of a template; None is the one that the program comes with, or none."""

    def write(connection: Connection, template: Template | None) -> None:
        if template is None:
            design_rows.remove_template(connection, id_)
        else:
            design_rows.put_template(connection, template)

    return Replace("followup_template", before, after, write, CHANGED)


def replace_cell(cell: MatrixPlace, before: str | None, after: str | None) -> Replace[str | None]:
    """The edit of the template that applies in a cell; None is as it came."""

    def write(connection: Connection, template: str | None) -> None:
        design_rows.put_cell(connection, cell, template)

    return Replace("followup_cell", before, after, write, CHANGED)


def replace_limits(before: dict[str, int], after: dict[str, int]) -> Replace[dict[str, int]]:
    """The edit of the limits that the shop has changed, all of them."""
    return Replace("followup_limits", before, after, design_rows.put_limits, CHANGED)
