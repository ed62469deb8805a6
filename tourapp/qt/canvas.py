"""A canvas: paints one picture, letterboxed at any size and pixel ratio, and lives on when a picture cannot be painted.

Of a new picture only what differs from the one before is painted; an unchanged one paints nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import cast

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from tourapp.authoring import DARK, Picture, Theme
from tourapp.authoring.layout import HEIGHT, WIDTH
from tourapp.player.chrome import draw_ground
from tourapp.qt.painter import Composed, LayerCache, Painter, StageTiles
from tourapp.qt.raster import fit
from tourapp.qt.style import Look

SETTLE_MS = 180
"""While the window is being resized, still layers keep their old resolution; this long after, they are made again."""

FINEST = 2.0
"""Device pixels per stage unit of kept layers, where somebody zooms: as on the largest screens."""

_GROUND = Picture()
draw_ground(_GROUND)


class Canvas(QWidget):
    """Shows one picture at a time. Knows nothing of the pointer."""

    failed = Signal(object)
    """An error while the picture was painted."""
    rastered = Signal(object)
    """A region of the raster that is kept was painted anew."""

    def __init__(self, layers: LayerCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers = layers
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.theme = DARK
        self.picture: Picture | None = None
        self.blank: str | None = None
        self.tall = HEIGHT
        """Stage units from top to foot."""
        self.zoom, self.zoom_at = 1.0, (WIDTH / 2, HEIGHT / 2)
        """How near, and the point of the stage that stays where it is."""
        self._painter = Painter(DARK, layers)
        self._composed: Composed | None = None
        self.painted_share, self.painted_ops = 0.0, 0
        """Of the last painting: the share of the stage that was painted; and how many ops so far (for the bench)."""
        self.raster: QImage | None = None
        """What is shown, in device pixels, for somebody who shows the same; kept only where that is asked for."""
        self._keeps_raster = False
        self._detail = 0.0
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._settled)

    @property
    def fit(self) -> tuple[float, float, float]:
        """(widget pixels per stage unit, left, top)."""
        return fit(max(1, self.width()), max(1, self.height()), self.tall)

    @property
    def seen(self) -> tuple[float, float, float]:
        """The same as `fit` of the picture as it is seen, zoomed."""
        scale, left, top = self.fit
        x, y = self.zoom_at
        more = scale * (self.zoom - 1.0)
        return scale * self.zoom, left - x * more, top - y * more

    @property
    def look(self) -> Look:
        """Theme and scale for widgets that lie over the stage."""
        return Look(self.theme, self.fit[0])

    @property
    def detail(self) -> float:
        """Device pixels per stage unit for layers that are kept; it follows the size when that has come to rest."""
        wanted = self._wanted_detail
        if self._detail == 0.0 or not self._settle.isActive():
            self._detail = wanted
        return self._detail

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wait for the size to come to rest."""
        super().resizeEvent(event)
        self._layers.room_for(round(self.width() * self.height() * self.devicePixelRatioF() ** 2))
        if self._detail:
            self._settle.start(SETTLE_MS)

    def _settled(self) -> None:
        if self._detail != self._wanted_detail:
            self.update()

    @property
    def _wanted_detail(self) -> float:
        whole = self.fit[0] * self.devicePixelRatioF()
        return max(whole, min(whole * self.zoom, FINEST))

    def set_zoom(self, zoom: float, at: tuple[float, float]) -> None:
        """Look at the picture from nearer, around a point of the stage."""
        if (zoom, at) != (self.zoom, self.zoom_at):
            self.zoom, self.zoom_at = zoom, at
            self._composed = None
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Change the theme; layers of the old one stay kept while there is room."""
        if theme.name != self.theme.name:
            self.theme = theme
            self._painter = Painter(theme, self._layers)
            self._composed = None
            self.update()

    def renew(self) -> None:
        """Begin anew with the layers as they are kept now."""
        self._painter, self._composed = Painter(self.theme, self._layers), None
        self.update()

    def keep_raster(self) -> None:
        """From now on keep what is painted as an image too. It costs a copy of what has changed."""
        self._keeps_raster = True
        self.update()

    def set_height(self, units: float) -> None:
        """Let the stage be so many units high."""
        if units != self.tall:
            self.tall = units
            self._composed = None
            self.update()

    def show_picture(self, picture: Picture) -> None:
        """Paint this picture from now on."""
        before, self.picture = self._composed, picture
        composed = self._lay_out(picture, before)
        if composed is None or before is None or before.scale != composed.scale:
            self.update()
        elif self.blank is None:
            changed = composed.changed(before)
            if changed.grid.any():
                self.update(self._region(changed))

    def _lay_out(self, picture: Picture, before: Composed | None) -> Composed | None:
        """The picture laid out at the present size; None where that fails: painting it will tell."""
        try:
            self._composed = self._painter.compose(picture, self.detail, before)
        except Exception as error:  # whatever a picture holds, the window lives on
            self._composed = self.picture = None
            self.failed.emit(error)
        return self._composed

    def missing(self, picture: Picture) -> Iterator[Callable[[], None]]:
        """What of a picture is kept once it was painted, and is not there yet: one call for each layer."""
        return self._painter.missing(picture, self.detail)

    def _region(self, tiles: StageTiles) -> QRegion:
        """Where tiles of the stage lie in this widget."""
        scale, left, top = self.seen
        region = QRegion()
        for x0, y0, x1, y1 in tiles.boxes():
            a, b = math.floor(left + x0 * scale), math.floor(top + y0 * scale)
            c, d = math.ceil(left + x1 * scale), math.ceil(top + y1 * scale)
            region = region.united(QRect(a, b, c - a, d - b))
        return region

    def _tiles(self, region: QRegion) -> StageTiles:
        """The tiles of the stage that a region of this widget touches."""
        scale, left, top = self.seen
        tiles = StageTiles(height=self.tall)
        for box in cast(Iterable[QRect], region):  # a region is a sequence of rectangles, unknown to its stub
            x0, y0 = (box.x() - left) / scale, (box.y() - top) / scale
            tiles.mark((x0, y0, x0 + box.width() / scale, y0 + box.height() / scale))
        return tiles

    def set_blank(self, blank: str | None) -> None:
        """Cover everything in black or white, or show it again."""
        if blank != self.blank:
            self.blank = blank
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, or a card when painting it failed."""
        with QPainter(self) as p:
            if self.blank is not None:
                p.fillRect(self.rect(), QColor(self.blank))
                return
            scale, left, top = self.seen
            if self.picture is None:
                p.fillRect(self.rect(), QColor(self.theme.colour("ground")))
                return
            composed = self._composed
            if composed is None or composed.scale != self.detail:
                composed = self._lay_out(self.picture, composed)
            if composed is None:
                return
            if not self._keeps_raster:
                painted = self._paint(p, composed, event.region())
            else:
                painted = self._paint_raster(composed, event.region())
                if self.raster is not None:
                    p.drawImage(QPointF(0.0, 0.0), self.raster)
                p.setRenderHint(QPainter.RenderHint.Antialiasing)
                p.translate(left, top)
                p.scale(scale, scale)
            if painted:
                self.paint_over(p)

    def _paint_raster(self, composed: Composed, region: QRegion) -> bool:
        """Bring the raster up to date."""
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        sheet = self.raster
        if sheet is None or sheet.size() != size or sheet.devicePixelRatio() != ratio:
            sheet = self.raster = QImage(size, QImage.Format.Format_RGB32)
            sheet.setDevicePixelRatio(ratio)
            region = QRegion(self.rect())
        with QPainter(sheet) as q:
            q.setClipRegion(region)
            painted = self._paint(q, composed, region)
        self.rastered.emit(region)
        return painted

    def _paint(self, p: QPainter, composed: Composed, region: QRegion) -> bool:
        """What of the picture lies in a region of this widget; the painter is in stage units then. False where the
        picture cannot be painted."""
        scale, left, top = self.seen
        stage = QRectF(left, top, WIDTH * scale, self.tall * scale)
        inner = stage.toAlignedRect().adjusted(1, 1, -1, -1)  # the edge may lie between two pixels
        if (left > 0.0 or top > 0.0) and not region.subtracted(inner).isEmpty():
            self._margins(p)
        p.setClipRegion(region.intersected(stage.toAlignedRect()))
        p.translate(left, top)
        p.scale(scale, scale)
        tiles = self._tiles(region)
        self.painted_share = tiles.share
        try:
            self.painted_ops += self._painter.paint_part(p, composed, tiles)
        except Exception as error:  # whatever a picture holds, the window lives on
            self.picture = self._composed = None
            self.failed.emit(error)
            return False
        return True

    def paint_over(self, p: QPainter) -> None:
        """What lies over the picture, in stage units; nothing here."""

    def _margins(self, p: QPainter) -> None:
        """Beside a letterboxed picture: its own ground, stretched, so that no edge shows."""
        p.fillRect(self.rect(), QColor(self.theme.colour("ground")))  # whatever was there: its edges are not opaque
        p.save()
        p.scale(self.width() / WIDTH, self.height() / HEIGHT)
        self._painter.paint(p, _GROUND, self.detail)
        p.restore()
