"""The left side of やること: buckets, search, filters and the table of plans."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desk.desk.followup import worklist
from crm_desk.desk.followup.worklist import Count, WorklistQuery, WorklistRow
from crm_desk.desk.route import Route
from crm_desk.domain.contacts.media import Medium
from crm_desk.domain.followup.standing import Bucket
from crm_desk.ui.common.empty_card import NothingFoundCard
from crm_desk.ui.common.filter_notice import FilterNotice
from crm_desk.ui.common.widgets import button, label, scrolling
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.followup.worklist_filters import Buckets, Filters
from crm_desk.ui.followup.worklist_table import WorklistTable

_LEAST = 250


class PlanList(QWidget):
    """Shows the plans that it is given, and says what is asked for.

    Signals:
        asked: other filters, or another order.
        chosen: another bucket.
        checked: the plan whose button was clicked.
        several_checked: the plans chosen together (list of ids).
    """

    asked = Signal()
    chosen = Signal(object)
    checked = Signal(int)
    several_checked = Signal(object)

    def __init__(self, workspace: Workspace, today: Callable[[], date]) -> None:
        super().__init__()
        self._workspace, self._today = workspace, today
        self._sort, self._descending = "due", False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(workspace.theme.space(1.25))
        self.buckets = Buckets(workspace)
        self.buckets.chosen.connect(self.chosen)
        self.filters = Filters(workspace)
        self.filters.changed.connect(self.asked)
        self.filters.search.went_down.connect(self._go_down)
        self.notice = FilterNotice(workspace.theme)
        self.notice.clear_asked.connect(self._show_everything)
        self.table = self._make_table()
        self._results = QStackedWidget()
        self._results.addWidget(self.table)
        self._nothing = NothingFoundCard(workspace.theme)
        self._results.addWidget(scrolling(self._nothing))
        self._results.setMinimumHeight(workspace.theme.px(_LEAST))
        column.addWidget(self.buckets)
        column.addWidget(self.filters)
        column.addWidget(self.filters.media)
        column.addWidget(self.notice)
        column.addWidget(self._results, 1)
        column.addLayout(self._make_several())

    # Parts

    def _make_table(self) -> WorklistTable:
        table = WorklistTable(self._workspace, self._today, self.rows, self._rows_in_worker)
        table.checked.connect(self.checked)
        table.show_sort(self._sort, descending=self._descending)
        table.sort_asked.connect(self._sort_by)
        table.selectionModel().selectionChanged.connect(lambda *_: self._count_chosen())
        table.entries = self._entries
        return table

    def _make_several(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._chosen = label("", "soft", wrap=True)
        self.several = button(
            self.tr("Check off"), lambda: self.several_checked.emit(self.table.chosen_ids)
        )
        row.addWidget(self._chosen, 1)
        row.addWidget(self.several)
        return row

    # Showing

    @property
    def ids(self) -> Sequence[int]:
        """The plans shown, in order."""
        return self.table.rows_shown.ids

    @property
    def wanted(self) -> WorklistQuery:
        """What is asked for, bucket by bucket."""
        return self.filters.wanted._replace(sort=self._sort, descending=self._descending)

    def rows(self, ids: Sequence[int]) -> dict[int, WorklistRow]:
        """These plans as the table shows them; those that are gone are left out."""
        return worklist.rows(self._workspace.desk, ids, self._today())

    def _rows_in_worker(self, ids: list[int]) -> dict[int, WorklistRow]:
        return worklist.rows_in_worker(self._workspace.desk, ids, self._today())

    def show_plans(self, bucket: Bucket, ids: list[int], current: int | None) -> None:
        """Show the plans of a bucket."""
        self.buckets.mark(bucket)
        said = self.filters.said
        self.notice.show_filters(self._workspace.texts("result.comma").join(said))
        self._results.setCurrentIndex(0 if ids else 1)
        name = self._workspace.texts(f"followup.bucket_{bucket.value}")
        # There may well be some: they are filtered out.
        nothing = self.tr("Nothing under “{name}” that matches") if said else ""
        self._nothing.title.setText(
            (nothing or self.tr("Nothing under “{name}”")).format(name=name)
        )
        if ids != list(self.ids):
            self.table.show_ids(ids, current)
        self._count_chosen()

    def show_counts(self, counts: Mapping[Bucket, Count]) -> None:
        """Say how many there are, bucket by bucket."""
        self.buckets.show_counts(counts)

    def show_media(self, media: Mapping[Medium, int]) -> None:
        """Say how many of the bucket there are by the medium of the next step."""
        self.filters.media.show_counts(media)

    # Choosing

    def _show_everything(self) -> None:
        self.filters.clear()
        self.filters.search.setFocus()
        self.asked.emit()

    def _sort_by(self, name: str, descending: bool) -> None:
        if name in worklist.SORTS:
            self._sort, self._descending = name, descending
            self.asked.emit()
        self.table.show_sort(self._sort, descending=self._descending)

    def _count_chosen(self) -> None:
        n = len(self.table.chosen_ids)
        self.several.setVisible(n > 1)
        words = self.tr("{n} chosen. Shift or Ctrl and a click choose several.").format(n=n)
        self._chosen.setText(words if n > 1 else "")
        text = self.tr("Check off these {n}").format(n=n)
        self.several.setText(text)
        self.several.setAccessibleName(text)

    def _entries(self, ids: list[int]) -> list[tuple[str, Callable[[], object]]]:
        row = self.rows(ids).get(ids[0]) if len(ids) == 1 else None

        def check() -> None:
            if row is not None:
                self.checked.emit(row.id)
            else:
                self.several_checked.emit(ids)

        entries: list[tuple[str, Callable[[], object]]] = [(self.tr("Check off"), check)]
        if row is not None and row.customer_id is not None:
            to = Route("customers", "one", row.customer_id)
            entries.append((self.tr("See the customer"), lambda: self._workspace.go(to)))
        return entries

    def _go_down(self) -> None:
        if self._results.currentIndex() == 0:
            self.table.setFocus()
