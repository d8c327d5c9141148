"""A window that is opened again is seen, whatever became of the screens."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

from crm_desk.ui.shell.placement import REACHABLE, TITLE_HEIGHT, Box, placed
from tests.ui.conftest import Start

PLACES = st.integers(-32_767, 32_767)
SAVED = st.builds(Box, PLACES, PLACES, st.integers(-10, 32_767), st.integers(-10, 32_767))
SCREEN = st.builds(
    Box,
    st.integers(-6000, 6000),
    st.integers(-6000, 6000),
    st.integers(800, 5120),
    st.integers(480, 2880),
)
SCREENS = st.lists(SCREEN, min_size=1, max_size=4)
LEAST = (760, 560)
FULL_HD, LAPTOP, RIGHT = Box(0, 0, 1920, 1040), Box(0, 0, 1366, 728), Box(1920, 0, 1920, 1080)


def title_of(window: Box) -> Box:
    return Box(window.x, window.y - TITLE_HEIGHT, window.width, TITLE_HEIGHT)


def is_inside(inner: Box, outer: Box) -> bool:
    return inner.overlap(outer) == inner


@given(SAVED, SCREENS)
def test_title_bar_and_200_pixels_are_on_a_screen_whatever_was_kept(
    saved: Box, screens: list[Box]
) -> None:
    title = title_of(placed(saved, screens, LEAST))
    shown = [title.overlap(screen) for screen in screens]
    assert any(each.width >= REACHABLE and each.height == TITLE_HEIGHT for each in shown)


@given(SAVED, SCREENS)
def test_a_window_that_fits_is_seen_wholly(saved: Box, screens: list[Box]) -> None:
    assume(all(each.height >= LEAST[1] + TITLE_HEIGHT for each in screens))
    found = placed(saved, [screens[0]], LEAST)
    assert is_inside(title_of(found), screens[0])
    assert is_inside(found, screens[0])


@given(SAVED, SCREENS)
def test_it_stays_where_it_is_from_then_on(saved: Box, screens: list[Box]) -> None:
    found = placed(saved, screens, LEAST)
    assert placed(found, screens, LEAST) == found


@given(SCREENS, st.data())
def test_what_is_seen_wholly_is_not_moved(screens: list[Box], data: st.DataObject) -> None:
    screen = data.draw(st.sampled_from(screens))
    assume(screen.height >= LEAST[1] + TITLE_HEIGHT)
    width = data.draw(st.integers(LEAST[0], screen.width))
    height = data.draw(st.integers(LEAST[1], screen.height - TITLE_HEIGHT))
    x = data.draw(st.integers(screen.x, screen.x + screen.width - width))
    low = screen.y + screen.height - height
    saved = Box(x, data.draw(st.integers(screen.y + TITLE_HEIGHT, low)), width, height)
    assert placed(saved, screens, LEAST) == saved


@pytest.mark.parametrize(
    ("saved", "screens", "found"),
    [
        # The screen at the right is gone.
        (Box(2000, 100, 1200, 800), [FULL_HD], Box(720, 100, 1200, 800)),
        # So is the one at the left, or above.
        (Box(-1500, 100, 1200, 800), [FULL_HD], Box(0, 100, 1200, 800)),
        (Box(100, -900, 1200, 800), [FULL_HD], Box(100, 40, 1200, 800)),
        # A lower screen has taken its place.
        (Box(0, 40, 1920, 1000), [LAPTOP], Box(0, 40, 1366, 688)),
        (Box(100, 700, 1000, 600), [LAPTOP], Box(100, 128, 1000, 600)),
        # Over two screens on purpose.
        (Box(1500, 100, 1200, 800), [FULL_HD, RIGHT], Box(1500, 100, 1200, 800)),
        # Over two of which one is gone.
        (Box(1500, 100, 1200, 800), [FULL_HD], Box(720, 100, 1200, 800)),
        # Its title bar lies above the screen.
        (Box(100, 0, 1000, 700), [FULL_HD], Box(100, 40, 1000, 700)),
        # Larger than any screen is: the title bar at least.
        (Box(0, 40, 760, 640), [Box(0, 0, 640, 480)], Box(0, 40, 760, 560)),
        # Nothing that was kept makes sense.
        (Box(9000, 9000, 0, 0), [FULL_HD, RIGHT], Box(1160, 480, 760, 560)),
    ],
)
def test_screens_that_are_gone_or_lower(saved: Box, screens: list[Box], found: Box) -> None:
    assert placed(saved, screens, LEAST) == found


@pytest.mark.parametrize("maximised", [False, True])
@pytest.mark.parametrize("kept", [[5000, 3000, 1200, 900], [-4000, -3000, 1000, 700]])
def test_the_window_of_a_screen_that_is_gone_is_seen(
    start: Start, kept: list[int], maximised: bool
) -> None:
    window = start(geometry=kept, maximised=maximised)
    room = QGuiApplication.primaryScreen().availableGeometry()
    box = QRect(window.normalGeometry().topLeft(), window.minimumSize())
    assert room.contains(box.topLeft())
    assert room.intersected(box).width() >= REACHABLE
    assert window.isMaximized() is maximised
