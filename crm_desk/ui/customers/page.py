"""顧客: the list with one customer beside it, the look-alikes, and an order entered by hand."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crm_desk.desk.changes import Topic
from crm_desk.desk.contacts.marks import MarkEffect
from crm_desk.desk.customers import people
from crm_desk.desk.customers.people import MergeRules
from crm_desk.desk.documents import Document
from crm_desk.desk.route import Route
from crm_desk.domain.contacts.written_name import without_title
from crm_desk.ui.common.customer_section import CustomerSections
from crm_desk.ui.common.page import Page
from crm_desk.ui.common.view import View
from crm_desk.ui.common.view_chips import Chip, ViewChips
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.customers.list_view import CustomerListView
from crm_desk.ui.customers.order_form import OrderForm
from crm_desk.ui.customers.person_form import PersonForm
from crm_desk.ui.customers.suggestions import Suggestions
from crm_desk.ui.customers.unread_notes import UnreadNotes


class CustomerView(NamedTuple):
    """A view that a capability above puts beside the list.

    Attributes:
        key: of its routes.
        title: of its chip, in the language of the window.
        load: makes it, when it is first asked for.
        documents: what it prints.
    """

    key: str
    title: str
    load: Callable[[], View]
    documents: tuple[Document[Any], ...] = ()


LIST = ""


class CustomersPage(Page):
    """Everyone who bought.

    Routes: `""` the list, `one` with a customer, `alike`, `unread` notes, `order` perhaps with a
    customer, `add`; and the views that are handed in.
    """

    topics = frozenset(
        {
            *(Topic.CUSTOMERS, Topic.ORDERS, Topic.FOLLOWUP, Topic.TODAY),
            *(Topic.ENTRIES, Topic.STAFF),
        }
    )

    def __init__(
        self,
        workspace: Workspace,
        merge_rules: MergeRules,
        sections: CustomerSections,
        mark_effects: Sequence[MarkEffect],
        views: Sequence[CustomerView] = (),
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._rows = {view.key: view for view in views}
        self._views: dict[str, View] = {}
        self.list = CustomerListView(workspace, merge_rules, sections)
        self.suggestions = Suggestions(workspace, merge_rules)
        self.unread = UnreadNotes(workspace, mark_effects)
        self.form = OrderForm(workspace)
        self.person_form = PersonForm(workspace)
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        chips = [Chip(LIST, self.tr("List")), *(Chip(view.key, view.title) for view in views)]
        self._chips = ViewChips(workspace, "customers", chips)
        self.tabs = self._chips.buttons
        layout.addLayout(self._chips)
        layout.addWidget(self._stack, 1)
        for view in (self.list, self.suggestions, self.unread, self.form, self.person_form):
            self._stack.addWidget(view)
        self.list.compare_asked.connect(self.show_suggestions)
        self.list.notes_asked.connect(self.show_unread)
        self.list.order_asked.connect(self.ask_order)
        self.suggestions.left.connect(self.show_list)
        self.unread.left.connect(self.show_list)
        self.form.left.connect(self.show_list)
        self.form.kept.connect(self._show_kept)
        self.list.person_asked.connect(self.ask_person)
        self.person_form.left.connect(self.show_list)
        self.person_form.kept.connect(self._show_added)
        self.person_form.chosen.connect(self._show_one)

    @property
    def is_settled(self) -> bool:
        """Everything asked for is shown."""
        if self.shown_view is not None:
            return self.shown_view.is_settled
        parts = (self.list, self.suggestions, self.unread)
        return all(part.is_settled for part in parts)

    def clear_filters(self) -> None:
        self.list.search.show_words("")

    @property
    def shown_view(self) -> View | None:
        """The view that is shown, of those that were handed in."""
        widget = self._stack.currentWidget()
        return next((view for view in self._views.values() if view is widget), None)

    def view(self, key: str) -> View:
        """A view that was handed in, made when it is first asked for."""
        if key not in self._views:
            made = self._views[key] = self._rows[key].load()
            self._stack.addWidget(made)
        return self._views[key]

    def open(self, route: Route) -> None:
        if route.view in self._rows:
            self._show(self.view(route.view))
            self.view(route.view).show_route(route)
        elif route.view == "alike":
            self.show_suggestions()
        elif route.view == "unread":
            self.show_unread()
        elif route.view == "order":
            self.ask_order(route.id or 0)
        elif route.view == "add":
            self.ask_person()
        elif route.view == "one" and route.id is not None:
            self._show_one(route.id)
        else:
            self.show_list()

    def route(self) -> Route:
        if self.shown_view is not None:
            return self.shown_view.route()
        view = self._stack.currentWidget()
        if view is self.suggestions:
            return Route("customers", "alike")
        if view is self.unread:
            return Route("customers", "unread")
        if view is self.form:
            return Route("customers", "order")
        if view is self.person_form:
            return Route("customers", "add")
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

    def show_unread(self) -> None:
        """Notes, names and addresses whose words propose a mark."""
        self._show(self.unread)
        self.unread.reload()

    def ask_order(self, customer: int) -> None:
        """Ask for one order."""

        def begin() -> None:
            self.form.begin(customer)
            self._show(self.form)
            self.form.take_focus()

        self._workspace.attempt(begin)

    def ask_person(self) -> None:
        """Ask for somebody without an order."""

        def begin() -> None:
            self.person_form.begin()
            self._show(self.person_form)
            self.person_form.take_focus()

        self._workspace.attempt(begin)

    def _show_one(self, customer: int) -> None:
        self.list.want(customer)
        self.show_list()
        self.list.open_detail(customer)

    def _show_kept(self, customer: int) -> None:
        self.show_route(Route("customers", "one", customer))
        self._workspace.notified.emit(self._workspace.texts("hand_order.said_kept"))

    def _show_added(self, customer: int) -> None:
        self.show_route(Route("customers", "one", customer))
        texts, desk = self._workspace.texts, self._workspace.desk
        name = without_title(people.listed(desk, [customer])[customer].name)[0]
        self._workspace.notified.emit(texts("typed.said_added", name=name))

    def refresh(self, place: Route | None = None) -> None:
        view = self._stack.currentWidget()
        if view is self.list:
            self.list.reload()
            self.list.look_for_alike()
            self.list.refresh_detail()
        elif view is self.suggestions:
            self.suggestions.reload()
        elif view is self.unread:
            self.unread.reload()
        elif self.shown_view is not None:
            self.shown_view.refresh()

    def flush(self) -> bool:
        if self.shown_view is not None:
            return self.shown_view.flush()
        self.list.table.flush()
        self.list.detail.facts.flush()
        if self._stack.currentWidget() is self.form:
            self.form.keep_draft()
        elif self._stack.currentWidget() is self.person_form:
            self.person_form.keep_draft()
        return True

    def take_focus(self) -> None:
        view = self._stack.currentWidget()
        if view is self.list:
            self.list.search.setFocus()
        elif view is self.form:
            self.form.take_focus()
        elif view is self.unread:
            self.unread.take_focus()
        elif view is self.person_form:
            self.person_form.take_focus()
        elif self.shown_view is not None:
            self.shown_view.take_focus()
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
        key = next((key for key, made in self._views.items() if made is view), LIST)
        self._chips.mark(key)
        self.documents = self._rows[key].documents if key in self._rows else ()
        self.print_changed.emit()

    @property
    def can_print(self) -> bool:
        return self.shown_view.can_print if self.shown_view is not None else True

    def print_current(self) -> None:
        if self.shown_view is not None:
            self.shown_view.print_current()
