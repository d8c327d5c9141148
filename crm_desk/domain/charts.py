"""Charts as plain data: screen and paper draw the same ones, and know nothing of their meaning.

Tones are places on one ordered ramp: 0 is the strongest, `TONES` - 1 the palest.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

TONES = 6
Payload = tuple[Any, ...]
"""What a click hands back: hashable, and opaque here. A mark is chosen while all parts are."""


class Mark(NamedTuple):
    """What can be pointed at.

    Attributes:
        words: name and value, as hovering and a screen reader say them.
        payload: what a click hands back; nothing happens where it is empty.
    """

    words: str
    payload: Payload = ()


class Bar(NamedTuple):
    """A length (0 or more) and its value in words."""

    length: float
    text: str


class BarPair(NamedTuple):
    """Two bars of one name: the upper one pale, the lower one in a tone of its own."""

    name: str
    upper: Bar
    lower: Bar
    tone: int
    mark: Mark


@dataclass(frozen=True)
class PairedBars:
    """Pairs of bars from left to right, one below the other.

    Attributes:
        legend: what the upper and the lower bars are, in words.
        legend_tone: of the lower bars' sample.
    """

    pairs: Sequence[BarPair]
    legend: tuple[str, str]
    legend_tone: int


class Column(NamedTuple):
    """One column.

    Attributes:
        value: 0 or more.
        text, short: the value in words, and without its unit for narrow columns.
    """

    name: str
    value: int
    text: str
    short: str
    mark: Mark


class LinkText(NamedTuple):
    """Words between a column and the next, and their short form; both may be empty."""

    text: str
    short: str


@dataclass(frozen=True)
class ColumnChart:
    """Columns in a fixed order, all of one tone.

    Attributes:
        links: between the first and the second column, the second and the third and so on.
    """

    columns: Sequence[Column]
    tone: int
    links: Sequence[LinkText] = ()


class GridCell(NamedTuple):
    """A count and its words."""

    value: int
    text: str
    mark: Mark


@dataclass(frozen=True)
class CellGrid:
    """Cells that are the darker the more they hold.

    Attributes:
        columns, rows: names, from the left and from the bottom.
        cells: `cells[row][column]`.
    """

    columns: Sequence[str]
    rows: Sequence[str]
    cells: Sequence[Sequence[GridCell]]


class Tick(NamedTuple):
    """A place on an axis and its name."""

    place: float
    text: str


class Axis(NamedTuple):
    """One axis: what it shows, its lines, and its ends."""

    title: str
    ticks: Sequence[Tick]
    low: float
    high: float


class PointMark(NamedTuple):
    """A point of a curve that is named."""

    x: float
    y: float
    text: str
    mark: Mark


@dataclass(frozen=True)
class Curve:
    """A curve over a pale ground.

    Attributes:
        points: (x, y) by ascending x; no curve below two of them.
    """

    points: Sequence[tuple[float, float]]
    x: Axis
    y: Axis
    marks: Sequence[PointMark]


class Region(NamedTuple):
    """A rectangle in places on the axes; infinite where it is open."""

    left: float
    bottom: float
    right: float
    top: float


class RegionCell(NamedTuple):
    """A rectangle with points in it, for those who don't drag one."""

    region: Region
    mark: Mark


class PointGroup(NamedTuple):
    """Points of one tone."""

    name: str
    tone: int


class RegionPayloads(Protocol):
    """What a dragged rectangle means."""

    def payload(self, region: Region) -> Payload:
        """What dragging this rectangle hands back."""

    def region(self, chosen: Collection[Any]) -> Region | None:
        """The rectangle that is chosen; None where none is."""


@dataclass(frozen=True)
class PointCloud:
    """A point for each of many.

    Attributes:
        x, y, group: one entry per point (numpy arrays): places on the axes, place in `groups`.
        has_strip: the lowest step of `y` is a strip of its own below the scale; its name stands
            at the strip's lower end.
        cells: those with points in them, from the top left on as the eye reads.
        count_text: a number of points in words.
    """

    x: Any
    y: Any
    group: Any
    groups: Sequence[PointGroup]
    x_axis: Axis
    y_axis: Axis
    has_strip: bool
    cells: Sequence[RegionCell]
    regions: RegionPayloads
    count_text: Callable[[int], str]


Chart = PairedBars | ColumnChart | CellGrid | Curve | PointCloud
