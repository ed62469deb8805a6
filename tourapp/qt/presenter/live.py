"""What the class sees, small: the very picture of its window, painted a few times a second; and how the pointer on it
becomes the class's pointer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from tourapp.authoring import Picture
from tourapp.qt.i18n import tr
from tourapp.qt.painter import LayerCache
from tourapp.qt.presenter.audience import Audience
from tourapp.qt.stage import Stage

LIVE_MS = 100
"""Between two paintings: the class's frames come first."""


class LiveStage(Stage):
    """The class's picture on the presenter's screen. It can be pointed at and clicked like the stage itself."""

    def __init__(self, layers: LayerCache, parent: QWidget | None = None) -> None:
        super().__init__(layers, parent)
        self.setAccessibleName(tr("What the class sees"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._audience: Audience | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._take)

    def follow(self, audience: Audience | None) -> None:
        """Show what this window shows; None: nothing any more."""
        self._audience = audience
        if audience is not None:
            audience.pane.drawn.connect(self._soon)
            self._take()

    def _soon(self, _picture: Picture) -> None:
        if not self._timer.isActive():
            self._timer.start(LIVE_MS)

    def _take(self) -> None:
        audience = self._audience
        if audience is None or audience.latest is None or not self.isVisible():
            return
        self.set_theme(audience.stage.theme)
        self.set_height(audience.stage.tall)
        self.set_zoom(audience.stage.zoom, audience.stage.zoom_at)
        if audience.latest is not self.picture:
            self.show_picture(audience.latest)

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
