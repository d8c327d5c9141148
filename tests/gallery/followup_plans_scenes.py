"""Plans from a selection and for one customer, follow-ups on the customer, and the results."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm_desk.desk.contacts import consent
from crm_desk.desk.desk import today
from crm_desk.desk.followup import checking, detail
from crm_desk.desk.followup.checking import ApproachInput
from crm_desk.desk.route import Route
from crm_desk.domain.contacts.approach import Result
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.followup.starting import LeftOutReason
from crm_desk.ui.customers.page import CustomersPage
from crm_desk.ui.followup.customer_section import Followups
from crm_desk.ui.followup.page import FollowupPage
from crm_desk.ui.followup.plans_view import PlansView
from crm_desk.ui.shell.window import Window
from tests.gallery import scenes

Scene = Callable[[Window], QWidget]
_SEVERAL = tuple(range(1, 161))


def with_open_plan(window: Window) -> int:
    """A customer of the sample desk who has an open plan."""
    return next(each for each in _SEVERAL if _known(window, each).open_plan is not None)


def without_plan(window: Window) -> int:
    """A customer of the sample desk who has no plan yet and can be reached in every usual way."""
    for each in _SEVERAL:
        found = _known(window, each)
        if not found.plans and found.consents is not None:
            blocks = found.consents.blocks
            if not {Way.PHONE, Way.EMAIL, Way.POSTCARD} & set(blocks):
                return each
    raise LookupError("everybody has a plan")


def _known(window: Window, customer: int) -> detail.CustomerFollowups:
    found = detail.customer(window.workspace.desk, customer, today())
    assert found is not None
    return found


def plans_view(window: Window, *ids: int) -> PlansView:
    """The view of plans for these, once everything on it is looked up."""
    window.go(Route("followup", "plans", ids=ids))
    page = window.current
    assert isinstance(page, FollowupPage)
    view = page.current
    assert isinstance(view, PlansView)
    scenes.wait_until(lambda: view.is_settled)
    return view


def _many(window: Window) -> QWidget:
    plans_view(window, *_SEVERAL)
    return window


def _left_out(window: Window) -> QWidget:
    view = plans_view(window, *_SEVERAL)
    view.many.people.choose(LeftOutReason.OPEN_PLAN)
    return window


def _one(window: Window) -> QWidget:
    plans_view(window, without_plan(window))
    return window


def _one_blocked(window: Window) -> QWidget:
    customer, desk, day = without_plan(window), window.workspace.desk, today()
    window.workspace.perform(
        lambda: consent.set_consent(
            desk, customer, Medium.POST, "refused", day=day, source="", today=day
        )
    )
    plans_view(window, customer)
    window.undo()
    return window


def _one_open(window: Window) -> QWidget:
    plans_view(window, with_open_plan(window))
    return window


def _made(window: Window) -> QWidget:
    view = plans_view(window, *_SEVERAL)
    view.many.make.click()
    scenes.wait_until(lambda: view.is_settled)
    scenes.settle()
    return window


def results(window: Window) -> FollowupPage:
    """The results, once they are added up."""
    window.go(Route("followup", "results"))
    page = window.current
    assert isinstance(page, FollowupPage)
    scenes.wait_until(lambda: page.is_settled)
    return page


def _results(window: Window) -> QWidget:
    results(window)
    return window


def customer(window: Window, customer_id: int) -> CustomersPage:
    """One customer, scrolled to the follow-ups."""
    window.go(Route("customers", "one", customer_id))
    page = scenes.wait_for_customers(window)
    scenes.settle()
    area = page.list.detail.area
    area.verticalScrollBar().setValue(followups(page).y())
    scenes.settle()
    return page


def followups(page: CustomersPage) -> Followups:
    """The section of the customer that is shown."""
    return next(each for each in page.list.detail.sections if isinstance(each, Followups))


def _customer(window: Window) -> QWidget:
    customer(window, with_open_plan(window))
    return window


def _customer_history(window: Window) -> QWidget:
    desk, day = window.workspace.desk, today()
    who = next(
        each
        for each in _SEVERAL
        if (found := _known(window, each)).plans and found.open_plan is None
    )
    made = ApproachInput(
        way=Way.PHONE, result=Result.REACTED, note="贈り物のご相談。来月またお電話する"
    )
    window.workspace.perform(lambda: checking.record_outside(desk, who, day, made))
    customer(window, who)
    return window


def _approach(window: Window) -> QWidget:
    page = customer(window, without_plan(window))
    followups(page).record.click()
    return window


def _no_contact(window: Window) -> QWidget:
    desk, day = window.workspace.desk, today()
    who = with_open_plan(window)
    window.workspace.perform(
        lambda: consent.set_no_contact(
            desk, who, no_contact=True, day=day, source="お電話で", today=day
        )
    )
    page = customer(window, who)
    followups(page).consents.changes[Medium.EMAIL].click()
    return window


def _nobody(window: Window) -> QWidget:
    window.go(Route("followup", "plans"))
    return window


FOLLOWUP_PLANS_SCENES: dict[str, Scene] = {
    "plans-many": _many,
    "plans-left-out": _left_out,
    "plans-one": _one,
    "plans-one-blocked": _one_blocked,
    "plans-one-open": _one_open,
    "plans-results": _results,
    "customers-followups": _customer,
    "customers-followups-past": _customer_history,
    "customers-followups-approach": _approach,
    "customers-followups-consent": _no_contact,
    "plans-made": _made,
}
FOLLOWUP_PLANS_EMPTY_SCENES: dict[str, Scene] = {
    "plans-nobody": _nobody,
    "plans-results-empty": _results,
}
