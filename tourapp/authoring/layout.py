"""The stage in 1920 x 1080 units: where title, meters, picture, rail and caption stand, and a rectangle to lay out
with."""

from __future__ import annotations

from typing import NamedTuple


class Rect(NamedTuple):
    """A rectangle in stage units; y grows downwards."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.h

    @property
    def cx(self) -> float:
        """The middle, across."""
        return self.x + self.w / 2

    @property
    def cy(self) -> float:
        """The middle, down."""
        return self.y + self.h / 2

    def inset(self, dx: float, dy: float | None = None) -> Rect:
        """Smaller by dx at left and right and dy (default dx) above and below."""
        dy = dx if dy is None else dy
        return Rect(self.x + dx, self.y + dy, max(0.0, self.w - 2 * dx), max(0.0, self.h - 2 * dy))

    def move(self, dx: float = 0.0, dy: float = 0.0) -> Rect:
        """The same size elsewhere."""
        return Rect(self.x + dx, self.y + dy, self.w, self.h)

    def rows(self, n: int, gap: float = 0.0) -> list[Rect]:
        """n equal rows with a gap between."""
        h = (self.h - gap * (n - 1)) / n
        return [Rect(self.x, self.y + i * (h + gap), self.w, h) for i in range(n)]

    def columns(self, n: int, gap: float = 0.0) -> list[Rect]:
        """n equal columns with a gap between."""
        w = (self.w - gap * (n - 1)) / n
        return [Rect(self.x + i * (w + gap), self.y, w, self.h) for i in range(n)]

    def at(self, u: float, v: float) -> tuple[float, float]:
        """The point at fractions u across and v down."""
        return self.x + u * self.w, self.y + v * self.h

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom


WIDTH, HEIGHT = 1920.0, 1080.0
FULL = Rect(0, 0, WIDTH, HEIGHT)
TITLE = Rect(64, 44, 900, 48)
METERS = Rect(1100, 30, 756, 64)
STAGE = Rect(64, 120, 1376, 720)
"""Where the picture goes. Light may spill over its edges; things and words may not."""
RAIL = Rect(1488, 120, 368, 720)
CAPTION = Rect(64, 870, 1792, 128)
FOOT = Rect(64, 1020, 1792, 40)
