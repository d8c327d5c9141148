"""What leaves the desk on paper or in a file: made for the people of plans, and noted."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desk.desk.child import Cancel
from crm_desk.desk.contacts import documents as contacts_documents
from crm_desk.desk.contacts import mailing
from crm_desk.desk.desk import Desk
from crm_desk.desk.documents import Document
from crm_desk.desk.files import Report, no_report
from crm_desk.desk.followup import documents, papers
from crm_desk.domain.contacts.addressee import USUAL_NAMES, Addressee, NameChoices
from crm_desk.domain.contacts.block_words import block_words
from crm_desk.domain.contacts.consent import Block, Reach
from crm_desk.domain.contacts.purposes import purpose_of
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts

if TYPE_CHECKING:
    from crm_desk.reports.typesetting.drawing import Losses

MOST_SHIFT = 20.0
"""Millimetres that print can be moved by: more is another format."""


class PaperKind(StrEnum):
    """What can be made."""

    SHEETS = "sheets"
    LIST = "list"
    POSTCARDS = "postcards"
    LABELS_2X6 = "labels_2x6"
    LABELS_3X8 = "labels_3x8"
    TABLE = "table"


MAILINGS = frozenset(
    {PaperKind.POSTCARDS, PaperKind.LABELS_2X6, PaperKind.LABELS_3X8, PaperKind.TABLE}
)
LABELS = {PaperKind.LABELS_2X6: "2x6", PaperKind.LABELS_3X8: "3x8"}
SHIFTED = frozenset({PaperKind.POSTCARDS, *LABELS})
POSITIONS = {PaperKind.LABELS_2X6: 12, PaperKind.LABELS_3X8: 24}
"""Labels on a sheet: one of them is the first free one."""
_NOTED = {PaperKind.SHEETS: mailing.SHEET, PaperKind.LIST: mailing.LIST}


@dataclass(frozen=True)
class PaperRequest:
    """What is wanted.

    Attributes:
        plan_ids: of whom.
        purpose: what for; noted, and a column of the table.
        first: number of the first free label, from 1 on.
        right, down: millimetres that the print is moved by.
        names: how names are set that can be set in two ways.
        across: postcards are written across, else from the top down.
    """

    kind: PaperKind
    plan_ids: tuple[int, ...]
    purpose: str = ""
    first: int = 1
    right: float = 0.0
    down: float = 0.0
    names: NameChoices = USUAL_NAMES
    across: bool = False


Write = Callable[[Path, PaperRequest, Report, Cancel, str], Sequence[str]]
"""Writes the file as wanted now, with the encoding of a CSV; returns whose text is not as typed."""


@dataclass(frozen=True)
class Outgoing:
    """Ready to be written.

    Attributes:
        customers: who is in it, by id.
        sheets: pages, lines or envelopes; one envelope a household.
        left_out: (reason in words, how many), the most first.
        unread: how many of them wait for somebody to look at their note.
    """

    customers: tuple[int, ...]
    sheets: int
    left_out: tuple[tuple[str, int], ...]
    write: Write
    unread: int = 0


def prepare(
    desk: Desk,
    wanted: PaperRequest,
    shop: str,
    money: Money,
    texts: Texts,
    today: date,
) -> Outgoing:
    """Gather what is to be written; on any thread.

    Args:
        texts: the documents' language.
    """
    if wanted.kind in MAILINGS:
        return _mailing(desk, wanted, shop, texts, today)
    if wanted.kind is PaperKind.LIST:
        return _list(desk, wanted, shop, texts, today)
    return _sheets(desk, wanted, shop, money, texts, today)


def note(desk: Desk, outgoing: Outgoing, wanted: PaperRequest, texts: Texts, now: datetime) -> None:
    """Note who has left the desk, when, as what and for what, once it is printed or kept.

    Raises:
        ReportableError: the disk failed.
    """
    kind = _NOTED.get(wanted.kind, mailing.MAILING)
    purpose = wanted.purpose or texts(f"outgoing.{wanted.kind.value}")
    mailing.note_export(desk, kind, purpose, outgoing.customers, now)


def _sheets(
    desk: Desk, wanted: PaperRequest, shop: str, money: Money, texts: Texts, today: date
) -> Outgoing:
    from crm_desk.reports.followup.sheet_pdf import SheetBook

    found = papers.sheets(desk, wanted.plan_ids, today, texts)
    book = SheetBook(shop, money, today, found.sheets)

    def write(
        path: Path, _wanted: PaperRequest, report: Report, cancel: Cancel, _encoding: str
    ) -> Sequence[str]:
        return _names(documents.save_followup_sheets(book, texts, path, report, cancel))

    people = tuple(s.who.customer_id for s in found.sheets if s.who.customer_id is not None)
    return Outgoing(people, len(found.sheets), _unreachable(found, texts), write, found.unread)


def _list(desk: Desk, wanted: PaperRequest, shop: str, texts: Texts, today: date) -> Outgoing:
    from crm_desk.reports.followup.list_pdf import ListBook

    found = papers.list_rows(desk, wanted.plan_ids, today, texts)
    book = ListBook(shop, today, found.rows)

    def write(
        path: Path, _wanted: PaperRequest, _report: Report, _cancel: Cancel, _encoding: str
    ) -> Sequence[str]:
        return _names(documents.save_followup_list(book, texts, path))

    people = tuple(r.who.customer_id for r in found.rows if r.who.customer_id is not None)
    return Outgoing(people, len(found.rows), _unreachable(found, texts), write, found.unread)


def _mailing(desk: Desk, wanted: PaperRequest, shop: str, texts: Texts, today: date) -> Outgoing:
    meant = papers.recipients(desk, wanted.plan_ids)
    # A purpose in words that names 年賀状 is one.
    purpose = purpose_of(wanted.purpose)
    found = mailing.mailing(
        desk, list(meant.templates), choices=wanted.names, purpose=purpose, day=today
    )
    reasons = _reasons(found, texts)
    if found.nameless:
        reasons[texts("outgoing.no_name")] = len(found.nameless)
    if meant.paused:
        reasons[texts("outgoing.paused")] = len(meant.paused)
    people = tuple(id_ for each in found.addressees for id_ in each.customer_ids)
    write = _envelopes(found, meant, shop, texts)
    unread = sum(block is Block.UNREAD_NOTE for _, block, _ in found.left_out)
    return Outgoing(people, len(found.addressees), tuple(reasons.most_common()), write, unread)


def _reasons(found: mailing.Mailing, texts: Texts) -> "Counter[str]":
    """Why how many are left out; where it is one person, with the name of who has refused."""
    blocks: dict[Block, list[Reach]] = {}
    for _, block, reach in found.left_out:
        blocks.setdefault(block, []).append(reach)
    return Counter(
        {
            block_words(block, reaches[0] if len(reaches) == 1 else None, texts): len(reaches)
            for block, reaches in blocks.items()
        }
    )


def _templates(meant: papers.Recipients, each: Addressee, texts: Texts) -> str:
    """The templates of a household's plans, each once."""
    names = (name for id_ in each.customer_ids for name in meant.templates.get(id_, ()))
    return texts("result.comma").join(dict.fromkeys(names))


def _envelopes(found: mailing.Mailing, meant: papers.Recipients, shop: str, texts: Texts) -> Write:
    from crm_desk.reports.contacts.labels import SHEETS, LabelBook
    from crm_desk.reports.contacts.mailing_table import MailingBook, MailingRow
    from crm_desk.reports.contacts.postcards import PostcardBook
    from crm_desk.reports.typesetting.drawing import Shift

    def write(
        path: Path, wanted: PaperRequest, report: Report, cancel: Cancel, encoding: str
    ) -> Sequence[str]:
        shift = Shift(wanted.right, wanted.down)
        if wanted.kind is PaperKind.TABLE:
            rows = [
                MailingRow(each, _templates(meant, each, texts), wanted.purpose)
                for each in found.addressees
            ]
            lost = contacts_documents.save_mailing_table(
                MailingBook(shop, rows), texts, path, encoding
            )
            return [each.name for each in lost]
        if wanted.kind is PaperKind.POSTCARDS:
            across = wanted.across
            cards = PostcardBook(shop, found.addressees, shift=shift, across=across)
            return _names(contacts_documents.save_postcards(cards, texts, path, report, cancel))
        sheet = SHEETS[LABELS[wanted.kind]]
        labels = LabelBook(shop, found.addressees, sheet, wanted.first, shift)
        return _names(contacts_documents.save_labels(labels, texts, path))

    return write


def _unreachable(found: papers.Papers, texts: Texts) -> tuple[tuple[str, int], ...]:
    left = len(found.left_out)
    return ((texts("outgoing.no_contact_or_gone"), left),) if left else ()


def _names(losses: "Losses") -> list[str]:
    """Whose text is not printed as it was typed."""
    return list(dict.fromkeys((*losses.missing, *losses.shortened, *losses.plain)))


@dataclass(frozen=True)
class PaperJob:
    """One kind of paper for those who are ready.

    Attributes:
        shop, day: for the name of the file.
        encoding: of a CSV.
    """

    outgoing: Outgoing
    request: PaperRequest
    shop: str
    day: date
    report: Report = no_report
    cancel: Cancel = field(default_factory=Cancel)
    encoding: str = "utf-8-sig"


def _title(job: PaperJob, texts: Texts) -> str:
    what = texts(f"outgoing.{job.request.kind.value}")
    return texts("outgoing.file", shop=job.shop, what=what, day=job.day.isoformat())


def _write(job: PaperJob, _texts: Texts, path: Path) -> Sequence[str]:
    return job.outgoing.write(path, job.request, job.report, job.cancel, job.encoding)


PAPERS = {
    kind: Document[PaperJob](
        f"followup_{kind.value}",
        "followup",
        ".xlsx" if kind is PaperKind.TABLE else ".pdf",
        _title,
        _write,
        actual_size=kind in SHIFTED,
    )
    for kind in PaperKind
}
