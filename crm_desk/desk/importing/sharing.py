"""Contacts of the shop itself or of a mall: found, asked about, and left out while reading."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, replace
from pathlib import Path

from crm_desk.desk.customers import splitting
from crm_desk.desk.desk import Desk
from crm_desk.desk.importing.child_reading import ReadImport
from crm_desk.desk.importing.job import FileJob
from crm_desk.desk.importing.staged_files import discard
from crm_desk.domain.contacts.shared import names_by_contact
from crm_desk.importing.findings import Findings, Notice, Question, QuestionKind
from crm_desk.importing.issues import Severity
from crm_desk.importing.list_contacts import shared_question
from crm_desk.store.connection import Connection
from crm_desk.store.contacts.shared import shop_contacts
from crm_desk.store.importing.shared_contacts import said_under, shared_contacts
from crm_desk.store.importing.staging import add_notice

MOST_ASKED = 20
"""More contacts than that are told, not asked one by one."""


Read = Callable[[list[FileJob]], ReadImport]


def without_shared(desk: Desk, files: list[FileJob], staging: Path, read: Read) -> ReadImport:
    """Read files; again where the desk and they together show a contact to be nobody's.

    What they show first is among the questions, so that nothing is decided unseen.
    """
    known = _left_out(files, desk.store.read_in_worker(shop_contacts))
    found = read(_with_shared(files, known))
    new = [contact for contact in _shared(desk, staging) if contact not in _personal(files)]
    asked = (*_of_lists(found), *_questions(desk, files, staging, new))
    contacts = known.union(new, _decided(_of_lists(found), files))
    if new:
        discard(staging)
        again = read(_with_shared(files, contacts))
        found = _asking(again, asked if len(asked) < MOST_ASKED else ())
    if contacts > known:
        found = _with_notice(desk, found, staging, contacts)
    return found._replace(shared=tuple(sorted(contacts)))


def checked(desk: Desk, files: list[FileJob], staging: Path, read: Read) -> Findings:
    """As `without_shared`, of the first rows; what was answered already is asked all the same."""
    kept = desk.store.read_in_worker(shop_contacts)
    answered = {contact for file in files for contact in file.answers.shared}
    known = kept - answered - _personal(files)
    found = read(_with_shared(files, known))
    shared = _shared(desk, staging)
    asked = (*_of_lists(found), *_questions(desk, files, staging, shared))
    wanted = _left_out(files, kept).union(_decided(asked, files), shared) - _personal(files)
    if wanted != known:
        discard(staging)
        found = read(_with_shared(files, wanted))
    return _asking(found, asked).findings


def _shared(desk: Desk, staging: Path) -> tuple[str, ...]:
    return desk.store.read_in_worker(lambda connection: shared_contacts(connection, staging))


def _personal(files: Iterable[FileJob]) -> frozenset[str]:
    return frozenset(contact for file in files for contact in file.answers.personal)


def _left_out(files: Iterable[FileJob], kept: frozenset[str]) -> frozenset[str]:
    """What is left out from the beginning: what the desk knows and what was answered."""
    answered = (contact for file in files for contact in file.answers.shared)
    return kept.union(answered) - _personal(files)


def _with_shared(files: Iterable[FileJob], contacts: Iterable[str]) -> list[FileJob]:
    shared = tuple(sorted(contacts))
    return [replace(file, answers=replace(file.answers, shared=shared)) for file in files]


def _of_lists(read: ReadImport) -> tuple[Question, ...]:
    """Contacts that a list of customers shows by itself to be nobody's."""
    return tuple(q for q in read.findings.questions if q.kind is QuestionKind.SHARED)


def _decided(questions: Iterable[Question], files: Iterable[FileJob]) -> frozenset[str]:
    return frozenset(question.subject for question in questions) - _personal(files)


def _questions(
    desk: Desk, files: Iterable[FileJob], staging: Path, contacts: Sequence[str]
) -> tuple[Question, ...]:
    """Whose each contact is, the one with the most names first."""
    if not contacts:
        return ()

    def names(connection: Connection) -> dict[str, list[str]]:
        return names_by_contact(said_under(connection, staging, contacts))

    found = desk.store.read_in_worker(names)
    headers = {
        name: next(filter(None, (file.layout.header(name) for file in files)), "")
        for name in ("email", "phone")
    }
    questions = [shared_question(contact, headers, found.get(contact, ())) for contact in contacts]
    return tuple(sorted(questions, key=lambda q: (-q.count, q.subject))[:MOST_ASKED])


def _asking(read: ReadImport, asked: Sequence[Question]) -> ReadImport:
    known = {(question.kind, question.subject) for question in read.findings.questions}
    new = tuple(question for question in asked if (question.kind, question.subject) not in known)
    questions = (*read.findings.questions, *new)
    return read._replace(findings=replace(read.findings, questions=questions))


def _with_notice(
    desk: Desk, read: ReadImport, staging: Path, contacts: Iterable[str]
) -> ReadImport:
    """Customers known by nothing but such a contact may be several people: that is told."""
    kept = len(splitting.kept_under(desk, contacts))
    if not kept:
        return read
    notice = Notice("shared_contact_kept", Severity.NOTICE, kept, "", 0, "", "", f"{kept:,}")
    add_notice(staging, astuple(notice))
    return read._replace(findings=replace(read.findings, notices=(*read.findings.notices, notice)))
