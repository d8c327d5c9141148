"""A list and one of its rows: beside each other, or one in the other's place."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm_desk.ui.common.widgets import NARROW
from crm_desk.ui.theme import Theme

_DETAIL_WIDTH = 400
_DETAIL_PERCENT = 36
"""A third of the page, as in the mock-ups."""
_LIST_WIDTH = 400
_LIST_PERCENT = 37
_ANY = 16_777_215
"""The width that Qt takes for no limit."""


class ListDetail:
    """Gives the list and the detail of a page their places.

    Args:
        show_way_back: lets the detail offer the way back to the list, or no longer.
        wide_detail: the list has a third of the page, and the detail the rest; else the reverse.

    Attributes:
        is_narrow: there is no room for both.
        is_alone: the detail stands in the list's place.
    """

    def __init__(
        self,
        theme: Theme,
        page: QWidget,
        list_: QWidget,
        detail: QWidget,
        show_way_back: Callable[[bool], object],
        *,
        wide_detail: bool = False,
    ) -> None:
        self._theme, self._page, self._list, self._detail = theme, page, list_, detail
        self._show_way_back, self._wide_detail = show_way_back, wide_detail
        self.is_narrow = self.is_alone = False

    def note_width(self, *, keeps_detail: bool) -> bool:
        """Follow the page's width; True where there is now room for both, or no longer.

        Args:
            keeps_detail: a page that has become narrow goes on showing the detail.
        """
        narrow = self._page.width() < self._theme.px(NARROW)
        if narrow == self.is_narrow:
            return False
        self.is_narrow, self.is_alone = narrow, narrow and keeps_detail
        return True

    def open_detail(self) -> None:
        """The detail is wanted; where the page is narrow it takes the list's place."""
        self.is_alone = self.is_narrow

    def close_detail(self) -> None:
        """Back to the list."""
        self.is_alone = False

    def place(self, *, has_rows: bool = True) -> None:
        """Show what there is room for; of a list without rows there is nothing beside it."""
        self._list.setVisible(not self.is_alone)
        self._detail.setVisible(self.is_alone or (has_rows and not self.is_narrow))
        self._show_way_back(self.is_alone)
        for widget in (self._list, self._detail):
            widget.setMinimumWidth(0)
            widget.setMaximumWidth(_ANY)
        if self.is_alone or not self._detail.isVisibleTo(self._page):
            return
        if self._wide_detail:
            share = self._page.width() * _LIST_PERCENT // 100
            self._list.setFixedWidth(max(self._theme.px(_LIST_WIDTH), share))
        else:
            share = self._page.width() * _DETAIL_PERCENT // 100
            self._detail.setFixedWidth(max(self._theme.px(_DETAIL_WIDTH), share))
