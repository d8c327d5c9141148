"""What can be done with the plan that is shown."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from crm_desk.desk.changes import Changes
from crm_desk.desk.desk import today
from crm_desk.desk.followup import checking, plans
from crm_desk.desk.followup.checking import ApproachInput
from crm_desk.domain.contacts.approach import Approach, Result
from crm_desk.domain.followup.plan import Step
from crm_desk.ui.common.workspace import Workspace


class PlanChanges(QObject):
    """Runs use cases on one plan; each returns False where the world refused, or without a plan.

    Attributes:
        plan_id: the plan, None for nobody's.

    Signals:
        touched: the number of a plan that is about to be changed.
        refused: nothing was changed; what was ticked in vain has to show the truth again.
    """

    touched = Signal(int)
    refused = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.plan_id: int | None = None

    def _run(self, use_case: Callable[[int], Changes]) -> bool:
        plan_id = self.plan_id
        if plan_id is None:
            return False
        self.touched.emit(plan_id)
        done = self._workspace.perform(lambda: use_case(plan_id))
        if not done:
            self.refused.emit()
        return done

    # Approaches

    def check_off(self, made: ApproachInput) -> bool:
        """The next step was made, in this way."""
        desk = self._workspace.desk
        done = self._run(lambda id_: checking.check_off(desk, [id_], today(), made))
        return done and self._notify_of(made.result)

    def change_approach(self, approach: Approach) -> bool:
        """Put an approach right."""
        desk = self._workspace.desk
        done = self._run(lambda _: checking.change_approach(desk, approach, today()))
        return done and self._notify_of(approach.result)

    def _notify_of(self, result: Result) -> bool:
        """What 断り did, and what it did not."""
        if result is Result.REFUSED:
            self._workspace.notified.emit(self._workspace.texts("followup.said_refused"))
        return True

    def take_back(self, approach_id: int) -> bool:
        """An approach was not made after all."""
        desk = self._workspace.desk
        return self._run(lambda _: checking.take_back(desk, approach_id, today()))

    def change_step(self, step: Step) -> bool:
        """Plan a step otherwise."""
        desk = self._workspace.desk
        return self._run(lambda id_: plans.change_step(desk, id_, step, today()))

    # The whole plan

    def thank(self) -> bool:
        """They bought: what is left becomes thanks."""
        desk, texts = self._workspace.desk, self._workspace.document_texts
        return self._run(lambda id_: plans.thank(desk, [id_], texts, today()))

    def end_for_purchase(self) -> bool:
        """They bought: the plan has reached its end."""
        desk = self._workspace.desk
        return self._run(lambda id_: plans.end_for_purchase(desk, [id_], today()))

    def pause(self, reason: str) -> bool:
        """Let the plan wait."""
        desk = self._workspace.desk
        return self._run(lambda id_: plans.pause(desk, [id_], reason, today()))

    def resume(self) -> bool:
        """The plan has waited long enough."""
        desk = self._workspace.desk
        return self._run(lambda id_: plans.resume(desk, [id_], today()))

    def cancel(self, reason: str) -> bool:
        """中止."""
        desk = self._workspace.desk
        return self._run(lambda id_: plans.cancel(desk, [id_], reason, today()))

    def reopen(self) -> bool:
        """Go on with a plan that was stopped or had reached its end."""
        desk = self._workspace.desk
        return self._run(lambda id_: plans.reopen(desk, id_, today()))
