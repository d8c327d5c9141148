"""The registry of pages, and everything that is made of it."""

from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

from crm_desk.desk.capabilities import DEFAULT_DOCUMENT, DOCUMENTS
from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.route import Route
from crm_desk.paths import RESOURCES
from crm_desk.ui.shell import pages
from crm_desk.ui.shell.pages import PAGES, PageRow, page_row
from tests.gallery.scenes import PAGE_SCENES, SCENES, settle
from tests.ui.conftest import Start

UI = Path(pages.__file__).parent.parent
LISTED = [row for row in PAGES if row.title is not None]


def test_every_folder_with_a_page_has_its_row() -> None:
    folders = {path.parent.name for path in UI.glob("*/page.py") if path.parent.name != "common"}
    # Two stand in a folder of more than a page.
    assert folders | {"settings", "post"} == {row.key for row in PAGES}
    assert len({row.key for row in PAGES}) == len(PAGES)
    with pytest.raises(KeyError):
        page_row("rfm")


def test_the_gallery_shows_every_page() -> None:
    assert [*PAGE_SCENES] == [row.key for row in PAGES]
    assert set(PAGE_SCENES.values()) <= SCENES.keys()


def test_sidebar_and_view_menu_have_the_same_pages() -> None:
    assert [row.key for row in PAGES if row.menu is not None] == [row.key for row in LISTED]
    for row in LISTED:
        assert (RESOURCES / "icons" / f"{row.key}.svg").is_file()


def test_the_shortcuts_count_through_the_sidebar() -> None:
    above = [row for row in LISTED if not row.at_foot]
    shortcuts = [row.menu.shortcut for row in above if row.menu is not None]
    assert shortcuts == [f"Alt+{number}" for number in range(1, len(above) + 1)]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_opens_from_its_row(start: Start, sample_path: Path, language: str) -> None:
    window = start(sample_path, language)
    assert list(window.sidebar.buttons) == [row.key for row in LISTED]
    for row in PAGES:
        window.go(Route("home"))
        if row.menu is None or row.title is None:
            window.go(Route(row.key))
        else:
            action = window.actions_by_name[row.key]
            assert action.shortcut() == QKeySequence(row.menu.shortcut)
            assert action.text() == row.menu.text()
            assert window.sidebar.buttons[row.key].text() == row.title()
            action.trigger()
        settle()
        assert window.shown_page == window.current.route().page == row.key
        assert window.current is window.page(row.key)
        assert window.banners.failure.isHidden()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_keyboard_help_knows_the_shortcuts(start: Start, language: str) -> None:
    window = start(language=language)
    notice = window.commands.show_keys()
    help_line = notice.accessibleDescription().splitlines()[-1]
    above = [row for row in LISTED if not row.at_foot]
    shortcuts = [row.menu.shortcut for row in above if row.menu is not None]
    titles = [row.title().casefold() for row in above if row.title is not None]
    assert shortcuts[0] in help_line
    assert shortcuts[-1] in help_line
    assert all(title in help_line.casefold() for title in titles)
    notice.close()


def test_badges_follow_their_topics(start: Start, sample_path: Path) -> None:
    window = start(sample_path)
    for row in PAGES:
        if row.badge is not None:
            numbers = row.badge.numbers(window.workspace.desk)
            assert row.badge.words().format(**numbers)
            assert row.badge.topics <= set(Topic)
    window.announce(Changes(frozenset({Topic.FOLLOWUP})))


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.key)
def test_what_a_page_prints_are_its_own_documents(
    start: Start, sample_path: Path, row: PageRow
) -> None:
    page = start(sample_path).page(row.key)
    of_page = {each.key for each in DOCUMENTS if each.page == row.key}
    assert {each.key for each in page.documents} <= of_page
    assert row.key != DEFAULT_DOCUMENT.page or DEFAULT_DOCUMENT in page.documents
    assert {each.page for each in DOCUMENTS} <= {each.key for each in PAGES}
