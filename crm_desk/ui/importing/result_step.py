"""Step 4: what came in, what did not and why, and what to do next."""

from functools import partial
from typing import TYPE_CHECKING

from crm_desk.desk.importing.wording import details, equation, headline, import_totals
from crm_desk.desk.route import Route
from crm_desk.importing.issues import Severity
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import Card, button, clear_layout, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.importing.issue_list import IssueList
from crm_desk.ui.importing.notice_card import NoticeCard
from crm_desk.ui.importing.session import ImportSession
from crm_desk.ui.importing.step import WizardStep
from crm_desk.ui.importing.wizard_state import RESULT

if TYPE_CHECKING:
    from crm_desk.desk.customers.subscriptions import SoldProduct


class ResultStep(WizardStep):
    """The result in one sentence, the reasons below it."""

    def __init__(self, workspace: Workspace, session: ImportSession) -> None:
        super().__init__(workspace, session)
        self._card = Card(self.theme, padding=3)
        self.column.addWidget(self._card)
        self._question = Card(self.theme, padding=3)
        self.column.addWidget(self._question)
        self.notices = NoticeCard(workspace)
        self.column.addWidget(self.notices)
        self._issues = Card(self.theme, padding=3)
        self.column.addWidget(self._issues)
        self.column.addStretch(1)
        self.back = button(self.tr("Take it back"), session.take_back)
        self.buttons.addWidget(self.back)
        self.buttons.addStretch(1)
        self.again = button(self.tr("Another file"), session.restart)
        self.buttons.addWidget(self.again)
        self.next = button(self.tr("Analysis"), lambda: workspace.go(Route("analysis")), "primary")
        self.buttons.addWidget(self.next)

    def show_state(self) -> None:
        clear_layout(self._card.body)
        clear_layout(self._issues.body)
        if self.state.step != RESULT:
            return
        texts, outcomes, body = self.workspace.texts, self.state.outcomes, self._card.body
        sums = import_totals(outcomes)
        body.addWidget(label(headline(sums, texts), "heading", wrap=True))
        self._show_span()
        for line in details(sums, texts):
            body.addWidget(label(line, wrap=True))
        self._show_joined()
        body.addWidget(label(equation(sums, texts), "soft", wrap=True))
        self._show_subscriptions()
        self.notices.show_all(self.state.notices)
        self.back.setVisible(any(outcome.taken.batch_id for outcome in outcomes))
        issues = [issue for outcome in outcomes for issue in outcome.issues]
        self._issues.setVisible(bool(issues))
        if issues:
            skipped_only = all(issue.severity is Severity.SKIPPED for issue in issues)
            words = self.tr("Rows left out") if skipped_only else self.tr("Rows in question")
            self._issues.body.addWidget(label(words, "heading"))
            self._issues.body.addWidget(IssueList(self.workspace, issues))

    def take_focus(self) -> None:
        self.next.setFocus()

    def _show_span(self) -> None:
        """Figures that the cart's own page shows as well."""
        span = self.state.span
        if span is None:
            return
        from crm_desk.desk.money import money_of

        texts, desk = self.workspace.texts, self.workspace.desk
        line = texts(
            "import.span_void" if span.void else "import.span",
            first=texts.date(span.first),
            last=texts.date(span.last),
            amount=money_of(desk).text(span.amount),
            void=f"{span.void:,}",
        )
        self._card.body.addWidget(label(line, wrap=True))

    def _show_subscriptions(self) -> None:
        """Ask once of products that sound like subscriptions; their orders are 定期 then."""
        from crm_desk.desk.customers import subscriptions

        products = subscriptions.proposed(self.workspace.desk)
        body, texts = self._question.body, self.workspace.texts
        clear_layout(body)
        self._question.setVisible(bool(products))
        if not products:
            return
        names = texts("result.comma").join(product.name for product in products[:3])
        sentence = texts("import.ask_subscriptions", n=len(products), names=names)
        body.addWidget(label(sentence, wrap=True))
        row = Flow(self.theme.space())
        yes = partial(self._decide, products, subscription=True)
        row.addWidget(button(self.tr("Count them as subscriptions"), yes))
        no = partial(self._decide, products, subscription=False)
        row.addWidget(button(self.tr("They are none"), no))
        body.addWidget(Wrapped(row))

    def _decide(self, products: "tuple[SoldProduct, ...]", *, subscription: bool) -> None:
        from crm_desk.desk.customers import subscriptions

        desk = self.workspace.desk
        self.workspace.perform(
            lambda: subscriptions.decide(desk, products, subscription=subscription)
        )

    def _show_joined(self) -> None:
        from crm_desk.desk.importing.batches import joined_lines

        pairs = [pair for outcome in self.state.outcomes for pair in outcome.taken.joined]
        if not pairs:
            return
        if not self.state.joined_shown:
            self._card.body.addWidget(button(self.tr("Whose?"), self._open_joined, "link"))
            return
        for line in joined_lines(self.workspace.desk, pairs, self.workspace.texts):
            self._card.body.addWidget(label(line, "soft", wrap=True))

    def _open_joined(self) -> None:
        self.state.joined_shown = True
        self.session.changed.emit()
