"""The worklist of the follow-up, and one plan beside it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm_desk.desk.contacts.outgoing import PaperKind
from crm_desk.desk.followup import worklist
from crm_desk.desk.route import Route
from crm_desk.domain.followup.standing import Bucket, PlanState
from crm_desk.ui.followup.page import FollowupPage
from crm_desk.ui.followup.worklist_view import WorklistView
from crm_desk.ui.shell.window import Window

Scene = Callable[[Window], QWidget]


def worklist_view(window: Window, bucket: Bucket | None = None) -> WorklistView:
    """やること, looked up."""
    window.go(Route("followup", bucket.value if bucket else ""))
    return shown_worklist(window)


def shown_worklist(window: Window) -> WorklistView:
    """The worklist that the window shows, once its rows have come."""
    from tests.gallery.scenes import settle, wait_until

    page = window.current
    assert isinstance(page, FollowupPage)
    wait_until(lambda: page.is_settled)
    settle()
    view = page.current
    assert isinstance(view, WorklistView)
    return view


def _list(bucket: Bucket | None = None) -> Scene:
    def scene(window: Window) -> QWidget:
        worklist_view(window, bucket)
        return window

    return scene


def _plan(window: Window) -> QWidget:
    view = worklist_view(window)
    if view.list.table.current_id is not None:
        view.open_detail(view.list.table.current_id)
        view.detail.rows[0].open_form()
    return window


def _step(window: Window) -> QWidget:
    """A step that is still to be made, being planned otherwise."""
    # The sample's plans are late on every day, those of today on one day only.
    view = worklist_view(window, Bucket.LATE)
    if view.list.table.current_id is not None:
        view.open_detail(view.list.table.current_id)
        next(row for row in view.detail.rows if not row.box.isChecked()).open_form()
    return window


def _another(window: Window) -> QWidget:
    view = worklist_view(window)
    if view.list.table.current_id is not None:
        view.open_detail(view.list.table.current_id)
        view.detail.ask_another()
    return window


def _reaction(window: Window) -> QWidget:
    """A plan whose customer has bought."""
    from tests.gallery.scenes import settle, wait_until

    view = worklist_view(window)
    assert view.found is not None
    ids = [id_ for bucket in worklist.BUCKETS for id_ in view.found.ids[bucket]]
    rows = worklist.rows(window.workspace.desk, ids, view.today)
    bought = [id_ for id_, row in rows.items() if row.standing.reaction is not None]
    done = [id_ for id_ in bought if rows[id_].standing.state is PlanState.ACHIEVED]
    for id_ in [*done, *bought][:1]:
        view.open(Route("followup", id=id_))
        wait_until(lambda: view.is_settled)
        settle()
        view.open_detail(id_)
    return window


def _paper(window: Window) -> QWidget:
    from tests.gallery.scenes import settle, wait_until

    view = worklist_view(window)
    view.print_current()
    view.paper.choose(PaperKind.LABELS_2X6)
    wait_until(lambda: view.paper.ready is not None)
    settle()
    return window


FOLLOWUP_WORKLIST_SCENES: dict[str, Scene] = {
    "followup": _list(),
    "followup-later": _list(Bucket.LATER),
    "followup-nothing": _list(Bucket.TODAY),
    "followup-plan": _plan,
    "followup-step": _step,
    "followup-another": _another,
    "followup-reaction": _reaction,
    "followup-paper": _paper,
}
FOLLOWUP_WORKLIST_EMPTY_SCENES: dict[str, Scene] = {"first-followup": _list()}
