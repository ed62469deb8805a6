"""What the class sees, small: the very pixels of its window, shown a few times a second; and how the pointer on it
becomes the class's pointer. Only what the class does not see (its picture is frozen, or its window hidden) is painted
here."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from tourapp.authoring import Picture
from tourapp.qt.i18n import tr
from tourapp.qt.painter import LayerCache
from tourapp.qt.presenter.audience import Audience
from tourapp.qt.stage import Stage

LIVE_MS = 100
"""Between two paintings: the class's frames come first."""
COARSEST = 0.4
"""A picture that is made smaller than this is averaged first: every other line would be left out."""


class LiveStage(Stage):
    """The class's picture on the presenter's screen. It can be pointed at and clicked like the stage itself."""

    def __init__(self, layers: LayerCache, parent: QWidget | None = None) -> None:
        super().__init__(layers, parent)
        self.setAccessibleName(tr("What the class sees"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._audience: Audience | None = None
        self._seen: QImage | None = None
        self._dirty = QRegion()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._take)

    def follow(self, audience: Audience | None) -> None:
        """Show what this window shows; None: nothing any more."""
        self._audience, self._seen = audience, None
        if audience is not None:
            audience.pane.drawn.connect(self._soon)
            audience.stage.rastered.connect(self._painted)
            audience.stage.keep_raster()
            self._take()

    def _painted(self, region: QRegion) -> None:
        self._dirty = self._dirty.united(region)
        self._soon()

    def _soon(self, _picture: Picture | None = None) -> None:
        if not self._timer.isActive():
            self._timer.start(LIVE_MS)

    def _take(self) -> None:
        audience = self._audience
        if audience is None or audience.latest is None or not self.isVisible():
            return
        self.set_theme(audience.stage.theme)
        self.set_height(audience.stage.tall)
        self.set_zoom(audience.stage.zoom, audience.stage.zoom_at)
        before, self._seen = self._seen, self._pixels(audience)
        if (self._seen is None) != (before is None):
            self._composed = None
            self.update()
        if audience.latest is not self.picture:
            self.show_picture(audience.latest)
        dirty, self._dirty = self._dirty, QRegion()
        if self._seen is not None and not dirty.isEmpty():
            self.update(self._here(dirty, audience))

    def _pixels(self, audience: Audience) -> QImage | None:
        """What the class sees, where that is what is shown here."""
        stage, handle = audience.stage, audience.windowHandle()
        if stage.frozen or stage.blank is not None or handle is None or not handle.isExposed():
            return None
        if stage.raster is None or self._share(audience) * self.devicePixelRatioF() >= COARSEST:
            return stage.raster
        half = stage.raster.size() / 2
        return stage.raster.scaled(
            half, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )

    def _share(self, audience: Audience) -> float:
        """Points here for each of the class's."""
        return self.seen[0] / audience.stage.seen[0]

    def _target(self, audience: Audience) -> QRectF:
        """Where the class's window lies here: the same places of the stage on one another."""
        share, stage = self._share(audience), audience.stage
        (_, left, top), (_, class_left, class_top) = self.seen, stage.seen
        return QRectF(left - class_left * share, top - class_top * share, stage.width() * share, stage.height() * share)

    def _here(self, region: QRegion, audience: Audience) -> QRegion:
        """A region of the class's window, and what its edges are mixed with."""
        share, corner, found = self._share(audience), self._target(audience).topLeft(), QRegion()
        for box in cast(Iterable[QRect], region):
            x, y = corner.x() + box.x() * share, corner.y() + box.y() * share
            wide, high = box.width() * share, box.height() * share
            found = found.united(QRectF(math.floor(x), math.floor(y), wide + 2, high + 2).toAlignedRect())
        return found

    def show_picture(self, picture: Picture) -> None:
        """Know what can be pointed at; its pixels are the class's."""
        if self._seen is None:
            super().show_picture(picture)
            return
        self.picture, self._composed = picture, None
        self.renew_hits()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The class's pixels, made smaller."""
        audience = self._audience
        if audience is None or self._seen is None or self.blank is not None:
            super().paintEvent(event)
            return
        target, (scale, left, top) = self._target(audience), self.seen
        with QPainter(self) as p:
            if not target.contains(QRectF(self.rect())):
                p.fillRect(self.rect(), QColor(self.theme.colour("ground")))
            p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            p.drawImage(target, self._seen, QRectF(self._seen.rect()))
            p.translate(left, top)
            p.scale(scale, scale)
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint_over(p)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The light on the class's picture goes along."""
        super().mouseMoveEvent(event)
        self._point()

    def set_pointer(self, on: bool) -> None:
        """A light here and on the class's picture."""
        super().set_pointer(on)
        if self._audience is not None:
            self._audience.stage.set_pointer(on)
            self._point()

    def _point(self) -> None:
        if self.pointer and self._audience is not None and self.pointed is not None:
            self._audience.stage.point_at(QPointF(*self.pointed))
