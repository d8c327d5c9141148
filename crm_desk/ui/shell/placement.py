"""Where a window goes that was somewhere: wholly onto a screen that is there."""

from collections.abc import Sequence
from typing import NamedTuple

TITLE_HEIGHT = 40
"""Of the title bar above the window's own place, at most."""
REACHABLE = 200
"""Pixels of the title bar that a person can take hold of."""


class Box(NamedTuple):
    """A rectangle on the desktop, in pixels; `x` and `y` grow to the right and downwards."""

    x: int
    y: int
    width: int
    height: int

    def overlap(self, other: "Box") -> "Box":
        """What both share; without width or height where they share nothing."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        right = min(self.x + self.width, other.x + other.width)
        bottom = min(self.y + self.height, other.y + other.height)
        return Box(x, y, max(right - x, 0), max(bottom - y, 0))

    @property
    def area(self) -> int:
        """In square pixels."""
        return self.width * self.height


def placed(saved: Box, screens: Sequence[Box], least: tuple[int, int]) -> Box:
    """The place of a window that was at `saved`, title bar not counted.

    Args:
        saved: as it was kept.
        screens: the room that each screen has for windows, the main one first; at least one.
        least: width and height that the window can't be smaller than.

    Unchanged where all of it, title bar included, lies on screens that are there; else moved, and
    made smaller where it has to be, onto the one that shows most of it. A window that can't be
    made small enough shows its title bar and its left edge.
    """
    saved = saved._replace(width=max(saved.width, least[0]), height=max(saved.height, least[1]))
    whole = Box(saved.x, saved.y - TITLE_HEIGHT, saved.width, saved.height + TITLE_HEIGHT)
    if _is_seen(whole, screens):
        return saved
    # `max` takes the first of equals: the main screen, where no one shows any of it.
    screen = max(screens, key=lambda each: whole.overlap(each).area)
    width = max(min(saved.width, screen.width), least[0])
    height = max(min(saved.height, screen.height - TITLE_HEIGHT), least[1])
    x = max(min(saved.x, screen.x + screen.width - width), screen.x)
    top = screen.y + TITLE_HEIGHT
    y = max(min(saved.y, screen.y + screen.height - height), top)
    return Box(x, y, width, height)


def _is_seen(whole: Box, screens: Sequence[Box]) -> bool:
    """Nothing of it lies beside the screens, and its title bar can be taken hold of on one."""
    shown = sum(whole.overlap(screen).area for screen in dict.fromkeys(screens))
    title = whole._replace(height=TITLE_HEIGHT)
    reach = [title.overlap(screen) for screen in screens]
    wanted = min(REACHABLE, whole.width)
    return shown >= whole.area > 0 and any(
        each.width >= wanted and each.height == TITLE_HEIGHT for each in reach
    )
