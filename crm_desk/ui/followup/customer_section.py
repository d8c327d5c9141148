"""フォロー of one customer: the open plan, and what was agreed to."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desk.desk.changes import Changes
from crm_desk.desk.contacts import shop_media
from crm_desk.desk.desk import today
from crm_desk.desk.followup import checking, detail
from crm_desk.desk.followup.checking import ApproachInput
from crm_desk.desk.followup.common import PlanWithStanding
from crm_desk.desk.followup.detail import CustomerFollowups
from crm_desk.desk.route import Route
from crm_desk.domain.contacts.media import Way, offered_ways
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.plan import APPROACHES
from crm_desk.ui.common.customer_section import CustomerSection
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import button, clear_layout, label, rule
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.contacts.approach_form import ApproachForm
from crm_desk.ui.contacts.consent_fields import ConsentFields


class Followups(CustomerSection):
    """The section of one customer; it stays while other customers are shown in it.

    Attributes:
        form: an approach being typed, else None.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        self._customer = 0
        self.found: CustomerFollowups | None = None
        self.form: ApproachForm | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        column.addWidget(rule())
        column.addWidget(label(self.tr("Follow-up"), "strong", wrap=True))
        self._plan = self._column(column)
        self._ways = self._make_ways()
        column.addWidget(self._ways)
        self._place = self._column(column)
        self.consents = ConsentFields(workspace)
        column.addWidget(self.consents)

    def _column(self, into: QVBoxLayout) -> QVBoxLayout:
        made = QVBoxLayout()
        made.setSpacing(self._workspace.theme.px(2))
        into.addLayout(made)
        return made

    def _make_ways(self) -> QWidget:
        flow = Flow(self._workspace.theme.px(4))
        self.make = button(self.tr("Make a follow-up plan"), self._make_plan, "chip")
        self.record = button(self.tr("Record an approach"), self._begin_approach, "chip")
        flow.addWidget(self.make)
        flow.addWidget(self.record)
        return Wrapped(flow)

    # Showing

    def show_customer(self, customer: int) -> None:
        """See CustomerSection; what is typed for the same customer stays."""
        found = detail.customer(self._workspace.desk, customer, today()) if customer else None
        if customer != self._customer:
            self._close_form()
            self.consents.close_form()
        self._customer, self.found = customer, found
        self.setVisible(found is not None)
        if found is None:
            return
        clear_layout(self._plan)
        self._show_plan(found.open_plan)
        self.make.setVisible(found.open_plan is None)
        if found.consents is not None:
            self.consents.show_consents(customer, found.consents)

    def _show_plan(self, known: PlanWithStanding | None) -> None:
        if known is None:
            self._plan.addWidget(label(self.tr("There is no open plan."), "soft", wrap=True))
            return
        texts, standing = self._workspace.texts, known.standing
        done = min(len(standing.counted), APPROACHES)
        dots = self.tr("{n} of {all} done").format(n=done, all=APPROACHES)
        state = texts(f"followup.state_{standing.state.value}")
        said = wording.summary(known.plan, standing, texts)
        line = f"{'●' * done}{'○' * (APPROACHES - done)}  {state} ({dots})"
        self._plan.addWidget(label(line, "strong", wrap=True))
        self._plan.addWidget(label(said, wrap=True))
        step = standing.next_step
        if step is not None and known.plan.pause is None:
            following = self.tr("Next: {when}  {way}  {purpose}").format(
                when=wording.planned(step.planned, texts),
                way=wording.way(step.way, texts),
                purpose=step.purpose,
            )
            urgent = step in standing.late or step == standing.no_parcel
            self._plan.addWidget(label(following.strip(), "warn" if urgent else "body", wrap=True))
        to = Route("followup", id=known.plan.id)
        see = button(self.tr("See the plan"), lambda: self._workspace.go(to), "link")
        self._plan.addWidget(see, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_plan(self) -> None:
        self._workspace.go(Route("followup", "plans", self._customer))

    # An approach outside of a plan

    def _begin_approach(self) -> None:
        self._close_form()
        ways = offered_ways(shop_media.media(self._workspace.desk))
        form = self.form = ApproachForm(self._workspace.theme, self._workspace.texts, ways)
        form.show_values(today(), Way.PHONE if Way.PHONE in ways else ways[0])
        self._place.addWidget(form)
        form.kept.connect(self._keep_approach)
        form.left.connect(self._leave_form)
        self._ways.hide()
        # The field is there once the layout has come to it.
        QTimer.singleShot(0, form.day, form.day.setFocus)

    def _keep_approach(self) -> None:
        form, desk, customer = self.form, self._workspace.desk, self._customer
        if form is None:
            return
        made = ApproachInput(
            day=form.chosen_day, way=form.chosen_way, result=form.result, note=form.note.text()
        )
        self._perform(lambda: checking.record_outside(desk, customer, today(), made))

    def _perform(self, action: Callable[[], Changes]) -> None:
        if self._workspace.perform(action):
            self._leave_form()

    def _leave_form(self) -> None:
        self._close_form()
        self.record.setFocus()

    def _close_form(self) -> None:
        clear_layout(self._place)
        self.form = None
        self._ways.show()
