"""Whose a case is; of nobody that is known: whom the desk proposes, and a search for others."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desk.desk.customers import people
from crm_desk.desk.customers.people import Listed
from crm_desk.desk.route import Route
from crm_desk.desk.timeline.cases import CaseDetail
from crm_desk.domain.names import without_form_of_address
from crm_desk.ui.common.search_field import SearchField
from crm_desk.ui.common.widgets import button, clear_layout, label
from crm_desk.ui.common.workspace import Workspace

_HITS = 5


class CasePerson(QWidget):
    """The head of a case.

    Signals:
        joined: the customer whose it is (int).
    """

    joined = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        self._customer = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        row = QHBoxLayout()
        self.name = label("", "heading", wrap=True)
        self.see = button(self.tr("See the customer"), self._see, "link")
        row.addWidget(self.name, 1)
        row.addWidget(self.see, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self._joining = QWidget()
        self._fill_joining()
        column.addWidget(self._joining)

    def _fill_joining(self) -> None:
        column = QVBoxLayout(self._joining)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._workspace.theme.px(4))
        self.propose = button("", self._join_proposed)
        column.addWidget(self.propose, 0, Qt.AlignmentFlag.AlignLeft)
        self.search = SearchField(
            self.tr("Find the customer"), self.tr("Whose is it? Name, phone or member number")
        )
        self.search.searched.connect(self._search)
        column.addWidget(self.search)
        self._hits = QVBoxLayout()
        self._hits.setSpacing(0)
        column.addLayout(self._hits)

    def show_case(self, found: CaseDetail, *, is_another: bool) -> None:
        """Show whose the case is.

        Args:
            is_another: what is typed belongs to the case shown before.
        """
        texts, who = self._workspace.texts, found.who
        self._customer = (who.customer_id or 0) if who is not None else 0
        if who is None:
            words = texts("cases.nameless_caller", caller=found.entry.caller).strip()
        else:
            name = without_form_of_address(who.name) or who.member_no or texts("cases.nameless")
            words = name if self._customer else texts("cases.former", name=name)
        self.name.setText(words)
        self.see.setVisible(bool(self._customer))
        self._joining.setVisible(who is None)
        self.propose.setVisible(found.match is not None)
        if found.match is not None:
            self._proposed = found.match.customer
            name = without_form_of_address(found.match.name)
            text = self.tr("Link to {name}, who has this number").format(name=name)
            self.propose.setText(text.replace("&", "&&"))
            self.propose.setAccessibleName(text)
        if is_another:
            self.search.show_words("")
            clear_layout(self._hits)

    def _see(self) -> None:
        self._workspace.go(Route("customers", "one", self._customer))

    def _join_proposed(self) -> None:
        self.joined.emit(self._proposed)

    def _search(self, words: str) -> None:
        desk = self._workspace.desk
        if not words:
            self._workspace.drop_question(self, "search")
            clear_layout(self._hits)
            return

        def work() -> list[Listed]:
            found = people.find(desk, words, "name", descending=False)
            ids = found.ids[:_HITS].tolist()
            rows = people.listed_in_worker(desk, ids)
            return [rows[id_] for id_ in ids if id_ in rows]

        self._workspace.ask_latest(self, work, self._show_hits, "search")

    def _show_hits(self, hits: list[Listed]) -> None:
        clear_layout(self._hits)
        if not hits:
            self._hits.addWidget(label(self.tr("Nobody found"), "soft"))
        for hit in hits:
            parts = (without_form_of_address(hit.name), hit.member_no, hit.phone)
            text = "  ".join(filter(None, parts))
            made = button(text, partial(self.joined.emit, hit.id), "link")
            self._hits.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def is_settled(self) -> bool:
        """All that was searched is shown."""
        return self._workspace.is_settled(self)
