"""One thing about a person: shown, and typed in its place."""

from html import escape

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import PushButton, button, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.customers.fact_editors import FactEditor

_COMES_BACK = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
"""Focus goes to these for a moment; nobody has finished typing."""


_INSET = 3
"""Pixels of the frame, with the room within it."""


class FactText(PushButton):
    """A value that a click or Enter begins to edit; it wraps, as buttons' own words don't."""

    def __init__(self, workspace: Workspace, role: str) -> None:
        super().__init__()
        theme = workspace.theme
        self.setProperty("kind", "fact")
        self.setAutoDefault(False)
        self._words = label("", role, wrap=True)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._column = QVBoxLayout(self)
        inset = theme.px(_INSET)
        self._column.setContentsMargins(inset, inset, inset, inset)
        self._column.addWidget(self._words)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def show_text(self, title: str, text: str) -> None:
        """Show a value; `title` says of what, for those who hear the screen."""
        self._words.setText(text)
        self.setAccessibleName(f"{title}: {text}")

    @property
    def shown(self) -> str:
        """The words on screen."""
        return self._words.text()

    def sizeHint(self) -> QSize:
        hint = self._words.sizeHint()
        margins = self._column.contentsMargins()
        width = hint.width() + margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self._words.minimumSizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self._column.contentsMargins()
        inner = width - margins.left() - margins.right()
        return self._words.heightForWidth(inner) + margins.top() + margins.bottom()


class FactRow(QWidget):
    """A value with where it is from, or the editor in its place.

    Signals:
        entered: what is typed is to be kept; the row stays open until `close_editor`.
        opened, closed: the editor came or went.
        file_asked, typed_asked: what files say is wanted, or what was typed all the same.
    """

    entered = Signal()
    opened = Signal()
    closed = Signal()
    file_asked = Signal()
    typed_asked = Signal()

    def __init__(
        self, workspace: Workspace, title: str, editor: FactEditor, role: str = "body"
    ) -> None:
        super().__init__()
        self.title, self.editor = title, editor
        theme, inset = workspace.theme, workspace.theme.px(_INSET)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        self._line = QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(4))
        self.text = FactText(workspace, role)
        self.text.clicked.connect(self.open_editor)
        self.text.setToolTip(self.tr("Click to change it"))
        line.addWidget(self.text, 1)
        self._mark = label("", "soft")
        self._mark.setContentsMargins(0, 2 * inset, 0, 0)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._line)
        column.addWidget(editor)
        self._hint = label("", "soft", wrap=True)
        self._hint.setContentsMargins(inset, 0, 0, 0)
        column.addWidget(self._hint)
        self._warning = label("", "warn", wrap=True)
        column.addWidget(self._warning)
        column.addWidget(self._make_news(workspace))
        for each in (editor, self._hint, self._mark, self._warning):
            each.hide()
        editor.entered.connect(self.entered)
        editor.given_up.connect(self.give_up)
        editor.typed.connect(lambda: self.show_problem(""))
        for input_ in editor.inputs:
            input_.installEventFilter(self)

    def _make_news(self, workspace: Workspace) -> QWidget:
        theme, self._news = workspace.theme, QWidget()
        column = QVBoxLayout(self._news)
        column.setContentsMargins(theme.px(_INSET), 0, 0, 0)
        column.setSpacing(0)
        self._in_files = label("", "warn", wrap=True)
        column.addWidget(self._in_files)
        flow = Flow(theme.px(8))
        self.take = button(self.tr("Use this"), self.file_asked.emit, "link")
        self.leave = button(self.tr("Keep as it is"), self.typed_asked.emit, "link")
        flow.addWidget(self.take)
        flow.addWidget(self.leave)
        column.addWidget(Wrapped(flow))
        self._news.hide()
        return self._news

    @property
    def is_open(self) -> bool:
        """Something is being typed."""
        return self.editor.isVisibleTo(self)

    def show_value(self, text: str, hint: str = "") -> None:
        """Show what is known; an open editor stays as it is."""
        self.text.show_text(self.title, text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint) and not self.is_open)

    def show_origin(self, mark: str, tip: str, in_files: str, *, is_news: bool) -> None:
        """Say where the value is from.

        Args:
            mark: "" for a value of files.
            in_files: what files say, where that is another value.
            is_news: they have said so since it was typed here.
        """
        self._mark.setText(mark)
        self._mark.setToolTip(escape(tip))
        self._mark.setVisible(bool(mark))
        self._in_files.setText(in_files)
        self.leave.setVisible(is_news)
        self._is_news, self._differs = is_news, bool(in_files)
        for made in (self.take, self.leave):
            made.setAccessibleName(f"{made.text()} ({self.title})")
        self._show_news()

    _is_news = _differs = False

    def _show_news(self) -> None:
        self._news.setVisible(self._differs and (self._is_news or self.is_open))

    def open_editor(self) -> None:
        """Type in the value's place."""
        self.show_problem("")
        self._line.hide()
        self._hint.hide()
        self.editor.show()
        self._show_news()
        self.opened.emit()
        self.editor.take_focus()

    def close_editor(self) -> None:
        """Show the value again."""
        if not self.is_open:
            return
        self._line.show()
        if self._has_keys():
            # Before they go astray, and the page with them.
            self.text.setFocus()
        self.editor.hide()
        self.show_problem("")
        self._hint.setVisible(bool(self._hint.text()))
        self._show_news()
        self.closed.emit()

    def give_up(self) -> None:
        """Nothing typed is kept."""
        self.close_editor()

    def show_problem(self, sentence: str) -> None:
        """Say why what is typed can't be kept."""
        self._warning.setText(sentence)
        self._warning.setVisible(bool(sentence))
        for input_ in self.editor.inputs:
            input_.setAccessibleDescription(sentence)

    @property
    def problem(self) -> str:
        """What is said of what is typed; "" where nothing is wrong."""
        return self._warning.text()

    def _has_keys(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QFocusEvent)
            and event.type() == QEvent.Type.FocusOut
            and self.is_open
            and event.reason() not in _COMES_BACK
        ):
            QTimer.singleShot(0, self, self._note_left)
        return super().eventFilter(watched, event)

    def _note_left(self) -> None:
        """Who goes on elsewhere has finished, as in a cell of a spreadsheet."""
        if self.is_open and not self._has_keys():
            self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_open:
            self.give_up()
        elif event.key() == Qt.Key.Key_F2 and not self.is_open:
            self.open_editor()
        else:
            super().keyPressEvent(event)
