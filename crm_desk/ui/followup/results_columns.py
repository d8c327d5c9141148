"""The columns of the results, and how they are put into groups and words."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt

from crm_desk.desk.followup.results import totals
from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.decimals import NO_FIGURE, rounded
from crm_desk.domain.followup.results import FEW, ResultRow
from crm_desk.domain.money import Money
from crm_desk.domain.sort_order import sort_key
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.windowed import Index, TableColumn, WindowedModel
from crm_desk.ui.theme import Theme


class Grouping(StrEnum):
    """What rows are put together by."""

    MONTH = "month"
    TEMPLATE = "template"
    CLUSTER = "cluster"


class ResultLine(NamedTuple):
    """One row of the table; `total` adds a group up."""

    row: ResultRow
    group: ResultRow
    total: bool = False


_CLUSTERS = [each.value for each in Cluster]


def lines(
    rows: Iterable[ResultRow], by: Grouping, sort: str, *, descending: bool
) -> list[ResultLine]:
    """The rows in groups, each group below its total; sorted inside, and by their totals."""
    groups: dict[Any, list[ResultRow]] = {}
    for row in rows:
        groups.setdefault(_group(row, by), []).append(row)
    found: list[tuple[ResultLine, list[ResultLine]]] = []
    for key in sorted(groups, reverse=by is Grouping.MONTH):
        members = groups[key]
        total = totals(members)
        if total is not None:
            inner = [ResultLine(row, members[0]) for row in members]
            found.append((ResultLine(total, members[0], total=True), inner))
    key_of = _KEYS.get(sort)
    if key_of is not None:
        for _, inner in found:
            inner.sort(key=key_of, reverse=descending)
        if sort not in _NAMES or sort == by:
            found.sort(key=lambda each: key_of(each[0]), reverse=descending)
    return [line for total_line, inner in found for line in (total_line, *inner)]


def _group(row: ResultRow, by: Grouping) -> Any:
    if by is Grouping.MONTH:
        return row.month or date.min
    return _name_key(row.template) if by is Grouping.TEMPLATE else _place(row.cluster)


def _name_key(template: str | None) -> tuple[str, str]:
    """Names that sound alike stay apart."""
    return sort_key(template or ""), template or ""


def _place(cluster: str | None) -> int:
    return _CLUSTERS.index(cluster) if cluster in _CLUSTERS else len(_CLUSTERS)


_NAMES = frozenset({"month", "template", "cluster"})
_KEYS: dict[str, Callable[[ResultLine], Any]] = {
    "month": lambda line: line.group.month if line.total else line.row.month,
    "template": lambda line: _name_key(line.group.template if line.total else line.row.template),
    "cluster": lambda line: _place(line.group.cluster if line.total else line.row.cluster),
    "plans": lambda line: line.row.plans,
    "achieved": lambda line: line.row.achieved_rate or 0,
    "media": lambda line: sum(n for _, n in line.row.media),
    "bought": lambda line: line.row.followed.rate or 0,
    "amount": lambda line: line.row.followed.amount,
    "others": lambda line: line.row.others.rate or 0,
    "others_amount": lambda line: line.row.others.amount,
}
SORTED_BY = frozenset(_KEYS)
"""What the table can be sorted by."""


class ResultsModel(WindowedModel):
    """Totals of groups stand out."""

    def __init__(
        self, theme: Theme, columns: Sequence[TableColumn], fetch: Callable[[Any], Any]
    ) -> None:
        super().__init__(columns, fetch)
        self._bold = theme.font(bold=True)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.FontRole:
            line = self.row(index.row())
            return self._bold if line is not None and line.total else None
        return super().data(index, role)


class ResultsColumns(QObject):
    """Makes the columns, in the window's language."""

    def made(self, texts: Texts, money: Money, by: Callable[[], Grouping]) -> list[TableColumn]:
        """All of them, from the left.

        Args:
            by: how the rows are grouped now; a total names its group only.
        """
        used = TableColumn(
            "media",
            self.tr("Media used"),
            lambda line: media(line.row, texts),
            230,
            # There is no room for it on a laptop; the tool tip of the plans says the same.
            shown=False,
        )
        plans, *people = self._people()
        plans = plans._replace(tip=lambda line: media(line.row, texts))
        return [*self._names(texts, by), plans, *people, *self._amounts(money), used]

    def _names(self, texts: Texts, by: Callable[[], Grouping]) -> list[TableColumn]:
        def named(
            grouping: Grouping, title: str, word: Callable[[ResultRow], str], width: int
        ) -> TableColumn:
            def text(line: ResultLine) -> str:
                if not line.total:
                    return word(line.row)
                return word(line.group) if by() is grouping else self.tr("all")

            return TableColumn(grouping.value, title, text, width)

        return [
            named(Grouping.MONTH, self.tr("Month"), month, 86),
            named(
                Grouping.TEMPLATE, self.tr("Template"), lambda row: row.template or NO_FIGURE, 126
            ),
            named(
                Grouping.CLUSTER, self.tr("Cluster"), lambda row: cluster(row, texts), 96
            )._replace(tip=lambda line: whole_cluster(line.row, texts)),
        ]

    def _people(self) -> list[TableColumn]:
        def share(
            name: str, title: str, of: Callable[[ResultLine], tuple[int, int] | None], width: int
        ) -> TableColumn:
            def text(line: ResultLine) -> str:
                found = of(line)
                return NO_FIGURE if found is None else self.share(*found)

            return TableColumn(name, title, text, width, right=True)

        def others(line: ResultLine) -> tuple[int, int] | None:
            # While all of the plans run, their purchases are still to come.
            group, row = line.row.others, line.row
            return None if line.total or not row.over else (group.buyers, group.people)

        return [
            TableColumn(
                "plans",
                self.tr("Plans"),
                lambda line: f"{line.row.plans:,}",
                58,
                right=True,
                copied=lambda line: str(line.row.plans),
            ),
            share("achieved", self.tr("Achieved"), lambda e: (e.row.achieved, e.row.over), 130),
            share(
                "bought",
                self.tr("Bought"),
                lambda e: (e.row.followed.buyers, e.row.followed.people),
                146,
            ),
            share("others", self.tr("No plan: bought"), others, 160),
        ]

    def _amounts(self, money: Money) -> list[TableColumn]:
        def amount(name: str, title: str, of: Callable[[ResultLine], int | None]) -> TableColumn:
            def written(write: Callable[[int], str], nothing: str) -> Callable[[ResultLine], str]:
                def text(line: ResultLine) -> str:
                    found = of(line)
                    return nothing if found is None else write(found)

                return text

            shown, copied = written(money.text, NO_FIGURE), written(money.number, "")
            return TableColumn(name, title, shown, 100, right=True, copied=copied)

        return [
            amount("amount", self.tr("Amount"), lambda line: line.row.followed.amount),
            amount(
                "others_amount",
                self.tr("Their amount"),
                lambda line: None if line.total else line.row.others.amount,
            ),
        ]

    def share(self, part: int, whole: int) -> str:
        """3 of 12; from 25 people on as a percentage, too."""
        if not whole:
            return NO_FIGURE
        counted = self.tr("{n} of {of}").format(n=f"{part:,}", of=f"{whole:,}")
        if whole < FEW:
            return counted
        percent = rounded(Fraction(100 * part, whole))
        return self.tr("{percent}% ({counted})").format(percent=percent, counted=counted)


def month(row: ResultRow) -> str:
    """2026/11."""
    return NO_FIGURE if row.month is None else f"{row.month:%Y/%m}"


def cluster(row: ResultRow, texts: Texts) -> str:
    """The cluster's short name; a dash where nobody knew it."""
    return NO_FIGURE if row.cluster is None else texts(f"figures.short_{row.cluster}")


def whole_cluster(row: ResultRow, texts: Texts) -> str:
    """The cluster's whole name; "" where nobody knew it."""
    return "" if row.cluster is None else texts(f"figures.cluster_{row.cluster}")


def media(row: ResultRow, texts: Texts) -> str:
    """電話 8、郵送 5."""
    if not row.media:
        return NO_FIGURE
    return texts("result.comma").join(
        f"{texts(f'followup.medium_{each.value}')} {n:,}" for each, n in row.media
    )
