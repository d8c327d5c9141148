"""The person's own data: handing everything over, and erasing it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from crm_desk.desk.changes import Changes
from crm_desk.desk.contacts import mailing
from crm_desk.desk.customers import disclosure, erasing
from crm_desk.desk.customers.disclosure import PersonTable
from crm_desk.desk.customers.documents import DISCLOSURE_JSON, DISCLOSURE_PDF
from crm_desk.desk.customers.erasing import (
    Erasure,
    ErasurePreview,
    ErasureWish,
    FreeText,
    mentions_words,
)
from crm_desk.desk.desk import local_time
from crm_desk.domain.errors import ReportableError
from crm_desk.ui.common.customer_section import CustomerSection
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.files import ask_save_document
from crm_desk.ui.common.printing import Printing
from crm_desk.ui.common.widgets import button, label, rule
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.customers.erase_dialog import EraseDialog


class PersonalData(CustomerSection):
    """What a person may ask of the shop: everything that it holds of them, or to be forgotten.

    Attributes:
        dialog: the question that is open.
    """

    def __init__(
        self,
        workspace: Workspace,
        tables: Sequence[PersonTable],
        free_texts: Sequence[FreeText] = (),
    ) -> None:
        super().__init__()
        self._workspace, self._tables, self._free_texts = workspace, tables, free_texts
        self._customer = 0
        self.dialog: EraseDialog | None = None
        self.printing = Printing(workspace, self)
        theme = workspace.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        column.addWidget(rule())
        column.addWidget(label(self.tr("Personal data"), "strong", wrap=True))
        flow = Flow(theme.px(4))
        self.show_all = button(self.tr("Everything held, as PDF…"), self.preview, "chip")
        self.save_all = button(self.tr("Everything held, as JSON…"), self.save_json, "chip")
        self.erase = button(self.tr("Erase this person…"), self.ask_erase, "chip")
        for made in (self.show_all, self.save_all, self.erase):
            flow.addWidget(made)
        column.addWidget(Wrapped(flow))

    def show_customer(self, customer: int) -> None:
        """See CustomerSection."""
        self._customer = customer
        self.setVisible(bool(customer))
        self.erase.setEnabled(not self._workspace.desk.is_for_looking)

    # Everything that is held

    def preview(self) -> None:
        """Preview everything that is held of the person."""
        request, customer = self._request(), self._customer
        if request is not None:
            self.printing.preview(DISCLOSURE_PDF, request, out=lambda: self._note(customer, "PDF"))

    def save_json(self) -> None:
        """Ask for a name and write everything that is held for other programs."""
        workspace, customer = self._workspace, self._customer
        request = self._request()
        if request is None:
            return
        title = self.tr("Save as JSON")
        path = ask_save_document(workspace, self, title, DISCLOSURE_JSON, request)
        if path is None:
            return
        texts = workspace.document_texts

        def saved(_: object) -> None:
            self._note(customer, "JSON")
            workspace.tell_saved(path)

        workspace.run_task(
            self,
            self.tr("Reading everything that is held…"),
            lambda: DISCLOSURE_JSON.write(request, texts, path),
            saved,
        )

    def _request(self) -> disclosure.DisclosureRequest | None:
        try:
            return disclosure.request(
                self._workspace.desk, self._customer, self._tables, local_time()
            )
        except ReportableError as error:
            self._workspace.show_error(error)
            return None

    def _note(self, customer: int, purpose: str) -> None:
        desk = self._workspace.desk
        if desk.is_for_looking:
            return

        def note() -> Changes:
            mailing.note_export(desk, disclosure.DISCLOSURE, purpose, [customer], local_time())
            return Changes()

        self._workspace.perform(note)

    # Erasing

    def ask_erase(self) -> None:
        """Look where the person is, and ask."""
        desk, customer = self._workspace.desk, self._customer
        self._workspace.run_task(
            self,
            self.tr("Looking where this person is…"),
            lambda: erasing.preview(desk, customer),
            self._ask,
        )

    def _ask(self, seen: ErasurePreview | None) -> None:
        if seen is None:
            self._workspace.show_error(ReportableError("customer_gone"))
            return
        self.dialog = EraseDialog(self._workspace, seen, self.window())
        self.dialog.wished.connect(self._erase)
        self.dialog.finished.connect(self._forget_dialog)
        self.dialog.open()

    def _forget_dialog(self) -> None:
        self.dialog = None

    def _erase(self, wish: ErasureWish, named: tuple[Path, ...]) -> None:
        workspace, tables, now = self._workspace, self._tables, local_time()
        desk = workspace.desk

        def done(found: Erasure) -> None:
            erasing.forget_all_steps(desk)
            # What is typed and not kept may be of the person.
            workspace.drafts.clear()
            workspace.changed.emit(erasing.ERASED)
            workspace.notified.emit(self._said(found, wish, named) + self._said_mentions(found))

        workspace.run_task(
            workspace,
            self.tr("Erasing one person…"),
            lambda: erasing.carry_out(desk, wish, tables, now, self._free_texts),
            done,
        )

    def _said_mentions(self, found: Erasure) -> str:
        """Where the person is named still: the shop decides what becomes of its own words."""
        return mentions_words(found.mentions, self._workspace.texts)

    def _said(self, found: Erasure, wish: ErasureWish, named: tuple[Path, ...]) -> str:
        texts = self._workspace.texts
        if found.trouble is not None:
            return texts("personal.said_not_cleaned", trouble=texts.error(found.trouble))
        if found.left:
            names = texts("result.comma").join(path.name for path in found.left)
            return texts("personal.said_not_removed", files=names)
        kept = len(set(named) - set(wish.purged)) + wish.backup_before
        if kept:
            return texts("personal.said_kept_backups", n=kept)
        return texts("personal.said_erased")
