"""The start of a month's follow-ups, and the follow-up matrix."""

from collections.abc import Callable

from PySide6.QtWidgets import QScrollArea, QWidget

from crm_desk.desk.route import Route
from crm_desk.domain.followup.starting import LeftOutReason
from crm_desk.domain.followup.templates import MatrixPlace, Segment
from crm_desk.ui.followup.matrix_view import MatrixView
from crm_desk.ui.followup.page import FollowupPage
from crm_desk.ui.followup.start_view import StartView
from crm_desk.ui.shell.window import Window

Scene = Callable[[Window], QWidget]


def followup_page(window: Window, view: str) -> FollowupPage:
    """The page at a view, once everything on it is looked up."""
    from tests.gallery.scenes import settle, wait_until

    window.go(Route("followup", view))
    page = window.current
    assert isinstance(page, FollowupPage)
    wait_until(lambda: page.is_settled)
    settle()
    return page


def start_view(window: Window) -> StartView:
    """今月のフォローを始める, worked out."""
    view = followup_page(window, "start").current
    assert isinstance(view, StartView)
    return view


def _down(view: QWidget, part: QWidget) -> None:
    """Scroll a part of a view to the top."""
    for area in view.findChildren(QScrollArea):
        content = area.widget()
        if content is not None and content.isAncestorOf(part):
            area.verticalScrollBar().setValue(part.mapTo(content, part.rect().topLeft()).y())


def _start(window: Window) -> QWidget:
    start_view(window)
    return window


def _ticked(window: Window) -> QWidget:
    view = start_view(window)
    people = view.top1.table.people
    people.tick(list(range(min(people.rowCount(), 3))), on=True)  # type: ignore[attr-defined]
    _down(view, view.rest)
    return window


def _names(window: Window) -> QWidget:
    from tests.gallery.scenes import settle

    view = start_view(window)
    view.rest.names.click()
    settle()
    _down(view, view.names)
    return window


def _left_out(window: Window) -> QWidget:
    from tests.gallery.scenes import settle

    view = start_view(window)
    view.left_out.ways[LeftOutReason.SUBSCRIBED].click()
    settle()
    _down(view, view.left_out)
    return window


def matrix_view(window: Window) -> MatrixView:
    """フォロー設計表, counted."""
    view = followup_page(window, "matrix").current
    assert isinstance(view, MatrixView)
    return view


def _matrix(window: Window) -> QWidget:
    matrix_view(window)
    return window


def _cell(window: Window) -> QWidget:
    view = matrix_view(window)
    view.grid.go_to(MatrixPlace(Segment.TOP10, 31))
    _down(view, view.cell)
    return window


def _template(window: Window) -> QWidget:
    from tests.gallery.scenes import settle

    view = matrix_view(window)
    view.templates.chips["E"].click()
    settle()
    _down(view, view.templates)
    return window


def _limits(window: Window) -> QWidget:
    from tests.gallery.scenes import settle

    view = matrix_view(window)
    view.limits_way.click()
    settle()
    _down(view, view.limits)
    return window


FOLLOWUP_START_SCENES: dict[str, Scene] = {
    "followup-start": _start,
    "followup-start-ticked": _ticked,
    "followup-start-names": _names,
    "followup-start-left-out": _left_out,
    "followup-matrix": _matrix,
    "followup-matrix-cell": _cell,
    "followup-matrix-template": _template,
    "followup-matrix-limits": _limits,
}
FOLLOWUP_START_EMPTY_SCENES: dict[str, Scene] = {
    "first-followup-start": _start,
    "first-followup-matrix": _matrix,
}
