"""顧客分析: the desk's orders held in memory, looked at by thresholds and filters.

What is heavy may run on any thread: `open_rfm`, `look`, `rows_in_worker`, a book's rows. The rest
belongs to the thread that opened the desk.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from crm_desk.desk.analysis import orders as desk_figures
from crm_desk.desk.contacts import mailing
from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk
from crm_desk.domain.analysis.figures import AnalysisSettings, Figures, Suggestion
from crm_desk.domain.analysis.trends import Trends
from crm_desk.domain.analysis.view import (
    AnalysisView,
    BuyerRecord,
    BuyerStanding,
    Filter,
    Selected,
    Suspect,
)
from crm_desk.domain.analysis.wording import sentences
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts
from crm_desk.store.contacts import reach
from crm_desk.store.customers.joins import kept_in

if TYPE_CHECKING:
    from crm_desk.analysis.figures import Analysis
    from crm_desk.reports.analysis.pdf_wording import RfmPaper
    from crm_desk.reports.analysis.selection_table import SelectionBook

_AT_ONCE = 500
"""Customers read by one statement."""


@dataclass(frozen=True)
class _Look:
    """The last look, put in place as one: another thread sees the old one or the new one.

    Attributes:
        ids: customer id of every buyer, ascending (array of int64).
    """

    analysis: "Analysis"
    ids: Any


def open_rfm(desk: Desk) -> "Rfm":
    """Load all orders and customers, by the desk's basis of amounts.

    What is written while this loads makes it stale.

    Raises:
        ReportableError: the file can't be read.
    """
    version = desk.orders_version
    return Rfm(desk, desk_figures.load_in_worker(desk), version)


def fresh(desk: Desk, held: "Rfm | None") -> "Rfm":
    """The orders that are held where they still stand, else loaded anew; on any thread."""
    return held if held is not None and not held.is_stale() else open_rfm(desk)


class Rfm:
    """All orders of a desk; made by `open_rfm`."""

    def __init__(self, desk: Desk, loaded: desk_figures.OrderData, version: int) -> None:
        import numpy as np

        self._desk, self._loaded = desk, loaded
        self._orders, self._customers = loaded.orders, loaded.customers
        self._ids = np.array(loaded.ids, np.int64)
        self._version = version
        self._last: _Look | None = None

    def is_stale(self) -> bool:
        """Orders or customers may have changed since they were loaded. Never misses a change."""
        return self._desk.orders_version != self._version

    def look(
        self,
        settings: AnalysisSettings,
        as_of: date | None,
        texts: Texts,
        money: Money,
        today: date,
    ) -> AnalysisView:
        """All figures, charts and sentences; filters and rows are of this look from now on.

        Args:
            as_of: データ抽出日; None takes the latest order date.
            today: the shop's today.
        """
        from crm_desk.analysis.figures import analyse

        analysis = analyse(self._orders, self._customers, as_of, settings)
        look = _Look(analysis, self._ids[analysis.table.customer])
        view = _view(look, texts, money, today)
        self._last = look
        return view

    @property
    def figures(self) -> Figures:
        """The figures of the last look."""
        return self._looked().analysis.figures

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

        last = self._looked()
        analysis = last.analysis
        found = matching(analysis, filters)
        customers, amount = count(found), total(analysis.table.amount[found])
        return Selected(
            ids=last.ids[in_order(analysis, found, sort, descending=descending)],
            customers=customers,
            people_share=analysis.figures.people_share(customers),
            amount=amount,
            amount_share=analysis.figures.amount_share(amount),
            filters=tuple(filters),
        )

    def rows(self, ids: Sequence[int]) -> dict[int, BuyerRecord]:
        """These buyers as tables show them; who is gone or no buyer is left out."""
        return self._rows(self._looked(), people.listed(self._desk, ids))

    def rows_in_worker(self, ids: Sequence[int]) -> dict[int, BuyerRecord]:
        """As `rows`, on any thread."""
        return self._rows(self._looked(), people.listed_in_worker(self._desk, ids))

    def again(self) -> "Rfm":
        """The same orders, for looks of another page."""
        return Rfm(self._desk, self._loaded, self._version)

    def trends(self) -> Trends | None:
        """The last look beside the one before the last import; None without an earlier import.

        On any thread. Both sides are as of their own latest order.
        """
        from crm_desk.analysis.figures import analyse
        from crm_desk.analysis.trends import trends

        now = self._looked().analysis
        found = desk_figures.before_last_import(self._desk, self._loaded)
        if found is None:
            return None
        imported, orders = found
        before = analyse(orders, self._customers, None, now.figures.settings)
        as_of = before.figures.as_of
        if as_of is None or not before.figures.buyers:
            return None
        return Trends(
            imported, as_of, trends((before, orders), (now, self._orders), self._customers)
        )

    def standings(self) -> list[BuyerStanding]:
        """Where every buyer of the last look stands, the highest total amount first; any thread."""
        from crm_desk.analysis.buyer_standing import buyer_standings

        last = self._looked()
        return buyer_standings(last.analysis, last.ids)

    def suggested(self, most: int = 50) -> tuple[Suspect, ...]:
        """Customers to think of leaving out, the largest order first, of the last look.

        Who a person has said counts all the same is not among them.
        """
        found = self._looked().analysis.figures.suggested
        ids, kept = self._ids_of(found), self._desk.store.read(kept_in)
        found = tuple(each for each in found if ids[each.key] not in kept)[:most]
        known = people.listed(self._desk, [ids[each.key] for each in found])
        return tuple(
            Suspect(who.id, who.member_no, who.name, each.largest)
            for each in found
            if (who := known.get(ids[each.key])) is not None
        )

    def book(self, selected: Selected, shop: str, texts: Texts, money: Money) -> "SelectionBook":
        """A selection of the last look, to be saved; its rows are read where it is saved.

        Who is 連絡不可 is not in it, and nobody has an e-mail address or telephone number in it
        that can't be used.
        """
        from crm_desk.reports.analysis.selection_table import SelectionBook

        last, ids = self._looked(), selected.ids.tolist()
        quiet = self._desk.store.read(reach.do_not_contact_ids)
        people = [id_ for id_ in ids if id_ not in quiet] if quiet else ids
        return SelectionBook(
            shop=shop,
            money=money,
            as_of=last.analysis.figures.as_of,
            selected=selected,
            filters=[filter_words(each, texts, money) for each in selected.filters],
            people=people,
            left_out=len(ids) - len(people),
            rows=lambda: self._all_rows(last, people),
        )

    def paper(
        self, shop: str, texts: Texts, money: Money, today: date, selected: Selected | None = None
    ) -> "RfmPaper":
        """The last look, to be printed in the language of `texts`; on any thread.

        Args:
            selected: who is chosen by filters; None or no filters chooses nobody in particular.
        """
        from crm_desk.reports.analysis.pdf_wording import RfmPaper

        filters = () if selected is None else selected.filters
        return RfmPaper(
            shop=shop,
            money=money,
            view=_view(self._looked(), texts, money, today),
            made_on=today,
            filters=[filter_words(each, texts, money) for each in filters],
            selected=selected if filters else None,
        )

    def _all_rows(self, last: _Look, everyone: Sequence[int]) -> Iterator[BuyerRecord]:
        for start in range(0, len(everyone), _AT_ONCE):
            ids = everyone[start : start + _AT_ONCE]
            found = self._rows(last, people.listed_in_worker(self._desk, ids))
            reachable = mailing.reachable(self._desk, ids)
            for id_ in ids:
                row, who = found.get(id_), reachable.get(id_)
                if row is not None and who is not None:
                    yield row._replace(email=who.email, phone=who.phone)

    def _rows(self, last: _Look, known: dict[int, people.Listed]) -> dict[int, BuyerRecord]:
        import numpy as np

        from crm_desk.analysis.selecting import some
        from crm_desk.analysis.table import buyer_rows

        wanted = np.array(sorted(known), np.int64)
        places = np.searchsorted(last.ids, wanted)
        inside = places < len(last.ids)
        places, wanted = places[inside], wanted[inside]
        places = places[last.ids[places] == wanted]
        buyers = buyer_rows(some(last.analysis, places), self._customers.keys)
        found = {}
        for buyer in buyers:
            who = known[int(self._ids[buyer.customer])]
            found[who.id] = BuyerRecord(
                who.id, who.member_no, who.name, who.kana, who.email, who.phone, buyer
            )
        return found

    def _ids_of(self, suggested: Sequence[Suggestion]) -> dict[str, int]:
        wanted = {each.key for each in suggested}
        if not wanted:
            return {}
        keys = self._customers.keys
        return {key: int(self._ids[n]) for n, key in enumerate(keys) if key in wanted}

    def _looked(self) -> _Look:
        if self._last is None:
            raise RuntimeError("nothing was looked at yet")
        return self._last


def _view(look: _Look, texts: Texts, money: Money, today: date) -> AnalysisView:
    from crm_desk.analysis.charting import charts

    figures = look.analysis.figures
    return AnalysisView(
        figures, charts(look.analysis, look.ids, texts), sentences(figures, money, texts, today)
    )


Ends = tuple[int | None, int | None]


def filter_words(filter_: Filter, texts: Texts, money: Money) -> str:
    """What a filter says, for its chip: `TOP10%層(1%を除く)`, `R値 61〜90日`, `R3×F2`."""
    return _WORDS[filter_.kind](filter_.value, texts, money)


def _range(ends: Ends, texts: Texts, write: Callable[[int], str]) -> str:
    first, last = (None if end is None else write(end) for end in ends)
    if first is None:
        return texts("rfm.nothing") if last is None else texts("rfm.up_to", last=last)
    if last is None:
        return texts("rfm.from", first=first)
    return first if first == last else texts("rfm.range", first=first, last=last)


def _days(ends: Ends, texts: Texts) -> str:
    first, last = ends
    if last is None and first is not None:
        return texts("rfm.days_open", first=first)
    return texts("rfm.days", range=_range(ends, texts, str))


def _times(ends: Ends, texts: Texts) -> str:
    first, last = ends
    if last is None and first is not None:
        return texts("rfm.times_open", first=first)
    return texts("rfm.times", range=_range(ends, texts, str))


_WORDS: dict[str, Callable[[Any, Texts, Money], str]] = {
    "cluster": lambda value, texts, _: texts(f"figures.cluster_{value.value}"),
    "tier": lambda value, texts, _: texts("rfm.filter_tier", percent=value),
    "cell": lambda value, texts, _: texts("rfm.filter_cell", r=value[0], f=value[1]),
    "recency": lambda value, texts, _: texts("rfm.filter_recency", days=_days(value, texts)),
    "amount": lambda value, texts, money: texts(
        "rfm.filter_amount", range=_range(value, texts, money.text)
    ),
    "purchases": lambda value, texts, _: texts("rfm.filter_purchases", times=_times(value, texts)),
    "past_interval": lambda _, texts, __: texts("rfm.filter_past_interval"),
    "subscribed": lambda _, texts, __: texts("rfm.filter_subscribed"),
    "steps": lambda value, texts, _: texts("rfm.filter_steps", k=value),
}
