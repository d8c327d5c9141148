"""一斉案内: post and lists for any people, not for those of plans only."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from crm_desk.desk.child import Cancel
from crm_desk.desk.contacts import documents, mailing
from crm_desk.desk.contacts.outgoing import (
    Outgoing,
    PaperKind,
    PaperMaker,
    PaperRequest,
    changed_names,
    left_out_of,
    most_first,
    of_mailing,
    papers,
    unread_of,
)
from crm_desk.desk.desk import Desk
from crm_desk.desk.files import Report
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts


def prepare(
    desk: Desk, wanted: PaperRequest, shop: str, _money: Money, texts: Texts, today: date
) -> Outgoing:
    """Gather what is to be written to these customers; on any thread.

    Raises:
        ReportableError: `label_position`.
    """
    if wanted.kind is PaperKind.PEOPLE:
        return _people(desk, wanted, shop, texts, today)
    found = mailing.mailing(
        desk,
        wanted.ids,
        choices=wanted.names,
        one_each=wanted.one_each,
        purpose=wanted.meant,
        day=today,
    )
    return of_mailing(found, wanted, shop, texts)


def note(desk: Desk, outgoing: Outgoing, wanted: PaperRequest, texts: Texts, now: datetime) -> None:
    """Note who has left the desk, when and for what, once it is printed or kept.

    Raises:
        ReportableError: the disk failed.
    """
    purpose = wanted.said(texts) or texts(f"outgoing.{wanted.kind.value}")
    mailing.note_export(desk, mailing.ANNOUNCEMENT, purpose, outgoing.customers, now)


def _people(desk: Desk, wanted: PaperRequest, shop: str, texts: Texts, today: date) -> Outgoing:
    from crm_desk.reports.contacts.people_pdf import PeopleBook

    found = mailing.listed_people(desk, wanted.ids, today, texts)

    def write(
        path: Path, now: PaperRequest, report: Report, cancel: Cancel, _encoding: str
    ) -> Sequence[str]:
        book = PeopleBook(shop, today, found.people, now.said(texts))
        return changed_names(documents.save_people_list(book, texts, path, report, cancel))

    people = tuple(who.customer_id for who, _ in found.people if who.customer_id is not None)
    left_out = most_first(left_out_of(found.left_out, texts))
    unread = unread_of(found.left_out)
    return Outgoing(people, len(found.people), left_out, write, unread=unread)


ANNOUNCEMENTS = PaperMaker(
    papers(
        "post",
        (
            PaperKind.POSTCARDS,
            PaperKind.LABELS_2X6,
            PaperKind.LABELS_3X8,
            PaperKind.TABLE,
            PaperKind.PEOPLE,
        ),
    ),
    prepare,
    note,
    for_anyone=True,
)
