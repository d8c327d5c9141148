"""The question whether a customer is somebody who is not to be contacted."""

from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from crm_desk.desk.changes import Changes
from crm_desk.desk.contacts.consent import set_no_contact
from crm_desk.desk.customers import people
from crm_desk.desk.customers.people import MergeRules
from crm_desk.desk.desk import today
from crm_desk.domain.contacts.consent import Lookalike
from crm_desk.domain.contacts.spoken_name import spoken_name
from crm_desk.ui.backups.keeper import keeper_of
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import button, label
from crm_desk.ui.common.workspace import Workspace


class LookalikeBanner(QFrame):
    """Says whom a customer may be, and asks; the answer is remembered."""

    def __init__(self, workspace: Workspace, merge_rules: MergeRules) -> None:
        super().__init__()
        self._workspace, self._merge_rules = workspace, merge_rules
        self._customer = 0
        self._found: Lookalike | None = None
        theme = workspace.theme
        self.setProperty("surface", "notice")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(1.5), theme.space(), theme.space(1.5), theme.space())
        column.setSpacing(theme.px(6))
        self.words = label("", wrap=True)
        column.addWidget(self.words)
        flow = Flow(theme.px(4))
        self.same = button(self.tr("The same person"), partial(self._answer, same=True), "chip")
        self.apart = button(self.tr("Another person"), partial(self._answer, same=False), "chip")
        flow.addWidget(self.same)
        flow.addWidget(self.apart)
        column.addWidget(Wrapped(flow))

    def show_question(self, customer: int, found: Lookalike | None) -> None:
        """Ask of this customer; None asks nothing."""
        self._customer, self._found = customer, found
        self.setVisible(found is not None)
        if found is None:
            return
        texts = self._workspace.texts
        who = spoken_name(found.name, texts)
        key = "lookalike" if found.customer is not None else "lookalike_gone"
        if found.is_deceased:
            key = "lookalike_deceased"
        self.words.setText(texts(f"contacts.{key}", who=who))

    def _answer(self, *, same: bool) -> None:
        found = self._found
        if found is None:
            return
        keep = partial(self._keep_answer, self._customer, found, same=same)
        if same and found.customer is not None:
            keeper_of(self._workspace).before_join(keep)
        else:
            keep()

    def _keep_answer(self, customer: int, found: Lookalike, *, same: bool) -> None:
        workspace = self._workspace
        if workspace.perform(partial(self._keep, customer, found.customer, same)):
            said = "customers.said_merged" if same else "contacts.said_apart"
            if found.customer is not None or not same:
                workspace.notified.emit(workspace.texts(said))

    def _keep(self, customer: int, other: int | None, same: bool) -> Changes:
        desk, day = self._workspace.desk, today()
        if other is None:
            # Nobody is left to join or to keep apart: it is noted of this customer.
            source = self._workspace.document_texts("contacts.answered")
            return set_no_contact(
                desk, customer, no_contact=same, day=day, source=source, today=day
            )
        if same:
            return people.merge(
                desk, customer, other, day, self._workspace.texts, self._merge_rules
            )
        return people.keep_apart(desk, customer, other)
