"""What every drawing function needs: the Qt painter, the theme, and the scale of the stage. Colours are made here."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen

from tourapp.authoring.theme import Theme

SOURCE_OVER = QPainter.CompositionMode.CompositionMode_SourceOver
PLUS = QPainter.CompositionMode.CompositionMode_Plus
_CORNERS = {"down": ((0, 0), (0, 1)), "up": ((0, 1), (0, 0)), "right": ((0, 0), (1, 0)), "left": ((1, 0), (0, 0))}


def even(colour: QColor) -> QBrush:
    """A fill of one colour; a translucent one as a gradient between two equal stops. The pixels are the same, but Qt
    hands every piece of a plain translucent fill to its thread pool, at 40 to 150 us a piece: a line of 80 px takes 37
    us with a plain pen and 1.3 with this one."""
    return _even(colour.rgb(), colour.alphaF())


@lru_cache(maxsize=1024)
def _even(rgb: int, alpha: float) -> QBrush:
    """Alpha apart from the rest: a colour keeps it in 16 bits, and 8 would show."""
    colour = QColor(rgb)
    if alpha >= 1.0:
        return QBrush(colour)
    colour.setAlphaF(alpha)
    ramp = QLinearGradient(QPointF(0, 0), QPointF(0, 1))
    ramp.setColorAt(0, colour)
    ramp.setColorAt(1, colour)
    return QBrush(ramp)


@lru_cache(maxsize=1024)
def _fading(way: str, rgb: int, alpha: float, end_rgb: int, end_alpha: float) -> QBrush:
    """A fill that fades from one colour to another, over each shape."""
    (x0, y0), (x1, y1) = _CORNERS[way]
    ramp = QLinearGradient(QPointF(x0, y0), QPointF(x1, y1))
    ramp.setCoordinateMode(QLinearGradient.CoordinateMode.ObjectMode)
    for at, (plain, opacity) in enumerate(((rgb, alpha), (end_rgb, end_alpha))):
        colour = QColor(plain)
        colour.setAlphaF(opacity)
        ramp.setColorAt(at, colour)
    return QBrush(ramp)


@lru_cache(maxsize=1024)
def _pen(rgb: int, alpha: float, width: float, dash: bool) -> QPen:
    """A pen; width 0 is one device pixel."""
    pen = QPen(_even(rgb, alpha), width or 1.0)
    pen.setCosmetic(not width)
    if dash:
        pen.setDashPattern([4, 4])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


@lru_cache(maxsize=256)
def _rgb(name: str) -> int:
    """A colour of a theme ("#rrggbb") as Qt's number."""
    return QColor(name).rgb()


def stepped(gain: float) -> float:
    """The step at which layers are kept that are shown `gain` times larger: two to a doubling, and none lies more than
    4 % below what is shown."""
    return 1.0 if gain == 1.0 else float(2.0 ** (math.ceil(2.0 * math.log2(max(gain, 1e-6)) - 0.1) / 2.0))


@dataclass(slots=True)
class Context:
    """One painting pass. `scale` is device pixels per stage unit (under the painter's transform), `detail` those of
    kept layers: inside a group that grows or shrinks it goes in steps, so that no frame makes a layer anew."""

    painter: QPainter
    theme: Theme
    scale: float
    opacity: float = 1.0
    detail: float = 0.0

    def __post_init__(self) -> None:
        self.detail = self.detail or self.scale

    def within(self, gain: float, opacity: float) -> Context:
        """The pass inside a group that shows `gain` times larger."""
        return Context(self.painter, self.theme, self.scale * gain, self.opacity * opacity, self.detail * stepped(gain))

    def colour(self, role: str, alpha: float = 1.0, fill: bool = True) -> QColor:
        """The theme's colour of a role with an alpha 0..1."""
        colour = QColor(_rgb(self.theme.colour(role, fill)))
        colour.setAlphaF(min(1.0, max(0.0, alpha * self.opacity)))
        return colour

    def pen(self, role: str | None, width: float, alpha: float, dash: bool = False) -> QPen | Qt.PenStyle:
        """A pen in stage units; one device pixel for widths up to one unit (thicker ones are far more expensive)."""
        if role is None or alpha <= 0.0:
            return Qt.PenStyle.NoPen
        colour = self.colour(role, alpha, fill=False)
        return _pen(colour.rgb(), colour.alphaF(), 0.0 if width <= 1.0 else width * self.theme.stroke_gain, dash)

    def brush(
        self, role: str | None, alpha: float, gradient: str = "", fade: float = 0.0, to_role: str | None = None
    ) -> QBrush | Qt.BrushStyle:
        """A fill, plain or fading towards one side of each shape."""
        if role is None:
            return Qt.BrushStyle.NoBrush
        if not gradient:
            return even(self.colour(role, alpha))
        end = self.colour(to_role or role, alpha * (fade if to_role is None else max(fade, 0.0)))
        begin = self.colour(role, alpha)
        return _fading(gradient, begin.rgb(), begin.alphaF(), end.rgb(), end.alphaF())

    def additive(self, wanted: bool) -> bool:
        """Start adding light where the theme glows; say whether it did."""
        if wanted and self.theme.glow:
            self.painter.setCompositionMode(PLUS)
            return True
        return False

    def plain(self) -> None:
        """Back to painting over."""
        self.painter.setCompositionMode(SOURCE_OVER)
