"""What is known of a person, each field typed in its place."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from crm_desk.desk.changes import Changes
from crm_desk.desk.customers import typed_facts
from crm_desk.desk.customers.people import Person
from crm_desk.desk.customers.typed_facts import PLACE, ShownFact
from crm_desk.desk.desk import Desk, today
from crm_desk.domain.contacts.phones import BETWEEN, shown_phones
from crm_desk.domain.contacts.postcodes import is_japanese_address, marked_code
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.titled_row import TITLE
from crm_desk.ui.common.widgets import button, clear_layout, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.customers.contact_words import email_words
from crm_desk.ui.customers.fact_editors import (
    DayEditor,
    FactEditor,
    LineEditor,
    NoteEditor,
    PlaceEditor,
)
from crm_desk.ui.customers.fact_row import FactRow
from crm_desk.ui.theme import Theme

HEAD_FACTS = ("name", "kana", "phone", "email")
_BODY = ("address", "birthday", "company", "note")
_NARROW = 460
"""Width at 100 % below which buttons stand under the name."""
_INSET = 3
"""Pixels that the frame of a value takes on its left."""
Fact = tuple[str, str]


class FactTitles(QObject):
    """What the fields are called on screen."""

    def made(self) -> dict[str, str]:
        """By field."""
        return {
            "name": self.tr("Name"),
            "kana": self.tr("Kana"),
            "phone": self.tr("Phone"),
            "email": self.tr("E-mail"),
            "postcode": self.tr("Postcode"),
            "address": self.tr("Address"),
            "birthday": self.tr("Birthday"),
            "company": self.tr("Company"),
            "note": self.tr("Note"),
        }

    def editor(self, workspace: Workspace, field: str) -> FactEditor:
        """What a field is typed in."""
        titles = self.made()
        if field == "address":
            return PlaceEditor(workspace, titles["postcode"], titles["address"])
        if field == "birthday":
            return DayEditor(workspace, titles[field])
        if field == "note":
            return NoteEditor(titles[field], self.tr("Shift+Enter begins a new line"))
        hint = self.tr("Several with a comma between") if field == "phone" else ""
        return LineEditor(field, titles[field], hint)


class FactsHead(QWidget):
    """Two lines of facts; buttons beside the first, or below it where room is short."""

    def __init__(self, theme: Theme, first: Sequence[QWidget], second: Sequence[QWidget]) -> None:
        super().__init__()
        self._theme = theme
        self._side: QWidget | None = None
        self._is_narrow = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(2))
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(self._line(first), 0, 0)
        self._grid.addWidget(self._line(second), 2, 0, 1, 2)

    def _line(self, parts: Sequence[QWidget]) -> QWidget:
        flow = Flow(self._theme.px(4))
        for part in parts:
            flow.addWidget(part)
        return Wrapped(flow)

    def set_side(self, side: QWidget) -> None:
        """Place the buttons."""
        self._side = side
        self._place()

    def _place(self) -> None:
        if self._side is not None:
            place = (1, 0, 1, 2) if self._is_narrow else (0, 1, 1, 1)
            self._grid.removeWidget(self._side)
            self._side.setMinimumWidth(0 if self._is_narrow else _whole_width(self._side))
            self._grid.addWidget(self._side, *place, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_NARROW)
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._place()


def _whole_width(side: QWidget) -> int:
    """So wide that all its buttons stand on one line."""
    layout = side.layout()
    if layout is None:
        return side.sizeHint().width()
    items = [item for n in range(layout.count()) if (item := layout.itemAt(n)) is not None]
    gaps = layout.spacing() * max(len(items) - 1, 0)
    return sum(item.sizeHint().width() for item in items) + gaps


class EditableFacts(QWidget):
    """The facts of one person.

    Attributes:
        head: name, reading, number, telephones and e-mail, to be placed above everything else.
        rows: by field, the post code with the address.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._person: Person | None = None
        titles = FactTitles()
        names = titles.made()
        self.rows: dict[str, FactRow] = {}
        for field in (*HEAD_FACTS, *_BODY):
            role = {"name": "heading", "kana": "soft"}.get(field, "body")
            row = FactRow(workspace, names[field], titles.editor(workspace, field), role)
            row.entered.connect(partial(self._keep, field))
            row.opened.connect(partial(self._begin, field))
            row.closed.connect(partial(self._ended, field))
            row.file_asked.connect(partial(self._ask, field, typed_facts.take_file))
            row.typed_asked.connect(partial(self._ask, field, typed_facts.keep_typed))
            self.rows[field] = row
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self._workspace.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.head = self._make_head()
        grid, self._others = QGridLayout(), QGridLayout()
        self._titles: dict[str, QLabel] = {}
        for line, field in enumerate(_BODY):
            title = self._titles[field] = self._title(self.rows[field].title)
            grid.addWidget(title, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.rows[field], line, 1)
        for each in (grid, self._others):
            each.setHorizontalSpacing(theme.space())
            each.setVerticalSpacing(theme.px(2))
            each.setColumnStretch(1, 1)
            column.addLayout(each)
        flow = Flow(theme.px(8))
        self.adders: dict[str, QPushButton] = {}
        for field in (*HEAD_FACTS[1:], *_BODY):
            words = self.tr("+ {field}").format(field=self.rows[field].title)
            made = self.adders[field] = button(words, self.rows[field].open_editor, "link")
            flow.addWidget(made)
        self._adders = Wrapped(flow)
        column.addWidget(self._adders)

    def _make_head(self) -> "FactsHead":
        """Name and reading on one line, number and how to reach them on the next."""
        theme = self._workspace.theme
        self._number = label("", "soft")
        self._number.setContentsMargins(theme.px(_INSET), theme.px(_INSET + 2), 0, 0)
        rows = self.rows
        return FactsHead(
            theme,
            (rows["name"], rows["kana"]),
            (self._number, rows["phone"], rows["email"]),
        )

    def _title(self, text: str) -> QLabel:
        # Both wrap, so that their lines stand at one height.
        title = label(text, "soft", wrap=True)
        title.setContentsMargins(0, self._workspace.theme.px(_INSET), 0, 0)
        title.setMinimumWidth(title.sizeHint().width())
        return title

    # Showing

    def show_person(self, person: Person, others: Sequence[Fact]) -> None:
        """Show a person; what is being typed of the same one stays.

        Args:
            others: what can't be typed here, with its titles.
        """
        if self._person is not None and self._person.customer.id != person.customer.id:
            self.flush()
            self.close_editors()
        self._person = person
        facts = person.facts
        separator = self._workspace.texts("result.separator")
        more = f"{len(person.names):,}" if person.names else ""
        names = self._workspace.texts("customers.more_names", n=more) if more else ""
        number = (person.customer.member_no, person.known.source, names)
        self._number.setText(separator.join(filter(None, number)))
        self._number.setVisible(any(number))
        for field, row in self.rows.items():
            row.show_value(*self._words(field, person))
            row.show_origin(*self._origin(field, facts), is_news=self._is_news(field, facts))
            self._show_row(field)
        self._show_others(others)
        self._restore(person)

    def show_nobody(self) -> None:
        """Nobody is shown; what was being typed is kept."""
        self.flush()
        self.close_editors()
        self._person = None

    def _show_others(self, others: Sequence[Fact]) -> None:
        clear_layout(self._others)
        titles = [self._title(title) for title, _ in others]
        both = [*titles, *self._titles.values()]
        widest = max(title.sizeHint().width() for title in both)
        for line, (title, (_, text)) in enumerate(zip(titles, others, strict=True)):
            self._others.addWidget(title, line, 0, Qt.AlignmentFlag.AlignTop)
            words = label(text, wrap=True)
            theme = self._workspace.theme
            words.setContentsMargins(theme.px(_INSET), theme.px(2), 0, 0)
            self._others.addWidget(words, line, 1)
        room = max(widest, self._workspace.theme.px(TITLE))
        for title in both:
            title.setMinimumWidth(room)

    def _show_row(self, field: str) -> None:
        """What is not known takes no line; it can be added below."""
        row, known = self.rows[field], self._is_known(field)
        shown = known or row.is_open or field == "name"
        row.setVisible(shown)
        if field in self._titles:
            self._titles[field].setVisible(shown)
        if field in self.adders:
            self.adders[field].setVisible(not shown)
            self._adders.setVisible(any(not made.isHidden() for made in self.adders.values()))
            self._adders.updateGeometry()

    def _is_known(self, field: str) -> bool:
        """Something stands here; or the shop says that nothing does, and files say otherwise."""
        if self._person is None:
            return False
        fields = PLACE if field in PLACE else (field,)
        facts = [self._person.facts[each] for each in fields]
        return any(fact.text or fact.is_news for fact in facts)

    def _words(self, field: str, person: Person) -> tuple[str, str]:
        """What a row shows, and what it says of that."""
        texts, facts = self._workspace.texts, person.facts
        text = facts[field].text
        if field == "name":
            return text or self.tr("(no name)"), ""
        if field == "phone":
            phones = "\n".join(shown_phones(text))
            shops = person.home.shop_phone and not person.home.phone
            return texts("contacts.shop_contact", contact=phones) if shops else phones, ""
        if field == "email":
            return email_words(person.customer, texts), ""
        if field == "birthday":
            return texts.date(date.fromisoformat(text)) if text else "", ""
        if field == "address":
            return self._place(facts["postcode"].text, text)
        return text, ""

    def _place(self, code: str, address: str) -> tuple[str, str]:
        words = " ".join(filter(None, (marked_code(code, address), address)))
        lacks = bool(address) and not code and is_japanese_address(address)
        return words, self._workspace.texts("typed.no_postcode") if lacks else ""

    def _origin(self, field: str, facts: Mapping[str, ShownFact]) -> tuple[str, str, str]:
        texts, fact = self._workspace.texts, facts[field]
        if fact.typed_on is None:
            return "", "", ""
        tip = texts("typed.here_on", day=texts.date(fact.typed_on))
        said = fact.in_files
        if field == "address":
            code = facts["postcode"].in_files
            said = " ".join(filter(None, (marked_code(code, said), said)))
        elif field == "phone":
            said = BETWEEN.join(shown_phones(said))
        elif field == "birthday" and said:
            said = texts.date(date.fromisoformat(said))
        return texts("typed.here"), tip, texts("typed.in_files", value=said) if said else ""

    def _is_news(self, field: str, facts: Mapping[str, ShownFact]) -> bool:
        return any(facts[each].is_news for each in (PLACE if field in PLACE else (field,)))

    # Typing

    def _begin(self, field: str) -> None:
        row = self.rows[field]
        if self._person is not None:
            row.editor.begin({name: fact.text for name, fact in self._person.facts.items()})
        for other in self.rows.values():
            if other is not row and other.is_open:
                other.entered.emit()
        self._show_row(field)

    def _ended(self, field: str) -> None:
        self._show_row(field)

    def _keep(self, field: str) -> None:
        row, person = self.rows[field], self._person
        if person is None or not row.is_open or not row.editor.is_read():
            return
        texts = row.editor.texts
        if all(person.facts[name].text == text for name, text in texts.items()):
            row.close_editor()
            return
        found = typed_facts.problems(texts)
        if found:
            key, most = found[0].reason, found[0].most
            row.show_problem(self._workspace.texts(f"typed.{key}", n=f"{most:,}"))
            return
        desk, customer = self._workspace.desk, person.customer.id

        def keep() -> Changes:
            return typed_facts.keep(desk, customer, texts, today())

        # Before it is announced: what is shown then is what was kept.
        row.close_editor()
        if not self._workspace.perform(keep):
            row.open_editor()
            row.editor.begin(texts)

    def _ask(self, field: str, ask: Callable[[Desk, int, str], Changes]) -> None:
        person, desk = self._person, self._workspace.desk
        if person is not None:
            self.rows[field].close_editor()
            self._workspace.perform(lambda: ask(desk, person.customer.id, field))

    def flush(self) -> None:
        """Keep what is typed; what can't be kept waits until this person is shown again."""
        person = self._person
        for field, row in self.rows.items():
            if row.is_open:
                row.entered.emit()
            if row.is_open and person is not None:
                self._workspace.drafts[_draft(person, field)] = row.editor.texts

    def close_editors(self) -> None:
        """Nothing is being typed any more."""
        for row in self.rows.values():
            row.close_editor()

    def _restore(self, person: Person) -> None:
        for field, row in self.rows.items():
            draft = self._workspace.drafts.pop(_draft(person, field), None)
            if draft is not None and not row.is_open:
                row.open_editor()
                row.editor.begin(draft)


def _draft(person: Person, field: str) -> str:
    return f"fact:{person.customer.id}:{field}"
