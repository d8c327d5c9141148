"""What capabilities add to a customer's page, as they stand below one another."""

from crm_desk.desk.capabilities import FREE_TEXTS, PERSON_TABLES
from crm_desk.ui.analysis.customer_section import PlaceView
from crm_desk.ui.common.customer_section import CustomerSections
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.customers.personal_data import PersonalData
from crm_desk.ui.followup.customer_section import Followups


def _personal_data(workspace: Workspace) -> PersonalData:
    return PersonalData(workspace, PERSON_TABLES, FREE_TEXTS)


CUSTOMER_SECTIONS = CustomerSections(
    below_figures=(PlaceView,), below_facts=(Followups,), at_foot=(_personal_data,)
)
