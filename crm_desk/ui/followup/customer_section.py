"""フォロー of one customer: the open plan, and what was agreed to."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

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
from crm_desk.ui.common.titled_row import titled_row
from crm_desk.ui.common.widgets import button, clear_layout, label, restyle
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
        column.setSpacing(theme.px(4))
        column.addLayout(titled_row(theme, self.tr("Follow-up"), self._make_line()))
        self._place = QVBoxLayout()
        column.addLayout(self._place)
        self.consents = ConsentFields(workspace)
        column.addWidget(self.consents)

    def _make_line(self) -> QWidget:
        line, row = QWidget(), Flow(self._workspace.theme.px(4))
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Wrapped(row))
        self.plan = label("", wrap=True)
        self.see = button(self.tr("See the plan"), self._see_plan, "link")
        self.make = button(self.tr("Make a follow-up plan"), self._make_plan, "chip")
        self.record = button(self.tr("Record an approach"), self._begin_approach, "chip")
        self.plan.setContentsMargins(0, self._workspace.theme.px(3), 0, 0)
        for each in (self.plan, self.see, self.make, self.record):
            row.addWidget(each)
        self.following = label("", wrap=True)
        column.addWidget(self.following)
        return line

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
        self._show_plan(found.open_plan)
        if found.consents is not None:
            self.consents.show_consents(customer, found.consents)

    def _show_plan(self, known: PlanWithStanding | None) -> None:
        """●●○ 進行中, and below it the next step and what is missing."""
        self.make.setVisible(known is None)
        self.see.setVisible(known is not None)
        self.following.setVisible(known is not None)
        if known is None:
            self._say(self.plan, self.tr("No open plan."), "soft")
            return
        texts, standing = self._workspace.texts, known.standing
        done = min(len(standing.counted), APPROACHES)
        dots, state = "●" * done + "○" * (APPROACHES - done), standing.state.value
        self._say(self.plan, f"{dots}  {texts(f'followup.state_{state}')}", "strong")
        step, role = standing.next_step, "body"
        said = [wording.summary(known.plan, standing, texts)]
        if step is not None and known.plan.pause is None:
            following = self.tr("Next: {when}  {way}  {purpose}").format(
                when=wording.planned(step.planned, texts),
                way=wording.way(step.way, texts),
                purpose=step.purpose,
            )
            said.insert(0, following.strip())
            role = "warn" if step in standing.late or step == standing.no_parcel else "body"
        self._say(self.following, texts("result.separator").join(said), role)

    def _say(self, place: QLabel, words: str, role: str) -> None:
        place.setText(words)
        place.setProperty("role", role)
        restyle(place)

    def _see_plan(self) -> None:
        known = self.found.open_plan if self.found is not None else None
        if known is not None:
            self._workspace.go(Route("followup", id=known.plan.id))

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
        self.record.hide()
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
        self.record.show()
