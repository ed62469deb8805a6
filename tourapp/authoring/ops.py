"""The drawing operations of a Picture, as data: arrays in stage units and role names. No colours, no Qt.

Alpha may be one number or one per item. Every op carries many items; a scene stays under about 200 ops.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from tourapp.authoring.acts import Act, Tag
from tourapp.authoring.layout import Rect

Alpha = float | np.ndarray
Transform = tuple[float, float, float, float, float, float]
"""x' = a x + c y + e, y' = b x + d y + f, as (a, b, c, d, e, f)."""


@dataclass(frozen=True, slots=True)
class Rects:
    """n rectangles (n x 4: x, y, w, h), filled and or outlined."""

    boxes: np.ndarray
    role: str | None
    radius: float = 0.0
    alpha: Alpha = 1.0
    stroke: str | None = None
    stroke_width: float = 1.0
    stroke_alpha: float = 1.0
    gradient: str = ""
    """'' or where it fades to: 'down', 'up', 'left', 'right'."""
    fade: float = 0.0
    """Alpha factor at the faded end of the gradient."""
    to_role: str | None = None
    """Role at the faded end, where it is another one."""
    dash: bool = False


@dataclass(frozen=True, slots=True)
class Hatch:
    """n rectangles filled with slanted lines: waste, reserved, rejected."""

    boxes: np.ndarray
    role: str = "waste"
    alpha: Alpha = 1.0
    ground: float = 0.18
    """Alpha of the plain fill under the lines."""
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Sprites:
    """n lights (n x 2 centres). kind: 'glow' (halo and white core), 'soft' (halo only), 'dot' (hard disc), 'ring', or a
    mark of `mark_shapes`."""

    at: np.ndarray
    size: float | np.ndarray
    role: str
    alpha: Alpha = 1.0
    kind: str = "glow"
    additive: bool = True
    squash: float | np.ndarray = 1.0
    """Width factor across the rotation: below 1 a streak or a dot seen at an angle."""
    angle: float | np.ndarray = 0.0
    """Rotation in degrees."""


@dataclass(frozen=True, slots=True)
class Lines:
    """n straight lines (n x 4: x1, y1, x2, y2)."""

    ends: np.ndarray
    role: str
    width: float = 1.0
    alpha: Alpha = 1.0
    dash: bool = False
    additive: bool = False


@dataclass(frozen=True, slots=True)
class Curves:
    """n polylines of m points (n x m x 2). Wide ones are drawn as filled ribbons."""

    points: np.ndarray
    role: str
    width: float | np.ndarray = 1.0
    alpha: Alpha = 1.0
    additive: bool = False
    dash: bool = False


@dataclass(frozen=True, slots=True)
class Polys:
    """n filled polygons of m points (n x m x 2)."""

    points: np.ndarray
    role: str | None
    alpha: Alpha = 1.0
    stroke: str | None = None
    stroke_width: float = 1.0
    stroke_alpha: float = 1.0
    gradient: str = ""
    fade: float = 0.0
    to_role: str | None = None
    additive: bool = False


@dataclass(frozen=True, slots=True)
class Picture2D:
    """A grid of numbers as an image. `data` h x w (0..1, through `ramp`) or h x w x k (amount of each role)."""

    data: np.ndarray
    rect: Rect
    roles: tuple[str, ...]
    smooth: bool = False
    additive: bool = False
    alpha: float = 1.0
    key: Any = None
    """Hashable: with it the converted image is kept; it must change when the data do."""
    opaque: bool = False
    """2D data: True paints value 0 as the ground colour, else value 0 is clear."""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text (or wrapped text in a box). `words` is finished text; values live in `values`."""

    words: str
    x: float
    y: float
    size: float
    role: str
    align: str = "left"
    weight: int = 400
    family: str = "text"
    alpha: float = 1.0
    fit: float | None = None
    """Greatest width in stage units: longer text shrinks to 70 %, then is cut with an ellipsis."""
    wrap: float | None = None
    """Width to wrap at; y is then the top of the first line."""
    lines: int = 3
    rotate: float = 0.0
    backed: float = 0.0
    """Alpha of a plate of ground colour behind the words."""
    value: Any = None
    """The Quantity behind the words, for 'why this number?'."""
    spill: bool = False
    """May overlap other words on purpose (a number flying past)."""
    more: tuple[Any, ...] = ()
    """The other quantities in the words, after `value`."""
    part: str = ""
    """The laid-out box it is a part of, such as a table's column: read as one. "scenery": letters on a drawn object,
    which need not be read."""
    marks: tuple[tuple[int, int], ...] = ()
    """From which letter to which a line is dotted below: words that can be asked about."""


@dataclass(frozen=True, slots=True)
class Line(Words):
    """A line of running text, set as one whatever it is made of: `runs` are (words, role) one after another, `width` is
    the room it takes in stage units at every size of the window."""

    runs: tuple[tuple[str, str], ...] = ()
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Group:
    """Ops drawn under a transform, clip and opacity."""

    ops: tuple[Any, ...]
    transform: Transform | None = None
    clip: Rect | None = None
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Bake:
    """A still layer drawn once and kept as a pixmap. `key` must name everything `build` depends on."""

    key: Any
    build: Callable[[Any], None]
    rect: Rect
    alpha: float = 1.0
    bloom: float = 0.0
    additive: bool = False
    quad: tuple[tuple[float, float], ...] | None = None
    """Four corners (top left, top right, bottom right, bottom left) to tilt the layer onto."""
    shift: tuple[float, float] = (0.0, 0.0)
    reveal: Rect | None = None
    """Show only this part, in stage units."""
    detail: float = 1.0
    """Resolution of the kept pixmap, as a factor."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line or set of dots of a chart."""

    x: np.ndarray
    y: np.ndarray
    role: str
    width: float = 2.0
    dash: bool = False
    dots: float = 0.0
    """Dot size; 0 draws a line only."""
    line: bool = True
    fill: float = 0.0
    """Alpha of the area under the line."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of a chart: range, words, logarithmic or not, and ticks as (value, words)."""

    low: float
    high: float
    label: str = ""
    log: bool = False
    ticks: tuple[tuple[float, str], ...] = ()

    def fraction(self, value: Any) -> Any:
        """Where a value stands on the axis, 0..1 (arrays welcome)."""
        if self.log:
            return np.log(np.asarray(value) / self.low) / np.log(self.high / self.low)
        return (np.asarray(value) - self.low) / (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart whose plotting area is exactly `rect`; tick words stand outside it. Drawn by the chart library, kept by
    key."""

    key: Any
    rect: Rect
    series: tuple[Series, ...]
    x: Axis
    y: Axis
    grid: float = 0.15

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Stage position of a data point, to put a live light on the curve."""
        return (
            self.rect.x + float(self.x.fraction(x)) * self.rect.w,
            self.rect.bottom - float(self.y.fraction(y)) * self.rect.h,
        )


@dataclass(frozen=True, slots=True)
class Hot:
    """n areas (n x 4) that answer the pointer: `tags[i]` comes back as hover, `acts[i]` is what a click does (None:
    nothing), `values[i]` what a `Why` explains."""

    boxes: np.ndarray
    tags: tuple[Tag, ...]
    acts: tuple[Act, ...] = ()
    values: tuple[Any, ...] = ()


Op = Rects | Hatch | Sprites | Lines | Curves | Polys | Picture2D | Words | Line | Group | Bake | Chart | Hot
