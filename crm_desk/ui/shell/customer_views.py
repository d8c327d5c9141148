"""The views that capabilities put beside the list of customers, in the order of the chips."""

from functools import partial

from PySide6.QtCore import QCoreApplication

from crm_desk.desk.timeline.documents import CASE_SHEET
from crm_desk.ui.common.view import View
from crm_desk.ui.customers.page import CustomerView
from crm_desk.ui.shell.shell import Shell

translate = QCoreApplication.translate


def customer_views(shell: Shell) -> tuple[CustomerView, ...]:
    """The views of one window; each is made when it is first asked for."""
    title = translate("CustomersPage", "Cases")
    return (CustomerView("cases", title, partial(_cases, shell), (CASE_SHEET,)),)


def _cases(shell: Shell) -> View:
    from crm_desk.desk.capabilities import COMPLAINT_RULES
    from crm_desk.ui.timeline.cases_view import CasesView

    view = CasesView(shell.workspace, COMPLAINT_RULES)
    view.phone_note_asked.connect(shell.phone_note_asked)
    return view
