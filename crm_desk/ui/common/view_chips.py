"""The row of chips over a page: its views, one of them shown."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from crm_desk.desk.route import Route
from crm_desk.ui.common.widgets import button
from crm_desk.ui.common.workspace import Workspace


class Chip(NamedTuple):
    """A view that has a chip.

    Attributes:
        view: of its routes.
        title: in the language of the window.
    """

    view: str
    title: str


class ViewChips(QHBoxLayout):
    """Chips that lead to the views of one page.

    Attributes:
        buttons: by the view's name.
    """

    def __init__(self, workspace: Workspace, page: str, chips: Iterable[Chip]) -> None:
        super().__init__()
        theme = workspace.theme
        self.setContentsMargins(theme.space(4), theme.space(1.5), theme.space(4), 0)
        self.setSpacing(theme.px(6))
        self.buttons: dict[str, QPushButton] = {}
        for chip in chips:
            go: Callable[[], object] = partial(workspace.go, Route(page, chip.view))
            made = self.buttons[chip.view] = button(chip.title, go, "chip")
            made.setCheckable(True)
            self.addWidget(made)
        self.addStretch(1)

    def mark(self, shown: str) -> None:
        """Mark the view that is shown."""
        for view, made in self.buttons.items():
            made.setChecked(view == shown)
