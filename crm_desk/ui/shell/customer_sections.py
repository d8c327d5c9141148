"""What capabilities add to a customer's page, as they stand below one another."""

from crm_desk.ui.analysis.customer_section import PlaceView
from crm_desk.ui.common.customer_section import CustomerSections
from crm_desk.ui.followup.customer_section import Followups

CUSTOMER_SECTIONS = CustomerSections(below_figures=(PlaceView,), below_facts=(Followups,))
