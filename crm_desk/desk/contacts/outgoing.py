"""What leaves the desk on paper or in a file: made of people, of whom who may be, and noted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crm_desk.desk.child import Cancel
from crm_desk.desk.contacts import documents, mailing
from crm_desk.desk.desk import Desk
from crm_desk.desk.documents import Document, Outline
from crm_desk.desk.files import Report, no_report
from crm_desk.domain.contacts.addressee import USUAL_NAMES, Addressee, Contact, NameChoices
from crm_desk.domain.contacts.block_words import block_words
from crm_desk.domain.contacts.consent import Block, Reach
from crm_desk.domain.contacts.purposes import Purpose, purpose_of
from crm_desk.domain.contacts.senders import Sender
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts

if TYPE_CHECKING:
    from crm_desk.reports.typesetting.drawing import Losses

MOST_SHIFT = 20.0
"""Millimetres that print can be moved by: more is another format."""


class PaperKind(StrEnum):
    """What can be made: of plans, of people, or of both."""

    WEEK = "week"
    SHEETS = "sheets"
    LIST = "list"
    POSTCARDS = "postcards"
    LABELS_2X6 = "labels_2x6"
    LABELS_3X8 = "labels_3x8"
    TABLE = "table"
    PEOPLE = "people"


LABELS = {PaperKind.LABELS_2X6: "2x6", PaperKind.LABELS_3X8: "3x8"}
MAILINGS = frozenset({PaperKind.POSTCARDS, PaperKind.TABLE, *LABELS})
SHIFTED = frozenset({PaperKind.POSTCARDS, *LABELS})
POSITIONS = {PaperKind.LABELS_2X6: 12, PaperKind.LABELS_3X8: 24}
"""Labels on a sheet: one of them is the first free one."""


@dataclass(frozen=True)
class PaperRequest:
    """What is wanted.

    Attributes:
        ids: of whom: customers, or the plans of some.
        purpose: what for, in words; noted, and a column of the table.
        first: number of the first free label, from 1 on.
        right, down: millimetres that the print is moved by.
        names: how names are set that can be set in two ways.
        across: postcards are written across, else from the top down.
        post: what post to many at once is sent for; None for a step of a plan.
        one_each: an envelope for everybody, also for those who live together.
        sender: on postcards; None leaves its place free.
        outlines: the edges of labels are printed, too.
    """

    kind: PaperKind
    ids: tuple[int, ...]
    purpose: str = ""
    first: int = 1
    right: float = 0.0
    down: float = 0.0
    names: NameChoices = USUAL_NAMES
    across: bool = False
    post: Purpose | None = None
    one_each: bool = False
    sender: Sender | None = None
    outlines: bool = False

    @property
    def meant(self) -> Purpose | None:
        """What post is sent for; 年賀状 also where only the words name it."""
        return purpose_of(self.purpose) or self.post

    def said(self, texts: Texts) -> str:
        """What for, in words: 年賀状: 2027年の干支."""
        if self.post is None:
            return self.purpose
        name = texts(f"outgoing.purpose_{self.post.value}")
        return texts("report.labelled", label=name, text=self.purpose) if self.purpose else name


Write = Callable[[Path, PaperRequest, Report, Cancel, str], Sequence[str]]
"""Writes the file as wanted now, with the encoding of a CSV; returns whose text is not as typed."""


class LeftOut(NamedTuple):
    """Who is not in it, and why, in words."""

    reason: str
    people: tuple[Contact, ...]


@dataclass(frozen=True)
class Outgoing:
    """Ready to be written.

    Attributes:
        customers: who is in it, by id.
        sheets: pages, lines or envelopes; one envelope a household.
        left_out: the reason of most people first.
        codeless: who is in it without a post code.
        unread: how many are left out until somebody has looked at their note.
    """

    customers: tuple[int, ...]
    sheets: int
    left_out: tuple[LeftOut, ...]
    write: Write
    codeless: tuple[Contact, ...] = ()
    unread: int = 0


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


Prepare = Callable[[Desk, PaperRequest, str, Money, Texts, date], Outgoing]
"""Gathers what is to be written, on any thread: the shop's name, its currency, texts, today."""
Note = Callable[[Desk, Outgoing, PaperRequest, Texts, datetime], None]


@dataclass(frozen=True)
class PaperMaker:
    """What can be made of the ids that a page has.

    Attributes:
        papers: its documents, in the order in which they are offered.
        note: notes who has left the desk, once it is printed or kept.
        for_anyone: the ids are customers, and it is asked what the post is sent for.
    """

    papers: Mapping[PaperKind, Document[PaperJob]]
    prepare: Prepare
    note: Note
    for_anyone: bool = False


def papers(page: str, kinds: Iterable[PaperKind]) -> dict[PaperKind, Document[PaperJob]]:
    """The documents of a page."""
    return {
        kind: Document[PaperJob](
            f"{page}_{kind.value}",
            page,
            ".xlsx" if kind is PaperKind.TABLE else ".pdf",
            _title,
            _write,
            actual_size=kind in SHIFTED,
            outlines=_outlines,
        )
        for kind in kinds
    }


def _title(job: PaperJob, texts: Texts) -> str:
    what = texts(f"outgoing.{job.request.kind.value}")
    return texts("outgoing.file", shop=job.shop, what=what, day=job.day.isoformat())


def _write(job: PaperJob, _texts: Texts, path: Path) -> Sequence[str]:
    return job.outgoing.write(path, job.request, job.report, job.cancel, job.encoding)


def _outlines(job: PaperJob) -> Sequence[Outline]:
    """The edges of labels, where they are not printed anyway."""
    wanted = job.request
    if wanted.kind not in LABELS or wanted.outlines:
        return ()
    from crm_desk.reports.contacts.labels import SHEETS
    from crm_desk.reports.typesetting.drawing import Shift

    sheet, shift = SHEETS[LABELS[wanted.kind]], Shift(wanted.right, wanted.down)
    return [Outline(*shift.moved(sheet.place(number))) for number in range(sheet.labels)]


def of_mailing(
    found: mailing.Mailing,
    wanted: PaperRequest,
    shop: str,
    texts: Texts,
    templates: Callable[[Addressee], str] = lambda _addressee: "",
    also_left_out: Sequence[LeftOut] = (),
) -> Outgoing:
    """Postcards, labels or the table of those who can be written to.

    Args:
        templates: names of the templates of a household's plans.

    Raises:
        ReportableError: `label_position`: the sheet has no such label.
    """
    labels = POSITIONS.get(wanted.kind)
    if labels is not None and not 1 <= wanted.first <= labels:
        raise ReportableError("label_position", labels=labels)
    left_out = [*left_out_of(found.left_out, texts), *also_left_out]
    if found.nameless:
        left_out.append(LeftOut(texts("outgoing.no_name"), found.nameless))
    return Outgoing(
        tuple(id_ for each in found.addressees for id_ in each.customer_ids),
        len(found.addressees),
        most_first(left_out),
        _envelopes(found.addressees, templates, shop, texts),
        found.codeless,
        unread_of(found.left_out),
    )


Blocked = tuple[Contact, Block, Reach]
"""Who can't be reached, why, and what is known of reaching them."""


def unread_of(blocked: Iterable[Blocked]) -> int:
    """How many of them wait for somebody to look at their note."""
    return sum(block is Block.UNREAD_NOTE for _, block, _ in blocked)


def left_out_of(blocks: Iterable[Blocked], texts: Texts) -> tuple[LeftOut, ...]:
    """People by why they can't be reached; of a single one with who has refused."""
    found: dict[Block, list[tuple[Contact, Reach]]] = {}
    for who, block, reach in blocks:
        found.setdefault(block, []).append((who, reach))
    return tuple(
        LeftOut(
            block_words(block, some[0][1] if len(some) == 1 else None, texts),
            tuple(who for who, _ in some),
        )
        for block, some in found.items()
    )


def most_first(left_out: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """The reason of most people first."""
    return tuple(sorted(left_out, key=lambda each: -len(each.people)))


def _envelopes(
    addressees: Sequence[Addressee],
    templates: Callable[[Addressee], str],
    shop: str,
    texts: Texts,
) -> Write:
    from crm_desk.reports.contacts.labels import SHEETS, LabelBook
    from crm_desk.reports.contacts.mailing_table import MailingBook, MailingRow
    from crm_desk.reports.contacts.postcards import PostcardBook
    from crm_desk.reports.typesetting.drawing import Shift

    def write(
        path: Path, wanted: PaperRequest, report: Report, cancel: Cancel, encoding: str
    ) -> Sequence[str]:
        shift = Shift(wanted.right, wanted.down)
        if wanted.kind is PaperKind.TABLE:
            purpose = wanted.said(texts)
            rows = [MailingRow(each, templates(each), purpose) for each in addressees]
            book = MailingBook(shop, rows)
            return [each.name for each in documents.save_mailing_table(book, texts, path, encoding)]
        if wanted.kind is PaperKind.POSTCARDS:
            cards = PostcardBook(shop, addressees, wanted.sender, shift=shift, across=wanted.across)
            return changed_names(documents.save_postcards(cards, texts, path, report, cancel))
        sheet = SHEETS[LABELS[wanted.kind]]
        labels = LabelBook(shop, addressees, sheet, wanted.first, shift, outlines=wanted.outlines)
        return changed_names(documents.save_labels(labels, texts, path, report, cancel))

    return write


def changed_names(losses: "Losses") -> list[str]:
    """Whose text is not printed as it was typed."""
    return list(dict.fromkeys((*losses.missing, *losses.shortened, *losses.plain)))
