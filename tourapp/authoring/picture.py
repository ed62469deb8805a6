"""Picture: what a scene draws onto. It collects operations as data; a painter turns them into pixels elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from tourapp.authoring import ops
from tourapp.authoring.acts import Act, Tag
from tourapp.authoring.layout import FULL, HEIGHT, Rect
from tourapp.authoring.ops import Alpha, Axis, Chart, Op, Series
from tourapp.authoring.rail_stand import SIDE, RailStand
from tourapp.authoring.text import fill, quantities_in
from tourapp.words import Phrase, in_language, say


def _boxes(boxes: Any) -> np.ndarray:
    return np.asarray(boxes, dtype=np.float64).reshape(-1, 4)


def _alpha(alpha: Any) -> Alpha:
    return np.asarray(alpha, dtype=np.float64) if isinstance(alpha, np.ndarray | list | tuple) else float(alpha)


class Picture:
    """An ordered list of drawing operations, and the values that caption and note ask for."""

    def __init__(self) -> None:
        self.ops: list[Op] = []
        self.fields: dict[str, Any] = {}
        self.side: Picture | None = None
        """What stands in the rail; drawn apart because the rail can be hidden."""
        self.height = HEIGHT
        """Of the stage, in its units: more than usual in a tall window."""
        self.stand: RailStand = SIDE
        """Where the rail stands on this stage."""
        self.left_out: tuple[str, ...] = ()
        """Words that found no room at a large scale: to be told another way."""
        self.told: tuple[str, ...] = ()
        """What stands below the picture in place of the beat's own sentences."""

    def fill(self, **values: Any) -> None:
        """Give values to the `{fields}` of this scene's captions and notes."""
        self.fields.update(values)

    def rects(
        self,
        boxes: Any,
        role: str | None,
        *,
        radius: float = 0.0,
        alpha: Any = 1.0,
        stroke: str | None = None,
        stroke_width: float = 1.0,
        stroke_alpha: float = 1.0,
        gradient: str = "",
        fade: float = 0.0,
        to_role: str | None = None,
        dash: bool = False,
    ) -> None:
        """Rectangles: one Rect or n x 4 (x, y, w, h). role None draws the outline only."""
        self.ops.append(
            ops.Rects(
                _boxes(boxes),
                role,
                radius,
                _alpha(alpha),
                stroke,
                stroke_width,
                stroke_alpha,
                gradient,
                fade,
                to_role,
                dash,
            )
        )

    def hatch(
        self, boxes: Any, role: str = "waste", *, alpha: Any = 1.0, ground: float = 0.18, radius: float = 0.0
    ) -> None:
        """Rectangles filled with slanted lines; the look of waste, reserve and rejection."""
        self.ops.append(ops.Hatch(_boxes(boxes), role, _alpha(alpha), ground, radius))

    def sprites(
        self,
        at: Any,
        size: Any,
        role: str,
        *,
        alpha: Any = 1.0,
        kind: str = "glow",
        additive: bool = True,
        squash: Any = 1.0,
        angle: Any = 0.0,
    ) -> None:
        """Lights at n x 2 centres; `size` is the diameter of the whole sprite in stage units."""
        self.ops.append(
            ops.Sprites(
                np.asarray(at, dtype=np.float64).reshape(-1, 2),
                _alpha(size),
                role,
                _alpha(alpha),
                kind,
                additive,
                _alpha(squash),
                _alpha(angle),
            )
        )

    def lines(
        self, ends: Any, role: str, *, width: float = 1.0, alpha: Any = 1.0, dash: bool = False, additive: bool = False
    ) -> None:
        """Straight lines, n x 4 (x1, y1, x2, y2)."""
        self.ops.append(ops.Lines(_boxes(ends), role, width, _alpha(alpha), dash, additive))

    def curves(
        self, points: Any, role: str, *, width: Any = 1.0, alpha: Any = 1.0, additive: bool = False, dash: bool = False
    ) -> None:
        """Polylines, n x m x 2 (or one, m x 2)."""
        array = np.asarray(points, dtype=np.float64)
        array = array[None] if array.ndim == 2 else array
        self.ops.append(ops.Curves(array, role, _alpha(width), _alpha(alpha), additive, dash))

    def polys(
        self,
        points: Any,
        role: str | None,
        *,
        alpha: Any = 1.0,
        stroke: str | None = None,
        stroke_width: float = 1.0,
        stroke_alpha: float = 1.0,
        gradient: str = "",
        fade: float = 0.0,
        to_role: str | None = None,
        additive: bool = False,
    ) -> None:
        """Filled polygons, n x m x 2 (or one, m x 2)."""
        array = np.asarray(points, dtype=np.float64)
        array = array[None] if array.ndim == 2 else array
        self.ops.append(
            ops.Polys(array, role, _alpha(alpha), stroke, stroke_width, stroke_alpha, gradient, fade, to_role, additive)
        )

    def image(
        self,
        data: np.ndarray,
        rect: Any,
        *roles: str,
        smooth: bool = False,
        additive: bool = False,
        alpha: float = 1.0,
        key: Any = None,
        opaque: bool = False,
    ) -> None:
        """A grid of numbers. h x w with one role (0 clear .. 1 full) or several roles (a ramp through them);
        h x w x k with k roles: light of each role added up. Give `key` when the data stay the same for a while."""
        self.ops.append(
            ops.Picture2D(np.asarray(data), Rect(*rect), roles, smooth, additive, float(alpha), key, opaque)
        )

    def text(
        self,
        at: Any,
        template: str | Phrase,
        *,
        size: float = 18,
        role: str = "ink",
        align: str = "left",
        weight: int = 400,
        mono: bool = False,
        alpha: float = 1.0,
        fit: float | None = None,
        wrap: float | None = None,
        lines: int = 3,
        rotate: float = 0.0,
        backed: float = 0.0,
        spill: bool = False,
        part: str = "",
        **values: Any,
    ) -> None:
        """Words at a baseline point (x, y); align left, center or right of x. A Rect as `at` centres them in it.
        `{fields}` are filled from `values`; a Quantity among them can be asked 'why?'. Texts of one `part` are one
        laid-out box (a table's column, a row of years); part "scenery" is none that is read."""
        if alpha <= 0.004:
            return
        if isinstance(at, Rect):
            fit = at.w if fit is None else fit
            x, y, align = at.cx, at.cy + size * 0.36, "center"
        else:
            x, y = float(at[0]), float(at[1])
        if isinstance(template, Phrase):
            values = {**template.fields, **values}
            template = template.template
        told = quantities_in(template, values)
        words = fill(template, values) if values else say(template)
        place = (x, y, float(size), role, align, weight, "mono" if mono else "text")
        why, more = (told[0], tuple(told[1:])) if told else (None, ())
        self.ops.append(
            ops.Words(words, *place, float(alpha), fit, wrap, lines, rotate, backed, why, spill, more, part)
        )

    def line(self, at: Any, runs: Sequence[tuple[str, str]], width: float, *, size: float, **look: Any) -> None:
        """A line of running text from a baseline point: `runs` of (words, role), data as they are, set as one line that
        is `width` wide at every size of the window. look: alpha, weight and family as in `ops.Words`."""
        words = "".join(text for text, _ in runs)
        if look.get("alpha", 1.0) > 0.004 and words:
            place = (float(at[0]), float(at[1]), float(size), runs[0][1])
            self.ops.append(ops.Line(words, *place, runs=tuple(runs), width=float(width), **look))

    def chart(self, key: Any, rect: Rect, series: Sequence[Series], x: Axis, y: Axis, *, grid: float = 0.15) -> Chart:
        """A chart; returns it so that lights can be put on it with `chart.point(x, y)`."""
        op = Chart(key, Rect(*rect), tuple(series), x, y, grid)
        self.ops.append(op)
        return op

    def hot(self, boxes: Any, tags: Sequence[Tag], acts: Sequence[Act] = (), values: Sequence[Any] = ()) -> None:
        """Areas that answer the pointer (see `ops.Hot`)."""
        self.ops.append(ops.Hot(_boxes(boxes), tuple(tags), tuple(acts), tuple(values)))

    def bake(
        self,
        key: Any,
        build: Callable[[Picture], None],
        *,
        rect: Rect = FULL,
        alpha: float = 1.0,
        bloom: float = 0.0,
        additive: bool = False,
        quad: Any = None,
        shift: tuple[float, float] = (0.0, 0.0),
        reveal: Rect | None = None,
        detail: float = 1.0,
    ) -> None:
        """A still layer: `build(picture)` runs once per key, size and theme; afterwards it costs one blit.
        `bloom` adds a blurred copy of its light. The key must name everything `build` depends on."""
        corners = None if quad is None else tuple((float(x), float(y)) for x, y in quad)
        key, build = in_language(key, build)
        self.ops.append(
            ops.Bake(key, build, Rect(*rect), float(alpha), bloom, additive, corners, shift, reveal, detail)
        )

    @contextmanager
    def group(
        self,
        *,
        opacity: float = 1.0,
        clip: Rect | None = None,
        move: tuple[float, float] = (0.0, 0.0),
        scale: float = 1.0,
        about: tuple[float, float] = (0.0, 0.0),
        transform: ops.Transform | None = None,
    ) -> Iterator[None]:
        """Everything drawn inside is moved, scaled about a point, clipped and faded together."""
        outer, self.ops = self.ops, []
        try:
            yield
        finally:
            inner, self.ops = self.ops, outer
        if opacity <= 0.004 or not inner:
            return
        if transform is None and (scale != 1.0 or move != (0.0, 0.0)):
            transform = (scale, 0.0, 0.0, scale, about[0] * (1 - scale) + move[0], about[1] * (1 - scale) + move[1])
        self.ops.append(ops.Group(tuple(inner), transform, clip, float(opacity)))

    def spark(self, at: tuple[float, float], role: str = "prefill", size: float = 90.0, alpha: float = 1.0) -> None:
        """The light of the request: a wide halo and a hard core."""
        point = np.array([at], dtype=np.float64)
        self.sprites(point, size * 2.2, role, alpha=0.4 * alpha, kind="soft")
        self.sprites(point, size, role, alpha=alpha, kind="glow")

    def trail(
        self,
        path: np.ndarray,
        head: float,
        role: str,
        *,
        length: float = 0.25,
        count: int = 40,
        size: float = 26.0,
        alpha: float = 1.0,
    ) -> None:
        """Moving light along a path (m x 2, evenly spaced): `head` 0..1 is where it is, `length` the share behind
        it."""
        u = head - length * np.linspace(1, 0, count) ** 1.5
        keep = (u >= 0) & (u <= 1)
        if not keep.any():
            return
        u = u[keep]
        index = u * (len(path) - 1)
        x = np.interp(index, np.arange(len(path)), path[:, 0])
        y = np.interp(index, np.arange(len(path)), path[:, 1])
        strength = np.linspace(0, 1, count)[keep] ** 2
        self.sprites(np.stack([x, y], 1), size * (0.35 + 0.65 * strength), role, alpha=alpha * strength)
