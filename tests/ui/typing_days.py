"""Days typed as a person types them, key by key."""

from datetime import date

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crm_desk.domain.typed_day import shown_day
from crm_desk.ui.common.date_field import DateField


def type_day(field: DateField, day: date | str) -> None:
    """Replace what stands in a field, and press Enter."""
    field.line.selectAll()
    field.line.insert(day if isinstance(day, str) else shown_day(day))
    QTest.keyClick(field.line, Qt.Key.Key_Return)


def tab_into(field: DateField) -> None:
    """Come to a field by Tab, from whatever has the keys before it."""
    window = field.window()
    if not window.isActiveWindow():
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
    before = field.line.previousInFocusChain()
    assert before is not None
    while not _takes_tab(before):
        before = before.previousInFocusChain()
        assert before is not None
    before.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(QApplication.focusWidget() or before, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is field.line


def _takes_tab(widget: QWidget) -> bool:
    wants = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return wants and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def type_keys(text: str) -> None:
    """Type into whatever has the keys; what no key types comes from an input method."""
    widget = QApplication.focusWidget()
    assert widget is not None
    type_into(widget, text)


def type_into(widget: QWidget, text: str) -> None:
    """As `type_keys`, into a widget that may have no keys."""
    for part in text:
        if part.isascii():
            QTest.keyClicks(widget, part)
        else:
            compose(widget, part)


def compose(widget: QWidget, text: str) -> None:
    """Compose a text as a Japanese input method does: shown underlined, then confirmed."""
    QCoreApplication.sendEvent(widget, QInputMethodEvent(text, []))
    confirmed = QInputMethodEvent("", [])
    confirmed.setCommitString(text)
    QCoreApplication.sendEvent(widget, confirmed)
