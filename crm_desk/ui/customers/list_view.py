"""All customers: search, table, and the one where the cursor is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from crm_desk.desk.contacts.marks import open_proposals
from crm_desk.desk.customers import people, splitting
from crm_desk.desk.customers.people import MergeRules, SearchResult
from crm_desk.desk.desk import today
from crm_desk.desk.route import Route
from crm_desk.ui.common.column_table import ColumnTable
from crm_desk.ui.common.customer_section import CustomerSections
from crm_desk.ui.common.empty_card import EmptyCard, NothingFoundCard
from crm_desk.ui.common.filter_notice import FilterNotice
from crm_desk.ui.common.list_detail import ListDetail
from crm_desk.ui.common.search_field import SearchField
from crm_desk.ui.common.widgets import (
    PageHead,
    button,
    label,
    page_layout,
    scrolling,
)
from crm_desk.ui.common.windowed import WindowedModel
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.customers.alike_hint import AlikeHint
from crm_desk.ui.customers.columns import DESCENDING_FIRST, CustomerColumns
from crm_desk.ui.customers.customer_menu import CustomerMenu
from crm_desk.ui.customers.detail import CustomerDetail


class CustomerListView(QWidget):
    """Search, table and one customer.

    Signals:
        note_asked: 電話メモ is wanted.
        compare_asked: the pairs that may be one person are wanted.
        notes_asked: the notes to check are wanted.
        order_asked: an order is to be entered; the customer's id, or 0.
        person_asked: somebody is to be added without an order.
        came: a search is done and shown.
    """

    note_asked = Signal()
    compare_asked = Signal()
    notes_asked = Signal()
    order_asked = Signal(int)
    person_asked = Signal()
    came = Signal()

    def __init__(
        self,
        workspace: Workspace,
        merge_rules: MergeRules,
        sections: CustomerSections,
    ) -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        self._sections = sections
        self._sort, self._descending = "last_day", True
        self._held = 0
        self._found: Sequence[int] = ()
        self._wanted: int | None = None
        self._nobody = self._is_opened = False
        self._merge_rules = merge_rules
        self.menu = CustomerMenu(workspace, merge_rules, self)
        self.menu.opened.connect(self.open_detail)
        self.menu.order_asked.connect(self.order_asked)
        layout = page_layout(self, theme)
        self._head = PageHead(theme, self.tr("Customers"))
        self._make_actions()
        for made in self._actions:
            self._head.side.addWidget(made)
        layout.addWidget(self._head)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_list())
        self._stack.addWidget(self._make_empty())
        layout.addWidget(self._stack, 1)

    # Parts

    def _make_actions(self) -> None:
        """What is done all day stands open; the rest is behind one button."""
        self._enter = button(
            self.tr("Enter one order…"), lambda: self.order_asked.emit(0), "primary"
        )
        self.note = button(self.tr("Phone note  Ctrl+K"), self.note_asked.emit)
        self.note.setAccessibleName(self.tr("Phone note"))
        self.more = button(self.tr("More…"), self._pop_up)
        self.more.setAccessibleName(self.tr("More for customers"))
        self._more_menu = QMenu(self.more)
        self.post = self._more_menu.addAction(self.tr("Post…"))
        self.post.triggered.connect(lambda _checked=False: self._ask_post())
        self.add = self._more_menu.addAction(self.tr("Add a customer…"))
        self.add.triggered.connect(lambda _checked=False: self.person_asked.emit())
        self._note_entry = self._more_menu.addAction(self.tr("Phone note  Ctrl+K"))
        self._note_entry.triggered.connect(lambda _checked=False: self.note_asked.emit())
        self._actions = (self.more, self.note, self._enter)

    def _show_actions(self) -> None:
        """Where room is short, 電話メモ is in the menu, and who searches sees the field only."""
        narrow = self._sides.is_narrow
        searches = narrow and bool(self.search.words)
        has_room = self._held > 0 and not self._sides.is_alone and not searches
        for made in self._actions:
            made.setVisible(has_room)
        self.note.setVisible(has_room and not narrow)
        self._note_entry.setVisible(narrow)

    def _pop_up(self) -> None:
        self._more_menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _make_list(self) -> QWidget:
        theme, whole = self._workspace.theme, QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        self._left = QWidget()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1.5))
        column.addLayout(self._make_search())
        self._hint = AlikeHint(self._workspace)
        self._hint.clicked.connect(self.compare_asked)
        self._hint.notes_asked.connect(self.notes_asked)
        column.addWidget(self._hint)
        self._results = QStackedWidget()
        self.table = self._make_table()
        self._results.addWidget(self.table)
        self._results.addWidget(self._make_nothing())
        column.addWidget(self._results, 1)
        row.addWidget(self._left, 1)
        self.detail = CustomerDetail(self._workspace, self._sections, self._merge_rules)
        self.detail.left.connect(self.close_detail)
        self.detail.order_asked.connect(self.order_asked)
        row.addWidget(self.detail)
        self._sides = ListDetail(
            theme, self, self._left, self.detail, self.detail.show_way_back, wide_detail=True
        )
        return whole

    def _make_search(self) -> QHBoxLayout:
        theme, row = self._workspace.theme, QHBoxLayout()
        row.setSpacing(theme.space(1.5))
        self.search = SearchField(
            self.tr("Search customers"), self.tr("Name, reading, ID, e-mail or telephone")
        )
        self.search.searched.connect(lambda _words: self.reload())
        self.search.went_down.connect(self._go_down)
        row.addWidget(self.search, 1)
        self._count = label("", "soft")
        row.addWidget(self._count)
        self.notice = FilterNotice(theme, is_short=True)
        self.notice.clear_asked.connect(self._show_everybody)
        row.addWidget(self.notice)
        self._beside_search = row
        return row

    def _make_table(self) -> ColumnTable:
        workspace = self._workspace
        model = WindowedModel(
            CustomerColumns().made(workspace), lambda ids: people.listed(workspace.desk, ids)
        )
        model.failed.connect(workspace.show_error)
        table = ColumnTable(
            workspace,
            "customers",
            self.tr("Customers"),
            model,
            lambda ids: people.listed_in_worker(workspace.desk, ids),
        )
        table.show_sort(self._sort, descending=self._descending)
        table.sort_asked.connect(self._sort_by)
        table.current_changed.connect(self._show_one)
        table.opened.connect(self.open_detail)
        table.entries = self.menu.entries
        return table

    def _make_nothing(self) -> QWidget:
        words = self.tr("Try a part of the name, its reading, or the last digits of the telephone.")
        self._nothing = NothingFoundCard(self._workspace.theme, words)
        return scrolling(self._nothing)

    def _make_empty(self) -> QWidget:
        card = EmptyCard(
            self._workspace.theme,
            self.tr("There are no customers yet"),
            self.tr(
                "Bring in the order file that your cart exports. Its customers and their "
                "purchases are then listed here, each one with a history."
            ),
            self.tr("Bring in orders"),
            lambda: self._workspace.go(Route("importing")),
        )
        card.add_step(self.tr("Enter one order…"), lambda: self.order_asked.emit(0))
        card.add_step(self.tr("Add a customer…"), self.person_asked.emit)
        self.first_step = card.first_step
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        return page

    # Searching

    @property
    def is_settled(self) -> bool:
        """What was asked for last is shown, of the customer too."""
        asking = (self, *self.detail.sections)
        return all(self._workspace.is_settled(each) for each in asking)

    def reload(self) -> None:
        """Look everything up again, beside the window; typing goes on meanwhile."""
        desk, words = self._workspace.desk, self.search.words
        sort, descending = self._sort, self._descending
        self._workspace.ask_latest(
            self,
            lambda: people.find(desk, words, sort, descending=descending),
            lambda found: self._show_found(found, words),
        )

    def _show_everybody(self) -> None:
        self.search.show_words("")
        self.search.setFocus()
        self.reload()

    def look_for_alike(self) -> None:
        """Work the suggestions out again."""
        desk = self._workspace.desk

        day = today()

        def work() -> tuple[int, int, int]:
            unread = {each.root for each in open_proposals(desk, day)}
            pairs = people.possible_duplicates(desk)
            return len(pairs), len(splitting.suggestions(desk)), len(unread)

        self._workspace.ask_latest(self, work, self._show_alike, "alike")

    def _show_alike(self, found: tuple[int, int, int]) -> None:
        self._hint.show_pairs(*found)
        self._hint.setVisible(self._hint.has_any)

    def _show_found(self, found: SearchResult, words: str) -> None:
        texts = self._workspace.texts
        self._head.set_words(
            self.tr("Customers"),
            texts("customers.held", n=f"{found.held:,}")
            if found.held
            else self.tr("Everyone who has bought, with all purchases."),
        )
        self._held, self._found = found.held, found.ids
        self.post.setEnabled(bool(found.ids))
        self._show_actions()
        self._stack.setCurrentIndex(0 if found.held else 1)
        self._results.setCurrentIndex(0 if found.ids else 1)
        self._nobody = not found.ids
        self._nothing.title.setText(texts("customers.nothing", words=words))
        self.notice.show_filters(words)
        self._count.setText(texts("customers.found", n=f"{len(found.ids):,}") if words else "")
        current, self._wanted = self._wanted or self.table.current_id, None
        self.table.show_ids(found.ids, current)
        self._show_one(self.table.current_id or 0)
        self._lay_out()
        self.came.emit()

    def _ask_post(self) -> None:
        """Post for all that were found, or for those of them that are chosen."""
        ids, chosen = tuple(self._found), self.table.chosen_ids
        several = tuple(chosen) if len(chosen) > 1 else ()
        self._workspace.go(Route("post", ids=ids, item="customers", chosen=several))

    def _sort_by(self, name: str, descending: bool) -> None:
        if name != self._sort and name in DESCENDING_FIRST:
            # The most and the newest are what one looks for.
            descending = True
            self.table.show_sort(name, descending=True)
        self._sort, self._descending = name, descending
        self.reload()

    # One customer

    def _show_one(self, customer: int) -> None:
        if self.detail.isVisibleTo(self) or not self._sides.is_narrow:
            self.detail.show_later(customer)

    def want(self, customer: int) -> None:
        """Put the cursor on this one once everything is looked up."""
        self._wanted = customer

    def open_detail(self, customer: int) -> None:
        """Go to one customer's facts; where the page is narrow they take its place."""
        self.detail.show_customer(customer)
        self._is_opened = True
        self._sides.open_detail()
        self._lay_out()
        self.detail.setFocus()

    def close_detail(self) -> None:
        """Back to the list."""
        self._is_opened = False
        self._sides.close_detail()
        self._lay_out()
        self.table.setFocus()

    def refresh_detail(self) -> None:
        """Read the one shown again."""
        self.detail.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Asked for before the page had its size, the person still comes first.
        if self._sides.note_width(keeps_detail=self._is_opened) or not self._sides.is_narrow:
            self._lay_out()

    def _lay_out(self) -> None:
        sides = self._sides
        # Where room is short, the rows need the line that the button would take.
        place = self._beside_search if sides.is_narrow else self._head.side
        for made in self._actions:
            place.addWidget(made)
        self._show_actions()
        # The way back says where one is; the customer needs the room.
        self._head.setVisible(not sides.is_alone)
        sides.place(has_rows=not self._nobody)

    def _go_down(self) -> None:
        if self._results.currentIndex() == 0:
            self.table.setFocus()
