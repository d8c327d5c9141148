"""Marks (しるし): set, removed, and answered where words propose one; what is shown of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from crm_desk.desk.changes import NOTHING, Changes
from crm_desk.desk.contacts.consent import root_in
from crm_desk.desk.contacts.edits import AnswerChange, ContactsEdit, MarkChange
from crm_desk.desk.contacts.persons import persons_for
from crm_desk.desk.desk import Desk
from crm_desk.desk.edits import Edit, Several
from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.contacts.approach import check_not_ahead
from crm_desk.domain.contacts.marks import Mark, MarkKind
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.texts import Texts
from crm_desk.store import persons
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import marks as rows
from crm_desk.store.contacts import notes
from crm_desk.store.contacts.marks import MarkAnswer
from crm_desk.store.contacts.marks import OpenProposal as OpenProposal

YEARS_AHEAD = 10
"""喪中 is named for one year; more than that is a slip of the hand."""


class Consequence(NamedTuple):
    """What a mark brings with it in another capability.

    Attributes:
        edit: carried out in the same step.
        said: a sentence that tells it.
    """

    edit: Edit
    said: str


MarkEffect = Callable[[Connection, int, Mark, date, Texts], Consequence | None]
"""What follows from a new mark of a person (its customer), in the words of the texts, on a day."""


@dataclass(frozen=True)
class Marking:
    """A mark that is about to be set.

    Attributes:
        edit: None where everything stands so already.
        said: what else it changes, in sentences.
    """

    edit: Edit | None
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Remarks:
    """What is to be seen of a person wherever they are contacted.

    Attributes:
        note: メモ, of all their names.
        marks: in the order in which they are shown.
        proposals: marks that words propose, unanswered.
    """

    note: str = ""
    marks: tuple[Mark, ...] = ()
    proposals: tuple[OpenProposal, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.note or self.marks or self.proposals)


NO_REMARKS = Remarks()


def usual_mark(kind: MarkKind, today: date, source: str = "", year: int | None = None) -> Mark:
    """A mark as one click sets it: of today; 喪中 until the end of this year."""
    until = (year or today.year) if kind is MarkKind.MOURNING else None
    return Mark(kind, today, source, until)


def marking(
    desk: Desk,
    customer: int,
    mark: Mark,
    today: date,
    texts: Texts,
    effects: Sequence[MarkEffect],
) -> Marking:
    """What setting a mark comes to; the caller carries its edit out. It takes the place of another.

    A person has it under all their names, so that none is written to should they be parted. It
    answers what words propose of the kind.

    Args:
        effects: of other capabilities (`desk.capabilities.MARK_EFFECTS`).

    Raises:
        ReportableError: `customer_gone`, `approach_ahead`, `date_far`; `mark_year`: 喪中 of a year
            that is over or far.
    """
    mark = replace(mark, source=clean_line(mark.source))
    if mark.day is not None:
        check_not_ahead(mark.day, today)
    _check_year(mark, today)

    def work(connection: Connection) -> Marking:
        root = root_in(connection, customer)
        edit = _marked(connection, root, mark, today)
        if edit is None:
            return Marking(None)
        found = [effect(connection, root, mark, today, texts) for effect in effects]
        brought = [each for each in found if each is not None]
        if not brought:
            return Marking(edit)
        whole = Several(edit.label_key, (edit, *(each.edit for each in brought)))
        return Marking(whole, tuple(each.said for each in brought))

    return desk.store.read(work)


def set_mark(
    desk: Desk,
    customer: int,
    mark: Mark,
    today: date,
    texts: Texts,
    effects: Sequence[MarkEffect],
) -> Changes:
    """Set a mark with what it brings; arguments and errors as `marking`."""
    edit = marking(desk, customer, mark, today, texts, effects).edit
    return NOTHING if edit is None else desk.apply(edit)


def remove_mark(desk: Desk, customer: int, kind: MarkKind, today: date) -> Changes:
    """Take a mark from a person, under all names; words that propose it are answered by that.

    Raises:
        ReportableError: `customer_gone`.
    """

    def work(connection: Connection) -> ContactsEdit | None:
        root = root_in(connection, customer)
        names = rows.marks_by_name(connection, root)
        having = [name for name, own in names.items() if kind in own]
        ids = persons.person_ids(connection, having)
        changes = tuple((ids[name], names[name][kind], None) for name in having)
        new, answers = _answered(connection, root, kind, today, is_right=False)
        if not changes:
            return None
        return ContactsEdit("mark_remove", new_persons=new, marks=changes, answers=answers)

    edit = desk.store.read(work)
    return NOTHING if edit is None else desk.apply(edit)


def decline(desk: Desk, customer: int, kind: MarkKind, today: date) -> Changes:
    """Answer that words which propose a mark mean something else: they do not ask again.

    Raises:
        ReportableError: `customer_gone`.
    """

    def work(connection: Connection) -> ContactsEdit | None:
        root = root_in(connection, customer)
        new, answers = _answered(connection, root, kind, today, is_right=False)
        if not answers:
            return None
        return ContactsEdit("mark_decline", new_persons=new, answers=answers)

    edit = desk.store.read(work)
    return NOTHING if edit is None else desk.apply(edit)


def source_of(proposal: OpenProposal, texts: Texts) -> str:
    """What a confirmed proposal says of where it comes from: メモ「…」."""
    return texts(f"marks.from_{proposal.field.value}", words=proposal.words)


def mark_words(mark: Mark, texts: Texts) -> str:
    """What a mark is called, with the year of 喪中."""
    if mark.year is not None:
        return texts("marks.mourning_until", year=mark.year)
    return texts(f"marks.kind_{mark.kind.value}")


def remarks_text(remarks: Remarks, texts: Texts) -> str:
    """Marks and note in one text, for paper and tool tips."""
    marks = "".join(texts("marks.in_text", mark=mark_words(each, texts)) for each in remarks.marks)
    return texts("marks.before_note", marks=marks, note=remarks.note) if marks else remarks.note


def open_proposals(desk: Desk, today: date) -> tuple[OpenProposal, ...]:
    """Everything that waits for an answer, on any thread."""
    return tuple(desk.store.read_in_worker(lambda c: rows.open_proposals(c, year=today.year)))


def unread(desk: Desk, today: date) -> int:
    """How many persons wait for an answer."""
    found = desk.store.read(lambda c: rows.open_proposals(c, year=today.year))
    return len({each.root for each in found})


def marks_and_note(desk: Desk, customer_ids: Sequence[int], today: date) -> dict[int, Remarks]:
    """Notes, marks and open proposals by customer, each under all names of the person.

    Who has nothing of it is left out.
    """
    return desk.store.read(lambda c: marks_and_note_in(c, customer_ids, today))


def marks_and_note_in_worker(
    desk: Desk, customer_ids: Sequence[int], today: date
) -> dict[int, Remarks]:
    """As `marks_and_note`, on any thread."""
    return desk.store.read_in_worker(lambda c: marks_and_note_in(c, customer_ids, today))


def marks_and_note_in(
    connection: Connection, customer_ids: Iterable[int], today: date
) -> dict[int, Remarks]:
    """As `marks_and_note`, on any connection."""
    roots = persons.roots(connection, customer_ids)
    whole = tuple(dict.fromkeys(roots.values()))
    marked = rows.marks_of(connection, whole)
    noted = notes.notes(connection, whole)
    waiting: dict[int, list[OpenProposal]] = {}
    for each in rows.open_proposals(connection, whole, year=today.year):
        waiting.setdefault(each.root, []).append(each)
    found = {
        id_: Remarks(noted.get(root, ""), marked.get(root, ()), tuple(waiting.get(root, ())))
        for id_, root in roots.items()
    }
    return {id_: remarks for id_, remarks in found.items() if remarks}


def _check_year(mark: Mark, today: date) -> None:
    if (mark.kind is MarkKind.MOURNING) != (mark.year is not None):
        raise ValueError("only mourning has a year")
    if mark.year is not None and not today.year <= mark.year <= today.year + YEARS_AHEAD:
        raise ReportableError("mark_year", first=today.year, last=today.year + YEARS_AHEAD)


def _marked(connection: Connection, root: int, mark: Mark, today: date) -> ContactsEdit | None:
    names = sorted(persons.group(connection, root))
    ids, new = persons_for(connection, names)
    before = rows.marks_by_name(connection, root)
    changes: list[MarkChange] = [
        (ids[name], before.get(name, {}).get(mark.kind), mark) for name in names
    ]
    _, answers = _answered(connection, root, mark.kind, today, is_right=True)
    changed = tuple(change for change in changes if change[1] != mark)
    if not changed and not answers:
        return None
    return ContactsEdit("mark_set", new_persons=new, marks=changed, answers=answers)


def _answered(
    connection: Connection, root: int, kind: MarkKind, today: date, *, is_right: bool
) -> tuple[tuple[persons.PersonLink, ...], tuple[AnswerChange, ...]]:
    """The answer to whatever the words under a person's names propose of a kind.

    Returns:
        persons that are still to be kept, and the answers.
    """
    asked = rows.proposals_of(connection, root, kind)
    ids, new = persons_for(connection, sorted(persons.group(connection, root)))
    changes = []
    for customer, digest in asked:
        before = rows.answer_of(connection, ids[customer], kind, digest)
        after = MarkAnswer(kind, digest, is_right)
        if before != after:
            changes.append((ids[customer], before, after))
    return (new if changes else ()), tuple(changes)


def marks_in(connection: Connection, customer: int) -> tuple[Mark, ...]:
    """Marks of a person, under all their names."""
    root = root_in(connection, customer)
    return rows.marks_of(connection, [root]).get(root, ())


def kept_by_each(
    connection: Connection, marks: Sequence[Mark], customers: Iterable[int]
) -> ContactsEdit | None:
    """The edit that leaves marks with each of those whom a customer is split into.

    Nobody can tell whose they are; who is asked again loses nothing.
    """
    ids, new = persons_for(connection, customers)
    changes = tuple(
        (person, before, mark)
        for customer, person in ids.items()
        for mark in marks
        if (before := _own(connection, customer, mark.kind)) != mark
    )
    return ContactsEdit("split", new_persons=new, marks=changes) if changes else None


def _own(connection: Connection, customer: int, kind: MarkKind) -> Mark | None:
    root = root_in(connection, customer)
    return rows.marks_by_name(connection, root).get(customer, {}).get(kind)
