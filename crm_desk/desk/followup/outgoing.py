"""What is made on paper or in a file for the people of plans, and noted."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from crm_desk.desk.child import Cancel
from crm_desk.desk.contacts import mailing
from crm_desk.desk.contacts.outgoing import (
    MAILINGS,
    Blocked,
    LeftOut,
    Outgoing,
    PaperKind,
    PaperMaker,
    PaperRequest,
    changed_names,
    left_out_of,
    most_first,
    of_mailing,
    unread_of,
)
from crm_desk.desk.contacts.outgoing import papers as papers_of_page
from crm_desk.desk.desk import Desk
from crm_desk.desk.files import Report
from crm_desk.desk.followup import documents, papers, week
from crm_desk.domain.contacts.addressee import Addressee, Contact
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts

_NOTED = {
    PaperKind.SHEETS: mailing.SHEET,
    PaperKind.LIST: mailing.LIST,
    PaperKind.WEEK: mailing.LIST,
}


def prepare(
    desk: Desk,
    wanted: PaperRequest,
    shop: str,
    money: Money,
    texts: Texts,
    today: date,
) -> Outgoing:
    """Gather what is to be written for the people of these plans; on any thread.

    The list of the week is of whoever is due in it, whichever plans are asked for.

    Args:
        texts: the documents' language.

    Raises:
        ReportableError: `label_position`.
    """
    if wanted.kind in MAILINGS:
        return _mailing(desk, wanted, shop, texts, today)
    if wanted.kind is PaperKind.WEEK:
        return _week(desk, shop, money, texts, today)
    if wanted.kind is PaperKind.LIST:
        return _list(desk, wanted, shop, texts, today)
    return _sheets(desk, wanted, shop, money, texts, today)


def note(desk: Desk, outgoing: Outgoing, wanted: PaperRequest, texts: Texts, now: datetime) -> None:
    """Note who has left the desk, when, as what and for what, once it is printed or kept.

    Raises:
        ReportableError: the disk failed.
    """
    kind = _NOTED.get(wanted.kind, mailing.MAILING)
    purpose = wanted.said(texts) or texts(f"outgoing.{wanted.kind.value}")
    mailing.note_export(desk, kind, purpose, outgoing.customers, now)


def _sheets(
    desk: Desk, wanted: PaperRequest, shop: str, money: Money, texts: Texts, today: date
) -> Outgoing:
    from crm_desk.reports.followup.sheet_pdf import SheetBook

    found = papers.sheets(desk, wanted.ids, today, texts)
    book = SheetBook(shop, money, today, found.sheets)

    def write(
        path: Path, _wanted: PaperRequest, report: Report, cancel: Cancel, _encoding: str
    ) -> Sequence[str]:
        return changed_names(documents.save_followup_sheets(book, texts, path, report, cancel))

    people = tuple(s.who.customer_id for s in found.sheets if s.who.customer_id is not None)
    return Outgoing(
        people,
        len(found.sheets),
        _unreachable(found.held_back, found.gone, texts),
        write,
        unread=unread_of(found.held_back),
    )


def _list(desk: Desk, wanted: PaperRequest, shop: str, texts: Texts, today: date) -> Outgoing:
    from crm_desk.reports.followup.list_pdf import ListBook

    found = papers.list_rows(desk, wanted.ids, today, texts)
    book = ListBook(shop, today, found.rows)

    def write(
        path: Path, _wanted: PaperRequest, _report: Report, _cancel: Cancel, _encoding: str
    ) -> Sequence[str]:
        return changed_names(documents.save_followup_list(book, texts, path))

    people = tuple(r.who.customer_id for r in found.rows if r.who.customer_id is not None)
    return Outgoing(
        people,
        len(found.rows),
        _unreachable(found.held_back, found.gone, texts),
        write,
        unread=unread_of(found.held_back),
    )


def _week(desk: Desk, shop: str, money: Money, texts: Texts, today: date) -> Outgoing:
    from crm_desk.reports.followup.week_pdf import WeekBook

    found = week.week(desk, today, texts)
    book = WeekBook(shop, money, today, found.rows, found.others)

    def write(
        path: Path, _wanted: PaperRequest, report: Report, cancel: Cancel, _encoding: str
    ) -> Sequence[str]:
        return changed_names(documents.save_week(book, texts, path, report, cancel))

    people = dict.fromkeys(r.who.customer_id for r in found.rows if r.who.customer_id is not None)
    return Outgoing(
        tuple(people),
        len(found.rows),
        _unreachable(found.left_out, found.gone, texts),
        write,
        unread=unread_of(found.left_out),
    )


def _mailing(desk: Desk, wanted: PaperRequest, shop: str, texts: Texts, today: date) -> Outgoing:
    meant = papers.recipients(desk, wanted.ids)
    found = mailing.mailing(
        desk,
        list(meant.templates),
        choices=wanted.names,
        one_each=wanted.one_each,
        purpose=wanted.meant,
        day=today,
    )
    paused = mailing.named_people(desk, meant.paused)
    waiting = [LeftOut(texts("outgoing.paused"), paused)] if paused else []

    def templates(each: Addressee) -> str:
        """Those of a household's plans, each once."""
        names = (name for id_ in each.customer_ids for name in meant.templates.get(id_, ()))
        return texts("result.comma").join(dict.fromkeys(names))

    return of_mailing(found, wanted, shop, texts, templates, waiting)


def _unreachable(
    blocked: Sequence[Blocked], gone: tuple[Contact, ...], texts: Texts
) -> tuple[LeftOut, ...]:
    left_out = [*left_out_of(blocked, texts)]
    if gone:
        left_out.append(LeftOut(texts("outgoing.gone"), gone))
    return most_first(left_out)


PAPERS = papers_of_page(
    "followup",
    (
        PaperKind.WEEK,
        PaperKind.LIST,
        PaperKind.SHEETS,
        PaperKind.POSTCARDS,
        PaperKind.LABELS_2X6,
        PaperKind.LABELS_3X8,
        PaperKind.TABLE,
    ),
)
FOLLOWUP_PAPERS = PaperMaker(PAPERS, prepare, note)
