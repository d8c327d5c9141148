"""Fields in which one thing about a person is typed: a line, a note, a day, a place."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from crm_desk.desk.desk import today
from crm_desk.domain.contacts import postcode_table
from crm_desk.domain.contacts.handles import postcode_digits
from crm_desk.domain.contacts.postcode_table import Place
from crm_desk.domain.contacts.postcodes import is_japanese_address
from crm_desk.ui.common.date_field import DateField
from crm_desk.ui.common.widgets import button, label
from crm_desk.ui.common.workspace import Workspace

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FIRST_BIRTHDAY = date(1900, 1, 1)
_CODE_WIDTH = "〒 000-0000 00"
_NOTE_LINES = 4


class FactLine(QLineEdit):
    """One line; the cursor comes to its end, where corrections begin.

    Signals:
        entered: Enter was pressed.
    """

    entered = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.end(False)

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in (*_ENTER, Qt.Key.Key_Escape)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class NoteEdit(QPlainTextEdit):
    """Several lines; Shift+Enter begins the next one.

    Signals:
        entered: Enter was pressed.
    """

    entered = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)

    def sizeHint(self) -> QSize:
        """Some lines; the rest scrolls."""
        return QSize(super().sizeHint().width(), self.fontMetrics().height() * (_NOTE_LINES + 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in _ENTER and not shifted:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class FactEditor(QWidget):
    """What all editors have.

    Signals:
        entered: what is typed is to be kept.
        given_up: it is not.
        typed: something else stands in it.
    """

    entered = Signal()
    given_up = Signal()
    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    @property
    def inputs(self) -> Sequence[QWidget]:
        """What has the keys while something is typed, in their order."""
        raise NotImplementedError

    @property
    def texts(self) -> dict[str, str]:
        """What is typed, by field."""
        raise NotImplementedError

    def begin(self, texts: dict[str, str]) -> None:
        """Show what is there."""
        raise NotImplementedError

    def is_read(self) -> bool:
        """What is typed can be read; where it can't, the editor says why."""
        return True

    def take_focus(self) -> None:
        """Typing goes here."""
        self.inputs[-1].setFocus()


class LineEditor(FactEditor):
    """One line of text."""

    def __init__(self, field: str, title: str, placeholder: str = "") -> None:
        super().__init__()
        self._field = field
        self.line = FactLine(title)
        self.line.setPlaceholderText(placeholder)
        self.line.entered.connect(self.entered)
        self.line.textChanged.connect(self.typed)
        self.column.addWidget(self.line)

    @property
    def inputs(self) -> Sequence[QWidget]:
        return (self.line,)

    @property
    def texts(self) -> dict[str, str]:
        return {self._field: self.line.text()}

    def begin(self, texts: dict[str, str]) -> None:
        self.line.setText(texts.get(self._field, ""))
        self.line.end(False)


class NoteEditor(FactEditor):
    """A note of several lines."""

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self.edit = NoteEdit(title)
        self.edit.setPlaceholderText(hint)
        self.edit.entered.connect(self.entered)
        self.edit.textChanged.connect(self.typed)
        self.column.addWidget(self.edit)

    @property
    def inputs(self) -> Sequence[QWidget]:
        return (self.edit,)

    @property
    def texts(self) -> dict[str, str]:
        return {"note": self.edit.toPlainText()}

    def begin(self, texts: dict[str, str]) -> None:
        self.edit.setPlainText(texts.get("note", ""))
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)


class DayEditor(FactEditor):
    """A birthday, or none."""

    def __init__(self, workspace: Workspace, title: str) -> None:
        super().__init__()
        self.day = DateField(title, workspace.theme, _FIRST_BIRTHDAY, today())
        # By Enter, and when the keys go elsewhere.
        self.day.line.finished.connect(self.entered)
        self.day.line.left.connect(self.given_up)
        self.day.typed.connect(self.typed)
        self.column.addWidget(self.day)

    @property
    def inputs(self) -> Sequence[QWidget]:
        return (self.day.line,)

    @property
    def texts(self) -> dict[str, str]:
        blank = not self.day.text.strip()
        return {"birthday": "" if blank else self.day.day.isoformat()}

    def begin(self, texts: dict[str, str]) -> None:
        self.day.set_range(_FIRST_BIRTHDAY, today())
        text = texts.get("birthday", "")
        self.day.show_day(date.fromisoformat(text) if text else today())
        if not text:
            self.day.line.show_whole("", undoable=False)

    def is_read(self) -> bool:
        return not self.day.text.strip() or self.day.commit()


class PlaceEditor(FactEditor):
    """Post code and address; a post code fills in where an address there begins."""

    def __init__(self, workspace: Workspace, code_title: str, title: str) -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        self._offered = ""
        row = QHBoxLayout()
        row.setSpacing(theme.px(4))
        self.code, self.address = FactLine(code_title), FactLine(title)
        self.code.setPlaceholderText("420-0851")
        width = self.code.fontMetrics().horizontalAdvance(_CODE_WIDTH)
        self.code.setFixedWidth(width + theme.px(16))
        row.addWidget(label("〒", "soft"))
        row.addWidget(self.code)
        row.addStretch(1)
        self.column.setSpacing(theme.px(4))
        self.column.addLayout(row)
        self.column.addWidget(self.address)
        self._said = label("", "soft", wrap=True)
        self.column.addWidget(self._said)
        self.offer = button(self.tr("Put this town into the address"), self._take_offer, "link")
        self.column.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignLeft)
        for line in (self.code, self.address):
            line.entered.connect(self.entered)
            line.textChanged.connect(self.typed)
        self.code.textEdited.connect(lambda _text: self._fill())
        self.typed.connect(self._say)
        self._say()

    @property
    def inputs(self) -> Sequence[QWidget]:
        return (self.code, self.address)

    @property
    def texts(self) -> dict[str, str]:
        return {"postcode": self.code.text(), "address": self.address.text()}

    def begin(self, texts: dict[str, str]) -> None:
        self.code.setText(texts.get("postcode", ""))
        self.address.setText(texts.get("address", ""))
        self.address.end(False)

    def take_focus(self) -> None:
        """At the address; where there is none, at the post code that fills it in."""
        (self.address if self.address.text() else self.code).setFocus()

    def _place(self) -> Place | None:
        return postcode_table.place_of(self.code.text())

    def _fill(self) -> None:
        """An empty address begins where the post code lies."""
        if not postcode_table.is_only_beginning(self.address.text()):
            return
        place = self._place()
        if place is not None and place.text:
            self.address.setText(place.text)

    def _say(self) -> None:
        said, self._offered = self._sentence()
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self.offer.setAccessibleDescription(self._offered)
        self.offer.setVisible(bool(self._offered))

    def _sentence(self) -> tuple[str, str]:
        """What is to be said of the two, and the beginning that is offered."""
        texts, code, address = self._workspace.texts, self.code.text().strip(), self.address.text()
        if not code:
            return (texts("typed.no_postcode") if address.strip() else ""), ""
        digits = postcode_digits(code)
        if not digits:
            return texts("typed.postcode_kept"), ""
        shown, place = f"{digits[:3]}-{digits[3:]}", self._place()
        if place is None:
            year, month = postcode_table.table_month()
            return texts("typed.unknown_postcode", code=shown, year=year, month=month), ""
        is_told = place.text and address.strip() and is_japanese_address(address)
        if not is_told or postcode_table.lies_in(address, place):
            return "", ""
        return texts("typed.other_place", code=shown, place=place.text), place.text

    def _take_offer(self) -> None:
        # As if it were typed, so that Ctrl+Z brings the other back.
        self.address.selectAll()
        self.address.insert(self._offered)
        self.address.setFocus()
