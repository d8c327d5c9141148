"""What capabilities add to a customer's page, as they stand below one another."""

from crm_desk.desk.capabilities import (
    COMPLAINT_RULES,
    FREE_TEXTS,
    MARK_EFFECTS,
    PERSON_TABLES,
    TIMELINE,
)
from crm_desk.desk.contacts.timeline import APPROACH
from crm_desk.desk.customers.timeline import ORDER
from crm_desk.desk.timeline.timeline import ENTRY
from crm_desk.desk.timeline_rows import TimelineRow
from crm_desk.ui.analysis.customer_section import PlaceView
from crm_desk.ui.common.customer_section import CustomerSections
from crm_desk.ui.common.timeline_panel import Panels
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.contacts.mark_strip import MarkStrip
from crm_desk.ui.customers.order_panel import order_panel
from crm_desk.ui.customers.personal_data import PersonalData
from crm_desk.ui.followup.approach_panel import approach_panel
from crm_desk.ui.followup.customer_section import Followups
from crm_desk.ui.timeline.entry_editor import EntryEditor, entry_panel
from crm_desk.ui.timeline.section import TimelineSection


def _entry(workspace: Workspace, row: TimelineRow) -> EntryEditor | None:
    return entry_panel(workspace, row, COMPLAINT_RULES)


PANELS: Panels = {ORDER: order_panel, APPROACH: approach_panel, ENTRY: _entry}
"""What a click on a row of the time line opens, by what the row was made from."""


def _marks(workspace: Workspace) -> MarkStrip:
    return MarkStrip(workspace, MARK_EFFECTS)


def _personal_data(workspace: Workspace) -> PersonalData:
    return PersonalData(workspace, PERSON_TABLES, FREE_TEXTS)


def _place(workspace: Workspace) -> PlaceView:
    return PlaceView(workspace, TIMELINE)


def _timeline(workspace: Workspace) -> TimelineSection:
    return TimelineSection(workspace, TIMELINE, PANELS, COMPLAINT_RULES)


CUSTOMER_SECTIONS = CustomerSections(
    in_head=(_place, _marks),
    above_facts=(Followups,),
    history=(_timeline,),
    at_foot=(_personal_data,),
)
