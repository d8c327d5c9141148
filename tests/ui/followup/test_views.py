"""The views of the page, as they are declared."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractScrollArea

from crm_desk.desk.route import Route
from crm_desk.ui.followup.page import FollowupPage
from crm_desk.ui.followup.start_view import StartView
from crm_desk.ui.followup.views import VIEWS, WORKLIST
from tests.gallery.scenes import settle, wait_until
from tests.ui.conftest import Start


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_view_opens_from_its_row(start: Start, sample_path: Path, language: str) -> None:
    window = start(sample_path, language)
    window.go(Route("followup"))
    page = window.current
    assert isinstance(page, FollowupPage)
    titles = {row.key: row.title() for row in VIEWS if row.title is not None}
    assert {key: tab.text() for key, tab in page.tabs.items()} == titles
    for row in VIEWS:
        if row.key in page.tabs:
            page.tabs[row.key].click()
        else:
            window.go(Route("followup", row.key))
        settle()
        wait_until(lambda: page.is_settled)
        assert page.current is page.view(row.key)
        assert page.route().view == row.key
        assert [key for key, tab in page.tabs.items() if tab.isChecked()] == [
            key for key in titles if key == row.key
        ]
    window.go(Route("followup", "late"))
    assert page.current is page.view(WORKLIST)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_goes_out_at_the_side_of_the_shops_laptop(
    start: Start, sample_path: Path, language: str
) -> None:
    window = start(sample_path, language)
    assert window.width() == 1366
    wide = []
    for key in ("", *(row.key for row in VIEWS)):
        window.go(Route("followup", key))
        page = window.current
        assert isinstance(page, FollowupPage)
        wait_until(lambda page=page: page.is_settled)  # type: ignore[misc]
        view = page.current
        if isinstance(view, StartView):
            view.rest.names.click()
        settle()
        areas = [each for each in view.findChildren(QAbstractScrollArea) if each.isVisible()]
        wide += [
            (key, each.accessibleName()) for each in areas if each.horizontalScrollBar().isVisible()
        ]
    assert wide == []
