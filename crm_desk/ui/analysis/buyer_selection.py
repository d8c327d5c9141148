"""Which buyers are chosen: the filters, the order, and who meets them."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from crm_desk.desk.analysis.look import Look
from crm_desk.domain.analysis.view import Filter, Selected


class BuyerSelection(QObject):
    """The buyers of one look who meet all filters; other looks are filtered alike.

    Attributes:
        look: None before the first one with orders is shown.
        selected: None before that, too; of a look without buyers it stays what it was.

    Signals:
        changed: others are chosen, or they are in another order.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.look: Look | None = None
        self.selected: Selected | None = None
        self.filters: tuple[Filter, ...] = ()
        self.sort, self.descending = "amount", True

    def show_look(self, look: Look) -> None:
        """Choose from another look."""
        self.look = look
        self._select()

    def filter_by(self, filters: Sequence[Filter]) -> None:
        """Choose those who meet all of these."""
        self.filters = tuple(filters)
        self._select()

    def toggle(self, picked: Sequence[Filter]) -> None:
        """What was clicked becomes a filter, or stops being one."""
        self.filter_by(toggled(self.filters, picked))

    def sort_by(self, name: str, *, descending: bool) -> None:
        """List them in another order.

        Args:
            name: as `Look.select` has it.
        """
        self.sort, self.descending = name, descending
        self._select()

    def _select(self) -> None:
        if self.look is not None and self.look.figures.buyers:
            self.selected = self.look.select(self.filters, self.sort, self.descending)
            self.changed.emit()


def toggled(filters: Sequence[Filter], picked: Sequence[Filter]) -> tuple[Filter, ...]:
    """The filters after a click: taken away when they all hold, else put in.

    Of one kind there is one filter: nobody is in two clusters or bands.
    """
    if set(picked) <= set(filters):
        return tuple(each for each in filters if each not in picked)
    kinds = {each.kind for each in picked}
    return (*(each for each in filters if each.kind not in kinds), *picked)
