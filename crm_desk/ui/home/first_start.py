"""The home page of a shop without any data: its name, its media, and three ways to begin."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from crm_desk.desk.contacts import shop_media
from crm_desk.desk.route import Route
from crm_desk.ui.common.widgets import Card, button, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.contacts.media_choice import MediaChoice

_LONGEST_NAME = 100


class FirstStart(QWidget):
    """What a shop is asked at first; each answer is kept at once.

    Args:
        narrow: the ways to begin stand below one another.

    Signals:
        sample_asked: the person wants to try the program on a sample shop.
    """

    sample_asked = Signal()

    def __init__(self, workspace: Workspace, *, narrow: bool) -> None:
        super().__init__()
        self._workspace = workspace
        self._start: QPushButton | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(workspace.theme.space(2))
        self.name = QLineEdit()
        self.media = MediaChoice(workspace.theme, workspace.texts)
        column.addWidget(self._make_answers())
        column.addLayout(self._doors(narrow=narrow))
        self.refresh()

    def refresh(self) -> None:
        """Show what was answered."""
        desk = self._workspace.desk
        self.name.setText(desk.shop_name if desk.is_named else "")
        found = shop_media.media(desk)
        if found != self.media.media:
            self.media.show_media(found)

    def _make_answers(self) -> QWidget:
        workspace, theme = self._workspace, self._workspace.theme
        card, row, field = Card(theme), QHBoxLayout(), self.name
        row.setSpacing(theme.space(2))
        row.addWidget(label(self.tr("Name of your shop"), "strong"))
        field.setMaxLength(_LONGEST_NAME)
        field.setAccessibleName(self.tr("Name of your shop"))
        field.setPlaceholderText(self.tr("Printed on every report"))
        field.editingFinished.connect(
            lambda: workspace.perform(lambda: workspace.desk.rename_shop(field.text()))
        )
        field.returnPressed.connect(self._to_start)
        row.addWidget(field, 1)
        card.body.addLayout(row)
        card.body.addSpacing(theme.space())
        card.body.addWidget(label(self.tr("How you reach your customers"), "strong", wrap=True))
        card.body.addWidget(self.media)
        words = self.tr(
            "Click what you use, the most usual first. Nothing else is offered then. You find "
            "this again in the settings."
        )
        card.body.addWidget(label(words, "soft", wrap=True))
        self.media.changed.connect(
            lambda: workspace.perform(
                lambda: shop_media.set_media(workspace.desk, self.media.media)
            )
        )
        return card

    def _to_start(self) -> None:
        if self._start is not None:
            self._start.setFocus()

    def _doors(self, *, narrow: bool) -> QBoxLayout:
        direction = QBoxLayout.Direction
        row = QBoxLayout(direction.TopToBottom if narrow else direction.LeftToRight)
        row.setSpacing(self._workspace.theme.space(2))
        start, bring = Route("assessment", "start"), Route("importing", "new")
        row.addWidget(
            self._door(
                self.tr("Start the CRM assessment"),
                self.tr(
                    "33 items, about 40 minutes. You see where the shop is strong, where it "
                    "is weak, and what to do next."
                ),
                self.tr("Start"),
                lambda: self._workspace.go(start),
                "primary",
            ),
            1,
        )
        row.addWidget(
            self._door(
                self.tr("Bring in order files"),
                self.tr(
                    "The file that your cart exports, as it is. You see who your customers are "
                    "and what they bought."
                ),
                self.tr("Choose files"),
                lambda: self._workspace.go(bring),
            ),
            1,
        )
        row.addWidget(
            self._door(
                self.tr("Try it on a sample"),
                self.tr(
                    "A tea shop with three years of orders and three assessments. It is made on "
                    "the spot and can be thrown away at any time."
                ),
                self.tr("Open the sample"),
                self.sample_asked.emit,
            ),
            1,
        )
        return row

    def _door(
        self, title: str, words: str, action: str, on_click: Callable[[], object], kind: str = ""
    ) -> QWidget:
        theme = self._workspace.theme
        card = Card(theme, padding=3)
        card.body.addWidget(label(title, "heading", wrap=True))
        card.body.addWidget(label(words, wrap=True))
        card.body.addSpacing(theme.space())
        row = QHBoxLayout()
        made = button(action, on_click, kind)
        if kind == "primary":
            self._start = made
        row.addWidget(made)
        row.addStretch(1)
        card.body.addStretch(1)
        card.body.addLayout(row)
        return card
