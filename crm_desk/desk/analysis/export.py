"""The people of a selection as a file: put together, saved, and noted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desk.desk.analysis import buyers, documents
from crm_desk.desk.analysis.look import Look
from crm_desk.desk.contacts import mailing
from crm_desk.desk.contacts.consent import held_back_in
from crm_desk.desk.desk import Desk
from crm_desk.domain.analysis.filter_words import filter_words
from crm_desk.domain.analysis.view import BuyerRecord, Selected
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts
from crm_desk.store.contacts.held_back import held_back_names

if TYPE_CHECKING:
    from crm_desk.reports.analysis.selection_table import SelectionBook
    from crm_desk.reports.sheets.csv_text import LostCharacters

_AT_ONCE = 500
"""Customers read by one statement."""


@dataclass(frozen=True)
class Exported:
    """What came of saving a selection.

    Attributes:
        lost: characters that the encoding lacks, by customer.
        left_out: how many are not in the file, because they must not be contacted.
        waiting: names of those who are not because of an open complaint.
    """

    lost: "tuple[LostCharacters, ...]"
    left_out: int
    waiting: tuple[str, ...] = ()


def selection_book(
    desk: Desk, look: Look, selected: Selected, texts: Texts, money: Money
) -> "SelectionBook":
    """A selection of a look, to be saved; its rows are read where it is saved.

    Who is 連絡不可 or ご逝去, or may be so, or has an open complaint is not in it, and nobody has
    an e-mail address or telephone number in it that can't be used.
    """
    from crm_desk.reports.analysis.selection_table import SelectionBook

    ids = selected.ids.tolist()
    do_not_contact = desk.store.read(held_back_in)
    allowed = [id_ for id_ in ids if id_ not in do_not_contact] if do_not_contact else ids
    waiting = desk.store.read(held_back_names)
    people = [id_ for id_ in allowed if id_ not in waiting] if waiting else allowed
    return SelectionBook(
        shop=desk.shop_name,
        money=money,
        as_of=look.figures.as_of,
        selected=selected,
        filters=[filter_words(each, texts, money) for each in selected.filters],
        people=people,
        left_out=len(ids) - len(allowed),
        rows=lambda: _contacted_rows(desk, look, people),
        waiting=tuple(waiting[id_] for id_ in allowed if id_ in waiting),
    )


def _contacted_rows(desk: Desk, look: Look, people: Sequence[int]) -> Iterator[BuyerRecord]:
    for start in range(0, len(people), _AT_ONCE):
        ids = people[start : start + _AT_ONCE]
        rows = buyers.rows_in_worker(desk, look, ids)
        reachable = mailing.reachable(desk, ids)
        for id_ in ids:
            row, who = rows.get(id_), reachable.get(id_)
            if row is not None and who is not None:
                yield row._replace(email=who.email, phone=who.phone)


def export_selection(
    desk: Desk, book: "SelectionBook", texts: Texts, path: Path, encoding: str, now: datetime
) -> Exported:
    """Save a selection as `documents.save_selection` does, and note who has left the desk.

    Args:
        book: as `selection_book` makes it, in the language of `texts`.
        now: the shop's clock.
    """
    lost = documents.save_selection(book, texts, path, encoding)
    purpose = texts("rfm.and_also").join(book.filters) or texts("rfm.everybody")
    mailing.note_export(desk, mailing.SELECTION, purpose, book.people, now)
    return Exported(lost, book.left_out, book.waiting)
