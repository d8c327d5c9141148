"""Whose order it is: a customer looked up, or a new one."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from crm_desk.desk.customers import people
from crm_desk.desk.customers.hand_orders import Problem, TypedOrder
from crm_desk.desk.customers.people import Listed, SearchResult
from crm_desk.domain.contacts.phones import shown_phone
from crm_desk.ui.common.search_field import SearchField
from crm_desk.ui.common.widgets import button, clear_layout, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.customers.mode_switch import ModeSwitch

_OFFERED = 5
_LINE_WIDTH = 480
_ELIDED = Qt.TextElideMode.ElideRight


class CustomerFields(QWidget):
    """Search, or name and address.

    Signals:
        changed: something was typed or chosen.
        came: what was found is shown.
    """

    changed = Signal()
    came = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        self._chosen: Listed | None = None
        self._fields: dict[str, QLineEdit] = {}
        self._warnings: dict[str, QLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._modes = ModeSwitch(
            theme,
            (
                (self.tr("Known customer"), self._make_search()),
                (self.tr("New customer"), self._make_fields()),
            ),
        )
        self._modes.clicked.connect(self._switch)
        column.addWidget(self._modes)
        self._choose_mode(0)

    def _make_search(self) -> QWidget:
        theme, whole = self._workspace.theme, QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.search = SearchField(
            self.tr("Search customers"), self.tr("Name, reading, ID, e-mail or telephone")
        )
        self.search.searched.connect(self._look)
        column.addWidget(self.search)
        self.offers = QVBoxLayout()
        self.offers.setSpacing(theme.px(2))
        column.addLayout(self.offers)
        warning = self._warnings["customer"] = label("", "warn", wrap=True)
        column.addWidget(warning)
        column.addStretch(1)
        return whole

    def _make_fields(self) -> QWidget:
        theme, whole = self._workspace.theme, QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(1.5))
        grid.setVerticalSpacing(theme.px(2))
        names = (
            ("name", self.tr("Name")),
            ("kana", self.tr("Reading")),
            ("phone", self.tr("Telephone")),
            ("email", self.tr("E-mail")),
            ("postcode", self.tr("Post code")),
            ("address", self.tr("Address")),
        )
        for place, (name, title) in enumerate(names):
            line, side = divmod(place, 2)
            field = self._fields[name] = QLineEdit()
            field.setMaxLength(500)
            field.setAccessibleName(title)
            field.textChanged.connect(self.changed)
            warning = self._warnings[name] = label("", "warn", wrap=True)
            warning.hide()
            grid.addWidget(label(title, "soft"), 3 * line, side)
            grid.addWidget(field, 3 * line + 1, side)
            grid.addWidget(warning, 3 * line + 2, side)
            grid.setColumnStretch(side, 1)
        contact = self._warnings["contact"] = label("", "warn", wrap=True)
        contact.hide()
        grid.addWidget(contact, grid.rowCount(), 0, 1, 2)
        return whole

    def begin(self, customer: int) -> None:
        """Empty, or with a customer chosen already."""
        for field in self._fields.values():
            field.clear()
        self.search.show_words("")
        self._chosen = None
        if customer:
            self._chosen = people.listed(self._workspace.desk, [customer]).get(customer)
        self._choose_mode(0)
        self._show_offers(None)

    def take_focus(self) -> None:
        """Where typing begins."""
        if self._modes.mode:
            self._fields["name"].setFocus()
        else:
            self.search.setFocus()

    @property
    def typed(self) -> dict[str, object]:
        """The fields of `Typed` that say who it is; id 0 for nobody chosen yet."""
        if self._modes.mode:
            return {name: field.text() for name, field in self._fields.items()}
        return {"customer": self._chosen.id if self._chosen else 0}

    def restore(self, typed: TypedOrder) -> None:
        """As it was typed before."""
        if typed.customer is None:
            for name, field in self._fields.items():
                field.setText(getattr(typed, name))
            self._choose_mode(1)

    def _switch(self, mode: int) -> None:
        self._choose_mode(mode)
        self.take_focus()

    def _choose_mode(self, mode: int) -> None:
        self._modes.show_mode(mode)
        if mode and self.search.words and not self._fields["name"].text():
            self._fields["name"].setText(self.search.words)
        self.changed.emit()

    # Looking up

    def _look(self, words: str) -> None:
        self._chosen = None
        desk = self._workspace.desk
        if not words:
            self._workspace.drop_question(self)
            self._show_offers(None)
            return

        def show(found: SearchResult) -> None:
            self._workspace.attempt(lambda: self._show_offers(found))
            self.came.emit()

        self._workspace.ask_latest(
            self, lambda: people.find(desk, words, "last_day", descending=True), show
        )

    def _show_offers(self, found: SearchResult | None) -> None:
        clear_layout(self.offers)
        self.changed.emit()
        if self._chosen is not None:
            row = QHBoxLayout()
            row.addWidget(label(self._line(self._chosen), "strong", wrap=True), 1)
            self.offers.addLayout(row)
            return
        if found is None:
            return
        ids = list(found.ids[:_OFFERED])
        rows = people.listed(self._workspace.desk, ids)
        for id_ in ids:
            if id_ in rows:
                line = self._line(rows[id_])
                self.offers.addWidget(button(line, partial(self._choose, rows[id_]), "link"))
        texts = self._workspace.texts
        if not ids:
            said = texts("customers.nothing", words=self.search.words)
            self.offers.addWidget(label(said, "soft", wrap=True))
        elif len(found.ids) > len(ids):
            said = texts("customers.more_found", n=f"{len(found.ids) - len(ids):,}")
            self.offers.addWidget(label(said, "soft", wrap=True))

    def _line(self, row: Listed) -> str:
        parts = (row.name, row.member_no, shown_phone(row.phone) or row.email, row.address)
        line = self._workspace.texts("result.separator").join(part for part in parts if part)
        # A link can't wrap: a long address must not push the page wider.
        room = min(self._workspace.theme.px(_LINE_WIDTH), self.search.width() * 9 // 10)
        return self.fontMetrics().elidedText(line, _ELIDED, room)

    def _choose(self, row: Listed) -> None:
        self._chosen = row
        self._workspace.drop_question(self)
        self.search.show_words(row.name)
        self._show_offers(None)

    # Problems

    def show_problems(self, sentences: list[tuple[Problem, str]]) -> None:
        """Mark what can't be kept."""
        for name, warning in self._warnings.items():
            said = next((said for problem, said in sentences if problem.field == name), "")
            warning.setText(said)
            warning.setVisible(bool(said))

    def focus(self, problem: Problem) -> None:
        """Go where the problem is."""
        if problem.field == "contact":
            self._fields["phone"].setFocus()
        elif problem.field in self._fields:
            self._fields[problem.field].setFocus()
        else:
            self.search.setFocus()
