"""顧客: the list with one customer beside it, the look-alikes, and an order entered by hand."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crm_desk.desk.changes import Topic
from crm_desk.desk.customers.people import MergeCheck
from crm_desk.desk.route import Route
from crm_desk.ui.common.customer_section import CustomerSections
from crm_desk.ui.common.page import Page
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.customers.list_view import CustomerListView
from crm_desk.ui.customers.order_form import OrderForm
from crm_desk.ui.customers.suggestions import Suggestions


class CustomersPage(Page):
    """Everyone who bought.

    Routes: `""` the list, `one` with a customer, `alike`, `order` perhaps with a customer.
    """

    topics = frozenset({Topic.CUSTOMERS, Topic.ORDERS, Topic.FOLLOWUP, Topic.ENTRIES, Topic.TODAY})

    def __init__(
        self,
        workspace: Workspace,
        merge_checks: Sequence[MergeCheck],
        sections: CustomerSections,
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self.list = CustomerListView(workspace, merge_checks, sections)
        self.suggestions = Suggestions(workspace, merge_checks)
        self.form = OrderForm(workspace)
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        for view in (self.list, self.suggestions, self.form):
            self._stack.addWidget(view)
        self.list.compare_asked.connect(self.show_suggestions)
        self.list.order_asked.connect(self.ask_order)
        self.list.note_asked.connect(workspace.note_asked)
        self.suggestions.left.connect(self.show_list)
        self.form.left.connect(self.show_list)
        self.form.kept.connect(self._show_kept)

    @property
    def is_settled(self) -> bool:
        """Everything asked for is shown."""
        return self.list.is_settled and self.suggestions.is_settled

    def clear_filters(self) -> None:
        self.list.search.show_words("")

    def open(self, route: Route) -> None:
        if route.view == "alike":
            self.show_suggestions()
        elif route.view == "order":
            self.ask_order(route.id or 0)
        elif route.view == "one" and route.id is not None:
            self._show_one(route.id)
        else:
            self.show_list()

    def route(self) -> Route:
        view = self._stack.currentWidget()
        if view is self.suggestions:
            return Route("customers", "alike")
        if view is self.form:
            return Route("customers", "order")
        shown = self.list.detail.customer_id
        return Route("customers", "one", shown) if shown else Route("customers")

    def show_list(self) -> None:
        """All customers, the cursor where it was."""
        self._show(self.list)
        self.list.reload()
        self.list.look_for_alike()

    def show_suggestions(self) -> None:
        """Pairs that may be one person."""
        self._show(self.suggestions)
        self.suggestions.reload()

    def ask_order(self, customer: int) -> None:
        """Ask for one order."""

        def begin() -> None:
            self.form.begin(customer)
            self._show(self.form)
            self.form.take_focus()

        self._workspace.attempt(begin)

    def _show_one(self, customer: int) -> None:
        self.list.want(customer)
        self.show_list()
        self.list.open_detail(customer)

    def _show_kept(self, customer: int) -> None:
        self.show_route(Route("customers", "one", customer))
        self._workspace.notified.emit(self._workspace.texts("hand_order.said_kept"))

    def refresh(self, place: Route | None = None) -> None:
        view = self._stack.currentWidget()
        if view is self.list:
            self.list.reload()
            self.list.look_for_alike()
            self.list.refresh_detail()
        elif view is self.suggestions:
            self.suggestions.reload()

    def flush(self) -> bool:
        self.list.table.flush()
        if self._stack.currentWidget() is self.form:
            self.form.keep_draft()
        return True

    def take_focus(self) -> None:
        view = self._stack.currentWidget()
        if view is self.list:
            self.list.search.setFocus()
        elif view is self.form:
            self.form.take_focus()
        else:
            self.setFocus()

    def find_customer(self) -> None:
        """Look somebody up."""
        if self._stack.currentWidget() is not self.list:
            self.show_list()
        self.list.close_detail()
        self.list.search.setFocus()
        self.list.search.selectAll()

    def _show(self, view: QWidget) -> None:
        self._stack.setCurrentWidget(view)
