"""The sidebar: pages with icon and word, below them the desk and the settings."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from crm_desk.ui.common.icons import icon
from crm_desk.ui.common.widgets import button, label, rule
from crm_desk.ui.shell.pages import PageRow
from crm_desk.ui.theme import Theme

WIDTH = 232
_MANY = 1000


class Sidebar(QFrame):
    """The pages, the desk, the settings.

    Signals:
        asked: the name of the page that was clicked.
        sample_left: the sample is not needed any more.
    """

    asked = Signal(str)
    sample_left = Signal()

    def __init__(self, theme: Theme, pages: Sequence[PageRow]) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("surface", "sidebar")
        self.setFixedWidth(theme.px(WIDTH))
        layout = QVBoxLayout(self)
        margin = theme.px(12)
        layout.setContentsMargins(margin, theme.space(2.5), margin, theme.space(2))
        layout.setSpacing(theme.px(4))
        brand = label(self.tr("CRM Desk"), "brand")
        brand.setContentsMargins(theme.px(10), 0, 0, theme.space(2))
        layout.addWidget(brand)
        self._titles = {row.key: row.title() for row in pages if row.title is not None}
        self.buttons: dict[str, QPushButton] = {}
        self._badges: dict[str, QLabel] = {}
        listed = [row for row in pages if row.title is not None]
        for row in listed:
            if not row.at_foot:
                layout.addWidget(self._button(row.key))
        layout.addStretch(1)
        layout.addWidget(rule())
        self._desk = label("", "soft", wrap=True)
        self._desk.setContentsMargins(theme.px(10), theme.px(8), 0, 0)
        layout.addWidget(self._desk)
        layout.addWidget(self._sample_line())
        self.staff_menu: QMenu | None = None
        self.staff = button("", self._open_staff, "link")
        self.staff.hide()
        layout.addWidget(self.staff, 0, Qt.AlignmentFlag.AlignLeft)
        self.backup = button("", lambda: self.asked.emit("backups"), "link")
        self.backup.hide()
        layout.addWidget(self.backup, 0, Qt.AlignmentFlag.AlignLeft)
        for row in listed:
            if row.at_foot:
                layout.addWidget(self._button(row.key))

    def _sample_line(self) -> QWidget:
        """That the desk is a sample: one line, which takes no room from the page."""
        self.sample = QWidget()
        row = QHBoxLayout(self.sample)
        row.setContentsMargins(self._theme.px(10), 0, 0, 0)
        row.setSpacing(self._theme.px(4))
        row.addWidget(label(self.tr("This is a sample"), "soft"))
        self.leave_sample = button(self.tr("Throw away"), self.sample_left.emit, "name")
        self.leave_sample.setAccessibleName(self.tr("Throw the sample away"))
        row.addWidget(self.leave_sample)
        row.addStretch(1)
        self.sample.hide()
        return self.sample

    def _button(self, page: str) -> QPushButton:
        made = button(self._titles[page], lambda: self.asked.emit(page), "nav")
        made.setCheckable(True)
        made.setIconSize(QSize(self._theme.px(20), self._theme.px(20)))
        self.buttons[page] = made
        self._draw(page, current=False)
        return made

    def show_badge(self, page: str, count: int, words: str) -> None:
        """A count beside the name of a page; 0 takes it away.

        Args:
            words: what the count says, for whoever points at it or has the screen read.
        """
        made = self.buttons[page]
        badge = self._badges.get(page)
        if badge is None:
            badge = self._badges[page] = label("", "badge")
            row = QHBoxLayout(made)
            row.setContentsMargins(0, 0, self._theme.px(12), 0)
            row.addStretch(1)
            row.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        badge.setText(f"{count:,}" if count < _MANY else f"{_MANY - 1:,}+")
        badge.setVisible(count > 0)
        name = self._titles[page]
        made.setAccessibleName(f"{name} ({words})" if count else name)
        made.setToolTip(escaped(words) if count else "")

    def _draw(self, page: str, *, current: bool) -> None:
        token = "accent" if current else "ink"
        self.buttons[page].setIcon(icon(page, self._theme.colour(token), self._theme.px(20)))

    def show_page(self, page: str) -> None:
        """Mark the page that is shown."""
        for name, made in self.buttons.items():
            if made.isChecked() != (name == page):
                self._draw(name, current=name == page)
            made.setChecked(name == page)

    def show_sample(self, *, is_sample: bool, can_leave: bool) -> None:
        """Say that the desk is a sample, and offer to throw it away where it is the program's."""
        self.leave_sample.setVisible(can_leave)
        self.sample.setVisible(is_sample)

    def show_staff(self, words: str, menu: QMenu | None) -> None:
        """Say who is there now, and let somebody else be chosen; no menu takes the line away."""
        if self.staff_menu is not None:
            self.staff_menu.deleteLater()
        self.staff_menu = menu
        self.staff.setText(words.replace("&", "&&"))
        self.staff.setAccessibleName(words)
        self.staff.setVisible(menu is not None)

    def _open_staff(self) -> None:
        # Not the button's own menu: the style would draw a second arrow, and shift the words.
        if self.staff_menu is not None:
            self.staff_menu.popup(self.staff.mapToGlobal(self.staff.rect().bottomLeft()))

    def show_backup(self, words: str) -> None:
        """Say when the desk was backed up last, and lead to its backups; "" says nothing."""
        self.backup.setText(words)
        self.backup.setAccessibleName(words)
        self.backup.setVisible(bool(words))

    def show_desk(self, name: str, tool_tip: str) -> None:
        """Say which desk is open; a long file name is shortened in the middle."""
        metrics = self._desk.fontMetrics()
        room = self._theme.px(WIDTH - 40)
        shown = name
        if metrics.horizontalAdvance(name) > room:
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room)
        self._desk.setText(shown)
        self._desk.setAccessibleName(name)
        self._desk.setToolTip(escaped(tool_tip))


def escaped(text: str) -> str:
    """Text for a tool tip, which would take it for markup."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
    return f"<span>{safe}</span>"
