"""Whose plan it is, and how it stands: the head of one plan."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crm_desk.desk.followup.detail import PlanDetails
from crm_desk.domain.contacts.block_words import block_words
from crm_desk.domain.contacts.consent import Block
from crm_desk.domain.contacts.phones import shown_phone
from crm_desk.domain.contacts.spoken_name import bare_name
from crm_desk.domain.decimals import NO_FIGURE
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.plan import Step
from crm_desk.domain.money import Money
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import button, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.contacts.remarks_view import RemarksView
from crm_desk.ui.followup.plan_changes import PlanChanges


class PlanHead(QWidget):
    """The customer: what was bought, how they can be reached, and when the plan runs."""

    def __init__(self, workspace: Workspace, money: Money, shown: PlanDetails) -> None:
        super().__init__()
        self._texts, self._money = workspace.texts, money
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(workspace.theme.space())
        customer, texts = shown.customer, self._texts
        name = bare_name(customer.who.name)
        heading = self.tr("{name}").format(name=name) if name else texts("followup.former")
        column.addWidget(label(heading, "heading", wrap=True))
        reach = texts("result.separator").join(
            part
            for own, shops in (
                (shown_phone(customer.who.phone), shown_phone(customer.who.shop_phone)),
                (customer.who.email, customer.who.shop_email),
            )
            if (part := texts("contacts.shop_contact", contact=shops) if shops else own)
        )
        for line in (self._bought(shown), reach, self._span(shown)):
            if line:
                column.addWidget(label(line, "soft", wrap=True))
        if customer.consents is not None and customer.consents.no_contact:
            column.addWidget(label(texts("followup.block_no_contact"), "warn", wrap=True))
        elif customer.consents is not None and customer.consents.reach.lookalike is not None:
            words = block_words(Block.PERHAPS_NO_CONTACT, customer.consents.reach, texts)
            column.addWidget(label(words, "warn", wrap=True))
        remarks = RemarksView(workspace.theme, texts)
        # In its place first: what is shown without one is a window of its own for a moment.
        column.addWidget(remarks)
        remarks.show_remarks(customer.remarks)
        if shown.has_second:
            warning = self.tr(
                "An import has found that two names are this one person, who has two open plans "
                "now. Stop one of them."
            )
            column.addWidget(label(warning, "warn", wrap=True))

    def _bought(self, shown: PlanDetails) -> str:
        texts, bought, cluster = self._texts, shown.customer.bought, shown.plan.origin.cluster
        parts = []
        if cluster is not None:
            parts.append(texts(f"figures.cluster_{cluster.value}"))
        if bought.purchases:
            parts.append(texts("customers.count", n=f"{bought.purchases:,}"))
            parts.append(self._money.text(bought.amount))
        if bought.last is not None:
            parts.append(texts("customers.last_on", day=texts.date(bought.last)))
        return texts("result.separator").join(parts)

    def _span(self, shown: PlanDetails) -> str:
        plan, texts = shown.plan, self._texts
        return self.tr("{template}: {first} to {last}").format(
            template=plan.template or NO_FIGURE,
            first=texts.date(plan.start),
            last=texts.date(plan.last_day),
        )


class PlanStateView(QFrame):
    """How the plan stands, what is missing, and what to do about it now.

    Signals:
        otherwise_asked: the number of a step that is to go out without a parcel.
        end_asked: the plan is to end.
    """

    otherwise_asked = Signal(int)
    end_asked = Signal()

    def __init__(
        self, workspace: Workspace, money: Money, shown: PlanDetails, changes: PlanChanges
    ) -> None:
        super().__init__()
        self._workspace, self._changes = workspace, changes
        theme, texts = workspace.theme, workspace.texts
        standing, plan = shown.standing, shown.plan
        urgent = standing.late or standing.no_parcel is not None
        self.setProperty("surface", "banner" if urgent else "notice")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(1.5), theme.px(8), theme.space(1.5), theme.px(8))
        column.setSpacing(theme.px(4))
        column.addWidget(label(wording.summary(plan, standing, texts), "strong", wrap=True))
        if standing.media and standing.is_open:
            media = texts("result.comma").join(
                texts(f"followup.medium_{each.value}") for each in sorted(standing.media)
            )
            so_far = self.tr("Through {media} so far").format(media=media)
            column.addWidget(label(so_far, wrap=True))
        if plan.pause is not None and plan.pause.reason:
            column.addWidget(label(plan.pause.reason, wrap=True))
        for hint in wording.hints(plan, standing, texts):
            column.addWidget(label(hint, wrap=True))
        if standing.no_parcel is not None:
            column.addWidget(self._make_ways_without_parcel(standing.no_parcel))
        reaction = wording.reaction(standing, texts, money)
        if reaction:
            column.addWidget(label(reaction, "good", wrap=True))
        if standing.offers_end:
            column.addWidget(self._make_ways_after_purchase())

    def _make_ways_without_parcel(self, step: Step) -> QWidget:
        flow = Flow(self._workspace.theme.px(4))
        otherwise = self.tr("Send it another way…")
        flow.addWidget(button(otherwise, lambda: self.otherwise_asked.emit(step.number), "chip"))
        flow.addWidget(button(self.tr("Let the plan end…"), self.end_asked.emit, "chip"))
        return Wrapped(flow)

    def _make_ways_after_purchase(self) -> QWidget:
        flow = Flow(self._workspace.theme.px(4))
        for words, action in (
            (self.tr("Turn the rest into thanks"), self._changes.thank),
            (self.tr("End: they bought"), self._changes.end_for_purchase),
        ):
            flow.addWidget(button(words, action, "chip"))
        return Wrapped(flow)
