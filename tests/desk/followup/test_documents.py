"""Papers of the follow-up as files: progress, calling off, what was there before."""

from pathlib import Path

import pytest

from crm_desk.desk.child import Cancel, CancelledError
from crm_desk.desk.contacts import documents as contacts_documents
from crm_desk.desk.followup import documents
from crm_desk.desk.resources import texts
from crm_desk.domain.errors import ReportableError
from crm_desk.reports.contacts.labels import LabelBook
from crm_desk.reports.contacts.postcards import PostcardBook
from crm_desk.reports.followup.list_pdf import ListBook
from tests.reports.followup.papers import SHOP, TODAY, book, envelope, row, sheet

JA = texts("ja")


def test_every_paper_is_written_alone(tmp_path: Path) -> None:
    path = tmp_path / "out" / "a.pdf"
    path.parent.mkdir()
    for save in (
        lambda: documents.save_followup_sheets(book(sheet()), JA, path),
        lambda: documents.save_followup_list(ListBook(SHOP, TODAY, [row(sheet())]), JA, path),
        lambda: contacts_documents.save_postcards(PostcardBook(SHOP, [envelope()]), JA, path),
        lambda: contacts_documents.save_labels(LabelBook(SHOP, [envelope()]), JA, path),
    ):
        path.write_bytes(b"older")
        assert save() == ({}, (), {})
        assert path.read_bytes().startswith(b"%PDF")
        assert list(path.parent.iterdir()) == [path]


def test_sheets_tell_how_far_they_are(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    documents.save_followup_sheets(
        book(sheet(), sheet()), JA, tmp_path / "a.pdf", lambda *done: told.append(done)
    )
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_called_off_work_leaves_what_was_there(tmp_path: Path) -> None:
    path, cancel = tmp_path / "a.pdf", Cancel()
    path.write_bytes(b"older")

    def report(done: int, pages: int) -> None:
        if done == 1:
            cancel.call_off()

    with pytest.raises(CancelledError):
        documents.save_followup_sheets(book(sheet(), sheet()), JA, path, report, cancel)
    assert path.read_bytes() == b"older"
    assert [found.name for found in tmp_path.iterdir() if "part" in found.name] == []


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "none" / "a.pdf"
    with pytest.raises(ReportableError, match="write_failed"):
        contacts_documents.save_labels(LabelBook(SHOP, [envelope()]), JA, path)
