"""The desk's orders as of one day and by one set of thresholds: a value, for any thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from crm_desk.desk.analysis.orders import OrderData
from crm_desk.desk.desk import latest_today
from crm_desk.domain.analysis.figures import AnalysisSettings, Figures
from crm_desk.domain.analysis.view import (
    AnalysisView,
    BuyerRecord,
    BuyerStanding,
    Filter,
    Selected,
)
from crm_desk.domain.analysis.wording import sentences
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts

if TYPE_CHECKING:
    from crm_desk.analysis.figures import Analysis
    from crm_desk.analysis.orders import Ints
    from crm_desk.desk.customers.people import Listed


@dataclass(frozen=True, eq=False)
class Look:
    """Orders looked at; made by `look_at`, kept by `cache.look`, never changed.

    Attributes:
        data: the orders and customers behind it.
        analysis: figures, and the buyers behind them.
    """

    data: OrderData
    analysis: "Analysis"

    @property
    def figures(self) -> Figures:
        """All figures of analysis.md."""
        return self.analysis.figures

    @cached_property
    def ids(self) -> "Ints":
        """The desk's customer id of every buyer, ascending."""
        return self.data.ids[self.analysis.table.customer]

    def view(self, texts: Texts, money: Money, today: date) -> AnalysisView:
        """All figures, charts and sentences, in the language of `texts`.

        Args:
            today: the shop's today.
        """
        from crm_desk.analysis.charting import charts

        return AnalysisView(
            self.figures,
            charts(self.analysis, self.ids, texts),
            sentences(self.figures, money, texts, today),
        )

    def select(
        self, filters: Sequence[Filter], sort: str = "rank", descending: bool = False
    ) -> Selected:
        """Who meets all filters, in order; equal ones by rank, unknown ones last.

        Args:
            sort: rank, purchases, amount, first, last, recency, tenure, interval_ratio, cluster,
                r, f or m.
        """
        from crm_desk.analysis.orders import count, total
        from crm_desk.analysis.selecting import in_order, matching

        figures = self.figures
        mask = matching(self.analysis, filters)
        customers, amount = count(mask), total(self.analysis.table.amount[mask])
        return Selected(
            ids=self.ids[in_order(self.analysis, mask, sort, descending=descending)],
            customers=customers,
            people_share=figures.people_share(customers),
            amount=amount,
            amount_share=figures.amount_share(amount),
            filters=tuple(filters),
        )

    def standings(self) -> list[BuyerStanding]:
        """Where every buyer stands, the highest total amount first."""
        from crm_desk.analysis.buyer_standing import buyer_standings

        return buyer_standings(self.analysis, self.ids)

    def records(self, listed: "Mapping[int, Listed]") -> dict[int, BuyerRecord]:
        """Those of these customers who are buyers, as tables show them.

        Args:
            listed: who they are, by id, as `people.listed` knows them.
        """
        import numpy as np

        from crm_desk.analysis.selecting import some
        from crm_desk.analysis.table import buyer_rows

        wanted = np.array(sorted(listed), np.int64)
        places = np.searchsorted(self.ids, wanted)
        inside = places < len(self.ids)
        places, wanted = places[inside], wanted[inside]
        places = places[self.ids[places] == wanted]
        records = {}
        for buyer in buyer_rows(some(self.analysis, places), self.data.customers.keys):
            who = listed[int(self.data.ids[buyer.customer])]
            records[who.id] = BuyerRecord(
                who.id, who.member_no, who.name, who.kana, who.email, who.phone, buyer
            )
        return records


def look_at(data: OrderData, settings: AnalysisSettings, as_of: date | None = None) -> Look:
    """Work out all figures.

    Args:
        as_of: データ抽出日; None takes the latest order date up to today.
    """
    from crm_desk.analysis.figures import analyse

    return Look(data, analyse(data.orders, data.customers, as_of, settings, latest_today()))
