"""Settings: each takes effect at once."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desk.desk.changes import Topic
from crm_desk.desk.route import Route
from crm_desk.desk.settings import SCALES
from crm_desk.ui.common.fields import Toggler
from crm_desk.ui.common.page import Page
from crm_desk.ui.common.wheel import calm
from crm_desk.ui.common.widgets import Card, PageHead, label, page_layout, scrolling
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.contacts.media_settings import MediaSettings
from crm_desk.ui.contacts.senders_card import SendersCard
from crm_desk.ui.followup.days_off import DaysOff
from crm_desk.ui.shell.staff_card import StaffCard


class SettingsPage(Page):
    """Language, size, colours and the like.

    Signals:
        look_changed: language, scale, colours or dates: the window is to be drawn again.
    """

    look_changed = Signal()
    topics = frozenset({Topic.DESK, Topic.STAFF})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        theme = workspace.theme
        layout = page_layout(self, theme)
        layout.addWidget(PageHead(theme, self.tr("Settings"), self.tr("They take effect at once.")))
        card = Card(theme, padding=3)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space(3))
        self._grid.setVerticalSpacing(theme.space(1.5))
        for place, share in enumerate((2, 2, 1)):
            self._grid.setColumnStretch(place, share)
        card.body.addLayout(self._grid)
        self._fill()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        self.senders, self.staff = SendersCard(workspace), StaffCard(workspace)
        self.media, self.days_off = MediaSettings(workspace), DaysOff(workspace)
        for part in (card, self.staff, self.senders, self.media, self.days_off):
            column.addWidget(part)
        column.addStretch(1)
        layout.addWidget(scrolling(content), 1)

    def open(self, route: Route) -> None:
        self.refresh()

    def route(self) -> Route:
        return Route("settings")

    def refresh(self, place: Route | None = None) -> None:
        self._shop.setText(self._workspace.desk.shop_name)
        self.senders.refresh()
        self.media.refresh()
        self.days_off.refresh()
        self.staff.refresh()

    def _fill(self) -> None:
        from crm_desk.domain.contacts import postcode_table

        desk = self._workspace.desk
        self._shop = QLineEdit(desk.shop_name)
        self._shop.setMaxLength(100)
        self._shop.editingFinished.connect(
            lambda: self._workspace.perform(lambda: desk.rename_shop(self._shop.text()))
        )
        self._add(self.tr("Name of your shop"), self._shop)
        languages = [("ja", "日本語"), ("en", "English")]
        self._choice(self.tr("Language"), "language", [("", self.tr("As the system")), *languages])
        self._choice(
            self.tr("Language of documents"),
            "document_language",
            [("", self.tr("As the window")), *languages],
        )
        self._choice(self.tr("Size"), "scale", [(scale, f"{scale} %") for scale in SCALES])
        self._choice(
            self.tr("Colours"),
            "colours",
            [
                ("system", self.tr("As the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
            ],
        )
        self._check(self.tr("Write dates with the era (令和), in Japanese"), "eras")
        self._check(self.tr("After an answer, go to the next unanswered item"), "go_on")
        year, month = postcode_table.table_month()
        said = self._workspace.texts("typed.table_month", year=year, month=month)
        self._add(self.tr("Postcode table"), label(said, "soft", wrap=True))

    def _choice(self, title: str, name: str, options: list[tuple[Any, str]]) -> None:
        box = calm(QComboBox())
        for value, text in options:
            box.addItem(text, value)
        box.setCurrentIndex(box.findData(self._workspace.settings.get(name)))
        box.activated.connect(lambda _index: self._put(name, box.currentData()))
        self._add(title, box)

    def _check(self, title: str, name: str) -> None:
        box = QCheckBox()
        box.setChecked(self._workspace.settings.get(name))
        box.toggled.connect(lambda on: self._put(name, on))
        self._add(title, box)

    def _add(self, title: str, field: QWidget) -> None:
        row = self._grid.rowCount()
        field.setAccessibleName(title)
        if not isinstance(field, QCheckBox):
            field.setMinimumWidth(self._workspace.theme.px(200))
        words = label(title, wrap=True)
        if isinstance(field, QCheckBox):
            words.installEventFilter(Toggler(field))
        self._grid.addWidget(words, row, 0)
        self._grid.addWidget(field, row, 1)

    def _put(self, name: str, value: object) -> None:
        if value != self._workspace.settings.get(name):
            self._workspace.settings.put(name, value)
            self.look_changed.emit()
